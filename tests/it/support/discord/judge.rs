//! The judge: Discord's own OpenAPI document, where `ASKWELL_DISCORD_SPEC` names it.
//!
//! It is a little changed first, as its own README asks: integers may come as text. And alternatives need not exclude
//! each other, since after that change one text can fit two of them. In requests ids may be numbers, as Discord takes
//! them: its own guide numbers new attachments so, and discord.py numbers everything.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::Mutex;
use std::sync::PoisonError;

use jsonschema::Validator;
use serde_json::Value;
use serde_json::json;

use super::rules::Problem;

/// The document, read once in the process.
static SPEC: LazyLock<Option<Spec>> = LazyLock::new(|| {
    let path = std::env::var_os("ASKWELL_DISCORD_SPEC").filter(|path| !path.is_empty())?;
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("ASKWELL_DISCORD_SPEC {}: {error}", path.display()));
    let document: Value = serde_json::from_slice(&text).expect("ASKWELL_DISCORD_SPEC names a JSON document");
    Some(Spec::new(document))
});

/// Where the document refuses what Discord really sends or takes: method, end of the path template, field, why.
const ALLOWED: [(&str, &str, &str); 1] = [
    // The document gives the reasons of a refused form a number for a code; Discord sends `BASE_TYPE_REQUIRED`.
    ("*", "", "/errors"),
];

struct Spec {
    components: Value,
    /// As requests see them.
    request_components: Value,
    operations: Vec<Operation>,
    /// By place of the schema in the document; nothing where there is no schema.
    validators: Mutex<HashMap<String, Option<Arc<Validator>>>>,
}

struct Operation {
    method: String,
    template: String,
    pieces: Vec<String>,
    request: Option<Value>,
    /// By status: `200`, `429`, `4XX`.
    answers: HashMap<String, Option<Value>>,
}

/// Whether there is a document to judge by.
pub(crate) fn on() -> bool {
    SPEC.is_some()
}

/// What is wrong with a request's body. Nothing where there is no document, or where it does not know the route.
pub(super) fn request(method: &str, path: &str, body: &Value) -> Vec<Problem> {
    let Some(spec) = SPEC.as_ref() else { return Vec::new() };
    let Some(operation) = spec.operation(method, path) else { return Vec::new() };
    let Some(schema) = &operation.request else { return Vec::new() };
    spec.judge(&format!("{method} {}", operation.template), (schema, &spec.request_components), body, operation)
}

/// What is wrong with an answer.
pub(super) fn answer(method: &str, path: &str, status: u16, body: &Value) -> Vec<Problem> {
    let Some(spec) = SPEC.as_ref() else { return Vec::new() };
    let Some(operation) = spec.operation(method, path) else { return Vec::new() };
    let exact = status.to_string();
    let class = format!("{}XX", status / 100);
    let schema = operation.answers.get_key_value(&exact).or_else(|| operation.answers.get_key_value(&class));
    match schema {
        // 401 and the like are in the class; a success that the document does not list is the fake's mistake.
        None => vec![problem("", format!("the document has no answer {status} here"))],
        Some((_, None)) if body.is_null() => Vec::new(),
        Some((_, None)) => vec![problem("", format!("answer {status} has no body in the document"))],
        Some((key, Some(schema))) => {
            spec.judge(&format!("{method} {} {key}", operation.template), (schema, &spec.components), body, operation)
        }
    }
}

fn problem(path: &str, message: String) -> Problem {
    let path = path.trim_start_matches('/').replace('/', ".");
    Problem { path, code: "SPEC", message, refused: true }
}

impl Spec {
    fn new(mut document: Value) -> Spec {
        widen(&mut document);
        let responses = document["components"]["responses"].clone();
        let mut operations = Vec::new();
        for (template, methods) in document["paths"].as_object().into_iter().flatten() {
            for (method, operation) in methods.as_object().into_iter().flatten() {
                if !matches!(method.as_str(), "get" | "put" | "post" | "patch" | "delete") {
                    continue;
                }
                let mut answers = HashMap::new();
                for (status, response) in operation["responses"].as_object().into_iter().flatten() {
                    let named = response["$ref"].as_str().and_then(|name| name.rsplit('/').next());
                    let response = named.map_or(response, |name| &responses[name]);
                    answers.insert(status.clone(), schema_of(response));
                }
                let mut request = schema_of(&operation["requestBody"]);
                request.iter_mut().for_each(take_numbers_for_ids);
                operations.push(Operation {
                    method: method.to_uppercase(),
                    template: template.clone(),
                    pieces: template.split('/').skip(1).map(str::to_owned).collect(),
                    request,
                    answers,
                });
            }
        }
        let components = json!({"schemas": document["components"]["schemas"].take()});
        let mut request_components = components.clone();
        take_numbers_for_ids(&mut request_components);
        Spec { components, request_components, operations, validators: Mutex::default() }
    }

    /// The operation of a path: of several templates that fit, the one with the most fixed pieces.
    fn operation(&self, method: &str, path: &str) -> Option<&Operation> {
        let pieces: Vec<&str> = path.split('/').skip(1).collect();
        let fits = |operation: &&Operation| {
            operation.method == method
                && operation.pieces.len() == pieces.len()
                && operation
                    .pieces
                    .iter()
                    .zip(&pieces)
                    .all(|(wanted, piece)| wanted.starts_with('{') || wanted == piece)
        };
        let fixed = |operation: &&Operation| operation.pieces.iter().filter(|piece| !piece.starts_with('{')).count();
        self.operations.iter().filter(fits).max_by_key(fixed)
    }

    /// `schema` with the components that it refers to.
    fn judge(&self, key: &str, schema: (&Value, &Value), body: &Value, operation: &Operation) -> Vec<Problem> {
        let Some(validator) = self.validator(key, schema) else { return Vec::new() };
        let mut problems = Vec::new();
        // What fits is most of it, and the quick way to know.
        if validator.is_valid(body) {
            return problems;
        }
        for error in validator.iter_errors(body) {
            let place = error.instance_path().to_string();
            let allowed = ALLOWED.iter().any(|(method, template, field)| {
                (*method == "*" || *method == operation.method)
                    && operation.template.contains(template)
                    && place.contains(field)
            });
            if !allowed {
                let mut message = error.to_string();
                if message.len() > 600 {
                    let cut = message.floor_char_boundary(600);
                    message.truncate(cut);
                    message.push('…');
                }
                problems.push(problem(&place, format!("{place}: {message}")));
            }
        }
        problems
    }

    /// Compiled when it is first needed: a large one takes a tenth of a second.
    fn validator(&self, key: &str, (schema, components): (&Value, &Value)) -> Option<Arc<Validator>> {
        let mut validators = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = validators.get(key) {
            return known.clone();
        }
        let mut root = schema.clone();
        root["components"] = components.clone();
        let validator = jsonschema::validator_for(&root).expect("the document's schemas compile");
        let validator = Some(Arc::new(validator));
        validators.insert(key.to_owned(), validator.clone());
        validator
    }
}

fn schema_of(of: &Value) -> Option<Value> {
    let schema = &of["content"]["application/json"]["schema"];
    schema.is_object().then(|| schema.clone())
}

/// Ids may be numbers.
fn take_numbers_for_ids(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(take_numbers_for_ids),
        Value::Object(fields) => {
            if fields.get("format").is_some_and(|format| format == "snowflake") {
                match fields.get_mut("type") {
                    Some(Value::Array(kinds)) => kinds.push(json!("integer")),
                    Some(kind) => *kind = json!([kind.take(), "integer"]),
                    None => {}
                }
            }
            fields.values_mut().for_each(take_numbers_for_ids);
        }
        _ => {}
    }
}

/// Integers may be text of digits, and alternatives need not exclude each other.
fn widen(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(widen),
        Value::Object(fields) => {
            let integer = match fields.get("type") {
                Some(Value::String(kind)) => kind == "integer",
                Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "integer"),
                _ => false,
            };
            if integer && !fields.contains_key("enum") {
                let mut kinds = match fields.remove("type") {
                    Some(Value::Array(kinds)) => kinds,
                    Some(kind) => vec![kind],
                    None => Vec::new(),
                };
                if !kinds.iter().any(|kind| kind == "string") {
                    kinds.push(json!("string"));
                    fields.insert("pattern".to_owned(), json!("^-?[0-9]+$"));
                }
                fields.insert("type".to_owned(), Value::Array(kinds));
            }
            if let Some(Value::Array(alternatives)) = fields.get("oneOf").cloned() {
                fields.remove("oneOf");
                match fields.remove("anyOf") {
                    Some(others) => {
                        let both = json!([{"anyOf": alternatives}, {"anyOf": others}]);
                        fields.insert("allOf".to_owned(), both);
                    }
                    None => {
                        fields.insert("anyOf".to_owned(), Value::Array(alternatives));
                    }
                }
            }
            fields.values_mut().for_each(widen);
        }
        _ => {}
    }
}

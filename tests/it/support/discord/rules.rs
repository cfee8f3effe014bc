//! Rules that Discord's document lacks: lengths that it gives too large, totals, duplicates, what goes with what.

use std::collections::HashSet;

use serde_json::Value;

use super::state::flag;
use super::state::id_of;

/// A rule that a body breaks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    /// Of the field, as `embeds.0.title`.
    pub(crate) path: String,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// Whether Discord refuses the request for it. What it merely ignores is written down and let pass.
    pub(crate) refused: bool,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// On which way a message comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Way {
    Channel,
    Edit,
    Callback,
    Followup,
}

#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn add(&mut self, path: impl Into<String>, code: &'static str, message: impl Into<String>) {
        self.0.push(Problem { path: path.into(), code, message: message.into(), refused: true });
    }

    /// Of a text: from `least` to `most` characters.
    fn length(&mut self, path: &str, value: &Value, least: usize, most: usize) {
        let Some(text) = value.as_str() else { return };
        let length = length(text);
        if length > most {
            self.add(path, "BASE_TYPE_MAX_LENGTH", format!("Must be {most} or fewer in length, and is {length}."));
        } else if length < least || least > 0 && text.trim().is_empty() {
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required");
        }
    }

    fn count(&mut self, path: &str, count: usize, most: usize) {
        if count > most {
            self.add(path, "BASE_TYPE_MAX_LENGTH", format!("Must be {most} or fewer in length, and is {count}."));
        }
    }
}

/// Length as the stricter of the two ways to count: in UTF-16 units, of which no text has fewer than code points.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

fn list<'json>(body: &'json Value, field: &str) -> &'json [Value] {
    body[field].as_array().map_or(&[], Vec::as_slice)
}

/// Checks the body of a message.
pub(crate) fn message(body: &Value, files: usize, way: Way) -> Vec<Problem> {
    let mut problems = Problems::default();
    problems.length("content", &body["content"], 0, 2000);
    embeds(list(body, "embeds"), &mut problems);
    let flags = body["flags"].as_u64().unwrap_or_default();
    let second = flags & flag::COMPONENTS_V2 != 0;
    components(list(body, "components"), second, &mut problems);
    let content = body["content"].as_str().unwrap_or_default();
    if second && (!content.is_empty() || !list(body, "embeds").is_empty()) {
        let message = "The 'content' and 'embeds' fields cannot be used with components of the second kind.";
        problems.add("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message);
    }
    let shows = !content.trim().is_empty()
        || !list(body, "embeds").is_empty()
        || second && !list(body, "components").is_empty()
        || !list(body, "components").is_empty()
        || files > 0
        || !list(body, "sticker_ids").is_empty()
        || body["poll"].is_object();
    // An edit may take one thing away and keep another; whether something is left is checked where it is known.
    if !shows && way != Way::Edit {
        problems.add("", "EMPTY_MESSAGE", "Cannot send an empty message");
    }
    if flags & flag::EPHEMERAL != 0 && matches!(way, Way::Channel | Way::Edit) {
        problems.0.push(Problem {
            path: "flags".to_owned(),
            code: "MESSAGE_FLAGS",
            message: "only answers to interactions can be ephemeral".to_owned(),
            refused: false,
        });
    }
    problems.count("files", files, 10);
    mentions(&body["allowed_mentions"], &mut problems);
    problems.0
}

/// Whether nobody but these roles is pinged, whatever the text says.
pub(crate) fn pings_only(body: &Value, roles: &[u64]) -> bool {
    let allowed = &body["allowed_mentions"];
    let empty = |field: &str| allowed[field].as_array().is_none_or(Vec::is_empty);
    let known = list(allowed, "roles").iter().all(|role| id_of(role).is_some_and(|role| roles.contains(&role)));
    // Without `parse` Discord lets nothing through either, but only by custom: say it.
    let says = allowed.is_object() && allowed["parse"].is_array();
    says && empty("parse") && empty("users") && known && allowed["replied_user"] != true
}

/// What `allowed_mentions` may not say at once.
fn mentions(allowed: &Value, problems: &mut Problems) {
    for kind in ["users", "roles"] {
        let path = format!("allowed_mentions.{kind}");
        problems.count(&path, list(allowed, kind).len(), 100);
        if list(allowed, "parse").iter().any(|one| one == kind) && !list(allowed, kind).is_empty() {
            let message = format!("parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
            problems.add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
        }
    }
}

fn embeds(embeds: &[Value], problems: &mut Problems) {
    problems.count("embeds", embeds.len(), 10);
    let mut total = 0;
    for (at, embed) in embeds.iter().enumerate() {
        let path = |field: &str| format!("embeds.{at}.{field}");
        problems.length(&path("title"), &embed["title"], 0, 256);
        problems.length(&path("description"), &embed["description"], 0, 4096);
        problems.length(&path("footer.text"), &embed["footer"]["text"], 0, 2048);
        problems.length(&path("author.name"), &embed["author"]["name"], 0, 256);
        let fields = list(embed, "fields");
        problems.count(&path("fields"), fields.len(), 25);
        for (field, one) in fields.iter().enumerate() {
            problems.length(&path(&format!("fields.{field}.name")), &one["name"], 1, 256);
            problems.length(&path(&format!("fields.{field}.value")), &one["value"], 1, 1024);
        }
        let texts = [&embed["title"], &embed["description"], &embed["footer"]["text"], &embed["author"]["name"]];
        let of_fields = fields.iter().flat_map(|field| [&field["name"], &field["value"]]);
        total += texts.into_iter().chain(of_fields).filter_map(Value::as_str).map(length).sum::<usize>();
        for place in ["url", "image.url", "thumbnail.url", "footer.icon_url", "author.icon_url", "author.url"] {
            let value = &embed.pointer(&format!("/{}", place.replace('.', "/"))).cloned().unwrap_or_default();
            let Some(url) = value.as_str() else { continue };
            let attachment = url.starts_with("attachment://") && !matches!(place, "url" | "author.url");
            if !attachment && !is_web(url) {
                problems.add(path(place), "URL_TYPE_INVALID_SCHEME", format!("{url:?}: scheme must be http or https."));
            }
        }
    }
    if total > 6000 {
        let message = format!("Embed size exceeds maximum size of 6000: it is {total}.");
        problems.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", message);
    }
}

fn is_web(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/') && !host.contains(char::is_whitespace))
}

fn components(rows: &[Value], second: bool, problems: &mut Problems) {
    let most = if second { 40 } else { 5 };
    problems.count("components", rows.len(), most);
    let mut custom_ids = HashSet::new();
    let mut texts = 0;
    let all = super::seen::flat(rows);
    problems.count("components", all.len(), if second { 40 } else { 5 + 25 });
    for (at, row) in rows.iter().enumerate() {
        if !second && row["type"] != 1 {
            problems.add(
                format!("components.{at}.type"),
                "UNION_TYPE_CHOICES",
                "Value of field \"type\" must be one of (1,).",
            );
        }
        component(&format!("components.{at}"), row, &mut custom_ids, &mut texts, problems);
    }
    if texts > 4000 {
        problems.add("components", "COMPONENT_MAX_TOTAL_TEXT", format!("Texts of components have {texts} characters."));
    }
}

fn component(path: &str, one: &Value, ids: &mut HashSet<String>, texts: &mut usize, problems: &mut Problems) {
    let inner = list(one, "components");
    match one["type"].as_u64() {
        Some(1) => {
            if inner.is_empty() {
                problems.add(
                    format!("{path}.components"),
                    "BASE_TYPE_BAD_LENGTH",
                    "Must be between 1 and 5 in length.",
                );
            }
            problems.count(&format!("{path}.components"), inner.len(), 5);
            let menus = inner.iter().filter(|inner| matches!(inner["type"].as_u64(), Some(3 | 5..=8))).count();
            if menus > 0 && inner.len() > 1 {
                problems.add(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A menu fills its row.");
            }
        }
        Some(2) => button(path, one, problems),
        Some(3) => menu(path, one, problems),
        Some(10) => {
            problems.length(&format!("{path}.content"), &one["content"], 1, 4000);
            *texts += one["content"].as_str().map_or(0, length);
        }
        _ => {}
    }
    if let Some(id) = one["custom_id"].as_str() {
        problems.length(&format!("{path}.custom_id"), &one["custom_id"], 1, 100);
        if !ids.insert(id.to_owned()) {
            let message = "Component custom id cannot be duplicated";
            problems.add(format!("{path}.custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message);
        }
    }
    for (at, inner) in inner.iter().enumerate() {
        component(&format!("{path}.components.{at}"), inner, ids, texts, problems);
    }
    for field in ["accessory", "component"] {
        if one[field].is_object() {
            component(&format!("{path}.{field}"), &one[field], ids, texts, problems);
        }
    }
}

fn button(path: &str, one: &Value, problems: &mut Problems) {
    problems.length(&format!("{path}.label"), &one["label"], 0, 80);
    if one["label"].as_str().is_none_or(|label| label.trim().is_empty())
        && !one["emoji"].is_object()
        && one["style"] != 6
    {
        problems.add(
            format!("{path}.label"),
            "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
            "A label or an emoji is needed.",
        );
    }
    let (url, custom_id) = (one["url"].as_str(), one["custom_id"].as_str());
    if one["style"] == 5 {
        if custom_id.is_some() {
            problems.add(path, "COMPONENT_URL_AND_CUSTOM_ID", "A custom id and url cannot both be specified");
        }
        let link = url.unwrap_or_default();
        if length(link) > 512 {
            problems.add(format!("{path}.url"), "BASE_TYPE_MAX_LENGTH", "Must be 512 or fewer in length.");
        }
        if !is_web(link) && !link.starts_with("discord://") {
            let message = format!("{link:?}: scheme must be one of ('http', 'https', 'discord').");
            problems.add(format!("{path}.url"), "URL_TYPE_INVALID_SCHEME", message);
        }
    } else {
        if url.is_some() {
            problems.add(path, "COMPONENT_URL_AND_CUSTOM_ID", "A custom id and url cannot both be specified");
        }
        if custom_id.is_none() && one["style"] != 6 {
            problems.add(format!("{path}.custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id required");
        }
    }
}

fn menu(path: &str, one: &Value, problems: &mut Problems) {
    let options = list(one, "options");
    if options.is_empty() {
        problems.add(format!("{path}.options"), "BASE_TYPE_REQUIRED", "This field is required");
    }
    problems.count(&format!("{path}.options"), options.len(), 25);
    problems.length(&format!("{path}.placeholder"), &one["placeholder"], 0, 150);
    let mut values = HashSet::new();
    for (at, option) in options.iter().enumerate() {
        for field in ["label", "value"] {
            problems.length(&format!("{path}.options.{at}.{field}"), &option[field], 1, 100);
        }
        problems.length(&format!("{path}.options.{at}.description"), &option["description"], 0, 100);
        if let Some(value) = option["value"].as_str()
            && !values.insert(value.to_owned())
        {
            let message = "The specified option value is already used";
            problems.add(format!("{path}.options.{at}.value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
        }
    }
    let chosen = options.iter().filter(|option| option["default"] == true).count() as u64;
    let (least, most) = (one["min_values"].as_u64().unwrap_or(1), one["max_values"].as_u64().unwrap_or(1));
    if most > options.len() as u64 || least > most || chosen > most {
        problems.add(path, "SELECT_COMPONENT_TOO_MANY", "min_values, max_values and options do not go together");
    }
}

/// Checks the suggestions of an autocomplete.
pub(crate) fn choices(data: &Value) -> Vec<Problem> {
    let mut problems = Problems::default();
    let choices = list(data, "choices");
    problems.count("data.choices", choices.len(), 25);
    for (at, choice) in choices.iter().enumerate() {
        problems.length(&format!("data.choices.{at}.name"), &choice["name"], 1, 100);
        problems.length(&format!("data.choices.{at}.value"), &choice["value"], 0, 100);
    }
    problems.0
}

/// Checks a form.
pub(crate) fn modal(data: &Value) -> Vec<Problem> {
    let mut problems = Problems::default();
    problems.length("data.title", &data["title"], 1, 45);
    problems.length("data.custom_id", &data["custom_id"], 1, 100);
    let rows = list(data, "components");
    problems.count("data.components", rows.len(), 5);
    if rows.is_empty() {
        problems.add("data.components", "BASE_TYPE_REQUIRED", "This field is required");
    }
    let mut ids = HashSet::new();
    for (at, row) in rows.iter().enumerate() {
        let path = format!("data.components.{at}");
        component(&path, row, &mut ids, &mut 0, &mut problems);
        form_row(&path, row, &mut problems);
    }
    problems.0
}

/// A row of a form: a text, a label around a field, or the old row with a text field in it.
fn form_row(path: &str, row: &Value, problems: &mut Problems) {
    let field = match row["type"].as_u64() {
        Some(1) => {
            let fields = list(row, "components");
            if fields.len() > 1 {
                problems.add(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A text field fills its row.");
            }
            let Some(field) = fields.first() else { return };
            if field["label"].as_str().is_none_or(str::is_empty) {
                problems.add(format!("{path}.label"), "BASE_TYPE_REQUIRED", "This field is required");
            }
            field
        }
        Some(18) => {
            problems.length(&format!("{path}.label"), &row["label"], 1, 45);
            problems.length(&format!("{path}.description"), &row["description"], 1, 100);
            &row["component"]
        }
        Some(10) => return,
        _ => return problems.add(path, "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18)."),
    };
    match field["type"].as_u64() {
        Some(4) => text_field(path, field, problems),
        Some(3) if row["type"] == 18 => {
            if field["disabled"] == true {
                problems.add(path, "COMPONENT_DISABLED", "A field of a form cannot be disabled.");
            }
        }
        kind => problems.add(path, "FAKE", format!("The fake has no fields of type {kind:?} in forms.")),
    }
}

fn text_field(path: &str, field: &Value, problems: &mut Problems) {
    problems.length(&format!("{path}.label"), &field["label"], 1, 45);
    problems.length(&format!("{path}.placeholder"), &field["placeholder"], 0, 100);
    let (least, most) = (field["min_length"].as_u64().unwrap_or(0), field["max_length"].as_u64().unwrap_or(4000));
    if least > most || most > 4000 || most == 0 {
        problems.add(path, "TEXT_INPUT_LENGTHS", "min_length and max_length do not go together");
    }
    problems.length(&format!("{path}.value"), &field["value"], 0, most.min(4000) as usize);
    if !matches!(field["style"].as_u64(), Some(1 | 2)) {
        problems.add(format!("{path}.style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.");
    }
}

/// Checks one command to be registered.
pub(crate) fn command(body: &Value) -> Vec<Problem> {
    let mut problems = Problems::default();
    let name = body["name"].as_str().unwrap_or_default();
    if matches!(body["type"].as_u64(), None | Some(1)) {
        if !is_command_name(name) {
            problems.add("name", "APPLICATION_COMMAND_INVALID_NAME", format!("{name:?} is no name of a slash command"));
        }
        problems.length("description", &body["description"], 1, 100);
        if body["description"].is_null() {
            problems.add("description", "BASE_TYPE_REQUIRED", "This field is required");
        }
        options("options", list(body, "options"), &mut problems);
        let size = size(body);
        if size > 8000 {
            let message = format!("Command exceeds maximum size (8000): it is {size}.");
            problems.add("", "APPLICATION_COMMAND_TOO_LARGE", message);
        }
    } else {
        problems.length("name", &body["name"], 1, 32);
        if body["description"].as_str().is_some_and(|text| !text.is_empty()) {
            problems.add("description", "APPLICATION_COMMAND_INVALID", "Context menus have no description");
        }
        if !list(body, "options").is_empty() {
            problems.add("options", "APPLICATION_COMMAND_INVALID", "Context menus have no options");
        }
    }
    for (field, chat) in [("name_localizations", true), ("description_localizations", false)] {
        for (locale, text) in body[field].as_object().into_iter().flatten() {
            let most = if chat { 32 } else { 100 };
            problems.length(&format!("{field}.{locale}"), text, 1, most);
            let slash = chat && matches!(body["type"].as_u64(), None | Some(1));
            if slash && !is_command_name(text.as_str().unwrap_or_default()) {
                problems.add(
                    format!("{field}.{locale}"),
                    "APPLICATION_COMMAND_INVALID_NAME",
                    "no name of a slash command",
                );
            }
        }
    }
    problems.0
}

/// `^[-_\p{L}\p{N}]{1,32}$`, in lower case where there is one.
fn is_command_name(name: &str) -> bool {
    let fits = |c: char| matches!(c, '-' | '_' | '\'') || c.is_alphanumeric();
    (1..=32).contains(&length(name)) && name.chars().all(fits) && name.to_lowercase() == name
}

fn options(path: &str, all: &[Value], problems: &mut Problems) {
    problems.count(path, all.len(), 25);
    let mut names = HashSet::new();
    let mut optional = false;
    for (at, one) in all.iter().enumerate() {
        let path = format!("{path}.{at}");
        let name = one["name"].as_str().unwrap_or_default();
        if !is_command_name(name) {
            problems.add(
                format!("{path}.name"),
                "APPLICATION_COMMAND_INVALID_NAME",
                format!("{name:?} is no name of an option"),
            );
        }
        if !names.insert(name.to_owned()) {
            problems.add(
                format!("{path}.name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED",
                "the name is used twice",
            );
        }
        problems.length(&format!("{path}.description"), &one["description"], 1, 100);
        if one["required"] == true && optional {
            let message = "Required options must be placed before non-required options";
            problems.add(path.clone(), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
        }
        optional |= one["required"] != true;
        let choices = list(one, "choices");
        problems.count(&format!("{path}.choices"), choices.len(), 25);
        for (choice, of) in choices.iter().enumerate() {
            problems.length(&format!("{path}.choices.{choice}.name"), &of["name"], 1, 100);
            problems.length(&format!("{path}.choices.{choice}.value"), &of["value"], 0, 100);
        }
        if !choices.is_empty() && one["autocomplete"] == true {
            problems.add(path.clone(), "APPLICATION_COMMAND_AUTOCOMPLETE_AND_CHOICES", "choices and autocomplete");
        }
        options(&format!("{path}.options"), list(one, "options"), problems);
    }
}

/// Characters of all names, descriptions and values; of localizations the longest counts.
fn size(one: &Value) -> usize {
    let text = |field: &str| {
        let own = one[field].as_str().map_or(0, length);
        let others = one[format!("{field}_localizations")].as_object().into_iter().flatten();
        others.filter_map(|(_, text)| text.as_str()).map(length).fold(own, usize::max)
    };
    let inner = list(one, "options").iter().chain(list(one, "choices"));
    text("name") + text("description") + text("value") + inner.map(size).sum::<usize>()
}

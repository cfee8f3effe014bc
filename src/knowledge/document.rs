//! From a tree of values to topics and entries: what TOML, YAML, JSON, JSONL and the front matter of Markdown
//! share. Each item is taken or refused by itself.

use super::clean;
use super::keys::FILE_KEYS;
use super::keys::ITEM_KEYS;
use super::keys::Key;
use super::keys::TOPIC_KEYS;
use super::node::Field;
use super::node::Node;
use super::node::Value;
use super::problem::Code;
use super::problem::Spot;
use super::problem::quoted;
use super::sheet::At;
use super::sheet::Details;
use super::sheet::Sheet;
use super::sheet::Stated;
use super::sheet::TopicOf;

/// Takes a whole file: `{topics, entries}`, a list of entries, or a single entry.
pub(super) fn read(root: Node, sheet: &mut Sheet<'_>) {
    match root.value {
        Value::Null => {}
        Value::List(items) => items.into_iter().for_each(|node| item(node, sheet)),
        Value::Map(ref fields) if is_item(fields) => item(root, sheet),
        Value::Map(fields) => file(fields, sheet),
        _ => {
            let message = format!("the file holds {}, where entries should be", root.value.kind());
            sheet.error(root.spot, Code::WrongType, message, "write {\"entries\": [...]}, or a list of entries");
        }
    }
}

fn is_item(fields: &[Field]) -> bool {
    let is_own = |field: &Field| matches!(Key::find(&field.key, ITEM_KEYS), Some(Key::Questions | Key::Answer));
    fields.iter().any(is_own)
}

/// Takes the keys of a file; those that hold for all entries count wherever in the file they stand.
fn file(fields: Vec<Field>, sheet: &mut Sheet<'_>) {
    let mut fields = Fields::new(fields, FILE_KEYS, sheet);
    front(&mut fields, sheet);
    for node in fields.list(Key::Entries, sheet) {
        item(node, sheet);
    }
}

/// Takes what front matter states: topics, and what holds for all entries of the file.
pub(super) fn front_matter(fields: Vec<Field>, sheet: &mut Sheet<'_>) {
    front(&mut Fields::new(fields, FILE_KEYS, sheet), sheet);
}

fn front(fields: &mut Fields, sheet: &mut Sheet<'_>) {
    for node in fields.list(Key::Topics, sheet) {
        topic(node, sheet);
    }
    sheet.defaults = fields.details(sheet);
    let overview = fields.text(Key::Overview, sheet);
    if let Some(name) = fields.text(Key::Title, sheet) {
        sheet.state_topic(&name.text, overview.as_ref().map(|overview| overview.text.as_str()), name.spot);
        sheet.topic = Some(clean::line(&name.text)).filter(|name| !name.is_empty());
    } else if let Some(overview) = overview {
        sheet.error(overview.spot, Code::StrayText, "the overview belongs to no topic", "add \"topic\"");
    }
}

fn topic(node: Node, sheet: &mut Sheet<'_>) {
    let spot = node.spot;
    let fields = match node.value {
        Value::Map(fields) => fields,
        Value::Text(name) => return sheet.state_topic(&name, None, spot),
        other => return wrong_type("the topic", &other, "a name and an overview", spot, sheet),
    };
    let mut fields = Fields::new(fields, TOPIC_KEYS, sheet);
    let overview = fields.text(Key::Overview, sheet);
    match fields.text(Key::Name, sheet) {
        Some(name) => sheet.state_topic(&name.text, overview.as_ref().map(|at| at.text.as_str()), spot),
        None => sheet.error(spot, Code::WrongType, "the topic has no name", "add \"name\""),
    }
}

/// Takes an item of a list of entries, or a line of JSONL: an entry, or a topic with its overview.
pub(super) fn item(node: Node, sheet: &mut Sheet<'_>) {
    let spot = node.spot;
    let fields = match node.value {
        Value::Map(fields) => fields,
        other => return wrong_type("the entry", &other, "\"questions\" and \"answer\"", spot, sheet),
    };
    let states_topic = !is_item(&fields);
    let mut fields = Fields::new(fields, ITEM_KEYS, sheet);
    let overview = fields.text(Key::Overview, sheet);
    if states_topic
        && fields.has_only_topic()
        && let Some(name) = fields.text(Key::Topic, sheet)
    {
        return sheet.state_topic(&name.text, overview.as_ref().map(|at| at.text.as_str()), spot);
    }
    let entry = entry(&mut fields, spot, sheet);
    if let Some(overview) = &overview {
        overview_of_entry(&entry, overview, sheet);
    }
    if !fields.is_broken {
        sheet.add(entry);
    }
}

/// An entry that states its topic's overview along with itself.
fn overview_of_entry(entry: &Stated, overview: &At, sheet: &mut Sheet<'_>) {
    match (&entry.topic, sheet.topic.clone()) {
        (TopicOf::Named(topic), _) => sheet.state_topic(&topic.text, Some(&overview.text), overview.spot),
        (TopicOf::File, Some(topic)) => sheet.state_topic(&topic, Some(&overview.text), overview.spot),
        _ => sheet.error(overview.spot, Code::StrayText, "the overview belongs to no topic", "add \"topic\""),
    }
}

/// What the comment below a Markdown question states of its entry. `None` when part of it cannot be trusted.
pub(super) fn metadata(fields: Vec<Field>, spot: Spot, sheet: &mut Sheet<'_>) -> Option<Stated> {
    let mut fields = Fields::new(fields, ITEM_KEYS, sheet);
    let entry = entry(&mut fields, spot, sheet);
    (!fields.is_broken).then_some(entry)
}

fn entry(fields: &mut Fields, spot: Spot, sheet: &mut Sheet<'_>) -> Stated {
    let topic = match fields.given(Key::Topic) {
        None => TopicOf::File,
        Some(Value::Null) => TopicOf::None,
        Some(_) => fields.text(Key::Topic, sheet).map_or(TopicOf::None, TopicOf::Named),
    };
    Stated {
        spot,
        id: fields.text(Key::Id, sheet),
        topic,
        questions: fields.texts(Key::Questions, sheet),
        answer: fields.text(Key::Answer, sheet),
        details: fields.details(sheet),
    }
}

fn wrong_type(what: &str, value: &Value, expected: &str, spot: Spot, sheet: &mut Sheet<'_>) {
    let message = format!("{what} is {}", value.kind());
    let remedy = if matches!(value, Value::Other(_) | Value::Date(_)) && expected == "a text" {
        "put it in quotes".to_owned()
    } else {
        format!("{expected} should stand here")
    };
    sheet.error(spot, Code::WrongType, message, remedy);
}

/// The known fields of an item, to be taken one by one.
struct Fields {
    found: Vec<(Key, Node)>,
    /// Whether something without which the item must not be served has the wrong type.
    is_broken: bool,
}

impl Fields {
    fn new(fields: Vec<Field>, known: &[Key], sheet: &mut Sheet<'_>) -> Fields {
        let mut found: Vec<(Key, Node)> = Vec::new();
        for field in fields {
            match Key::find(&field.key, known) {
                Some(key) if found.iter().any(|(other, _)| *other == key) => {
                    let message = format!("{} is given twice", quoted(&field.key));
                    sheet.error(field.spot, Code::DuplicateKey, message, "keep one; the first was taken");
                }
                Some(key) => found.push((key, field.value)),
                None => {
                    let message = format!("{} is not known here and was ignored", quoted(&field.key));
                    let remedy = Key::remedy_for_unknown(&field.key, known);
                    sheet.warning(field.spot, Code::UnknownKey, message, remedy);
                }
            }
        }
        Fields { found, is_broken: false }
    }

    fn given(&self, key: Key) -> Option<&Value> {
        self.found.iter().find(|(other, _)| *other == key).map(|(_, node)| &node.value)
    }

    fn has_only_topic(&self) -> bool {
        self.found.iter().all(|(key, _)| *key == Key::Topic) && !self.found.is_empty()
    }

    fn take(&mut self, key: Key) -> Option<Node> {
        let index = self.found.iter().position(|(other, _)| *other == key)?;
        Some(self.found.remove(index).1)
    }

    fn refuse(&mut self, key: Key, value: &Value, expected: &str, spot: Spot, sheet: &mut Sheet<'_>) {
        wrong_type(&format!("\"{}\"", key.name()), value, expected, spot, sheet);
        self.is_broken |= matches!(key, Key::Id | Key::Topic | Key::Questions | Key::Answer | Key::State);
    }

    fn text(&mut self, key: Key, sheet: &mut Sheet<'_>) -> Option<At> {
        let Node { spot, value } = self.take(key)?;
        match value {
            Value::Null => None,
            Value::Text(text) => Some(At { text, spot }),
            Value::Date(text) if key == Key::ReviewBy => Some(At { text, spot }),
            other => {
                self.refuse(key, &other, "a text", spot, sheet);
                None
            }
        }
    }

    /// A list of texts, or a single one.
    fn texts(&mut self, key: Key, sheet: &mut Sheet<'_>) -> Vec<At> {
        let Some(Node { spot, value }) = self.take(key) else { return Vec::new() };
        let items = match value {
            Value::Null => Vec::new(),
            Value::Text(_) => vec![Node { spot, value }],
            Value::List(items) => items,
            other => {
                self.refuse(key, &other, "a text or a list of texts", spot, sheet);
                Vec::new()
            }
        };
        let mut texts = Vec::new();
        for Node { spot, value } in items {
            match value {
                Value::Text(text) => texts.push(At { text, spot }),
                Value::Null => {}
                // The other texts of the list are as good as before.
                other => {
                    wrong_type(&format!("an item of \"{}\"", key.name()), &other, "a text", spot, sheet);
                }
            }
        }
        texts
    }

    fn list(&mut self, key: Key, sheet: &mut Sheet<'_>) -> Vec<Node> {
        let Some(Node { spot, value }) = self.take(key) else { return Vec::new() };
        match value {
            Value::Null => Vec::new(),
            Value::List(items) => items,
            other => {
                self.refuse(key, &other, "a list", spot, sheet);
                Vec::new()
            }
        }
    }

    fn details(&mut self, sheet: &mut Sheet<'_>) -> Details {
        let is_one_text = matches!(self.given(Key::Tags), Some(Value::Text(_)));
        let tags = self.given(Key::Tags).is_some().then(|| {
            let texts = self.texts(Key::Tags, sheet).into_iter().map(|at| at.text);
            if is_one_text { texts.flat_map(|text| clean::split_tags(&text)).collect() } else { texts.collect() }
        });
        Details {
            tags,
            source: self.text(Key::Source, sheet).map(|at| at.text),
            review_by: self.text(Key::ReviewBy, sheet),
            state: self.text(Key::State, sheet),
        }
    }
}

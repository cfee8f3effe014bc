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
use super::problem::Wrong;
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
            let kind = root.value.kind();
            let wrong = Wrong::FileOfWrongType { kind, example: "{\"entries\": [...]}" };
            sheet.error(root.spot, Code::WrongType, wrong);
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
        sheet.error(overview.spot, Code::StrayText, Wrong::OverviewWithoutTopic);
    }
}

fn topic(node: Node, sheet: &mut Sheet<'_>) {
    let spot = node.spot;
    let fields = match node.value {
        Value::Map(fields) => fields,
        Value::Text(name) => return sheet.state_topic(&name, None, spot),
        other => {
            return sheet.error(spot, Code::WrongType, Wrong::TopicOfWrongType { kind: other.kind() });
        }
    };
    let mut fields = Fields::new(fields, TOPIC_KEYS, sheet);
    let overview = fields.text(Key::Overview, sheet);
    match fields.text(Key::Name, sheet) {
        Some(name) => sheet.state_topic(&name.text, overview.as_ref().map(|at| at.text.as_str()), spot),
        None => sheet.error(spot, Code::WrongType, Wrong::TopicWithoutName),
    }
}

/// Takes an item of a list of entries, or a line of JSONL: an entry, or a topic with its overview.
pub(super) fn item(node: Node, sheet: &mut Sheet<'_>) {
    let spot = node.spot;
    let fields = match node.value {
        Value::Map(fields) => fields,
        other => {
            return sheet.error(spot, Code::WrongType, Wrong::EntryOfWrongType { kind: other.kind() });
        }
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
        _ => sheet.error(overview.spot, Code::StrayText, Wrong::OverviewWithoutTopic),
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

/// Whether a value would be a text with quotes around it.
fn is_unquoted(value: &Value) -> bool {
    matches!(value, Value::Other(_) | Value::Date(_))
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
                    sheet.error(field.spot, Code::DuplicateKey, Wrong::KeyTwice { key: quoted(&field.key) });
                }
                Some(key) => found.push((key, field.value)),
                None => {
                    let key = quoted(&field.key);
                    let wrong = match Key::nearest(&field.key, known) {
                        Some(nearest) => Wrong::UnknownKey { key, nearest: quoted(nearest) },
                        None => Wrong::UnknownKeyAmong { key, known: Key::names_of(known) },
                    };
                    sheet.warning(field.spot, Code::UnknownKey, wrong);
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

    fn refuse(&mut self, key: Key, wrong: impl Fn(String) -> Wrong, spot: Spot, sheet: &mut Sheet<'_>) {
        sheet.error(spot, Code::WrongType, wrong(quoted(key.name())));
        self.is_broken |= matches!(key, Key::Id | Key::Topic | Key::Questions | Key::Answer | Key::State);
    }

    fn text(&mut self, key: Key, sheet: &mut Sheet<'_>) -> Option<At> {
        let Node { spot, value } = self.take(key)?;
        match value {
            Value::Null => None,
            Value::Text(text) => Some(At { text, spot }),
            Value::Date(text) if key == Key::ReviewBy => Some(At { text, spot }),
            other => {
                let kind = other.kind();
                let wrong = |key| match is_unquoted(&other) {
                    true => Wrong::NotInQuotes { key, kind },
                    false => Wrong::NoText { key, kind },
                };
                self.refuse(key, wrong, spot, sheet);
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
                let kind = other.kind();
                self.refuse(key, |key| Wrong::NoTexts { key, kind }, spot, sheet);
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
                    let (key, kind) = (quoted(key.name()), other.kind());
                    let wrong = match is_unquoted(&other) {
                        true => Wrong::ItemNotInQuotes { key, kind },
                        false => Wrong::ItemIsNoText { key, kind },
                    };
                    sheet.error(spot, Code::WrongType, wrong);
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
                let kind = other.kind();
                self.refuse(key, |key| Wrong::NoList { key, kind }, spot, sheet);
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

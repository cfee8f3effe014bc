//! QnABot on AWS: `{"qna": [{"qid": …, "q": […], "a": …}]}`, a list of such items, or one on each line.

use std::collections::HashSet;

use crate::entry::EntryId;
use crate::entry::MAX_ID_CHARS;
use crate::knowledge::Format;
use crate::knowledge::json;
use crate::knowledge::node::Field;
use crate::knowledge::node::Node;
use crate::knowledge::node::Value;
use crate::knowledge::problem::Code;
use crate::knowledge::problem::Lost;
use crate::knowledge::problem::Named;
use crate::knowledge::problem::Nameless;
use crate::knowledge::problem::Spot;
use crate::knowledge::problem::Wrong;
use crate::knowledge::problem::quoted;
use crate::knowledge::sheet::At;
use crate::knowledge::sheet::Details;
use crate::knowledge::sheet::Sheet;
use crate::knowledge::sheet::Stated;
use crate::knowledge::sheet::TopicOf;

use super::markup;
use super::qna_maker::warn_of_tags;

/// What an item has beyond question and answer, and what is lost with it.
const NOT_TAKEN: [(&str, &str); 16] = [
    ("r", "its card"),
    ("l", "its lambda hook"),
    ("args", "the arguments of its lambda hook"),
    ("conditionalChaining", "its chaining to another item"),
    ("next", "the item that comes next"),
    ("elicitResponse", "the bot that asks back"),
    ("botRouting", "its routing to another bot"),
    ("slots", "its slots"),
    ("sa", "the session attributes it sets"),
    ("rp", "what is said again to Alexa"),
    ("clientFilterValues", "for which clients it is"),
    ("kendraRedirectQueryText", "its query to Kendra"),
    ("kendraRedirectQueryArgs", "the arguments of its query to Kendra"),
    ("refMarkdown", "its references"),
    ("nonce", "its nonce"),
    ("passage", "its passage"),
];

/// What is taken, or belongs to QnABot's own working.
const KNOWN: [&str; 15] = [
    "qid",
    "type",
    "q",
    "a",
    "alt",
    "t",
    "tags",
    "selected",
    "quniqueterms",
    "enableQidIntent",
    "_score",
    "score",
    "questions",
    "kendraRedirectQueryConfidenceThreshold",
    "datasource",
];

/// Whether `text` is such an export.
pub(super) fn is_export(text: &str) -> bool {
    if !text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    // What is wrong with it is reported when it is read.
    let mut ignored = Sheet::new(Format::Json, "");
    // One without items is still nothing else of anybody's.
    if text.contains("\"qna\"")
        && let Some(Node { value: Value::Map(fields), .. }) = json::root(text, &mut ignored)
        && has(&fields, "qna")
        && !has(&fields, "entries")
    {
        return true;
    }
    text.contains("\"qid\"")
        && items(text, &mut ignored).iter().any(|item| matches!(&item.value, Value::Map(fields) if has(fields, "qid")))
}

/// Reads the export; each item is taken or refused by itself.
pub(super) fn parse(text: &str, sheet: &mut Sheet<'_>) {
    let items = items(text, sheet);
    let mut ids = Ids::of(&items);
    for item in items {
        match item.value {
            Value::Map(fields) => Item { fields, spot: item.spot }.take(&mut ids, sheet),
            other => {
                sheet.error(item.spot, Code::WrongType, Wrong::ItemOfWrongType { kind: other.kind() });
            }
        }
    }
}

/// The items of the whole file.
fn items(text: &str, sheet: &mut Sheet<'_>) -> Vec<Node> {
    let mut starts = text.lines().map(str::trim_start).filter(|line| !line.is_empty()).take(2);
    let is_lines = starts.clone().count() == 2 && starts.all(|line| line.starts_with('{') && line.len() > 1);
    let roots = if is_lines { json::lines(text, sheet) } else { Vec::from_iter(json::root(text, sheet)) };
    let mut items = Vec::new();
    for root in roots {
        match root.value {
            Value::List(more) => items.extend(more),
            Value::Map(mut fields) => match fields.iter().position(|field| field.key == "qna") {
                Some(at) => match fields.swap_remove(at).value.value {
                    Value::List(more) if !more.is_empty() => items.extend(more),
                    _ => sheet.error(root.spot, Code::WrongType, Wrong::NoItems),
                },
                None => items.push(Node { spot: root.spot, value: Value::Map(fields) }),
            },
            value => items.push(Node { spot: root.spot, value }),
        }
    }
    items
}

fn has(fields: &[Field], key: &str) -> bool {
    fields.iter().any(|field| field.key == key)
}

struct Item {
    fields: Vec<Field>,
    spot: Spot,
}

impl Item {
    fn value(&self, key: &str) -> Option<&Node> {
        self.fields.iter().find(|field| field.key == key).map(|field| &field.value)
    }

    /// A text that is not empty. What is no text is told once, and not taken.
    fn text(&self, key: &str, sheet: &mut Sheet<'_>) -> Option<At> {
        let node = self.value(key)?;
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(At { text: text.clone(), spot: node.spot }),
            Value::Text(_) | Value::Null => None,
            other => {
                let wrong = Wrong::NoText { key: quoted(key), kind: other.kind() };
                sheet.error(node.spot, Code::WrongType, wrong);
                None
            }
        }
    }

    fn name(&self) -> Named {
        match self.value("qid") {
            Some(Node { value: Value::Text(qid), .. }) => Named::by(qid),
            _ => Named::Nameless(Nameless::Item),
        }
    }

    fn take(self, ids: &mut Ids, sheet: &mut Sheet<'_>) {
        let kind = self.text("type", sheet).map_or_else(|| "qna".to_owned(), |kind| kind.text);
        if kind != "qna" {
            let wrong = Wrong::OtherType { entry: self.name(), kind: quoted(&kind) };
            return sheet.warning(self.spot, Code::NotTaken, wrong);
        }
        let questions = self.questions(sheet);
        let answer = self.answer(sheet);
        let Some(answer) = answer else {
            return sheet.error(self.spot, Code::NoAnswer, Wrong::NoAnswerInItem { entry: self.name() });
        };
        if questions.iter().all(|question| question.text.trim().is_empty()) {
            return sheet.error(self.spot, Code::NoQuestion, Wrong::NoQuestionInItem { entry: self.name() });
        }
        self.warn(&answer.text, sheet);
        let id = self.text("qid", sheet).map(|qid| At { text: ids.valid(&qid, sheet), spot: qid.spot });
        let topic = self.text("t", sheet).map_or(TopicOf::File, TopicOf::Named);
        let tags = self.tags(sheet);
        let details = Details { tags, ..Details::default() };
        sheet.add(Stated { id, topic, questions, answer: Some(answer), details, ..Stated::at(self.spot) });
    }

    fn questions(&self, sheet: &mut Sheet<'_>) -> Vec<At> {
        let Some(node) = self.value("q") else { return Vec::new() };
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut questions = Vec::new();
        for item in items {
            match &item.value {
                Value::Text(text) => questions.push(At { text: text.clone(), spot: item.spot }),
                Value::Null => {}
                other => {
                    let wrong = Wrong::ItemIsNoText { key: quoted("q"), kind: other.kind() };
                    sheet.error(item.spot, Code::WrongType, wrong);
                }
            }
        }
        questions
    }

    /// The Markdown answer where there is one: the other is the same without its formatting.
    fn answer(&self, sheet: &mut Sheet<'_>) -> Option<At> {
        let markdown = match self.value("alt").map(|node| &node.value) {
            Some(Value::Map(fields)) => Item { fields: fields.clone(), spot: self.spot }.text("markdown", sheet),
            _ => None,
        };
        let At { text, spot } = markdown.or_else(|| self.text("a", sheet))?;
        Some(At { text: markup::plain(&text), spot })
    }

    fn tags(&self, sheet: &mut Sheet<'_>) -> Option<Vec<String>> {
        if let Some(Node { value: Value::List(items), .. }) = self.value("tags") {
            let text = |item: &Node| if let Value::Text(text) = &item.value { Some(text.clone()) } else { None };
            return Some(items.iter().filter_map(text).collect());
        }
        let tags = self.text("tags", sheet)?;
        Some(tags.text.split([' ', ',', '\n', '\t']).map(str::to_owned).collect())
    }

    /// Says what of the item there is no place for.
    fn warn(&self, answer: &str, sheet: &mut Sheet<'_>) {
        let mut lost = Vec::new();
        for field in self.fields.iter().filter(|field| !KNOWN.contains(&field.key.as_str())) {
            if is_filled(&field.value.value) {
                let known = NOT_TAKEN.iter().find(|(key, _)| *key == field.key);
                lost.push((field.key.clone(), known.map(|(_, what)| *what)));
            }
        }
        if let Some(Node { value: Value::Map(fields), .. }) = self.value("alt") {
            let spoken = fields.iter().find(|field| field.key == "ssml").filter(|field| is_filled(&field.value.value));
            lost.extend(spoken.map(|spoken| (spoken.key.clone(), Some("its spoken answer"))));
        }
        if !lost.is_empty() {
            let wrong = Wrong::NoPlaceFor { entry: self.name(), parts: Lost(lost) };
            sheet.warning(self.spot, Code::NotTaken, wrong);
        }
        if answer.contains("{{") && answer.contains("}}") {
            let wrong = Wrong::HasHandlebars { entry: self.name(), sign: "{{…}}" };
            sheet.warning(self.spot, Code::ForeignMarkup, wrong);
        }
        warn_of_tags(answer, &self.name().to_string(), self.spot, sheet);
    }
}

/// Whether anything is in `value`: exports are full of keys with empty texts below them.
fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Text(text) => !text.trim().is_empty(),
        Value::Date(_) | Value::Other(_) => true,
        Value::List(items) => items.iter().any(|item| is_filled(&item.value)),
        Value::Map(fields) => fields.iter().any(|field| is_filled(&field.value.value)),
    }
}

/// The ids that are spoken for.
struct Ids(HashSet<String>);

impl Ids {
    /// Those that can stay as they are, so that none is taken by one that has to change.
    fn of(items: &[Node]) -> Ids {
        let qid = |item: &Node| match &item.value {
            Value::Map(fields) => fields.iter().find(|field| field.key == "qid").map(|field| field.value.value.clone()),
            _ => None,
        };
        let valid = |value| match value {
            Value::Text(qid) if EntryId::new(qid.trim()).is_ok() => Some(qid.trim().to_owned()),
            _ => None,
        };
        Ids(items.iter().filter_map(qid).filter_map(valid).collect())
    }

    /// The id that `qid` becomes; says so where it is another one.
    fn valid(&mut self, qid: &At, sheet: &mut Sheet<'_>) -> String {
        let own = qid.text.trim();
        if EntryId::new(own).is_ok() {
            return own.to_owned();
        }
        let words = own.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
        let whole = words.collect::<Vec<_>>().join("-");
        let mut id: String = whole.chars().take(MAX_ID_CHARS).collect();
        let mut number = 2;
        while !self.0.insert(id.clone()) {
            let end = format!("-{number}");
            id = whole.chars().take(MAX_ID_CHARS - end.len()).collect::<String>() + &end;
            number += 1;
        }
        let wrong = Wrong::IdChanged { id: quoted(own), became: quoted(&id) };
        sheet.warning(qid.spot, Code::BadId, wrong);
        id
    }
}

//! JSON, and JSONL, which is one JSON object a line.

use std::fmt;

use serde::Deserialize;
use serde::de::Deserializer;
use serde::de::MapAccess;
use serde::de::Visitor;
use serde_json::value::RawValue;

use crate::entry::Knowledge;

use super::decode::Lines;
use super::document;
use super::json_pieces;
use super::json_pieces::Piece;
use super::node::Field;
use super::node::MAX_DEPTH;
use super::node::Node;
use super::node::TOO_DEEP;
use super::node::Value;
use super::problem::Code;
use super::problem::Fault;
use super::problem::Kind;
use super::problem::OurFault;
use super::problem::Spot;
use super::problem::Wrong;
use super::record::Document;
use super::record::EntryRecord;
use super::record::TopicLine;
use super::sheet::Sheet;

/// Reads a JSON file. Where its syntax is broken, every item that is whole is still read.
pub(super) fn parse(text: &str, sheet: &mut Sheet<'_>) {
    let reader = Reader { text, lines: Lines::new(text) };
    match reader.node(0, text.len()) {
        Ok(root) => document::read(root, sheet),
        Err(_) if reader.is_jsonl() => {
            sheet.warning(Spot::line(1), Code::Syntax, Wrong::IsJsonLines);
            parse_lines(text, sheet);
        }
        Err(error) => {
            if let Some(root) = reader.recovered(error, sheet) {
                document::read(root, sheet);
            }
        }
    }
}

/// Reads a JSONL file, line by line.
pub(super) fn parse_lines(text: &str, sheet: &mut Sheet<'_>) {
    lines(text, sheet).into_iter().for_each(|node| document::item(node, sheet));
}

/// The value of a JSON file, or what is whole of it where its syntax is broken.
pub(super) fn root(text: &str, sheet: &mut Sheet<'_>) -> Option<Node> {
    let reader = Reader { text, lines: Lines::new(text) };
    reader.node(0, text.len()).map_or_else(|error| reader.recovered(error, sheet), Some)
}

/// The values of a JSONL file, line by line.
pub(super) fn lines(text: &str, sheet: &mut Sheet<'_>) -> Vec<Node> {
    let reader = Reader { text, lines: Lines::new(text) };
    let mut values = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() {
            match reader.node(start, end) {
                Ok(node) => values.push(Node { spot: Spot::line(node.spot.line), ..node }),
                Err(error) => error.report(sheet),
            }
        }
        start = end;
    }
    values
}

pub(super) fn write(knowledge: &Knowledge) -> String {
    let mut text = serde_json::to_string_pretty(&Document::from(knowledge))
        .expect("strings and lists of strings can always be written as JSON");
    text.push('\n');
    text
}

pub(super) fn write_lines(knowledge: &Knowledge) -> String {
    const REASON: &str = "strings and lists of strings can always be written as JSON";
    let topics = knowledge.topics.iter().map(|topic| serde_json::to_string(&TopicLine::from(topic)).expect(REASON));
    let entries = knowledge.entries.iter().map(|entry| serde_json::to_string(&EntryRecord::from(entry)).expect(REASON));
    topics.chain(entries).map(|line| line + "\n").collect()
}

struct BadJson {
    spot: Spot,
    error: Fault,
}

impl BadJson {
    fn report(self, sheet: &mut Sheet<'_>) {
        sheet.error(self.spot, Code::Syntax, Wrong::BadJson { error: self.error });
    }
}

struct Reader<'t> {
    text: &'t str,
    lines: Lines<'t>,
}

impl<'t> Reader<'t> {
    /// The value that is the text from `start` to `end`, and nothing else is.
    fn node(&self, start: usize, end: usize) -> Result<Node, BadJson> {
        let piece = &self.text[start..end];
        let raw: &RawValue = serde_json::from_str(piece).map_err(|error| self.bad(start, piece, &error))?;
        self.convert(raw, 0)
    }

    /// Whether the first line is an object by itself, and more lines follow.
    fn is_jsonl(&self) -> bool {
        let first = self.lines.start_of(2);
        let is_object = |line: &str| line.trim_start().starts_with('{') && self.node(0, first).is_ok();
        !self.text[first..].trim().is_empty() && is_object(&self.text[..first])
    }

    /// Each level is scanned once for each level above it, which [`MAX_DEPTH`] keeps small; and depth being bounded,
    /// so is the stack.
    fn convert(&self, raw: &'t RawValue, depth: usize) -> Result<Node, BadJson> {
        let text = raw.get();
        // A raw value borrows from the text it was read from, so the difference is its offset.
        let offset = text.as_ptr() as usize - self.text.as_ptr() as usize;
        let bad = |error: serde_json::Error| self.bad(offset, text, &error);
        let value = match text.as_bytes().first() {
            Some(b'{' | b'[') if depth == MAX_DEPTH => TOO_DEEP,
            Some(b'{') => {
                let Pairs(pairs) = serde_json::from_str(text).map_err(bad)?;
                let field = |(key, raw)| {
                    let value = self.convert(raw, depth + 1)?;
                    Ok(Field { key, spot: value.spot, value })
                };
                Value::Map(pairs.into_iter().map(field).collect::<Result<_, _>>()?)
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(bad)?;
                Value::List(items.into_iter().map(|raw| self.convert(raw, depth + 1)).collect::<Result<_, _>>()?)
            }
            Some(b'"') => Value::Text(serde_json::from_str(text).map_err(bad)?),
            Some(b'n') => Value::Null,
            Some(b't' | b'f') => Value::Other(Kind::Boolean),
            _ => Value::Other(Kind::Number),
        };
        Ok(Node { spot: self.lines.spot(offset), value })
    }

    fn bad(&self, start: usize, piece: &str, error: &serde_json::Error) -> BadJson {
        let within = Lines::new(piece);
        let at = within.start_of(error.line()) + error.column().saturating_sub(1);
        let message = error.to_string();
        // The error counts from the start of the piece; the place says it from the start of the file.
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message).to_owned();
        let mut at = start + at.min(piece.trim_end().len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        BadJson { spot: self.lines.spot(at), error: Fault::Theirs(message) }
    }

    /// What can be read of a file whose syntax is broken, as `error` says, and the places that are reported.
    fn recovered(&self, error: BadJson, sheet: &mut Sheet<'_>) -> Option<Node> {
        let mut broken = Vec::new();
        let root = self.recover(&mut broken);
        if broken.is_empty() {
            broken.push(error);
        }
        for error in broken {
            error.report(sheet);
        }
        root
    }

    /// What can be read of a file whose syntax is broken somewhere: the items of its lists that are whole.
    fn recover(&self, broken: &mut Vec<BadJson>) -> Option<Node> {
        let start = self.text.len() - self.text.trim_start().len();
        let value = match self.text.as_bytes().get(start)? {
            b'[' => Value::List(self.whole_items(start, broken)),
            b'{' => {
                let mut fields = Vec::new();
                for piece in json_pieces::pieces(self.text, start) {
                    self.recover_field(&piece, &mut fields, broken);
                }
                Value::Map(fields)
            }
            _ => return None,
        };
        Some(Node { spot: self.lines.spot(start), value })
    }

    fn whole_items(&self, start: usize, broken: &mut Vec<BadJson>) -> Vec<Node> {
        let mut items = Vec::new();
        for piece in json_pieces::pieces(self.text, start) {
            match self.node(piece.start, piece.end) {
                Ok(node) => items.push(node),
                Err(error) => broken.push(error),
            }
        }
        items
    }

    fn recover_field(&self, piece: &Piece, fields: &mut Vec<Field>, broken: &mut Vec<BadJson>) {
        let text = &self.text[piece.start..piece.end];
        let mut keys = serde_json::Deserializer::from_str(text).into_iter::<String>();
        let key = match keys.next() {
            Some(Ok(key)) => key,
            Some(Err(error)) => return broken.push(self.bad(piece.start, text, &error)),
            None => return,
        };
        let rest = text[keys.byte_offset()..].trim_start();
        let Some(value) = rest.strip_prefix(':') else {
            let error = Fault::Ours(OurFault::NoColon);
            return broken.push(BadJson { spot: self.lines.spot(piece.start), error });
        };
        let start = piece.end - value.trim_start().len();
        let spot = self.lines.spot(start);
        if value.trim_start().starts_with('[') {
            let value = Node { spot, value: Value::List(self.whole_items(start, broken)) };
            return fields.push(Field { key, spot, value });
        }
        match self.node(start, piece.end) {
            Ok(value) => fields.push(Field { key, spot, value }),
            Err(error) => broken.push(error),
        }
    }
}

/// The pairs of an object in their order, repeated keys and all.
pub(super) struct Pairs<'t>(pub(super) Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pairs<'de>, D::Error> {
        struct PairsVisitor;

        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(PairsVisitor)
    }
}

//! TOML.

use ::toml::Spanned;
use ::toml::de::DeTable;
use ::toml::de::DeValue;

use crate::entry::Knowledge;

use super::decode::Lines;
use super::document;
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
use super::sheet::Sheet;
use super::toml_depth;

/// Reads a TOML file. Where its syntax is broken, each `[[entries]]` that is whole is still read.
pub(super) fn parse(text: &str, sheet: &mut Sheet<'_>) {
    let lines = Lines::new(text);
    match table(text) {
        Ok(table) => document::read(Reader { lines: &lines, offset: 0 }.root(table), sheet),
        Err(_) => recover(text, &lines, sheet),
    }
}

pub(super) fn write(knowledge: &Knowledge) -> String {
    ::toml::to_string_pretty(&Document::from(knowledge))
        .expect("tables of strings and lists of strings can always be written as TOML")
}

/// Reads the parts of a broken file that begin with a table's header, each by itself.
fn recover(text: &str, lines: &Lines<'_>, sheet: &mut Sheet<'_>) {
    let mut starts = vec![0];
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('[') && index > 0 {
            starts.push(lines.start_of(index + 1));
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let mut fields: Vec<Field> = Vec::new();
    for (&start, end) in starts.iter().zip(ends) {
        match table(&text[start..end]) {
            Ok(table) => merge(Reader { lines, offset: start }.root(table), &mut fields),
            Err((at, error)) => sheet.error(lines.spot(start + at), Code::Syntax, Wrong::BadToml { error }),
        }
    }
    document::read(Node { spot: Spot::line(1), value: Value::Map(fields) }, sheet);
}

/// Joins the lists of the parts, which are `entries` and `topics`.
fn merge(part: Node, fields: &mut Vec<Field>) {
    let Value::Map(part) = part.value else { return };
    for field in part {
        match fields.iter_mut().find(|known| known.key == field.key) {
            Some(Field { value: Node { value: Value::List(items), .. }, .. }) => match field.value.value {
                Value::List(more) => items.extend(more),
                _ => items.push(field.value),
            },
            _ => fields.push(field),
        }
    }
}

/// The table that `text` is, or what is wrong and at which offset.
pub(super) fn table(text: &str) -> Result<Spanned<DeTable<'_>>, (usize, Fault)> {
    if let Some(at) = toml_depth::too_deep(text) {
        return Err((at, Fault::Ours(OurFault::TooManyDots)));
    }
    DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        (at, Fault::Theirs(error.message().replace('\n', ", ")))
    })
}

struct Reader<'a, 't> {
    lines: &'a Lines<'t>,
    /// Where the part that was parsed begins in the text.
    offset: usize,
}

impl Reader<'_, '_> {
    fn root(&self, table: Spanned<DeTable<'_>>) -> Node {
        Node { spot: Spot::line(self.lines.line(self.offset)), value: self.table(table.into_inner(), 0) }
    }

    fn table(&self, table: DeTable<'_>, depth: usize) -> Value {
        let field = |(key, value): (Spanned<_>, _)| {
            let spot = self.lines.spot(self.offset + key.span().start);
            let key: std::borrow::Cow<'_, str> = key.into_inner();
            Field { key: key.into_owned(), spot, value: self.node(value, depth + 1) }
        };
        Value::Map(table.into_iter().map(field).collect())
    }

    fn node(&self, value: Spanned<DeValue<'_>>, depth: usize) -> Node {
        let spot = self.lines.spot(self.offset + value.span().start);
        let value = match value.into_inner() {
            DeValue::Array(_) | DeValue::Table(_) if depth >= MAX_DEPTH => TOO_DEEP,
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Boolean(_) => Value::Other(Kind::Boolean),
            DeValue::Integer(_) | DeValue::Float(_) => Value::Other(Kind::Number),
            DeValue::Array(items) => Value::List(items.into_iter().map(|item| self.node(item, depth + 1)).collect()),
            DeValue::Table(table) => self.table(table, depth),
        };
        Node { spot, value }
    }
}

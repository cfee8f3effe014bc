//! TOML: tables of their own, with a field a line, and tables between braces.

use ::toml::Spanned;
use ::toml::de::DeTable;
use ::toml::de::DeValue;

use crate::knowledge::clean;
use crate::knowledge::decode::Lines;
use crate::knowledge::keys::Key;
use crate::knowledge::node::MAX_DEPTH;
use crate::knowledge::problem::Spot;
use crate::knowledge::toml;

use super::Edit;
use super::NoPlace;
use super::Target;
use super::arrays;
use super::changes::Change;
use super::changes::Wanted;
use super::items;
use super::items::FieldAt;
use super::items::Item;
use super::items::TextAt;
use super::rearrange;
use super::rearrange::Line;
use super::source;

pub(super) fn edits(target: &Target<'_>, changes: &[Change]) -> Result<Vec<Edit>, NoPlace> {
    let text = target.text;
    let found = items_of(text);
    let item = items::find(&found, target, |_| None)?;
    let mut edits = Vec::new();
    for change in changes {
        match lines_of_list(text, item, change) {
            Some(more) => edits.extend(more),
            None => edits.push(edit(text, item, change, changes)?),
        }
    }
    Ok(edits)
}

/// The changes of a list that has one text a line, each with a comma; those that stay keep their comments. `None` for
/// any other value.
fn lines_of_list(text: &str, item: &Item, change: &Change) -> Option<Vec<Edit>> {
    let (_, field) = item.field(change.key)?;
    let Wanted::List(texts) = &change.value else { return None };
    let first = field.texts.first()?;
    let line = |at: &TextAt| {
        let lines = source::line_start(text, at.range.start)..source::line_end(text, at.range.end);
        let rest = text[at.range.end..lines.end].strip_prefix(',')?.trim();
        let is_alone =
            text[lines.start..at.range.start].trim().is_empty() && (rest.is_empty() || rest.starts_with('#'));
        is_alone.then(|| Line { lines, says: clean::line(&at.text) })
    };
    let lines: Vec<Line> = field.texts.iter().map(line).collect::<Option<_>>()?;
    let indent = &text[source::line_start(text, first.range.start)..first.range.start];
    let like = text.get(first.range.clone());
    Some(rearrange::edits(text, &lines, texts, |new| format!("{indent}{},", string(new, like, true))))
}

fn edit(text: &str, item: &Item, change: &Change, all: &[Change]) -> Result<Edit, NoPlace> {
    let old = item.field(change.key);
    let raw = old.map(|(_, field)| &text[field.value.clone()]);
    match (old, rendered(change, raw, item.is_inline)) {
        (Some((_, field)), Some(value)) => Ok(Edit::new(field.value.clone(), value)),
        (Some((index, _)), None) if item.is_inline => Ok(item.without_inline(index, all)),
        (Some((_, field)), None) => {
            let lines = source::line_start(text, field.key.start)..source::line_end(text, field.value.end);
            Ok(Edit::new(lines, ""))
        }
        (None, Some(value)) => {
            let pair = format!("{}{}{value}", change.key.name(), item.separator(text, " = "));
            if item.is_inline {
                return item.with_inline(text, &pair, change.key == Key::Id);
            }
            let (first, last) = (item.first()?, item.last()?);
            let start = source::line_start(text, first.key.start);
            let indent = &text[start..first.key.start];
            Ok(if change.key == Key::Id {
                Edit::new(start..start, format!("{indent}{pair}\n"))
            } else {
                Edit::after_line(text, last.value.end, &format!("{indent}{pair}"))
            })
        }
        (None, None) => Err(NoPlace::new("there is nothing to take out", "read the file again")),
    }
}

/// The value as it is to stand there; `None` where the field is to go.
fn rendered(change: &Change, old: Option<&str>, is_inline: bool) -> Option<String> {
    match &change.value {
        Wanted::Nothing => None,
        Wanted::Empty if change.key == Key::Tags => Some("[]".to_owned()),
        Wanted::Empty => Some("\"\"".to_owned()),
        // A date may stand without quotes; then it goes on doing so.
        Wanted::Text(date) if change.key == Key::ReviewBy && old.is_some_and(|old| !is_quoted(old)) => {
            Some(date.clone())
        }
        Wanted::Text(text) => Some(string(text, old, is_inline)),
        Wanted::List(texts) => match (texts.as_slice(), old) {
            ([text], Some(old)) if is_quoted(old) && change.key == Key::Questions => {
                Some(string(text, Some(old), is_inline))
            }
            _ => {
                let like = old.and_then(|old| old.trim_start_matches(['[', ' ', '\n', '\t']).get(..1));
                let written: Vec<String> = texts.iter().map(|text| string(text, like, true)).collect();
                Some(arrays::list(&written, old, ", "))
            }
        },
    }
}

fn is_quoted(old: &str) -> bool {
    old.starts_with(['"', '\''])
}

/// `text` as a string, between the quotes that `old` has where they can hold it.
fn string(text: &str, old: Option<&str>, is_inline: bool) -> String {
    let is_literal =
        old.is_some_and(|old| old.starts_with('\'')) && !text.contains(|c: char| c.is_control() && c != '\n');
    if text.contains('\n') && !is_inline {
        if is_literal && !text.contains("'''") && !text.ends_with('\'') {
            return format!("'''\n{text}'''");
        }
        let mut inner = text.replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\"");
        if inner.ends_with('"') && !inner.ends_with("\\\"") {
            inner.replace_range(inner.len() - 1.., "\\\"");
        }
        return format!("\"\"\"\n{}\"\"\"", without_controls(&inner, &['\n', '\t']));
    }
    if is_literal && !text.contains(['\'', '\n']) {
        return format!("'{text}'");
    }
    let inner = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{}\"", without_controls(&inner, &[]))
}

/// Control characters other than `kept` as escapes.
fn without_controls(text: &str, kept: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && !kept.contains(&c) {
            out.push_str(&format!("\\u{:04X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Every table in the file.
fn items_of(text: &str) -> Vec<Item> {
    let lines = Lines::new(text);
    let mut items = Vec::new();
    // The file was read without an error a moment ago.
    if let Ok(table) = toml::table(text) {
        take_table(table.get_ref(), Spot::line(1), false, 0, &lines, &mut items);
        let at = |item: &Item| item.fields.first().map(|field| field.key.start);
        for item in &mut items {
            // Braces are on the lines of the text, headers are not between the fields.
            item.is_inline = at(item).is_some_and(|at| is_between_braces(text, at)) || item.is_inline;
        }
    }
    items
}

/// Whether a key at `at` is the first behind a brace.
fn is_between_braces(text: &str, at: usize) -> bool {
    text[..at].trim_end().ends_with('{')
}

fn take_table(
    table: &DeTable<'_>,
    spot: Spot,
    is_inline: bool,
    depth: usize,
    lines: &Lines<'_>,
    items: &mut Vec<Item>,
) {
    let field = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        FieldAt { name: name.to_string(), key: key.span(), value: value.span(), texts: texts(value.get_ref()) }
    };
    // Tables below this one are no lines of it.
    let own = table.iter().filter(|(_, value)| !holds_tables(value.get_ref()));
    let mut fields: Vec<FieldAt> = own.map(field).collect();
    fields.sort_by_key(|field| field.key.start);
    items.push(Item { spot, fields, is_inline });
    table.iter().for_each(|(_, value)| take_value(value, depth + 1, lines, items));
}

/// The texts of a list; none where anything else is in it too.
fn texts(value: &DeValue<'_>) -> Vec<TextAt> {
    let DeValue::Array(items) = value else { return Vec::new() };
    let text = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
        DeValue::String(text) => Some(TextAt { range: item.span(), text: text.to_string() }),
        _ => None,
    };
    items.iter().map(text).collect::<Option<_>>().unwrap_or_default()
}

fn holds_tables(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Table(_) => true,
        DeValue::Array(array) => array.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_))),
        _ => false,
    }
}

fn take_value(value: &Spanned<DeValue<'_>>, depth: usize, lines: &Lines<'_>, items: &mut Vec<Item>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value.get_ref() {
        DeValue::Array(array) => array.iter().for_each(|item| take_value(item, depth + 1, lines, items)),
        DeValue::Table(table) => take_table(table, lines.spot(value.span().start), false, depth, lines, items),
        _ => {}
    }
}

//! JSON and JSONL.

use serde_json::value::RawValue;

use crate::knowledge::decode::Lines;
use crate::knowledge::json::Pairs;
use crate::knowledge::keys::Key;
use crate::knowledge::node::MAX_DEPTH;
use crate::knowledge::problem::Spot;

use super::Edit;
use super::NoPlace;
use super::Target;
use super::arrays;
use super::changes::Change;
use super::changes::Wanted;
use super::items;
use super::items::FieldAt;
use super::items::Item;

pub(super) fn edits(target: &Target<'_>, changes: &[Change], has_lines: bool) -> Result<Vec<Edit>, NoPlace> {
    let text = target.text;
    let found = if has_lines { items_of_lines(text) } else { items_of(text) };
    let id = |item: &Item| {
        let (_, field) = item.field(Key::Id)?;
        serde_json::from_str::<String>(&text[field.value.clone()]).ok()
    };
    let item = items::find(&found, target, id)?;
    changes.iter().map(|change| edit(text, item, change, changes)).collect()
}

fn edit(text: &str, item: &Item, change: &Change, all: &[Change]) -> Result<Edit, NoPlace> {
    let old = item.field(change.key);
    let raw = old.map(|(_, field)| &text[field.value.clone()]);
    // Where a colon has no space behind it, a comma has none.
    let comma = if item.separator(text, ": ") == ":" { "," } else { ", " };
    match (old, rendered(change, raw, comma)) {
        (Some((_, field)), Some(value)) => Ok(Edit::new(field.value.clone(), value)),
        (Some((index, _)), None) => Ok(item.without_inline(index, all)),
        (None, Some(value)) => {
            let pair = format!("\"{}\"{}{value}", change.key.name(), item.separator(text, ": "));
            item.with_inline(text, &pair, change.key == Key::Id)
        }
        (None, None) => Err(NoPlace::new("there is nothing to take out", "read the file again")),
    }
}

/// The value as it is to stand there; `None` where the field is to go.
fn rendered(change: &Change, old: Option<&str>, comma: &str) -> Option<String> {
    match &change.value {
        Wanted::Nothing => None,
        Wanted::Empty if change.key == Key::Tags => Some("[]".to_owned()),
        Wanted::Empty if change.key == Key::Topic => Some("null".to_owned()),
        Wanted::Empty => Some("\"\"".to_owned()),
        Wanted::Text(text) => Some(quoted(text)),
        Wanted::List(texts) => match (texts.as_slice(), old) {
            ([text], Some(old)) if old.starts_with('"') && change.key == Key::Questions => Some(quoted(text)),
            _ => Some(arrays::list(&texts.iter().map(|text| quoted(text)).collect::<Vec<_>>(), old, comma)),
        },
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string can always be written as JSON")
}

/// Every group of keys in the file.
fn items_of(text: &str) -> Vec<Item> {
    let mut walk = Walk { text, lines: Lines::new(text), items: Vec::new() };
    // The file was read without an error a moment ago.
    if let Ok(raw) = serde_json::from_str::<&RawValue>(text) {
        walk.take(raw, 0, None);
    }
    walk.items
}

fn items_of_lines(text: &str) -> Vec<Item> {
    let mut walk = Walk { text, lines: Lines::new(text), items: Vec::new() };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Ok(raw) = serde_json::from_str::<&RawValue>(line) {
            let spot = Spot::line(walk.lines.line(start + line.len() - line.trim_start().len()));
            walk.take(raw, 0, Some(spot));
        }
        start += line.len();
    }
    walk.items
}

struct Walk<'t> {
    text: &'t str,
    lines: Lines<'t>,
    items: Vec<Item>,
}

impl<'t> Walk<'t> {
    fn take(&mut self, raw: &'t RawValue, depth: usize, spot: Option<Spot>) {
        let start = raw.get().as_ptr() as usize - self.text.as_ptr() as usize;
        if depth > MAX_DEPTH {
            return;
        }
        if let Ok(Pairs(pairs)) = serde_json::from_str(raw.get()) {
            let mut fields = Vec::new();
            let mut at = start + 1;
            for (name, value) in &pairs {
                let value_start = value.get().as_ptr() as usize - self.text.as_ptr() as usize;
                let key = self.key(at, value_start);
                at = value_start + value.get().len();
                fields.push(FieldAt { name: name.clone(), key, value: value_start..at, texts: Vec::new() });
            }
            let spot = spot.unwrap_or_else(|| self.lines.spot(start));
            self.items.push(Item { spot, fields, is_inline: true });
            pairs.iter().for_each(|(_, value)| self.take(value, depth + 1, None));
        } else if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
            items.into_iter().for_each(|item| self.take(item, depth + 1, None));
        }
    }

    /// The key with its quotes, which is all that stands between `from` and the value but for a comma, a colon and
    /// white space.
    fn key(&self, from: usize, value_start: usize) -> std::ops::Range<usize> {
        let between = &self.text[from..value_start];
        let start = from + between.find('"').unwrap_or(0);
        let end = from + between.rfind('"').map_or(between.len(), |at| at + 1);
        start..end
    }
}

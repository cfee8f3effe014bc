//! Groups of keys and where each of them stands: what TOML, YAML and JSON have in common.

use std::ops::Range;

use crate::knowledge::keys::ITEM_KEYS;
use crate::knowledge::keys::Key;
use crate::knowledge::problem::Spot;

use super::Edit;
use super::NoPlace;
use super::Target;
use super::changes::Change;
use super::changes::Wanted;

/// A group of keys. Ranges are in bytes.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) spot: Spot,
    /// In their order; not empty for what is an entry.
    pub(super) fields: Vec<FieldAt>,
    /// Whether it stands between brackets, its fields separated by commas.
    pub(super) is_inline: bool,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(super) struct FieldAt {
    pub(super) name: String,
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
    /// The texts of a list, where the format tells their places.
    pub(super) texts: Vec<TextAt>,
}

/// A text in a list.
#[derive(Clone, Debug)]
pub(super) struct TextAt {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Item {
    pub(super) fn field(&self, key: Key) -> Option<(usize, &FieldAt)> {
        let is_it = |(_, field): &(usize, &FieldAt)| Key::find(&field.name, ITEM_KEYS) == Some(key);
        self.fields.iter().enumerate().find(is_it)
    }

    pub(super) fn first(&self) -> Result<&FieldAt, NoPlace> {
        self.fields.first().ok_or_else(not_found)
    }

    pub(super) fn last(&self) -> Result<&FieldAt, NoPlace> {
        self.fields.last().ok_or_else(not_found)
    }

    /// What stands between key and value, as most of such files have it everywhere.
    pub(super) fn separator<'t>(&self, text: &'t str, usual: &'t str) -> &'t str {
        let own = self.fields.first().map_or(usual, |field| &text[field.key.end..field.value.start]);
        if own.contains('\n') { usual } else { own }
    }

    /// Takes the field at `index` out of a group between brackets, with one of the commas beside it; the fields that
    /// `changes` take out each have another one.
    pub(super) fn without_inline(&self, index: usize, changes: &[Change]) -> Edit {
        let is_gone = |before: &FieldAt| {
            let key = Key::find(&before.name, ITEM_KEYS);
            changes.iter().any(|change| change.value == Wanted::Nothing && Some(change.key) == key)
        };
        let leads = self.fields[..index].iter().all(is_gone);
        let field = &self.fields[index];
        match (index.checked_sub(1).map(|before| &self.fields[before]), self.fields.get(index + 1)) {
            (_, Some(after)) if leads => Edit::new(field.key.start..after.key.start, ""),
            (Some(before), _) => Edit::new(before.value.end..field.value.end, ""),
            (None, _) => Edit::new(field.key.start..field.value.end, ""),
        }
    }

    /// What stands between two fields: a comma, and white space as the file has it.
    fn gap<'t, 'f>(text: &'t str, mut two: impl Iterator<Item = &'f FieldAt>) -> &'t str {
        let between = two.next().zip(two.next()).map(|(one, other)| &text[one.value.end..other.key.start]);
        between.filter(|between| between.trim() == ",").unwrap_or(", ")
    }

    /// Puts `pair` into a group between brackets: as first, or as last, on a line of its own where the others are.
    pub(super) fn with_inline(&self, text: &str, pair: &str, as_first: bool) -> Result<Edit, NoPlace> {
        let (first, last) = (self.first()?, self.last()?);
        Ok(if as_first {
            let gap = Item::gap(text, self.fields.iter().take(2));
            Edit::new(first.key.start..first.key.start, format!("{pair}{gap}"))
        } else {
            let gap = Item::gap(text, self.fields.iter().skip(self.fields.len().saturating_sub(2)));
            Edit::new(last.value.end..last.value.end, format!("{gap}{pair}"))
        })
    }
}

/// The one of `items` that is the entry of `target`; `id` gives the id that an item states.
pub(super) fn find<'i>(
    items: &'i [Item],
    target: &Target<'_>,
    id: impl Fn(&Item) -> Option<String>,
) -> Result<&'i Item, NoPlace> {
    let spot = Spot { line: target.line, column: target.column };
    let here: Vec<&Item> = items.iter().filter(|item| item.spot == spot && !item.fields.is_empty()).collect();
    match here.as_slice() {
        [item] => Ok(item),
        // Far out in a long line no columns are told.
        several => {
            let mut same = several.iter().filter(|item| id(item).as_deref() == Some(target.old.id.as_str()));
            match (same.next(), same.next()) {
                (Some(item), None) => Ok(item),
                _ => Err(not_found()),
            }
        }
    }
}

fn not_found() -> NoPlace {
    NoPlace::new(
        "its place in the file cannot be told for sure",
        "give it an id of its own there, or put each entry on a line",
    )
}

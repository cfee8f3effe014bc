//! Why there is nothing in the history of an entry.

use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::frontend::wording::curating;

/// Names that are offered in the place of one that there is not.
const MOST: usize = 5;

/// Says that nothing was changed of the entry, where there is one in `all`.
///
/// # Errors
/// Otherwise, that there is none of that name, with those that have something of it in theirs.
pub fn none_of(id: &EntryId, all: &Knowledge) -> Result<String, String> {
    if all.entries.iter().any(|entry| entry.id == *id) {
        return Ok(curating::no_history_of(id));
    }
    let typed = id.as_str().to_lowercase();
    let is_near = |other: &str| other.contains(&typed) || typed.contains(other);
    let near: Vec<&EntryId> = all
        .entries
        .iter()
        .map(|entry| &entry.id)
        .filter(|other| is_near(&other.as_str().to_lowercase()))
        .take(MOST)
        .collect();
    Err(curating::no_such_entry(id, &near))
}

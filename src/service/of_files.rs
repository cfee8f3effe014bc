//! What a change made of a file's entry: the store knows the entry as it was then by its digest alone, as the file has it.

use crate::entry::Knowledge;
use crate::store::Change;
use crate::store::EntryItem;
use crate::store::Item;
use crate::store::digest;

/// The changes, each of which that put an entry in the place of a file's has the file's as what was there before, so long
/// as the file still says the same.
#[must_use]
pub fn with_files(mut changes: Vec<Change>, files: &Knowledge) -> Vec<Change> {
    for change in &mut changes {
        if let (None, Some(Item::Entry(EntryItem { entry, overlays: Some(overlays) }))) =
            (&change.before, &change.after)
        {
            let of_file = files.entries.iter().find(|of_file| of_file.id == entry.id && digest(of_file) == *overlays);
            change.before = of_file.map(|entry| Item::Entry(EntryItem { entry: entry.clone(), overlays: None }));
        }
    }
    changes
}

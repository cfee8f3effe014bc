//! Where in its file a part of an entry stands.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::fs;

use crate::entry::EntryId;

use super::Reading;
use super::problem::Place;

/// Finds words of entries in the files they were read from. Reads a file when something in it is looked for.
pub struct Locator<'r> {
    origins: &'r HashMap<EntryId, Place>,
    /// The lines at which the entries of a file begin, from 1.
    beginnings: HashMap<&'r str, BTreeSet<usize>>,
    files: RefCell<HashMap<&'r str, Vec<String>>>,
}

impl<'r> Locator<'r> {
    /// For the entries of `reading`.
    #[must_use]
    pub fn new(reading: &'r Reading) -> Locator<'r> {
        let mut beginnings: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        for place in reading.origins.values() {
            beginnings.entry(&place.file).or_default().extend(place.line);
        }
        Locator { origins: &reading.origins, beginnings, files: RefCell::default() }
    }

    /// Where the entry begins. Names no file for one that was read from none, as an overview.
    #[must_use]
    pub fn entry(&self, entry: &EntryId) -> Place {
        self.origins.get(entry).cloned().unwrap_or_default()
    }

    /// Where `words` first stand between the beginning of the entry and that of the next one, or else the entry's
    /// beginning: a file may write them in another way, with escapes or over two lines.
    #[must_use]
    pub fn words(&self, entry: &EntryId, words: &str) -> Place {
        let begin = self.entry(entry);
        self.find(entry, words).unwrap_or(begin)
    }

    fn find(&self, entry: &EntryId, words: &str) -> Option<Place> {
        let begin = self.origins.get(entry)?;
        let first = begin.line?;
        let next = self.beginnings.get(begin.file.as_str())?.range(first + 1..).next();
        let mut files = self.files.borrow_mut();
        let lines = files.entry(&begin.file).or_insert_with(|| {
            // The file was read a moment ago; should it be gone since, the entry's beginning has to do.
            let bytes = fs::read(&begin.file).unwrap_or_default();
            String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()
        });
        let end = next.map_or(lines.len(), |next| next - 1);
        let own = lines.get(first - 1..end)?;
        let (line, at) = own.iter().zip(first..).find_map(|(text, line)| Some((line, (text, text.find(words)?))))?;
        let column = at.0[..at.1].chars().count() + 1;
        Some(Place { line: Some(line), column: Some(column), ..begin.clone() })
    }
}

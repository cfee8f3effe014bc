//! The words of a knowledge by number: read once, for all that goes by words.
//!
//! Numbers are places in the alphabet of this knowledge, so the words that begin alike are neighbours. Of an entry that
//! stays as it is, nothing is read again when another changes; its numbers are moved to where the words now are.

use std::collections::HashMap;
use std::sync::Arc;

use crate::entry::Entry;
use crate::entry::normalized;
use crate::matching::same::Same;

/// The words of entries that have phrasings.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Wording {
    /// Sorted.
    vocabulary: Vec<Arc<str>>,
    /// The words of each phrasing, as they stand in it.
    rows: Lists<u32>,
    /// The words of each entry, its phrasings and its answer, sorted, each with how often it has it.
    entries: Lists<(u32, u32)>,
}

/// Many short lists, one behind the other.
#[derive(Debug, PartialEq)]
struct Lists<T> {
    items: Vec<T>,
    /// Where each list begins, and where the last one ends.
    starts: Vec<usize>,
}

impl<T> Default for Lists<T> {
    fn default() -> Lists<T> {
        Lists { items: Vec::new(), starts: vec![0] }
    }
}

impl<T> Lists<T> {
    fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.starts.push(self.items.len());
    }

    fn get(&self, at: usize) -> &[T] {
        &self.items[self.starts[at]..self.starts[at + 1]]
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }
}

impl Wording {
    /// The words of `entries`, those aside that `former` has the [`Same`] of.
    pub(super) fn of(entries: &[&Entry], former: Option<&Wording>, same: &[Option<Same>]) -> Wording {
        let nothing = Wording::default();
        let former = former.unwrap_or(&nothing);
        // Numbers for now: those that words had, and behind them those of words that are new.
        let mut wording = Wording::default();
        let mut new = NewWords { former, numbers: HashMap::new() };
        for (entry, same) in entries.iter().zip(same) {
            match same {
                Some(same) => {
                    for row in same.first_row..same.first_row + entry.phrasings.len() {
                        wording.rows.push(former.rows.get(row).iter().copied());
                    }
                    wording.entries.push(former.entries.get(same.entry).iter().copied());
                }
                None => wording.read(entry, &mut new),
            }
        }
        let mut is_used = vec![false; former.vocabulary.len() + new.numbers.len()];
        for (number, _) in &wording.entries.items {
            is_used[*number as usize] = true;
        }
        let old = former.vocabulary.iter().zip(0_u32..).map(|(word, number)| (Arc::clone(word), number));
        let new = new.numbers.into_iter().map(|(word, number)| (Arc::from(word), number));
        let mut sorted: Vec<(Arc<str>, u32)> = old.chain(new).filter(|(_, number)| is_used[*number as usize]).collect();
        sorted.sort();
        let mut place_of = vec![0; is_used.len()];
        for ((_, number), place) in sorted.iter().zip(0_u32..) {
            place_of[*number as usize] = place;
        }
        for number in &mut wording.rows.items {
            *number = place_of[*number as usize];
        }
        for (number, _) in &mut wording.entries.items {
            *number = place_of[*number as usize];
        }
        let Lists { items, starts } = &mut wording.entries;
        for (start, end) in starts.iter().zip(&starts[1..]) {
            items[*start..*end].sort_unstable();
        }
        wording.vocabulary = sorted.into_iter().map(|(word, _)| word).collect();
        wording.rows.items.shrink_to_fit();
        wording.entries.items.shrink_to_fit();
        wording
    }

    fn read(&mut self, entry: &Entry, new: &mut NewWords<'_>) {
        let mut all = Vec::new();
        for phrasing in &entry.phrasings {
            let normal = normalized(phrasing.as_str());
            let from = all.len();
            all.extend(words_of(&normal).map(|word| new.number(word)));
            self.rows.push(all[from..].iter().copied());
        }
        all.extend(words_of(&normalized(&entry.answer)).map(|word| new.number(word)));
        all.sort_unstable();
        let times = |same: &[u32]| (same[0], u32::try_from(same.len()).unwrap_or(u32::MAX));
        self.entries.push(all.chunk_by(|a, b| a == b).map(times));
    }

    /// Every word, sorted: its place is its number.
    pub(super) fn vocabulary(&self) -> &[Arc<str>] {
        &self.vocabulary
    }

    /// The number of a word that some phrasing or answer has.
    pub(super) fn number(&self, word: &str) -> Option<u32> {
        let at = self.vocabulary.binary_search_by(|known| (**known).cmp(word)).ok()?;
        u32::try_from(at).ok()
    }

    /// The words of the phrasing in `row`, as they stand in it.
    pub(super) fn of_row(&self, row: usize) -> &[u32] {
        self.rows.get(row)
    }

    /// The words of an entry, sorted, each with how often its phrasings and its answer have it.
    pub(super) fn of_entry(&self, entry: usize) -> &[(u32, u32)] {
        self.entries.get(entry)
    }

    /// How many entries there are.
    pub(super) fn entry_count(&self) -> usize {
        self.entries.len()
    }
}

/// Words by number while entries are read.
struct NewWords<'a> {
    former: &'a Wording,
    /// Of words that the former knowledge did not have.
    numbers: HashMap<String, u32>,
}

impl NewWords<'_> {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.former.number(word).or_else(|| self.numbers.get(word).copied()) {
            return number;
        }
        let next = self.former.vocabulary.len() + self.numbers.len();
        let next = u32::try_from(next).expect("a knowledge has fewer than 2^32 words");
        self.numbers.insert(word.to_owned(), next);
        next
    }
}

/// The words of `text`. Exact names stay whole (`max_open_files`, `1.20`, `c++`), compounds come apart
/// (`US-Russia`, `and/or`), since people write them either way.
pub(super) fn split(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = words_of(&normalized(text)).map(str::to_owned).collect();
    words.into_iter()
}

/// The same of a text that is [`normalized`] already.
fn words_of(normal: &str) -> impl Iterator<Item = &str> {
    normal.split([' ', '-', '/', ':', ',']).filter(|word| !word.is_empty())
}

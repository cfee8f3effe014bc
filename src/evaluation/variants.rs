//! Harder variants of an evaluation: entries left out or few of them drawn, so that the questions of the others should
//! not be answered any more, and typing errors put in. All are the same at every run.

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::evaluation::cases::Case;

/// Folds of the leave-out evaluation: a fifth of the entries is missing at a time, so most of the knowledge stays.
pub const FOLDS: usize = 5;

/// Entries drawn in all, in as many knowledges as that takes: one draw of three entries is mostly luck.
const DRAWN: usize = 60;

/// Draws at least, however many entries each takes.
const MIN_DRAWS: usize = 3;

/// A knowledge that is asked: places of the entries it keeps, ascending.
pub type Part = Vec<usize>;

/// The knowledges that are asked one after the other, of `entries` entries. With `drawn`, each is so many entries, drawn
/// by chance but the same at every run, about 60 in all. With `leave_out`, each of them is asked in [`FOLDS`]
/// folds, and each of its entries is missing from exactly one.
#[must_use]
pub fn parts(entries: usize, drawn: Option<usize>, leave_out: bool) -> Vec<Part> {
    let whole: Vec<Part> = match drawn {
        Some(size) if size < entries => {
            let mut random = Random(1);
            let draws = DRAWN.div_ceil(size.max(1)).max(MIN_DRAWS);
            (0..draws).map(|_| draw(entries, size, &mut random)).collect()
        }
        _ => vec![(0..entries).collect()],
    };
    if !leave_out {
        return whole;
    }
    let without = |part: &Part, fold: usize| {
        let kept = part.iter().enumerate().filter(|(place, _)| place % FOLDS != fold);
        kept.map(|(_, &at)| at).collect()
    };
    whole.iter().flat_map(|part| (0..FOLDS).map(move |fold| without(part, fold))).collect()
}

/// `size` of the numbers below `entries`, ascending: the front of a shuffle (Fisher and Yates).
fn draw(entries: usize, size: usize, random: &mut Random) -> Part {
    let mut places: Vec<usize> = (0..entries).collect();
    for at in 0..size {
        places.swap(at, at + random.below(entries - at));
    }
    places.truncate(size);
    places.sort_unstable();
    places
}

/// `cases` against what is left in `entries`: labels of missing entries are dropped.
#[must_use]
pub fn against(cases: &[Case], entries: &[Entry]) -> Vec<Case> {
    let kept = |id: &&EntryId| entries.iter().any(|entry| entry.id == **id);
    let case = |case: &Case| Case { text: case.text.clone(), right: case.right.iter().filter(kept).cloned().collect() };
    cases.iter().map(case).collect()
}

/// `text` with `count` typing errors: a letter missing, doubled, changed for its neighbour on the keyboard, or two
/// letters swapped, each inside a word of at least four letters. Shorter words are left alone, since an error there
/// often makes another word. The errors depend on `text` and `count` alone.
#[must_use]
pub fn with_typos(text: &str, count: usize) -> String {
    let mut random = Random::from_text(text);
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..count {
        let places = inside_words(&letters);
        if places.is_empty() {
            break;
        }
        let at = places[random.below(places.len())];
        match random.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            2 => letters.swap(at, at + 1),
            _ => letters[at] = neighbour(letters[at], &mut random),
        }
    }
    letters.into_iter().collect()
}

/// Places of letters that have a letter before and behind them, in words of at least four letters.
fn inside_words(letters: &[char]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for end in 0..=letters.len() {
        if end == letters.len() || !letters[end].is_alphabetic() {
            if end - start >= 4 {
                places.extend(start + 1..end - 1);
            }
            start = end + 1;
        }
    }
    places
}

/// A key beside `letter` on a QWERTY keyboard, in its case.
fn neighbour(letter: char, random: &mut Random) -> char {
    const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    let lower = letter.to_ascii_lowercase();
    for row in ROWS {
        if let Some(at) = row.find(lower) {
            let beside = [at.checked_sub(1), Some(at + 1)];
            let keys: Vec<char> = beside.iter().flatten().filter_map(|&at| row.chars().nth(at)).collect();
            let key = keys[random.below(keys.len())];
            return if letter.is_ascii_uppercase() { key.to_ascii_uppercase() } else { key };
        }
    }
    'e'
}

/// SplitMix64 (Steele, Lea and Flood 2014): a fixed sequence, so that a figure can be repeated on any machine.
struct Random(u64);

impl Random {
    fn from_text(text: &str) -> Random {
        Random(u64::from(crc32fast::hash(text.as_bytes())))
    }

    /// A number from 0 to `limit` - 1; `limit` is at least 1.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // The bias of a remainder is of no account for a few dozen places.
        usize::try_from(mixed % limit as u64).expect("below limit, which is a usize")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_entry_is_missing_once() {
        let parts = parts(20, None, true);
        assert_eq!(parts.len(), FOLDS);
        for at in 0..20 {
            assert_eq!(parts.iter().filter(|part| !part.contains(&at)).count(), 1);
        }
    }

    #[test]
    fn few_entries_are_drawn_often_and_many_at_least_three_times() {
        for (size, draws) in [(3, 20), (10, 6), (30, 3), (50, 3)] {
            let drawn = parts(64, Some(size), false);
            assert_eq!(drawn.len(), draws);
            assert_eq!(drawn, parts(64, Some(size), false), "the same at every run");
            assert_ne!(drawn[0], drawn[1]);
            for part in &drawn {
                assert!(part.len() == size && part.is_sorted_by(|a, b| a < b) && part[size - 1] < 64, "{part:?}");
            }
        }
        assert_eq!(parts(3, Some(3), false), [[0, 1, 2]]);
        assert_eq!(parts(64, Some(10), true).len(), 6 * FOLDS);
    }

    #[test]
    fn typos_are_made_once_and_for_all() {
        let text = "How do I reset my password?";
        let typo = with_typos(text, 1);
        assert_ne!(typo, text);
        assert_eq!(typo, with_typos(text, 1));
        assert!(typo.starts_with("How do I ") && typo.ends_with('?'), "{typo}");
        assert_eq!(with_typos("C++ or Go?", 3), "C++ or Go?");
    }

    proptest! {
        #[test]
        fn any_text_survives(text: String, count in 0_usize..5) {
            let _ = with_typos(&text, count);
        }
    }
}

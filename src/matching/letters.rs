//! Evidence from letters: how much a question looks like a phrasing, typing errors and word endings notwithstanding.
//!
//! Runs of three and four letters within words, weighted by how rare they are in the knowledge (tf-idf); the
//! likeness of two texts is the cosine of their weights, 0 to 1.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::hash::Hasher;
use std::sync::Arc;

use crate::entry::Entry;
use crate::matching::same::Same;
use crate::matching::wording::split;

/// Lengths of the runs, the borders of the word counting as a letter each.
const LENGTHS: [usize; 2] = [3, 4];

/// Runs, hashed, each with how much its count makes of it; sorted by run.
type Runs = Arc<[(u32, f32)]>;

/// The letters of all phrasings.
pub(super) struct Letters {
    /// Inverse document frequency of each run.
    rarity: Rarities,
    rows: Vec<Runs>,
    /// Of each row: the root of the sum of its weights' squares, by which they are divided. One where there is no run.
    lengths: Vec<f32>,
}

/// The letters of a question: runs, sorted, each with its weight, divided by their length, and its rarity in one.
pub(super) struct AskedLetters(Vec<(u32, f32)>);

/// The letters of a text that is still being typed.
pub(super) struct TypedLetters {
    /// Each run with its share of the text, sorted by run. The shares of those that no phrasing has are left out.
    shares: Vec<(u32, f32)>,
    /// A bit for each of `shares`, by the last twelve bits of the run: most runs of most phrasings are not in the text,
    /// and this tells it without a search.
    present: Box<[u64; 64]>,
}

impl Letters {
    /// The letters of the phrasings of `entries`; the runs of those that `former` has the [`Same`] of are taken from
    /// there.
    pub(super) fn of(entries: &[&Entry], former: Option<&Letters>, same: &[Option<Same>]) -> Letters {
        let mut rows: Vec<Runs> = Vec::with_capacity(entries.iter().map(|entry| entry.phrasings.len()).sum());
        for (entry, same) in entries.iter().zip(same) {
            match (former, same) {
                (Some(former), Some(Same { first_row, .. })) => {
                    rows.extend_from_slice(&former.rows[*first_row..first_row + entry.phrasings.len()]);
                }
                _ => rows
                    .extend(entry.phrasings.iter().map(|phrasing| count_runs(phrasing.as_str(), Last::Whole).into())),
            }
        }
        let mut rarity = Rarities::default();
        for (run, _) in rows.iter().flat_map(|row| row.iter()) {
            *rarity.entry(*run).or_default() += 1.0;
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of phrasings")]
        let all = rows.len() as f32;
        for rarity in rarity.values_mut() {
            *rarity = ((1.0 + all) / (1.0 + *rarity)).ln() + 1.0;
        }
        // Every rarity changes when a phrasing is added, so nothing of these can be taken over.
        let lengths = rows.iter().map(|row| length(row.iter().map(|(run, count)| count * rarity[run]))).collect();
        Letters { rarity, rows, lengths }
    }

    /// The letters of `question`. Runs that no phrasing has are left out of its length: they are the typing errors.
    pub(super) fn ask(&self, question: &str) -> AskedLetters {
        let weigh = |(run, count): (u32, f32)| self.rarity.get(&run).map(|rarity| (run, count * rarity, *rarity));
        let known: Vec<(u32, f32, f32)> = count_runs(question, Last::Whole).into_iter().filter_map(weigh).collect();
        let length = length(known.iter().map(|(_, weight, _)| *weight));
        AskedLetters(known.into_iter().map(|(run, weight, rarity)| (run, weight / length * rarity)).collect())
    }

    /// Likeness of the question and the phrasing in `row`, 0 to 1.
    pub(super) fn likeness(&self, asked: &AskedLetters, row: usize) -> f32 {
        let length = self.lengths[row];
        let (asked, row) = (&asked.0[..], &self.rows[row][..]);
        let (mut sum, mut a, mut b) = (0.0, 0, 0);
        while let (Some(&(first, weight)), Some(&(second, other))) = (asked.get(a), row.get(b)) {
            // Which of the two comes first cannot be foreseen, so no branch depends on it; they are seldom the same.
            a += usize::from(first <= second);
            b += usize::from(second <= first);
            if first == second {
                sum += weight * other;
            }
        }
        sum / length
    }

    /// The letters of `partial`, the last word of which may be begun only.
    pub(super) fn typed(&self, partial: &str) -> TypedLetters {
        let counted = count_runs(partial, Last::Begun);
        // A run that no phrasing has is rarer than any that one has.
        let unknown = self.rarity.values().copied().fold(1.0, f32::max);
        let weight = |run: &u32| self.rarity.get(run).copied().unwrap_or(unknown).powi(2);
        let mass: f32 = counted.iter().map(|(run, _)| weight(run)).sum();
        let known = counted.into_iter().filter(|(run, _)| self.rarity.contains_key(run));
        let shares: Vec<(u32, f32)> = known.map(|(run, _)| (run, weight(&run) / mass)).collect();
        let mut present = Box::new([0; 64]);
        for (run, _) in &shares {
            let (word, bit) = bit_of(*run);
            present[word] |= bit;
        }
        TypedLetters { shares, present }
    }

    /// How much of the text's letters the phrasing in `row` has, 0 to 1.
    pub(super) fn share(&self, typed: &TypedLetters, row: usize) -> f32 {
        let share = |(run, _): &(u32, f32)| {
            let (word, bit) = bit_of(*run);
            if typed.present[word] & bit == 0 {
                return None;
            }
            let at = typed.shares.binary_search_by_key(run, |(run, _)| *run).ok()?;
            Some(typed.shares[at].1)
        };
        self.rows[row].iter().filter_map(share).sum()
    }
}

/// The root of the sum of squares; one where there is nothing.
fn length(weights: impl Iterator<Item = f32>) -> f32 {
    let sum: f32 = weights.map(|weight| weight * weight).sum();
    if sum > 0.0 { sum.sqrt() } else { 1.0 }
}

/// By run. Runs are hashes already, so hashing them once more for tables takes little.
type Rarities = HashMap<u32, f32, BuildHasherDefault<RunHasher>>;

#[derive(Default)]
struct RunHasher(u64);

impl Hasher for RunHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u32(&mut self, run: u32) {
        // The table takes its place from the low bits and a mark from the high ones: both get some of all bits.
        let spread = u64::from(run).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = spread ^ (spread >> 32);
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }
}

/// Place and value of a run's bit in [`TypedLetters::present`].
fn bit_of(run: u32) -> (usize, u64) {
    ((run >> 6 & 63) as usize, 1 << (run & 63))
}

/// How far the last word of a text is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Whole,
    Begun,
}

/// Every run of `text`, sorted, with how much it counts: a repeated one more, but not as often as it occurs.
fn count_runs(text: &str, last: Last) -> Vec<(u32, f32)> {
    let mut runs: Vec<u32> = Vec::new();
    let mut words = split(text).peekable();
    while let Some(word) = words.next() {
        let is_open = last == Last::Begun && words.peek().is_none();
        let end = if is_open { None } else { Some(' ') };
        let bordered: Vec<char> = std::iter::once(' ').chain(word.chars()).chain(end).collect();
        for length in LENGTHS {
            runs.extend(bordered.windows(length).map(hash));
        }
    }
    runs.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "a count of runs in one text")]
    runs.chunk_by(|a, b| a == b).map(|same| (same[0], 1.0 + (same.len() as f32).ln())).collect()
}

/// FNV-1a over the letters: the same on every machine.
fn hash(letters: &[char]) -> u32 {
    let step = |hash: u32, &letter: &char| (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193);
    letters.iter().fold(0x811c_9dc5, step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;
    use crate::entry::Phrasing;
    use crate::entry::State;
    use proptest::prelude::*;

    fn likeness(question: &str, phrasings: &[&str]) -> Vec<f32> {
        let phrasings: Vec<Phrasing> = phrasings.iter().filter_map(|text| Phrasing::new(text).ok()).collect();
        let entry = Entry {
            id: EntryId::new("a").unwrap(),
            topic: None,
            phrasings: phrasings.clone(),
            answer: "…".to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        };
        let letters = Letters::of(&[&entry], None, &[None]);
        let asked = letters.ask(question);
        (0..phrasings.len()).map(|row| letters.likeness(&asked, row)).collect()
    }

    #[test]
    fn typing_errors_leave_most_of_a_word() {
        let found =
            likeness("how do I valdiate my fiel", &["How do I validate my file?", "How do I delete my account?"]);
        assert!(found[0] > 1.5 * found[1], "{found:?}");
    }

    #[test]
    fn the_same_text_is_wholly_like_itself() {
        let found = likeness("When does the club meet?", &["when does the club meet", "zzz"]);
        assert!((found[0] - 1.0).abs() < 1e-5 && found[1] == 0.0, "{found:?}");
    }

    proptest! {
        #[test]
        fn any_texts_have_a_likeness_from_none_to_all(question: String, phrasings: Vec<String>) {
            let phrasings: Vec<&str> = phrasings.iter().map(String::as_str).collect();
            for likeness in likeness(&question, &phrasings) {
                prop_assert!((0.0..=1.0001).contains(&likeness), "{}", likeness);
            }
        }
    }
}

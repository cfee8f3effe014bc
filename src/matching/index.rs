//! The phrasings of a knowledge as a matrix, and the closest entries to a question.
//!
//! Meaning comes first: the cosine of question and phrasing, for every phrasing. Words and letters are added for the
//! best of those, so that exact names and mistyped words count. One fixed combination serves every knowledge; what
//! each part brings is measured in `benches/README.md`.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::ops::Range;

use ndarray::Array2;
use ndarray::ArrayView2;
use ndarray::Axis;
use ndarray::s;

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::matching::letters::Letters;
use crate::matching::scan;
use crate::matching::topics::Topics;
use crate::matching::words::Words;

/// Weights of words and letters beside meaning, which weighs one. Set by hand before they were measured, and kept:
/// weights learned on one knowledge did worse on others.
const WORDS: f32 = 0.2;
const LETTERS: f32 = 0.2;

/// From so many phrasings on, an entry's meaning is that of the group, not of its best phrasing alone: with many
/// phrasings one of them is close to nearly anything.
const GROUP_FROM: usize = 5;

/// The phrasings of an entry that are looked at closely.
const CLOSEST_ROWS: usize = 3;

/// Entries, by meaning, whose words and letters are looked at. Beyond these no words could make up for the distance.
const SHORTLIST: usize = 100;

/// Every phrasing of the served entries as one row of a matrix, so that a dot product with a question is its cosine.
///
/// Rows of an entry lie together; a row number never leaves this file.
pub struct Index {
    /// Rows × dimensions, each row of length one.
    matrix: Array2<f32>,
    entries: Vec<Indexed>,
    words: Words,
    letters: Letters,
    topics: Topics,
    /// Rows of each normalized phrasing, for the rule that a question equal to a phrasing is its entry's.
    exact: HashMap<String, Vec<usize>>,
}

/// One entry and where its rows are.
struct Indexed {
    id: EntryId,
    /// The phrasings that have a row, in row order.
    phrasings: Vec<String>,
    first_row: usize,
    /// Length of the mean of its vectors: what the mean cosine is divided by to give the cosine with the mean.
    mean_length: f32,
}

/// Entry and phrasing that a question came closest to.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The entry.
    pub entry: EntryId,
    /// The closest of its phrasings, as stored.
    pub phrasing: String,
    /// Cosine of the question and that phrasing, -1 to 1.
    pub cosine: f32,
    /// Part of the question's words that the entry has, 0 to 1.
    pub words: f32,
    /// How much the question looks like one of the entry's closest phrasings, 0 to 1.
    pub letters: f32,
    /// All of that together, by which hits are ranked.
    pub score: f32,
}

/// Two entries with phrasings close to each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The entry that comes first in the index, with its phrasing.
    pub first: (EntryId, String),
    /// The other one.
    pub second: (EntryId, String),
    /// Cosine of the two phrasings, -1 to 1.
    pub cosine: f32,
}

/// Why an index cannot be built from vectors.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum IndexError {
    /// There has to be one vector, or the knowledge that there is none, for each phrasing.
    #[error("{phrasings} phrasings came with {vectors} vectors")]
    Count {
        /// Phrasings of the entries together.
        phrasings: usize,
        /// Vectors given.
        vectors: usize,
    },
    /// All vectors must come from one model.
    #[error("a vector of {found} dimensions came among vectors of {expected}")]
    Dimensions {
        /// What the index was to have.
        expected: usize,
        /// What one vector had.
        found: usize,
    },
}

/// The texts that [`Index::build`] wants vectors for, in its order.
pub fn phrasings(entries: &[Entry]) -> impl Iterator<Item = &str> {
    entries.iter().flat_map(|entry| entry.phrasings.iter().map(|phrasing| phrasing.as_str()))
}

impl Index {
    /// An index of `entries`, with a vector for each of their [`phrasings`], in that order. `None` stands for a
    /// phrasing the model could not read; it is then found by the exact rule alone.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and phrasings do not belong together.
    pub fn build(entries: &[Entry], dimensions: usize, vectors: &[Option<UnitVector>]) -> Result<Index, IndexError> {
        let phrasing_count = phrasings(entries).count();
        if phrasing_count != vectors.len() {
            return Err(IndexError::Count { phrasings: phrasing_count, vectors: vectors.len() });
        }
        // A phrasing without a vector keeps its row: all zeros, a cosine of zero with everything.
        let mut cells = Vec::with_capacity(vectors.len() * dimensions);
        scan::ask_for_large_pages(&mut cells);
        for vector in vectors {
            match vector {
                Some(vector) if vector.as_slice().len() != dimensions => {
                    return Err(IndexError::Dimensions { expected: dimensions, found: vector.as_slice().len() });
                }
                Some(vector) => cells.extend_from_slice(vector.as_slice()),
                None => cells.resize(cells.len() + dimensions, 0.0),
            }
        }
        let matrix = Array2::from_shape_vec((vectors.len(), dimensions), cells).expect("one row was pushed per vector");

        let mut exact: HashMap<String, Vec<usize>> = HashMap::new();
        let mut indexed = Vec::with_capacity(entries.len());
        let mut row = 0;
        for entry in entries {
            let first_row = row;
            for phrasing in &entry.phrasings {
                let normal = normalized(phrasing.as_str());
                if !normal.is_empty() {
                    exact.entry(normal).or_default().push(row);
                }
                row += 1;
            }
            if row > first_row {
                let phrasings = entry.phrasings.iter().map(|phrasing| phrasing.as_str().to_owned()).collect();
                let mean_length = mean_length(&matrix.slice(s![first_row..row, ..]));
                indexed.push(Indexed { id: entry.id.clone(), phrasings, first_row, mean_length });
            }
        }
        let with_rows: Vec<&Entry> = entries.iter().filter(|entry| !entry.phrasings.is_empty()).collect();
        let words = Words::of(&with_rows);
        let letters = Letters::of(phrasings(entries));
        let topics = Topics::of(entries);
        Ok(Index { matrix, entries: indexed, words, letters, topics, exact })
    }

    /// Number of entries that can be found.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.entries.len()
    }

    /// Number of phrasings, which is the number of rows.
    #[must_use]
    pub fn phrasing_count(&self) -> usize {
        self.matrix.nrows()
    }

    /// The `count` entries that are closest to a question, by its text and its vector, best first. Equal scores keep
    /// the order of the entries, so the same knowledge always gives the same ranking.
    ///
    /// Time and memory traffic are those of reading the matrix once.
    ///
    /// # Panics
    /// When `vector` has another number of dimensions than the index: it comes from another model.
    #[must_use]
    pub fn closest(&self, question: &str, vector: &UnitVector, count: usize) -> Vec<Hit> {
        let cosines = scan::dot_products(&self.matrix, vector.as_slice());
        let meanings = self.entries.iter().enumerate().map(|(at, entry)| (at, entry.meaning(&cosines)));
        let entries = best_of(meanings, count.max(SHORTLIST).min(self.entries.len()));

        let (words, letters) = (self.words.ask(question), self.letters.ask(question));
        let mut hits: Vec<(usize, Hit)> = Vec::with_capacity(entries.len());
        for (at, meaning) in entries {
            let entry = &self.entries[at];
            let rows = entry.closest_rows(&cosines);
            let likeness = |&(row, _): &(usize, f32)| self.letters.likeness(&letters, row);
            let letters = rows.iter().map(likeness).fold(0.0, f32::max);
            let words = self.words.share(&words, at);
            let (row, cosine) = rows[0];
            let hit = Hit {
                entry: entry.id.clone(),
                phrasing: entry.phrasings[row - entry.first_row].clone(),
                // Rounding can carry the cosine of equal vectors a little past one.
                cosine: cosine.clamp(-1.0, 1.0),
                words,
                letters,
                score: meaning + WORDS * words + LETTERS * letters,
            };
            hits.push((at, hit));
        }
        hits.sort_unstable_by(|(a, first), (b, second)| second.score.total_cmp(&first.score).then(a.cmp(b)));
        hits.truncate(count);
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    /// Entries that have a phrasing equal to `question` but for case, spacing and punctuation, in their order, each
    /// with that phrasing. Two of them mean that the knowledge answers the same question twice.
    #[must_use]
    pub fn exact(&self, question: &str) -> Vec<(EntryId, String)> {
        let mut found: Vec<(EntryId, String)> = Vec::new();
        for &row in self.exact.get(&normalized(question)).into_iter().flatten() {
            let entry = &self.entries[self.entries.partition_point(|entry| entry.first_row <= row) - 1];
            if found.last().is_none_or(|(id, _)| *id != entry.id) {
                found.push((entry.id.clone(), entry.phrasings[row - entry.first_row].clone()));
            }
        }
        found
    }

    /// The overview of the topic that `question` asks about as a whole, if it asks about one.
    #[must_use]
    pub fn topic_asked(&self, question: &str) -> Option<&EntryId> {
        self.topics.asked(question)
    }

    /// All pairs of entries that have phrasings with a cosine of at least `from`, each pair once with its closest
    /// phrasings, in the order of the entries.
    ///
    /// Compares every phrasing with every other: a second or two for 10,000 of them.
    #[must_use]
    pub fn near_pairs(&self, from: f32) -> Vec<Near> {
        /// Rows compared with all others in one matrix product: 256 × 10,000 scores are 10 MB.
        const BLOCK: usize = 256;
        let entry_of: Vec<usize> =
            self.entries.iter().enumerate().flat_map(|(at, entry)| entry.phrasings.iter().map(move |_| at)).collect();
        let mut closest: BTreeMap<(usize, usize), (usize, usize, f32)> = BTreeMap::new();
        for start in (0..self.matrix.nrows()).step_by(BLOCK) {
            let end = (start + BLOCK).min(self.matrix.nrows());
            // Rows before the block were compared with it when their own turn came.
            let scores = self.matrix.slice(s![start..end, ..]).dot(&self.matrix.slice(s![start.., ..]).t());
            for ((row, other), &cosine) in scores.indexed_iter() {
                let (row, other) = (start + row, start + other);
                let pair = (entry_of[row], entry_of[other]);
                if pair.0 < pair.1 && cosine >= from {
                    let best = closest.entry(pair).or_insert((row, other, cosine));
                    if cosine > best.2 {
                        *best = (row, other, cosine);
                    }
                }
            }
        }
        let side = |at: usize, row: usize| {
            let entry = &self.entries[at];
            (entry.id.clone(), entry.phrasings[row - entry.first_row].clone())
        };
        let near = |((a, b), (row, other, cosine)): ((usize, usize), (usize, usize, f32))| Near {
            first: side(a, row),
            second: side(b, other),
            cosine: cosine.clamp(-1.0, 1.0),
        };
        closest.into_iter().map(near).collect()
    }
}

impl Indexed {
    fn rows(&self) -> Range<usize> {
        self.first_row..self.first_row + self.phrasings.len()
    }

    /// How close the entry's meaning is to the question's: its best cosine, or with many phrasings a mean of the
    /// best, of the best three, and of the cosine with all of them together.
    fn meaning(&self, cosines: &[f32]) -> f32 {
        let cosines = &cosines[self.rows()];
        if cosines.len() < GROUP_FROM {
            return cosines.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        }
        let mut best = [f32::NEG_INFINITY; CLOSEST_ROWS];
        let mut sum = 0.0;
        for &cosine in cosines {
            sum += cosine;
            if cosine > best[CLOSEST_ROWS - 1] {
                let at = best.iter().position(|&other| cosine > other).unwrap_or(CLOSEST_ROWS - 1);
                best[at..].rotate_right(1);
                best[at] = cosine;
            }
        }
        let with_mean = sum / count(cosines.len()) / self.mean_length;
        let best_three = best.iter().sum::<f32>() / count(CLOSEST_ROWS);
        (best[0] + 0.5 * best_three + 0.3 * with_mean) / 1.8
    }

    /// The rows closest to the question with their cosines, best first; at least one.
    fn closest_rows(&self, cosines: &[f32]) -> Vec<(usize, f32)> {
        let mut rows = best_of(self.rows().map(|row| (row, cosines[row])), CLOSEST_ROWS);
        rows.sort_unstable_by(by_rank);
        rows
    }
}

/// The best `count` of `all`, in no particular order. Of those that are equally good, the first ones.
///
/// Keeps few at a time: a list of all of them takes longer to fill than the search should take.
fn best_of(all: impl Iterator<Item = (usize, f32)>, count: usize) -> Vec<(usize, f32)> {
    let mut best: Vec<(usize, f32)> = Vec::with_capacity(2 * count);
    let mut to_beat = f32::NEG_INFINITY;
    for candidate in all {
        if candidate.1 > to_beat {
            best.push(candidate);
            if best.len() == 2 * count {
                let (_, last, _) = best.select_nth_unstable_by(count - 1, by_rank);
                to_beat = last.1;
                best.truncate(count);
            }
        }
    }
    if count < best.len() {
        best.select_nth_unstable_by(count, by_rank);
        best.truncate(count);
    }
    best
}

fn by_rank(a: &(usize, f32), b: &(usize, f32)) -> Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

/// Length of the mean of unit vectors: one when they are all the same. Never zero, so that it can be divided by.
fn mean_length(rows: &ArrayView2<'_, f32>) -> f32 {
    let sum = rows.sum_axis(Axis(0));
    (sum.dot(&sum).sqrt() / count(rows.nrows())).max(1e-3)
}

#[expect(clippy::cast_precision_loss, reason = "a count of phrasings")]
fn count(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Phrasing;
    use crate::entry::State;

    fn entry(id: &str, phrasings: &[&str]) -> Entry {
        Entry {
            id: EntryId::new(id).unwrap(),
            topic: None,
            phrasings: phrasings.iter().map(|text| Phrasing::new(text).unwrap()).collect(),
            answer: "…".to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        }
    }

    fn at(degrees: f32) -> Option<UnitVector> {
        UnitVector::normalized(vec![degrees.to_radians().cos(), degrees.to_radians().sin()])
    }

    fn index() -> Index {
        let entries = [entry("a", &["a0", "A 90"]), entry("b", &["b30"]), entry("c", &["c60", "a 90!", "c?"])];
        Index::build(&entries, 2, &[at(0.0), at(90.0), at(30.0), at(60.0), at(92.0), None]).unwrap()
    }

    #[test]
    fn an_entry_counts_by_its_best_phrasing() {
        let closest = |degrees, count| {
            let hits = index().closest("", &at(degrees).unwrap(), count);
            hits.into_iter().map(|hit| hit.phrasing).collect::<Vec<_>>()
        };
        assert_eq!(closest(2.0, 9), ["a0", "b30", "c60"]);
        assert_eq!(closest(88.0, 2), ["A 90", "a 90!"]);
        assert_eq!(closest(31.0, 1), ["b30"]);
        assert_eq!(closest(31.0, 0), [""; 0]);
    }

    #[test]
    fn words_and_letters_tell_apart_what_means_the_same() {
        let entries =
            [entry("old", &["How do I set up version 1.19?"]), entry("new", &["How do I set up version 1.20?"])];
        let index = Index::build(&entries, 2, &[at(20.0), at(21.0)]).unwrap();
        let first = |question| index.closest(question, &at(20.0).unwrap(), 1)[0].entry.to_string();
        assert_eq!(first("version 1.20 set-up"), "new");
        assert_eq!(first("version 1.19 set-up"), "old");
    }

    #[test]
    fn one_close_phrasing_of_many_does_not_win_against_a_whole_group() {
        let entries = [entry("one", &["a1", "a2", "a3", "a4", "a5"]), entry("all", &["b1", "b2", "b3", "b4", "b5"])];
        let far = [at(1.0), at(70.0), at(75.0), at(80.0), at(85.0)];
        let near = [at(5.0), at(6.0), at(7.0), at(8.0), at(9.0)];
        let index = Index::build(&entries, 2, &[far, near].concat()).unwrap();
        assert_eq!(index.closest("", &at(0.0).unwrap(), 1)[0].entry.as_str(), "all");
    }

    #[test]
    fn equal_cosines_keep_the_order_of_the_entries() {
        let entries: Vec<Entry> = (0..50).map(|n| entry(&format!("e{n}"), &["same"])).collect();
        let index = Index::build(&entries, 2, &vec![at(10.0); 50]).unwrap();
        let ids: Vec<String> =
            index.closest("", &at(20.0).unwrap(), 3).iter().map(|hit| hit.entry.to_string()).collect();
        assert_eq!(ids, ["e0", "e1", "e2"]);
    }

    #[test]
    fn the_exact_rule_names_every_entry_with_the_phrasing() {
        let found: Vec<String> =
            index().exact("  a 90 ").into_iter().map(|(id, phrasing)| format!("{id}: {phrasing}")).collect();
        assert_eq!(found, ["a: A 90", "c: a 90!"]);
        assert!(index().exact("🎉").is_empty());
        assert!(index().exact("a 91").is_empty());
    }

    #[test]
    fn near_pairs_are_found_once_with_their_closest_phrasings() {
        let pairs: Vec<String> =
            index().near_pairs(0.86).into_iter().map(|near| format!("{} {}", near.first.1, near.second.1)).collect();
        assert_eq!(pairs, ["a0 b30", "A 90 a 90!", "b30 c60"]);
    }

    #[test]
    fn vectors_that_do_not_belong_to_the_phrasings_are_refused() {
        let entries = [entry("a", &["one", "two"])];
        let count = Index::build(&entries, 2, &[at(0.0)]).err();
        assert_eq!(count, Some(IndexError::Count { phrasings: 2, vectors: 1 }));
        let three = UnitVector::normalized(vec![1.0, 0.0, 0.0]);
        let dimensions = Index::build(&entries, 2, &[at(0.0), three]).err();
        assert_eq!(dimensions, Some(IndexError::Dimensions { expected: 2, found: 3 }));
    }
}

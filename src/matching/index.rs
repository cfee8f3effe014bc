//! The phrasings of a knowledge as a matrix, and the closest entries to a question.
//!
//! Meaning comes first: the cosine of question and phrasing, for every phrasing. Words and letters are added for the
//! best of those, so that exact names and mistyped words count. One fixed combination serves every knowledge.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use ndarray::Array2;
use ndarray::ArrayView2;
use ndarray::Axis;
use ndarray::s;

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::matching::coarse::Coarse;
use crate::matching::coarse::Estimates;
use crate::matching::completion::Completer;
use crate::matching::completion::Completions;
use crate::matching::completion::Fit;
use crate::matching::completion::Likely;
use crate::matching::crossings;
use crate::matching::crossings::Crossing;
use crate::matching::language;
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

/// An entry that has so much of the letters that somebody has typed is suggested: a word with a typing error in it has
/// half of its letters right, mostly.
const ALIKE_FROM: f32 = 0.4;

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
    /// The same in eight bits; `None` for vectors too long for it.
    coarse: Option<Coarse>,
    entries: Vec<Indexed>,
    /// Of each entry.
    spans: Vec<Span>,
    words: Words,
    letters: Letters,
    topics: Topics,
    completer: Completer,
    /// Rows of each normalized phrasing, for the rule that a question equal to a phrasing is its entry's.
    exact: HashMap<String, Vec<usize>>,
    /// Languages other than English that phrasings are in; found out when the first question is in one.
    languages: OnceLock<HashSet<&'static str>>,
}

/// One entry.
struct Indexed {
    id: EntryId,
    /// The phrasings that have a row, in row order; at least one.
    phrasings: Vec<String>,
}

/// Where an entry's rows are, and what is known of them beforehand. Apart from the rest, as every question reads all
/// of these.
struct Span {
    first_row: usize,
    rows: usize,
    /// Length of the mean of its vectors: what the mean cosine is divided by to give the cosine with the mean.
    mean_length: f32,
    /// The most that any of its rows lost in eight bits.
    lost: f32,
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

/// What speaks for an entry, before it is known whether it will be shown.
struct Evidence {
    /// Its closest row.
    row: usize,
    cosine: f32,
    words: f32,
    letters: f32,
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
        let coarse = Coarse::of(&matrix);
        let mut indexed = Vec::with_capacity(entries.len());
        let mut spans = Vec::with_capacity(entries.len());
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
                indexed.push(Indexed { id: entry.id.clone(), phrasings });
                let lost = coarse.as_ref().map_or(0.0, |coarse| coarse.lost(first_row..row));
                spans.push(Span { first_row, rows: row - first_row, mean_length, lost });
            }
        }
        let with_rows: Vec<&Entry> = entries.iter().filter(|entry| !entry.phrasings.is_empty()).collect();
        let words = Words::of(&with_rows);
        let letters = Letters::of(phrasings(entries));
        let topics = Topics::of(entries);
        let completer = Completer::of(phrasings(entries));
        Ok(Index {
            matrix,
            coarse,
            spans,
            entries: indexed,
            words,
            letters,
            topics,
            completer,
            exact,
            languages: OnceLock::new(),
        })
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
    /// The result is exact; time and memory traffic are those of reading a quarter of the matrix, see `coarse.rs`.
    ///
    /// # Panics
    /// When `vector` has another number of dimensions than the index: it comes from another model.
    #[must_use]
    pub fn closest(&self, question: &str, vector: &UnitVector, count: usize) -> Vec<Hit> {
        assert_eq!(
            self.matrix.ncols(),
            vector.as_slice().len(),
            "the question comes from another model than the index"
        );
        let shortlist = count.max(SHORTLIST).min(self.entries.len());
        let (words, letters) = (self.words.ask(question), self.letters.ask(question));
        let mut ranked: Vec<(usize, f32, Evidence)> = Vec::with_capacity(shortlist);
        for (at, meaning) in best_of(self.meanings(vector, shortlist).into_iter(), shortlist) {
            let span = &self.spans[at];
            let rows = span.closest_rows(&self.cosines(span, vector));
            let likeness = |&(row, _): &(usize, f32)| self.letters.likeness(&letters, row);
            let evidence = Evidence {
                row: rows[0].0,
                cosine: rows[0].1,
                words: self.words.share(&words, at),
                letters: rows.iter().map(likeness).fold(0.0, f32::max),
            };
            ranked.push((at, meaning + WORDS * evidence.words + LETTERS * evidence.letters, evidence));
        }
        ranked.sort_unstable_by(|(a, first, _), (b, second, _)| second.total_cmp(first).then(a.cmp(b)));
        ranked.truncate(count);
        ranked.into_iter().map(|(at, score, evidence)| self.hit(at, score, &evidence)).collect()
    }

    fn hit(&self, at: usize, score: f32, evidence: &Evidence) -> Hit {
        let entry = &self.entries[at];
        Hit {
            entry: entry.id.clone(),
            phrasing: entry.phrasings[evidence.row - self.spans[at].first_row].clone(),
            // Rounding can carry the cosine of equal vectors a little past one.
            cosine: evidence.cosine.clamp(-1.0, 1.0),
            words: evidence.words,
            letters: evidence.letters,
            score,
        }
    }

    /// Entries by number with their exact meaning, in the order of the entries: at least the best `count`.
    fn meanings(&self, vector: &UnitVector, count: usize) -> Vec<(usize, f32)> {
        let exact = |at: usize| (at, self.spans[at].meaning(&self.cosines(&self.spans[at], vector)));
        match &self.coarse {
            Some(coarse) => self.contenders(&coarse.estimates(vector.as_slice()), count).map(exact).collect(),
            None => (0..self.spans.len()).map(exact).collect(),
        }
    }

    /// Entries that may be among the best `count` by their estimates: all but those whose best case is worse than the
    /// worst case of so many others.
    fn contenders(&self, estimates: &Estimates, count: usize) -> impl Iterator<Item = usize> + use<> {
        let mut best_cases = Vec::with_capacity(self.spans.len());
        let worst_cases = self.spans.iter().map(|span| {
            let meaning = span.meaning(&estimates.cosines[span.range()]);
            let bound = span.meaning_bound(estimates.bound(span.lost));
            best_cases.push(meaning + bound);
            meaning - bound
        });
        let to_beat =
            best_of(worst_cases.enumerate(), count).into_iter().map(|(_, worst)| worst).fold(f32::INFINITY, f32::min);
        best_cases.into_iter().enumerate().filter(move |(_, best)| *best >= to_beat).map(|(at, _)| at)
    }

    /// The exact cosines of a question and the rows of an entry.
    fn cosines(&self, span: &Span, vector: &UnitVector) -> Vec<f32> {
        scan::dot_products(self.matrix.slice(s![span.range(), ..]), vector.as_slice())
    }

    /// Entries that have a phrasing equal to `question` but for case, spacing and punctuation, in their order, each
    /// with that phrasing. Two of them mean that the knowledge answers the same question twice.
    #[must_use]
    pub fn exact(&self, question: &str) -> Vec<(EntryId, String)> {
        let mut found: Vec<(EntryId, String)> = Vec::new();
        for &row in self.exact.get(&normalized(question)).into_iter().flatten() {
            let at = self.spans.partition_point(|span| span.first_row <= row) - 1;
            let (entry, first_row) = (&self.entries[at], self.spans[at].first_row);
            if found.last().is_none_or(|(id, _)| *id != entry.id) {
                found.push((entry.id.clone(), entry.phrasings[row - first_row].clone()));
            }
        }
        found
    }

    /// Whether a phrasing is equal to `question` but for case, spacing and punctuation.
    #[must_use]
    pub fn has_phrasing(&self, question: &str) -> bool {
        self.exact.contains_key(&normalized(question))
    }

    /// Whether the knowledge may have something for `question` that is in `language`, one that the model does not
    /// read: the question itself, a phrasing in that language, or most of the words.
    #[must_use]
    pub(super) fn understands(&self, question: &str, language: &str) -> bool {
        let phrasings = || self.entries.iter().flat_map(|entry| &entry.phrasings);
        let languages = || phrasings().filter_map(|phrasing| language::other_than_english(phrasing)).collect();
        self.has_phrasing(question)
            || self.words.has_most(question)
            || self.languages.get_or_init(languages).contains(language)
    }

    /// The entries that `partial`, a text that is still being typed, may be asking for by its words, `count` at most,
    /// each with its best phrasing. Equally good ones keep the order of the entries.
    #[must_use]
    pub fn complete(&self, partial: &str, count: usize) -> Completions {
        let whole = self.with_all_words(partial, count);
        let alike = if whole.len() < count { self.alike(partial, count, &whole) } else { Vec::new() };
        let likely = |rows: &[(usize, usize)]| rows.iter().map(|&(at, row)| self.likely(at, row)).collect();
        Completions { whole: likely(&whole), alike: likely(&alike), count }
    }

    /// Entries and rows that have all words of `partial`.
    fn with_all_words(&self, partial: &str, count: usize) -> Vec<(usize, usize)> {
        let Some(typed) = self.completer.ask(partial) else { return Vec::new() };
        let best_row = |(at, span): (usize, &Span)| {
            let (fit, row) = span.range().filter_map(|row| Some((self.completer.fit(&typed, row)?, row))).min()?;
            Some((fit, at, row))
        };
        let mut found: Vec<(Fit, usize, usize)> = self.spans.iter().enumerate().filter_map(best_row).collect();
        found.sort_unstable();
        found.into_iter().take(count).map(|(_, at, row)| (at, row)).collect()
    }

    /// Entries and rows that look like `partial`, but for those of `others`.
    fn alike(&self, partial: &str, count: usize, others: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let typed = self.letters.typed(partial);
        let best_row = |(at, span): (usize, &Span)| {
            let share = |row| (row, self.letters.share(&typed, row));
            let (row, share) = span.range().map(share).min_by(by_rank)?;
            (share >= ALIKE_FROM && others.iter().all(|(other, _)| *other != at)).then_some((at, row, share))
        };
        let mut found: Vec<(usize, usize, f32)> = self.spans.iter().enumerate().filter_map(best_row).collect();
        found.sort_by(|a, b| b.2.total_cmp(&a.2));
        found.into_iter().take(count).map(|(at, row, _)| (at, row)).collect()
    }

    fn likely(&self, at: usize, row: usize) -> Likely {
        let entry = &self.entries[at];
        Likely { entry: entry.id.clone(), phrasing: entry.phrasings[row - self.spans[at].first_row].clone() }
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
        let entry_of = self.entry_of_rows();
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
        let near = |((a, b), (row, other, cosine)): ((usize, usize), (usize, usize, f32))| Near {
            first: self.phrasing_at(a, row),
            second: self.phrasing_at(b, other),
            cosine: cosine.clamp(-1.0, 1.0),
        };
        closest.into_iter().map(near).collect()
    }

    /// The phrasings that, asked with themselves removed, come closest to another entry, in the order of the entries.
    /// An entry's only phrasing is never among them.
    ///
    /// Compares every phrasing with every other: a second or two for 10,000 of them.
    #[must_use]
    pub fn crossings(&self) -> Vec<Crossing> {
        let entry_of = self.entry_of_rows();
        let crossing = |crossed: crossings::CrossedRow| {
            let (from, phrasing) = self.phrasing_at(entry_of[crossed.row], crossed.row);
            let (to, phrasing_of_other) = self.phrasing_at(entry_of[crossed.other], crossed.other);
            Crossing { from, phrasing, to, phrasing_of_other, cosine: crossed.cosine.min(1.0), own: crossed.own }
        };
        crossings::crossed_rows(&self.matrix, &entry_of).into_iter().map(crossing).collect()
    }

    /// The number of each row's entry.
    fn entry_of_rows(&self) -> Vec<usize> {
        let rows = |(at, entry): (usize, &Indexed)| entry.phrasings.iter().map(move |_| at).collect::<Vec<_>>();
        self.entries.iter().enumerate().flat_map(rows).collect()
    }

    /// An entry by number, with the phrasing of one of its rows.
    fn phrasing_at(&self, at: usize, row: usize) -> (EntryId, String) {
        let (entry, first_row) = (&self.entries[at], self.spans[at].first_row);
        (entry.id.clone(), entry.phrasings[row - first_row].clone())
    }
}

impl Span {
    fn range(&self) -> Range<usize> {
        self.first_row..self.first_row + self.rows
    }

    /// How close the entry's meaning is to the question's: its best cosine, or with many phrasings a mean of the
    /// best, of the best three, and of the cosine with all of them together.
    fn meaning(&self, cosines: &[f32]) -> f32 {
        if let [only] = cosines {
            return *only;
        }
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
        let with_mean = sum / count(self.rows) / self.mean_length;
        let best_three = best.iter().sum::<f32>() / count(CLOSEST_ROWS);
        (best[0] + 0.5 * best_three + 0.3 * with_mean) / 1.8
    }

    /// How far off the meaning can be when each cosine is off by `bound` at most: no part of it changes by more, but
    /// the cosine with the mean, which is divided by the mean's length.
    fn meaning_bound(&self, bound: f32) -> f32 {
        if self.rows < GROUP_FROM {
            return bound;
        }
        bound * (1.5 + 0.3 / self.mean_length) / 1.8
    }

    /// The rows closest to the question with their cosines, best first; at least one. `cosines` are the entry's.
    fn closest_rows(&self, cosines: &[f32]) -> Vec<(usize, f32)> {
        let mut rows = best_of(self.range().zip(cosines.iter().copied()), CLOSEST_ROWS);
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
    use proptest::prelude::*;

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

    /// What `closest` gives when every row is computed exactly.
    fn without_coarse(index: &Index, vector: &UnitVector, count: usize) -> Vec<Hit> {
        let exact = |span: &Span| span.meaning(&index.cosines(span, vector));
        let mut meanings: Vec<(usize, f32)> = index.spans.iter().map(exact).enumerate().collect();
        meanings.sort_by(by_rank);
        let hit = |(at, meaning): (usize, f32)| {
            let (entry, span) = (&index.entries[at], &index.spans[at]);
            let (row, cosine) = span.closest_rows(&index.cosines(span, vector))[0];
            let phrasing = entry.phrasings[row - span.first_row].clone();
            Hit { entry: entry.id.clone(), phrasing, cosine, words: 0.0, letters: 0.0, score: meaning }
        };
        meanings.into_iter().take(count).map(hit).collect()
    }

    proptest! {
        // Most of the time goes into making the entries.
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn ruling_out_by_estimates_changes_nothing(
            sizes in prop::collection::vec(1_usize..9, 150..250),
            seed in prop::collection::vec(-1.0_f32..1.0, 16 * 64),
            question in prop::collection::vec(-1.0_f32..1.0, 16),
        ) {
            let Some(question) = UnitVector::normalized(question) else { return Ok(()) };
            let texts: Vec<Vec<String>> =
                sizes.iter().enumerate().map(|(at, &size)| (0..size).map(|n| format!("{at}x{n}")).collect()).collect();
            let entries: Vec<Entry> = texts
                .iter()
                .enumerate()
                .map(|(at, texts)| entry(&format!("e{at}"), &texts.iter().map(String::as_str).collect::<Vec<_>>()))
                .collect();
            // Rows made of two of the seeds, so that many are close to each other.
            let row = |n: usize| {
                let (a, b) = (&seed[n * 7 % 64 * 16..][..16], &seed[n * 11 % 63 * 16..][..16]);
                UnitVector::normalized(a.iter().zip(b).map(|(a, b)| a + 0.1 * b).collect())
            };
            let vectors: Vec<_> = (0..sizes.iter().sum()).map(row).collect();
            let index = Index::build(&entries, 16, &vectors).unwrap();
            for count in [1, 10, 120] {
                prop_assert_eq!(index.closest("?", &question, count), without_coarse(&index, &question, count));
            }
        }
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
    fn crossings_name_both_entries_and_phrasings() {
        let entries = [entry("a", &["a0", "a40"]), entry("b", &["b44", "b50"])];
        let index = Index::build(&entries, 2, &[at(0.0), at(40.0), at(44.0), at(50.0)]).unwrap();
        let crossings = index.crossings();
        let shown = |c: &Crossing| format!("{} {} > {} {}", c.from, c.phrasing, c.to, c.phrasing_of_other);
        let shown: Vec<String> = crossings.iter().map(shown).collect();
        assert_eq!(shown, ["a a40 > b b44", "b b44 > a a40"]);
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

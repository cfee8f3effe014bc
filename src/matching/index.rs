//! The phrasings of a knowledge as a matrix, and the closest entries to a question.
//!
//! How it is built stands in `index/build.rs`, and how entries are found in it in `ranking.rs`.

mod build;

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::OnceLock;

use ndarray::Array2;
use ndarray::s;

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::matching::answers::Answers;
use crate::matching::calibration::Calibration;
use crate::matching::coarse::Coarse;
use crate::matching::completion::Completer;
use crate::matching::completion::Completions;
use crate::matching::completion::Fit;
use crate::matching::completion::Likely;
use crate::matching::counters::Counters;
use crate::matching::crossings;
use crate::matching::crossings::Crossing;
use crate::matching::exact::Exact;
use crate::matching::guards::Guard;
use crate::matching::language;
use crate::matching::letters::Letters;
use crate::matching::ranking::Span;
use crate::matching::ranking::by_rank;
use crate::matching::same::Digest;
use crate::matching::spelling::Repaired;
use crate::matching::spelling::Spelling;
use crate::matching::topics::Topics;
use crate::matching::unit::Unit;
use crate::matching::unit::units;
use crate::matching::wording::Wording;
use crate::matching::words::Words;

use self::build::answers_of;
pub(super) use self::build::matrix_of;

/// An entry that has so much of the letters that somebody has typed is suggested: a word with a typing error in it has
/// half of its letters right, mostly.
const ALIKE_FROM: f32 = 0.4;

/// Every phrasing of the served entries as one row of a matrix, so that a dot product with a question is its cosine.
///
/// Rows of an entry lie together; a row number never leaves this file.
pub struct Index {
    /// Rows × dimensions, each row of length one.
    pub(super) matrix: Array2<f32>,
    /// The same in eight bits; `None` for vectors too long for it.
    pub(super) coarse: Option<Coarse>,
    pub(super) entries: Vec<Arc<Indexed>>,
    /// Of each entry's texts.
    digests: Vec<Digest>,
    /// Of each entry.
    pub(super) spans: Vec<Span>,
    /// What `words` and `completer` go by.
    wording: Arc<Wording>,
    pub(super) words: Words,
    spelling: Spelling,
    pub(super) letters: Letters,
    pub(super) answers: Option<Answers>,
    calibration: Calibration,
    topics: Topics,
    completer: Completer,
    guard: Guard,
    pub(super) counters: Counters,
    exact: Exact,
    /// Languages other than English that phrasings are in; found out when the first question is in one.
    languages: OnceLock<HashSet<&'static str>>,
}

/// One entry.
pub(super) struct Indexed {
    pub(super) id: EntryId,
    /// The phrasings that have a row, in row order; at least one.
    pub(super) phrasings: Vec<String>,
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
    /// There has to be one vector, or the knowledge that there is none, for each phrasing, and for each answer.
    #[error("{texts} texts came with {vectors} vectors")]
    Count {
        /// Phrasings, or answers, of the entries together.
        texts: usize,
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
    /// The index with what the entries say as a second way to be found: a vector for each of the [`answers`], in that
    /// order; `None` where the model found nothing to read.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    ///
    /// [`answers`]: crate::matching::answers::answers
    pub fn with_answers(mut self, entries: &[Entry], vectors: &[Option<UnitVector>]) -> Result<Index, IndexError> {
        self.answers = Some(answers_of(self.matrix.ncols(), entries, &units(vectors))?);
        Ok(self)
    }

    /// The index with its confidence as `calibration` has it.
    #[must_use]
    pub fn with_calibration(mut self, calibration: Calibration) -> Index {
        self.calibration = calibration;
        self
    }

    /// The index with its confidence drawn towards what it shows when it rehearses; `chatter` as for
    /// [`Index::rehearse`].
    #[must_use]
    pub fn calibrated(self, chatter: &[Option<UnitVector>]) -> Index {
        let calibration = Calibration::adapted(self.entry_count(), &self.rehearse(chatter));
        self.with_calibration(calibration)
    }

    /// What makes a confidence of a score here.
    #[must_use]
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// The index with the words that the model knows, in lower case, the most frequent first: a question's words that are
    /// among them are no typing errors.
    #[must_use]
    pub fn with_words_of_model(mut self, words: &[String]) -> Index {
        self.spelling.add_model_words(words.iter().map(String::as_str));
        self
    }

    /// The same, where `other` has them already: the two share them.
    #[must_use]
    pub fn with_words_of_model_in(mut self, other: &Index) -> Index {
        self.spelling.share_model_words(&other.spelling);
        self
    }

    /// `question` with its spelling repaired, if there is something to repair: see [`Reread`].
    ///
    /// [`Reread`]: crate::matching::asked::Reread
    #[must_use]
    pub fn repaired(&self, question: &str) -> Option<Repaired> {
        self.spelling.repaired(question)
    }

    /// The vectors that it was built from, by the text of each: of the phrasings, and of the `answers`, which are those
    /// that it was built with. Texts that the model could not read are left out.
    #[must_use]
    pub fn vectors<'a>(&'a self, answers: &'a [String]) -> HashMap<&'a str, Unit<'a>> {
        let phrasings = self.entries.iter().flat_map(|entry| &entry.phrasings);
        let rows = self.matrix.rows().into_iter();
        let rows = rows.map(|row| row.to_slice().expect("the rows lie one after the other"));
        let answers = answers.iter().filter(|text| !text.is_empty());
        let of_answers = self.answers.iter().flat_map(Answers::rows);
        let all = phrasings.zip(rows).chain(answers.zip(of_answers));
        // A text that the model could not read has a row of zeros.
        let all = all.filter(|(_, row)| row.iter().any(|&cell| cell != 0.0));
        all.map(|(text, row)| (text.as_str(), Unit::of_row(row))).collect()
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

    /// Entries that have a phrasing equal to `question` but for case, spacing and punctuation, in their order, each
    /// with that phrasing. Two of them mean that the knowledge answers the same question twice.
    #[must_use]
    pub fn exact(&self, question: &str) -> Vec<(EntryId, String)> {
        let mut found: Vec<(EntryId, String)> = Vec::new();
        for row in self.exact.rows(question) {
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
        self.exact.rows(question).next().is_some()
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

    /// What tells near twins apart.
    #[must_use]
    pub fn guard(&self) -> &Guard {
        &self.guard
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
        let rows = |(at, entry): (usize, &Arc<Indexed>)| entry.phrasings.iter().map(move |_| at).collect::<Vec<_>>();
        self.entries.iter().enumerate().flat_map(rows).collect()
    }

    /// An entry by number, with the phrasing of one of its rows.
    fn phrasing_at(&self, at: usize, row: usize) -> (EntryId, String) {
        let (entry, first_row) = (&self.entries[at], self.spans[at].first_row);
        (entry.id.clone(), entry.phrasings[row - first_row].clone())
    }
}

#[cfg(test)]
mod tests;

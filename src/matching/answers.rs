//! Evidence from answers: how close a question is to what an entry says, not only to how it is asked for.
//!
//! People describe a problem in words that the answer uses and no stored phrasing does. Each entry has one vector more
//! for that, of its first phrasing and its answer together.

use ndarray::Array2;

use crate::entry::Entry;
use crate::matching::coarse::Coarse;
use crate::matching::coarse::Estimates;
use crate::matching::index::IndexError;
use crate::matching::index::matrix_of;
use crate::matching::scan;
use crate::matching::unit::Unit;

/// The vectors of the answers, one for each entry that can be found.
pub(super) struct Answers {
    /// Entries × dimensions; zeros for an answer that the model could not read.
    matrix: Array2<f32>,
    /// The same in eight bits; `None` for vectors too long for it.
    coarse: Option<Coarse>,
}

/// The texts that [`Index::with_answers`](crate::matching::index::Index::with_answers) wants vectors for: one for each
/// entry, in order, empty for an entry that cannot be found as it has no phrasing.
#[must_use]
pub fn answers(entries: &[Entry]) -> Vec<String> {
    answers_of(entries.iter())
}

/// The same of entries that lie elsewhere.
#[must_use]
pub fn answers_of<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<String> {
    let text = |entry: &Entry| {
        entry.phrasings.first().map(|first| format!("{} {}", first.as_str(), entry.answer)).unwrap_or_default()
    };
    entries.map(text).collect()
}

impl Answers {
    /// Of `vectors`, one for each entry that can be found.
    ///
    /// # Errors
    /// [`IndexError::Dimensions`] when one comes from another model.
    pub(super) fn of(dimensions: usize, vectors: &[Option<Unit<'_>>]) -> Result<Answers, IndexError> {
        let matrix = matrix_of(dimensions, vectors.iter().copied())?;
        let coarse = Coarse::of(&matrix);
        Ok(Answers { matrix, coarse })
    }

    /// The vectors, in the order of the entries that can be found.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.matrix.rows().into_iter().map(|row| row.to_slice().expect("the rows lie one after the other"))
    }

    /// The cosine of a question with every answer, about; `None` where only the exact ones can be had.
    pub(super) fn estimates(&self, vector: &[f32]) -> Option<Estimates> {
        self.coarse.as_ref().map(|coarse| coarse.estimates(vector))
    }

    /// How far off the estimate for an entry can be.
    pub(super) fn bound(&self, estimates: &Estimates, entry: usize) -> f32 {
        self.coarse.as_ref().map_or(0.0, |coarse| estimates.bound(coarse.lost(entry..entry + 1)))
    }

    /// The cosine of a question with the answer of `entry`, -1 to 1.
    pub(super) fn cosine(&self, vector: &[f32], entry: usize) -> f32 {
        scan::dot_products(self.matrix.slice(ndarray::s![entry..entry + 1, ..]), vector)[0]
    }
}

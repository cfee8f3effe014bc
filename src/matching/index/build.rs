//! How an index is built: from nothing, or from a former one of which most entries stay.
//!
//! Both ways give the same index to the last bit. What depends on an entry alone is kept with it, and what depends on
//! all of them is worked out anew from that, in the same order.

use std::sync::Arc;
use std::sync::OnceLock;
use std::thread;

use ndarray::Array2;
use ndarray::ArrayView2;
use ndarray::Axis;
use ndarray::s;

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::matching::answers::Answers;
use crate::matching::calibration::Calibration;
use crate::matching::coarse::Coarse;
use crate::matching::completion::Completer;
use crate::matching::counters::Counters;
use crate::matching::exact::Exact;
use crate::matching::guards::Guard;
use crate::matching::index::Index;
use crate::matching::index::IndexError;
use crate::matching::index::Indexed;
use crate::matching::index::phrasings;
use crate::matching::letters::Letters;
use crate::matching::parallel::joined;
use crate::matching::ranking::Span;
use crate::matching::same::Digest;
use crate::matching::same::Same;
use crate::matching::same::digest;
use crate::matching::scan;
use crate::matching::spelling::Spelling;
use crate::matching::topics::Topics;
use crate::matching::unit::Unit;
use crate::matching::unit::units;
use crate::matching::wording::Wording;
use crate::matching::words::Words;

impl Index {
    /// An index of `entries`, with a vector for each of their [`phrasings`], in that order. `None` stands for a
    /// phrasing the model could not read; it is then found by the exact rule alone.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and phrasings do not belong together.
    pub fn build(entries: &[Entry], dimensions: usize, vectors: &[Option<UnitVector>]) -> Result<Index, IndexError> {
        Index::built(None, entries, dimensions, &units(vectors))
    }

    /// The same index as [`Index::build`] and [`Index::with_answers`] make, sooner where most entries are as `former` has
    /// them, since their texts are not read again; and with the words of the model that it has.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    pub fn rebuild(
        former: &Index,
        entries: &[Entry],
        dimensions: usize,
        phrasings: &[Option<Unit<'_>>],
        answers: &[Option<Unit<'_>>],
    ) -> Result<Index, IndexError> {
        let mut index = Index::built(Some(former), entries, dimensions, phrasings)?;
        index.answers = Some(answers_of(dimensions, entries, answers)?);
        Ok(index)
    }

    fn built(
        former: Option<&Index>,
        entries: &[Entry],
        dimensions: usize,
        vectors: &[Option<Unit<'_>>],
    ) -> Result<Index, IndexError> {
        let phrasing_count = phrasings(entries).count();
        if phrasing_count != vectors.len() {
            return Err(IndexError::Count { texts: phrasing_count, vectors: vectors.len() });
        }
        let with_rows: Vec<&Entry> = entries.iter().filter(|entry| !entry.phrasings.is_empty()).collect();
        let with_rows = &with_rows[..];
        let digests: Vec<Digest> = with_rows.iter().map(|entry| digest(entry)).collect();
        let places = with_rows.iter().zip(&digests);
        let same: Vec<Option<Same>> = places.map(|(entry, digest)| former?.same_as(entry, digest)).collect();
        let same = &same[..];
        // The parts take about as long as each other when most entries stay, and so keep two cores busy; from nothing,
        // the guard takes about as long as all the others.
        let (guard, meaning, (exact, letters), wording, words, spelling, topics) = thread::scope(|scope| {
            let guard = scope.spawn(|| Guard::rebuilt(former.map(Index::guard), with_rows, same));
            let meaning = scope.spawn(|| meaning(with_rows, dimensions, vectors));
            let by_letters = scope.spawn(|| {
                let exact = Exact::of(with_rows, former.map(|former| &former.exact), same);
                (exact, Letters::of(with_rows, former.map(|former| &former.letters), same))
            });
            let wording = Wording::of(with_rows, former.map(|former| &*former.wording), same);
            let wording = Arc::new(wording);
            let words = Words::of(Arc::clone(&wording));
            let spelling = match former {
                Some(former) => former.spelling.with_knowledge(words.vocabulary()),
                None => Spelling::of(words.vocabulary()),
            };
            let topics = Topics::of(entries);
            (joined(guard), joined(meaning), joined(by_letters), wording, words, spelling, topics)
        });
        let Meaning { matrix, coarse, spans } = meaning?;
        Ok(Index {
            matrix,
            coarse,
            entries: with_rows.iter().zip(same).map(|(entry, same)| indexed(entry, former, *same)).collect(),
            digests,
            spans,
            completer: Completer::of(Arc::clone(&wording)),
            wording,
            words,
            letters,
            answers: None,
            calibration: Calibration::prior(with_rows.len()),
            spelling,
            topics,
            guard,
            counters: Counters::default(),
            exact,
            languages: OnceLock::new(),
        })
    }

    /// Where it has an entry with the same texts under the same id.
    fn same_as(&self, entry: &Entry, digest: &Digest) -> Option<Same> {
        let at = self.guard.number(&entry.id).filter(|at| self.digests[*at] == *digest)?;
        Some(Same { entry: at, first_row: self.spans[at].first_row })
    }
}

fn indexed(entry: &Entry, former: Option<&Index>, same: Option<Same>) -> Arc<Indexed> {
    match (former, same) {
        (Some(former), Some(same)) => Arc::clone(&former.entries[same.entry]),
        _ => {
            let phrasings = entry.phrasings.iter().map(|phrasing| phrasing.as_str().to_owned()).collect();
            Arc::new(Indexed { id: entry.id.clone(), phrasings })
        }
    }
}

/// The vectors of all phrasings.
struct Meaning {
    matrix: Array2<f32>,
    coarse: Option<Coarse>,
    spans: Vec<Span>,
}

fn meaning(with_rows: &[&Entry], dimensions: usize, vectors: &[Option<Unit<'_>>]) -> Result<Meaning, IndexError> {
    let matrix = matrix_of(dimensions, vectors.iter().copied())?;
    let coarse = Coarse::of(&matrix);
    let mut spans = Vec::with_capacity(with_rows.len());
    let mut first_row = 0;
    for entry in with_rows {
        let rows = entry.phrasings.len();
        let range = first_row..first_row + rows;
        let mean_length = mean_length(&matrix.slice(s![range.clone(), ..]));
        let lost = coarse.as_ref().map_or(0.0, |coarse| coarse.lost(range));
        spans.push(Span { first_row, rows, mean_length, lost });
        first_row += rows;
    }
    Ok(Meaning { matrix, coarse, spans })
}

/// Of `vectors`, one for each of all entries, those of the entries that can be found.
///
/// # Errors
/// [`IndexError`] when vectors and entries do not belong together.
pub(super) fn answers_of(
    dimensions: usize,
    entries: &[Entry],
    vectors: &[Option<Unit<'_>>],
) -> Result<Answers, IndexError> {
    if entries.len() != vectors.len() {
        return Err(IndexError::Count { texts: entries.len(), vectors: vectors.len() });
    }
    let found = entries.iter().zip(vectors).filter(|(entry, _)| !entry.phrasings.is_empty());
    let vectors: Vec<Option<Unit<'_>>> = found.map(|(_, vector)| *vector).collect();
    Answers::of(dimensions, &vectors)
}

/// One row for each vector. A text without one keeps its row: all zeros, a cosine of zero with everything.
///
/// # Errors
/// [`IndexError::Dimensions`] when a vector comes from another model.
pub(in crate::matching) fn matrix_of<'a>(
    dimensions: usize,
    vectors: impl ExactSizeIterator<Item = Option<Unit<'a>>>,
) -> Result<Array2<f32>, IndexError> {
    let rows = vectors.len();
    let mut cells = Vec::with_capacity(rows * dimensions);
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
    Ok(Array2::from_shape_vec((rows, dimensions), cells).expect("one row was pushed per vector"))
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
mod tests;

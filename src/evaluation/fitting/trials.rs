//! Asks a set's questions in every setting, through the index that people's questions go through.

use std::collections::BTreeSet;

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::evaluation::Subject;
use crate::evaluation::cases::Case;
use crate::evaluation::fitting::Tried;
use crate::evaluation::fitting::settings;
use crate::evaluation::fitting::settings::Cut;
use crate::matching::asked::Asked;
use crate::matching::asked::Reread;
use crate::matching::confidence::FIELD;
use crate::matching::confidence::Features;
use crate::matching::index::Index;
use crate::matching::index::IndexError;
use crate::matching::judgement::ranked;
use crate::matching::rehearsal::Rehearsal;
use crate::matching::screening::screen_for;
use crate::matching::spelling::Repaired;

/// What became of a question that is no stored phrasing word for word: that rule needs no confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Of the best candidate.
    pub features: Features,
    /// Whether it is right.
    pub right: bool,
    /// Cosine of the question and the closest phrasing of all, -1 to 1.
    pub cosine: f32,
    /// Whether the entry of that phrasing is right.
    pub closest_is_right: bool,
}

/// One knowledge and what became of all questions put to it.
#[derive(Clone, Debug)]
pub struct Trial {
    /// How many entries it had.
    pub entries: usize,
    /// A row for each question.
    pub rows: Vec<Row>,
    /// What it showed of itself.
    pub rehearsal: Rehearsal,
}

/// The questions with their spelling repaired, as far as it needs that in any of the settings: each wants a vector
/// before the set can be [`tried`].
///
/// # Errors
/// [`IndexError`] when vectors and entries do not belong together.
pub fn rereadings(set: &Subject<'_>) -> Result<BTreeSet<String>, IndexError> {
    let mut texts = BTreeSet::new();
    for (_, cuts) in settings::cuts(&phrasing_counts(set)) {
        for cut in cuts {
            let index = index(set, &cut)?;
            let askable = asked(set).filter(|(case, _)| screen_for(&index, &case.text, set.reads).is_ok());
            texts.extend(askable.filter_map(|(case, _)| Some(index.repaired(&case.text)?.text)));
        }
    }
    Ok(texts)
}

/// What becomes of the set's questions in every setting; its reread vectors are those of the [`rereadings`].
///
/// # Errors
/// [`IndexError`] when vectors and entries do not belong together.
pub fn tried(set: &Subject<'_>) -> Result<Vec<Tried>, IndexError> {
    let cosines = Cosines::of(set);
    let mut all = Vec::new();
    for (setting, cuts) in settings::cuts(&phrasing_counts(set)) {
        let trials: Result<Vec<Trial>, IndexError> = cuts.iter().map(|cut| trial(set, cut, &cosines)).collect();
        all.push(Tried { setting, trials: trials? });
    }
    Ok(all)
}

fn trial(set: &Subject<'_>, cut: &Cut, cosines: &Cosines) -> Result<Trial, IndexError> {
    let index = index(set, cut)?;
    let mut rows = Vec::new();
    for ((case, vector), cosines) in asked(set).zip(&cosines.rows) {
        if screen_for(&index, &case.text, set.reads).is_err() || !index.exact(&case.text).is_empty() {
            continue;
        }
        let repaired = index.repaired(&case.text);
        let reread = repaired.as_ref().zip(set.reread_vectors).and_then(|(Repaired { text, .. }, all)| {
            all.get(text).map(|vector| Reread { text, vector: vector.as_ref() })
        });
        let candidates = ranked(&index, &Asked { text: &case.text, vector: Some(vector), reread }, FIELD);
        let (Some(best), Some((closest, cosine))) = (candidates.first(), cosines.closest(cut)) else { continue };
        rows.push(Row {
            features: best.features,
            right: case.right.contains(&best.entry),
            cosine,
            closest_is_right: case.right.contains(&set.entries[closest].id),
        });
    }
    Ok(Trial { entries: index.entry_count(), rows, rehearsal: index.rehearse(set.chatter_vectors) })
}

/// The questions that the model found something to read in, with their vectors.
fn asked<'a>(set: &Subject<'a>) -> impl Iterator<Item = (&'a Case, &'a UnitVector)> {
    set.cases.iter().zip(set.case_vectors).filter_map(|(case, vector)| Some((case, vector.as_ref()?)))
}

fn phrasing_counts(set: &Subject<'_>) -> Vec<usize> {
    set.entries.iter().map(|entry| entry.phrasings.len()).collect()
}

/// An index over what the cut leaves.
fn index(set: &Subject<'_>, cut: &Cut) -> Result<Index, IndexError> {
    let (mut entries, mut vectors, mut answers) = (Vec::new(), Vec::new(), Vec::new());
    let mut row = 0;
    for (at, entry) in set.entries.iter().enumerate() {
        let first = row;
        row += entry.phrasings.len();
        if cut.entries.binary_search(&at).is_ok() {
            let kept = entry.phrasings.len().min(cut.phrasings);
            let mut entry = entry.clone();
            entry.phrasings.truncate(kept);
            entries.push(entry);
            vectors.extend_from_slice(set.phrasing_vectors.get(first..first + kept).unwrap_or_default());
            answers.extend(set.answer_vectors.get(at).cloned());
        }
    }
    let index = Index::build(&entries, set.dimensions, &vectors)?.with_answers(&entries, &answers)?;
    Ok(index.with_words_of_model(set.model_words))
}

/// The cosines of every question that has a vector with every phrasing, computed once for all settings.
struct Cosines {
    rows: Vec<OfQuestion>,
}

/// By entry and phrasing.
struct OfQuestion(Vec<Vec<f32>>);

impl Cosines {
    fn of(set: &Subject<'_>) -> Cosines {
        let of_question = |(_, question): (&Case, &UnitVector)| {
            let mut vectors = set.phrasing_vectors.iter();
            let cosine = |vector: &Option<UnitVector>| vector.as_ref().map_or(0.0, |vector| dot(vector, question));
            let of_entry = |entry: &Entry| vectors.by_ref().take(entry.phrasings.len()).map(cosine).collect();
            OfQuestion(set.entries.iter().map(of_entry).collect())
        };
        Cosines { rows: asked(set).map(of_question).collect() }
    }
}

impl OfQuestion {
    /// The entry of the closest phrasing, the first of equals, and how close that is.
    fn closest(&self, cut: &Cut) -> Option<(usize, f32)> {
        let mut best: Option<(usize, f32)> = None;
        for &at in &cut.entries {
            let cosines = &self.0[at];
            let cosine = cosines.iter().take(cut.phrasings).copied().fold(f32::NEG_INFINITY, f32::max);
            if best.is_none_or(|(_, other)| cosine > other) {
                best = Some((at, cosine));
            }
        }
        best.filter(|(_, cosine)| cosine.is_finite())
    }
}

/// In eight sums, which the compiler can keep in one register.
fn dot(a: &UnitVector, b: &UnitVector) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_slice().as_chunks::<8>(), b.as_slice().as_chunks::<8>());
    let mut sums = [0.0_f32; 8];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

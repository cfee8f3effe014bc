//! Measures the matching on labelled questions: what [`run`] does with a question is what people get.
//!
//! [`cases`] reads the questions, [`variants`] makes them harder, [`scores`] adds up, [`report`] shows.

pub mod cases;
pub mod report;
pub mod scores;
pub mod variants;

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::evaluation::cases::Case;
use crate::matching::confidence::FIELD;
use crate::matching::index::Index;
use crate::matching::index::IndexError;
use crate::matching::judgement::Bars;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::judge;
use crate::matching::screening::Reads;
use crate::matching::screening::screen_for;

/// A labelled question and what became of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The question as it was asked.
    pub question: String,
    /// The entries that are right; none for a question out of scope.
    pub right: Vec<EntryId>,
    /// What the matching made of it, with at least ten candidates if there are so many entries.
    pub judgement: Judgement,
}

impl Outcome {
    /// Whether some entry answers the question.
    #[must_use]
    pub fn in_scope(&self) -> bool {
        !self.right.is_empty()
    }

    /// The place of the first right entry among the candidates, from 1; `None` when it is not among them.
    #[must_use]
    pub fn rank(&self) -> Option<usize> {
        self.judgement.candidates.iter().position(|candidate| self.right.contains(&candidate.entry)).map(|at| at + 1)
    }

    /// Whether the best candidate is right.
    #[must_use]
    pub fn first_is_right(&self) -> bool {
        self.rank() == Some(1)
    }
}

/// Entries and cases with the vectors of one model.
pub struct Subject<'a> {
    /// What may be answered with.
    pub entries: &'a [Entry],
    /// What is asked.
    pub cases: &'a [Case],
    /// Number of components of each vector.
    pub dimensions: usize,
    /// One for each phrasing of each entry, in order.
    pub phrasing_vectors: &'a [Option<UnitVector>],
    /// One for each case, in order; `None` where the model found nothing to read.
    pub case_vectors: &'a [Option<UnitVector>],
    /// What the model reads.
    pub reads: Reads,
    /// Where the verdicts begin.
    pub bars: Bars,
}

impl Subject<'_> {
    /// What becomes of every case.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    pub fn run(&self) -> Result<Vec<Outcome>, IndexError> {
        let index = Index::build(self.entries, self.dimensions, self.phrasing_vectors)?;
        Ok(run(&index, self.cases, self.case_vectors, self.reads, &self.bars))
    }

    /// What becomes of every case in each of [`variants::FOLDS`] knowledges, a part of the entries missing from each.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    pub fn run_leaving_out(&self) -> Result<Vec<Outcome>, IndexError> {
        let mut outcomes = Vec::with_capacity(self.cases.len() * variants::FOLDS);
        for fold in 0..variants::FOLDS {
            let mut entries = Vec::new();
            let mut vectors = Vec::new();
            let mut row = 0;
            for (at, entry) in self.entries.iter().enumerate() {
                let rows = row..row + entry.phrasings.len();
                row = rows.end;
                if !variants::left_out(at, fold) {
                    entries.push(entry.clone());
                    vectors.extend_from_slice(self.phrasing_vectors.get(rows).unwrap_or_default());
                }
            }
            let index = Index::build(&entries, self.dimensions, &vectors)?;
            let cases = variants::against(self.cases, &entries);
            outcomes.extend(run(&index, &cases, self.case_vectors, self.reads, &self.bars));
        }
        Ok(outcomes)
    }
}

/// Asks `index` every case. `vectors` holds one vector per case, `None` where the model found nothing to read.
///
/// # Panics
/// When there are not as many vectors as cases.
#[must_use]
pub fn run(index: &Index, cases: &[Case], vectors: &[Option<UnitVector>], reads: Reads, bars: &Bars) -> Vec<Outcome> {
    assert_eq!(cases.len(), vectors.len(), "every case needs its vector, or the knowledge that it has none");
    let outcome = |(case, vector): (&Case, &Option<UnitVector>)| {
        let judgement = match screen_for(index, &case.text, reads) {
            Ok(()) => judge(index, &case.text, vector.as_ref(), bars, FIELD),
            Err(unaskable) => Judgement::unaskable(unaskable),
        };
        Outcome { question: case.text.clone(), right: case.right.clone(), judgement }
    };
    cases.iter().zip(vectors).map(outcome).collect()
}

//! Measures the matching on labelled questions: what [`run`] does with a question is what people get.
//!
//! [`cases`] reads the questions, [`variants`] makes them harder, [`plain`] is what the matching has to beat. [`scores`]
//! and [`curves`] add up, [`confusions`] says what was taken for what, [`report`] and [`page`] show.

pub mod cases;
pub mod confusions;
pub mod curves;
pub mod page;
pub mod plain;
pub mod report;
pub mod scores;
pub mod variants;

use std::ops::Range;

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::evaluation::cases::Case;
use crate::evaluation::scores::Fate;
use crate::evaluation::scores::Mark;
use crate::evaluation::variants::Part;
use crate::matching::confidence::FIELD;
use crate::matching::index::Index;
use crate::matching::index::IndexError;
use crate::matching::judgement::Bars;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::judge;
use crate::matching::screening::Reads;
use crate::matching::screening::screen;

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

    /// What it came to for whoever asked.
    #[must_use]
    pub fn fate(&self) -> Fate {
        let offered = &self.judgement.candidates[..self.judgement.offered];
        let shown = offered.iter().any(|candidate| self.right.contains(&candidate.entry));
        Fate::of(self.in_scope(), self.judgement.verdict, shown)
    }

    /// As far as the figures need it.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { rank: self.rank(), confidence: self.judgement.confidence(), fate: self.fate() }
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
    /// What becomes of every case in each of `parts`, one part after the other.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    pub fn run_on(&self, parts: &[Part]) -> Result<Vec<Outcome>, IndexError> {
        let rows = self.rows();
        let mut outcomes = Vec::with_capacity(self.cases.len() * parts.len());
        for part in parts {
            let entries: Vec<Entry> = part.iter().map(|&at| self.entries[at].clone()).collect();
            let vectors = part.iter().flat_map(|&at| self.phrasing_vectors.get(rows[at].clone()).unwrap_or_default());
            let vectors: Vec<Option<UnitVector>> = vectors.cloned().collect();
            let index = Index::build(&entries, self.dimensions, &vectors)?;
            let cases = variants::against(self.cases, &entries);
            outcomes.extend(run(&index, &cases, self.case_vectors, self.reads, &self.bars));
        }
        Ok(outcomes)
    }

    /// Where each entry's phrasings are among [`Subject::phrasing_vectors`].
    fn rows(&self) -> Vec<Range<usize>> {
        let ends = self.entries.iter().scan(0, |row, entry| {
            let first = *row;
            *row += entry.phrasings.len();
            Some(first..*row)
        });
        ends.collect()
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
        let judgement = match screen(&case.text, reads) {
            Ok(()) => judge(index, &case.text, vector.as_ref(), bars, FIELD),
            Err(unaskable) => Judgement::unaskable(unaskable),
        };
        Outcome { question: case.text.clone(), right: case.right.clone(), judgement }
    };
    cases.iter().zip(vectors).map(outcome).collect()
}

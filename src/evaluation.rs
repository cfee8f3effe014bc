//! Measures the matching on labelled questions: what [`Subject::run`] does with a question is what people get.
//!
//! [`cases`] reads the questions, [`variants`] makes them harder, [`scores`] adds up, [`report`] shows. [`twins`]
//! measures pairs of questions that differ in one word. [`fitting`] learns what every confidence starts from.

pub mod cases;
pub mod fitting;
pub mod report;
pub mod scores;
pub mod twins;
pub mod variants;

use std::collections::BTreeSet;
use std::collections::HashMap;

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::evaluation::cases::Case;
use crate::matching::confidence::FIELD;
use crate::matching::index::Index;
use crate::matching::index::IndexError;
use crate::matching::judgement::Asked;
use crate::matching::calibration::Target;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::Reread;
use crate::matching::judgement::judge;
use crate::matching::screening::Reads;
use crate::matching::screening::screen;
use crate::matching::spelling::Repaired;

/// A labelled question and what became of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The question as it was asked.
    pub question: String,
    /// The same with its spelling repaired, where it needed that.
    pub repaired: Option<Repaired>,
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
    /// One for each of the [`answers`](crate::matching::answers::answers), in order; none for matching by phrasings alone.
    pub answer_vectors: &'a [Option<UnitVector>],
    /// One for each line of [`CHATTER`](crate::matching::chatter::CHATTER); none to rehearse without.
    pub chatter_vectors: &'a [Option<UnitVector>],
    /// One for each case, in order; `None` where the model found nothing to read.
    pub case_vectors: &'a [Option<UnitVector>],
    /// Of each of the [`Subject::rereadings`]; `None` to take every question as it is typed.
    pub reread_vectors: Option<&'a HashMap<String, Option<UnitVector>>>,
    /// The words that the model has whole.
    pub model_words: &'a [String],
    /// What the model reads.
    pub reads: Reads,
    /// The share of the answers that should be right.
    pub target: Target,
}

impl Subject<'_> {
    /// The questions with their spelling repaired, as far as it needs that: each wants a vector before the subject can be
    /// run. What is a typing error depends on the words of the knowledge, so it may do so on what is left out.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    pub fn rereadings(&self, leaving_out: bool) -> Result<BTreeSet<String>, IndexError> {
        let mut texts = BTreeSet::new();
        for fold in folds(leaving_out) {
            let (index, _) = self.index(fold)?;
            let asked = self.cases.iter().filter(|case| screen(&case.text, self.reads).is_ok());
            texts.extend(asked.filter_map(|case| Some(index.repaired(&case.text)?.text)));
        }
        Ok(texts)
    }

    /// What becomes of every case; with `leaving_out` in each of [`variants::FOLDS`] knowledges, a part of the entries
    /// missing from each.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    ///
    /// # Panics
    /// When there are not as many vectors as cases, or a rereading has none.
    pub fn run(&self, leaving_out: bool) -> Result<Vec<Outcome>, IndexError> {
        assert_eq!(self.cases.len(), self.case_vectors.len(), "every case needs its vector, or that it has none");
        let mut outcomes = Vec::new();
        for fold in folds(leaving_out) {
            let (index, entries) = self.index(fold)?;
            let index = index.calibrated(self.chatter_vectors);
            let cases = if leaving_out { variants::against(self.cases, &entries) } else { self.cases.to_vec() };
            let outcome = |(case, vector): (&Case, &Option<UnitVector>)| {
                let (repaired, judgement) = self.judgement(&index, &case.text, vector.as_ref());
                Outcome { question: case.text.clone(), repaired, right: case.right.clone(), judgement }
            };
            outcomes.extend(cases.iter().zip(self.case_vectors).map(outcome));
        }
        Ok(outcomes)
    }

    /// An index over the entries, but for those that are left out in `fold`, with the entries that it is over.
    fn index(&self, fold: Option<usize>) -> Result<(Index, Vec<Entry>), IndexError> {
        let mut entries = Vec::new();
        let (mut vectors, mut answers) = (Vec::new(), Vec::new());
        let mut row = 0;
        for (at, entry) in self.entries.iter().enumerate() {
            let rows = row..row + entry.phrasings.len();
            row = rows.end;
            if fold.is_none_or(|fold| !variants::left_out(at, fold)) {
                entries.push(entry.clone());
                vectors.extend_from_slice(self.phrasing_vectors.get(rows).unwrap_or_default());
                answers.extend(self.answer_vectors.get(at).cloned());
            }
        }
        let mut index = Index::build(&entries, self.dimensions, &vectors)?.with_words_of_model(self.model_words);
        if !self.answer_vectors.is_empty() {
            index = index.with_answers(&entries, &answers)?;
        }
        Ok((index, entries))
    }

    /// What the service makes of a question.
    fn judgement(&self, index: &Index, text: &str, vector: Option<&UnitVector>) -> (Option<Repaired>, Judgement) {
        if let Err(unaskable) = screen(text, self.reads) {
            return (None, Judgement::unaskable(unaskable));
        }
        let repaired = self.reread_vectors.and_then(|_| index.repaired(text));
        let reread = repaired.as_ref().map(|Repaired { text, .. }| Reread {
            text,
            vector: self.reread_vectors.and_then(|vectors| vectors.get(text)).expect("every rereading was embedded").as_ref(),
        });
        let judgement = judge(index, &Asked { text, vector, reread }, self.target, FIELD);
        (repaired, judgement)
    }
}

fn folds(leaving_out: bool) -> Vec<Option<usize>> {
    if leaving_out { (0..variants::FOLDS).map(Some).collect() } else { vec![None] }
}

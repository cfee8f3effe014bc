//! Measures the matching on labelled questions: what [`Subject::run`] does with a question is what people get.
//!
//! [`cases`] reads the questions, [`variants`] makes them harder, [`plain`] is what the matching has to beat. [`marks`]
//! say what each question came to, [`scores`] and [`curves`] add up, [`confusions`] says what was taken for what,
//! [`report`] and [`page`] show. [`posts`] measures whole posts of questions, [`twins`] pairs of questions that differ in
//! one word. [`fitting`] learns what every confidence starts from.

pub mod cases;
pub mod confusions;
pub mod curves;
pub mod fitting;
pub mod marks;
pub mod page;
pub mod plain;
pub mod posts;
pub mod report;
pub mod scores;
pub mod twins;
pub mod variants;

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::ops::Range;

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::evaluation::cases::Case;
use crate::evaluation::marks::Fate;
use crate::evaluation::marks::Mark;
use crate::evaluation::variants::Part;
use crate::matching::asked::Asked;
use crate::matching::asked::Reread;
use crate::matching::calibration::Target;
use crate::matching::confidence::FIELD;
use crate::matching::index::Index;
use crate::matching::index::IndexError;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::judge_ranked;
use crate::matching::judgement::ranked;
use crate::matching::screening::Reads;
use crate::matching::screening::Unaskable;
use crate::matching::screening::screen_for;
use crate::matching::second_look;
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

/// A question and a stored phrasing.
pub type Pair = (String, String);

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
    /// What the cross-encoder makes of each of the [`Subject::pairs`]; `None` to take no second look.
    pub read: Option<&'a HashMap<Pair, f32>>,
    /// The words that the model has whole.
    pub model_words: &'a [String],
    /// What the model reads.
    pub reads: Reads,
    /// The share of the answers that should be right.
    pub target: Target,
}

impl Subject<'_> {
    /// The questions with their spelling repaired, as far as it needs that: each wants a vector before the subject can be
    /// run on `parts`. What is a typing error depends on the words of the knowledge, so it may do so on what is left out.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    pub fn rereadings(&self, parts: &[Part]) -> Result<BTreeSet<String>, IndexError> {
        let mut texts = BTreeSet::new();
        for part in parts {
            let (index, _) = self.index(part)?;
            let asked = self.cases.iter().filter(|case| screen_for(&index, &case.text, self.reads).is_ok());
            texts.extend(asked.filter_map(|case| Some(index.repaired(&case.text)?.text)));
        }
        Ok(texts)
    }

    /// The questions and phrasings that a second look reads when the subject is run on `parts`.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    pub fn pairs(&self, parts: &[Part]) -> Result<BTreeSet<Pair>, IndexError> {
        let mut pairs = BTreeSet::new();
        for part in parts {
            let index = self.index(part)?.0.calibrated(self.chatter_vectors);
            for (case, vector) in self.cases.iter().zip(self.case_vectors) {
                let read = |asked: &Asked<'_>| second_look::pairs(asked, &ranked(&index, asked, FIELD));
                // What cannot be asked is not read.
                pairs
                    .extend(self.ask(&index, &case.text, vector.as_ref(), read).into_iter().flat_map(|(_, read)| read));
            }
        }
        Ok(pairs)
    }

    /// What becomes of every case in each of `parts`, one part after the other.
    ///
    /// # Errors
    /// [`IndexError`] when vectors and entries do not belong together.
    ///
    /// # Panics
    /// When there are not as many vectors as cases, or a rereading has none.
    pub fn run(&self, parts: &[Part]) -> Result<Vec<Outcome>, IndexError> {
        assert_eq!(self.cases.len(), self.case_vectors.len(), "every case needs its vector, or that it has none");
        let mut outcomes = Vec::with_capacity(self.cases.len() * parts.len());
        for part in parts {
            let (index, entries) = self.index(part)?;
            let index = index.calibrated(self.chatter_vectors);
            let cases = variants::against(self.cases, &entries);
            let outcome = |(case, vector): (&Case, &Option<UnitVector>)| {
                let (repaired, judgement) = self.judgement(&index, &case.text, vector.as_ref());
                Outcome { question: case.text.clone(), repaired, right: case.right.clone(), judgement }
            };
            outcomes.extend(cases.iter().zip(self.case_vectors).map(outcome));
        }
        Ok(outcomes)
    }

    /// An index over the entries in `part`, with these entries.
    fn index(&self, part: &Part) -> Result<(Index, Vec<Entry>), IndexError> {
        let rows = self.rows();
        let entries: Vec<Entry> = part.iter().map(|&at| self.entries[at].clone()).collect();
        let vectors = part.iter().flat_map(|&at| self.phrasing_vectors.get(rows[at].clone()).unwrap_or_default());
        let vectors: Vec<Option<UnitVector>> = vectors.cloned().collect();
        let mut index = Index::build(&entries, self.dimensions, &vectors)?.with_words_of_model(self.model_words);
        if !self.answer_vectors.is_empty() {
            let answers: Vec<Option<UnitVector>> =
                part.iter().filter_map(|&at| self.answer_vectors.get(at).cloned()).collect();
            index = index.with_answers(&entries, &answers)?;
        }
        Ok((index, entries))
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

    /// What the service makes of a question.
    fn judgement(&self, index: &Index, text: &str, vector: Option<&UnitVector>) -> (Option<Repaired>, Judgement) {
        let asked = self.ask(index, text, vector, |asked| {
            let mut candidates = ranked(index, asked, FIELD);
            if let Some(all) = self.read {
                let pairs = second_look::pairs(asked, &candidates);
                let read: Vec<f32> = pairs.iter().map(|pair| *all.get(pair).expect("every pair was read")).collect();
                second_look::look_again(&mut candidates, &read);
            }
            judge_ranked(index, asked, candidates, self.target, FIELD)
        });
        asked.unwrap_or_else(|unaskable| (None, Judgement::unaskable(unaskable)))
    }

    /// What `with` makes of a question as it is put to the index, and the question with its spelling repaired.
    ///
    /// # Errors
    /// Why it cannot be asked.
    fn ask<T>(
        &self,
        index: &Index,
        text: &str,
        vector: Option<&UnitVector>,
        with: impl FnOnce(&Asked<'_>) -> T,
    ) -> Result<(Option<Repaired>, T), Unaskable> {
        screen_for(index, text, self.reads)?;
        let repaired = self.reread_vectors.and_then(|_| index.repaired(text));
        let reread = repaired.as_ref().map(|Repaired { text, .. }| Reread {
            text,
            vector: self
                .reread_vectors
                .and_then(|vectors| vectors.get(text))
                .expect("every rereading was embedded")
                .as_ref(),
        });
        let made = with(&Asked { text, vector, reread });
        Ok((repaired, made))
    }
}

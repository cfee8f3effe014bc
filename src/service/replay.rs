//! Questions asked again, of the knowledge as it is and as it would be.
//!
//! Asked again are all phrasings of both, labelled questions, and what people asked lately. Each goes the way of every
//! question, second look included; what was read then is not read again.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use crate::embedding::Fingerprint;
use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::embedding::cache::readable;
use crate::embedding::cache::vectors_for;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::matching::asked::Asked;
use crate::matching::asked::Reread;
use crate::matching::calibration::Target;
use crate::matching::candidate::Candidate;
use crate::matching::index::Index;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::Verdict;
use crate::matching::judgement::judge_ranked;
use crate::matching::judgement::ranked;
use crate::matching::parallel::in_parallel;
use crate::matching::screening::screen_for;
use crate::matching::second_look;
use crate::service::Catalog;
use crate::service::CurateError;
use crate::service::blocking::on_blocking_thread;
use crate::store::AskedQuestion;

/// Where a question that was asked again comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// It is a phrasing, of the knowledge as it is or as it would be.
    Phrasing,
    /// It was handed in with the entry that is right.
    Labelled,
    /// Somebody asked it.
    Asked,
}

/// What a question comes back as, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// The entries that are shown or offered, in their order.
    pub entries: Vec<EntryId>,
}

impl Outcome {
    fn of(judgement: &Judgement) -> Outcome {
        let offered = judgement.candidates.iter().take(judgement.offered);
        Outcome { verdict: judgement.verdict, entries: offered.map(|candidate| candidate.entry.clone()).collect() }
    }

    /// Whether one of the `right` entries is shown, or nothing where there is none.
    pub(super) fn is_right(&self, right: &[EntryId]) -> bool {
        match self.verdict {
            Verdict::Answer => self.entries.first().is_some_and(|shown| right.contains(shown)),
            Verdict::Choose => false,
            Verdict::Abstain => right.is_empty(),
        }
    }
}

/// A question with the entries that are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The question.
    pub text: String,
    /// The entries that are right; none where the right thing is not to answer.
    pub right: Vec<EntryId>,
}

/// A question to ask again.
pub(super) struct Replay {
    pub(super) text: String,
    pub(super) origin: Origin,
    /// The entries that are right, where that is known.
    pub(super) right: Option<Vec<EntryId>>,
    /// Whether both have it word for word: then no vector is needed.
    is_in_both: bool,
}

/// All questions to ask again, with what was found out about them.
pub(super) struct Replays {
    questions: Vec<Replay>,
    /// Of each question, `None` where the model finds nothing to read; by the model that made them.
    vectors: Vec<Option<Option<UnitVector>>>,
    made_by: Option<Fingerprint>,
    /// What the cross-encoder gave for a question and a phrasing, in log-odds.
    reads: HashMap<(String, String), f32>,
}

impl Replays {
    /// Of what `now` and `then` have, of `labelled` questions, and of `recent` ones, whose vectors are taken where the
    /// model of `now` made them; each text once.
    pub(super) fn of(now: &Catalog, then: &Catalog, labelled: &[Labelled], recent: Vec<AskedQuestion>) -> Replays {
        let mut seen: HashSet<String> = HashSet::new();
        let made_by = Some(now.engine().model.fingerprint().clone());
        let mut replays = Replays { questions: Vec::new(), vectors: Vec::new(), made_by, reads: HashMap::new() };
        let mut add = |replay: Replay, vector: Option<UnitVector>| {
            let is_new = seen.insert(normalized(&replay.text));
            if is_new {
                replays.questions.push(replay);
                replays.vectors.push(vector.map(Some));
            }
            is_new
        };
        for entry in now.written().iter().chain(then.written()) {
            for phrasing in &entry.phrasings {
                let text = phrasing.as_str().to_owned();
                let is_in_both = now.index().has_phrasing(&text) && then.index().has_phrasing(&text);
                add(Replay { text, origin: Origin::Phrasing, right: None, is_in_both }, None);
            }
        }
        for Labelled { text, right } in labelled {
            let (text, right) = (text.clone(), Some(right.clone()));
            add(Replay { text, origin: Origin::Labelled, right, is_in_both: false }, None);
        }
        for question in recent {
            let AskedQuestion { text, vector, candidates, .. } = question;
            let replay = Replay { text: text.clone(), origin: Origin::Asked, right: None, is_in_both: false };
            if add(replay, vector.and_then(|kept| now.engine().own(kept))) {
                let read = candidates.into_iter().filter_map(|one| Some(((text.clone(), one.phrasing), one.read?)));
                replays.reads.extend(read);
            }
        }
        replays
    }

    /// The questions alone.
    pub(super) fn into_questions(self) -> impl Iterator<Item = Replay> {
        self.questions.into_iter()
    }

    /// What each question comes back as from `catalog`.
    ///
    /// # Errors
    /// [`CurateError`] when the model fails.
    pub(super) async fn outcomes(
        &mut self,
        catalog: Arc<Catalog>,
        target: Target,
    ) -> Result<Vec<Outcome>, CurateError> {
        self.fill_in(&catalog).await?;
        let questions = self.put_to(&catalog).await?;
        let (questions, mut ranked) = on_blocking_thread({
            let catalog = Arc::clone(&catalog);
            move || {
                let ranked = in_parallel(&questions, |question| question.ranked(catalog.index()));
                (questions, ranked)
            }
        })
        .await;
        self.read_pairs(&catalog, &questions, &mut ranked).await?;
        let outcome = |(question, candidates): (&Question, Vec<Candidate>)| {
            let judgement = match screen_for(catalog.index(), &question.text, catalog.engine().reads) {
                Err(unaskable) => Judgement::unaskable(unaskable),
                Ok(()) => judge_ranked(catalog.index(), &question.asked(), candidates, target, 0),
            };
            Outcome::of(&judgement)
        };
        Ok(questions.iter().zip(ranked).map(outcome).collect())
    }

    /// Gives each question that needs one a vector by the catalog's model.
    async fn fill_in(&mut self, catalog: &Catalog) -> Result<(), CurateError> {
        let model = catalog.engine().model.fingerprint();
        if self.made_by.as_ref() != Some(model) {
            self.vectors.fill(None);
            self.made_by = Some(model.clone());
        }
        let missing: Vec<usize> = (0..self.questions.len())
            .filter(|&at| self.vectors[at].is_none() && !self.questions[at].is_in_both)
            .collect();
        let texts: Vec<&str> = missing.iter().map(|&at| self.questions[at].text.as_str()).collect();
        let vectors = query_vectors(catalog, &texts).await?;
        for (at, vector) in missing.into_iter().zip(vectors) {
            self.vectors[at] = Some(vector);
        }
        Ok(())
    }

    /// The questions as the catalog's index wants them.
    async fn put_to(&self, catalog: &Catalog) -> Result<Vec<Question>, CurateError> {
        let is_exact = |replay: &Replay| replay.is_in_both || catalog.index().has_phrasing(&replay.text);
        let repaired =
            |replay: &Replay| Some(catalog.index().repaired(&replay.text).filter(|_| !is_exact(replay))?.text);
        let repaired: Vec<Option<String>> = self.questions.iter().map(repaired).collect();
        let texts: Vec<&str> = repaired.iter().flatten().map(String::as_str).collect();
        let mut vectors = query_vectors(catalog, &texts).await?.into_iter();
        let questions = self.questions.iter().zip(&self.vectors).zip(repaired);
        let question =
            |((replay, vector), repaired): ((&Replay, &Option<Option<UnitVector>>), Option<String>)| Question {
                text: replay.text.clone(),
                vector: vector.clone().flatten(),
                repaired: repaired.map(|text| (text, vectors.next().flatten())),
                is_exact: is_exact(replay),
            };
        Ok(questions.map(question).collect())
    }

    /// Takes the second look at what is undecided, as it is taken when somebody asks.
    async fn read_pairs(
        &mut self,
        catalog: &Catalog,
        questions: &[Question],
        ranked: &mut [Vec<Candidate>],
    ) -> Result<(), CurateError> {
        let Some(reader) = catalog.engine().model.reader() else { return Ok(()) };
        // A stored phrasing is its entry's whatever else comes close.
        let pairs = |(question, candidates): (&Question, &Vec<Candidate>)| match question.is_exact {
            true => Vec::new(),
            false => second_look::pairs(&question.asked(), candidates),
        };
        let pairs_of: Vec<Vec<(String, String)>> = questions.iter().zip(&*ranked).map(pairs).collect();
        let unread = pairs_of.iter().flatten().filter(|pair| !self.reads.contains_key(*pair));
        let wanted: Vec<(String, String)> = unread.collect::<HashSet<_>>().into_iter().cloned().collect();
        if !wanted.is_empty() {
            let reader = reader.clone();
            let read = on_blocking_thread(move || reader.read_many(&wanted).map(|read| (wanted, read))).await;
            let (wanted, read) = read.map_err(CurateError::of_model)?;
            self.reads.extend(wanted.into_iter().zip(read));
        }
        for (candidates, pairs) in ranked.iter_mut().zip(&pairs_of) {
            let read: Option<Vec<f32>> = pairs.iter().map(|pair| self.reads.get(pair).copied()).collect();
            if let Some(read) = read.filter(|read| !read.is_empty()) {
                second_look::look_again(candidates, &read);
            }
        }
        Ok(())
    }
}

/// The vectors of questions. They are not put into the file of the cache: what is held on people is in the store alone.
async fn query_vectors(catalog: &Catalog, texts: &[&str]) -> Result<Vec<Option<UnitVector>>, CurateError> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let found = vectors_for(&catalog.engine().model, None, Side::Query, texts, |_, _| ()).await;
    readable(found.vectors).map_err(CurateError::of_model)
}

/// A question with all that the index wants of it.
struct Question {
    text: String,
    vector: Option<UnitVector>,
    repaired: Option<(String, Option<UnitVector>)>,
    is_exact: bool,
}

impl Question {
    fn asked(&self) -> Asked<'_> {
        let reread = self.repaired.as_ref().map(|(text, vector)| Reread { text, vector: vector.as_ref() });
        Asked { text: &self.text, vector: self.vector.as_ref(), reread }
    }

    /// Nothing needs to be ranked for a stored phrasing: the rule for these looks at no other.
    fn ranked(&self, index: &Index) -> Vec<Candidate> {
        if self.is_exact { Vec::new() } else { ranked(index, &self.asked(), 0) }
    }
}

//! What a change would change: questions are asked of the knowledge as it is and as it would be, before anything is
//! written.
//!
//! Asked again are all phrasings of both, labelled questions that are handed in, and what people asked lately. Both sides
//! go the way of every question, second look included; what was read then is not read again.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use crate::embedding::EmbedError;
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
use crate::matching::screening::screen_for;
use crate::matching::second_look;
use crate::service::AskError;
use crate::service::Caller;
use crate::service::Catalog;
use crate::service::CatalogError;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::catalog::on_blocking_thread;
use crate::service::gathered::Gathered;
use crate::service::plan::Planned;
use crate::store::AskedQuestion;
use crate::store::Edit;
use crate::store::Items;
use crate::store::Moment;
use crate::store::StoredItem;

/// Questions that people asked lately which are asked again.
const RECENT: u32 = 2_000;

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

/// A question that would come back as something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The question.
    pub question: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The entries that are right, where that is known; none where the right thing is not to answer.
    pub right: Option<Vec<EntryId>>,
    /// As it is.
    pub before: Outcome,
    /// As it would be.
    pub after: Outcome,
}

/// What a change would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// By origin, in the order of the questions.
    pub changed: Vec<Changed>,
    /// Questions that were asked again: phrasings, labelled ones, and those that people asked.
    pub replayed: [usize; 3],
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
struct Replay {
    text: String,
    origin: Origin,
    right: Option<Vec<EntryId>>,
    vector: Option<UnitVector>,
    /// Whether `vector` is what the model gives, if it gives none.
    has_vector: bool,
    /// What was read of it before, by phrasing.
    reads: HashMap<String, f32>,
}

impl FaqService {
    /// What `planned` would change, once it is approved, with `labelled` questions if there are some.
    ///
    /// # Errors
    /// [`CurateError`] where the store or the model fails.
    pub async fn preview(
        &self,
        caller: &Caller,
        planned: &Planned,
        labelled: &[Labelled],
    ) -> Result<Preview, CurateError> {
        let memory = self.memory_to_write()?;
        let edits = self.plan(caller, memory, planned).await?.served;
        self.flush().await;
        let items = memory.store().items(memory.space()).await?;
        let recent = memory.store().questions(memory.space(), Moment(0), RECENT).await?;
        let now = self.catalog();
        let then = self.drafted(&now, applied(items, &edits)).await?;
        let mut replays = replays(&now, &then, labelled, recent);
        fill_in(&now, &mut replays).await?;
        let mut preview = Preview::default();
        for replay in &replays {
            preview.replayed[replay.origin as usize] += 1;
        }
        let target = self.target();
        let before = judged(now, &replays, target).await?;
        let after = judged(Arc::new(then), &replays, target).await?;
        for (replay, (before, after)) in replays.into_iter().zip(before.into_iter().zip(after)) {
            if before != after {
                let Replay { text: question, origin, right, .. } = replay;
                preview.changed.push(Changed { question, origin, right, before, after });
            }
        }
        Ok(preview)
    }

    /// The catalog of the files with `items`, which nobody is answered from.
    async fn drafted(&self, now: &Catalog, items: Items) -> Result<Catalog, CurateError> {
        let gathered = Gathered::of(self.files_as_read(), &items);
        match Catalog::of_gathered(now.engine(), true, gathered, Some(now), |_| ()).await {
            Ok((catalog, _)) => Ok(catalog),
            Err(CatalogError::Model(error)) => Err(model_error(error).into()),
            Err(CatalogError::Store(error)) => Err(error.into()),
            Err(CatalogError::NothingToServe { .. }) => Err(CurateError::NoStore),
        }
    }
}

/// What each question comes back as from `catalog`.
async fn judged(catalog: Arc<Catalog>, replays: &[Replay], target: Target) -> Result<Vec<Outcome>, CurateError> {
    let repaired: Vec<Option<String>> =
        replays.iter().map(|replay| Some(catalog.index().repaired(&replay.text)?.text)).collect();
    let texts: Vec<&str> = repaired.iter().flatten().map(String::as_str).collect();
    let mut vectors = query_vectors(&catalog, &texts).await?.into_iter();
    let repaired: Vec<Option<(String, Option<UnitVector>)>> =
        repaired.into_iter().map(|text| Some((text?, vectors.next().flatten()))).collect();
    let questions: Vec<Question> = replays
        .iter()
        .zip(repaired)
        .map(|(replay, repaired)| Question {
            text: replay.text.clone(),
            vector: replay.vector.clone(),
            repaired,
            is_exact: catalog.index().has_phrasing(&replay.text),
        })
        .collect();
    let reads = catalog.engine().reads;
    let (questions, ranked) = on_blocking_thread({
        let catalog = Arc::clone(&catalog);
        move || {
            let ranked = in_parallel(&questions, |question| question.ranked(catalog.index()));
            (questions, ranked)
        }
    })
    .await;
    let ranked = read_pairs(&catalog, &questions, ranked, replays).await?;
    let outcome = |(question, candidates): (&Question, Vec<Candidate>)| {
        let judgement = match screen_for(catalog.index(), &question.text, reads) {
            Err(unaskable) => Judgement::unaskable(unaskable),
            Ok(()) => judge_ranked(catalog.index(), &question.asked(), candidates, target, 0),
        };
        Outcome::of(&judgement)
    };
    Ok(questions.iter().zip(ranked).map(outcome).collect())
}

/// Takes the second look at what is undecided, as it is taken when somebody asks.
async fn read_pairs(
    catalog: &Catalog,
    questions: &[Question],
    mut ranked: Vec<Vec<Candidate>>,
    replays: &[Replay],
) -> Result<Vec<Vec<Candidate>>, CurateError> {
    let Some(reader) = catalog.engine().model.reader() else { return Ok(ranked) };
    let mut known: HashMap<(String, String), f32> = HashMap::new();
    let mut wanted: Vec<(String, String)> = Vec::new();
    let mut pairs_of: Vec<Vec<(String, String)>> = Vec::with_capacity(questions.len());
    for ((question, candidates), replay) in questions.iter().zip(&ranked).zip(replays) {
        // A stored phrasing is its entry's whatever else comes close.
        let pairs = if question.is_exact { Vec::new() } else { second_look::pairs(&question.asked(), candidates) };
        for pair in &pairs {
            match replay.reads.get(&pair.1).filter(|_| pair.0 == replay.text) {
                Some(&read) => drop(known.insert(pair.clone(), read)),
                None if known.contains_key(pair) => {}
                None => wanted.push(pair.clone()),
            }
        }
        pairs_of.push(pairs);
    }
    wanted.sort_unstable();
    wanted.dedup();
    if !wanted.is_empty() {
        let reader = reader.clone();
        let read = on_blocking_thread(move || reader.read_many(&wanted).map(|read| (wanted, read))).await;
        let (wanted, read) = read.map_err(model_error)?;
        known.extend(wanted.into_iter().zip(read));
    }
    for (candidates, pairs) in ranked.iter_mut().zip(&pairs_of) {
        let read: Option<Vec<f32>> = pairs.iter().map(|pair| known.get(pair).copied()).collect();
        if let Some(read) = read.filter(|read| !read.is_empty()) {
            second_look::look_again(candidates, &read);
        }
    }
    Ok(ranked)
}

/// Gives each question the vector that it lacks.
async fn fill_in(catalog: &Catalog, replays: &mut [Replay]) -> Result<(), CurateError> {
    let missing: Vec<usize> = (0..replays.len()).filter(|&at| !replays[at].has_vector).collect();
    let texts: Vec<&str> = missing.iter().map(|&at| replays[at].text.as_str()).collect();
    let vectors = query_vectors(catalog, &texts).await?;
    for (at, vector) in missing.into_iter().zip(vectors) {
        (replays[at].vector, replays[at].has_vector) = (vector, true);
    }
    Ok(())
}

async fn query_vectors(catalog: &Catalog, texts: &[&str]) -> Result<Vec<Option<UnitVector>>, CurateError> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    // Questions of people are not put into the file of the cache: what is held on them is in the store alone.
    let found = vectors_for(&catalog.engine().model, None, Side::Query, texts, |_, _| ()).await;
    readable(found.vectors).map_err(|error| model_error(error).into())
}

fn model_error(error: EmbedError) -> AskError {
    match error {
        EmbedError::Busy => AskError::Busy,
        error => AskError::Model(error),
    }
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

impl Outcome {
    fn of(judgement: &Judgement) -> Outcome {
        let offered = judgement.candidates.iter().take(judgement.offered);
        Outcome { verdict: judgement.verdict, entries: offered.map(|candidate| candidate.entry.clone()).collect() }
    }
}

/// The items as they are once `edits` are made.
fn applied(mut items: Items, edits: &[Edit]) -> Items {
    for edit in edits {
        items.items.retain(|stored| stored.key != edit.key);
        if let Some(item) = &edit.after {
            let (key, item) = (edit.key.clone(), item.clone());
            items.items.push(StoredItem { key, item, revision: items.version + 1, at: Moment(0) });
        }
    }
    items.items.sort_by(|a, b| a.key.cmp(&b.key));
    items
}

/// All that is asked again, each text once.
fn replays(now: &Catalog, then: &Catalog, labelled: &[Labelled], recent: Vec<AskedQuestion>) -> Vec<Replay> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut is_new = |text: &str| seen.insert(normalized(text));
    let mut replays = Vec::new();
    for entry in now.written().iter().chain(then.written()) {
        for phrasing in entry.phrasings.iter().filter(|phrasing| is_new(phrasing.as_str())) {
            let text = phrasing.as_str().to_owned();
            // What both have word for word needs no vector.
            let has_vector = now.index().has_phrasing(&text) && then.index().has_phrasing(&text);
            let (right, reads) = (None, HashMap::new());
            replays.push(Replay { text, origin: Origin::Phrasing, right, vector: None, has_vector, reads });
        }
    }
    for Labelled { text, right } in labelled {
        if is_new(text) {
            let (text, right, reads) = (text.clone(), Some(right.clone()), HashMap::new());
            replays.push(Replay { text, origin: Origin::Labelled, right, vector: None, has_vector: false, reads });
        }
    }
    for question in recent {
        if is_new(&question.text) {
            let vector = question.vector.and_then(UnitVector::from_unit);
            let reads = question.candidates.into_iter().filter_map(|one| Some((one.phrasing, one.read?))).collect();
            let has_vector = vector.is_some();
            replays.push(Replay { text: question.text, origin: Origin::Asked, right: None, vector, has_vector, reads });
        }
    }
    replays
}

/// `work` on each, on as many threads as there are cores.
fn in_parallel<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let part = all.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let work = &work;
        let parts: Vec<_> =
            all.chunks(part).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        let joined = parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.flatten().collect()
    })
}

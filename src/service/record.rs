//! Keeping what was asked, beside the answering: a question never waits for the store, and a store that is away costs
//! records, not answers.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::oneshot;
use tokio::sync::watch;
use tracing::warn;

use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::embedding::worker::ModelHandle;
use crate::matching::calibration::Target;
use crate::matching::candidate::Candidate;
use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::service::Answer;
use crate::service::AskError;
use crate::service::Caller;
use crate::service::Catalog;
use crate::service::Engine;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::PostAnswer;
use crate::service::missed::Book;
use crate::service::redact::redacted;
use crate::store::AskedQuestion;
use crate::store::CandidateRecord;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::Place;
use crate::store::RowId;
use crate::store::StoreError;

/// Questions that wait to be kept: some minutes of a busy server while the store is away. What comes beyond is not kept.
const MOST_WAITING: usize = 2_000;

/// Questions that are kept in one transaction.
const AT_ONCE: usize = 200;

/// How long a question waits for others that can be kept with it: a transaction costs as much as some twenty rows in it.
/// What nobody waits for is not missed for so long; should the process be killed meanwhile, so much more is not kept.
const TOGETHER: Duration = Duration::from_millis(50);

/// Candidates that are kept with a question: what was offered, and what might have been.
const CANDIDATES: usize = 5;

/// The wait before a store that was away is tried again; it doubles up to the longest.
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How long to wait for what was asked to be kept, before a vote on it is taken or the process ends.
const FLUSH_WITHIN: Duration = Duration::from_secs(5);

/// Somebody who asks, and where.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Who.
    pub caller: Caller,
    /// Where, so that they can be told later.
    pub place: Place,
    /// Whether nothing is shown to them: the place is on trial.
    pub silent: bool,
}

impl FaqService {
    /// As [`FaqService::ask_post_within`], and keeps what was asked where the space records questions: then each answer
    /// has a receipt, by which people can vote on it.
    ///
    /// # Errors
    /// [`AskError`]; the service goes on serving after any of them.
    pub async fn ask_as(&self, asker: &Asker, post: &str, top: usize, target: Target) -> Result<PostAnswer, AskError> {
        let (mut answered, vectors, catalog) = self.ask_post_of(post, top, target).await?;
        self.keep(asker, &mut answered, vectors, &catalog);
        Ok(answered)
    }

    /// Keeps what was asked, where the space records questions; each answer that is to be kept gets its receipt.
    pub(super) fn keep(
        &self,
        asker: &Asker,
        answered: &mut PostAnswer,
        vectors: Vec<Option<UnitVector>>,
        catalog: &Catalog,
    ) {
        let Some(memory) = self.memory().filter(|_| catalog.space_settings().recording) else { return };
        let recorder = self.recorder(memory);
        let at = memory.now();
        for (answer, vector) in answered.answers.iter_mut().zip(vectors) {
            let id = RowId::new(at);
            let asked = Recorded {
                id: id.clone(),
                asker: asker.clone(),
                answer: Arc::clone(answer),
                vector,
                engine: catalog.engine().clone(),
                at,
                version: catalog.version(),
            };
            if recorder.take(asked) {
                let mut with_receipt = (**answer).clone();
                with_receipt.receipt = Some(id);
                *answer = Arc::new(with_receipt);
            }
        }
    }

    /// Waits until what was asked up to now is kept; whether it is. Nobody waits for a store that is away.
    pub async fn flush(&self) -> bool {
        match self.recorder.get() {
            Some(recorder) => recorder.flush().await,
            None => true,
        }
    }
}

/// A question on its way to the store.
struct Recorded {
    id: RowId,
    asker: Asker,
    answer: Arc<Answer>,
    vector: Option<UnitVector>,
    /// What made the vector.
    engine: Engine,
    at: Moment,
    version: u64,
}

enum Job {
    Asked(Box<Recorded>),
    /// A kept question was voted wrong, or none of what was offered.
    Missed(Box<AskedQuestion>, Engine),
    /// Clusters were closed.
    Closed,
    Flush(oneshot::Sender<()>),
}

/// Hands questions to the task that keeps them.
pub(super) struct Recorder {
    jobs: mpsc::Sender<Job>,
    /// Not kept for want of room, since that was last told.
    lost: Arc<AtomicU64>,
    /// How often the store kept nothing.
    failures: watch::Receiver<u64>,
    /// Woken when somebody waits for what was asked to be kept.
    hurry: Arc<Notify>,
}

impl Recorder {
    fn start(memory: Memory) -> Recorder {
        let (jobs, waiting) = mpsc::channel(MOST_WAITING);
        let lost = Arc::new(AtomicU64::new(0));
        let ((failures, seen), hurry) = (watch::channel(0), Arc::new(Notify::new()));
        let desk =
            Desk { memory, book: None, lost: Arc::clone(&lost), is_away: false, failures, hurry: Arc::clone(&hurry) };
        tokio::spawn(desk.work(waiting));
        Recorder { jobs, lost, failures: seen, hurry }
    }

    /// Whether it is to be kept: not while too many others wait.
    fn take(&self, asked: Recorded) -> bool {
        let taken = self.jobs.try_send(Job::Asked(Box::new(asked))).is_ok();
        if !taken {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        taken
    }

    /// A kept question that was missed after all.
    pub(super) async fn missed(&self, question: AskedQuestion, engine: Engine) {
        // The task ends with the runtime alone.
        let _ = self.send(Job::Missed(Box::new(question), engine)).await;
    }

    /// Clusters were closed; what comes next is not to be put into them.
    pub(super) async fn clusters_closed(&self) {
        let _ = self.send(Job::Closed).await;
    }

    async fn flush(&self) -> bool {
        let (done, is_done) = oneshot::channel();
        let flushed = async { self.send(Job::Flush(done)).await && is_done.await.is_ok() };
        let mut failures = self.failures.clone();
        failures.mark_unchanged();
        tokio::select! {
            flushed = tokio::time::timeout(FLUSH_WITHIN, flushed) => flushed.unwrap_or(false),
            Ok(()) = failures.changed() => false,
        }
    }

    /// Hands over what is not to wait for more to come; whether there is anybody to take it.
    async fn send(&self, job: Job) -> bool {
        // Where there is no room it is the store that is waited for, which is then tried at once.
        self.hurry.notify_one();
        let sent = self.jobs.send(job).await.is_ok();
        self.hurry.notify_one();
        sent
    }
}

impl FaqService {
    /// The one that keeps questions, started if need be.
    pub(super) fn recorder(&self, memory: &Memory) -> &Recorder {
        self.recorder.get_or_init(|| Recorder::start(memory.clone()))
    }
}

/// The task that keeps questions.
struct Desk {
    memory: Memory,
    /// The clusters of missed questions, once they are needed.
    book: Option<Book>,
    lost: Arc<AtomicU64>,
    is_away: bool,
    failures: watch::Sender<u64>,
    hurry: Arc<Notify>,
}

impl Desk {
    async fn work(mut self, mut waiting: mpsc::Receiver<Job>) {
        let mut jobs = Vec::with_capacity(AT_ONCE);
        while let Some(first) = waiting.recv().await {
            if matches!(first, Job::Asked(_)) && waiting.len() < AT_ONCE {
                // What was sent in a hurry is among what waits by the time that this returns.
                let _ = tokio::time::timeout(TOGETHER, self.hurry.notified()).await;
            }
            jobs.push(first);
            while jobs.len() < AT_ONCE
                && let Ok(job) = waiting.try_recv()
            {
                jobs.push(job);
            }
            let mut asked = Vec::new();
            for job in std::mem::take(&mut jobs) {
                match job {
                    Job::Asked(recorded) => asked.push(*recorded),
                    other => {
                        self.keep(std::mem::take(&mut asked)).await;
                        self.other(other).await;
                    }
                }
            }
            self.keep(asked).await;
            self.tell_lost();
        }
    }

    async fn other(&mut self, job: Job) {
        match job {
            Job::Missed(question, engine) => self.add_missed(*question, &engine).await,
            Job::Closed => self.book = None,
            // Nobody waits any longer where it fails.
            Job::Flush(done) => drop(done.send(())),
            Job::Asked(_) => {}
        }
    }

    /// Keeps questions, and sorts in those that were missed.
    async fn keep(&mut self, asked: Vec<Recorded>) {
        if asked.is_empty() {
            return;
        }
        let Some(askers) = self.askers(&asked).await else { return };
        let mut rows = Vec::with_capacity(asked.len());
        for (recorded, asker) in asked.iter().zip(askers) {
            if let Some(person) = asker {
                rows.push(row(recorded, person).await);
            }
        }
        if rows.is_empty() || !self.store(&rows).await {
            return;
        }
        // One that reads is as good as another: they go with the catalog, which is rarely replaced meanwhile.
        let Some(engine) = asked.last().map(|recorded| recorded.engine.clone()) else { return };
        for row in rows.into_iter().filter(is_missed) {
            self.add_missed(row, &engine).await;
        }
    }

    /// Who asked each question, `None` where they do not want it to be kept. Nothing where the store fails for good.
    async fn askers(&mut self, asked: &[Recorded]) -> Option<Vec<Option<PersonKey>>> {
        let mut patience = Patience::default();
        loop {
            match askers(&self.memory, asked).await {
                Ok(askers) => {
                    self.is_away = false;
                    return Some(askers);
                }
                Err(error) => self.goes_on(&error, &mut patience).await.then_some(())?,
            }
        }
    }

    /// Whether the store has them now.
    async fn store(&mut self, rows: &[AskedQuestion]) -> bool {
        let mut patience = Patience::default();
        while let Err(error) = self.memory.store().record(self.memory.space(), rows).await {
            if !self.goes_on(&error, &mut patience).await {
                return false;
            }
        }
        self.is_away = false;
        true
    }

    async fn add_missed(&mut self, mut question: AskedQuestion, engine: &Engine) {
        let vector = match question.vector.take().and_then(|kept| engine.own(kept)) {
            Some(vector) => Some(vector),
            // Another model made it, or none did: in a language that the model does not read, alike questions are still
            // near each other.
            None => embedded(&engine.model, &question.text).await,
        };
        let Some(vector) = vector else { return };
        let mut patience = Patience::default();
        while let Err(error) = Book::add(&mut self.book, &self.memory, engine, &question, &vector).await {
            if !self.goes_on(&error, &mut patience).await {
                return;
            }
        }
        self.is_away = false;
    }

    /// Whether to try again, after a while: not where the store fails for good. The first failure is logged.
    async fn goes_on(&mut self, error: &StoreError, patience: &mut Patience) -> bool {
        self.failures.send_modify(|failures| *failures += 1);
        if !std::mem::replace(&mut self.is_away, true) {
            warn!("questions are answered, and cannot be recorded: {error}");
        }
        if !error.may_pass() {
            return false;
        }
        let _ = tokio::time::timeout(patience.0, self.hurry.notified()).await;
        patience.0 = (2 * patience.0).min(LONGEST_WAIT);
        true
    }

    fn tell_lost(&self) {
        let lost = self.lost.swap(0, Ordering::Relaxed);
        if lost > 0 {
            warn!(space = %self.memory.space(), lost, "{lost} questions were answered and not recorded: too many waited for the store");
        }
    }
}

/// How long to wait before the next attempt.
struct Patience(Duration);

impl Default for Patience {
    fn default() -> Patience {
        Patience(FIRST_WAIT)
    }
}

/// Who asked each question, `None` where they do not want it to be kept.
async fn askers(memory: &Memory, asked: &[Recorded]) -> Result<Vec<Option<PersonKey>>, StoreError> {
    let mut persons = Vec::with_capacity(asked.len());
    for recorded in asked {
        persons.push(memory.person(&recorded.asker.caller).await?);
    }
    let unwilling = memory.store().not_recorded(memory.space(), &persons).await?;
    Ok(persons.into_iter().map(|person| (!unwilling.contains(&person)).then_some(person)).collect())
}

/// The question as it is kept.
async fn row(recorded: &Recorded, person: PersonKey) -> AskedQuestion {
    let Recorded { answer, .. } = recorded;
    // No database keeps this character in a text, and one such question would keep out all that are written with it.
    let kept = redacted(&answer.question.replace('\0', " "));
    // The vector is that of the text that is kept: that of the other one would say more of it than is to be kept.
    let vector = match kept.text == answer.question {
        true => recorded.vector.clone(),
        false => embedded(&recorded.engine.model, &kept.text).await,
    };
    let judgement = &answer.judgement;
    let candidate = |candidate: &Candidate| CandidateRecord {
        entry: candidate.entry.clone(),
        phrasing: candidate.phrasing.clone(),
        confidence: candidate.confidence,
        cosine: candidate.features.cosine,
        // Of a question whose spelling was repaired, another text was read than is kept.
        read: candidate.read.filter(|_| !candidate.reread).map(|read| read.log_odds),
    };
    AskedQuestion {
        id: recorded.id.clone(),
        at: recorded.at,
        person,
        place: recorded.asker.place.clone(),
        text: kept.text,
        verdict: judgement.verdict.name().to_owned(),
        reason: judgement.reason.code().to_owned(),
        bar: judgement.bar,
        offered: judgement.offered,
        candidates: judgement.candidates.iter().take(CANDIDATES.max(judgement.offered)).map(candidate).collect(),
        version: recorded.version,
        silent: recorded.asker.silent,
        vector: vector.map(|vector| recorded.engine.to_keep(&vector)),
    }
}

/// The vector of a text that nobody waits for; `None` where the model has none for it, or fails.
async fn embedded(model: &ModelHandle, text: &str) -> Option<UnitVector> {
    model.embed_many(Side::Query, vec![text.to_owned()], |_, _| ()).await.pop()?.ok()
}

/// Whether a question could not be answered. What is no question was not missed, and what is only watched is chatter,
/// mostly.
fn is_missed(question: &AskedQuestion) -> bool {
    let no_question = [Reason::Empty, Reason::TooLong, Reason::NoWords].map(Reason::code);
    question.verdict == Verdict::Abstain.name() && !question.silent && !no_question.contains(&question.reason.as_str())
}

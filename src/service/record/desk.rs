//! The task that keeps what was asked, for as long as it takes.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::watch;
use tracing::warn;

use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::embedding::worker::ModelHandle;
use crate::matching::candidate::Candidate;
use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::service::Engine;
use crate::service::Memory;
use crate::service::missed::Book;
use crate::service::record::Job;
use crate::service::record::Recorded;
use crate::service::redact::redacted;
use crate::store::AskedQuestion;
use crate::store::CandidateRecord;
use crate::store::PersonKey;
use crate::store::RowId;
use crate::store::StoreError;

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

/// The task that keeps questions.
pub(super) struct Desk {
    memory: Memory,
    /// The clusters of missed questions, once they are needed.
    book: Option<Book>,
    lost: Arc<AtomicU64>,
    is_away: bool,
    failures: watch::Sender<u64>,
    hurry: Arc<Notify>,
}

impl Desk {
    pub(super) fn new(memory: Memory, lost: Arc<AtomicU64>, failures: watch::Sender<u64>, hurry: Arc<Notify>) -> Desk {
        Desk { memory, book: None, lost, is_away: false, failures, hurry }
    }

    /// Keeps what comes, until nobody is left from whom anything could come.
    pub(super) async fn work(mut self, mut waiting: mpsc::Receiver<Job>) {
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
            Job::Missed(question, engine) => {
                let id = question.id.clone();
                self.add_missed(*question, &engine).await;
                self.unless_taken_back(&id).await;
            }
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

    /// The vote for which a question was added may have been changed before it was, in another process.
    async fn unless_taken_back(&mut self, question: &RowId) {
        let mut patience = Patience::default();
        while let Err(error) = self.memory.store().not_missed(self.memory.space(), question).await {
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

//! Keeping what was asked, beside the answering: a question never waits for the store, and a store that is away costs
//! records, not answers.

mod desk;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::oneshot;
use tokio::sync::watch;

use crate::embedding::UnitVector;
use crate::matching::calibration::Target;
use crate::service::Answer;
use crate::service::AskError;
use crate::service::Caller;
use crate::service::Catalog;
use crate::service::Engine;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::PostAnswer;
use crate::store::AskedQuestion;
use crate::store::Moment;
use crate::store::Place;
use crate::store::RowId;

use desk::Desk;

/// Questions that wait to be kept: some minutes of a busy server while the store is away. What comes beyond is not kept.
const MOST_WAITING: usize = 2_000;

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
        let desk = Desk::new(memory, Arc::clone(&lost), failures, Arc::clone(&hurry));
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

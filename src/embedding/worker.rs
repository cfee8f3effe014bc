//! The threads that own the model. An [`Embedder`] blocks and can do one thing at a time; a [`ModelHandle`] can be
//! cloned and awaited by everybody.
//!
//! One thread serves questions, in order, and works on bulk texts while there is no question; so a question waits
//! for one text at most, however much is being imported. Large bulk work gets helper threads with sessions of
//! their own, up to one thread per core, which end with the work and give their memory back.

mod bulk;
mod queue;
mod session;

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::thread;

use tokio::sync::oneshot;
use tokio::sync::watch;

use self::queue::MAX_BEFORE_SPARE;
use self::queue::MAX_QUESTIONS;
use self::queue::Queue;
use self::session::Blueprint;
use self::session::Session;
use super::EmbedError;
use super::Embedder;
use super::Fingerprint;
use super::Side;
use super::UnitVector;
use super::cross_encoder::PairReader;

pub(super) use self::bulk::Bulk;
pub(super) use self::bulk::Progress;

/// Makes another embedder like the first: for a further thread, or in place of one that panicked.
pub type Factory = Box<dyn Fn() -> Result<Box<dyn Embedder>, EmbedError> + Send + Sync>;

/// Loading a session takes as long as embedding 60 to 120 short texts (0.1 to 0.2 s against 1.6 ms), so one helper
/// for every 200 texts is the least that pays for itself.
const TEXTS_PER_HELPER: usize = 200;

/// The model, and the cross-encoder beside it where there is one, for everybody: cheap to clone, and never blocks. The
/// threads end when the last clone is dropped.
#[derive(Clone)]
pub struct ModelHandle {
    owner: Arc<Owner>,
    reader: Option<PairReader>,
}

/// What the clones share; the threads know only [`Shared`], so that its drop tells that no clone is left.
struct Owner(Arc<Shared>);

struct Shared {
    blueprint: Blueprint,
    /// Helpers beside the thread that serves questions.
    max_helpers: usize,
    queue: Queue,
    /// Threads that have not ended, for [`ModelHandle::stop`].
    live: watch::Sender<usize>,
}

impl ModelHandle {
    /// Hands `first` to a thread of its own. `factory` makes more like it when they are needed: up to `threads`
    /// are at work at once. An embedder with another fingerprint than `first` is not accepted from it (somebody
    /// replaced the model's files meanwhile).
    ///
    /// # Errors
    /// [`EmbedError::Model`] when the system gives no thread.
    pub fn start(first: Box<dyn Embedder>, factory: Factory, threads: NonZeroUsize) -> Result<ModelHandle, EmbedError> {
        let shared = Arc::new(Shared {
            blueprint: Blueprint::new(&*first, factory),
            max_helpers: threads.get() - 1,
            queue: Queue::default(),
            live: watch::Sender::new(0),
        });
        // Made first: when there is no thread, its drop closes the queue.
        let handle = ModelHandle { owner: Arc::new(Owner(Arc::clone(&shared))), reader: None };
        spawn(shared, "model", move |shared| serve(shared, first))?;
        Ok(handle)
    }

    /// The same with a cross-encoder beside it.
    #[must_use]
    pub fn with_reader(self, reader: PairReader) -> ModelHandle {
        ModelHandle { reader: Some(reader), ..self }
    }

    /// The cross-encoder beside it.
    #[must_use]
    pub fn reader(&self) -> Option<&PairReader> {
        self.reader.as_ref()
    }

    /// What the vectors depend on.
    #[must_use]
    pub fn fingerprint(&self) -> &Fingerprint {
        &self.shared().blueprint.fingerprint
    }

    /// Number of components of every vector.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.shared().blueprint.dimensions
    }

    /// The words that the model has whole, see [`Embedder::words`].
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.shared().blueprint.words
    }

    /// The vector of a question ([`Side::Query`]). Dropping the future takes the question back.
    ///
    /// # Errors
    /// [`EmbedError::Busy`] at once when too many questions are waiting; [`EmbedError::NoDirection`];
    /// [`EmbedError::Model`], after which the next question finds a new session; [`EmbedError::Stopped`].
    pub async fn embed_one(&self, question: &str) -> Result<UnitVector, EmbedError> {
        self.embed_behind(question, MAX_QUESTIONS).await
    }

    /// As [`ModelHandle::embed_one`], for a text that may as well be left out: while a quarter of the room for
    /// questions is taken it is [`EmbedError::Busy`], so that such texts never keep a question out.
    ///
    /// # Errors
    /// Those of [`ModelHandle::embed_one`].
    pub async fn embed_spare(&self, text: &str) -> Result<UnitVector, EmbedError> {
        self.embed_behind(text, MAX_BEFORE_SPARE).await
    }

    async fn embed_behind(&self, text: &str, room: usize) -> Result<UnitVector, EmbedError> {
        let (reply, answer) = oneshot::channel();
        self.shared().queue.push_question(text.to_owned(), reply, room)?;
        answer.await.unwrap_or(Err(EmbedError::Stopped))
    }

    /// The vectors of many texts, in their order, each with its own error; the same whatever the number of threads.
    /// `on_progress` gets the number of texts done and the number of all texts, some 20 times a second and at the
    /// end. Dropping the future gives up the texts that are not yet done.
    ///
    /// A model that fails on each of the first texts is not tried on the rest: they get its error.
    pub async fn embed_many(
        &self,
        side: Side,
        texts: Vec<String>,
        on_progress: impl FnMut(usize, usize),
    ) -> Vec<Result<UnitVector, EmbedError>> {
        let mut progress = Progress::new(texts.len(), on_progress);
        let mut results = vec![None; texts.len()];
        let mut bulk = self.start_bulk(side, texts);
        while let Some(answers) = bulk.next().await {
            progress.advance(answers.len());
            for (index, answer) in answers {
                results[index] = Some(answer);
            }
        }
        progress.finish();
        results.into_iter().map(|result| result.unwrap_or_else(|| Err(bulk.why_unanswered()))).collect()
    }

    /// Ends the threads, and returns when their sessions are gone. Whoever still waits gets
    /// [`EmbedError::Stopped`]. Await it before the process exits: a session that is taken down while the
    /// runtime's library is being unloaded may crash.
    pub async fn stop(&self) {
        self.shared().queue.close();
        let mut live = self.shared().live.subscribe();
        // An error would mean that the sender is gone, and it lives in `self`.
        let _ = live.wait_for(|&threads| threads == 0).await;
    }

    /// Puts `texts` into the queue; their answers come one by one, in any order.
    pub(super) fn start_bulk(&self, side: Side, texts: Vec<String>) -> Bulk {
        let shared = self.shared();
        let wished = (texts.len() / TEXTS_PER_HELPER).min(shared.max_helpers);
        let (bulk, replies) = Bulk::new(texts.len());
        for _ in 0..shared.queue.push_bulk(side, texts, replies, wished) {
            // Without a further thread the work takes longer, and that is all.
            if spawn(Arc::clone(shared), "model-helper", help).is_err() {
                shared.queue.helper_left();
            }
        }
        bulk
    }

    fn shared(&self) -> &Arc<Shared> {
        &self.owner.0
    }
}

impl fmt::Debug for ModelHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ModelHandle").field("fingerprint", self.fingerprint()).finish_non_exhaustive()
    }
}

impl Drop for Owner {
    /// Does not wait for the threads: a drop may happen on an async thread, which must not block.
    fn drop(&mut self) {
        self.0.queue.close();
    }
}

/// Runs `body` in a thread that [`Shared::live`] knows of.
fn spawn(shared: Arc<Shared>, name: &str, body: impl FnOnce(&Shared) + Send + 'static) -> Result<(), EmbedError> {
    shared.live.send_modify(|threads| *threads += 1);
    let leaving = Leaving(shared);
    // When this fails, the closure is dropped and `leaving` with it.
    let spawned = thread::Builder::new().name(name.to_owned()).spawn(move || {
        let leaving = leaving;
        body(&leaving.0);
    });
    spawned.map(drop).map_err(|error| EmbedError::Model(format!("no thread for it: {error}")))
}

/// Counts a thread out, however it ends.
struct Leaving(Arc<Shared>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.live.send_modify(|threads| *threads -= 1);
    }
}

/// The thread that serves questions, and bulk texts between them.
fn serve(shared: &Shared, first: Box<dyn Embedder>) {
    let mut session = Session::with(&shared.blueprint, first);
    while let Some(job) = shared.queue.next() {
        job.reply.send(session.embed(&job.text, job.side));
    }
}

/// A thread that works on bulk texts until none is left.
fn help(shared: &Shared) {
    // Its failure is not told: the first session does the work, and tells what is wrong if it fails as well.
    let Ok(mut session) = Session::new(&shared.blueprint) else {
        return shared.queue.helper_left();
    };
    while let Some(job) = shared.queue.next_bulk_or_leave() {
        job.reply.send(session.embed(&job.text, job.side));
    }
}

#[cfg(test)]
mod tests;

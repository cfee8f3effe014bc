//! What waits for the model: questions first, bulk texts behind them.

use std::collections::VecDeque;
use std::iter::Enumerate;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::vec;

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;

use crate::embedding::EmbedError;
use crate::embedding::Side;
use crate::embedding::UnitVector;

/// A question takes about 2 ms, so the last of 128 waits a quarter of a second; with a model ten times slower, 2.5 s,
/// and Discord drops a question that had no reply for 3. Whoever comes later is better told at once.
pub(super) const MAX_QUESTIONS: usize = 128;

/// Questions before which something that may as well be left out still gets into the queue: the rest of the room is
/// for those that cannot be.
pub(super) const MAX_BEFORE_SPARE: usize = MAX_QUESTIONS / 4;

/// With more questions than the model can do, a bulk text still gets its turn after this many: somebody who teaches
/// an answer waits longer, not for ever.
const QUESTIONS_IN_A_ROW: usize = 16;

pub(super) type Answer = Result<UnitVector, EmbedError>;

/// One text to embed.
pub(super) struct Job {
    pub(super) text: String,
    pub(super) side: Side,
    pub(super) reply: Reply,
}

/// Where the vector goes.
pub(super) enum Reply {
    Question(oneshot::Sender<Answer>),
    /// With the text's number among its fellows.
    Bulk(usize, UnboundedSender<(usize, Answer)>),
}

impl Reply {
    /// Nobody may be waiting any more; then the answer is dropped.
    pub(super) fn send(self, answer: Answer) {
        match self {
            Reply::Question(reply) => drop(reply.send(answer)),
            Reply::Bulk(index, replies) => drop(replies.send((index, answer))),
        }
    }
}

/// Shared by those who ask and the threads that answer.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    /// Wakes the thread that serves questions; helpers never wait.
    arrived: Condvar,
}

#[derive(Default)]
struct State {
    closed: bool,
    questions: VecDeque<(String, oneshot::Sender<Answer>)>,
    /// Questions taken since the last bulk text.
    in_a_row: usize,
    /// None of them is empty.
    bulk: Vec<BulkTexts>,
    /// Helper threads that have not left.
    helpers: usize,
}

struct BulkTexts {
    side: Side,
    texts: Enumerate<vec::IntoIter<String>>,
    replies: UnboundedSender<(usize, Answer)>,
}

impl Queue {
    /// Puts a question behind the others, if fewer than `room` are waiting.
    ///
    /// # Errors
    /// [`EmbedError::Busy`] or [`EmbedError::Stopped`].
    pub(super) fn push_question(
        &self,
        text: String,
        reply: oneshot::Sender<Answer>,
        room: usize,
    ) -> Result<(), EmbedError> {
        let mut state = self.lock();
        if state.closed {
            return Err(EmbedError::Stopped);
        }
        if state.questions.len() >= room {
            // Those who gave up waiting leave their questions behind.
            state.questions.retain(|(_, reply)| !reply.is_closed());
        }
        if state.questions.len() >= room {
            return Err(EmbedError::Busy);
        }
        state.questions.push_back((text, reply));
        drop(state);
        self.arrived.notify_one();
        Ok(())
    }

    /// Returns how many helpers the caller has to start so that there are `wished` of them; they are already counted.
    /// A closed queue drops the texts and with them `replies`, which tells whoever waits at the other end.
    pub(super) fn push_bulk(
        &self,
        side: Side,
        texts: Vec<String>,
        replies: UnboundedSender<(usize, Answer)>,
        wished: usize,
    ) -> usize {
        let mut state = self.lock();
        if state.closed || texts.is_empty() {
            return 0;
        }
        state.bulk.push(BulkTexts { side, texts: texts.into_iter().enumerate(), replies });
        let missing = wished.saturating_sub(state.helpers);
        state.helpers += missing;
        drop(state);
        self.arrived.notify_one();
        missing
    }

    /// Waits for the next question or bulk text; `None` when the queue is closed.
    pub(super) fn next(&self) -> Option<Job> {
        let mut state = self.lock();
        while !state.closed {
            if let Some(job) = state.take() {
                return Some(job);
            }
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        None
    }

    /// The next bulk text. `None` when there is none: the helper that asked is then counted out, in the same breath,
    /// so that work which arrives now does not count on it.
    pub(super) fn next_bulk_or_leave(&self) -> Option<Job> {
        let mut state = self.lock();
        let job = state.take_bulk();
        if job.is_none() {
            state.helpers -= 1;
        }
        job
    }

    /// A helper that was counted has ended without being sent away.
    pub(super) fn helper_left(&self) {
        self.lock().helpers -= 1;
    }

    /// Ends the threads; everything that waits is dropped, which tells those who wait for it.
    pub(super) fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.questions.clear();
        state.bulk.clear();
        drop(state);
        self.arrived.notify_all();
    }

    /// No code panics while it holds the lock, so a poisoned state is still whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn take(&mut self) -> Option<Job> {
        if self.in_a_row < QUESTIONS_IN_A_ROW
            && let Some(job) = self.take_question()
        {
            self.in_a_row += 1;
            return Some(job);
        }
        self.in_a_row = 0;
        self.take_bulk().or_else(|| self.take_question())
    }

    fn take_question(&mut self) -> Option<Job> {
        loop {
            let (text, reply) = self.questions.pop_front()?;
            if !reply.is_closed() {
                return Some(Job { text, side: Side::Query, reply: Reply::Question(reply) });
            }
        }
    }

    /// From the work with the fewest texts left: one phrasing that is taught does not wait for an import.
    fn take_bulk(&mut self) -> Option<Job> {
        self.bulk.retain(|bulk| !bulk.replies.is_closed());
        let (position, bulk) = self.bulk.iter_mut().enumerate().min_by_key(|(_, bulk)| bulk.texts.len())?;
        let (index, text) = bulk.texts.next()?;
        let job = Job { text, side: bulk.side, reply: Reply::Bulk(index, bulk.replies.clone()) };
        if bulk.texts.len() == 0 {
            self.bulk.swap_remove(position);
        }
        Some(job)
    }
}

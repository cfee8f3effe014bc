//! The waiting end of bulk work.

use std::time::Duration;
use std::time::Instant;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::mpsc::unbounded_channel;

use super::queue::Answer;
use crate::embedding::EmbedError;

/// 20 times a second looks smooth, and costs nothing beside the embedding.
const PROGRESS_EVERY: Duration = Duration::from_millis(50);

/// A model that failed on this many texts and did none is broken, not the texts. Each panic costs a new session, so
/// going on could take hours to say the same thing for every text.
const HOPELESS_AFTER: usize = 8;

/// Texts on their way. Dropping it gives up those that no thread has begun.
pub(in crate::embedding) struct Bulk {
    answers: UnboundedReceiver<(usize, Answer)>,
    /// Texts without an answer.
    left: usize,
    health: Health,
}

enum Health {
    /// No vector yet, and this many failures.
    Unknown(usize),
    Works,
    Hopeless(EmbedError),
}

impl Bulk {
    /// For `total` texts; the answers go into the sender.
    pub(super) fn new(total: usize) -> (Bulk, UnboundedSender<(usize, Answer)>) {
        let (sender, answers) = unbounded_channel();
        (Bulk { answers, left: total, health: Health::Unknown(0) }, sender)
    }

    /// The answers that have arrived since the last call, at least one, each with its text's number, in any order.
    /// `None` at the end; then the texts without an answer have the error [`Bulk::why_unanswered`].
    pub(in crate::embedding) async fn next(&mut self) -> Option<Vec<(usize, Answer)>> {
        if self.left == 0 || matches!(self.health, Health::Hopeless(_)) {
            return None;
        }
        let mut batch = Vec::new();
        // No answer and an end: the threads are gone.
        if self.answers.recv_many(&mut batch, self.left).await == 0 {
            return None;
        }
        self.left -= batch.len();
        for (_, answer) in &batch {
            self.health.learn(answer);
        }
        if matches!(self.health, Health::Hopeless(_)) {
            self.answers.close();
        }
        Some(batch)
    }

    /// Why some texts got no answer.
    pub(in crate::embedding) fn why_unanswered(&self) -> EmbedError {
        match &self.health {
            Health::Hopeless(error) => error.clone(),
            Health::Unknown(_) | Health::Works => EmbedError::Stopped,
        }
    }
}

impl Health {
    fn learn(&mut self, answer: &Answer) {
        match (&mut *self, answer) {
            (Health::Works, _) => {}
            // A text without direction was read, and that takes a working model.
            (_, Ok(_) | Err(EmbedError::NoDirection)) => *self = Health::Works,
            (Health::Unknown(failures), Err(error)) => {
                *failures += 1;
                if *failures >= HOPELESS_AFTER {
                    *self = Health::Hopeless(error.clone());
                }
            }
            (Health::Hopeless(_), Err(_)) => {}
        }
    }
}

/// Tells how far the work is, not too often.
pub(in crate::embedding) struct Progress<F> {
    report: F,
    done: usize,
    total: usize,
    reported: Instant,
}

impl<F: FnMut(usize, usize)> Progress<F> {
    /// `report` gets the number of texts done, and `total`.
    pub(in crate::embedding) fn new(total: usize, report: F) -> Progress<F> {
        Progress { report, done: 0, total, reported: Instant::now() }
    }

    /// `texts` more are done.
    pub(in crate::embedding) fn advance(&mut self, texts: usize) {
        self.done += texts;
        if self.done < self.total && self.reported.elapsed() >= PROGRESS_EVERY {
            (self.report)(self.done, self.total);
            self.reported = Instant::now();
        }
    }

    /// Nothing is left to do.
    pub(in crate::embedding) fn finish(mut self) {
        (self.report)(self.total, self.total);
    }
}

//! The thread that owns the cross-encoder.

use std::fmt;
use std::num::NonZeroUsize;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::mpsc;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::TrySendError;
use std::thread;

use tokio::sync::oneshot;

use super::CrossEncoder;
use crate::embedding::EmbedError;

/// Makes a session: the first, one for a further thread, or one in place of one that panicked.
pub type CrossEncoderFactory = Box<dyn Fn() -> Result<Box<dyn CrossEncoder>, EmbedError> + Send + Sync>;

/// A question and a stored phrasing.
pub type Pair = (String, String);

/// A question's pairs take some 5 ms, so the last of these waits for 40; whoever comes later is better off without.
const MOST_WAITING: usize = 8;

/// Pairs that are worth a further session: it takes as long to load as to read 30 of them.
const PAIRS_PER_THREAD: usize = 200;

/// The cross-encoder, for everybody: cheap to clone, and never blocks. Its thread ends when the last clone is dropped.
#[derive(Clone)]
pub struct PairReader {
    jobs: SyncSender<Job>,
    factory: Arc<CrossEncoderFactory>,
    threads: NonZeroUsize,
}

struct Job {
    pairs: Vec<Pair>,
    reply: oneshot::Sender<Result<Vec<f32>, EmbedError>>,
}

impl PairReader {
    /// Starts the thread, which makes a session by `factory` when it is first asked: whoever asks first waits some 40 ms
    /// longer. Not at once, as a process that ends while ONNX Runtime loads a session crashes.
    /// [`PairReader::read_many`] makes more, up to `threads`.
    ///
    /// # Errors
    /// [`EmbedError::Model`] when the system gives no thread.
    pub fn start(factory: CrossEncoderFactory, threads: NonZeroUsize) -> Result<PairReader, EmbedError> {
        let (jobs, waiting) = mpsc::sync_channel::<Job>(MOST_WAITING);
        let factory = Arc::new(factory);
        let again = Arc::clone(&factory);
        let body = move || {
            let mut session = Session { factory: &again, encoder: None };
            while let Ok(Job { pairs, reply }) = waiting.recv() {
                // Somebody who gave up waiting leaves the job behind.
                if !reply.is_closed() {
                    drop(reply.send(session.read(&pairs)));
                }
            }
        };
        let spawned = thread::Builder::new().name("cross-encoder".to_owned()).spawn(body);
        spawned.map_err(|error| EmbedError::Model(format!("no thread for it: {error}")))?;
        Ok(PairReader { jobs, factory, threads })
    }

    /// The log-odds of each pair, in their order.
    ///
    /// # Errors
    /// [`EmbedError::Busy`] at once when too many are waiting; [`EmbedError::Model`], after which the next pairs find a
    /// new session; [`EmbedError::Stopped`].
    pub async fn read(&self, pairs: Vec<Pair>) -> Result<Vec<f32>, EmbedError> {
        let (reply, answer) = oneshot::channel();
        self.jobs.try_send(Job { pairs, reply }).map_err(|error| match error {
            TrySendError::Full(_) => EmbedError::Busy,
            TrySendError::Disconnected(_) => EmbedError::Stopped,
        })?;
        answer.await.unwrap_or(Err(EmbedError::Stopped))
    }

    /// The log-odds of many pairs, in their order, with a session for each thread; blocks until all are read.
    ///
    /// # Errors
    /// [`EmbedError::Model`] of whatever went wrong first.
    pub fn read_many(&self, pairs: &[Pair]) -> Result<Vec<f32>, EmbedError> {
        let threads = pairs.len().div_ceil(PAIRS_PER_THREAD).clamp(1, self.threads.get());
        let part = pairs.len().div_ceil(threads).max(1);
        let read = |part| Session { factory: &self.factory, encoder: None }.read(part);
        let parts: Vec<Result<Vec<f32>, EmbedError>> = thread::scope(|scope| {
            let started: Vec<_> = pairs.chunks(part).map(|part| scope.spawn(move || read(part))).collect();
            let stopped = || Err(EmbedError::Stopped);
            started.into_iter().map(|thread| thread.join().unwrap_or_else(|_| stopped())).collect()
        });
        Ok(parts.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
    }
}

impl fmt::Debug for PairReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PairReader").field("threads", &self.threads).finish_non_exhaustive()
    }
}

/// One thread's cross-encoder. After a panic its state may be broken, so the next pairs get a new one.
struct Session<'a> {
    factory: &'a CrossEncoderFactory,
    encoder: Option<Box<dyn CrossEncoder>>,
}

impl Session<'_> {
    fn read(&mut self, pairs: &[Pair]) -> Result<Vec<f32>, EmbedError> {
        let mut encoder = self.encoder.take().map_or_else(|| (self.factory)(), Ok)?;
        let read = || pairs.iter().map(|(question, phrasing)| encoder.log_odds(question, phrasing)).collect();
        match catch_unwind(AssertUnwindSafe(read)) {
            Ok(result) => {
                self.encoder = Some(encoder);
                result
            }
            Err(_) => {
                // What panicked once may panic again while it is taken down.
                drop(catch_unwind(AssertUnwindSafe(|| drop(encoder))));
                Err(EmbedError::Model("it panicked".to_owned()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Counts the letters in which two texts differ in length; misbehaves when asked to.
    struct Lengths(Option<mpsc::Receiver<()>>);

    impl CrossEncoder for Lengths {
        fn log_odds(&mut self, question: &str, phrasing: &str) -> Result<f32, EmbedError> {
            if let Some(go_on) = &self.0 {
                go_on.recv().unwrap();
            }
            match question {
                "panic" => panic!("as asked"),
                "fail" => Err(EmbedError::Model("as asked".to_owned())),
                _ => Ok(question.len() as f32 - phrasing.len() as f32),
            }
        }
    }

    fn start(first: Lengths) -> PairReader {
        let first = Mutex::new(Some(first));
        let factory = move || -> Result<Box<dyn CrossEncoder>, EmbedError> {
            Ok(Box::new(first.lock().unwrap().take().unwrap_or(Lengths(None))))
        };
        PairReader::start(Box::new(factory), NonZeroUsize::new(3).unwrap()).unwrap()
    }

    fn pairs(texts: &[(&str, &str)]) -> Vec<Pair> {
        texts.iter().map(|(question, phrasing)| ((*question).to_owned(), (*phrasing).to_owned())).collect()
    }

    #[tokio::test]
    async fn every_pair_gets_its_number_in_order() {
        let reader = start(Lengths(None));
        assert_eq!(reader.read(pairs(&[("abc", "a"), ("a", "abcd"), ("", "")])).await, Ok(vec![2.0, -3.0, 0.0]));
        assert_eq!(reader.read(Vec::new()).await, Ok(Vec::new()));
        let many: Vec<Pair> = (0..1_000).map(|n| ("x".repeat(n % 7), "y".repeat(n % 5))).collect();
        let expected: Vec<f32> = many.iter().map(|(a, b)| a.len() as f32 - b.len() as f32).collect();
        assert_eq!(reader.read_many(&many), Ok(expected));
        assert_eq!(reader.read_many(&[]), Ok(Vec::new()));
    }

    #[tokio::test]
    async fn what_fails_or_panics_is_told_and_the_next_is_read() {
        let reader = start(Lengths(None));
        for bad in ["panic", "fail"] {
            assert!(matches!(reader.read(pairs(&[("a", "b"), (bad, "b")])).await, Err(EmbedError::Model(_))), "{bad}");
            assert_eq!(reader.read(pairs(&[("ab", "b")])).await, Ok(vec![1.0]));
            assert!(matches!(reader.read_many(&pairs(&[(bad, "")])), Err(EmbedError::Model(_))));
        }
    }

    #[tokio::test]
    async fn whoever_comes_to_a_full_queue_is_told_at_once() {
        let (go, go_on) = mpsc::channel();
        let reader = Arc::new(start(Lengths(Some(go_on))));
        let waiting = Mutex::new(Vec::new());
        let mut busy = false;
        // One is in work, and the queue holds no more than so many.
        for _ in 0..=MOST_WAITING + 1 {
            let mut read = Box::pin({
                let reader = Arc::clone(&reader);
                async move { reader.read(pairs(&[("ab", "b")])).await }
            });
            let polled = std::future::poll_fn(|context| std::task::Poll::Ready(read.as_mut().poll(context))).await;
            match polled {
                std::task::Poll::Ready(answer) => {
                    assert_eq!(answer, Err(EmbedError::Busy));
                    busy = true;
                }
                std::task::Poll::Pending => waiting.lock().unwrap().push(read),
            }
        }
        assert!(busy);
        let waiting = waiting.into_inner().unwrap();
        for _ in &waiting {
            go.send(()).unwrap();
        }
        for read in waiting {
            assert_eq!(read.await, Ok(vec![1.0]));
        }
    }
}

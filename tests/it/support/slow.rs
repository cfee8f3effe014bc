//! A stand-in for the model that takes its time.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::time::Duration;

use askwell::embedding::EmbedError;
use askwell::embedding::Embedder;
use askwell::embedding::Fingerprint;
use askwell::embedding::Side;
use askwell::embedding::UnitVector;
use askwell::embedding::lexical::LexicalEmbedder;
use askwell::embedding::worker::ModelHandle;

/// How long each question takes from now on, in milliseconds.
#[derive(Clone, Default)]
pub(crate) struct Pause(Arc<AtomicU64>);

impl Pause {
    pub(crate) fn set(&self, pause: Duration) {
        self.0.store(u64::try_from(pause.as_millis()).unwrap(), Ordering::Relaxed);
    }

    /// From now on every question fails.
    pub(crate) fn fail(&self) {
        self.0.store(u64::MAX, Ordering::Relaxed);
    }
}

struct Slow {
    words: LexicalEmbedder,
    pause: Pause,
}

impl Embedder for Slow {
    fn fingerprint(&self) -> &Fingerprint {
        self.words.fingerprint()
    }

    fn dimensions(&self) -> usize {
        self.words.dimensions()
    }

    fn embed(&mut self, text: &str, side: Side) -> Result<UnitVector, EmbedError> {
        if side == Side::Query {
            match self.pause.0.load(Ordering::Relaxed) {
                u64::MAX => return Err(EmbedError::Model("the secret cause".to_owned())),
                pause => std::thread::sleep(Duration::from_millis(pause)),
            }
        }
        self.words.embed(text, side)
    }
}

/// A model that does one question after another and knows words only, and what slows it down.
pub(crate) fn model() -> (ModelHandle, Pause) {
    let pause = Pause::default();
    let slow = |pause: &Pause| Box::new(Slow { words: LexicalEmbedder::new(), pause: pause.clone() });
    let first = slow(&pause);
    let others = pause.clone();
    let factory = move || -> Result<Box<dyn Embedder>, EmbedError> { Ok(slow(&others)) };
    (ModelHandle::start(first, Box::new(factory), NonZeroUsize::MIN).unwrap(), pause)
}

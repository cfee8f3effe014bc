//! Who is typing: a newer keystroke of the same person makes the older one give up.

use std::collections::HashMap;
use std::collections::hash_map;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use tokio::sync::watch;

/// Knows the newest keystroke of everybody who is typing, so that nobody's typing queues up behind itself.
///
/// Cheap to clone. Holds nothing of a person whose last keystroke has ended.
#[derive(Clone, Default)]
pub struct Typing(Arc<Mutex<Typists>>);

#[derive(Default)]
struct Typists {
    /// By person. Replacing a sender drops it, which is how its keystroke learns of it.
    newest: HashMap<u64, (u64, watch::Sender<()>)>,
    /// Keystrokes begun so far: the number of the next.
    begun: u64,
}

/// One keystroke of a person, until it is dropped.
pub struct Keystroke {
    typing: Typing,
    person: u64,
    number: u64,
    newest: watch::Receiver<()>,
}

impl Typing {
    /// With nobody typing.
    #[must_use]
    pub fn new() -> Typing {
        Typing::default()
    }

    /// `person` has typed; their keystrokes before this one are superseded.
    #[must_use]
    pub fn begin(&self, person: u64) -> Keystroke {
        let (sender, newest) = watch::channel(());
        let mut typists = self.lock();
        let number = typists.begun;
        typists.begun += 1;
        typists.newest.insert(person, (number, sender));
        drop(typists);
        Keystroke { typing: self.clone(), person, number, newest }
    }

    /// How many people are typing.
    #[must_use]
    pub fn typists(&self) -> usize {
        self.lock().newest.len()
    }

    /// No code panics while it holds the lock, so a poisoned map is still whole.
    fn lock(&self) -> MutexGuard<'_, Typists> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keystroke {
    /// Returns when the same person has typed on; never, if they do not.
    pub async fn superseded(&self) {
        // Nothing is ever sent: the only change is that the sender goes.
        let _ = self.newest.clone().changed().await;
    }

    /// Whether the same person has typed on.
    #[must_use]
    pub fn is_superseded(&self) -> bool {
        self.newest.has_changed().is_err()
    }
}

impl Drop for Keystroke {
    fn drop(&mut self) {
        if let hash_map::Entry::Occupied(newest) = self.typing.lock().newest.entry(self.person)
            && newest.get().0 == self.number
        {
            newest.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Context;
    use std::task::Poll;
    use std::task::Waker;

    use super::*;

    fn waits(keystroke: &Keystroke) -> bool {
        let polled = pin!(keystroke.superseded()).poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(polled.is_ready(), keystroke.is_superseded());
        polled == Poll::Pending
    }

    #[test]
    fn only_the_newest_keystroke_of_a_person_goes_on() {
        let typing = Typing::new();
        let (first, other) = (typing.begin(1), typing.begin(2));
        assert!(waits(&first) && waits(&other));
        let second = typing.begin(1);
        assert!(!waits(&first) && waits(&second) && waits(&other));
        let third = typing.begin(1);
        assert!(!waits(&first) && !waits(&second) && waits(&third) && waits(&other));
    }

    #[test]
    fn an_older_keystroke_that_ends_late_takes_nothing_with_it() {
        let typing = Typing::new();
        let first = typing.begin(1);
        let second = typing.begin(1);
        drop(first);
        assert!(waits(&second));
        let third = typing.begin(1);
        assert!(!waits(&second) && waits(&third));
    }

    #[test]
    fn nothing_is_kept_of_those_who_stopped() {
        let typing = Typing::new();
        for person in 0..10_000 {
            let first = typing.begin(person);
            let second = typing.begin(person);
            drop((second, first));
        }
        assert_eq!(typing.typists(), 0);
    }

    #[tokio::test]
    async fn who_waits_is_woken() {
        let typing = Typing::new();
        let first = typing.begin(1);
        let waiting = tokio::spawn(async move { first.superseded().await });
        tokio::task::yield_now().await;
        let _second = typing.begin(1);
        waiting.await.unwrap();
    }
}

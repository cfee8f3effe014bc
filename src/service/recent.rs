//! The last answer that each person got, for those who ask why they got it.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use crate::service::Answer;

/// Remembers what each person was answered last in each place; when it is full, the oldest answer is forgotten.
/// In memory alone: a restart forgets all of them.
///
/// Persons and places are numbers that the front-end chooses.
pub struct Recent {
    capacity: usize,
    answers: Mutex<Answers>,
}

#[derive(Default)]
struct Answers {
    /// By person and place, each with the number it was given.
    last: HashMap<(u64, u64), (u64, Arc<Answer>)>,
    /// In the order remembered. Some were replaced since: their number is not that in `last`.
    order: VecDeque<(u64, (u64, u64))>,
    /// Answers remembered so far: the number of the next.
    remembered: u64,
}

impl Recent {
    /// Answers that are usually kept: some 20 MB at most, and enough for the hour after which nobody asks why.
    pub const CAPACITY: usize = 10_000;

    /// Remembers `capacity` answers at most.
    #[must_use]
    pub fn new(capacity: usize) -> Recent {
        Recent { capacity, answers: Mutex::default() }
    }

    /// `person` was answered with `answer` in `place`.
    pub fn remember(&self, person: u64, place: u64, answer: Arc<Answer>) {
        let mut answers = self.lock();
        let number = answers.remembered;
        answers.remembered += 1;
        answers.last.insert((person, place), (number, answer));
        answers.order.push_back((number, (person, place)));
        while answers.last.len() > self.capacity {
            answers.forget_oldest();
        }
        // Somebody who asks again and again leaves their former turns behind.
        if answers.order.len() > 2 * self.capacity {
            answers.tidy();
        }
    }

    /// What `person` was last answered in `place`.
    #[must_use]
    pub fn last(&self, person: u64, place: u64) -> Option<Arc<Answer>> {
        self.lock().last.get(&(person, place)).map(|(_, answer)| Arc::clone(answer))
    }

    /// No code panics while it holds the lock, so a poisoned memory is still whole.
    fn lock(&self) -> MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Recent {
    fn default() -> Recent {
        Recent::new(Recent::CAPACITY)
    }
}

impl Answers {
    fn forget_oldest(&mut self) {
        while let Some((number, key)) = self.order.pop_front() {
            if self.is_last(number, key) {
                self.last.remove(&key);
                return;
            }
        }
    }

    fn tidy(&mut self) {
        let order = std::mem::take(&mut self.order);
        self.order = order.into_iter().filter(|&(number, key)| self.is_last(number, key)).collect();
    }

    fn is_last(&self, number: u64, key: (u64, u64)) -> bool {
        self.last.get(&key).is_some_and(|(last, _)| *last == number)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::matching::judgement::Judgement;
    use crate::matching::screening::Unaskable;

    fn answer(question: &str) -> Arc<Answer> {
        Arc::new(Answer {
            question: question.to_owned(),
            repaired: None,
            judgement: Judgement::unaskable(Unaskable::Empty),
            entries: Vec::new(),
            unaskable: None,
            elapsed: Duration::ZERO,
            receipt: None,
            past_review: None,
        })
    }

    fn asked(recent: &Recent, person: u64, place: u64) -> Option<String> {
        recent.last(person, place).map(|answer| answer.question.clone())
    }

    #[test]
    fn the_last_answer_of_each_person_and_place_is_known() {
        let recent = Recent::default();
        for (person, place, question) in [(1, 1, "a"), (1, 2, "b"), (2, 1, "c"), (1, 1, "d")] {
            recent.remember(person, place, answer(question));
        }
        assert_eq!(asked(&recent, 1, 1).as_deref(), Some("d"));
        assert_eq!(asked(&recent, 1, 2).as_deref(), Some("b"));
        assert_eq!(asked(&recent, 2, 1).as_deref(), Some("c"));
        assert_eq!(asked(&recent, 2, 2), None);
    }

    #[test]
    fn the_oldest_is_forgotten_first() {
        let recent = Recent::new(2);
        for (person, question) in [(1, "a"), (2, "b"), (1, "c"), (3, "d")] {
            recent.remember(person, 0, answer(question));
        }
        assert_eq!([1, 2, 3].map(|person| asked(&recent, person, 0).is_some()), [true, false, true]);
    }

    #[test]
    fn memory_stays_within_its_bound() {
        let (recent, shared) = (Recent::new(100), answer("a"));
        for turn in 0..100_000 {
            recent.remember(turn % 7, 0, Arc::clone(&shared));
            recent.remember(turn, 1, Arc::clone(&shared));
        }
        let answers = recent.lock();
        assert!(answers.last.len() <= 100 && answers.order.len() <= 200);
        drop(answers);
        let none = Recent::new(0);
        none.remember(1, 1, shared);
        assert!(none.last(1, 1).is_none());
    }
}

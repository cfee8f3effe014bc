//! What each question came to.

use serde::Deserialize;
use serde::Serialize;

use crate::matching::judgement::Verdict;

/// What a question came to for whoever asked it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// In scope and answered with a right entry.
    AnsweredRight,
    /// In scope and answered with a wrong entry.
    AnsweredWrong,
    /// In scope and offered a choice with a right entry in it.
    ChoiceWithRight,
    /// In scope and offered a choice without one.
    ChoiceWithout,
    /// In scope and not answered.
    Missed,
    /// Out of scope and answered.
    OutAnswered,
    /// Out of scope and offered a choice.
    OutChoice,
    /// Out of scope and not answered.
    OutAbstained,
}

impl Fate {
    /// Of a question that some entry answers (`in_scope`), by its verdict, and whether a right entry was `shown`.
    #[must_use]
    pub fn of(in_scope: bool, verdict: Verdict, shown: bool) -> Fate {
        match (in_scope, verdict, shown) {
            (true, Verdict::Answer, true) => Fate::AnsweredRight,
            (true, Verdict::Answer, false) => Fate::AnsweredWrong,
            (true, Verdict::Choose, true) => Fate::ChoiceWithRight,
            (true, Verdict::Choose, false) => Fate::ChoiceWithout,
            (true, Verdict::Abstain, _) => Fate::Missed,
            (false, Verdict::Answer, _) => Fate::OutAnswered,
            (false, Verdict::Choose, _) => Fate::OutChoice,
            (false, Verdict::Abstain, _) => Fate::OutAbstained,
        }
    }
}

/// An outcome as far as the figures need it, whatever ranked the entries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Place of the first right entry, from 1.
    pub rank: Option<usize>,
    /// Of the best candidate, 0 to 1.
    pub confidence: f32,
    /// What it came to.
    pub fate: Fate,
}

impl Mark {
    /// Whether some entry answers the question.
    #[must_use]
    pub fn in_scope(&self) -> bool {
        !matches!(self.fate, Fate::OutAnswered | Fate::OutChoice | Fate::OutAbstained)
    }

    /// Whether the best candidate is right.
    #[must_use]
    pub fn first_is_right(&self) -> bool {
        self.rank == Some(1)
    }
}

/// A count, to be divided.
#[expect(clippy::cast_precision_loss, reason = "counts of questions are far below 2^52")]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}

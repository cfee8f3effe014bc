//! What a space holds, in numbers, counted by the store.

use std::cmp::Ordering;

use crate::store::Moment;

/// How much a space holds of what comes from people who ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Recorded questions.
    pub questions: u64,
    /// When the oldest of them was asked.
    pub oldest: Option<Moment>,
    /// Votes on them.
    pub votes: u64,
    /// Open suggestions.
    pub suggestions: u64,
    /// Open clusters of missed questions.
    pub clusters: u64,
}

/// Silent questions of one channel that came to the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The channel; `None` for those asked in none.
    pub channel: Option<u64>,
    /// The verdict: `answer`, `choose` or `abstain`.
    pub verdict: String,
    /// Whether more people said that it is right than that it is wrong, fewer, or as many.
    pub judged: Ordering,
    /// How many questions.
    pub questions: u64,
}

//! What may be the answer to a question.

use crate::entry::EntryId;
use crate::matching::confidence::Features;

/// An entry that may be what the question asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The entry.
    pub entry: EntryId,
    /// Its phrasing closest to the question, as stored.
    pub phrasing: String,
    /// Probability that this entry's answer is the right one, 0 to 1.
    pub confidence: f32,
    /// What the confidence is made of.
    pub features: Features,
    /// Whether the question is closer to it with its spelling repaired than as typed.
    pub reread: bool,
    /// What the second look at it showed; `None` where none was taken.
    pub read: Option<Read>,
}

/// A candidate that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Read {
    /// Log-odds that the cross-encoder gave.
    pub log_odds: f32,
    /// What came of it: the change of the candidate's log-odds.
    pub change: f32,
}

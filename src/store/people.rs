//! What is held on one person, and what they decided about it.

use crate::store::AskedQuestion;
use crate::store::Member;
use crate::store::Vote;

/// What a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Whether their questions may be recorded.
    pub recorded: bool,
    /// Whether they are told when a question of theirs has an answer.
    pub told: bool,
}

impl Default for Preferences {
    /// Who says nothing is recorded and told.
    fn default() -> Preferences {
        Preferences { recorded: true, told: true }
    }
}

/// All that a space holds on one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeldOn {
    /// Their questions, oldest first.
    pub questions: Vec<AskedQuestion>,
    /// Their votes, oldest first.
    pub votes: Vec<Vote>,
    /// What they asked that was missed, with the numbers of the clusters.
    pub missed: Vec<(u64, Member)>,
    /// The clusters that they follow, by number.
    pub follows: Vec<u64>,
    /// Suggestions that their votes support: number and question.
    pub suggested: Vec<(u64, String)>,
    /// Notices that wait for them.
    pub notices: u64,
    /// Changes in the history that carry their name.
    pub changes: u64,
    /// What they decided.
    pub preferences: Preferences,
}

/// How much was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Questions.
    pub questions: u64,
    /// Votes, their own and those on their questions.
    pub votes: u64,
    /// Places in clusters of missed questions.
    pub missed: u64,
    /// Clusters that they followed.
    pub follows: u64,
    /// Suggestions that they had supported. Those that somebody else supports as well stay, in that person's words.
    pub suggestions: u64,
    /// Notices.
    pub notices: u64,
    /// Changes in the history that no longer carry their name.
    pub changes: u64,
}

impl Forgotten {
    /// Whether there was nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Forgotten::default()
    }
}

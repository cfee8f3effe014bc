//! What is held on one person, and what they decided about it.

use crate::store::Action;
use crate::store::AskedQuestion;
use crate::store::ItemKey;
use crate::store::Member;
use crate::store::Moment;
use crate::store::Notice;
use crate::store::Vote;

/// What a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Whether their questions may be recorded.
    pub recorded: bool,
    /// Whether they are told when a question of theirs has an answer.
    pub told: bool,
}

impl Preferences {
    /// Whether they said no to something.
    #[must_use]
    pub fn say_no(self) -> bool {
        self != Preferences::default()
    }
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
    /// Notices for them, those that wait oldest first, then those that are done with by what they were about.
    pub notices: Vec<HeldNotice>,
    /// Changes in the history that carry their name, in the order of the history.
    pub changes: Vec<HeldChange>,
    /// What they decided.
    pub preferences: Preferences,
}

impl HeldOn {
    /// How many notices wait for them.
    #[must_use]
    pub fn waiting_notices(&self) -> usize {
        self.notices.iter().filter(|notice| notice.waits.is_some()).count()
    }
}

/// A notice for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldNotice {
    /// What it is about: its key, without the person's hash.
    pub about: String,
    /// What they are still to be told; `None` where that is done with, and nothing is kept of it but the key.
    pub waits: Option<Notice>,
}

/// What a person changed: one item in one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldChange {
    /// Its number in the history.
    pub number: u64,
    /// When.
    pub at: Moment,
    /// What they did.
    pub action: Action,
    /// To what.
    pub key: ItemKey,
    /// What they were called.
    pub name: String,
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
    /// What they decided, as it is from now on: what they said no to stays so.
    pub left: Preferences,
}

impl Forgotten {
    /// Whether there was nothing to delete.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Forgotten { left: self.left, ..Forgotten::default() }
    }
}

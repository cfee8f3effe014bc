//! Questions that could not be answered, alike ones together.

use std::collections::BTreeSet;

use crate::entry::EntryId;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::Place;
use crate::store::RowId;
use crate::store::StoredVector;

/// What became of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClusterState {
    /// Waits for somebody.
    Open,
    /// There is an answer now.
    Resolved,
    /// Nobody is to answer it.
    Dismissed,
}

impl ClusterState {
    /// All of them.
    pub const ALL: [ClusterState; 3] = [ClusterState::Open, ClusterState::Resolved, ClusterState::Dismissed];

    /// Its name in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ClusterState::Open => "open",
            ClusterState::Resolved => "resolved",
            ClusterState::Dismissed => "dismissed",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<ClusterState> {
        ClusterState::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Missed questions that mean the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Number in its space, from 1, in the order in which they began.
    pub number: u64,
    /// The question that it began with, redacted; after a deletion, the oldest that is left.
    pub text: String,
    /// The vector of `text`.
    pub vector: StoredVector,
    /// What became of it.
    pub state: ClusterState,
    /// When it was first asked.
    pub first: Moment,
    /// When it was last asked.
    pub last: Moment,
    /// Questions, the same by the same person counted once.
    pub asked: u64,
    /// Persons.
    pub askers: u64,
    /// The entry that came closest when it began.
    pub nearest: Option<EntryId>,
    /// The entry that resolved it.
    pub resolved_by: Option<EntryId>,
    /// Number of the change in the history that closed it; 0 where none did.
    pub closed_in: u64,
}

/// How the questions of a cluster came to be missed, as far as they are still recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HowMissed {
    /// The cluster.
    pub cluster: u64,
    /// Persons who got no answer.
    pub unanswered: u64,
    /// Persons who said that an answer was to something else, by the entry that they said it of, those first that most did.
    pub wrong: Vec<(EntryId, u64)>,
    /// Persons who chose none of what was offered.
    pub none: u64,
}

/// One person's question in a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The question as last asked, redacted.
    pub text: String,
    /// Who asked.
    pub person: PersonKey,
    /// Where it was last asked.
    pub place: Place,
    /// When it was first asked.
    pub first: Moment,
    /// When it was last asked.
    pub last: Moment,
    /// How often that person asked it.
    pub times: u64,
}

/// A missed question on its way into a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct NewMissed {
    /// The recorded question.
    pub question: RowId,
    /// The question, redacted.
    pub text: String,
    /// [`normalized`](crate::entry::normalized) `text`: what counts as the same question.
    pub normal: String,
    /// The vector of `text`.
    pub vector: StoredVector,
    /// Who asked.
    pub person: PersonKey,
    /// Where.
    pub place: Place,
    /// When.
    pub at: Moment,
    /// The entry that came closest.
    pub nearest: Option<EntryId>,
}

/// What came of a missed question.
#[derive(Clone, Debug, PartialEq)]
pub enum Added {
    /// It is in this cluster now.
    To(Box<Cluster>),
    /// Somebody began clusters that the caller has not seen; it is to look at them and try again.
    Newer(Vec<Cluster>),
}

/// Somebody who is to be told once a cluster is resolved, as they have said themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follower {
    /// Who.
    pub person: PersonKey,
    /// Where they are to be told.
    pub place: Place,
    /// When they said so.
    pub at: Moment,
}

/// A cluster that is to be closed, or opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The cluster.
    pub number: u64,
    /// What becomes of it. [`ClusterState::Open`] takes back what was decided, and with it its notices: one that nobody has
    /// taken yet is as if it had never been, and one that somebody has taken, who may have shown it, is finished with.
    pub state: ClusterState,
    /// The entry that resolves it.
    pub by: Option<EntryId>,
    /// All who asked in it or follow it, as whoever says whom to tell has read them: others that there are by then are not
    /// forgotten, but make the closing fail with [`StoreError::Joined`]. `None` where nobody is to be told.
    ///
    /// [`StoreError::Joined`]: crate::store::StoreError::Joined
    pub people: Option<BTreeSet<PersonKey>>,
}

impl Closing {
    /// Without an entry that resolves it.
    #[must_use]
    pub fn to(state: ClusterState, number: u64) -> Closing {
        Closing { number, state, by: None, people: None }
    }
}

//! What people's choices and votes propose. Nothing of it is served until somebody approves.

use crate::entry::EntryId;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::RowId;

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuggestionKind {
    /// The question becomes a phrasing of the entry.
    Phrasing,
    /// The question becomes a counter-example of the entry.
    Counter,
}

impl SuggestionKind {
    /// All of them.
    pub const ALL: [SuggestionKind; 2] = [SuggestionKind::Phrasing, SuggestionKind::Counter];

    /// Its name in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SuggestionKind::Phrasing => "phrasing",
            SuggestionKind::Counter => "counter",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<SuggestionKind> {
        SuggestionKind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What became of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionState {
    /// Waits for somebody.
    Open,
    /// It was done.
    Approved,
    /// It is not to be proposed again.
    Rejected,
}

impl SuggestionState {
    /// All of them.
    pub const ALL: [SuggestionState; 3] = [SuggestionState::Open, SuggestionState::Approved, SuggestionState::Rejected];

    /// Its name in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            SuggestionState::Open => "open",
            SuggestionState::Approved => "approved",
            SuggestionState::Rejected => "rejected",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<SuggestionState> {
        SuggestionState::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A proposal, with how many people stand behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Number in its space, from 1, in the order in which they came up.
    pub number: u64,
    /// What is proposed.
    pub kind: SuggestionKind,
    /// For which entry.
    pub entry: EntryId,
    /// The question as first asked, redacted.
    pub text: String,
    /// What became of it.
    pub state: SuggestionState,
    /// When it came up.
    pub at: Moment,
    /// How many persons' votes propose it; each counts once.
    pub supporters: u64,
}

/// One person's vote for a suggestion, which may be the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// What is proposed.
    pub kind: SuggestionKind,
    /// For which entry.
    pub entry: EntryId,
    /// The question, redacted.
    pub text: String,
    /// [`normalized`](crate::entry::normalized) `text`: what counts as the same question.
    pub normal: String,
    /// Who.
    pub person: PersonKey,
    /// The question that it comes from.
    pub question: RowId,
    /// When.
    pub at: Moment,
}

/// A suggestion that is to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deciding {
    /// The suggestion.
    pub number: u64,
    /// What becomes of it; [`SuggestionState::Open`] takes back what was decided.
    pub state: SuggestionState,
}

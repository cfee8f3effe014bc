//! What somebody means to do, and what waits for them to decide on.

use std::fmt;

use crate::entry::EntryId;
use crate::service::CurateError;
use crate::service::Memory;
use crate::service::writing::EntryChange;
use crate::service::writing::NewEntry;
use crate::store::Draft;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::StoredItem;
use crate::store::Suggestion;
use crate::store::SuggestionState;

/// What somebody means to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Planned {
    /// Write a new entry; with the number of the cluster of missed questions that it answers, if it does.
    Teach(NewEntry, Option<u64>),
    /// Change an entry; with the number of the cluster of missed questions that it answers then, if it does.
    Edit(EntryId, EntryChange, Option<u64>),
    /// Take an entry out of service; it and its history stay.
    Retire(EntryId),
    /// Put a retired entry back.
    Restore(EntryId),
    /// Keep something as a draft, whatever the caller may do at once.
    Propose(Proposal),
    /// Approve what waits.
    Approve(Pending),
    /// Give what a draft says to an entry that is there.
    Merge(Merge),
    /// Approve a suggestion in other words than it was made in.
    ApproveAs(u64, String),
    /// Say that an entry that is there answers a cluster of missed questions.
    Join(Join),
    /// Take a change back as a whole.
    Undo(u64),
}

/// What is to be kept as a draft, whoever writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A new entry; with the number of the cluster of missed questions that it answers, if it does. One without an id gets
    /// one that is free.
    New(NewEntry, Option<u64>),
    /// A change to an entry, by somebody who has seen this revision of it; `None` where it was a file's alone.
    Change(EntryId, Option<u64>, EntryChange),
    /// Other words for a draft that waits, by somebody who has seen this revision of it. A draft that changes an entry
    /// changes the entry as it is now.
    Again(String, u64, EntryChange),
}

/// An entry answers a cluster of missed questions: it gets the question that the cluster began with as a phrasing, and
/// those who asked are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    /// The cluster.
    pub cluster: u64,
    /// The entry, which is in service.
    pub into: EntryId,
}

/// What a draft gives to an entry that is there; the draft is gone afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The draft's id.
    pub draft: String,
    /// The entry that gets something.
    pub into: EntryId,
    /// Whether it gets the answer in the place of its own; otherwise the questions alone.
    pub answer: bool,
}

/// Something that waits, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pending {
    /// A draft by its id.
    Draft(String),
    /// A suggestion by its number.
    Suggestion(u64),
}

/// As people type it.
impl fmt::Display for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pending::Draft(id) => f.write_str(id),
            Pending::Suggestion(number) => write!(f, "{number}"),
        }
    }
}

impl Pending {
    /// Reads what people type: the number of a suggestion, or the id of a draft.
    #[must_use]
    pub fn parse(text: &str) -> Pending {
        let text = text.trim();
        text.parse().map_or_else(|_| Pending::Draft(text.to_owned()), Pending::Suggestion)
    }
}

impl Memory {
    /// A draft that waits.
    pub(super) async fn waiting_draft(&self, id: &str) -> Result<(StoredItem, Draft), CurateError> {
        let missing = || CurateError::NotThere(format!("the draft {id:?}"));
        let stored = self.store().item(self.space(), &ItemKey::draft(id)).await?.ok_or_else(missing)?;
        match &stored.item {
            Item::Draft(draft) => {
                let draft = draft.clone();
                Ok((stored, draft))
            }
            _ => Err(missing()),
        }
    }

    /// A suggestion that waits.
    pub(super) async fn open_suggestion(&self, number: u64) -> Result<Suggestion, CurateError> {
        let open = self.store().suggestions(self.space(), SuggestionState::Open).await?;
        let found = open.into_iter().find(|suggestion| suggestion.number == number);
        found.ok_or_else(|| CurateError::NotThere(format!("suggestion {number}")))
    }
}

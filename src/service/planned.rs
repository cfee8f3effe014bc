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
    /// Change an entry.
    Edit(EntryId, EntryChange),
    /// Take an entry out of service; it and its history stay.
    Retire(EntryId),
    /// Put a retired entry back.
    Restore(EntryId),
    /// Approve what waits.
    Approve(Pending),
    /// Take a change back as a whole.
    Undo(u64),
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

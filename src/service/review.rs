//! What waits for somebody: drafts and suggestions, each to be approved or rejected. Nothing of it is served before.

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::State;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Done;
use crate::service::FaqService;
use crate::service::OnNear;
use crate::service::plan::Planned;
use crate::store::Action;
use crate::store::Commit;
use crate::store::Deciding;
use crate::store::Draft;
use crate::store::Edit;
use crate::store::Item;
use crate::store::ItemKind;
use crate::store::Suggestion;
use crate::store::SuggestionState;

/// What waits for a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// By their ids, which is the order in which they came.
    pub drafts: Vec<WaitingDraft>,
    /// Those with most supporters first.
    pub suggestions: Vec<Suggestion>,
}

/// A draft with what it would change.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingDraft {
    /// Its id.
    pub id: String,
    /// What it says.
    pub draft: Draft,
    /// The entry as it is now; `None` where it would be a new one.
    pub now: Option<Entry>,
}

/// Something that waits, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pending {
    /// A draft by its id.
    Draft(String),
    /// A suggestion by its number.
    Suggestion(u64),
}

impl Pending {
    /// Reads what people type: the number of a suggestion, or the id of a draft.
    #[must_use]
    pub fn parse(text: &str) -> Pending {
        let text = text.trim();
        text.parse().map_or_else(|_| Pending::Draft(text.to_owned()), Pending::Suggestion)
    }
}

impl FaqService {
    /// All that waits.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn waiting_for_review(&self, caller: &Caller) -> Result<Waiting, CurateError> {
        caller.may(Act::Review)?;
        let memory = self.memory_to_write()?;
        let items = memory.store().items(memory.space()).await?;
        let mut drafts = Vec::new();
        for stored in items.items.into_iter().filter(|stored| stored.key.kind == ItemKind::Draft) {
            if let Item::Draft(draft) = stored.item {
                let now = self.current(&draft.entry.id).await?.map(|current| current.entry);
                drafts.push(WaitingDraft { id: stored.key.id, draft, now });
            }
        }
        let suggestions = memory.store().suggestions(memory.space(), SuggestionState::Open).await?;
        Ok(Waiting { drafts, suggestions })
    }

    /// [`Planned::Approve`]: from then on it is served.
    ///
    /// # Errors
    /// [`CurateError::Conflict`] where what it would change is another than when it was written.
    pub async fn approve(&self, caller: &Caller, pending: &Pending) -> Result<Done, CurateError> {
        self.carry_out(caller, &Planned::Approve(pending.clone()), OnNear::KeepBoth).await
    }

    /// Rejects it: it is not proposed again.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn reject(&self, caller: &Caller, pending: &Pending) -> Result<Done, CurateError> {
        caller.may(Act::Review)?;
        let memory = self.memory_to_write()?;
        let author = memory.author(caller).await?;
        let mut commit = Commit::of(author, memory.now(), Action::Reject, Vec::new());
        let entry = match pending {
            Pending::Draft(id) => {
                let (stored, draft) = self.waiting_draft(memory, id).await?;
                commit.edits.push(Edit { key: stored.key, expected: stored.revision, after: None });
                draft.entry.id
            }
            Pending::Suggestion(number) => {
                let suggestion = self.open_suggestion(memory, *number).await?;
                commit.decided.push(Deciding { number: *number, state: SuggestionState::Rejected });
                suggestion.entry
            }
        };
        let number = self.commit(memory, &commit).await?;
        Ok(Done { number, entry: Some(entry), draft: None, told: 0 })
    }

    /// The entry with this id, if it is in service.
    pub(super) async fn served(&self, id: &EntryId) -> Result<super::curate::Current, CurateError> {
        let current = self.current(id).await?.filter(|current| current.entry.state == State::Approved);
        current.ok_or_else(|| CurateError::NoSuchEntry(id.clone()))
    }
}

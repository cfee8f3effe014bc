//! What waits for somebody: drafts and suggestions, each to be approved or rejected. Nothing of it is served before.

use std::collections::HashMap;

use time::Date;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::entry::State;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Done;
use crate::service::FaqService;
use crate::service::Flawed;
use crate::service::Memory;
use crate::service::OnNear;
use crate::service::flaws::flawed;
use crate::service::overlay::together;
use crate::service::planned::Pending;
use crate::service::planned::Planned;
use crate::service::stale::is_past_review;
use crate::store::Action;
use crate::store::Commit;
use crate::store::Deciding;
use crate::store::Draft;
use crate::store::Edit;
use crate::store::Item;
use crate::store::Items;
use crate::store::Moment;
use crate::store::Suggestion;
use crate::store::SuggestionState;

/// What waits for a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// By their ids, which is the order in which they came.
    pub drafts: Vec<WaitingDraft>,
    /// Those with most supporters first.
    pub suggestions: Vec<Suggestion>,
    /// Entries in service that should have been looked at again by today, the longest overdue first.
    pub overdue: Vec<Entry>,
    /// Entries in service whose answers people found outdated or unclear, those first that most did.
    pub flawed: Vec<Flawed>,
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

impl Memory {
    /// All that waits; `files` is what the knowledge files hold.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn waiting_for_review(&self, caller: &Caller, files: &Knowledge) -> Result<Waiting, CurateError> {
        caller.may(Act::Review)?;
        let items = self.store().items(self.space()).await?;
        let of_file: HashMap<&EntryId, &Entry> = files.entries.iter().map(|entry| (&entry.id, entry)).collect();
        let stored = items.items.iter().filter_map(|stored| stored.item.entry()).map(|entry| (&entry.id, entry));
        let stored: HashMap<&EntryId, &Entry> = stored.collect();
        let mut drafts = Vec::new();
        for waiting in &items.items {
            if let Item::Draft(draft) = &waiting.item {
                let id = &draft.entry.id;
                let now = stored.get(id).or_else(|| of_file.get(id)).map(|entry| (*entry).clone());
                drafts.push(WaitingDraft { id: waiting.key.id.clone(), draft: draft.clone(), now });
            }
        }
        let suggestions = self.store().suggestions(self.space(), SuggestionState::Open).await?;
        let flawed = flawed(files, &items, &self.store().votes(self.space(), Moment(0)).await?);
        Ok(Waiting { drafts, suggestions, overdue: overdue(files, &items, self.now().day()), flawed })
    }

    /// Rejects what waits: it is not proposed again. Who wrote a draft may take it back in this way.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn reject(&self, caller: &Caller, pending: &Pending) -> Result<Done, CurateError> {
        let mut commit = Commit::of(self.author(caller).await?, self.now(), Action::Reject, Vec::new());
        let entry = match pending {
            Pending::Draft(id) => {
                let (stored, draft) = self.draft_for(caller, id).await?;
                commit.edits.push(Edit { key: stored.key, expected: stored.revision, after: None });
                draft.entry.id
            }
            Pending::Suggestion(number) => {
                caller.may(Act::Review)?;
                let suggestion = self.open_suggestion(*number).await?;
                commit.decided.push(Deciding { number: *number, state: SuggestionState::Rejected });
                suggestion.entry
            }
        };
        let number = self.store().commit(self.space(), &commit).await?;
        Ok(Done { number, entry: Some(entry), draft: None, told: 0 })
    }
}

/// The entries of files and store that should have been looked at again by `today`, the longest overdue first.
#[must_use]
pub fn overdue(files: &Knowledge, items: &Items, today: Date) -> Vec<Entry> {
    let entries = together(files, items).knowledge.entries.into_iter();
    let is_overdue = |entry: &Entry| entry.state == State::Approved && is_past_review(entry, today);
    let mut overdue: Vec<Entry> = entries.filter(is_overdue).collect();
    overdue.sort_by_key(|entry| entry.review_by);
    overdue
}

impl FaqService {
    /// [`Memory::waiting_for_review`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn waiting_for_review(&self, caller: &Caller) -> Result<Waiting, CurateError> {
        let memory = self.memory_to_write()?;
        memory.waiting_for_review(caller, &self.files_as_read().knowledge).await
    }

    /// [`Planned::Approve`]: from then on it is served.
    ///
    /// # Errors
    /// [`CurateError::Conflict`] where what it would change is another than when it was written.
    pub async fn approve(&self, caller: &Caller, pending: &Pending) -> Result<Done, CurateError> {
        self.carry_out(caller, &Planned::Approve(pending.clone()), OnNear::KeepBoth).await
    }

    /// [`Memory::reject`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn reject(&self, caller: &Caller, pending: &Pending) -> Result<Done, CurateError> {
        self.served_once(self.memory_to_write()?.reject(caller, pending)).await
    }
}

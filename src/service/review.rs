//! What waits for somebody: drafts and suggestions, each to be approved or rejected. Nothing of it is served before.

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::State;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Done;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::writing::EntryChange;
use crate::service::writing::WritingError;
use crate::store::Action;
use crate::store::Commit;
use crate::store::Counter;
use crate::store::Deciding;
use crate::store::Draft;
use crate::store::Edit;
use crate::store::EntryItem;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::ItemKind;
use crate::store::RowId;
use crate::store::StoredItem;
use crate::store::Suggestion;
use crate::store::SuggestionKind;
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

    /// Approves it: from then on it is served.
    ///
    /// # Errors
    /// [`CurateError::Conflict`] where what it would change is another than when it was written.
    pub async fn approve(&self, caller: &Caller, pending: &Pending) -> Result<Done, CurateError> {
        caller.may(Act::Review)?;
        let memory = self.memory_to_write()?;
        match pending {
            Pending::Draft(id) => self.approve_draft(caller, memory, id).await,
            Pending::Suggestion(number) => self.approve_suggestion(caller, memory, *number).await,
        }
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
                let (stored, draft) = self.draft(memory, id).await?;
                commit.edits.push(Edit { key: stored.key, expected: stored.revision, after: None });
                draft.entry.id
            }
            Pending::Suggestion(number) => {
                let suggestion = self.suggestion(memory, *number).await?;
                commit.decided.push(Deciding { number: *number, state: SuggestionState::Rejected });
                suggestion.entry
            }
        };
        let number = self.commit(memory, &commit).await?;
        Ok(Done { number, entry, draft: None })
    }

    async fn approve_draft(&self, caller: &Caller, memory: &Memory, id: &str) -> Result<Done, CurateError> {
        let (stored, draft) = self.draft(memory, id).await?;
        let entry = draft.entry.id.clone();
        let after = Item::Entry(EntryItem { entry: draft.entry, overlays: draft.overlays });
        let edits = vec![
            Edit { key: ItemKey::entry(&entry), expected: draft.from.unwrap_or(0), after: Some(after) },
            Edit { key: stored.key, expected: stored.revision, after: None },
        ];
        let author = memory.author(caller).await?;
        let number = self.commit(memory, &Commit::of(author, memory.now(), Action::Approve, edits)).await?;
        Ok(Done { number, entry, draft: None })
    }

    async fn approve_suggestion(&self, caller: &Caller, memory: &Memory, number: u64) -> Result<Done, CurateError> {
        let suggestion = self.suggestion(memory, number).await?;
        let edit = match suggestion.kind {
            SuggestionKind::Phrasing => self.added_phrasing(&suggestion).await?,
            SuggestionKind::Counter => {
                let counter = Counter { entry: suggestion.entry.clone(), question: suggestion.text.clone() };
                let key = ItemKey::counter(RowId::new(memory.now()).as_str());
                Some(Edit { key, expected: 0, after: Some(Item::Counter(counter)) })
            }
        };
        let author = memory.author(caller).await?;
        let mut commit = Commit::of(author, memory.now(), Action::Approve, edit.into_iter().collect());
        commit.decided.push(Deciding { number, state: SuggestionState::Approved });
        let number = self.commit(memory, &commit).await?;
        Ok(Done { number, entry: suggestion.entry, draft: None })
    }

    /// The entry with the suggested phrasing; `None` where it has it already.
    async fn added_phrasing(&self, suggestion: &Suggestion) -> Result<Option<Edit>, CurateError> {
        let current = self.served(&suggestion.entry).await?;
        let change = EntryChange { add_questions: vec![suggestion.text.clone()], ..EntryChange::default() };
        match change.applied(&current.entry) {
            Ok(entry) => {
                let key = ItemKey::entry(&entry.id);
                let after = Some(Item::Entry(EntryItem { entry, overlays: current.of_file }));
                Ok(Some(Edit { key, expected: current.revision.unwrap_or(0), after }))
            }
            Err(WritingError::Nothing) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The entry with this id, if it is in service.
    pub(super) async fn served(&self, id: &EntryId) -> Result<super::curate::Current, CurateError> {
        let current = self.current(id).await?.filter(|current| current.entry.state == State::Approved);
        current.ok_or_else(|| CurateError::NoSuchEntry(id.clone()))
    }

    async fn draft(&self, memory: &Memory, id: &str) -> Result<(StoredItem, Draft), CurateError> {
        let missing = || CurateError::NotThere(format!("the draft {id:?}"));
        let stored = memory.store().item(memory.space(), &ItemKey::draft(id)).await?.ok_or_else(missing)?;
        match &stored.item {
            Item::Draft(draft) => {
                let draft = draft.clone();
                Ok((stored, draft))
            }
            _ => Err(missing()),
        }
    }

    async fn suggestion(&self, memory: &Memory, number: u64) -> Result<Suggestion, CurateError> {
        let open = memory.store().suggestions(memory.space(), SuggestionState::Open).await?;
        let found = open.into_iter().find(|suggestion| suggestion.number == number);
        found.ok_or_else(|| CurateError::NotThere(format!("suggestion {number}")))
    }
}

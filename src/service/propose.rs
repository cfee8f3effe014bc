//! Drafts: what somebody wrote is kept before it is decided on, so that nothing is lost and nothing is served by surprise.

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::State;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Current;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::current::Basis;
use crate::service::plan::Plan;
use crate::service::planned::Merge;
use crate::service::planned::Proposal;
use crate::service::writing::EntryChange;
use crate::service::writing::WritingError;
use crate::store::Action;
use crate::store::Commit;
use crate::store::Draft;
use crate::store::Edit;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::RowId;
use crate::store::StoredItem;

/// A draft that waits, for whoever decides on it or goes on writing it.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDraft {
    /// Its id.
    pub id: String,
    /// What it says.
    pub draft: Draft,
    /// Its own revision.
    pub revision: u64,
    /// The entry of its id as it is now; `None` where there is none.
    pub now: Option<Entry>,
    /// Whether the entry was changed, or written, since the draft was made: it cannot be approved before somebody has looked
    /// at both.
    pub is_outdated: bool,
}

impl OpenDraft {
    /// The entry that it would change.
    #[must_use]
    pub fn replaced(&self) -> Option<&Entry> {
        self.now.as_ref().filter(|_| self.draft.replaces)
    }
}

impl FaqService {
    /// A draft that waits: one of the caller's own, or any for those who review.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn open_draft(&self, caller: &Caller, id: &str) -> Result<OpenDraft, CurateError> {
        let memory = self.memory_to_write()?;
        let (stored, draft) = memory.draft_for(caller, id).await?;
        let current = self.current(&draft.entry.id).await?;
        let revision = current.as_ref().and_then(|current| current.revision);
        let is_outdated = revision != draft.from || current.is_some() != draft.replaces;
        let (id, revision) = (id.to_owned(), stored.revision);
        Ok(OpenDraft { id, draft, revision, now: current.map(|current| current.entry), is_outdated })
    }

    /// The entries that are out of service, whether by the store or by a file.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn retired(&self, caller: &Caller) -> Result<Vec<Entry>, CurateError> {
        caller.may(Act::Propose)?;
        let memory = self.memory_to_write()?;
        let items = memory.store().items(memory.space()).await?;
        let all = super::overlay::together(&self.files_as_read().knowledge, &items).knowledge.entries;
        Ok(all.into_iter().filter(|entry| entry.state == State::Retired).collect())
    }

    pub(super) async fn proposing(
        &self,
        caller: &Caller,
        memory: &Memory,
        proposal: &Proposal,
    ) -> Result<Plan, CurateError> {
        caller.may(Act::Propose)?;
        match proposal {
            Proposal::New(new, resolves) => {
                let mut entry = new.entry(State::Approved)?;
                if new.id.as_deref().is_none_or(|id| id.trim().is_empty()) {
                    entry.id = self.free_id(entry.id).await?;
                } else if self.current(&entry.id).await?.is_some() {
                    return Err(CurateError::IdTaken(entry.id));
                }
                self.drafting(caller, memory, Action::Teach, entry, None, *resolves).await
            }
            Proposal::Change(id, seen, change) => {
                let current = self.current(id).await?.ok_or_else(|| CurateError::NoSuchEntry(id.clone()))?;
                let entry = change.applied(&current.entry)?;
                // What the writer has seen is what the draft is made from: it is not approved over what they have not.
                let current = Current { revision: *seen, ..current };
                self.drafting(caller, memory, Action::Edit, entry, Some(current), None).await
            }
            Proposal::Again(draft, seen, change) => self.redrafting(caller, memory, draft, *seen, change).await,
        }
    }

    /// A new draft of `entry` in the place of `current`.
    pub(super) async fn drafting(
        &self,
        caller: &Caller,
        memory: &Memory,
        action: Action,
        entry: Entry,
        current: Option<Current>,
        resolves: Option<u64>,
    ) -> Result<Plan, CurateError> {
        let author = memory.author(caller).await?;
        let Basis { revision: from, of_file: overlays } = Basis::of(current.as_ref());
        let draft = Draft {
            from,
            overlays,
            replaces: current.is_some(),
            resolves,
            by: author.person.to_string(),
            name: author.name.clone(),
            at: memory.now(),
            entry,
        };
        let id = RowId::new(memory.now()).to_string();
        let served = served_by(&draft);
        let entry = draft.entry.id.clone();
        let edit = Edit { key: ItemKey::draft(&id), expected: 0, after: Some(Item::Draft(draft)) };
        let commit = Commit::of(author, memory.now(), action, vec![edit]);
        Ok(Plan { commit, entry: Some(entry), new_questions: None, draft: Some(id), served: vec![served] })
    }

    async fn redrafting(
        &self,
        caller: &Caller,
        memory: &Memory,
        id: &str,
        seen: u64,
        change: &EntryChange,
    ) -> Result<Plan, CurateError> {
        let (stored, draft) = memory.draft_for(caller, id).await?;
        let mut entry = match change.applied(&draft.entry) {
            Ok(entry) => entry,
            // Whoever sends off the same words once more means them, whatever became of the entry meanwhile.
            Err(WritingError::Nothing) => draft.entry.clone(),
            Err(error) => return Err(error.into()),
        };
        let current = self.current(&entry.id).await?;
        let Basis { revision: from, of_file: overlays } = if draft.replaces {
            let current = current.ok_or_else(|| CurateError::NoSuchEntry(entry.id.clone()))?;
            Basis::of(Some(&current))
        } else {
            let title_stays = entry.topic == draft.entry.topic && entry.title() == draft.entry.title();
            if current.is_some() || !title_stays {
                let derived = EntryId::derived(entry.topic.as_deref(), entry.title().as_str());
                entry.id = self.free_id(derived).await?;
            }
            Basis::default()
        };
        let draft = Draft { entry, from, overlays, ..draft };
        let served = served_by(&draft);
        let entry = draft.entry.id.clone();
        let edit = Edit { key: stored.key, expected: seen, after: Some(Item::Draft(draft)) };
        let commit = Commit::of(memory.author(caller).await?, memory.now(), Action::Edit, vec![edit]);
        Ok(Plan { commit, entry: Some(entry), new_questions: None, draft: Some(id.to_owned()), served: vec![served] })
    }

    /// The id, or with a number behind it where an entry has it already.
    async fn free_id(&self, id: EntryId) -> Result<EntryId, CurateError> {
        let mut free = id.clone();
        let mut number = 1_u64;
        while self.current(&free).await?.is_some() {
            number += 1;
            free = EntryId::new(format!("{id}-{number}")).map_err(|error| WritingError::Id(error.to_string()))?;
        }
        Ok(free)
    }

    pub(super) async fn approving_draft(
        &self,
        caller: &Caller,
        memory: &Memory,
        id: &str,
    ) -> Result<Plan, CurateError> {
        caller.may(Act::Review)?;
        let (stored, draft) = memory.waiting_draft(id).await?;
        let entry = draft.entry.id.clone();
        let current = self.current(&entry).await?;
        if current.is_some() && !draft.replaces {
            return Err(CurateError::Conflict(ItemKey::entry(&entry).to_string()));
        }
        let before = current.as_ref().map(|current| &current.entry.phrasings);
        let is_served = draft.entry.state == State::Approved;
        let new_questions = (is_served && before != Some(&draft.entry.phrasings)).then(|| draft.entry.clone());
        let served = served_by(&draft);
        let taken = Edit { key: stored.key, expected: stored.revision, after: None };
        let edits = vec![served.clone(), taken];
        let mut commit = Commit::of(memory.author(caller).await?, memory.now(), Action::Approve, edits);
        self.close_for(memory, &mut commit, draft.resolves, &entry).await?;
        Ok(Plan { commit, entry: Some(entry), new_questions, draft: None, served: vec![served] })
    }

    pub(super) async fn merging(&self, caller: &Caller, memory: &Memory, merge: &Merge) -> Result<Plan, CurateError> {
        caller.may(Act::Review)?;
        let (stored, draft) = memory.waiting_draft(&merge.draft).await?;
        let current = self.served(&merge.into).await?;
        let change = EntryChange {
            add_questions: draft.entry.phrasings.iter().map(|phrasing| phrasing.as_str().to_owned()).collect(),
            answer: merge.answer.then_some(draft.entry.answer),
            ..EntryChange::default()
        };
        let served: Vec<Edit> = match change.applied(&current.entry) {
            Ok(entry) => vec![Basis::of(Some(&current)).edit(entry)],
            Err(WritingError::Nothing) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let mut edits = served.clone();
        edits.push(Edit { key: stored.key, expected: stored.revision, after: None });
        let mut commit = Commit::of(memory.author(caller).await?, memory.now(), Action::Approve, edits);
        self.close_for(memory, &mut commit, draft.resolves, &merge.into).await?;
        Ok(Plan { commit, entry: Some(merge.into.clone()), new_questions: None, draft: None, served })
    }

    /// Closes what a draft was to answer, as far as it waits still: whatever became of that meanwhile, the draft is as good
    /// as it was.
    async fn close_for(
        &self,
        memory: &Memory,
        commit: &mut Commit,
        resolves: Option<u64>,
        entry: &EntryId,
    ) -> Result<(), CurateError> {
        match resolves {
            Some(number) if memory.is_open(number).await? => self.close_by(memory, commit, number, entry).await,
            _ => Ok(()),
        }
    }

    /// The commit that approving a draft would be, without what takes the draft away, for a look at what that would change.
    pub(super) async fn would_commit(
        &self,
        caller: &Caller,
        memory: &Memory,
        draft: &Draft,
    ) -> Result<Commit, CurateError> {
        let served = vec![served_by(draft)];
        let author = memory.author(caller).await?;
        let mut commit = Commit::of(author, memory.now(), Action::Approve, served.clone());
        self.close_for(memory, &mut commit, draft.resolves, &draft.entry.id).await?;
        self.close_what_is_asked(memory, &mut commit, &served).await?;
        Ok(commit)
    }
}

impl Memory {
    /// A draft that the caller may read: their own, or any where they review.
    pub(super) async fn draft_for(&self, caller: &Caller, id: &str) -> Result<(StoredItem, Draft), CurateError> {
        caller.may(Act::Propose)?;
        let (stored, draft) = self.waiting_draft(id).await?;
        if draft.by != self.person(caller).await?.to_string() {
            caller.may(Act::Review)?;
        }
        Ok((stored, draft))
    }
}

/// What approving a draft writes.
fn served_by(draft: &Draft) -> Edit {
    Basis { revision: draft.from, of_file: draft.overlays.clone() }.edit(draft.entry.clone())
}

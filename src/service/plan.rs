//! A change that somebody means to make, worked out before it is made: so that what a preview shows is what is written.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::State;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::curate::Current;
use crate::service::review::Pending;
use crate::service::writing::EntryChange;
use crate::service::writing::NewEntry;
use crate::service::writing::WritingError;
use crate::store::Action;
use crate::store::Change;
use crate::store::Closing;
use crate::store::ClusterState;
use crate::store::Commit;
use crate::store::Counter;
use crate::store::Deciding;
use crate::store::Draft;
use crate::store::Edit;
use crate::store::EntryItem;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::NewNotice;
use crate::store::PersonKey;
use crate::store::Place;
use crate::store::RowId;
use crate::store::Suggestion;
use crate::store::SuggestionKind;
use crate::store::SuggestionState;
use crate::store::Wanted;

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

/// What it comes to.
pub(super) struct Plan {
    /// What is to be written.
    pub(super) commit: Commit,
    /// The entry it is about; the first one, where a change of several is taken back.
    pub(super) entry: Option<EntryId>,
    /// The entry as it would be, where its questions are new.
    pub(super) new_questions: Option<Entry>,
    /// Id of the draft, where it waits for somebody to approve it.
    pub(super) draft: Option<String>,
    /// What would be served, once it is approved.
    pub(super) served: Vec<Edit>,
}

impl FaqService {
    /// What `planned` comes to, if nothing changes until it is done.
    ///
    /// # Errors
    /// [`CurateError`].
    pub(super) async fn plan(&self, caller: &Caller, memory: &Memory, planned: &Planned) -> Result<Plan, CurateError> {
        match planned {
            Planned::Teach(new, resolves) => {
                caller.may(Act::Propose)?;
                let entry = new.entry(State::Approved)?;
                if self.current(&entry.id).await?.is_some() {
                    return Err(CurateError::IdTaken(entry.id));
                }
                self.writing(caller, memory, Action::Teach, entry, None, *resolves).await
            }
            Planned::Edit(id, change) => {
                caller.may(Act::Propose)?;
                let current = self.there(id).await?;
                let entry = change.applied(&current.entry)?;
                self.writing(caller, memory, Action::Edit, entry, Some(current), None).await
            }
            Planned::Retire(id) => self.turning(caller, memory, id, Action::Retire, State::Retired).await,
            Planned::Restore(id) => self.turning(caller, memory, id, Action::Restore, State::Approved).await,
            Planned::Approve(Pending::Draft(id)) => self.approving_draft(caller, memory, id).await,
            Planned::Approve(Pending::Suggestion(number)) => self.approving_suggestion(caller, memory, *number).await,
            Planned::Undo(number) => self.undoing(caller, memory, *number).await,
        }
    }

    async fn there(&self, id: &EntryId) -> Result<Current, CurateError> {
        self.current(id).await?.ok_or_else(|| CurateError::NoSuchEntry(id.clone()))
    }

    async fn turning(
        &self,
        caller: &Caller,
        memory: &Memory,
        id: &EntryId,
        action: Action,
        state: State,
    ) -> Result<Plan, CurateError> {
        caller.may(Act::Propose)?;
        let current = self.there(id).await?;
        if current.entry.state == state {
            let is = if state == State::Retired { "retired" } else { "in service" };
            return Err(CurateError::Already(format!("the entry `{id}` is {is} already")));
        }
        let entry = Entry { state, ..current.entry.clone() };
        self.writing(caller, memory, action, entry, Some(current), None).await
    }

    /// `entry` in the place of `current`, or the draft of it where the caller may not review.
    async fn writing(
        &self,
        caller: &Caller,
        memory: &Memory,
        action: Action,
        entry: Entry,
        current: Option<Current>,
        resolves: Option<u64>,
    ) -> Result<Plan, CurateError> {
        let author = memory.author(caller).await?;
        let revision = current.as_ref().and_then(|current| current.revision);
        let overlays = current.as_ref().and_then(|current| current.of_file.clone());
        let before = current.as_ref().map(|current| &current.entry.phrasings);
        let new_questions = (before != Some(&entry.phrasings)).then(|| entry.clone());
        let id = entry.id.clone();
        let served = Edit {
            key: ItemKey::entry(&id),
            expected: revision.unwrap_or(0),
            after: Some(Item::Entry(EntryItem { entry: entry.clone(), overlays: overlays.clone() })),
        };
        let mut commit = Commit::of(author, memory.now(), action, Vec::new());
        let mut draft = None;
        if caller.may(Act::Review).is_ok() {
            commit.edits.push(served.clone());
            if let Some(number) = resolves {
                self.close_by(memory, &mut commit, number, &id).await?;
            }
        } else {
            let made = RowId::new(memory.now()).to_string();
            let waiting = Draft {
                entry,
                from: revision,
                overlays,
                replaces: current.is_some(),
                resolves,
                by: commit.author.person.to_string(),
                name: commit.author.name.clone(),
                at: memory.now(),
            };
            commit.edits.push(Edit { key: ItemKey::draft(&made), expected: 0, after: Some(Item::Draft(waiting)) });
            draft = Some(made);
        }
        Ok(Plan { commit, entry: Some(id), new_questions, draft, served: vec![served] })
    }

    async fn approving_draft(&self, caller: &Caller, memory: &Memory, id: &str) -> Result<Plan, CurateError> {
        caller.may(Act::Review)?;
        let (stored, draft) = memory.waiting_draft(id).await?;
        let entry = draft.entry.id.clone();
        let after = Item::Entry(EntryItem { entry: draft.entry, overlays: draft.overlays });
        let served = Edit { key: ItemKey::entry(&entry), expected: draft.from.unwrap_or(0), after: Some(after) };
        let taken = Edit { key: stored.key, expected: stored.revision, after: None };
        let edits = vec![served.clone(), taken];
        let mut commit = Commit::of(memory.author(caller).await?, memory.now(), Action::Approve, edits);
        if let Some(number) = draft.resolves {
            self.close_by(memory, &mut commit, number, &entry).await?;
        }
        Ok(Plan { commit, entry: Some(entry), new_questions: None, draft: None, served: vec![served] })
    }

    async fn approving_suggestion(&self, caller: &Caller, memory: &Memory, number: u64) -> Result<Plan, CurateError> {
        caller.may(Act::Review)?;
        let suggestion = memory.open_suggestion(number).await?;
        let edit = match suggestion.kind {
            SuggestionKind::Phrasing => self.added_phrasing(&suggestion).await?,
            SuggestionKind::Counter => {
                let counter = Counter { entry: suggestion.entry.clone(), question: suggestion.text.clone() };
                let key = ItemKey::counter(RowId::new(memory.now()).as_str());
                Some(Edit { key, expected: 0, after: Some(Item::Counter(counter)) })
            }
        };
        let served: Vec<Edit> = edit.into_iter().collect();
        let mut commit = Commit::of(memory.author(caller).await?, memory.now(), Action::Approve, served.clone());
        commit.decided.push(Deciding { number, state: SuggestionState::Approved });
        Ok(Plan { commit, entry: Some(suggestion.entry), new_questions: None, draft: None, served })
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

    async fn undoing(&self, caller: &Caller, memory: &Memory, number: u64) -> Result<Plan, CurateError> {
        caller.may(Act::Review)?;
        let wanted = Wanted { key: None, after: number.saturating_sub(1), before: Some(number + 1), limit: u32::MAX };
        let changes = memory.store().changes(memory.space(), &wanted).await?;
        if changes.is_empty() {
            return Err(CurateError::NotThere(format!("change {number}")));
        }
        let of = |item: &Option<Item>| item.as_ref().and_then(Item::entry).map(|entry| entry.id.clone());
        let entry = changes.iter().find_map(|change| of(&change.after).or_else(|| of(&change.before)));
        let mut edits = Vec::with_capacity(changes.len());
        for Change { key, before, after, .. } in changes {
            // What it is now has to be what the change made of it, if by way of others: so changes can be taken back one
            // after the other, the latest first.
            let now = memory.store().item(memory.space(), &key).await?;
            if now.as_ref().map(|stored| &stored.item) != after.as_ref() {
                return Err(CurateError::Conflict(key.to_string()));
            }
            edits.push(Edit { key, expected: now.map_or(0, |stored| stored.revision), after: before });
        }
        let served = edits.clone();
        let commit = Commit::of(memory.author(caller).await?, memory.now(), Action::Undo, edits);
        Ok(Plan { commit, entry, new_questions: None, draft: None, served })
    }

    /// Makes `commit` close a cluster that `entry` answers, and tell each person once: who asked, in the last place where
    /// they did and unless they do not want it, and who wanted to be told of this one whatever they want in general.
    pub(super) async fn close_by(
        &self,
        memory: &Memory,
        commit: &mut Commit,
        number: u64,
        entry: &EntryId,
    ) -> Result<(), CurateError> {
        let state = ClusterState::Resolved;
        commit.closed.push(Closing { number, state, by: Some(entry.clone()) });
        let mut members = memory.members(number).await?;
        members.sort_by_key(|member| Reverse(member.last));
        let (store, space) = (memory.store(), memory.space());
        let followers = store.followers(space, number).await?;
        let mut told = HashSet::new();
        let mut tell = |person: PersonKey, place: Place, question: String| {
            let key = format!("missed:{number}:{person}");
            commit.notices.push(NewNotice { key, person, place, question, entry: entry.clone() });
        };
        for member in members {
            let follows = followers.iter().any(|follower| follower.person == member.person);
            if told.insert(member.person) && (follows || store.preferences(space, &member.person).await?.told) {
                tell(member.person, member.place, member.text);
            }
        }
        for follower in followers.into_iter().filter(|follower| !told.contains(&follower.person)) {
            // They read somebody else's words, which are not kept under their name.
            tell(follower.person, follower.place, String::new());
        }
        Ok(())
    }
}

//! A change that somebody means to make, worked out before it is made: so that what a preview shows is what is written.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::collections::HashSet;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::State;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::current::Basis;
use crate::service::current::Current;
use crate::service::planned::Pending;
use crate::service::planned::Planned;
use crate::service::writing::EntryChange;
use crate::service::writing::WritingError;
use crate::store::Action;
use crate::store::Closing;
use crate::store::ClusterState;
use crate::store::Commit;
use crate::store::Counter;
use crate::store::Deciding;
use crate::store::Edit;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::NewNotice;
use crate::store::PersonKey;
use crate::store::Place;
use crate::store::RowId;
use crate::store::Suggestion;
use crate::store::SuggestionKind;
use crate::store::SuggestionState;

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
        let mut plan = self.plan_alone(caller, memory, planned).await?;
        // A draft serves nothing yet.
        if plan.draft.is_none() {
            self.close_what_is_asked(memory, &mut plan.commit, &plan.served).await?;
        }
        Ok(plan)
    }

    /// As [`FaqService::plan`], without the missed questions that it happens to answer.
    async fn plan_alone(&self, caller: &Caller, memory: &Memory, planned: &Planned) -> Result<Plan, CurateError> {
        match planned {
            Planned::Teach(new, resolves) => {
                caller.may(Act::Propose)?;
                let entry = new.entry(State::Approved)?;
                if self.current(&entry.id).await?.is_some() {
                    return Err(CurateError::IdTaken(entry.id));
                }
                self.writing(caller, memory, Action::Teach, entry, None, *resolves).await
            }
            Planned::Edit(id, change, resolves) => {
                caller.may(Act::Propose)?;
                // What is out of service answers nobody.
                let current = if resolves.is_some() { self.served(id).await? } else { self.there(id).await? };
                let entry = change.applied(&current.entry)?;
                self.writing(caller, memory, Action::Edit, entry, Some(current), *resolves).await
            }
            Planned::Retire(id) => self.turning(caller, memory, id, Action::Retire, State::Retired).await,
            Planned::Restore(id) => self.turning(caller, memory, id, Action::Restore, State::Approved).await,
            Planned::Propose(proposal) => self.proposing(caller, memory, proposal).await,
            Planned::Merge(merge) => self.merging(caller, memory, merge).await,
            Planned::Approve(Pending::Draft(id)) => self.approving_draft(caller, memory, id).await,
            Planned::Approve(Pending::Suggestion(number)) => self.approving_suggestion(caller, memory, *number).await,
            Planned::ApproveAs(number, text) => self.approving_as(caller, memory, *number, text).await,
            Planned::Join(join) => self.joining(caller, memory, join).await,
            Planned::Undo(number) => self.undoing(caller, memory, *number).await,
        }
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
        let before = current.as_ref().map(|current| &current.entry.phrasings);
        let new_questions = (before != Some(&entry.phrasings)).then(|| entry.clone());
        if caller.may(Act::Review).is_err() {
            let plan = self.drafting(caller, memory, action, entry, current, resolves).await?;
            return Ok(Plan { new_questions, ..plan });
        }
        let id = entry.id.clone();
        let served = Basis::of(current.as_ref()).edit(entry);
        let mut commit = Commit::of(memory.author(caller).await?, memory.now(), action, vec![served.clone()]);
        if let Some(number) = resolves {
            self.close_by(memory, &mut commit, number, &id).await?;
        }
        Ok(Plan { commit, entry: Some(id), new_questions, draft: None, served: vec![served] })
    }

    async fn approving_suggestion(&self, caller: &Caller, memory: &Memory, number: u64) -> Result<Plan, CurateError> {
        caller.may(Act::Review)?;
        let suggestion = memory.open_suggestion(number).await?;
        self.approving_suggested(caller, memory, suggestion).await
    }

    /// What a suggestion that is open says is done.
    pub(super) async fn approving_suggested(
        &self,
        caller: &Caller,
        memory: &Memory,
        suggestion: Suggestion,
    ) -> Result<Plan, CurateError> {
        let number = suggestion.number;
        let edit = match suggestion.kind {
            SuggestionKind::Phrasing => self.added_phrasing(&suggestion.entry, &suggestion.text).await?,
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

    /// The entry, which is in service, with one more phrasing; `None` where it has it already.
    pub(super) async fn added_phrasing(&self, entry: &EntryId, question: &str) -> Result<Option<Edit>, CurateError> {
        let current = self.served(entry).await?;
        let change = EntryChange { add_questions: vec![question.to_owned()], ..EntryChange::default() };
        match change.applied(&current.entry) {
            Ok(entry) => Ok(Some(Basis::of(Some(&current)).edit(entry))),
            Err(WritingError::Nothing) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes `commit` close a cluster that `entry` answers, and tell each person once: who asked, in the last place where
    /// they did and unless they do not want it, and who wanted to be told of this one whatever they want in general.
    ///
    /// # Errors
    /// [`CurateError::Closed`] where somebody has decided on it.
    pub(super) async fn close_by(
        &self,
        memory: &Memory,
        commit: &mut Commit,
        number: u64,
        entry: &EntryId,
    ) -> Result<(), CurateError> {
        memory.to_close(number).await?;
        let mut members = memory.members(number).await?;
        members.sort_by_key(|member| Reverse(member.last));
        let (store, space) = (memory.store(), memory.space());
        let followers = store.followers(space, number).await?;
        let people = members.iter().map(|member| member.person).chain(followers.iter().map(|follower| follower.person));
        let people: Option<BTreeSet<PersonKey>> = Some(people.collect());
        let state = ClusterState::Resolved;
        commit.closed.push(Closing { number, state, by: Some(entry.clone()), people });
        let mut told = HashSet::new();
        let mut tell = |person: PersonKey, place: Place, question: String| {
            let key = NewNotice::key_of_cluster(number, &person);
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

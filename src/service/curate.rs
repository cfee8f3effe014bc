//! Writing knowledge: teach, edit, retire, restore. What a teacher writes waits for somebody to approve it.

use crate::entry::EntryId;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::planned::Planned;
use crate::service::writing::EntryChange;
use crate::service::writing::NewEntry;
use crate::store::ClusterState;
use crate::store::Commit;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Number of the change in the history of the space: what `undo` takes. 0 where the knowledge was as it was to be.
    pub number: u64,
    /// The entry it is about, where it is about one.
    pub entry: Option<EntryId>,
    /// Id of the draft, where it waits for somebody to approve it.
    pub draft: Option<String>,
    /// How many missed questions it answers.
    pub answered: usize,
    /// How many people are to be told that a question of theirs has an answer.
    pub told: usize,
}

/// What to do where entries that ask for nearly the same are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnNear {
    /// Write nothing, and say which.
    Tell,
    /// Write beside them.
    KeepBoth,
}

/// How many clusters of missed questions a commit resolves.
pub(super) fn answered_by(commit: &Commit) -> usize {
    commit.closed.iter().filter(|closing| closing.state == ClusterState::Resolved).count()
}

/// How often it is planned anew whom to tell, where others come to a missed question meanwhile.
const ATTEMPTS: usize = 5;

/// Those that are left of [`ATTEMPTS`].
pub(super) struct Attempts(usize);

impl Default for Attempts {
    fn default() -> Attempts {
        Attempts(ATTEMPTS)
    }
}

impl Attempts {
    /// Whether to do it again: somebody joined a missed question between who is to be told was read and it was closed.
    pub(super) fn again_after<T>(&mut self, done: &Result<T, CurateError>) -> bool {
        self.0 -= 1;
        self.0 > 0 && matches!(done, Err(CurateError::Joined(_)))
    }
}

impl FaqService {
    /// Does what is planned, after a look at what is there. What a caller who may not review writes becomes a draft.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn carry_out(&self, caller: &Caller, planned: &Planned, on_near: OnNear) -> Result<Done, CurateError> {
        let mut attempts = Attempts::default();
        loop {
            let done = self.carried_out(caller, planned, on_near).await;
            if !attempts.again_after(&done) {
                return done;
            }
        }
    }

    async fn carried_out(&self, caller: &Caller, planned: &Planned, on_near: OnNear) -> Result<Done, CurateError> {
        let memory = self.memory_to_write()?;
        let plan = self.plan(caller, memory, planned).await?;
        if let Some(entry) = plan.new_questions.as_ref().filter(|_| on_near == OnNear::Tell) {
            let questions: Vec<&str> = entry.phrasings.iter().map(|phrasing| phrasing.as_str()).collect();
            let near = self.near(&questions, &entry.answer, Some(&entry.id)).await?;
            if !near.is_empty() {
                return Err(CurateError::Near(near));
            }
        }
        let closes = !plan.commit.closed.is_empty();
        let is_change = !plan.commit.edits.is_empty();
        let number = self.commit(memory, &plan.commit).await?;
        let number = if is_change { number } else { 0 };
        if closes {
            self.recorder(memory).clusters_closed().await;
        }
        let (answered, told) = (answered_by(&plan.commit), plan.commit.notices.len());
        Ok(Done { number, entry: plan.entry, draft: plan.draft, answered, told })
    }

    /// [`Planned::Teach`]: writes a new entry.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn teach(&self, caller: &Caller, new: &NewEntry, on_near: OnNear) -> Result<Done, CurateError> {
        self.carry_out(caller, &Planned::Teach(new.clone(), None), on_near).await
    }

    /// [`Planned::Edit`]: changes an entry. One of a file stays as it is there; what is served from then on is the changed
    /// one, which `export` can write back.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn edit(
        &self,
        caller: &Caller,
        id: &EntryId,
        change: &EntryChange,
        on_near: OnNear,
    ) -> Result<Done, CurateError> {
        self.carry_out(caller, &Planned::Edit(id.clone(), change.clone(), None), on_near).await
    }

    /// [`Planned::Retire`]: takes an entry out of service.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn retire(&self, caller: &Caller, id: &EntryId) -> Result<Done, CurateError> {
        self.carry_out(caller, &Planned::Retire(id.clone()), OnNear::KeepBoth).await
    }

    /// [`Planned::Restore`]: puts a retired entry back into service.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn restore(&self, caller: &Caller, id: &EntryId) -> Result<Done, CurateError> {
        self.carry_out(caller, &Planned::Restore(id.clone()), OnNear::KeepBoth).await
    }

    /// Writes, and serves what was written.
    pub(super) async fn commit(&self, memory: &Memory, commit: &Commit) -> Result<u64, CurateError> {
        Ok(self.served_once(memory.store().commit(memory.space(), commit)).await?)
    }
}

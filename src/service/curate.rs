//! Writing knowledge: teach, edit, retire, restore. What a teacher writes waits for somebody to approve it.

use tracing::warn;

use crate::embedding::EmbedError;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::service::AskError;
use crate::service::Caller;
use crate::service::CatalogError;
use crate::service::Denied;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::Near;
use crate::service::plan::Planned;
use crate::service::writing::EntryChange;
use crate::service::writing::NewEntry;
use crate::service::writing::WritingError;
use crate::store::Commit;
use crate::store::ItemKey;
use crate::store::StoreError;
use crate::store::digest;

/// Why nothing was written. All but the last three are for the person to put right.
#[derive(Debug, thiserror::Error)]
pub enum CurateError {
    /// They may not do that.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is nothing to write into.
    #[error("nothing can be kept here: Askwell runs without a store")]
    NoStore,
    /// There is no such entry.
    #[error("there is no entry `{0}`")]
    NoSuchEntry(EntryId),
    /// There is no such thing, in words.
    #[error("{0} is not there")]
    NotThere(String),
    /// The id is taken.
    #[error("there is an entry `{0}` already; edit that, or give this one another id")]
    IdTaken(EntryId),
    /// What was written cannot be an entry.
    #[error(transparent)]
    Writing(#[from] WritingError),
    /// A setting that does not exist, or a value that it cannot have.
    #[error(transparent)]
    Setting(#[from] crate::service::SettingError),
    /// Entries that ask for nearly the same are there already. What to do is up to the person: add the question to one of
    /// them, change its answer, or keep both.
    #[error("{} asks for nearly the same already", .0.first().map_or("an entry", |near| near.entry.title().as_str()))]
    Near(Vec<Near>),
    /// Somebody changed it meanwhile.
    #[error("{0} was changed meanwhile; look at it again")]
    Conflict(String),
    /// It is in that state already, in words.
    #[error("{0}")]
    Already(String),
    /// The store or the model will do it later.
    #[error("that cannot be kept now: {0}; try again in a moment")]
    Later(String),
    /// The model failed.
    #[error(transparent)]
    Model(AskError),
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

impl CurateError {
    /// Whether the person can do something about it; otherwise it is to be logged, and they are asked to come back.
    #[must_use]
    pub fn is_theirs(&self) -> bool {
        !matches!(self, CurateError::Later(_) | CurateError::Model(_) | CurateError::Store(_))
    }
}

impl From<StoreError> for CurateError {
    fn from(error: StoreError) -> CurateError {
        match error {
            StoreError::Conflict { what } => CurateError::Conflict(what),
            StoreError::Missing { what } => CurateError::NotThere(what),
            error if error.may_pass() => CurateError::Later(error.to_string()),
            error => CurateError::Store(error),
        }
    }
}

impl CurateError {
    /// Of a model that did not embed or read.
    pub(super) fn of_model(error: EmbedError) -> CurateError {
        match error {
            EmbedError::Busy => AskError::Busy.into(),
            error => AskError::Model(error).into(),
        }
    }
}

/// Of a catalog that could not be made of files and store.
pub(super) fn of_catalog(error: CatalogError) -> CurateError {
    match error {
        CatalogError::Model(error) => CurateError::of_model(error),
        CatalogError::Store(error) => error.into(),
        error @ (CatalogError::NothingToServe { .. } | CatalogError::OtherModel { .. }) => {
            CurateError::Already(error.to_string())
        }
    }
}

impl From<AskError> for CurateError {
    fn from(error: AskError) -> CurateError {
        match error {
            AskError::Busy => CurateError::Later(error.to_string()),
            error @ AskError::Model(_) => CurateError::Model(error),
        }
    }
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Number of the change in the history of the space: what `undo` takes. 0 where the knowledge was as it was to be.
    pub number: u64,
    /// The entry it is about, where it is about one.
    pub entry: Option<EntryId>,
    /// Id of the draft, where it waits for somebody to approve it.
    pub draft: Option<String>,
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

/// An entry as it is now, whatever its state.
#[derive(Clone, Debug)]
pub struct Current {
    /// The entry.
    pub entry: Entry,
    /// Its revision in the store; `None` where it is a file's alone.
    pub revision: Option<u64>,
    /// Digest of the file's entry of that id, where there is one.
    pub of_file: Option<String>,
}

impl Current {
    fn of_file(entry: &Entry) -> Current {
        Current { entry: entry.clone(), revision: None, of_file: Some(digest(entry)) }
    }
}

impl Memory {
    /// The entry with this id, whatever its state: the store's, or else `of_file`, the file's of that id.
    pub(super) async fn current(&self, id: &EntryId, of_file: Option<&Entry>) -> Result<Option<Current>, CurateError> {
        Ok(match self.store().item(self.space(), &ItemKey::entry(id)).await? {
            Some(stored) => stored.item.entry().map(|entry| Current {
                entry: entry.clone(),
                revision: Some(stored.revision),
                of_file: of_file.map(digest),
            }),
            None => of_file.map(Current::of_file),
        })
    }
}

impl FaqService {
    /// Does what is planned, after a look at what is there. What a caller who may not review writes becomes a draft.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn carry_out(&self, caller: &Caller, planned: &Planned, on_near: OnNear) -> Result<Done, CurateError> {
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
        let told = plan.commit.notices.len();
        Ok(Done { number, entry: plan.entry, draft: plan.draft, told })
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
        self.carry_out(caller, &Planned::Edit(id.clone(), change.clone()), on_near).await
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

    /// The entry with this id, whatever its state: the store's, or else a file's. `None` where there is none.
    ///
    /// # Errors
    /// [`CurateError`] where the store cannot be asked.
    pub async fn current(&self, id: &EntryId) -> Result<Option<Current>, CurateError> {
        let of_file = self.entry_of_file(id);
        match self.memory() {
            Some(memory) => memory.current(id, of_file.as_ref()).await,
            None => Ok(of_file.as_ref().map(Current::of_file)),
        }
    }

    /// Where it may be written.
    pub(super) fn memory_to_write(&self) -> Result<&Memory, CurateError> {
        self.memory().ok_or(CurateError::NoStore)
    }

    /// Writes, and serves what was written.
    pub(super) async fn commit(&self, memory: &Memory, commit: &Commit) -> Result<u64, CurateError> {
        let number = memory.store().commit(memory.space(), commit).await?;
        self.take_up_what_was_written().await;
        Ok(number)
    }

    /// Serves what was written. It is written, whatever comes now; what is not taken up here, `follow` takes up.
    pub(super) async fn take_up_what_was_written(&self) {
        if let Err(error) = self.refresh().await {
            warn!("what was written is not served yet: {error}");
        }
    }
}

//! Writing knowledge: teach, edit, retire, restore. What a teacher writes waits for somebody to approve it.

use tracing::warn;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::State;
use crate::service::Act;
use crate::service::AskError;
use crate::service::Caller;
use crate::service::Denied;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::Near;
use crate::service::writing::EntryChange;
use crate::service::writing::NewEntry;
use crate::service::writing::WritingError;
use crate::store::Action;
use crate::store::Commit;
use crate::store::Draft;
use crate::store::Edit;
use crate::store::EntryItem;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::RowId;
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
    /// Number of the change in the history of the space: what `undo` takes.
    pub number: u64,
    /// The entry it is about.
    pub entry: EntryId,
    /// Id of the draft, where it waits for somebody to approve it.
    pub draft: Option<String>,
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

impl FaqService {
    /// Writes a new entry: served at once if the caller may review, otherwise a draft.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn teach(&self, caller: &Caller, new: &NewEntry, on_near: OnNear) -> Result<Done, CurateError> {
        caller.may(Act::Propose)?;
        let memory = self.memory_to_write()?;
        let entry = new.entry(State::Approved)?;
        if self.current(&entry.id).await?.is_some() {
            return Err(CurateError::IdTaken(entry.id));
        }
        self.unless_near(&entry, on_near).await?;
        self.write(caller, memory, Action::Teach, entry, None).await
    }

    /// Changes an entry. One of a file stays as it is there; what is served from then on is the changed one, which
    /// `export` can write back.
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
        caller.may(Act::Propose)?;
        let memory = self.memory_to_write()?;
        let current = self.current(id).await?.ok_or_else(|| CurateError::NoSuchEntry(id.clone()))?;
        let entry = change.applied(&current.entry)?;
        if entry.phrasings != current.entry.phrasings {
            self.unless_near(&entry, on_near).await?;
        }
        self.write(caller, memory, Action::Edit, entry, Some(current)).await
    }

    /// Takes an entry out of service; it and its history stay.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn retire(&self, caller: &Caller, id: &EntryId) -> Result<Done, CurateError> {
        self.turn(caller, id, Action::Retire, State::Retired).await
    }

    /// Puts a retired entry back into service.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn restore(&self, caller: &Caller, id: &EntryId) -> Result<Done, CurateError> {
        self.turn(caller, id, Action::Restore, State::Approved).await
    }

    async fn turn(&self, caller: &Caller, id: &EntryId, action: Action, state: State) -> Result<Done, CurateError> {
        caller.may(Act::Propose)?;
        let memory = self.memory_to_write()?;
        let current = self.current(id).await?.ok_or_else(|| CurateError::NoSuchEntry(id.clone()))?;
        if current.entry.state == state {
            let is = if state == State::Retired { "retired" } else { "in service" };
            return Err(CurateError::Already(format!("the entry `{id}` is {is} already")));
        }
        let entry = Entry { state, ..current.entry.clone() };
        self.write(caller, memory, action, entry, Some(current)).await
    }

    /// The entry with this id, whatever its state: the store's, or else a file's. `None` where there is none.
    ///
    /// # Errors
    /// [`CurateError`] where the store cannot be asked.
    pub async fn current(&self, id: &EntryId) -> Result<Option<Current>, CurateError> {
        let of_file = self.entry_of_file(id);
        let stored = match self.memory() {
            Some(memory) => memory.store().item(memory.space(), &ItemKey::entry(id)).await?,
            None => None,
        };
        let digest = of_file.as_ref().map(digest);
        Ok(match stored {
            Some(stored) => stored.item.entry().map(|entry| Current {
                entry: entry.clone(),
                revision: Some(stored.revision),
                of_file: digest,
            }),
            None => of_file.map(|entry| Current { entry, revision: None, of_file: digest }),
        })
    }

    /// Where it may be written.
    pub(super) fn memory_to_write(&self) -> Result<&Memory, CurateError> {
        self.memory().ok_or(CurateError::NoStore)
    }

    async fn unless_near(&self, entry: &Entry, on_near: OnNear) -> Result<(), CurateError> {
        if on_near == OnNear::KeepBoth {
            return Ok(());
        }
        let questions: Vec<&str> = entry.phrasings.iter().map(|phrasing| phrasing.as_str()).collect();
        let near = self.near(&questions, &entry.answer, Some(&entry.id)).await?;
        if near.is_empty() { Ok(()) } else { Err(CurateError::Near(near)) }
    }

    /// Writes `entry` in the place of `current`, or the draft of it.
    async fn write(
        &self,
        caller: &Caller,
        memory: &Memory,
        action: Action,
        entry: Entry,
        current: Option<Current>,
    ) -> Result<Done, CurateError> {
        let author = memory.author(caller).await?;
        let revision = current.as_ref().and_then(|current| current.revision);
        let overlays = current.as_ref().and_then(|current| current.of_file.clone());
        let id = entry.id.clone();
        let (edit, draft) = if caller.may(Act::Review).is_ok() {
            let after = Some(Item::Entry(EntryItem { entry, overlays }));
            (Edit { key: ItemKey::entry(&id), expected: revision.unwrap_or(0), after }, None)
        } else {
            let draft = RowId::new(memory.now()).to_string();
            let after = Draft {
                entry,
                from: revision,
                overlays,
                replaces: current.is_some(),
                resolves: None,
                by: author.person.to_string(),
                name: author.name.clone(),
                at: memory.now(),
            };
            (Edit { key: ItemKey::draft(&draft), expected: 0, after: Some(Item::Draft(after)) }, Some(draft))
        };
        let commit = Commit::of(author, memory.now(), action, vec![edit]);
        let number = self.commit(memory, &commit).await?;
        Ok(Done { number, entry: id, draft })
    }

    /// Writes, and serves what was written.
    pub(super) async fn commit(&self, memory: &Memory, commit: &Commit) -> Result<u64, CurateError> {
        let number = memory.store().commit(memory.space(), commit).await?;
        // It is written, whatever comes now; what is not taken up here, `follow` takes up.
        if let Err(error) = self.refresh().await {
            warn!("what was written is not served yet: {error}");
        }
        Ok(number)
    }
}

//! Why knowledge was not written.

use crate::embedding::EmbedError;
use crate::entry::EntryId;
use crate::service::AskError;
use crate::service::CatalogError;
use crate::service::Denied;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::Near;
use crate::service::WritingError;
use crate::store::StoreError;

/// Why nothing was written. All but the last four are for the person to put right.
#[derive(Debug, thiserror::Error)]
pub enum CurateError {
    /// They may not do that.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There is nothing to write into.
    #[error(
        "nothing can be kept here: Askwell runs without a store; begin it with `--store askwell.db`, which makes one"
    )]
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
    /// A change cannot be taken back before a later one of the same thing is.
    #[error("change {by} changed the same since change {number}: undo {by} first, or edit it instead")]
    ChangedSince {
        /// The change.
        number: u64,
        /// The latest one since.
        by: u64,
    },
    /// A change was taken back already.
    #[error("change {number} was undone already, by change {by}; undo {by} to have it again")]
    Undone {
        /// The change.
        number: u64,
        /// The one that took it back.
        by: u64,
    },
    /// Somebody has decided on a cluster of missed questions already.
    #[error(
        "missed question {number} was {} already; `askwell missed reopen {number}` opens it again",
        .by.as_ref().map_or("dismissed".to_owned(), |entry| format!("answered by `{entry}`"))
    )]
    Closed {
        /// Its number.
        number: u64,
        /// The entry that answers it; `None` where nobody is to answer.
        by: Option<EntryId>,
    },
    /// It is in that state already, in words.
    #[error("{0}")]
    Already(String),
    /// The store or the model will do it later.
    #[error("that cannot be kept now: {0}; try again in a moment")]
    Later(String),
    /// People came to a missed question, by its number, between who is to be told was read and it was closed.
    #[error("missed question {0} is being asked just now; try again in a moment")]
    Joined(u64),
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
        !matches!(self, CurateError::Later(_) | CurateError::Joined(_) | CurateError::Model(_) | CurateError::Store(_))
    }
}

impl From<StoreError> for CurateError {
    fn from(error: StoreError) -> CurateError {
        match error {
            StoreError::Conflict { what } => CurateError::Conflict(what),
            StoreError::Joined { cluster } => CurateError::Joined(cluster),
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

impl FaqService {
    /// Where it may be written.
    pub(super) fn memory_to_write(&self) -> Result<&Memory, CurateError> {
        self.memory().ok_or(CurateError::NoStore)
    }
}

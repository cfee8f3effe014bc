//! What can go wrong with a store, by what somebody can do about it.

/// Why a call to a store did nothing.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else was faster: what the caller has seen is not what is there.
    #[error("{what} was changed meanwhile; look at it again")]
    Conflict {
        /// What was changed, for people.
        what: String,
    },
    /// Somebody joined a cluster of missed questions since its people were read. Whoever reads them again can go on.
    #[error("missed question {cluster} was asked by somebody else meanwhile; try again")]
    Joined {
        /// Its number.
        cluster: u64,
    },
    /// What the call is about is not there.
    #[error("{what} is not there")]
    Missing {
        /// What is missing, for people.
        what: String,
    },
    /// A value that cannot be stored.
    #[error("{0}")]
    Invalid(String),
    /// The database cannot be reached. It may come back.
    #[error("the store cannot be reached: {0}")]
    Away(String),
    /// The server is there, and does not let us in: another password, or no such user or database.
    #[error("the store lets nobody in with this address: {0}")]
    Refused(String),
    /// Others kept it busy for too long. Later it works.
    #[error("the store is busy: {0}")]
    Busy(String),
    /// There is no room for it.
    #[error("the store has no room left: {0}")]
    Full(String),
    /// It may be read only.
    #[error("the store cannot be written to: {0}")]
    ReadOnly(String),
    /// The file is not what was written; what of it is not. What to do about it depends on the door, and is said there.
    #[error("{0}")]
    Damaged(String),
    /// There is something else where the store is to be. It was left as it is.
    #[error("{place} is no store of Askwell: it holds other tables, such as `{table}`, and was left as it is")]
    Foreign {
        /// Where, without a password.
        place: String,
        /// One of the tables.
        table: String,
    },
    /// A later version of the program made it.
    #[error(
        "the store was made by a later version of Askwell: it has migration {found}, and this version knows {known}"
    )]
    Newer {
        /// The last migration there.
        found: i64,
        /// The last one that is known here.
        known: i64,
    },
    /// This kind of store does not do that.
    #[error("{0}")]
    Unsupported(&'static str),
    /// Anything else: a mistake of ours.
    #[error("the store failed: {0}")]
    Failed(String),
}

impl StoreError {
    /// Whether it may work later without anybody's doing.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(self, StoreError::Away(_) | StoreError::Busy(_))
    }
}

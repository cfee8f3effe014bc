//! What the two databases say differently.

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// Begins a transaction that reads one state of the whole, whatever others commit.
    pub(super) fn begin_reading(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BEGIN DEFERRED",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// Begins a transaction that writes. In SQLite it waits for its turn here: one that read first and then wanted to
    /// write would be refused instead of waiting.
    pub(in crate::store) fn begin_writing(self) -> &'static str {
        match self {
            Dialect::Sqlite => "BEGIN IMMEDIATE",
            Dialect::Postgres => "BEGIN ISOLATION LEVEL READ COMMITTED",
        }
    }

    /// What every connection is told first.
    pub(super) fn connection_settings(self) -> &'static [&'static str] {
        match self {
            Dialect::Sqlite => &[
                "PRAGMA busy_timeout = 5000",
                // What was acknowledged survives a power cut.
                "PRAGMA synchronous = FULL",
                "PRAGMA foreign_keys = ON",
                // Deleted rows are overwritten, and nothing is written outside of the file and its journal.
                "PRAGMA secure_delete = ON",
                "PRAGMA temp_store = MEMORY",
            ],
            Dialect::Postgres => &[
                "SET statement_timeout = '30s'",
                "SET lock_timeout = '5s'",
                // A process that hangs in the middle of a commit does not hold a space for ever.
                "SET idle_in_transaction_session_timeout = '30s'",
                "SET client_min_messages = 'warning'",
            ],
        }
    }

    /// The channel out of the column `place`, which is JSON, as the text of a number; nothing where there is none.
    pub(super) fn channel(self) -> &'static str {
        match self {
            // As a number it would lose digits.
            Dialect::Sqlite => "(place -> 'channel')",
            Dialect::Postgres => "CAST(CAST(place AS json) -> 'channel' AS TEXT)",
        }
    }

    /// Connections at most. SQLite's are each a thread of its own.
    pub(super) fn connections(self) -> u32 {
        match self {
            Dialect::Sqlite => 4,
            Dialect::Postgres => 8,
        }
    }
}

//! What a database's errors mean for who called the store.

use sqlx::error::DatabaseError;

use crate::store::StoreError;
use crate::store::sql::dialect::Dialect;

/// Why a statement, or what was made of it, came to nothing. Becomes a [`StoreError`] where the dialect is known.
#[derive(Debug)]
pub(in crate::store) enum Fault {
    /// The database's own.
    Sql(sqlx::Error),
    /// Found by us.
    Store(StoreError),
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Fault {
        Fault::Sql(error)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Fault {
        Fault::Store(error)
    }
}

impl From<sqlx::migrate::MigrateError> for Fault {
    fn from(error: sqlx::migrate::MigrateError) -> Fault {
        use sqlx::migrate::MigrateError;
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => Fault::Sql(error),
            // Its tables are then not those that this program would have made.
            other => Fault::Store(StoreError::Damaged(other.to_string())),
        }
    }
}

impl Fault {
    /// Whether a row was refused as it is not unique, or belongs to one that is not there.
    pub(super) fn is_of_a_rule(&self) -> bool {
        matches!(self, Fault::Sql(sqlx::Error::Database(error))
            if error.is_unique_violation() || error.is_foreign_key_violation() || error.is_check_violation()
                || matches!(error.kind(), sqlx::error::ErrorKind::NotNullViolation))
    }

    /// What it is to the caller. `place` is where the store is, without a password.
    pub(super) fn told(self, dialect: Dialect, place: &str) -> StoreError {
        match self {
            Fault::Store(error) => error,
            Fault::Sql(error) => of_sql(&error, dialect, place),
        }
    }
}

fn of_sql(error: &sqlx::Error, dialect: Dialect, place: &str) -> StoreError {
    match error {
        sqlx::Error::Database(error) => match dialect {
            Dialect::Sqlite => of_sqlite(&**error, place),
            Dialect::Postgres => of_postgres(&**error, place),
        },
        sqlx::Error::PoolTimedOut => match dialect {
            Dialect::Sqlite => StoreError::Busy(place.to_owned()),
            Dialect::Postgres => StoreError::Away(format!("{place} does not answer")),
        },
        sqlx::Error::PoolClosed => StoreError::Away(format!("{place} was closed")),
        sqlx::Error::Io(error) => StoreError::Away(format!("{place}: {error}")),
        sqlx::Error::Tls(error) => StoreError::Away(format!("{place}: {error}")),
        // The end of a connection in the middle of a message comes as one of these.
        sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed | sqlx::Error::BeginFailed => {
            StoreError::Away(format!("{place}: the connection broke"))
        }
        sqlx::Error::ColumnDecode { index, .. } => {
            StoreError::Damaged(format!("{place}: column {index} of a row is not what was written"))
        }
        sqlx::Error::Decode(_) => StoreError::Damaged(format!("{place}: a row is not what was written")),
        // None of these tells what was to be stored: they come up before there is a value.
        other => StoreError::Failed(format!("{place}: {other}")),
    }
}

/// By SQLite's result codes, of which the low byte says what kind it is.
fn of_sqlite(error: &dyn DatabaseError, place: &str) -> StoreError {
    /// A file that ends before it should.
    const SHORT_READ: u32 = 522;
    let code: u32 = error.code().and_then(|code| code.parse().ok()).unwrap_or_default();
    let text = format!("{place}: {}", error.message());
    match (code, code & 0xff) {
        (SHORT_READ, _) | (_, 11 | 26) => StoreError::Damaged(text),
        (_, 5 | 6) => StoreError::Busy(text),
        (_, 3 | 8 | 23) => StoreError::ReadOnly(text),
        (_, 10 | 14) => StoreError::Away(text),
        (_, 13) => StoreError::Full(text),
        // A rule of the tables, or a mistake in a statement: the message names columns, never values.
        _ => StoreError::Failed(text),
    }
}

/// By PostgreSQL's five-character codes, of which the first two say what class it is.
fn of_postgres(error: &dyn DatabaseError, place: &str) -> StoreError {
    let code = error.code().unwrap_or_default();
    let text = format!("{place}: {} ({code})", error.message());
    match &*code {
        "53100" => StoreError::Full(text),
        "25006" | "42501" => StoreError::ReadOnly(text),
        "40001" | "40P01" | "55P03" | "57014" | "25P03" => StoreError::Busy(text),
        "XX001" | "XX002" => StoreError::Damaged(text),
        "22021" => StoreError::Invalid("a text holds a character that cannot be stored".to_owned()),
        _ => match code.get(..2) {
            Some("08" | "53" | "57" | "58") => StoreError::Away(text),
            Some("28" | "3D") => StoreError::Refused(text),
            // These quote the value that was refused.
            Some("22" | "23") => StoreError::Failed(format!("{place}: a value was refused ({code})")),
            _ => StoreError::Failed(text),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::error::Error;
    use std::fmt;

    use sqlx::error::ErrorKind;

    use super::*;

    #[derive(Debug)]
    struct Refusal(&'static str);

    impl fmt::Display for Refusal {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("refused")
        }
    }

    impl Error for Refusal {}

    impl DatabaseError for Refusal {
        fn message(&self) -> &str {
            "what somebody wrote"
        }
        fn code(&self) -> Option<Cow<'_, str>> {
            Some(self.0.into())
        }
        fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
            self
        }
        fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
            self
        }
        fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
            self
        }
        fn kind(&self) -> ErrorKind {
            ErrorKind::Other
        }
    }

    #[track_caller]
    fn check(dialect: Dialect, code: &'static str, kind: &str) {
        let error = Fault::Sql(sqlx::Error::Database(Box::new(Refusal(code)))).told(dialect, "faq.db");
        assert!(format!("{error:?}").starts_with(kind), "{code}: {error:?}");
    }

    #[test]
    fn sqlites_codes_say_what_can_be_done() {
        for (code, kind) in [
            ("5", "Busy"),
            ("517", "Busy"),
            ("6", "Busy"),
            ("8", "ReadOnly"),
            ("1544", "ReadOnly"),
            ("10", "Away"),
            ("522", "Damaged"),
            ("11", "Damaged"),
            ("267", "Damaged"),
            ("26", "Damaged"),
            ("13", "Full"),
            ("14", "Away"),
            ("2067", "Failed"),
        ] {
            check(Dialect::Sqlite, code, kind);
        }
    }

    #[test]
    fn postgresqls_codes_say_what_can_be_done() {
        for (code, kind) in [
            ("57P01", "Away"),
            ("57P03", "Away"),
            ("08006", "Away"),
            ("53300", "Away"),
            ("28P01", "Refused"),
            ("3D000", "Refused"),
            ("53100", "Full"),
            ("25006", "ReadOnly"),
            ("40001", "Busy"),
            ("40P01", "Busy"),
            ("57014", "Busy"),
            ("XX001", "Damaged"),
            ("22021", "Invalid"),
            ("42P01", "Failed"),
        ] {
            check(Dialect::Postgres, code, kind);
        }
    }

    #[test]
    fn a_refused_value_is_not_repeated() {
        let error = Fault::Sql(sqlx::Error::Database(Box::new(Refusal("23505")))).told(Dialect::Postgres, "db");
        assert!(!error.to_string().contains("somebody"), "{error}");
    }
}

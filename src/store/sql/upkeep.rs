//! Care for the whole: is it sound, a copy of it, and no trace of what was deleted.

use std::path::Path;

use sqlx::AnyConnection;
use sqlx::Row;

use crate::store::Condition;
use crate::store::StoreError;
use crate::store::migrations;
use crate::store::sql::Fault;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::dumping;
use crate::store::sql::file::of_io;
use crate::store::sql::spaces;

/// Where something that was deleted may still be in the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Traces {
    Nowhere,
    /// In the journal, as somebody still read the state from before.
    Journal,
    /// In the file too.
    Everywhere,
}

/// Reads next to nothing of it.
pub(super) async fn glance(connection: &mut AnyConnection, dialect: Dialect) -> Result<Condition, Fault> {
    let engine = match dialect {
        Dialect::Sqlite => format!("SQLite {}", text(connection, "SELECT sqlite_version()").await?),
        Dialect::Postgres => {
            let version = text(connection, "SHOW server_version").await?;
            format!("PostgreSQL {}", version.split(' ').next().unwrap_or_default())
        }
    };
    let schema = migrations::step_of(connection, dialect).await?;
    let bytes = match dialect {
        Dialect::Sqlite => "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        Dialect::Postgres => "SELECT pg_database_size(current_database())",
    };
    let bytes: i64 = sqlx::query(bytes).fetch_one(&mut *connection).await?.try_get(0)?;
    Ok(Condition {
        engine,
        schema: u32::try_from(schema).unwrap_or_default(),
        bytes: u64::try_from(bytes).ok(),
        damage: Vec::new(),
    })
}

/// Reads all of it.
pub(super) async fn check(connection: &mut AnyConnection, dialect: Dialect, place: &str) -> Result<Condition, Fault> {
    let mut damage = Vec::new();
    for part in [structure(connection, dialect).await, rows(connection).await] {
        match part.map_err(|fault| fault.told(dialect, place)) {
            Ok(lines) => damage.extend(lines),
            Err(damaged @ StoreError::Damaged(_)) => damage.push(damaged.to_string()),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Condition { damage, ..glance(connection, dialect).await? })
}

async fn text(connection: &mut AnyConnection, statement: &'static str) -> Result<String, Fault> {
    Ok(sqlx::query(statement).fetch_one(connection).await?.try_get(0)?)
}

/// What the database itself finds wrong. PostgreSQL has nothing that a client could ask.
async fn structure(connection: &mut AnyConnection, dialect: Dialect) -> Result<Vec<String>, Fault> {
    let mut damage = Vec::new();
    if dialect == Dialect::Sqlite {
        for row in sqlx::query("PRAGMA integrity_check").fetch_all(&mut *connection).await? {
            let line: String = row.try_get(0)?;
            if line != "ok" {
                damage.push(line);
            }
        }
        for row in sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut *connection).await? {
            let (table, parent): (String, String) = (row.try_get(0)?, row.try_get(2)?);
            damage.push(format!("a row of `{table}` belongs to one of `{parent}` that is not there"));
        }
    }
    Ok(damage)
}

async fn rows(connection: &mut AnyConnection) -> Result<Vec<String>, Fault> {
    let mut damage = Vec::new();
    for space in spaces::all(connection).await? {
        damage.extend(dumping::faults(connection, &space).await?);
    }
    Ok(damage)
}

/// Writes a copy beside `to` and gives it that name once it is whole and on the disk.
pub(super) async fn backup(connection: &mut AnyConnection, to: &Path) -> Result<(), Fault> {
    let told = |error: &std::io::Error| of_io(to, error);
    if to.exists() {
        return Err(StoreError::Invalid(format!("{}: there is something already", to.display())).into());
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    // For its owner alone, and gone where the copy fails. SQLite writes into a file that is empty.
    let copy = tempfile::Builder::new().prefix(".askwell-backup-").tempfile_in(folder).map_err(|error| told(&error))?;
    let path = copy.path().to_str().ok_or_else(|| {
        StoreError::Invalid(format!("{}: the path of a backup has to be a Unicode text", to.display()))
    })?;
    sqlx::query("VACUUM INTO $1").bind(path.to_owned()).execute(connection).await?;
    copy.as_file().sync_all().map_err(|error| told(&error))?;
    copy.persist_noclobber(to).map_err(|error| told(&error.error))?;
    #[cfg(unix)]
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| told(&error))?;
    Ok(())
}

/// Takes what was deleted out of the bytes of the file and its journal, where it may still be; says what is left.
///
/// That deleted rows are overwritten (`secure_delete`) is not enough: a row that once moved to another page, as its page
/// was full, may have left a copy behind on the old one. So the file is written anew, and what is left of the journal
/// cut off.
pub(super) async fn scrub(connection: &mut AnyConnection, traces: Traces) -> Result<Traces, Fault> {
    if traces == Traces::Everywhere {
        sqlx::query("VACUUM").execute(&mut *connection).await?;
    }
    // Nobody can write while this waits for those who read.
    sqlx::query("PRAGMA busy_timeout = 500").execute(&mut *connection).await?;
    let cut = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection).await;
    sqlx::query("PRAGMA busy_timeout = 5000").execute(&mut *connection).await?;
    let is_busy: i64 = cut?.try_get(0)?;
    Ok(if is_busy == 0 { Traces::Nowhere } else { Traces::Journal })
}

/// The tables that rows of persons are deleted from.
const VACUUM: &str = "VACUUM questions, votes, clusters, cluster_members, suggestions, suggestion_supports, notices, \
                      preferences, changes, items";

/// Lets PostgreSQL overwrite what was deleted. Its journal and backups are its own matter, and who may not do this may
/// not.
pub(super) async fn vacuum(connection: &mut AnyConnection) -> Result<(), Fault> {
    sqlx::query(VACUUM).execute(connection).await?;
    Ok(())
}

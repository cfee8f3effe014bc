//! The tables, step by step. A step that was once released never changes; what is to be different is a further step.

use std::borrow::Cow;

use sqlx::AnyConnection;
use sqlx::Row;
use sqlx::SqlSafeStr;
use sqlx::migrate::Migration;
use sqlx::migrate::MigrationType;
use sqlx::migrate::Migrator;

use crate::store::StoreError;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::fault::Fault;

/// Name, and statements for SQLite and PostgreSQL, of each step; its number is its place, from 1.
const STEPS: [(&str, &str, &str); 4] = [
    ("tables", include_str!("migrations/sqlite/0001_tables.sql"), include_str!("migrations/postgres/0001_tables.sql")),
    (
        "silent questions",
        include_str!("migrations/sqlite/0002_silent_questions.sql"),
        include_str!("migrations/postgres/0002_silent_questions.sql"),
    ),
    (
        "models of vectors",
        include_str!("migrations/sqlite/0003_models_of_vectors.sql"),
        include_str!("migrations/postgres/0003_models_of_vectors.sql"),
    ),
    (
        "feedback",
        include_str!("migrations/sqlite/0004_feedback.sql"),
        include_str!("migrations/postgres/0004_feedback.sql"),
    ),
];

/// Number of the last step.
pub(in crate::store) const LATEST: i64 = STEPS.len() as i64;

/// Brings the tables from whatever step they are at to step `target`, all or nothing, while no other process does.
///
/// # Errors
/// [`StoreError::Newer`] where a later version of the program has been there.
pub(in crate::store) async fn migrate_to(
    connection: &mut AnyConnection,
    dialect: Dialect,
    target: i64,
) -> Result<(), Fault> {
    // Looked at first, so that a file which may only be read can be read.
    if step_of(connection, dialect).await? >= target {
        return Ok(());
    }
    let mut transaction = sqlx::Connection::begin_with(connection, dialect.begin_writing()).await?;
    if dialect == Dialect::Postgres {
        // Any number, so long as it is always this one. Let go with the transaction, whatever becomes of that.
        sqlx::query("SELECT pg_advisory_xact_lock(4786501)").execute(&mut *transaction).await?;
    }
    // Somebody else may have done it meanwhile; then there is nothing left to do.
    if step_of(&mut transaction, dialect).await? < target {
        // Each step is a savepoint in our transaction, which is the lock as well.
        let mut migrator = Migrator::with_migrations(migrations(dialect));
        migrator.set_locking(false);
        migrator.run_direct(Some(target), &mut *transaction, false).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The step that the tables are at; 0 where there are none.
///
/// # Errors
/// [`StoreError::Newer`] where this version of the program does not know it.
pub(in crate::store) async fn step_of(connection: &mut AnyConnection, dialect: Dialect) -> Result<i64, Fault> {
    let is_there = match dialect {
        Dialect::Sqlite => "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_sqlx_migrations'",
        Dialect::Postgres => "SELECT 1 WHERE to_regclass('_sqlx_migrations') IS NOT NULL",
    };
    if sqlx::query(is_there).fetch_optional(&mut *connection).await?.is_none() {
        return Ok(0);
    }
    let last = sqlx::query("SELECT COALESCE(MAX(version), 0) AS step FROM _sqlx_migrations");
    let found: i64 = last.fetch_one(connection).await?.try_get("step")?;
    if found > LATEST {
        return Err(StoreError::Newer { found, known: LATEST }.into());
    }
    Ok(found)
}

fn migrations(dialect: Dialect) -> Vec<Migration> {
    let migration = |(number, (name, sqlite, postgres)): (i64, (&'static str, &'static str, &'static str))| {
        let statements = match dialect {
            Dialect::Sqlite => sqlite,
            Dialect::Postgres => postgres,
        };
        Migration::new(number, Cow::Borrowed(name), MigrationType::Simple, statements.into_sql_str(), false)
    };
    (1..).zip(STEPS).map(migration).collect()
}

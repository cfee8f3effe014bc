//! Whether there is something else where the store is to be: its tables are left alone, and ours are not put beside them
//! where the two would get into each other's way.

use std::fs;
use std::path::Path;

use sqlx::AnyConnection;
use sqlx::AssertSqlSafe;
use sqlx::ConnectOptions;
use sqlx::Connection;
use sqlx::Row;
use sqlx::any::AnyConnectOptions;

use crate::store::StoreError;
use crate::store::sql::Fault;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::file;
use crate::store::sql::tables::TABLES;

/// Where the migrations that were done are noted, by the library that does them, whoever's they are.
const MIGRATIONS: &str = "_sqlx_migrations";

/// A table of somebody else's in an SQLite file; any is enough, as nobody else has a part in a store's file. Nothing is
/// written, neither into the file nor beside it. What cannot be read is not told apart here: whoever opens it for good
/// says what is wrong.
pub(super) async fn table_in_file(whole: &Path) -> Result<Option<String>, StoreError> {
    let length = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    if length(whole) == 0 {
        return Ok(None);
    }
    let mut url = file::url_of(whole)?;
    // With something in the journal it has to be read too, or a store that was just made would look like half of one.
    // Otherwise even the few bytes by which readers of a journal know of each other need not be made.
    let has_journal = length(&file::beside(whole, "-wal")) > 0;
    url.set_query(Some(if has_journal { "mode=ro" } else { "mode=ro&immutable=true" }));
    Ok(look_into(&url).await.unwrap_or_default())
}

async fn look_into(url: &url::Url) -> Result<Option<String>, Fault> {
    let mut connection = AnyConnection::connect_with(&AnyConnectOptions::from_url(url)?).await?;
    let found = table(&mut connection, Dialect::Sqlite).await;
    connection.close().await?;
    found
}

/// A table of somebody else's that is in the way of ours; `None` where there is none, or all is ours. In a database on a
/// server others may have tables beside ours, so long as the names differ.
pub(super) async fn table(connection: &mut AnyConnection, dialect: Dialect) -> Result<Option<String>, Fault> {
    // In one statement, so that tables which somebody makes meanwhile are all there or none.
    let statement = match dialect {
        Dialect::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
             ORDER BY name"
                .to_owned()
        }
        Dialect::Postgres => {
            let ours: Vec<String> = TABLES.iter().map(|table| format!("'{}'", table.name)).collect();
            format!(
                "SELECT CAST(c.relname AS TEXT) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                 WHERE n.nspname = current_schema() AND c.relname IN ('{MIGRATIONS}', {}) ORDER BY name",
                ours.join(", ")
            )
        }
    };
    // Names of tables out of our own code, and nothing else.
    let rows = sqlx::query(AssertSqlSafe(statement)).fetch_all(&mut *connection).await?;
    let mut names: Vec<String> = rows.iter().map(|row| row.try_get("name")).collect::<Result<_, _>>()?;
    if names.iter().any(|name| name == MIGRATIONS) {
        let first = "SELECT version FROM _sqlx_migrations WHERE version = 1 AND description = 'tables'";
        if sqlx::query(first).fetch_optional(connection).await?.is_some() {
            return Ok(None);
        }
        return Ok(Some(MIGRATIONS.to_owned()));
    }
    Ok(if names.is_empty() { None } else { Some(names.remove(0)) })
}

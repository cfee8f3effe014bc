//! A file or a database that is somebody else's is refused, and left as it is.

use std::fs;
use std::path::Path;

use askwell::store::Address;
use askwell::store::StoreError;
use sqlx::Connection;
use sqlx::Executor;
use sqlx::PgConnection;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteConnectOptions;

use crate::support::postgres;
use crate::support::store::Ground;
use crate::support::store::within;

/// The names and bytes of all that is in a folder.
fn all_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

async fn refused(address: &Address, table: &str) {
    for error in [askwell::store::open(address).await.err(), askwell::store::open_lazily(address).await.err()] {
        let error = error.expect("it is taken over");
        assert!(matches!(&error, StoreError::Foreign { table: found, .. } if found == table), "{error:?}");
        assert!(error.to_string().starts_with(&address.to_string()), "{error}");
    }
}

#[test]
fn a_file_of_something_else_is_refused_and_not_a_byte_of_it_changes() {
    const PHOTOS: &str = "CREATE TABLE photos (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO photos VALUES (1, 'a')";
    const OF_ANOTHER: &str = "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT); \
                              CREATE TABLE accounts (id INTEGER); \
                              INSERT INTO _sqlx_migrations VALUES (20260101000000, 'accounts')";
    within(async || {
        for (journal, statements, table) in [
            ("DELETE", PHOTOS, "photos"),
            ("WAL", PHOTOS, "photos"),
            ("DELETE", OF_ANOTHER, "_sqlx_migrations"),
            ("WAL", OF_ANOTHER, "_sqlx_migrations"),
        ] {
            let ground = Ground::for_sqlite();
            let options = SqliteConnectOptions::new().filename(ground.file()).create_if_missing(true);
            let mut connection =
                SqliteConnection::connect_with(&options.pragma("journal_mode", journal)).await.unwrap();
            connection.execute(statements).await.unwrap();
            // While it is open in its own program, and afterwards.
            let before = fs::read(ground.file()).unwrap();
            refused(&ground.address, table).await;
            assert!(fs::read(ground.file()).unwrap() == before, "{journal}: {table}");
            connection.close().await.unwrap();
            let before = all_of(ground.folder.path());
            refused(&ground.address, table).await;
            assert!(all_of(ground.folder.path()) == before, "{journal}: {table}");
        }
    });
}

#[test]
fn an_empty_file_and_one_of_an_empty_database_become_a_store() {
    within(async || {
        for is_database in [false, true] {
            let ground = Ground::for_sqlite();
            fs::write(ground.file(), "").unwrap();
            if is_database {
                let options = SqliteConnectOptions::new().filename(ground.file());
                let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
                connection.execute("PRAGMA user_version = 7").await.unwrap();
                connection.close().await.unwrap();
            }
            askwell::store::open(&ground.address).await.unwrap().close().await;
            askwell::store::open(&ground.address).await.unwrap().close().await;
        }
    });
}

#[test]
fn a_database_with_others_tables_of_our_names_is_refused_and_one_with_other_names_is_not() {
    let Some(server) = postgres::shared() else { return };
    within(async || {
        for (statements, table) in [
            ("CREATE TABLE items (id INTEGER)", Some("items")),
            ("CREATE VIEW votes AS SELECT 1 AS vote", Some("votes")),
            ("CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT)", Some("_sqlx_migrations")),
            ("CREATE TABLE photos (id INTEGER)", None),
        ] {
            let ground = Ground::for_postgres(server).await;
            let Address::Postgres(url) = &ground.address else { panic!("a server has an address") };
            let mut connection = PgConnection::connect(url.as_str()).await.unwrap();
            connection.execute(statements).await.unwrap();
            let tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace";
            let before = connection.fetch_all(tables).await.unwrap().len();
            match table {
                Some(table) => {
                    refused(&ground.address, table).await;
                    assert_eq!(connection.fetch_all(tables).await.unwrap().len(), before);
                }
                None => askwell::store::open(&ground.address).await.unwrap().close().await,
            }
        }
    });
}

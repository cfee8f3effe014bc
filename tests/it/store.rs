//! The contract of `Store`, sentence by sentence, on an SQLite file and on a PostgreSQL server.
#![cfg(unix)]

mod contract;
mod dump;
mod faults;
mod foreign;
mod history;
mod killed;
mod migrations;
mod missed;
mod notices;
mod people;
mod questions;
mod restore_killed;
mod restored;
mod spaces;
mod suggestions;
mod world;
mod writers;

#[test]
fn the_server_of_the_tests_leaves_nothing_behind() {
    let Some(server) = crate::support::postgres::own() else { return };
    let folder = server.folder().to_owned();
    let database = crate::support::store::within(async || server.database().await.address.clone());
    assert!(folder.join("data/PG_VERSION").exists());
    // What it waits for is the end of a pipe, which comes as well when this process is killed.
    drop(server);
    assert!(!folder.exists());
    let opened = crate::support::store::within(async || askwell::store::open(&database).await);
    assert!(opened.is_err());
}

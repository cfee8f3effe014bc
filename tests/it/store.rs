//! The contract of `Store`, sentence by sentence, on an SQLite file and on a PostgreSQL server.
#![cfg(unix)]

mod contract;
mod dump;
mod faults;
mod history;
mod killed;
mod migrations;
mod missed;
mod notices;
mod people;
mod questions;
mod spaces;
mod suggestions;
mod world;
mod writers;

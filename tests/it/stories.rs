//! What people do with a knowledge that remembers, from the service's door: each story on an SQLite file and on a
//! PostgreSQL server, with the real model.
#![cfg(unix)]

mod answered;
mod community;
mod curating;
mod drafts;
mod learning;
mod missed;
mod models;
mod people;
mod previews;
mod sharing;
mod trials;

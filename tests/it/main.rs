//! One test binary for all that goes through the real doors with the real model.

#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report; clippy knows only the functions marked as tests"
)]

mod support;

mod ask;
mod calibrate;
mod cli;
mod curate;
mod counters;
mod discord;
mod discord_cli;
mod discord_process;
mod evaluation;
mod fake_discord;
mod faults;
mod import;
mod knowledge;
mod layers;
mod lint;
mod model;
mod readme;
mod remedies;
mod repl;
mod rewrite;
mod store;
mod stories;
mod suggest;
mod terminal;
mod unasked;
mod upkeep;

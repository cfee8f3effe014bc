//! One test binary for all that goes through the real doors with the real model.

mod support;

mod ask;
mod cli;
mod evaluation;
mod faults;
mod knowledge;
mod layers;
mod model;
mod readme;
mod repl;
mod terminal;

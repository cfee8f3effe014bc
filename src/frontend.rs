//! The doors: they show what the service returns, and decide nothing. No front-end knows another.

pub mod discord;
pub mod finding;
pub mod history;
pub mod json;
pub mod lines;
pub mod one_shot;
pub mod progress;
pub mod repl;
pub mod whole;
pub mod wording;

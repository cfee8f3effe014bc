//! Askwell answers a community's recurring questions from its own stored questions and answers.
//!
//! Data flows down this list, and a module uses only those above it (`tests/it/layers.rs` checks that):
//!
//! | module | what it is |
//! | --- | --- |
//! | [`entry`] | the words everything else uses: entry, phrasing, topic |
//! | [`knowledge`] | reads and writes knowledge files, and says what is wrong with them; uses `entry` |
//! | [`embedding`] | text to vectors: the model, its runtime, the worker that owns it, the cache; uses nothing of ours |
//! | [`matching`] | finds the closest entry and judges it; pure; uses `entry` and `embedding`'s `UnitVector` |
//! | [`store`] | what a community's bot remembers: curated entries, their history, questions, votes; uses `entry` |
//! | [`service`] | what every front-end can ask for; uses all above |
//! | [`evaluation`] | measures the matching on labelled questions; uses `entry`, `embedding`, `matching` |
//! | [`frontend`] | the doors: REPL, one-shot commands, and all words to people; uses `service` |
//! | [`config`] | settings from arguments, environment and `askwell.toml`; used by `cli` only |
//! | [`cli`] | subcommands: builds the service and opens a door |

pub mod entry;
pub mod knowledge;
pub mod embedding;
pub mod matching;
pub mod store;
pub mod service;
pub mod evaluation;
pub mod frontend;
pub mod config;
pub mod cli;

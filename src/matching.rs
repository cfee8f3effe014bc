//! Finds the entry that a question asks for, and judges whether to answer with it.
//! Pure: no clock, no file, no await.
//!
//! [`screening`] turns away what cannot be asked, [`index`] finds the closest entries by meaning, words and letters,
//! [`confidence`] says how probably each is right, and [`judgement`] makes a verdict of that. `evaluation` uses the same
//! functions as people's questions do, so it measures exactly what people get. [`posts`] takes longer texts apart into
//! their questions. [`completion`] guesses what somebody means
//! who is still typing.

mod coarse;
pub mod completion;
pub mod confidence;
pub mod index;
pub mod judgement;
mod letters;
pub mod posts;
mod scan;
pub mod screening;
mod topics;
mod words;

//! Finds the entry that a question asks for, and judges whether to answer with it.
//! Pure: no clock, no file, no await.
//!
//! [`screening`] turns away what cannot be asked, [`index`] finds the closest entries by meaning, words and letters,
//! [`confidence`] says how probably each is right, and [`judgement`] makes a verdict of that. `evaluation` uses the same
//! functions as people's questions do, so it measures exactly what people get. [`completion`] guesses what somebody means
//! who is still typing; [`crossings`] are phrasings that go to the wrong entry.

mod coarse;
pub mod completion;
pub mod confidence;
pub mod crossings;
pub mod index;
pub mod judgement;
pub mod language;
mod letters;
mod scan;
pub mod screening;
mod topics;
mod words;

//! Finds the entry that a question asks for, and judges whether to answer with it.
//! Pure: no clock, no file, no await.
//!
//! [`screening`] turns away what cannot be asked, [`spelling`] repairs what is mistyped, [`ranking`] finds the closest
//! entries by meaning, words and letters in an [`index`], [`calibration`] says how probably each is right, by what
//! [`rehearsal`] showed, a [`second_look`] is taken at what that leaves undecided, and [`judgement`] makes a verdict of
//! it all. `evaluation` uses the same functions as people's questions do, so it measures exactly what people get.
//! [`posts`] takes longer texts apart into their questions.
//! [`completion`] guesses what somebody means who is still typing; [`crossings`] are phrasings that go to the wrong entry.

pub mod answers;
pub mod asked;
pub mod calibration;
pub mod candidate;
pub mod chatter;
pub mod clusters;
mod coarse;
pub mod completion;
pub mod confidence;
pub mod counters;
pub mod crossings;
mod exact;
#[cfg(test)]
mod example;
pub mod explanation;
pub mod guards;
pub mod index;
pub mod judgement;
pub mod language;
mod letters;
pub mod logistic;
pub(crate) mod parallel;
pub mod posts;
pub mod ranking;
pub mod rehearsal;
mod same;
mod scan;
pub mod screening;
pub mod second_look;
pub mod spelling;
mod topics;
pub mod unit;
mod verdict;
mod wording;
mod words;

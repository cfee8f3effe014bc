//! A second look at what the first left undecided: a cross-encoder reads the question beside the closest phrasings, and
//! what it makes of them goes into the confidences.
//!
//! Vectors compare two texts that were read apart, so that the same words with another matter in question come out close.
//! The cross-encoder sees both at once; it is too slow to read every phrasing, and alone less right than all that the
//! first look knows. So it reads few, and both are joined by a logistic function that was fitted offline
//! (`askwell calibrate --second-look`), on sets that it was not trained on.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde::Serialize;

use crate::matching::asked::Asked;
use crate::matching::candidate::Candidate;
use crate::matching::candidate::Read;
use crate::matching::logistic;

/// Candidates that are read at most: so many are ever offered to choose from, and more would take longer than people
/// should wait.
pub const MOST_READ: usize = 3;

/// First confidences of the best candidate that are read: what is less probable, or more, is settled. Reading seldom makes
/// another verdict of it, and one of five questions is spared it.
const UNDECIDED: RangeInclusive<f32> = 0.05..=0.98;

/// A candidate is not read that is so much less probable than the best.
const FAR_BEHIND: f32 = 30.0;

/// What is read is cut off here, in log-odds: beyond, the cross-encoder was never tried.
const MOST_LOG_ODDS: f32 = 6.0;

/// First confidences are cut off here before their log-odds are taken.
const LEAST: f32 = 1e-4;

/// Number of inputs of [`SecondLook`] behind the constant.
pub const INPUTS: usize = 2;

/// How the first confidence and what was read become one: log-odds that add up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecondLook {
    /// Log-odds where every input is zero.
    pub intercept: f64,
    /// Of the log-odds of the first confidence.
    pub first: f64,
    /// Of what was read.
    pub read: f64,
}

/// The offline fit: recorded with its inputs in `benches/confidence/second-look.json`.
pub const SECOND_LOOK: SecondLook = SecondLook { intercept: -0.1601, first: 1.0151, read: 0.3826 };

/// The question as it is to be read beside each of the first of `candidates`, and the phrasings; none where the first
/// look has settled it.
#[must_use]
pub fn pairs(asked: &Asked<'_>, candidates: &[Candidate]) -> Vec<(String, String)> {
    let Some(best) = candidates.first().map(|best| best.confidence) else { return Vec::new() };
    if !UNDECIDED.contains(&best) {
        return Vec::new();
    }
    let worth_it = candidates.iter().take(MOST_READ).take_while(|one| one.confidence * FAR_BEHIND >= best);
    let pair = |candidate: &Candidate| {
        let reread = asked.reread.filter(|_| candidate.reread);
        (reread.map_or(asked.text, |reread| reread.text).to_owned(), candidate.phrasing.clone())
    };
    worth_it.map(pair).collect()
}

/// Puts what was `read` of the first candidates, the log-odds of each of their [`pairs`], into their confidences, and
/// brings them into the order of these.
pub fn look_again(candidates: &mut [Candidate], read: &[f32]) {
    look_again_by(&SECOND_LOOK, candidates, read);
}

/// As [`look_again`], with another offline fit.
pub fn look_again_by(fit: &SecondLook, candidates: &mut [Candidate], read: &[f32]) {
    let count = read.len().min(candidates.len());
    let (seen, unseen) = candidates.split_at_mut(count);
    for (at, candidate) in seen.iter_mut().enumerate() {
        let inputs = inputs(candidate.confidence, read[at]);
        let log_odds = fit.log_odds(inputs);
        #[expect(clippy::cast_possible_truncation, reason = "a probability and log-odds need no more digits")]
        let (confidence, change) = (logistic::probability(log_odds) as f32, (log_odds - inputs[0]) as f32);
        candidate.confidence = confidence;
        candidate.read = Some(Read { log_odds: read[at], change });
    }
    seen.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    // Nobody has read these, so nothing speaks for them that did not before.
    let least = seen.last().map_or(1.0, |last| last.confidence);
    for candidate in unseen {
        candidate.confidence = candidate.confidence.min(least);
    }
}

/// Probability that one of the first `offered` candidates is right, whose probability together was `first` before they
/// were read; `first` where they were not. They are as good as the one that reads best.
#[must_use]
pub fn together(first: f32, candidates: &[Candidate], offered: usize) -> f32 {
    let read: Option<Vec<f32>> =
        candidates.iter().take(offered).map(|one| one.read.map(|read| read.log_odds)).collect();
    let Some(best) = read.and_then(|read| read.into_iter().max_by(f32::total_cmp)) else { return first };
    #[expect(clippy::cast_possible_truncation, reason = "a probability needs no more digits")]
    let probability = logistic::probability(SECOND_LOOK.log_odds(inputs(first, best))) as f32;
    probability
}

/// What the logistic function takes for a candidate of this `first` confidence, of which `read` was read: log-odds both.
#[must_use]
pub fn inputs(first: f32, read: f32) -> [f64; INPUTS] {
    let first = first.clamp(LEAST, 1.0 - LEAST);
    [f64::from((first / (1.0 - first)).ln()), f64::from(read.clamp(-MOST_LOG_ODDS, MOST_LOG_ODDS))]
}

impl SecondLook {
    fn log_odds(&self, [first, read]: [f64; INPUTS]) -> f64 {
        self.intercept + self.first * first + self.read * read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;
    use crate::matching::asked::Reread;
    use crate::matching::confidence::Features;

    fn candidate(id: &str, confidence: f32) -> Candidate {
        let features = Features { cosine: 0.5, answer: None, words: 0.1, score: 0.6, share: 0.5 };
        let (entry, phrasing) = (EntryId::new(id).unwrap(), format!("about {id}"));
        Candidate { entry, phrasing, confidence, features, reread: false, read: None }
    }

    fn candidates(confidences: &[f32]) -> Vec<Candidate> {
        confidences.iter().enumerate().map(|(at, &confidence)| candidate(&format!("e{at}"), confidence)).collect()
    }

    fn count(confidences: &[f32]) -> usize {
        pairs(&Asked::as_typed("q", None), &candidates(confidences)).len()
    }

    #[test]
    fn only_what_is_undecided_is_read_and_only_what_may_be_right() {
        assert_eq!([count(&[]), count(&[0.04]), count(&[0.99, 0.01])], [0; 3]);
        assert_eq!(count(&[0.6, 0.3, 0.05, 0.05]), MOST_READ);
        assert_eq!(count(&[0.6, 0.019, 0.018]), 1);
    }

    #[test]
    fn a_candidate_is_read_beside_the_question_that_it_is_closest_to() {
        let mut two = candidates(&[0.6, 0.3]);
        two[1].reread = true;
        let asked = Asked { text: "pasword", vector: None, reread: Some(Reread { text: "password", vector: None }) };
        let pair = |question: &str, phrasing: &str| (question.to_owned(), phrasing.to_owned());
        assert_eq!(pairs(&asked, &two), [pair("pasword", "about e0"), pair("password", "about e1")]);
    }

    #[test]
    fn what_reads_better_comes_first_and_what_was_not_read_stays_behind() {
        let fit = SecondLook { intercept: 0.0, first: 1.0, read: 1.0 };
        let mut all = candidates(&[0.5, 0.4, 0.3, 0.2]);
        look_again_by(&fit, &mut all, &[-2.0, 3.0]);
        let order: Vec<&str> = all.iter().map(|one| one.entry.as_str()).collect();
        assert_eq!(order, ["e1", "e0", "e2", "e3"]);
        assert!(all.windows(2).all(|two| two[0].confidence >= two[1].confidence), "{all:?}");
        assert!(all[0].confidence > 0.9 && all[1].confidence < 0.2, "{all:?}");
        assert_eq!(all[0].read.map(|read| read.log_odds), Some(3.0));
        assert!((all[0].read.unwrap().change - 3.0).abs() < 1e-4 && all[2].read.is_none());
    }

    #[test]
    fn candidates_together_are_more_probable_than_each_and_as_before_where_none_was_read() {
        let mut all = candidates(&[0.4, 0.3, 0.1]);
        assert_eq!(together(0.7, &all, 2).to_bits(), 0.7_f32.to_bits());
        look_again(&mut all, &[1.0, 0.5, -1.0]);
        assert!(together(0.7, &all, 2) > all[0].confidence);
    }
}

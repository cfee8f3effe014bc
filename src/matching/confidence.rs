//! How probably a candidate is the right answer.
//!
//! A raw cosine means nothing to people: 0.6 can be certain in one knowledge and a wild guess in another. What carries
//! over from one knowledge to the next is the score together with how far the candidate stands out from the others.
//! Two features hold that, and a logistic function makes a probability of them:
//!
//! - the score by which hits are ranked: meaning, with a little of words and letters;
//! - the candidate's share in a softmax over the best scores, where a made-up entry at a score of `FLOOR` competes
//!   too. Without it a knowledge of three entries would give its best a share near one for any question at all.

use crate::matching::index::Hit;

/// Score of the made-up competitor: what unrelated short English texts reach with all-MiniLM-L6-v2 when they share
/// a subject.
pub(super) const FLOOR: f32 = 0.4;

/// Scale of the softmax. A lead of one temperature is worth a factor of e; leads that matter are of that size.
const TEMPERATURE: f32 = 0.05;

/// How many of the best candidates take part in the softmax. Beyond that, shares add up to next to nothing, and a
/// fixed number makes the confidence independent of how many candidates somebody asked to see.
pub const FIELD: usize = 10;

/// Coefficients of the logistic function, fitted with `benches/confidence/fit.py` (see there for how).
const INTERCEPT: f32 = -7.54;
const PER_SCORE: f32 = 4.76;
const PER_SHARE: f32 = 4.78;

/// What a candidate's confidence is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features {
    /// Cosine of question and phrasing, -1 to 1; shown, and not used by itself.
    pub cosine: f32,
    /// Part of the question's words that the entry has, 0 to 1; shown, and not used by itself.
    pub words: f32,
    /// What hits are ranked by, [`Hit::score`].
    pub score: f32,
    /// Share in the softmax over the field and the made-up entry, 0 to 1.
    pub share: f32,
}

/// The features of each of `hits`, which are the best of the index, best first, at least [`FIELD`] of them if the
/// index has so many.
#[must_use]
pub fn features(hits: &[Hit]) -> Vec<Features> {
    let field = &hits[..hits.len().min(FIELD)];
    let best = field.iter().map(|hit| hit.score).fold(FLOOR, f32::max);
    // Relative to the best, so that no exponential overflows.
    let weight = |score: f32| ((score - best) / TEMPERATURE).exp();
    let all: f32 = weight(FLOOR) + field.iter().map(|hit| weight(hit.score)).sum::<f32>();
    let features =
        |hit: &Hit| Features { cosine: hit.cosine, words: hit.words, score: hit.score, share: weight(hit.score) / all };
    hits.iter().map(features).collect()
}

/// Probability, 0 to 1, that the candidate with these features is the right one.
#[must_use]
pub fn probability(features: &Features) -> f32 {
    logistic(features.score, features.share)
}

/// Probability, 0 to 1, that one of these candidates, best first, is the right one: that of an entry which has the
/// best score among them and all their shares. Adding their probabilities up would count each as if the others were
/// its rivals.
#[must_use]
pub fn probability_among<'a>(candidates: impl Iterator<Item = &'a Features>) -> f32 {
    let together = |(best, shares): (f32, f32), one: &Features| (f32::max(best, one.score), shares + one.share);
    let (best, shares) = candidates.fold((f32::NEG_INFINITY, 0.0), together);
    logistic(best, shares)
}

fn logistic(score: f32, share: f32) -> f32 {
    let odds = INTERCEPT + PER_SCORE * score + PER_SHARE * share;
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;

    fn confidences(scores: &[f32]) -> Vec<f32> {
        let hit = |&score: &f32| Hit {
            entry: EntryId::new("e").unwrap(),
            phrasing: "p".to_owned(),
            cosine: 0.0,
            words: 0.0,
            letters: 0.0,
            score,
        };
        let hits: Vec<Hit> = scores.iter().map(hit).collect();
        features(&hits).iter().map(probability).collect()
    }

    #[test]
    fn a_rival_costs_confidence_and_a_lead_earns_it() {
        let alone = confidences(&[0.8, 0.3])[0];
        let contested = confidences(&[0.8, 0.79])[0];
        assert!(alone > contested + 0.2, "{alone} {contested}");
    }

    #[test]
    fn a_single_entry_is_not_sure_of_everything() {
        let near = confidences(&[0.9])[0];
        let far = confidences(&[0.3])[0];
        assert!(near > 0.75 && far < 0.1, "{near} {far}");
    }

    #[test]
    fn two_that_share_the_field_are_together_as_probable_as_one_that_has_it() {
        let features = |score: f32, share: f32| Features { cosine: 0.0, words: 0.0, score, share };
        let one = probability(&features(0.8, 0.98));
        let two = probability_among([features(0.8, 0.5), features(0.79, 0.48)].iter());
        assert!((one - two).abs() < 1e-6, "{one} {two}");
        assert!(probability_among([].iter()) < 1e-6);
    }

    #[test]
    fn candidates_beyond_the_field_do_not_change_the_first() {
        let mut scores = vec![0.7; 1];
        scores.extend([0.5; FIELD]);
        let few = confidences(&scores[..FIELD])[0];
        let many = confidences(&scores)[0];
        assert_eq!(few.to_bits(), many.to_bits());
    }
}

//! What a candidate's confidence is made of.
//!
//! A raw cosine means nothing to people: 0.6 can be certain in one knowledge and a wild guess in another. What carries
//! over from one knowledge to the next is the score together with how far the candidate stands out from the others:
//! its share in a softmax over the best scores, where a made-up entry at a score of `FLOOR` competes too. Without that
//! a knowledge of three entries would give its best a share near one for any question at all.
//!
//! [`Calibration`](crate::matching::calibration::Calibration) makes a probability of it.

use serde::Deserialize;
use serde::Serialize;

use crate::matching::ranking::Hit;

/// Score of the made-up competitor: what unrelated short English texts reach with all-MiniLM-L6-v2 when they share
/// a subject.
pub(super) const FLOOR: f32 = 0.4;

/// Scale of the softmax. A lead of one temperature is worth a factor of e; leads that matter are of that size.
const TEMPERATURE: f32 = 0.08;

/// How many of the best candidates take part in the softmax. Beyond that, shares add up to next to nothing, and a
/// fixed number makes the confidence independent of how many candidates somebody asked to see.
pub const FIELD: usize = 10;

/// What a candidate's confidence is made of.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Features {
    /// Cosine of question and phrasing, -1 to 1; shown, and not used by itself.
    pub cosine: f32,
    /// Cosine of question and answer, -1 to 1; shown, and not used by itself.
    pub answer: Option<f32>,
    /// Part of the question's words that the entry has, 0 to 1.
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
    let features = |hit: &Hit| Features {
        cosine: hit.cosine,
        answer: hit.answer,
        words: hit.words,
        score: hit.score,
        share: weight(hit.score) / all,
    };
    hits.iter().map(features).collect()
}

impl Features {
    /// Whether the question is closer to it than to what is merely about the same subject.
    #[must_use]
    pub fn stands_out(&self) -> bool {
        self.score > FLOOR
    }

    /// Those of all of `candidates`, best first, taken as one entry: it has the best score among them and all their
    /// shares. Adding their probabilities up would count each as if the others were its rivals.
    #[must_use]
    pub fn together<'a>(candidates: impl Iterator<Item = &'a Features>) -> Option<Features> {
        let together = |both: Features, one: &Features| Features {
            words: both.words.max(one.words),
            score: both.score.max(one.score),
            share: (both.share + one.share).min(1.0),
            ..both
        };
        let mut candidates = candidates;
        let first = *candidates.next()?;
        Some(candidates.fold(first, together))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;

    fn shares(scores: &[f32]) -> Vec<f32> {
        let hit = |&score: &f32| Hit {
            entry: EntryId::new("e").unwrap(),
            phrasing: "p".to_owned(),
            cosine: 0.0,
            answer: None,
            words: 0.0,
            letters: 0.0,
            score,
        };
        let hits: Vec<Hit> = scores.iter().map(hit).collect();
        features(&hits).into_iter().map(|features| features.share).collect()
    }

    #[test]
    fn a_lead_is_worth_more_than_a_high_score_beside_others() {
        assert!(shares(&[0.7, 0.4])[0] > shares(&[0.8, 0.79, 0.78])[0]);
    }

    #[test]
    fn a_single_entry_has_no_share_of_what_is_far_from_it() {
        assert!(shares(&[0.9])[0] > 0.9 && shares(&[0.2])[0] < 0.1, "{:?} {:?}", shares(&[0.9]), shares(&[0.2]));
    }

    #[test]
    fn several_together_have_the_best_score_and_all_the_shares() {
        let one = Features { cosine: 0.6, answer: None, words: 0.1, score: 0.8, share: 0.5 };
        let two = Features { score: 0.79, words: 0.4, share: 0.25, ..one };
        let together = Features::together([one, two].iter());
        assert_eq!(together, Some(Features { cosine: 0.6, answer: None, words: 0.4, score: 0.8, share: 0.75 }));
        assert_eq!(Features::together([].iter()), None);
    }

    #[test]
    fn candidates_beyond_the_field_do_not_change_the_first() {
        let mut scores = vec![0.7; 1];
        scores.extend([0.5; FIELD]);
        let few = shares(&scores[..FIELD])[0];
        let many = shares(&scores)[0];
        assert_eq!(few.to_bits(), many.to_bits());
    }
}

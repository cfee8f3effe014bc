//! From scores to a confidence that is true, and from a target to the bar that keeps it.
//!
//! The confidence is a logistic function of scale-free features ([`Features`]). Its coefficients begin with a prior,
//! fitted offline on labelled questions of many knowledges (`askwell calibrate --fit`), and are drawn towards what the
//! knowledge itself shows when it rehearses ([`rehearsal`](crate::matching::rehearsal)): phrasings asked with themselves
//! removed should be answered, phrasings asked with their entry removed should not, nor should chatter. The two are
//! joined as a maximum a posteriori estimate with a normal prior (Bishop 2006, "Pattern Recognition and Machine
//! Learning", 4.5), so that few entries stay with the prior and many shift towards their own fit.

use serde::Deserialize;
use serde::Serialize;

use crate::matching::confidence::Features;
use crate::matching::logistic;
use crate::matching::logistic::Normal;
use crate::matching::logistic::Point;
use crate::matching::rehearsal::Rehearsal;
use crate::matching::rehearsal::Tried;

/// Number of inputs beside the constant.
pub const INPUTS: usize = 3;

/// What the inputs are called, in the order of [`inputs`].
pub const INPUT_NAMES: [&str; INPUTS] = ["score", "words", "log-odds of the share"];

/// Beyond so many entries more of them say nothing more about how much of what is asked they cover.
const MOST_ENTRIES_COUNTED: usize = 100;
/// Below so many, fewer do not count as less: whoever starts with a handful asks what these are about.
const FEWEST_ENTRIES_COUNTED: usize = 8;

/// How far the knowledge's own evidence may draw a coefficient from the prior: the prior's standard deviation, in units
/// in which each input varies by about one.
const PRIOR_DEVIATION: f64 = 0.5;

/// The weight of all rehearsed questions together, in questions: so many for each entry, and no more than that. Many
/// phrasings of few entries are more of the same.
const EVIDENCE_PER_ENTRY: f64 = 5.0;
/// What so few entries show of themselves made it worse where it was measured: their near misses are too far away.
const TOO_FEW_ENTRIES: usize = 10;
const MOST_EVIDENCE: f64 = 300.0;

/// What part of the rehearsed questions' weight each kind has: asked with itself removed, with its entry removed, and
/// chatter. As in the data of the prior, most that is asked has an answer.
const MIX: [f64; 3] = [0.7, 0.2, 0.1];

/// Fewer phrasings asked with themselves removed do not move the prior.
const FEWEST_REHEARSED: usize = 5;

/// The share's log-odds are cut off here: beyond, rounding decides.
const LEAST_SHARE: f32 = 1e-4;

/// Steps of the confidence in which the rehearsed precision is kept.
const STEPS: usize = 100;

/// An offline fit, in units in which each input has mean zero and deviation one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prior {
    /// Mean of each input over what it was fitted on.
    pub means: [f64; INPUTS],
    /// Deviation of each.
    pub scales: [f64; INPUTS],
    /// Log-odds where every input is at its mean.
    pub intercept: f64,
    /// What one deviation of each input adds to the log-odds.
    pub weights: [f64; INPUTS],
    /// Mean of [`log_size`].
    pub size_mean: f64,
    /// Its deviation.
    pub size_scale: f64,
    /// What one deviation of it adds to the log-odds.
    pub size_weight: f64,
}

/// The offline fit that knowledge starts from: recorded with its inputs in `benches/confidence/fit.json`.
pub const PRIOR: Prior = Prior {
    means: [0.5851, 0.176, 0.37],
    scales: [0.2892, 0.1959, 2.5326],
    intercept: -1.0051,
    weights: [0.0142, 0.1727, 1.8479],
    size_mean: 3.1364,
    size_scale: 0.7329,
    size_weight: 1.0897,
};

/// How a knowledge makes confidences of features.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Entries that can be found.
    pub entries: usize,
    /// Log-odds where every input is zero.
    pub intercept: f64,
    /// What one of each input adds to the log-odds.
    pub weights: [f64; INPUTS],
    /// Questions that were rehearsed: phrasings without themselves, phrasings without their entry, chatter.
    pub rehearsed: [usize; 3],
    /// How much was rehearsed at each step of confidence, right and wrong; the weights add up to one, or to nothing.
    curve: Vec<(f64, f64)>,
}

/// The share of the shown answers that should be right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target(f32);

/// No share of right answers that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{0} is not a share of right answers from 0.5 to 0.999")]
pub struct BadTarget(pub f32);

impl Target {
    /// `share` of the answers right, from 0.5 to 0.999.
    ///
    /// # Errors
    /// [`BadTarget`] for any other: less than half is of use to nobody, and all cannot be promised.
    pub fn new(share: f32) -> Result<Target, BadTarget> {
        if (0.5..=0.999).contains(&share) { Ok(Target(share)) } else { Err(BadTarget(share)) }
    }

    /// The share, 0.5 to 0.999.
    #[must_use]
    pub fn share(self) -> f32 {
        self.0
    }
}

impl Default for Target {
    /// A wrong answer annoys more than a question back, which costs a click: one of sixteen may be wrong.
    fn default() -> Target {
        Target(0.94)
    }
}

/// One input's part in a confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// One of [`INPUT_NAMES`].
    pub name: &'static str,
    /// The input's value.
    pub value: f64,
    /// What it adds to the log-odds, compared with its usual value.
    pub log_odds: f64,
}

/// What the logistic function takes.
#[must_use]
pub fn inputs(features: &Features) -> [f64; INPUTS] {
    let share = features.share.clamp(LEAST_SHARE, 1.0 - LEAST_SHARE);
    [f64::from(features.score), f64::from(features.words), f64::from((share / (1.0 - share)).ln())]
}

/// The logarithm of the number of entries, as the prior takes it.
#[must_use]
pub fn log_size(entries: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a hundred at most")]
    let counted = entries.clamp(FEWEST_ENTRIES_COUNTED, MOST_ENTRIES_COUNTED) as f64;
    counted.ln()
}

impl Calibration {
    /// The offline fit alone, for a knowledge of so many `entries`.
    #[must_use]
    pub fn prior(entries: usize) -> Calibration {
        Calibration::of_prior(&PRIOR, entries)
    }

    /// The prior, drawn towards what was rehearsed.
    #[must_use]
    pub fn adapted(entries: usize, rehearsal: &Rehearsal) -> Calibration {
        Calibration::adapted_from(&PRIOR, entries, rehearsal)
    }

    /// As [`Calibration::prior`], with another offline fit.
    #[must_use]
    pub fn of_prior(prior: &Prior, entries: usize) -> Calibration {
        Calibration::of(prior, prior.coefficients(entries), entries, [0; 3], Vec::new())
    }

    /// As [`Calibration::adapted`], with another offline fit.
    #[must_use]
    pub fn adapted_from(prior: &Prior, entries: usize, rehearsal: &Rehearsal) -> Calibration {
        let kinds = [&rehearsal.without_itself, &rehearsal.without_entry, &rehearsal.chatter];
        let rehearsed = kinds.map(|tried| tried.len());
        if rehearsed[0] < FEWEST_REHEARSED || entries <= TOO_FEW_ENTRIES {
            return Calibration::of_prior(prior, entries);
        }
        let evidence = weighed(kinds);
        #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
        let weight = MOST_EVIDENCE
            .min(EVIDENCE_PER_ENTRY * entries.saturating_sub(TOO_FEW_ENTRIES) as f64)
            .min(rehearsed[1] as f64);
        let coefficients = posterior(prior, entries, &evidence, weight);
        let mut calibration = Calibration::of(prior, coefficients, entries, rehearsed, vec![(0.0, 0.0); STEPS]);
        for (tried, weight) in &evidence {
            let step = step(calibration.probability(&tried.features));
            let (right, wrong) = &mut calibration.curve[step];
            *(if tried.right { right } else { wrong }) += weight;
        }
        calibration
    }

    /// From coefficients in units of the prior, the constant first.
    fn of(
        prior: &Prior,
        standard: [f64; INPUTS + 1],
        entries: usize,
        rehearsed: [usize; 3],
        curve: Vec<(f64, f64)>,
    ) -> Calibration {
        let mut intercept = standard[0];
        let mut weights = [0.0; INPUTS];
        for at in 0..INPUTS {
            weights[at] = standard[at + 1] / prior.scales[at];
            intercept -= weights[at] * prior.means[at];
        }
        Calibration { entries, intercept, weights, rehearsed, curve }
    }

    /// Probability, 0 to 1, that the candidate with these features is the right one.
    #[must_use]
    pub fn probability(&self, features: &Features) -> f32 {
        let log_odds: f64 = self.intercept
            + inputs(features).iter().zip(self.weights).map(|(input, weight)| input * weight).sum::<f64>();
        #[expect(clippy::cast_possible_truncation, reason = "a probability needs no more digits")]
        let probability = logistic::probability(log_odds) as f32;
        probability
    }

    /// Confidence, 0 to 1, of a candidate whose every input is as usual; the [`parts`](Calibration::parts) of others
    /// are what they add to the log-odds of that.
    #[must_use]
    pub fn usual(&self) -> f32 {
        let log_odds: f64 =
            self.intercept + self.weights.iter().zip(PRIOR.means).map(|(weight, mean)| weight * mean).sum::<f64>();
        #[expect(clippy::cast_possible_truncation, reason = "a probability needs no more digits")]
        let probability = logistic::probability(log_odds) as f32;
        probability
    }

    /// What each input has to do with the confidence of `features`.
    #[must_use]
    pub fn parts(&self, features: &Features) -> [Part; INPUTS] {
        let inputs = inputs(features);
        std::array::from_fn(|at| Part {
            name: INPUT_NAMES[at],
            value: inputs[at],
            log_odds: self.weights[at] * (inputs[at] - PRIOR.means[at]),
        })
    }

    /// From which confidence on to answer, so that `target` of the answers are right.
    ///
    /// Answers above a bar have confidences from the bar up to one, half way between the two if all are equally
    /// frequent; so the bar is as far below the target as one is above. The precision that the knowledge showed when
    /// it rehearsed can only raise it: real questions are farther from the phrasings than these are from each other.
    #[must_use]
    pub fn bar(&self, target: Target) -> f32 {
        let wanted = f64::from(target.0);
        #[expect(clippy::cast_possible_truncation, reason = "a probability needs no more digits")]
        let bar = self.rehearsed_bar(wanted, Self::spread(target)).unwrap_or(Self::HIGHEST_BAR) as f32;
        bar
    }

    /// What the bar of any knowledge is at least.
    #[must_use]
    pub fn least_bar(target: Target) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "a probability needs no more digits")]
        let bar = Self::spread(target) as f32;
        bar
    }

    fn spread(target: Target) -> f64 {
        (2.0 * f64::from(target.0) - 1.0).clamp(Self::LOWEST_BAR, Self::HIGHEST_BAR)
    }

    /// The lowest bar, from `least` on, above which the rehearsal was right so often; `None` where no bar was high
    /// enough, and `least` where nothing was rehearsed.
    fn rehearsed_bar(&self, wanted: f64, least: f64) -> Option<f64> {
        if self.curve.is_empty() {
            return Some(least);
        }
        let (mut right, mut all, mut lowest) = (0.0, 0.0, None);
        for (at, (good, bad)) in self.curve.iter().enumerate().rev() {
            right += good;
            all += good + bad;
            #[expect(clippy::cast_precision_loss, reason = "a hundred steps")]
            let (begins, ends) = (at as f64 / STEPS as f64, (at + 1) as f64 / STEPS as f64);
            // The step in which the bar lies counts as a whole.
            if ends <= least {
                break;
            }
            if all > 0.0 && right >= wanted * all {
                lowest = Some(begins.max(least));
            }
        }
        lowest
    }

    /// An answer that is more probably wrong than right is none, however little is asked for.
    const LOWEST_BAR: f64 = 0.5;
    /// A bar at one would be passed by exact phrasings only, which pass anyway.
    const HIGHEST_BAR: f64 = 0.99;
}

impl Prior {
    /// The constant and the weights, in the units of the fit, for a knowledge of so many entries.
    fn coefficients(&self, entries: usize) -> [f64; INPUTS + 1] {
        let size = (log_size(entries) - self.size_mean) / self.size_scale;
        let mut all = [self.intercept + self.size_weight * size; INPUTS + 1];
        all[1..].copy_from_slice(&self.weights);
        all
    }

    /// The inputs in the units of the fit, behind a one for the constant.
    fn standard(&self, features: &Features) -> [f64; INPUTS + 1] {
        let inputs = inputs(features);
        std::array::from_fn(|at| match at {
            0 => 1.0,
            _ => (inputs[at - 1] - self.means[at - 1]) / self.scales[at - 1],
        })
    }
}

/// All that was tried with its weight; each kind has its part of [`MIX`], and all together weigh one.
fn weighed<'a>(kinds: [&'a Vec<Tried>; 3]) -> Vec<(&'a Tried, f64)> {
    let present: f64 = kinds.iter().zip(MIX).filter(|(tried, _)| !tried.is_empty()).map(|(_, part)| part).sum();
    let weigh = |(tried, part): (&'a Vec<Tried>, f64)| {
        #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
        let weight = part / present / tried.len() as f64;
        tried.iter().map(move |tried| (tried, weight))
    };
    kinds.into_iter().zip(MIX).flat_map(weigh).collect()
}

/// The coefficients, in units of the prior, at which prior and evidence together are most probable.
fn posterior(prior: &Prior, entries: usize, evidence: &[(&Tried, f64)], weight: f64) -> [f64; INPUTS + 1] {
    let point = |(tried, part): &(&Tried, f64)| Point {
        inputs: prior.standard(&tried.features),
        right: tried.right,
        weight: part * weight,
    };
    let points: Vec<Point<{ INPUTS + 1 }>> = evidence.iter().map(point).collect();
    let precisions = [1.0 / (PRIOR_DEVIATION * PRIOR_DEVIATION); INPUTS + 1];
    logistic::fitted(&points, &Normal { means: prior.coefficients(entries), precisions })
}

fn step(probability: f32) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to STEPS by its range")]
    #[expect(clippy::cast_precision_loss, reason = "a hundred steps")]
    let step = (probability * STEPS as f32) as usize;
    step.min(STEPS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(score: f32, share: f32, right: bool) -> Tried {
        Tried { features: Features { cosine: score, answer: None, words: 0.2, score, share }, right, entry: None }
    }

    fn rehearsal(right: &[(f32, f32)], wrong: &[(f32, f32)]) -> Rehearsal {
        Rehearsal {
            without_itself: right.iter().map(|&(score, share)| tried(score, share, true)).collect(),
            without_entry: wrong.iter().map(|&(score, share)| tried(score, share, false)).collect(),
            chatter: Vec::new(),
        }
    }

    fn features(score: f32, share: f32) -> Features {
        tried(score, share, true).features
    }

    #[test]
    fn near_is_probable_and_far_is_not() {
        let prior = Calibration::prior(40);
        let (near, far) = (prior.probability(&features(1.2, 0.95)), prior.probability(&features(0.4, 0.2)));
        assert!(near > 0.8 && far < 0.25, "{near} {far}");
    }

    #[test]
    fn little_knowledge_is_less_sure_of_the_same() {
        let of = |entries| Calibration::prior(entries).probability(&features(0.9, 0.8));
        assert!(of(3) < of(30) && of(30) < of(100), "{} {} {}", of(3), of(30), of(100));
        assert_eq!(of(100).to_bits(), of(100_000).to_bits());
    }

    #[test]
    fn what_was_rehearsed_draws_the_prior_and_little_of_it_does_not() {
        // A knowledge in which a high share is always wrong, and only a very high one right.
        let (right, wrong) = (vec![(0.9, 0.99); 60], vec![(0.9, 0.9); 60]);
        let of = |calibration: &Calibration| calibration.probability(&features(0.9, 0.9));
        let adapted = Calibration::adapted(40, &rehearsal(&right, &wrong));
        assert!(of(&adapted) < of(&Calibration::prior(40)) - 0.05, "{} {}", of(&adapted), of(&Calibration::prior(40)));
        let few = Calibration::adapted(40, &rehearsal(&right[..4], &wrong[..4]));
        assert_eq!(few, Calibration::prior(40));
    }

    #[test]
    fn newton_finds_where_the_slope_is_zero() {
        let evidence: Vec<Tried> = (0..20).map(|n| tried(0.1 * n as f32, 0.04 * n as f32, n % 3 == 0)).collect();
        let evidence: Vec<(&Tried, f64)> = evidence.iter().map(|tried| (tried, 0.05)).collect();
        let prior = PRIOR.coefficients(40);
        let best = posterior(&PRIOR, 40, &evidence, 100.0);
        let cost = |beta: [f64; INPUTS + 1]| {
            let fit: f64 = evidence
                .iter()
                .map(|(tried, part)| {
                    let z: f64 = PRIOR.standard(&tried.features).iter().zip(beta).map(|(x, b)| x * b).sum();
                    part * 100.0 * ((1.0 + z.exp()).ln() - if tried.right { z } else { 0.0 })
                })
                .sum();
            let pull: f64 = beta.iter().zip(prior).map(|(b, p)| (b - p).powi(2)).sum();
            fit + pull / (2.0 * PRIOR_DEVIATION * PRIOR_DEVIATION)
        };
        for at in 0..=INPUTS {
            for off in [-0.01, 0.01] {
                let mut beside = best;
                beside[at] += off;
                assert!(cost(beside) > cost(best), "coefficient {at}");
            }
        }
    }

    #[test]
    fn a_higher_target_has_a_higher_bar() {
        let prior = Calibration::prior(40);
        let bar = |share| prior.bar(Target::new(share).unwrap());
        assert!((bar(0.9) - 0.8).abs() < 1e-6 && (bar(0.95) - 0.9).abs() < 1e-6);
        assert!(bar(0.999) <= 0.99);
    }

    #[test]
    fn a_few_doubles_at_the_top_do_not_raise_the_bar() {
        // Phrasings that two entries share are sure and wrong without their entry; the others are right below them.
        let (right, wrong) = (vec![(1.2, 0.97); 60], vec![(1.3, 0.999); 2]);
        let adapted = Calibration::adapted(40, &rehearsal(&right, &[wrong, vec![(0.4, 0.1); 58]].concat()));
        let target = Target::new(0.9).unwrap();
        assert!(adapted.bar(target) <= adapted.probability(&features(1.2, 0.97)), "{}", adapted.bar(target));
    }

    #[test]
    fn what_went_wrong_in_the_rehearsal_raises_the_bar() {
        // As many wrong ones at the confidence of the right ones as there are of these.
        let (right, wrong) = (vec![(1.2, 0.97); 60], vec![(1.2, 0.97); 60]);
        let adapted = Calibration::adapted(40, &rehearsal(&right, &wrong));
        let target = Target::new(0.9).unwrap();
        assert!(adapted.bar(target) > adapted.probability(&features(1.2, 0.97)));
    }

    #[test]
    fn targets_that_cannot_be_kept_are_refused() {
        for share in [0.0, 0.49, 1.0, 95.0, f32::NAN] {
            assert!(Target::new(share).is_err(), "{share}");
        }
    }
}

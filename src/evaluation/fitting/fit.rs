//! Coefficients from trials.
//!
//! How often the best candidate is right depends on the set and the setting (with three of sixty entries nearly every
//! question has no answer), not on what a community will ask; so each setting of each set weighs the same, whatever the
//! number of its questions.

use serde::Serialize;

use crate::evaluation::fitting::Tried;
use crate::evaluation::fitting::trials::Row;
use crate::matching::calibration::INPUTS;
use crate::matching::calibration::Prior;
use crate::matching::calibration::inputs;
use crate::matching::calibration::log_size;
use crate::matching::logistic;
use crate::matching::logistic::Normal;
use crate::matching::logistic::Point;

/// The place of the size, behind the constant and the inputs.
const SIZE: usize = INPUTS + 1;

/// Coefficients in all.
const ALL: usize = SIZE + 1;

/// How much the coefficients resist, as a part of the weight of all rows: enough that data which one of them separates
/// does not carry it away.
const RIDGE: f64 = 1e-3;

/// Plain cosine's confidence: a logistic function of the best cosine alone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PlainFit {
    /// Log-odds at a cosine of zero.
    pub intercept: f64,
    /// What a cosine of one adds to them.
    pub per_cosine: f64,
}

impl PlainFit {
    /// Probability, 0 to 1, that the closest entry is right.
    #[must_use]
    pub fn probability(&self, cosine: f32) -> f64 {
        logistic::probability(self.intercept + self.per_cosine * f64::from(cosine))
    }
}

/// The prior that fits `settings` best.
#[must_use]
pub fn prior<'a>(settings: impl Iterator<Item = &'a Tried>) -> Prior {
    let fit = standardised(settings, |entries, row| {
        let inputs = inputs(&row.features);
        let at = |at: usize| match at {
            0 => 1.0,
            SIZE => log_size(entries),
            _ => inputs[at - 1],
        };
        (std::array::from_fn::<f64, ALL, _>(at), row.right)
    });
    let of_inputs = |all: [f64; ALL]| std::array::from_fn(|at| all[at + 1]);
    Prior {
        means: of_inputs(fit.means),
        scales: of_inputs(fit.scales),
        intercept: fit.coefficients[0],
        weights: of_inputs(fit.coefficients),
        size_mean: fit.means[SIZE],
        size_scale: fit.scales[SIZE],
        size_weight: fit.coefficients[SIZE],
    }
}

/// The logistic function of the best cosine that fits `settings` best.
#[must_use]
pub fn plain<'a>(settings: impl Iterator<Item = &'a Tried>) -> PlainFit {
    let fit = standardised(settings, |_, row| ([1.0, f64::from(row.cosine)], row.closest_is_right));
    let per_cosine = fit.coefficients[1] / fit.scales[1];
    PlainFit { intercept: fit.coefficients[0] - per_cosine * fit.means[1], per_cosine }
}

/// The constant comes first, and is left as it is.
struct Standardised<const N: usize> {
    means: [f64; N],
    scales: [f64; N],
    coefficients: [f64; N],
}

/// Fits on inputs that were brought to mean zero and deviation one. `inputs` gets the number of entries beside the row,
/// and puts a one first.
fn standardised<'a, const N: usize>(
    settings: impl Iterator<Item = &'a Tried>,
    inputs: impl Fn(usize, &Row) -> ([f64; N], bool),
) -> Standardised<N> {
    let mut points: Vec<Point<N>> = Vec::new();
    for setting in settings {
        let rows = setting.trials.iter().map(|trial| trial.rows.len()).sum::<usize>();
        #[expect(clippy::cast_precision_loss, reason = "a count of questions")]
        let weight = 1.0 / rows.max(1) as f64;
        for trial in &setting.trials {
            points.extend(trial.rows.iter().map(|row| {
                let (inputs, right) = inputs(trial.entries, row);
                Point { inputs, right, weight }
            }));
        }
    }
    // Without a row the inputs stay as they are, and every coefficient zero.
    let all = points.iter().map(|point| point.weight).sum::<f64>().max(f64::MIN_POSITIVE);
    let mean =
        |of: &dyn Fn(&[f64; N]) -> f64| points.iter().map(|point| point.weight * of(&point.inputs)).sum::<f64>() / all;
    let means: [f64; N] = std::array::from_fn(|at| if at == 0 { 0.0 } else { mean(&|x| x[at]) });
    let scales: [f64; N] = std::array::from_fn(|at| {
        let deviation = mean(&|x| (x[at] - means[at]).powi(2)).sqrt();
        // What never varies tells nothing, and must not be divided by its rounding.
        if at > 0 && deviation > 1e-9 { deviation } else { 1.0 }
    });
    for point in &mut points {
        point.inputs = std::array::from_fn(|at| (point.inputs[at] - means[at]) / scales[at]);
    }
    let precisions = std::array::from_fn(|at| if at == 0 { f64::MIN_POSITIVE } else { RIDGE * all });
    let coefficients = logistic::fitted(&points, &Normal { means: [0.0; N], precisions });
    Standardised { means, scales, coefficients }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::fitting::Setting;
    use crate::evaluation::fitting::Trial;
    use crate::matching::confidence::Features;
    use crate::matching::rehearsal::Rehearsal;

    /// Rows of a knowledge of 20 entries, right as often as these log-odds of the cosine have it, `each` at every step.
    fn tried(intercept: f64, per_cosine: f64, each: u16) -> Tried {
        let rows = (0..=20_u8).flat_map(|step| {
            let cosine = f32::from(step) / 20.0;
            let right = f64::from(each) * logistic::probability(intercept + per_cosine * f64::from(cosine));
            (0..each).map(move |at| {
                let is_right = f64::from(at) + 0.5 < right;
                let features = Features { cosine, answer: None, words: 0.3, score: cosine, share: 0.5 };
                Row { features, right: is_right, cosine, closest_is_right: is_right }
            })
        });
        Tried {
            setting: Setting::Whole,
            trials: vec![Trial { entries: 20, rows: rows.collect(), rehearsal: Rehearsal::default() }],
        }
    }

    #[test]
    fn known_coefficients_are_found_again() {
        let found = plain([tried(-2.0, 5.0, 1000)].iter());
        // The ridge draws them a little towards zero.
        assert!((found.intercept + 2.0).abs() < 0.1 && (found.per_cosine - 5.0).abs() < 0.2, "{found:?}");
        let prior = prior([tried(-2.0, 5.0, 1000)].iter());
        let score = prior.weights[0] / prior.scales[0];
        assert!((score - 5.0).abs() < 0.2, "{prior:?}");
        // What never varies has no say.
        assert!(prior.weights[1].abs() + prior.weights[2].abs() + prior.size_weight.abs() < 1e-9, "{prior:?}");
    }

    #[test]
    fn a_setting_weighs_the_same_whatever_the_number_of_its_questions() {
        let (small, large) = (tried(-1.0, 4.0, 100), tried(-3.0, 4.0, 100));
        let mut larger = large.clone();
        let again = larger.trials[0].clone();
        larger.trials.extend([again.clone(), again.clone(), again]);
        let (one, other) = (plain([&small, &large].into_iter()), plain([&small, &larger].into_iter()));
        assert!((one.intercept - other.intercept).abs() < 1e-6, "{one:?} {other:?}");
    }

    #[test]
    fn nothing_to_fit_on_gives_no_opinion() {
        assert!((plain([].iter()).probability(0.9) - 0.5).abs() < 1e-9);
    }
}

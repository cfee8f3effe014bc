//! Fits what the second look adds to a first confidence, on the questions of labelled sets.
//!
//! What comes of it is measured as people get it, with the candidates in their new order, by a fit that has not seen the
//! set's family.

use std::collections::HashMap;

use serde::Serialize;

use crate::evaluation::Outcome;
use crate::evaluation::Pair;
use crate::evaluation::fitting::family;
use crate::evaluation::fitting::record::SetRecord;
use crate::evaluation::fitting::record::rounded;
use crate::evaluation::scores;
use crate::evaluation::scores::FALSE_ANSWERS;
use crate::matching::asked::Asked;
use crate::matching::asked::Reread;
use crate::matching::candidate::Candidate;
use crate::matching::logistic;
use crate::matching::logistic::Normal;
use crate::matching::logistic::Point;
use crate::matching::second_look;
use crate::matching::second_look::INPUTS;
use crate::matching::second_look::SecondLook;

/// How much the coefficients resist, as a part of the weight of all points.
const RIDGE: f64 = 1e-3;

/// A resistance that nothing moves.
const FIXED: f64 = 1e9;

/// Constants and weights are fitted in turn; ten times are enough for four digits.
const ROUNDS: usize = 30;

/// A question after its first look, with what was read of the candidates.
#[derive(Clone, Debug)]
pub struct Looked {
    candidates: Vec<Candidate>,
    /// Of each candidate.
    right: Vec<bool>,
    read: Vec<f32>,
}

impl Looked {
    /// Of an outcome without a second look; `read` holds every pair that one would read. `None` for a question that was
    /// turned away, or is a stored phrasing.
    #[must_use]
    pub fn of(outcome: &Outcome, read: &HashMap<Pair, f32>) -> Option<Looked> {
        let candidates = outcome.judgement.candidates.clone();
        let exact = candidates.first()?.confidence >= 1.0;
        let reread = outcome.repaired.as_ref().map(|repaired| Reread { text: &repaired.text, vector: None });
        let asked = Asked { text: &outcome.question, vector: None, reread };
        let pairs = if exact { Vec::new() } else { second_look::pairs(&asked, &candidates) };
        let read = pairs.iter().map(|pair| read.get(pair).copied()).collect::<Option<Vec<f32>>>()?;
        let right = candidates.iter().map(|candidate| outcome.right.contains(&candidate.entry)).collect();
        Some(Looked { candidates, right, read })
    }
}

/// A set in one setting.
#[derive(Clone, Debug)]
pub struct LookedSet {
    /// The set's name.
    pub name: String,
    /// What was done to it.
    pub setting: &'static str,
    /// Its questions.
    pub questions: Vec<Looked>,
}

/// Figures of a set in one setting, with and without a second look. Shares are 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The set.
    pub set: String,
    /// What was done to it.
    pub setting: &'static str,
    /// By the first look alone.
    pub first: Figures,
    /// With the second look.
    pub second: Figures,
    /// Share of the questions that were looked at twice.
    pub looked_at: f64,
    /// Pairs that were read for each of these, in the mean.
    pub pairs: f64,
}

/// What a confidence is worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// Share of the questions whose best candidate is right.
    pub right: f64,
    /// Probability that a question whose best candidate is right has a higher confidence than one whose is not.
    pub auroc: Option<f64>,
    /// Largest share that could be answered with at most a twentieth of the answers wrong.
    pub coverage: Option<f64>,
    /// Expected calibration error in 15 bins.
    pub ece: Option<f64>,
}

/// What `askwell calibrate --second-look --record` writes.
#[derive(Debug, Serialize)]
pub struct Record {
    /// The sets.
    pub sets: Vec<SetRecord>,
    /// Fitted on all of them.
    pub second_look: SecondLook,
    /// Every set in every setting by a fit that has not seen its family.
    pub measured: Vec<Line>,
}

/// The coefficients that fit `sets` best. Each set in each setting weighs the same.
///
/// How many questions have an answer differs from set to set, and a few sets say less about that than the fit of the first
/// confidence knows. So each set has a constant of its own while the weights are fitted, and the constant that remains
/// leaves the mean confidence as it was: the second look tells right from wrong, and not how often either is the case.
#[must_use]
pub fn fitted<'a>(sets: impl Iterator<Item = &'a LookedSet>) -> SecondLook {
    let sets: Vec<Vec<Point<INPUTS>>> = sets.map(points).filter(|points| !points.is_empty()).collect();
    if sets.is_empty() {
        // Nothing is known, and the first confidence stays.
        return SecondLook { intercept: 0.0, first: 1.0, read: 0.0 };
    }
    let mut weights = [1.0, 0.0];
    let mut constants = vec![0.0; sets.len()];
    for _ in 0..ROUNDS {
        for (set, constant) in sets.iter().zip(&mut constants) {
            let right = set.iter().filter(|point| point.right).map(|point| point.weight).sum();
            *constant = constant_for(set, weights, right);
        }
        weights = weights_beside(&sets, &constants);
    }
    let all: Vec<Point<INPUTS>> = sets.concat();
    let before = all.iter().map(|point| point.weight * logistic::probability(point.inputs[0])).sum();
    let intercept = constant_for(&all, weights, before);
    let [first, read] = weights.map(rounded);
    SecondLook { intercept: rounded(intercept), first, read }
}

/// The best candidates that were read; all together weigh one.
fn points(set: &LookedSet) -> Vec<Point<INPUTS>> {
    let read = set.questions.iter().filter(|question| !question.read.is_empty());
    let point = |Looked { candidates, right, read }: &Looked| Point {
        inputs: second_look::inputs(candidates[0].confidence, read[0]),
        right: right[0],
        weight: 1.0,
    };
    let mut points: Vec<Point<INPUTS>> = read.map(point).collect();
    #[expect(clippy::cast_precision_loss, reason = "a count of questions")]
    let weight = 1.0 / points.len() as f64;
    points.iter_mut().for_each(|point| point.weight = weight);
    points
}

/// The constant beside `weights` with which the probabilities of `points`, by their weight, add up to `sum`.
fn constant_for(points: &[Point<INPUTS>], weights: [f64; INPUTS], sum: f64) -> f64 {
    /// Log-odds beyond which no sum of a few hundred questions asks.
    const MOST: f64 = 12.0;
    /// Halvings of that: to a ten-millionth.
    const STEPS: usize = 28;
    let log_odds: Vec<(f64, f64)> = points
        .iter()
        .map(|point| (point.inputs.iter().zip(weights).map(|(x, weight)| x * weight).sum(), point.weight))
        .collect();
    let at = |constant: f64| {
        log_odds.iter().map(|(odds, weight)| weight * logistic::probability(odds + constant)).sum::<f64>()
    };
    let (mut low, mut high) = (-MOST, MOST);
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        if at(middle) < sum { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// The weights that fit best where each set has its constant.
fn weights_beside(sets: &[Vec<Point<INPUTS>>], constants: &[f64]) -> [f64; INPUTS] {
    let beside = |(set, &constant): (&Vec<Point<INPUTS>>, &f64)| {
        let with_constant = move |point: &Point<INPUTS>| {
            let [first, read] = point.inputs;
            Point { inputs: [constant, first, read], right: point.right, weight: point.weight }
        };
        set.iter().map(with_constant).collect::<Vec<_>>()
    };
    let points: Vec<Point<{ INPUTS + 1 }>> = sets.iter().zip(constants).flat_map(beside).collect();
    #[expect(clippy::cast_precision_loss, reason = "a count of sets")]
    let ridge = f64::MIN_POSITIVE.max(RIDGE * sets.len() as f64);
    // The constants count as they are.
    let prior = Normal { means: [1.0, 1.0, 0.0], precisions: [FIXED, ridge, ridge] };
    let [_, first, read] = logistic::fitted(&points, &prior);
    [first, read]
}

/// Every set by the fit on all sets of other families.
#[must_use]
pub fn measured(sets: &[LookedSet]) -> Vec<Line> {
    let line = |set: &LookedSet| {
        let fit = fitted(sets.iter().filter(|other| family(&other.name) != family(&set.name)));
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for Looked { candidates, right, read } in &set.questions {
            let right_of = |candidate: &Candidate| {
                candidates.iter().zip(right).any(|(one, &right)| right && one.entry == candidate.entry)
            };
            first.push((f64::from(candidates[0].confidence), right[0]));
            let mut again = candidates.clone();
            second_look::look_again_by(&fit, &mut again, read);
            second.push((f64::from(again[0].confidence), right_of(&again[0])));
        }
        let looked_at = set.questions.iter().filter(|question| !question.read.is_empty()).count();
        let pairs: usize = set.questions.iter().map(|question| question.read.len()).sum();
        Line {
            set: set.name.clone(),
            setting: set.setting,
            first: figures(first),
            second: figures(second),
            looked_at: rounded(scores::share(looked_at, set.questions.len()).unwrap_or_default()),
            pairs: rounded(scores::share(pairs, looked_at).unwrap_or_default()),
        }
    };
    sets.iter().map(line).collect()
}

fn figures(mut judged: Vec<(f64, bool)>) -> Figures {
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let right = judged.iter().filter(|(_, right)| *right).count();
    Figures {
        right: rounded(scores::share(right, judged.len()).unwrap_or_default()),
        auroc: scores::auroc(&judged).map(rounded),
        coverage: scores::coverage(&judged, FALSE_ANSWERS).map(rounded),
        ece: scores::ece(&judged).map(rounded),
    }
}

/// The lines, and their means for each setting, as text.
#[must_use]
pub fn table(lines: &[Line]) -> String {
    let mut table = format!("{:<44}{}\n", "", HEADS.map(|head| format!("{head:>18}")).concat());
    for line in lines {
        table += &row(&format!("{}, {}", line.set, line.setting), &values(line));
    }
    let mut settings: Vec<&str> = lines.iter().map(|line| line.setting).collect();
    settings.sort_unstable();
    settings.dedup();
    for setting in settings {
        let of_setting: Vec<Vec<f64>> =
            lines.iter().filter(|line| line.setting == setting).map(|line| values(line).concat()).collect();
        #[expect(clippy::cast_precision_loss, reason = "a count of sets")]
        let mean = |at: usize| of_setting.iter().map(|values| values[at]).sum::<f64>() / of_setting.len() as f64;
        let means: [[f64; 2]; 5] = std::array::from_fn(|at| [mean(2 * at), mean(2 * at + 1)]);
        table += &row(&format!("mean of {}, {setting}", of_setting.len()), &means);
    }
    table
}

const HEADS: [&str; 5] = ["right", "AUROC", "coverage", "ECE", "read, pairs"];

fn values(line: &Line) -> [[f64; 2]; 5] {
    let both =
        |of: fn(&Figures) -> Option<f64>| [&line.first, &line.second].map(|figures| of(figures).unwrap_or(f64::NAN));
    [
        both(|figures| Some(figures.right)),
        both(|figures| figures.auroc),
        both(|figures| figures.coverage),
        both(|figures| figures.ece),
        [line.looked_at, line.pairs],
    ]
}

fn row(name: &str, values: &[[f64; 2]; 5]) -> String {
    let cells: String =
        values.iter().map(|[first, second]| format!("{:>18}", format!("{first:.3} / {second:.3}"))).collect();
    format!("{name:<44}{cells}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;
    use crate::matching::confidence::Features;
    use crate::matching::second_look::SECOND_LOOK;

    /// A question with two candidates of these confidences, of which the first is right or the second.
    fn looked(confidences: [f32; 2], read: [f32; 2], first_is_right: bool) -> Looked {
        let features = Features { cosine: 0.5, answer: None, words: 0.1, score: 0.6, share: 0.5 };
        let candidate = |(at, confidence): (usize, f32)| Candidate {
            entry: EntryId::new(format!("e{at}")).unwrap(),
            phrasing: String::new(),
            confidence,
            features,
            reread: false,
            read: None,
        };
        Looked {
            candidates: confidences.into_iter().enumerate().map(candidate).collect(),
            right: vec![first_is_right, !first_is_right],
            read: read.to_vec(),
        }
    }

    /// Questions whose first look says nothing, and whose reading is right three times of four.
    fn telling(name: &str, sign: f32) -> LookedSet {
        let question = |at: u8| {
            let read = if at % 8 < 4 { [sign, -sign] } else { [-sign, sign] };
            looked([0.5, 0.45], read, (at % 8 < 4) != at.is_multiple_of(4))
        };
        LookedSet { name: name.to_owned(), setting: "whole", questions: (0..80).map(question).collect() }
    }

    #[test]
    fn what_reads_right_gets_a_weight_and_orders_anew() {
        let sets = [telling("a", 1.0), telling("b", 1.0)];
        let fit = fitted(sets.iter());
        assert!(fit.read > 0.5, "{fit:?}");
        let lines = measured(&sets);
        assert!(lines[0].first.right < 0.55 && (lines[0].second.right - 0.75).abs() < 0.01, "{lines:?}");
        assert!(table(&lines).contains("mean of 2, whole"));
    }

    #[test]
    fn a_set_is_measured_by_other_families() {
        // Of the first family reading tells the contrary; nobody else knows.
        let lines = measured(&[telling("a_one", -1.0), telling("a_two", -1.0), telling("b", 1.0)]);
        assert!(lines[0].second.right < 0.3 && lines[2].second.right < 0.3, "{lines:?}");
    }

    #[test]
    fn how_often_a_set_is_right_says_nothing_about_others() {
        // The same reading, in a set whose questions have an answer and in one whose questions have none.
        let wrong = |looked: Looked| Looked { right: vec![false, false], ..looked };
        let mut without = telling("b", 1.0);
        without.questions.extend(
            (0..400).map(|at| wrong(looked([0.5, 0.45], if at % 2 == 0 { [1.0, -1.0] } else { [-1.0, 1.0] }, true))),
        );
        let fit = fitted([telling("a", 1.0), without].iter());
        let confidence = |read: f32| {
            let [first, own] = second_look::inputs(0.5, read);
            logistic::probability(fit.intercept + fit.first * first + fit.read * own)
        };
        let (high, low) = (confidence(1.0), confidence(-1.0));
        assert!(high > 0.6 && low < 0.4 && (high + low - 1.0).abs() < 0.02, "{fit:?} {high} {low}");
    }

    #[test]
    fn without_a_question_the_first_confidence_stays() {
        let fit = fitted([].iter());
        assert_eq!(fit, SecondLook { intercept: 0.0, first: 1.0, read: 0.0 });
    }

    #[test]
    fn the_record_in_the_repository_is_of_the_coefficients_in_the_code() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/confidence/second-look.json");
        let record: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let fit: SecondLook = serde_json::from_value(record["second_look"].clone()).unwrap();
        assert_eq!(fit, SECOND_LOOK, "fit anew, and take both from one run");
    }
}

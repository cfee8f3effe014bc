//! Whether to speak where a trial has only listened: by what was judged, and by nothing else.
//!
//! The answers of a channel are right often enough where the lower end of their precision, one standard error below
//! what was seen, reaches the share that the server asks of all its answers. So it takes about as many right answers in
//! a row as there may be to one wrong one: 16 for a share of 0.94, 19 for 0.95.

use crate::matching::calibration::Calibration;
use crate::matching::calibration::Target;
use crate::store::AskedQuestion;

/// Targets that are tried where the present one does not do. Above the last, only what is asked word for word passes.
const HIGHER: [f32; 4] = [0.985, 0.99, 0.995, 0.999];

/// More that would have to be judged than this means that it cannot be had by judging.
const MOST_MORE: usize = 200;

/// An answer of a trial that people judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// How sure it was, 0 to 1.
    pub confidence: f32,
    /// Whether it is right.
    pub right: bool,
}

/// What to do where a trial listens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Advice {
    /// Nothing would have been answered yet.
    Wait,
    /// Judge so many more: if they are right, that is enough. There may not be as many yet.
    Judge {
        /// How many.
        more: usize,
    },
    /// Speak: what would have been answered is right often enough.
    Speak,
    /// Not as it is, but with this share of right answers asked for it would be right often enough.
    Raise {
        /// The share to ask for.
        to: Target,
    },
    /// Stay silent: too much of it is wrong, however much is asked for.
    StaySilent,
}

impl Judged {
    pub(super) fn of(question: &AskedQuestion, right: bool) -> Judged {
        // What is asked word for word passes every bar.
        let exact = question.reason == "exact";
        let confidence = question.candidates.first().map_or(0.0, |best| best.confidence);
        Judged { confidence: if exact { 1.0 } else { confidence }, right }
    }
}

impl Advice {
    /// By what was `judged` of the `answered`; `wanted` is the share of right answers that the server asks for where it
    /// is asked, `now` where it is not.
    #[must_use]
    pub fn on(judged: &[Judged], answered: usize, wanted: Target, now: Target) -> Advice {
        if answered == 0 {
            return Advice::Wait;
        }
        let is_enough = |(right, all): (usize, usize)| all > 0 && lower_end(right, all) >= f64::from(wanted.share());
        let (right, all) = counted(judged, now);
        if is_enough((right, all)) {
            return Advice::Speak;
        }
        let higher =
            HIGHER.into_iter().filter(|share| *share > now.share()).filter_map(|share| Target::new(share).ok());
        if let Some(to) = higher.into_iter().find(|target| is_enough(counted(judged, *target))) {
            return Advice::Raise { to };
        }
        let more = (1..=MOST_MORE).find(|more| is_enough((right + more, all + more)));
        // A wrong answer among a few may be bad luck; where even the upper end is too low, it is not.
        let is_hopeless = all > 0 && wilson(right, all, STANDARD_ERRORS).1 < f64::from(wanted.share());
        match more {
            Some(more) if !is_hopeless => Advice::Judge { more },
            _ => Advice::StaySilent,
        }
    }
}

/// Of the judged that pass the bar of `target`: those that are right, and all.
fn counted(judged: &[Judged], target: Target) -> (usize, usize) {
    let bar = Calibration::least_bar(target);
    let passing = judged.iter().filter(|judged| judged.confidence >= bar);
    let right = passing.clone().filter(|judged| judged.right).count();
    (right, passing.count())
}

/// How many standard errors below what was seen the lower end lies.
const STANDARD_ERRORS: f64 = 1.0;

fn lower_end(right: usize, all: usize) -> f64 {
    wilson(right, all, STANDARD_ERRORS).0
}

/// Where the true share lies, `z` standard errors around what was seen (Wilson, 1927). `all` is more than 0.
pub(super) fn wilson(right: usize, all: usize, z: f64) -> (f64, f64) {
    let (share, n) = (count(right) / count(all), count(all));
    let middle = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[expect(clippy::cast_precision_loss, reason = "a count of questions")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(right: usize, wrong: usize, confidence: f32) -> Vec<Judged> {
        let some = |right, number| std::iter::repeat_n(Judged { confidence, right }, number);
        some(true, right).chain(some(false, wrong)).collect()
    }

    #[track_caller]
    fn check(judged: &[Judged], answered: usize, expected: Advice) {
        let target = |share| Target::new(share).unwrap();
        assert_eq!(Advice::on(judged, answered, target(0.95), target(0.98)), expected);
    }

    #[test]
    fn it_speaks_once_enough_of_what_was_judged_is_right() {
        check(&[], 0, Advice::Wait);
        check(&[], 34, Advice::Judge { more: 19 });
        check(&judged(9, 0, 0.97), 34, Advice::Judge { more: 10 });
        check(&judged(18, 0, 0.97), 34, Advice::Judge { more: 1 });
        check(&judged(20, 0, 0.97), 34, Advice::Speak);
    }

    #[test]
    fn one_wrong_answer_takes_more_right_ones_and_many_end_it() {
        assert!(matches!(Advice::on(&judged(19, 1, 0.97), 34, Target::new(0.95).unwrap(), Target::new(0.98).unwrap()),
            Advice::Judge { more } if more > 19));
        check(&judged(10, 10, 0.97), 34, Advice::StaySilent);
    }

    #[test]
    fn where_only_the_less_sure_ones_were_wrong_more_is_asked_for() {
        let mut mixed = judged(20, 0, 0.985);
        mixed.extend(judged(5, 5, 0.965));
        check(&mixed, 40, Advice::Raise { to: Target::new(0.985).unwrap() });
    }

    #[test]
    fn what_was_answered_before_more_was_asked_for_does_not_count() {
        // The bar of 0.98 lies at 0.96.
        check(&judged(20, 0, 0.9), 20, Advice::Judge { more: 19 });
    }
}

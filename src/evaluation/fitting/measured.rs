//! What a fit is worth on sets of families that it has not seen.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::evaluation::fitting::Setting;
use crate::evaluation::fitting::Tried;
use crate::evaluation::fitting::TriedSet;
use crate::evaluation::fitting::fit;
use crate::evaluation::fitting::fit::PlainFit;
use crate::evaluation::scores;
use crate::evaluation::scores::FALSE_ANSWERS;
use crate::matching::calibration::Calibration;
use crate::matching::calibration::Prior;
use crate::matching::calibration::Target;

/// The shares of right answers that are asked for in the measurement.
pub const TARGETS: [f32; 2] = [0.9, 0.95];

/// What makes the confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// The best cosine alone.
    Plain,
    /// The prior alone.
    Prior,
    /// The prior, drawn towards what was rehearsed: what people get.
    Adapted,
}

impl Way {
    /// All of them, in the order of the tables.
    pub const ALL: [Way; 3] = [Way::Plain, Way::Prior, Way::Adapted];

    /// As in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Way::Plain => "plain cosine",
            Way::Prior => "prior",
            Way::Adapted => "adapted",
        }
    }
}

/// A confidence beside what came of it. Shares are 0 to 1; `None` where there is nothing to divide by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Share of the questions whose best candidate is right.
    pub right: Option<f64>,
    /// Probability that a question whose best candidate is right has a higher confidence than one whose is not.
    pub auroc: Option<f64>,
    /// Largest share that could be answered with at most a twentieth of the answers wrong.
    pub coverage: Option<f64>,
    /// Expected calibration error in 15 bins.
    pub ece: Option<f64>,
    /// Share of the questions that are answered when each of [`TARGETS`] is asked for.
    pub answered: [Option<f64>; 2],
    /// Share of those answers that are wrong.
    pub wrong: [Option<f64>; 2],
}

impl Figures {
    /// The numbers in the order of the table.
    #[must_use]
    pub fn all(&self) -> [Option<f64>; 8] {
        let Figures { right, auroc, coverage, ece, answered, wrong } = self;
        [*right, *auroc, *coverage, *ece, answered[0], wrong[0], answered[1], wrong[1]]
    }

    pub(super) fn of_all(
        [right, auroc, coverage, ece, answered_90, wrong_90, answered_95, wrong_95]: [Option<f64>; 8],
    ) -> Figures {
        Figures { right, auroc, coverage, ece, answered: [answered_90, answered_95], wrong: [wrong_90, wrong_95] }
    }
}

/// A set in one setting, by a fit that has not seen its family.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The set.
    pub set: String,
    /// Whether the set counts in the fits for other families.
    pub fitted: bool,
    /// The setting.
    pub setting: Setting,
    /// Questions, those of all its knowledges together.
    pub rows: usize,
    /// By what makes the confidence.
    pub figures: BTreeMap<Way, Figures>,
}

/// Every set in every setting, each by the fit on all fitted sets of other families.
#[must_use]
pub fn measured(sets: &[TriedSet]) -> Vec<Line> {
    let mut fits: BTreeMap<&str, (Prior, PlainFit)> = BTreeMap::new();
    let mut lines = Vec::new();
    for set in sets {
        let family = set.family();
        let (prior, plain) = fits.entry(family).or_insert_with(|| {
            let others = || sets.iter().filter(|other| other.fitted && other.family() != family);
            let settings = || others().flat_map(|other| &other.settings);
            (fit::prior(settings()), fit::plain(settings()))
        });
        lines.extend(set.settings.iter().map(|tried| line(set, tried, prior, plain)));
    }
    lines
}

fn line(set: &TriedSet, tried: &Tried, prior: &Prior, plain: &PlainFit) -> Line {
    let by = |way| (way, figures(&judged(tried, way, prior, plain)));
    Line {
        set: set.name.clone(),
        fitted: set.fitted,
        setting: tried.setting,
        rows: tried.trials.iter().map(|trial| trial.rows.len()).sum(),
        figures: Way::ALL.into_iter().map(by).collect(),
    }
}

/// A question.
#[derive(Clone, Copy)]
struct Judged {
    confidence: f64,
    right: bool,
    /// Whether it is answered when each of [`TARGETS`] is asked for.
    answered: [bool; 2],
}

fn judged(tried: &Tried, way: Way, prior: &Prior, plain: &PlainFit) -> Vec<Judged> {
    let mut all = Vec::new();
    for trial in &tried.trials {
        let calibration = match way {
            Way::Adapted => Calibration::adapted_from(prior, trial.entries, &trial.rehearsal),
            Way::Plain | Way::Prior => Calibration::of_prior(prior, trial.entries),
        };
        // That of the prior alone depends on the target only, and so is plain cosine's too.
        let bars =
            TARGETS.map(|share| f64::from(calibration.bar(Target::new(share).expect("a share that can be asked for"))));
        all.extend(trial.rows.iter().map(|row| {
            let (confidence, right) = match way {
                Way::Plain => (plain.probability(row.cosine), row.closest_is_right),
                Way::Prior | Way::Adapted => (f64::from(calibration.probability(&row.features)), row.right),
            };
            Judged { confidence, right, answered: bars.map(|bar| confidence >= bar) }
        }));
    }
    all
}

fn figures(judged: &[Judged]) -> Figures {
    let mut by_confidence: Vec<(f64, bool)> = judged.iter().map(|one| (one.confidence, one.right)).collect();
    by_confidence.sort_by(|a, b| b.0.total_cmp(&a.0));
    let count = |of: &dyn Fn(&Judged) -> bool| judged.iter().filter(|one| of(one)).count();
    let answered = [0, 1].map(|at| count(&|one| one.answered[at]));
    let wrong = [0, 1].map(|at| count(&|one| one.answered[at] && !one.right));
    Figures {
        right: scores::share(count(&|one| one.right), judged.len()),
        auroc: scores::auroc(&by_confidence),
        coverage: scores::coverage(&by_confidence, FALSE_ANSWERS),
        ece: scores::ece(&by_confidence),
        answered: answered.map(|answered| scores::share(answered, judged.len())),
        wrong: [0, 1].map(|at| scores::share(wrong[at], answered[at])),
    }
}

/// The mean of each figure over `lines`, those aside that lack it.
#[must_use]
pub fn mean(lines: &[&Line], way: Way) -> Figures {
    over(lines, way, |values| {
        #[expect(clippy::cast_precision_loss, reason = "a few sets")]
        let count = values.len() as f64;
        values.iter().sum::<f64>() / count
    })
}

/// The worst of each figure over `lines`: the highest error, the lowest of the others.
#[must_use]
pub fn worst(lines: &[&Line], way: Way) -> Figures {
    let lowest = over(lines, way, |values| values.iter().copied().fold(f64::INFINITY, f64::min));
    let highest = over(lines, way, |values| values.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    Figures { ece: highest.ece, wrong: highest.wrong, ..lowest }
}

fn over(lines: &[&Line], way: Way, of: impl Fn(&[f64]) -> f64) -> Figures {
    let all: Vec<[Option<f64>; 8]> = lines.iter().filter_map(|line| Some(line.figures.get(&way)?.all())).collect();
    Figures::of_all(std::array::from_fn(|at| {
        let values: Vec<f64> = all.iter().filter_map(|figures| figures[at]).collect();
        (!values.is_empty()).then(|| of(&values))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::fitting::Trial;
    use crate::evaluation::fitting::trials::Row;
    use crate::matching::confidence::Features;
    use crate::matching::rehearsal::Rehearsal;

    /// A set in which what is near is right where `near`, and else wrong.
    fn set(name: &str, fitted: bool, near: bool) -> TriedSet {
        let row = |step: u8| {
            let score = f32::from(step) / 10.0;
            let right = (step >= 5) == near;
            let features = Features { cosine: score, answer: None, words: score, score, share: score };
            Row { features, right, cosine: score, closest_is_right: right }
        };
        let trial = Trial { entries: 20, rows: (0..=10).map(row).collect(), rehearsal: Rehearsal::default() };
        TriedSet {
            name: name.to_owned(),
            fitted,
            settings: vec![Tried { setting: Setting::Whole, trials: vec![trial] }],
        }
    }

    #[test]
    fn a_set_is_measured_by_other_families_alone() {
        // What the two of the first family have in common is the contrary of what the other two show.
        let sets =
            [set("a_one", true, true), set("a_two", true, true), set("b_one", true, false), set("c", false, true)];
        let lines = measured(&sets);
        let auroc = |at: usize| lines[at].figures.values().map(|figures| figures.auroc).collect::<Vec<_>>();
        assert_eq!(auroc(0), [Some(0.0); 3]);
        assert_eq!(auroc(2), [Some(0.0); 3]);
        // Not fitted on, and seen by the two that agree with it against the one that does not.
        assert_eq!(auroc(3), [Some(1.0); 3]);
        assert!(!lines[3].fitted && lines[3].rows == 11);
    }

    #[test]
    fn what_is_answered_and_what_of_it_is_wrong() {
        let one = |confidence, right, answered| Judged { confidence, right, answered };
        let figures = figures(&[
            one(0.97, true, [true, true]),
            one(0.92, false, [true, true]),
            one(0.85, true, [true, false]),
            one(0.1, false, [false, false]),
        ]);
        assert_eq!(figures.right, Some(0.5));
        assert_eq!((figures.answered, figures.wrong), ([Some(0.75), Some(0.5)], [Some(1.0 / 3.0), Some(0.5)]));
    }

    #[test]
    fn means_leave_out_what_is_missing_and_the_worst_error_is_the_highest() {
        let line = |ece, auroc| Line {
            set: String::new(),
            fitted: true,
            setting: Setting::Whole,
            rows: 1,
            figures: [(Way::Prior, Figures { ece: Some(ece), auroc, ..Figures::default() })].into(),
        };
        let lines = [line(0.1, None), line(0.3, Some(0.8)), line(0.2, Some(0.9))];
        let lines: Vec<&Line> = lines.iter().collect();
        let (mean, worst) = (mean(&lines, Way::Prior), worst(&lines, Way::Prior));
        assert!((mean.ece.unwrap() - 0.2).abs() < 1e-9 && (mean.auroc.unwrap() - 0.85).abs() < 1e-9, "{mean:?}");
        assert_eq!((worst.ece, worst.auroc, worst.right), (Some(0.3), Some(0.8), None));
    }
}

//! Adds up outcomes into the figures of the field.

use serde::Serialize;

use crate::evaluation::Outcome;
use crate::evaluation::curves;
use crate::evaluation::curves::Judged;
use crate::evaluation::marks::Fate;
use crate::evaluation::marks::Mark;
use crate::evaluation::marks::count;

/// At most this share of the shown answers may be wrong in [`Scores::coverage`].
pub const FALSE_ANSWERS: f64 = 0.05;

/// The figures of one run. Shares are 0 to 1; `None` where there is nothing to divide by.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Questions in all.
    pub questions: usize,
    /// Those that some entry answers.
    pub in_scope: usize,
    /// Share of the questions in scope whose best candidate is right.
    pub accuracy_at_1: Option<f64>,
    /// Mean of 1/rank of the first right candidate over the questions in scope, 0 beyond the tenth.
    pub mrr_at_10: Option<f64>,
    /// Share of the questions in scope with a right one among the first five candidates.
    pub recall_at_5: Option<f64>,
    /// Probability that a question whose best candidate is right has a higher confidence than one whose is not.
    pub auroc: Option<f64>,
    /// Largest share of all questions that could be answered with at most [`FALSE_ANSWERS`] of the answers wrong,
    /// over all bars on the confidence.
    pub coverage: Option<f64>,
    /// Best F1 over all bars: precision of what is shown, recall of the questions in scope.
    pub best_f1: Option<f64>,
    /// Expected calibration error of the best candidate's confidence, [`curves::ECE_BINS`] bins of equal width.
    pub ece: Option<f64>,
    /// Share of all questions that were answered, a choice not counted.
    pub answered: Option<f64>,
    /// Share of the answers given that are wrong, those to questions out of scope among them.
    pub wrong_answers: Option<f64>,
    /// What the verdicts came to.
    pub verdicts: Verdicts,
}

/// Counts of questions by verdict, in scope and out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verdicts {
    /// In scope and answered with a right entry.
    pub answered_right: usize,
    /// In scope and answered with a wrong entry.
    pub answered_wrong: usize,
    /// In scope and offered a choice with a right entry in it.
    pub choice_with_right: usize,
    /// In scope and offered a choice without one.
    pub choice_without: usize,
    /// In scope and not answered.
    pub missed: usize,
    /// Out of scope and answered.
    pub out_answered: usize,
    /// Out of scope and offered a choice.
    pub out_choice: usize,
    /// Out of scope and not answered.
    pub out_abstained: usize,
}

impl Scores {
    /// The figures of `outcomes`.
    #[must_use]
    pub fn of(outcomes: &[Outcome]) -> Scores {
        let marks: Vec<Mark> = outcomes.iter().map(Outcome::mark).collect();
        Scores::of_marks(&marks)
    }

    /// The figures of `marks`.
    #[must_use]
    pub fn of_marks(marks: &[Mark]) -> Scores {
        let ranks: Vec<Option<usize>> = marks.iter().filter(|mark| mark.in_scope()).map(|mark| mark.rank).collect();
        let within = |rank: &&Option<usize>, most: usize| rank.is_some_and(|rank| rank <= most);
        let reciprocal = |rank: &Option<usize>| rank.filter(|&rank| rank <= 10).map_or(0.0, |rank| 1.0 / count(rank));
        let judged = curves::by_confidence(marks);
        let verdicts = Verdicts::of(marks);
        Scores {
            questions: marks.len(),
            in_scope: ranks.len(),
            accuracy_at_1: share(ranks.iter().filter(|rank| within(rank, 1)).count(), ranks.len()),
            mrr_at_10: mean(ranks.iter().map(reciprocal)),
            recall_at_5: share(ranks.iter().filter(|rank| within(rank, 5)).count(), ranks.len()),
            auroc: auroc(&judged),
            coverage: coverage(&judged, FALSE_ANSWERS),
            best_f1: best_f1(&judged, ranks.len()),
            ece: ece(&judged),
            answered: share(verdicts.answered(), marks.len()),
            wrong_answers: share(verdicts.wrong_answers(), verdicts.answered()),
            verdicts,
        }
    }
}

impl Verdicts {
    fn of(marks: &[Mark]) -> Verdicts {
        let mut verdicts = Verdicts::default();
        for mark in marks {
            let count = match mark.fate {
                Fate::AnsweredRight => &mut verdicts.answered_right,
                Fate::AnsweredWrong => &mut verdicts.answered_wrong,
                Fate::ChoiceWithRight => &mut verdicts.choice_with_right,
                Fate::ChoiceWithout => &mut verdicts.choice_without,
                Fate::Missed => &mut verdicts.missed,
                Fate::OutAnswered => &mut verdicts.out_answered,
                Fate::OutChoice => &mut verdicts.out_choice,
                Fate::OutAbstained => &mut verdicts.out_abstained,
            };
            *count += 1;
        }
        verdicts
    }

    /// Questions that no entry answers.
    #[must_use]
    pub fn out_of_scope(&self) -> usize {
        self.out_answered + self.out_choice + self.out_abstained
    }

    /// Questions that were answered, rightly or not.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.answered_right + self.wrong_answers()
    }

    /// Answers that are wrong, to whatever question.
    #[must_use]
    pub fn wrong_answers(&self) -> usize {
        self.answered_wrong + self.out_answered
    }
}

/// Area under the ROC curve by the rank sum, ties counting half (Mann and Whitney 1947).
pub(super) fn auroc(judged: &[Judged]) -> Option<f64> {
    let right = judged.iter().filter(|(_, right)| *right).count();
    let wrong = judged.len() - right;
    let mut wins = 0.0;
    let mut wrong_above = 0;
    for tied in judged.chunk_by(|a, b| a.0 == b.0) {
        let right_here = tied.iter().filter(|(_, right)| *right).count();
        let wrong_here = tied.len() - right_here;
        let wrong_below = wrong - wrong_above - wrong_here;
        wins += count(right_here) * (count(wrong_below) + count(wrong_here) / 2.0);
        wrong_above += wrong_here;
    }
    (right > 0 && wrong > 0).then(|| wins / (count(right) * count(wrong)))
}

pub(super) fn coverage(judged: &[Judged], false_answers: f64) -> Option<f64> {
    let allowed = |&(shown, right): &(usize, usize)| count(shown - right) <= false_answers * count(shown);
    let most = curves::bars(judged).filter(allowed).map(|(shown, _)| shown).max().unwrap_or(0);
    share(most, judged.len())
}

fn best_f1(judged: &[Judged], in_scope: usize) -> Option<f64> {
    if in_scope == 0 {
        return None;
    }
    // 2PR/(P+R) with P = right/shown and R = right/in scope.
    curves::bars(judged).map(|(shown, right)| 2.0 * count(right) / count(shown + in_scope)).max_by(f64::total_cmp)
}

pub(super) fn ece(judged: &[Judged]) -> Option<f64> {
    let bins = curves::bins(judged);
    let gap = |bin: &curves::Bin| (bin.confidence - bin.right).abs() * count(bin.questions);
    (!judged.is_empty()).then(|| bins.iter().flatten().map(gap).sum::<f64>() / count(judged.len()))
}

pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| count(part) / count(whole))
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let number = values.len();
    (number > 0).then(|| values.sum::<f64>() / count(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUDGED: [(f64, bool); 5] = [(0.9, true), (0.8, true), (0.8, false), (0.4, true), (0.1, false)];

    #[track_caller]
    fn check(found: Option<f64>, expected: f64) {
        assert!(found.is_some_and(|found| (found - expected).abs() < 1e-9), "{found:?} is not {expected}");
    }

    #[test]
    fn auroc_counts_pairs_in_order_and_ties_half() {
        // Right against wrong: 0.9 beats both, 0.8 ties one and beats one, 0.4 loses to one and beats one.
        check(auroc(&JUDGED), (2.0 + 1.5 + 1.0) / 6.0);
        assert_eq!(auroc(&[(0.5, true)]), None);
    }

    #[test]
    fn coverage_never_splits_a_tie() {
        check(coverage(&JUDGED, 0.05), 0.2);
        check(coverage(&JUDGED, 0.34), 0.8);
        check(coverage(&[(0.5, false)], 0.05), 0.0);
    }

    #[test]
    fn f1_is_the_best_over_all_bars() {
        // Four questions in scope: showing four, three of them right, gives P 3/4 and R 3/4.
        check(best_f1(&JUDGED, 4), 0.75);
        assert_eq!(best_f1(&JUDGED, 0), None);
    }

    #[test]
    fn a_wrong_answer_is_one_to_a_question_in_scope_or_out_of_it() {
        let mark = |fate| Mark { rank: None, confidence: 0.5, fate };
        let fates = [Fate::AnsweredRight, Fate::AnsweredWrong, Fate::OutAnswered, Fate::Missed, Fate::ChoiceWithRight];
        let scores = Scores::of_marks(&fates.map(mark));
        check(scores.answered, 3.0 / 5.0);
        check(scores.wrong_answers, 2.0 / 3.0);
        assert_eq!(scores.in_scope, 4);
        assert_eq!(Scores::of_marks(&[mark(Fate::Missed)]).wrong_answers, None);
    }

    #[test]
    fn ece_is_the_mean_gap_by_bin() {
        // Bins of 1/15: 0.9 alone, both 0.8, 0.4 alone, 0.1 alone.
        check(ece(&JUDGED), (0.1 + 0.6 + 0.6 + 0.1) / 5.0);
        check(ece(&[(1.0, true), (0.0, false)]), 0.0);
    }
}

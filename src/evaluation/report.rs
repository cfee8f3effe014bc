//! An evaluation as text for people and as JSON for scripts.

use std::fmt::Write;

use serde::Serialize;

use crate::evaluation::Outcome;
use crate::evaluation::scores::Scores;
use crate::evaluation::twins::Measured;
use crate::evaluation::twins::Tally;
use crate::evaluation::twins::Way;
use crate::matching::judgement::Verdict;

/// A run that is shown: one column of the table.
pub struct Run<'a> {
    /// What the column is headed with, for example the model's name.
    pub name: &'a str,
    /// Its figures.
    pub scores: &'a Scores,
}

/// A question that did not go as labelled.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wrong {
    /// The question.
    pub question: String,
    /// What happened: `wrong entry first`, or `answered, but out of scope`.
    pub what: &'static str,
    /// Ids of the right entries.
    pub expected: Vec<String>,
    /// The best candidate.
    pub found: Option<String>,
    /// Its phrasing that came closest.
    pub phrasing: Option<String>,
    /// Its confidence.
    pub confidence: f32,
    /// What people would have got.
    pub verdict: Verdict,
    /// The place of the right entry, from 1; `None` when it is not among the first ten.
    pub rank: Option<usize>,
}

/// All questions whose first candidate is wrong, and those out of scope that were answered, in the order asked.
#[must_use]
pub fn wrong_cases(outcomes: &[Outcome]) -> Vec<Wrong> {
    let wrong = |outcome: &Outcome| {
        let judgement = &outcome.judgement;
        let what = match (outcome.in_scope(), judgement.verdict) {
            (true, _) if !outcome.first_is_right() => "wrong entry first",
            (false, Verdict::Answer) => "answered, but out of scope",
            _ => return None,
        };
        let best = judgement.candidates.first();
        Some(Wrong {
            question: outcome.question.clone(),
            what,
            expected: outcome.right.iter().map(ToString::to_string).collect(),
            found: best.map(|best| best.entry.to_string()),
            phrasing: best.map(|best| best.phrasing.clone()),
            confidence: judgement.confidence(),
            verdict: judgement.verdict,
            rank: outcome.rank(),
        })
    };
    outcomes.iter().filter_map(wrong).collect()
}

/// A figure of [`Scores`].
pub struct Figure {
    /// What people call it.
    pub name: &'static str,
    /// Whether more of it is better; `None` where it is neither by itself.
    pub more_is_better: Option<bool>,
    /// It, mostly 0 to 1; `None` where there was nothing to divide by.
    pub of: fn(&Scores) -> Option<f64>,
}

/// All figures, in the order in which they are shown. Reports are compared by their names.
pub const FIGURES: [Figure; 9] = [
    Figure { name: "accuracy@1 in scope", more_is_better: Some(true), of: |scores| scores.accuracy_at_1 },
    Figure { name: "MRR@10", more_is_better: Some(true), of: |scores| scores.mrr_at_10 },
    Figure { name: "recall@5", more_is_better: Some(true), of: |scores| scores.recall_at_5 },
    Figure { name: "AUROC right / not right", more_is_better: Some(true), of: |scores| scores.auroc },
    Figure { name: "coverage at 5 % false answers", more_is_better: Some(true), of: |scores| scores.coverage },
    Figure { name: "best F1", more_is_better: Some(true), of: |scores| scores.best_f1 },
    Figure { name: "ECE, 15 bins", more_is_better: Some(false), of: |scores| scores.ece },
    Figure { name: "answers that are wrong", more_is_better: Some(false), of: |scores| scores.wrong_answers },
    Figure { name: "questions answered", more_is_better: None, of: |scores| scores.answered },
];

/// The figures of `runs` side by side, one a line.
#[must_use]
pub fn table(runs: &[Run<'_>]) -> String {
    let mut table = row("", runs, |run| run.name.to_owned());
    for Figure { name, of, .. } in FIGURES {
        table += &row(name, runs, |run| of(run.scores).map_or_else(|| "-".to_owned(), |value| format!("{value:.3}")));
    }
    table
}

/// What people would have got, as counts, for the questions in scope and those out of it.
#[must_use]
pub fn verdict_table(runs: &[Run<'_>]) -> String {
    type Count = (&'static str, fn(&Scores) -> usize);
    const IN_SCOPE: [Count; 5] = [
        ("  answered right", |scores| scores.verdicts.answered_right),
        ("  answered wrong", |scores| scores.verdicts.answered_wrong),
        ("  choice with the right one", |scores| scores.verdicts.choice_with_right),
        ("  choice without it", |scores| scores.verdicts.choice_without),
        ("  not answered", |scores| scores.verdicts.missed),
    ];
    const OUT_OF_SCOPE: [Count; 3] = [
        ("  answered", |scores| scores.verdicts.out_answered),
        ("  choice", |scores| scores.verdicts.out_choice),
        ("  not answered", |scores| scores.verdicts.out_abstained),
    ];
    let mut table = row("in scope", runs, |run| run.scores.in_scope.to_string());
    for (name, count) in IN_SCOPE {
        table += &row(name, runs, |run| count(run.scores).to_string());
    }
    table += &row("out of scope", runs, |run| run.scores.verdicts.out_of_scope().to_string());
    for (name, count) in OUT_OF_SCOPE {
        table += &row(name, runs, |run| count(run.scores).to_string());
    }
    table
}

/// What became of near twins, a table for each way of asking, a line for each kind.
#[must_use]
pub fn twins_table(measured: &Measured) -> String {
    let mut table = String::new();
    for way in Way::ALL {
        let name = match way {
            Way::OnlyA => "b asked, a stored",
            Way::OnlyB => "a asked, b stored",
            Way::AsksA => "a in other words, both stored",
            Way::AsksB => "b in other words, both stored",
        };
        let heads = ["asked", "right", "wrong twin", "other", "choice with", "choice", "not answered"];
        table += &cells(name, &heads.map(str::to_owned));
        let kinds = measured.tallies.get(&way).into_iter().flatten();
        for (kind, tally) in kinds.map(|(kind, tally)| (format!("  {kind:?}").to_lowercase(), *tally)) {
            table += &tally_row(&kind, &tally);
        }
        table += &tally_row("  all", &measured.total(way));
    }
    table
}

fn tally_row(name: &str, tally: &Tally) -> String {
    let counts = [
        tally.questions(),
        tally.right,
        tally.wrong_twin,
        tally.other,
        tally.choice_with_right,
        tally.choice,
        tally.abstained,
    ];
    cells(name, &counts.map(|count| count.to_string()))
}

fn cells(name: &str, cells: &[String; 7]) -> String {
    let cells: String = cells.iter().map(|cell| format!("{cell:>13}")).collect();
    format!("{name:<32}{cells}\n")
}

fn row(name: &str, runs: &[Run<'_>], cell: impl Fn(&Run<'_>) -> String) -> String {
    let mut line = format!("{name:<32}");
    for run in runs {
        // Writing into a `String` cannot fail.
        let _ = write!(line, "{:>20}", cell(run));
    }
    line.truncate(line.trim_end().len());
    line + "\n"
}

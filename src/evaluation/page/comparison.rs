//! What has changed since the last report.

use std::collections::BTreeMap;

use crate::evaluation::marks::Fate;
use crate::evaluation::marks::count;
use crate::evaluation::page::record::About;
use crate::evaluation::page::record::Record;
use crate::evaluation::report::FIGURES;
use crate::evaluation::report::Figure;

/// Two records held against each other.
pub(super) struct Comparison<'a> {
    /// Every figure that both have.
    pub(super) changes: Vec<Change>,
    /// Questions that went better than the last time, in alphabetical order.
    pub(super) better: Vec<Moved<'a>>,
    /// Questions that went worse.
    pub(super) worse: Vec<Moved<'a>>,
    /// How many questions were not asked the last time.
    pub(super) new: usize,
    /// How many are no longer asked.
    pub(super) gone: usize,
    /// What makes the two no fair comparison, in words.
    pub(super) otherwise: Vec<String>,
}

/// A figure then and now.
pub(super) struct Change {
    pub(super) name: &'static str,
    pub(super) then: f64,
    pub(super) now: f64,
    /// Whether it is now better; `None` where it is neither that nor worse.
    pub(super) better: Option<bool>,
}

impl Change {
    /// Whether the figure has stayed as it was, as far as people are shown.
    pub(super) fn is_none(&self) -> bool {
        (self.then - self.now).abs() < 0.0005
    }
}

/// A question that went otherwise.
pub(super) struct Moved<'a> {
    pub(super) question: &'a str,
    pub(super) then: &'a [Fate],
    pub(super) now: &'a [Fate],
}

impl Comparison<'_> {
    pub(super) fn of<'a>(then: &'a Record, now: &'a Record) -> Comparison<'a> {
        let change = |figure: &Figure| {
            let (then, now) = (*then.figures.get(figure.name)?, *now.figures.get(figure.name)?);
            let mut change = Change { name: figure.name, then, now, better: None };
            if !change.is_none() {
                change.better = figure.more_is_better.map(|more| (now > then) == more);
            }
            Some(change)
        };
        let (mut better, mut worse) = (Vec::new(), Vec::new());
        for (question, now) in &now.questions {
            let Some(then) = then.questions.get(question) else { continue };
            let moved = Moved { question, then, now };
            let (before, after) = (mean_worth(then), mean_worth(now));
            if after > before {
                better.push(moved);
            } else if after < before {
                worse.push(moved);
            }
        }
        let missing = |from: &BTreeMap<String, Vec<Fate>>, of: &BTreeMap<String, Vec<Fate>>| {
            of.keys().filter(|question| !from.contains_key(*question)).count()
        };
        Comparison {
            changes: FIGURES.iter().filter_map(change).collect(),
            better,
            worse,
            new: missing(&then.questions, &now.questions),
            gone: missing(&now.questions, &then.questions),
            otherwise: differences(&then.about, &now.about),
        }
    }
}

/// How good it is for whoever asks: a wrong answer is worse than none, a choice with the right one is nearly an answer.
fn worth(fate: Fate) -> usize {
    match fate {
        Fate::AnsweredWrong | Fate::OutAnswered => 0,
        Fate::ChoiceWithout | Fate::OutChoice => 1,
        Fate::Missed => 2,
        Fate::ChoiceWithRight => 3,
        Fate::AnsweredRight | Fate::OutAbstained => 4,
    }
}

fn mean_worth(fates: &[Fate]) -> f64 {
    count(fates.iter().map(|&fate| worth(fate)).sum()) / count(fates.len().max(1))
}

fn differences(then: &About, now: &About) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, then: String, now: String| {
        if then != now {
            found.push(format!("{what}: {then} then, {now} now"));
        }
    };
    let all = |number: Option<u16>| number.map_or_else(|| "all".to_owned(), |number| number.to_string());
    let hundredths = |share: f32| format!("{:.1}", share * 100.0);
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    differ("model", then.model.clone(), now.model.clone());
    differ("entries left out", yes(then.leave_out), yes(now.leave_out));
    differ("typing errors in each question", then.typos.to_string(), now.typos.to_string());
    differ("phrasings kept of each entry", all(then.phrasings_kept), all(now.phrasings_kept));
    differ("of 100 answers, to be right", hundredths(then.target), hundredths(now.target));
    differ("entries drawn", all(then.entries_drawn), all(now.entries_drawn));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::scores::Scores;

    fn record(questions: &[(&str, Fate)], wrong_answers: f64) -> Record {
        let about = About {
            version: "1".to_owned(),
            date: "2026-01-31".to_owned(),
            model: "m".to_owned(),
            entries: 1,
            phrasings: 1,
            questions: questions.len(),
            knowledges: 1,
            leave_out: false,
            typos: 0,
            phrasings_kept: None,
            entries_drawn: None,
            target: 0.9,
            bar: 0.8,
        };
        let mut record = Record::of(&about, &Scores::of(&[]), &[]);
        record.figures.insert("answers that are wrong".to_owned(), wrong_answers);
        record.questions = questions.iter().map(|(text, fate)| ((*text).to_owned(), vec![*fate])).collect();
        record
    }

    #[test]
    fn questions_that_went_otherwise_are_told_apart() {
        let then = record(
            &[("a", Fate::Missed), ("b", Fate::AnsweredRight), ("c", Fate::OutAbstained), ("gone", Fate::Missed)],
            0.04,
        );
        let now = record(
            &[("a", Fate::AnsweredRight), ("b", Fate::AnsweredWrong), ("c", Fate::OutAbstained), ("new", Fate::Missed)],
            0.05,
        );
        let comparison = Comparison::of(&then, &now);
        let names = |moved: &[Moved<'_>]| moved.iter().map(|moved| moved.question.to_owned()).collect::<Vec<_>>();
        assert_eq!((names(&comparison.better), names(&comparison.worse)), (vec!["a".into()], vec!["b".into()]));
        assert_eq!((comparison.new, comparison.gone), (1, 1));
        // Fewer wrong answers are better, so more are worse.
        assert_eq!(comparison.changes.iter().map(|change| change.better).collect::<Vec<_>>(), [Some(false)]);
        assert_eq!(comparison.otherwise, Vec::<String>::new());
    }

    #[test]
    fn what_was_measured_otherwise_is_said() {
        let then = record(&[], 0.04);
        let mut now = then.clone();
        now.about.typos = 2;
        now.about.entries_drawn = Some(10);
        let comparison = Comparison::of(&then, &now);
        let expected = ["typing errors in each question: 0 then, 2 now", "entries drawn: all then, 10 now"];
        assert_eq!(comparison.otherwise, expected);
        assert_eq!(comparison.changes[0].better, None);
    }
}

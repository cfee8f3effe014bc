//! What is wrong with knowledge though each of its files can be read.

use std::collections::HashMap;

use time::Date;

use crate::entry::Entry;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::entry::normalized;

use super::Reading;
use super::problem::Code;
use super::problem::Place;
use super::problem::Problem;
use super::problem::quoted;

/// What people write where an answer is still to come.
const PLACEHOLDERS: &[&str] =
    &["todo", "tbd", "fixme", "xxx", "n/a", "na", "none", "test", "lorem ipsum", "coming soon"];

/// The problems of the reading and those between its entries, by file and line.
///
/// `today` is the day from which entries with that `review_by`, or an earlier one, are overdue. Retired entries are
/// left in peace.
#[must_use]
pub fn lint(reading: &Reading, today: Date) -> Vec<Problem> {
    let linter = Linter { reading };
    let mut problems = reading.problems.clone();
    problems.extend(linter.shared_phrasings());
    problems.extend(linter.shared_answers());
    for entry in linter.entries() {
        problems.extend(linter.about_one(entry, today));
    }
    problems.sort_by(|a, b| a.place.cmp(&b.place));
    problems
}

struct Linter<'r> {
    reading: &'r Reading,
}

impl<'r> Linter<'r> {
    fn entries(&self) -> impl Iterator<Item = &'r Entry> + use<'r> {
        self.reading.knowledge.entries.iter().filter(|entry| entry.state != State::Retired)
    }

    fn place(&self, entry: &Entry) -> Place {
        self.reading.origins.get(&entry.id).cloned().unwrap_or_default()
    }

    /// Two entries of one topic that are asked for in the same words can never be told apart; of two topics, people
    /// can be asked which one they mean.
    fn shared_phrasings(&self) -> Vec<Problem> {
        let mut first: HashMap<String, &Entry> = HashMap::new();
        let mut problems = Vec::new();
        for entry in self.entries() {
            for phrasing in &entry.phrasings {
                let normal = normalized(phrasing.as_str());
                if normal.is_empty() {
                    continue;
                }
                let other = *first.entry(normal).or_insert(entry);
                if other.id != entry.id {
                    problems.push(self.shared_phrasing(entry, phrasing, other));
                }
            }
        }
        problems
    }

    fn shared_phrasing(&self, entry: &Entry, phrasing: &Phrasing, other: &Entry) -> Problem {
        let place = self.place(entry);
        let message = format!("{} also asks for the entry at {}", quoted(phrasing.as_str()), self.place(other).brief());
        if entry.topic == other.topic {
            let remedy = "make one entry of the two, or ask in words that differ";
            return Problem::error(place, Code::SharedPhrasing, message, remedy);
        }
        let remedy = "name the topic in the question, unless people are to be asked which one they mean";
        Problem::warning(place, Code::SharedPhrasing, message, remedy)
    }

    fn shared_answers(&self) -> Vec<Problem> {
        let mut first: HashMap<String, &Entry> = HashMap::new();
        let mut problems = Vec::new();
        for entry in self.entries() {
            let normal = normalized(&entry.answer);
            if normal.is_empty() {
                continue;
            }
            let other = *first.entry(normal).or_insert(entry);
            if other.id != entry.id {
                let message = format!("this is the answer of the entry at {} too", self.place(other).brief());
                let remedy = "make one entry with the questions of both";
                problems.push(Problem::warning(self.place(entry), Code::SharedAnswer, message, remedy));
            }
        }
        problems
    }

    fn about_one(&self, entry: &Entry, today: Date) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut warn = |code, message: String, remedy: &str| {
            problems.push(Problem::warning(self.place(entry), code, message, remedy));
        };
        let title = quoted(entry.title().as_str());
        if let Some(date) = entry.review_by.filter(|&date| date <= today) {
            let message = format!("the answer to {title} was to be checked by {date}");
            warn(Code::ReviewOverdue, message, "check it, and move \"review_by\" to a later day");
        }
        let answer = normalized(&entry.answer);
        if answer.is_empty() || PLACEHOLDERS.contains(&answer.as_str()) {
            let message = format!("the answer to {title} says nothing: {}", quoted(&entry.answer));
            warn(Code::ThinAnswer, message, "write the answer, or set \"state\" to draft");
        }
        for phrasing in &entry.phrasings {
            if normalized(phrasing.as_str()).is_empty() {
                let message = format!("the question {} has no letter in it", quoted(phrasing.as_str()));
                warn(Code::WordlessPhrasing, message, "ask it in words");
            }
        }
        problems
    }
}

//! What is wrong with knowledge though each of its files can be read.

use std::collections::HashMap;
use std::collections::HashSet;

use time::Date;

use crate::entry::Entry;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::entry::normalized;

use super::Reading;
use super::linked;
use super::locate::Locator;
use super::problem::Code;
use super::problem::Place;
use super::problem::Problem;
use super::problem::Wrong;
use super::problem::quoted;

/// What people write where an answer is still to come.
const PLACEHOLDERS: &[&str] =
    &["todo", "tbd", "fixme", "xxx", "n/a", "na", "none", "test", "lorem ipsum", "coming soon"];

/// What [`lint`] goes by.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// The day from which entries with that `review_by`, or an earlier one, are overdue.
    pub today: Date,
    /// The longest answer that is shown in one piece, in UTF-16 units.
    pub answer_units: usize,
}

/// The problems of the reading and those between its entries, by file and line. Retired entries are left in peace.
///
/// Looks whether the files are there that answers link to.
#[must_use]
pub fn lint(reading: &Reading, measure: &Measure) -> Vec<Problem> {
    let linter = Linter { reading, locator: Locator::new(reading) };
    let mut problems = reading.problems.clone();
    problems.extend(linter.shared_phrasings());
    problems.extend(linter.shared_answers());
    for entry in linter.entries() {
        problems.extend(linter.about_one(entry, measure));
        problems.extend(linter.mentions(entry));
        problems.extend(linter.dead_links(entry));
    }
    problems.sort_by(|a, b| a.place.cmp(&b.place));
    problems
}

struct Linter<'r> {
    reading: &'r Reading,
    locator: Locator<'r>,
}

impl<'r> Linter<'r> {
    fn entries(&self) -> impl Iterator<Item = &'r Entry> + use<'r> {
        self.reading.knowledge.entries.iter().filter(|entry| entry.state != State::Retired)
    }

    fn place(&self, entry: &Entry) -> Place {
        self.locator.entry(&entry.id)
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
            return Problem::error(place, Code::SharedPhrasing, Wrong::said(message, remedy));
        }
        let remedy = "name the topic in the question, unless people are to be asked which one they mean";
        Problem::warning(place, Code::SharedPhrasing, Wrong::said(message, remedy))
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
                problems.push(Problem::warning(self.place(entry), Code::SharedAnswer, Wrong::said(message, remedy)));
            }
        }
        problems
    }

    fn about_one(&self, entry: &Entry, measure: &Measure) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut warn = |code, message: String, remedy: &str| {
            problems.push(Problem::warning(self.place(entry), code, Wrong::said(message, remedy)));
        };
        let title = quoted(entry.title().as_str());
        if let Some(date) = entry.review_by.filter(|&date| date <= measure.today) {
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
        let units = entry.answer.encode_utf16().count();
        if units > measure.answer_units {
            let message = format!(
                "the answer to {title} has {units} characters; Discord shows {} in one message",
                measure.answer_units
            );
            let remedy = "shorten it, or leave it to come in several messages";
            problems.push(Problem::note(self.place(entry), Code::LongAnswer, Wrong::said(message, remedy)));
        }
        problems
    }

    /// Nothing that the bot sends addresses anybody, so these are at best text that looks wrong.
    fn mentions(&self, entry: &Entry) -> Vec<Problem> {
        let in_phrasings = entry.phrasings.iter().flat_map(|phrasing| linked::mentions_in(phrasing.as_str()));
        let mut seen = HashSet::new();
        let all = in_phrasings.chain(linked::mentions(&entry.answer)).filter(|token| seen.insert(token.clone()));
        let problem = |token: String| {
            let message = format!("{} would address people in Discord", quoted(&token));
            let remedy = "name them in words, or put it in backticks; the bot never pings anybody";
            Problem::warning(self.locator.words(&entry.id, &token), Code::MentionToken, Wrong::said(message, remedy))
        };
        all.map(problem).collect()
    }

    fn dead_links(&self, entry: &Entry) -> Vec<Problem> {
        let file = self.place(entry).file;
        let mut seen = HashSet::new();
        let links = linked::relative_links(&entry.answer).into_iter();
        let dead = links.filter(|link| seen.insert(link.clone()) && !linked::target(&file, link).exists());
        let problem = |link: String| {
            let message = format!("the link {} leads to no file", quoted(&link));
            let remedy =
                "mend the path, which is taken from the folder of this file, or write a whole https:// address";
            Problem::warning(self.locator.words(&entry.id, &link), Code::DeadLink, Wrong::said(message, remedy))
        };
        dead.map(problem).collect()
    }
}

//! A [`Sheet`] takes what a file states, checks it, and makes entries, topics and problems of it. Every format
//! ends here, so that a rule about entries stands once.

use std::collections::HashSet;

use time::Date;
use time::macros::format_description;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::MAX_ANSWER_CHARS;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::entry::Topic;
use crate::entry::normalized;

use super::Format;
use super::Parsed;
use super::ParsedEntry;
use super::ParsedTopic;
use super::clean;
use super::problem::Code;
use super::problem::Problem;
use super::problem::Spot;
use super::problem::quoted;

/// Nobody writes as many ways of asking one thing by hand; a file that has more has lost its line breaks.
pub const MAX_PHRASINGS_PER_ENTRY: usize = 500;

/// A text and where it stands.
#[derive(Clone, Debug)]
pub(super) struct At {
    pub(super) text: String,
    pub(super) spot: Spot,
}

/// The topic an item states.
#[derive(Clone, Debug, Default)]
pub(super) enum TopicOf {
    /// Nothing is said: that of the file, if it has one.
    #[default]
    File,
    /// It is said to have none.
    None,
    /// This one.
    Named(At),
}

/// An entry as a file states it, before any check.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) spot: Spot,
    pub(super) id: Option<At>,
    pub(super) topic: TopicOf,
    pub(super) questions: Vec<At>,
    pub(super) answer: Option<At>,
    pub(super) details: Details,
}

/// What an entry states beyond question and answer; a file may state it for all its entries.
#[derive(Clone, Debug, Default)]
pub(super) struct Details {
    pub(super) tags: Option<Vec<String>>,
    pub(super) source: Option<String>,
    pub(super) review_by: Option<At>,
    pub(super) state: Option<At>,
}

impl Stated {
    pub(super) fn at(spot: Spot) -> Stated {
        Stated {
            spot,
            id: None,
            topic: TopicOf::default(),
            questions: Vec::new(),
            answer: None,
            details: Details::default(),
        }
    }
}

/// What one file has stated so far.
pub(super) struct Sheet<'a> {
    format: Format,
    file: &'a str,
    parsed: Parsed,
    /// Holds for entries that say nothing else.
    pub(super) defaults: Details,
    /// The topic of entries that name none.
    pub(super) topic: Option<String>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(format: Format, file: &'a str) -> Sheet<'a> {
        Sheet { format, file, parsed: Parsed::default(), defaults: Details::default(), topic: None }
    }

    pub(super) fn error(&mut self, spot: Spot, code: Code, message: impl Into<String>, remedy: impl Into<String>) {
        self.parsed.problems.push(Problem::error(spot.place(self.file), code, message, remedy));
    }

    /// Takes note that the file as a whole cannot be read.
    pub(super) fn refuse(&mut self, problem: Problem) {
        self.parsed.problems.push(problem);
    }

    pub(super) fn warning(&mut self, spot: Spot, code: Code, message: impl Into<String>, remedy: impl Into<String>) {
        self.parsed.problems.push(Problem::warning(spot.place(self.file), code, message, remedy));
    }

    /// Takes a topic that the file names, with or without an overview.
    pub(super) fn state_topic(&mut self, name: &str, overview: Option<&str>, spot: Spot) {
        let name = clean::line(name);
        if name.is_empty() {
            return self.error(spot, Code::WrongType, "the topic has no name", "give it one");
        }
        let overview = overview.and_then(|text| self.overview(text, spot));
        self.parsed.topics.push(ParsedTopic { topic: Topic { name, overview }, place: spot.place(self.file) });
    }

    fn overview(&mut self, text: &str, spot: Spot) -> Option<String> {
        let text = self.prose(text, "overview", spot)?;
        (!text.is_empty()).then_some(text)
    }

    /// Takes an entry, or says what is wrong with it.
    ///
    /// What it is asked by, answers with, and is known and served under must be right; a wrong detail is left out.
    pub(super) fn add(&mut self, stated: Stated) {
        let phrasings = self.phrasings(&stated);
        let answer = self.answer(&stated);
        let topic = match &stated.topic {
            TopicOf::File => self.topic.clone(),
            TopicOf::None => None,
            TopicOf::Named(topic) => Some(clean::line(&topic.text)).filter(|name| !name.is_empty()),
        };
        let details = self.with_defaults(stated.details);
        let state = self.state(details.state.as_ref());
        let id = stated.id.as_ref().map(|id| self.id(id));
        let has_own_id = id.is_some();
        let (Some(phrasings), Some(answer), Some(state)) = (phrasings, answer, state) else { return };
        let Some(id) = id.unwrap_or_else(|| Some(EntryId::derived(topic.as_deref(), phrasings[0].as_str()))) else {
            return;
        };
        let review_by = details.review_by.as_ref().and_then(|date| self.date(date));
        let tags = clean::distinct(&details.tags.unwrap_or_default());
        let source = details.source.map(|source| clean::line(&source)).filter(|source| !source.is_empty());
        let entry = Entry { id, topic, phrasings, answer, tags, source, review_by, state };
        self.parsed.entries.push(ParsedEntry { entry, has_own_id, place: stated.spot.place(self.file) });
    }

    fn with_defaults(&self, details: Details) -> Details {
        Details {
            tags: details.tags.or_else(|| self.defaults.tags.clone()),
            source: details.source.or_else(|| self.defaults.source.clone()),
            review_by: details.review_by.or_else(|| self.defaults.review_by.clone()),
            state: details.state.or_else(|| self.defaults.state.clone()),
        }
    }

    /// `None` when not one is left.
    fn phrasings(&mut self, stated: &Stated) -> Option<Vec<Phrasing>> {
        let mut phrasings = Vec::new();
        let mut seen = HashSet::new();
        for question in &stated.questions {
            if phrasings.len() == MAX_PHRASINGS_PER_ENTRY {
                let message = format!("the entry has more than {MAX_PHRASINGS_PER_ENTRY} questions");
                self.error(question.spot, Code::TooMany, message, "keep those that differ in their words");
                break;
            }
            if clean::line(&question.text).is_empty() {
                continue;
            }
            match Phrasing::new(&question.text) {
                Ok(phrasing) if seen.insert(normalized(phrasing.as_str())) => phrasings.push(phrasing),
                Ok(phrasing) => {
                    let message = format!("{} is asked twice in this entry", quoted(phrasing.as_str()));
                    let remedy = "take one of them out; case and punctuation make no difference";
                    self.warning(question.spot, Code::DuplicatePhrasing, message, remedy);
                }
                Err(error) => self.error(question.spot, Code::TooLong, error.to_string(), "ask it in fewer words"),
            }
        }
        if phrasings.is_empty() && stated.questions.iter().all(|question| clean::line(&question.text).is_empty()) {
            let (message, remedy) = no_question(self.format);
            self.error(stated.spot, Code::NoQuestion, message, remedy);
        }
        (!phrasings.is_empty()).then_some(phrasings)
    }

    fn answer(&mut self, stated: &Stated) -> Option<String> {
        let (text, spot) = match &stated.answer {
            Some(answer) => (answer.text.as_str(), answer.spot),
            None => ("", stated.spot),
        };
        let answer = self.prose(text, "answer", spot)?;
        if answer.is_empty() {
            let (message, remedy) = no_answer(self.format, stated);
            self.error(stated.spot, Code::NoAnswer, message, remedy);
            return None;
        }
        Some(answer)
    }

    /// An answer or overview without what could do harm on a terminal; `None` when it is too long.
    fn prose(&mut self, text: &str, what: &str, spot: Spot) -> Option<String> {
        let (prose, dropped) = clean::prose(text);
        if dropped > 0 {
            let message = format!("{dropped} control characters were taken out of the {what}");
            let remedy = "take them out of the file; they come from a terminal or a word processor";
            self.warning(spot, Code::ControlCharacters, message, remedy);
        }
        let length = prose.chars().count();
        if length > MAX_ANSWER_CHARS {
            let message = format!("the {what} has {length} characters, and {MAX_ANSWER_CHARS} are allowed");
            self.error(spot, Code::TooLong, message, "shorten it, or split it over several questions");
            return None;
        }
        Some(prose)
    }

    fn id(&mut self, id: &At) -> Option<EntryId> {
        match EntryId::new(id.text.trim()) {
            Ok(id) => Some(id),
            Err(error) => {
                self.error(id.spot, Code::BadId, error.to_string(), "give an id such as \"reset-password\", or none");
                None
            }
        }
    }

    fn state(&mut self, state: Option<&At>) -> Option<State> {
        let Some(state) = state else { return Some(State::default()) };
        match state.text.trim().to_lowercase().as_str() {
            "" => Some(State::default()),
            "draft" => Some(State::Draft),
            "approved" => Some(State::Approved),
            "retired" => Some(State::Retired),
            // Taken for approved, a misspelt draft would be served.
            _ => {
                let message = format!("{} is not a state", quoted(&state.text));
                self.error(state.spot, Code::BadState, message, "write draft, approved or retired");
                None
            }
        }
    }

    fn date(&mut self, date: &At) -> Option<Date> {
        let text = date.text.trim();
        if text.is_empty() {
            return None;
        }
        let parsed = Date::parse(text, format_description!("[year]-[month]-[day]"));
        if parsed.is_err() {
            let message = format!("{} is not a date", quoted(text));
            self.error(date.spot, Code::BadDate, message, "write it as year-month-day, for example 2027-01-31");
        }
        parsed.ok()
    }

    /// How many entries were taken.
    pub(super) fn entry_count(&self) -> usize {
        self.parsed.entries.len()
    }

    /// The result, with a problem if there was nothing to ask in the whole file.
    pub(super) fn finish(mut self) -> Parsed {
        if self.parsed.entries.is_empty() && !self.parsed.problems.has_error() {
            let remedy = no_questions(self.format);
            self.warning(Spot::line(1), Code::NoQuestions, "there is no question in this file", remedy);
        }
        self.parsed
    }
}

fn no_question(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Csv | Format::Tsv => ("the row has no question", "fill the column \"questions\""),
        Format::Text | Format::Markdown => ("the entry has no question", "write one above the answer"),
        _ => ("the entry has no question", "add \"questions\""),
    }
}

fn no_answer(format: Format, stated: &Stated) -> (String, &'static str) {
    let question = stated.questions.first().map(|question| quoted(&clean::line(&question.text)));
    let question = question.unwrap_or_else(|| "the entry".to_owned());
    match format {
        Format::Csv | Format::Tsv => ("the row has no answer".to_owned(), "fill the column \"answer\""),
        Format::Text => (
            format!("{question} has no answer"),
            "write it on the lines below, or, if the next line asks the same in other words, take out the blank line between",
        ),
        Format::Markdown => (
            format!("{question} has no answer"),
            "write it below; a heading that is no question must not end in a question mark",
        ),
        _ => (format!("{question} has no answer"), "add \"answer\""),
    }
}

fn no_questions(format: Format) -> &'static str {
    match format {
        Format::Text => "end each question with a question mark, on a line of its own",
        Format::Markdown => "make each question a heading that ends in a question mark",
        Format::Csv | Format::Tsv => "add a row with a question and an answer",
        _ => "add an entry with \"questions\" and \"answer\"",
    }
}

//! A [`Sheet`] takes what a file states, checks it, and makes entries, topics and problems of it. Every format
//! ends here, so that a rule about entries stands once.

use std::collections::HashSet;

use time::Date;
use time::macros::format_description;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::EntryIdError;
use crate::entry::MAX_ANSWER_CHARS;
use crate::entry::MAX_ID_CHARS;
use crate::entry::MAX_PHRASING_CHARS;
use crate::entry::Phrasing;
use crate::entry::PhrasingError;
use crate::entry::State;
use crate::entry::Topic;
use crate::entry::normalized;

use super::Format;
use super::Parsed;
use super::ParsedEntry;
use super::ParsedTopic;
use super::clean;
use super::problem::Code;
use super::problem::Named;
use super::problem::Nameless;
use super::problem::Part;
use super::problem::Problem;
use super::problem::Spot;
use super::problem::Wrong;
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

    pub(super) fn error(&mut self, spot: Spot, code: Code, wrong: Wrong) {
        self.parsed.problems.push(Problem::error(spot.place(self.file), code, wrong));
    }

    /// Takes note that the file as a whole cannot be read.
    pub(super) fn refuse(&mut self, problem: Problem) {
        self.parsed.problems.push(problem);
    }

    pub(super) fn warning(&mut self, spot: Spot, code: Code, wrong: Wrong) {
        self.parsed.problems.push(Problem::warning(spot.place(self.file), code, wrong));
    }

    /// Takes a topic that the file names, with or without an overview.
    pub(super) fn state_topic(&mut self, name: &str, overview: Option<&str>, spot: Spot) {
        let name = clean::line(name);
        if name.is_empty() {
            return self.error(spot, Code::WrongType, Wrong::TopicNameEmpty);
        }
        let overview = overview.and_then(|text| self.overview(text, spot));
        self.parsed.topics.push(ParsedTopic { topic: Topic { name, overview }, place: spot.place(self.file) });
    }

    fn overview(&mut self, text: &str, spot: Spot) -> Option<String> {
        let text = self.prose(text, Part::Overview, spot)?;
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
                let wrong = Wrong::TooManyPhrasings { most: MAX_PHRASINGS_PER_ENTRY };
                self.error(question.spot, Code::TooMany, wrong);
                break;
            }
            if clean::line(&question.text).is_empty() {
                continue;
            }
            match Phrasing::new(&question.text) {
                Ok(phrasing) if seen.insert(normalized(phrasing.as_str())) => phrasings.push(phrasing),
                Ok(phrasing) => {
                    let wrong = Wrong::PhrasingTwice { question: quoted(phrasing.as_str()) };
                    self.warning(question.spot, Code::DuplicatePhrasing, wrong);
                }
                Err(error) => self.error(question.spot, Code::TooLong, no_phrasing(&error)),
            }
        }
        if phrasings.is_empty() && stated.questions.iter().all(|question| clean::line(&question.text).is_empty()) {
            self.error(stated.spot, Code::NoQuestion, no_question(self.format));
        }
        (!phrasings.is_empty()).then_some(phrasings)
    }

    fn answer(&mut self, stated: &Stated) -> Option<String> {
        let (text, spot) = match &stated.answer {
            Some(answer) => (answer.text.as_str(), answer.spot),
            None => ("", stated.spot),
        };
        let answer = self.prose(text, Part::Answer, spot)?;
        if answer.is_empty() {
            self.error(stated.spot, Code::NoAnswer, no_answer(self.format, stated));
            return None;
        }
        Some(answer)
    }

    /// An answer or overview without what could do harm on a terminal; `None` when it is too long.
    fn prose(&mut self, text: &str, part: Part, spot: Spot) -> Option<String> {
        let (prose, dropped) = clean::prose(text);
        if dropped > 0 {
            self.warning(spot, Code::ControlCharacters, Wrong::ControlCharacters { count: dropped, part });
        }
        let characters = prose.chars().count();
        if characters > MAX_ANSWER_CHARS {
            self.error(spot, Code::TooLong, Wrong::PartTooLong { part, characters, most: MAX_ANSWER_CHARS });
            return None;
        }
        Some(prose)
    }

    fn id(&mut self, id: &At) -> Option<EntryId> {
        match EntryId::new(id.text.trim()) {
            Ok(id) => Some(id),
            Err(error) => {
                self.error(id.spot, Code::BadId, no_id(&error));
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
                self.error(state.spot, Code::BadState, Wrong::NoState { state: quoted(&state.text) });
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
            self.error(date.spot, Code::BadDate, Wrong::NoDate { date: quoted(text) });
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
            self.warning(Spot::line(1), Code::NoQuestions, no_questions(self.format));
        }
        self.parsed
    }
}

fn no_phrasing(error: &PhrasingError) -> Wrong {
    match *error {
        PhrasingError::TooLong(characters) => Wrong::PhrasingTooLong { characters, most: MAX_PHRASING_CHARS },
        PhrasingError::Empty => Wrong::PhrasingEmpty,
    }
}

fn no_id(error: &EntryIdError) -> Wrong {
    match *error {
        EntryIdError::Empty => Wrong::IdEmpty,
        EntryIdError::TooLong(characters) => Wrong::IdTooLong { characters, most: MAX_ID_CHARS },
        EntryIdError::BadCharacter(bad) => Wrong::IdWithSign { sign: format!("{bad:?}") },
    }
}

fn no_question(format: Format) -> Wrong {
    match format {
        Format::Csv | Format::Tsv => Wrong::RowWithoutQuestion,
        Format::Text | Format::Markdown => Wrong::NoQuestionAbove,
        _ => Wrong::EntryWithoutQuestion,
    }
}

fn no_answer(format: Format, stated: &Stated) -> Wrong {
    let question = stated.questions.first().map(|question| Named::by(&clean::line(&question.text)));
    let entry = question.unwrap_or(Named::Nameless(Nameless::Entry));
    match format {
        Format::Csv | Format::Tsv => Wrong::RowWithoutAnswer,
        Format::Text => Wrong::NoAnswerBelow { entry },
        Format::Markdown => Wrong::HeadingWithoutAnswer { entry },
        _ => Wrong::EntryWithoutAnswer { entry },
    }
}

fn no_questions(format: Format) -> Wrong {
    match format {
        Format::Text => Wrong::NoQuestionInText,
        Format::Markdown => Wrong::NoQuestionInMarkdown,
        Format::Csv | Format::Tsv => Wrong::NoQuestionInTable,
        _ => Wrong::NoQuestionInFile,
    }
}

//! What somebody writes in the bot, checked and brought into the form that knowledge has.

use std::collections::HashSet;

use time::Date;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::MAX_ANSWER_CHARS;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::entry::normalized;
use crate::knowledge::MAX_PHRASINGS_PER_ENTRY;
use crate::knowledge::distinct_tags;
use crate::knowledge::on_one_line;
use crate::knowledge::prose;

/// A new entry, as somebody wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewEntry {
    /// Its id; made of topic and first question where none is given.
    pub id: Option<String>,
    /// Ways of asking, the first of which is shown for the entry.
    pub questions: Vec<String>,
    /// Markdown.
    pub answer: String,
    /// The topic's name.
    pub topic: Option<String>,
    /// Words for browsing.
    pub tags: Vec<String>,
    /// Where the answer is from.
    pub source: Option<String>,
    /// The day from which the answer is to be checked again.
    pub review_by: Option<Date>,
}

/// What is to be changed of an entry; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryChange {
    /// All ways of asking, in the place of the former ones.
    pub questions: Option<Vec<String>>,
    /// Further ways of asking; those that are there already are passed over.
    pub add_questions: Vec<String>,
    /// Ways of asking that go, case, spacing and punctuation aside.
    pub drop_questions: Vec<String>,
    /// Markdown.
    pub answer: Option<String>,
    /// The topic's name; an empty one takes it out of its topic.
    pub topic: Option<String>,
    /// Words for browsing, in the place of the former ones.
    pub tags: Option<Vec<String>>,
    /// Where the answer is from; empty for nowhere.
    pub source: Option<String>,
    /// The day from which the answer is to be checked again; `Some(None)` for none.
    pub review_by: Option<Option<Date>>,
}

/// What is wrong with what somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WritingError {
    /// There is no question in it.
    #[error("an entry needs a question")]
    NoQuestion,
    /// Too many questions.
    #[error("an entry can have {MAX_PHRASINGS_PER_ENTRY} questions, and this would have {0}")]
    TooManyQuestions(usize),
    /// A question that cannot be one.
    #[error("{0}")]
    Question(String),
    /// A question to be dropped that is not there.
    #[error("the entry does not have the question {0:?}")]
    NoSuchQuestion(String),
    /// There is no answer in it.
    #[error("an entry needs an answer")]
    NoAnswer,
    /// The answer is too long.
    #[error("the answer has {0} characters, and {MAX_ANSWER_CHARS} are allowed; put the rest behind a link")]
    LongAnswer(usize),
    /// The id cannot be one.
    #[error("{0}")]
    Id(String),
    /// Nothing would change.
    #[error("nothing would change")]
    Nothing,
}

impl NewEntry {
    /// The entry, in state `state`.
    ///
    /// # Errors
    /// [`WritingError`].
    pub fn entry(&self, state: State) -> Result<Entry, WritingError> {
        let phrasings = phrasings(&self.questions)?;
        let topic = self.topic.as_deref().and_then(some_line);
        let id = match self.id.as_deref().map(str::trim).filter(|id| !id.is_empty()) {
            Some(id) => EntryId::new(id).map_err(|error| WritingError::Id(error.to_string()))?,
            None => EntryId::derived(topic.as_deref(), phrasings[0].as_str()),
        };
        Ok(Entry {
            id,
            topic,
            phrasings,
            answer: answer(&self.answer)?,
            tags: distinct_tags(&self.tags),
            source: self.source.as_deref().and_then(some_line),
            review_by: self.review_by,
            state,
        })
    }
}

impl EntryChange {
    /// `entry` with the change.
    ///
    /// # Errors
    /// [`WritingError`].
    pub fn applied(&self, entry: &Entry) -> Result<Entry, WritingError> {
        let mut changed = entry.clone();
        if let Some(questions) = &self.questions {
            changed.phrasings = phrasings(questions)?;
        }
        for question in &self.drop_questions {
            let dropped = normalized(question);
            let before = changed.phrasings.len();
            changed.phrasings.retain(|phrasing| normalized(phrasing.as_str()) != dropped);
            if changed.phrasings.len() == before {
                return Err(WritingError::NoSuchQuestion(question.clone()));
            }
        }
        let all: Vec<String> = changed.phrasings.iter().map(|phrasing| phrasing.as_str().to_owned()).collect();
        changed.phrasings = phrasings(&[all, self.add_questions.clone()].concat())?;
        if let Some(text) = &self.answer {
            changed.answer = answer(text)?;
        }
        if let Some(topic) = &self.topic {
            changed.topic = some_line(topic);
        }
        if let Some(tags) = &self.tags {
            changed.tags = distinct_tags(tags);
        }
        if let Some(source) = &self.source {
            changed.source = some_line(source);
        }
        if let Some(review_by) = self.review_by {
            changed.review_by = review_by;
        }
        if changed == *entry { Err(WritingError::Nothing) } else { Ok(changed) }
    }
}

/// Each once, case, spacing and punctuation aside.
fn phrasings(questions: &[String]) -> Result<Vec<Phrasing>, WritingError> {
    let mut seen = HashSet::new();
    let mut phrasings = Vec::with_capacity(questions.len());
    for question in questions.iter().filter(|question| !question.trim().is_empty()) {
        let phrasing = Phrasing::new(question).map_err(|error| WritingError::Question(error.to_string()))?;
        let normal = normalized(phrasing.as_str());
        // Without letters it is only itself.
        let key = if normal.is_empty() { phrasing.as_str().to_owned() } else { normal };
        if seen.insert(key) {
            phrasings.push(phrasing);
        }
    }
    match phrasings.len() {
        0 => Err(WritingError::NoQuestion),
        count if count > MAX_PHRASINGS_PER_ENTRY => Err(WritingError::TooManyQuestions(count)),
        _ => Ok(phrasings),
    }
}

fn answer(text: &str) -> Result<String, WritingError> {
    let (answer, _) = prose(text);
    match answer.chars().count() {
        0 => Err(WritingError::NoAnswer),
        length if length > MAX_ANSWER_CHARS => Err(WritingError::LongAnswer(length)),
        _ => Ok(answer),
    }
}

fn some_line(text: &str) -> Option<String> {
    Some(on_one_line(text)).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(questions: &[&str], answer: &str) -> NewEntry {
        NewEntry {
            questions: questions.iter().map(|&question| question.to_owned()).collect(),
            answer: answer.to_owned(),
            ..NewEntry::default()
        }
    }

    #[test]
    fn what_is_written_becomes_an_entry_in_the_form_of_the_files() {
        let entry = written(&["How  do I\njoin?", "how do i join", "", "Can I join?"], "\nAsk Ada.\u{1b}[31m \n");
        let entry = entry.entry(State::Approved).unwrap();
        assert_eq!(entry.phrasings.iter().map(Phrasing::as_str).collect::<Vec<_>>(), ["How do I join?", "Can I join?"]);
        assert_eq!(entry.answer, "Ask Ada.[31m");
        assert_eq!(entry.id, EntryId::derived(None, "How do I join?"));
    }

    #[test]
    fn what_is_no_entry_says_why() {
        let long = "x".repeat(MAX_ANSWER_CHARS + 1);
        for (entry, expected) in [
            (written(&[" "], "Yes."), WritingError::NoQuestion),
            (written(&["Why?"], " \n"), WritingError::NoAnswer),
            (written(&["Why?"], &long), WritingError::LongAnswer(MAX_ANSWER_CHARS + 1)),
        ] {
            assert_eq!(entry.entry(State::Approved), Err(expected));
        }
        let with_id = NewEntry { id: Some("a b".to_owned()), ..written(&["Why?"], "So.") };
        assert!(matches!(with_id.entry(State::Draft), Err(WritingError::Id(_))));
    }

    #[track_caller]
    fn check(change: &EntryChange, expected: Result<(&[&str], &str), WritingError>) {
        let entry = written(&["How do I join?", "Can I join?"], "Ask Ada.").entry(State::Approved).unwrap();
        let changed = change.applied(&entry);
        let seen = changed
            .as_ref()
            .map(|entry| (entry.phrasings.iter().map(Phrasing::as_str).collect::<Vec<_>>(), entry.answer.as_str()));
        assert_eq!(seen.map_err(Clone::clone), expected.map(|(questions, answer)| (questions.to_vec(), answer)));
        assert!(changed.is_err() || changed.unwrap().id == entry.id);
    }

    #[test]
    fn a_change_changes_what_it_names_and_nothing_else() {
        let add = |question: &str| EntryChange { add_questions: vec![question.to_owned()], ..EntryChange::default() };
        let drop = |question: &str| EntryChange { drop_questions: vec![question.to_owned()], ..EntryChange::default() };
        check(&add("Who may join?"), Ok((&["How do I join?", "Can I join?", "Who may join?"], "Ask Ada.")));
        check(&add("can i JOIN"), Err(WritingError::Nothing));
        check(&drop("how do i join"), Ok((&["Can I join?"], "Ask Ada.")));
        check(&drop("Who?"), Err(WritingError::NoSuchQuestion("Who?".to_owned())));
        let answer = EntryChange { answer: Some("Ask Bob.".to_owned()), ..EntryChange::default() };
        check(&answer, Ok((&["How do I join?", "Can I join?"], "Ask Bob.")));
        let all = EntryChange {
            drop_questions: vec!["How do I join?".into(), "Can I join?".into()],
            ..EntryChange::default()
        };
        check(&all, Err(WritingError::NoQuestion));
    }
}

//! Knowledge in the shape in which TOML, YAML, JSON and JSONL write it; fields that hold nothing are left out.

use serde::Serialize;
use time::Date;

use crate::entry::Entry;
use crate::entry::Knowledge;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::entry::Topic;

#[derive(Serialize)]
pub(super) struct Document<'k> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<TopicRecord<'k>>,
    entries: Vec<EntryRecord<'k>>,
}

#[derive(Serialize)]
struct TopicRecord<'k> {
    name: &'k str,
    #[serde(skip_serializing_if = "Option::is_none")]
    overview: Option<&'k str>,
}

/// A topic in a list of entries, or on a line of JSONL.
#[derive(Serialize)]
pub(super) struct TopicLine<'k> {
    topic: &'k str,
    overview: Option<&'k str>,
}

#[derive(Serialize)]
pub(super) struct EntryRecord<'k> {
    id: &'k str,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'k str>,
    questions: Vec<&'k str>,
    answer: &'k str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'k [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_by: Option<String>,
    #[serde(skip_serializing_if = "is_approved")]
    state: State,
}

// The signature is serde's.
fn is_approved(state: &State) -> bool {
    *state == State::Approved
}

impl<'k> From<&'k Knowledge> for Document<'k> {
    fn from(knowledge: &'k Knowledge) -> Document<'k> {
        let topic = |topic: &'k Topic| TopicRecord { name: &topic.name, overview: topic.overview.as_deref() };
        Document {
            topics: knowledge.topics.iter().map(topic).collect(),
            entries: knowledge.entries.iter().map(EntryRecord::from).collect(),
        }
    }
}

impl<'k> From<&'k Topic> for TopicLine<'k> {
    fn from(topic: &'k Topic) -> TopicLine<'k> {
        TopicLine { topic: &topic.name, overview: topic.overview.as_deref() }
    }
}

impl<'k> From<&'k Entry> for EntryRecord<'k> {
    fn from(entry: &'k Entry) -> EntryRecord<'k> {
        EntryRecord {
            id: entry.id.as_str(),
            topic: entry.topic.as_deref(),
            questions: entry.phrasings.iter().map(Phrasing::as_str).collect(),
            answer: &entry.answer,
            tags: &entry.tags,
            source: entry.source.as_deref(),
            review_by: entry.review_by.map(date),
            state: entry.state,
        }
    }
}

/// `2027-01-31`, which is how a date displays.
pub(super) fn date(date: Date) -> String {
    date.to_string()
}

/// The name of a state that has to be written, which is any but approved.
pub(super) fn state(state: State) -> Option<&'static str> {
    match state {
        State::Draft => Some("draft"),
        State::Approved => None,
        State::Retired => Some("retired"),
    }
}

//! An entry as the tables and whole exports have it.

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error;
use time::Date;
use time::macros::format_description;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Phrasing;
use crate::entry::State;

/// Days as the knowledge files have them.
const DAY: &[time::format_description::BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");

/// The JSON of an entry; its keys are those of a knowledge file in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EntryRecord {
    id: EntryId,
    questions: Vec<String>,
    answer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    topic: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    review_by: Option<String>,
    state: State,
}

impl EntryRecord {
    pub(super) fn of(entry: &Entry) -> EntryRecord {
        let day = |day: Date| day.format(DAY).expect("a date has a year, a month and a day");
        EntryRecord {
            id: entry.id.clone(),
            questions: entry.phrasings.iter().map(|phrasing| phrasing.as_str().to_owned()).collect(),
            answer: entry.answer.clone(),
            topic: entry.topic.clone(),
            tags: entry.tags.clone(),
            source: entry.source.clone(),
            review_by: entry.review_by.map(day),
            state: entry.state,
        }
    }

    /// The entry; an error, as text, where no such entry could have been written.
    fn entry(self) -> Result<Entry, String> {
        let phrasings: Result<Vec<Phrasing>, _> = self.questions.iter().map(|text| Phrasing::new(text)).collect();
        let phrasings = phrasings.map_err(|error| error.to_string())?;
        if phrasings.is_empty() {
            return Err(format!("the entry `{}` has no question", self.id));
        }
        let review_by = self.review_by.map(|day| Date::parse(&day, DAY)).transpose();
        Ok(Entry {
            id: self.id,
            topic: self.topic,
            phrasings,
            answer: self.answer,
            tags: self.tags,
            source: self.source,
            review_by: review_by.map_err(|error| error.to_string())?,
            state: self.state,
        })
    }
}

/// # Errors
/// Those of the serializer.
pub(super) fn serialize<S: Serializer>(entry: &Entry, serializer: S) -> Result<S::Ok, S::Error> {
    EntryRecord::of(entry).serialize(serializer)
}

/// # Errors
/// Where it is no entry.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Entry, D::Error> {
    EntryRecord::deserialize(deserializer)?.entry().map_err(D::Error::custom)
}

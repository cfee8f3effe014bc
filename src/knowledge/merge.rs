//! Brings what several files state together: ids and topics stay unique, and the first to state something is kept.

use std::collections::HashMap;

use crate::entry::Entry;
use crate::entry::Topic;
use crate::entry::normalized;

use super::Parsed;
use super::ParsedEntry;
use super::ParsedTopic;
use super::Reading;
use super::problem::Code;
use super::problem::Place;
use super::problem::Problem;
use super::problem::Problems;
use super::problem::Wrong;
use super::problem::quoted;

/// An exact search stays within reach of memory bandwidth up to about this many vectors, and their vectors fill
/// 1.5 GB. It bounds the entries too, since each has a phrasing.
pub const MAX_PHRASINGS: usize = 1_000_000;

/// What was read so far.
#[derive(Default)]
pub(super) struct Merge {
    pub(super) reading: Reading,
    /// By the name as [`topic_key`] makes it.
    topics: HashMap<String, SeenTopic>,
    phrasings: usize,
}

struct SeenTopic {
    index: usize,
    /// Where its overview stands.
    overview: Option<Place>,
}

impl Merge {
    /// Adds what `file` holds.
    pub(super) fn add(&mut self, file: &str, parsed: Parsed) {
        let mut problems = parsed.problems;
        for topic in parsed.topics {
            self.topic(topic, &mut problems);
        }
        let mut is_full = false;
        for entry in parsed.entries {
            if self.phrasings + entry.entry.phrasings.len() > MAX_PHRASINGS {
                if !is_full {
                    let wrong = Wrong::TooManyInAll { most: MAX_PHRASINGS };
                    problems.push(Problem::error(entry.place, Code::TooMany, wrong));
                }
                is_full = true;
            } else if !is_full {
                self.entry(entry, &mut problems);
            }
        }
        self.reading.problems.extend(problems.into_sorted(file));
    }

    fn topic(&mut self, stated: ParsedTopic, problems: &mut Problems) {
        let ParsedTopic { topic, place } = stated;
        let topics = &mut self.reading.knowledge.topics;
        let seen = self.topics.entry(topic_key(&topic.name)).or_insert_with(|| {
            topics.push(Topic { name: topic.name.clone(), overview: None });
            SeenTopic { index: topics.len() - 1, overview: None }
        });
        let kept = &mut topics[seen.index].overview;
        match (&*kept, topic.overview) {
            (_, None) => {}
            (None, overview) => {
                *kept = overview;
                seen.overview = Some(place);
            }
            (Some(kept), Some(other)) if *kept == other => {}
            (Some(_), Some(_)) => {
                let first = seen.overview.as_ref().map(Place::brief).unwrap_or_default();
                let wrong = Wrong::OtherOverview { topic: quoted(&topic.name), place: first };
                problems.push(Problem::error(place, Code::TwoOverviews, wrong));
            }
        }
    }

    fn entry(&mut self, parsed: ParsedEntry, problems: &mut Problems) {
        let ParsedEntry { mut entry, has_own_id, place } = parsed;
        if let Some(first) = self.reading.origins.get(&entry.id) {
            problems.push(duplicate(&entry, has_own_id, place, first));
            return;
        }
        if let Some(name) = entry.topic.take() {
            entry.topic = Some(self.spelling_of(name));
        }
        self.phrasings += entry.phrasings.len();
        self.reading.origins.insert(entry.id.clone(), place);
        self.reading.knowledge.entries.push(entry);
    }

    /// The name under which the topic `name` is known, which it is from now on.
    fn spelling_of(&mut self, name: String) -> String {
        let topics = &mut self.reading.knowledge.topics;
        if let Some(seen) = self.topics.get(&topic_key(&name)) {
            return topics[seen.index].name.clone();
        }
        self.topics.insert(topic_key(&name), SeenTopic { index: topics.len(), overview: None });
        topics.push(Topic { name: name.clone(), overview: None });
        name
    }
}

/// What makes two names the same topic; a name without letters is only itself.
pub(crate) fn topic_key(name: &str) -> String {
    let normal = normalized(name);
    if normal.is_empty() { name.to_owned() } else { normal }
}

fn duplicate(entry: &Entry, has_own_id: bool, place: Place, first: &Place) -> Problem {
    let wrong = match has_own_id {
        true => Wrong::IdTaken { id: quoted(entry.id.as_str()), place: first.brief() },
        false => Wrong::AskedElsewhere { question: quoted(entry.title().as_str()), place: first.brief() },
    };
    Problem::error(place, Code::DuplicateId, wrong)
}

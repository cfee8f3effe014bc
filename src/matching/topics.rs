//! Questions about a topic as a whole: "tell me about the US-Russia talks".
//!
//! Each of a topic's entries is close to such a question, the overview no closer than the others, so meaning alone does
//! not tell. What tells is that, the words of asking taken away, nothing but the topic is left.

use std::collections::BTreeSet;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::matching::wording::split;

/// Words that ask, point or join, and name nothing.
const ASKING: &str = "a about all am an and any anything are at background be between brief briefly can could describe \
    details do does everything explain for general get give going happening have hear i im in info information \
    introduce introduction intro into is it its know learn like looking me more much of on or our outline overview \
    please quick quickly read short should some someone something story subject summarise summarize summary tell \
    that the there these thing things this those to today topic understand up us we what whats which whole with would \
    you your";

/// The topics that have an overview.
pub(super) struct Topics(Vec<TopicWords>);

struct TopicWords {
    overview: EntryId,
    /// Words of the topic's name.
    name: BTreeSet<String>,
    /// Words of its overview.
    text: BTreeSet<String>,
}

impl Topics {
    /// The topics whose overviews are among `entries`.
    pub(super) fn of(entries: &[Entry]) -> Topics {
        let topic = |entry: &Entry| TopicWords {
            overview: entry.id.clone(),
            name: entry.topic.as_deref().map(|name| split(name).collect()).unwrap_or_default(),
            text: split(&entry.answer).collect(),
        };
        Topics(entries.iter().filter(|entry| entry.is_overview()).map(topic).collect())
    }

    /// The overview of the one topic that `question` asks about; `None` when it asks about something else, or when
    /// several topics fit.
    pub(super) fn asked(&self, question: &str) -> Option<&EntryId> {
        let words: BTreeSet<String> = split(question).collect();
        let mut asked = self.0.iter().filter(|topic| topic.is_asked(&words));
        match (asked.next(), asked.next()) {
            (Some(topic), None) => Some(&topic.overview),
            _ => None,
        }
    }
}

impl TopicWords {
    /// At least half of the name is there, and every other word that names something stands for a missing one and
    /// occurs in the overview, as "talks" does for "negotiations".
    fn is_asked(&self, words: &BTreeSet<String>) -> bool {
        let named = self.name.intersection(words).count();
        let asking = |word: &&String| ASKING.split_whitespace().any(|asking| asking == word.as_str());
        let others: Vec<&String> = words.difference(&self.name).filter(|word| !asking(word)).collect();
        let missing = self.name.len() - named;
        named * 2 >= self.name.len().max(1)
            && others.len() <= missing
            && others.iter().all(|word| self.text.contains(*word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Knowledge;
    use crate::entry::Topic;

    #[track_caller]
    fn check(question: &str, expected: Option<&str>) {
        let topic = |name: &str, overview: &str| Topic { name: name.to_owned(), overview: Some(overview.to_owned()) };
        let topics = vec![
            topic("US-Russia negotiations", "The talks are about the war in Ukraine, and the role of diplomacy."),
            topic("Askwell", "It answers questions from what is stored."),
        ];
        let entries = Knowledge { topics, entries: Vec::new() }.served();
        assert_eq!(Topics::of(&entries).asked(question).map(EntryId::as_str), expected, "{question}");
    }

    #[test]
    fn nothing_but_the_topic_is_left() {
        let talks = Some("about-us-russia-negotiations");
        check("tell me about the US-Russia talks", talks);
        check("What are the negotiations between the US and Russia about?", talks);
        check("us russia negotiations", talks);
        check("give me a short summary of askwell please", Some("about-askwell"));
    }

    #[test]
    fn a_question_about_something_in_it_is_another() {
        check("What is the role of diplomacy in the US-Russia negotiations?", None);
        check("tell me about the hockey game between the US and Russia", None);
        check("tell me about askwell export", None);
        check("tell me about Russia", None);
        check("what is this about?", None);
        check("", None);
    }
}

//! A topic's overview as an entry of its own, so that "what is this about?" goes the way of every question.

use std::collections::HashSet;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::MAX_ID_CHARS;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::entry::Topic;
use crate::entry::normalized;

/// Ways of asking that name the topic; `{}` is its name. The bare name is not among them: to a model, a few words are
/// close to everything that is said of them, so it would draw the questions of the topic's entries.
const BY_NAME: [&str; 7] = [
    "What is {} about?",
    "Tell me about {}",
    "Give me an overview of {}",
    "Give me the background of {}",
    "Summary of {}",
    "Explain {} in general",
    "What is going on with {}?",
];

/// Ways of asking that point at whatever there is. Every overview has them, so with several topics they end in a tie
/// and the person is asked which one is meant.
const BY_POINTING: [&str; 4] =
    ["What is this about?", "What is this?", "What topics do you cover?", "What can I ask you about?"];

/// The entry that answers questions about `topic` as a whole, asked in other words than those `written` (normalized) for
/// some other entry; `None` without an overview.
pub(super) fn as_entry(topic: &Topic, written: &HashSet<String>) -> Option<Entry> {
    let overview = topic.overview.as_ref()?;
    let by_name = BY_NAME.iter().map(|template| template.replace("{}", &topic.name));
    let by_pointing = BY_POINTING.iter().map(ToString::to_string);
    let free = by_name.chain(by_pointing).filter(|text| !written.contains(&normalized(text)));
    let phrasings: Vec<Phrasing> = free.filter_map(|text| Phrasing::new(&text).ok()).collect();
    if phrasings.is_empty() {
        return None;
    }
    Some(Entry {
        id: id(&topic.name),
        topic: Some(topic.name.clone()),
        phrasings,
        answer: overview.clone(),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    })
}

/// `about-` and the words of the name; a name too long or without words gives a digest of it instead.
pub(super) fn id(name: &str) -> EntryId {
    let words: Vec<String> = normalized(name).split_whitespace().map(str::to_owned).collect();
    let readable = format!("about-{}", words.join("-"));
    if words.is_empty() || readable.chars().count() > MAX_ID_CHARS {
        return EntryId::derived(Some(name), "about");
    }
    EntryId::new(readable).unwrap_or_else(|_| EntryId::derived(Some(name), "about"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Knowledge;

    fn topic(name: &str, overview: Option<&str>) -> Topic {
        Topic { name: name.to_owned(), overview: overview.map(str::to_owned) }
    }

    #[test]
    fn only_topics_with_an_overview_are_served_as_entries() {
        let topics = vec![topic("US-Russia negotiations", Some("Talks.")), topic("Account", None)];
        let served = Knowledge { topics, entries: Vec::new() }.served();
        assert_eq!(served.len(), 1);
        assert_eq!(served[0].id.as_str(), "about-us-russia-negotiations");
        assert_eq!(served[0].answer, "Talks.");
        assert_eq!(served[0].title().as_str(), "What is US-Russia negotiations about?");
    }

    #[test]
    fn an_entry_of_the_same_id_replaces_the_overview() {
        let mut own = as_entry(&topic("Games", Some("from the file")), &HashSet::new()).unwrap();
        own.answer = "said by hand".to_owned();
        let served = Knowledge { topics: vec![topic("Games", Some("from the file"))], entries: vec![own] }.served();
        assert_eq!(served.iter().map(|entry| entry.answer.as_str()).collect::<Vec<_>>(), ["said by hand"]);
    }

    #[test]
    fn a_phrasing_that_somebody_wrote_is_left_to_its_entry() {
        let mut own = as_entry(&topic("Games", Some("x")), &HashSet::new()).unwrap();
        own.id = EntryId::new("own").unwrap();
        own.phrasings = vec![Phrasing::new("tell me about GAMES!").unwrap()];
        let served = Knowledge { topics: vec![topic("Games", Some("from the file"))], entries: vec![own] }.served();
        let about = &served[1];
        assert_eq!(about.answer, "from the file");
        assert!(about.phrasings.iter().all(|phrasing| phrasing.as_str() != "Tell me about Games"), "{about:?}");
    }

    #[test]
    fn any_name_gives_an_id() {
        for name in ["", "🎉", &"very long ".repeat(20)] {
            assert!(EntryId::new(id(name).as_str()).is_ok(), "{name:?}");
        }
    }
}

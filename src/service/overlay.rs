//! What is in the files and what is in the store, as one knowledge.
//!
//! Files stay what they are. An entry of the store with the id of a file's entry stands in its place (an *overlay*),
//! until the file says the same; any other is added. So what is changed in the bot is served at once, and `export`
//! can write it back into the file.

use std::collections::HashMap;
use std::fmt;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::entry::Topic;
use crate::knowledge::topic_key;
use crate::store::EntryItem;
use crate::store::Item;
use crate::store::Items;
use crate::store::digest;

/// Where a served entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A knowledge file; read-only.
    File,
    /// The store, in the place of a file's entry; with its revision.
    Overlay(u64),
    /// The store; with its revision.
    Taught(u64),
}

/// Something that an owner should know about files and store together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverlayNote {
    /// The file's entry was changed after it had been edited in the bot, and the edit is what is served.
    FileChanged {
        /// The entry.
        entry: EntryId,
    },
}

impl fmt::Display for OverlayNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OverlayNote::FileChanged { entry } => write!(
                f,
                "the entry `{entry}` was edited in the bot, and its file was changed since; what the bot has is served: \
                 `askwell export --write-back` writes it into the file, `askwell history {entry}` shows it"
            ),
        }
    }
}

/// Files and store together.
#[derive(Debug, Default)]
pub(super) struct Together {
    /// The files' entries in their order, then what was taught, by id.
    pub(super) knowledge: Knowledge,
    /// Of each entry.
    pub(super) sources: HashMap<EntryId, Source>,
    /// What an owner should know.
    pub(super) notes: Vec<OverlayNote>,
}

/// Puts the store's entries and topics in the place of the files', or beside them.
#[must_use]
pub(super) fn together(files: &Knowledge, items: &Items) -> Together {
    let mut stored: HashMap<&EntryId, (&EntryItem, u64)> = HashMap::new();
    for stored_item in &items.items {
        if let Item::Entry(item) = &stored_item.item {
            stored.insert(&item.entry.id, (item, stored_item.revision));
        }
    }
    let mut together = Together::default();
    let mut topics = Topics { topics: files.topics.clone() };
    for entry in &files.entries {
        let (entry, source) = match stored.remove(&entry.id) {
            Some((item, revision)) if item.entry != *entry => {
                if item.overlays.as_ref().is_none_or(|overlays| *overlays != digest(entry)) {
                    together.notes.push(OverlayNote::FileChanged { entry: entry.id.clone() });
                }
                (&item.entry, Source::Overlay(revision))
            }
            Some(_) | None => (entry, Source::File),
        };
        together.take(entry, source, &mut topics);
    }
    // By id, as the store gives them.
    for stored_item in &items.items {
        if let Item::Entry(item) = &stored_item.item
            && let Some((_, revision)) = stored.remove(&item.entry.id)
        {
            together.take(&item.entry, Source::Taught(revision), &mut topics);
        }
        if let Item::Topic(topic) = &stored_item.item {
            topics.set(&topic.name, topic.overview.clone());
        }
    }
    together.knowledge.topics = topics.topics;
    together
}

impl Together {
    fn take(&mut self, entry: &Entry, source: Source, topics: &mut Topics) {
        let mut entry = entry.clone();
        entry.topic = entry.topic.map(|name| topics.spelling_of(name));
        self.sources.insert(entry.id.clone(), source);
        self.knowledge.entries.push(entry);
    }
}

struct Topics {
    topics: Vec<Topic>,
}

impl Topics {
    /// The name under which the topic `name` is known, which it is from now on.
    fn spelling_of(&mut self, name: String) -> String {
        match self.find(&name) {
            Some(topic) => topic.name.clone(),
            None => {
                self.topics.push(Topic { name: name.clone(), overview: None });
                name
            }
        }
    }

    fn set(&mut self, name: &str, overview: Option<String>) {
        match self.find(name) {
            Some(topic) => topic.overview = overview,
            None => self.topics.push(Topic { name: name.to_owned(), overview }),
        }
    }

    fn find(&mut self, name: &str) -> Option<&mut Topic> {
        let wanted = topic_key(name);
        self.topics.iter_mut().find(|topic| topic_key(&topic.name) == wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Phrasing;
    use crate::entry::State;
    use crate::store::ItemKey;
    use crate::store::Moment;
    use crate::store::StoredItem;
    use crate::store::TopicItem;

    fn entry(id: &str, answer: &str) -> Entry {
        Entry {
            id: EntryId::new(id).unwrap(),
            topic: Some("Club".to_owned()),
            phrasings: vec![Phrasing::new(&format!("What is {id}?")).unwrap()],
            answer: answer.to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        }
    }

    fn stored(entry: Entry, overlays: Option<String>) -> StoredItem {
        let key = ItemKey::entry(&entry.id);
        StoredItem { key, item: Item::Entry(EntryItem { entry, overlays }), revision: 4, at: Moment(0) }
    }

    fn files() -> Knowledge {
        let topics = vec![Topic { name: "Club".to_owned(), overview: None }];
        Knowledge { topics, entries: vec![entry("b", "from a file"), entry("c", "from a file")] }
    }

    #[track_caller]
    fn check(items: Vec<StoredItem>, expected: &[(&str, &str, Source)], notes: usize) {
        let together = together(&files(), &Items { version: 4, items });
        let found: Vec<(&str, &str, Source)> = together
            .knowledge
            .entries
            .iter()
            .map(|entry| (entry.id.as_str(), entry.answer.as_str(), together.sources[&entry.id]))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(together.notes.len(), notes, "{:?}", together.notes);
    }

    #[test]
    fn what_was_edited_stands_in_the_files_place_and_what_was_taught_comes_last() {
        let of_file = |id| Some(digest(&entry(id, "from a file")));
        check(
            vec![stored(entry("a", "taught"), None), stored(entry("c", "edited"), of_file("c"))],
            &[
                ("b", "from a file", Source::File),
                ("c", "edited", Source::Overlay(4)),
                ("a", "taught", Source::Taught(4)),
            ],
            0,
        );
    }

    #[test]
    fn a_file_that_says_the_same_is_served_itself() {
        let items = vec![stored(entry("b", "from a file"), Some("as it was before".to_owned()))];
        check(items, &[("b", "from a file", Source::File), ("c", "from a file", Source::File)], 0);
    }

    #[test]
    fn a_file_that_was_changed_since_is_told_of() {
        let items = vec![stored(entry("b", "edited"), Some(digest(&entry("b", "as it was before"))))];
        check(items, &[("b", "edited", Source::Overlay(4)), ("c", "from a file", Source::File)], 1);
    }

    #[test]
    fn a_topic_of_the_store_has_its_overview() {
        let item = Item::Topic(TopicItem { name: "club".to_owned(), overview: Some("We play.".to_owned()) });
        let topic = StoredItem { key: ItemKey::topic("club"), item, revision: 1, at: Moment(0) };
        let together = together(&files(), &Items { version: 1, items: vec![topic] });
        let overview = Some("We play.".to_owned());
        assert_eq!(together.knowledge.topics, [Topic { name: "Club".to_owned(), overview }]);
    }
}

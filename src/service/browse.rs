//! Looking through the entries instead of asking.

use std::collections::HashMap;
use std::sync::Arc;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::ShortId;
use crate::knowledge::topic_key;
use crate::service::Catalog;

/// Some entries out of a longer list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// In the files' order.
    pub entries: Vec<Arc<Entry>>,
    /// Which page this is, from 0.
    pub page: usize,
    /// How many pages there are; at least one, if an empty one.
    pub pages: usize,
    /// Entries on all pages together.
    pub total: usize,
}

/// The entries of one topic.
pub(super) struct Shelf {
    /// The topic as its first entry names it.
    topic: String,
    /// Where its entries are among the written ones, in their order; at least one.
    places: Vec<usize>,
}

impl Shelf {
    /// A shelf for each topic of `entries`, in the order in which they come first.
    pub(super) fn sort(entries: &[Arc<Entry>]) -> Vec<Shelf> {
        let mut shelves: Vec<Shelf> = Vec::new();
        let mut by_topic: HashMap<String, usize> = HashMap::new();
        for (place, entry) in entries.iter().enumerate() {
            let Some(topic) = &entry.topic else { continue };
            let at = *by_topic.entry(topic_key(topic)).or_insert_with(|| {
                shelves.push(Shelf { topic: topic.clone(), places: Vec::new() });
                shelves.len() - 1
            });
            shelves[at].places.push(place);
        }
        shelves
    }
}

impl Catalog {
    /// Page `page`, from 0, of the written entries, `per_page` on each: those of `topic`, or of `None` all
    /// of them, topic by topic. A
    /// page past the end is the last one; a topic without entries has one empty page.
    #[must_use]
    pub fn page(&self, topic: Option<&str>, page: usize, per_page: usize) -> Page {
        let written = self.written();
        let per_page = per_page.max(1);
        let total = match topic {
            Some(topic) => self.shelf(topic).map_or(0, |shelf| shelf.places.len()),
            None => written.len(),
        };
        let pages = total.div_ceil(per_page).max(1);
        let page = page.min(pages - 1);
        let range = page * per_page..total.min((page + 1).saturating_mul(per_page));
        let of_topic = topic.and_then(|topic| self.shelf(topic)).into_iter();
        let places: Vec<usize> = match topic {
            Some(_) => of_topic.flat_map(|shelf| &shelf.places).copied().collect(),
            // A topic whose entries lie apart in the files is still listed in one place.
            None => {
                let loose = (0..written.len()).filter(|&place| written[place].topic.is_none());
                self.shelves.iter().flat_map(|shelf| &shelf.places).copied().chain(loose).collect()
            }
        };
        let entries = places[range].iter().map(|&place| Arc::clone(&written[place])).collect();
        Page { entries, page, pages, total }
    }

    /// The topics that have a written entry, each with how many it has, in the order of their first entries.
    #[must_use]
    pub fn topics_with_counts(&self) -> Vec<(String, usize)> {
        self.shelves.iter().map(|shelf| (shelf.topic.clone(), shelf.places.len())).collect()
    }

    /// The served entry that `text` names: by its [`ShortId`] as text, by its id, or by one of its phrasings, case,
    /// spacing and punctuation aside. `None` where it names none, or several entries by a phrasing they share.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&Arc<Entry>> {
        let text = text.trim();
        let by_short_id = || self.entry_in_short(ShortId::parse(text)?);
        let by_id = || self.entry(&EntryId::new(text).ok()?);
        let by_phrasing = || match &self.index().exact(text)[..] {
            [(id, _)] => self.entry(id),
            _ => None,
        };
        by_short_id().or_else(by_id).or_else(by_phrasing)
    }

    fn shelf(&self, topic: &str) -> Option<&Shelf> {
        let wanted = topic_key(topic);
        self.shelves.iter().find(|shelf| topic_key(&shelf.topic) == wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::stand_in::Trial;

    const FAQ: &str = "entries:\n\
        - {id: join, topic: The Club, question: How do I join?, answer: Pay.}\n\
        - {id: meet, topic: the club, question: When is it?, answer: On Thursdays.}\n\
        - {id: lone, question: Who are you?, answer: A bot.}\n\
        - {id: lend, topic: Games, question: [May I take one home?, When is it?], answer: Yes.}\n\
        - {id: dice, topic: Games, question: Are there dice?, answer: Yes., state: draft}\n\
        - {id: rule, topic: THE CLUB!, question: What are the rules?, answer: None.}\n";

    async fn trial() -> Trial {
        let trial = Trial::knowing("What?\nThat.\n").await;
        std::fs::remove_file(trial.file()).unwrap();
        std::fs::write(trial.folder.path().join("faq.yaml"), FAQ).unwrap();
        let about = "# Chess\n\nAll about chess.\n\n# Games\n\nAll about games.\n";
        std::fs::write(trial.folder.path().join("overviews.md"), about).unwrap();
        trial.service.reload(|_| ()).await.unwrap();
        trial
    }

    #[track_caller]
    fn check(catalog: &Catalog, topic: Option<&str>, page: usize, per_page: usize, expected: &str) {
        let page = catalog.page(topic, page, per_page);
        let ids: Vec<&str> = page.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(format!("{} ({}/{}, {})", ids.join(" "), page.page, page.pages, page.total), expected);
    }

    #[tokio::test]
    async fn pages_go_topic_by_topic_and_a_page_past_the_end_is_the_last() {
        let catalog = trial().await.service.catalog();
        check(&catalog, None, 0, 2, "join meet (0/3, 5)");
        check(&catalog, None, 1, 2, "rule lend (1/3, 5)");
        check(&catalog, None, 2, 2, "lone (2/3, 5)");
        check(&catalog, None, usize::MAX, 2, "lone (2/3, 5)");
        check(&catalog, None, 0, 100, "join meet rule lend lone (0/1, 5)");
        check(&catalog, None, 7, usize::MAX, "join meet rule lend lone (0/1, 5)");
        check(&catalog, None, 1, 0, "meet (1/5, 5)");
    }

    #[tokio::test]
    async fn a_topic_is_found_however_it_is_written() {
        let catalog = trial().await.service.catalog();
        check(&catalog, Some("the club"), 0, 2, "join meet (0/2, 3)");
        check(&catalog, Some(" The  CLUB? "), 1, 2, "rule (1/2, 3)");
        check(&catalog, Some("games"), 9, 2, "lend (0/1, 1)");
        check(&catalog, Some("chess"), 0, 2, " (0/1, 0)");
        check(&catalog, Some(""), 0, 2, " (0/1, 0)");
    }

    #[tokio::test]
    async fn only_topics_with_a_written_entry_are_counted() {
        let catalog = trial().await.service.catalog();
        let counts = catalog.topics_with_counts();
        assert_eq!(counts, [("The Club".to_owned(), 3), ("Games".to_owned(), 1)]);
    }

    #[tokio::test]
    async fn an_entry_is_found_by_short_id_id_and_phrasing() {
        let catalog = trial().await.service.catalog();
        let short = EntryId::new("lend").unwrap().short().to_string();
        let rows = [
            (short.as_str(), Some("lend")),
            (" lend ", Some("lend")),
            ("may I take one HOME", Some("lend")),
            ("join", Some("join")),
            ("How do I join", Some("join")),
            // Two entries have it.
            ("When is it?", None),
            ("dice", None),
            ("id:0000000000000000", None),
            ("", None),
            ("?", None),
        ];
        for (text, expected) in rows {
            assert_eq!(catalog.find(text).map(|entry| entry.id.as_str()), expected, "{text:?}");
        }
    }
}

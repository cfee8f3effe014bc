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
    /// Page `page`, from 0, of the written entries, `per_page` on each: those of `topic`, or of `None` all of them. A
    /// page past the end is the last one; a topic without entries has one empty page.
    #[must_use]
    pub fn page(&self, topic: Option<&str>, page: usize, per_page: usize) -> Page {
        let written = self.written();
        let per_page = per_page.max(1);
        let shelf = topic.map(|topic| self.shelf(topic).map_or(&[][..], |shelf| &shelf.places[..]));
        let total = shelf.map_or(written.len(), <[usize]>::len);
        let pages = total.div_ceil(per_page).max(1);
        let page = page.min(pages - 1);
        let range = page * per_page..total.min((page + 1).saturating_mul(per_page));
        let entries = match shelf {
            None => written[range].to_vec(),
            Some(places) => places[range].iter().map(|&place| Arc::clone(&written[place])).collect(),
        };
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

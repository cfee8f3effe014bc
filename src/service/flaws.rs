//! Answers that people found outdated or unclear: to be looked at again, whatever their day of review.

use std::collections::HashMap;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::entry::State;
use crate::service::overlay::together;
use crate::store::Flaw;
use crate::store::Items;
use crate::store::Moment;
use crate::store::Opinion;
use crate::store::PersonKey;
use crate::store::Vote;

/// An entry in service whose answer did not help, by how many people said so since it was last written.
#[derive(Clone, Debug, PartialEq)]
pub struct Flawed {
    /// The entry as it is now.
    pub entry: Entry,
    /// Persons who say that it is outdated.
    pub outdated: usize,
    /// Persons who say that it is unclear.
    pub unclear: usize,
    /// Persons who did not say why.
    pub unsaid: usize,
}

impl Flawed {
    /// All of them.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.outdated + self.unclear + self.unsaid
    }
}

/// The entries that `votes` find fault with, those first that most people do, then by id. What was said before the store's
/// entry was written does not count: that may have put it right. Of a file's entry it is not known when it was written, so
/// what was said of it counts for as long as votes are kept.
pub(super) fn flawed(files: &Knowledge, items: &Items, votes: &[Vote]) -> Vec<Flawed> {
    let written: HashMap<&EntryId, Moment> =
        items.items.iter().filter_map(|stored| Some((&stored.item.entry()?.id, stored.at))).collect();
    // Who says several things of an entry counts with the last.
    let mut said: HashMap<(&EntryId, PersonKey), (Moment, Option<Flaw>)> = HashMap::new();
    for vote in votes.iter().filter(|vote| vote.opinion == Opinion::Unhelpful) {
        let Some(entry) = &vote.entry else { continue };
        if written.get(entry).is_some_and(|written| vote.at < *written) {
            continue;
        }
        let last = said.entry((entry, vote.person)).or_insert((vote.at, vote.flaw));
        if last.0 <= vote.at {
            *last = (vote.at, vote.flaw);
        }
    }
    let mut flawed = Vec::new();
    for entry in together(files, items).knowledge.entries.into_iter().filter(|entry| entry.state == State::Approved) {
        let of_this = said.iter().filter(|((id, _), _)| **id == entry.id);
        let flaws: Vec<Option<Flaw>> = of_this.map(|(_, (_, flaw))| *flaw).collect();
        let count = |flaw| flaws.iter().filter(|said| **said == flaw).count();
        if !flaws.is_empty() {
            let (outdated, unclear) = (count(Some(Flaw::Outdated)), count(Some(Flaw::Unclear)));
            flawed.push(Flawed { outdated, unclear, unsaid: count(None), entry });
        }
    }
    flawed.sort_by(|a, b| b.persons().cmp(&a.persons()).then_with(|| a.entry.id.cmp(&b.entry.id)));
    flawed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Phrasing;
    use crate::store::EntryItem;
    use crate::store::Item;
    use crate::store::ItemKey;
    use crate::store::RowId;
    use crate::store::StoredItem;

    fn entry(id: &str) -> Entry {
        Entry {
            id: EntryId::new(id).unwrap(),
            topic: None,
            phrasings: vec![Phrasing::new(&format!("What is {id}?")).unwrap()],
            answer: "It is.".to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        }
    }

    fn vote(of: &str, person: u8, at: i64, opinion: Opinion, flaw: Option<Flaw>) -> Vote {
        let (question, person) = (RowId::new(Moment(at)), PersonKey([person; 16]));
        Vote { question, person, opinion, entry: Some(EntryId::new(of).unwrap()), flaw, at: Moment(at) }
    }

    #[track_caller]
    fn check(votes: &[Vote], expected: &[(&str, [usize; 3])]) {
        let files = Knowledge { entries: vec![entry("of-a-file"), entry("other")], ..Knowledge::default() };
        let (taught, retired) = (entry("taught"), Entry { state: State::Retired, ..entry("retired") });
        let stored = |entry: Entry| StoredItem {
            key: ItemKey::entry(&entry.id),
            item: Item::Entry(EntryItem::taught(entry)),
            revision: 1,
            at: Moment(100),
        };
        let items = Items { version: 1, items: vec![stored(taught), stored(retired)] };
        let found = flawed(&files, &items, votes);
        let found: Vec<(&str, [usize; 3])> =
            found.iter().map(|one| (one.entry.id.as_str(), [one.outdated, one.unclear, one.unsaid])).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn persons_are_counted_by_what_they_said_last_and_those_with_most_come_first() {
        let unhelpful = |of, person, at, flaw| vote(of, person, at, Opinion::Unhelpful, flaw);
        check(
            &[
                unhelpful("other", 1, 1, Some(Flaw::Unclear)),
                unhelpful("of-a-file", 1, 2, Some(Flaw::Unclear)),
                unhelpful("of-a-file", 1, 9, Some(Flaw::Outdated)),
                unhelpful("of-a-file", 1, 5, None),
                unhelpful("of-a-file", 2, 3, None),
            ],
            &[("of-a-file", [1, 0, 1]), ("other", [0, 1, 0])],
        );
    }

    #[test]
    fn what_was_said_before_it_was_written_or_of_what_is_not_served_does_not_count() {
        let unhelpful = |of, at| vote(of, 1, at, Opinion::Unhelpful, Some(Flaw::Outdated));
        check(&[unhelpful("taught", 99), unhelpful("retired", 200), unhelpful("gone", 200)], &[]);
        check(&[unhelpful("taught", 100)], &[("taught", [1, 0, 0])]);
    }

    #[test]
    fn no_other_opinion_finds_fault_with_an_answer() {
        let others = Opinion::ALL.into_iter().filter(|opinion| *opinion != Opinion::Unhelpful);
        let votes: Vec<Vote> = others.map(|opinion| vote("other", 1, 5, opinion, None)).collect();
        check(&votes, &[]);
    }
}

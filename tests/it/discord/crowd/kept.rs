//! Whether what people were told of entries, drafts and votes is what there is.

use std::collections::BTreeMap;

use askwell::service::Caller;
use askwell::service::Role;
use askwell::store::Item;
use askwell::store::Opinion;
use askwell::store::StoredItem;

use super::Crowd;
use super::book::Book;
use super::book::Fate;
use super::book::Vote;
use super::book::Written;
use crate::support::discord::Seen;
use crate::support::discord_club::Club;
use crate::support::store::length_without_gaps;

impl Written {
    /// Whether it has to be served, must not be, or may.
    fn is_to_be_served(&self) -> Option<bool> {
        let (saved, taken_back) = (self.was_told(Fate::Saved), self.was_told(Fate::TakenBack));
        match () {
            () if taken_back || self.was_told(Fate::Discarded) || !self.was_tried(Fate::Saved) => Some(false),
            () if saved && !self.was_tried(Fate::TakenBack) => Some(true),
            () => None,
        }
    }

    /// What is wrong with so many entries and drafts of it, where a question is answered with it or not.
    fn wrong(&self, entries: usize, drafts: usize, is_served: bool, is_alone: bool) -> Option<&'static str> {
        let both = entries + drafts;
        let is_kept = self.told.iter().any(|fate| *fate != Fate::Discarded);
        match self.is_to_be_served() {
            _ if both > 1 => Some("it is there twice"),
            // A draft becomes an entry and an entry a draft again; it only goes where somebody discards it.
            _ if is_kept && !self.was_tried(Fate::Discarded) && both == 0 => Some("it is lost"),
            _ if self.was_told(Fate::Discarded) && both > 0 => Some("it was discarded and is there"),
            _ if self.was_told(Fate::Saved) && self.was_told(Fate::Discarded) => Some("it was saved and discarded"),
            Some(true) if entries == 0 => Some("it was saved and is not there"),
            Some(true) if is_alone && !is_served => Some("it was saved and is not told"),
            Some(false) if entries > 0 || is_served => Some("nobody saved it and it is there"),
            None if is_served && entries == 0 => Some("it is told and is not there"),
            _ => None,
        }
    }
}

impl Book {
    pub(super) fn check_words(&self, club: &Club, wrong: &mut Vec<String>) {
        for (at, text) in &self.heard {
            wrong.extend(self.unreviewed(*at, text).map(|one| format!("{} was told before it was saved", one.mark)));
        }
        let own = |seen: &Seen| seen.author == club.fake.bot_user_id() && !seen.ephemeral;
        for seen in club.fake.all_messages(club.channel).into_iter().filter(own) {
            let text = format!("{}{}", seen.text(), seen.history.concat());
            let early = self.unreviewed(std::time::Instant::now(), &text);
            wrong.extend(early.map(|one| format!("{} stands in public", one.mark)));
        }
    }
}

impl Crowd {
    /// Each entry and draft, as the store has it and as it is told.
    pub(super) async fn check_entries(&self, club: &Club, wrong: &mut Vec<String>) {
        let space = club.space();
        length_without_gaps(&*club.bed.store, &space).await;
        let items = club.bed.store.items(&space).await.unwrap().items;
        let count = self.book.lock().unwrap().entries.len();
        for number in 0..count {
            let question = self.book.lock().unwrap().entries[number].question.clone();
            let told = self.asker.asks(&question).await.map(|seen| seen.text()).unwrap_or_default();
            let book = self.book.lock().unwrap();
            let one = &book.entries[number];
            let with = |wanted: fn(&StoredItem) -> bool| {
                let has_mark = |item: &&StoredItem| format!("{:?}", item.item).contains(&one.mark);
                items.iter().filter(|item| wanted(item)).filter(has_mark).count()
            };
            let entries = with(|item| matches!(item.item, Item::Entry(_)));
            let drafts = with(|item| matches!(item.item, Item::Draft(_)));
            // Several that ask the same are told one after the other, so the store says whether it is served.
            let is_alone = book.entries.iter().filter(|other| other.question == one.question).count() == 1;
            if let Some(why) = one.wrong(entries, drafts, told.contains(&one.mark), is_alone) {
                let tried: Vec<&Fate> = one.tried.keys().collect();
                wrong.push(format!(
                    "{}: {why}; {:?} were said and {tried:?} tried, {entries} entries, {drafts} drafts, told: {told:?}",
                    one.mark, one.told
                ));
            }
        }
    }

    /// Each member's votes.
    pub(super) async fn check_votes(&self, club: &Club, wrong: &mut Vec<String>) {
        let memory = club.memory();
        let mut bounds: BTreeMap<u64, Bounds> = BTreeMap::new();
        for ((member, _), votes) in &self.book.lock().unwrap().votes {
            bounds.entry(*member).or_default().add(votes);
        }
        for (member, bounds) in bounds {
            let held = memory.held_on(&Caller::new(member.to_string(), "", Role::Member)).await.unwrap();
            let count = |opinion: Opinion| held.votes.iter().filter(|vote| vote.opinion == opinion).count();
            let (helpful, unhelpful) = (count(Opinion::Helpful), count(Opinion::Unhelpful));
            if !bounds.hold(helpful, unhelpful) {
                wrong.push(format!("{helpful} helpful votes and {unhelpful} others are kept, and {bounds:?}"));
            }
        }
    }
}

/// How many votes a member must have, and may have at most.
#[derive(Debug, Default)]
struct Bounds {
    all: (usize, usize),
    helpful: (usize, usize),
    unhelpful: (usize, usize),
}

impl Bounds {
    /// Counts what was pressed on one answer. What nobody was thanked for may count, whenever that was; what somebody was
    /// thanked for stands, unless they were thanked for another after it.
    fn add(&mut self, votes: &[Vote]) {
        let last = votes.iter().rev().find(|vote| vote.was_thanked);
        let may = |opinion: Opinion| {
            let unsure = votes.iter().any(|vote| !vote.was_thanked && vote.opinion == opinion);
            unsure || last.is_some_and(|vote| vote.opinion == opinion)
        };
        let (helpful, unhelpful) = (may(Opinion::Helpful), may(Opinion::Unhelpful));
        let is_sure = last.is_some();
        let count = |bound: &mut (usize, usize), must: bool, may: bool| {
            bound.0 += usize::from(must);
            bound.1 += usize::from(may);
        };
        count(&mut self.all, is_sure, true);
        count(&mut self.helpful, is_sure && !unhelpful, helpful);
        count(&mut self.unhelpful, is_sure && !helpful, unhelpful);
    }

    fn hold(&self, helpful: usize, unhelpful: usize) -> bool {
        let within = |bound: (usize, usize), count: usize| (bound.0..=bound.1).contains(&count);
        within(self.all, helpful + unhelpful) && within(self.helpful, helpful) && within(self.unhelpful, unhelpful)
    }
}

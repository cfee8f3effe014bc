//! What people did and were told, and whether it holds.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::time::Duration;
use std::time::Instant;

use askwell::service::Caller;
use askwell::service::Role;
use askwell::store::Item;

use super::Crowd;
use super::UNKNOWN;
use crate::discord::trouble::Outages;
use crate::support::discord::Interaction;
use crate::support::discord::Outcome;
use crate::support::discord::Seen;
use crate::support::discord_club::Club;
use crate::support::discord_club::Process;
use crate::support::store::length_without_gaps;

/// How long what was put off may take in the end.
const SOON: Duration = Duration::from_secs(30);

/// A little longer than a notice that was taken is left to whoever took it.
const LEASE: Duration = Duration::from_secs(121);

/// Passes through what waits in which the last missed questions are answered.
const PASSES: usize = 20;

/// What may become of what somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// It waits.
    Kept,
    /// It is served.
    Saved,
    /// It is gone, and was never served.
    Discarded,
    /// It was served, and is no longer.
    TakenBack,
}

/// Something that was written.
pub(super) struct Written {
    question: String,
    mark: String,
    /// Whether a reviewer decides on it.
    proposed: bool,
    /// What people were told.
    told: BTreeSet<Fate>,
    /// What somebody pressed for, and when first.
    tried: BTreeMap<Fate, Instant>,
}

impl Written {
    pub(super) fn tried(&mut self, fate: Fate) {
        self.tried.entry(fate).or_insert_with(Instant::now);
    }

    pub(super) fn fate(&mut self, fate: Fate) {
        self.told.insert(fate);
    }

    fn was_tried(&self, fate: Fate) -> bool {
        self.tried.contains_key(&fate)
    }

    fn was_told(&self, fate: Fate) -> bool {
        self.told.contains(&fate)
    }

    /// Whether it has to be served, must not be, or may.
    fn is_to_be_served(&self) -> Option<bool> {
        let (saved, taken_back) = (self.was_told(Fate::Saved), self.was_told(Fate::TakenBack));
        match () {
            () if taken_back || self.was_told(Fate::Discarded) || !self.was_tried(Fate::Saved) => Some(false),
            () if saved && !self.was_tried(Fate::TakenBack) => Some(true),
            () => None,
        }
    }
}

/// Something that was done.
pub(super) struct Done {
    pub(super) what: &'static str,
    pub(super) at: Instant,
    pub(super) interaction: Interaction,
}

/// All of it.
#[derive(Default)]
pub(super) struct Book {
    pub(super) interactions: Vec<Done>,
    pub(super) entries: Vec<Written>,
    /// When somebody was told what.
    pub(super) heard: Vec<(Instant, String)>,
    /// Member, and message with the answer: what was thanked for, and what was pressed for.
    pub(super) votes: BTreeSet<(u64, u64)>,
    pub(super) pressed_votes: BTreeSet<(u64, u64)>,
    /// Member and message of what was asked in plain words.
    pub(super) asked_in_words: Vec<(u64, u64)>,
    /// Who was promised to be told of what.
    pub(super) promised: BTreeSet<(u64, usize)>,
}

/// What explains that somebody saw no answer.
pub(in crate::discord) struct Explained {
    /// When no answer could be expected.
    pub(in crate::discord) outages: Outages,
    /// When a process was killed, and until another was there.
    pub(in crate::discord) kills: Outages,
}

impl Book {
    /// A new page: its number, and the mark that the text has to carry.
    pub(super) fn begin(&mut self, question: String, proposed: bool) -> (usize, String) {
        let number = self.entries.len();
        let mark = format!("mark{number}x");
        let (told, tried) = (BTreeSet::new(), BTreeMap::new());
        self.entries.push(Written { question, mark: mark.clone(), proposed, told, tried });
        (number, mark)
    }

    /// What somebody asked for who writes; the last comes first.
    pub(super) fn questions(&self) -> Vec<String> {
        self.entries.iter().rev().map(|one| one.question.clone()).collect()
    }

    /// Which of the proposed ones a text shows.
    pub(super) fn proposed(&self, text: &str) -> Option<usize> {
        self.entries.iter().position(|one| one.proposed && text.contains(&one.mark))
    }

    pub(super) fn summary(&self) -> String {
        let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
        for done in &self.interactions {
            *outcomes.entry(format!("{:?}", done.interaction.outcome_now())).or_default() += 1;
        }
        let mut fates: BTreeMap<String, usize> = BTreeMap::new();
        for one in &self.entries {
            *fates.entry(format!("{:?}", one.told.last())).or_default() += 1;
        }
        format!(
            "{} interactions: {outcomes:?}; {} entries were written: {fates:?}; {} votes were thanked for, {} people \
             were promised to be told",
            self.interactions.len(),
            self.entries.len(),
            self.votes.len(),
            self.promised.len(),
        )
    }

    /// Texts that nobody should have been shown, as nobody had saved them then.
    fn unreviewed<'a>(&'a self, at: Instant, text: &'a str) -> impl Iterator<Item = &'a Written> {
        let is_early = move |one: &&Written| one.tried.get(&Fate::Saved).is_none_or(|saved| *saved > at);
        self.entries.iter().filter(move |one| text.contains(&one.mark)).filter(is_early)
    }

    fn check_interactions(&self, explained: &Explained, wrong: &mut Vec<String>) {
        for done in &self.interactions {
            let outcome = done.interaction.outcome_now();
            let is_well = match outcome {
                Outcome::Answered | Outcome::Updated | Outcome::Modal => true,
                Outcome::Failed => {
                    explained.outages.explain(done.at).or_else(|| explained.kills.explain(done.at)).is_some()
                }
                // Whoever had announced the answer died before it came.
                Outcome::Deferred | Outcome::DeferredUpdate => explained.kills.cut(done.at, SOON),
                Outcome::Pending | Outcome::Choices => false,
            };
            if !is_well {
                wrong.push(format!("{}: {outcome:?}", done.what));
            }
            let texts: Vec<String> = done.interaction.followups().iter().map(Seen::text).collect();
            if texts.iter().collect::<BTreeSet<_>>().len() != texts.len() {
                wrong.push(format!("{}: a follow-up came twice", done.what));
            }
        }
    }

    fn check_words(&self, club: &Club, wrong: &mut Vec<String>) {
        for (at, text) in &self.heard {
            wrong.extend(self.unreviewed(*at, text).map(|one| format!("{} was told before it was saved", one.mark)));
        }
        let own = |seen: &Seen| seen.author == club.fake.bot_user_id() && !seen.ephemeral;
        for seen in club.fake.all_messages(club.channel).into_iter().filter(own) {
            let text = format!("{}{}", seen.text(), seen.history.concat());
            wrong.extend(self.unreviewed(Instant::now(), &text).map(|one| format!("{} stands in public", one.mark)));
        }
    }
}

impl Crowd {
    /// Holds what was said to what there is: nothing that somebody was told is lost, nothing is there twice, nothing was
    /// served that nobody had saved, and each interaction was answered once or failed for a reason. Says it in numbers.
    pub(in crate::discord) async fn holds(mut self, club: &Club, process: &Process, explained: &Explained) -> String {
        let mut wrong = Vec::new();
        let pending = |book: &Book| {
            book.interactions.iter().any(|done| matches!(done.interaction.outcome_now(), Outcome::Pending))
        };
        let book = std::sync::Arc::clone(&self.book);
        club.fake.until(SOON, |_| !pending(&book.lock().unwrap())).await;
        self.answers_all(club, process).await;
        self.check_served(club, process, &mut wrong).await;
        self.check_votes(club, process, &mut wrong).await;
        self.check_notices(club, process, &mut wrong).await;
        let book = book.lock().unwrap();
        book.check_words(club, &mut wrong);
        book.check_interactions(explained, &mut wrong);
        let summary = book.summary();
        assert!(wrong.is_empty(), "{summary}\n{}", wrong.join("\n"));
        summary
    }

    /// What was missed last gets its answer too.
    async fn answers_all(&mut self, club: &Club, process: &Process) {
        let service = process.service(club).await;
        let moderator = Caller::new("moderator", "Mo", Role::Moderator);
        assert!(service.flush().await, "what was asked is not kept");
        for _ in 0..PASSES {
            if service.missed(&moderator).await.unwrap().is_empty() {
                return;
            }
            self.reviewer.reviews_once().await;
        }
        let open = service.missed(&moderator).await.unwrap();
        let open: Vec<&str> = open.iter().map(|cluster| cluster.text.as_str()).collect();
        assert_eq!(open, [""; 0], "nobody answers it");
    }

    async fn check_served(&self, club: &Club, process: &Process, wrong: &mut Vec<String>) {
        let space = club.space();
        length_without_gaps(&*process.store, &space).await;
        let items = process.store.items(&space).await.unwrap().items;
        let with = |mark: &str, wanted: fn(&Item) -> bool| {
            items.iter().filter(|one| wanted(&one.item) && format!("{:?}", one.item).contains(mark)).count()
        };
        let count = self.book.lock().unwrap().entries.len();
        for number in 0..count {
            let question = self.book.lock().unwrap().entries[number].question.clone();
            let told = self.asker.asks(&question).await.map(|seen| seen.text()).unwrap_or_default();
            let book = self.book.lock().unwrap();
            let one = &book.entries[number];
            let (entries, drafts) = (
                with(&one.mark, |item| matches!(item, Item::Entry(_))),
                with(&one.mark, |item| matches!(item, Item::Draft(_))),
            );
            // Several who asked the same are told one after the other, so the store says whether it is served.
            let is_told = told.contains(&one.mark);
            let is_alone = book.entries.iter().filter(|other| other.question == one.question).count() == 1;
            let fits = match one.is_to_be_served() {
                Some(true) => entries == 1 && drafts == 0 && (is_told || !is_alone),
                Some(false) => entries == 0 && !is_told,
                None => entries + drafts <= 1 && (!is_told || entries == 1),
            };
            let only_kept = one.was_told(Fate::Kept) && one.tried.is_empty();
            let is_lost = only_kept && drafts != 1 || one.was_told(Fate::Discarded) && drafts != 0;
            let is_both = one.was_told(Fate::Saved) && one.was_told(Fate::Discarded);
            if !fits || is_lost || is_both || drafts > 1 {
                wrong.push(format!(
                    "{}: {:?} were said and {:?} tried; {entries} entries, {drafts} drafts, told: {told:?}",
                    one.mark,
                    one.told,
                    one.tried.keys()
                ));
            }
        }
    }

    async fn check_votes(&self, club: &Club, process: &Process, wrong: &mut Vec<String>) {
        let service = process.service(club).await;
        let (votes, pressed) = {
            let book = self.book.lock().unwrap();
            let by_member = |all: &BTreeSet<(u64, u64)>| {
                all.iter().fold(HashMap::<u64, usize>::new(), |mut counts, (member, _)| {
                    *counts.entry(*member).or_default() += 1;
                    counts
                })
            };
            (by_member(&book.votes), by_member(&book.pressed_votes))
        };
        for (member, pressed) in pressed {
            let said = votes.get(&member).copied().unwrap_or_default();
            let held = service.held_on(&Caller::new(member.to_string(), "", Role::Member)).await.unwrap();
            // A choice is a vote too, which nobody is thanked for.
            let is_opinion = |vote: &&askwell::store::Vote| {
                !matches!(vote.opinion, askwell::store::Opinion::Chose | askwell::store::Opinion::None)
            };
            let kept = held.votes.iter().filter(is_opinion).count();
            if !(said..=pressed).contains(&kept) {
                wrong.push(format!("{said} votes were thanked for, {pressed} pressed, and {kept} kept"));
            }
        }
    }

    async fn check_notices(&self, club: &Club, process: &Process, wrong: &mut Vec<String>) {
        // What somebody took who died comes again.
        club.pass(LEASE);
        let began = Instant::now();
        while !process.store.with_notices().await.unwrap().is_empty() {
            assert!(began.elapsed() < SOON, "somebody still waits to be told");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let book = self.book.lock().unwrap();
        let mut notices: HashMap<(u64, usize), usize> = HashMap::new();
        let mut note = |member: u64, text: &str| {
            // Answers to questions look alike but for these words.
            if text.contains("has an answer now") || text.contains("A question that you wanted") {
                for (which, (_, wish)) in UNKNOWN.iter().enumerate().filter(|(_, (_, wish))| text.contains(wish)) {
                    let _ = wish;
                    *notices.entry((member, which)).or_default() += 1;
                }
            }
        };
        let asked: HashMap<u64, u64> =
            book.asked_in_words.iter().map(|(member, message)| (*message, *member)).collect();
        for seen in club.fake.all_messages(club.channel) {
            if let Some(member) = seen.reply_to.and_then(|message| asked.get(&message)) {
                note(*member, &seen.text());
            }
        }
        let members: BTreeSet<u64> = book.interactions.iter().map(|done| done.interaction.by()).collect();
        for member in members {
            for seen in club.fake.direct_messages(member) {
                note(member, &seen.text());
            }
        }
        wrong.extend(
            notices
                .iter()
                .filter(|(_, count)| **count > 1)
                .map(|(who, count)| format!("{who:?} was told {count} times")),
        );
        let missing = book.promised.iter().filter(|who| !notices.contains_key(who));
        wrong.extend(missing.map(|who| format!("{who:?} was promised to be told")));
    }
}

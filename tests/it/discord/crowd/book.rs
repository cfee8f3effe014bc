//! What people did and were told.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::time::Instant;

use askwell::store::Opinion;

use crate::support::discord::Interaction;
use crate::support::discord::Seen;

/// What may become of what somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// It waits.
    Kept,
    /// It is served.
    Saved,
    /// It is gone, and was never served.
    Discarded,
    /// It was served, and waits again.
    TakenBack,
}

/// Something that was written.
pub(super) struct Written {
    pub(super) question: String,
    pub(super) mark: String,
    /// Whether a reviewer decides on it: it was proposed, or whoever wrote it has left it.
    pub(super) is_open: bool,
    /// Whether the form was sent off.
    pub(super) sent: bool,
    /// What people were told.
    pub(super) told: BTreeSet<Fate>,
    /// What somebody pressed for, and when first.
    pub(super) tried: BTreeMap<Fate, Instant>,
}

impl Written {
    pub(super) fn tried(&mut self, fate: Fate) {
        self.tried.entry(fate).or_insert_with(Instant::now);
    }

    pub(super) fn fate(&mut self, fate: Fate) {
        self.told.insert(fate);
    }

    pub(super) fn was_tried(&self, fate: Fate) -> bool {
        self.tried.contains_key(&fate)
    }

    pub(super) fn was_told(&self, fate: Fate) -> bool {
        self.told.contains(&fate)
    }
}

/// Something that was done.
pub(super) struct Done {
    pub(super) what: &'static str,
    pub(super) at: Instant,
    pub(super) interaction: Interaction,
    /// When the message that it was pressed on was first seen.
    pub(super) shown: Option<Instant>,
    /// The words that came of it.
    pub(super) told: Option<String>,
}

/// A vote that somebody pressed for, and whether they were thanked.
pub(super) struct Vote {
    pub(super) opinion: Opinion,
    pub(super) was_thanked: bool,
}

/// All of it.
#[derive(Default)]
pub(super) struct Book {
    pub(super) interactions: Vec<Done>,
    pub(super) entries: Vec<Written>,
    /// When somebody was told what.
    pub(super) heard: Vec<(Instant, String)>,
    /// When a message was first seen.
    seen: HashMap<u64, Instant>,
    /// By member and message with the answer, in the order of pressing.
    pub(super) votes: BTreeMap<(u64, u64), Vec<Vote>>,
    /// Member and message of what was asked in plain words.
    pub(super) asked_in_words: Vec<(u64, u64)>,
    /// Replies that everybody reads to what nobody knew.
    pub(super) replies: Vec<(usize, u64)>,
    /// Who was promised to be told of what.
    pub(super) promised: BTreeSet<(u64, usize)>,
}

impl Book {
    /// A new page: its number, and the mark that the text has to carry.
    pub(super) fn begin(&mut self, question: String, is_open: bool) -> (usize, String) {
        let number = self.entries.len();
        let mark = format!("mark{number}x");
        let (told, tried) = (BTreeSet::new(), BTreeMap::new());
        self.entries.push(Written { question, mark: mark.clone(), is_open, sent: false, told, tried });
        (number, mark)
    }

    /// Writes down that something was done now, on this message if on any; where it stands.
    pub(super) fn done(&mut self, what: &'static str, interaction: Interaction, on: Option<u64>) -> usize {
        let shown = on.and_then(|message| self.seen.get(&message).copied());
        self.interactions.push(Done { what, at: Instant::now(), interaction, shown, told: None });
        self.interactions.len() - 1
    }

    /// What somebody asked for who writes; the last comes first.
    pub(super) fn questions(&self) -> Vec<String> {
        self.entries.iter().rev().map(|one| one.question.clone()).collect()
    }

    /// Which of those that a reviewer decides on a card shows: the entry itself, which is embedded. The words above it name
    /// others, which are like it or would be answered by it.
    pub(super) fn open(&self, card: &Seen) -> Option<usize> {
        let shown: String = card.embeds.iter().map(|embed| embed["description"].to_string()).collect();
        self.entries.iter().position(|one| one.is_open && shown.contains(&one.mark))
    }

    /// Somebody sees a message, for the first time perhaps.
    pub(super) fn was_seen(&mut self, message: u64) {
        self.seen.entry(message).or_insert_with(Instant::now);
    }

    /// How many were told this of what they wrote.
    pub(super) fn told(&self, fate: Fate) -> usize {
        self.entries.iter().filter(|one| one.was_told(fate)).count()
    }

    /// How many forms were sent off.
    pub(super) fn sent(&self) -> usize {
        self.entries.iter().filter(|one| one.sent).count()
    }

    /// How many votes somebody was thanked for.
    pub(super) fn thanked(&self) -> usize {
        self.votes.values().filter(|all| all.iter().any(|vote| vote.was_thanked)).count()
    }

    pub(super) fn summary(&self) -> String {
        let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
        for done in &self.interactions {
            *outcomes.entry(format!("{:?}", done.interaction.outcome_now())).or_default() += 1;
        }
        let [kept, saved, discarded, taken_back] =
            [Fate::Kept, Fate::Saved, Fate::Discarded, Fate::TakenBack].map(|fate| self.told(fate));
        let sent = self.sent();
        format!(
            "{} interactions: {outcomes:?}; of {} forms {sent} were sent off, {kept} drafts kept, {saved} saved, \
             {discarded} discarded, {taken_back} taken back; {} votes were thanked for, {} people were promised to be \
             told",
            self.interactions.len(),
            self.entries.len(),
            self.thanked(),
            self.promised.len(),
        )
    }

    /// Texts that nobody should have been shown, as nobody had saved them then.
    pub(super) fn unreviewed<'a>(&'a self, at: Instant, text: &'a str) -> impl Iterator<Item = &'a Written> {
        let is_early = move |one: &&Written| one.tried.get(&Fate::Saved).is_none_or(|saved| *saved > at);
        self.entries.iter().filter(move |one| text.contains(&one.mark)).filter(is_early)
    }
}

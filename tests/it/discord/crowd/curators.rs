//! Those who write, and those who decide.

use std::time::Duration;

use serde_json::json;

use super::Person;
use super::UNKNOWN;
use super::book::Fate;
use crate::support::discord::Interaction;
use crate::support::discord::Seen;

/// How often somebody presses who is told that it does not go now.
const TRIES: usize = 4;

/// Of `/review`, at one sitting.
const MOST_CASES: usize = 60;

/// What the questions of the entries are made of.
const THINGS: [&str; 12] = [
    "umbrella",
    "piano",
    "ladder",
    "projector",
    "tent",
    "kettle",
    "bicycle",
    "telescope",
    "sewing machine",
    "drill",
    "chessboard",
    "canoe",
];
const DOINGS: [&str; 8] = [
    "Where is the",
    "Who may borrow the",
    "How heavy is the",
    "How old is the",
    "Who cleans the",
    "What does the",
    "When was the",
    "Why is there a",
];

/// Who decides on what somebody writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Deciding {
    /// They themselves, and nobody else.
    Alone,
    /// A reviewer, unless they take it back before.
    Proposes,
}

impl Person {
    pub(super) async fn teaches(mut self, deciding: Deciding) {
        while self.goes_on().await {
            let Some((mark, card)) = self.writes(deciding).await else { continue };
            let Some(card) = card else {
                // It may be there all the same.
                self.leaves(mark);
                continue;
            };
            if !self.goes_on().await {
                return;
            }
            match (deciding, self.dice.roll(6)) {
                (Deciding::Alone, 0) | (Deciding::Proposes, 5) => drop(self.discards(mark, &card).await),
                (Deciding::Alone, 1) => self.leaves(mark),
                (Deciding::Proposes, _) => {}
                (Deciding::Alone, choice) => match self.saves(mark, &card).await {
                    Some(saved) if choice == 2 => self.takes_back(mark, &saved).await,
                    Some(_) => {}
                    None => self.leaves(mark),
                },
            }
        }
    }

    /// Fills in the form of `/teach`; the number of the entry in the book, and the card if they see it.
    async fn writes(&mut self, deciding: Deciding) -> Option<(usize, Option<Seen>)> {
        let number = self.book().entries.len();
        let (thing, doing) = (THINGS[number % THINGS.len()], DOINGS[number / THINGS.len() % DOINGS.len()]);
        let place = number / (THINGS.len() * DOINGS.len());
        let question = format!("{doing} {thing} in room {place}?");
        let (number, mark) = self.book().begin(question.clone(), deciding == Deciding::Proposes);
        let answer = format!("As it is written: {mark}.");
        let opened = self.hands.try_command("teach", json!({})).ok()?;
        Some((number, self.fills_in(number, opened, &question, &answer).await))
    }

    /// Fills in the form that was opened; the card, once the store has the draft.
    async fn fills_in(&self, number: usize, opened: Interaction, question: &str, answer: &str) -> Option<Seen> {
        self.book().done("form", opened.clone(), None);
        opened.outcome().await;
        let fields = json!({"question": question, "answer": answer});
        let sent = self.hands.try_submit_modal(&opened, fields);
        self.book().entries[number].sent = sent.is_ok();
        let card = self.watch("submit", None, sent).await?;
        if !card.labels().iter().any(|label| label == "Discard") {
            return None;
        }
        self.book().entries[number].fate(Fate::Kept);
        Some(card)
    }

    /// Leaves it to whoever reviews.
    fn leaves(&self, number: usize) {
        self.book().entries[number].is_open = true;
    }

    /// Saves it, beside what is like it too; the message that says so.
    async fn saves(&self, number: usize, card: &Seen) -> Option<Seen> {
        for _ in 0..TRIES {
            let now = self.fake.message(card.id)?;
            let label =
                ["Save", "Save beside"].into_iter().find(|label| now.labels().iter().any(|one| one == label))?;
            self.book().entries[number].tried(Fate::Saved);
            let told = self.press(&now, label).await;
            if let Some(told) = told.filter(|told| told.text().contains("Saved:")) {
                self.book().entries[number].fate(Fate::Saved);
                return Some(told);
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        None
    }

    async fn discards(&self, number: usize, card: &Seen) -> Option<Seen> {
        self.book().entries[number].tried(Fate::Discarded);
        let told = self.press(card, "Discard").await.filter(|told| told.text().contains("Discarded"))?;
        self.book().entries[number].fate(Fate::Discarded);
        Some(told)
    }

    async fn takes_back(&self, number: usize, saved: &Seen) {
        self.book().entries[number].tried(Fate::TakenBack);
        let told = self.press(saved, "Undo").await;
        if told.is_some_and(|told| told.text().contains("was taken back")) {
            self.book().entries[number].fate(Fate::TakenBack);
        }
    }

    /// Decides on what teachers propose, and answers what was missed, one after the other.
    pub(super) async fn reviews(mut self) {
        while self.goes_on().await {
            self.reviews_once().await;
        }
    }

    /// One sitting; what was shown last.
    pub(super) async fn reviews_once(&mut self) -> Option<Seen> {
        let mut seen = self.command("review", json!({})).await?;
        for _ in 0..MOST_CASES {
            match self.decides(&seen).await {
                Some(next) => seen = next,
                None => break,
            }
        }
        Some(seen)
    }

    /// Decides on one case; what is shown next.
    async fn decides(&mut self, seen: &Seen) -> Option<Seen> {
        let text = seen.text();
        let is = |label: &str| seen.labels().iter().any(|one| one == label);
        if is("Write the answer") {
            return self.answers(seen, &text).await;
        }
        let proposed = self.book().open(seen);
        let Some(number) = proposed.filter(|_| is("Discard")) else {
            // What votes propose is not taken; what somebody is at, or an answer that did not help, stays.
            let label = ["Reject", "Skip"].into_iter().find(|label| is(label))?;
            return self.press(seen, label).await;
        };
        let (fate, label, said) = match self.dice.roll(3) {
            0 => (Fate::Discarded, "Discard", "**Discarded"),
            _ if is("Save") => (Fate::Saved, "Save", "**Saved:**"),
            _ => (Fate::Saved, "Save beside", "**Saved:**"),
        };
        self.book().entries[number].tried(fate);
        let next = self.press(seen, label).await?;
        if next.text().contains(said) {
            self.book().entries[number].fate(fate);
        }
        Some(next)
    }

    /// Answers what was missed: with a new entry, or with the one that was written for it before. What is shown next, where
    /// that comes in place.
    async fn answers(&mut self, seen: &Seen, text: &str) -> Option<Seen> {
        // What was missed has a line of its own; what comes closest to it may be another of these.
        let is_missed = |(question, _): &(&str, &str)| {
            let line = format!("**{question}**");
            text.lines().any(|one| one == line)
        };
        let Some(which) = UNKNOWN.iter().position(is_missed) else {
            return self.press(seen, "Dismiss").await;
        };
        let (question, wish) = UNKNOWN[which];
        if let Some(menu) = seen.menus().first()
            && let Some(option) = menu.options.iter().find(|option| option.label.contains(question))
        {
            let chosen = self.hands.try_select(seen.id, &menu.custom_id, &[option.value.as_str()]);
            return self.watch("joins", Some(seen.id), chosen).await;
        }
        let opened = self.hands.try_click(seen.id, "Write the answer").ok()?;
        let (number, mark) = self.book().begin(question.to_owned(), false);
        let answer = format!("As it is written: {mark} {wish}.");
        let card = self.fills_in(number, opened, question, &answer).await;
        let saved = match &card {
            Some(card) => self.saves(number, card).await,
            None => None,
        };
        if saved.is_none() {
            self.leaves(number);
        }
        self.press(seen, "Skip").await
    }
}

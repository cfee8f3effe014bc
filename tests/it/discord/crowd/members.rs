//! Those who ask.

use std::time::Duration;
use std::time::Instant;

use askwell::store::Opinion;

use super::NEWS_EVERY;
use super::PATIENCE;
use super::Person;
use super::UNKNOWN;
use super::book::Vote;
use crate::support::discord::Seen;

/// How often somebody presses who is told that it does not go now.
const TRIES: usize = 3;

impl Person {
    pub(super) async fn asks_and_votes(mut self) {
        // What nobody knows, the latest last.
        let (mut unknown, mut came_up): (Vec<usize>, usize) = (Vec::new(), 0);
        while self.goes_on().await {
            let news = self.began.elapsed().as_millis() / NEWS_EVERY.as_millis() + 1;
            let news = usize::try_from(news).unwrap().min(UNKNOWN.len());
            unknown.extend(came_up..news);
            came_up = news;
            match self.dice.roll(6) {
                0 => self.votes("When are you open?").await,
                1 => self.votes("please, how do I delete my account? @everyone <@1>").await,
                2 => self.chooses().await,
                3 => self.hears_of_entries().await,
                _ => match unknown.pop() {
                    Some(which) if self.dice.roll(3) == 0 => self.joins_in(which).await,
                    Some(which) => self.wishes(which).await,
                    None => self.votes("What are your opening hours?").await,
                },
            }
        }
    }

    /// Asks something known, and says what they think of the answer; some change their minds.
    async fn votes(&mut self, question: &str) {
        let Some(seen) = self.asks(question).await else { return };
        for _ in 0..=self.dice.roll(2) {
            let (label, opinion) = match self.dice.roll(3) {
                0 => ("Not helpful", Opinion::Unhelpful),
                _ => ("Helpful", Opinion::Helpful),
            };
            if !seen.labels().iter().any(|one| one == label) {
                return;
            }
            let told = self.press(&seen, label).await;
            let was_thanked = told.is_some_and(|told| told.text().contains("Thank you"));
            let on = (self.hands.id(), seen.id);
            self.book().votes.entry(on).or_default().push(Vote { opinion, was_thanked });
        }
    }

    async fn chooses(&mut self) {
        let Some(seen) = self.asks("the trial membership, how does it work?").await else { return };
        let label = match self.dice.roll(3) {
            0 => "None of these",
            1 => "How do I stop the trial membership?",
            _ => "How do I start the trial membership?",
        };
        if let Some(told) = self.press(&seen, label).await {
            self.book().heard.push((Instant::now(), told.text()));
        }
    }

    /// Asks for what somebody is just writing, whether it is saved or not.
    async fn hears_of_entries(&mut self) {
        let questions = self.book().questions();
        let Some(question) = questions.get(usize::try_from(self.dice.roll(12)).unwrap()) else { return };
        self.asks(question).await;
    }

    /// Asks what nobody knows, and wants to be told.
    async fn wishes(&mut self, which: usize) {
        let (question, _) = UNKNOWN[which];
        let seen = if self.dice.roll(2) == 0 {
            let message = self.hands.write(&format!("<@{}> {question}", self.fake.bot_user_id()));
            self.book().asked_in_words.push((self.hands.id(), message));
            let seen = self.fake.reply_to(message, PATIENCE).await;
            if let Some(seen) = &seen {
                let mut book = self.book();
                book.was_seen(seen.id);
                book.replies.push((which, seen.id));
            }
            seen
        } else {
            self.asks(question).await
        };
        let Some(seen) = seen else { return };
        if self.dice.roll(6) == 0 && seen.labels().iter().any(|label| label == "Ask a human") {
            self.press(&seen, "Ask a human").await;
        }
        self.insists_on_being_told(&seen, which).await;
    }

    /// Wants to be told of what somebody else asked.
    async fn joins_in(&self, which: usize) {
        let reply = self.book().replies.iter().rev().find(|(other, _)| *other == which).map(|(_, reply)| *reply);
        let seen = reply.and_then(|reply| self.fake.message(reply));
        if let Some(seen) = seen {
            self.insists_on_being_told(&seen, which).await;
        }
    }

    async fn insists_on_being_told(&self, seen: &Seen, which: usize) {
        for _ in 0..TRIES {
            if self.wants_to_be_told(seen, which).await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(700)).await;
        }
    }

    /// Whether there is no more to be done.
    async fn wants_to_be_told(&self, seen: &Seen, which: usize) -> bool {
        const LABEL: &str = "Tell me when there is an answer";
        if !seen.labels().iter().any(|label| label == LABEL) {
            return true;
        }
        let told = self.press(seen, LABEL).await.map(|told| told.text()).unwrap_or_default();
        let promised = told.contains("I will tell you");
        if promised {
            self.book().promised.insert((self.hands.id(), which));
        }
        promised || told.contains("has answered that meanwhile") || told.contains("is not kept")
    }
}

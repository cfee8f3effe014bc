//! People of a server who ask, choose, vote and want to be told, and others who teach, save, take back and review, each
//! at their own pace; and a book of what each of them was told, to which the store and the channels are held in the end.

mod book;
mod curators;
mod members;

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;
use tokio::task::JoinHandle;

use super::trouble::Dice;
use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Interaction;
use crate::support::discord::Refused;
use crate::support::discord::Seen;
use crate::support::discord_club::Club;

use book::Book;
use book::Done;
pub(super) use book::Explained;
use curators::Deciding;

/// How long somebody watches for what comes of something.
const PATIENCE: Duration = Duration::from_secs(20);

/// What nobody knows before somebody answers it: the question, and what the answer is known by.
const UNKNOWN: [(&str, &str); 5] = [
    ("Which wine goes with oysters?", "wish0x"),
    ("Where do caravans park?", "wish1x"),
    ("Who repairs broken violins?", "wish2x"),
    ("Is there a discount for pensioners?", "wish3x"),
    ("What is the name of the cat?", "wish4x"),
];

/// So many of each.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) members: usize,
    pub(super) moderators: usize,
    pub(super) teachers: usize,
    /// How long they think between two things, at most.
    pub(super) thinking_ms: u64,
}

/// The people, for as long as they go on.
pub(super) struct Crowd {
    book: Arc<Mutex<Book>>,
    over: Arc<AtomicBool>,
    living: Vec<JoinHandle<()>>,
    reviewer: Person,
    asker: Person,
}

impl Crowd {
    /// Lets them begin.
    pub(super) fn begin(club: &Club, size: Size, seed: u64) -> Crowd {
        let (book, over) = (Arc::<Mutex<Book>>::default(), Arc::<AtomicBool>::default());
        let person = |hands: Hands| Person {
            dice: Dice::of(seed ^ hands.id()),
            hands,
            fake: club.fake.clone(),
            book: Arc::clone(&book),
            over: Arc::clone(&over),
            thinking_ms: size.thinking_ms,
        };
        let mut living = Vec::new();
        for number in 0..size.members {
            living.push(tokio::spawn(person(club.member(&format!("Member {number}"))).asks_and_votes()));
        }
        for number in 0..size.moderators {
            living.push(tokio::spawn(person(club.moderator(&format!("Moderator {number}"))).teaches(Deciding::Alone)));
        }
        for number in 0..size.teachers {
            living.push(tokio::spawn(person(club.teacher(&format!("Teacher {number}"))).teaches(Deciding::Proposes)));
        }
        living.push(tokio::spawn(person(club.moderator("Reviewer")).reviews()));
        let (reviewer, asker) = (person(club.moderator("Last reviewer")), person(club.member("Last asker")));
        Crowd { book, over, living, reviewer, asker }
    }

    /// Tells them that it is enough, and waits until each is at an end.
    pub(super) async fn end(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        for person in self.living.drain(..) {
            person.await.unwrap();
        }
    }

    /// What was done and said so far, in numbers.
    pub(super) fn summary(&self) -> String {
        self.book.lock().unwrap().summary()
    }
}

/// Somebody.
struct Person {
    hands: Hands,
    fake: FakeDiscord,
    dice: Dice,
    book: Arc<Mutex<Book>>,
    over: Arc<AtomicBool>,
    thinking_ms: u64,
}

impl Person {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap()
    }

    /// Whether there is more to be done, after some thought.
    async fn goes_on(&mut self) -> bool {
        let thought = self.thinking_ms / 4 + self.dice.roll(self.thinking_ms);
        tokio::time::sleep(Duration::from_millis(thought)).await;
        !self.over.load(Ordering::Relaxed)
    }

    /// Writes down what was done, and waits for what comes of it.
    async fn watch(&self, what: &'static str, done: Result<Interaction, Refused>) -> Option<Seen> {
        // A message may have changed since it was looked at.
        let interaction = done.ok()?;
        self.book().interactions.push(Done { what, at: Instant::now(), interaction: interaction.clone() });
        interaction.try_final(PATIENCE).await
    }

    async fn command(&self, name: &'static str, options: Value) -> Option<Seen> {
        self.watch(name, self.hands.try_command(name, options)).await
    }

    async fn press(&self, seen: &Seen, label: &'static str) -> Option<Seen> {
        self.watch(label, self.hands.try_click(seen.id, label)).await
    }

    /// Asks by the command, and writes down what is told.
    async fn asks(&self, question: &str) -> Option<Seen> {
        let private = question.len().is_multiple_of(2);
        let seen = self.command("ask", json!({"question": question, "private": private})).await?;
        self.book().heard.push((Instant::now(), seen.text()));
        Some(seen)
    }
}

//! People of a server who ask, choose, vote and want to be told, and others who teach, save, take back and review, each
//! at their own pace; and a book of what each of them was told, to which the store and the channels are held in the end.

mod book;
mod curators;
mod excused;
mod kept;
mod members;
mod notices;

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use askwell::service::Caller;
use askwell::service::Role;
use serde_json::Value;
use serde_json::json;
use tokio::task::JoinHandle;

use super::trouble::Dice;
use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Interaction;
use crate::support::discord::Outcome;
use crate::support::discord::Refused;
use crate::support::discord::Seen;
use crate::support::discord_club::Club;

use book::Book;
use book::Fate;
use curators::Deciding;
pub(super) use excused::Explained;

/// How long somebody watches for what comes of something.
const PATIENCE: Duration = Duration::from_secs(8);

/// How long what was put off may take in the end.
const SOON: Duration = Duration::from_secs(30);

/// Passes through what waits in which the last missed questions are answered.
const PASSES: usize = 20;

/// How often something comes up that nobody knows.
const NEWS_EVERY: Duration = Duration::from_millis(1_200);

/// What nobody knows before somebody answers it: the question, and what the answer is known by. One after the other comes
/// up.
const UNKNOWN: [(&str, &str); 16] = [
    ("Which wine goes with oysters?", "wish0x"),
    ("Where do caravans park?", "wish1x"),
    ("Who repairs broken violins?", "wish2x"),
    ("Is there a discount for pensioners?", "wish3x"),
    ("What is the name of the cat?", "wish4x"),
    ("How many moons has Jupiter?", "wish5x"),
    ("Can I pay by cheque?", "wish6x"),
    ("Does anybody teach Portuguese?", "wish7x"),
    ("Why did the fireworks stop so early?", "wish8x"),
    ("Are dogs allowed on the lawn?", "wish9x"),
    ("Which bus goes to the airport?", "wish10x"),
    ("What did the dentist say about sugar?", "wish11x"),
    ("How long do eggs have to boil?", "wish12x"),
    ("Who won the chess tournament in March?", "wish13x"),
    ("Is the sauna heated on Sundays?", "wish14x"),
    ("When does the strawberry harvest begin?", "wish15x"),
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

impl Size {
    /// All of them, with the one who reviews.
    fn people(self) -> usize {
        self.members + self.moderators + self.teachers + 1
    }
}

/// What has to have happened at least, so that something was put to the test.
#[derive(Clone, Copy)]
pub(super) struct Least {
    pub(super) saved: usize,
    pub(super) discarded: usize,
    pub(super) votes: usize,
    pub(super) promised: usize,
}

/// The people, for as long as they go on.
pub(super) struct Crowd {
    book: Arc<Mutex<Book>>,
    over: Arc<AtomicBool>,
    living: Vec<JoinHandle<()>>,
    reviewer: Person,
    asker: Person,
    people: usize,
}

impl Crowd {
    /// Lets them begin.
    pub(super) fn begin(club: &Club, size: Size, seed: u64) -> Crowd {
        let (book, over) = (Arc::<Mutex<Book>>::default(), Arc::<AtomicBool>::default());
        let began = Instant::now();
        let person = |hands: Hands| Person {
            dice: Dice::of(seed ^ hands.id()),
            hands,
            fake: club.fake.clone(),
            book: Arc::clone(&book),
            over: Arc::clone(&over),
            thinking_ms: size.thinking_ms,
            began,
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
        Crowd { book, over, living, reviewer, asker, people: size.people() }
    }

    /// Tells them that it is enough, and waits until each is at an end.
    pub(super) async fn end(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        for person in self.living.drain(..) {
            person.await.unwrap();
        }
    }

    /// Holds what was said to what there is, once nobody does anything any more: nothing that somebody was told is lost,
    /// nothing is there twice, nothing was served that nobody had saved, each interaction was answered once or failed for
    /// a reason, and no more of them than it can have cost. `taken` notices were somebody's when they were left to
    /// others. Says it in numbers.
    pub(super) async fn holds(mut self, club: &Club, explained: &Explained, taken: u64, least: Least) -> String {
        let mut wrong = Vec::new();
        let book = Arc::clone(&self.book);
        let is_open =
            |book: &Book| book.interactions.iter().any(|done| done.interaction.outcome_now() == Outcome::Pending);
        club.fake.until(SOON, |_| !is_open(&book.lock().unwrap())).await;
        self.answers_all(club).await;
        self.check_entries(club, &mut wrong).await;
        self.check_votes(club, &mut wrong).await;
        let told = self.check_notices(club, taken, &mut wrong).await;
        let book = book.lock().unwrap();
        book.check_words(club, &mut wrong);
        let came = book.check_interactions(explained, self.people, &mut wrong);
        for (what, count, least) in [
            ("saved", book.told(Fate::Saved), least.saved),
            // What comes back from a form is kept, but while the store or the process is away.
            ("kept", book.told(Fate::Kept), book.sent() / 2),
            ("discarded", book.told(Fate::Discarded), least.discarded),
            ("voted", book.thanked(), least.votes),
            ("promised", book.promised.len(), least.promised),
        ] {
            if count < least {
                wrong.push(format!("only {count} were {what}, where {least} have to be"));
            }
        }
        let summary = format!("{}; {told}; of what was done: {came:?}", book.summary());
        assert!(wrong.is_empty(), "{summary}\n{}", wrong.join("\n"));
        summary
    }

    /// What was missed last gets its answer too.
    async fn answers_all(&mut self, club: &Club) {
        let (memory, moderator) = (club.memory(), Caller::new("moderator", "Mo", Role::Moderator));
        let mut last = Vec::new();
        for _ in 0..PASSES {
            if memory.missed(&moderator).await.unwrap().is_empty() {
                return;
            }
            last.push(self.reviewer.reviews_once().await.map_or("nothing".to_owned(), |seen| seen.text()));
        }
        let open = memory.missed(&moderator).await.unwrap();
        let open: Vec<&str> = open.iter().map(|cluster| cluster.text.as_str()).collect();
        let last = last.join("\n---\n");
        assert_eq!(open, [""; 0], "nobody answers it; what each sitting ended with:\n{last}");
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
    /// When the first of what nobody knows came up.
    began: Instant,
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
    async fn watch(&self, what: &'static str, on: Option<u64>, done: Result<Interaction, Refused>) -> Option<Seen> {
        // A message may have changed since it was looked at.
        let interaction = done.ok()?;
        let number = self.book().done(what, interaction.clone(), on);
        let seen = interaction.try_final(PATIENCE).await?;
        let mut book = self.book();
        book.was_seen(seen.id);
        book.interactions[number].told = Some(seen.text());
        Some(seen)
    }

    async fn command(&self, name: &'static str, options: Value) -> Option<Seen> {
        self.watch(name, None, self.hands.try_command(name, options)).await
    }

    async fn press(&self, seen: &Seen, label: &'static str) -> Option<Seen> {
        self.watch(label, Some(seen.id), self.hands.try_click(seen.id, label)).await
    }

    /// Asks by the command, and writes down what is told.
    async fn asks(&self, question: &str) -> Option<Seen> {
        let private = question.len().is_multiple_of(2);
        let seen = self.command("ask", json!({"question": question, "private": private})).await?;
        self.book().heard.push((Instant::now(), seen.text()));
        Some(seen)
    }
}

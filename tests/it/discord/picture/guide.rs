//! What the guide for moderators shows, each a story of a server whose bot remembers.

use std::time::Duration;

use askwell::frontend::discord::Rules;
use askwell::frontend::discord::Unasked;
use askwell::service::Pace;
use askwell::service::Setting;
use askwell::store::AskedQuestion;
use askwell::store::Moment;
use askwell::store::Opinion;
use askwell::store::Vote;
use serde_json::json;

use super::KNOWLEDGE;
use super::SOON;
use super::pictured;
use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Seen;
use crate::support::discord_club::Club;
use crate::support::discord_club::Process;
use crate::support::discord_page::Page;
use crate::support::store::Bed;
use crate::support::store::asked;
use crate::support::store::vote;

/// Nobody has written an answer to it.
const PARKING: &str = "Where can I park my car?";

async fn club() -> Club {
    let club = Club::on(Bed::on_sqlite().await, FakeDiscord::start().await);
    let unasked = Unasked { wait: Duration::from_millis(50), ..Unasked::default() };
    club.with_rules(|rules| Rules { unasked, ..rules }).knowing(KNOWLEDGE)
}

/// A page of the channel where people ask.
fn page(club: &Club, people: &[(&Hands, &str)]) -> Page {
    let mut page = Page::of(&club.fake, "help");
    page.call(club.helpers, "Helpers");
    page.call(club.teachers, "Teachers");
    page.call_channel(club.channel, "help");
    for (hands, name) in people {
        page.call(hands.id(), name);
    }
    page
}

/// Asks by the command what has no answer, and waits until that is kept.
async fn missed(club: &Club, process: &Process, by: &Hands, question: &str) -> Seen {
    let seen = by.command("ask", json!({"question": question})).wait_final().await;
    assert!(seen.text().contains("I don't know that"), "{}", seen.text());
    process.service(club).await.flush().await;
    seen
}

/// A message, once it has these words.
async fn with(club: &Club, id: u64, words: &str) -> Seen {
    let has = |fake: &FakeDiscord| fake.message(id).is_some_and(|seen| seen.text().contains(words));
    let came = club.fake.until(SOON, has).await;
    let seen = club.fake.message(id).unwrap();
    assert!(came, "{words} is not in: {}", seen.text());
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taught_goes_as_pictured() {
    let club = club().await;
    let process = club.start().await;
    let (noor, mia) = (club.moderator("Noor"), club.member("Mia"));
    missed(&club, &process, &mia, "is there a car park somewhere?").await;
    for question in ["Are kids welcome on game night?", "What does a membership cost?"] {
        mia.command("ask", json!({"question": question})).wait_final().await;
    }
    process.service(&club).await.flush().await;
    let opened = noor.command("teach", json!({}));
    opened.modal().await;
    let fields = json!({
        "question": PARKING,
        "more": "Is there parking at the library?\nWhere do I leave my bike?",
        "answer": "**Behind the library**, free after 18:00. Bikes stand in the yard.",
        "topic": "Game nights",
    });
    let first = noor.submit_modal(&opened, fields).wait_final().await;
    let card = with(&club, first.id, "Preview:").await;
    assert_eq!(card.labels(), ["Save", "Change", "Discard"], "{}", card.text());
    let mut page = page(&club, &[(&noor, "Noor")]);
    page.message(&card, Some((noor.id(), "/teach")));
    pictured("teach", &page);
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_goes_as_pictured() {
    let club = club().await;
    let process = club.start().await;
    let (noor, mia, jonas) = (club.moderator("Noor"), club.member("Mia"), club.member("Jonas"));
    missed(&club, &process, &mia, PARKING).await;
    let mention = jonas.write(&format!("<@{}> where can i park the car?", club.fake.bot_user_id()));
    club.fake.reply_to(mention, SOON).await.unwrap();
    process.service(&club).await.flush().await;
    let seen = noor.command("review", json!({})).wait_final().await;
    assert!(seen.text().contains("2 people asked") && seen.text().contains("1 of 1"), "{}", seen.text());
    let mut page = page(&club, &[(&noor, "Noor"), (&mia, "Mia"), (&jonas, "Jonas")]);
    page.message(&seen, Some((noor.id(), "/review")));
    pictured("review", &page);
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn feedback_goes_as_pictured() {
    let club = club().await;
    let process = club.start().await;
    let (mia, priya) = (club.member("Mia"), club.member("Priya"));
    let mut page = page(&club, &[(&mia, "Mia"), (&priya, "Priya")]);
    let answer = mia.command("ask", json!({"question": "What does a membership cost?"})).wait_final().await;
    assert!(answer.labels().starts_with(&["Helpful".to_owned(), "Not helpful".to_owned()]), "{:?}", answer.labels());
    page.message(&answer, Some((mia.id(), "/ask")));
    let why = priya.click(answer.id, "Not helpful").wait_final().await;
    assert_eq!(why.labels(), ["Wrong answer", "Outdated", "Unclear"]);
    page.message(&why, None);
    let unknown = missed(&club, &process, &priya, PARKING).await;
    assert_eq!(unknown.labels(), ["Tell me when there is an answer", "Ask a human"]);
    page.message(&unknown, Some((priya.id(), "/ask")));
    pictured("feedback", &page);
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_go_as_pictured() {
    let club = club().await.with_rules(|rules| Rules { cooldowns: Pace::default(), ..rules });
    let (lending, chat) = (club.fake.forum(club.guild, "lending"), club.fake.channel(club.guild, "chat"));
    let process = club.start().await;
    let noor = club.administrator("Noor");
    let set = async |setting: Setting, value: &str| {
        let at = Setting::ALL.iter().position(|one| *one == setting).unwrap();
        noor.command("config set", json!({"setting": at, "value": value})).wait_final().await;
    };
    set(Setting::Right, "0.95").await;
    set(Setting::RetentionDays, "30").await;
    for (may, role) in [(0, club.teachers), (2, club.helpers)] {
        noor.command("config role", json!({"may": may, "role": role})).wait_final().await;
    }
    noor.command("config channel", json!({"channel": lending, "mode": 3})).wait_final().await;
    noor.command("config channel", json!({"channel": chat, "mode": 0})).wait_final().await;
    let shown = noor.command("config show", json!({})).wait_final().await;
    assert!(shown.text().contains("trial") && shown.text().contains("**30**"), "{}", shown.text());
    let mut page = page(&club, &[(&noor, "Noor")]);
    page.call_channel(lending, "lending");
    page.call_channel(chat, "chat");
    page.message(&shown, Some((noor.id(), "/config show")));
    pictured("config", &page);
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_goes_as_pictured() {
    let club = club().await;
    let process = club.start().await;
    let (noor, mia) = (club.administrator("Noor"), club.member("Mia"));
    noor.command("config channel", json!({"channel": club.channel, "mode": 3})).wait_final().await;
    let questions = [
        "How do I borrow a game?",
        "When is the next tournament?",
        "What does a membership cost?",
        "Are beginners welcome?",
        "What if a piece is missing?",
        "How do I cancel my membership?",
    ];
    for (at, question) in questions.iter().cycle().take(20).enumerate() {
        mia.write(question);
        kept(&club, at + 1).await;
    }
    let mut seen = noor.command("trial", json!({})).wait_final().await;
    assert_eq!(seen.labels(), ["Judge 20 answers"]);
    let mut page = page(&club, &[(&noor, "Noor"), (&mia, "Mia")]);
    for _ in 0..17 {
        let press = if seen.labels().len() == 1 { seen.labels()[0].clone() } else { "Right".to_owned() };
        seen = noor.click(seen.id, &press).wait_final().await;
    }
    assert!(seen.text().contains("4 to judge"), "{}", seen.text());
    page.message(&seen, Some((noor.id(), "/trial")));
    seen = noor.click(seen.id, "Right").wait_final().await;
    seen = noor.click(seen.id, "Overview").wait_final().await;
    assert!(seen.text().contains("17 judged, 17 right") && seen.text().contains("Set the mode"), "{}", seen.text());
    page.message(&seen, Some((noor.id(), "/trial")));
    pictured("trial", &page);
    process.stop().await;
    club.ends_well();
}

/// Waits until so many questions are kept.
async fn kept(club: &Club, many: usize) {
    let end = std::time::Instant::now() + SOON;
    while club.bed.store.questions(&club.space(), Moment(0), u32::MAX).await.unwrap().len() < many {
        assert!(std::time::Instant::now() < end, "question {many} is not kept");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_go_as_pictured() {
    let club = club().await;
    let process = club.start().await;
    let noor = club.moderator("Noor");
    // The space is there once somebody has asked.
    missed(&club, &process, &club.member("Mia"), PARKING).await;
    let (questions, votes) = month();
    let store = &club.bed.store;
    store.record(&club.space(), &questions).await.unwrap();
    for vote in votes {
        store.vote(&club.space(), &vote).await.unwrap();
    }
    let seen = noor.command("stats", json!({})).wait_final().await;
    assert_eq!(seen.attachments.len(), 1, "{}", seen.text());
    let mut page = page(&club, &[(&noor, "Noor")]);
    page.message(&seen, Some((noor.id(), "/stats")));
    pictured("stats", &page);
    process.stop().await;
    club.ends_well();
}

/// Questions of 30 days and what people said of them: more before the evenings on which the club meets.
fn month() -> (Vec<AskedQuestion>, Vec<Vote>) {
    const DAY: i64 = 86_400_000;
    let (now, mut questions, mut votes) = (Moment::now().0, Vec::new(), Vec::new());
    for back in 0..30_i64 {
        let many = [5, 7, 9, 16, 22, 8, 4][usize::try_from(back % 7).unwrap()] + back % 3;
        for at in 0..many {
            let number = u64::try_from(back * 100 + at + 1).unwrap();
            // Of seven one is missed and one offered; what is offered is chosen two times out of three.
            let verdict = match at % 7 {
                3 => "abstain",
                5 => "choose",
                _ => "answer",
            };
            let mut question = asked(number, now - back * DAY, "How do I borrow a game?");
            question.verdict = verdict.to_owned();
            question.vector = None;
            questions.push(question);
            let opinion = match (verdict, at % 3) {
                ("choose", _) if back % 3 > 0 => Opinion::Chose,
                ("answer", 0) => Opinion::Helpful,
                _ => continue,
            };
            votes.push(vote(number, 1, opinion));
        }
    }
    (questions, votes)
}

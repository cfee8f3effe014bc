//! What holds for unasked answers when the bot begins again: as far as the store knows what was answered, a channel hears
//! no more in an hour, and a conversation in a post goes on.

use std::time::Duration;

use askwell::frontend::discord::Rules;
use askwell::frontend::discord::Unasked;
use askwell::service::Clock;
use askwell::service::Memory;
use askwell::service::Mode;
use askwell::service::Setting;
use askwell::store::Space;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord_bot::Community;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::knowing_in;
use crate::support::discord_bot::relaxed;
use crate::support::discord_club::Club;
use crate::support::discord_club::Process;
use crate::support::store::Bed;

const SOON: Duration = Duration::from_secs(10);

/// Long enough for an answer that must not come.
const A_WHILE: Duration = Duration::from_millis(900);

const MINUTE: Duration = Duration::from_secs(60);

/// How long people are left to answer in these stories.
const WAIT: Duration = Duration::from_millis(300);

/// A server where two questions in a channel are answered in an hour.
async fn club() -> Club {
    let unasked = Unasked { wait: WAIT, hourly: 2, follow_up: 10 * MINUTE, ..Unasked::default() };
    let club = Club::on(Bed::on_sqlite().await, FakeDiscord::start().await);
    club.with_rules(|rules| Rules { mode: Mode::Auto, unasked, ..rules })
}

async fn again(club: &Club, process: Process) -> Process {
    process.stop().await;
    club.start().await
}

/// Whether the bot writes something more.
async fn speaks(club: &Club, write: impl FnOnce() -> u64) -> bool {
    let before = club.fake.sent();
    write();
    let spoke = club.fake.until(SOON.min(2 * A_WHILE), |fake| fake.sent() > before).await;
    if spoke {
        // What belongs to it may come in several requests.
        tokio::time::sleep(WAIT).await;
    }
    spoke
}

#[tokio::test(flavor = "multi_thread")]
async fn an_hour_has_no_more_answers_for_a_restart() {
    let club = club().await;
    let process = club.start().await;
    let ada = club.member("Ada");
    assert!(speaks(&club, || ada.write("How do I reset my password?")).await);
    club.pass(30 * MINUTE);
    // In a thread it counts for the channel all the same.
    let thread = ada.in_channel(ada.open_thread("talk"));
    assert!(speaks(&club, || thread.write("When are you open?")).await);

    let process = again(&club, process).await;
    assert!(!speaks(&club, || ada.write("How do I delete my account?")).await, "two were answered");
    let elsewhere = ada.in_channel(club.fake.channel(club.guild, "elsewhere"));
    assert!(speaks(&club, || elsewhere.write("How do I delete my account?")).await);

    club.pass(31 * MINUTE);
    let process = again(&club, process).await;
    assert!(speaks(&club, || ada.write("How do I delete my account?")).await, "the first was an hour ago");
    assert!(!speaks(&club, || ada.write("How do I reset my password?")).await);
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_recorded_is_forgotten() {
    let club = club().await;
    let process = club.start().await;
    let owner = club.administrator("Olga");
    let recording = Setting::ALL.iter().position(|one| *one == Setting::Recording).unwrap();
    owner.command("config set", json!({"setting": recording, "value": "off"})).wait_final().await;
    let ada = club.member("Ada");
    for question in ["How do I reset my password?", "When are you open?"] {
        assert!(speaks(&club, || ada.write(question)).await);
    }
    assert!(!speaks(&club, || ada.write("How do I delete my account?")).await);
    let process = again(&club, process).await;
    assert!(speaks(&club, || ada.write("How do I delete my account?")).await);
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_in_a_post_goes_on_after_a_restart() {
    let club = club().await;
    let forum = club.fake.forum(club.guild, "help-forum");
    let process = club.start().await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let post = ada.in_channel(forum).post("How do I reset my password?", "I tried a lot and I am tired.");
    assert!(club.fake.reply_to(post, SOON).await.is_some());

    let process = again(&club, process).await;
    let (ada, bob) = (ada.in_channel(post), bob.in_channel(post));
    let of_another = bob.write("When are you open?");
    assert!(club.fake.reply_to(of_another, A_WHILE).await.is_none(), "he was not answered there");
    let next = ada.write("When are you open?");
    assert!(club.fake.reply_to(next, SOON).await.unwrap().text().contains("From ten to six"));

    club.pass(9 * MINUTE);
    let process = again(&club, process).await;
    let next = ada.write("How do I delete my account?");
    assert!(club.fake.reply_to(next, SOON).await.is_some(), "it goes on from what was said last");

    club.pass(11 * MINUTE);
    let process = again(&club, process).await;
    let late = ada.write("When are you open?");
    assert!(club.fake.reply_to(late, A_WHILE).await.is_none());
    process.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_away_costs_neither_answers_nor_conversations() {
    let bed = Bed::on_sqlite().await;
    let memory = Memory::new(bed.store.clone(), Space::new("home").unwrap(), Clock::system());
    let knowing = knowing_in(memory, FAQ).await;
    bed.store.close().await;
    let unasked = Unasked { wait: WAIT, ..Unasked::default() };
    let rules = Rules { mode: Mode::Auto, unasked, ..relaxed() };
    let club = Community::of(FakeDiscord::start().await, knowing, rules).await;
    let forum = club.fake.forum(club.guild, "help-forum");
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let post = ada.in_channel(forum).post("How do I reset my password?", "I tried a lot and I am tired.");
    assert!(club.fake.reply_to(post, SOON).await.is_some());
    let of_another = bob.in_channel(post).write("When are you open?");
    assert!(club.fake.reply_to(of_another, A_WHILE).await.is_none());
    let next = ada.in_channel(post).write("When are you open?");
    assert!(club.fake.reply_to(next, SOON).await.is_some());
    club.ends_well().await;
}

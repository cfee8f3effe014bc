//! The program in several processes on one store, of which some are killed: what people were told holds, and each of them
//! is told once.
#![cfg(unix)]

use std::time::Duration;
use std::time::Instant;

use askwell::service::Caller;
use askwell::service::Role;
use serde_json::json;

use super::crowd::Crowd;
use super::crowd::Explained;
use super::crowd::Least;
use super::crowd::Size;
use super::trouble::Dice;
use crate::support::Askwell;
use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Script;
use crate::support::discord::Seen;
use crate::support::discord_club::Club;
use crate::support::postgres;
use crate::support::store::Bed;

const SOON: Duration = Duration::from_secs(20);

/// How soon one process serves what another was taught.
const SERVED_WITHIN: Duration = Duration::from_secs(2);

/// Nobody knows it here.
const UNKNOWN: &str = "Which wine goes with oysters?";

const TELL_ME: &str = "Tell me when there is an answer";

async fn told(hands: &Hands, question: &str) -> String {
    hands.command("ask", json!({"question": question})).response().await.text()
}

/// Waits until the question is answered so, and says how long that took.
async fn learns(hands: &Hands, question: &str, answer: &str) -> Duration {
    let began = Instant::now();
    while !told(hands, question).await.contains(answer) {
        assert!(began.elapsed() < SOON, "{answer} is not told");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    began.elapsed()
}

/// Fills in the form of `/teach`; the card with its buttons.
async fn writes(moderator: &Hands, question: &str, answer: &str) -> Seen {
    let opened = moderator.command("teach", json!({}));
    opened.modal().await;
    moderator.submit_modal(&opened, json!({"question": question, "answer": answer})).wait_final().await
}

/// Asks what nobody knows by a mention, and is promised to be told.
async fn wishes(club: &Club, hands: &Hands) -> u64 {
    let question = hands.write(&format!("<@{}> {UNKNOWN}", club.fake.bot_user_id()));
    let seen = club.fake.reply_to(question, SOON).await.unwrap();
    let promised = hands.click(seen.id, TELL_ME).wait_final().await;
    assert!(promised.text().contains("I will tell you"), "{}", promised.text());
    question
}

/// Another process teaches the server, from a terminal: the answer to a question, and to the missed one with this number.
fn teaches_from_a_terminal(club: &Club, question: &str, answer: &str, missed: Option<u64>) {
    let missed = missed.map(|number| number.to_string());
    let mut arguments = vec!["teach", question, "--answer", answer, "--keep-both"];
    arguments.extend(missed.iter().flat_map(|number| ["--answers-missed", number.as_str()]));
    let knowledge = club.knowledge();
    let space = club.space();
    let place = ["-k", knowledge.to_str().unwrap(), "--space", space.as_str()];
    let askwell = Askwell::with(&[&place, &arguments[..]].concat()).env("ASKWELL_STORE", club.bed.ground.text());
    tokio::task::block_in_place(|| askwell.run().exits(0));
}

/// The number of what was missed, of which there is one.
async fn missed(club: &Club) -> u64 {
    let missed = club.memory().missed(&Caller::new("moderator", "Mo", Role::Moderator)).await.unwrap();
    assert_eq!(missed.len(), 1, "{missed:?}");
    missed[0].number
}

/// How often this person was told what is known by these words.
fn times_told(club: &Club, question: u64, words: &str) -> usize {
    let all = club.fake.all_messages(club.channel);
    all.iter().filter(|one| one.reply_to == Some(question) && one.text().contains(words)).count()
}

/// The server lies on the first of two shards. The second tells its people nevertheless, while the first is dead.
#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_is_taught_the_other_serves_after_a_kill_too() {
    let Some(server) = postgres::shared() else { return };
    let fake = FakeDiscord::builder().shards(2).start().await;
    let club = Club::on(Bed::on_postgres(server).await, fake);
    let (first, second) = (club.run_shard(0, 2).await, club.run_shard(1, 2).await);
    let (ada, olga) = (club.member("Ada"), club.administrator("Olga"));
    assert!(told(&ada, "When are you open?").await.contains("ten to six"));
    let question = wishes(&club, &ada).await;

    teaches_from_a_terminal(&club, "Where do I park my bicycle?", "In the yard.", None);
    let took = learns(&ada, "Where do I park my bicycle?", "In the yard.").await;
    println!("served by the other process after {took:?}");
    assert!(took < SERVED_WITHIN, "{took:?}");
    let card = writes(&olga, "Who has the key to the cellar?", "The caretaker.").await;
    let saved = olga.click(card.id, "Save").wait_final().await;
    assert!(saved.text().contains("Saved:"), "{}", saved.text());

    first.kill();
    assert!(club.fake.until(SOON, |fake| !fake.connected(0)).await && club.fake.connected(1));
    let missed = missed(&club).await;
    teaches_from_a_terminal(&club, "What do I drink with oysters?", "Chablis.", Some(missed));
    assert!(club.fake.until(SOON, |_| times_told(&club, question, "Chablis.") > 0).await, "the second tells nobody");
    let first = club.run_shard(0, 2).await;
    for (question, answer) in [
        ("Who has the key to the cellar?", "The caretaker."),
        ("Where do I park my bicycle?", "In the yard."),
        ("What do I drink with oysters?", "Chablis."),
    ] {
        let told = told(&ada, question).await;
        assert!(told.contains(answer), "{told}");
    }
    assert_eq!(times_told(&club, question, "Chablis."), 1);
    second.stop().await;
    first.stop().await;
    club.ends_well();
}

/// What is taught in the moments in which a process is killed.
const MOMENTS: [&str; 4] = [
    "How heavy is the piano?",
    "Who waters the plants in summer?",
    "What is the password of the printer?",
    "Where do lost umbrellas go?",
];

/// Three people press at once: one saves, one votes, one wants to be told. Once each has read that it is done, nothing is
/// left of the process a moment later.
#[tokio::test(flavor = "multi_thread")]
async fn what_people_have_just_read_outlives_the_process_that_told_it() {
    let Some(server) = postgres::shared() else { return };
    let club = Club::on(Bed::on_postgres(server).await, FakeDiscord::start().await);
    let olga = club.administrator("Olga");
    let mut program = club.run_shard(0, 1).await;
    for (moment, question) in MOMENTS.into_iter().enumerate() {
        let (ada, bob) = (club.member(&format!("Ada {moment}")), club.member(&format!("Bob {moment}")));
        let card = writes(&olga, question, "Try it.").await;
        let answer = ada.command("ask", json!({"question": "When are you open?"})).response().await;
        let no_answer = bob.command("ask", json!({"question": UNKNOWN})).response().await;
        let pressed = [olga.click(card.id, "Save"), ada.click(answer.id, "Helpful"), bob.click(no_answer.id, TELL_ME)];
        let mut read = Vec::new();
        for pressed in &pressed {
            read.push(pressed.wait_final().await.text());
        }
        program.kill();
        assert!(
            read[0].contains("Saved:") && read[1].contains("Thank you") && read[2].contains("will tell"),
            "{read:?}"
        );

        let items = club.bed.store.items(&club.space()).await.unwrap().items;
        let entries = items.iter().filter(|one| one.item.entry().is_some()).count();
        assert_eq!((items.len(), entries), (moment + 1, moment + 1), "saved, each once, and no draft is left");
        let held = async |hands: &Hands| {
            club.memory().held_on(&Caller::new(hands.id().to_string(), "", Role::Member)).await.unwrap()
        };
        assert_eq!(held(&ada).await.votes.len(), 1, "a vote that somebody was thanked for");
        assert_eq!(held(&bob).await.follows.len(), 1, "somebody was promised to be told");
        program = club.run_shard(0, 1).await;
        assert!(told(&ada, question).await.contains("Try it."));
    }
    program.stop().await;
    club.ends_well();
}

/// How often whoever tells people looks for what is to be told, with some time to do it.
const A_LOOK: Duration = Duration::from_secs(5);

/// The third message has gone out and nobody has heard of it when the process dies. What it had taken is not touched
/// before its time is over; then another process tells the rest, and nobody twice.
#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_dies_while_it_tells_people_leaves_nobody_out_and_tells_nobody_twice() {
    let Some(server) = postgres::shared() else { return };
    let fake = FakeDiscord::builder().shards(2).start().await;
    let club = Club::on(Bed::on_postgres(server).await, fake);
    let first = club.run_shard(0, 2).await;
    let mut questions = Vec::new();
    for number in 0..6 {
        questions.push(wishes(&club, &club.member(&format!("Member {number}"))).await);
    }
    let told = |times: usize| {
        let each = questions.iter().map(|question| times_told(&club, *question, "Chablis."));
        each.filter(|count| *count == times).count()
    };
    let missed = missed(&club).await;
    club.fake.script(Script::on("POST", "/channels/*/messages").after(2).takes_effect_and_hangs());
    teaches_from_a_terminal(&club, "What do I drink with oysters?", "Chablis.", Some(missed));
    assert!(club.fake.until(SOON, |_| told(1) == 3).await, "{} were told", told(1));
    first.kill();
    club.fake.clear_scripts();

    let second = club.run_shard(1, 2).await;
    let first = club.run_shard(0, 2).await;
    tokio::time::sleep(A_LOOK).await;
    assert_eq!((told(1), told(0)), (3, 3), "what somebody took is theirs for two minutes");
    assert_eq!(club.leases_run_out().await, 4, "two were done with");
    assert!(club.fake.until(SOON, |_| told(0) == 0).await, "{} were not told", told(0));
    first.stop().await;
    second.stop().await;
    assert_eq!((told(1), club.bed.store.with_notices().await.unwrap()), (6, Vec::new()));
    club.ends_well();
}

/// Times that a process is killed; `ASKWELL_ROUNDS` says otherwise.
const ROUNDS: u64 = 5;

/// People save, vote, wish and are told, and again and again a process dies in the middle of it. What each of them was
/// told is there in the end, once. `ASKWELL_CHAOS_SEED` says which chance.
#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_again_and_again_loses_nothing_that_people_were_told_and_doubles_nothing() {
    let Some(server) = postgres::shared() else { return };
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (seed, rounds) = (number("ASKWELL_CHAOS_SEED").unwrap_or(11), number("ASKWELL_ROUNDS").unwrap_or(ROUNDS));
    println!("seed {seed}");
    let fake = FakeDiscord::builder().shards(2).start().await;
    let club = Club::on(Bed::on_postgres(server).await, fake);
    let mut dice = Dice::of(seed);
    let mut programs = [Some(club.run_shard(0, 2).await), Some(club.run_shard(1, 2).await)];
    let explained = Explained::default();
    let size = Size { members: 8, moderators: 3, teachers: 1, thinking_ms: 400 };
    let mut crowd = Crowd::begin(&club, size, seed);
    let mut taken = 0;
    for round in 0..rounds {
        tokio::time::sleep(Duration::from_millis(2_000 + dice.roll(2_000))).await;
        // The one that has the server more often than the one that only delivers.
        let which = u32::from(round % 3 == 2);
        explained.kills.begin("a process was killed");
        programs[which as usize].take().unwrap().kill();
        // What it had taken may be taken again.
        taken += club.leases_run_out().await;
        programs[which as usize] = Some(club.run_shard(which, 2).await);
        explained.kills.end();
    }
    crowd.end().await;
    for program in programs.into_iter().flatten() {
        program.stop().await;
    }
    // All that is not in the store is forgotten.
    let last = club.run_shard(0, 2).await;
    let least = Least { saved: 8, discarded: 1, votes: 8, promised: 8 };
    println!("{}", crowd.holds(&club, &explained, taken, least).await);
    last.stop().await;
    club.ends_well();
}

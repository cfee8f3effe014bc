//! Several processes of the bot on one store: what one is taught the other serves, and one that is killed goes on where
//! it was.
#![cfg(unix)]

use std::time::Duration;
use std::time::Instant;

use askwell::frontend::discord::Rules;
use askwell::service::Caller;
use askwell::service::Mode;
use askwell::service::NewEntry;
use askwell::service::OnNear;
use askwell::service::Planned;
use askwell::service::Role;
use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::permission;
use crate::support::discord_club::Club;
use crate::support::discord_club::Process;
use crate::support::postgres;
use crate::support::store::Bed;

async fn teach(by: &Process, club: &Club, question: &str, answer: &str) {
    let service = by.service(club).await;
    let new = NewEntry { questions: vec![question.to_owned()], answer: answer.to_owned(), ..NewEntry::default() };
    let moderator = Caller::new("moderator", "Mo", Role::Moderator);
    service.carry_out(&moderator, &Planned::Teach(new, None), OnNear::KeepBoth).await.unwrap();
}

async fn told(hands: &Hands, question: &str) -> String {
    hands.command("ask", json!({"question": question})).response().await.text()
}

/// Waits until the question is answered so, and says how long that took.
async fn learns(hands: &Hands, question: &str, answer: &str) -> Duration {
    let began = Instant::now();
    while !told(hands, question).await.contains(answer) {
        assert!(began.elapsed() < Duration::from_secs(20), "{answer} is not told");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    began.elapsed()
}

/// The server lies on the first of two shards; the second process teaches it nevertheless.
#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_is_taught_the_other_serves_after_a_kill_too() {
    let Some(server) = postgres::shared() else { return };
    let fake = FakeDiscord::builder().shards(2).start().await;
    let club = Club::on(Bed::on_postgres(server).await, fake);
    let (first, second) = (club.start_shard(0, 2).await, club.start_shard(1, 2).await);
    let ada = club.member("Ada");
    assert!(told(&ada, "When are you open?").await.contains("ten to six"));

    teach(&second, &club, "Where do I park my bicycle?", "In the yard.").await;
    let took = learns(&ada, "Where do I park my bicycle?", "In the yard.").await;
    println!("served by the other process after {took:?}");

    first.kill();
    assert!(club.fake.until(Duration::from_secs(10), |fake| !fake.connected(0)).await && club.fake.connected(1));
    teach(&second, &club, "Who has the key to the cellar?", "The caretaker.").await;
    let first = club.start_shard(0, 2).await;
    learns(&ada, "Who has the key to the cellar?", "The caretaker.").await;
    assert!(told(&ada, "Where do I park my bicycle?").await.contains("In the yard."));
    second.stop().await;
    first.stop().await;
    club.ends_well();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_on_a_file_goes_on_where_it_was() {
    let club = Club::on(Bed::on_sqlite().await, FakeDiscord::start().await);
    let process = club.start().await;
    teach(&process, &club, "Where do I park my bicycle?", "In the yard.").await;
    process.stop().await;
    club.pass(Duration::from_secs(3_600));
    let process = club.start().await;
    assert!(told(&club.member("Ada"), "Where do I park my bicycle?").await.contains("In the yard."));
    let change = &process.store.changes(&club.space(), &crate::support::store::all()).await.unwrap()[0];
    let now = askwell::store::Moment::now().0;
    assert!(change.at.0 <= now, "it was taught before the hour passed");
    process.kill();
    club.ends_well();
}

/// What the other stories count on: who may do what, and what the server itself has set.
#[tokio::test(flavor = "multi_thread")]
async fn the_people_of_the_club_are_who_they_are_said_to_be() {
    let club = Club::on(Bed::on_sqlite().await, FakeDiscord::start().await);
    let club = club.with_rules(|rules| Rules { mode: Mode::Commands, ..rules });
    let process = club.start().await;
    let of = |hands: &Hands| club.fake.permissions(club.channel, hands.id());
    let has = |hands: &Hands, bit: u64| of(hands) & bit != 0;
    let (member, teacher) = (club.member("Ada"), club.teacher("Bea"));
    let (moderator, administrator) = (club.moderator("Cleo"), club.administrator("Dora"));
    assert_eq!(of(&member), of(&teacher));
    assert_eq!(club.fake.roles(club.guild, teacher.id()), [club.teachers]);
    assert!(has(&moderator, permission::MANAGE_MESSAGES) && !has(&moderator, permission::MANAGE_GUILD));
    assert!(has(&administrator, permission::MANAGE_GUILD) && !has(&member, permission::MANAGE_MESSAGES));
    // In this mode nobody is answered who mentions the bot.
    let asked = member.write(&format!("<@{}> When are you open?", club.fake.bot_user_id()));
    assert!(told(&member, "When are you open?").await.contains("ten to six"));
    assert!(club.fake.reply_to(asked, Duration::from_millis(300)).await.is_none());
    assert_eq!((club.fake.sent(), club.fake.sent_in(club.channel)), (1, 1));
    process.stop().await;
    club.ends_well();
}

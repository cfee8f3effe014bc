//! Several processes of the bot on one store, seen from inside: what one is taught the other serves, and a vote through
//! both is one. Those that are killed are in `killed`.
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
use askwell::service::Setting;
use askwell::store::Flaw;
use askwell::store::Moment;
use askwell::store::Opinion;
use askwell::store::Space;
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

/// Waits until this process has the change with this number, and says how long that took.
async fn has(process: &Process, space: &Space, number: u64) -> Duration {
    let began = Instant::now();
    while process.spaces.opened_before(space).unwrap().catalog().version() < number {
        assert!(began.elapsed() < Duration::from_secs(20), "it does not hear of change {number}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    began.elapsed()
}

/// Teaches by the form and its button.
async fn teaches(moderator: &Hands, question: &str, answer: &str) {
    let opened = moderator.command("teach", json!({}));
    opened.modal().await;
    let card = moderator.submit_modal(&opened, json!({"question": question, "answer": answer})).wait_final().await;
    let saved = moderator.click(card.id, "Save").wait_final().await;
    assert!(saved.text().contains("Saved:"), "{}", saved.text());
}

/// Each process has a server, and both know both servers. What is taught and set through one is counted until the other
/// has it; then they change places, and each serves at once what it only heard of.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_in_discord_through_one_process_the_other_serves_within_two_seconds() {
    let Some(server) = postgres::shared() else { return };
    let fake = FakeDiscord::builder().shards(2).start().await;
    let club = Club::on(Bed::on_postgres(server).await, fake);
    let shard_of = |guild: u64| u32::try_from((guild >> 22) % 2).unwrap();
    let here = shard_of(club.guild);
    let other_guild = loop {
        let guild = club.fake.guild("Cooks");
        if shard_of(guild) != here {
            break guild;
        }
    };
    let kitchen = club.fake.channel(other_guild, "kitchen");
    let hands = |name: &str, permissions: u64| {
        club.fake.user(other_guild, kitchen, club.fake.member_with(other_guild, name, permissions))
    };
    let all = permission::MANAGE_GUILD | permission::MANAGE_MESSAGES;
    let (ada, olga) = (club.member("Ada"), club.administrator("Olga"));
    let (cook, chef) = (hands("Cook", 0), hands("Chef", all));
    let (games, cooks) = (club.space(), Space::of_server(other_guild));

    let (mut first, mut second) = (club.start_shard(here, 2).await, club.start_shard(1 - here, 2).await);
    for (process, space) in [(&first, &cooks), (&second, &games)] {
        process.spaces.of(space).await.unwrap();
    }
    let version = async |space: &Space| first.store.items(space).await.unwrap().version;
    let number_of = |setting: Setting| json!(Setting::ALL.iter().position(|one| *one == setting).unwrap());
    teaches(&olga, "Where do I park my bicycle?", "In the yard.").await;
    let bicycle = has(&second, &games, version(&games).await).await;
    teaches(&chef, "How hot is the oven?", "Two hundred degrees.").await;
    let oven = has(&first, &cooks, version(&cooks).await).await;
    let private = json!({"setting": number_of(Setting::Private), "value": "on"});
    let told = olga.command("config set", private).wait_final().await;
    assert!(told.text().contains("is on now"), "{}", told.text());
    let setting = has(&second, &games, version(&games).await).await;
    println!("the other process had the entries after {bicycle:?} and {oven:?}, the setting after {setting:?}");
    let slowest = bicycle.max(oven).max(setting);
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");

    first.takes_shard(&club, 1 - here, 2).await;
    second.takes_shard(&club, here, 2).await;
    let parked = ada.command("ask", json!({"question": "Where do I park my bicycle?"})).response().await;
    assert!(parked.text().contains("In the yard.") && parked.ephemeral, "{}", parked.text());
    let hot = cook.command("ask", json!({"question": "How hot is the oven?"})).response().await;
    assert!(hot.text().contains("Two hundred degrees.") && !hot.ephemeral, "{}", hot.text());
    assert!(
        told_nothing(&cook, "Where do I park my bicycle?").await && told_nothing(&ada, "How hot is the oven?").await
    );
    first.stop().await;
    second.stop().await;
    club.ends_well();
}

async fn told_nothing(hands: &Hands, question: &str) -> bool {
    told(hands, question).await.contains("I don't know that")
}

/// While a new process takes the place of an old one both hear of a press, and either may have been first.
#[tokio::test(flavor = "multi_thread")]
async fn who_votes_through_both_processes_has_voted_once() {
    let Some(server) = postgres::shared() else { return };
    let fake = FakeDiscord::builder().shards(2).start().await;
    let club = Club::on(Bed::on_postgres(server).await, fake);
    let first = club.start_shard(0, 2).await;
    let (ada, bob) = (club.member("Ada"), club.member("Bob"));
    let seen = ada.command("ask", json!({"question": "When are you open?"})).response().await;
    let votes = async |process: &Process| process.store.votes(&club.space(), Moment(0)).await.unwrap();
    ada.click(seen.id, "Helpful").response().await;
    assert_eq!(votes(&first).await.len(), 1);

    let second = club.start_shard(0, 2).await;
    let why = bob.click(seen.id, "Not helpful").wait_final().await;
    bob.click(why.id, "Unclear").wait_final().await;
    ada.click(seen.id, "Not helpful").wait_final().await;
    first.stop().await;
    let both = votes(&second).await;
    let mut opinions: Vec<_> = both.iter().map(|vote| (vote.opinion, vote.flaw)).collect();
    opinions.sort_by_key(|(_, flaw)| flaw.is_some());
    assert_eq!(opinions, [(Opinion::Unhelpful, None), (Opinion::Unhelpful, Some(Flaw::Unclear))]);

    ada.click(seen.id, "Helpful").response().await;
    assert_eq!(votes(&second).await.len(), 2);
    second.stop().await;
    // Whoever came second was told so by Discord.
    let twice = club.fake.take_violations();
    assert!(twice.iter().all(|violation| violation.starts_with("twice:")), "{twice:#?}");
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
    let now = Moment::now().0;
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

//! Everything at once, with a store: people ask, vote, wish, teach and decide while Discord misbehaves, the store goes away
//! and comes back, and processes die.
#![cfg(unix)]

use std::time::Duration;
use std::time::Instant;

use askwell::service::Caller;
use askwell::service::Role;
use serde_json::json;
use sqlx::Connection;
use sqlx::postgres::PgConnection;

use super::crowd::Crowd;
use super::crowd::Explained;
use super::crowd::Least;
use super::crowd::Size;
use super::trouble::Dice;
use super::trouble::Outages;
use super::trouble::misfortunes;
use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord_club::Club;
use crate::support::discord_program::Program;
use crate::support::postgres;
use crate::support::postgres::Server;
use crate::support::store::Bed;

const SOON: Duration = Duration::from_secs(20);

/// Three people press at once: one saves, one votes, one wants to be told. The store goes away in the middle of keeping
/// it, so none of them reads that it is done; and a further press does it.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_store_goes_away_with_is_not_said_to_be_done() {
    let Some(server) = postgres::own() else { return };
    let club = Club::on(Bed::on_postgres(&server).await, FakeDiscord::start().await);
    let program = club.run_shard(0, 1).await;
    let (olga, ada, bob) = (club.administrator("Olga"), club.member("Ada"), club.member("Bob"));
    let opened = olga.command("teach", json!({}));
    opened.modal().await;
    let fields = json!({"question": "Where do I park my bicycle?", "answer": "In the yard."});
    let card = olga.submit_modal(&opened, fields).wait_final().await;
    let answer = ada.command("ask", json!({"question": "When are you open?"})).response().await;
    let no_answer = bob.command("ask", json!({"question": "Which wine goes with oysters?"})).response().await;
    let missed = async || club.memory().missed(&Caller::new("moderator", "Mo", Role::Moderator)).await.unwrap().len();
    while missed().await == 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // Whoever writes has to wait for this one.
    let connect = async || PgConnection::connect(&club.bed.ground.text()).await.unwrap();
    let (mut writer, mut looker) = (connect().await, connect().await);
    sqlx::raw_sql("BEGIN; UPDATE spaces SET version = version").execute(&mut writer).await.unwrap();
    let buttons = [
        (&olga, card.id, "Save", "Saved:"),
        (&ada, answer.id, "Helpful", "Thank you"),
        (&bob, no_answer.id, "Tell me when there is an answer", "I will tell you"),
    ];
    let pressed = buttons.map(|(hands, on, label, _)| hands.click(on, label));
    let waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    let began = Instant::now();
    while sqlx::query_scalar::<_, i64>(waiting).fetch_one(&mut looker).await.unwrap() < 3 {
        assert!(began.elapsed() < SOON, "they do not write");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    tokio::task::block_in_place(|| server.kill());
    for pressed in &pressed {
        let read = pressed.wait_final().await.text();
        assert!(read.contains("try again in a minute"), "{read}");
    }
    tokio::task::block_in_place(|| server.start_again());
    for (hands, on, label, done) in buttons {
        // The bot may take a moment to see that the store is back.
        let began = Instant::now();
        loop {
            let read = hands.click(on, label).wait_final().await.text();
            if read.contains(done) {
                break;
            }
            assert!(read.contains("try again in a minute") && began.elapsed() < SOON, "{read}");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
    let held = async |hands: &Hands| {
        club.memory().held_on(&Caller::new(hands.id().to_string(), "", Role::Member)).await.unwrap()
    };
    assert_eq!((held(&ada).await.votes.len(), held(&bob).await.follows.len()), (1, 1));
    program.stop().await;
    club.ends_well();
}

/// Takes the store away for some time, as a crash does or in order.
async fn outage(server: &Server, dice: &mut Dice, store: &Outages) {
    let crash = dice.roll(2) == 0;
    store.begin("the store was away");
    tokio::task::block_in_place(|| if crash { server.kill() } else { server.stop() });
    tokio::time::sleep(Duration::from_millis(500 + dice.roll(1_500))).await;
    tokio::task::block_in_place(|| server.start_again());
    store.end();
}

/// What happens to the store and to the processes, one after the other; how many notices were left to others.
async fn blows(
    club: &Club,
    server: &Server,
    programs: &mut [Option<Program>; 2],
    dice: &mut Dice,
    explained: &Explained,
) -> u64 {
    let mut taken = 0;
    for which in [None, Some(0), None, Some(1), Some(0)] {
        tokio::time::sleep(Duration::from_millis(1_500 + dice.roll(1_500))).await;
        match which {
            None => outage(server, dice, &explained.store).await,
            Some(shard) => {
                explained.kills.begin("a process was killed");
                programs[shard].take().unwrap().kill();
                taken += club.leases_run_out().await;
                programs[shard] = Some(club.run_shard(u32::try_from(shard).unwrap(), 2).await);
                explained.kills.end();
            }
        }
    }
    taken
}

/// `ASKWELL_CHAOS_SEED` says which chance, `ASKWELL_CHAOS_ROUNDS` how often everything comes.
#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_what_people_were_told_is_kept_and_nothing_unreviewed_is_served() {
    let Some(server) = postgres::own() else { return };
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (seed, rounds) = (number("ASKWELL_CHAOS_SEED").unwrap_or(7), number("ASKWELL_CHAOS_ROUNDS").unwrap_or(1));
    println!("seed {seed}");
    let fake = FakeDiscord::builder().shards(2).start().await;
    let club = Club::on(Bed::on_postgres(&server).await, fake);
    let (mut dice, mut more_dice) = (Dice::of(seed), Dice::of(seed + 1));
    let mut programs = [Some(club.run_shard(0, 2).await), Some(club.run_shard(1, 2).await)];
    let explained = Explained::default();
    let size = Size { members: 12, moderators: 3, teachers: 2, thinking_ms: 1_200 };
    let mut crowd = Crowd::begin(&club, size, seed);
    let mut taken = 0;
    for _ in 0..rounds {
        let discord = misfortunes(&club.fake, &mut dice, &explained.outages);
        let rest = blows(&club, &server, &mut programs, &mut more_dice, &explained);
        taken += tokio::join!(discord, rest).1;
    }
    crowd.end().await;
    for program in programs.into_iter().flatten() {
        println!("{} KiB", program.memory());
        program.stop().await;
    }
    // All that is not in the store is forgotten.
    let last = club.run_shard(0, 2).await;
    let least = Least { saved: 8, discarded: 1, votes: 8, promised: 10 };
    println!("{}", crowd.holds(&club, &explained, taken, least).await);
    last.stop().await;
    club.fake.assert_clean_but(&["late"]);
    club.pinged_nobody_else();
}

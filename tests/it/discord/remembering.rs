//! Everything at once, with a store: people ask, vote, wish, teach and decide while Discord misbehaves, the store goes away
//! and comes back, and processes die.
#![cfg(unix)]

use std::time::Duration;

use super::crowd::Crowd;
use super::crowd::Explained;
use super::crowd::Least;
use super::crowd::Size;
use super::trouble::Dice;
use super::trouble::Outages;
use super::trouble::misfortunes;
use crate::support::discord::FakeDiscord;
use crate::support::discord_club::Club;
use crate::support::discord_program::Program;
use crate::support::postgres;
use crate::support::postgres::Server;
use crate::support::store::Bed;

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
    let least = Least { saved: 1, taken_back: 0, discarded: 0, votes: 1, promised: 1 };
    println!("{}", crowd.holds(&club, &explained, taken, least).await);
    last.stop().await;
    club.fake.assert_clean_but(&["late"]);
    club.pinged_nobody_else();
}

//! Everything at once, with a store: people ask, vote, wish, teach and decide while Discord misbehaves, the store goes away
//! and comes back, and processes die.
#![cfg(unix)]

use std::time::Duration;

use super::crowd::Crowd;
use super::crowd::Explained;
use super::crowd::Size;
use super::trouble::Dice;
use super::trouble::Outages;
use super::trouble::misfortunes;
use crate::support::discord::FakeDiscord;
use crate::support::discord_club::Club;
use crate::support::discord_club::Process;
use crate::support::postgres;
use crate::support::postgres::Server;
use crate::support::store::Bed;

/// Takes the store away for some time, as a crash does or in order.
async fn outage(server: &Server, dice: &mut Dice) {
    let crash = dice.roll(2) == 0;
    tokio::task::block_in_place(|| if crash { server.kill() } else { server.stop() });
    tokio::time::sleep(Duration::from_millis(500 + dice.roll(1_500))).await;
    tokio::task::block_in_place(|| server.start_again());
}

/// What happens to the store and to the processes, one after the other.
async fn blows(
    club: &Club,
    server: &Server,
    mut processes: [Process; 2],
    dice: &mut Dice,
    kills: &Outages,
) -> [Process; 2] {
    for which in [None, Some(0), None, Some(1)] {
        tokio::time::sleep(Duration::from_millis(1_500 + dice.roll(1_500))).await;
        match which {
            None => outage(server, dice).await,
            Some(shard) => {
                kills.begin("a process was killed");
                let [first, second] = processes;
                let (killed, stays) = if shard == 0 { (first, second) } else { (second, first) };
                killed.kill();
                let begun = club.start_shard(shard, 2).await;
                processes = if shard == 0 { [begun, stays] } else { [stays, begun] };
                kills.end();
            }
        }
    }
    processes
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
    let mut processes = [club.start_shard(0, 2).await, club.start_shard(1, 2).await];
    let explained = Explained { outages: Outages::default(), kills: Outages::default() };
    let size = Size { members: 20, moderators: 3, teachers: 2, thinking_ms: 1_000 };
    let mut crowd = Crowd::begin(&club, size, seed);
    for _ in 0..rounds {
        let discord = misfortunes(&club.fake, &mut dice, &explained.outages);
        let rest = blows(&club, &server, processes, &mut more_dice, &explained.kills);
        ((), processes) = tokio::join!(discord, rest);
        println!("{}", crowd.summary());
    }
    crowd.end().await;
    println!("{}", crowd.holds(&club, &processes[0], &explained).await);
    for process in processes {
        process.stop().await;
    }
    club.fake.assert_clean_but(&["late"]);
    club.pinged_nobody_else();
}

//! `askwell restore` is killed at random points: what is there then is the one store or the other, whole.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use askwell::store::Space;

use super::killed::chance;
use super::killed::rounds;
use super::world::everything;
use super::world::fill;
use super::writers::Acknowledged;
use super::writers::Writer;
use crate::support::Askwell;
use crate::support::store::Bed;
use crate::support::store::Ground;
use crate::support::store::all;
use crate::support::store::home;
use crate::support::store::within;

/// How often it is killed; `ASKWELL_ROUNDS` says otherwise.
const ROUNDS: u64 = 100;

/// Of so many rounds, one begins with a store that its writer left a journal of.
const WRITTEN: u64 = 4;

/// Of so many rounds, one is followed by a restore that nobody kills.
const UNDISTURBED: u64 = 5;

fn restoring(store: &Path, backup: &Path) -> Askwell {
    Askwell::with(&["restore", backup.to_str().unwrap()]).env("ASKWELL_STORE", store)
}

/// Runs it until the time is over; whether it was killed then.
fn killed_after(time: Duration, restoring: Askwell) -> bool {
    let (mut command, _home) = restoring.into_command();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = command.spawn().unwrap();
    std::thread::sleep(time);
    running.kill().unwrap();
    running.wait().unwrap().code().is_none()
}

#[test]
fn a_restore_that_is_killed_leaves_the_former_store_or_the_restored_one_whole() {
    within(async || {
        let bed = Bed::on_sqlite().await;
        bed.store.close().await;
        let file = bed.ground.file();
        let mut backups = Vec::new();
        for text in ["one", "two"] {
            let ground = Ground::for_sqlite();
            let store = ground.open().await;
            fill(&*store, &home(), text).await.unwrap();
            let path = bed.ground.folder.path().join(format!("{text}.db"));
            store.backup(&path).await.unwrap();
            backups.push((path, everything(&*store, &home()).await));
            store.close().await;
        }
        restoring(&file, &backups[1].0).run().exits(0);
        let begun = Instant::now();
        restoring(&file, &backups[0].0).run().exits(0);
        let took = begun.elapsed();

        let (mut now, mut said) = (0, Acknowledged::default());
        let (mut killed, mut stayed, mut replaced) = (0, 0, 0);
        let rounds = rounds(ROUNDS);
        for round in 0..rounds {
            if round % WRITTEN == 0 {
                let writer = Writer::start(file.to_str().unwrap(), &format!("r{round}"));
                writer.has_said(chance(round, 14));
                said.take(&writer.kill());
            }
            let other = 1 - now;
            let time = took.mul_f64(f64::from(u32::try_from(chance(round + 1_000_000, 1_300)).unwrap()) / 1_000.0);
            killed += u64::from(killed_after(time, restoring(&file, &backups[other].0)));

            let store = bed.again().await;
            assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new(), "round {round}");
            let there = everything(&*store, &home()).await;
            if there == backups[now].1 {
                stayed += 1;
                let changes = store.changes(&Space::local(), &all()).await.unwrap();
                for text in said.commits.keys() {
                    let is_there = changes.iter().any(|one| one.key.id.ends_with(&format!("-{text}")));
                    assert!(is_there, "round {round}: {text} was acknowledged, and the store is the former one");
                }
            } else {
                assert_eq!(there, backups[other].1, "round {round}: it is neither of the two");
                assert_eq!(store.changes(&Space::local(), &all()).await.unwrap(), [], "round {round}");
                (now, said) = (other, Acknowledged::default());
                replaced += 1;
            }
            store.close().await;
            if round % UNDISTURBED == 0 {
                let other = 1 - now;
                restoring(&file, &backups[other].0).run().exits(0);
                let store = bed.again().await;
                assert_eq!(everything(&*store, &home()).await, backups[other].1, "round {round}: the next restore");
                store.close().await;
                (now, said) = (other, Acknowledged::default());
            }
        }
        println!("{rounds} rounds: {killed} killed, {stayed} times the former, {replaced} times the restored");
        assert!(killed > rounds / 3 && stayed > 0 && replaced > 0, "{killed} killed, {stayed} stayed, {replaced} not");
    });
}

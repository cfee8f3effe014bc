//! What holds for every method, and for those that belong to no part.

use std::time::Duration;
use std::time::Instant;

use askwell::store::Address;
use askwell::store::HashKey;
use askwell::store::Space;
use sqlx::Connection;

use crate::support::store::Engine;
use crate::support::store::commit;
use crate::support::store::home;
use crate::support::store::next_door;
use crate::support::store::on_both;
use crate::support::store::refused;
use crate::support::store::writes;

#[test]
fn a_store_says_what_it_is_and_that_it_is_sound() {
    on_both(async |bed| {
        bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        let condition = bed.store.check().await.unwrap();
        let engine = if bed.engine == Engine::Sqlite { "SQLite" } else { "PostgreSQL" };
        let version = condition.engine.strip_prefix(engine).unwrap().trim();
        assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{condition:?}");
        assert!(condition.schema > 0, "{condition:?}");
        assert_eq!(condition.damage, Vec::<String>::new());
        assert_eq!(bed.store.glance().await.unwrap(), condition);
        if bed.engine == Engine::Sqlite {
            assert!(condition.bytes.unwrap() > 1_000, "{condition:?}");
        }
    });
}

#[test]
fn spaces_are_listed_by_name_once_they_have_a_row() {
    on_both(async |bed| {
        let space = |name: &str| Space::new(name).unwrap();
        assert_eq!(bed.store.spaces().await.unwrap(), Vec::new());
        // In the order of bytes, which is not that of a dictionary.
        for name in ["b", "_", "a-b", "ab", "10", "9"] {
            bed.store.commit(&space(name), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        }
        let sorted = ["10", "9", "_", "a-b", "ab", "b"].map(space);
        assert_eq!(bed.store.spaces().await.unwrap(), sorted);
        assert_eq!(bed.store.versions().await.unwrap(), sorted.clone().map(|space| (space, 1)));
        bed.store.commit(&space("ab"), &commit(vec![writes("b", 0, "B.")])).await.unwrap();
        assert_eq!(bed.store.versions().await.unwrap()[4], (space("ab"), 2));
        // Reading leaves nothing behind.
        bed.store.items(&space("quiet")).await.unwrap();
        bed.store.dump(&space("quiet")).await.unwrap();
        assert_eq!(bed.store.spaces().await.unwrap(), sorted);
    });
}

#[test]
fn who_waits_is_told_of_what_another_process_writes() {
    on_both(async |bed| {
        let reader = bed.again().await;
        bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        // This may be told of what came before, once.
        reader.changed(Duration::from_millis(300)).await;
        for revision in 1..4 {
            let write = async {
                tokio::time::sleep(Duration::from_millis(200)).await;
                let version = bed.store.commit(&home(), &commit(vec![writes("a", revision, "B.")])).await.unwrap();
                (version, Instant::now())
            };
            let wait = async {
                let mut version = 0;
                while version != revision + 1 {
                    reader.changed(Duration::from_secs(20)).await;
                    version = reader.versions().await.unwrap()[0].1;
                }
                Instant::now()
            };
            let ((version, written), noticed) = tokio::join!(write, wait);
            assert_eq!(version, revision + 1);
            assert!(noticed.saturating_duration_since(written) < Duration::from_secs(2), "{noticed:?} {written:?}");
        }
    });
}

#[test]
fn who_waits_for_nothing_waits_no_longer_than_said() {
    on_both(async |bed| {
        bed.store.changed(Duration::from_millis(300)).await;
        let began = Instant::now();
        bed.store.changed(Duration::from_millis(300)).await;
        assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    });
}

#[test]
fn a_space_has_one_hash_key_of_its_own_for_good() {
    on_both(async |bed| {
        let others = [bed.again().await, bed.again().await];
        let (space, beside) = (home(), next_door());
        let calls = tokio::join!(
            bed.store.hash_key(&space),
            others[0].hash_key(&space),
            others[1].hash_key(&space),
            bed.store.hash_key(&beside)
        );
        let key = calls.0.unwrap();
        assert!(key == calls.1.unwrap() && key == calls.2.unwrap(), "who was first decides");
        assert!(key != calls.3.unwrap() && key != HashKey([0; 32]));
        assert!(key == bed.again().await.hash_key(&space).await.unwrap());
        bed.store.forget_space(&space).await.unwrap();
        assert!(key != bed.store.hash_key(&space).await.unwrap(), "the hashes of old mean nothing any more");
    });
}

#[test]
fn vectors_are_kept_by_model_and_those_that_are_there_stay() {
    on_both(async |bed| {
        let (store, space) = (&bed.store, home());
        let long: Vec<f32> = (0_u16..384).map(|n| f32::from(n).sin()).collect();
        let odd = [f32::MIN_POSITIVE, -0.0, f32::MAX, 1e-45];
        store.put_vectors(&space, "m", &[([1; 16], &long), ([2; 16], &odd)]).await.unwrap();
        store.put_vectors(&space, "m", &[([2; 16], &[9.0]), ([3; 16], &[3.0])]).await.unwrap();
        store.put_vectors(&space, "n", &[([1; 16], &[5.0])]).await.unwrap();
        store.put_vectors(&space, "n", &[]).await.unwrap();
        let wanted = [[3; 16], [9; 16], [1; 16], [2; 16], [3; 16]];
        let three = Some(vec![3.0]);
        let found = store.vectors(&space, "m", &wanted).await.unwrap();
        assert_eq!(found, [three.clone(), None, Some(long), Some(odd.to_vec()), three], "in the order asked for");
        assert_eq!(store.vectors(&space, "n", &[[1; 16]]).await.unwrap(), [Some(vec![5.0])]);
        assert_eq!(store.vectors(&next_door(), "m", &[[1; 16]]).await.unwrap(), [None]);
        assert_eq!(store.vectors(&space, "m", &[]).await.unwrap(), Vec::new());
        assert_eq!(store.drop_vectors(&space, "m").await.unwrap(), 3);
        assert_eq!(store.drop_vectors(&space, "m").await.unwrap(), 0);
        assert_eq!(store.vectors(&space, "n", &[[1; 16]]).await.unwrap(), [Some(vec![5.0])]);
    });
}

#[test]
fn thousands_of_vectors_are_asked_for_at_once() {
    on_both(async |bed| {
        let digest = |n: u32| {
            let mut digest = [7; 16];
            digest[..4].copy_from_slice(&n.to_be_bytes());
            digest
        };
        let vectors: Vec<([u8; 16], [f32; 1])> = (0_u16..1_000).map(|n| (digest(n.into()), [f32::from(n)])).collect();
        let given: Vec<([u8; 16], &[f32])> = vectors.iter().map(|(digest, vector)| (*digest, &vector[..])).collect();
        bed.store.put_vectors(&home(), "m", &given).await.unwrap();
        let digests: Vec<[u8; 16]> = (0..33_000).map(digest).collect();
        let found = bed.store.vectors(&home(), "m", &digests).await.unwrap();
        assert_eq!(found.len(), 33_000);
        assert_eq!(found[999], Some(vec![999.0]));
        assert_eq!(found.iter().flatten().count(), 1_000);
    });
}

#[test]
fn a_text_is_kept_under_its_key() {
    on_both(async |bed| {
        let (store, space) = (&bed.store, home());
        assert_eq!(store.kept(&space, "calibration").await.unwrap(), None);
        store.keep(&space, "calibration", Some("one")).await.unwrap();
        store.keep(&space, "calibration", Some("two")).await.unwrap();
        store.keep(&space, "", Some("")).await.unwrap();
        assert_eq!(store.kept(&space, "calibration").await.unwrap().as_deref(), Some("two"));
        assert_eq!(store.kept(&space, "").await.unwrap().as_deref(), Some(""));
        assert_eq!(store.kept(&next_door(), "calibration").await.unwrap(), None);
        store.keep(&space, "calibration", None).await.unwrap();
        store.keep(&space, "calibration", None).await.unwrap();
        assert_eq!(store.kept(&space, "calibration").await.unwrap(), None);
    });
}

#[test]
fn a_copy_is_whole_while_others_write() {
    on_both(async |bed| {
        let copy = bed.ground.folder.path().join("copy.db");
        if bed.engine == Engine::Postgres {
            refused(bed.store.backup(&copy).await, "Unsupported");
            assert!(!copy.exists());
            return;
        }
        let writer = bed.again().await;
        let write = async {
            for n in 0..60 {
                let pair = vec![writes(&format!("a{n}"), 0, "one"), writes(&format!("b{n}"), 0, "two")];
                writer.commit(&home(), &commit(pair)).await.unwrap();
            }
        };
        let back_up = async {
            while bed.store.items(&home()).await.unwrap().version < 5 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            bed.store.backup(&copy).await.unwrap();
        };
        tokio::join!(write, back_up);
        let there = std::fs::read(&copy).unwrap();
        assert!(bed.store.backup(&copy).await.is_err(), "a file that is there is not written over");
        assert!(std::fs::read(&copy).unwrap() == there);
        let copied = askwell::store::open(&Address::File(copy)).await.unwrap();
        let items = copied.items(&home()).await.unwrap();
        assert!(items.version >= 5 && items.items.len() as u64 == 2 * items.version, "{}", items.version);
        assert_eq!(copied.check().await.unwrap().damage, Vec::<String>::new());
    });
}

#[test]
fn a_backup_where_nothing_can_be_written_says_so_and_hurts_nothing() {
    on_both(async |bed| {
        if bed.engine == Engine::Sqlite {
            bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
            assert!(bed.store.backup(&bed.ground.folder.path().join("nowhere/copy.db")).await.is_err());
            assert!(bed.store.backup(&bed.ground.file()).await.is_err(), "the store is no place for its own copy");
            assert_eq!(bed.store.items(&home()).await.unwrap().version, 1);
        }
    });
}

#[test]
fn many_open_a_new_store_at_once() {
    on_both(async |bed| {
        // Its tables are made by whoever comes first; nobody stumbles over the other.
        let ground = bed.other_ground().await;
        let open = || askwell::store::open(&ground.address);
        let opened = tokio::join!(open(), open(), open(), open());
        for (number, store) in [opened.0, opened.1, opened.2, opened.3].into_iter().enumerate() {
            let name = format!("entry-{number}");
            store.unwrap().commit(&home(), &commit(vec![writes(&name, 0, "A.")])).await.unwrap();
        }
        assert_eq!(open().await.unwrap().items(&home()).await.unwrap().items.len(), 4);
    });
}

#[test]
fn what_is_closed_does_nothing_more_and_does_not_hang() {
    on_both(async |bed| {
        bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        bed.store.close().await;
        let late = tokio::time::timeout(Duration::from_secs(10), bed.store.items(&home())).await;
        late.expect("it does not hang").unwrap_err();
        bed.store.changed(Duration::from_millis(10)).await;
        assert_eq!(bed.again().await.items(&home()).await.unwrap().version, 1);
    });
}

#[test]
fn who_finds_it_busy_for_too_long_is_told_so_and_may_come_again() {
    on_both(async |bed| {
        bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        let change = commit(vec![writes("a", 1, "B.")]);
        let began = Instant::now();
        let hold = "UPDATE spaces SET version = version";
        let store = &bed.store;
        match &bed.ground.address {
            Address::File(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let mut other = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
                let mut held = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
                sqlx::query(hold).execute(&mut *held).await.unwrap();
                refused(store.commit(&home(), &change).await, "Busy");
                held.rollback().await.unwrap();
            }
            Address::Postgres(url) => {
                let mut other = sqlx::PgConnection::connect(url.as_str()).await.unwrap();
                let mut held = other.begin().await.unwrap();
                sqlx::query(hold).execute(&mut *held).await.unwrap();
                refused(store.commit(&home(), &change).await, "Busy");
                held.rollback().await.unwrap();
            }
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
        assert_eq!(bed.store.items(&home()).await.unwrap().version, 1);
        assert_eq!(bed.store.commit(&home(), &change).await.unwrap(), 2);
    });
}

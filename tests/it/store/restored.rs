//! Backups, and a backup in the place of the store.

use std::path::Path;
use std::path::PathBuf;

use askwell::store::Address;
use askwell::store::Restored;
use askwell::store::restore;
use sqlx::Connection;

use super::world::everything;
use super::world::fill;
use super::writers::Acknowledged;
use super::writers::Writer;
use crate::support::store::Bed;
use crate::support::store::Ground;
use crate::support::store::all;
use crate::support::store::commit;
use crate::support::store::home;
use crate::support::store::kind_of;
use crate::support::store::refused;
use crate::support::store::within;
use crate::support::store::writes;

/// A store with all that a space can hold, closed, and a backup of it.
async fn with_backup() -> (Bed, PathBuf) {
    let bed = Bed::on_sqlite().await;
    fill(&*bed.store, &home(), "text").await.unwrap();
    let backup = bed.ground.folder.path().join("backup.db");
    bed.store.backup(&backup).await.unwrap();
    (bed, backup)
}

/// What is in the folder of a store, by name.
fn names(ground: &Ground) -> Vec<String> {
    let files = std::fs::read_dir(ground.folder.path()).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

/// Checks that a backup is refused with an error of this kind, and that no byte of the folder has changed.
async fn check_refused(ground: &Ground, backup: &Path, kind: &str) {
    let bytes = || -> Vec<(String, Vec<u8>)> {
        names(ground)
            .into_iter()
            .map(|name| (name.clone(), std::fs::read(ground.folder.path().join(name)).unwrap()))
            .collect()
    };
    let before = bytes();
    let error = restore(&ground.file(), backup).await.expect_err("it was restored");
    assert_eq!(kind_of(&error), kind, "{error}");
    assert!(!error.to_string().contains(".askwell-restore"), "{error}");
    assert!(bytes() == before, "{error}: {:?}", names(ground));
}

#[test]
fn a_backup_takes_the_place_of_what_was_written_since() {
    within(async || {
        let (bed, backup) = with_backup().await;
        let then = everything(&*bed.store, &home()).await;
        let version = bed.store.items(&home()).await.unwrap().version;
        bed.store.commit(&home(), &commit(vec![writes("later", 0, "Later.")])).await.unwrap();
        let later = everything(&*bed.store, &home()).await;
        bed.store.close().await;
        let Restored { former } = restore(&bed.ground.file(), &backup).await.unwrap();
        let store = bed.again().await;
        assert_eq!(everything(&*store, &home()).await, then);
        assert_eq!(store.items(&home()).await.unwrap().version, version);
        let former = former.unwrap();
        let name = former.file_name().unwrap().to_str().unwrap();
        assert!(
            name.starts_with("faq.db.before-restore-2") && name.len() == "faq.db.before-restore-20261128-110405".len()
        );
        let former = askwell::store::open(&Address::File(former.clone())).await.unwrap();
        assert_eq!(everything(&*former, &home()).await, later);
        // And the backup can be used again.
        store.close().await;
        former.close().await;
        restore(&bed.ground.file(), &backup).await.unwrap();
        assert_eq!(everything(&*bed.again().await, &home()).await, then);
    });
}

#[test]
fn a_store_that_is_open_is_left_alone() {
    within(async || {
        let (bed, backup) = with_backup().await;
        let other = bed.again().await;
        bed.store.close().await;
        let before = everything(&*other, &home()).await;
        refused(restore(&bed.ground.file(), &backup).await, "Busy");
        assert_eq!(everything(&*other, &home()).await, before);
        other.commit(&home(), &commit(vec![writes("later", 0, "Later.")])).await.unwrap();
        other.close().await;
        restore(&bed.ground.file(), &backup).await.unwrap();
    });
}

#[test]
fn a_store_that_another_process_writes_to_is_left_alone() {
    within(async || {
        let (bed, backup) = with_backup().await;
        bed.store.close().await;
        let writer = Writer::start(&bed.ground.text(), "w");
        writer.says("support", 3);
        refused(restore(&bed.ground.file(), &backup).await, "Busy");
        let done = writer.count("support");
        writer.says("support", done + 3);
        let mut said = Acknowledged::default();
        said.take(&writer.kill());
        assert!(said.errors.iter().all(|error| error.starts_with("error Busy")), "{:?}", said.errors);
        // Killed, it has left a journal, of which nothing is lost in what is kept.
        let former = restore(&bed.ground.file(), &backup).await.unwrap().former.unwrap();
        let former = askwell::store::open(&Address::File(former)).await.unwrap();
        let changes = former.changes(&askwell::store::Space::local(), &all()).await.unwrap();
        assert!(
            said.commits.iter().all(|(text, _)| changes.iter().any(|one| one.key.id.ends_with(&format!("-{text}"))))
        );
    });
}

#[test]
fn what_is_no_whole_store_is_refused_and_nothing_is_touched() {
    within(async || {
        let (bed, backup) = with_backup().await;
        bed.store.close().await;
        let ground = &bed.ground;
        let good = std::fs::read(&backup).unwrap();
        let write = |bytes: &[u8]| std::fs::write(&backup, bytes).unwrap();
        check_refused(ground, &ground.folder.path().join("nowhere.db"), "Invalid").await;
        check_refused(ground, &ground.file(), "Invalid").await;
        for text in ["", "hello", &"Dear diary, ".repeat(1_000)] {
            write(text.as_bytes());
            check_refused(ground, &backup, "Invalid").await;
        }
        write(&good[..good.len() / 2]);
        check_refused(ground, &backup, "Invalid").await;
        let mut bytes = good.clone();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 20_000].fill(0xa5);
        write(&bytes);
        check_refused(ground, &backup, "Invalid").await;
        write(&good);
        let statements = [
            ("UPDATE _sqlx_migrations SET version = 99 WHERE version = 1", "Newer"),
            ("DROP TABLE _sqlx_migrations", "Invalid"),
        ];
        for (statement, kind) in statements {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&backup);
            let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
            sqlx::query(statement).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
            check_refused(ground, &backup, kind).await;
        }
    });
}

#[test]
fn a_damaged_store_and_a_missing_one_can_be_restored() {
    within(async || {
        let (bed, backup) = with_backup().await;
        let then = everything(&*bed.store, &home()).await;
        bed.store.close().await;
        let file = bed.ground.file();
        let good = std::fs::read(&file).unwrap();
        let mut torn = good.clone();
        torn[4_096..].fill(0);
        for bytes in [b"Dear diary, ".repeat(1_000), good[..good.len() / 2].to_vec(), torn, Vec::new()] {
            std::fs::write(&file, &bytes).unwrap();
            // A journal that has nothing to do with the backup.
            std::fs::write(file.with_extension("db-wal"), b"of the former".repeat(1_000)).unwrap();
            let former = restore(&file, &backup).await.unwrap().former.unwrap();
            assert!(former.exists());
            let store = bed.again().await;
            assert_eq!(everything(&*store, &home()).await, then);
            store.close().await;
        }
        std::fs::remove_file(&file).unwrap();
        assert_eq!(restore(&file, &backup).await.unwrap(), Restored { former: None });
        assert_eq!(everything(&*bed.again().await, &home()).await, then);
        // And into a folder that is not there yet.
        let new = bed.ground.folder.path().join("new/folder/faq.db");
        restore(&new, &backup).await.unwrap();
        let store = askwell::store::open(&Address::File(new)).await.unwrap();
        assert_eq!(everything(&*store, &home()).await, then);
    });
}

#[test]
fn a_backup_is_its_owners_alone_and_takes_nothings_place() {
    use std::os::unix::fs::PermissionsExt;
    within(async || {
        let (bed, backup) = with_backup().await;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&backup), 0o600);
        let bytes = std::fs::read(&backup).unwrap();
        refused(bed.store.backup(&backup).await, "Invalid");
        assert!(std::fs::read(&backup).unwrap() == bytes);
        bed.store.close().await;
        restore(&bed.ground.file(), &backup).await.unwrap();
        assert_eq!(mode(&bed.ground.file()), 0o600);
    });
}

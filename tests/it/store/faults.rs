//! Disks that are full or cannot be written to, files that are damaged, servers that go away.

use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use askwell::store::Address;
use askwell::store::Space;
use askwell::store::Store;
use askwell::store::StoreError;
use sqlx::Connection;

use super::writers::Acknowledged;
use super::writers::Writer;
use super::writers::copy_for_everybody;
use super::writers::executable;
use crate::support::postgres;
use crate::support::store::Bed;
use crate::support::store::Engine;
use crate::support::store::Ground;
use crate::support::store::all;
use crate::support::store::asked;
use crate::support::store::commit;
use crate::support::store::home;
use crate::support::store::kind_of;
use crate::support::store::length_without_gaps;
use crate::support::store::on_both;
use crate::support::store::refused;
use crate::support::store::within;
use crate::support::store::writes;

/// Longest wait for something that is to happen at once, on a busy machine.
const SOON: Duration = Duration::from_secs(30);

/// Longest that somebody is to wait for the word that the store is away.
const BEFORE_LONG: Duration = Duration::from_secs(10);

/// Checks that all commits that were acknowledged are there, whole, and that the history has no gaps.
async fn holds(store: &dyn Store, said: &Acknowledged) {
    assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
    let length = length_without_gaps(store, &Space::local()).await;
    let changes = store.changes(&Space::local(), &all()).await.unwrap();
    assert_eq!(changes.len() as u64, 2 * length, "half a commit");
    for (text, number) in &said.commits {
        let of_it = changes.iter().filter(|one| one.number == *number && one.key.id.ends_with(&format!("-{text}")));
        assert_eq!(of_it.count(), 2, "{text} was acknowledged");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_nothing_is_lost_and_it_goes_on_once_there_is_room() {
    let ground = Ground::for_sqlite();
    let folder = ground.folder.path();
    let (source, library, full) = (folder.join("full.c"), folder.join("full.so"), folder.join("full"));
    std::fs::write(&source, include_str!("full_disk.c")).unwrap();
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    let compiled =
        Command::new(compiler).args(["-O1", "-shared", "-fPIC", "-o"]).args([&library, &source]).arg("-ldl").status();
    assert!(compiled.unwrap().success());
    let mut command = Command::new(executable());
    command.args([&ground.text(), "w"]).env("LD_PRELOAD", &library).env("ASKWELL_TEST_FULL", &full);
    let writer = Writer::with(&mut command);
    writer.says("support", 3);
    for round in 0..5 {
        std::fs::write(&full, "").unwrap();
        let (errors, done) = (writer.count("error"), writer.count("commit"));
        // What is there already may be written over for a while.
        writer.says("error", errors + 2);
        std::fs::remove_file(&full).unwrap();
        writer.says("commit", done.max(writer.count("commit")) + round);
    }
    let mut said = Acknowledged::default();
    said.take(&writer.kill());
    let wrong: Vec<&String> = said.errors.iter().filter(|error| !error.starts_with("error Full ")).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    within(async || holds(&*ground.open().await, &said).await);
}

/// What a writer says that may write neither to the store nor beside it.
fn said_by_a_stranger(ground: &Ground) -> String {
    use std::os::unix::process::CommandExt;
    let program = tempfile::TempDir::new().unwrap();
    open_to_all(program.path(), 0o755);
    let mut command = Command::new(copy_for_everybody(&program));
    command.args([&ground.text(), "w"]);
    if postgres::id(&["-u"]) == Some(0) {
        // Nothing is forbidden to root.
        command.uid(postgres::id(&["-u", "nobody"]).unwrap()).gid(postgres::id(&["-g", "nobody"]).unwrap());
    }
    let writer = Writer::with(&mut command);
    writer.says("error", 0);
    let said = writer.kill();
    said.into_iter().find(|line| line.starts_with("error ")).unwrap()
}

fn open_to_all(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_may_only_be_read_is_said_to_be_so() {
    within(async || {
        let bed = Bed::on_sqlite().await;
        bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        bed.store.close().await;
        let (file, folder) = (bed.ground.file(), bed.ground.folder.path());
        let before = std::fs::read(&file).unwrap();
        for (file_mode, folder_mode) in [(0o444, 0o555), (0o444, 0o777), (0o666, 0o555)] {
            open_to_all(&file, file_mode);
            open_to_all(folder, folder_mode);
            let said = said_by_a_stranger(&bed.ground);
            assert!(said.starts_with("error ReadOnly "), "{file_mode:o} in {folder_mode:o}: {said}");
        }
        // Where there is no file, and none can be made.
        open_to_all(folder, 0o555);
        let nowhere = Ground::at(Address::File(folder.join("new.db")));
        let said = said_by_a_stranger(&nowhere);
        assert!(said.starts_with("error ReadOnly ") || said.starts_with("error Away "), "{said}");
        open_to_all(folder, 0o755);
        assert!(std::fs::read(&file).unwrap() == before);
        assert_eq!(bed.again().await.items(&home()).await.unwrap().version, 1);
    });
}

/// Writes a store, closes it, does something to its bytes, and looks at what is said of it; the bytes are to stay.
async fn check_damage(name: &str, damage: impl FnOnce(&mut Vec<u8>)) {
    let bed = Bed::on_sqlite().await;
    for n in 0..40 {
        let edits =
            (0..20).map(|m| writes(&format!("e{n}-{m}"), 0, "An answer of some length, so that it fills pages."));
        bed.store.commit(&home(), &commit(edits.collect())).await.unwrap();
    }
    bed.store.close().await;
    let mut bytes = std::fs::read(bed.ground.file()).unwrap();
    assert!(bytes.len() > 200_000, "all of it is in the one file: {}", bytes.len());
    damage(&mut bytes);
    std::fs::write(bed.ground.file(), &bytes).unwrap();
    let said = match askwell::store::open(&bed.ground.address).await {
        Err(error) => kind_of(&error),
        Ok(store) => {
            // First what people do, which may well not touch what is damaged, but must not fall over it.
            let used = [store.items(&home()).await.err(), store.changes(&home(), &all()).await.err()];
            for error in used.iter().flatten() {
                assert_eq!(kind_of(error), "Damaged", "{name}: {error}");
            }
            let checked = store.check().await;
            let said = match checked {
                Err(error) => kind_of(&error),
                Ok(condition) if condition.damage.is_empty() => "sound".to_owned(),
                Ok(_) => "Damaged".to_owned(),
            };
            store.close().await;
            said
        }
    };
    assert_eq!(said, "Damaged", "{name}");
    assert!(std::fs::read(bed.ground.file()).unwrap() == bytes, "{name}: the file was written to");
}

#[test]
fn a_damaged_file_is_said_to_be_so_and_left_as_it_is() {
    within(async || {
        check_damage("a header of something else", |bytes| bytes[..100].fill(b'x')).await;
        check_damage("no header", |bytes| bytes[..16].fill(0)).await;
        check_damage("pages in the middle", |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle..middle + 40_000].fill(0xa5);
        })
        .await;
        check_damage("all but the first page", |bytes| bytes[4_096..].fill(0)).await;
        check_damage("the second half cut off", |bytes| bytes.truncate(bytes.len() / 2)).await;
        check_damage("cut off within a page", |bytes| bytes.truncate(bytes.len() / 2 + 777)).await;
        check_damage("the tail cut off", |bytes| bytes.truncate(bytes.len() - 3 * 4_096)).await;
        check_damage("a text", |bytes| *bytes = b"Dear diary, ".repeat(1_000)).await;
        check_damage("a short text", |bytes| *bytes = b"hello".to_vec()).await;
    });
}

#[test]
fn a_journal_of_something_else_hurts_nothing() {
    within(async || {
        let bed = Bed::on_sqlite().await;
        bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        bed.store.close().await;
        let mut journal = bed.ground.file().into_os_string();
        journal.push("-wal");
        std::fs::write(journal, b"nothing that SQLite would write".repeat(3_000)).unwrap();
        assert_eq!(bed.again().await.items(&home()).await.unwrap().version, 1);
    });
}

#[test]
fn a_folder_is_no_file() {
    within(async || {
        let folder = tempfile::tempdir().unwrap();
        let opened = askwell::store::open(&Address::File(folder.path().to_owned())).await;
        let error = opened.expect_err("it was opened");
        assert!(!matches!(error, StoreError::Failed(_)), "{error:?}");
    });
}

#[test]
fn what_a_later_version_made_is_left_alone() {
    on_both(async |bed| {
        bed.store.close().await;
        let later =
            "UPDATE _sqlx_migrations SET version = 99 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
        match &bed.ground.address {
            Address::File(path) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
                let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
                sqlx::query(later).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
            Address::Postgres(url) => {
                let mut connection = sqlx::PgConnection::connect(url.as_str()).await.unwrap();
                sqlx::query(later).execute(&mut connection).await.unwrap();
            }
        }
        let error = askwell::store::open(&bed.ground.address).await.expect_err("it was opened");
        assert!(matches!(error, StoreError::Newer { found: 99, known: 1..99 }), "{error:?}");
    });
}

/// Calls of every sort, each of which has to say before long that the store is away.
async fn is_away(store: &dyn Store) {
    let space = home();
    let (change, question) = (commit(vec![writes("b", 0, "B.")]), asked(1, 1, "text"));
    let (reads, lists) = (async { store.items(&space).await.map(drop) }, async { store.spaces().await.map(drop) });
    let commits = async { store.commit(&space, &change).await.map(drop) };
    let records = store.record(&space, std::slice::from_ref(&question));
    let waits = store.changed(Duration::from_millis(50));
    let calls = async { tokio::join!(reads, lists, commits, records, waits) };
    let began = Instant::now();
    let said = tokio::time::timeout(BEFORE_LONG, calls).await;
    let (reads, lists, commits, records, ()) = said.unwrap_or_else(|_| panic!("it hangs for {:?}", began.elapsed()));
    for said in [reads, lists, commits, records] {
        refused(said, "Away");
    }
}

/// Waits until the store works again.
async fn comes_back(store: &dyn Store) -> u64 {
    let began = Instant::now();
    loop {
        match store.items(&home()).await {
            Ok(items) => return items.version,
            Err(error) => assert!(error.may_pass() && began.elapsed() < SOON, "{error:?}"),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[test]
fn a_server_that_goes_away_is_missed_and_found_again() {
    let Some(server) = postgres::own() else { return };
    within(async || {
        let bed = Bed::on_postgres(&server).await;
        assert_eq!(bed.engine, Engine::Postgres);
        let other = bed.again().await;
        let mut version = bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        other.changed(Duration::from_millis(50)).await;
        for stop in [postgres::Server::stop, postgres::Server::kill] {
            stop(&server);
            tokio::join!(is_away(&*bed.store), is_away(&*other));
            refused(askwell::store::open(&bed.ground.address).await, "Away");
            server.start_again();
            assert_eq!(comes_back(&*bed.store).await, version);
            assert_eq!(comes_back(&*other).await, version);
            // Who waits for changes is told of them again, too.
            let write = async {
                tokio::time::sleep(Duration::from_millis(300)).await;
                bed.store.commit(&home(), &commit(vec![writes("a", version, "B.")])).await.unwrap()
            };
            let wait = async {
                let began = Instant::now();
                while other.versions().await.unwrap()[0].1 == version {
                    other.changed(SOON).await;
                }
                began.elapsed()
            };
            let (written, waited) = tokio::join!(write, wait);
            assert_eq!(written, version + 1);
            assert!(waited < Duration::from_secs(5), "{waited:?}");
            version = written;
        }
    });
}

#[test]
fn a_server_that_is_away_at_first_is_found_once_it_is_there() {
    let Some(server) = postgres::own() else { return };
    within(async || {
        let ground = Ground::for_postgres(&server).await;
        server.stop();
        refused(askwell::store::open(&ground.address).await, "Away");
        let (one, other) = (ground.open_lazily().await, ground.open_lazily().await);
        tokio::join!(is_away(&*one), is_away(&*other));
        // By the time that it is there it has no tables yet, and both make them.
        server.start_again();
        assert_eq!(tokio::join!(comes_back(&*one), comes_back(&*other)), (0, 0));
        assert_eq!(one.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap(), 1);
        assert_eq!(other.items(&home()).await.unwrap().version, 1);
        assert_eq!(one.check().await.unwrap().damage, Vec::<String>::new());
        // And it is missed again as any other.
        server.kill();
        is_away(&*one).await;
        server.start_again();
        assert_eq!(comes_back(&*one).await, 1);
    });
}

#[test]
fn who_waits_for_a_server_that_is_away_is_told_when_it_comes() {
    let Some(server) = postgres::own() else { return };
    within(async || {
        let bed = Bed::on_postgres(&server).await;
        bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        bed.store.close().await;
        server.stop();
        let store = bed.ground.open_lazily().await;
        let wait = async {
            let began = Instant::now();
            while store.versions().await.is_err() {
                store.changed(SOON).await;
            }
            began.elapsed()
        };
        let start = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            tokio::task::block_in_place(|| server.start_again());
        };
        let (waited, ()) = tokio::join!(wait, start);
        assert!(waited < BEFORE_LONG, "{waited:?}");
    });
}

#[test]
fn what_cannot_pass_by_itself_is_said_at_once_and_by_each_call() {
    let Some(server) = postgres::own() else { return };
    within(async || {
        let ground = Ground::for_postgres(&server).await;
        let with = |from: &str, to: &str| Address::parse(&ground.text().replace(from, to)).unwrap();
        let database = ground.text().rsplit_once('/').unwrap().1.to_owned();
        for (address, kind) in [(with("postgres@", "nobody@"), "Refused"), (with(&database, "nothing"), "Refused")] {
            refused(askwell::store::open(&address).await, kind);
            refused(askwell::store::open_lazily(&address).await, kind);
        }
        server.stop();
        let address = with("postgres@", "nobody@");
        let (stranger, store) = (askwell::store::open_lazily(&address).await.unwrap(), ground.open_lazily().await);
        server.start_again();
        let other = ground.open().await;
        other.close().await;
        let Address::Postgres(url) = &ground.address else { panic!("it is one of PostgreSQL") };
        let mut connection = sqlx::PgConnection::connect(url.as_str()).await.unwrap();
        let later =
            "UPDATE _sqlx_migrations SET version = 99 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
        sqlx::query(later).execute(&mut connection).await.unwrap();
        for (store, kind) in [(&stranger, "Refused"), (&store, "Newer")] {
            let began = Instant::now();
            let is_there = async {
                while store.items(&home()).await.is_err_and(|error| error.may_pass()) {
                    assert!(began.elapsed() < SOON, "it never came");
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            };
            is_there.await;
            refused(store.items(&home()).await, kind);
            refused(store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await, kind);
        }
        refused(askwell::store::open_lazily(&ground.address).await, "Newer");
    });
}

#[test]
fn a_file_that_cannot_be_opened_at_first_is_used_once_it_can() {
    within(async || {
        let bed = Bed::on_sqlite().await;
        bed.store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
        bed.store.close().await;
        // As while somebody puts a backup in its place.
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(bed.ground.file())
            .journal_mode(sqlx::sqlite::SqliteJournalMode::Delete);
        let mut holding = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        sqlx::query("BEGIN EXCLUSIVE").execute(&mut holding).await.unwrap();
        let store = bed.ground.open_lazily().await;
        refused(store.items(&home()).await, "Busy");
        holding.close().await.unwrap();
        assert_eq!(comes_back(&*store).await, 1);
    });
}

#[test]
fn a_server_that_stops_while_others_write_loses_nothing_that_was_acknowledged() {
    let Some(server) = postgres::own() else { return };
    within(async || {
        let ground = Ground::for_postgres(&server).await;
        let writers = ["x", "y"].map(|name| Writer::start(&ground.text(), name));
        for stop in [postgres::Server::stop, postgres::Server::kill] {
            let done = writers.each_ref().map(|writer| writer.count("support"));
            writers.iter().zip(done).for_each(|(writer, done)| writer.says("support", done + 3));
            let errors = writers.each_ref().map(|writer| writer.count("error"));
            stop(&server);
            writers.iter().zip(errors).for_each(|(writer, errors)| writer.says("error", errors));
            server.start_again();
        }
        let done = writers.each_ref().map(|writer| writer.count("support"));
        writers.iter().zip(done).for_each(|(writer, done)| writer.says("support", done + 3));
        let mut said = Acknowledged::default();
        for writer in writers {
            said.take(&writer.kill());
        }
        let wrong: Vec<&String> = said.errors.iter().filter(|error| !error.starts_with("error Away ")).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        holds(&*ground.open().await, &said).await;
    });
}

#[test]
fn an_address_where_nobody_is_says_so_soon() {
    within(async || {
        for address in ["postgres://ada:secret@127.0.0.1:9/askwell", "postgres://ada:secret@nowhere.invalid/askwell"] {
            let began = Instant::now();
            let error = askwell::store::open(&Address::parse(address).unwrap()).await.expect_err("somebody is there");
            assert_eq!(kind_of(&error), "Away", "{error}");
            assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
            assert!(began.elapsed() < SOON, "{:?}", began.elapsed());
        }
    });
}

//! Stores of both kinds for the tests, and rows to put into them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use askwell::entry::Entry;
use askwell::entry::EntryId;
use askwell::entry::Phrasing;
use askwell::entry::State;
use askwell::entry::normalized;
use askwell::store::Action;
use askwell::store::Address;
use askwell::store::AskedQuestion;
use askwell::store::Author;
use askwell::store::CandidateRecord;
use askwell::store::Commit;
use askwell::store::Edit;
use askwell::store::EntryItem;
use askwell::store::Follower;
use askwell::store::Item;
use askwell::store::ItemKey;
use askwell::store::Moment;
use askwell::store::NewMissed;
use askwell::store::NewNotice;
use askwell::store::Opinion;
use askwell::store::PersonKey;
use askwell::store::Place;
use askwell::store::RowId;
use askwell::store::Space;
use askwell::store::Store;
use askwell::store::StoreError;
use askwell::store::StoredVector;
use askwell::store::SuggestionKind;
use askwell::store::Support;
use askwell::store::Vote;
use askwell::store::Wanted;
use tempfile::TempDir;

use crate::support::postgres;

/// Which kind of store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// The place of a store that nobody else has.
pub(crate) struct Ground {
    pub(crate) address: Address,
    pub(crate) folder: TempDir,
    // Kept, as the database goes to somebody else afterwards.
    _lent: Option<postgres::Lent>,
}

impl Ground {
    /// Where there may be anything, or nothing.
    pub(crate) fn at(address: Address) -> Ground {
        Ground { address, folder: TempDir::new().unwrap(), _lent: None }
    }

    pub(crate) fn for_sqlite() -> Ground {
        let folder = TempDir::new().unwrap();
        Ground { address: Address::File(folder.path().join("faq.db")), folder, _lent: None }
    }

    pub(crate) async fn for_postgres(server: &postgres::Server) -> Ground {
        let lent = server.database().await;
        Ground { address: lent.address.clone(), folder: TempDir::new().unwrap(), _lent: Some(lent) }
    }

    /// Opens the store that is there, or makes it. A server that is slow on a busy machine is given half a minute.
    pub(crate) async fn open(&self) -> Arc<dyn Store> {
        let began = Instant::now();
        loop {
            match askwell::store::open(&self.address).await {
                Err(StoreError::Away(_)) if began.elapsed() < Duration::from_secs(30) => {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                opened => return opened.unwrap(),
            }
        }
    }

    /// Opens the store that is there, or will be.
    pub(crate) async fn open_lazily(&self) -> Arc<dyn Store> {
        askwell::store::open_lazily(&self.address).await.unwrap()
    }

    /// The file of a store that is one.
    pub(crate) fn file(&self) -> PathBuf {
        match &self.address {
            Address::File(path) => path.clone(),
            Address::Postgres(_) => panic!("a database is no file"),
        }
    }

    /// The address as a process is given it.
    pub(crate) fn text(&self) -> String {
        match &self.address {
            Address::File(path) => path.to_str().unwrap().to_owned(),
            Address::Postgres(url) => url.to_string(),
        }
    }
}

/// A store that nobody else has, open.
pub(crate) struct Bed {
    pub(crate) engine: Engine,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) ground: Ground,
}

impl Bed {
    pub(crate) async fn on_sqlite() -> Bed {
        let ground = Ground::for_sqlite();
        Bed { engine: Engine::Sqlite, store: ground.open().await, ground }
    }

    /// On a server of the tests.
    pub(crate) async fn on_postgres(server: &postgres::Server) -> Bed {
        let ground = Ground::for_postgres(server).await;
        Bed { engine: Engine::Postgres, store: ground.open().await, ground }
    }

    /// Another handle on the same store, as another process has it.
    pub(crate) async fn again(&self) -> Arc<dyn Store> {
        self.ground.open().await
    }

    /// Where another store of the same kind can be.
    pub(crate) async fn other_ground(&self) -> Ground {
        match self.engine {
            Engine::Sqlite => Ground::for_sqlite(),
            Engine::Postgres => Ground::for_postgres(postgres::shared().unwrap()).await,
        }
    }
}

/// Lets a story happen on an SQLite file and on a PostgreSQL database, each new. The thread that panics has the name of
/// the store that failed.
#[track_caller]
pub(crate) fn on_both(story: impl AsyncFn(Bed) + Sync) {
    let server = postgres::shared();
    std::thread::scope(|scope| {
        let thread = |name: &str| std::thread::Builder::new().name(name.to_owned());
        let sqlite = || within(async || story(Bed::on_sqlite().await).await);
        let mut threads = vec![thread("SQLite").spawn_scoped(scope, sqlite).unwrap()];
        if let Some(server) = server {
            let postgres = || within(async || story(Bed::on_postgres(server).await).await);
            threads.push(thread("PostgreSQL").spawn_scoped(scope, postgres).unwrap());
        }
        // Both are waited for, so that each says what it has to say.
        let failed = threads.into_iter().map(std::thread::ScopedJoinHandle::join).filter(Result::is_err).count();
        assert_eq!(failed, 0, "what went wrong with which store stands above");
    });
}

/// Runs a story to its end in a runtime of its own.
pub(crate) fn within<T>(story: impl AsyncFnOnce() -> T) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(story())
}

/// The space of most tests.
pub(crate) fn home() -> Space {
    Space::new("home").unwrap()
}

/// A space beside it.
pub(crate) fn next_door() -> Space {
    Space::new("next-door").unwrap()
}

/// A person, by a number.
pub(crate) fn person(number: u8) -> PersonKey {
    let mut bytes = *b"\xf5a-person-\xfe\x80\x00\xff\x00\x00";
    bytes[15] = number;
    PersonKey(bytes)
}

/// Somebody who writes.
pub(crate) fn author(number: u8, name: &str) -> Author {
    Author { person: person(number), name: name.to_owned() }
}

/// The id of a row, by a number.
pub(crate) fn row(number: u64) -> RowId {
    RowId::parse(&format!("{number:019}0")).unwrap()
}

/// An entry's id.
pub(crate) fn id(text: &str) -> EntryId {
    EntryId::new(text).unwrap()
}

/// An entry of one phrasing.
pub(crate) fn entry(name: &str, question: &str, answer: &str) -> Entry {
    Entry {
        id: id(name),
        topic: None,
        phrasings: vec![Phrasing::new(question).unwrap()],
        answer: answer.to_owned(),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    }
}

/// An edit that writes an entry of this name, with `answer`.
pub(crate) fn writes(name: &str, expected: u64, answer: &str) -> Edit {
    let entry = entry(name, &format!("What is {name}?"), answer);
    Edit { key: ItemKey::entry(&entry.id), expected, after: Some(Item::Entry(EntryItem::taught(entry))) }
}

/// An edit that takes the entry of this name away.
pub(crate) fn removes(name: &str, expected: u64) -> Edit {
    Edit { key: ItemKey::entry(&id(name)), expected, after: None }
}

/// A commit of these edits by Ada.
pub(crate) fn commit(edits: Vec<Edit>) -> Commit {
    Commit::of(author(1, "Ada"), Moment(1_700_000_000_000), Action::Edit, edits)
}

/// A question that person 1 asked at `at`, with all that a record can hold.
pub(crate) fn asked(number: u64, at: i64, text: &str) -> AskedQuestion {
    let candidate = |name: &str, read| CandidateRecord {
        entry: id(name),
        phrasing: format!("What is {name}?"),
        confidence: 0.123_456_79,
        cosine: -0.3,
        read,
    };
    AskedQuestion {
        id: row(number),
        at: Moment(at),
        person: person(1),
        place: Place { door: "mention".to_owned(), channel: Some(u64::MAX), message: Some(7) },
        text: text.to_owned(),
        verdict: "choose".to_owned(),
        reason: "close".to_owned(),
        bar: 0.95,
        offered: 1,
        candidates: vec![candidate("a", Some(-1.5)), candidate("b", None)],
        version: 3,
        silent: false,
        vector: Some(vector(vec![0.1, -0.25, 1e-30])),
    }
}

/// A vector of some model.
pub(crate) fn vector(components: Vec<f32>) -> StoredVector {
    StoredVector { model: "a1".repeat(32), components }
}

/// A vote on that question.
pub(crate) fn vote(question: u64, by: u8, opinion: Opinion) -> Vote {
    let entry = (opinion != Opinion::None).then(|| id("a"));
    Vote { question: row(question), person: person(by), opinion, entry, flaw: None, at: Moment(2_000) }
}

/// A question that was missed.
pub(crate) fn missed(number: u64, by: u8, at: i64, text: &str) -> NewMissed {
    NewMissed {
        question: row(number),
        text: text.to_owned(),
        normal: normalized(text),
        vector: vector(vec![0.5, -0.5, f32::from(by)]),
        person: person(by),
        place: Place { door: "slash".to_owned(), channel: Some(5), message: None },
        at: Moment(at),
        nearest: Some(id("a")),
    }
}

/// Somebody who wants to be told.
pub(crate) fn follower(by: u8, at: i64) -> Follower {
    let place = Place { door: "slash".to_owned(), channel: Some(5), message: Some(u64::MAX) };
    Follower { person: person(by), place, at: Moment(at) }
}

/// A vote for `text` as a phrasing of `entry`.
pub(crate) fn support(entry: &str, text: &str, by: u8, question: u64) -> Support {
    Support {
        kind: SuggestionKind::Phrasing,
        entry: id(entry),
        text: text.to_owned(),
        normal: normalized(text),
        person: person(by),
        question: row(question),
        at: Moment(3_000),
    }
}

/// Something that a person is to be told.
pub(crate) fn notice(key: &str, to: u8) -> NewNotice {
    NewNotice {
        key: key.to_owned(),
        person: person(to),
        place: Place { door: "mention".to_owned(), channel: Some(5), message: Some(6) },
        question: "where is the key".to_owned(),
        entry: id("a"),
    }
}

/// All of the history.
pub(crate) fn all() -> Wanted {
    Wanted { limit: 1_000_000, ..Wanted::default() }
}

/// What kind of error it is, by its name in the type.
pub(crate) fn kind_of(error: &StoreError) -> String {
    let debug = format!("{error:?}");
    debug.split(['(', ' ']).next().unwrap().to_owned()
}

/// Checks that it is an error of the kind with this name.
#[track_caller]
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, StoreError>, kind: &str) {
    let error = result.expect_err("it was done");
    assert_eq!(kind_of(&error), kind, "{error}");
}

/// Checks that the history of a space has no gaps, and returns its length.
pub(crate) async fn length_without_gaps(store: &dyn Store, space: &Space) -> u64 {
    let mut numbers: Vec<u64> = store.changes(space, &all()).await.unwrap().iter().map(|one| one.number).collect();
    assert!(numbers.is_sorted_by(|a, b| a >= b), "the latest come first");
    numbers.reverse();
    numbers.dedup();
    let length = numbers.len() as u64;
    assert_eq!(numbers, (1..=length).collect::<Vec<u64>>(), "a gap in the history");
    length
}

//! What is SQLite's own: bytes in files. What holds for both databases is tested from outside.

use std::fs;
use std::path::Path;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::store::Action;
use crate::store::Added;
use crate::store::Address;
use crate::store::AskedQuestion;
use crate::store::Author;
use crate::store::CandidateRecord;
use crate::store::Closing;
use crate::store::ClusterState;
use crate::store::Commit;
use crate::store::Draft;
use crate::store::Edit;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::Moment;
use crate::store::NewMissed;
use crate::store::NewNotice;
use crate::store::Opinion;
use crate::store::PersonKey;
use crate::store::Place;
use crate::store::Preferences;
use crate::store::RowId;
use crate::store::Space;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::StoredVector;
use crate::store::SuggestionKind;
use crate::store::Support;
use crate::store::Vote;
use crate::store::sql::SqlStore;
use crate::store::sql::migrations;

const ADA: PersonKey = PersonKey(*b"ada, who leaves!");
const BEN: PersonKey = PersonKey(*b"ben, who stays!!");

async fn opened(folder: &Path) -> SqlStore {
    SqlStore::open(&Address::File(folder.join("faq.db"))).await.unwrap()
}

fn place() -> Place {
    Place { door: "terminal".to_owned(), channel: Some(u64::MAX), message: None }
}

/// Fills more than a page, so that rows of one table lie on several.
fn wordy(person: &str, number: usize) -> String {
    format!("{person} question {number}: {}", "why does it not work? ".repeat(number % 40))
}

fn asked(person: PersonKey, text: &str, at: i64) -> AskedQuestion {
    AskedQuestion {
        id: RowId::new(Moment(at)),
        at: Moment(at),
        person,
        place: place(),
        text: text.to_owned(),
        verdict: "abstain".to_owned(),
        reason: "unknown".to_owned(),
        bar: 0.9,
        offered: 0,
        candidates: vec![CandidateRecord {
            entry: EntryId::new("vpn").unwrap(),
            phrasing: "How do I get the VPN?".to_owned(),
            confidence: 0.123_456_79,
            cosine: 0.7,
            read: None,
        }],
        version: 3,
        silent: false,
        vector: Some(StoredVector { model: "m".to_owned(), components: vec![0.6, -0.8] }),
    }
}

fn missed(question: &AskedQuestion) -> NewMissed {
    NewMissed {
        question: question.id.clone(),
        text: question.text.clone(),
        normal: question.text.to_lowercase(),
        vector: StoredVector { model: "m".to_owned(), components: vec![0.6, -0.8] },
        person: question.person,
        place: place(),
        at: question.at,
        nearest: Some(EntryId::new("vpn").unwrap()),
    }
}

fn draft(by: PersonKey, name: &str) -> Item {
    Item::Draft(Draft {
        entry: Entry {
            id: EntryId::new("vpn").unwrap(),
            topic: None,
            phrasings: vec![Phrasing::new("How do I get the VPN?").unwrap()],
            answer: "From the portal.".to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        },
        from: None,
        overlays: None,
        replaces: false,
        resolves: None,
        by: by.to_string(),
        name: name.to_owned(),
        at: Moment(5),
    })
}

/// Enough to fill several pages of each table.
const ROUNDS: usize = 40;

/// Everything that a person can leave behind, many times over, among as much of somebody else's.
async fn fill(store: &SqlStore, space: &Space) {
    let mut seen = 0;
    for number in 0..ROUNDS {
        for (person, name) in [(ADA, "ada"), (BEN, "ben")] {
            let at = 1_000 + i64::try_from(number).unwrap();
            let question = asked(person, &wordy(name, number), at);
            store.record(space, std::slice::from_ref(&question)).await.unwrap();
            let vote = Vote {
                question: question.id.clone(),
                person,
                opinion: Opinion::None,
                entry: None,
                flaw: None,
                at: Moment(at),
            };
            assert_eq!(store.vote(space, &vote).await.unwrap(), None);
            // Each cluster has both persons in it; which of them began it changes.
            let cluster = (number % 2 == usize::from(name == "ada")).then_some(seen);
            let into = cluster.filter(|_| seen > 0);
            match store.add_missed(space, seen, into, &missed(&question)).await.unwrap() {
                Added::To(cluster) => seen = seen.max(cluster.number),
                Added::Newer(newer) => panic!("{newer:?}"),
            }
            let support = Support {
                kind: SuggestionKind::Phrasing,
                entry: EntryId::new("vpn").unwrap(),
                text: question.text.clone(),
                normal: question.text.to_lowercase(),
                person,
                question: question.id.clone(),
                at: Moment(at),
            };
            store.support(space, &support).await.unwrap();
            let mut commit = Commit::of(
                Author { person, name: format!("{name} by name") },
                Moment(at),
                Action::Edit,
                vec![Edit {
                    key: ItemKey::draft(&format!("{name} {number}").replace(name, "draft")),
                    expected: 0,
                    after: Some(draft(person, &format!("{name} by name"))),
                }],
            );
            if name == "ben" {
                commit.edits.clear();
            }
            commit.notices = vec![NewNotice {
                key: format!("{number} for {person}"),
                person,
                place: place(),
                question: question.text.clone(),
                entry: EntryId::new("vpn").unwrap(),
            }];
            store.commit(space, &commit).await.unwrap();
            store.set_preferences(space, &person, Preferences { recorded: true, told: false }).await.unwrap();
        }
    }
    for notice in store.take_notices(space, Moment(2_000), Moment(3_000), 50).await.unwrap() {
        store.notice_done(space, &notice.id).await.unwrap();
    }
}

/// All bytes of the store's files as text, what is none aside.
fn bytes_in(folder: &Path) -> String {
    let files = fs::read_dir(folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
    files.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[tokio::test]
async fn after_forgetting_a_person_no_byte_of_them_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (store, space) = (opened(folder.path()).await, Space::local());
    fill(&store, &space).await;
    assert!(bytes_in(folder.path()).contains("ada question"), "there was something to find");

    // What somebody says no to outlives the rest.
    store.set_preferences(&space, &ADA, Preferences::default()).await.unwrap();
    let forgotten = store.forget(&space, &ADA).await.unwrap();
    assert_eq!(forgotten.questions, ROUNDS as u64);
    for needle in ["ada question", "ada by name", &ADA.to_string()] {
        assert!(!bytes_in(folder.path()).contains(needle), "{needle}");
    }
    assert!(store.forget(&space, &ADA).await.unwrap().is_empty());
    assert_eq!(store.held_on(&space, &ADA).await.unwrap(), Default::default());
    let bens = store.held_on(&space, &BEN).await.unwrap();
    assert_eq!((bens.questions.len(), bens.votes.len(), bens.missed.len()), (ROUNDS, ROUNDS, ROUNDS));
    assert_eq!(bens.suggested.len(), ROUNDS);
    assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
}

#[tokio::test]
async fn after_their_time_no_byte_of_old_questions_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (store, space) = (opened(folder.path()).await, Space::local());
    let mut closed = Vec::new();
    for number in 0..200 {
        let question = asked(ADA, &wordy("ada", number), i64::try_from(number).unwrap());
        store.record(&space, std::slice::from_ref(&question)).await.unwrap();
        if number % 2 == 0 {
            match store.add_missed(&space, u64::MAX, None, &missed(&question)).await.unwrap() {
                Added::To(cluster) => closed.push(cluster.number),
                Added::Newer(newer) => panic!("{newer:?}"),
            }
        }
    }
    let mut commit = Commit::of(Author { person: BEN, name: "ben".to_owned() }, Moment(5), Action::Resolve, Vec::new());
    let closing = |&number: &u64| Closing::to(ClusterState::Dismissed, number);
    commit.closed = closed.iter().map(closing).collect();
    assert_eq!(store.commit(&space, &commit).await.unwrap(), 0);

    assert_eq!(store.forget_before(&space, Moment(150)).await.unwrap(), 150);
    let bytes = bytes_in(folder.path());
    for number in 0..200 {
        let found = bytes.contains(&format!("ada question {number}:"));
        assert_eq!(found, number >= 150, "question {number}");
    }
    assert_eq!(store.clusters(&space, 0, None).await.unwrap().len(), 25);
}

#[tokio::test]
async fn a_reader_in_the_middle_of_it_delays_what_is_left_in_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let (store, space) = (opened(folder.path()).await, Space::local());
    fill(&store, &space).await;
    let mut reading = store.reading().await.unwrap();
    sqlx::query("SELECT space FROM spaces").fetch_all(&mut *reading).await.unwrap();
    store.forget(&space, &ADA).await.unwrap();
    assert!(bytes_in(folder.path()).contains("ada question"), "the reader still needs it");
    reading.rollback().await.unwrap();

    store.changed(std::time::Duration::ZERO).await;
    assert!(!bytes_in(folder.path()).contains("ada question"));
}

#[tokio::test]
async fn a_dump_loaded_elsewhere_gives_the_same_lines() {
    let folder = tempfile::tempdir().unwrap();
    let (store, space) = (opened(folder.path()).await, Space::local());
    fill(&store, &space).await;
    let dumped = store.dump(&space).await.unwrap();
    let other = Space::new("other").unwrap();
    store.hash_key(&other).await.unwrap();
    store.load(&other, &dumped).await.unwrap();
    assert_eq!(store.dump(&other).await.unwrap(), dumped);
    assert_eq!(store.hash_key(&other).await.unwrap(), store.hash_key(&space).await.unwrap());
    assert!(matches!(store.load(&other, &dumped).await, Err(StoreError::Conflict { .. })));
}

#[tokio::test]
async fn a_path_may_hold_what_an_address_may_not() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a b.db", "what?mode=memory.db", "100%41.db", "größe #1.db", "..db"] {
        let path = folder.path().join(name);
        let store = SqlStore::open(&Address::File(path.clone())).await.unwrap();
        store.keep(&Space::local(), "key", Some("text")).await.unwrap();
        store.close().await;
        assert!(fs::metadata(&path).unwrap().len() > 0, "{name}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_said_to_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("faq.db");
    fs::write(&path, "Frequently asked questions, in a text. ".repeat(200)).unwrap();
    let error = SqlStore::open(&Address::File(path.clone())).await.unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error:?}");
    assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
}

#[tokio::test]
async fn the_store_of_a_later_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path()).await;
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (99, 'later', 1, x'00', 0)";
    sqlx::query(later).execute(&store.pool).await.unwrap();
    store.close().await;
    let error = SqlStore::open(&Address::File(folder.path().join("faq.db"))).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, known: migrations::LATEST }), "{error:?}");
}

#[tokio::test]
async fn a_row_that_is_not_ours_is_named_and_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let (store, space) = (opened(folder.path()).await, Space::local());
    fill(&store, &space).await;
    sqlx::query("UPDATE items SET document = '{\"secret\"' WHERE id = 'draft 7'").execute(&store.pool).await.unwrap();
    let error = store.items(&space).await.unwrap_err();
    let expected = "`document` of the row items draft draft 7 is not what was written";
    assert!(matches!(&error, StoreError::Damaged(how) if how == expected), "{error}");
    let damage = store.check().await.unwrap().damage;
    assert_eq!(damage, [format!("space local: {expected}")]);
}

#[tokio::test]
async fn a_backup_is_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let (store, space) = (opened(folder.path()).await, Space::local());
    fill(&store, &space).await;
    let copy = folder.path().join("it's a copy.db");
    store.backup(&copy).await.unwrap();
    assert!(matches!(store.backup(&copy).await, Err(StoreError::Invalid(_))));
    let restored = SqlStore::open(&Address::File(copy)).await.unwrap();
    assert_eq!(restored.dump(&space).await.unwrap(), store.dump(&space).await.unwrap());
    assert_eq!(restored.check().await.unwrap().damage, Vec::<String>::new());
}

//! What is held on a person, and that all of it goes when they want it to.

use std::collections::HashSet;

use askwell::store::Action;
use askwell::store::Closing;
use askwell::store::ClusterState;
use askwell::store::Commit;
use askwell::store::Draft;
use askwell::store::Edit;
use askwell::store::Forgotten;
use askwell::store::HeldOn;
use askwell::store::Item;
use askwell::store::ItemKey;
use askwell::store::Moment;
use askwell::store::Opinion;
use askwell::store::PersonKey;
use askwell::store::Preferences;
use askwell::store::Store;
use askwell::store::SuggestionState;
use sqlx::AssertSqlSafe;
use sqlx::Connection;
use sqlx::Row;

use crate::support::store::Bed;
use crate::support::store::all;
use crate::support::store::asked;
use crate::support::store::author;
use crate::support::store::commit;
use crate::support::store::entry;
use crate::support::store::follower;
use crate::support::store::home;
use crate::support::store::missed;
use crate::support::store::next_door;
use crate::support::store::notice;
use crate::support::store::on_both;
use crate::support::store::person;
use crate::support::store::row;
use crate::support::store::support;
use crate::support::store::vote;
use crate::support::store::writes;

/// Who is to be forgotten; everybody else is another.
const EVE: u8 = 66;

/// What no byte of may be left: her name and her words, wherever they get in the store.
const WORDS: [&str; 14] = [
    "evelyn-the-name",
    "evelyn-of-the-draft",
    "alpaca",
    "bassoon",
    "cassowary",
    "dirigible",
    "eiderdown",
    "flamingo",
    "gondola",
    "harpsichord",
    "ibex",
    "jackfruit",
    "kookaburra",
    "lighthouse",
];

/// Whether `part` is anywhere in `bytes`.
fn is_in(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Where in the store's own bytes `part` is: names of files, or tables.
async fn found_in(bed: &Bed, part: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    match (&bed.ground.address, std::fs::read_dir(bed.ground.folder.path())) {
        (askwell::store::Address::Postgres(url), _) => {
            let mut connection = sqlx::postgres::PgConnection::connect(url.as_str()).await.unwrap();
            let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
            let tables = sqlx::query(tables).fetch_all(&mut connection).await.unwrap();
            assert!(tables.len() > 5, "the tables are somewhere else");
            let as_bytes = data_encoding::HEXLOWER.encode(part);
            for table in tables {
                let table: String = table.get(0);
                let rows = format!("SELECT t::text FROM \"{table}\" t");
                for row in sqlx::query(AssertSqlSafe(rows)).fetch_all(&mut connection).await.unwrap() {
                    let row: String = row.get(0);
                    if is_in(row.as_bytes(), part) || row.contains(&as_bytes) {
                        found.push(format!("{table}: {row}"));
                    }
                }
            }
        }
        (askwell::store::Address::File(_), files) => {
            let files: Vec<_> = files.unwrap().map(|file| file.unwrap().path()).collect();
            assert!(files.iter().any(|path| *path == bed.ground.file()));
            let holds = |path: &&std::path::PathBuf| is_in(&std::fs::read(path).unwrap(), part);
            found.extend(files.iter().filter(holds).map(|path| path.display().to_string()));
        }
    }
    found
}

async fn nothing_is_found(bed: &Bed, parts: impl Iterator<Item = Vec<u8>>) {
    for part in parts {
        let found = found_in(bed, &part).await;
        assert!(found.is_empty(), "{:?} is in {found:#?}", String::from_utf8_lossy(&part));
    }
}

/// The rows of the space that have `text` in them, as a dump has them.
async fn rows_with(bed: &Bed, text: &str) -> Vec<String> {
    let dumped = bed.store.dump(&home()).await.unwrap();
    dumped.lines.into_iter().filter(|line| line.contains(text)).collect()
}

/// Her hash, as bytes and as text.
fn hashes() -> [Vec<u8>; 3] {
    let hash = person(EVE).to_string();
    [person(EVE).0.to_vec(), hash.to_uppercase().into_bytes(), hash.into_bytes()]
}

/// A space in which Eve has left something everywhere, and Ada (1) and Bo (2) as well.
async fn with_eve(store: &dyn Store) {
    let eve = author(EVE, "evelyn-the-name");
    let draft = Draft {
        entry: entry("d", "What is d?", "D."),
        from: None,
        overlays: None,
        replaces: false,
        resolves: None,
        by: person(EVE).to_string(),
        name: "evelyn-of-the-draft".to_owned(),
        at: Moment(1),
    };
    let draft = Edit { key: ItemKey::draft("1"), expected: 0, after: Some(Item::Draft(draft)) };
    let taught = vec![writes("a", 0, "What Eve taught and all can read."), draft];
    store.commit(&home(), &Commit::of(eve, Moment(1_000), Action::Teach, taught)).await.unwrap();
    // The draft is gone from the items afterwards, and still in the history.
    let removal = Edit { key: ItemKey::draft("1"), expected: 1, after: None };
    store.commit(&home(), &commit(vec![removal, writes("b", 0, "By Ada.")])).await.unwrap();

    let mut questions = [
        asked(1, 1_000, "alpaca of eve"),
        asked(2, 2_000, "bassoon of eve"),
        asked(3, 3_000, "By Ada."),
        asked(4, 4_000, "By Ada, who used it as well."),
    ];
    (questions[0].person, questions[1].person) = (person(EVE), person(EVE));
    questions[0].candidates[0].phrasing = "lighthouse".to_owned();
    store.record(&home(), &questions).await.unwrap();
    for (question, by) in [(3, EVE), (1, 1), (1, EVE), (3, 2)] {
        store.vote(&home(), &vote(question, by, Opinion::Helpful)).await.unwrap();
    }

    // One cluster begins with her words and has Ada's too, one is hers alone, one is Ada's with hers.
    let both = [missed(1, EVE, 1_000, "cassowary of eve"), missed(2, 1, 2_000, "Of Ada.")];
    store.add_missed(&home(), 0, None, &both[0]).await.unwrap();
    store.add_missed(&home(), 1, Some(1), &both[1]).await.unwrap();
    store.add_missed(&home(), 1, None, &missed(3, EVE, 3_000, "dirigible of eve")).await.unwrap();
    // What she wrote first was written over, and its bytes are as much hers.
    let again = missed(4, EVE, 4_000, "DIRIGIBLE, of eve!");
    store.add_missed(&home(), 2, Some(2), &again).await.unwrap();
    store.add_missed(&home(), 2, None, &missed(5, 1, 5_000, "Another of Ada.")).await.unwrap();
    store.add_missed(&home(), 3, Some(3), &missed(6, EVE, 6_000, "eiderdown of eve")).await.unwrap();

    for (question, by) in [(1, EVE), (2, EVE), (3, 1), (4, EVE)] {
        // Those of hers that nobody has missed cannot be followed.
        let _ = store.follow(&home(), &row(question), &follower(by, 1_000)).await;
    }

    // A suggestion that she alone supports, one in her words that Ada supports, one of Ada's that she supports.
    store.support(&home(), &support("a", "flamingo of eve", EVE, 1)).await.unwrap();
    store.support(&home(), &support("a", "gondola of ada", EVE, 1)).await.unwrap();
    store.support(&home(), &support("a", "Gondola of Ada", 1, 3)).await.unwrap();
    store.support(&home(), &support("a", "In Ada's words.", 1, 3)).await.unwrap();
    store.support(&home(), &support("a", "in adas words", EVE, 1)).await.unwrap();

    let mut telling = commit(Vec::new());
    telling.notices = vec![notice("waits", EVE), notice("ada", 1), notice("told", EVE)];
    telling.notices[0].question = "harpsichord of eve".to_owned();
    // Keys say for whom they are.
    for told in [0, 2] {
        telling.notices[told].key += &format!(" {}", person(EVE));
    }
    (telling.notices[2].question, telling.notices[2].place.door) = ("ibex of eve".to_owned(), "jackfruit".to_owned());
    store.commit(&home(), &telling).await.unwrap();
    for one in store.take_notices(&home(), Moment(1), Moment(2), 10).await.unwrap() {
        if one.notice.key.starts_with("told") {
            store.notice_done(&home(), &one.id).await.unwrap();
        }
    }
    store.set_preferences(&home(), &person(EVE), Preferences { recorded: false, told: true }).await.unwrap();
    store.set_preferences(&home(), &person(1), Preferences { recorded: true, told: false }).await.unwrap();
}

#[test]
fn a_person_can_see_all_that_is_held() {
    on_both(async |Bed { store, .. }| {
        assert_eq!(store.held_on(&home(), &person(EVE)).await.unwrap(), HeldOn::default());
        with_eve(&*store).await;
        let held = store.held_on(&home(), &person(EVE)).await.unwrap();
        let questions: Vec<&str> = held.questions.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(questions, ["alpaca of eve", "bassoon of eve"], "oldest first");
        assert_eq!(held.votes.iter().map(|one| one.question.clone()).collect::<Vec<_>>().len(), 2);
        assert!(held.votes.iter().all(|one| one.person == person(EVE)));
        let missed: Vec<(u64, &str)> = held.missed.iter().map(|(number, one)| (*number, one.text.as_str())).collect();
        assert_eq!(missed, [(1, "cassowary of eve"), (2, "DIRIGIBLE, of eve!"), (3, "eiderdown of eve")]);
        let numbers: Vec<u64> = held.suggested.iter().map(|one| one.0).collect();
        assert_eq!(numbers, [1, 2, 3]);
        assert_eq!(held.follows, [1]);
        assert_eq!((held.waiting_notices(), held.preferences.recorded), (1, false));
        let notices: Vec<(&str, Option<&str>)> = held
            .notices
            .iter()
            .map(|one| (one.about.as_str(), one.waits.as_ref().map(|notice| notice.notice.question.as_str())))
            .collect();
        assert_eq!(notices, [("waits", Some("harpsichord of eve")), ("told", None)]);
        let changes: Vec<_> =
            held.changes.iter().map(|one| (one.number, one.at, one.action, one.key.to_string())).collect();
        let (at, teach) = (Moment(1_000), Action::Teach);
        assert_eq!(changes, [(1, at, teach, "entry `a`".to_owned()), (1, at, teach, "draft `1`".to_owned())]);
        assert!(held.changes.iter().all(|one| one.name == "evelyn-the-name"), "{:?}", held.changes);
        assert_eq!(store.held_on(&next_door(), &person(EVE)).await.unwrap(), HeldOn::default());
    });
}

#[test]
fn the_search_for_what_is_left_finds_what_is_there() {
    on_both(async |bed| {
        with_eve(&*bed.store).await;
        // "kookaburra" is only in the words of another test; everything else is somewhere.
        for word in WORDS.iter().filter(|word| **word != "kookaburra") {
            assert!(
                !found_in(&bed, word.as_bytes()).await.is_empty() || *word == "ibex" || *word == "jackfruit",
                "{word}"
            );
        }
        assert!(!found_in(&bed, &person(EVE).0).await.is_empty() || !found_in(&bed, &hashes()[2]).await.is_empty());
    });
}

#[test]
fn afterwards_nothing_of_a_person_is_left_in_any_byte() {
    on_both(async |bed| {
        let store = &*bed.store;
        with_eve(store).await;
        // Deleted for another reason before, or replaced: her words nevertheless.
        let mut old = asked(9, -5_000, "kookaburra of eve");
        old.person = person(EVE);
        store.record(&home(), &[old]).await.unwrap();
        assert_eq!(store.forget_before(&home(), Moment(0)).await.unwrap(), 1);
        // Another process has the store open and has read from it.
        let other = bed.again().await;
        other.items(&home()).await.unwrap();

        let forgotten = store.forget(&home(), &person(EVE)).await.unwrap();
        assert_eq!((forgotten.questions, forgotten.votes, forgotten.missed), (2, 3, 3), "{forgotten:?}");
        assert_eq!((forgotten.suggestions, forgotten.follows), (1, 1), "{forgotten:?}");
        assert!(forgotten.notices >= 1 && forgotten.changes >= 2, "{forgotten:?}");
        // She had said no to being recorded, and means it all the more.
        let no = Preferences { recorded: false, told: true };
        assert_eq!(forgotten.left, no);
        nothing_is_found(&bed, WORDS.iter().map(|word| word.as_bytes().to_vec())).await;
        let rows = rows_with(&bed, &person(EVE).to_string()).await;
        assert!(matches!(&rows[..], [row] if row.contains("\"preferences\"")), "{rows:#?}");
        let only_no = HeldOn { preferences: no, ..HeldOn::default() };
        assert_eq!(store.held_on(&home(), &person(EVE)).await.unwrap(), only_no);
        let again = store.forget(&home(), &person(EVE)).await.unwrap();
        assert!(again.is_empty() && again.left == no, "{again:?}");

        // Once she says yes again there is nothing that would have to be kept.
        store.set_preferences(&home(), &person(EVE), Preferences::default()).await.unwrap();
        assert_eq!(store.forget(&home(), &person(EVE)).await.unwrap(), Forgotten::default());
        nothing_is_found(&bed, WORDS.iter().map(|word| word.as_bytes().to_vec()).chain(hashes())).await;
        assert_eq!(store.held_on(&home(), &person(EVE)).await.unwrap(), HeldOn::default());
        assert_eq!(other.check().await.unwrap().damage, Vec::<String>::new());
    });
}

#[test]
fn what_others_said_and_what_was_approved_stays() {
    on_both(async |Bed { store, .. }| {
        with_eve(&*store).await;
        let ada = store.held_on(&home(), &person(1)).await.unwrap();
        store.forget(&home(), &person(EVE)).await.unwrap();
        let items = store.items(&home()).await.unwrap();
        let answers: Vec<&str> = items.items.iter().map(|one| one.item.entry().unwrap().answer.as_str()).collect();
        assert_eq!(answers, ["What Eve taught and all can read.", "By Ada."]);
        let changes = store.changes(&home(), &all()).await.unwrap();
        let first = changes.iter().find(|one| one.key == ItemKey::entry(&crate::support::store::id("a"))).unwrap();
        assert_eq!((first.number, first.author.name.as_str()), (1, ""));
        assert_ne!(first.author.person, person(EVE));
        assert!(changes.iter().filter(|one| one.number == 2).all(|one| one.author == author(1, "Ada")));

        // The cluster that began with her words goes on with the oldest that are left.
        let clusters = store.clusters(&home(), 0, None).await.unwrap();
        let seen: Vec<_> = clusters.iter().map(|one| (one.number, one.text.as_str(), one.asked, one.askers)).collect();
        assert_eq!(seen, [(1, "Of Ada.", 1, 1), (3, "Another of Ada.", 1, 1)]);
        assert_eq!(clusters[0].vector, missed(2, 1, 2_000, "").vector, "of that text");
        assert_eq!(
            (clusters[0].first, clusters[0].last, clusters[1].last),
            (Moment(2_000), Moment(2_000), Moment(5_000))
        );
        let open = store.suggestions(&home(), SuggestionState::Open).await.unwrap();
        let seen: Vec<_> = open.iter().map(|one| (one.number, one.text.as_str(), one.supporters)).collect();
        assert_eq!(
            seen,
            [(2, "Gondola of Ada", 1), (3, "In Ada's words.", 1)],
            "those that somebody else supports too"
        );
        let voters: Vec<PersonKey> =
            store.votes(&home(), Moment(0)).await.unwrap().iter().map(|one| one.person).collect();
        assert_eq!(voters, [person(2)], "a vote on a question that is gone is gone");
        let left = store.held_on(&home(), &person(1)).await.unwrap();
        assert_eq!((left.questions, left.missed, left.notices), (ada.questions, ada.missed, ada.notices));
        assert_eq!((left.preferences, left.changes), (ada.preferences, ada.changes));
    });
}

#[test]
fn what_a_person_decided_is_kept_for_each_alone() {
    on_both(async |Bed { store, .. }| {
        assert_eq!(store.preferences(&home(), &person(1)).await.unwrap(), Preferences::default());
        for recorded in [true, false] {
            for told in [false, true] {
                let decided = Preferences { recorded, told };
                store.set_preferences(&home(), &person(1), decided).await.unwrap();
                assert_eq!(store.preferences(&home(), &person(1)).await.unwrap(), decided);
                assert_eq!(store.held_on(&home(), &person(1)).await.unwrap().preferences, decided);
            }
        }
        assert_eq!(store.preferences(&home(), &person(2)).await.unwrap(), Preferences::default());
        assert_eq!(store.preferences(&next_door(), &person(1)).await.unwrap(), Preferences::default());
    });
}

#[test]
fn of_many_persons_those_are_told_apart_whose_questions_are_not_kept() {
    on_both(async |Bed { store, .. }| {
        for (number, recorded) in [(1, false), (2, true), (3, false)] {
            let decided = Preferences { recorded, ..Preferences::default() };
            store.set_preferences(&home(), &person(number), decided).await.unwrap();
        }
        for (asked, expected) in [(&[1, 2, 4, 1][..], &[1][..]), (&[1, 3], &[1, 3]), (&[2, 4], &[]), (&[], &[])] {
            let asked: Vec<PersonKey> = asked.iter().map(|number| person(*number)).collect();
            let expected = expected.iter().map(|number| person(*number)).collect();
            assert_eq!(store.not_recorded(&home(), &asked).await.unwrap(), expected, "of {asked:?}");
            assert_eq!(store.not_recorded(&next_door(), &asked).await.unwrap(), HashSet::new(), "of {asked:?}");
        }
    });
}

#[test]
fn who_is_not_to_be_told_is_taken_out_of_all_that_waits_and_leaves_no_trace_when_forgotten() {
    on_both(async |bed| {
        let store = &*bed.store;
        with_eve(store).await;
        let not_told = Preferences { recorded: true, told: false };
        store.set_preferences(&home(), &person(EVE), not_told).await.unwrap();
        let held = store.held_on(&home(), &person(EVE)).await.unwrap();
        assert_eq!((held.waiting_notices(), held.follows), (0, Vec::new()));
        let waiting = store.take_notices(&home(), Moment(9_000), Moment(10_000), 10).await.unwrap();
        assert!(waiting.iter().all(|one| one.notice.person == person(1)), "{waiting:?}");
        // What was called off does not come up again, and what she asks for from now on does.
        let mut again = commit(Vec::new());
        again.notices = vec![notice(&format!("waits {}", person(EVE)), EVE)];
        store.commit(&home(), &again).await.unwrap();
        assert_eq!(store.held_on(&home(), &person(EVE)).await.unwrap().waiting_notices(), 0);
        store.follow(&home(), &row(1), &follower(EVE, 2_000)).await.unwrap();
        assert_eq!(store.held_on(&home(), &person(EVE)).await.unwrap().follows, [1]);
        assert_eq!(store.forget(&home(), &person(EVE)).await.unwrap().left, not_told);
        assert_eq!(store.preferences(&home(), &person(EVE)).await.unwrap(), not_told);
        store.set_preferences(&home(), &person(EVE), Preferences::default()).await.unwrap();
        store.forget(&home(), &person(EVE)).await.unwrap();
        nothing_is_found(&bed, WORDS.iter().map(|word| word.as_bytes().to_vec()).chain(hashes())).await;
    });
}

#[test]
fn what_is_old_goes_and_what_waits_stays() {
    on_both(async |Bed { store, .. }| {
        let questions: Vec<_> = (1..5).map(|n| asked(n, 1_000 * n.cast_signed(), "text")).collect();
        store.record(&home(), &questions).await.unwrap();
        store.record(&next_door(), &questions).await.unwrap();
        for question in 1..5 {
            store.vote(&home(), &vote(question, 2, Opinion::Helpful)).await.unwrap();
        }
        // Two clusters with a member that is old and one that is not; the second is closed.
        for (seen, cluster, at) in [(0, None, 1_000_i64), (1, Some(1), 9_000), (1, None, 1_001), (2, Some(2), 9_001)] {
            let text = format!("question {at}");
            store.add_missed(&home(), seen, cluster, &missed(at.cast_unsigned(), 1, at, &text)).await.unwrap();
        }
        let mut closing = commit(Vec::new());
        closing.closed = vec![Closing { number: 2, state: ClusterState::Dismissed, by: None, people: None }];
        store.commit(&home(), &closing).await.unwrap();

        assert_eq!(store.forget_before(&home(), Moment(3_000)).await.unwrap(), 2);
        let left: Vec<i64> =
            store.questions(&home(), Moment(0), 10).await.unwrap().iter().map(|one| one.at.0).collect();
        assert_eq!(left, [4_000, 3_000]);
        let votes = store.votes(&home(), Moment(0)).await.unwrap();
        assert_eq!(votes.iter().map(|one| one.question.clone()).collect::<Vec<_>>(), [row(3), row(4)]);
        assert_eq!(store.members(&home(), 1).await.unwrap().len(), 2, "somebody waits for an answer");
        let closed = store.members(&home(), 2).await.unwrap();
        assert_eq!(closed.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["question 9001"]);
        assert_eq!(store.forget_before(&home(), Moment(3_000)).await.unwrap(), 0);
        assert_eq!(store.questions(&next_door(), Moment(0), 10).await.unwrap().len(), 4);
        assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
    });
}

#[test]
fn a_space_that_is_forgotten_is_as_one_that_never_was() {
    on_both(async |bed| {
        let store = &*bed.store;
        let empty = store.dump(&next_door()).await.unwrap();
        super::world::fill(store, &home(), "text").await.unwrap();
        store.forget_space(&home()).await.unwrap();
        store.forget_space(&home()).await.unwrap();
        assert_eq!(store.spaces().await.unwrap(), []);
        assert_eq!(store.versions().await.unwrap(), []);
        assert_eq!(store.with_notices().await.unwrap(), []);
        assert_eq!(store.dump(&home()).await.unwrap(), empty);
        assert_eq!(super::world::beside(store, &home(), "text").await, "[None, None] None");
        super::world::fill(store, &home(), "text").await.unwrap();
        assert_eq!(store.items(&home()).await.unwrap().version, 2);
    });
}

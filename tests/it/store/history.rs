//! Commits, and the history that they make.

use askwell::entry::State;
use askwell::store::Action;
use askwell::store::Change;
use askwell::store::Commit;
use askwell::store::Counter;
use askwell::store::Draft;
use askwell::store::Edit;
use askwell::store::EntryItem;
use askwell::store::Item;
use askwell::store::ItemKey;
use askwell::store::Moment;
use askwell::store::StoredItem;
use askwell::store::TopicItem;
use askwell::store::Wanted;

use crate::support::store::Bed;
use crate::support::store::all;
use crate::support::store::author;
use crate::support::store::commit;
use crate::support::store::entry;
use crate::support::store::home;
use crate::support::store::id;
use crate::support::store::length_without_gaps;
use crate::support::store::next_door;
use crate::support::store::notice;
use crate::support::store::on_both;
use crate::support::store::refused;
use crate::support::store::removes;
use crate::support::store::writes;

/// Items of every kind, with all that they can hold.
pub(super) fn one_of_each() -> Vec<Edit> {
    let mut full = entry("full", "What is all of it?", "**This.**\n\nAnd that.");
    full.topic = Some("Things".to_owned());
    full.phrasings.push(askwell::entry::Phrasing::new("And all?").unwrap());
    full.tags = vec!["one".to_owned(), "two".to_owned()];
    full.source = Some("https://example.org/?a=1&b=2".to_owned());
    full.review_by = Some(time::Date::from_ordinal_date(2027, 60).unwrap());
    full.state = State::Retired;
    let draft = Draft {
        entry: full.clone(),
        from: Some(3),
        overlays: Some("digest".to_owned()),
        replaces: true,
        resolves: Some(4),
        by: "somebody".to_owned(),
        name: "Some Body".to_owned(),
        at: Moment(77),
    };
    let topic = TopicItem { name: "Things & more".to_owned(), overview: Some("All about it.".to_owned()) };
    let counter = Counter { entry: id("full"), question: "Is it not?".to_owned() };
    let item = |key, item| Edit { key, expected: 0, after: Some(item) };
    vec![
        item(ItemKey::entry(&full.id), Item::Entry(EntryItem { entry: full, overlays: Some("digest".to_owned()) })),
        item(ItemKey::topic("Things & more"), Item::Topic(topic)),
        item(ItemKey::setting("target"), Item::Setting("0.95".to_owned())),
        item(ItemKey::draft("0123"), Item::Draft(draft)),
        item(ItemKey::counter("0123"), Item::Counter(counter)),
    ]
}

#[test]
fn items_of_every_kind_come_back_as_they_were() {
    on_both(async |Bed { store, .. }| {
        let empty = store.items(&home()).await.unwrap();
        assert_eq!((empty.version, empty.items.len()), (0, 0));
        let edits = one_of_each();
        let commit = Commit::of(author(2, "Bo"), Moment(-5), Action::Import, edits.clone());
        assert_eq!(store.commit(&home(), &commit).await.unwrap(), 1);
        let mut stored: Vec<StoredItem> = edits
            .iter()
            .map(|edit| StoredItem {
                key: edit.key.clone(),
                item: edit.after.clone().unwrap(),
                revision: 1,
                at: Moment(-5),
            })
            .collect();
        for one in &stored {
            assert_eq!(store.item(&home(), &one.key).await.unwrap().as_ref(), Some(one));
        }
        let items = store.items(&home()).await.unwrap();
        stored.sort_by(|a, b| a.key.cmp(&b.key));
        assert_eq!((items.version, items.items), (1, stored));
        assert_eq!(store.item(&home(), &ItemKey::setting("full")).await.unwrap(), None);
        assert_eq!(store.items(&next_door()).await.unwrap().items.len(), 0);
    });
}

#[test]
fn ids_are_told_apart_and_sorted_by_their_bytes() {
    on_both(async |Bed { store, .. }| {
        let names = ["B", "a", "a-b", "aB", "ab", "e", "z", "\u{e9}", "\u{65}\u{301}", "\u{200b}a", "A"];
        let edits = names.iter().map(|name| writes(name, 0, name)).collect();
        store.commit(&home(), &commit(edits)).await.unwrap();
        let mut sorted = names;
        sorted.sort_unstable();
        let items = store.items(&home()).await.unwrap().items;
        assert_eq!(items.iter().map(|one| one.key.id.as_str()).collect::<Vec<_>>(), sorted);
        for name in names {
            let found = store.item(&home(), &ItemKey::entry(&id(name))).await.unwrap().unwrap();
            assert_eq!(found.item.entry().unwrap().answer, name);
        }
    });
}

#[test]
fn the_history_has_who_when_what_before_and_after() {
    on_both(async |Bed { store, .. }| {
        let key = ItemKey::entry(&id("a"));
        let steps = [
            (1, "Ada", Action::Teach, writes("a", 0, "one")),
            (2, "Bo", Action::Edit, writes("a", 1, "two")),
            (1, "Ada", Action::Retire, removes("a", 2)),
            (3, "Cy", Action::Undo, writes("a", 0, "two")),
        ];
        for (at, (person, name, action, edit)) in steps.iter().enumerate() {
            let moment = Moment(i64::try_from(at).unwrap() * 1_000);
            let commit = Commit::of(author(*person, name), moment, *action, vec![edit.clone()]);
            assert_eq!(store.commit(&home(), &commit).await.unwrap(), at as u64 + 1);
            let stored = store.item(&home(), &key).await.unwrap();
            assert_eq!(stored.as_ref().map(|one| &one.item), edit.after.as_ref());
            assert_eq!(stored.map_or(0, |one| one.revision), if edit.after.is_some() { at as u64 + 1 } else { 0 });
        }
        let mut before = None;
        let expected: Vec<Change> = (0_u8..)
            .zip(&steps)
            .map(|(at, (person, name, action, edit))| Change {
                number: u64::from(at) + 1,
                at: Moment(i64::from(at) * 1_000),
                author: author(*person, name),
                action: *action,
                key: key.clone(),
                revision_before: if before.is_some() { u64::from(at) } else { 0 },
                before: std::mem::replace(&mut before, edit.after.clone()),
                after: edit.after.clone(),
            })
            .collect();
        let latest_first: Vec<Change> = expected.into_iter().rev().collect();
        assert_eq!(store.changes(&home(), &all()).await.unwrap(), latest_first);
        assert_eq!(store.changes(&next_door(), &all()).await.unwrap(), Vec::new());
    });
}

#[test]
fn every_action_keeps_its_name() {
    on_both(async |Bed { store, .. }| {
        for (number, action) in (0_u64..).zip(Action::ALL) {
            let commit = Commit::of(author(1, "Ada"), Moment(5), action, vec![writes("a", number, "text")]);
            store.commit(&home(), &commit).await.unwrap();
        }
        let changes = store.changes(&home(), &all()).await.unwrap();
        let actions: Vec<Action> = changes.iter().rev().map(|change| change.action).collect();
        assert_eq!(actions, Action::ALL);
    });
}

#[test]
fn changes_are_chosen_by_item_by_number_and_by_how_many() {
    on_both(async |Bed { store, .. }| {
        for number in 0..6 {
            let mut edits = vec![writes("often", number, &number.to_string())];
            if number % 2 == 0 {
                edits.push(writes(&format!("even-{number}"), 0, "even"));
            }
            store.commit(&home(), &commit(edits)).await.unwrap();
        }
        let numbers = async |wanted: Wanted| -> Vec<u64> {
            store.changes(&home(), &wanted).await.unwrap().iter().map(|change| change.number).collect()
        };
        let often = Some(ItemKey::entry(&id("often")));
        assert_eq!(numbers(all()).await, [6, 5, 5, 4, 3, 3, 2, 1, 1]);
        assert_eq!(numbers(Wanted { key: often.clone(), ..all() }).await, [6, 5, 4, 3, 2, 1]);
        assert_eq!(numbers(Wanted { after: 3, ..all() }).await, [6, 5, 5, 4]);
        assert_eq!(numbers(Wanted { before: Some(3), ..all() }).await, [2, 1, 1]);
        assert_eq!(numbers(Wanted { after: 2, before: Some(5), ..all() }).await, [4, 3, 3]);
        assert_eq!(numbers(Wanted { key: often, after: 1, before: Some(6), limit: 2 }).await, [5, 4]);
        assert_eq!(numbers(Wanted { limit: 0, ..all() }).await, Vec::<u64>::new());
        assert_eq!(numbers(Wanted { key: Some(ItemKey::setting("often")), ..all() }).await, Vec::<u64>::new());
        assert_eq!(numbers(Wanted { limit: u32::MAX, ..all() }).await.len(), 9);
    });
}

#[test]
fn nobody_writes_over_what_they_have_not_seen() {
    on_both(async |Bed { store, .. }| {
        store.commit(&home(), &commit(vec![writes("a", 0, "one"), writes("b", 0, "one")])).await.unwrap();
        store.commit(&home(), &commit(vec![writes("a", 1, "two")])).await.unwrap();
        let before = store.dump(&home()).await.unwrap();
        for edit in [
            writes("a", 0, "a second first"),
            writes("a", 1, "on an old one"),
            writes("a", 3, "on none that was"),
            writes("c", 2, "on one that is not there"),
            removes("a", 1),
            removes("c", 1),
        ] {
            // In whatever order they stand, those that could have been done are not.
            for edits in [vec![edit.clone(), writes("b", 1, "two")], vec![writes("b", 1, "two"), edit.clone()]] {
                let mut whole = commit(edits);
                whole.notices = vec![notice("k", 1)];
                refused(store.commit(&home(), &whole).await, "Conflict");
            }
        }
        assert_eq!(store.dump(&home()).await.unwrap(), before);
        assert_eq!(store.with_notices().await.unwrap(), Vec::new());
        assert_eq!(store.commit(&home(), &commit(vec![writes("b", 1, "two")])).await.unwrap(), 3, "no gap");
    });
}

#[test]
fn a_commit_that_no_state_of_the_space_would_make_right_is_refused() {
    on_both(async |Bed { store, .. }| {
        let setting = Edit { after: Some(Item::Setting("1".to_owned())), ..writes("a", 0, "A.") };
        let twice = vec![writes("a", 0, "one"), writes("b", 0, "two"), writes("a", 0, "three")];
        for edits in [twice, vec![writes("b", 0, "two"), setting]] {
            refused(store.commit(&home(), &commit(edits)).await, "Invalid");
        }
        assert_eq!(store.changes(&home(), &all()).await.unwrap(), []);
        assert_eq!(store.items(&home()).await.unwrap().items, []);
    });
}

#[test]
fn a_call_that_is_given_up_has_done_all_or_nothing() {
    on_both(async |Bed { store, .. }| {
        let (mut given_up, mut there) = (0, 0);
        for round in 0_u64.. {
            // Now with little patience and now with more, and more each time: so there are some of each on any machine.
            if given_up >= 25 && there >= 25 {
                break;
            }
            assert!(round < 1_000, "{given_up} given up, {there} there");
            let name = |half| format!("{half}-{round}");
            let mut pair = commit(vec![writes(&name("a"), 0, "text"), writes(&name("b"), 0, "text")]);
            pair.notices = vec![notice(&name("k"), 1)];
            let patience = std::time::Duration::from_micros((round % 20) * (200 + 20 * round));
            match tokio::time::timeout(patience, store.commit(&home(), &pair)).await {
                Ok(done) => there = done.unwrap(),
                Err(_) => given_up += 1,
            }
            // Whoever comes next is not in the way of what is left of it, and sees it whole or not at all.
            let items = store.items(&home()).await.unwrap();
            assert!(items.version >= there, "{} after {there}", items.version);
            assert_eq!(items.items.len() as u64, 2 * items.version, "half a commit");
            there = items.version;
        }
        // The last one may be on its way to the disk yet; one without edits waits for its turn, and tells the number.
        let there = store.commit(&home(), &commit(Vec::new())).await.unwrap();
        assert_eq!(length_without_gaps(&*store, &home()).await, there);
        let late = Moment(1);
        assert_eq!(store.take_notices(&home(), late, late, u32::MAX).await.unwrap().len() as u64, there);
    });
}

#[test]
fn a_commit_without_edits_adds_nothing_to_the_history() {
    on_both(async |Bed { store, .. }| {
        assert_eq!(store.commit(&home(), &commit(Vec::new())).await.unwrap(), 0);
        store.commit(&home(), &commit(vec![writes("a", 0, "one")])).await.unwrap();
        let mut only_notice = commit(Vec::new());
        only_notice.notices = vec![notice("k", 1)];
        assert_eq!(store.commit(&home(), &only_notice).await.unwrap(), 1);
        assert_eq!(store.changes(&home(), &all()).await.unwrap().len(), 1);
        assert_eq!(store.versions().await.unwrap(), [(home(), 1)]);
        assert_eq!(store.with_notices().await.unwrap(), [home()]);
    });
}

#[test]
fn a_commit_of_thousands_of_edits_is_one_commit() {
    on_both(async |Bed { store, .. }| {
        let edits = (0..3_000).map(|n| writes(&format!("e{n:04}"), 0, "text")).collect();
        assert_eq!(store.commit(&home(), &commit(edits)).await.unwrap(), 1);
        let edits = (0..3_000).map(|n| removes(&format!("e{n:04}"), 1)).collect();
        assert_eq!(store.commit(&home(), &commit(edits)).await.unwrap(), 2);
        assert_eq!(store.changes(&home(), &all()).await.unwrap().len(), 6_000);
        assert_eq!(store.items(&home()).await.unwrap().items.len(), 0);
    });
}

#[test]
fn several_handles_write_at_once_and_lose_nothing() {
    /// Commits by each handle.
    const EACH: u64 = 25;
    on_both(async |bed| {
        let handles: u64 = if bed.engine == crate::support::store::Engine::Sqlite { 2 } else { 4 };
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..handles {
            let store = bed.again().await;
            writers.spawn(async move {
                let mut numbers = Vec::new();
                for n in 0..EACH {
                    // One item of its own, and one that all of them want.
                    loop {
                        let key = ItemKey::entry(&id("shared"));
                        let seen = store.item(&home(), &key).await.unwrap().map_or(0, |one| one.revision);
                        let own = writes(&format!("own-{writer}-{n}"), 0, "own");
                        let edits = vec![own, writes("shared", seen, &format!("{writer}-{n}"))];
                        match store.commit(&home(), &commit(edits)).await {
                            Ok(number) => break numbers.push(number),
                            Err(askwell::store::StoreError::Conflict { .. }) => (),
                            Err(error) => panic!("{error:?}"),
                        }
                    }
                }
                assert!(numbers.is_sorted(), "{numbers:?}");
                numbers
            });
        }
        let mut numbers: Vec<u64> = writers.join_all().await.into_iter().flatten().collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=handles * EACH).collect::<Vec<u64>>(), "each got a number of its own");
        let store = &*bed.store;
        assert_eq!(length_without_gaps(store, &home()).await, handles * EACH);
        assert_eq!(store.items(&home()).await.unwrap().items.len() as u64, handles * EACH + 1);
        // Each saw what the one before wrote.
        let wanted = Wanted { key: Some(ItemKey::entry(&id("shared"))), ..all() };
        let shared = store.changes(&home(), &wanted).await.unwrap();
        for pair in shared.windows(2) {
            assert_eq!((&pair[0].before, pair[0].revision_before), (&pair[1].after, pair[1].number));
        }
        assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
    });
}

#[test]
fn of_many_who_want_the_same_one_gets_it_and_the_others_are_told() {
    on_both(async |bed| {
        let handles = [bed.again().await, bed.again().await, bed.again().await, bed.again().await];
        for revision in 0..10 {
            let edit = |n: usize| commit(vec![writes("a", revision, &n.to_string())]);
            let (one, two, three, four) = (edit(1), edit(2), edit(3), edit(4));
            let space = home();
            let results = tokio::join!(
                handles[0].commit(&space, &one),
                handles[1].commit(&space, &two),
                handles[2].commit(&space, &three),
                handles[3].commit(&space, &four)
            );
            let results = [results.0, results.1, results.2, results.3];
            let (done, told): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
            assert_eq!(done.into_iter().map(Result::unwrap).collect::<Vec<_>>(), [revision + 1]);
            told.into_iter().for_each(|result| refused(result, "Conflict"));
        }
    });
}

#[test]
fn readers_see_a_commit_whole_or_not_at_all() {
    on_both(async |bed| {
        let reader = bed.again().await;
        let writer = async {
            for n in 0..40 {
                let revision = n;
                let text = n.to_string();
                let pair = vec![writes("a", revision, &text), writes("b", revision, &text)];
                bed.store.commit(&home(), &commit(pair)).await.unwrap();
            }
        };
        let read = async {
            let mut last = 0;
            while last < 40 {
                let items = reader.items(&home()).await.unwrap();
                assert!(items.version >= last, "it does not go back");
                last = items.version;
                if last > 0 {
                    let text = (last - 1).to_string();
                    let answers: Vec<&str> =
                        items.items.iter().map(|one| one.item.entry().unwrap().answer.as_str()).collect();
                    assert_eq!(answers, [&text, &text], "at {last}");
                    assert!(items.items.iter().all(|one| one.revision == last));
                }
                tokio::task::yield_now().await;
            }
        };
        tokio::join!(writer, read);
    });
}

//! What a space holds, carried from one store to another without loss; and that texts are data wherever they stand.

use std::collections::BTreeSet;
use std::sync::Mutex;

use askwell::store::Dumped;
use askwell::store::ItemKey;
use askwell::store::Store;
use serde_json::Value;

use super::world::everything;
use super::world::fill;
use super::world::hostile;
use super::world::name_of;
use crate::support::postgres;
use crate::support::store::Bed;
use crate::support::store::Engine;
use crate::support::store::all;
use crate::support::store::asked;
use crate::support::store::commit;
use crate::support::store::home;
use crate::support::store::kind_of;
use crate::support::store::next_door;
use crate::support::store::on_both;
use crate::support::store::refused;
use crate::support::store::row;
use crate::support::store::within;
use crate::support::store::writes;

#[test]
fn hostile_text_is_data_and_comes_back_as_it_was() {
    on_both(async |Bed { store, .. }| {
        for (name, text) in hostile(1_000_000) {
            fill(&*store, &home(), &text).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            let key = ItemKey { id: name_of(&text), ..ItemKey::setting("") };
            let setting = store.item(&home(), &key).await.unwrap().unwrap();
            assert!(setting.item == askwell::store::Item::Setting(text.clone()), "{name}");
            let question = store.question(&home(), &row(1)).await.unwrap().unwrap();
            let said = [&question.text, &question.verdict, &question.reason, &question.place.door];
            assert!(said.iter().all(|said| **said == text), "{name}: {said:?}");
            assert!(store.changes(&home(), &all()).await.unwrap().iter().all(|one| one.author.name == text), "{name}");
            assert!(store.members(&home(), 1).await.unwrap().iter().all(|one| one.text == text), "{name}");
            let open = store.suggestions(&home(), askwell::store::SuggestionState::Open).await.unwrap();
            assert!(!open.is_empty() && open.iter().all(|one| one.text == text), "{name}");
            assert_eq!(store.kept(&home(), &name_of(&text)).await.unwrap().as_ref(), Some(&text), "{name}");
            store.forget_space(&home()).await.unwrap();
            assert_eq!(store.spaces().await.unwrap(), [], "{name}");
        }
        assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
    });
}

#[test]
fn a_zero_character_is_kept_or_refused_alike_everywhere() {
    let outcomes: Mutex<Vec<(Engine, Vec<String>)>> = Mutex::default();
    on_both(async |bed| {
        let store = &*bed.store;
        let text = "before\0after";
        let mut outcome = Vec::new();
        let mut said = |done: Result<bool, askwell::store::StoreError>| {
            outcome.push(done.map_or_else(|error| kind_of(&error), |same| format!("kept: {same}")));
        };
        let recorded = store.record(&home(), &[asked(1, 1_000, text)]).await;
        let same = store.question(&home(), &row(1)).await.unwrap().is_some_and(|one| one.text == text);
        said(recorded.map(|()| same));
        let committed = store.commit(&home(), &commit(vec![writes("a", 0, text)])).await;
        let items = store.items(&home()).await.unwrap().items;
        said(committed.map(|_| items[0].item.entry().unwrap().answer == text));
        let kept = store.keep(&home(), "k", Some(text)).await;
        let same = store.kept(&home(), "k").await.unwrap().as_deref() == Some(text);
        said(kept.map(|()| same));
        // And all of the rest, whatever it does, does it whole.
        let _ = fill(store, &next_door(), text).await;
        assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
        outcomes.lock().unwrap().push((bed.engine, outcome));
    });
    let outcomes = outcomes.into_inner().unwrap();
    for (engine, outcome) in &outcomes {
        assert!(outcome.iter().all(|one| one == "kept: true" || one == "Invalid"), "{engine:?}: {outcome:?}");
        assert_eq!(outcome, &outcomes[0].1, "{engine:?}");
    }
}

#[test]
fn from_one_store_to_the_other_and_back_nothing_is_lost() {
    let Some(server) = postgres::shared() else { return };
    within(async || {
        let (first, second) = (Bed::on_sqlite().await, Bed::on_postgres(server).await);
        let third = Bed::on_sqlite().await;
        for (name, text) in hostile(30_000) {
            fill(&*first.store, &home(), &text).await.unwrap();
            let dumped = first.store.dump(&home()).await.unwrap();
            let was = everything(&*first.store, &home()).await;
            for store in [&second.store, &third.store] {
                // Under another name as well: the name of the space is no part of what it holds.
                store.load(&next_door(), &dumped).await.unwrap_or_else(|error| panic!("{name}: {error}"));
                assert!(store.dump(&next_door()).await.unwrap() == dumped, "{name}: the lines");
                store.forget_space(&next_door()).await.unwrap();
            }
            second.store.load(&home(), &dumped).await.unwrap();
            assert!(everything(&*second.store, &home()).await == was, "{name}: on PostgreSQL");
            let carried = second.store.dump(&home()).await.unwrap();
            third.store.load(&home(), &carried).await.unwrap();
            assert!(everything(&*third.store, &home()).await == was, "{name}: back again");
            assert!(third.store.dump(&home()).await.unwrap() == dumped, "{name}: the lines, back again");
            for store in [&first.store, &second.store, &third.store] {
                store.forget_space(&home()).await.unwrap();
            }
        }
    });
}

#[test]
fn what_was_loaded_goes_on_where_it_was() {
    on_both(async |Bed { store, .. }| {
        fill(&*store, &next_door(), "text").await.unwrap();
        let dumped = store.dump(&next_door()).await.unwrap();
        store.load(&home(), &dumped).await.unwrap();
        assert_eq!(store.commit(&home(), &commit(vec![writes("a", 1, "on")])).await.unwrap(), 3);
        let begun = store.add_missed(&home(), 3, None, &crate::support::store::missed(60, 1, 1, "new")).await.unwrap();
        assert!(matches!(begun, askwell::store::Added::To(cluster) if cluster.number == 4));
        let made = store.support(&home(), &crate::support::store::support("z", "new", 1, 1)).await.unwrap();
        assert_eq!(made.number, 4);
        // A notice that was shown in the old place is not shown in the new one.
        let mut telling = commit(Vec::new());
        telling.notices = vec![crate::support::store::notice("1 text", 1)];
        store.commit(&home(), &telling).await.unwrap();
        let late = askwell::store::Moment(1_000_000);
        let notices = store.take_notices(&home(), late, late, 10).await.unwrap();
        let mut keys: Vec<&str> = notices.iter().map(|one| one.notice.key.as_str()).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["2 text", "3 text"]);
    });
}

#[test]
fn a_dump_of_nothing_loads_as_nothing() {
    on_both(async |Bed { store, .. }| {
        let empty = store.dump(&home()).await.unwrap();
        store.load(&next_door(), &empty).await.unwrap();
        assert_eq!(store.dump(&next_door()).await.unwrap(), empty);
        assert_eq!(store.items(&next_door()).await.unwrap().version, 0);
    });
}

/// Takes away what format 3 has brought.
fn take_flaws(lines: &mut [Value]) {
    let flaws = lines.iter_mut().filter_map(|line| line.pointer_mut("/row")?.as_object_mut()?.remove("flaw"));
    assert!(flaws.count() > 1);
}

#[test]
fn a_dump_from_before_the_flaws_is_taken() {
    on_both(async |Bed { store, .. }| {
        fill(&*store, &home(), "text").await.unwrap();
        let mut now: Vec<Value> =
            store.dump(&home()).await.unwrap().lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        now[0]["format"] = 2.into();
        take_flaws(&mut now);
        let old = Dumped { lines: now.iter().map(Value::to_string).collect() };
        store.load(&next_door(), &old).await.unwrap();
        let mut votes = store.votes(&home(), askwell::store::Moment(0)).await.unwrap();
        assert!(votes.iter().any(|vote| vote.flaw.is_some()));
        votes.iter_mut().for_each(|vote| vote.flaw = None);
        assert_eq!(store.votes(&next_door(), askwell::store::Moment(0)).await.unwrap(), votes);
        // As its own format says, and no other.
        now[0]["format"] = 3.into();
        let broken = Dumped { lines: now.iter().map(Value::to_string).collect() };
        store.forget_space(&next_door()).await.unwrap();
        refused(store.load(&next_door(), &broken).await, "Invalid");
    });
}

#[test]
fn a_dump_from_before_the_changes_that_close_clusters_is_taken() {
    on_both(async |Bed { store, .. }| {
        fill(&*store, &home(), "text").await.unwrap();
        let mut now: Vec<Value> =
            store.dump(&home()).await.unwrap().lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        now[0]["format"] = 3.into();
        let of_then = now.iter_mut().filter_map(|line| line.pointer_mut("/row")?.as_object_mut()?.remove("closed_in"));
        assert_eq!(of_then.filter(|number| *number != 0).count(), 1);
        let old = Dumped { lines: now.iter().map(Value::to_string).collect() };
        store.load(&next_door(), &old).await.unwrap();
        let mut clusters = store.clusters(&home(), 0, None).await.unwrap();
        clusters.iter_mut().for_each(|cluster| cluster.closed_in = 0);
        assert_eq!(store.clusters(&next_door(), 0, None).await.unwrap(), clusters);
        // As its own format says, and no other.
        now[0]["format"] = 4.into();
        let broken = Dumped { lines: now.iter().map(Value::to_string).collect() };
        store.forget_space(&next_door()).await.unwrap();
        refused(store.load(&next_door(), &broken).await, "Invalid");
    });
}

#[test]
fn a_dump_from_before_the_models_of_vectors_is_taken() {
    on_both(async |Bed { store, .. }| {
        fill(&*store, &home(), "text").await.unwrap();
        let mut now: Vec<Value> =
            store.dump(&home()).await.unwrap().lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        now[0]["format"] = 1.into();
        let with_models = now.iter_mut().filter_map(|line| line.pointer_mut("/row")?.as_object_mut()?.remove("model"));
        assert!(with_models.count() > 3);
        take_flaws(&mut now);
        let old = Dumped { lines: now.iter().map(Value::to_string).collect() };
        store.load(&next_door(), &old).await.unwrap();
        let clusters = store.clusters(&next_door(), 0, None).await.unwrap();
        let of_old = store.clusters(&home(), 0, None).await.unwrap();
        assert!(clusters.iter().all(|cluster| cluster.vector.model.is_empty()));
        let components = |all: &[askwell::store::Cluster]| -> Vec<Vec<f32>> {
            all.iter().map(|cluster| cluster.vector.components.clone()).collect()
        };
        assert_eq!(components(&clusters), components(&of_old));
        // As its own format says, and no other.
        now[0]["format"] = 2.into();
        let broken = Dumped { lines: now.iter().map(Value::to_string).collect() };
        store.forget_space(&next_door()).await.unwrap();
        refused(store.load(&next_door(), &broken).await, "Invalid");
    });
}

#[test]
fn a_space_with_rows_takes_no_dump() {
    on_both(async |Bed { store, .. }| {
        fill(&*store, &home(), "text").await.unwrap();
        let dumped = store.dump(&home()).await.unwrap();
        refused(store.load(&home(), &dumped).await, "Conflict");
        // One row of any kind is a row.
        store.record(&next_door(), &[asked(1, 1, "text")]).await.unwrap();
        refused(store.load(&next_door(), &dumped).await, "Conflict");
        assert_eq!(store.dump(&home()).await.unwrap(), dumped);
    });
}

/// Loads `lines` into an empty space, which they must leave empty; returns the error.
async fn not_taken(store: &dyn Store, lines: Vec<String>) -> String {
    let result = store.load(&next_door(), &Dumped { lines: lines.clone() }).await;
    let error = result.err().unwrap_or_else(|| panic!("taken: {lines:#?}"));
    assert_eq!(store.spaces().await.unwrap(), [home()], "something of it was taken: {lines:#?}");
    kind_of(&error)
}

#[test]
fn lines_that_are_none_of_a_dump_are_refused_whole() {
    on_both(async |Bed { store, .. }| {
        fill(&*store, &home(), "text").await.unwrap();
        let good = store.dump(&home()).await.unwrap().lines;
        let store = &*store;
        assert_eq!(not_taken(store, Vec::new()).await, "Invalid");
        assert_eq!(not_taken(store, good[1..].to_vec()).await, "Invalid");
        for at in 0..good.len() {
            for bad in ["", "null", "[]", "{}", "{", "not JSON", "{\"table\":\"items; DROP TABLE items\"}"] {
                let mut lines = good.clone();
                bad.clone_into(&mut lines[at]);
                assert_eq!(not_taken(store, lines).await, "Invalid", "{bad:?} as line {at}");
            }
            // A row twice, the first line among them.
            let mut lines = good.clone();
            lines.insert(at, good[at].clone());
            assert_eq!(not_taken(store, lines).await, "Invalid", "line {at} twice: {}", good[at]);
        }
    });
}

#[test]
fn a_row_with_something_else_in_it_is_refused_or_harmless() {
    on_both(async |Bed { store, .. }| {
        fill(&*store, &home(), "text").await.unwrap();
        let good = store.dump(&home()).await.unwrap().lines;
        let before = everything(&*store, &home()).await;
        let planted = [Value::Null, "'; DROP".into(), (-1).into(), serde_json::json!({"a": []}), 1e300.into()];
        let mut tried = BTreeSet::new();
        for (at, line) in good.iter().enumerate().skip(1) {
            // Wherever a value stands, however deep; of rows that are made alike, in one.
            let paths = paths(&serde_json::from_str(line).unwrap(), "");
            if !tried.insert(paths.clone()) {
                continue;
            }
            for path in paths {
                for bad in &planted {
                    let mut value: Value = serde_json::from_str(line).unwrap();
                    *value.pointer_mut(&path).unwrap() = bad.clone();
                    let mut lines = good.clone();
                    lines[at] = value.to_string();
                    match store.load(&next_door(), &Dumped { lines }).await {
                        Ok(()) => {
                            everything(&*store, &next_door()).await;
                            store.forget_space(&next_door()).await.unwrap();
                        }
                        Err(error) => assert_eq!(kind_of(&error), "Invalid", "{bad} at {path} of {line}: {error}"),
                    }
                    assert_eq!(store.spaces().await.unwrap(), [home()], "{bad} at {path} of {line}");
                }
            }
        }
        assert!(everything(&*store, &home()).await == before);
    });
}

/// Paths of all values within one.
fn paths(value: &Value, from: &str) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value)).collect()
        }
        // Of a vector the first component stands for all.
        Value::Array(list) => list.iter().take(1).enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    inner
        .into_iter()
        .flat_map(|(key, value)| {
            let path = format!("{from}/{key}");
            let mut all = paths(value, &path);
            all.push(path);
            all
        })
        .collect()
}

//! Notices: told at least once, and never by two at the same time.

use std::collections::BTreeSet;

use askwell::store::Closing;
use askwell::store::ClusterState;
use askwell::store::Commit;
use askwell::store::Moment;
use askwell::store::NewNotice;
use askwell::store::Notice;
use askwell::store::Store;

use crate::support::store::Bed;
use crate::support::store::commit;
use crate::support::store::home;
use crate::support::store::missed;
use crate::support::store::next_door;
use crate::support::store::notice;
use crate::support::store::on_both;
use crate::support::store::person;
use crate::support::store::refused;
use crate::support::store::row;
use crate::support::store::writes;

/// A commit with notices of these keys.
fn telling(at: i64, keys: &[&str]) -> Commit {
    let mut telling = commit(Vec::new());
    telling.at = Moment(at);
    telling.notices = keys.iter().map(|key| notice(key, 1)).collect();
    telling
}

async fn taken(store: &dyn Store, now: i64, until: i64, limit: u32) -> Vec<Notice> {
    store.take_notices(&home(), Moment(now), Moment(until), limit).await.unwrap()
}

fn keys(notices: &[Notice]) -> Vec<&str> {
    notices.iter().map(|notice| notice.notice.key.as_str()).collect()
}

#[test]
fn a_notice_comes_with_all_that_it_says() {
    on_both(async |Bed { store, .. }| {
        assert_eq!(store.with_notices().await.unwrap(), []);
        let mut telling = commit(vec![writes("a", 0, "A.")]);
        telling.notices = vec![notice("k", 2)];
        store.commit(&home(), &telling).await.unwrap();
        assert_eq!(store.with_notices().await.unwrap(), [home()]);
        let notices = taken(&*store, 10, 20, 10).await;
        assert_eq!(notices.len(), 1);
        assert_eq!((&notices[0].notice, notices[0].at, notices[0].attempts), (&notice("k", 2), telling.at, 1));
    });
}

#[test]
fn of_two_with_one_key_the_second_is_none() {
    on_both(async |Bed { store, .. }| {
        store.commit(&home(), &telling(1, &["k", "l", "k"])).await.unwrap();
        store.commit(&home(), &telling(2, &["l", "m"])).await.unwrap();
        store.commit(&next_door(), &telling(3, &["k"])).await.unwrap();
        let notices = taken(&*store, 10, 20, 10).await;
        assert_eq!(notices.len(), 3);
        assert_eq!(keys(&notices).into_iter().collect::<BTreeSet<_>>(), BTreeSet::from(["k", "l", "m"]));
        // Nor is one that was shown told again.
        for one in &notices {
            store.notice_done(&home(), &one.id).await.unwrap();
        }
        store.commit(&home(), &telling(4, &["k", "l", "m"])).await.unwrap();
        assert_eq!(taken(&*store, 100, 200, 10).await, []);
        assert_eq!(store.with_notices().await.unwrap(), [next_door()]);
    });
}

#[test]
fn the_oldest_come_first_and_as_many_as_wanted() {
    on_both(async |Bed { store, .. }| {
        for (at, key) in [(3_000, "c"), (1_000, "a"), (2_000, "b")] {
            store.commit(&home(), &telling(at, &[key])).await.unwrap();
        }
        assert_eq!(taken(&*store, 10, 20, 0).await, []);
        assert_eq!(keys(&taken(&*store, 10, 20, 2).await), ["a", "b"]);
        assert_eq!(keys(&taken(&*store, 10, 20, 2).await), ["c"]);
        assert_eq!(taken(&*store, 10, 20, 2).await, []);
        assert_eq!(store.with_notices().await.unwrap(), [home()], "taken is not finished with");
    });
}

#[test]
fn what_is_taken_comes_back_only_when_its_time_is_over() {
    on_both(async |Bed { store, .. }| {
        store.commit(&home(), &telling(1, &["k"])).await.unwrap();
        let first = taken(&*store, 1_000, 2_000, 10).await;
        assert_eq!(taken(&*store, 1_999, 5_000, 10).await, []);
        let second = taken(&*store, 2_001, 3_000, 10).await;
        assert_eq!((second[0].attempts, &second[0].id, second[0].at), (2, &first[0].id, first[0].at));
        assert_eq!(taken(&*store, 2_500, 9_000, 10).await, [], "the second taker has its own time");
        store.notice_done(&home(), &first[0].id).await.unwrap();
        assert_eq!(taken(&*store, 90_000, 99_000, 10).await, []);
        assert_eq!(store.with_notices().await.unwrap(), []);
    });
}

#[test]
fn to_be_done_with_one_twice_or_with_none_is_no_mistake() {
    on_both(async |Bed { store, .. }| {
        store.commit(&home(), &telling(1, &["k"])).await.unwrap();
        let one = taken(&*store, 1, 2, 1).await.remove(0);
        // It may have been forgotten, or its space, while it was on its way.
        for _ in 0..2 {
            let _ = store.notice_done(&next_door(), &one.id).await;
            let _ = store.notice_done(&home(), &row(1)).await;
        }
        assert_eq!(store.with_notices().await.unwrap(), [home()], "the one that was meant, in its space");
        store.notice_done(&home(), &one.id).await.unwrap();
        store.notice_done(&home(), &one.id).await.unwrap();
        assert_eq!(store.with_notices().await.unwrap(), []);
    });
}

#[test]
fn of_one_that_was_shown_only_the_key_is_kept() {
    on_both(async |Bed { store, .. }| {
        let mut telling = telling(1, &[]);
        let mut secret = notice("the-key", 2);
        secret.question = "zanzibar".to_owned();
        telling.notices = vec![secret];
        store.commit(&home(), &telling).await.unwrap();
        assert!(store.dump(&home()).await.unwrap().lines.concat().contains("zanzibar"));
        let one = taken(&*store, 1, 2, 1).await.remove(0);
        assert!(store.notice_waits(&home(), &one.id).await.unwrap());
        assert!(!store.notice_waits(&next_door(), &one.id).await.unwrap());
        store.notice_done(&home(), &one.id).await.unwrap();
        assert!(!store.notice_waits(&home(), &one.id).await.unwrap());
        let dump = store.dump(&home()).await.unwrap().lines.concat();
        assert!(dump.contains("the-key") && !dump.contains("zanzibar"), "{dump}");
    });
}

#[test]
fn no_two_get_the_same_at_once() {
    on_both(async |bed| {
        let names: Vec<String> = (0..120).map(|n| format!("k{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        bed.store.commit(&home(), &telling(1, &names)).await.unwrap();
        let mut takers = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let store = bed.again().await;
            takers.spawn(async move {
                let mut got = Vec::new();
                // A call may come back with nothing while the others hold what is left.
                for _ in 0..30 {
                    for one in taken(&*store, 1_000, 9_000, 5).await {
                        store.notice_done(&home(), &one.id).await.unwrap();
                        got.push(one.notice.key);
                    }
                }
                got
            });
        }
        let mut got: Vec<String> = takers.join_all().await.into_iter().flatten().collect();
        got.sort();
        let count = got.len();
        got.dedup();
        assert_eq!((count, got.len()), (120, 120), "each once");
    });
}

#[test]
fn those_of_a_cluster_go_when_it_is_opened_again_and_no_others() {
    on_both(async |Bed { store, .. }| {
        let becomes = |number, state| {
            let mut becomes = commit(Vec::new());
            becomes.closed = vec![Closing { number, state, by: None, people: None }];
            becomes
        };
        let of = |number, to| NewNotice { key: NewNotice::key_of_cluster(number, &person(to)), ..notice("", to) };
        for space in [home(), next_door()] {
            for number in 1..=12 {
                let missed = missed(number, 1, 1_000, &format!("question {number}"));
                store.add_missed(&space, number - 1, None, &missed).await.unwrap();
            }
            for (number, at) in [(1, 1), (12, 2)] {
                let mut resolving = becomes(number, ClusterState::Resolved);
                resolving.at = Moment(at);
                resolving.notices = (1..=3).map(|to| of(number, to)).collect();
                store.commit(&space, &resolving).await.unwrap();
            }
            store.commit(&space, &telling(3, &["missed", "missed:1"])).await.unwrap();
        }
        // Of the first cluster one is shown, one taken and one left, whichever comes first.
        let two = taken(&*store, 10, 20, 2).await;
        store.notice_done(&home(), &two[0].id).await.unwrap();
        let all = (1..=3).map(|to| of(1, to).key);
        let untouched: BTreeSet<String> = all.filter(|key| !keys(&two).contains(&key.as_str())).collect();
        assert_eq!(untouched.len(), 1);

        // Where the commit is refused, nothing of it is done.
        let mut late = becomes(1, ClusterState::Open);
        late.closed.push(Closing { number: 5, state: ClusterState::Open, by: None, people: None });
        refused(store.commit(&home(), &late).await, "Conflict");
        assert!(store.notice_waits(&home(), &two[1].id).await.unwrap());
        store.commit(&home(), &becomes(1, ClusterState::Open)).await.unwrap();
        assert!(!store.notice_waits(&home(), &two[1].id).await.unwrap(), "its taker finds out before it is told");
        let left = taken(&*store, 100, 200, 20).await;
        let mut expected: BTreeSet<String> = (1..=3).map(|to| of(12, to).key).collect();
        expected.extend(["missed", "missed:1"].map(str::to_owned));
        assert_eq!(keys(&left).into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), expected);
        assert_eq!(store.take_notices(&next_door(), Moment(10), Moment(20), 20).await.unwrap().len(), 8);

        // What nobody had taken comes up again; what was taken does not.
        let mut again = becomes(1, ClusterState::Resolved);
        again.notices = (1..=3).map(|to| of(1, to)).collect();
        store.commit(&home(), &again).await.unwrap();
        let left = taken(&*store, 150, 200, 20).await;
        assert_eq!(keys(&left).into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), untouched);
    });
}

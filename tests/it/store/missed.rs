//! Clusters of missed questions.

use askwell::store::Added;
use askwell::store::Closing;
use askwell::store::Cluster;
use askwell::store::ClusterState;
use askwell::store::Moment;
use askwell::store::Place;
use askwell::store::Store;
use askwell::store::StoreError;
use askwell::store::StoredVector;

use crate::support::store::Bed;
use crate::support::store::asked;
use crate::support::store::commit;
use crate::support::store::follower;
use crate::support::store::home;
use crate::support::store::id;
use crate::support::store::missed;
use crate::support::store::next_door;
use crate::support::store::on_both;
use crate::support::store::person;
use crate::support::store::refused;
use crate::support::store::row;
use crate::support::store::writes;

/// The cluster that a question got into.
#[track_caller]
fn to(added: Result<Added, StoreError>) -> Cluster {
    match added.unwrap() {
        Added::To(cluster) => *cluster,
        Added::Newer(clusters) => panic!("there are newer ones: {clusters:?}"),
    }
}

async fn begin(store: &dyn Store, seen: u64, text: &str) -> Cluster {
    to(store.add_missed(&home(), seen, None, &missed(seen + 1, 1, 1_000, text)).await)
}

async fn close(store: &dyn Store, number: u64, state: ClusterState) {
    let mut closing = commit(Vec::new());
    let by = (state == ClusterState::Resolved).then(|| id("a"));
    closing.closed = vec![Closing { number, state, by, people: None }];
    store.commit(&home(), &closing).await.unwrap();
}

/// Question `number` of person `by`, recorded and missed in the cluster, or in a new one.
async fn miss(store: &dyn Store, number: u64, by: u8, seen: u64, cluster: Option<u64>, text: &str) {
    let mut question = asked(number, 1_000 * number.cast_signed(), text);
    question.person = person(by);
    store.record(&home(), &[question]).await.unwrap();
    let missed = missed(number, by, 1_000 * number.cast_signed(), text);
    to(store.add_missed(&home(), seen, cluster, &missed).await);
}

#[test]
fn whoever_follows_a_question_follows_its_cluster_once() {
    on_both(async |Bed { store, .. }| {
        miss(&*store, 1, 1, 0, None, "Where is the key?").await;
        miss(&*store, 2, 1, 1, None, "Who has won?").await;
        // The same question by the same person again: the cluster names the last one, and the first is found as well.
        miss(&*store, 3, 1, 2, Some(1), "where is the KEY").await;
        let numbers =
            async |question, by, at| store.follow(&home(), &row(question), &follower(by, at)).await.unwrap().number;
        assert_eq!(numbers(1, 2, 9_000).await, 1);
        assert_eq!(numbers(3, 1, 8_000).await, 1);
        assert_eq!(numbers(3, 2, 10_000).await, 1);
        assert_eq!(numbers(2, 2, 9_000).await, 2);
        let followers = store.followers(&home(), 1).await.unwrap();
        assert_eq!(followers, [follower(1, 8_000), follower(2, 9_000)], "with what they said first");
        assert_eq!(store.followers(&home(), 3).await.unwrap(), []);
        assert_eq!(store.followers(&next_door(), 1).await.unwrap(), []);
        assert_eq!(store.held_on(&home(), &person(2)).await.unwrap().follows, [1, 2]);
        // To follow is not to ask.
        let cluster = &store.clusters(&home(), 0, None).await.unwrap()[0];
        assert_eq!((cluster.asked, cluster.askers), (1, 1));
    });
}

#[test]
fn what_was_not_missed_or_is_closed_is_not_followed() {
    on_both(async |Bed { store, .. }| {
        refused(store.follow(&home(), &row(1), &follower(1, 1)).await, "Missing");
        store.record(&home(), &[asked(1, 1_000, "Answered at once?")]).await.unwrap();
        refused(store.follow(&home(), &row(1), &follower(1, 1)).await, "Missing");
        miss(&*store, 2, 1, 0, None, "Where is the key?").await;
        refused(store.follow(&next_door(), &row(2), &follower(1, 1)).await, "Missing");
        for state in [ClusterState::Resolved, ClusterState::Dismissed] {
            let seen = store.clusters(&home(), 0, None).await.unwrap().len() as u64;
            if state == ClusterState::Dismissed {
                miss(&*store, 3, 1, seen, None, "Who has won?").await;
            }
            let number = if state == ClusterState::Resolved { 1 } else { 2 };
            close(&*store, number, state).await;
            let found = store.follow(&home(), &row(number + 1), &follower(2, 1)).await.unwrap();
            assert_eq!((found.number, found.state), (number, state));
            assert_eq!(store.followers(&home(), number).await.unwrap(), []);
        }
        // Asked once more after it was resolved, it is another cluster.
        miss(&*store, 4, 1, 2, None, "Where is the key?").await;
        assert_eq!(store.follow(&home(), &row(2), &follower(2, 1)).await.unwrap().number, 3);
    });
}

#[test]
fn followers_of_a_cluster_that_is_gone_are_gone() {
    on_both(async |Bed { store, .. }| {
        miss(&*store, 1, 1, 0, None, "Where is the key?").await;
        store.follow(&home(), &row(1), &follower(2, 1)).await.unwrap();
        store.forget(&home(), &person(1)).await.unwrap();
        assert_eq!(store.held_on(&home(), &person(2)).await.unwrap().follows, Vec::<u64>::new());
        assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
    });
}

#[test]
fn a_question_begins_a_cluster_and_others_join_it() {
    on_both(async |Bed { store, .. }| {
        let first = missed(1, 1, 1_000, "Where is the key?");
        let begun = to(store.add_missed(&home(), 0, None, &first).await);
        let expected = Cluster {
            number: 1,
            text: first.text.clone(),
            vector: first.vector.clone(),
            state: ClusterState::Open,
            first: Moment(1_000),
            last: Moment(1_000),
            asked: 1,
            askers: 1,
            nearest: Some(id("a")),
            resolved_by: None,
            closed_in: 0,
        };
        assert_eq!(begun, expected);
        let mut second = missed(2, 2, 3_000, "Who has the key?");
        second.nearest = Some(id("b"));
        let joined = to(store.add_missed(&home(), 1, Some(1), &second).await);
        let expected = Cluster { last: Moment(3_000), asked: 2, askers: 2, ..expected };
        assert_eq!(joined, expected);
        // Another question by the same person is another question, and no other person.
        let joined = to(store.add_missed(&home(), 1, Some(1), &missed(3, 2, 2_000, "No key?")).await);
        let expected = Cluster { asked: 3, ..expected };
        assert_eq!(joined, expected, "what arrives late does not make it younger");
        assert_eq!(store.clusters(&home(), 0, None).await.unwrap(), [expected]);
        assert_eq!(store.clusters(&next_door(), 0, None).await.unwrap(), []);
    });
}

#[test]
fn the_same_question_by_the_same_person_counts_once() {
    on_both(async |Bed { store, .. }| {
        begin(&*store, 0, "Where is the key?").await;
        for (number, marks) in (2_u64..).zip(1..10_usize) {
            let at = 1_000 * number.cast_signed();
            let mut again = missed(number, 1, at, &format!("where is the KEY{}", "?".repeat(marks)));
            again.place = Place { door: "mention".to_owned(), channel: Some(number), message: Some(1) };
            let cluster = to(store.add_missed(&home(), 1, Some(1), &again).await);
            assert_eq!((cluster.asked, cluster.askers, cluster.last), (1, 1, Moment(at)));
        }
        let members = store.members(&home(), 1).await.unwrap();
        assert_eq!(members.len(), 1);
        assert_eq!((members[0].text.as_str(), members[0].times), ("where is the KEY?????????", 10));
        assert_eq!((members[0].first, members[0].last), (Moment(1_000), Moment(10_000)));
        assert_eq!((members[0].place.channel, members[0].person), (Some(10), person(1)));
        let cluster = &store.clusters(&home(), 0, None).await.unwrap()[0];
        assert_eq!(cluster.text, "Where is the key?", "the question that it began with");
    });
}

#[test]
fn members_are_in_the_order_first_asked() {
    on_both(async |Bed { store, .. }| {
        begin(&*store, 0, "one").await;
        for (number, by, at) in [(2, 9, 4_000), (3, 3, 2_000), (4, 5, 3_000), (5, 9, 5_000)] {
            store.add_missed(&home(), 1, Some(1), &missed(number, by, at, "two")).await.unwrap();
        }
        let members = store.members(&home(), 1).await.unwrap();
        let order: Vec<i64> = members.iter().map(|member| member.first.0).collect();
        assert_eq!(order, [1_000, 2_000, 3_000, 4_000]);
        assert_eq!((members[3].times, members[3].last), (2, Moment(5_000)));
        assert_eq!(store.members(&home(), 2).await.unwrap(), Vec::new());
        assert_eq!(store.members(&next_door(), 1).await.unwrap(), Vec::new());
    });
}

#[test]
fn who_has_not_seen_the_latest_clusters_is_shown_them_and_nothing_is_done() {
    on_both(async |Bed { store, .. }| {
        for seen in 0..3 {
            begin(&*store, seen, &format!("question {seen}")).await;
        }
        let before = store.dump(&home()).await.unwrap();
        for cluster in [None, Some(1)] {
            match store.add_missed(&home(), 1, cluster, &missed(9, 2, 5_000, "late")).await.unwrap() {
                Added::Newer(clusters) => {
                    assert_eq!(clusters, store.clusters(&home(), 1, None).await.unwrap());
                    assert_eq!(clusters.iter().map(|one| one.number).collect::<Vec<_>>(), [2, 3]);
                }
                Added::To(cluster) => panic!("{cluster:?}"),
            }
        }
        assert_eq!(store.dump(&home()).await.unwrap(), before);
    });
}

#[test]
fn clusters_are_chosen_by_number_and_state() {
    on_both(async |Bed { store, .. }| {
        for seen in 0..5 {
            begin(&*store, seen, &format!("question {seen}")).await;
        }
        close(&*store, 2, ClusterState::Resolved).await;
        close(&*store, 4, ClusterState::Dismissed).await;
        let found = async |after, state| -> Vec<u64> {
            store.clusters(&home(), after, state).await.unwrap().iter().map(|one| one.number).collect()
        };
        assert_eq!(found(0, None).await, [1, 2, 3, 4, 5]);
        assert_eq!(found(0, Some(ClusterState::Open)).await, [1, 3, 5]);
        assert_eq!(found(1, Some(ClusterState::Open)).await, [3, 5]);
        assert_eq!(found(0, Some(ClusterState::Resolved)).await, [2]);
        assert_eq!(found(3, None).await, [4, 5]);
        assert_eq!(found(5, None).await, Vec::<u64>::new());
        let resolved = &store.clusters(&home(), 1, None).await.unwrap()[0];
        assert_eq!((resolved.state, resolved.resolved_by.clone()), (ClusterState::Resolved, Some(id("a"))));
    });
}

#[test]
fn what_is_closed_takes_nothing_and_is_not_closed_again() {
    on_both(async |Bed { store, .. }| {
        begin(&*store, 0, "one").await;
        begin(&*store, 1, "two").await;
        close(&*store, 1, ClusterState::Dismissed).await;
        let before = store.dump(&home()).await.unwrap();
        refused(store.add_missed(&home(), 2, Some(1), &missed(3, 2, 5_000, "one")).await, "Conflict");
        store.add_missed(&home(), 2, Some(7), &missed(3, 2, 5_000, "one")).await.unwrap_err();
        let mut again = commit(vec![writes("a", 0, "A.")]);
        again.closed =
            [2, 1].map(|number| Closing { number, state: ClusterState::Resolved, by: None, people: None }).to_vec();
        refused(store.commit(&home(), &again).await, "Conflict");
        assert_eq!(store.dump(&home()).await.unwrap(), before);
        // The next one has a number of its own.
        assert_eq!(begin(&*store, 2, "three").await.number, 3);
    });
}

#[test]
fn what_somebody_joined_since_its_people_were_read_is_not_closed_without_them() {
    on_both(async |Bed { store, .. }| {
        miss(&*store, 1, 1, 0, None, "Where is the key?").await;
        let closes = |people: &[u8]| {
            let people = Some(people.iter().map(|by| person(*by)).collect());
            let mut closing = commit(Vec::new());
            closing.closed = vec![Closing { number: 1, state: ClusterState::Resolved, by: Some(id("a")), people }];
            closing
        };
        store.follow(&home(), &row(1), &follower(2, 9_000)).await.unwrap();
        miss(&*store, 2, 3, 1, Some(1), "where is the key").await;
        let before = store.dump(&home()).await.unwrap();
        // One who asked, one who follows, and somebody who is not there any more.
        for people in [&[1, 2][..], &[1, 3], &[1, 2, 3, 4]] {
            refused(store.commit(&home(), &closes(people)).await, "Joined");
        }
        assert_eq!(store.dump(&home()).await.unwrap(), before);
        store.commit(&home(), &closes(&[1, 2, 3])).await.unwrap();
    });
}

#[test]
fn what_was_closed_can_be_opened_again() {
    on_both(async |Bed { store, .. }| {
        for seen in 0..2 {
            begin(&*store, seen, &format!("question {seen}")).await;
        }
        let before = store.dump(&home()).await.unwrap();
        close(&*store, 1, ClusterState::Dismissed).await;
        close(&*store, 2, ClusterState::Resolved).await;
        for number in 1..=2 {
            close(&*store, number, ClusterState::Open).await;
        }
        assert_eq!(store.dump(&home()).await.unwrap(), before);
        store.add_missed(&home(), 2, Some(1), &missed(3, 2, 5_000, "one")).await.unwrap();
        let mut again = commit(Vec::new());
        again.closed = vec![Closing { number: 1, state: ClusterState::Open, by: None, people: None }];
        refused(store.commit(&home(), &again).await, "Conflict");
    });
}

#[test]
fn two_processes_do_not_begin_the_same_cluster() {
    on_both(async |bed| {
        let mut askers = tokio::task::JoinSet::new();
        for by in 0..4_u8 {
            let store = bed.again().await;
            askers.spawn(async move {
                // As the service does it: look for one that fits, and begin one only where there is none.
                for n in 0..8 {
                    let text = format!("question {n}");
                    let mut known = store.clusters(&home(), 0, None).await.unwrap();
                    loop {
                        let fits = known.iter().find(|one| one.text == text).map(|one| one.number);
                        let seen = known.last().map_or(0, |one| one.number);
                        let new = missed(u64::from(by) * 100 + n, by, 1_000, &text);
                        match store.add_missed(&home(), seen, fits, &new).await.unwrap() {
                            Added::Newer(newer) => known.extend(newer),
                            Added::To(_) => break,
                        }
                    }
                }
            });
        }
        askers.join_all().await;
        let clusters = bed.store.clusters(&home(), 0, None).await.unwrap();
        assert_eq!(clusters.iter().map(|one| one.number).collect::<Vec<_>>(), (1..=8).collect::<Vec<u64>>());
        assert!(clusters.iter().all(|one| (one.asked, one.askers) == (4, 4)), "{clusters:?}");
    });
}

#[test]
fn a_clusters_vector_by_another_model_takes_the_place_of_the_former_while_the_text_is_the_same() {
    on_both(async |Bed { store, .. }| {
        for seen in 0..3 {
            begin(&*store, seen, &format!("question {}", seen + 1)).await;
        }
        let before = store.clusters(&home(), 0, None).await.unwrap();
        let new = StoredVector { model: "another".to_owned(), components: vec![0.25, -0.75] };
        let of = |number: u64, text: &'static str| (number, text, new.clone());
        // The text of the second is another by now, and the ninth is gone.
        let put = [of(1, "question 1"), of(2, "question 3"), of(9, "question 9")];
        store.put_cluster_vectors(&home(), &put).await.unwrap();
        let mut expected = before;
        expected[0].vector = new.clone();
        assert_eq!(store.clusters(&home(), 0, None).await.unwrap(), expected);
    });
}

//! Questions that were asked, and the votes on them.

use std::cmp::Ordering;

use askwell::store::AskedQuestion;
use askwell::store::Closing;
use askwell::store::ClusterState;
use askwell::store::Counts;
use askwell::store::Deciding;
use askwell::store::Flaw;
use askwell::store::Moment;
use askwell::store::Opinion;
use askwell::store::Place;
use askwell::store::SuggestionState;
use askwell::store::Tally;
use askwell::store::Vote;
use askwell::store::Watched;

use crate::support::store::Bed;
use crate::support::store::asked;
use crate::support::store::commit;
use crate::support::store::home;
use crate::support::store::missed;
use crate::support::store::next_door;
use crate::support::store::on_both;
use crate::support::store::person;
use crate::support::store::refused;
use crate::support::store::row;
use crate::support::store::support;
use crate::support::store::vote;

#[test]
fn a_question_comes_back_with_all_that_was_recorded() {
    on_both(async |Bed { store, .. }| {
        let full = asked(1, 1_000, "Where is it?");
        let mut bare = asked(2, 1_000, "");
        bare.place = Place { door: "terminal".to_owned(), channel: None, message: None };
        (bare.candidates, bare.vector, bare.silent) = (Vec::new(), None, true);
        store.record(&home(), &[full.clone(), bare.clone()]).await.unwrap();
        store.record(&home(), &[]).await.unwrap();
        assert_eq!(store.question(&home(), &row(1)).await.unwrap(), Some(full));
        assert_eq!(store.question(&home(), &row(2)).await.unwrap(), Some(bare));
        assert_eq!(store.question(&home(), &row(3)).await.unwrap(), None);
        assert_eq!(store.question(&next_door(), &row(1)).await.unwrap(), None);
    });
}

#[test]
fn to_record_again_changes_nothing() {
    on_both(async |Bed { store, .. }| {
        let first = asked(1, 1_000, "as first recorded");
        store.record(&home(), std::slice::from_ref(&first)).await.unwrap();
        store.vote(&home(), &vote(1, 2, Opinion::Helpful)).await.unwrap();
        let again = [asked(2, 2_000, "new"), asked(1, 5_000, "again"), asked(3, 3_000, "new"), asked(3, 9, "twice")];
        store.record(&home(), &again).await.unwrap();
        assert_eq!(store.question(&home(), &row(1)).await.unwrap(), Some(first));
        assert_eq!(store.question(&home(), &row(3)).await.unwrap().unwrap().text, "new");
        assert_eq!(store.questions(&home(), Moment(0), 10).await.unwrap().len(), 3);
        assert_eq!(store.votes(&home(), Moment(0)).await.unwrap().len(), 1);
    });
}

#[test]
fn the_latest_questions_come_first_and_as_many_as_wanted() {
    on_both(async |Bed { store, .. }| {
        let at = [3_000, 1_000, 2_000, 5_000, 4_000];
        let questions: Vec<_> = (0..).zip(at).map(|(number, at)| asked(number, at, "a question")).collect();
        store.record(&home(), &questions).await.unwrap();
        let found = async |since, limit| -> Vec<i64> {
            let found = store.questions(&home(), Moment(since), limit).await.unwrap();
            found.iter().map(|question| question.at.0).collect()
        };
        assert_eq!(found(i64::MIN, 10).await, [5_000, 4_000, 3_000, 2_000, 1_000]);
        assert_eq!(found(3_000, 10).await, [5_000, 4_000, 3_000]);
        assert_eq!(found(3_001, 10).await, [5_000, 4_000]);
        assert_eq!(found(0, 2).await, [5_000, 4_000]);
        assert_eq!(found(0, 0).await, Vec::<i64>::new());
        assert_eq!(found(0, u32::MAX).await.len(), 5);
        assert_eq!(found(i64::MAX, 10).await, Vec::<i64>::new());
    });
}

#[test]
fn a_later_vote_takes_the_place_of_the_former() {
    on_both(async |Bed { store, .. }| {
        store.record(&home(), &[asked(1, 1_000, "one"), asked(2, 2_000, "two")]).await.unwrap();
        let first = vote(1, 1, Opinion::Helpful);
        let mut second = vote(1, 1, Opinion::None);
        second.at = Moment(9_000);
        assert_eq!(store.vote(&home(), &first).await.unwrap(), None);
        assert_eq!(store.vote(&home(), &second).await.unwrap(), Some(first.clone()));
        assert_eq!(store.vote(&home(), &second).await.unwrap(), Some(second.clone()));
        // Others' votes, and theirs on other questions, are other votes.
        assert_eq!(store.vote(&home(), &vote(1, 2, Opinion::Wrong)).await.unwrap(), None);
        assert_eq!(store.vote(&home(), &vote(2, 1, Opinion::Chose)).await.unwrap(), None);
        let votes = store.votes(&home(), Moment(0)).await.unwrap();
        assert_eq!(votes, [second, vote(1, 2, Opinion::Wrong), vote(2, 1, Opinion::Chose)]);
        let votes = store.votes(&home(), Moment(1_001)).await.unwrap();
        assert_eq!(votes, [vote(2, 1, Opinion::Chose)], "on questions asked since, whenever the vote was");
    });
}

#[test]
fn votes_are_in_the_order_of_the_questions_and_persons() {
    on_both(async |Bed { store, .. }| {
        store.record(&home(), &[asked(20, 1_000, "one"), asked(10, 1_000, "two")]).await.unwrap();
        for (question, by) in [(20, 2), (10, 200), (10, 3), (20, 1), (10, 127)] {
            store.vote(&home(), &vote(question, by, Opinion::Chose)).await.unwrap();
        }
        let votes = store.votes(&home(), Moment(1_000)).await.unwrap();
        let order: Vec<_> = votes.into_iter().map(|vote| (vote.question, vote.person)).collect();
        assert_eq!(order, [(10, 3), (10, 127), (10, 200), (20, 1), (20, 2)].map(|(q, p)| (row(q), person(p))));
    });
}

#[test]
fn a_vote_on_nothing_is_refused() {
    on_both(async |Bed { store, .. }| {
        refused(store.vote(&home(), &vote(1, 1, Opinion::Helpful)).await, "Missing");
        store.record(&next_door(), &[asked(1, 1_000, "one")]).await.unwrap();
        refused(store.vote(&home(), &vote(1, 1, Opinion::Helpful)).await, "Missing");
        assert_eq!(store.votes(&home(), Moment(0)).await.unwrap(), Vec::new());
    });
}

#[test]
fn every_opinion_comes_back() {
    on_both(async |Bed { store, .. }| {
        store.record(&home(), &[asked(1, 1_000, "one")]).await.unwrap();
        for (by, opinion) in (0..).zip(Opinion::ALL) {
            store.vote(&home(), &vote(1, by, opinion)).await.unwrap();
        }
        let votes = store.votes(&home(), Moment(0)).await.unwrap();
        assert_eq!(votes.iter().map(|vote| vote.opinion).collect::<Vec<_>>(), Opinion::ALL);
        assert_eq!(votes.last().unwrap().entry, None);
    });
}

#[test]
fn a_vote_says_what_is_wrong_with_the_answer_until_the_next_one() {
    on_both(async |Bed { store, .. }| {
        store.record(&home(), &[asked(1, 1_000, "one")]).await.unwrap();
        let said = |flaw| Vote { flaw, ..vote(1, 1, Opinion::Unhelpful) };
        for flaw in [None].into_iter().chain(Flaw::ALL.map(Some)) {
            store.vote(&home(), &said(flaw)).await.unwrap();
            assert_eq!(store.votes(&home(), Moment(0)).await.unwrap(), [said(flaw)]);
            assert_eq!(store.held_on(&home(), &person(1)).await.unwrap().votes, [said(flaw)]);
        }
        // The press before the reason may be heard once more after it.
        let last = said(Flaw::ALL.last().copied());
        assert_eq!(store.vote(&home(), &said(None)).await.unwrap(), Some(last.clone()));
        assert_eq!(store.votes(&home(), Moment(0)).await.unwrap(), std::slice::from_ref(&last));
        let helpful = vote(1, 1, Opinion::Helpful);
        assert_eq!(store.vote(&home(), &helpful).await.unwrap(), Some(last));
        assert_eq!(store.vote(&home(), &said(None)).await.unwrap(), Some(helpful));
        assert_eq!(store.votes(&home(), Moment(0)).await.unwrap(), [said(None)]);
    });
}

#[test]
fn what_a_space_holds_is_counted_and_nothing_of_another() {
    on_both(async |Bed { store, .. }| {
        assert_eq!(store.counts(&home()).await.unwrap(), Counts::default());
        store
            .record(&home(), &[asked(1, 2_000, "one"), asked(2, 1_000, "two"), asked(3, 3_000, "three")])
            .await
            .unwrap();
        store.record(&next_door(), &[asked(1, 5, "one")]).await.unwrap();
        for (question, by) in [(1, 1), (1, 2), (2, 1)] {
            store.vote(&home(), &vote(question, by, Opinion::Wrong)).await.unwrap();
        }
        store.add_missed(&home(), 0, None, &missed(1, 1, 2_000, "one")).await.unwrap();
        for text in ["one", "two"] {
            store.support(&home(), &support("a", text, 1, 1)).await.unwrap();
        }
        let (oldest, votes) = (Some(Moment(1_000)), 3);
        let counts = Counts { questions: 3, oldest, votes, suggestions: 2, clusters: 1 };
        assert_eq!(store.counts(&home()).await.unwrap(), counts);
        // What was decided waits no longer.
        let mut decides = commit(Vec::new());
        decides.decided.push(Deciding { number: 1, state: SuggestionState::Rejected });
        decides.closed.push(Closing { number: 1, state: ClusterState::Dismissed, by: None, people: None });
        store.commit(&home(), &decides).await.unwrap();
        let counts = Counts { suggestions: 1, clusters: 0, ..counts };
        assert_eq!(store.counts(&home()).await.unwrap(), counts);
        let there = store.counts(&next_door()).await.unwrap();
        assert_eq!(there, Counts { questions: 1, oldest: Some(Moment(5)), ..Counts::default() });
    });
}

#[test]
fn silent_questions_are_counted_by_channel_verdict_and_judgement() {
    on_both(async |Bed { store, .. }| {
        let watched = |number, at, channel, verdict: &str, silent| {
            let place = Place { door: "mention".to_owned(), channel, message: Some(number) };
            AskedQuestion { place, verdict: verdict.to_owned(), silent, ..asked(number, at, "a question") }
        };
        let questions = [
            watched(1, 1_000, Some(u64::MAX), "answer", true),
            watched(2, 1_000, Some(u64::MAX), "answer", true),
            watched(3, 2_000, Some(u64::MAX), "answer", true),
            watched(4, 2_000, Some(7), "answer", true),
            watched(5, 2_000, Some(7), "abstain", true),
            watched(6, 2_000, None, "choose", true),
            watched(7, 2_000, Some(7), "answer", false),
            watched(8, 999, Some(7), "answer", true),
        ];
        store.record(&home(), &questions).await.unwrap();
        store.record(&next_door(), &[watched(1, 2_000, Some(7), "answer", true)]).await.unwrap();
        let votes = [
            (1, 1, Opinion::Helpful),
            (1, 2, Opinion::Helpful),
            (1, 3, Opinion::Wrong),
            (3, 1, Opinion::Wrong),
            (3, 2, Opinion::Helpful),
            (4, 1, Opinion::Wrong),
            // These say nothing of the answer.
            (2, 1, Opinion::Chose),
            (2, 2, Opinion::None),
        ];
        for (question, by, opinion) in votes {
            store.vote(&home(), &vote(question, by, opinion)).await.unwrap();
        }
        let mut found = store.watched(&home(), Moment(1_000)).await.unwrap();
        found.sort_by_key(|one| (one.channel, one.verdict.clone(), one.judged));
        let row = |channel, verdict: &str, judged, questions| Watched {
            channel,
            verdict: verdict.to_owned(),
            judged,
            questions,
        };
        let expected = [
            row(None, "choose", Ordering::Equal, 1),
            row(Some(7), "abstain", Ordering::Equal, 1),
            row(Some(7), "answer", Ordering::Less, 1),
            row(Some(u64::MAX), "answer", Ordering::Equal, 2),
            row(Some(u64::MAX), "answer", Ordering::Greater, 1),
        ];
        assert_eq!(found, expected);
        let answers =
            async |since, judged, limit| store.watched_answers(&home(), Moment(since), judged, limit).await.unwrap();
        let unjudged = answers(1_000, Ordering::Equal, 10).await;
        assert_eq!(unjudged, [questions[2].clone(), questions[1].clone()], "the latest first");
        assert_eq!(answers(1_000, Ordering::Equal, 1).await, [questions[2].clone()]);
        assert_eq!(answers(0, Ordering::Equal, 10).await.len(), 3);
        assert_eq!(answers(1_000, Ordering::Greater, 10).await, [questions[0].clone()]);
        assert_eq!(answers(1_000, Ordering::Less, 10).await, [questions[3].clone()]);
    });
}

#[test]
fn many_vote_at_once_and_each_counts_once() {
    on_both(async |bed| {
        bed.store.record(&home(), &[asked(1, 1_000, "one")]).await.unwrap();
        let mut voters = tokio::task::JoinSet::new();
        for handle in 0..3_u8 {
            let store = bed.again().await;
            voters.spawn(async move {
                let mut former = 0;
                for by in 0..20 {
                    let opinion = Opinion::ALL[usize::from(handle)];
                    former += usize::from(store.vote(&home(), &vote(1, by, opinion)).await.unwrap().is_some());
                }
                former
            });
        }
        // Of three votes by one person two find a former one.
        assert_eq!(voters.join_all().await.into_iter().sum::<usize>(), 40);
        assert_eq!(bed.store.votes(&home(), Moment(0)).await.unwrap().len(), 20);
    });
}

#[test]
fn questions_are_counted_by_day_and_by_what_came_of_them() {
    on_both(async |Bed { store, .. }| {
        const DAY: i64 = 86_400_000;
        let at = [DAY - 1, DAY, DAY + 5, 2 * DAY - 1, 2 * DAY, 2 * DAY + 1, 2 * DAY + 2];
        let mut questions: Vec<_> = (1..).zip(at).map(|(number, at)| asked(number, at, "a question")).collect();
        (questions[4].verdict, questions[4].reason) = ("abstain".to_owned(), "unsure".to_owned());
        questions[5].silent = true;
        store.record(&home(), &questions).await.unwrap();
        store.record(&next_door(), &[asked(1, DAY, "elsewhere")]).await.unwrap();
        // Several votes on a question do not make several of it, and one on a question of another day is of that day.
        for (question, by, opinion) in [
            (2, 1, Opinion::Chose),
            (2, 2, Opinion::Helpful),
            (3, 1, Opinion::None),
            (3, 2, Opinion::Wrong),
            (7, 1, Opinion::Helpful),
        ] {
            store.vote(&home(), &vote(question, by, opinion)).await.unwrap();
        }
        let tally = |day: i64, verdict: &str, reason: &str, [chosen, helpful, refused]: [bool; 3], count| Tally {
            day: Moment(day * DAY).day(),
            verdict: verdict.to_owned(),
            reason: reason.to_owned(),
            chosen,
            helpful,
            refused,
            count,
        };
        let expected = [
            tally(1, "choose", "close", [false, false, false], 1),
            tally(1, "choose", "close", [false, false, true], 1),
            tally(1, "choose", "close", [true, true, false], 1),
            tally(2, "abstain", "unsure", [false, false, false], 1),
            tally(2, "choose", "close", [false, true, false], 1),
        ];
        assert_eq!(store.tallies(&home(), Moment(DAY)).await.unwrap(), expected);
        assert_eq!(store.tallies(&home(), Moment(DAY + 6)).await.unwrap()[0].count, 1);
        assert_eq!(store.tallies(&home(), Moment(2 * DAY)).await.unwrap(), expected[3..]);
        assert_eq!(store.tallies(&home(), Moment(3 * DAY)).await.unwrap(), []);
        assert_eq!(store.tallies(&home(), Moment(0)).await.unwrap().len(), 6);
    });
}

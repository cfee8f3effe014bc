//! Suggestions, and who stands behind them.

use askwell::store::Deciding;
use askwell::store::Store;
use askwell::store::Suggestion;
use askwell::store::SuggestionKind;
use askwell::store::SuggestionState;
use askwell::store::Support;

use crate::support::store::Bed;
use crate::support::store::commit;
use crate::support::store::home;
use crate::support::store::id;
use crate::support::store::next_door;
use crate::support::store::notice;
use crate::support::store::on_both;
use crate::support::store::person;
use crate::support::store::refused;
use crate::support::store::row;
use crate::support::store::support;
use crate::support::store::writes;

async fn decide(store: &dyn Store, number: u64, state: SuggestionState) {
    let mut deciding = commit(Vec::new());
    deciding.decided = vec![Deciding { number, state }];
    store.commit(&home(), &deciding).await.unwrap();
}

/// Numbers and supporters of those in `state`.
async fn listed(store: &dyn Store, state: SuggestionState) -> Vec<(u64, u64)> {
    let found = store.suggestions(&home(), state).await.unwrap();
    found.iter().map(|one| (one.number, one.supporters)).collect()
}

#[test]
fn a_vote_makes_a_suggestion_and_each_person_counts_once() {
    on_both(async |Bed { store, .. }| {
        let first = support("a", "Where's the key?", 1, 1);
        let made = store.support(&home(), &first).await.unwrap();
        let expected = Suggestion {
            number: 1,
            kind: SuggestionKind::Phrasing,
            entry: id("a"),
            text: "Where's the key?".to_owned(),
            state: SuggestionState::Open,
            at: first.at,
            supporters: 1,
        };
        assert_eq!(made, expected);
        for question in 2..12 {
            let again = store.support(&home(), &support("a", "wheres the KEY", 1, question)).await.unwrap();
            assert_eq!(again, expected, "ten votes by one person are one");
        }
        let second = store.support(&home(), &support("a", "wheres the key", 2, 20)).await.unwrap();
        assert_eq!(second, Suggestion { supporters: 2, ..expected.clone() });
        // Another kind, another entry, another question: another suggestion.
        let counter = Support { kind: SuggestionKind::Counter, ..first };
        let others = [counter, support("b", "Where's the key?", 1, 1), support("a", "And the door?", 1, 3)];
        for (number, other) in (2..).zip(others) {
            assert_eq!(store.support(&home(), &other).await.unwrap().number, number);
        }
        let open = listed(&*store, SuggestionState::Open).await;
        assert_eq!(open, [(1, 2), (2, 1), (3, 1), (4, 1)]);
        assert_eq!(store.suggestions(&next_door(), SuggestionState::Open).await.unwrap(), []);
    });
}

#[test]
fn those_with_most_supporters_come_first_then_by_number() {
    on_both(async |Bed { store, .. }| {
        for (text, supporters) in [("one", 1), ("two", 3), ("three", 2), ("four", 3), ("five", 12)] {
            for by in 0..supporters {
                store.support(&home(), &support("a", text, by, u64::from(by))).await.unwrap();
            }
        }
        let open = listed(&*store, SuggestionState::Open).await;
        assert_eq!(open, [(5, 12), (2, 3), (4, 3), (3, 2), (1, 1)]);
    });
}

#[test]
fn what_was_decided_stays_so() {
    on_both(async |Bed { store, .. }| {
        for text in ["one", "two", "three"] {
            store.support(&home(), &support("a", text, 1, 1)).await.unwrap();
        }
        decide(&*store, 1, SuggestionState::Rejected).await;
        decide(&*store, 2, SuggestionState::Approved).await;
        let again = store.support(&home(), &support("a", "ONE", 2, 2)).await.unwrap();
        assert_eq!((again.number, again.state), (1, SuggestionState::Rejected));
        assert_eq!(listed(&*store, SuggestionState::Open).await, [(3, 1)]);
        assert_eq!(store.suggestions(&home(), SuggestionState::Approved).await.unwrap()[0].number, 2);
        // A vote that is taken back does not undo what was decided.
        store.withdraw(&home(), &row(1), &person(1)).await.unwrap();
        store.withdraw(&home(), &row(2), &person(2)).await.unwrap();
        assert_eq!(store.suggestions(&home(), SuggestionState::Rejected).await.unwrap()[0].number, 1);
        assert_eq!(store.suggestions(&home(), SuggestionState::Approved).await.unwrap()[0].number, 2);
        assert_eq!(listed(&*store, SuggestionState::Open).await, []);
    });
}

#[test]
fn what_was_decided_is_not_decided_again() {
    on_both(async |Bed { store, .. }| {
        for text in ["one", "two"] {
            store.support(&home(), &support("a", text, 1, 1)).await.unwrap();
        }
        decide(&*store, 1, SuggestionState::Rejected).await;
        let before = store.dump(&home()).await.unwrap();
        for numbers in [[2, 1], [1, 2]] {
            let mut again = commit(vec![writes("a", 0, "A.")]);
            again.decided = numbers.map(|number| Deciding { number, state: SuggestionState::Approved }).to_vec();
            again.notices = vec![notice("k", 1)];
            refused(store.commit(&home(), &again).await, "Conflict");
        }
        let mut unknown = commit(vec![writes("a", 0, "A.")]);
        unknown.decided = vec![Deciding { number: 77, state: SuggestionState::Approved }];
        store.commit(&home(), &unknown).await.unwrap_err();
        assert_eq!(store.dump(&home()).await.unwrap(), before);
    });
}

#[test]
fn what_was_decided_can_be_opened_again() {
    on_both(async |Bed { store, .. }| {
        for text in ["one", "two"] {
            store.support(&home(), &support("a", text, 1, 1)).await.unwrap();
        }
        let before = store.dump(&home()).await.unwrap();
        decide(&*store, 1, SuggestionState::Rejected).await;
        decide(&*store, 2, SuggestionState::Approved).await;
        for number in 1..=2 {
            decide(&*store, number, SuggestionState::Open).await;
        }
        assert_eq!(store.dump(&home()).await.unwrap(), before);
        let mut again = commit(Vec::new());
        again.decided = vec![Deciding { number: 1, state: SuggestionState::Open }];
        refused(store.commit(&home(), &again).await, "Conflict");
    });
}

#[test]
fn a_vote_that_is_taken_back_takes_away_what_nobody_else_supports() {
    on_both(async |Bed { store, .. }| {
        store.support(&home(), &support("a", "alone", 1, 1)).await.unwrap();
        store.support(&home(), &support("b", "alone", 1, 1)).await.unwrap();
        store.support(&home(), &support("a", "shared", 1, 1)).await.unwrap();
        store.support(&home(), &support("a", "shared", 2, 1)).await.unwrap();
        store.support(&home(), &support("a", "other question", 1, 2)).await.unwrap();
        // Of another question, by another person, in another space: not these.
        store.withdraw(&home(), &row(3), &person(1)).await.unwrap();
        store.withdraw(&home(), &row(1), &person(3)).await.unwrap();
        store.withdraw(&next_door(), &row(1), &person(1)).await.unwrap();
        assert_eq!(listed(&*store, SuggestionState::Open).await, [(3, 2), (1, 1), (2, 1), (4, 1)]);
        store.withdraw(&home(), &row(1), &person(1)).await.unwrap();
        assert_eq!(listed(&*store, SuggestionState::Open).await, [(3, 1), (4, 1)]);
    });
}

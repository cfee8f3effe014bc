//! What votes and choices propose, and what comes of it once somebody approves.

use std::sync::Arc;

use askwell::matching::judgement::Verdict;
use askwell::service::Answer;
use askwell::service::CurateError;
use askwell::service::Pending;
use askwell::service::Role;
use askwell::service::Setting;
use askwell::store::Opinion;
use askwell::store::RowId;
use askwell::store::SuggestionKind;

use super::community::Community;
use super::community::FAQ;
use super::community::id;
use super::community::moderator;
use super::community::owner;
use super::community::someone;
use crate::support::store::on_both;

/// It is offered among others.
const OFFERED: &str = "how can i become a club member";

async fn votes(club: &Community, member: &str, answer: &Arc<Answer>, opinion: Opinion) -> Option<u64> {
    let entry = (opinion != Opinion::None).then(|| answer.judgement.candidates[0].entry.clone());
    let (member, receipt) = (someone(member, Role::Member), answer.receipt.as_ref().unwrap());
    let voted = club.service.vote(&member, receipt, opinion, entry.as_ref()).await.unwrap();
    voted.suggestion.map(|suggestion| suggestion.supporters)
}

#[test]
fn choices_propose_a_phrasing_and_ten_by_one_person_count_once() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        for round in 0..10 {
            let answer = club.asks("Ann", 1, OFFERED).await;
            assert_eq!(answer.judgement.verdict, Verdict::Choose, "{:#?}", answer.judgement);
            assert_eq!(votes(&club, "Ann", &answer, Opinion::Chose).await, Some(1), "round {round}");
        }
        let answer = club.asks("Ben", 1, OFFERED).await;
        assert_eq!(votes(&club, "Ben", &answer, Opinion::Helpful).await, Some(2));

        let waiting = club.service.waiting_for_review(&moderator()).await.unwrap();
        let [one] = &waiting.suggestions[..] else { panic!("{waiting:?}") };
        assert_eq!((one.kind, one.text.as_str(), one.supporters), (SuggestionKind::Phrasing, OFFERED, 2));
        // Nothing has changed yet.
        assert_eq!(club.asks("Cem", 1, OFFERED).await.judgement.verdict, Verdict::Choose);
        let done = club.service.approve(&moderator(), &Pending::Suggestion(one.number)).await.unwrap();
        let answer = club.asks("Cem", 1, OFFERED).await;
        assert_eq!(answer.judgement.reason.code(), "exact");
        assert!(Community::says(&answer).contains("10 euros"));
        // What an entry has is not proposed again.
        assert_eq!(votes(&club, "Cem", &answer, Opinion::Helpful).await, None);
        // And it can be taken back.
        club.service.undo(&moderator(), done.number).await.unwrap();
        assert_eq!(club.asks("Cem", 1, OFFERED).await.judgement.verdict, Verdict::Choose);
    });
}

#[test]
fn a_vote_that_is_changed_takes_its_proposal_back() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let answer = club.asks("Ann", 1, OFFERED).await;
        assert_eq!(votes(&club, "Ann", &answer, Opinion::Chose).await, Some(1));
        assert_eq!(votes(&club, "Ann", &answer, Opinion::None).await, None);
        let waiting = club.service.waiting_for_review(&moderator()).await.unwrap();
        assert!(waiting.suggestions.is_empty(), "{waiting:?}");
        // None of these is a miss.
        assert!(club.service.flush().await);
        assert_eq!(club.service.missed(&moderator()).await.unwrap()[0].text, OFFERED);
    });
}

#[test]
fn a_wrong_answer_is_not_given_again_once_somebody_agrees() {
    on_both(async |bed| {
        let text = "How do I reset my password?\nPress Forgot password and follow the link.\n\
            I forgot my password?\nPress Forgot password and follow the link.\n";
        let club = Community::knowing(&bed, text).await;
        let wrong = "how do I reset my server password";
        let answer = club.asks("Ann", 1, wrong).await;
        assert!(answer.judgement.offered > 0, "{:#?}", answer.judgement);
        let best = answer.judgement.candidates[0].entry.clone();
        assert_eq!(votes(&club, "Ann", &answer, Opinion::Wrong).await, Some(1));
        let waiting = club.service.waiting_for_review(&moderator()).await.unwrap();
        assert_eq!(waiting.suggestions[0].kind, SuggestionKind::Counter);
        let number = waiting.suggestions[0].number;
        club.service.approve(&moderator(), &Pending::Suggestion(number)).await.unwrap();
        let answer = club.asks("Ben", 1, wrong).await;
        assert!(answer.judgement.candidates.iter().all(|one| one.entry != best), "{:#?}", answer.judgement);
        assert_eq!(answer.judgement.barred.iter().map(|one| &one.entry).collect::<Vec<_>>(), [&best]);
        let own = club.asks("Ben", 1, "how do i reset my password").await;
        assert_eq!(own.judgement.reason.code(), "exact");
        // The wrong answer was missed.
        assert!(club.service.missed(&moderator()).await.unwrap().iter().any(|one| one.text == wrong));
    });
}

#[test]
fn what_was_rejected_does_not_come_up_again() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let answer = club.asks("Ann", 1, OFFERED).await;
        votes(&club, "Ann", &answer, Opinion::Chose).await;
        let number = club.service.waiting_for_review(&moderator()).await.unwrap().suggestions[0].number;
        club.service.reject(&moderator(), &Pending::Suggestion(number)).await.unwrap();
        let answer = club.asks("Ben", 1, OFFERED).await;
        votes(&club, "Ben", &answer, Opinion::Chose).await;
        assert!(club.service.waiting_for_review(&moderator()).await.unwrap().suggestions.is_empty());
        club.service.approve(&moderator(), &Pending::Suggestion(number)).await.unwrap_err();
    });
}

#[test]
fn recording_and_learning_are_two_switches() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.service.set(&owner(), Setting::Learning, "off").await.unwrap();
        let answer = club.asks("Ann", 1, OFFERED).await;
        assert_eq!(votes(&club, "Ann", &answer, Opinion::Chose).await, None);
        assert!(club.service.waiting_for_review(&moderator()).await.unwrap().suggestions.is_empty());
        club.service.set(&owner(), Setting::Recording, "off").await.unwrap();
        let answer = club.asks("Ann", 1, "where can I park my car").await;
        assert_eq!(answer.receipt, None);
        assert!(club.service.missed(&moderator()).await.unwrap().is_empty());
        let held = club.service.held_on(&someone("Ann", Role::Member)).await.unwrap();
        assert_eq!(held.questions.len(), 1, "what was asked before stays until it is deleted");
    });
}

#[test]
fn a_vote_on_what_was_not_offered_is_refused() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let answer = club.asks("Ann", 1, OFFERED).await;
        let ann = someone("Ann", Role::Member);
        let receipt = answer.receipt.clone().unwrap();
        let elsewhere = club.service.vote(&ann, &receipt, Opinion::Chose, Some(&id("elsewhere"))).await;
        assert!(matches!(elsewhere, Err(CurateError::NotThere(_))), "{elsewhere:?}");
        let unknown = RowId::parse("00000000000000000000").unwrap();
        let unknown = club.service.vote(&ann, &unknown, Opinion::Helpful, None).await;
        assert!(matches!(unknown, Err(CurateError::NotThere(_))), "{unknown:?}");
    });
}

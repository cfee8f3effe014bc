//! Drafts: kept whoever writes them, written again, merged, taken back by their authors; and never served by themselves.

use askwell::service::CurateError;
use askwell::service::EntryChange;
use askwell::service::Merge;
use askwell::service::NewEntry;
use askwell::service::OnNear;
use askwell::service::Pending;
use askwell::service::Planned;
use askwell::service::Proposal;
use askwell::service::Role;
use askwell::service::Setting;

use super::community::Community;
use super::community::FAQ;
use super::community::id;
use super::community::moderator;
use super::community::owner;
use super::community::someone;
use super::community::teacher;
use super::community::written;
use crate::support::store::on_both;

const TOILET: &str = "Where is the toilet?";

fn toilet() -> NewEntry {
    written(&[TOILET], "On the left.")
}

async fn proposed(club: &Community, by: &askwell::service::Caller, proposal: Proposal) -> Result<String, CurateError> {
    let done = club.service.carry_out(by, &Planned::Propose(proposal), OnNear::KeepBoth).await?;
    Ok(done.draft.unwrap())
}

async fn says(club: &Community, question: &str) -> String {
    Community::says(&*club.asks("Ann", 1, question).await)
}

#[test]
fn what_a_moderator_proposes_waits_as_what_a_teacher_proposes_does() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let draft = proposed(&club, &moderator(), Proposal::New(toilet(), None)).await.unwrap();
        assert_eq!(says(&club, TOILET).await, "abstain: nothing_close");
        let open = club.service.open_draft(&moderator(), &draft).await.unwrap();
        assert!(!open.is_outdated && open.now.is_none());
        club.service.approve(&moderator(), &Pending::Draft(draft)).await.unwrap();
        assert_eq!(says(&club, TOILET).await, "On the left.");
        let refused = proposed(&club, &someone("Ann", Role::Member), Proposal::New(toilet(), None)).await;
        assert!(matches!(refused, Err(CurateError::Denied(_))), "{refused:?}");
        // The same question again gets an id of its own, and is a double that somebody has to want.
        let again = proposed(&club, &moderator(), Proposal::New(written(&[TOILET], "Gone."), None)).await.unwrap();
        let planned = Planned::Approve(Pending::Draft(again));
        let refused = club.service.carry_out(&moderator(), &planned, OnNear::Tell).await;
        assert!(matches!(refused, Err(CurateError::Near(_))), "{refused:?}");
        club.service.carry_out(&moderator(), &planned, OnNear::KeepBoth).await.unwrap();
        assert_eq!(says(&club, TOILET).await, "choose: 2");
    });
}

#[test]
fn a_draft_is_its_authors_and_the_moderators() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let draft = proposed(&club, &teacher(), Proposal::New(toilet(), None)).await.unwrap();
        let other = someone("Theo", Role::Teacher);
        let change = EntryChange { answer: Some("On the right.".to_owned()), ..EntryChange::default() };
        let open = club.service.open_draft(&teacher(), &draft).await.unwrap();
        let again = || Proposal::Again(draft.clone(), open.revision, change.clone());
        let pending = Pending::Draft(draft.clone());
        let planned = Planned::Approve(pending.clone());
        let refusals = [
            club.service.open_draft(&other, &draft).await.map(drop),
            proposed(&club, &other, again()).await.map(drop),
            club.service.reject(&other, &pending).await.map(drop),
            club.service.preview(&other, &planned, &[]).await.map(drop),
            club.service.approve(&teacher(), &pending).await.map(drop),
        ];
        for refused in refusals {
            assert!(matches!(refused, Err(CurateError::Denied(_))), "{refused:?}");
        }
        let preview = club.service.preview(&teacher(), &planned, &[]).await.unwrap();
        assert_eq!(preview.changed.iter().map(|changed| changed.question.as_str()).collect::<Vec<_>>(), [TOILET]);
        assert_eq!(proposed(&club, &teacher(), again()).await.unwrap(), draft, "it stays the same draft");
        // Written again by somebody who has not seen that.
        let late = proposed(&club, &moderator(), again()).await;
        assert!(matches!(late, Err(CurateError::Conflict(_))), "{late:?}");
        club.service.reject(&teacher(), &pending).await.unwrap();
        let gone = club.service.open_draft(&teacher(), &draft).await;
        assert!(matches!(gone, Err(CurateError::NotThere(_))), "{gone:?}");
    });
}

#[test]
fn a_change_is_not_approved_over_what_its_writer_has_not_seen() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let entry = NewEntry { id: Some("toilet".to_owned()), ..toilet() };
        let seen = club.service.teach(&moderator(), &entry, OnNear::Tell).await.unwrap().number;
        let answer = |text: &str| EntryChange { answer: Some(text.to_owned()), ..EntryChange::default() };
        club.service.edit(&moderator(), &id("toilet"), &answer("Upstairs."), OnNear::Tell).await.unwrap();
        let change = Proposal::Change(id("toilet"), Some(seen), answer("Downstairs."));
        let draft = proposed(&club, &moderator(), change).await.unwrap();
        let pending = Pending::Draft(draft.clone());
        assert!(club.service.open_draft(&moderator(), &draft).await.unwrap().is_outdated);
        let refused = club.service.approve(&moderator(), &pending).await;
        assert!(matches!(refused, Err(CurateError::Conflict(_))), "{refused:?}");
        // The same words once more, by somebody who has seen both.
        let revision = club.service.open_draft(&moderator(), &draft).await.unwrap().revision;
        proposed(&club, &moderator(), Proposal::Again(draft.clone(), revision, EntryChange::default())).await.unwrap();
        assert!(!club.service.open_draft(&moderator(), &draft).await.unwrap().is_outdated);
        club.service.approve(&moderator(), &pending).await.unwrap();
        assert_eq!(says(&club, TOILET).await, "Downstairs.");
    });
}

#[test]
fn a_draft_that_answers_missed_questions_tells_those_who_asked_however_it_is_saved() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        for (merges, question) in [(false, "Where is the toilet?"), (true, "Who repairs the bicycles of members?")] {
            assert!(says(&club, question).await.starts_with("abstain"));
            club.asks("Bob", 2, question).await;
            let missed = club.service.missed(&moderator()).await.unwrap();
            let number = missed.iter().find(|cluster| cluster.text == question).unwrap().number;
            let new = Proposal::New(written(&[question], "Ask Ada."), Some(number));
            let draft = proposed(&club, &teacher(), new).await.unwrap();
            let waits = club.service.missed(&moderator()).await.unwrap();
            assert!(waits.iter().any(|cluster| cluster.number == number), "a draft answers nobody");
            let meets = club.service.catalog().find("When does the club meet?").unwrap().id.clone();
            let planned = match merges {
                true => Planned::Merge(Merge { draft, into: meets, answer: false }),
                false => Planned::Approve(Pending::Draft(draft)),
            };
            let done = club.service.carry_out(&moderator(), &planned, OnNear::KeepBoth).await.unwrap();
            assert_eq!(done.told, 2, "{question}");
            let open = club.service.missed(&moderator()).await.unwrap();
            assert!(open.iter().all(|cluster| cluster.number != number));
        }
        assert!(says(&club, "who repairs the bicycles of members").await.starts_with("Every Thursday"));
        let drafts = club.service.waiting_for_review(&moderator()).await.unwrap().drafts;
        assert_eq!(drafts, [], "none waits any longer");
    });
}

#[test]
fn a_setting_is_taken_back_by_those_alone_who_may_set_it() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let set = club.service.set(&owner(), Setting::Right, "0.9").await.unwrap();
        let refused = club.service.undo(&moderator(), set).await;
        assert!(matches!(refused, Err(CurateError::Denied(_))), "{refused:?}");
        club.service.undo(&owner(), set).await.unwrap();
        assert_eq!(club.service.catalog().space_settings().right, None);
    });
}

#[test]
fn retired_entries_are_listed_wherever_they_come_from() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let meets = club.service.catalog().find("When does the club meet?").unwrap().id.clone();
        assert_eq!(club.service.retired(&teacher()).await.unwrap(), []);
        club.service.retire(&moderator(), &meets).await.unwrap();
        let retired = club.service.retired(&teacher()).await.unwrap();
        assert_eq!(retired.iter().map(|entry| &entry.id).collect::<Vec<_>>(), [&meets]);
    });
}

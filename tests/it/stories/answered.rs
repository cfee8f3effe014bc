//! Missed questions that are answered by what somebody writes, without their having said so; and how they came to be missed.

use askwell::service::Caller;
use askwell::service::CurateError;
use askwell::service::Decided;
use askwell::service::EntryChange;
use askwell::service::NewEntry;
use askwell::service::OnNear;
use askwell::service::Pending;
use askwell::service::Planned;
use askwell::service::Role;
use askwell::service::Wordings;
use askwell::store::HowMissed;
use askwell::store::Opinion;

use super::community::Community;
use super::community::FAQ;
use super::community::id;
use super::community::moderator;
use super::community::someone;
use super::community::teacher;
use super::community::written;
use crate::support::store::on_both;

const PARKING: &str = "Where can I park my car?";
/// Belongs to the same.
const PARKING_TOO: &str = "where can i park my car near the club";
/// Belongs to the same, and nobody has asked it.
const PARKING_TAUGHT: &str = "Where can I park the car?";
const FOOTBALL: &str = "who won the football match yesterday";

fn parking(question: &str) -> NewEntry {
    NewEntry { id: Some("parking".to_owned()), ..written(&[question], "Behind the library.") }
}

/// What two people ask, and what one asks beside it, none of which is answered.
async fn asked(club: &Community) {
    for (member, channel, question) in [("Ann", 100, PARKING), ("Ben", 101, PARKING_TOO), ("Dan", 103, FOOTBALL)] {
        let answer = club.asks(member, channel, question).await;
        assert!(Community::says(&answer).starts_with("abstain"), "{question}");
    }
    assert_eq!(open(club).await, [PARKING, FOOTBALL]);
}

/// The questions with which the open clusters began, those first that most people asked.
async fn open(club: &Community) -> Vec<String> {
    club.service.flush().await;
    club.service.missed(&moderator()).await.unwrap().into_iter().map(|cluster| cluster.text).collect()
}

/// The channels in which people are told.
async fn told(club: &Community) -> Vec<u64> {
    let deliveries = club.service.to_deliver().await.unwrap();
    let mut told: Vec<u64> = deliveries.iter().filter_map(|one| one.notice.notice.place.channel).collect();
    told.sort_unstable();
    told
}

#[test]
fn who_asked_is_told_of_an_entry_that_is_taught_in_their_words_or_close_to_them() {
    for question in [PARKING, PARKING_TOO, PARKING_TAUGHT] {
        on_both(async |bed| {
            let club = Community::knowing(&bed, FAQ).await;
            asked(&club).await;
            let planned = Planned::Teach(parking(question), None);
            let preview = club.service.preview(&moderator(), &planned, &[]).await.unwrap();
            assert_eq!((preview.answered, preview.told), (1, 2), "{question}");
            assert_eq!(open(&club).await.len(), 2, "a look changes nothing");

            let done = club.service.carry_out(&moderator(), &planned, OnNear::Tell).await.unwrap();
            assert_eq!((done.answered, done.told), (1, 2), "{question}");
            assert_eq!(open(&club).await, [FOOTBALL]);
            // Taken back before anybody was told: it waits again, and the next answer is told.
            let undone = club.service.undo(&moderator(), done.number).await.unwrap();
            assert_eq!((undone.answered, undone.told), (0, 0));
            assert_eq!(open(&club).await, [PARKING, FOOTBALL]);
            assert_eq!(told(&club).await, [0; 0]);
            let again = club.service.undo(&moderator(), undone.number).await.unwrap();
            assert_eq!((again.answered, again.told), (1, 2));
            assert_eq!(told(&club).await, [100, 101]);
        });
    }
}

#[test]
fn a_draft_answers_what_was_missed_once_another_process_approves_it() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        asked(&club).await;
        let planned = Planned::Teach(parking(PARKING_TAUGHT), None);
        let preview = club.service.preview(&teacher(), &planned, &[]).await.unwrap();
        assert_eq!((preview.answered, preview.told), (1, 2));
        let draft = club.service.carry_out(&teacher(), &planned, OnNear::Tell).await.unwrap();
        assert_eq!((draft.answered, draft.told, open(&club).await.len()), (0, 0, 2));

        let pending = Pending::Draft(draft.draft.unwrap());
        let other = club.another(&bed).await;
        let approve = Planned::Approve(pending.clone());
        let preview = other.service.preview(&teacher(), &approve, &[]).await.unwrap();
        assert_eq!((preview.answered, preview.told), (1, 2));
        let done = other.service.approve(&moderator(), &pending).await.unwrap();
        assert_eq!((done.answered, done.told), (1, 2));
        assert_eq!(open(&club).await, [FOOTBALL]);
        // Asked once more, it is no part of what was closed: here nobody has the answer yet.
        club.service.undo(&moderator(), done.number).await.unwrap();
        assert_eq!(open(&other).await, [PARKING, FOOTBALL]);
        assert_eq!(told(&other).await, [0; 0]);
    });
}

#[test]
fn a_draft_is_approved_though_what_it_was_to_answer_is_answered() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        asked(&club).await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        let draft = Planned::Teach(parking("Is there a car park?"), Some(number));
        let draft = club.service.carry_out(&teacher(), &draft, OnNear::Tell).await.unwrap().draft.unwrap();
        let bikes = NewEntry { id: Some("cars".to_owned()), ..written(&[PARKING], "Nowhere.") };
        assert_eq!(club.service.teach(&moderator(), &bikes, OnNear::KeepBoth).await.unwrap().answered, 1);
        let done = club.service.approve(&moderator(), &Pending::Draft(draft)).await.unwrap();
        assert_eq!((done.answered, done.told), (0, 0));
        // Nor does taking that back open what it did not close.
        club.service.undo(&moderator(), done.number).await.unwrap();
        assert_eq!(open(&club).await, [FOOTBALL]);
    });
}

#[test]
fn a_phrasing_that_an_entry_gets_answers_what_was_missed_and_one_that_it_had_does_not() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        asked(&club).await;
        let post = club.service.ask_post("When does the club meet?", 5).await.unwrap();
        let meets = post.best().entry().unwrap().id.clone();
        // Somebody says that the stored question wants another answer; the entry is not told to be that.
        let answer = club.asks("Eva", 104, "When does the club meet?").await;
        let receipt = answer.receipt.as_ref().unwrap();
        club.service.vote(&someone("Eva", Role::Member), receipt, Opinion::Wrong, None).await.unwrap();
        assert_eq!(open(&club).await.len(), 3);
        let change = EntryChange { answer: Some("Each Thursday.".to_owned()), ..EntryChange::default() };
        let edited = club.service.edit(&moderator(), &meets, &change, OnNear::Tell).await.unwrap();
        assert_eq!((edited.answered, open(&club).await.len()), (0, 3));

        let change = EntryChange { add_questions: vec![PARKING_TOO.to_owned()], ..EntryChange::default() };
        let done = club.service.edit(&moderator(), &meets, &change, OnNear::KeepBoth).await.unwrap();
        assert_eq!((done.answered, done.told), (1, 2));
        assert_eq!(open(&club).await, ["When does the club meet?", FOOTBALL]);
        club.service.undo(&moderator(), done.number).await.unwrap();
        assert_eq!(open(&club).await[0], PARKING);
        // Out of service and back, it is asked for anew.
        club.service.edit(&moderator(), &meets, &change, OnNear::KeepBoth).await.unwrap();
        let number = 1;
        club.service.retire(&moderator(), &meets).await.unwrap();
        club.service.reopen(&moderator(), number).await.unwrap();
        assert_eq!(club.service.restore(&moderator(), &meets).await.unwrap().answered, 1);
        assert_eq!(open(&club).await, ["When does the club meet?", FOOTBALL]);
    });
}

#[test]
fn an_entry_that_was_called_wrong_does_not_answer_that_by_coming_closer() {
    on_both(async |bed| {
        let text = "Where can I leave my bicycle?\nIn the yard.\n";
        let club = Community::knowing(&bed, text).await;
        let first = NewEntry { id: Some("cars".to_owned()), ..written(&[PARKING], "In the street.") };
        club.service.teach(&moderator(), &first, OnNear::KeepBoth).await.unwrap();
        let answer = club.asks("Ann", 100, PARKING_TOO).await;
        assert!(answer.judgement.offered > 0, "{:#?}", answer.judgement);
        let (ann, receipt) = (someone("Ann", Role::Member), answer.receipt.as_ref().unwrap());
        club.service.vote(&ann, receipt, Opinion::Wrong, Some(&id("cars"))).await.unwrap();
        assert_eq!(open(&club).await, [PARKING_TOO]);
        let closer = EntryChange {
            add_questions: vec!["where can I park a car near the club".to_owned()],
            ..EntryChange::default()
        };
        assert_eq!(club.service.edit(&moderator(), &id("cars"), &closer, OnNear::KeepBoth).await.unwrap().answered, 0);
        // Nor by getting these very words, or by coming back; another entry does.
        let words = EntryChange { add_questions: vec![PARKING_TOO.to_owned()], ..EntryChange::default() };
        assert_eq!(club.service.edit(&moderator(), &id("cars"), &words, OnNear::KeepBoth).await.unwrap().answered, 0);
        club.service.retire(&moderator(), &id("cars")).await.unwrap();
        assert_eq!(club.service.restore(&moderator(), &id("cars")).await.unwrap().answered, 0);
        for question in ["where can I park my car close to the club", PARKING_TOO] {
            let new = NewEntry { id: Some("other".to_owned()), ..written(&[question], "Behind the library.") };
            let done = club.service.teach(&moderator(), &new, OnNear::KeepBoth).await.unwrap();
            assert_eq!((done.answered, done.told), (1, 1), "{question}");
            club.service.undo(&moderator(), done.number).await.unwrap();
            assert_eq!(open(&club).await, [PARKING_TOO]);
        }
    });
}

#[test]
fn what_was_refused_is_told_apart_from_what_had_no_answer_and_is_not_missed_once_nobody_refuses_it() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let other = club.another(&bed).await;
        club.asks("Dan", 103, FOOTBALL).await;
        let [ann, ben] = ["Ann", "Ben"].map(|name| someone(name, Role::Member));
        let answer = club.asks("Ann", 100, "When does the club meet?").await;
        let entry = answer.entry().unwrap().id.clone();
        let receipt = answer.receipt.as_ref().unwrap();
        let vote = async |club: &Community, caller: &Caller, opinion| {
            club.service.vote(caller, receipt, opinion, None).await.unwrap();
            club.service.flush().await;
        };
        vote(&club, &ann, Opinion::Wrong).await;
        vote(&other, &ben, Opinion::Wrong).await;
        let how = club.service.how_missed(&moderator(), None).await.unwrap();
        let none = HowMissed { cluster: 1, unanswered: 1, ..HowMissed::default() };
        let wrong = HowMissed { cluster: 2, wrong: vec![(entry, 2)], ..HowMissed::default() };
        assert_eq!(how, [none.clone(), wrong.clone()]);
        assert_eq!(club.service.how_missed(&moderator(), Some(2)).await.unwrap(), [wrong]);
        club.service.how_missed(&teacher(), None).await.unwrap_err();

        // One of them thinks better of it, then the other, by another process.
        vote(&club, &ann, Opinion::Helpful).await;
        assert_eq!(open(&club).await.len(), 2);
        vote(&other, &ben, Opinion::Unhelpful).await;
        assert_eq!(open(&club).await, [FOOTBALL]);
        assert_eq!(club.service.how_missed(&moderator(), None).await.unwrap(), [none]);
        assert_eq!(told(&club).await, [0; 0], "nobody is told of what is not missed");
        // And it comes up again.
        vote(&club, &ann, Opinion::Wrong).await;
        assert_eq!(open(&club).await.len(), 2);
    });
}

#[test]
fn what_somebody_asked_twice_stays_missed_for_the_one_that_is_refused() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let ann = someone("Ann", Role::Member);
        let mut receipts = Vec::new();
        for channel in [100, 101] {
            let answer = club.asks("Ann", channel, "When does the club meet?").await;
            let receipt = answer.receipt.clone().unwrap();
            club.service.vote(&ann, &receipt, Opinion::Wrong, None).await.unwrap();
            receipts.push(receipt);
        }
        club.service.flush().await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        let members = async || {
            let members = club.service.missed_questions(&moderator(), number).await.unwrap();
            members.iter().map(|one| (one.times, one.place.channel.unwrap())).collect::<Vec<_>>()
        };
        assert_eq!(members().await, [(2, 101)]);
        club.service.vote(&ann, &receipts[1], Opinion::Helpful, None).await.unwrap();
        assert_eq!(members().await, [(1, 100)]);
        club.service.vote(&ann, &receipts[0], Opinion::Helpful, None).await.unwrap();
        assert_eq!(open(&club).await, Vec::<String>::new());
    });
}

#[test]
fn who_undoes_or_answers_twice_reads_what_was_done_before() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let (service, mo) = (&club.service, &moderator());
        asked(&club).await;
        let number = service.missed(mo).await.unwrap()[0].number;
        let taught = service.teach(mo, &parking("Where do bicycles go?"), OnNear::Tell).await.unwrap().number;
        let change = |text: &str| EntryChange { answer: Some(text.to_owned()), ..EntryChange::default() };
        let edited = service.edit(mo, &id("parking"), &change("Upstairs."), OnNear::Tell).await.unwrap().number;
        let said = |error: CurateError| error.to_string();
        assert_eq!(
            said(service.undo(mo, taught).await.unwrap_err()),
            format!("change {edited} changed the same since change {taught}: undo {edited} first, or edit it instead")
        );
        let undone = service.undo(mo, edited).await.unwrap().number;
        let twice = said(service.undo(mo, edited).await.unwrap_err());
        assert_eq!(
            twice,
            format!("change {edited} was undone already, by change {undone}; undo {undone} to have it again")
        );
        // Undone, done again, and then changed: it is the last change that is in the way.
        service.undo(mo, undone).await.unwrap();
        let last = service.edit(mo, &id("parking"), &change("Downstairs."), OnNear::Tell).await.unwrap().number;
        let error = service.undo(mo, edited).await.unwrap_err();
        assert!(matches!(error, CurateError::ChangedSince { by, .. } if by == last), "{error:?}");

        service.resolve(mo, number, &id("parking"), Wordings::Leave).await.unwrap();
        let again = service.resolve(mo, number, &id("parking"), Wordings::Leave).await.unwrap_err();
        assert_eq!(
            said(again),
            format!(
                "missed question {number} was answered by `parking` already; `askwell missed reopen {number}` opens it again"
            )
        );
        let cluster = Some(Decided::Cluster(number));
        service.take_back(mo, None, cluster).await.unwrap();
        for waits in [service.reopen(mo, number).await.err(), service.take_back(mo, None, cluster).await.err()] {
            assert!(said(waits.unwrap()).contains("waits for an answer already"));
        }
        service.dismiss(mo, number).await.unwrap();
        for closed in [
            service.dismiss(mo, number).await.err(),
            service.carry_out(mo, &Planned::Teach(parking(PARKING), Some(number)), OnNear::KeepBoth).await.err(),
        ] {
            let closed = closed.unwrap();
            assert!(!matches!(closed, CurateError::Conflict(_)), "{closed:?}");
        }
    });
}

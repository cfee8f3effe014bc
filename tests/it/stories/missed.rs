//! From a question that nobody could answer to people who are told the answer.

use std::collections::BTreeSet;
use std::time::Duration;

use askwell::entry::EntryId;
use askwell::service::CurateError;
use askwell::service::Decided;
use askwell::service::Followed;
use askwell::service::Join;
use askwell::service::NewEntry;
use askwell::service::OnNear;
use askwell::service::Pending;
use askwell::service::Planned;
use askwell::service::Wordings;
use askwell::store::Moment;
use askwell::store::Place;
use askwell::store::Preferences;
use askwell::store::SuggestionKind;

use super::community::Community;
use super::community::FAQ;
use super::community::START;
use super::community::id;
use super::community::moderator;
use super::community::someone;
use super::community::teacher;
use super::community::written;
use crate::support::store::home;
use crate::support::store::on_both;
use askwell::service::Role;

/// Ways of asking for one thing that the knowledge does not have.
const PARKING: [&str; 5] = [
    "Where can I park my car?",
    "where can i park my car near the club",
    "Is there somewhere to park my car?",
    "Where do I park the car?",
    "where may I park my car",
];

/// Adds the entry `toilet`, which answers what is asked in other words.
async fn teach_toilet(club: &Community) {
    let toilet = NewEntry { id: Some("toilet".to_owned()), ..written(&["Is there a bathroom?"], "On the left.") };
    club.service.teach(&moderator(), &toilet, OnNear::Tell).await.unwrap();
}

fn parking() -> NewEntry {
    NewEntry { id: Some("parking".to_owned()), ..written(&["Where can I park?"], "Behind the library.") }
}

#[test]
fn what_five_people_miss_is_answered_by_one_and_told_to_all_but_who_does_not_want_it() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        for (number, question) in PARKING.iter().enumerate() {
            let answer = club.asks(&format!("member {number}"), 100 + number as u64 % 3, question).await;
            assert_eq!(Community::says(&answer), "abstain: nothing_close", "{question}");
        }
        // Somebody asks again and again, and somebody else for something else.
        for _ in 0..10 {
            club.asks("member 0", 100, PARKING[0]).await;
        }
        club.asks("member 9", 100, "who won the football match yesterday").await;

        let missed = club.service.missed(&moderator()).await.unwrap();
        let seen: Vec<(&str, u64, u64)> = missed.iter().map(|one| (one.text.as_str(), one.asked, one.askers)).collect();
        assert_eq!(seen, [(PARKING[0], 5, 5), ("who won the football match yesterday", 1, 1)]);
        assert!(missed[0].first < missed[0].last);
        let asked = club.service.missed_questions(&moderator(), missed[0].number).await.unwrap();
        assert_eq!(asked[0].times, 11);
        assert_eq!(asked.iter().map(|one| one.place.channel.unwrap()).collect::<Vec<_>>(), [100, 101, 102, 100, 101]);

        let quiet = someone("member 3", Role::Member);
        club.service.prefer(&quiet, Preferences { recorded: true, told: false }).await.unwrap();

        // A teacher's answer waits; nobody is told, and nobody gets it.
        let planned = Planned::Teach(parking(), Some(missed[0].number));
        let draft = club.service.carry_out(&teacher(), &planned, OnNear::Tell).await.unwrap();
        assert_eq!(draft.told, 0);
        let answer = club.asks("member 8", 100, "Where can I park?").await;
        assert_ne!(Community::says(&answer), "Behind the library.");
        assert!(club.service.to_deliver().await.unwrap().is_empty());

        // One person's approval, and it is answered.
        let pending = Pending::Draft(draft.draft.unwrap());
        let done = club.service.approve(&moderator(), &pending).await.unwrap();
        assert_eq!(Community::says(&*club.asks("member 8", 100, "Where can I park?").await), "Behind the library.");
        // Member 8 asked too by then, in words of the cluster.
        let told = done.told;
        let open = club.service.missed(&moderator()).await.unwrap();
        assert_eq!(
            open.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
            ["who won the football match yesterday"]
        );

        let deliveries = club.service.to_deliver().await.unwrap();
        assert_eq!(deliveries.len(), told);
        let mut places: Vec<u64> = deliveries.iter().map(|one| one.notice.notice.place.channel.unwrap()).collect();
        places.sort_unstable();
        assert_eq!(places, [100, 100, 101, 101, 102]);
        let mut persons: Vec<_> = deliveries.iter().map(|one| one.notice.notice.person).collect();
        persons.sort_unstable();
        persons.dedup();
        assert_eq!(persons.len(), deliveries.len(), "nobody is told twice");
        assert_eq!(persons.len(), 5, "four of the five, and member 8, but not who does not want it");
        assert!(deliveries.iter().all(|one| one.entry.answer == "Behind the library."));
        // Nobody else gets what is being delivered, and what was delivered never comes again.
        assert!(club.service.to_deliver().await.unwrap().is_empty());
        for one in &deliveries[1..] {
            club.service.delivered(&one.id).await.unwrap();
        }
        club.later(1);
        let again = club.service.to_deliver().await.unwrap();
        assert_eq!(again.iter().map(|one| &one.id).collect::<Vec<_>>(), [&deliveries[0].id]);
    });
}

#[test]
fn who_wants_to_be_told_of_one_question_is_told_of_it_whatever_they_want_in_general() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let [ann, ben, cem] = ["Ann", "Ben", "Cem"].map(|name| someone(name, Role::Member));
        for quiet in [&ann, &ben, &cem] {
            club.service.prefer(quiet, Preferences { recorded: true, told: false }).await.unwrap();
        }
        let answer = club.asks("Ann", 100, PARKING[0]).await;
        club.asks("Cem", 101, PARKING[1]).await;
        let receipt = answer.receipt.as_ref().unwrap();
        let direct = Place { door: "slash".to_owned(), channel: Some(7), message: Some(8) };
        for caller in [&ann, &ben, &ben] {
            let followed = club.service.tell_when_answered(caller, receipt, direct.clone()).await.unwrap();
            assert!(matches!(followed, Followed::Waits), "{followed:?}");
        }
        // What is answered at once is not missed, and cannot be waited for.
        let known = club.asks("Ann", 100, "When does the club meet?").await;
        let known = club.service.tell_when_answered(&ann, known.receipt.as_ref().unwrap(), direct.clone()).await;
        assert!(matches!(known, Err(CurateError::NotThere(_))), "{known:?}");

        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        let planned = Planned::Teach(parking(), Some(number));
        assert_eq!(club.service.carry_out(&moderator(), &planned, OnNear::KeepBoth).await.unwrap().told, 2);
        let mut told: Vec<(String, Option<u64>)> = Vec::new();
        for delivery in club.service.to_deliver().await.unwrap() {
            told.push((delivery.notice.notice.question, delivery.notice.notice.place.channel));
        }
        told.sort();
        // Ann where she asked, in her words; Ben where he wants it, without the words of somebody else.
        assert_eq!(told, [(String::new(), Some(7)), (PARKING[0].to_owned(), Some(100))]);
        let late = club.service.tell_when_answered(&cem, receipt, direct.clone()).await.unwrap();
        assert!(matches!(late, Followed::Answered(entry) if entry.answer == "Behind the library."));

        let aside = club.asks("Ann", 100, "who won the football match yesterday").await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        club.service.dismiss(&moderator(), number).await.unwrap();
        let aside = club.service.tell_when_answered(&ben, aside.receipt.as_ref().unwrap(), direct).await.unwrap();
        assert!(matches!(aside, Followed::SetAside), "{aside:?}");
    });
}

/// How often somebody wants to be told at the very moment at which it is answered.
const MOMENTS: u64 = 60;

#[test]
fn who_is_promised_to_be_told_is_told_however_soon_the_answer_comes() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        teach_toilet(&club).await;
        let (toilet, mut promised) = (id("toilet"), 0);
        for moment in 0..MOMENTS {
            let answer = club.asks("Ann", 100, "who won the football match yesterday").await;
            let number = club.service.missed(&moderator()).await.unwrap()[0].number;
            let place = Place { door: "slash".to_owned(), channel: Some(moment), message: Some(8) };
            let (ben, moderator) = (someone("Ben", Role::Member), moderator());
            let follows = async {
                tokio::time::sleep(Duration::from_micros(moment * 100)).await;
                club.service.tell_when_answered(&ben, answer.receipt.as_ref().unwrap(), place).await.unwrap()
            };
            let resolves = club.service.resolve(&moderator, number, &toilet, Wordings::Leave);
            let (followed, resolved) = tokio::join!(follows, resolves);
            resolved.unwrap();
            let told = club.service.to_deliver().await.unwrap();
            let is_told = told.iter().any(|one| one.notice.notice.place.channel == Some(moment));
            let was_promised = matches!(followed, Followed::Waits);
            assert_eq!(is_told, was_promised, "{moment}: {followed:?}");
            promised += usize::from(was_promised);
            for one in told {
                club.service.delivered(&one.id).await.unwrap();
            }
        }
        assert!(promised > 0, "the answer always came first");
    });
}

#[test]
fn who_no_longer_wants_to_be_told_is_not_told_what_waits_already() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ann", 100, PARKING[0]).await;
        club.asks("Ben", 101, PARKING[1]).await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        let planned = Planned::Teach(parking(), Some(number));
        assert_eq!(club.service.carry_out(&moderator(), &planned, OnNear::KeepBoth).await.unwrap().told, 2);
        let not_told = Preferences { recorded: true, told: false };
        club.service.prefer(&someone("Ann", Role::Member), not_told).await.unwrap();
        let channels: Vec<Option<u64>> =
            club.service.to_deliver().await.unwrap().iter().map(|one| one.notice.notice.place.channel).collect();
        assert_eq!(channels, [Some(101)]);
    });
}

#[test]
fn a_process_that_has_not_read_the_entry_yet_delivers_the_notice_all_the_same() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let other = club.another(&bed).await;
        club.asks("Ann", 100, PARKING[0]).await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        let planned = Planned::Teach(parking(), Some(number));
        club.service.carry_out(&moderator(), &planned, OnNear::KeepBoth).await.unwrap();
        let deliveries = other.service.to_deliver().await.unwrap();
        assert_eq!(deliveries.len(), 1);
        assert_eq!(deliveries[0].entry.answer, "Behind the library.");
    });
}

#[test]
fn an_entry_that_is_there_resolves_a_cluster_and_its_words_are_proposed() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ann", 1, "where's the toilet").await;
        club.asks("Ben", 2, "where is the toilet?").await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        teach_toilet(&club).await;
        let gone: EntryId = id("gone");
        club.service.resolve(&moderator(), number, &gone, Wordings::Propose).await.unwrap_err();
        let told = club.service.resolve(&moderator(), number, &id("toilet"), Wordings::Propose).await.unwrap();
        assert_eq!(told, 2);
        assert!(club.service.missed(&moderator()).await.unwrap().is_empty());
        club.service.resolve(&moderator(), number, &id("toilet"), Wordings::Propose).await.unwrap_err();

        // Nothing is served before somebody approves it.
        let waiting = club.service.waiting_for_review(&moderator()).await.unwrap().suggestions;
        assert!(waiting.iter().all(|one| one.kind == SuggestionKind::Phrasing && one.entry == id("toilet")));
        let first = waiting.iter().find(|one| one.text == "where's the toilet").unwrap();
        assert_ne!(club.asks("Cem", 1, "where's the toilet").await.judgement.reason.code(), "exact");
        club.service.approve(&moderator(), &Pending::Suggestion(first.number)).await.unwrap();
        let answer = club.asks("Cem", 1, "where's the toilet").await;
        assert_eq!((answer.judgement.reason.code(), Community::says(&answer).as_str()), ("exact", "On the left."));
    });
}

#[test]
fn what_was_dismissed_is_not_missed_again() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ann", 1, "who won the football match yesterday").await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        club.service.dismiss(&moderator(), number).await.unwrap();
        club.asks("Ben", 1, "who won the football match yesterday").await;
        assert!(club.service.missed(&moderator()).await.unwrap().is_empty());
        assert!(club.service.to_deliver().await.unwrap().is_empty(), "nobody is told of what is not answered");
    });
}

#[test]
fn what_is_no_question_is_not_missed() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        for text in [" ", "🎲🎲", &"how ".repeat(25_000)] {
            club.asks("Ann", 1, text).await;
        }
        assert!(club.service.missed(&moderator()).await.unwrap().is_empty());
    });
}

#[test]
fn a_missed_question_joins_an_entry_and_that_is_taken_back() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ann", 1, "where's the toilet").await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        teach_toilet(&club).await;
        let join = Planned::Join(Join { cluster: number, into: id("toilet") });
        club.service.carry_out(&teacher(), &join, OnNear::Tell).await.unwrap_err();
        let done = club.service.carry_out(&moderator(), &join, OnNear::Tell).await.unwrap();
        assert_eq!((done.told, done.entry), (1, Some(id("toilet"))));
        assert_eq!(Community::says(&*club.asks("Ben", 1, "where's the toilet").await), "On the left.");
        assert!(club.service.missed(&moderator()).await.unwrap().is_empty());
        club.service.carry_out(&moderator(), &join, OnNear::Tell).await.unwrap_err();

        // Both go back, or neither.
        let cluster = Some(Decided::Cluster(number));
        club.service.take_back(&teacher(), Some(done.number), cluster).await.unwrap_err();
        club.service.take_back(&moderator(), Some(done.number), Some(Decided::Cluster(77))).await.unwrap_err();
        assert_eq!(Community::says(&*club.asks("Ben", 1, "where's the toilet").await), "On the left.");
        club.service.take_back(&moderator(), Some(done.number), cluster).await.unwrap();
        assert_eq!(club.service.missed(&moderator()).await.unwrap()[0].number, number);
        assert_ne!(Community::says(&*club.asks("Cid", 1, "where's the toilet").await), "On the left.");
        club.service.take_back(&moderator(), Some(done.number), cluster).await.unwrap_err();

        club.service.dismiss(&moderator(), number).await.unwrap();
        assert!(club.service.missed(&moderator()).await.unwrap().is_empty());
        club.service.take_back(&moderator(), None, cluster).await.unwrap();
        assert_eq!(club.service.missed(&moderator()).await.unwrap()[0].number, number);
        // A draft that was approved and waits again can be approved again: what it answers is open again too.
        let planned = Planned::Teach(parking(), Some(number));
        let draft = club.service.carry_out(&teacher(), &planned, OnNear::Tell).await.unwrap().draft.unwrap();
        for _ in 0..2 {
            let pending = Pending::Draft(draft.clone());
            let done = club.service.approve(&moderator(), &pending).await.unwrap();
            assert!(club.service.missed(&moderator()).await.unwrap().is_empty());
            club.service.undo(&moderator(), done.number).await.unwrap();
            assert_eq!(club.service.missed(&moderator()).await.unwrap().len(), 1);
        }
    });
}

#[test]
fn what_a_taught_entry_answered_waits_again_when_that_is_taken_back() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ann", 1, "is there parking nearby").await;
        club.asks("Ben", 2, "who won the football match yesterday").await;
        let missed = club.service.missed(&moderator()).await.unwrap();
        let planned = Planned::Teach(parking(), Some(missed[0].number));
        let done = club.service.carry_out(&moderator(), &planned, OnNear::KeepBoth).await.unwrap();
        assert_eq!((done.told, club.service.missed(&moderator()).await.unwrap().len()), (1, 1));
        club.service.undo(&moderator(), done.number).await.unwrap();
        let open: BTreeSet<u64> =
            club.service.missed(&moderator()).await.unwrap().iter().map(|one| one.number).collect();
        assert_eq!(open, missed.iter().map(|one| one.number).collect());
        // Ann waits still: she is told of the next answer, and not of the one that went.
        let done = club.service.carry_out(&moderator(), &planned, OnNear::KeepBoth).await.unwrap();
        assert_eq!(done.told, 1);
    });
}

#[test]
fn what_was_resolved_or_dismissed_is_opened_again() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ann", 1, "where's the toilet").await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        teach_toilet(&club).await;
        club.service.reopen(&moderator(), number).await.unwrap_err();
        club.service.reopen(&moderator(), 77).await.unwrap_err();
        for resolved in [true, false] {
            if resolved {
                club.service.resolve(&moderator(), number, &id("toilet"), Wordings::Leave).await.unwrap();
            } else {
                club.service.dismiss(&moderator(), number).await.unwrap();
            }
            assert!(club.service.missed(&moderator()).await.unwrap().is_empty());
            club.service.reopen(&teacher(), number).await.unwrap_err();
            club.service.reopen(&moderator(), number).await.unwrap();
            let open = club.service.missed(&moderator()).await.unwrap();
            assert_eq!((open.len(), open[0].number), (1, number));
        }
    });
}

/// How somebody takes back that a missed question joined an entry.
#[derive(Clone, Copy)]
enum Way {
    /// Where it was decided.
    Review,
    /// In the list of all changes.
    History,
}

#[test]
fn who_was_not_told_yet_is_not_told_what_was_taken_back() {
    for way in [Way::Review, Way::History] {
        on_both(async |bed| {
            let club = Community::knowing(&bed, FAQ).await;
            for (member, channel) in [("Ann", 100), ("Ben", 101), ("Cem", 102)] {
                club.asks(member, channel, "where's the toilet").await;
            }
            club.asks("Dan", 103, "who won the football match yesterday").await;
            let missed = club.service.missed(&moderator()).await.unwrap();
            let (number, other) = (missed[0].number, missed[1].number);
            teach_toilet(&club).await;
            club.service.resolve(&moderator(), other, &id("toilet"), Wordings::Leave).await.unwrap();
            // One of the store, and one of a file, which the store has for the first time then.
            let into = match way {
                Way::Review => id("toilet"),
                Way::History => {
                    let post = club.service.ask_post("When does the club meet?", 5).await.unwrap();
                    post.best().entry().unwrap().id.clone()
                }
            };
            let answer = club.service.catalog().entry(&into).unwrap().answer.clone();
            let join = Planned::Join(Join { cluster: number, into });
            let done = club.service.carry_out(&moderator(), &join, OnNear::Tell).await.unwrap();
            assert_eq!(done.told, 3);
            assert_eq!(Community::says(&*club.asks("Eva", 104, "where's the toilet").await), answer);

            // The first three of four are taken, one after the other: Dan's, which is of something else, one that is
            // shown, and one that is on its way when the change is taken back.
            let take = async |at: i64| {
                let until = Moment(START + at + 60_000);
                let taken = bed.store.take_notices(&home(), Moment(START + at), until, 1).await.unwrap();
                taken.into_iter().next().unwrap()
            };
            let aside = take(0).await;
            assert_eq!(aside.notice.place.channel, Some(103));
            let (shown, on_its_way) = (take(0).await, take(0).await);
            club.service.delivered(&shown.id).await.unwrap();

            match way {
                Way::Review => {
                    let cluster = Some(Decided::Cluster(number));
                    club.service.take_back(&moderator(), Some(done.number), cluster).await.unwrap();
                }
                Way::History => drop(club.service.undo(&moderator(), done.number).await.unwrap()),
            }
            let open = club.service.missed(&moderator()).await.unwrap();
            assert_eq!(open.iter().map(|one| one.number).collect::<Vec<_>>(), [number], "it waits again, and no other");
            assert_ne!(Community::says(&*club.asks("Eva", 104, "where's the toilet").await), answer);
            club.later(1);
            let left = club.service.to_deliver().await.unwrap();
            assert_eq!(
                left.iter().map(|one| &one.id).collect::<Vec<_>>(),
                [&aside.id],
                "what is of something else stays"
            );
            club.service.delivered(&aside.id).await.unwrap();
            // Its taker comes back, too late to change anything.
            assert!(!club.service.is_to_deliver(&on_its_way.id).await.unwrap());
            club.service.delivered(&on_its_way.id).await.unwrap();

            // The next answer is told to who was not told of the first: neither who was, nor who may have been.
            club.service.carry_out(&moderator(), &join, OnNear::Tell).await.unwrap();
            let told = club.service.to_deliver().await.unwrap();
            let channels: Vec<u64> = told.iter().map(|one| one.notice.notice.place.channel.unwrap()).collect();
            let before = [&shown, &on_its_way].map(|one| one.notice.place.channel.unwrap());
            let mut expected = vec![100, 101, 102];
            expected.retain(|channel| !before.contains(channel));
            assert_eq!(channels, expected);
        });
    }
}

#[test]
fn nobody_is_told_of_a_draft_whose_approval_was_taken_back() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ann", 100, PARKING[0]).await;
        let number = club.service.missed(&moderator()).await.unwrap()[0].number;
        let planned = Planned::Teach(parking(), Some(number));
        let draft = club.service.carry_out(&teacher(), &planned, OnNear::Tell).await.unwrap().draft.unwrap();
        let pending = Pending::Draft(draft);
        let done = club.service.approve(&moderator(), &pending).await.unwrap();
        assert_eq!(done.told, 1);
        club.service.undo(&moderator(), done.number).await.unwrap();
        assert_eq!(bed.store.with_notices().await.unwrap(), []);
        // With the next approval it comes up again.
        club.service.approve(&moderator(), &pending).await.unwrap();
        assert_eq!(club.service.to_deliver().await.unwrap().len(), 1);
    });
}

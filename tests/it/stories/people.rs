//! What is held on people: redacted, theirs to see and to delete, and gone after a time.

use std::sync::Arc;
use std::time::Duration;

use askwell::service::Clock;
use askwell::service::Role;
use askwell::service::Setting;
use askwell::service::keep_tidy;
use askwell::store::Moment;
use askwell::store::Opinion;
use askwell::store::Preferences;

use super::community::Community;
use super::community::FAQ;
use super::community::moderator;
use super::community::owner;
use super::community::someone;
use crate::support::store::Engine;
use crate::support::store::asked;
use crate::support::store::home;
use crate::support::store::next_door;
use crate::support::store::on_both;

const PRIVATE: &str = "can you mail ada.lovelace@example.org or call +44 20 7946 0958 where to park";

#[test]
fn what_is_kept_is_redacted() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ada", 1, PRIVATE).await;
        let held = club.service.held_on(&someone("Ada", Role::Member)).await.unwrap();
        for question in &held.questions {
            assert!(!question.text.contains("lovelace") && !question.text.contains("7946"), "{}", question.text);
        }
        assert_eq!(held.questions[0].text, "can you mail [e-mail] or call [phone] where to park");
        assert!(!held.missed.is_empty());
        let dump = bed.store.dump(club.service.memory().unwrap().space()).await.unwrap().lines.join("\n");
        for secret in ["lovelace", "7946", "id of Ada"] {
            assert!(!dump.contains(secret), "{secret} is in the store");
        }
    });
}

#[test]
fn a_person_sees_and_deletes_all_that_is_held_on_them_and_others_keep_theirs() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let (ada, bob) = (someone("Ada", Role::Member), someone("Bob", Role::Member));
        let secret = "where can I park my aubergine bicycle";
        let answer = club.asks("Ada", 1, secret).await;
        club.asks("Bob", 2, "where can I park my bicycle").await;
        club.service.vote(&ada, answer.receipt.as_ref().unwrap(), Opinion::None, None).await.unwrap();
        let answer = club.asks("Ada", 1, "how can i become a club member").await;
        let first = answer.judgement.candidates[0].entry.clone();
        club.service.vote(&ada, answer.receipt.as_ref().unwrap(), Opinion::Chose, Some(&first)).await.unwrap();
        let held = club.service.held_on(&ada).await.unwrap();
        assert_eq!((held.questions.len(), held.votes.len(), held.suggested.len()), (2, 2, 1));
        assert_eq!(held.missed.len(), 1);

        let memory = club.service.memory().unwrap();
        let person = {
            let dump = bed.store.dump(memory.space()).await.unwrap().lines.join("\n");
            assert!(dump.contains("aubergine"));
            held.votes[0].person.to_string()
        };
        let forgotten = club.service.forget(&ada).await.unwrap();
        assert_eq!((forgotten.questions, forgotten.missed, forgotten.suggestions), (2, 1, 1));
        let held = club.service.held_on(&ada).await.unwrap();
        assert!(held.questions.is_empty() && held.votes.is_empty() && held.missed.is_empty());
        let dump = bed.store.dump(memory.space()).await.unwrap().lines.join("\n");
        for trace in ["aubergine", person.as_str()] {
            assert!(!dump.contains(trace), "{trace} is still there");
        }
        if bed.engine == Engine::Sqlite {
            for file in std::fs::read_dir(bed.ground.folder.path()).unwrap() {
                let path = file.unwrap().path();
                let bytes = std::fs::read(&path).unwrap();
                for trace in ["aubergine", person.as_str()] {
                    let found = bytes.windows(trace.len()).any(|window| window == trace.as_bytes());
                    assert!(!found, "{trace} is in {}", path.display());
                }
            }
        }
        // Bob's miss stays, in Bob's words.
        assert_eq!(club.service.missed(&moderator()).await.unwrap()[0].text, "where can I park my bicycle");
        assert_eq!(club.service.held_on(&bob).await.unwrap().questions.len(), 1);
        // And what Ada asks from now on is new.
        club.asks("Ada", 1, "where can I park my bicycle").await;
        assert_eq!(club.service.missed(&moderator()).await.unwrap()[0].askers, 2);
    });
}

#[test]
fn who_does_not_want_it_is_not_recorded() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let ada = someone("Ada", Role::Member);
        club.service.prefer(&ada, Preferences { recorded: false, told: true }).await.unwrap();
        club.asks("Ada", 1, "where can I park").await;
        assert!(club.service.held_on(&ada).await.unwrap().questions.is_empty());
        assert!(club.service.missed(&moderator()).await.unwrap().is_empty());
    });
}

#[test]
fn who_said_no_and_deletes_what_is_held_is_not_recorded_again() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let ada = someone("Ada", Role::Member);
        club.asks("Ada", 1, "when does the club meet").await;
        let no = Preferences { recorded: false, told: false };
        club.service.prefer(&ada, no).await.unwrap();
        let forgotten = club.service.forget(&ada).await.unwrap();
        assert_eq!((forgotten.questions, forgotten.left), (1, no));
        club.asks("Ada", 1, "where can I park").await;
        let held = club.service.held_on(&ada).await.unwrap();
        assert!(held.questions.is_empty() && held.missed.is_empty() && held.preferences == no, "{held:?}");
        assert!(club.service.missed(&moderator()).await.unwrap().is_empty());

        // What she says yes to again is no reason to keep anything once she deletes.
        club.service.prefer(&ada, Preferences::default()).await.unwrap();
        club.service.forget(&ada).await.unwrap();
        club.asks("Ada", 1, "where can I park").await;
        assert_eq!(club.service.held_on(&ada).await.unwrap().questions.len(), 1);
    });
}

#[test]
fn recorded_questions_are_gone_once_their_time_is_over() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.service.set(&owner(), Setting::RetentionDays, "7").await.unwrap();
        let ada = someone("Ada", Role::Member);
        club.asks("Ada", 1, "when does the club meet").await;
        club.later(5);
        club.asks("Ada", 1, "how do I borrow a game").await;
        club.later(3);
        // Whoever follows changes sees to it too.
        tokio::select! {
            () = club.service.follow(Duration::from_millis(200), |_| ()) => {}
            () = tokio::time::sleep(Duration::from_millis(600)) => {}
        }
        assert_eq!(club.service.forget_old().await.unwrap(), 0, "nothing is left to delete");
        let held = club.service.held_on(&ada).await.unwrap();
        assert_eq!(held.questions.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["how do I borrow a game"]);
    });
}

#[test]
fn what_is_too_old_goes_in_every_space_of_a_store_that_is_kept_tidy() {
    on_both(async |bed| {
        const DAY: i64 = 24 * 60 * 60 * 1_000;
        for space in [home(), next_door()] {
            bed.store.record(&space, &[asked(1, 5 * DAY, "old"), asked(2, 50 * DAY, "new")]).await.unwrap();
        }
        // Usually they are kept for 90 days. Nobody has either space open.
        let left = async |space| {
            let left = bed.store.questions(&space, Moment(0), 10).await.unwrap();
            left.into_iter().map(|question| question.text).collect::<Vec<_>>()
        };
        let are_gone = async {
            while left(home()).await != ["new"] || left(next_door()).await != ["new"] {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::select! {
            () = keep_tidy(Arc::clone(&bed.store), Clock::of(|| Moment(100 * DAY))) => {}
            () = are_gone => {}
            () = tokio::time::sleep(Duration::from_secs(20)) => panic!("what is too old is still there"),
        }
    });
}

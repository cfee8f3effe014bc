//! One store for several processes, and several communities in one store.

use std::sync::Arc;
use std::sync::LazyLock;
use std::time::Duration;
use std::time::Instant;

use askwell::matching::calibration::Target;
use askwell::matching::screening::Reads;
use askwell::service::Asker;
use askwell::service::Clock;
use askwell::service::EntryChange;
use askwell::service::FaqService;
use askwell::service::Memory;
use askwell::service::NewEntry;
use askwell::service::OnNear;
use askwell::service::Settings;
use askwell::service::Spaces;
use askwell::store::Space;

use super::community::Community;
use super::community::FAQ;
use super::community::asker;
use super::community::id;
use super::community::moderator;
use super::community::someone;
use super::community::written;
use crate::support::MODEL;
use crate::support::postgres;
use crate::support::store::Bed;
use crate::support::store::Ground;
use crate::support::store::on_both;
use crate::support::store::within;

static ANN: LazyLock<Asker> = LazyLock::new(|| asker("Ann", 1));

fn toilet(answer: &str) -> NewEntry {
    NewEntry { id: Some("toilet".to_owned()), ..written(&["Where is the toilet?"], answer) }
}

/// Runs `follow` beside `story`.
async fn followed(club: &Community, story: impl Future<Output = ()>) {
    tokio::select! {
        () = club.service.follow(Duration::from_millis(700), |_| ()) => {}
        () = story => {}
    }
}

/// Waits until the question is answered like this; how long that took.
async fn until(club: &Community, question: &str, answer: &str) -> Duration {
    let begun = Instant::now();
    while Community::says(&*club.asks("Ann", 1, question).await) != answer {
        assert!(begun.elapsed() < Duration::from_secs(30), "it never came");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    begun.elapsed()
}

#[test]
fn what_one_process_writes_another_serves() {
    on_both(async |bed| {
        let here = Community::knowing(&bed, FAQ).await;
        let there = here.another(&bed).await;
        followed(
            &there,
            Box::pin(async {
                here.service.teach(&moderator(), &toilet("On the left."), OnNear::Tell).await.unwrap();
                until(&there, "where is the toilet", "On the left.").await;
                // And gone again.
                here.service.retire(&moderator(), &id("toilet")).await.unwrap();
                until(&there, "where is the toilet", "abstain: nothing_close").await;
            }),
        )
        .await;
    });
}

#[test]
fn a_changed_file_and_a_broken_one() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let file = club.folder.path().join("faq.txt");
        let mut reports = Vec::new();
        let (told, mut hears) = tokio::sync::mpsc::unbounded_channel();
        let follow = club.service.follow(Duration::from_millis(200), move |result| {
            let _ = told.send(result.is_ok());
        });
        let story = async {
            std::fs::write(&file, FAQ.replace("room 12", "room 14")).unwrap();
            until(&club, "when does the club meet", "Every Thursday at 7 pm in room 14.").await;
            std::fs::write(&file, format!("{FAQ}Who is in charge?\n")).unwrap();
            while reports.len() < 2 {
                reports.push(hears.recv().await.unwrap());
            }
            // It is told once, and what was served goes on being served.
            tokio::time::sleep(Duration::from_millis(900)).await;
            assert!(hears.try_recv().is_err());
            let says = Community::says(&*club.asks("Ann", 1, "when does the club meet").await);
            assert!(says.contains("room 14"), "{says}");
        };
        tokio::select! {
            () = follow => {}
            () = story => {}
        }
        assert_eq!(reports, [true, false]);
    });
}

#[test]
fn what_is_written_here_is_served_once_and_told_only_elsewhere() {
    on_both(async |bed| {
        let here = Community::knowing(&bed, FAQ).await;
        let there = here.another(&bed).await;
        let (mut told_here, mut told_there) = (0, 0);
        let story = async {
            here.service.teach(&moderator(), &toilet("On the left."), OnNear::Tell).await.unwrap();
            until(&there, "where is the toilet", "On the left.").await;
            for answer in ["On the right.", "In the middle.", "Upstairs.", "Downstairs."] {
                let change = EntryChange { answer: Some(answer.to_owned()), ..EntryChange::default() };
                here.service.edit(&moderator(), &id("toilet"), &change, OnNear::KeepBoth).await.unwrap();
                until(&there, "where is the toilet", answer).await;
            }
        };
        tokio::select! {
            () = here.service.follow(Duration::from_millis(200), |_| told_here += 1) => {}
            () = there.service.follow(Duration::from_millis(200), |_| told_there += 1) => {}
            () = story => {}
        }
        assert_eq!(told_here, 0, "a change of one's own is no news");
        assert!(told_there > 0, "nothing was told at all");
    });
}

#[test]
fn a_change_to_one_entry_embeds_that_entry_alone_and_the_confidence_follows() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let there = club.another(&bed).await;
        club.service.teach(&moderator(), &toilet("On the left."), OnNear::Tell).await.unwrap();
        // What one process has embedded is in the store for the others.
        let opened = there.service.refresh().await.unwrap();
        assert_eq!((opened.embedded, opened.rehearsed, opened.rehearsal_is_due), (0, false, true));
        let file = there.folder.path().join("faq.txt");
        std::fs::write(&file, FAQ.replace("How do I borrow a game?", "How can I borrow a game?")).unwrap();
        // A phrasing, and what its entry says, of which it is a part.
        assert_eq!(there.service.reload(|_| ()).await.unwrap().embedded, 2);
        std::fs::write(&file, FAQ).unwrap();
        assert_eq!(there.service.reload(|_| ()).await.unwrap().embedded, 0);
        there.service.refresh().await.unwrap();
        // By the time that nothing more has come for a while, it is as if it had been opened anew.
        let anew = club.another(&bed).await;
        followed(&there, async {
            let begun = Instant::now();
            while there.service.catalog().calibration() != anew.service.catalog().calibration() {
                assert!(begun.elapsed() < Duration::from_secs(30), "it never rehearsed");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        })
        .await;
    });
}

#[test]
fn two_communities_in_one_store_know_nothing_of_each_other() {
    on_both(async |bed| {
        let here = Community::knowing(&bed, FAQ).await;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("faq.txt"), FAQ).unwrap();
        let there =
            Community::open(Arc::clone(&bed.store), "next-door", folder, MODEL.clone(), "the model").await.unwrap();
        here.service.teach(&moderator(), &toilet("On the left."), OnNear::Tell).await.unwrap();
        here.asks("Ann", 1, "where can I park").await;
        there.service.refresh().await.unwrap();
        let says = Community::says(&*there.asks("Ann", 1, "where is the toilet").await);
        assert_eq!(says, "abstain: nothing_close");
        assert!(there.service.missed(&moderator()).await.unwrap().iter().all(|one| one.text == "where is the toilet"));
        let receipt = here.asks("Ann", 1, "how do I borrow a game").await.receipt.clone().unwrap();
        let ann = someone("Ann", askwell::service::Role::Member);
        let foreign = there.service.vote(&ann, &receipt, askwell::store::Opinion::Helpful, None).await;
        assert!(foreign.is_err(), "the receipt is of another space");
    });
}

#[test]
fn a_server_that_is_away_costs_records_and_not_answers() {
    let Some(server) = postgres::own() else { return };
    within(async || {
        let ground = Ground::for_postgres(&server).await;
        let bed = Bed { engine: crate::support::store::Engine::Postgres, store: ground.open().await, ground };
        let club = Community::knowing(&bed, FAQ).await;
        club.service.teach(&moderator(), &toilet("On the left."), OnNear::Tell).await.unwrap();
        server.stop();
        let asker = asker("Ann", 1);
        for _ in 0..3 {
            let asked = club.service.ask_as(&asker, "where is the toilet", 5, club.service.target());
            let post = tokio::time::timeout(Duration::from_secs(5), asked).await.expect("nobody waits").unwrap();
            assert_eq!(Community::says(post.best()), "On the left.");
        }
        let refused = club.service.teach(&moderator(), &written(&["Is there wifi?"], "Yes."), OnNear::Tell).await;
        let refused = refused.unwrap_err();
        assert!(!refused.is_theirs(), "{refused}");
        server.start_again();
        // Writing resumes by itself, and what was asked meanwhile is kept.
        let begun = Instant::now();
        while club.service.teach(&moderator(), &written(&["Is there wifi?"], "Yes."), OnNear::KeepBoth).await.is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "writing never resumed");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        while !club.service.flush().await {
            assert!(begun.elapsed() < Duration::from_secs(60), "recording never resumed");
        }
        let held = club.service.held_on(&someone("Ann", askwell::service::Role::Member)).await;
        assert_eq!(held.unwrap().questions.len(), 3);
    });
}

#[test]
fn a_store_that_is_away_at_first_is_taken_up_once_it_is_there() {
    let Some(server) = postgres::own() else { return };
    within(async || {
        let bed = Bed::on_postgres(&server).await;
        let before = Community::knowing(&bed, FAQ).await;
        before.service.teach(&moderator(), &toilet("On the left."), OnNear::Tell).await.unwrap();
        bed.store.close().await;
        server.stop();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("faq.txt"), FAQ).unwrap();
        let store = bed.ground.open_lazily().await;
        let club = Community::open(store, "home", folder, MODEL.clone(), "the model").await.unwrap();
        assert!(club.service.is_without_store());
        let asks = |question| club.service.ask_as(&ANN, question, 5, club.service.target());
        let post = asks("when does the club meet").await.unwrap();
        assert!(Community::says(post.best()).starts_with("Every Thursday"));
        assert_eq!(Community::says(asks("where is the toilet").await.unwrap().best()), "abstain: nothing_close");
        let begun = Instant::now();
        assert!(!club.service.flush().await, "it is kept nowhere");
        let refused = club.service.teach(&moderator(), &written(&["Is there wifi?"], "Yes."), OnNear::Tell).await;
        assert!(!refused.unwrap_err().is_theirs());
        assert!(begun.elapsed() < Duration::from_secs(4), "nobody waits for it: {:?}", begun.elapsed());
        followed(&club, async {
            server.start_again();
            let begun = Instant::now();
            while Community::says(asks("where is the toilet").await.unwrap().best()) != "On the left." {
                assert!(begun.elapsed() < Duration::from_secs(30), "it was never taken up");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            assert!(!club.service.is_without_store());
            while !club.service.flush().await {
                assert!(begun.elapsed() < Duration::from_secs(60), "recording never began");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await;
        // What was asked meanwhile is kept, and so that the entry is missed no longer.
        let held = club.service.held_on(&ANN.caller).await.unwrap();
        assert!(held.questions.iter().any(|asked| asked.text == "when does the club meet"), "{held:?}");
    });
}

#[test]
fn a_new_database_that_comes_later_is_used_by_all_spaces_and_keeps_their_model() {
    let Some(server) = postgres::own() else { return };
    within(async || {
        let ground = Ground::for_postgres(&server).await;
        server.stop();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("faq.txt"), FAQ).unwrap();
        let settings = |memory| Settings {
            knowledge: vec![folder.path().to_owned()],
            cache: None,
            reads: Reads::English,
            target: Target::default(),
            memory,
            model_name: "the model".to_owned(),
            loader: None,
        };
        let store = ground.open_lazily().await;
        let spaces = Spaces::open(MODEL.clone(), settings(None), Arc::clone(&store), Clock::system(), 60, |_| ());
        let (spaces, _) = spaces.await.unwrap();
        let home = Space::new("home").unwrap();
        let club = spaces.of(&home).await.unwrap();
        assert!(club.is_without_store());
        assert!(
            Community::says(club.ask_post("when does the club meet", 5).await.unwrap().best()).starts_with("Every")
        );
        let alone = Memory::new(ground.open_lazily().await, Space::new("alone").unwrap(), Clock::system());
        let (alone, opened) = FaqService::open(MODEL.clone(), settings(Some(alone)), |_| ()).await.unwrap();
        assert!(opened.store_away.is_some() && alone.is_without_store());
        server.start_again();
        let story = async {
            let begun = Instant::now();
            while alone.is_without_store() || spaces.of(&home).await.unwrap().is_without_store() {
                assert!(begun.elapsed() < Duration::from_secs(30), "it was never taken up");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::select! {
            () = spaces.follow(Duration::from_millis(200), |_, _| ()) => {}
            () = alone.follow(Duration::from_millis(200), |_| ()) => {}
            () = story => {}
        }
        for space in ["home", "alone"] {
            let memory = Memory::new(Arc::clone(&store), Space::new(space).unwrap(), Clock::system());
            let indexed = memory.indexed().await.unwrap().expect("it keeps which model it is indexed with");
            assert_eq!(indexed.model, MODEL.fingerprint().as_str());
        }
        let club = spaces.of(&home).await.unwrap();
        club.teach(&moderator(), &toilet("On the left."), OnNear::Tell).await.unwrap();
    });
}

#[test]
fn a_thousand_communities_would_share_what_is_common_and_come_and_go() {
    on_both(async |bed| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("faq.txt"), FAQ).unwrap();
        let settings = Settings {
            knowledge: vec![folder.path().to_owned()],
            cache: None,
            reads: Reads::English,
            target: Target::default(),
            memory: None,
            model_name: "the model".to_owned(),
            loader: None,
        };
        let space = |number: usize| Space::new(&format!("club-{number}")).unwrap();
        // What is common has less than 20 phrasings, and so has each that taught something.
        let opened = Spaces::open(MODEL.clone(), settings, Arc::clone(&bed.store), Clock::system(), 60, |_| ());
        let (spaces, _) = opened.await.unwrap();
        for number in 0..8 {
            let service = spaces.of(&space(number)).await.unwrap();
            assert_eq!(service.counts().entries, 4);
        }
        assert_eq!(spaces.size(), (8, 0), "nobody has anything of their own");
        let held = spaces.of(&space(0)).await.unwrap();
        for number in 0..8 {
            let service = spaces.of(&space(number)).await.unwrap();
            service.teach(&moderator(), &toilet(&format!("At club {number}.")), OnNear::Tell).await.unwrap();
            service.ask_as(&asker("Ann", 1), "where can I park", 5, service.target()).await.unwrap();
        }
        for number in (0..8).rev() {
            let service = spaces.of(&space(number)).await.unwrap();
            let post = service.ask_post("where is the toilet", 5).await.unwrap();
            assert_eq!(Community::says(post.best()), format!("At club {number}."));
            let (_, phrasings) = spaces.size();
            assert!(phrasings <= 60, "{phrasings} phrasings are open");
        }
        assert!(spaces.size().0 < 8, "nobody was let go");
        // Who holds one that was let go is answered by it, and what was asked in it was kept.
        let post = held.ask_post("where is the toilet", 5).await.unwrap();
        assert_eq!(Community::says(post.best()), "At club 0.");
        for number in 0..8 {
            let service = spaces.of(&space(number)).await.unwrap();
            assert!(service.flush().await);
            let begun = Instant::now();
            while service.missed(&moderator()).await.unwrap().len() != 1 {
                assert!(begun.elapsed() < Duration::from_secs(10), "club {number} lost a question");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    });
}

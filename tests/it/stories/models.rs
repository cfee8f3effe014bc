//! Another model: refused where the space was indexed with a different one, and taken into use beside what serves.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use askwell::embedding::EmbedError;
use askwell::embedding::Embedder;
use askwell::embedding::Fingerprint;
use askwell::embedding::Side;
use askwell::embedding::UnitVector;
use askwell::embedding::worker::ModelHandle;
use askwell::matching::calibration::Target;
use askwell::matching::screening::Reads;
use askwell::service::CatalogError;
use askwell::service::Clock;
use askwell::service::Engine;
use askwell::service::FaqService;
use askwell::service::Labelled;
use askwell::service::Memory;
use askwell::service::ModelLoader;
use askwell::service::Settings;
use askwell::store::Moment;
use askwell::store::Space;

use super::community::Community;
use super::community::FAQ;
use super::community::moderator;
use super::community::owner;
use crate::support::MODEL;
use crate::support::embedder;
use crate::support::store::home;
use crate::support::store::on_both;

/// The real model under another name, whose vectors are turned round: as long as before, and good for nothing beside them.
struct Turned {
    inner: Box<dyn Embedder>,
    fingerprint: Fingerprint,
}

impl Embedder for Turned {
    fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
    }

    fn dimensions(&self) -> usize {
        self.inner.dimensions()
    }

    fn embed(&mut self, text: &str, side: Side) -> Result<UnitVector, EmbedError> {
        let mut components = self.inner.embed(text, side)?.as_slice().to_vec();
        components.reverse();
        Ok(UnitVector::normalized(components).unwrap())
    }
}

fn turned() -> ModelHandle {
    let session = || -> Box<dyn Embedder> {
        Box::new(Turned { inner: Box::new(embedder()), fingerprint: Fingerprint::of([("turned", "round")]) })
    };
    let factory = move || -> Result<Box<dyn Embedder>, EmbedError> { Ok(session()) };
    ModelHandle::start(session(), Box::new(factory), NonZeroUsize::MIN).unwrap()
}

fn copy_of(club: &Community) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(club.folder.path().join("faq.txt"), folder.path().join("faq.txt")).unwrap();
    folder
}

#[test]
fn a_model_of_the_same_size_is_refused_until_the_space_is_reindexed() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        for question in ["can I take a board game home with me?", "on what day are your meetings?"] {
            club.asks("Ann", 1, question).await;
        }
        let answer = club.asks("Ann", 1, "on what day are your meetings?").await;
        let open = async |model: ModelHandle, name: &str| {
            Community::open(bed.again().await, "home", copy_of(&club), model, name).await
        };
        match open(turned(), "turned").await {
            Err(CatalogError::OtherModel { indexed, loaded }) => {
                assert_eq!((indexed.as_str(), loaded.as_str()), ("the model", "turned"));
            }
            Err(other) => panic!("{other:?}"),
            Ok(_) => panic!("it was served by vectors that mean something else"),
        }

        // Beside the old one, compared, given up: nothing has changed.
        let engine = Engine { model: turned(), reads: Reads::English, cache: None, memory: None };
        let meets = club.service.catalog().find("When does the club meet?").unwrap().id.clone();
        let labelled = [Labelled { text: "when do you meet".to_owned(), right: vec![meets] }];
        let reindexed = club.service.reindex(&owner(), &engine, "turned", &labelled, |_| ()).await.unwrap();
        assert_eq!(reindexed.comparison.labelled, 1);
        // The vectors are the same but for their order, so the same comes back, but for the second look, which this
        // model goes without.
        assert_eq!(reindexed.comparison.preview.replayed[2], 2);
        drop(reindexed);
        let same = club.asks("Ann", 1, "on what day are your meetings?").await;
        assert_eq!(same.judgement, answer.judgement);
        assert!(open(MODEL.clone(), "the model").await.is_ok());

        // Switched: at once, and for all; the former is refused from then on.
        let reindexed = club.service.reindex(&owner(), &engine, "turned", &labelled, |_| ()).await.unwrap();
        let indexed = club.service.switch(&owner(), reindexed).await.unwrap();
        assert_eq!((indexed.name.as_str(), indexed.former.unwrap().name.as_str()), ("turned", "the model"));
        assert!(matches!(open(MODEL.clone(), "the model").await, Err(CatalogError::OtherModel { .. })));
        assert!(open(turned(), "turned").await.is_ok());

        // And back: the same answers, to the last bit.
        let engine = Engine { model: MODEL.clone(), reads: Reads::English, cache: None, memory: None };
        let back = club.service.reindex(&owner(), &engine, "the model", &labelled, |_| ()).await.unwrap();
        club.service.switch(&owner(), back).await.unwrap();
        let again = club.asks("Ann", 1, "on what day are your meetings?").await;
        assert_eq!(again.judgement, answer.judgement);
        assert!(Arc::strong_count(&club.service) == 1);
    });
}

#[test]
fn what_is_missed_before_and_after_a_switch_comes_together() {
    const PARKING: [&str; 2] = ["Where can I park my car?", "where can i park my car near the club"];
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        club.asks("Ann", 1, PARKING[0]).await;
        club.asks("Ann", 1, "who won the football match yesterday").await;
        assert_eq!(club.service.missed(&moderator()).await.unwrap().len(), 2);
        let engine = Engine { model: turned(), reads: Reads::English, cache: None, memory: None };
        let reindexed = club.service.reindex(&owner(), &engine, "turned", &[], |_| ()).await.unwrap();
        club.service.switch(&owner(), reindexed).await.unwrap();

        // In the same words, and in others: the latter are found by the vector alone.
        club.asks("Ben", 1, PARKING[0]).await;
        club.asks("Cem", 1, PARKING[1]).await;
        let questions = bed.store.questions(&home(), Moment(0), 10).await.unwrap();
        let made_by = |number: usize| questions[number].vector.as_ref().unwrap().model.clone();
        assert_eq!(made_by(0), engine.model.fingerprint().as_str());
        assert_eq!(made_by(3), MODEL.fingerprint().as_str());
        let check = async |club: &Community| {
            let missed = club.service.missed(&moderator()).await.unwrap();
            let seen: Vec<(&str, u64)> = missed.iter().map(|one| (one.text.as_str(), one.askers)).collect();
            assert_eq!(seen, [(PARKING[0], 3), ("who won the football match yesterday", 1)]);
            // Whoever comes next need not embed them again.
            let model = club.service.catalog().model().as_str().to_owned();
            assert!(missed.iter().all(|one| one.vector.model == model), "{missed:?}");
        };
        check(&club).await;

        // And so for a process that never knew the other model, whose previews ask the old questions again.
        let other = Community::open(bed.again().await, "home", copy_of(&club), turned(), "turned").await.unwrap();
        other.asks("Ann", 1, PARKING[1]).await;
        let back = Engine { model: MODEL.clone(), reads: Reads::English, cache: None, memory: None };
        let back = other.service.reindex(&owner(), &back, "the model", &[], |_| ()).await.unwrap();
        let preview = &back.comparison.preview;
        assert!(preview.replayed[2] > 0, "{preview:?}");
        check(&other).await;
    });
}

#[test]
fn a_process_that_runs_goes_over_by_itself_and_answers_all_the_while() {
    on_both(async |bed| {
        let club = Community::knowing(&bed, FAQ).await;
        let folder = copy_of(&club);
        let loader: ModelLoader = Arc::new(|name| match name {
            "turned" => Ok(Engine { model: turned(), reads: Reads::English, cache: None, memory: None }),
            other => Err(format!("there is no model {other}")),
        });
        let settings = Settings {
            knowledge: vec![folder.path().to_owned()],
            cache: None,
            reads: Reads::English,
            target: Target::default(),
            memory: Some(Memory::new(bed.again().await, Space::new("home").unwrap(), Clock::system())),
            model_name: "the model".to_owned(),
            loader: Some(loader),
        };
        let (there, _) = FaqService::open(MODEL.clone(), settings, |_| ()).await.unwrap();
        let engine = Engine { model: turned(), reads: Reads::English, cache: None, memory: None };
        let reindexed = club.service.reindex(&owner(), &engine, "turned", &[], |_| ()).await.unwrap();
        club.service.switch(&owner(), reindexed).await.unwrap();
        let story = async {
            let begun = Instant::now();
            while there.catalog().model() != engine.model.fingerprint() {
                let post = there.ask_post("When does the club meet?", 5).await.unwrap();
                assert!(Community::says(post.best()).starts_with("Every Thursday"));
                assert!(begun.elapsed() < Duration::from_secs(30), "it never went over");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            let post = there.ask_post("on which day are the meetings", 5).await.unwrap();
            assert!(Community::says(post.best()).starts_with("Every Thursday"));
        };
        tokio::select! {
            () = there.follow(Duration::from_millis(200), |_| ()) => {}
            () = story => {}
        }
    });
}

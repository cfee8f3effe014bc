//! A community: a knowledge file, a store, and the people.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;
use std::time::Duration;

use askwell::embedding::worker::ModelHandle;
use askwell::entry::EntryId;
use askwell::matching::calibration::Target;
use askwell::matching::judgement::Verdict;
use askwell::matching::screening::Reads;
use askwell::service::Answer;
use askwell::service::Asker;
use askwell::service::Caller;
use askwell::service::CatalogError;
use askwell::service::Clock;
use askwell::service::FaqService;
use askwell::service::Memory;
use askwell::service::NewEntry;
use askwell::service::Role;
use askwell::service::Settings;
use askwell::store::Moment;
use askwell::store::Place;
use askwell::store::Space;
use askwell::store::Store;
use tempfile::TempDir;

use crate::support::MODEL;
use crate::support::store::Bed;

pub(super) const FAQ: &str = include_str!("../../data/faq.txt");

/// Some day in 2026.
pub(super) const START: i64 = 1_790_000_000_000;

pub(super) struct Community {
    pub(super) service: Arc<FaqService>,
    pub(super) folder: TempDir,
    clock: Arc<AtomicI64>,
}

impl Community {
    /// One that knows what is in `text`, in the space `home`.
    pub(super) async fn knowing(bed: &Bed, text: &str) -> Community {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("faq.txt"), text).unwrap();
        Community::open(Arc::clone(&bed.store), "home", folder, MODEL.clone(), "the model").await.unwrap()
    }

    /// The same knowledge and the same space in another process, as far as that can be seen from here.
    pub(super) async fn another(&self, bed: &Bed) -> Community {
        let folder = TempDir::new().unwrap();
        std::fs::copy(self.folder.path().join("faq.txt"), folder.path().join("faq.txt")).unwrap();
        Community::open(bed.again().await, "home", folder, MODEL.clone(), "the model").await.unwrap()
    }

    pub(super) async fn open(
        store: Arc<dyn Store>,
        space: &str,
        folder: TempDir,
        model: ModelHandle,
        name: &str,
    ) -> Result<Community, CatalogError> {
        let clock = Arc::new(AtomicI64::new(START));
        let told = Arc::clone(&clock);
        // Every look at the clock is a millisecond later, so that nothing happens at the same time.
        let now = Clock::of(move || Moment(told.fetch_add(1, Ordering::Relaxed)));
        let settings = Settings {
            knowledge: vec![folder.path().to_owned()],
            cache: None,
            reads: Reads::English,
            target: Target::default(),
            memory: Some(Memory::new(store, Space::new(space).unwrap(), now)),
            model_name: name.to_owned(),
            loader: None,
        };
        let (service, _) = FaqService::open(model, settings, |_| ()).await?;
        Ok(Community { service: Arc::new(service), folder, clock })
    }

    /// Lets days pass.
    pub(super) fn later(&self, days: u64) {
        let passed = Duration::from_secs(days * 24 * 60 * 60).as_millis();
        self.clock.fetch_add(i64::try_from(passed).unwrap(), Ordering::Relaxed);
    }

    /// A member's question in a channel, and what comes back; kept by the time this returns.
    pub(super) async fn asks(&self, member: &str, channel: u64, question: &str) -> Arc<Answer> {
        self.asks_as(&asker(member, channel), question).await
    }

    pub(super) async fn asks_as(&self, asker: &Asker, question: &str) -> Arc<Answer> {
        let post = self.service.ask_as(asker, question, 5, self.service.target()).await.unwrap();
        assert!(self.service.flush().await, "what was asked is kept");
        Arc::clone(post.best())
    }

    /// The answer that is shown for a question; what else happens, in words.
    #[track_caller]
    pub(super) fn says(answer: &Answer) -> String {
        match answer.judgement.verdict {
            Verdict::Answer => answer.entry().unwrap().answer.clone(),
            Verdict::Choose => format!("choose: {:?}", answer.judgement.offered),
            Verdict::Abstain => format!("abstain: {}", answer.judgement.reason.code()),
        }
    }
}

/// A member who asks in a channel.
pub(super) fn asker(member: &str, channel: u64) -> Asker {
    let place = Place { door: "mention".to_owned(), channel: Some(channel), message: Some(channel * 10) };
    Asker { caller: someone(member, Role::Member), place, silent: false }
}

pub(super) fn someone(name: &str, role: Role) -> Caller {
    Caller::new(format!("id of {name}"), name, role)
}

pub(super) fn moderator() -> Caller {
    someone("Mo", Role::Moderator)
}

pub(super) fn teacher() -> Caller {
    someone("Tess", Role::Teacher)
}

pub(super) fn owner() -> Caller {
    someone("Olga", Role::Owner)
}

/// An entry as somebody writes it.
pub(super) fn written(questions: &[&str], answer: &str) -> NewEntry {
    NewEntry {
        questions: questions.iter().map(|&question| question.to_owned()).collect(),
        answer: answer.to_owned(),
        ..NewEntry::default()
    }
}

pub(super) fn id(text: &str) -> EntryId {
    EntryId::new(text).unwrap()
}

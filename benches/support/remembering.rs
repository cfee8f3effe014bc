//! Services with a store, and people who ask them.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use askwell::config::DEFAULT_MODEL;
use askwell::embedding::cache::VectorCache;
use askwell::embedding::worker::ModelHandle;
use askwell::entry::Entry;
use askwell::matching::calibration::Target;
use askwell::matching::screening::Reads;
use askwell::service::Asker;
use askwell::service::Caller;
use askwell::service::Clock;
use askwell::service::FaqService;
use askwell::service::Memory;
use askwell::service::Role;
use askwell::service::Settings;
use askwell::store::Action;
use askwell::store::Address;
use askwell::store::Author;
use askwell::store::Commit;
use askwell::store::Edit;
use askwell::store::EntryItem;
use askwell::store::Item;
use askwell::store::ItemKey;
use askwell::store::Moment;
use askwell::store::PersonKey;
use askwell::store::Place;
use askwell::store::Space;
use askwell::store::Store;

/// People who ask.
const PEOPLE: usize = 200;

/// Name of the store's file.
pub(crate) const STORE: &str = "askwell.db";

/// Stays between runs, so that only the first one embeds.
pub(crate) fn cache_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-cache")
}

/// A store in a file of this folder, or at the address that the environment names.
pub(crate) async fn store(folder: &Path) -> Arc<dyn Store> {
    let address = match std::env::var("ASKWELL_BENCH_STORE") {
        Ok(named) => Address::parse(&named).expect("an address of a store"),
        Err(_) => Address::File(folder.join(STORE)),
    };
    askwell::store::open(&address).await.expect("a new store opens")
}

/// Puts entries into a space that has none.
pub(crate) async fn put(store: &dyn Store, space: &Space, entries: Vec<Entry>) {
    let edit = |entry: Entry| {
        let key = ItemKey::entry(&entry.id);
        Edit { key, expected: 0, after: Some(Item::Entry(EntryItem::taught(entry))) }
    };
    let author = Author { person: PersonKey([7; 16]), name: "Ada".to_owned() };
    let commit = Commit::of(author, Moment::now(), Action::Import, entries.into_iter().map(edit).collect());
    store.commit(space, &commit).await.expect("it is written");
}

/// What a service needs, with a memory or without; no files.
pub(crate) fn settings(model: &ModelHandle, memory: Option<Memory>) -> Settings {
    Settings {
        knowledge: Vec::new(),
        cache: Some(VectorCache::open(&cache_folder(), model.fingerprint(), model.dimensions())),
        reads: Reads::English,
        target: Target::default(),
        memory,
        model_name: DEFAULT_MODEL.to_owned(),
        loader: None,
    }
}

/// The service of a space.
pub(crate) async fn service(model: &ModelHandle, store: &Arc<dyn Store>, space: Space) -> Arc<FaqService> {
    let memory = Memory::new(Arc::clone(store), space, Clock::system());
    let opened = FaqService::open(model.clone(), settings(model, Some(memory)), |_| ()).await;
    Arc::new(opened.expect("it opens").0)
}

/// Who may do everything.
pub(crate) fn owner() -> Caller {
    Caller::new("owner", "Ada", Role::Owner)
}

/// One of a number of people.
pub(crate) fn asker(number: usize) -> Asker {
    let person = number % PEOPLE;
    let caller = Caller::new(format!("{person}"), format!("member {person}"), Role::Member);
    Asker { caller, place: Place { door: "terminal".to_owned(), ..Place::default() }, silent: false }
}

/// Asks all of `questions`, `at_once` of them at any time, and waits until what is to be kept of them is kept.
pub(crate) async fn ask_all(service: &Arc<FaqService>, questions: &Arc<Vec<String>>, at_once: usize) {
    let next = Arc::new(AtomicUsize::new(0));
    let ask = || {
        let (service, questions, next) = (Arc::clone(service), Arc::clone(questions), Arc::clone(&next));
        tokio::spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(question) = questions.get(number) else { return };
                let answered = service.ask_as(&asker(number), question, 5, service.target()).await;
                answered.expect("the model answers");
            }
        })
    };
    let asking: Vec<_> = (0..at_once).map(|_| ask()).collect();
    for asked in asking {
        asked.await.expect("nobody panics");
    }
    assert!(service.flush().await, "what was asked was not kept within five seconds");
}

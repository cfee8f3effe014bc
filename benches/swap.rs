//! What a change to one entry costs among 10,000 phrasings: the index built anew, and the whole way through the service.
//! Prints tables.
//!
//! ```text
//! cargo bench --bench swap                      both
//! cargo bench --bench swap -- index [TIMES]     the index alone, from vectors that are at hand, beside one from nothing
//! cargo bench --bench swap -- served [TIMES]    from the call of a teacher until the new knowledge serves
//! ```
//!
//! The store is a new SQLite file, or where `ASKWELL_BENCH_STORE` says: a PostgreSQL database with nothing in it. Linux
//! only: what else the machine does comes from `/proc`. The first run embeds the entries, which takes a minute.

mod support;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use tempfile::TempDir;

use askwell::embedding::Side;
use askwell::embedding::UnitVector;
use askwell::entry::Entry;
use askwell::matching::index::Index;
use askwell::matching::unit::Unit;
use askwell::service::EntryChange;
use askwell::service::FaqService;
use askwell::service::OnNear;
use askwell::store::Action;
use askwell::store::Author;
use askwell::store::Commit;
use askwell::store::Edit;
use askwell::store::EntryItem;
use askwell::store::Item;
use askwell::store::ItemKey;
use askwell::store::Moment;
use askwell::store::PersonKey;
use askwell::store::RowId;
use askwell::store::Space;
use askwell::store::Store;

use support::Noise;
use support::figures::median;
use support::figures::quantile;
use support::figures::say;
use support::machine;
use support::machine::Meter;
use support::own;
use support::remembering;

const ENTRIES: usize = 2_000;

/// Of each entry.
const PHRASINGS: usize = 5;

const DIMENSIONS: usize = 384;

fn main() {
    // `cargo bench` adds an option of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let part = arguments.first().map(String::as_str);
    let times = arguments.get(1).map_or(25, |text| text.parse().expect("a number"));
    // As many threads as the bot has for its own work.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime");
    say(machine::facts());
    say(format!("{ENTRIES} entries with {PHRASINGS} phrasings each; milliseconds: best, median, slowest twentieth"));
    if part.is_none_or(|part| part == "index") {
        index(times);
    }
    if part.is_none_or(|part| part == "served") {
        runtime.block_on(served(times));
    }
}

/// Times of one kind of work, in milliseconds.
#[derive(Default)]
struct Times(Vec<f64>);

impl Times {
    fn add(&mut self, begun: Instant) {
        self.0.push(1_000.0 * begun.elapsed().as_secs_f64());
    }

    fn say(&self, what: &str) {
        let (best, middle, slow) = (quantile(&self.0, 0.0), median(&self.0), quantile(&self.0, 0.95));
        say(format!("{best:>8.1} {middle:>8.1} {slow:>8.1}   {what}"));
    }
}

fn units(vectors: &[Option<UnitVector>]) -> Vec<Option<Unit<'_>>> {
    vectors.iter().map(|vector| vector.as_ref().map(Unit::from)).collect()
}

fn index(times: usize) {
    say("\nindex: from vectors that are at hand, in turn");
    let entries = own::entries(ENTRIES, PHRASINGS);
    let mut noise = Noise(3);
    let mut vectors =
        |count: usize| -> Vec<Option<UnitVector>> { (0..count).map(|_| Some(noise.unit_vector(DIMENSIONS))).collect() };
    let (phrasings, answers) = (vectors(ENTRIES * PHRASINGS), vectors(ENTRIES));
    let build = |entries: &[Entry], former: Option<&Index>| {
        let index = match former {
            Some(former) => Index::rebuild(former, entries, DIMENSIONS, &units(&phrasings), &units(&answers)),
            None => {
                Index::build(entries, DIMENSIONS, &phrasings).and_then(|index| index.with_answers(entries, &answers))
            }
        };
        index.expect("one vector each")
    };
    let former = build(&entries, None);
    let mut changed = entries;
    changed[ENTRIES / 20].answer.push_str(" And this besides.");
    let (mut from_nothing, mut rebuilt) = (Times::default(), Times::default());
    let meter = Meter::start(None);
    for _ in 0..times {
        let begun = Instant::now();
        drop(black_box(build(black_box(&changed), None)));
        from_nothing.add(begun);
        let begun = Instant::now();
        drop(black_box(build(black_box(&changed), Some(&former))));
        rebuilt.add(begun);
    }
    from_nothing.say("built from nothing");
    rebuilt.say("rebuilt after one entry changed");
    say(format!("{:>26}   meanwhile {}", "", meter.stop()));
}

async fn served(times: usize) {
    say("\nserved: through the service, the model and the store, in turn");
    let model = support::handle(1);
    let folder = TempDir::new().expect("there is room");
    let store = remembering::store(folder.path()).await;
    let here = Space::new("swap").expect("a valid name");
    let entries = own::entries(ENTRIES, PHRASINGS);
    remembering::put(&*store, &here, entries.clone()).await;
    let service = remembering::service(&model, &store, here.clone()).await;
    assert_eq!(service.counts().phrasings, ENTRIES * PHRASINGS);
    let (mut answers, mut phrasings) = (Times::default(), Times::default());
    let (mut taken_up, mut embedded) = (Times::default(), Times::default());
    let meter = Meter::start(None);
    for time in 0..times {
        // New words each time and in each run, so that the cache of the vectors has them from nowhere.
        let new = || RowId::new(Moment::now()).as_str().to_owned();
        let entry = &entries[time * 37 % ENTRIES];
        let answer = EntryChange { answer: Some(format!("{} ({})", entry.answer, new())), ..EntryChange::default() };
        answers.add(edit(&service, entry, &answer).await);
        let phrasing = format!("How would I go about {}?", new());
        let phrasing = EntryChange { add_questions: vec![phrasing], ..EntryChange::default() };
        phrasings.add(edit(&service, &entries[(time * 37 + 1) % ENTRIES], &phrasing).await);
        let other = &entries[(time * 37 + 2) % ENTRIES];
        elsewhere(&*store, &here, other, &new()).await;
        let begun = Instant::now();
        let opened = service.refresh().await.expect("it is taken up");
        taken_up.add(begun);
        assert_eq!(opened.embedded, 1, "a change to one answer embeds one text");
        let text = format!("{} {} ({})", entry.phrasings[0], entry.answer, new());
        let begun = Instant::now();
        let made = model.embed_many(Side::Passage, vec![text], |_, _| ()).await;
        embedded.add(begun);
        assert!(made[0].is_ok());
    }
    answers.say("an answer changed, from the call until it is served");
    phrasings.say("a phrasing added, from the call until it is served");
    taken_up.say("an answer that another process changed, from looking at the store until it is served");
    embedded.say("of each answer, the model");
    say(format!("{:>26}   meanwhile {}", "", meter.stop()));
}

/// When the change was begun, once it serves.
async fn edit(service: &Arc<FaqService>, entry: &Entry, change: &EntryChange) -> Instant {
    let before = service.catalog().version();
    let begun = Instant::now();
    let edited = service.edit(&remembering::owner(), &entry.id, change, OnNear::KeepBoth).await;
    assert_eq!(edited.expect("it is written").number, before + 1);
    assert_eq!(service.catalog().version(), before + 1, "it is served");
    begun
}

/// Changes an answer as another process would.
async fn elsewhere(store: &dyn Store, space: &Space, entry: &Entry, words: &str) {
    let mut entry = entry.clone();
    entry.answer = format!("{} ({words})", entry.answer);
    let key = ItemKey::entry(&entry.id);
    let expected = store.item(space, &key).await.expect("it is read").map_or(0, |stored| stored.revision);
    let edit = Edit { key, expected, after: Some(Item::Entry(EntryItem::taught(entry))) };
    let author = Author { person: PersonKey([7; 16]), name: "Ada".to_owned() };
    let commit = Commit::of(author, Moment::now(), Action::Edit, vec![edit]);
    store.commit(space, &commit).await.expect("it is written");
}

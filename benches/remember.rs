//! What a memory costs: questions recorded, missed ones sorted in, and a change tried before it is made. Prints tables.
//!
//! ```text
//! cargo bench --bench remember                        all of it, some two minutes
//! cargo bench --bench remember -- record [ROUNDS]     with recording on and off, in turn
//! cargo bench --bench remember -- missed              with 10,000 clusters open
//! cargo bench --bench remember -- preview [TIMES]     of 1,000 entries and 2,000 questions asked before
//! ```
//!
//! The store is a new SQLite file, or where `ASKWELL_BENCH_STORE` says: a PostgreSQL database with nothing in it. Linux
//! only: what else the machine does comes from `/proc`. The first run embeds the entries.

mod support;

use std::sync::Arc;
use std::time::Instant;

use tempfile::TempDir;

use askwell::embedding::EmbedError;
use askwell::embedding::Embedder;
use askwell::embedding::lexical::LexicalEmbedder;
use askwell::embedding::worker::ModelHandle;
use askwell::entry::normalized;
use askwell::service::EntryChange;
use askwell::service::FaqService;
use askwell::service::Planned;
use askwell::service::Setting;
use askwell::store::Added;
use askwell::store::Moment;
use askwell::store::NewMissed;
use askwell::store::PersonKey;
use askwell::store::Place;
use askwell::store::RowId;
use askwell::store::Space;
use askwell::store::Store;
use askwell::store::StoredVector;

use support::Noise;
use support::figures::median;
use support::figures::quantile;
use support::figures::say;
use support::machine;
use support::machine::Meter;
use support::own;
use support::remembering;
use support::remembering::ask_all;

const ENTRIES: usize = 1_000;

/// People who wait for an answer at any time.
const AT_ONCE: usize = 4;

/// Questions in each turn with recording on, and with recording off.
const PER_TURN: usize = 600;

/// Questions that a preview asks again.
const RECENT: usize = 2_000;

const OPEN: u64 = 10_000;

/// Questions that are missed while so many clusters are open.
const MISSED: usize = 500;

fn main() {
    // `cargo bench` adds an option of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let part = arguments.first().map(String::as_str);
    let number = |usual| arguments.get(1).map_or(usual, |text| text.parse().expect("a number"));
    // As many threads as the bot has for its own work.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime");
    say(machine::facts());
    runtime.block_on(async {
        let all = part.is_none();
        if all || part == Some("record") {
            record(number(5)).await;
        }
        if all || part == Some("missed") {
            missed().await;
        }
        if all || part == Some("preview") {
            preview(number(5)).await;
        }
    });
}

fn space(name: &str) -> Space {
    Space::new(name).expect("a valid name")
}

/// With recording on and off in turn, so that a machine whose speed wanders is as fast for the one as for the other.
async fn record(rounds: usize) {
    say(format!("\nrecord: {ENTRIES} entries, {AT_ONCE} people at once; questions a second until all of it is kept"));
    for (what, name, model) in [
        ("with the second look", "looked-twice", support::handle_with_second_look(1)),
        ("without the second look", "looked-once", support::handle(1)),
    ] {
        let folder = TempDir::new().expect("there is room");
        let store = remembering::store(folder.path()).await;
        let (on, off) = (space(&format!("{name}-on")), space(&format!("{name}-off")));
        for space in [&on, &off] {
            remembering::put(&*store, space, own::entries(ENTRIES, 2)).await;
        }
        let on = remembering::service(&model, &store, on).await;
        let off = remembering::service(&model, &store, off).await;
        off.set(&remembering::owner(), Setting::Recording, "off").await.expect("it is set");
        let questions = own::questions((rounds + 1) * PER_TURN);
        let mut turns = questions.chunks(PER_TURN).map(|turn| Arc::new(turn.to_vec()));
        let warm_up = turns.next().expect("one more than the rounds");
        ask_all(&on, &warm_up, AT_ONCE).await;
        ask_all(&off, &warm_up, AT_ONCE).await;
        let (mut ratios, mut of_processor) = (Vec::with_capacity(rounds), Vec::with_capacity(rounds));
        for (round, turn) in turns.enumerate() {
            // Who is first changes, so that neither has the better half of the turns.
            let (with, without) = if round % 2 == 0 {
                let with = a_turn(&on, &turn).await;
                (with, a_turn(&off, &turn).await)
            } else {
                let without = a_turn(&off, &turn).await;
                (a_turn(&on, &turn).await, without)
            };
            ratios.push(with.a_second / without.a_second);
            of_processor.push(without.processor / with.processor);
            say(format!(
                "{:>6.0} on {:>6.0} off {:>6.3} times; {:.2} and {:.2} ms of processor time each; others {:.2} and {:.2} \
                cores",
                with.a_second,
                without.a_second,
                with.a_second / without.a_second,
                with.processor,
                without.processor,
                with.others,
                without.others
            ));
        }
        let (whole, processor) = (median(&ratios), median(&of_processor));
        say(format!("{whole:>28.3} times in the median, {what}; by processor time {processor:.3} times"));
    }
}

/// What came of asking all questions once.
struct Turn {
    /// Questions answered, and kept where they are.
    a_second: f64,
    /// Processor time of one, in milliseconds.
    processor: f64,
    /// Cores that other processes had.
    others: f64,
}

async fn a_turn(service: &Arc<FaqService>, questions: &Arc<Vec<String>>) -> Turn {
    let meter = Meter::start(None);
    ask_all(service, questions, AT_ONCE).await;
    let (spent, asked) = (meter.stop(), questions.len() as f64);
    Turn {
        a_second: asked / spent.wall.as_secs_f64(),
        processor: 1_000.0 * spent.processor_time() / asked,
        others: spent.others,
    }
}

/// First the store alone, then all that becomes of a question that is not answered. There the model is the stand-in of
/// the tests, which takes next to no time, so that what is told is what the memory costs.
async fn missed() {
    say(format!("\nmissed: {OPEN} clusters open; milliseconds for each question, median and slowest twentieth"));
    let folder = TempDir::new().expect("there is room");
    let store = remembering::store(folder.path()).await;
    let model = stand_in();
    let mut noise = Noise(5);
    let here = space("missed");
    let mut add = async |text: String, cluster: Option<u64>| {
        let missed = NewMissed {
            question: RowId::new(Moment::now()),
            normal: normalized(&text),
            text,
            vector: StoredVector {
                model: model.fingerprint().as_str().to_owned(),
                components: noise.unit_vector(model.dimensions()).as_slice().to_vec(),
            },
            person: PersonKey([3; 16]),
            place: Place::default(),
            at: Moment::now(),
            nearest: None,
        };
        let begun = Instant::now();
        let added = store.add_missed(&here, u64::MAX >> 1, cluster, &missed).await.expect("it is added");
        assert!(matches!(added, Added::To(_)), "nobody else begins clusters");
        begun.elapsed().as_secs_f64() * 1_000.0
    };
    for number in 0..OPEN {
        add(format!("What is number {number}?"), None).await;
    }
    let mut joins = Vec::with_capacity(MISSED);
    let mut begins = Vec::with_capacity(MISSED);
    for number in 0..MISSED {
        joins.push(add(format!("What was number {number}?"), Some(17 * number as u64 + 1)).await);
        begins.push(add(format!("What will be number {number}?"), None).await);
    }
    for (what, times) in [("the store: joins a cluster", joins), ("the store: begins one", begins)] {
        say(format!("{:>8.3} {:>8.3}   {what}", median(&times), quantile(&times, 0.95)));
    }
    missed_by_a_service(&model, &store, here).await;
}

async fn missed_by_a_service(model: &ModelHandle, store: &Arc<dyn Store>, here: Space) {
    let service = remembering::service(model, store, here).await;
    let one = |text: &str| Arc::new(vec![text.to_owned()]);
    let begun = Instant::now();
    ask_all(&service, &one("where do penguins sleep"), 1).await;
    say(format!("{:>8.0} {:>8}   the first one, for which all clusters are read", 1_000.0 * seconds(begun), ""));
    let text = |number: usize| format!("why does bicycle {} have wheel {}", number * 7_919 % 10_007, number * 31 % 997);
    let questions: Arc<Vec<String>> = Arc::new((0..MISSED).map(text).collect());
    let meter = Meter::start(None);
    let mut all = Vec::new();
    for part in questions.chunks(MISSED / 20) {
        let part = Arc::new(part.to_vec());
        let begun = Instant::now();
        ask_all(&service, &part, AT_ONCE).await;
        all.push(1_000.0 * seconds(begun) / part.len() as f64);
    }
    let spent = meter.stop();
    let clusters = service.missed(&remembering::owner()).await.expect("they are listed").len();
    assert!(clusters > usize::try_from(OPEN).expect("it is small"), "the questions were answered");
    say(format!("{:>8.3} {:>8.3}   asked, recorded and sorted in; {spent}", median(&all), quantile(&all, 0.95)));
    let processor = 1_000.0 * spent.processor_time() / questions.len() as f64;
    say(format!("{processor:>8.3} {:>8}   of that, processor time in the mean", ""));
}

fn stand_in() -> ModelHandle {
    let session = || -> Result<Box<dyn Embedder>, EmbedError> { Ok(Box::new(LexicalEmbedder::new())) };
    let first = Box::new(LexicalEmbedder::new());
    ModelHandle::start(first, Box::new(session), std::num::NonZeroUsize::MIN).expect("it starts")
}

/// What was asked has its vectors and what the cross-encoder read in the store, so a preview computes what differs.
async fn preview(times: usize) {
    say(format!("\npreview: {ENTRIES} entries, {RECENT} questions asked before; seconds"));
    let model = support::handle_with_second_look(2);
    let folder = TempDir::new().expect("there is room");
    let store = remembering::store(folder.path()).await;
    let here = space("preview");
    let entries = own::entries(ENTRIES, 2);
    remembering::put(&*store, &here, entries.clone()).await;
    let service = remembering::service(&model, &store, here).await;
    let begun = Instant::now();
    ask_all(&service, &Arc::new(own::questions(RECENT)), AT_ONCE).await;
    say(format!("{:>8.3}   the questions were asked and kept, which is no part of it", seconds(begun)));
    let mut taken = Vec::with_capacity(times);
    for time in 0..times {
        let change = EntryChange {
            add_questions: vec![format!("How would I go about number {time} of these?")],
            ..EntryChange::default()
        };
        let planned = Planned::Edit(entries[time * 37 % ENTRIES].id.clone(), change, None);
        let meter = Meter::start(None);
        let begun = Instant::now();
        let preview = service.preview(&remembering::owner(), &planned, &[]).await.expect("it is worked out");
        let (all, spent) = (seconds(begun), meter.stop());
        taken.push(all);
        let ([phrasings, _, asked], changed) = (preview.replayed, preview.changed.len());
        say(format!("{all:>8.3}   {phrasings} phrasings, {asked} questions, {changed} changed; {spent}"));
        say(format!("{:>8.3}   processor time of it", spent.processor_time()));
    }
    say(format!("{:>8.3}   in the median, {:.3} at most", median(&taken), quantile(&taken, 1.0)));
}

fn seconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64()
}

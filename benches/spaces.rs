//! Memory of one process with 100,000 phrasings in 1,000 spaces, each opened by the first question asked in it.
//!
//! ```text
//! cargo bench --bench spaces                 lets spaces go as the program does
//! cargo bench --bench spaces -- PHRASINGS    may have so many phrasings open
//! ```
//!
//! Linux only: memory comes from `/proc`. The spaces have 2,000 distinct phrasings between them, which the vector cache
//! serves, so that nothing is embedded but the questions; in memory each space has its own.

mod support;

use std::sync::Arc;
use std::time::Instant;

use tempfile::TempDir;

use askwell::service::Clock;
use askwell::service::MOST_PHRASINGS;
use askwell::service::Spaces;
use askwell::store::Space;

use support::figures::median;
use support::figures::quantile;
use support::figures::say;
use support::machine;
use support::own;
use support::remembering;
use support::remembering::ask_all;

const SPACES: usize = 1_000;

/// Of each space, with this many phrasings each.
const ENTRIES: usize = 20;
const PHRASINGS: usize = 5;

/// That the spaces have between them.
const DISTINCT: usize = 400;

fn main() {
    // `cargo bench` adds an option of its own.
    let most = std::env::args().skip(1).find(|argument| argument != "--bench");
    let most = most.map_or(MOST_PHRASINGS, |text| text.parse().expect("a number"));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime");
    say(machine::facts());
    runtime.block_on(measure(most));
}

async fn measure(most: usize) {
    let model = support::handle_with_second_look(1);
    let folder = TempDir::new().expect("there is room");
    let store = remembering::store(folder.path()).await;
    let distinct = own::entries(DISTINCT, PHRASINGS);
    let names: Vec<Space> = (0..SPACES as u64).map(Space::of_server).collect();
    for (number, space) in names.iter().enumerate() {
        let entries = (0..ENTRIES).map(|entry| distinct[(number * 7 + entry) % DISTINCT].clone());
        remembering::put(&*store, space, entries.collect()).await;
    }
    let questions = own::questions(SPACES);
    let settings = remembering::settings(&model, None);
    let opened = Spaces::open(model, settings, Arc::clone(&store), Clock::system(), most, |_| ()).await;
    let spaces = opened.expect("they open").0;
    say(format!("\n{most} phrasings may be open; MB now and at most"));
    let tell = |asked: usize| {
        let (now, at_most) = machine::memory(std::process::id());
        let (open, phrasings) = spaces.size();
        say(format!("{now:>6.0} {at_most:>6.0}   {asked} spaces asked, {open} open with {phrasings} phrasings"));
    };
    tell(0);
    let mut first_answers = Vec::with_capacity(SPACES);
    for (number, space) in names.iter().enumerate() {
        let begun = Instant::now();
        let service = spaces.of(space).await.expect("it opens");
        service.ask(&questions[number], 5).await.expect("the model answers");
        first_answers.push(begun.elapsed().as_secs_f64());
        // And recorded, as the program does it.
        ask_all(&service, &Arc::new(vec![questions[number].clone()]), 1).await;
        if (number + 1) % 100 == 0 {
            tell(number + 1);
        }
    }
    let (middle, slow) = (median(&first_answers), quantile(&first_answers, 0.95));
    say(format!("first answer in a space: {middle:.3} s in the median, {slow:.3} in the slowest twentieth"));
    say(machine::facts());
}

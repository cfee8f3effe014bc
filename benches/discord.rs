//! The Discord bot as its own process, in front of the fake Discord of the tests, which runs in this one.
//!
//! ```text
//! cargo bench --bench discord                     all of it, some five minutes
//! cargo bench --bench discord -- latency [ROUNDS] from an event to the bot's first request, and the model's part of it
//! cargo bench --bench discord -- load [ROUNDS]    as many questions as it can, beside what the model alone can
//! cargo bench --bench discord -- memory           with 1,000 servers, and with 100 that have knowledge of their own
//! cargo bench --bench discord -- start [TIMES]    from nothing to READY
//! ```
//!
//! Linux only: processor time and memory come from `/proc`. The fake, the bot and whatever else the machine does share
//! its cores, so each line says how much the others had.

mod support;

#[path = "discord/bot.rs"]
mod bot;
#[path = "discord/latency.rs"]
mod latency;
#[path = "discord/load.rs"]
mod load;
#[path = "discord/memory.rs"]
mod memory;
#[path = "discord/questions.rs"]
mod questions;
#[path = "discord/start.rs"]
mod start;

#[path = "../tests/it/support"]
mod fake {
    pub(crate) mod discord;
}

use support::figures::median;
use support::figures::quantile;
use support::figures::say;
use support::machine;

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
        if all || part == Some("latency") {
            latency::measure(number(3)).await;
        }
        if all || part == Some("load") {
            load::measure(number(5)).await;
        }
        if all || part == Some("memory") {
            memory::measure().await;
        }
        if all || part == Some("start") {
            start::measure(number(10)).await;
        }
    });
}

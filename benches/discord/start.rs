//! From the start of the process until Discord knows the bot.

use std::time::Duration;

use crate::bot;
use crate::bot::Bot;
use crate::bot::Home;
use crate::fake::discord::FakeDiscord;
use crate::machine;
use crate::median;
use crate::quantile;
use crate::questions;
use crate::say;

pub(crate) async fn measure(times: usize) {
    say("\nstart: 1,000 entries, vectors cached; s from the process's start, median and most");
    let home = Home::with_entries(questions::ENTRIES);
    let (mut connected, mut ready, mut answered) = (Vec::new(), Vec::new(), Vec::new());
    for time in 0..=times {
        // A new Discord each time, so that each start has to register its commands.
        let world = FakeDiscord::builder().judge(false).start().await;
        let askers = bot::askers(&world, 1);
        let bot = Bot::start(&home, &world).await;
        let registered = bot.begun.elapsed();
        let first = bot::ask(&askers[0], time + 1).try_final(Duration::from_secs(5)).await;
        assert!(first.is_some(), "the first question was not answered");
        if time == 0 {
            // It embedded the entries.
            continue;
        }
        let identified = world.identifies()[0].at;
        connected.push(identified.duration_since(bot.begun).as_secs_f64());
        ready.push(registered.as_secs_f64());
        answered.push(bot.begun.elapsed().as_secs_f64());
    }
    for (what, times) in [
        ("READY is sent", connected),
        ("READY is sent and the commands are registered", ready),
        ("the first question is answered", answered),
    ] {
        say(format!("{:>8.3} {:>8.3}   {what}", median(&times), quantile(&times, 1.0)));
    }
    say(machine::facts());
}

//! What the bot's process holds, with many servers.

use std::fmt::Write;

use crate::bot;
use crate::bot::Bot;
use crate::bot::Home;
use crate::fake::discord::FakeDiscord;
use crate::fake::discord::Hands;
use crate::machine;
use crate::questions;
use crate::say;

const AT_ONCE: usize = 32;

pub(crate) async fn measure() {
    say("\nmemory of the bot's process, MB, and the most so far");
    one_knowledge(1).await;
    one_knowledge(1_000).await;
    own_knowledge(100, 100).await;
}

fn tell(bot: &Bot, when: &str) {
    let (now, most) = machine::memory(bot.id());
    say(format!("{now:>8.1} {most:>8.1}   {when}"));
}

/// As [`Bot::start`], with the vectors cached by a bot before it: embedding them all leaves memory behind.
async fn warm(home: &Home, world: &FakeDiscord) -> Bot {
    drop(Bot::start(home, world).await);
    Bot::start(home, world).await
}

async fn world() -> FakeDiscord {
    FakeDiscord::builder().judge(false).keep(100).keep_requests(0).start().await
}

async fn one_knowledge(servers: usize) {
    let world = world().await;
    let askers = bot::askers(&world, servers);
    let home = Home::with_entries(questions::ENTRIES);
    let bot = warm(&home, &world).await;
    tell(&bot, &format!("{servers} servers, 1,000 entries for all of them: ready"));
    bot::closed_loop(&world, &askers, AT_ONCE, 0..10_000, None).await;
    tell(&bot, "  after 10,000 questions");
    bot::closed_loop(&world, &askers, AT_ONCE, 10_000..20_000, None).await;
    tell(&bot, "  after 10,000 more");
    chatter(&world, &askers, 50_000).await;
    tell(&bot, "  after 50,000 messages that were not for it");
    world.assert_clean();
}

/// Messages between people; they reach the bot without their words.
async fn chatter(world: &FakeDiscord, people: &[Hands], count: usize) {
    for number in 0..count {
        people[number % people.len()].write("Did anybody see the game last night?");
        // A question comes to its answer only after all that was sent before it was taken in.
        if number % 500 == 499 {
            bot::closed_loop(world, people, 1, number..number + 1, None).await;
        }
    }
}

async fn own_knowledge(servers: usize, entries: usize) {
    let world = world().await;
    let askers = bot::askers(&world, servers);
    let home = Home::new("knowledge = false");
    let mut settings = String::new();
    for (number, asker) in askers.iter().enumerate() {
        let guild = asker.guild().expect("a server");
        let first = number * entries % questions::ENTRIES;
        let text = questions::knowledge(first, entries);
        // No two are the same, as no two communities are.
        home.write(&format!("{number}.toml"), &text.replace("Settings", &format!("Settings of community {number}")));
        writeln!(settings, "[server.{guild}]\nknowledge = [\"{number}.toml\"]").expect("a text takes it");
    }
    home.add_settings(&settings);
    let bot = warm(&home, &world).await;
    tell(&bot, &format!("{servers} servers, {entries} entries for each of them: ready"));
    bot::closed_loop(&world, &askers, AT_ONCE, 0..10_000, None).await;
    tell(&bot, "  after 10,000 questions");
    world.assert_clean();
}

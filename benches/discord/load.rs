//! As many questions as the bot can answer, beside as many as the model alone can embed.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use askwell::embedding::worker::ModelHandle;
use tokio::task::JoinSet;

use crate::bot;
use crate::bot::Bot;
use crate::bot::Home;
use crate::fake::discord::FakeDiscord;
use crate::machine::Meter;
use crate::median;
use crate::questions;
use crate::say;
use crate::support;

/// Members who ask anew as soon as they have their answer.
const MEMBERS: usize = 32;

/// How long each side is asked in each round.
const TURN: Duration = Duration::from_secs(5);

pub(crate) async fn measure(rounds: usize) {
    say(format!("\nload: 1,000 entries, {MEMBERS} members who always ask; ms are processor time a question"));
    let world = FakeDiscord::builder().judge(false).keep(100).keep_requests(0).start().await;
    let askers = bot::askers(&world, MEMBERS);
    let home = Home::with_entries(questions::ENTRIES);
    let bot = Bot::start(&home, &world).await;
    let model = support::handle(1);
    by_model(&model, 0, Instant::now() + Duration::from_secs(1)).await;
    bot::closed_loop(&world, &askers, MEMBERS, 0..500, None).await;
    say(format!(
        "{:>8} {:>7} {:>6} {:>10} {:>9} {:>8} {:>7} {:>16}",
        "model/s", "bot/s", "ratio", "model ms", "bot model", "bot rest", "fake", "ratio a cpu sec."
    ));
    let mut rows: Vec<[f64; 8]> = Vec::new();
    let mut next = 500;
    for round in 0..rounds {
        let meter = Meter::start(None);
        let embedded = by_model(&model, next, Instant::now() + TURN).await;
        let alone = meter.stop();
        let meter = Meter::start(Some(bot.id()));
        let until = Some(Instant::now() + TURN);
        let answered = bot::closed_loop(&world, &askers, MEMBERS, next..usize::MAX, until).await;
        let with_bot = meter.stop();
        next += answered;
        let a_question = |time: Duration, count: usize| time.as_secs_f64() * 1_000.0 / count as f64;
        let model_rate = embedded as f64 / alone.wall.as_secs_f64();
        let bot_rate = answered as f64 / with_bot.wall.as_secs_f64();
        let bare = a_question(alone.model_here + alone.here, embedded);
        let whole = a_question(with_bot.bot_model + with_bot.bot, answered);
        let row = [
            model_rate,
            bot_rate,
            bot_rate / model_rate,
            bare,
            a_question(with_bot.bot_model, answered),
            a_question(with_bot.bot, answered),
            a_question(with_bot.here, answered),
            bare / whole,
        ];
        say(format!("{}   round {}: model: {alone}; bot: {with_bot}", line(&row), round + 1));
        rows.push(row);
    }
    let middle: [f64; 8] = std::array::from_fn(|at| median(&rows.iter().map(|row| row[at]).collect::<Vec<_>>()));
    say(format!("{}   medians", line(&middle)));
    world.assert_clean();
}

fn line([model, bot, ratio, bare, bot_model, rest, fake, a_second]: &[f64; 8]) -> String {
    format!(
        "{model:>8.0} {bot:>7.0} {ratio:>6.2} {bare:>10.2} {bot_model:>9.2} {rest:>8.2} {fake:>7.2} {a_second:>16.2}"
    )
}

/// Vectors made until then.
async fn by_model(model: &ModelHandle, first: usize, until: Instant) -> usize {
    let next = Arc::new(AtomicUsize::new(first));
    let mut members = JoinSet::new();
    for _ in 0..MEMBERS {
        let (model, next) = (model.clone(), Arc::clone(&next));
        members.spawn(async move {
            while Instant::now() < until {
                let question = questions::question(next.fetch_add(1, Ordering::Relaxed));
                model.embed_one(&question).await.expect("it embeds");
            }
        });
    }
    members.join_all().await;
    next.load(Ordering::Relaxed) - first
}

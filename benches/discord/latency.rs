//! From an event to the bot's first request for it, at a few questions a second, as they come to a real bot.

use std::collections::HashMap;
use std::time::Duration;
use std::time::Instant;

use askwell::embedding::worker::ModelHandle;

use crate::bot;
use crate::bot::Bot;
use crate::bot::Home;
use crate::fake::discord::FakeDiscord;
use crate::fake::discord::Hands;
use crate::machine::Meter;
use crate::median;
use crate::quantile;
use crate::questions;
use crate::say;
use crate::support;
use crate::support::Noise;

/// Questions a second, and how many are asked in one round.
const RATES: [(u32, usize); 3] = [(10, 150), (50, 500), (100, 1_000)];

/// So many from one place, none before has asked: enough for the widest run.
const ROUND: usize = 2_000;

pub(crate) async fn measure(rounds: usize) {
    say("\nlatency: 1,000 entries; ms from the event to the bot's first request, and of the bare model in turn");
    let world = FakeDiscord::builder().judge(false).keep(1_000).keep_requests(ROUND).start().await;
    let askers = bot::askers(&world, 20);
    let home = Home::with_entries(questions::ENTRIES);
    let bot = Bot::start(&home, &world).await;
    let model = support::handle(1);
    // The first ones find cold caches and no connections.
    bot::closed_loop(&world, &askers, 4, 0..100, None).await;
    model.embed_one(&questions::question(0)).await.expect("it embeds");
    let columns = ["questions/s", "model p50", "p99", "bot p50", "p99", "most", "bot - model p50", "at p99"];
    say(format!(
        "{:>12} {:>10} {:>7} {:>9} {:>7} {:>7} {:>16} {:>8}",
        columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6], columns[7]
    ));
    for (rate, count) in RATES {
        let (mut models, mut bots, mut gains) = (Vec::new(), Vec::new(), Vec::new());
        let mut loads = Vec::new();
        for round in 0..rounds {
            let first = 100 + round * ROUND;
            let meter = Meter::start(Some(bot.id()));
            let model = by_model(&model, first, count, rate).await;
            let asked = by_bot(&world, &askers, first, count, rate).await;
            loads.push(meter.stop());
            gains.push((median(&asked) - median(&model), quantile(&asked, 0.99) - quantile(&model, 0.99)));
            models.extend(model);
            bots.extend(asked);
        }
        let (at_half, at_end): (Vec<f64>, Vec<f64>) = gains.into_iter().unzip();
        let others: Vec<f64> = loads.iter().map(|load| load.others).collect();
        let stolen: Vec<f64> = loads.iter().map(|load| load.stolen).collect();
        say(format!(
            "{rate:>12} {:>10.2} {:>7.2} {:>9.2} {:>7.2} {:>7.2} {:>16.2} {:>8.2}   others {:.2} cores, stolen {:.2}",
            median(&models),
            quantile(&models, 0.99),
            median(&bots),
            quantile(&bots, 0.99),
            quantile(&bots, 1.0),
            median(&at_half),
            median(&at_end),
            median(&others),
            median(&stolen),
        ));
    }
    world.assert_clean();
}

/// The moments at which people ask: each independent of the others, `rate` a second in the long run.
struct Moments {
    next: tokio::time::Instant,
    rate: f64,
    noise: Noise,
}

impl Moments {
    fn new(rate: u32, seed: usize) -> Moments {
        Moments { next: tokio::time::Instant::now(), rate: rate.into(), noise: Noise(seed as u64 + 1) }
    }

    async fn wait(&mut self) {
        let uniform = f64::from(self.noise.next().abs()).max(1e-6);
        self.next += Duration::from_secs_f64(-uniform.ln() / self.rate);
        tokio::time::sleep_until(self.next).await;
    }
}

/// Milliseconds until the model has each question's vector.
async fn by_model(model: &ModelHandle, first: usize, count: usize, rate: u32) -> Vec<f64> {
    let mut moments = Moments::new(rate, first);
    let mut asked = Vec::new();
    for number in first..first + count {
        moments.wait().await;
        let (model, question) = (model.clone(), questions::question(number));
        asked.push(tokio::spawn(async move {
            let begun = Instant::now();
            model.embed_one(&question).await.expect("it embeds");
            begun.elapsed()
        }));
    }
    let mut times = Vec::new();
    for asked in asked {
        times.push(milliseconds(asked.await.expect("it ends")));
    }
    times
}

/// Milliseconds from before the fake makes the event until it has the head of the bot's request for it.
async fn by_bot(world: &FakeDiscord, askers: &[Hands], first: usize, count: usize, rate: u32) -> Vec<f64> {
    let mut moments = Moments::new(rate, first);
    let mut asked = Vec::new();
    for number in first..first + count {
        moments.wait().await;
        let begun = Instant::now();
        let interaction = bot::ask(&askers[number % askers.len()], number);
        asked.push((interaction, begun));
    }
    for (interaction, _) in &asked {
        assert!(interaction.try_final(Duration::from_secs(5)).await.is_some(), "a question was not answered");
    }
    let mut requests = HashMap::new();
    for request in world.requests_to("POST", "/callback") {
        let id: Option<u64> = request.path.split('/').nth(2).and_then(|id| id.parse().ok());
        requests.entry(id.expect("an interaction's id")).or_insert(request.at);
    }
    asked.iter().map(|(interaction, begun)| milliseconds(requests[&interaction.id].duration_since(*begun))).collect()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

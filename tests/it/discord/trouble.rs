//! What goes wrong around the bot, and when: by chance, and the same chance each time.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use serde_json::json;

use crate::support::discord::FakeDiscord;
use crate::support::discord::Script;

/// A fixed sequence of numbers (xorshift64*).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn of(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// From 0 to `below`, without the latter.
    pub(super) fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % below
    }
}

/// What was wrong, from when, and until when if that is over.
type Outage = (&'static str, Instant, Option<Instant>);

/// When something was wrong for so long that an interaction may well have been lost.
#[derive(Clone, Default)]
pub(super) struct Outages(Arc<Mutex<Vec<Outage>>>);

impl Outages {
    pub(super) fn begin(&self, what: &'static str) {
        self.0.lock().unwrap().push((what, Instant::now(), None));
    }

    pub(super) fn end(&self) {
        for outage in self.0.lock().unwrap().iter_mut() {
            outage.2.get_or_insert_with(Instant::now);
        }
    }

    /// Whether what was done at this time may have met one within its three seconds.
    pub(super) fn explain(&self, at: Instant) -> Option<&'static str> {
        let outages = self.0.lock().unwrap();
        let fits = |outage: &&Outage| at + Duration::from_secs(3) >= outage.1 && outage.2.is_none_or(|end| at <= end);
        outages.iter().find(fits).map(|outage| outage.0)
    }

    /// Whether one lay near what was done at this time: so long before it began, or so long after it ended.
    pub(super) fn lay_within(&self, at: Instant, before: Duration, after: Duration) -> bool {
        let fits = |outage: &Outage| at + before >= outage.1 && outage.2.is_none_or(|end| at <= end + after);
        self.0.lock().unwrap().iter().any(fits)
    }

    /// How often somebody may have met them who does something again each time after so long.
    pub(super) fn times(&self, every: Duration) -> usize {
        let lasted = |outage: &Outage| outage.2.unwrap_or_else(Instant::now).duration_since(outage.1);
        let times = |outage: &Outage| 1 + lasted(outage).as_millis() / every.as_millis();
        let all: u128 = self.0.lock().unwrap().iter().map(times).sum();
        usize::try_from(all).unwrap()
    }

    /// Whether one began within so long after this time.
    pub(super) fn cut(&self, at: Instant, within: Duration) -> bool {
        self.0.lock().unwrap().iter().any(|outage| (at..at + within).contains(&outage.1))
    }
}

/// What Discord does to the bot, one thing a little after another.
pub(super) async fn misfortunes(fake: &FakeDiscord, dice: &mut Dice, outages: &Outages) {
    const PLACES: [(&str, &str); 5] = [
        ("POST", "/callback"),
        ("POST", "/channels/*/messages"),
        ("PATCH", "/@original"),
        ("POST", "/webhooks/*/*"),
        ("GET", "/@original"),
    ];
    let ms = Duration::from_millis;
    for round in 0..40 {
        // Never so many that one request meets more of them than it has attempts.
        fake.clear_scripts();
        for (method, path) in PLACES {
            let script = Script::on(method, path).after(usize::try_from(dice.roll(6)).unwrap());
            let times = usize::try_from(1 + dice.roll(3)).unwrap();
            fake.script(match dice.roll(6) {
                0 => script.status(500).times(times),
                1 => script.status(502).body(json!(null)).times(times),
                2 => script.limited(ms(200), false).times(times),
                3 => script.delay(ms(100 + dice.roll(400))).times(8),
                4 => script.drops().times(times),
                _ => script.takes_effect_and_drops().times(times),
            });
        }
        match round {
            2 | 9 | 14 | 30 => fake.drop_tcp(None),
            4 | 12 | 25 => fake.reconnect(None),
            6 => fake.invalid_session(None, true),
            7 => {
                outages.begin("a burst of 503");
                fake.script(Script::on("POST", "/callback").status(503).times(1_000_000));
                tokio::time::sleep(ms(600)).await;
                fake.clear_scripts();
                outages.end();
            }
            20 => {
                outages.begin("the resume was refused");
                fake.refuse_resumes(true);
                let before = fake.identifies().len();
                fake.drop_tcp(None);
                fake.until(Duration::from_secs(20), |fake| fake.identifies().len() > before).await;
                fake.refuse_resumes(false);
                outages.end();
            }
            _ => {}
        }
        tokio::time::sleep(ms(100 + dice.roll(200))).await;
    }
    fake.clear_scripts();
}

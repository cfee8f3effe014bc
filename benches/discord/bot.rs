//! The bot as a process of its own, and the people who ask it.

use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use serde_json::json;
use tempfile::TempDir;

use crate::fake::discord::FakeDiscord;
use crate::fake::discord::Hands;
use crate::fake::discord::Interaction;
use crate::fake::discord::Outcome;
use crate::questions::question;
use crate::support;

/// The first start embeds all phrasings.
const START: Duration = Duration::from_secs(300);

/// A folder with settings, knowledge and a cache.
pub(crate) struct Home(TempDir);

impl Home {
    /// With these settings, and nobody ever has to wait.
    pub(crate) fn new(settings: &str) -> Home {
        let home = Home(TempDir::new().expect("there is room"));
        let cooldown = "[cooldown]\nmember = 0\nchannel = 0\nrepeat_seconds = 0\n";
        home.write("askwell.toml", &format!("{settings}\n{cooldown}"));
        home
    }

    /// With one knowledge of so many entries.
    pub(crate) fn with_entries(count: usize) -> Home {
        let home = Home::new("knowledge = [\"faq.toml\"]");
        home.write("faq.toml", &crate::questions::knowledge(0, count));
        home
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).expect("there is room");
    }

    /// Adds to the settings.
    pub(crate) fn add_settings(&self, more: &str) {
        let path = self.0.path().join("askwell.toml");
        let text = std::fs::read_to_string(&path).expect("written above");
        self.write("askwell.toml", &format!("{text}\n{more}"));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// A bot that runs, until it is dropped.
pub(crate) struct Bot {
    child: Child,
    /// When its process was started.
    pub(crate) begun: Instant,
}

impl Bot {
    /// Starts it in front of `world`, and does not wait for anything.
    pub(crate) fn spawn(home: &Home, world: &FakeDiscord) -> Bot {
        let mut command = Command::new(env!("CARGO_BIN_EXE_askwell"));
        command.args(["discord", "--config"]).arg(home.path("askwell.toml"));
        command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
        command.env("ASKWELL_CACHE_DIR", home.path("cache")).env("ORT_DYLIB_PATH", support::onnx_runtime_path());
        command.env("ASKWELL_DISCORD_API", world.url()).env("DISCORD_TOKEN", world.token());
        // What goes wrong is shown among the figures.
        command.env("ASKWELL_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null());
        let begun = Instant::now();
        Bot { child: command.spawn().expect("the program starts"), begun }
    }

    /// Starts it, and waits until it can be asked.
    pub(crate) async fn start(home: &Home, world: &FakeDiscord) -> Bot {
        let times = world.identifies().len();
        let bot = Bot::spawn(home, world);
        let connected = world.until(START, |world| world.identifies().len() > times).await;
        assert!(connected, "the bot did not connect");
        world.commands_registered(&["ask"], None).await;
        bot
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Servers with one channel and one member each who asks.
pub(crate) fn askers(world: &FakeDiscord, servers: usize) -> Vec<Hands> {
    let asker = |number: usize| {
        let (guild, channels) = world.guild_with(&format!("Community {number}"), &["help"]);
        let member = world.member(guild, &format!("member {number}"));
        world.user(guild, channels[0], member)
    };
    (0..servers).map(asker).collect()
}

/// Asks the question of this number.
pub(crate) fn ask(hands: &Hands, number: usize) -> Interaction {
    hands.command("ask", json!({"question": question(number)}))
}

/// Asks `questions`, `at_once` of them open at any time, as members in turn; stops early at `until`. How many were
/// answered.
pub(crate) async fn closed_loop(
    world: &FakeDiscord,
    askers: &[Hands],
    at_once: usize,
    questions: std::ops::Range<usize>,
    until: Option<Instant>,
) -> usize {
    let mut open: Vec<Interaction> = Vec::with_capacity(at_once);
    let (mut next, mut answered) = (questions.start, 0);
    loop {
        let goes_on = next < questions.end && until.is_none_or(|until| Instant::now() < until);
        while goes_on && open.len() < at_once {
            open.push(ask(&askers[next % askers.len()], next));
            next += 1;
        }
        if open.is_empty() {
            return answered;
        }
        let any = world.until(Duration::from_secs(10), |_| open.iter().any(is_done)).await;
        assert!(any, "no answer for ten seconds");
        open.retain(|interaction| {
            let done = is_done(interaction);
            answered += usize::from(done);
            !done
        });
    }
}

fn is_done(interaction: &Interaction) -> bool {
    match interaction.outcome_now() {
        Outcome::Answered => true,
        Outcome::Pending | Outcome::Deferred => false,
        other => panic!("a question came to {other:?}"),
    }
}

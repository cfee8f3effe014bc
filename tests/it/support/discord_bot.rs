//! The bot, in a task of the test's runtime, on the real model, in front of a fake Discord.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use askwell::embedding::worker::ModelHandle;
use askwell::frontend::discord;
use askwell::frontend::discord::Answers;
use askwell::frontend::discord::Rules;
use askwell::frontend::discord::RunError;
use askwell::frontend::discord::Secret;
use askwell::frontend::discord::Server;
use askwell::frontend::discord::Servers;
use askwell::frontend::discord::Settings;
use askwell::frontend::discord::Shards;
use askwell::service;
use askwell::service::FaqService;
use askwell::service::Memory;
use askwell::service::Pace;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::MODEL;
use super::answered_from;
use super::discord::FakeDiscord;
use super::discord::Hands;

/// A small knowledge of two topics.
pub(crate) const FAQ: &str = r#"
[[entries]]
id = "reset-password"
topic = "Accounts"
questions = ["How do I reset my password?", "I forgot my password"]
answer = "Open **Settings**, then Security.\n\n[Settings page](https://example.org/settings)"
source = "https://example.org/manual"

[[entries]]
id = "delete-account"
topic = "Accounts"
questions = ["How do I delete my account?"]
answer = "Write to the office."
source = "The office"

[[entries]]
id = "opening-hours"
topic = "Club"
questions = ["When are you open?", "What are your opening hours?"]
answer = "From ten to six, @everyone is welcome. <@1> opens.\n\n![the door](https://example.org/door.png)"

[[entries]]
id = "start-trial"
topic = "Club"
questions = ["How do I start the trial membership?"]
answer = "At the desk."

[[entries]]
id = "stop-trial"
topic = "Club"
questions = ["How do I stop the trial membership?"]
answer = "By letter."
"#;

/// No limits, for tests that ask a lot.
pub(crate) const UNLIMITED: Pace = Pace { member: 0, channel: 0, repeat: Duration::ZERO };

/// What a server is answered from in a test.
pub(crate) struct Knowing {
    pub(crate) service: Arc<FaqService>,
    /// Its file, for as long as it is served.
    _folder: TempDir,
}

/// A service on a knowledge file in TOML.
pub(crate) async fn knowing(text: &str) -> Knowing {
    knowing_with(MODEL.clone(), text).await
}

/// As [`knowing`], with another model.
pub(crate) async fn knowing_with(model: ModelHandle, text: &str) -> Knowing {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("faq.toml"), text).unwrap();
    let settings = answered_from(folder.path().to_owned());
    let (service, opened) = FaqService::open(model, settings, |_| ()).await.unwrap();
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    Knowing { service: Arc::new(service), _folder: folder }
}

/// As [`knowing`], with a memory.
pub(crate) async fn knowing_in(memory: Memory, text: &str) -> Knowing {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("faq.toml"), text).unwrap();
    let settings = service::Settings { memory: Some(memory), ..answered_from(folder.path().to_owned()) };
    let (service, _) = FaqService::open(MODEL.clone(), settings, |_| ()).await.unwrap();
    Knowing { service: Arc::new(service), _folder: folder }
}

/// A service whose knowledge could not be read.
pub(crate) async fn knowing_nothing() -> FaqService {
    let settings = answered_from("nowhere".into());
    FaqService::waiting(MODEL.clone(), settings).await
}

impl Knowing {
    /// A server that is answered from it.
    pub(crate) fn server(&self, rules: Rules) -> Arc<Server> {
        Arc::new(Server { answers: Answers::Files(Arc::clone(&self.service)), rules })
    }
}

/// Rules without limits.
pub(crate) fn relaxed() -> Rules {
    Rules { cooldowns: UNLIMITED, ..Rules::default() }
}

/// A bot that runs.
#[must_use]
pub(crate) struct Running {
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<Result<(), RunError>>,
}

impl Running {
    /// Starts a bot that answers as `servers` say.
    pub(crate) fn start(fake: &FakeDiscord, servers: Servers) -> Running {
        Running::start_with(settings(fake, servers))
    }

    /// Starts a bot with these settings.
    pub(crate) fn start_with(settings: Settings) -> Running {
        Running::spawn(|shutdown| discord::run(settings, shutdown))
    }

    /// Starts a bot over TLS, with serenity's own limits on.
    pub(crate) fn start_limited(fake: &FakeDiscord, servers: Servers) -> Running {
        let (token, client) = (fake.token().to_owned(), fake.tls_client());
        let http = move || serenity::http::HttpBuilder::new(&token).client(client.clone()).build();
        let settings = settings(fake, servers);
        Running::spawn(|shutdown| discord::run_on(http, settings, shutdown))
    }

    fn spawn<F>(bot: impl FnOnce(Pin<Box<dyn Future<Output = ()> + Send>>) -> F) -> Running
    where
        F: Future<Output = Result<(), RunError>> + Send + 'static,
    {
        let (stop, stopped) = oneshot::channel();
        let shutdown = async {
            // A dropped sender stops it too.
            let _ = stopped.await;
        };
        let task = tokio::spawn(bot(Box::pin(shutdown)));
        Running { stop: Some(stop), task }
    }

    /// Tells it to stop, and waits until it has.
    pub(crate) async fn stop(mut self) -> Result<(), RunError> {
        drop(self.stop.take());
        self.task.await.unwrap()
    }

    /// Waits until it ends by itself.
    pub(crate) async fn ended(self) -> Result<(), RunError> {
        let ended = tokio::time::timeout(Duration::from_secs(30), self.task).await;
        ended.expect("it ends by itself").unwrap()
    }
}

/// The settings of a bot in front of `fake`.
pub(crate) fn settings(fake: &FakeDiscord, servers: Servers) -> Settings {
    Settings {
        token: Secret::new(fake.token()).unwrap(),
        api: Some(fake.url().to_owned()),
        guild: None,
        shards: Shards::Automatic,
        servers,
    }
}

/// One server, one channel, one member, and a bot that answers from [`FAQ`].
#[must_use]
pub(crate) struct Community {
    pub(crate) fake: FakeDiscord,
    pub(crate) guild: u64,
    pub(crate) channel: u64,
    pub(crate) knowing: Knowing,
    pub(crate) running: Running,
}

impl Community {
    /// With these rules.
    pub(crate) async fn with(rules: Rules) -> Community {
        Community::around(FakeDiscord::start().await, FAQ, rules).await
    }

    /// Without limits.
    pub(crate) async fn relaxed() -> Community {
        Community::with(relaxed()).await
    }

    /// In front of this fake, knowing `faq`.
    pub(crate) async fn around(fake: FakeDiscord, faq: &str, rules: Rules) -> Community {
        Community::of(fake, knowing(faq).await, rules).await
    }

    /// In front of this fake, with this knowledge.
    pub(crate) async fn of(fake: FakeDiscord, knowing: Knowing, rules: Rules) -> Community {
        let guild = fake.guild("Games");
        let channel = fake.channel(guild, "help");
        let server = knowing.server(rules);
        let servers = Servers { named: HashMap::new(), others: Some(Arc::clone(&server)), direct: Some(server) };
        let running = Running::start(&fake, servers);
        fake.ready().await;
        fake.commands_registered(&["ask", "faq", "why", "privacy", "trial", "Answer from FAQ"], None).await;
        Community { fake, guild, channel, knowing, running }
    }

    /// The same after a restart of the bot.
    pub(crate) async fn restarted(self, rules: Rules) -> Community {
        let Community { fake, guild, channel, knowing, running } = self;
        running.stop().await.unwrap();
        let server = knowing.server(rules);
        let servers = Servers { named: HashMap::new(), others: Some(Arc::clone(&server)), direct: Some(server) };
        let running = Running::start(&fake, servers);
        fake.ready_times(2).await;
        Community { fake, guild, channel, knowing, running }
    }

    /// Somebody in the channel.
    pub(crate) fn member(&self, name: &str) -> Hands {
        let member = self.fake.member(self.guild, name);
        self.fake.user(self.guild, self.channel, member)
    }

    /// Nothing was wrong and nobody was pinged: the end of every story.
    pub(crate) async fn ends_well(self) {
        self.running.stop().await.unwrap();
        self.fake.assert_clean();
        assert_eq!(self.fake.pings(), []);
    }
}

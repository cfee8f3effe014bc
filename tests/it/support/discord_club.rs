//! A server whose bot remembers, on one store. Its bot is the program itself, in processes that can be killed; or it lives
//! in runtimes of the test's process, for stories that look inside or are ahead of the time.

use std::collections::HashMap;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;
use std::time::Duration;

use askwell::frontend::discord::Answers;
use askwell::frontend::discord::Rules;
use askwell::frontend::discord::Server;
use askwell::frontend::discord::Servers;
use askwell::frontend::discord::Settings;
use askwell::frontend::discord::Shards;
use askwell::service::Clock;
use askwell::service::FaqService;
use askwell::service::MOST_PHRASINGS;
use askwell::service::Memory;
use askwell::service::Spaces;
use askwell::store::Moment;
use askwell::store::Space;
use askwell::store::Store;
use sqlx::Connection;
use sqlx::postgres::PgConnection;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::MODEL;
use super::answered_from;
use super::discord::FakeDiscord;
use super::discord::Hands;
use super::discord::Ping;
use super::discord::Pinged;
use super::discord::permission;
use super::discord_bot;
use super::discord_bot::FAQ;
use super::discord_bot::Running;
use super::discord_program::Program;
use super::discord_program::Told;
use super::store::Bed;

/// How often a process looks for what others have changed, as the program does.
const LOOK_EVERY: Duration = Duration::from_millis(700);

/// A little longer than a notice that was taken is left to whoever took it, in milliseconds.
const LEASE_MS: i64 = 121_000;

/// The commands that are registered last, among others.
const COMMANDS: [&str; 5] = ["ask", "config", "history", "trial", "Answer from FAQ"];

/// The server, its people and the store; the processes are begun one by one.
pub(crate) struct Club {
    pub(crate) fake: FakeDiscord,
    pub(crate) guild: u64,
    pub(crate) channel: u64,
    /// Their role, to which the rules give the teaching.
    pub(crate) teachers: u64,
    /// The role that is called when somebody asks for a human; nobody else may be pinged.
    pub(crate) helpers: u64,
    pub(crate) bed: Bed,
    rules: Rules,
    /// Milliseconds that the clocks of all processes are ahead.
    ahead: Arc<AtomicI64>,
    /// What all are answered from besides.
    folder: TempDir,
}

impl Club {
    /// On this store, without limits.
    pub(crate) fn on(bed: Bed, fake: FakeDiscord) -> Club {
        let guild = fake.guild("Games");
        let channel = fake.channel(guild, "help");
        let (teachers, helpers) = (fake.role(guild, "Teachers", 0, false), fake.role(guild, "Helpers", 0, true));
        fake.may_ping_role(helpers);
        let rules = Rules { teachers: vec![teachers.into()], helpers: Some(helpers.into()), ..discord_bot::relaxed() };
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("faq.toml"), FAQ).unwrap();
        Club { fake, guild, channel, teachers, helpers, bed, rules, ahead: Arc::default(), folder }
    }

    /// With other rules than those that [`Club::on`] makes.
    pub(crate) fn with_rules(mut self, rules: impl FnOnce(Rules) -> Rules) -> Club {
        self.rules = rules(self.rules);
        self
    }

    /// Answered from this knowledge, in TOML, in place of the small one that [`Club::on`] has.
    pub(crate) fn knowing(self, text: &str) -> Club {
        std::fs::write(self.folder.path().join("faq.toml"), text).unwrap();
        self
    }

    /// Begins a process with all shards, and waits until it is there.
    pub(crate) async fn start(&self) -> Process {
        self.start_with(Shards::Automatic, true).await
    }

    /// Begins a process with one of so many shards, and waits until it is there.
    pub(crate) async fn start_shard(&self, shard: u32, total: u32) -> Process {
        self.start_with(Shards::Range { first: shard, last: shard, total }, true).await
    }

    /// As [`Club::start_shard`], and the process takes nothing up that others change.
    pub(crate) async fn start_deaf_shard(&self, shard: u32, total: u32) -> Process {
        self.start_with(Shards::Range { first: shard, last: shard, total }, false).await
    }

    async fn start_with(&self, shards: Shards, follows: bool) -> Process {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let before = self.fake.identifies().len();
        let (address, rules, fake) = (self.bed.ground.address.clone(), self.rules.clone(), self.fake.clone());
        let (ahead, knowledge) = (Arc::clone(&self.ahead), self.folder.path().to_owned());
        let begun = runtime.spawn(async move {
            let store = askwell::store::open(&address).await.unwrap();
            let spaces = open(knowledge, Arc::clone(&store), ahead).await;
            if follows {
                let followed = Arc::clone(&spaces);
                tokio::spawn(async move { followed.follow(LOOK_EVERY, |_, _| ()).await });
            }
            let settings = of_bot(&fake, &spaces, rules, shards);
            (Running::start_with(settings), spaces, store)
        });
        let (running, spaces, store) = begun.await.unwrap();
        self.fake.ready_times(before + 1).await;
        self.fake.commands_registered(&COMMANDS, None).await;
        Process { runtime: Some(runtime), running: Some(running), spaces, store }
    }

    /// Begins the program with one of so many shards, in a process of its own, and waits until it is there. It has the
    /// rules of [`Club::on`].
    pub(crate) async fn run_shard(&self, shard: u32, total: u32) -> Program {
        let settings = format!(
            "teachers = [\"{}\"]\nhelpers = \"{}\"\n[cooldown]\nmember = 0\nchannel = 0\nrepeat_seconds = 0\n",
            self.teachers, self.helpers
        );
        let told = Told {
            knowledge: ("faq.toml", FAQ),
            settings: &settings,
            store: &self.bed.ground.text(),
            shard: Some((shard, total)),
        };
        let before = self.fake.identifies().len();
        let mut program = Program::start(&self.fake, &told);
        program.is_ready(&self.fake, shard, before).await;
        self.fake.commands_registered(&COMMANDS, None).await;
        program
    }

    /// What answers from the store without a process of the bot.
    pub(crate) async fn spaces(&self) -> Arc<Spaces> {
        open(self.folder.path().to_owned(), self.bed.again().await, Arc::clone(&self.ahead)).await
    }

    /// The folder of what all are answered from besides.
    pub(crate) fn knowledge(&self) -> &Path {
        self.folder.path()
    }

    /// What the server remembers, as it is in the store.
    pub(crate) fn memory(&self) -> Memory {
        Memory::new(Arc::clone(&self.bed.store), self.space(), Clock::system())
    }

    /// Lets the time pass after which a notice that somebody took and did not deliver may be taken by anybody, for all
    /// processes: on a server, where their clocks cannot be reached. Returns how many notices somebody had taken.
    pub(crate) async fn leases_run_out(&self) -> u64 {
        let mut connection = PgConnection::connect(&self.bed.ground.text()).await.unwrap();
        let earlier = sqlx::query(
            "UPDATE notices SET taken_until = taken_until - $1 WHERE person IS NOT NULL AND taken_until > $2",
        );
        let earlier = earlier.bind(LEASE_MS).bind(Moment::now().0);
        let taken = earlier.execute(&mut connection).await.unwrap().rows_affected();
        connection.close().await.unwrap();
        taken
    }

    /// How many notices ever came up, on a server.
    pub(crate) async fn notices(&self) -> usize {
        let mut connection = PgConnection::connect(&self.bed.ground.text()).await.unwrap();
        let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM notices").fetch_one(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        usize::try_from(count).unwrap()
    }

    /// Lets so much time pass for all processes that live in the test's own.
    pub(crate) fn pass(&self, time: Duration) {
        self.ahead.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::Relaxed);
    }

    /// The space of the server.
    pub(crate) fn space(&self) -> Space {
        Space::of_server(self.guild)
    }

    /// Somebody in the channel.
    pub(crate) fn member(&self, name: &str) -> Hands {
        self.fake.user(self.guild, self.channel, self.fake.member(self.guild, name))
    }

    /// Somebody whose role may propose entries.
    pub(crate) fn teacher(&self, name: &str) -> Hands {
        let hands = self.member(name);
        self.fake.give_role(self.guild, hands.id(), self.teachers);
        hands
    }

    /// Somebody who may delete what others wrote.
    pub(crate) fn moderator(&self, name: &str) -> Hands {
        self.may(name, permission::MANAGE_MESSAGES)
    }

    /// Somebody who may change the server.
    pub(crate) fn administrator(&self, name: &str) -> Hands {
        self.may(name, permission::MANAGE_GUILD | permission::MANAGE_MESSAGES)
    }

    fn may(&self, name: &str, permissions: u64) -> Hands {
        let user = self.fake.member_with(self.guild, name, permissions);
        self.fake.user(self.guild, self.channel, user)
    }

    /// Nothing was wrong, and nobody was pinged but the helpers: the end of every story.
    pub(crate) fn ends_well(self) {
        self.fake.assert_clean();
        self.pinged_nobody_else();
    }

    /// Nobody was pinged but the helpers.
    pub(crate) fn pinged_nobody_else(&self) {
        let is_other = |ping: &Ping| ping.who != Pinged::Role(self.helpers);
        let strangers: Vec<_> = self.fake.pings().into_iter().filter(is_other).collect();
        assert_eq!(strangers, []);
    }
}

/// What answers from this folder and the store, with a clock that is ahead.
async fn open(knowledge: PathBuf, store: Arc<dyn Store>, ahead: Arc<AtomicI64>) -> Arc<Spaces> {
    let settings = answered_from(knowledge);
    let clock = Clock::of(move || Moment(Moment::now().0 + ahead.load(Ordering::Relaxed)));
    Arc::new(Spaces::open(MODEL.clone(), settings, store, clock, MOST_PHRASINGS, |_| ()).await.unwrap().0)
}

fn of_bot(fake: &FakeDiscord, spaces: &Arc<Spaces>, rules: Rules, shards: Shards) -> Settings {
    let server = Arc::new(Server { answers: Answers::Spaces(Arc::clone(spaces)), rules });
    let servers = Servers { named: HashMap::new(), others: Some(Arc::clone(&server)), direct: Some(server) };
    Settings { shards, ..discord_bot::settings(fake, servers) }
}

/// A process of the bot, in a runtime of its own. One that is dropped is killed.
#[must_use]
pub(crate) struct Process {
    runtime: Option<Runtime>,
    running: Option<Running>,
    pub(crate) spaces: Arc<Spaces>,
    /// Its own handle on the store.
    pub(crate) store: Arc<dyn Store>,
}

impl Process {
    /// What answers in this server, as this process has it.
    pub(crate) async fn service(&self, club: &Club) -> Arc<FaqService> {
        let (spaces, space) = (Arc::clone(&self.spaces), club.space());
        let runtime = self.runtime.as_ref().expect("it runs");
        runtime.spawn(async move { spaces.of(&space).await.unwrap() }).await.unwrap()
    }

    /// Gives its shard up, and takes this one with all that it has in memory.
    pub(crate) async fn takes_shard(&mut self, club: &Club, shard: u32, total: u32) {
        self.running.take().expect("it runs").stop().await.unwrap();
        let before = club.fake.identifies().len();
        let shards = Shards::Range { first: shard, last: shard, total };
        let settings = of_bot(&club.fake, &self.spaces, club.rules.clone(), shards);
        let runtime = self.runtime.as_ref().expect("it runs");
        self.running = Some(runtime.spawn(async move { Running::start_with(settings) }).await.unwrap());
        club.fake.ready_times(before + 1).await;
    }

    /// Tells it to stop, and waits until it has and what it was asked is kept.
    pub(crate) async fn stop(mut self) {
        self.running.take().expect("it runs").stop().await.unwrap();
        let spaces = Arc::clone(&self.spaces);
        let runtime = self.runtime.as_ref().expect("it runs");
        runtime.spawn(async move { spaces.flush().await }).await.unwrap();
    }

    /// Ends it in the middle of whatever it does, as a crash does: nothing of it is carried to its end.
    pub(crate) fn kill(self) {
        drop(self);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

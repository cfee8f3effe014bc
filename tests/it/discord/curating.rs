//! Writing, changing, retiring and taking back in Discord, by members, teachers and moderators; on a store.

mod changing;
mod deciding;
mod flawed;
mod going_on;
mod hostile;
mod outage;
mod reviewing;
mod statistics;
mod teaching;
mod transfer;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use askwell::frontend::discord::Answers;
use askwell::frontend::discord::Rules;
use askwell::frontend::discord::Server;
use askwell::frontend::discord::Servers;
use askwell::service;
use askwell::service::Clock;
use askwell::service::FaqService;
use askwell::service::Spaces;
use askwell::store::Space;
use askwell::store::Store;
use serde_json::Value;
use serde_json::json;
use tempfile::TempDir;

use crate::support::MODEL;
use crate::support::answered_from;
use crate::support::discord::FakeDiscord;
use crate::support::discord::Hands;
use crate::support::discord::Interaction;
use crate::support::discord::Seen;
use crate::support::discord::permission;
use crate::support::discord_bot::FAQ;
use crate::support::discord_bot::Running;
use crate::support::discord_bot::relaxed;
use crate::support::store::Bed;

const SOON: Duration = Duration::from_secs(20);

/// Two servers on one store, of which one has teachers and moderators.
#[must_use]
struct Club {
    fake: FakeDiscord,
    guild: u64,
    channel: u64,
    teachers: u64,
    /// The other server and its channel.
    next_door: (u64, u64),
    bed: Bed,
    folder: TempDir,
    running: Running,
    spaces: Arc<Spaces>,
}

impl Club {
    async fn open() -> Club {
        Club::on(Bed::on_sqlite().await).await
    }

    async fn on(bed: Bed) -> Club {
        let fake = FakeDiscord::start().await;
        let (guild, other) = (fake.guild("Games"), fake.guild("Next door"));
        let (channel, other_channel) = (fake.channel(guild, "help"), fake.channel(other, "help"));
        let teachers = fake.role(guild, "Teachers", 0, true);
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("faq.toml"), FAQ).unwrap();
        let (running, spaces) = start(&fake, Arc::clone(&bed.store), &folder, teachers).await;
        fake.ready().await;
        let club =
            Club { fake, guild, channel, teachers, next_door: (other, other_channel), bed, folder, running, spaces };
        club.fake
            .commands_registered(
                &[
                    "ask",
                    "teach",
                    "edit",
                    "retire",
                    "history",
                    "Teach from this",
                    "review",
                    "import",
                    "export",
                    "stats",
                ],
                None,
            )
            .await;
        club
    }

    /// The same in another process: the bot was stopped, and nothing but the store is left.
    async fn restarted(mut self) -> Club {
        self.running.stop().await.unwrap();
        let store = self.bed.again().await;
        let before = self.fake.identifies().len();
        (self.running, self.spaces) = start(&self.fake, store, &self.folder, self.teachers).await;
        self.fake.ready_times(before + 1).await;
        self
    }

    fn member(&self, name: &str) -> Hands {
        self.fake.user(self.guild, self.channel, self.fake.member(self.guild, name))
    }

    fn teacher(&self, name: &str) -> Hands {
        let user = self.fake.member(self.guild, name);
        self.fake.give_role(self.guild, user, self.teachers);
        self.fake.user(self.guild, self.channel, user)
    }

    fn moderator(&self, name: &str) -> Hands {
        let user = self.fake.member_with(self.guild, name, permission::MANAGE_MESSAGES);
        self.fake.user(self.guild, self.channel, user)
    }

    fn owner(&self, name: &str) -> Hands {
        let user = self.fake.member_with(self.guild, name, permission::MANAGE_GUILD | permission::MANAGE_MESSAGES);
        self.fake.user(self.guild, self.channel, user)
    }

    /// What somebody reads who asks.
    async fn told(&self, question: &str) -> String {
        let asker = self.member("Somebody who asks");
        asker.command("ask", json!({"question": question})).response().await.text()
    }

    /// The same in the other server.
    async fn told_next_door(&self, question: &str) -> String {
        let (guild, channel) = self.next_door;
        let asker = self.fake.user(guild, channel, self.fake.member(guild, "Neighbour"));
        asker.command("ask", json!({"question": question})).response().await.text()
    }

    async fn service(&self) -> Arc<FaqService> {
        self.spaces.of(&Space::of_server(self.guild)).await.unwrap()
    }

    /// Number of the last change in this server.
    async fn version(&self) -> u64 {
        self.bed.store.items(&Space::of_server(self.guild)).await.unwrap().version
    }

    /// Writes an entry into the form of `/teach`, and waits for the card with its preview.
    async fn taught(&self, by: &Hands, fields: Value) -> Seen {
        let opened = by.command("teach", json!({}));
        opened.modal().await;
        self.card(&by.submit_modal(&opened, fields)).await
    }

    /// The card that a form becomes, with its preview.
    async fn card(&self, submitted: &Interaction) -> Seen {
        let first = submitted.wait_final().await;
        assert!(first.ephemeral, "{first:?}");
        self.message_with(first.id, "Preview:").await
    }

    /// A message, once it has these words.
    async fn message_with(&self, id: u64, words: &str) -> Seen {
        let has = |fake: &FakeDiscord| fake.message(id).is_some_and(|seen| seen.text().contains(words));
        let came = self.fake.until(SOON, has).await;
        let seen = self.fake.message(id).unwrap();
        assert!(came, "{words} is not in: {}", seen.text());
        seen
    }

    /// Presses a button of a card, and gives what becomes of the card.
    async fn pressed(&self, by: &Hands, card: &Seen, button: &str) -> Seen {
        by.click(card.id, button).wait_final().await
    }

    /// Nothing was wrong and nobody was pinged: the end of every story.
    async fn ends_well(self) {
        self.running.stop().await.unwrap();
        self.fake.assert_clean();
        assert_eq!(self.fake.pings(), []);
    }
}

async fn start(fake: &FakeDiscord, store: Arc<dyn Store>, folder: &TempDir, teachers: u64) -> (Running, Arc<Spaces>) {
    let settings = answered_from(folder.path().to_owned());
    let opened = Spaces::open(MODEL.clone(), settings, store, Clock::system(), service::MOST_PHRASINGS, |_| ()).await;
    let spaces = Arc::new(opened.unwrap().0);
    let rules = Rules { teachers: vec![teachers.into()], ..relaxed() };
    let server = Arc::new(Server { answers: Answers::Spaces(Arc::clone(&spaces)), rules });
    let servers = Servers { named: HashMap::new(), others: Some(server), direct: None };
    (Running::start(fake, servers), spaces)
}

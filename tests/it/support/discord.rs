//! A fake Discord: a server over real sockets, with the unmodified serenity in front of it.
//!
//! - [`FakeDiscord`] is the world (servers, channels, people), its faults, and what was written down.
//! - [`Hands`] are a person's: they type commands, click, choose, write.
//! - `rest` and `gateway` are the two doors of the bot; `messages`, `interactions` and `commands` are behind the first.
//! - `judge` holds every request and every answer against Discord's own OpenAPI document; `rules` are those that the
//!   document lacks; `pings` tells who would have been pinged.
//!
//! It uses nothing else of the tests, so that an example and a bench can include it by the path of its folder:
//!
//! ```text
//! #[path = "../tests/it/support"]
//! mod support {
//!     pub(crate) mod discord;
//! }
//! ```

#![allow(dead_code, unused_imports, reason = "the tests, the example and the bench each use another part")]
#![allow(missing_docs, clippy::cast_possible_truncation, reason = "test support; its numbers are small")]
#![allow(clippy::needless_pass_by_value, reason = "`json!` is written where it is handed over")]
#![allow(clippy::unwrap_used, clippy::large_futures, reason = "in a test a panic is the report")]

mod commands;
mod curating;
mod faults;
mod gateway;
mod hands;
mod interactions;
mod judge;
mod messages;
mod pings;
mod records;
mod rest;
mod rules;
mod seen;
mod state;
mod threads;
mod tls;

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::time::Duration;

use axum::serve::ListenerExt;
use serde_json::Value;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::Notify;

pub(crate) use faults::Script;
pub(crate) use gateway::Identified;
pub(crate) use gateway::intent;
pub(crate) use hands::Choice;
pub(crate) use hands::Draft;
pub(crate) use hands::Field;
pub(crate) use hands::Hands;
pub(crate) use hands::Interaction;
pub(crate) use hands::Modal;
pub(crate) use hands::Outcome;
pub(crate) use hands::Refused;
pub(crate) use judge::on as judge_on;
pub(crate) use pings::Ping;
pub(crate) use pings::Pinged;
pub(crate) use records::File;
pub(crate) use records::Request;
pub(crate) use seen::Button;
pub(crate) use seen::Menu;
pub(crate) use seen::MenuOption;
pub(crate) use seen::Seen;
pub(crate) use seen::SeenFile;
pub(crate) use state::Whom;
pub(crate) use state::permission;

use faults::Limit;
use gateway::Event;
use gateway::Out;
use state::Member;
use state::Overwrite;
use state::Role;
use state::World;
use state::kind;

/// How long a test waits for something that should happen at once, before it fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The only valid token. It has the form of a real one and opens nothing.
const TOKEN: &str = "MTAwMDAwMDAwMDAwMDAwMDAwMA.fake00.opens-nothing-but-the-fake-discord-00";

/// What can be set before and while it runs.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) token: String,
    pub(crate) zlib: bool,
    pub(crate) judge: bool,
    pub(crate) mention_rule: bool,
    pub(crate) heartbeat: Duration,
    pub(crate) heartbeat_acks: bool,
    pub(crate) refuse_resumes: bool,
    pub(crate) refuse_connections: bool,
    pub(crate) disallowed_intents: u64,
    pub(crate) application_flags: u64,
    pub(crate) shards: u64,
    pub(crate) deadline: Duration,
    pub(crate) token_life: Duration,
    pub(crate) keep: usize,
    pub(crate) keep_requests: usize,
}

/// A fake Discord to be.
#[derive(Clone, Debug)]
#[must_use]
pub(crate) struct Builder {
    settings: Settings,
    port: u16,
    tls: bool,
}

impl Builder {
    /// Sends events zlib-compressed to whoever says that it takes them.
    pub(crate) fn zlib(mut self, zlib: bool) -> Builder {
        self.settings.zlib = zlib;
        self
    }

    /// REST over TLS too, as `discord.com`: see [`FakeDiscord::tls_client`].
    pub(crate) fn tls(mut self, tls: bool) -> Builder {
        self.tls = tls;
        self
    }

    /// Whether Discord's OpenAPI document judges the traffic, where there is one; else it does.
    pub(crate) fn judge(mut self, judge: bool) -> Builder {
        self.settings.judge = judge;
        self
    }

    /// Whether a message that may ping breaks a rule; else it does.
    pub(crate) fn mention_rule(mut self, rule: bool) -> Builder {
        self.settings.mention_rule = rule;
        self
    }

    /// Listens on this port of 127.0.0.1; else on a free one.
    pub(crate) fn port(mut self, port: u16) -> Builder {
        self.port = port;
        self
    }

    /// The bot is asked for a heartbeat this often; else every 41 seconds.
    pub(crate) fn heartbeat(mut self, interval: Duration) -> Builder {
        self.settings.heartbeat = interval;
        self
    }

    /// An interaction has so long for its first answer; else 3 seconds.
    pub(crate) fn deadline(mut self, deadline: Duration) -> Builder {
        self.settings.deadline = deadline;
        self
    }

    /// An interaction's token is good for so long; else 15 minutes.
    pub(crate) fn token_life(mut self, life: Duration) -> Builder {
        self.settings.token_life = life;
        self
    }

    /// Shards that `GET /gateway/bot` recommends; else 1.
    pub(crate) fn shards(mut self, shards: u64) -> Builder {
        self.settings.shards = shards;
        self
    }

    /// Flags of the application; else those of a small bot with all privileged intents switched on.
    pub(crate) fn application_flags(mut self, flags: u64) -> Builder {
        self.settings.application_flags = flags;
        self
    }

    /// Keeps so many messages a channel, and so many interactions (10,000 at least); else 100,000.
    pub(crate) fn keep(mut self, keep: usize) -> Builder {
        self.settings.keep = keep;
        self
    }

    /// Writes down the last so many requests, 0 for none; else 100,000.
    pub(crate) fn keep_requests(mut self, keep: usize) -> Builder {
        self.settings.keep_requests = keep;
        self
    }

    /// Starts it in the runtime of the caller, where it lives until that ends.
    pub(crate) async fn start(self) -> FakeDiscord {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("the port is free");
        let base = format!("http://{}", listener.local_addr().expect("it listens"));
        let tls = if self.tls { Some(tls::Listener::bind().await) } else { None };
        let world = Mutex::new(World::new(self.settings, base.clone()));
        let tls_at = tls.as_ref().map(tls::Listener::at);
        let shared = Arc::new(Shared { world, changed: Notify::new(), base, tls: tls_at });
        let router = rest::router(&shared);
        if let Some(listener) = tls {
            let router = router.clone();
            tokio::spawn(async move { axum::serve(listener, router).await });
        }
        // Small frames must not wait for each other.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        tokio::spawn(async move { axum::serve(listener, router).await });
        FakeDiscord { shared }
    }
}

/// What the servers and the tests share.
pub(crate) struct Shared {
    world: Mutex<World>,
    /// Told after each change.
    changed: Notify,
    base: String,
    tls: Option<tls::At>,
}

impl Shared {
    /// A test that panicked elsewhere must not hide behind a poisoned lock.
    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Changes something, and wakes those who wait for a change.
    fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.world());
        self.changed.notify_waiters();
        result
    }

    /// Waits until `found` finds something.
    async fn wait<T>(&self, patience: Duration, mut found: impl FnMut(&mut World) -> Option<T>) -> Option<T> {
        let end = tokio::time::Instant::now() + patience;
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if let Some(found) = found(&mut self.world()) {
                return Some(found);
            }
            if tokio::time::timeout_at(end, changed).await.is_err() {
                return found(&mut self.world());
            }
        }
    }
}

/// A running fake Discord. Clones are the same one.
#[derive(Clone)]
pub(crate) struct FakeDiscord {
    shared: Arc<Shared>,
}

/// Starting, and what the bot is told of it.
impl FakeDiscord {
    /// With everything as usual, on a free port.
    pub(crate) async fn start() -> FakeDiscord {
        FakeDiscord::builder().start().await
    }

    pub(crate) fn builder() -> Builder {
        let settings = Settings {
            token: TOKEN.to_owned(),
            zlib: false,
            judge: true,
            mention_rule: true,
            heartbeat: Duration::from_millis(41_250),
            heartbeat_acks: true,
            refuse_resumes: false,
            refuse_connections: false,
            disallowed_intents: 0,
            // GATEWAY_PRESENCE_LIMITED, GATEWAY_GUILD_MEMBERS_LIMITED, GATEWAY_MESSAGE_CONTENT_LIMITED.
            application_flags: 1 << 13 | 1 << 15 | 1 << 19,
            shards: 1,
            deadline: Duration::from_secs(3),
            token_life: Duration::from_mins(15),
            keep: 100_000,
            keep_requests: 100_000,
        };
        Builder { settings, port: 0, tls: false }
    }

    /// `http://127.0.0.1:PORT`, for `HttpBuilder::proxy`.
    pub(crate) fn url(&self) -> &str {
        &self.shared.base
    }

    /// The only valid token.
    pub(crate) fn token(&self) -> &str {
        TOKEN
    }

    pub(crate) fn application_id(&self) -> u64 {
        self.shared.world().application
    }

    pub(crate) fn bot_user_id(&self) -> u64 {
        self.shared.world().bot
    }

    /// A client for which `discord.com` is the TLS door of this fake. Only after [`Builder::tls`].
    pub(crate) fn tls_client(&self) -> reqwest::Client {
        self.shared.tls.as_ref().expect("started with `tls(true)`").client()
    }
}

/// The world.
impl FakeDiscord {
    /// Adds a server with the bot in it; a bot that runs is told. The n-th server lies on shard n % shards.
    pub(crate) fn guild(&self, name: &str) -> u64 {
        self.shared.change(|world| {
            let id = world.add_guild(name);
            let bot = world.bot;
            let role = Role {
                id: world.next_id(),
                name: world.user_name(bot).to_owned(),
                permissions: 0,
                mentionable: false,
                managed: true,
            };
            let guild = world.guilds.get_mut(&id).expect("just added");
            guild.members.insert(bot, Member { nick: None, roles: vec![role.id] });
            guild.roles.push(role);
            let data = world.guild_create_json(&world.guilds[&id]);
            world.dispatch(Event {
                name: "GUILD_CREATE",
                guild: Some(id),
                intents: intent::GUILDS,
                data,
                blanked: None,
            });
            id
        })
    }

    /// As [`FakeDiscord::guild`], with channels in it before the bot hears of it: ids of server and channels.
    pub(crate) fn guild_with(&self, name: &str, channels: &[&str]) -> (u64, Vec<u64>) {
        let guild = self.guild(name);
        let channels = channels.iter().map(|channel| self.channel(guild, channel)).collect();
        (guild, channels)
    }

    /// Takes the bot out of a server: it was kicked.
    pub(crate) fn leave_guild(&self, guild: u64) {
        self.shared.change(|world| {
            world.guilds.remove(&guild);
            let gone: Vec<u64> =
                world.channels.values().filter(|one| one.guild == Some(guild)).map(|one| one.id).collect();
            for channel in gone {
                world.channels.remove(&channel);
            }
            let data = json!({"id": guild.to_string()});
            world.dispatch(Event {
                name: "GUILD_DELETE",
                guild: Some(guild),
                intents: intent::GUILDS,
                data,
                blanked: None,
            });
        });
    }

    /// Adds a text channel.
    pub(crate) fn channel(&self, guild: u64, name: &str) -> u64 {
        self.add_channel(guild, name, kind::TEXT, None, 0)
    }

    /// Adds a forum.
    pub(crate) fn forum(&self, guild: u64, name: &str) -> u64 {
        self.add_channel(guild, name, kind::FORUM, None, 0)
    }

    /// Starts a thread in a text channel, or a post in a forum (whose first message is another call).
    pub(crate) fn thread(&self, channel: u64, name: &str, owner: u64) -> u64 {
        let guild = self.shared.world().channels[&channel].guild.expect("threads are in servers");
        self.add_channel(guild, name, kind::PUBLIC_THREAD, Some(channel), owner)
    }

    fn add_channel(&self, guild: u64, name: &str, kind: u8, parent: Option<u64>, owner: u64) -> u64 {
        self.shared.change(|world| {
            let id = world.add_channel(guild, name, kind, parent, owner);
            let mut data = world.channel_json(&world.channels[&id]);
            let thread = kind == kind::PUBLIC_THREAD;
            if thread {
                data["newly_created"] = json!(true);
            }
            let name = if thread { "THREAD_CREATE" } else { "CHANNEL_CREATE" };
            world.dispatch(Event { name, guild: Some(guild), intents: intent::GUILDS, data, blanked: None });
            id
        })
    }

    /// Adds a person who is in this server.
    pub(crate) fn member(&self, guild: u64, name: &str) -> u64 {
        let user = self.shared.change(|world| world.add_user(name, false));
        self.join(guild, user);
        user
    }

    /// Adds a person with these permissions on top of everybody's, through a role of their own.
    pub(crate) fn member_with(&self, guild: u64, name: &str, permissions: u64) -> u64 {
        let user = self.member(guild, name);
        let role = self.role(guild, &format!("role of {name}"), permissions, false);
        self.give_role(guild, user, role);
        user
    }

    /// Adds another bot.
    pub(crate) fn other_bot(&self, guild: u64, name: &str) -> u64 {
        let user = self.shared.change(|world| world.add_user(name, true));
        self.join(guild, user);
        user
    }

    /// Lets somebody who exists join a server too.
    pub(crate) fn join(&self, guild: u64, user: u64) {
        self.shared.change(|world| {
            world.guilds.get_mut(&guild).expect("the server exists").members.insert(user, Member::default());
            let mut data = world.member_json(guild, user);
            data["guild_id"] = json!(guild.to_string());
            world.dispatch(Event {
                name: "GUILD_MEMBER_ADD",
                guild: Some(guild),
                intents: intent::GUILD_MEMBERS,
                data,
                blanked: None,
            });
        });
    }

    /// Makes this the preferred language of a server.
    pub(crate) fn guild_locale(&self, guild: u64, locale: &str) {
        self.shared.change(|world| {
            world.guilds.get_mut(&guild).expect("the server exists").locale = locale.to_owned();
        });
    }

    /// Gives somebody another name in this server.
    pub(crate) fn nick(&self, guild: u64, user: u64, nick: &str) {
        self.shared.change(|world| {
            let guild = world.guilds.get_mut(&guild).expect("the server exists");
            guild.members.get_mut(&user).expect("is in the server").nick = Some(nick.to_owned());
        });
    }

    /// Adds a role.
    pub(crate) fn role(&self, guild: u64, name: &str, permissions: u64, mentionable: bool) -> u64 {
        self.shared.change(|world| {
            let id = world.next_id();
            let role = Role { id, name: name.to_owned(), permissions, mentionable, managed: false };
            world.guilds.get_mut(&guild).expect("the server exists").roles.push(role);
            let of = &world.guilds[&guild];
            let role = world.role_json(of, of.roles.last().expect("just added"));
            let data = json!({"guild_id": guild.to_string(), "role": role});
            world.dispatch(Event {
                name: "GUILD_ROLE_CREATE",
                guild: Some(guild),
                intents: intent::GUILDS,
                data,
                blanked: None,
            });
            id
        })
    }

    pub(crate) fn give_role(&self, guild: u64, user: u64, role: u64) {
        self.shared.change(|world| {
            let guild = world.guilds.get_mut(&guild).expect("the server exists");
            guild.members.get_mut(&user).expect("is in the server").roles.push(role);
        });
    }

    pub(crate) fn take_role(&self, guild: u64, user: u64, role: u64) {
        self.shared.change(|world| {
            let guild = world.guilds.get_mut(&guild).expect("the server exists");
            guild.members.get_mut(&user).expect("is in the server").roles.retain(|one| *one != role);
        });
    }

    /// The direct conversation of this person with the bot.
    pub(crate) fn dm(&self, user: u64) -> u64 {
        self.shared.change(|world| world.dm(user))
    }

    /// The bot may do exactly this in the channel.
    pub(crate) fn bot_permissions(&self, channel: u64, permissions: u64) {
        let bot = self.bot_user_id();
        self.overwrite(channel, bot, permissions, permission::ALL & !permissions);
    }

    /// Sets what a member, or a role, is allowed and denied in a channel besides.
    pub(crate) fn overwrite(&self, channel: u64, whose: u64, allow: u64, deny: u64) {
        self.shared.change(|world| {
            let member = world.users.contains_key(&whose);
            assert!(!world.is_thread(channel), "a thread has the permissions of the channel that it is in");
            let of = world.channels.get_mut(&channel).expect("the channel exists");
            of.overwrites.retain(|overwrite| overwrite.id != whose);
            of.overwrites.push(Overwrite { id: whose, member, allow, deny });
            let data = world.channel_json(&world.channels[&channel]);
            let guild = world.channels[&channel].guild;
            let name = "CHANNEL_UPDATE";
            world.dispatch(Event { name, guild, intents: intent::GUILDS, data, blanked: None });
        });
    }

    /// What somebody may do in a channel.
    pub(crate) fn permissions(&self, channel: u64, user: u64) -> u64 {
        self.shared.world().permissions(channel, user)
    }

    /// The person's hands in this channel of this server.
    pub(crate) fn user(&self, guild: u64, channel: u64, user: u64) -> Hands {
        Hands::new(self.clone(), Some(guild), channel, user)
    }

    /// The person's hands in the direct conversation with the bot.
    pub(crate) fn user_in_dm(&self, user: u64) -> Hands {
        Hands::new(self.clone(), None, self.dm(user), user)
    }
}

/// Waiting for the bot.
impl FakeDiscord {
    /// Waits until the bot has identified and READY was sent.
    pub(crate) async fn ready(&self) {
        self.ready_times(1).await;
    }

    /// Waits until READY was sent so many times: once a shard, and once for each new session.
    pub(crate) async fn ready_times(&self, times: usize) {
        let ready = self.shared.wait(PATIENCE, |world| (world.gateway.ready >= times).then_some(())).await;
        assert!(ready.is_some(), "the bot did not become ready {times} times; violations: {:?}", self.violations());
    }

    /// Waits until all these commands are registered: in this server, or for all where `None`.
    pub(crate) async fn commands_registered(&self, names: &[&str], guild: Option<u64>) {
        let registered = |world: &mut World| {
            let all = names
                .iter()
                .all(|name| world.commands.iter().any(|command| command.guild == guild && command.name() == *name));
            all.then_some(())
        };
        let done = self.shared.wait(PATIENCE, registered).await;
        assert!(done.is_some(), "{names:?} are not registered, only {:?}", self.command_names(guild));
    }

    /// Waits until `times` RESUMEs were accepted.
    pub(crate) async fn resumed_times(&self, times: usize) {
        let done = self.shared.wait(PATIENCE, |world| (world.gateway.resumed.len() >= times).then_some(())).await;
        assert!(done.is_some(), "the bot did not resume {times} times");
    }

    /// Waits until something holds; for whatever has no waiting call of its own.
    pub(crate) async fn until(&self, patience: Duration, mut holds: impl FnMut(&FakeDiscord) -> bool) -> bool {
        let end = tokio::time::Instant::now() + patience;
        loop {
            let changed = self.shared.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            if holds(self) {
                return true;
            }
            // Not all that a test may ask for is the fake's to announce.
            let soon = tokio::time::Instant::now() + Duration::from_millis(50);
            if tokio::time::timeout_at(end.min(soon), changed).await.is_err() && end <= soon {
                return holds(self);
            }
        }
    }
}

/// What can be seen.
impl FakeDiscord {
    /// Messages of a channel that everybody in it sees now, in the order of writing.
    pub(crate) fn messages(&self, channel: u64) -> Vec<Seen> {
        let all = self.all_messages(channel);
        all.into_iter().filter(|message| !message.deleted && !message.ephemeral).collect()
    }

    /// Messages of a channel, deleted ones and those for one person too.
    pub(crate) fn all_messages(&self, channel: u64) -> Vec<Seen> {
        let world = self.shared.world();
        let ids = world.channels.get(&channel).into_iter().flat_map(|channel| &channel.messages);
        ids.filter_map(|id| world.messages.get(id)).map(|message| Seen::of(&world, message)).collect()
    }

    /// A message, deleted or not.
    pub(crate) fn message(&self, id: u64) -> Option<Seen> {
        let world = self.shared.world();
        world.messages.get(&id).map(|message| Seen::of(&world, message))
    }

    /// Waits for a message that replies to this one.
    pub(crate) async fn reply_to(&self, message: u64, patience: Duration) -> Option<Seen> {
        let replies = |world: &mut World| {
            let channel = world.messages.get(&message)?.channel;
            let ids = world.channels.get(&channel)?.messages.iter().rev().take_while(|id| **id > message);
            let mut replies = ids.filter_map(|id| world.messages.get(id));
            let fits = |one: &&state::Message| {
                one.reference.is_some_and(|(_, of)| of == message) && !one.forwards && !one.deleted
            };
            let found = replies.find(fits)?;
            Some(Seen::of(world, found))
        };
        self.shared.wait(patience, replies).await
    }

    /// Waits for the first message of the bot in this channel after `after`.
    pub(crate) async fn next_of_bot(&self, channel: u64, after: u64, patience: Duration) -> Option<Seen> {
        let next = |world: &mut World| {
            let ids = world.channels.get(&channel)?.messages.iter().filter(|id| **id > after);
            let found =
                ids.filter_map(|id| world.messages.get(id)).find(|one| one.author == world.bot && !one.deleted)?;
            Some(Seen::of(world, found))
        };
        self.shared.wait(patience, next).await
    }

    /// Channels in which the bot showed that it types, in order.
    pub(crate) fn typing(&self) -> Vec<u64> {
        self.shared.world().typing.clone()
    }

    /// Names of the commands registered in this server, or for all where `None`.
    pub(crate) fn command_names(&self, guild: Option<u64>) -> Vec<String> {
        self.commands(guild).iter().map(|command| command["name"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The registered commands as Discord returns them, localizations included.
    pub(crate) fn commands(&self, guild: Option<u64>) -> Vec<Value> {
        let world = self.shared.world();
        world.commands.iter().filter(|command| command.guild == guild).map(|command| command.json.clone()).collect()
    }
}

/// What goes wrong.
impl FakeDiscord {
    /// Adds a fault for the requests that fit it; earlier ones go first.
    pub(crate) fn script(&self, script: Script) {
        self.shared.change(|world| world.scripts.push(script));
    }

    /// Takes all faults away that were not used up.
    pub(crate) fn clear_scripts(&self) {
        self.shared.change(|world| world.scripts.clear());
    }

    /// Limits a route, each channel, server or webhook for itself; `*` stands for one piece of the path.
    pub(crate) fn rate_limit(&self, method: &str, pattern: &str, limit: usize, window: Duration) {
        let (method, pattern) = (method.to_owned(), pattern.to_owned());
        let limit = Limit { method, pattern, limit, window, global: false, windows: Default::default() };
        self.shared.change(|world| world.limits.push(limit));
    }

    /// Limits all requests together, interactions aside.
    pub(crate) fn global_limit(&self, limit: usize, window: Duration) {
        let (method, pattern) = ("*".to_owned(), "*".to_owned());
        let limit = Limit { method, pattern, limit, window, global: true, windows: Default::default() };
        self.shared.change(|world| world.limits.push(limit));
    }

    /// Drops the gateway connection without a close frame. `None`: of all shards, here and below.
    pub(crate) fn drop_tcp(&self, shard: Option<u64>) {
        self.shared.change(|world| world.gateway.tell(shard, &Out::Drop));
    }

    /// Closes the gateway connection with this code.
    pub(crate) fn close(&self, shard: Option<u64>, code: u16) {
        self.shared.change(|world| world.gateway.tell(shard, &Out::Close(code, "Closed by the test.")));
    }

    /// Asks the bot to reconnect and resume (op 7).
    pub(crate) fn reconnect(&self, shard: Option<u64>) {
        self.shared.change(|world| world.gateway.tell_json(shard, &json!({"op": 7, "d": null, "s": null, "t": null})));
    }

    /// Tells the bot that its session is invalid (op 9), and whether it may resume.
    pub(crate) fn invalid_session(&self, shard: Option<u64>, resumable: bool) {
        self.shared.change(|world| {
            if !resumable {
                world.gateway.forget(shard);
            }
            world.gateway.tell_json(shard, &json!({"op": 9, "d": resumable, "s": null, "t": null}));
        });
    }

    /// Asks for a heartbeat at once (op 1).
    pub(crate) fn request_heartbeat(&self, shard: Option<u64>) {
        self.shared.change(|world| world.gateway.tell_json(shard, &json!({"op": 1, "d": null, "s": null, "t": null})));
    }

    /// Whether heartbeats are acknowledged.
    pub(crate) fn heartbeat_acks(&self, acks: bool) {
        self.shared.change(|world| world.settings.heartbeat_acks = acks);
    }

    /// Whether each RESUME is answered with an invalid session.
    pub(crate) fn refuse_resumes(&self, refuse: bool) {
        self.shared.change(|world| world.settings.refuse_resumes = refuse);
    }

    /// Whether new gateway connections end at once, as in an outage.
    pub(crate) fn refuse_connections(&self, refuse: bool) {
        self.shared.change(|world| world.settings.refuse_connections = refuse);
    }

    /// The token is no longer valid: 401 over REST, 4004 over the gateway.
    pub(crate) fn revoke_token(&self) {
        self.shared.change(|world| world.token_valid = false);
    }

    /// The token is valid again.
    pub(crate) fn restore_token(&self) {
        self.shared.change(|world| world.token_valid = true);
    }

    /// IDENTIFY with one of these intents is refused with 4014.
    pub(crate) fn disallow_intents(&self, intents: u64) {
        self.shared.change(|world| world.settings.disallowed_intents = intents);
    }

    /// Flags of the application from now on.
    pub(crate) fn application_flags(&self, flags: u64) {
        self.shared.change(|world| world.settings.application_flags = flags);
    }

    /// Sends any event as it is, for what no other call sends.
    pub(crate) fn send_event(&self, name: &'static str, guild: Option<u64>, data: Value) {
        self.shared.change(|world| world.dispatch(Event { name, guild, intents: 0, data, blanked: None }));
    }

    /// An interaction has so long for its first answer from now on.
    pub(crate) fn deadline(&self, deadline: Duration) {
        self.shared.change(|world| world.settings.deadline = deadline);
    }
}

/// Records and verdicts.
impl FakeDiscord {
    /// Accepted IDENTIFYs, in order.
    pub(crate) fn identifies(&self) -> Vec<Identified> {
        self.shared.world().gateway.identified.clone()
    }

    /// Shards (number, count) of the accepted RESUMEs, in order.
    pub(crate) fn resumes(&self) -> Vec<(u64, u64)> {
        self.shared.world().gateway.resumed.clone()
    }

    /// Heartbeats that came.
    pub(crate) fn heartbeats(&self) -> usize {
        self.shared.world().gateway.heartbeats
    }

    /// Whether this shard is connected and identified now.
    pub(crate) fn connected(&self, shard: u64) -> bool {
        self.shared.world().gateway.connected(shard)
    }

    /// All REST requests, in order, as far as they were kept.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared.world().requests.iter().cloned().collect()
    }

    /// Those of this method whose path ends with the pattern.
    pub(crate) fn requests_to(&self, method: &str, pattern: &str) -> Vec<Request> {
        let fits = |one: &&Request| one.method == method && faults::path_fits(pattern, &one.path);
        self.shared.world().requests.iter().filter(fits).cloned().collect()
    }

    /// Rules that were broken, each as `KIND: WHAT`. Kinds: `rule` (limits of messages and commands), `spec` (the
    /// OpenAPI document, of requests), `own` (of the fake's answers: a fault of the fake), `mentions`, `twice` and
    /// `late` (answers to interactions), `route` (unknown to the fake), `gateway`, `auth`.
    pub(crate) fn violations(&self) -> Vec<String> {
        self.shared.world().violations.clone()
    }

    /// As [`FakeDiscord::violations`], and forgets them: for tests that expect some.
    pub(crate) fn take_violations(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.world().violations)
    }

    /// Fails where a rule was broken.
    #[track_caller]
    pub(crate) fn assert_clean(&self) {
        self.assert_clean_but(&[]);
    }

    /// Fails where a rule was broken, of other kinds than these.
    #[track_caller]
    pub(crate) fn assert_clean_but(&self, kinds: &[&str]) {
        let mut violations = self.violations();
        violations.retain(|violation| {
            let kind = violation.split(':').next().unwrap_or_default();
            !kinds.contains(&kind)
        });
        assert!(violations.is_empty(), "{} violations:\n{}", violations.len(), violations.join("\n"));
    }

    /// Everything that would have pinged somebody.
    pub(crate) fn pings(&self) -> Vec<Ping> {
        self.shared.world().pings.clone()
    }
}

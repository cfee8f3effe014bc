//! What a server's people change: channels and roles that go, threads that are locked, members that leave, commands that
//! are taken from some and given to others; and what the application may do. With it, what the bot has sent at all.

use serde_json::json;

use super::FakeDiscord;
use super::gateway::Event;
use super::gateway::intent;
use super::records::Request;
use super::seen::Seen;
use super::state::Whom;
use super::state::World;
use super::threads;

/// Servers and their people.
impl FakeDiscord {
    /// Deletes a channel, and the threads in it. Nothing can be done there afterwards.
    pub(crate) fn delete_channel(&self, channel: u64) {
        self.shared.change(|world| {
            let thread = world.is_thread(channel);
            let gone = &world.channels[&channel];
            let (guild, parent) = (gone.guild.expect("it is in a server"), gone.parent);
            let mut data = world.channel_json(gone);
            if thread {
                let (id, kind) = (channel.to_string(), gone.kind);
                data = json!({
                    "id": id,
                    "guild_id": guild.to_string(),
                    "parent_id": parent.map(|id| id.to_string()),
                    "type": kind,
                });
                threads::tell(world, channel, "THREAD_DELETE", data);
            } else {
                let (name, intents) = ("CHANNEL_DELETE", intent::GUILDS);
                world.dispatch(Event { name, guild: Some(guild), intents, data, blanked: None });
            }
            let inside = world.channels.values().filter(|one| one.id == channel || one.parent == Some(channel));
            let gone: Vec<u64> = inside.map(|one| one.id).collect();
            world.channels.retain(|id, _| !gone.contains(id));
            if let Some(guild) = world.guilds.get_mut(&guild) {
                guild.channels.retain(|id| !gone.contains(id));
            }
        });
    }

    /// Archives a thread, or takes it out of the archive, and locks or unlocks it.
    pub(crate) fn archive(&self, thread: u64, archived: bool, locked: bool) {
        self.shared.change(|world| threads::set(world, thread, archived, locked));
    }

    /// Who follows a thread, in the order of joining.
    pub(crate) fn thread_members(&self, thread: u64) -> Vec<u64> {
        self.shared.world().channels[&thread].members.clone()
    }

    /// Name of a channel or thread; nothing where there is none.
    pub(crate) fn channel_name(&self, channel: u64) -> Option<String> {
        self.shared.world().channels.get(&channel).map(|channel| channel.name.clone())
    }

    /// Threads and posts of a channel, oldest first.
    pub(crate) fn threads_in(&self, channel: u64) -> Vec<u64> {
        let world = self.shared.world();
        let threads = world.channels.values().filter(|one| one.parent == Some(channel) && world.is_thread(one.id));
        let mut threads: Vec<u64> = threads.map(|thread| thread.id).collect();
        threads.sort_unstable();
        threads
    }

    /// Takes a person out of a server: they left, or were sent away.
    pub(crate) fn leave(&self, guild: u64, user: u64) {
        self.shared.change(|world| {
            world.guilds.get_mut(&guild).expect("the server exists").members.remove(&user);
            let data = json!({"guild_id": guild.to_string(), "user": world.user_json(user)});
            let (name, intents) = ("GUILD_MEMBER_REMOVE", intent::GUILD_MEMBERS);
            world.dispatch(Event { name, guild: Some(guild), intents, data, blanked: None });
        });
    }

    /// Whether this person takes no direct messages of the bot.
    pub(crate) fn close_messages(&self, user: u64, closed: bool) {
        self.shared.change(|world| world.users.get_mut(&user).expect("the person exists").closed = closed);
    }

    /// All direct messages between this person and the bot that stand, in order.
    pub(crate) fn direct_messages(&self, user: u64) -> Vec<Seen> {
        self.messages(self.dm(user))
    }

    /// The roles of a member, in the order in which they were given.
    pub(crate) fn roles(&self, guild: u64, user: u64) -> Vec<u64> {
        self.shared.world().guilds[&guild].members.get(&user).map(|member| member.roles.clone()).unwrap_or_default()
    }

    /// Deletes a role; its members lose it.
    pub(crate) fn delete_role(&self, guild: u64, role: u64) {
        self.shared.change(|world| {
            let of = world.guilds.get_mut(&guild).expect("the server exists");
            of.roles.retain(|one| one.id != role);
            of.members.values_mut().for_each(|member| member.roles.retain(|one| *one != role));
            let data = json!({"guild_id": guild.to_string(), "role_id": role.to_string()});
            let (name, intents) = ("GUILD_ROLE_DELETE", intent::GUILDS);
            world.dispatch(Event { name, guild: Some(guild), intents, data, blanked: None });
        });
    }

    /// Sets the language of a server.
    pub(crate) fn locale(&self, guild: u64, locale: &str) {
        self.shared.change(|world| {
            world.guilds.get_mut(&guild).expect("the server exists").locale = locale.to_owned();
            let data = world.guild_json(&world.guilds[&guild]);
            let (name, intents) = ("GUILD_UPDATE", intent::GUILDS);
            world.dispatch(Event { name, guild: Some(guild), intents, data, blanked: None });
        });
    }

    /// Allows or forbids a command, as administrators do under "Integrations". It goes before what the command itself
    /// asks for.
    pub(crate) fn command_permission(&self, guild: u64, command: &str, whom: Whom, allowed: bool) {
        self.shared.change(|world| {
            let fits = |one: &&super::state::Command| one.name() == command && one.guild.is_none_or(|of| of == guild);
            let ids: Vec<u64> = world.commands.iter().filter(fits).map(super::state::Command::id).collect();
            assert!(!ids.is_empty(), "there is no command {command}");
            for id in ids {
                let rules = world.overruled.entry((guild, id)).or_default();
                rules.retain(|(of, _)| *of != whom);
                rules.push((whom, allowed));
            }
        });
    }
}

/// The application.
impl FakeDiscord {
    /// Whether the application may read what people write (its page at Discord, "Message Content Intent").
    pub(crate) fn message_content(&self, granted: bool) {
        self.shared.change(|world| {
            let flags = world.settings.application_flags & !(1 << 18 | 1 << 19);
            world.settings.application_flags = flags | if granted { 1 << 19 } else { 0 };
        });
    }

    /// The bot breaks no rule by pinging this role. Nothing else may be pinged, whatever is allowed here.
    pub(crate) fn may_ping_role(&self, role: u64) {
        self.shared.change(|world| world.pingable.push(role));
    }
}

/// What the bot has sent.
impl FakeDiscord {
    /// Messages that the bot has sent anywhere: deleted ones, those for one person, and announced answers too.
    pub(crate) fn sent(&self) -> usize {
        self.shared.world().sent.values().sum()
    }

    /// As [`FakeDiscord::sent`], in one channel.
    pub(crate) fn sent_in(&self, channel: u64) -> usize {
        self.shared.world().sent.get(&channel).copied().unwrap_or_default()
    }

    /// All requests that people could have noticed, whatever came of them: messages, edits, deletions, reactions,
    /// typing, threads and answers to interactions.
    pub(crate) fn outgoing(&self) -> Vec<Request> {
        let seen = |request: &&Request| {
            let place = request.path.split('/').nth(1).unwrap_or_default();
            request.method != "GET" && matches!(place, "channels" | "interactions" | "webhooks")
        };
        self.shared.world().requests.iter().filter(seen).cloned().collect()
    }

    /// Files that were fetched from Discord's file server, by the end of their path.
    pub(crate) fn fetched(&self) -> Vec<String> {
        let all = self.requests().into_iter().filter(|request| request.path.starts_with("/attachments/"));
        all.filter_map(|request| request.path.rsplit('/').next().map(str::to_owned)).collect()
    }
}

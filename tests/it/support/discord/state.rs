//! What the fake knows: servers, channels, people, messages, commands and interactions.

mod forms;

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::collections::VecDeque;
use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use serde_json::Map;
use serde_json::Value;

use super::Settings;
use super::faults::Limit;
use super::faults::Script;
use super::gateway::Gateway;
use super::pings::Ping;
use super::records::Request;

/// Bits of permissions, as Discord numbers them.
pub(crate) mod permission {
    /// May do everything.
    pub(crate) const ADMINISTRATOR: u64 = 1 << 3;
    /// May change and delete channels.
    pub(crate) const MANAGE_CHANNELS: u64 = 1 << 4;
    /// May change the server.
    pub(crate) const MANAGE_GUILD: u64 = 1 << 5;
    /// May put reactions under messages.
    pub(crate) const ADD_REACTIONS: u64 = 1 << 6;
    /// Sees the channel.
    pub(crate) const VIEW_CHANNEL: u64 = 1 << 10;
    /// May write in the channel.
    pub(crate) const SEND_MESSAGES: u64 = 1 << 11;
    /// May delete what others wrote.
    pub(crate) const MANAGE_MESSAGES: u64 = 1 << 13;
    /// Links and embeds of theirs are shown.
    pub(crate) const EMBED_LINKS: u64 = 1 << 14;
    /// May send files.
    pub(crate) const ATTACH_FILES: u64 = 1 << 15;
    /// Sees what was written before, and may reply to it.
    pub(crate) const READ_MESSAGE_HISTORY: u64 = 1 << 16;
    /// `@everyone` and roles that are not mentionable ping when they write it.
    pub(crate) const MENTION_EVERYONE: u64 = 1 << 17;
    /// May use slash commands.
    pub(crate) const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
    /// May change and delete threads, and write in locked ones.
    pub(crate) const MANAGE_THREADS: u64 = 1 << 34;
    /// May start threads.
    pub(crate) const CREATE_PUBLIC_THREADS: u64 = 1 << 35;
    /// May write in threads.
    pub(crate) const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

    /// What `@everyone` of a new server may do.
    pub(crate) const EVERYONE: u64 = ADD_REACTIONS
        | VIEW_CHANNEL
        | SEND_MESSAGES
        | EMBED_LINKS
        | ATTACH_FILES
        | READ_MESSAGE_HISTORY
        | MENTION_EVERYONE
        | USE_APPLICATION_COMMANDS
        | CREATE_PUBLIC_THREADS
        | SEND_MESSAGES_IN_THREADS;
    /// All that there is, as an administrator has it.
    pub(crate) const ALL: u64 = (1 << 50) - 1;
}

/// Discord's ids count milliseconds from here.
const DISCORD_EPOCH: u64 = 1_420_070_400_000;

/// Time of the first server's id, divisible by all usual numbers of shards: the n-th server lies on shard n % shards.
const FIRST_GUILD: u64 = 200_000_000_000;

pub(crate) fn now_ms() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

/// The time as Discord writes it.
pub(crate) fn iso(ms: u64) -> String {
    let time =
        time::OffsetDateTime::from_unix_timestamp((ms / 1000) as i64).unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    let (date, clock) = (time.date(), time.time());
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}000+00:00",
        date.year(),
        u8::from(date.month()),
        date.day(),
        clock.hour(),
        clock.minute(),
        clock.second(),
        ms % 1000
    )
}

/// Somebody who writes: a person, a bot, a webhook.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) bot: bool,
    /// Takes no direct messages of the bot.
    pub(crate) closed: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Role {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) permissions: u64,
    pub(crate) mentionable: bool,
    pub(crate) managed: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Member {
    pub(crate) nick: Option<String>,
    pub(crate) roles: Vec<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Guild {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) owner: u64,
    pub(crate) locale: String,
    /// The first is `@everyone`, with the server's own id.
    pub(crate) roles: Vec<Role>,
    pub(crate) members: BTreeMap<u64, Member>,
    pub(crate) channels: Vec<u64>,
    pub(crate) joined: u64,
}

/// Kinds of channels, as Discord numbers them.
pub(crate) mod kind {
    pub(crate) const TEXT: u8 = 0;
    pub(crate) const DM: u8 = 1;
    pub(crate) const PUBLIC_THREAD: u8 = 11;
    pub(crate) const FORUM: u8 = 15;
}

#[derive(Clone, Debug)]
pub(crate) struct Overwrite {
    /// Of a role or a member.
    pub(crate) id: u64,
    pub(crate) member: bool,
    pub(crate) allow: u64,
    pub(crate) deny: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) id: u64,
    pub(crate) guild: Option<u64>,
    pub(crate) kind: u8,
    pub(crate) name: String,
    /// Of a thread: where it was started.
    pub(crate) parent: Option<u64>,
    /// Of a thread: who started it. Of a direct conversation: the person.
    pub(crate) owner: u64,
    pub(crate) overwrites: Vec<Overwrite>,
    /// In the order of writing.
    pub(crate) messages: VecDeque<u64>,
    pub(crate) topic: Option<String>,
    /// Of a thread: put away until somebody writes in it.
    pub(crate) archived: bool,
    /// Of a thread: only moderators write in it.
    pub(crate) locked: bool,
    /// Of a thread: who follows it.
    pub(crate) members: Vec<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) id: u64,
    pub(crate) filename: String,
    pub(crate) description: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: std::sync::Arc<[u8]>,
}

/// Which interaction a message answers.
#[derive(Clone, Debug)]
pub(crate) struct Cause {
    pub(crate) interaction: u64,
    pub(crate) kind: u8,
    pub(crate) name: String,
    pub(crate) user: u64,
    /// The message that a component was on.
    pub(crate) message: Option<u64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) id: u64,
    pub(crate) channel: u64,
    pub(crate) author: u64,
    pub(crate) kind: u8,
    pub(crate) content: String,
    pub(crate) embeds: Vec<Value>,
    pub(crate) components: Vec<Value>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) flags: u64,
    /// Channel and message that it replies to or forwards.
    pub(crate) reference: Option<(u64, u64)>,
    pub(crate) forwards: bool,
    pub(crate) snapshots: Vec<Value>,
    pub(crate) stickers: Vec<Value>,
    pub(crate) sent: u64,
    pub(crate) edited: Option<u64>,
    /// What it said before each edit, oldest first.
    pub(crate) history: Vec<String>,
    pub(crate) deleted: bool,
    /// Only this person sees it.
    pub(crate) only_for: Option<u64>,
    pub(crate) cause: Option<Cause>,
    pub(crate) nonce: Option<Value>,
    pub(crate) webhook: Option<u64>,
    pub(crate) mentions: Vec<u64>,
    pub(crate) mention_roles: Vec<u64>,
    pub(crate) mention_everyone: bool,
    /// Reactions put by the bot.
    pub(crate) reactions: Vec<String>,
}

impl Message {
    pub(crate) fn new(id: u64, channel: u64, author: u64) -> Message {
        Message {
            id,
            channel,
            author,
            kind: 0,
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            attachments: Vec::new(),
            flags: 0,
            reference: None,
            forwards: false,
            snapshots: Vec::new(),
            stickers: Vec::new(),
            sent: now_ms(),
            edited: None,
            history: Vec::new(),
            deleted: false,
            only_for: None,
            cause: None,
            nonce: None,
            webhook: None,
            mentions: Vec::new(),
            mention_roles: Vec::new(),
            mention_everyone: false,
            reactions: Vec::new(),
        }
    }
}

/// For whom, or where, administrators may allow or forbid a command.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Whom {
    Everyone,
    Role(u64),
    Member(u64),
    AllChannels,
    Channel(u64),
}

/// Flags of messages, as Discord numbers them.
pub(crate) mod flag {
    pub(crate) const EPHEMERAL: u64 = 1 << 6;
    /// A thread was started from it.
    pub(crate) const HAS_THREAD: u64 = 1 << 5;
    pub(crate) const LOADING: u64 = 1 << 7;
    pub(crate) const COMPONENTS_V2: u64 = 1 << 15;
}

/// How the bot answered an interaction at first.
#[derive(Clone, Debug)]
pub(crate) enum First {
    /// Types 4: a message, and 7: the component's message changed.
    Message { updates: bool },
    /// Types 5: thinking, and 6: nothing to be seen yet.
    Deferred { updates: bool },
    /// Type 8.
    Choices(Vec<Value>),
    /// Type 9.
    Modal(Value),
}

#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: u64,
    /// 2 command, 3 component, 4 autocomplete, 5 modal.
    pub(crate) kind: u8,
    pub(crate) user: u64,
    pub(crate) guild: Option<u64>,
    pub(crate) channel: u64,
    pub(crate) name: String,
    pub(crate) asked: Instant,
    pub(crate) first: Option<(First, Instant)>,
    /// The callback may have been carried out without the bot having heard of it.
    pub(crate) unheard: bool,
    /// The message of the first answer.
    pub(crate) original: Option<u64>,
    /// When the deferred answer got its content.
    pub(crate) settled: Option<Instant>,
    pub(crate) followups: Vec<u64>,
    /// The message that the component or the modal's command was on.
    pub(crate) on: Option<u64>,
    /// The custom id of the modal that was submitted, or of the component.
    pub(crate) custom_id: Option<String>,
    /// The submits of the form that it opened.
    pub(crate) submits: Vec<u64>,
}

/// A registered command.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    pub(crate) guild: Option<u64>,
    /// As Discord returns it, with all localizations.
    pub(crate) json: Value,
}

impl Command {
    pub(crate) fn name(&self) -> &str {
        self.json["name"].as_str().unwrap_or_default()
    }

    pub(crate) fn kind(&self) -> u64 {
        self.json["type"].as_u64().unwrap_or(1)
    }

    pub(crate) fn id(&self) -> u64 {
        id_of(&self.json["id"]).unwrap_or_default()
    }
}

/// An id in JSON, written as text or as a number.
pub(crate) fn id_of(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// All state, under one lock.
pub(crate) struct World {
    pub(crate) settings: Settings,
    /// Where the files of messages are served.
    pub(crate) base: String,
    pub(crate) token_valid: bool,
    pub(crate) bot: u64,
    pub(crate) application: u64,
    pub(crate) owner: u64,
    last_id: u64,
    next_guild: u64,
    pub(crate) users: HashMap<u64, User>,
    pub(crate) guilds: BTreeMap<u64, Guild>,
    pub(crate) channels: HashMap<u64, Channel>,
    /// Direct conversations by person.
    dms: HashMap<u64, u64>,
    pub(crate) messages: HashMap<u64, Message>,
    pub(crate) interactions: HashMap<u64, Interaction>,
    interaction_order: VecDeque<u64>,
    pub(crate) commands: Vec<Command>,
    /// What administrators have set for commands, by server and command.
    pub(crate) overruled: HashMap<(u64, u64), Vec<(Whom, bool)>>,
    /// Author and nonce of what was sent lately, with the message.
    pub(crate) nonces: VecDeque<(u64, Value, u64, Instant)>,
    pub(crate) gateway: Gateway,
    pub(crate) scripts: Vec<Script>,
    pub(crate) limits: Vec<Limit>,
    pub(crate) requests: VecDeque<Request>,
    pub(crate) violations: Vec<String>,
    pub(crate) pings: Vec<Ping>,
    pub(crate) typing: Vec<u64>,
    /// Roles that the bot may ping without breaking a rule.
    pub(crate) pingable: Vec<u64>,
    /// Messages of the bot by channel, kept or not.
    pub(crate) sent: HashMap<u64, usize>,
}

impl World {
    pub(crate) fn new(settings: Settings, base: String) -> World {
        let mut world = World {
            settings,
            base,
            token_valid: true,
            bot: 0,
            application: 0,
            owner: 0,
            last_id: 0,
            next_guild: 0,
            users: HashMap::new(),
            guilds: BTreeMap::new(),
            channels: HashMap::new(),
            dms: HashMap::new(),
            messages: HashMap::new(),
            interactions: HashMap::new(),
            interaction_order: VecDeque::new(),
            commands: Vec::new(),
            overruled: HashMap::new(),
            nonces: VecDeque::new(),
            gateway: Gateway::default(),
            scripts: Vec::new(),
            limits: Vec::new(),
            requests: VecDeque::new(),
            violations: Vec::new(),
            pings: Vec::new(),
            typing: Vec::new(),
            pingable: Vec::new(),
            sent: HashMap::new(),
        };
        world.bot = world.add_user("askwell", true);
        // Applications of today have the id of their bot.
        world.application = world.bot;
        world.owner = world.add_user("owner of the bot", false);
        world
    }

    /// An id greater than all before it.
    pub(crate) fn next_id(&mut self) -> u64 {
        let now = (now_ms() - DISCORD_EPOCH) << 22;
        self.last_id = now.max(self.last_id + 1);
        self.last_id
    }

    pub(crate) fn add_user(&mut self, name: &str, bot: bool) -> u64 {
        let id = self.next_id();
        self.users.insert(id, User { id, name: name.to_owned(), bot, closed: false });
        id
    }

    pub(crate) fn add_guild(&mut self, name: &str) -> u64 {
        let id = (FIRST_GUILD + self.next_guild) << 22;
        self.next_guild += 1;
        let everyone = Role {
            id,
            name: "@everyone".to_owned(),
            permissions: permission::EVERYONE,
            mentionable: false,
            managed: false,
        };
        let owner = self.owner;
        let members = BTreeMap::from([(owner, Member::default()), (self.bot, Member::default())]);
        let guild = Guild {
            id,
            name: name.to_owned(),
            owner,
            locale: "en-US".to_owned(),
            roles: vec![everyone],
            members,
            channels: Vec::new(),
            joined: now_ms(),
        };
        self.guilds.insert(id, guild);
        id
    }

    pub(crate) fn add_channel(&mut self, guild: u64, name: &str, kind: u8, parent: Option<u64>, owner: u64) -> u64 {
        let id = self.next_id();
        self.add_channel_as(id, guild, name, kind, parent, owner)
    }

    /// As [`World::add_channel`], with an id that the channel has from elsewhere.
    pub(crate) fn add_channel_as(
        &mut self,
        id: u64,
        guild: u64,
        name: &str,
        kind: u8,
        parent: Option<u64>,
        owner: u64,
    ) -> u64 {
        let channel = Channel {
            id,
            guild: Some(guild),
            kind,
            name: name.to_owned(),
            parent,
            owner,
            overwrites: Vec::new(),
            messages: VecDeque::new(),
            topic: None,
            archived: false,
            locked: false,
            members: if matches!(kind, 10..=12) { vec![owner] } else { Vec::new() },
        };
        self.channels.insert(id, channel);
        self.guilds.get_mut(&guild).expect("the server exists").channels.push(id);
        id
    }

    /// The direct conversation of the bot with this person.
    pub(crate) fn dm(&mut self, user: u64) -> u64 {
        if let Some(known) = self.dms.get(&user) {
            return *known;
        }
        let id = self.next_id();
        self.dms.insert(user, id);
        let channel = Channel {
            id,
            guild: None,
            kind: kind::DM,
            name: String::new(),
            parent: None,
            owner: user,
            overwrites: Vec::new(),
            messages: VecDeque::new(),
            topic: None,
            archived: false,
            locked: false,
            members: Vec::new(),
        };
        self.channels.insert(id, channel);
        id
    }

    pub(crate) fn is_thread(&self, channel: u64) -> bool {
        self.channels.get(&channel).is_some_and(|channel| matches!(channel.kind, 10..=12))
    }

    /// What this member may do in the channel, as Discord computes it. All in a direct conversation.
    pub(crate) fn permissions(&self, channel: u64, user: u64) -> u64 {
        let Some(channel) = self.channels.get(&channel) else { return 0 };
        let Some(guild) = channel.guild.and_then(|id| self.guilds.get(&id)) else {
            return permission::EVERYONE;
        };
        let Some(member) = guild.members.get(&user) else { return 0 };
        if guild.owner == user {
            return permission::ALL;
        }
        let mut bits = guild.roles[0].permissions;
        for role in guild.roles.iter().filter(|role| member.roles.contains(&role.id)) {
            bits |= role.permissions;
        }
        if bits & permission::ADMINISTRATOR != 0 {
            return permission::ALL;
        }
        // A thread has the overwrites of the channel it is in.
        let overwrites = channel.parent.filter(|_| matches!(channel.kind, 10..=12));
        let overwrites =
            overwrites.and_then(|id| self.channels.get(&id)).map_or(&channel.overwrites, |of| &of.overwrites);
        let mut apply = |chosen: &dyn Fn(&Overwrite) -> bool| {
            let (mut allow, mut deny) = (0, 0);
            for overwrite in overwrites.iter().filter(|overwrite| chosen(overwrite)) {
                allow |= overwrite.allow;
                deny |= overwrite.deny;
            }
            bits = bits & !deny | allow;
        };
        apply(&|overwrite| !overwrite.member && overwrite.id == guild.id);
        apply(&|overwrite| !overwrite.member && member.roles.contains(&overwrite.id));
        apply(&|overwrite| overwrite.member && overwrite.id == user);
        bits
    }

    /// Puts a message into its channel; the oldest go where only a number of them is kept.
    pub(crate) fn put_message(&mut self, message: Message) -> u64 {
        let (id, channel, author) = (message.id, message.channel, message.author);
        // That a thread begins with a copy of its starter is Discord's doing.
        if author == self.bot && message.kind != 21 {
            *self.sent.entry(channel).or_default() += 1;
        }
        self.messages.insert(id, message);
        if let Some(channel) = self.channels.get_mut(&channel) {
            if matches!(channel.kind, 10..=12) && !channel.members.contains(&author) {
                channel.members.push(author);
            }
            channel.messages.push_back(id);
            while channel.messages.len() > self.settings.keep {
                if let Some(old) = channel.messages.pop_front() {
                    self.messages.remove(&old);
                }
            }
        }
        id
    }

    pub(crate) fn put_interaction(&mut self, interaction: Interaction) {
        self.interaction_order.push_back(interaction.id);
        self.interactions.insert(interaction.id, interaction);
        // Those that wait for their answer must not go, however few messages are kept.
        while self.interaction_order.len() > self.settings.keep.max(10_000) {
            if let Some(old) = self.interaction_order.pop_front() {
                self.interactions.remove(&old);
            }
        }
    }

    pub(crate) fn record(&mut self, request: Request) {
        self.requests.push_back(request);
        while self.requests.len() > self.settings.keep_requests {
            self.requests.pop_front();
        }
    }

    /// Writes down that somebody broke a rule. The first word says which kind of rule.
    pub(crate) fn violated(&mut self, kind: &str, what: &str) {
        // A bot that repeats its mistake for ever needs no list of for ever.
        if self.violations.len() < 10_000 {
            self.violations.push(format!("{kind}: {what}"));
        }
    }

    /// The command that a person in this server means.
    pub(crate) fn find_command(&self, guild: Option<u64>, name: &str, kind: u64) -> Option<&Command> {
        let fits = |command: &&Command| command.name() == name && command.kind() == kind;
        let own = self.commands.iter().filter(|command| guild.is_some() && command.guild == guild).find(fits);
        own.or_else(|| self.commands.iter().filter(|command| command.guild.is_none()).find(fits))
    }

    /// Whether the application has the privileged intent for what people write.
    pub(crate) fn content_granted(&self) -> bool {
        // GATEWAY_MESSAGE_CONTENT and GATEWAY_MESSAGE_CONTENT_LIMITED.
        self.settings.application_flags & (1 << 18 | 1 << 19) != 0
    }

    /// Whether this person and the bot are in a server together.
    pub(crate) fn shares_a_guild(&self, user: u64) -> bool {
        self.guilds.values().any(|guild| guild.members.contains_key(&user))
    }

    pub(crate) fn user_name(&self, id: u64) -> &str {
        self.users.get(&id).map_or("somebody unknown", |user| &user.name)
    }
}

/// When the thing of this id was made, in milliseconds since 1970.
pub(crate) fn timestamp_of(id: u64) -> u64 {
    (id >> 22) + DISCORD_EPOCH
}

pub(crate) fn ids(of: &[u64]) -> Vec<String> {
    of.iter().map(u64::to_string).collect()
}

/// Puts the fields of `more` into `json`.
pub(crate) fn extend(json: &mut Value, more: Value) {
    let fields: Option<&mut Map<String, Value>> = json.as_object_mut();
    if let (Some(fields), Value::Object(more)) = (fields, more) {
        fields.extend(more);
    }
}

/// How long one nonce of one author stands for one message.
pub(crate) const NONCE_LIFE: Duration = Duration::from_mins(5);

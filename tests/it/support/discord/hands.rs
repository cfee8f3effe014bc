//! A person's hands: they type commands, click, choose from menus, fill in forms and write messages.

mod commands;
mod components;
mod forms;
mod interaction;
mod threads;
mod writing;

use std::time::Instant;

use serde_json::Value;
use serde_json::json;

pub(crate) use forms::Field;
pub(crate) use forms::Modal;
pub(crate) use interaction::Choice;
pub(crate) use interaction::Interaction;
pub(crate) use interaction::Outcome;
pub(crate) use writing::Draft;

pub(super) use commands::content_type;
pub(super) use writing::set_mentions;

use super::FakeDiscord;
use super::gateway::Event;
use super::state;
use super::state::Command;
use super::state::Message;
use super::state::World;
use super::state::kind;
use super::state::permission;

/// Discord's program would not have let the person do this.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refused(pub(crate) String);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A person's hands in one channel. Those that do not begin with `try_` panic where Discord's program would refuse.
#[derive(Clone)]
pub(crate) struct Hands {
    fake: FakeDiscord,
    guild: Option<u64>,
    channel: u64,
    pub(crate) user: u64,
    /// Language of the person's Discord.
    locale: String,
}

impl Hands {
    pub(super) fn new(fake: FakeDiscord, guild: Option<u64>, channel: u64, user: u64) -> Hands {
        Hands { fake, guild, channel, user, locale: "en-US".to_owned() }
    }

    /// The same hands, of a person whose Discord speaks this language.
    #[must_use]
    pub(crate) fn with_locale(&self, locale: &str) -> Hands {
        Hands { locale: locale.to_owned(), ..self.clone() }
    }

    /// The same hands in another channel of the same server.
    #[must_use]
    pub(crate) fn in_channel(&self, channel: u64) -> Hands {
        Hands { channel, ..self.clone() }
    }

    /// The same person's hands in the direct conversation with the bot.
    #[must_use]
    pub(crate) fn in_dm(&self) -> Hands {
        Hands { guild: None, channel: self.fake.dm(self.user), ..self.clone() }
    }

    pub(crate) fn id(&self) -> u64 {
        self.user
    }

    pub(crate) fn channel(&self) -> u64 {
        self.channel
    }

    pub(crate) fn guild(&self) -> Option<u64> {
        self.guild
    }
}

/// What an interaction has besides its data.
#[derive(Default)]
struct Extra {
    command: Option<Command>,
    /// The message of the component, or that of the form's component.
    message: Option<u64>,
    custom_id: Option<String>,
}

/// What the hands share.
impl Hands {
    /// The message, if it is there and this person sees it.
    fn visible<'world>(&self, world: &'world World, message: u64) -> Result<&'world Message, Refused> {
        let found = world.messages.get(&message).filter(|found| !found.deleted && found.channel == self.channel);
        let found = found.ok_or_else(|| Refused(format!("there is no message {message} here")))?;
        if found.only_for.is_some_and(|user| user != self.user) {
            return Err(Refused("this person does not see the message".to_owned()));
        }
        if world.permissions(self.channel, self.user) & permission::VIEW_CHANNEL == 0 {
            return Err(Refused("this person does not see the channel".to_owned()));
        }
        Ok(found)
    }

    /// Sends the interaction to the bot.
    fn interact(&self, world: &mut World, kind: u8, name: &str, data: Value, extra: Extra) -> u64 {
        let id = world.next_id();
        let mut owners = json!({});
        // Who installed the bot: the server, or for direct conversations the one "0" that Discord sends.
        owners["0"] = json!(self.guild.map_or("0".to_owned(), |guild| guild.to_string()));
        let mut payload = json!({
            "id": id.to_string(),
            "application_id": world.application.to_string(),
            "type": kind,
            "data": data,
            "channel_id": self.channel.to_string(),
            "token": token(id),
            "version": 1,
            "app_permissions": world.permissions(self.channel, world.bot).to_string(),
            "locale": self.locale,
            "entitlements": [],
            "authorizing_integration_owners": owners,
            "context": u8::from(self.guild.is_none()),
            "attachment_size_limit": 10_485_760,
        });
        if let Some(channel) = world.channels.get(&self.channel) {
            let mut json = world.channel_json(channel);
            json["permissions"] = json!(world.permissions(self.channel, self.user).to_string());
            payload["channel"] = json;
        }
        if let Some(guild) = self.guild.and_then(|guild| world.guilds.get(&guild)) {
            payload["guild_id"] = json!(guild.id.to_string());
            payload["guild_locale"] = json!(guild.locale);
            payload["guild"] = json!({"id": guild.id.to_string(), "locale": guild.locale, "features": []});
            let mut member = world.member_json(guild.id, self.user);
            member["permissions"] = json!(world.permissions(self.channel, self.user).to_string());
            payload["member"] = member;
        } else {
            payload["user"] = world.user_json(self.user);
        }
        if let Some(message) = extra.message.and_then(|id| world.messages.get(&id)) {
            payload["message"] = world.message_json(message);
        }
        world.put_interaction(state::Interaction {
            id,
            kind,
            user: self.user,
            guild: self.guild,
            channel: self.channel,
            name: name.to_owned(),
            asked: Instant::now(),
            first: None,
            unheard: false,
            original: None,
            settled: None,
            followups: Vec::new(),
            on: extra.message,
            custom_id: extra.custom_id,
            submits: Vec::new(),
        });
        let guild = self.guild;
        world.dispatch(Event { name: "INTERACTION_CREATE", guild, intents: 0, data: payload, blanked: None });
        id
    }
}

/// The token of an interaction. Long, as real ones are.
pub(super) fn token(interaction: u64) -> String {
    format!("aW50ZXJhY3Rpb24-of-the-fake-discord-which-is-as-long-as-a-real-one-{interaction}")
}

/// The interaction of a token.
pub(super) fn of_token(token: &str) -> Option<u64> {
    token.rsplit('-').next()?.parse().ok().filter(|id| self::token(*id) == token)
}

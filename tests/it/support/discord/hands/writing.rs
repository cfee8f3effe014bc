//! Messages that a person writes, changes and deletes.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::super::gateway::Event;
use super::super::pings;
use super::super::seen::Seen;
use super::super::state::Attachment;
use super::super::state::Message;
use super::super::state::World;
use super::super::state::kind;
use super::super::state::now_ms;
use super::super::state::permission;
use super::Hands;
use super::Refused;
use super::content_type;

/// Messages.
impl Hands {
    /// Writes a message, and returns its id at once.
    pub(crate) fn write(&self, text: &str) -> u64 {
        self.message(text).send()
    }

    /// Writes a reply that pings the one it replies to.
    pub(crate) fn reply(&self, to: u64, text: &str) -> u64 {
        self.message(text).reply_to(to).send()
    }

    /// A message to be, for what [`Hands::write`] has no words for.
    pub(crate) fn message(&self, text: &str) -> Draft {
        let mut message = Message::new(0, self.channel, self.user);
        message.content = text.to_owned();
        Draft { hands: self.clone(), message, ping: true, forwarded: None }
    }

    /// Changes the person's own message.
    pub(crate) fn edit(&self, message: u64, text: &str) {
        self.fake.shared.change(|world| {
            let Some(mut edited) = world.messages.get(&message).cloned() else { panic!("no message {message}") };
            edited.history.push(std::mem::replace(&mut edited.content, text.to_owned()));
            edited.edited = Some(now_ms());
            set_mentions(world, &mut edited, false);
            world.messages.insert(message, edited.clone());
            world.dispatch_message("MESSAGE_UPDATE", &edited);
        });
    }

    /// Deletes a message: the person's own, or as a moderator any.
    pub(crate) fn delete(&self, message: u64) {
        self.try_delete(message).unwrap_or_else(|refused| panic!("deleting {message}: {refused}"));
    }

    pub(crate) fn try_delete(&self, message: u64) -> Result<(), Refused> {
        self.fake.shared.change(|world| {
            let found = self.visible(world, message)?;
            let moderates = world.permissions(self.channel, self.user) & permission::MANAGE_MESSAGES != 0;
            // An answer for one person is theirs to dismiss.
            let own = found.author == self.user || found.only_for.is_some();
            let may = own || moderates && self.guild.is_some();
            if !may {
                return Err(Refused("this person may not delete it".to_owned()));
            }
            super::super::messages::delete(world, message);
            Ok(())
        })
    }

    /// All that this person sees in the channel now, with the messages meant for them alone.
    pub(crate) fn sees(&self) -> Vec<Seen> {
        let all = self.fake.all_messages(self.channel);
        let world = self.fake.shared.world();
        let seen = |message: &Seen| {
            let only_for = world.messages.get(&message.id).and_then(|message| message.only_for);
            !message.deleted && only_for.is_none_or(|user| user == self.user)
        };
        all.into_iter().filter(seen).collect()
    }

    /// Shows that the person types.
    pub(crate) fn types(&self) {
        self.fake.shared.change(|world| {
            let mut data = json!({
                "channel_id": self.channel.to_string(),
                "user_id": self.user.to_string(),
                "timestamp": now_ms() / 1000,
            });
            if let Some(guild) = self.guild {
                data["guild_id"] = json!(guild.to_string());
                data["member"] = world.member_json(guild, self.user);
            }
            let direct = world.channels.get(&self.channel).is_some_and(|channel| channel.kind == kind::DM);
            let intents = if direct { 1 << 14 } else { 1 << 11 };
            world.dispatch(Event { name: "TYPING_START", guild: self.guild, intents, data, blanked: None });
        });
    }
}

/// A message that is being written.
#[must_use]
pub(crate) struct Draft {
    hands: Hands,
    message: Message,
    ping: bool,
    /// Channel and message.
    forwarded: Option<u64>,
}

impl Draft {
    /// Replies to this message.
    pub(crate) fn reply_to(mut self, message: u64) -> Draft {
        self.message.reference = Some((self.hands.channel, message));
        self.message.kind = 19;
        self
    }

    /// Whether a reply pings; else it does.
    pub(crate) fn ping(mut self, ping: bool) -> Draft {
        self.ping = ping;
        self
    }

    /// With a file.
    pub(crate) fn attach(mut self, filename: &str, bytes: &[u8]) -> Draft {
        let attachment = Attachment {
            id: 0,
            filename: filename.to_owned(),
            description: None,
            content_type: content_type(filename),
            bytes: bytes.into(),
        };
        self.message.attachments.push(attachment);
        self
    }

    /// With an embed, as links get.
    pub(crate) fn embed(mut self, embed: Value) -> Draft {
        self.message.embeds.push(embed);
        self
    }

    /// With components, as other bots send.
    pub(crate) fn component(mut self, component: Value) -> Draft {
        self.message.components.push(component);
        self
    }

    /// A sticker.
    pub(crate) fn sticker(mut self, name: &str) -> Draft {
        self.message.stickers.push(json!({"id": "749054660769218631", "name": name, "format_type": 1}));
        self
    }

    /// Forwards this message.
    pub(crate) fn forward_of(mut self, message: u64) -> Draft {
        self.forwarded = Some(message);
        self.message.forwards = true;
        self
    }

    /// Sent by a webhook instead of the person.
    pub(crate) fn by_webhook(mut self) -> Draft {
        self.message.webhook = Some(1);
        self
    }

    /// A message of the system, of this type: 6 a pin, 7 somebody joined, 8 a boost, 18 a thread was started.
    pub(crate) fn system(mut self, kind: u8) -> Draft {
        self.message.kind = kind;
        self
    }

    /// With these flags besides.
    pub(crate) fn flags(mut self, flags: u64) -> Draft {
        self.message.flags |= flags;
        self
    }

    /// Sends it; returns its id at once.
    pub(crate) fn send(self) -> u64 {
        self.try_send().unwrap_or_else(|refused| panic!("writing: {refused}"))
    }

    pub(crate) fn try_send(self) -> Result<u64, Refused> {
        let fake = self.hands.fake.clone();
        fake.shared.change(|world| {
            // Webhooks and the system need nobody's permission.
            if self.message.webhook.is_none() && matches!(self.message.kind, 0 | 19) {
                self.hands.may_write(world)?;
            }
            Ok(self.put(world))
        })
    }

    /// Begins a post of a forum with it; returns the id that both have.
    pub(crate) fn post(self, title: &str) -> u64 {
        self.try_post(title).unwrap_or_else(|refused| panic!("post: {refused}"))
    }

    pub(crate) fn try_post(mut self, title: &str) -> Result<u64, Refused> {
        let fake = self.hands.fake.clone();
        fake.shared.change(|world| {
            let post = self.hands.begin_post(world, title)?;
            self.message.channel = post;
            self.message.id = post;
            Ok(self.put(world))
        })
    }

    fn put(self, world: &mut World) -> u64 {
        let Draft { mut message, ping, forwarded, .. } = self;
        {
            if message.id == 0 {
                message.id = world.next_id();
            }
            for at in 0..message.attachments.len() {
                message.attachments[at].id = world.next_id();
            }
            if message.webhook.is_some() {
                message.webhook = Some(world.next_id());
            }
            if let Some(of) = forwarded {
                let original = world.messages.get(&of).expect("the forwarded message exists");
                let json = world.message_json(original);
                let mut snapshot = Map::new();
                for field in [
                    "type",
                    "content",
                    "embeds",
                    "attachments",
                    "timestamp",
                    "edited_timestamp",
                    "flags",
                    "mentions",
                    "components",
                ] {
                    snapshot.insert(field.to_owned(), json[field].clone());
                }
                message.reference = Some((original.channel, of));
                message.snapshots.push(json!({"message": snapshot}));
                message.flags |= 1 << 14;
            }
            set_mentions(world, &mut message, ping);
            let sent = message.clone();
            let id = world.put_message(message);
            world.dispatch_message("MESSAGE_CREATE", &sent);
            id
        }
    }
}

/// Fills in who is mentioned by a person's message.
pub(in super::super) fn set_mentions(world: &World, message: &mut Message, reply_pings: bool) {
    let found = pings::mentions(&message.content);
    message.mentions = found.users.into_iter().filter(|user| world.users.contains_key(user)).collect();
    message.mention_roles = found.roles;
    let may = world.permissions(message.channel, message.author) & permission::MENTION_EVERYONE != 0;
    message.mention_everyone = found.everyone && may;
    let replied = message.reference.filter(|_| reply_pings && !message.forwards);
    if let Some(author) = replied.and_then(|(_, of)| world.messages.get(&of)).map(|of| of.author)
        && !message.mentions.contains(&author)
    {
        message.mentions.push(author);
    }
}

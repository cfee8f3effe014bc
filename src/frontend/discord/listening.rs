//! What is remembered of what people say to each other, for those questions that are put to nobody.

mod earlier;
mod follow_ups;
mod hourly;
mod meanwhile;
mod names;
mod taken_back;

use std::sync::Arc;

use serenity::all::Message;
use serenity::all::MessageFlags;
use serenity::all::MessageId;
use serenity::all::MessageType;
use serenity::all::MessageUpdateEvent;
use tokio::sync::Semaphore;

pub(super) use earlier::Read;
pub(super) use hourly::HOUR;

use earlier::Earlier;
use follow_ups::FollowUps;
use hourly::Hourly;
use meanwhile::Meanwhile;
use names::Names;

/// Questions that wait for people at the same time; beyond them the bot leaves it to people altogether.
const MOST_WAITING: usize = 1_000;

/// What is remembered of what people say to each other: who wrote when, and nothing of what they wrote.
pub(super) struct Listening {
    /// Whether Discord sends the words of all messages.
    reads_all: bool,
    pub(super) follow_ups: FollowUps,
    pub(super) meanwhile: Meanwhile,
    pub(super) names: Names,
    pub(super) hourly: Hourly,
    pub(super) earlier: Earlier,
    pub(super) room: Arc<Semaphore>,
}

impl Listening {
    pub(super) fn new(reads_all: bool) -> Listening {
        Listening {
            reads_all,
            follow_ups: FollowUps::default(),
            meanwhile: Meanwhile::default(),
            names: Names::default(),
            hourly: Hourly::default(),
            earlier: Earlier::default(),
            room: Arc::new(Semaphore::new(MOST_WAITING)),
        }
    }

    /// Notes that somebody wrote. What other bots write is no answer by a person.
    pub(super) fn heard(&self, message: &Message) {
        let ordinary = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
        let by_a_person = ordinary && !message.author.bot && message.webhook_id.is_none();
        if self.reads_all && message.guild_id.is_some() && by_a_person {
            let takes_back = taken_back::takes_back(&message.content);
            self.meanwhile.wrote(message.channel_id, message.id, message.author.id, takes_back);
            self.names.wrote(message);
        }
    }

    /// Notes that messages were deleted.
    pub(super) fn deleted(&self, messages: &[MessageId]) {
        if self.reads_all {
            messages.iter().for_each(|message| self.meanwhile.ended(*message));
        }
    }

    /// Notes that a message was edited, or that somebody has begun a thread with it. Discord also says so when it has
    /// looked at a link.
    pub(super) fn changed(&self, event: &MessageUpdateEvent) {
        let flags = event.flags.flatten().unwrap_or_default();
        // The message that a post of a forum begins with has its thread from the beginning.
        let is_post = event.id.get() == event.channel_id.get();
        let has_thread = flags.contains(MessageFlags::HAS_THREAD) && !is_post;
        if self.reads_all && (event.edited_timestamp.is_some() || has_thread) {
            self.meanwhile.ended(event.id);
        }
    }

    /// Notes that a connection began anew, after which Discord does not tell what happened meanwhile.
    pub(super) fn connected_anew(&self) {
        self.meanwhile.missed();
    }
}

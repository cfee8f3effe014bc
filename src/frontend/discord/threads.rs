//! Which channel a thread belongs to: rules are given for channels, and may differ in threads, and a message in a
//! thread names only the thread.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::PoisonError;

use serde::Deserialize;
use serenity::all::Channel;
use serenity::all::ChannelId;
use serenity::all::ChannelType;
use serenity::all::GuildChannel;
use serenity::all::Http;
use serenity::all::MessageId;
use serenity::all::UserId;
use serenity::http::Route;

use crate::frontend::discord::rest;

/// Channels remembered before all are forgotten and asked for anew: some 1.5 MB.
const MOST: usize = 20_000;

/// Channels that were looked up.
#[derive(Default)]
pub(super) struct Threads(Mutex<HashMap<ChannelId, Known>>);

/// What is known of a channel, and does not change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// The channel that it is a thread of.
    pub(super) parent: Option<ChannelId>,
    /// Who began the thread.
    pub(super) owner: Option<UserId>,
    /// Whether it is a forum, whose threads are posts.
    pub(super) is_forum: bool,
}

impl Threads {
    /// The channel that `channel` is a thread of. A channel that cannot be looked up has no parent, and is asked for
    /// again next time.
    pub(super) async fn parent(&self, http: &Http, channel: ChannelId) -> Option<ChannelId> {
        self.known(http, channel).await?.parent
    }

    /// What is known of `channel`, asked of Discord once; `None` where it cannot be looked up.
    pub(super) async fn known(&self, http: &Http, channel: ChannelId) -> Option<Known> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&channel).copied();
        match known {
            Some(known) => Some(known),
            None => self.looked_up(http, channel).await.map(|(known, _)| known),
        }
    }

    /// The same with the channel's name, which may change, so that it is asked for each time.
    pub(super) async fn looked_up(&self, http: &Http, channel: ChannelId) -> Option<(Known, String)> {
        let (found, name) = match http.get_channel(channel).await {
            Ok(Channel::Guild(found)) => (Known::of(&found), found.name),
            Ok(_) => (Known::default(), String::new()),
            Err(_) => return None,
        };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(channel, found);
        Some((found, name))
    }
}

impl Known {
    fn of(channel: &GuildChannel) -> Known {
        // A category is the parent of a channel; only a thread's is of use here.
        let is_thread = channel.thread_metadata.is_some();
        Known {
            parent: channel.parent_id.filter(|_| is_thread),
            owner: channel.owner_id.filter(|_| is_thread),
            // 16 is a media channel, a forum for pictures.
            is_forum: matches!(channel.kind, ChannelType::Forum | ChannelType::Unknown(16)),
        }
    }
}

/// What is read of a message.
#[derive(Deserialize)]
struct First {
    author: Author,
}

#[derive(Deserialize)]
struct Author {
    id: UserId,
}

/// Who wrote the message that a thread of `parent` began with; it has the thread's number. `None` where it cannot be
/// looked up, or the thread began without one.
pub(super) async fn asker(http: &Http, parent: ChannelId, thread: ChannelId) -> Option<UserId> {
    let route = Route::ChannelMessage { channel_id: parent, message_id: MessageId::new(thread.get()) };
    let first: First = rest::get(http, route, &[]).await.ok()?;
    Some(first.author.id)
}

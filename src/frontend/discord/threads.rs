//! Which channel a thread belongs to: rules are given for channels, and may differ in threads, and a message in a thread
//! names only the thread.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::PoisonError;

use serenity::all::Channel;
use serenity::all::ChannelId;
use serenity::all::Http;

/// Channels remembered before all are forgotten and asked for anew: some 1 MB.
const MOST: usize = 20_000;

/// Channels that were looked up, with what they belong to.
#[derive(Default)]
pub(super) struct Threads(Mutex<HashMap<ChannelId, Option<ChannelId>>>);

impl Threads {
    /// The channel that `channel` is a thread of, asked of Discord once. A channel that cannot be looked up has no
    /// parent, and is asked for again next time.
    pub(super) async fn parent(&self, http: &Http, channel: ChannelId) -> Option<ChannelId> {
        if let Some(known) = self.known(channel) {
            return known;
        }
        let parent = match http.get_channel(channel).await {
            // A category is the parent of a channel; only a thread's is of use here.
            Ok(Channel::Guild(found)) if found.thread_metadata.is_some() => found.parent_id,
            Ok(_) => None,
            Err(_) => return None,
        };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(channel, parent);
        parent
    }

    fn known(&self, channel: ChannelId) -> Option<Option<ChannelId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&channel).copied()
    }
}

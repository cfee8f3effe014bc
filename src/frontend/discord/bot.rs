//! What all events share: who the bot is, what it answers from, and what it remembers for a while.

use std::sync::Arc;
use std::time::Duration;

use serenity::Client;
use serenity::all::Http;
use serenity::all::ShardManager;
use serenity::all::UserId;
use tokio::sync::Semaphore;
use tokio::sync::SemaphorePermit;
use tokio::sync::watch;

use crate::frontend::discord::Servers;
use crate::frontend::discord::files::Files;
use crate::frontend::discord::lately::Lately;
use crate::frontend::discord::listening::Listening;
use crate::frontend::discord::press::Keys;
use crate::frontend::discord::server_languages::Languages;
use crate::frontend::discord::threads::Threads;
use crate::service::Calls;
use crate::service::Limits;
use crate::service::Recent;
use crate::service::Typing;

/// Messages and commands worked on at once. Each waits for the model or for Discord most of its time; beyond this many
/// something is stuck, and more of them would only pile up.
const MOST_AT_WORK: usize = 512;

/// Last answers kept for `/why`: the askers of a day in a large community.
const ANSWERS_REMEMBERED: usize = 10_000;

/// The bot, for as long as the process runs.
pub(super) struct Bot {
    pub(super) http: Arc<Http>,
    /// The bot's own user.
    pub(super) me: UserId,
    pub(super) keys: Arc<Keys>,
    pub(super) servers: Arc<Servers>,
    /// Fetches what people hand in.
    pub(super) files: Arc<Files>,
    pub(super) limits: Limits,
    /// Who called the helpers lately.
    pub(super) calls: Calls,
    pub(super) recent: Recent,
    pub(super) typing: Typing,
    pub(super) threads: Threads,
    pub(super) languages: Languages,
    /// Whom a refusal was told lately.
    pub(super) told: Lately,
    /// Whether Discord sends the words of messages that do not address the bot.
    pub(super) reads_all: bool,
    /// The connections.
    pub(super) shards: Arc<ShardManager>,
    /// Questions that are put to nobody.
    pub(super) unasked: Listening,
    pub(super) at_work: Arc<AtWork>,
}

impl Bot {
    /// On a client's connections.
    pub(super) fn new(
        client: &Client,
        me: UserId,
        keys: Arc<Keys>,
        servers: Arc<Servers>,
        files: Arc<Files>,
        at_work: Arc<AtWork>,
        reads_all: bool,
    ) -> Bot {
        Bot {
            http: Arc::clone(&client.http),
            me,
            keys,
            servers,
            files,
            limits: Limits::new(),
            calls: Calls::default(),
            recent: Recent::new(ANSWERS_REMEMBERED),
            typing: Typing::new(),
            threads: Threads::default(),
            languages: Languages::default(),
            told: Lately::default(),
            reads_all,
            shards: Arc::clone(&client.shard_manager),
            unasked: Listening::new(reads_all),
            at_work,
        }
    }
}

/// Counts the events that are being worked on, so that a stop can wait for them and a flood can be told to come back.
pub(super) struct AtWork {
    count: watch::Sender<usize>,
    room: Semaphore,
    /// Whether nothing more is to be begun.
    over: watch::Sender<bool>,
}

impl Default for AtWork {
    fn default() -> AtWork {
        AtWork { count: watch::Sender::new(0), room: Semaphore::new(MOST_AT_WORK), over: watch::Sender::new(false) }
    }
}

impl AtWork {
    /// Counts one event in, until the guard is dropped.
    pub(super) fn begin(&self) -> Begun<'_> {
        self.count.send_modify(|count| *count += 1);
        Begun { count: &self.count, room: self.room.try_acquire().ok() }
    }

    /// What has been put off is not done any more.
    pub(super) fn end(&self) {
        self.over.send_replace(true);
    }

    /// Puts something off for so long; whether it is to be done then.
    pub(super) async fn put_off(&self, wait: Duration) -> bool {
        let mut over = self.over.subscribe();
        tokio::time::timeout(wait, over.wait_for(|&over| over)).await.is_err()
    }

    /// Waits until nothing is being worked on; false when that takes longer than `patience`.
    pub(super) async fn idle(&self, patience: Duration) -> bool {
        let mut count = self.count.subscribe();
        tokio::time::timeout(patience, count.wait_for(|&count| count == 0)).await.is_ok()
    }
}

/// An event that is being worked on.
pub(super) struct Begun<'a> {
    count: &'a watch::Sender<usize>,
    room: Option<SemaphorePermit<'a>>,
}

impl Begun<'_> {
    /// Whether there is room for it, or it had better be sent away.
    pub(super) fn has_room(&self) -> bool {
        self.room.is_some()
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        self.count.send_modify(|count| *count -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_stop_waits_for_what_is_being_worked_on() {
        let at_work = AtWork::default();
        assert!(at_work.idle(Duration::ZERO).await);
        let begun = at_work.begin();
        assert!(!at_work.idle(Duration::from_millis(5)).await);
        drop(begun);
        assert!(at_work.idle(Duration::from_secs(5)).await);
    }

    #[tokio::test]
    async fn what_was_put_off_is_not_done_after_the_end() {
        let at_work = AtWork::default();
        assert!(at_work.put_off(Duration::from_millis(5)).await);
        let (is_done, ()) = tokio::join!(at_work.put_off(Duration::from_secs(60)), async { at_work.end() });
        assert!(!is_done);
        assert!(!at_work.put_off(Duration::from_millis(5)).await);
    }

    #[test]
    fn a_flood_finds_no_room_and_leaves_it_as_it_was() {
        let at_work = AtWork::default();
        let flood: Vec<Begun<'_>> = (0..MOST_AT_WORK).map(|_| at_work.begin()).collect();
        assert!(flood.iter().all(Begun::has_room));
        assert!(!at_work.begin().has_room());
        drop(flood);
        assert!(at_work.begin().has_room());
    }
}

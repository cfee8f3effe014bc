//! The shards' sessions, and their end.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use serenity::all::ShardManager;
use serenity::all::ShardRunnerMessage;
use tracing::warn;

use crate::frontend::discord::bot::AtWork;
use crate::frontend::discord::gateway::PATIENCE;

/// What became of the shards.
#[derive(Default)]
pub(super) struct Sessions {
    /// How often each shard began a session; going on with one does not count.
    begun: Mutex<HashMap<u32, usize>>,
    /// Whatever still comes in comes too late.
    pub(super) closed: AtomicBool,
}

impl Sessions {
    pub(super) fn begun(&self) -> MutexGuard<'_, HashMap<u32, usize>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shards that had to begin anew.
    pub(super) fn restarted(&self) -> usize {
        self.begun().values().filter(|&&times| times > 1).count()
    }
}

/// Takes no more events, and lets what was begun come to its end.
pub(super) async fn stop(at_work: &AtWork, shards: &ShardManager, sessions: &Sessions) {
    at_work.end();
    let (finished, ()) = tokio::join!(at_work.idle(PATIENCE), async {
        // A shard that does not close in time is cut off when the process ends.
        let _ = tokio::time::timeout(PATIENCE, close(shards, sessions.restarted())).await;
        sessions.closed.store(true, Ordering::Relaxed);
    });
    // What came in while the line was being closed.
    if !finished || !at_work.idle(PATIENCE).await {
        warn!("stopped with work unfinished");
    }
}

/// Closes all shards, and waits until they are.
///
/// `ShardManager::shutdown_all` leaves those open that have begun anew: such a shard has said once too often that it is
/// closed, and at the first word of it the manager forgets the shard before it has told it to close.
pub(super) async fn close(shards: &ShardManager, restarted: usize) {
    let running: Vec<_> = shards.runners.lock().await.drain().collect();
    for (id, shard) in &running {
        shard.runner_tx.send_to_shard(ShardRunnerMessage::Shutdown(*id, 1000));
    }
    // Each waits for one word of any shard, and tells nobody anything, since none is left in the list.
    let words = running.len() + if running.is_empty() { 0 } else { restarted };
    for (id, _) in running.iter().cycle().take(words) {
        shards.shutdown(*id, 1000).await;
    }
}

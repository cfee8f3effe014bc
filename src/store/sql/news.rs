//! Being told that somebody changed something.

use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::sync::Notify;
use tokio::task::AbortHandle;

/// The channel on which PostgreSQL tells other processes of commits. What is said on it is the space's name.
const CHANNEL: &str = "askwell_changed";

/// How long the listener waits after it could not connect.
const AGAIN: Duration = Duration::from_secs(1);

/// Says that `$1` changed, when and if the transaction is committed.
pub(super) const NOTIFY: &str = "SELECT pg_notify('askwell_changed', $1)";

/// A task that listens to PostgreSQL for as long as this lives, and wakes who waits. It connects again by itself; as
/// something may have been said meanwhile, it wakes everybody then too.
#[derive(Debug)]
pub(super) struct Listening(AbortHandle);

impl Listening {
    pub(super) fn begin(url: url::Url, news: Arc<Notify>) -> Listening {
        let task = tokio::spawn(async move {
            loop {
                if let Ok(mut listener) = PgListener::connect(url.as_str()).await
                    && listener.listen(CHANNEL).await.is_ok()
                {
                    news.notify_waiters();
                    // `None` is a lost connection, which has been made again by then.
                    while listener.try_recv().await.is_ok() {
                        news.notify_waiters();
                    }
                    news.notify_waiters();
                }
                tokio::time::sleep(AGAIN).await;
            }
        });
        Listening(task.abort_handle())
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.abort();
    }
}

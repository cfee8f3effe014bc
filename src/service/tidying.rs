//! Deleting by itself what is kept no longer.

use std::sync::Arc;
use std::time::Duration;

use tracing::warn;

use crate::service::Clock;
use crate::service::Memory;
use crate::store::Store;

/// How often what is too old is looked for, to be deleted.
pub(super) const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);

impl Memory {
    /// Deletes what the space keeps no longer. Where the store is away, the next time will do.
    pub(super) async fn tidy(&self) {
        if let Err(error) = self.forget_old().await {
            warn!(space = %self.space(), "what is too old was not deleted: {error}");
        }
    }
}

/// Deletes what the spaces of a store keep no longer, those included that nobody has open: once for the store, however
/// many knowledges its spaces are answered with. Runs until it is dropped.
pub async fn keep_tidy(store: Arc<dyn Store>, clock: Clock) {
    loop {
        for space in store.spaces().await.unwrap_or_default() {
            Memory::new(Arc::clone(&store), space, clock.clone()).tidy().await;
        }
        tokio::time::sleep(TIDY_EVERY).await;
    }
}

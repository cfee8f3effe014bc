//! Taking up changed knowledge by itself.

use std::sync::PoisonError;
use std::time::Duration;

use crate::service::FaqService;
use crate::service::Opened;
use crate::service::ReloadError;
use crate::service::catalog;

impl FaqService {
    /// Looks at the knowledge files every `every`, and reloads when they have changed and then stayed as they are from
    /// one look to the next: an editor or a copy may take a while to write. Runs until it is dropped.
    ///
    /// `report` gets what came of each reload. One that fails is reported once; the former knowledge stays, and the
    /// next reload comes with the next change. What somebody else reloaded is not reloaded again.
    pub async fn follow(&self, every: Duration, mut report: impl FnMut(Result<Opened, ReloadError>)) {
        let mut last = None;
        loop {
            tokio::time::sleep(every).await;
            let look = catalog::look(&self.settings).await;
            let is_read = *self.looked.lock().unwrap_or_else(PoisonError::into_inner) == look;
            if !is_read && last.as_ref() == Some(&look) {
                report(self.reload(|_| ()).await);
            }
            last = Some(look);
        }
    }
}

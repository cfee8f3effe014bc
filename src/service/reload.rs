//! Taking up changed knowledge without stopping.

use std::sync::Arc;
use std::sync::PoisonError;

use crate::knowledge::Problem;
use crate::service::Catalog;
use crate::service::CatalogError;
use crate::service::FaqService;
use crate::service::Opened;
use crate::service::Progress;
use crate::service::catalog;

/// Why the former knowledge goes on being served.
#[derive(Debug, thiserror::Error)]
pub enum ReloadError {
    /// Something in the files is wrong. Serving the rest would silently drop what was served a moment ago.
    #[error("the knowledge has problems")]
    Problems(Vec<Problem>),
    /// There is nothing to serve, or the model fails.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
}

impl FaqService {
    /// Reads the knowledge again and serves it from then on; questions asked meanwhile are answered from the former.
    ///
    /// # Errors
    /// [`ReloadError`]: then the former knowledge stays.
    pub async fn reload(&self, progress: impl FnMut(Progress)) -> Result<Opened, ReloadError> {
        let _turn = self.reloading.lock().await;
        let (look, reading) = catalog::read(&self.settings).await;
        *self.looked.lock().unwrap_or_else(PoisonError::into_inner) = look;
        if reading.has_errors() {
            return Err(ReloadError::Problems(reading.problems));
        }
        let (catalog, opened) = Catalog::of_reading(&self.model, &self.settings, reading, progress).await?;
        *self.catalog.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(catalog);
        Ok(opened)
    }
}

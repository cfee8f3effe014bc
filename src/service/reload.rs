//! Taking up changed knowledge without stopping.

use std::sync::Arc;
use std::sync::PoisonError;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use tracing::warn;

use crate::knowledge::Problem;
use crate::knowledge::Reading;
use crate::service::Catalog;
use crate::service::CatalogError;
use crate::service::FaqService;
use crate::service::Opened;
use crate::service::Progress;
use crate::service::Settings;
use crate::service::catalog;
use crate::service::gathered::Gathered;
use crate::store::StoreError;

/// Why the former knowledge goes on being served.
#[derive(Debug, thiserror::Error)]
pub enum ReloadError {
    /// Something in the files is wrong. Serving the rest would silently drop what was served a moment ago.
    #[error("the knowledge has problems")]
    Problems(Vec<Problem>),
    /// There is nothing to serve, or the model fails.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// The store cannot be read. What was taught goes on being served as it was last read.
    #[error(transparent)]
    Store(StoreError),
}

impl FaqService {
    /// Reads files and store again and serves them from then on; questions asked meanwhile are answered from the former.
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
        let gathered = self.gathered_again(&reading).await?;
        let engine = self.catalog().engine().clone();
        let (catalog, opened) =
            Catalog::of_gathered(&engine, self.memory().is_some(), gathered, None, progress).await?;
        *self.files.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(reading);
        self.serve(catalog);
        Ok(opened)
    }

    /// Takes up what has changed in the store alone: reads no file, embeds what is new, and keeps the confidence as it is
    /// until the knowledge has rehearsed, which [`FaqService::follow`] sees to.
    ///
    /// # Errors
    /// [`ReloadError`]: then the former knowledge stays.
    pub async fn refresh(&self) -> Result<Opened, ReloadError> {
        let _turn = self.reloading.lock().await;
        let gathered = self.gathered_again(&self.files_as_read()).await?;
        let former = self.catalog();
        let (catalog, opened) = Catalog::of_gathered(former.engine(), true, gathered, Some(&former), |_| ()).await?;
        self.serve(catalog);
        if opened.rehearsal_is_due {
            self.rehearsal_is_due.notify_one();
        }
        Ok(opened)
    }

    /// As [`FaqService::refresh`], and rehearses: the confidence is that of the knowledge as it is now.
    ///
    /// # Errors
    /// [`ReloadError`]: then the former knowledge stays.
    pub(super) async fn rehearse(&self) -> Result<Opened, ReloadError> {
        let _turn = self.reloading.lock().await;
        let gathered = self.gathered_again(&self.files_as_read()).await?;
        let engine = self.catalog().engine().clone();
        let (catalog, opened) = Catalog::of_gathered(&engine, true, gathered, None, |_| ()).await?;
        self.serve(catalog);
        Ok(opened)
    }

    /// Serves what `writing` has written. It is written, whatever comes then; what is not taken up here, `follow` takes up,
    /// which leaves it to the one who writes until this ends.
    pub(super) async fn served_once<T, E>(&self, writing: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        let _writing = Writing::begin(&self.writing);
        let written = writing.await?;
        if let Err(error) = self.refresh().await {
            warn!("what was written is not served yet: {error}");
        }
        Ok(written)
    }

    /// Whether the store's version `there` is to be taken up: it is not served, and nothing is being written here that may
    /// have made it. To be asked after the version was read, as what is written between the two would seem foreign.
    pub(super) fn is_behind(&self, there: u64) -> bool {
        self.writing.load(Ordering::SeqCst) == 0 && there != self.catalog().version()
    }

    pub(super) fn serve(&self, catalog: Catalog) {
        let catalog = Arc::new(catalog);
        let former = std::mem::replace(&mut *self.catalog.write().unwrap_or_else(PoisonError::into_inner), catalog);
        // Letting go of a large one takes a moment, for which nobody who asks is to wait.
        drop(former);
    }

    /// Files and store as a catalog that is served already needs them: with a store that is away, nothing is taken.
    async fn gathered_again(&self, reading: &Reading) -> Result<Gathered, ReloadError> {
        let gathered = FaqService::gathered(&self.settings, reading).await.map_err(ReloadError::Store)?;
        match gathered.store_away {
            Some(why) => Err(ReloadError::Store(why)),
            None => Ok(gathered),
        }
    }

    /// Files and store. A store that may come back is done without.
    ///
    /// # Errors
    /// [`StoreError`] where the store will not come back by itself.
    pub(super) async fn gathered(settings: &Settings, reading: &Reading) -> Result<Gathered, StoreError> {
        let Some(memory) = &settings.memory else { return Ok(Gathered::of_files(reading)) };
        match memory.store().items(memory.space()).await {
            Ok(items) => Ok(Gathered::of(reading, &items)),
            Err(error) if error.may_pass() => Ok(Gathered::without_store(reading, error)),
            Err(error) => Err(error),
        }
    }
}

/// Stands for one change that is being written, until it is dropped: also where nobody waits for its end any longer.
struct Writing<'a>(&'a AtomicUsize);

impl Writing<'_> {
    fn begin(count: &AtomicUsize) -> Writing<'_> {
        count.fetch_add(1, Ordering::SeqCst);
        Writing(count)
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

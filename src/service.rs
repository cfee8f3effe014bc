//! What every front-end can ask for. A front-end only chooses how to show the result.
//!
//! The main job is [`FaqService::ask`], in `service/ask.rs`; [`FaqService::suggest`] helps those who are still typing.
//! What is asked of is a [`Catalog`]: the entries of one reading of the knowledge with their index, replaced as a whole
//! by [`FaqService::reload`], which [`FaqService::follow`] calls when the files change.
//!
//! Beside it stand memories that a front-end may share between services: [`Limits`], [`Typing`], [`Recent`]. They know
//! persons and places as numbers only.

mod answer;
mod ask;
mod browse;
mod calibrating;
mod catalog;
mod doubles;
mod findings;
mod follow;
mod limits;
mod picture;
mod post;
mod recent;
mod redact;
mod reload;
mod suggest;
#[cfg(test)]
mod trial;
mod typing;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::RwLock;

use crate::embedding::cache::VectorCache;
use crate::embedding::worker::ModelHandle;
use crate::knowledge::Look;
use crate::matching::calibration::Target;
use crate::matching::screening::Reads;

pub use answer::Answer;
pub use ask::AskError;
pub use browse::Page;
pub use calibrating::CalibrationNote;
pub use catalog::Catalog;
pub use catalog::CatalogError;
pub use catalog::Opened;
pub use catalog::Progress;
pub use doubles::Double;
pub use findings::Finding;
pub use limits::Limits;
pub use limits::NotShown;
pub use limits::Pace;
pub use limits::Wait;
pub use picture::Bar;
pub use picture::Both;
pub use picture::Effects;
pub use picture::Lost;
pub use picture::Picture;
pub use picture::Rehearsed;
pub use post::PostAnswer;
pub use post::Sure;
pub use recent::Recent;
pub use redact::Redacted;
pub use redact::redacted;
pub use reload::ReloadError;
pub use suggest::Suggestion;
pub use typing::Keystroke;
pub use typing::Typing;

/// What a service is made of and bound to.
pub struct Settings {
    /// Knowledge files and folders.
    pub knowledge: Vec<PathBuf>,
    /// The vector cache; `None` to embed everything anew.
    pub cache: Option<VectorCache>,
    /// What the model reads.
    pub reads: Reads,
    /// The share of the answers that should be right.
    pub target: Target,
}

/// Answers questions from one knowledge. Shared by reference between all front-ends and tasks.
pub struct FaqService {
    model: ModelHandle,
    settings: Settings,
    /// Swapped whole, so that a question is judged and answered from one and the same reading.
    catalog: RwLock<Arc<Catalog>>,
    /// What the files looked like when they were last read, whatever came of it.
    looked: Mutex<Look>,
    /// Held by a reload, so that of two the one that read last is served.
    reloading: tokio::sync::Mutex<()>,
}

impl FaqService {
    /// Reads the knowledge, embeds what is not cached, and is ready to answer.
    ///
    /// Problems in knowledge files do not stop it as long as one entry can be served; they come back in [`Opened`].
    ///
    /// # Errors
    /// [`CatalogError`] when there is nothing to serve, or the model fails.
    pub async fn open(
        model: ModelHandle,
        settings: Settings,
        progress: impl FnMut(Progress),
    ) -> Result<(FaqService, Opened), CatalogError> {
        let (look, reading) = catalog::read(&settings).await;
        let (catalog, opened) = Catalog::of_reading(&model, &settings, reading, progress).await?;
        let catalog = RwLock::new(Arc::new(catalog));
        let service = FaqService { model, settings, catalog, looked: Mutex::new(look), reloading: Default::default() };
        Ok((service, opened))
    }

    /// Knows nothing yet: for knowledge that could not be read. A reload, or [`FaqService::follow`], fills it when the
    /// files have been mended.
    pub async fn waiting(model: ModelHandle, settings: Settings) -> FaqService {
        let catalog = RwLock::new(Arc::new(Catalog::empty(&model)));
        let looked = Mutex::new(catalog::look(&settings).await);
        FaqService { model, settings, catalog, looked, reloading: Default::default() }
    }

    /// What is being served now. Stays as it is for its holder when a reload replaces it.
    #[must_use]
    pub fn catalog(&self) -> Arc<Catalog> {
        // Nothing panics while the lock is held; if it ever did, the catalog itself would still be whole.
        Arc::clone(&self.catalog.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The share of the answers that should be right.
    #[must_use]
    pub fn target(&self) -> Target {
        self.settings.target
    }

    /// What is being served, in numbers.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let catalog = self.catalog();
        Counts { entries: catalog.written().len(), phrasings: catalog.phrasing_count(), topics: catalog.topics().len() }
    }
}

/// What a knowledge amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Entries that somebody wrote and that are served.
    pub entries: usize,
    /// Rows of the index, those of overviews included.
    pub phrasings: usize,
    /// Topics, with an overview or without.
    pub topics: usize,
}

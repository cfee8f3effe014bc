//! What every front-end can ask for. A front-end only chooses how to show the result.
//!
//! The main job is [`FaqService::ask`], in `service/ask.rs`; [`FaqService::suggest`] helps those who are still typing.
//! What is asked of is a [`Catalog`]: the entries of one reading of files and store with their index, replaced as a whole
//! by [`FaqService::reload`], which [`FaqService::follow`] calls when something has changed.
//!
//! With a [`Memory`], a space of the store, people can curate ([`FaqService::teach`] and what stands beside it), and
//! what they ask makes the knowledge better. Who may do what is decided in `caller.rs`.
//!
//! Beside it stand memories that a front-end may share between services: [`Limits`], [`Typing`], [`Recent`]. They know
//! persons and places as numbers only.

mod advice;
mod answer;
mod answers_missed;
mod ask;
mod blocking;
mod browse;
mod calibrating;
mod caller;
mod calls;
mod catalog;
mod configure;
mod curate;
mod decide;
mod curate_error;
mod current;
mod doubles;
mod engine;
mod feedback;
mod findings;
mod flaws;
mod follow;
mod gathered;
mod history;
mod import_near;
mod limits;
mod memory;
mod missed;
mod near;
mod of_files;
mod outbox;
mod overlay;
mod picture;
mod plan;
mod planned;
mod post;
mod preview;
mod privacy;
mod propose;
mod recent;
mod record;
mod redact;
mod reindex;
mod reload;
mod replay;
mod review;
mod shared;
mod space_settings;
mod spaces;
#[cfg(test)]
mod stand_in;
mod stale;
mod statistics;
mod status;
mod suggest;
mod tidying;
mod transfer;
mod trial;
mod typing;
mod unasked;
mod writing;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::RwLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;

use time::Date;
use tokio::sync::Notify;

use crate::embedding::cache::VectorCache;
use crate::embedding::worker::ModelHandle;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::knowledge::Look;
use crate::knowledge::Reading;
use crate::matching::calibration::Target;
use crate::matching::screening::Reads;
use crate::service::record::Recorder;
use crate::store::Moment;

pub use advice::Advice;
pub use advice::Judged;
pub use answer::Answer;
pub use ask::AskError;
pub use browse::Page;
pub use calibrating::CalibrationNote;
pub use caller::Act;
pub use caller::Caller;
pub use caller::Denied;
pub use caller::Role;
pub use calls::Calls;
pub use catalog::Catalog;
pub use catalog::CatalogError;
pub use catalog::Opened;
pub use catalog::Progress;
pub use curate::Done;
pub use curate::OnNear;
pub use curate_error::CurateError;
pub use current::Current;
pub use decide::Decided;
pub use doubles::Double;
pub use engine::Engine;
pub use feedback::Followed;
pub use feedback::Voted;
pub use findings::Finding;
pub use flaws::Flawed;
pub use import_near::NearImports;
pub use limits::Limits;
pub use limits::NotShown;
pub use limits::Pace;
pub use limits::Wait;
pub use memory::Clock;
pub use memory::Memory;
pub use missed::Wordings;
pub use near::Near;
pub use of_files::with_files;
pub use outbox::Delivery;
pub use overlay::OverlayNote;
pub use overlay::Source;
pub use picture::Bar;
pub use picture::Both;
pub use picture::Effects;
pub use picture::Lost;
pub use picture::Picture;
pub use picture::Rehearsed;
pub use planned::Join;
pub use planned::Merge;
pub use planned::Pending;
pub use planned::Planned;
pub use planned::Proposal;
pub use post::PostAnswer;
pub use post::Sure;
pub use preview::Changed;
pub use preview::Preview;
pub use propose::OpenDraft;
pub use recent::Recent;
pub use record::Asker;
pub use redact::Redacted;
pub use redact::redacted;
pub use reindex::Comparison;
pub use reindex::Indexed;
pub use reindex::ModelLoader;
pub use reindex::Reindexed;
pub use reload::ReloadError;
pub use replay::Labelled;
pub use replay::Origin;
pub use replay::Outcome;
pub use review::Waiting;
pub use review::WaitingDraft;
pub use review::overdue;
pub use space_settings::ChannelSettings;
pub use space_settings::Mode;
pub use space_settings::Setting;
pub use space_settings::SettingError;
pub use space_settings::SettingKey;
pub use space_settings::SpaceSettings;
pub use spaces::MOST_PHRASINGS;
pub use spaces::Spaces;
pub use stale::is_past_review;
pub use statistics::Day;
pub use statistics::Figures;
pub use statistics::Statistics;
pub use status::Status;
pub use suggest::Suggestion;
pub use tidying::keep_tidy;
pub use transfer::Import;
pub use transfer::Scope;
pub use trial::RIGHT_UNASKED;
pub use trial::Trial;
pub use trial::TrialCount;
pub use typing::Keystroke;
pub use typing::Typing;
pub use unasked::Answered;
pub use unasked::Overheard;
pub use unasked::is_question;
pub use unasked::wants_help;
pub use writing::EntryChange;
pub use writing::NewEntry;
pub use writing::WritingError;

/// What a service is made of and bound to.
#[derive(Clone)]
pub struct Settings {
    /// Knowledge files and folders.
    pub knowledge: Vec<PathBuf>,
    /// The vector cache; `None` to embed everything anew.
    pub cache: Option<VectorCache>,
    /// What the model reads.
    pub reads: Reads,
    /// The share of the answers that should be right.
    pub target: Target,
    /// What the space remembers; `None` to answer from files alone.
    pub memory: Option<Memory>,
    /// Name of the model, for people and for those who load it again.
    pub model_name: String,
    /// Loads another model where the space goes over to it; `None` where that takes a restart.
    pub loader: Option<ModelLoader>,
}

impl Settings {
    fn engine(&self, model: ModelHandle) -> Engine {
        Engine { model, reads: self.reads, cache: self.cache.clone(), memory: self.memory.clone() }
    }
}

/// Answers questions from one knowledge. Shared by reference between all front-ends and tasks.
pub struct FaqService {
    settings: Settings,
    /// Swapped whole, so that a question is judged and answered from one and the same reading.
    catalog: RwLock<Arc<Catalog>>,
    /// What the files looked like when they were last read, whatever came of it.
    looked: Mutex<Look>,
    /// What the files held when they were last read without an error: what a change of the store alone is joined with.
    files: Mutex<Arc<Reading>>,
    /// Held by a reload, so that of two the one that read last is served.
    reloading: tokio::sync::Mutex<()>,
    /// Changes that are being written here and are not served yet; who writes serves them.
    writing: AtomicUsize,
    /// Told when the knowledge was changed and has not rehearsed since.
    rehearsal_is_due: Notify,
    /// Keeps what is asked; started by the first question that is to be kept.
    recorder: OnceLock<Recorder>,
    /// Whether it was opened while the store was away, and the store has not been there since.
    is_without_store: AtomicBool,
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
        let gathered = FaqService::gathered(&settings, &reading).await.map_err(CatalogError::Store)?;
        let (engine, may_be_empty) = (settings.engine(model), settings.memory.is_some());
        let is_there = reindex::agree_if_there(&settings, &engine).await?;
        let (catalog, opened) = Catalog::of_gathered(&engine, may_be_empty, gathered, None, progress).await?;
        let service = FaqService::serving(settings, Arc::new(catalog), look, Arc::new(reading));
        Ok((service.without_store(!is_there), opened))
    }

    /// Knows nothing yet: for knowledge that could not be read. A reload, or [`FaqService::follow`], fills it when the
    /// files have been mended.
    pub async fn waiting(model: ModelHandle, settings: Settings) -> FaqService {
        let catalog = Catalog::empty(settings.engine(model));
        let look = catalog::look(&settings).await;
        FaqService::serving(settings, Arc::new(catalog), look, Arc::default())
    }

    fn serving(settings: Settings, catalog: Arc<Catalog>, look: Look, files: Arc<Reading>) -> FaqService {
        FaqService {
            settings,
            catalog: RwLock::new(catalog),
            looked: Mutex::new(look),
            files: Mutex::new(files),
            reloading: tokio::sync::Mutex::default(),
            writing: AtomicUsize::new(0),
            rehearsal_is_due: Notify::new(),
            recorder: OnceLock::new(),
            is_without_store: AtomicBool::new(false),
        }
    }

    /// Whether it has to look for its store first.
    fn without_store(self, is_without_store: bool) -> FaqService {
        FaqService { is_without_store: AtomicBool::new(is_without_store), ..self }
    }

    /// What is being served now. Stays as it is for its holder when a reload replaces it.
    #[must_use]
    pub fn catalog(&self) -> Arc<Catalog> {
        // Nothing panics while the lock is held; if it ever did, the catalog itself would still be whole.
        Arc::clone(&self.catalog.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The share of the answers that should be right, by the space or else the process.
    #[must_use]
    pub fn target(&self) -> Target {
        self.catalog().space_settings().right.unwrap_or(self.settings.target)
    }

    /// The files as they were last read without an error.
    fn files_as_read(&self) -> Arc<Reading> {
        Arc::clone(&self.files.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on, joins what the store holds with these files.
    fn take_files(&self, files: Arc<Reading>) {
        *self.files.lock().unwrap_or_else(PoisonError::into_inner) = files;
    }

    /// The day it is, in UTC.
    fn today(&self) -> Date {
        self.memory().map_or_else(Moment::now, Memory::now).day()
    }

    /// The entry of a file with this id, as it was last read.
    fn entry_of_file(&self, id: &EntryId) -> Option<Entry> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.knowledge.entries.iter().find(|entry| entry.id == *id).cloned()
    }

    /// What the space remembers, if it has a store.
    #[must_use]
    pub fn memory(&self) -> Option<&Memory> {
        self.settings.memory.as_ref()
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

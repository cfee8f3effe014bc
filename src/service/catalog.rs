//! The entries of one reading of the knowledge, ready to be asked.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::embedding::EmbedError;
use crate::embedding::Side;
use crate::embedding::cache::CacheNote;
use crate::embedding::cache::readable;
use crate::embedding::cache::vectors_for;
use crate::embedding::worker::ModelHandle;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::ShortId;
use crate::entry::State;
use crate::entry::Topic;
use crate::knowledge;
use crate::knowledge::Look;
use crate::knowledge::Problem;
use crate::knowledge::Reading;
use crate::matching::answers;
use crate::matching::index;
use crate::matching::index::Index;
use crate::service::Settings;
use crate::service::browse::Shelf;
use crate::service::calibrating;
use crate::service::calibrating::Calibrated;
use crate::service::calibrating::CalibrationNote;

/// Served entries with their index. Never changes; a reload makes another.
pub struct Catalog {
    index: Index,
    /// In serving order: the file's entries, then the overviews.
    entries: Vec<Arc<Entry>>,
    by_id: HashMap<EntryId, usize>,
    by_short_id: HashMap<ShortId, usize>,
    topics: Vec<Topic>,
    /// How many of the entries somebody wrote; the others are overviews.
    written: usize,
    /// The written entries by topic.
    pub(super) shelves: Vec<Shelf>,
}

/// How far the embedding of phrasings has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Phrasings embedded so far.
    pub done: usize,
    /// Phrasings to be embedded in all, those found in the cache not counted.
    pub total: usize,
}

/// What was found and done while a catalog was loaded.
#[derive(Debug, Default)]
pub struct Opened {
    /// Knowledge files read.
    pub files: Vec<PathBuf>,
    /// What is wrong in them.
    pub problems: Vec<Problem>,
    /// What is wrong with the vector cache; nothing of it costs more than time.
    pub cache_notes: Vec<CacheNote>,
    /// What is wrong with the kept calibration; that costs no more than time either.
    pub calibration_notes: Vec<CalibrationNote>,
    /// Whether the knowledge rehearsed, for want of a kept calibration.
    pub rehearsed: bool,
    /// Phrasings whose vector came from the cache.
    pub reused: usize,
    /// Phrasings that were embedded.
    pub embedded: usize,
}

impl Opened {
    /// What is wrong with anything that is kept between starts, a sentence each.
    pub fn notes(&self) -> impl Iterator<Item = String> {
        let calibrations = self.calibration_notes.iter().map(ToString::to_string);
        self.cache_notes.iter().map(ToString::to_string).chain(calibrations)
    }
}

/// Why there is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// No entry could be read from the knowledge.
    #[error("there is no entry to answer from")]
    NothingToServe {
        /// What was wrong instead.
        problems: Vec<Problem>,
    },
    /// The model failed.
    #[error("could not embed the knowledge")]
    Model(#[source] EmbedError),
}

impl Catalog {
    /// Without an entry.
    pub(super) fn empty(model: &ModelHandle) -> Catalog {
        let index = Index::build(&[], model.dimensions(), &[]).expect("no vector is needed for no phrasing");
        Catalog::of_entries(index, Vec::new(), Vec::new(), 0)
    }

    /// Takes vectors for what was read from the cache or the model, and indexes it. Of the settings, only the cache
    /// counts.
    ///
    /// # Errors
    /// [`CatalogError`] when there is nothing to serve, or the model fails.
    pub async fn of_reading(
        model: &ModelHandle,
        settings: &Settings,
        reading: Reading,
        mut progress: impl FnMut(Progress),
    ) -> Result<(Catalog, Opened), CatalogError> {
        let written = reading.knowledge.entries.iter().filter(|entry| entry.state == State::Approved).count();
        // An overview alone answers nothing that people ask; a file without a question is a mistake.
        if written == 0 {
            return Err(CatalogError::NothingToServe { problems: reading.problems });
        }
        let entries = reading.knowledge.served();
        let mut texts: Vec<&str> = index::phrasings(&entries).collect();
        let progress = |done, total| progress(Progress { done, total });
        let phrasings = texts.len();
        let answers = answers::answers(&entries);
        texts.extend(answers.iter().map(String::as_str));
        let cache = settings.cache.as_ref();
        let found = vectors_for(model, cache, Side::Passage, &texts, progress).await;
        let vectors = readable(found.vectors).map_err(CatalogError::Model)?;
        let (phrasings, answers) = vectors.split_at(phrasings);
        let index = Index::build(&entries, model.dimensions(), phrasings)
            .and_then(|index| index.with_answers(&entries, answers))
            .expect("one vector was made for every text, all by one model")
            .with_words_of_model(model.words());
        let Calibrated { index, notes, rehearsed } =
            calibrating::calibrated(model, cache, &entries, index).await.map_err(CatalogError::Model)?;
        let opened = Opened {
            files: reading.files,
            problems: reading.problems,
            cache_notes: found.notes,
            calibration_notes: notes,
            rehearsed,
            reused: found.reused,
            embedded: found.embedded,
        };
        Ok((Catalog::of_entries(index, entries, reading.knowledge.topics, written), opened))
    }

    /// Of the entries that `index` was built over, the first `written` being those that somebody wrote.
    fn of_entries(index: Index, entries: Vec<Entry>, topics: Vec<Topic>, written: usize) -> Catalog {
        let by_id = entries.iter().enumerate().map(|(at, entry)| (entry.id.clone(), at)).collect();
        let by_short_id = entries.iter().enumerate().map(|(at, entry)| (entry.id.short(), at)).collect();
        let entries: Vec<Arc<Entry>> = entries.into_iter().map(Arc::new).collect();
        let shelves = Shelf::sort(&entries[..written]);
        Catalog { index, entries, by_id, by_short_id, topics, written, shelves }
    }

    /// The index over the entries.
    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    /// The served entry with this id.
    #[must_use]
    pub fn entry(&self, id: &EntryId) -> Option<&Arc<Entry>> {
        self.by_id.get(id).map(|&at| &self.entries[at])
    }

    /// The served entry whose id has this short form.
    #[must_use]
    pub fn entry_in_short(&self, id: ShortId) -> Option<&Arc<Entry>> {
        self.by_short_id.get(&id).map(|&at| &self.entries[at])
    }

    /// All served entries: those of the files in their order, then an overview for each topic that has one.
    #[must_use]
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// The served entries that somebody wrote, in the files' order: all but the overviews.
    #[must_use]
    pub fn written(&self) -> &[Arc<Entry>] {
        &self.entries[..self.written]
    }

    /// All topics, in the order read.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// How many phrasings are served.
    #[must_use]
    pub fn phrasing_count(&self) -> usize {
        self.index.phrasing_count()
    }
}

/// Reads the knowledge files, on a thread where waiting for a disk holds nobody up; with what they looked like just
/// before, so that a change during the reading is noticed at the next look.
pub(super) async fn read(settings: &Settings) -> (Look, Reading) {
    let paths = settings.knowledge.clone();
    on_blocking_thread(move || (knowledge::look(&paths), knowledge::read(&paths))).await
}

/// Looks at the knowledge files without reading them.
pub(super) async fn look(settings: &Settings) -> Look {
    let paths = settings.knowledge.clone();
    on_blocking_thread(move || knowledge::look(&paths)).await
}

pub(super) async fn on_blocking_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}

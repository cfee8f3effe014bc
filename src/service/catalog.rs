//! The entries of one reading of the knowledge, ready to be asked.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::embedding::EmbedError;
use crate::embedding::Fingerprint;
use crate::embedding::Side;
use crate::embedding::cache::CacheNote;
use crate::embedding::cache::Vectors;
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
use crate::matching::calibration::Calibration;
use crate::matching::index;
use crate::matching::index::Index;
use crate::matching::index::IndexError;
use crate::matching::unit::Unit;
use crate::service::Engine;
use crate::service::Settings;
use crate::service::blocking::on_blocking_thread;
use crate::service::browse::Shelf;
use crate::service::calibrating;
use crate::service::calibrating::Calibrated;
use crate::service::calibrating::CalibrationNote;
use crate::service::gathered::Gathered;
use crate::service::overlay::OverlayNote;
use crate::service::overlay::Source;
use crate::service::shared;
use crate::service::space_settings::SpaceSettings;
use crate::store::Counter;
use crate::store::StoreError;

/// Served entries with their index. Never changes; a reload makes another.
pub struct Catalog {
    /// What its vectors were made with.
    engine: Engine,
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
    /// Where each written entry comes from, served or not.
    sources: HashMap<EntryId, Source>,
    /// How its space works.
    space_settings: SpaceSettings,
    /// Number of the store's last commit that it has; 0 without a store.
    version: u64,
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
    /// Whether it still has to rehearse: the confidence is that of the knowledge before.
    pub rehearsal_is_due: bool,
    /// What is to be known of files and store together.
    pub overlay_notes: Vec<OverlayNote>,
    /// Why the store could not be read; what the files hold is served alone then, until it can be.
    pub store_away: Option<StoreError>,
    /// Phrasings whose vector came from the cache.
    pub reused: usize,
    /// Phrasings that were embedded.
    pub embedded: usize,
}

impl Opened {
    /// What is wrong with anything that is kept between starts, a sentence each.
    pub fn notes(&self) -> impl Iterator<Item = String> {
        let calibrations = self.calibration_notes.iter().map(ToString::to_string);
        let overlays = self.overlay_notes.iter().map(ToString::to_string);
        let away =
            self.store_away.iter().map(|error| format!("{error}; only what the files hold is served until it is back"));
        self.cache_notes.iter().map(ToString::to_string).chain(calibrations).chain(overlays).chain(away)
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
    /// The space was indexed with another model, and two models' vectors cannot be compared.
    #[error(
        "the space was indexed with the model `{indexed}`, and `{loaded}` is loaded: `askwell --model {loaded} reindex` \
        goes over to it, `--model {indexed}` stays"
    )]
    OtherModel {
        /// Name of the model that the space was indexed with.
        indexed: String,
        /// Name of the model that is loaded.
        loaded: String,
    },
    /// The store cannot be used, and will not come back by itself.
    #[error(transparent)]
    Store(StoreError),
}

impl Catalog {
    /// Without an entry.
    pub(super) fn empty(engine: Engine) -> Catalog {
        let index = Index::build(&[], engine.model.dimensions(), &[]).expect("no vector is needed for no phrasing");
        let index = index.with_words_of_model(engine.model.words());
        Catalog::of_entries(engine, index, Vec::new(), Vec::new(), 0)
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
        progress: impl FnMut(Progress),
    ) -> Result<(Catalog, Opened), CatalogError> {
        let engine = settings.engine(model.clone());
        Catalog::of_gathered(&engine, false, Gathered::of_files(&reading), None, progress).await
    }

    /// The same of files and store. With a `former` catalog of the same model, vectors are taken from that first, and where
    /// no calibration is kept its confidence is used: a rehearsal takes a second, and may follow.
    ///
    /// # Errors
    /// [`CatalogError`] when there is nothing to serve, or the model fails.
    pub(super) async fn of_gathered(
        engine: &Engine,
        may_be_empty: bool,
        gathered: Gathered,
        former: Option<&Catalog>,
        mut progress: impl FnMut(Progress),
    ) -> Result<(Catalog, Opened), CatalogError> {
        let written = gathered.knowledge.entries.iter().filter(|entry| entry.state == State::Approved).count();
        // An overview alone answers nothing that people ask; a file without a question is a mistake. What has a store may
        // begin with nothing.
        if written == 0 && !may_be_empty {
            return Err(CatalogError::NothingToServe { problems: gathered.problems });
        }
        let entries = gathered.knowledge.served();
        let mut texts: Vec<&str> = index::phrasings(&entries).collect();
        let progress = |done, total| progress(Progress { done, total });
        let phrasings = texts.len();
        let answers = answers::answers(&entries);
        texts.extend(answers.iter().map(String::as_str));
        let model = &engine.model;
        let of_same_model = former.filter(|former| former.engine.is_same_as(engine));
        let former = of_same_model.filter(|former| !former.entries.is_empty());
        let former_answers = former.map(Catalog::answer_texts).unwrap_or_default();
        // Each looked for once: hashing all texts takes some milliseconds.
        let known: Vec<Option<Unit<'_>>> = {
            let known = former.map(|former| former.index.vectors(&former_answers)).unwrap_or_default();
            texts.iter().map(|text| known.get(*text).copied()).collect()
        };
        let made = made(engine, &texts, &known, progress).await;
        let vectors = readable(made.vectors).map_err(CatalogError::Model)?;
        let dimensions = model.dimensions();
        let from_nothing = || -> Result<Index, IndexError> {
            let (phrasings, answers) = vectors.split_at(phrasings);
            let index = Index::build(&entries, dimensions, phrasings)?.with_answers(&entries, answers)?;
            Ok(match of_same_model {
                Some(other) => index.with_words_of_model_in(&other.index),
                None => index.with_words_of_model(model.words()),
            })
        };
        let rebuilt = |former: &Catalog| -> Result<Index, IndexError> {
            let mut others = vectors.iter();
            let mut next = || others.next().and_then(Option::as_ref).map(Unit::from);
            let units: Vec<Option<Unit<'_>>> = known.iter().map(|known| known.or_else(&mut next)).collect();
            let (phrasings, answers) = units.split_at(phrasings);
            Index::rebuild(&former.index, &entries, dimensions, phrasings, answers)
        };
        let index =
            former.map_or_else(from_nothing, rebuilt).expect("one vector was made for every text, all by one model");
        let index = with_counters(engine, index, gathered.counters).await?;
        let provisional = former.map(|former| former.index.calibration());
        let Calibrated { index, notes, rehearsed, is_due } =
            calibrating::calibrated(engine, &entries, index, provisional).await.map_err(CatalogError::Model)?;
        let opened = Opened {
            files: gathered.files,
            problems: gathered.problems,
            cache_notes: made.notes,
            calibration_notes: notes,
            rehearsed,
            rehearsal_is_due: is_due,
            overlay_notes: gathered.notes,
            store_away: gathered.store_away,
            reused: made.reused,
            embedded: made.embedded,
        };
        let mut catalog = Catalog::of_entries(engine.clone(), index, entries, gathered.knowledge.topics, written);
        catalog.sources = gathered.sources;
        catalog.space_settings = gathered.settings;
        catalog.version = gathered.version;
        Ok((catalog, opened))
    }

    /// Of the entries that `index` was built over, the first `written` being those that somebody wrote.
    fn of_entries(engine: Engine, index: Index, entries: Vec<Entry>, topics: Vec<Topic>, written: usize) -> Catalog {
        let by_id = entries.iter().enumerate().map(|(at, entry)| (entry.id.clone(), at)).collect();
        let by_short_id = entries.iter().enumerate().map(|(at, entry)| (entry.id.short(), at)).collect();
        let entries: Vec<Arc<Entry>> = entries.into_iter().map(Arc::new).collect();
        let shelves = Shelf::sort(&entries[..written]);
        Catalog {
            engine,
            index,
            entries,
            by_id,
            by_short_id,
            topics,
            written,
            shelves,
            sources: HashMap::new(),
            space_settings: SpaceSettings::default(),
            version: 0,
        }
    }

    /// The texts that the index has a second vector for, of each entry.
    fn answer_texts(&self) -> Vec<String> {
        answers::answers_of(self.entries.iter().map(|entry| &**entry))
    }

    /// Fingerprint of the model that it was made with.
    #[must_use]
    pub fn model(&self) -> &Fingerprint {
        self.engine.model.fingerprint()
    }

    /// What makes a confidence of a score here.
    #[must_use]
    pub fn calibration(&self) -> &Calibration {
        self.index.calibration()
    }

    /// Where a written entry comes from; `None` for an overview and for what is not there.
    #[must_use]
    pub fn source(&self, id: &EntryId) -> Option<Source> {
        self.sources.get(id).copied()
    }

    /// How the space works.
    #[must_use]
    pub fn space_settings(&self) -> &SpaceSettings {
        &self.space_settings
    }

    /// Number of the last commit of the store that is in it; 0 without a store.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The model that it was made with.
    pub(super) fn engine(&self) -> &Engine {
        &self.engine
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

/// The index with the questions that entries are kept from.
async fn with_counters(engine: &Engine, index: Index, counters: Vec<Counter>) -> Result<Index, CatalogError> {
    if counters.is_empty() {
        return Ok(index);
    }
    let questions: Vec<&str> = counters.iter().map(|counter| counter.question.as_str()).collect();
    let found = vectors_for(&engine.model, engine.cache.as_ref(), Side::Query, &questions, |_, _| ()).await;
    let vectors = readable(found.vectors).map_err(CatalogError::Model)?;
    let counters = counters.into_iter().zip(vectors);
    let counters: Vec<_> = counters.map(|(counter, vector)| (counter.entry, counter.question, vector)).collect();
    Ok(index.with_counters(&counters).expect("the same model made all vectors"))
}

/// The vectors of those `texts` that are not `known`, in their order, as [`shared::vectors`] finds them; the others count
/// as reused.
async fn made(
    engine: &Engine,
    texts: &[&str],
    known: &[Option<Unit<'_>>],
    progress: impl FnMut(usize, usize),
) -> Vectors {
    let missing = texts.iter().zip(known).filter(|(_, known)| known.is_none());
    let missing: Vec<&str> = missing.map(|(text, _)| *text).collect();
    let mut made = match missing.is_empty() {
        true => Vectors { vectors: Vec::new(), reused: 0, embedded: 0, notes: Vec::new() },
        false => shared::vectors(engine, &missing, progress).await,
    };
    made.reused += texts.len() - missing.len();
    made
}

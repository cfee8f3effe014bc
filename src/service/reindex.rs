//! Another model in the place of the one that a space was indexed with: beside the former first, compared, and then at
//! once. Until then, and where it is given up half way, the former serves.
//!
//! The space remembers which model its index was made with. A process with another one is refused, whatever the length of
//! its vectors, as it would rank by numbers that mean nothing.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;
use tracing::warn;

use crate::service::Act;
use crate::service::Caller;
use crate::service::Catalog;
use crate::service::CatalogError;
use crate::service::CurateError;
use crate::service::Engine;
use crate::service::FaqService;
use crate::service::Labelled;
use crate::service::Memory;
use crate::service::Preview;
use crate::service::Progress;
use crate::service::Settings;
use crate::service::curate_error::of_catalog;
use crate::service::gathered::Gathered;
use crate::store::Moment;
use crate::store::StoreError;

/// Where the space keeps it.
const KEY: &str = "index";

/// The model that a space was indexed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indexed {
    /// Its name, or its folder.
    pub name: String,
    /// Fingerprint of the model.
    pub model: String,
    /// When it was taken into use.
    pub since: Moment,
    /// The one before, which can be gone back to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<Box<Indexed>>,
}

/// Loads a model by its name, for a process that is to go over to it while it runs.
pub type ModelLoader = Arc<dyn Fn(&str) -> Result<Engine, String> + Send + Sync>;

/// What another model would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Questions that would come back as something else.
    pub preview: Preview,
    /// Labelled questions that are answered right as it is, and as it would be.
    pub right: (usize, usize),
    /// Labelled questions that get a wrong answer as it is, and as it would be.
    pub wrong: (usize, usize),
    /// Labelled questions in all.
    pub labelled: usize,
}

/// An index by another model, ready to take the place of the one that serves.
pub struct Reindexed {
    catalog: Catalog,
    name: String,
    /// What it would change.
    pub comparison: Comparison,
    /// Phrasings and answers that were embedded for it; the others were there from an attempt before.
    pub embedded: usize,
}

impl Memory {
    /// The model that the space was indexed with; `None` where nothing has been served from it yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn indexed(&self) -> Result<Option<Indexed>, StoreError> {
        let Some(text) = self.store().kept(self.space(), KEY).await? else { return Ok(None) };
        let damaged =
            |error| StoreError::Damaged(format!("which model the space was indexed with cannot be read: {error}"));
        serde_json::from_str(&text).map(Some).map_err(damaged)
    }

    async fn set_indexed(&self, indexed: &Indexed) -> Result<(), StoreError> {
        let text = serde_json::to_string(indexed).map_err(|error| StoreError::Invalid(error.to_string()))?;
        self.store().keep(self.space(), KEY, Some(&text)).await
    }
}

/// Refuses a model that the space was not indexed with; remembers it where there was none.
///
/// # Errors
/// [`CatalogError::OtherModel`], and [`CatalogError::Store`] where the store cannot be asked.
pub(super) async fn agree(settings: &Settings, engine: &Engine) -> Result<(), CatalogError> {
    let Some(memory) = &settings.memory else { return Ok(()) };
    match memory.indexed().await {
        Ok(Some(indexed)) if indexed.model != engine.model.fingerprint().as_str() => {
            Err(CatalogError::OtherModel { indexed: indexed.name, loaded: settings.model_name.clone() })
        }
        Ok(Some(_)) => Ok(()),
        Ok(None) => {
            let first = Indexed {
                name: settings.model_name.clone(),
                model: engine.model.fingerprint().as_str().to_owned(),
                since: memory.now(),
                former: None,
            };
            if let Err(error) = memory.set_indexed(&first).await {
                warn!("which model the space is indexed with could not be kept: {error}");
            }
            Ok(())
        }
        Err(error) => Err(CatalogError::Store(error)),
    }
}

/// As [`agree`], and whether the store was there to be asked. One that is away refuses nothing: then its entries are not
/// served either.
///
/// # Errors
/// As for [`agree`], where the store will not come back by itself.
pub(super) async fn agree_if_there(settings: &Settings, engine: &Engine) -> Result<bool, CatalogError> {
    match agree(settings, engine).await {
        Ok(()) => Ok(true),
        Err(CatalogError::Store(error)) if error.may_pass() => Ok(false),
        Err(error) => Err(error),
    }
}

impl FaqService {
    /// Embeds the knowledge with another model, beside what serves, and compares the two on phrasings, on `labelled`
    /// questions and on what people asked lately. Nothing is changed; what was embedded is kept, so that a second attempt
    /// goes on where the first ended.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn reindex(
        &self,
        caller: &Caller,
        engine: &Engine,
        name: &str,
        labelled: &[Labelled],
        progress: impl FnMut(Progress),
    ) -> Result<Reindexed, CurateError> {
        caller.may(Act::Configure)?;
        let memory = self.memory_to_write()?;
        let now = self.catalog();
        if now.engine().is_same_as(engine) {
            return Err(CurateError::Already(format!("`{name}` is the model that the space is indexed with already")));
        }
        let items = memory.store().items(memory.space()).await?;
        let gathered = Gathered::of(&self.files_as_read(), &items);
        let engine = Engine { memory: Some(memory.clone()), ..engine.clone() };
        let made = Catalog::of_gathered(&engine, true, gathered, None, progress).await;
        let (catalog, opened) = made.map_err(of_catalog)?;
        let then = Arc::new(catalog);
        let preview = self.replayed(memory, now, Arc::clone(&then), labelled).await?;
        let comparison = Comparison::of(preview, labelled.len());
        let catalog = Arc::into_inner(then).expect("nobody else was given it for longer than the comparison");
        Ok(Reindexed { catalog, name: name.to_owned(), comparison, embedded: opened.embedded })
    }

    /// Goes over to what was reindexed, at once, here and in every process on the space. The former can be gone back to.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is changed then.
    pub async fn switch(&self, caller: &Caller, reindexed: Reindexed) -> Result<Indexed, CurateError> {
        caller.may(Act::Configure)?;
        let memory = self.memory_to_write()?;
        let _turn = self.reloading.lock().await;
        let former = memory.indexed().await?.map(|former| Box::new(Indexed { former: None, ..former }));
        let model = reindexed.catalog.engine().model.fingerprint().as_str().to_owned();
        let indexed = Indexed { name: reindexed.name, model, since: memory.now(), former };
        memory.set_indexed(&indexed).await?;
        self.serve(reindexed.catalog);
        Ok(indexed)
    }

    /// Goes over to the model that the space says it is indexed with, where that is another one than serves here and can
    /// be loaded. Whether it did.
    ///
    /// # Errors
    /// [`CatalogError::OtherModel`] where it cannot be loaded: what serves goes on serving.
    pub(super) async fn follow_model(&self) -> Result<bool, CatalogError> {
        let Some(memory) = self.memory() else { return Ok(false) };
        let indexed = match memory.indexed().await {
            Ok(Some(indexed)) => indexed,
            // A store that is away is told of by whoever reads it.
            Ok(None) | Err(_) => return Ok(false),
        };
        if indexed.model == self.catalog().engine().model.fingerprint().as_str() {
            return Ok(false);
        }
        let other =
            || CatalogError::OtherModel { indexed: indexed.name.clone(), loaded: self.settings.model_name.clone() };
        let loader = self.settings.loader.clone().ok_or_else(other)?;
        let name = indexed.name.clone();
        let loaded = crate::service::blocking::on_blocking_thread(move || loader(&name)).await;
        let engine = loaded.map_err(|error| {
            warn!("the model `{}` could not be loaded: {error}", indexed.name);
            other()
        })?;
        if engine.model.fingerprint().as_str() != indexed.model {
            return Err(other());
        }
        let engine = Engine { memory: Some(memory.clone()), ..engine };
        let _turn = self.reloading.lock().await;
        let gathered =
            FaqService::gathered(&self.settings, &self.files_as_read()).await.map_err(CatalogError::Store)?;
        let (catalog, _) = Catalog::of_gathered(&engine, true, gathered, None, |_| ()).await?;
        self.serve(catalog);
        Ok(true)
    }
}

impl Comparison {
    fn of(preview: Preview, labelled: usize) -> Comparison {
        let (right, wrong) = (preview.right, preview.wrong);
        Comparison { preview, right, wrong, labelled }
    }
}

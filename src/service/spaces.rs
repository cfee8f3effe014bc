//! Many spaces in one process: each is opened when somebody first asks in it, and let go when there are too many.
//!
//! What all of them are answered from is read, embedded and indexed once; a space that has nothing of its own shares it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use tokio::sync::OnceCell;
use tracing::warn;

use crate::embedding::worker::ModelHandle;
use crate::knowledge::Look;
use crate::service::Catalog;
use crate::service::CatalogError;
use crate::service::Clock;
use crate::service::Engine;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::Opened;
use crate::service::Progress;
use crate::service::ReloadError;
use crate::service::Settings;
use crate::service::follow::QUIET;
use crate::service::gathered::Gathered;
use crate::service::reindex;
use crate::store::Space;
use crate::store::Store;
use crate::store::StoreError;

/// Phrasings that the spaces with knowledge of their own may have open together; some 5.5 KB each, so that a process stays
/// below 400 MB (`benches/spaces.rs`). What somebody is just asking stays beyond that.
pub const MOST_PHRASINGS: usize = 30_000;

/// The spaces of a store on a common knowledge.
pub struct Spaces {
    /// Answers from the files alone; its settings have no memory.
    common: FaqService,
    store: Arc<dyn Store>,
    clock: Clock,
    most_phrasings: usize,
    open: Mutex<OpenSpaces>,
}

/// A space that somebody opens, or has opened.
type Cell = Arc<OnceCell<Arc<FaqService>>>;

#[derive(Default)]
struct OpenSpaces {
    /// With the turn in which each was last asked for.
    spaces: HashMap<Space, (Cell, u64)>,
    turn: u64,
}

impl Spaces {
    /// Reads and embeds what the files of `settings` hold, for all spaces of `store`. The settings name no memory.
    ///
    /// # Errors
    /// [`CatalogError`] when the model fails.
    pub async fn open(
        model: ModelHandle,
        settings: Settings,
        store: Arc<dyn Store>,
        clock: Clock,
        most_phrasings: usize,
        progress: impl FnMut(Progress),
    ) -> Result<(Spaces, Opened), CatalogError> {
        let settings = Settings { memory: None, ..settings };
        let (look, reading) = crate::service::catalog::read(&settings).await;
        let engine = settings.engine(model);
        let gathered = Gathered::of_files(&reading);
        let (catalog, opened) = Catalog::of_gathered(&engine, true, gathered, None, progress).await?;
        let common = FaqService::serving(settings, Arc::new(catalog), look, Arc::new(reading));
        Ok((Spaces { common, store, clock, most_phrasings, open: Mutex::default() }, opened))
    }

    /// The service of a space, opened if need be. Of several who ask at once, one opens it.
    ///
    /// # Errors
    /// [`CatalogError`]; the next call tries again.
    pub async fn of(&self, space: &Space) -> Result<Arc<FaqService>, CatalogError> {
        let cell = self.cell(space);
        let service = cell.get_or_try_init(|| self.service(space)).await?;
        self.let_go(space);
        Ok(Arc::clone(service))
    }

    /// The service of a space, if it is open.
    #[must_use]
    pub fn opened_before(&self, space: &Space) -> Option<Arc<FaqService>> {
        self.lock().spaces.get(space).and_then(|(cell, _)| cell.get().cloned())
    }

    /// What all spaces are answered from that have nothing of their own.
    #[must_use]
    pub fn common(&self) -> &FaqService {
        &self.common
    }

    /// Reads the files again, and serves them in all spaces that are open.
    ///
    /// # Errors
    /// [`ReloadError`]: then the former knowledge stays.
    pub async fn reload(
        &self,
        mut report: impl FnMut(Option<&Space>, Result<Opened, ReloadError>),
    ) -> Result<Opened, ReloadError> {
        let opened = self.common.reload(|_| ()).await?;
        for (space, service) in self.opened() {
            service.take_files(self.common.files_as_read());
            report(Some(&space), service.refresh().await);
        }
        Ok(opened)
    }

    /// Waits until what was asked up to now in the spaces that are open is kept; what cannot be kept soon is lost.
    pub async fn flush(&self) {
        for (space, service) in self.opened() {
            if !service.flush().await {
                warn!(%space, "what was asked last could not be kept");
            }
        }
    }

    /// The spaces, open or not, in which somebody is to be told something.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn with_notices(&self) -> Result<Vec<Space>, StoreError> {
        self.store.with_notices().await
    }

    /// How many spaces are open, and how many phrasings of their own they have together.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let open = self.lock();
        let own = open.spaces.values().filter_map(|(cell, _)| cell.get()).map(|service| self.own_phrasings(service));
        (open.spaces.len(), own.sum())
    }

    /// Takes up what changes in the files and in the store, by whatever process, for the spaces that are open. Runs until
    /// it is dropped; `report` gets what came of each reload, with the space, or `None` for the files.
    pub async fn follow(&self, every: Duration, mut report: impl FnMut(Option<&Space>, Result<Opened, ReloadError>)) {
        let mut look = Look::default();
        let mut failed: HashMap<Space, u64> = HashMap::new();
        let mut rehearse_at: HashMap<Space, Instant> = HashMap::new();
        loop {
            self.store.changed(every).await;
            let seen = crate::service::catalog::look(&self.common.settings).await;
            let is_still = std::mem::replace(&mut look, seen.clone()) == seen;
            let is_new = *self.common.looked.lock().unwrap_or_else(PoisonError::into_inner) != seen;
            if is_still && is_new {
                let result = self.reload(&mut report).await;
                report(None, result);
            }
            self.rehearse(&mut rehearse_at, &mut report).await;
            // A store that is away is told of by the records that it costs.
            let Ok(versions) = self.store.versions().await else { continue };
            self.let_go_without_store();
            let versions: HashMap<Space, u64> = versions.into_iter().collect();
            for (space, service) in self.opened() {
                let there = versions.get(&space).copied().unwrap_or(0);
                if !service.is_behind(there) || failed.get(&space) == Some(&there) {
                    continue;
                }
                let result = service.refresh().await;
                match &result {
                    Ok(_) => drop(failed.remove(&space)),
                    Err(_) => drop(failed.insert(space.clone(), there)),
                }
                report(Some(&space), result);
            }
        }
    }

    /// Rehearses the spaces that were changed, once nothing more has come for a while.
    async fn rehearse(
        &self,
        rehearse_at: &mut HashMap<Space, Instant>,
        report: &mut impl FnMut(Option<&Space>, Result<Opened, ReloadError>),
    ) {
        for (space, service) in self.opened() {
            let was_told = tokio::time::timeout(Duration::ZERO, service.rehearsal_is_due.notified()).await.is_ok();
            if was_told {
                rehearse_at.insert(space, Instant::now() + QUIET);
            } else if rehearse_at.get(&space).is_some_and(|at| *at <= Instant::now()) {
                rehearse_at.remove(&space);
                if let Err(error) = service.rehearse().await {
                    report(Some(&space), Err(error));
                }
            }
        }
    }

    fn cell(&self, space: &Space) -> Cell {
        let mut open = self.lock();
        open.turn += 1;
        let turn = open.turn;
        let (cell, used) = open.spaces.entry(space.clone()).or_default();
        *used = turn;
        Arc::clone(cell)
    }

    async fn service(&self, space: &Space) -> Result<Arc<FaqService>, CatalogError> {
        let memory = Memory::new(Arc::clone(&self.store), space.clone(), self.clock.clone());
        let common = self.common.catalog();
        let settings = Settings { memory: Some(memory), ..self.common.settings.clone() };
        let is_there = reindex::agree_if_there(&settings, common.engine()).await?;
        let files = self.common.files_as_read();
        let gathered = FaqService::gathered(&settings, &files).await.map_err(CatalogError::Store)?;
        let has_own = gathered.version > 0;
        let (catalog, is_due) = if has_own {
            let engine = Engine { memory: settings.memory.clone(), ..common.engine().clone() };
            let (catalog, opened) = Catalog::of_gathered(&engine, true, gathered, Some(&common), |_| ()).await?;
            (Arc::new(catalog), opened.rehearsal_is_due)
        } else {
            (common, false)
        };
        let look = self.common.looked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let service = FaqService::serving(settings, catalog, look, files).without_store(!is_there);
        if is_due {
            service.rehearsal_is_due.notify_one();
        }
        Ok(Arc::new(service))
    }

    /// Lets the spaces go that were opened while the store was away, now that it is there: who asks next opens them anew,
    /// with all that the store has.
    fn let_go_without_store(&self) {
        let is_with = |cell: &Cell| cell.get().is_none_or(|service| !service.is_without_store());
        self.lock().spaces.retain(|_, (cell, _)| is_with(cell));
    }

    /// Lets the spaces go that were asked for least lately, while those that are open have too many phrasings. Whoever
    /// holds one goes on with it, and what was asked of it is kept.
    fn let_go(&self, but: &Space) {
        let mut open = self.lock();
        let mut by_use: Vec<(u64, Space, usize)> = open
            .spaces
            .iter()
            .filter_map(|(space, (cell, used))| Some((*used, space.clone(), self.own_phrasings(cell.get()?))))
            .collect();
        let mut phrasings: usize = by_use.iter().map(|(_, _, phrasings)| phrasings).sum();
        if phrasings <= self.most_phrasings {
            return;
        }
        by_use.sort_unstable();
        for (_, space, own) in by_use.into_iter().filter(|(_, space, own)| space != but && *own > 0) {
            if phrasings <= self.most_phrasings {
                break;
            }
            open.spaces.remove(&space);
            phrasings -= own;
        }
    }

    /// Those of a shared catalog cost nothing.
    fn own_phrasings(&self, service: &FaqService) -> usize {
        let catalog = service.catalog();
        if Arc::ptr_eq(&catalog, &self.common.catalog()) { 0 } else { catalog.phrasing_count() }
    }

    fn opened(&self) -> Vec<(Space, Arc<FaqService>)> {
        let open = self.lock();
        open.spaces.iter().filter_map(|(space, (cell, _))| Some((space.clone(), Arc::clone(cell.get()?)))).collect()
    }

    /// No code panics while it holds the lock, so what is open is still whole.
    fn lock(&self) -> MutexGuard<'_, OpenSpaces> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! All that a catalog is made of, from files and store, before anything is embedded.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::knowledge::Problem;
use crate::knowledge::Reading;
use crate::service::overlay::OverlayNote;
use crate::service::overlay::Source;
use crate::service::overlay::together;
use crate::service::space_settings::SpaceSettings;
use crate::store::Counter;
use crate::store::Item;
use crate::store::Items;
use crate::store::StoreError;

/// What was found in files and store.
#[derive(Debug)]
pub(super) struct Gathered {
    /// Of both.
    pub(super) knowledge: Knowledge,
    /// Where each entry comes from.
    pub(super) sources: HashMap<EntryId, Source>,
    /// What is wrong in the files.
    pub(super) problems: Vec<Problem>,
    /// The files that were read.
    pub(super) files: Vec<PathBuf>,
    /// What is to be known of both together.
    pub(super) notes: Vec<OverlayNote>,
    /// Questions that entries are not the answer to.
    pub(super) counters: Vec<Counter>,
    /// How the space works.
    pub(super) settings: SpaceSettings,
    /// Number of the store's last commit.
    pub(super) version: u64,
    /// Why the store's part is missing.
    pub(super) store_away: Option<StoreError>,
}

impl Gathered {
    /// Of the files alone.
    pub(super) fn of_files(reading: &Reading) -> Gathered {
        Gathered::of(reading, &Items::default())
    }

    /// Of both.
    pub(super) fn of(reading: &Reading, items: &Items) -> Gathered {
        let together = together(&reading.knowledge, items);
        let counter = |item: &Item| match item {
            Item::Counter(counter) => Some(counter.clone()),
            _ => None,
        };
        Gathered {
            knowledge: together.knowledge,
            sources: together.sources,
            problems: reading.problems.clone(),
            files: reading.files.clone(),
            notes: together.notes,
            counters: items.items.iter().filter_map(|stored| counter(&stored.item)).collect(),
            settings: SpaceSettings::of(items),
            version: items.version,
            store_away: None,
        }
    }

    /// Of the files, while the store cannot be read.
    pub(super) fn without_store(reading: &Reading, why: StoreError) -> Gathered {
        Gathered { store_away: Some(why), ..Gathered::of_files(reading) }
    }
}

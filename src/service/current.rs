//! An entry as it is now, before somebody changes it.

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::State;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::store::Edit;
use crate::store::EntryItem;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::digest;

/// An entry as it is now, whatever its state.
#[derive(Clone, Debug)]
pub struct Current {
    /// The entry.
    pub entry: Entry,
    /// Its revision in the store; `None` where it is a file's alone.
    pub revision: Option<u64>,
    /// Digest of the file's entry of that id, where there is one.
    pub of_file: Option<String>,
}

/// What an entry is put in the place of, as far as whoever writes has seen it: nothing, where there was no entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Basis {
    /// Its revision in the store; `None` where it is a file's alone.
    pub(super) revision: Option<u64>,
    /// Digest of the file's entry of that id, where there is one.
    pub(super) of_file: Option<String>,
}

impl Basis {
    /// Of the entry as it is now, if there is one.
    pub(super) fn of(current: Option<&Current>) -> Basis {
        let current = current.map(|current| (current.revision, current.of_file.clone()));
        let (revision, of_file) = current.unwrap_or_default();
        Basis { revision, of_file }
    }

    /// What writes an entry in the place of it.
    pub(super) fn edit(self, entry: Entry) -> Edit {
        let key = ItemKey::entry(&entry.id);
        let after = Some(Item::Entry(EntryItem { entry, overlays: self.of_file }));
        Edit { key, expected: self.revision.unwrap_or(0), after }
    }
}

impl Current {
    fn of_file(entry: &Entry) -> Current {
        Current { entry: entry.clone(), revision: None, of_file: Some(digest(entry)) }
    }
}

impl Memory {
    /// The entry with this id, whatever its state: the store's, or else `of_file`, the file's of that id.
    pub(super) async fn current(&self, id: &EntryId, of_file: Option<&Entry>) -> Result<Option<Current>, CurateError> {
        Ok(match self.store().item(self.space(), &ItemKey::entry(id)).await? {
            Some(stored) => stored.item.entry().map(|entry| Current {
                entry: entry.clone(),
                revision: Some(stored.revision),
                of_file: of_file.map(digest),
            }),
            None => of_file.map(Current::of_file),
        })
    }
}

impl FaqService {
    /// The entry with this id, whatever its state: the store's, or else a file's. `None` where there is none.
    ///
    /// # Errors
    /// [`CurateError`] where the store cannot be asked.
    pub async fn current(&self, id: &EntryId) -> Result<Option<Current>, CurateError> {
        let of_file = self.entry_of_file(id);
        match self.memory() {
            Some(memory) => memory.current(id, of_file.as_ref()).await,
            None => Ok(of_file.as_ref().map(Current::of_file)),
        }
    }

    /// The same, where there has to be one.
    pub(super) async fn there(&self, id: &EntryId) -> Result<Current, CurateError> {
        self.current(id).await?.ok_or_else(|| CurateError::NoSuchEntry(id.clone()))
    }

    /// The entry with this id, if it is in service.
    pub(super) async fn served(&self, id: &EntryId) -> Result<Current, CurateError> {
        let current = self.current(id).await?.filter(|current| current.entry.state == State::Approved);
        current.ok_or_else(|| CurateError::NoSuchEntry(id.clone()))
    }
}

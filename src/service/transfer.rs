//! Entries by the file: taken into the store all or nothing, and the knowledge as a whole to be written elsewhere.

use std::collections::HashMap;
use std::collections::HashSet;
use std::path::Path;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::entry::normalized;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Done;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::curate::Attempts;
use crate::service::curate::answered_by;
use crate::service::overlay::together;
use crate::store::Action;
use crate::store::Commit;
use crate::store::Dumped;
use crate::store::Edit;
use crate::store::EntryItem;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::Items;
use crate::store::TopicItem;
use crate::store::digest;

/// What taking in a knowledge would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// Entries that are new.
    pub new: Vec<EntryId>,
    /// Entries that are there and say something else.
    pub changed: Vec<EntryId>,
    /// Entries that are there word for word.
    pub same: usize,
    /// Topics whose overview is new or another.
    pub overviews: Vec<String>,
    /// Questions that an entry which stays has too, with that entry and the imported one.
    pub doubles: Vec<(String, EntryId, EntryId)>,
    edits: Vec<Edit>,
}

/// How much of a knowledge is given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Files and store together.
    Everything,
    /// What the store has.
    Taught,
}

impl Import {
    /// Whether it would change nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }
}

impl Memory {
    /// The `files` and the store as one knowledge, in every state.
    ///
    /// # Errors
    /// [`CurateError`] where the store cannot be read.
    pub async fn whole_knowledge(&self, files: &Knowledge) -> Result<Knowledge, CurateError> {
        Ok(together(files, &self.store().items(self.space()).await?).knowledge)
    }

    /// What the store has, in every state: what was taught, and what stands in the place of a file's entry or overview.
    ///
    /// # Errors
    /// [`CurateError`] where the store cannot be read.
    pub async fn taught_knowledge(&self) -> Result<Knowledge, CurateError> {
        Ok(together(&Knowledge::default(), &self.store().items(self.space()).await?).knowledge)
    }

    /// What was edited in the bot of entries that stand in `files`, each as it is served: to be written back.
    ///
    /// # Errors
    /// [`CurateError`] where the store cannot be read.
    pub async fn overlays(&self, files: &Knowledge) -> Result<Vec<Entry>, CurateError> {
        let of_files: HashMap<&EntryId, &Entry> = files.entries.iter().map(|entry| (&entry.id, entry)).collect();
        let items = self.store().items(self.space()).await?;
        let entries = items.items.into_iter().filter_map(|stored| match stored.item {
            Item::Entry(item) => Some(item.entry),
            _ => None,
        });
        Ok(entries.filter(|entry| of_files.get(&entry.id).is_some_and(|of_file| **of_file != *entry)).collect())
    }

    /// Takes the store's entries away that `files` say word for word, after they were written back: what a file says is
    /// served from then on, whatever it comes to say. Returns the number of the change; `None` where there was none.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn drop_written_back(&self, caller: &Caller, files: &Knowledge) -> Result<Option<u64>, CurateError> {
        caller.may(Act::Configure)?;
        let of_files: HashMap<&EntryId, &Entry> = files.entries.iter().map(|entry| (&entry.id, entry)).collect();
        let items = self.store().items(self.space()).await?;
        let is_written_back = |item: &Item| item.entry().is_some_and(|entry| of_files.get(&entry.id) == Some(&entry));
        let written_back = items.items.into_iter().filter(|stored| is_written_back(&stored.item));
        let edits: Vec<Edit> =
            written_back.map(|stored| Edit { key: stored.key, expected: stored.revision, after: None }).collect();
        if edits.is_empty() {
            return Ok(None);
        }
        let commit = Commit::of(self.author(caller).await?, self.now(), Action::Edit, edits);
        Ok(Some(self.store().commit(self.space(), &commit).await?))
    }

    /// Everything that the space holds, questions, votes and history included, as lines that another store takes.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn dump(&self, caller: &Caller) -> Result<Dumped, CurateError> {
        caller.may(Act::Configure)?;
        Ok(self.store().dump(self.space()).await?)
    }

    /// Writes a whole copy of the store, all its spaces included, into a new file while it is in use.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn backup(&self, caller: &Caller, to: &Path) -> Result<(), CurateError> {
        caller.may(Act::Configure)?;
        if to.exists() {
            return Err(CurateError::Already(format!("`{}` is there already; name another file", to.display())));
        }
        Ok(self.store().backup(to).await?)
    }

    /// Takes in what another store's space held; this one has to be empty.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is taken in then.
    pub async fn load(&self, caller: &Caller, dumped: &Dumped) -> Result<(), CurateError> {
        caller.may(Act::Configure)?;
        Ok(self.store().load(self.space(), dumped).await?)
    }
}

impl FaqService {
    /// What taking `knowledge` in would do; nothing is done.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn plan_import(&self, caller: &Caller, knowledge: &Knowledge) -> Result<Import, CurateError> {
        caller.may(Act::Configure)?;
        let memory = self.memory_to_write()?;
        let items = memory.store().items(memory.space()).await?;
        Ok(plan(&self.files_as_read().knowledge, &items, knowledge))
    }

    /// Takes in what was planned, in one change.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is taken in then. [`CurateError::Conflict`] where something was changed since it was
    /// planned.
    pub async fn import(&self, caller: &Caller, import: &Import) -> Result<Done, CurateError> {
        caller.may(Act::Configure)?;
        let memory = self.memory_to_write()?;
        if import.is_empty() {
            return Err(CurateError::Already("all of it is there already".to_owned()));
        }
        let author = memory.author(caller).await?;
        let mut attempts = Attempts::default();
        let (commit, number) = loop {
            let mut commit = Commit::of(author.clone(), memory.now(), Action::Import, import.edits.clone());
            self.close_what_is_asked(memory, &mut commit, &import.edits).await?;
            let done = self.commit(memory, &commit).await;
            if !attempts.again_after(&done) {
                break (commit, done?);
            }
        };
        if !commit.closed.is_empty() {
            self.recorder(memory).clusters_closed().await;
        }
        let (answered, told) = (answered_by(&commit), commit.notices.len());
        Ok(Done { number, entry: None, draft: None, answered, told })
    }

    /// [`Memory::whole_knowledge`], with the files as they were last read; the files alone without a store.
    ///
    /// # Errors
    /// [`CurateError`] where the store cannot be read.
    pub async fn whole_knowledge(&self) -> Result<Knowledge, CurateError> {
        let files = self.files_as_read();
        match self.memory() {
            Some(memory) => memory.whole_knowledge(&files.knowledge).await,
            None => Ok(files.knowledge.clone()),
        }
    }

    /// Everything that the space is answered from, or what was taught in it, for somebody who may have it.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn export(&self, caller: &Caller, scope: Scope) -> Result<Knowledge, CurateError> {
        caller.may(Act::Configure)?;
        match scope {
            Scope::Everything => self.whole_knowledge().await,
            Scope::Taught => self.memory_to_write()?.taught_knowledge().await,
        }
    }

    /// [`Memory::overlays`], with the files as they were last read.
    ///
    /// # Errors
    /// [`CurateError`] where the store cannot be read.
    pub async fn overlays(&self) -> Result<Vec<Entry>, CurateError> {
        self.memory_to_write()?.overlays(&self.files_as_read().knowledge).await
    }

    /// [`Memory::drop_written_back`], with the files as they were last read.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn drop_written_back(&self, caller: &Caller) -> Result<Option<u64>, CurateError> {
        self.memory_to_write()?.drop_written_back(caller, &self.files_as_read().knowledge).await
    }
}

fn plan(files: &Knowledge, items: &Items, imported: &Knowledge) -> Import {
    let now = together(files, items).knowledge;
    let entries: HashMap<&EntryId, &Entry> = now.entries.iter().map(|entry| (&entry.id, entry)).collect();
    let of_files: HashMap<&EntryId, &Entry> = files.entries.iter().map(|entry| (&entry.id, entry)).collect();
    let revisions: HashMap<&ItemKey, u64> = items.items.iter().map(|stored| (&stored.key, stored.revision)).collect();
    let revision = |key: &ItemKey| revisions.get(key).copied().unwrap_or(0);
    let imported_ids: HashSet<&EntryId> = imported.entries.iter().map(|entry| &entry.id).collect();
    let mut asked: HashMap<String, &EntryId> = HashMap::new();
    for entry in now.entries.iter().filter(|entry| !imported_ids.contains(&entry.id)) {
        asked.extend(entry.phrasings.iter().map(|phrasing| (normalized(phrasing.as_str()), &entry.id)));
    }
    let mut import = Import::default();
    for entry in &imported.entries {
        match entries.get(&entry.id) {
            Some(there) if *there == entry => {
                import.same += 1;
                continue;
            }
            Some(_) => import.changed.push(entry.id.clone()),
            None => import.new.push(entry.id.clone()),
        }
        let twice = entry.phrasings.iter().filter_map(|phrasing| {
            let other = asked.get(&normalized(phrasing.as_str()))?;
            Some((phrasing.as_str().to_owned(), (*other).clone(), entry.id.clone()))
        });
        import.doubles.extend(twice);
        let key = ItemKey::entry(&entry.id);
        let overlays = of_files.get(&entry.id).map(|entry| digest(entry));
        let after = Some(Item::Entry(EntryItem { entry: entry.clone(), overlays }));
        import.edits.push(Edit { expected: revision(&key), key, after });
    }
    for topic in imported.topics.iter().filter(|topic| topic.overview.is_some()) {
        let key = ItemKey::topic(&topic.name);
        let there = now.topics.iter().find(|other| ItemKey::topic(&other.name) == key);
        if there.is_some_and(|there| there.overview == topic.overview) {
            continue;
        }
        import.overviews.push(topic.name.clone());
        let item = TopicItem { name: topic.name.clone(), overview: topic.overview.clone() };
        import.edits.push(Edit { expected: revision(&key), key, after: Some(Item::Topic(item)) });
    }
    import
}

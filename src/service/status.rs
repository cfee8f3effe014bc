//! What a space amounts to, in numbers.

use crate::entry::Knowledge;
use crate::entry::State;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Indexed;
use crate::service::Memory;
use crate::service::SpaceSettings;
use crate::service::overlay::Source;
use crate::service::overlay::together;
use crate::store::Item;
use crate::store::Moment;

/// A space in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// Entries of files and store in each state: approved, draft, retired.
    pub entries: [usize; 3],
    /// Entries that the store has, those in the place of a file's included.
    pub stored: usize,
    /// Of these, those that stand in the place of a file's.
    pub overlays: usize,
    /// Counter-examples.
    pub counters: usize,
    /// Drafts that wait.
    pub drafts: usize,
    /// Suggestions that wait.
    pub suggestions: usize,
    /// Open clusters of missed questions.
    pub missed: usize,
    /// Recorded questions.
    pub questions: usize,
    /// When the oldest of them was asked.
    pub oldest: Option<Moment>,
    /// Votes on them.
    pub votes: usize,
    /// Number of the last change.
    pub version: u64,
    /// How the space works.
    pub settings: SpaceSettings,
    /// The model that it was indexed with.
    pub indexed: Option<Indexed>,
}

impl FaqService {
    /// [`Memory::status`], with the files as they were last read and with what was asked just now.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn status(&self, caller: &Caller) -> Result<Status, CurateError> {
        self.flush().await;
        self.memory_to_write()?.status(caller, &self.files_as_read().knowledge).await
    }
}

impl Memory {
    /// What the space amounts to together with `files`.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn status(&self, caller: &Caller, files: &Knowledge) -> Result<Status, CurateError> {
        caller.may(Act::Review)?;
        let (store, space) = (self.store(), self.space());
        let items = store.items(space).await?;
        let together = together(files, &items);
        let whole = &together.knowledge;
        let in_state = |state| whole.entries.iter().filter(|entry| entry.state == state).count();
        let count = |is: fn(&Item) -> bool| items.items.iter().filter(|stored| is(&stored.item)).count();
        let counts = store.counts(space).await?;
        Ok(Status {
            entries: [State::Approved, State::Draft, State::Retired].map(in_state),
            stored: count(|item| matches!(item, Item::Entry(_))),
            overlays: together.sources.values().filter(|source| matches!(source, Source::Overlay(_))).count(),
            counters: count(|item| matches!(item, Item::Counter(_))),
            drafts: count(|item| matches!(item, Item::Draft(_))),
            suggestions: number(counts.suggestions),
            missed: number(counts.clusters),
            oldest: counts.oldest,
            questions: number(counts.questions),
            votes: number(counts.votes),
            version: items.version,
            settings: SpaceSettings::of(&items),
            indexed: self.indexed().await?,
        })
    }
}

/// A count of rows, which a machine that can hold them can count.
pub(super) fn number(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

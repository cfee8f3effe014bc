//! Who changed what, and taking a change back.

use std::collections::BTreeSet;
use std::collections::HashSet;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Done;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::OnNear;
use crate::service::of_files::with_files;
use crate::service::plan::Plan;
use crate::service::planned::Planned;
use crate::store::Action;
use crate::store::Change;
use crate::store::Closing;
use crate::store::Cluster;
use crate::store::ClusterState;
use crate::store::Commit;
use crate::store::Draft;
use crate::store::Edit;
use crate::store::Item;
use crate::store::ItemKind;
use crate::store::Wanted;

impl Memory {
    /// The changes that are `wanted`, the latest first.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn history(&self, caller: &Caller, wanted: &Wanted) -> Result<Vec<Change>, CurateError> {
        caller.may(Act::Propose)?;
        Ok(self.store().changes(self.space(), wanted).await?)
    }

    /// The clusters that an entry resolved by getting their question, as which it was `after`.
    async fn joined(&self, before: Option<&Entry>, after: &Entry) -> Result<Vec<u64>, CurateError> {
        let asks = |entry: &Entry, normal: &str| {
            entry.phrasings.iter().any(|phrasing| normalized(phrasing.as_str()) == normal)
        };
        let is_joined = |cluster: &Cluster| {
            let normal = normalized(&cluster.text);
            cluster.resolved_by.as_ref() == Some(&after.id)
                && asks(after, &normal)
                && !before.is_some_and(|before| asks(before, &normal))
        };
        self.resolved_that(is_joined).await
    }

    /// The clusters that one of these entries resolved.
    async fn answered_by(&self, entries: &HashSet<&EntryId>) -> Result<Vec<u64>, CurateError> {
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        self.resolved_that(|cluster| cluster.resolved_by.as_ref().is_some_and(|by| entries.contains(by))).await
    }

    async fn resolved_that(&self, is_it: impl Fn(&Cluster) -> bool) -> Result<Vec<u64>, CurateError> {
        let resolved = self.store().clusters(self.space(), 0, Some(ClusterState::Resolved)).await?;
        Ok(resolved.iter().filter(|cluster| is_it(cluster)).map(|cluster| cluster.number).collect())
    }
}

impl FaqService {
    /// [`Memory::history`], with what files have as what was there before, as far as they have it still.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn history(&self, caller: &Caller, wanted: &Wanted) -> Result<Vec<Change>, CurateError> {
        let changes = self.memory_to_write()?.history(caller, wanted).await?;
        Ok(with_files(changes, &self.files_as_read().knowledge))
    }

    /// [`Planned::Undo`]: takes a change back as a whole; the change that does so can be taken back too.
    ///
    /// # Errors
    /// [`CurateError::Conflict`] where something of it was changed again since; nothing is done then.
    pub async fn undo(&self, caller: &Caller, number: u64) -> Result<Done, CurateError> {
        self.carry_out(caller, &Planned::Undo(number), OnNear::KeepBoth).await
    }

    /// What taking a change back comes to.
    pub(super) async fn undoing(&self, caller: &Caller, memory: &Memory, number: u64) -> Result<Plan, CurateError> {
        caller.may(Act::Review)?;
        let wanted = Wanted { key: None, after: number.saturating_sub(1), before: Some(number + 1), limit: u32::MAX };
        let changes = memory.store().changes(memory.space(), &wanted).await?;
        if changes.is_empty() {
            return Err(CurateError::NotThere(format!("change {number}")));
        }
        if changes.iter().any(|change| change.key.kind == ItemKind::Setting) {
            caller.may(Act::Configure)?;
        }
        let of = |item: &Option<Item>| item.as_ref().and_then(Item::entry).map(|entry| entry.id.clone());
        let entry = changes.iter().find_map(|change| of(&change.after).or_else(|| of(&change.before)));
        let open_again = self.opened_by_undoing(memory, &changes).await?;
        let mut edits = Vec::with_capacity(changes.len());
        for Change { key, before, after, .. } in changes {
            // What it is now has to be what the change made of it, if by way of others: so changes can be taken back one
            // after the other, the latest first.
            let now = memory.store().item(memory.space(), &key).await?;
            if now.as_ref().map(|stored| &stored.item) != after.as_ref() {
                return Err(CurateError::Conflict(key.to_string()));
            }
            edits.push(Edit { key, expected: now.map_or(0, |stored| stored.revision), after: before });
        }
        let served = edits.clone();
        let mut commit = Commit::of(memory.author(caller).await?, memory.now(), Action::Undo, edits);
        let open = |number| Closing::to(ClusterState::Open, number);
        commit.closed = open_again.into_iter().map(open).collect();
        Ok(Plan { commit, entry, new_questions: None, draft: None, served })
    }

    /// The clusters that wait for an answer again once `changes`, which are those of one commit, are taken back.
    async fn opened_by_undoing(&self, memory: &Memory, changes: &[Change]) -> Result<BTreeSet<u64>, CurateError> {
        let mut open = BTreeSet::from_iter(memory.answered_by(&self.gone_by_undoing(changes)).await?);
        for change in changes {
            // A draft that waits again can only be approved while what it answers is open.
            if let (Some(Item::Draft(Draft { resolves: Some(number), .. })), None) = (&change.before, &change.after)
                && memory.is_closed(*number).await?
            {
                open.insert(*number);
            }
            if let Some(Item::Entry(joined)) = change.after.as_ref().filter(|_| change.action == Action::Resolve) {
                let of_file = self.entry_of_file(&joined.entry.id);
                let before = change.before.as_ref().and_then(Item::entry).or(of_file.as_ref());
                open.extend(memory.joined(before, &joined.entry).await?);
            }
        }
        Ok(open)
    }

    /// The entries that are not there any more once `changes` are taken back.
    fn gone_by_undoing<'a>(&self, changes: &'a [Change]) -> HashSet<&'a EntryId> {
        let made = changes.iter().filter(|change| change.before.is_none());
        let made = made.filter_map(|change| change.after.as_ref().and_then(Item::entry));
        made.map(|entry| &entry.id).filter(|id| self.entry_of_file(id).is_none()).collect()
    }
}

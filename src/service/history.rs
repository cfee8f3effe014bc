//! Who changed what, and taking a change back.

use std::collections::HashSet;

use crate::entry::EntryId;
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

    /// The clusters that wait for an answer again once change `number` is taken back, with which the entries that are
    /// `gone` then go: what it closed, and what those have answered since.
    async fn opened_by_undoing(&self, number: u64, gone: &HashSet<&EntryId>) -> Result<Vec<u64>, CurateError> {
        let clusters = self.store().clusters(self.space(), 0, None).await?;
        let is_open_then = |cluster: &&Cluster| {
            cluster.state != ClusterState::Open
                && (cluster.closed_in == number || cluster.resolved_by.as_ref().is_some_and(|by| gone.contains(by)))
        };
        Ok(clusters.iter().filter(is_open_then).map(|cluster| cluster.number).collect())
    }

    /// Why a change that is not the last one of an item cannot be taken back: what became of it since.
    async fn changed_since(&self, change: &Change) -> Result<CurateError, CurateError> {
        let wanted = Wanted { key: Some(change.key.clone()), after: change.number, before: None, limit: u32::MAX };
        let mut since = self.store().changes(self.space(), &wanted).await?;
        since.reverse();
        let mut undone = None;
        for later in since.iter().filter(|later| later.action == Action::Undo) {
            if later.after == change.before && later.before == change.after {
                undone = Some(later.number);
            } else if later.after == change.after {
                undone = None;
            }
        }
        let number = change.number;
        Ok(match (undone, since.last()) {
            (Some(by), _) => CurateError::Undone { number, by },
            (None, Some(last)) => CurateError::ChangedSince { number, by: last.number },
            (None, None) => CurateError::Conflict(change.key.to_string()),
        })
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
    /// [`CurateError::Undone`] where it was taken back already, [`CurateError::ChangedSince`] where something of it was
    /// changed again since; nothing is done then.
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
        let open_again = memory.opened_by_undoing(number, &self.gone_by_undoing(&changes)).await?;
        let mut edits = Vec::with_capacity(changes.len());
        for change in changes {
            // What it is now has to be what the change made of it, if by way of others: so changes can be taken back one
            // after the other, the latest first.
            let now = memory.store().item(memory.space(), &change.key).await?;
            if now.as_ref().map(|stored| &stored.item) != change.after.as_ref() {
                return Err(memory.changed_since(&change).await?);
            }
            let Change { key, before, .. } = change;
            edits.push(Edit { key, expected: now.map_or(0, |stored| stored.revision), after: before });
        }
        let served = edits.clone();
        let mut commit = Commit::of(memory.author(caller).await?, memory.now(), Action::Undo, edits);
        let open = |number| Closing::to(ClusterState::Open, number);
        commit.closed = open_again.into_iter().map(open).collect();
        Ok(Plan { commit, entry, new_questions: None, draft: None, served })
    }

    /// The entries that are not there any more once `changes` are taken back.
    fn gone_by_undoing<'a>(&self, changes: &'a [Change]) -> HashSet<&'a EntryId> {
        let made = changes.iter().filter(|change| change.before.is_none());
        let made = made.filter_map(|change| change.after.as_ref().and_then(Item::entry));
        made.map(|entry| &entry.id).filter(|id| self.entry_of_file(id).is_none()).collect()
    }
}

//! Who changed what, and taking a change back.

use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::store::Action;
use crate::store::Change;
use crate::store::Commit;
use crate::store::Edit;
use crate::store::Wanted;

impl FaqService {
    /// The changes that are `wanted`, the latest first.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn history(&self, caller: &Caller, wanted: &Wanted) -> Result<Vec<Change>, CurateError> {
        caller.may(Act::Propose)?;
        let memory = self.memory_to_write()?;
        Ok(memory.store().changes(memory.space(), wanted).await?)
    }

    /// Takes a change back as a whole, and returns the number of the change that does so; that can be taken back too.
    ///
    /// # Errors
    /// [`CurateError::Conflict`] where something of it was changed again since; nothing is done then.
    pub async fn undo(&self, caller: &Caller, number: u64) -> Result<u64, CurateError> {
        caller.may(Act::Review)?;
        let memory = self.memory_to_write()?;
        let wanted = Wanted { key: None, after: number.saturating_sub(1), before: Some(number + 1), limit: u32::MAX };
        let changes = memory.store().changes(memory.space(), &wanted).await?;
        if changes.is_empty() {
            return Err(CurateError::NotThere(format!("change {number}")));
        }
        let back = |change: Change| Edit {
            expected: if change.after.is_some() { number } else { 0 },
            key: change.key,
            after: change.before,
        };
        let edits = changes.into_iter().map(back).collect();
        let author = memory.author(caller).await?;
        self.commit(memory, &Commit::of(author, memory.now(), Action::Undo, edits)).await
    }
}

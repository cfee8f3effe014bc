//! Who changed what, and taking a change back.

use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Done;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::OnNear;
use crate::service::planned::Planned;
use crate::store::Change;
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
}

impl FaqService {
    /// [`Memory::history`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn history(&self, caller: &Caller, wanted: &Wanted) -> Result<Vec<Change>, CurateError> {
        self.memory_to_write()?.history(caller, wanted).await
    }

    /// [`Planned::Undo`]: takes a change back as a whole; the change that does so can be taken back too.
    ///
    /// # Errors
    /// [`CurateError::Conflict`] where something of it was changed again since; nothing is done then.
    pub async fn undo(&self, caller: &Caller, number: u64) -> Result<Done, CurateError> {
        self.carry_out(caller, &Planned::Undo(number), OnNear::KeepBoth).await
    }
}

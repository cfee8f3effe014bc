//! What is held on a person: theirs to see, take along, and delete.

use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::store::Forgotten;
use crate::store::HeldOn;
use crate::store::Preferences;

impl FaqService {
    /// All that the space holds on the caller.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn held_on(&self, caller: &Caller) -> Result<HeldOn, CurateError> {
        caller.may(Act::Ask)?;
        let memory = self.memory_to_write()?;
        self.flush().await;
        let person = memory.person(caller).await?;
        Ok(memory.store().held_on(memory.space(), &person).await?)
    }

    /// Deletes all that the space holds on the caller. What they asked before is not kept afterwards either.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is deleted then.
    pub async fn forget(&self, caller: &Caller) -> Result<Forgotten, CurateError> {
        caller.may(Act::Ask)?;
        let memory = self.memory_to_write()?;
        // What is on its way to the store must not arrive behind the deletion.
        if !self.flush().await {
            return Err(CurateError::Later("the store is behind with what was asked".to_owned()));
        }
        let person = memory.person(caller).await?;
        let forgotten = memory.store().forget(memory.space(), &person).await?;
        // A cluster may have begun with their words.
        self.recorder(memory).clusters_closed().await;
        Ok(forgotten)
    }

    /// What the caller decided about what is held on them.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn preferences(&self, caller: &Caller) -> Result<Preferences, CurateError> {
        caller.may(Act::Ask)?;
        let memory = self.memory_to_write()?;
        let person = memory.person(caller).await?;
        Ok(memory.store().preferences(memory.space(), &person).await?)
    }

    /// The caller decides.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn prefer(&self, caller: &Caller, preferences: Preferences) -> Result<(), CurateError> {
        caller.may(Act::Ask)?;
        let memory = self.memory_to_write()?;
        let person = memory.person(caller).await?;
        Ok(memory.store().set_preferences(memory.space(), &person, preferences).await?)
    }

    /// Deletes recorded questions that are older than the space keeps them; how many.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn forget_old(&self) -> Result<u64, CurateError> {
        let memory = self.memory_to_write()?;
        let before = memory.now().minus(self.catalog().space_settings().retention());
        Ok(memory.store().forget_before(memory.space(), before).await?)
    }
}

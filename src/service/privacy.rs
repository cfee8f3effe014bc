//! What is held on a person: theirs to see, take along, and delete.

use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::SpaceSettings;
use crate::store::Forgotten;
use crate::store::HeldOn;
use crate::store::Preferences;

impl Memory {
    /// All that the space holds on the caller.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn held_on(&self, caller: &Caller) -> Result<HeldOn, CurateError> {
        caller.may(Act::Ask)?;
        let person = self.person(caller).await?;
        Ok(self.store().held_on(self.space(), &person).await?)
    }

    /// Deletes all that the space holds on the caller.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is deleted then.
    pub async fn forget(&self, caller: &Caller) -> Result<Forgotten, CurateError> {
        caller.may(Act::Ask)?;
        let person = self.person(caller).await?;
        Ok(self.store().forget(self.space(), &person).await?)
    }

    /// What the caller decided about what is held on them.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn preferences(&self, caller: &Caller) -> Result<Preferences, CurateError> {
        caller.may(Act::Ask)?;
        let person = self.person(caller).await?;
        Ok(self.store().preferences(self.space(), &person).await?)
    }

    /// The caller decides.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn prefer(&self, caller: &Caller, preferences: Preferences) -> Result<(), CurateError> {
        caller.may(Act::Ask)?;
        let person = self.person(caller).await?;
        Ok(self.store().set_preferences(self.space(), &person, preferences).await?)
    }

    /// Deletes recorded questions that are older than the space keeps them; how many.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn forget_old(&self) -> Result<u64, CurateError> {
        let items = self.store().items(self.space()).await?;
        let before = self.now().minus(SpaceSettings::of(&items).retention());
        Ok(self.store().forget_before(self.space(), before).await?)
    }
}

impl FaqService {
    /// [`Memory::held_on`], with what was asked up to now.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn held_on(&self, caller: &Caller) -> Result<HeldOn, CurateError> {
        let memory = self.memory_to_write()?;
        self.flush().await;
        memory.held_on(caller).await
    }

    /// [`Memory::forget`]; what they asked before is not kept afterwards either.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is deleted then.
    pub async fn forget(&self, caller: &Caller) -> Result<Forgotten, CurateError> {
        let memory = self.memory_to_write()?;
        // What is on its way to the store must not arrive behind the deletion.
        if !self.flush().await {
            return Err(CurateError::Later("the store is behind with what was asked".to_owned()));
        }
        let forgotten = memory.forget(caller).await?;
        // A cluster may have begun with their words.
        self.recorder(memory).clusters_closed().await;
        Ok(forgotten)
    }

    /// [`Memory::preferences`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn preferences(&self, caller: &Caller) -> Result<Preferences, CurateError> {
        self.memory_to_write()?.preferences(caller).await
    }

    /// [`Memory::prefer`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn prefer(&self, caller: &Caller, preferences: Preferences) -> Result<(), CurateError> {
        self.memory_to_write()?.prefer(caller, preferences).await
    }

    /// [`Memory::forget_old`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn forget_old(&self) -> Result<u64, CurateError> {
        self.memory_to_write()?.forget_old().await
    }
}

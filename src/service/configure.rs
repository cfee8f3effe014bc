//! How a space works: its settings, and what its topics are about.

use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::SettingError;
use crate::service::SettingKey;
use crate::service::SpaceSettings;
use crate::service::writing::WritingError;
use crate::store::Action;
use crate::store::Commit;
use crate::store::Edit;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::TopicItem;

impl Memory {
    /// The settings that hold now.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn settings(&self, caller: &Caller) -> Result<SpaceSettings, CurateError> {
        caller.may(Act::Configure)?;
        Ok(SpaceSettings::of(&self.store().items(self.space()).await?))
    }

    /// Sets one, and returns the number of the change. A service that is running takes it up when it looks at the store.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is set then.
    pub async fn set(&self, caller: &Caller, key: impl Into<SettingKey>, value: &str) -> Result<u64, CurateError> {
        self.set_all(caller, &[(key.into(), value.to_owned())]).await
    }

    /// As [`Memory::set`], several in one change. Those that are so already are left alone.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is set then. [`CurateError::Already`] where all of them are so already.
    pub async fn set_all(&self, caller: &Caller, values: &[(SettingKey, String)]) -> Result<u64, CurateError> {
        caller.may(Act::Configure)?;
        let mut settings = self.settings(caller).await?;
        let mut edits = Vec::new();
        for (key, value) in values {
            let before = settings.value(*key);
            settings.set(*key, value)?;
            if self.space().server().is_some_and(|server| settings.is_everybody(key.setting, server)) {
                return Err(SettingError::Everybody(key.setting).into());
            }
            let value = settings.value(*key);
            if value != before {
                edits.push(self.edit_of(ItemKey::setting(&key.to_string()), Some(Item::Setting(value))).await?);
            }
        }
        if edits.is_empty() {
            let already = values.iter().map(|(key, _)| format!("`{key}` is {} already", settings.value(*key)));
            return Err(CurateError::Already(already.collect::<Vec<_>>().join(", ")));
        }
        let keys = edits.iter().map(|edit| edit.key.to_string()).collect::<Vec<_>>().join(", ");
        let commit = Commit::of(self.author(caller).await?, self.now(), Action::Set, edits);
        let number = self.store().commit(self.space(), &commit).await?;
        tracing::info!(space = %self.space(), "{keys} changed");
        Ok(number)
    }

    /// Writes one item over whatever is there.
    async fn writing_one(
        &self,
        caller: &Caller,
        action: Action,
        key: ItemKey,
        after: Option<Item>,
    ) -> Result<Commit, CurateError> {
        let edits = vec![self.edit_of(key, after).await?];
        Ok(Commit::of(self.author(caller).await?, self.now(), action, edits))
    }

    /// `after` over whatever is there.
    async fn edit_of(&self, key: ItemKey, after: Option<Item>) -> Result<Edit, CurateError> {
        let expected = self.store().item(self.space(), &key).await?.map_or(0, |stored| stored.revision);
        Ok(Edit { key, expected, after })
    }
}

impl FaqService {
    /// [`Memory::settings`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn settings(&self, caller: &Caller) -> Result<SpaceSettings, CurateError> {
        self.memory_to_write()?.settings(caller).await
    }

    /// [`Memory::set`], which holds here from now on.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is set then.
    pub async fn set(&self, caller: &Caller, key: impl Into<SettingKey>, value: &str) -> Result<u64, CurateError> {
        self.set_all(caller, &[(key.into(), value.to_owned())]).await
    }

    /// [`Memory::set_all`], which holds here from now on.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is set then.
    pub async fn set_all(&self, caller: &Caller, values: &[(SettingKey, String)]) -> Result<u64, CurateError> {
        self.served_once(self.memory_to_write()?.set_all(caller, values)).await
    }

    /// Gives a topic an overview, which answers what it is about; an empty one takes it away.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is written then.
    pub async fn set_overview(&self, caller: &Caller, topic: &str, overview: &str) -> Result<u64, CurateError> {
        caller.may(Act::Review)?;
        let name = crate::knowledge::on_one_line(topic);
        if name.is_empty() {
            return Err(WritingError::Id("a topic needs a name".to_owned()).into());
        }
        let (overview, _) = crate::knowledge::prose(overview);
        let length = overview.chars().count();
        if length > crate::entry::MAX_ANSWER_CHARS {
            return Err(WritingError::LongAnswer(length).into());
        }
        let key = ItemKey::topic(&name);
        let item = Item::Topic(TopicItem { name, overview: Some(overview).filter(|overview| !overview.is_empty()) });
        let memory = self.memory_to_write()?;
        let commit = memory.writing_one(caller, Action::Edit, key, Some(item)).await?;
        self.commit(memory, &commit).await
    }
}

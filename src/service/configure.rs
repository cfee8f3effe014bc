//! How a space works: its settings, and what its topics are about.

use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Setting;
use crate::service::SpaceSettings;
use crate::service::writing::WritingError;
use crate::store::Action;
use crate::store::Commit;
use crate::store::Edit;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::TopicItem;

impl FaqService {
    /// The settings that hold now.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn settings(&self, caller: &Caller) -> Result<SpaceSettings, CurateError> {
        caller.may(Act::Review)?;
        let memory = self.memory_to_write()?;
        Ok(SpaceSettings::of(&memory.store().items(memory.space()).await?))
    }

    /// Sets one, and returns the number of the change.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is set then.
    pub async fn set(&self, caller: &Caller, setting: Setting, value: &str) -> Result<u64, CurateError> {
        caller.may(Act::Configure)?;
        let memory = self.memory_to_write()?;
        let mut settings = self.settings(caller).await?;
        let before = settings.value(setting);
        settings.set(setting, value)?;
        let value = settings.value(setting);
        if value == before {
            return Err(CurateError::Already(format!("`{setting}` is {value} already")));
        }
        let key = ItemKey::setting(setting.name());
        self.put(caller, Action::Set, key, Some(Item::Setting(value))).await.inspect(|_| {
            tracing::info!(space = %memory.space(), "`{setting}` was changed");
        })
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
        self.put(caller, Action::Edit, key, Some(item)).await
    }

    /// Writes one item over whatever is there.
    async fn put(
        &self,
        caller: &Caller,
        action: Action,
        key: ItemKey,
        after: Option<Item>,
    ) -> Result<u64, CurateError> {
        let memory = self.memory_to_write()?;
        let expected = memory.store().item(memory.space(), &key).await?.map_or(0, |stored| stored.revision);
        let author = memory.author(caller).await?;
        self.commit(memory, &Commit::of(author, memory.now(), action, vec![Edit { key, expected, after }])).await
    }
}

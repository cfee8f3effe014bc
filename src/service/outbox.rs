//! What people are to be told: the service keeps it, the doors deliver.

use std::sync::Arc;
use std::time::Duration;

use crate::entry::Entry;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::store::Notice;
use crate::store::RowId;

/// How long a door has to deliver what it took, before another may take it.
const LEASE: Duration = Duration::from_secs(120);

/// Notices that a door takes at once.
const AT_ONCE: u32 = 20;

/// A notice to deliver, with the entry that it tells of.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Its name, for [`FaqService::delivered`].
    pub id: RowId,
    /// What it says, and where.
    pub notice: Notice,
    /// The entry as it is now.
    pub entry: Arc<Entry>,
}

impl FaqService {
    /// Notices for a door to deliver, oldest first. What is not [`delivered`](FaqService::delivered) within two minutes
    /// comes again, so a door shows it under the notice's id, which the place it shows it in compares: at least once
    /// delivered, and never twice shown. A notice whose entry is no longer in service is dropped.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn to_deliver(&self) -> Result<Vec<Delivery>, CurateError> {
        let memory = self.memory_to_write()?;
        let (store, space, now) = (memory.store(), memory.space(), memory.now());
        let notices = store.take_notices(space, now, now.plus(LEASE), AT_ONCE).await?;
        // An entry that another process has written with the notices may not have come here yet.
        if notices.iter().any(|notice| self.catalog().entry(&notice.notice.entry).is_none()) {
            self.refresh().await.map_err(|error| CurateError::Later(error.to_string()))?;
        }
        let mut deliveries = Vec::new();
        for notice in notices {
            match self.catalog().entry(&notice.notice.entry) {
                Some(entry) => deliveries.push(Delivery { id: notice.id.clone(), entry: Arc::clone(entry), notice }),
                None => store.notice_done(space, &notice.id).await?,
            }
        }
        Ok(deliveries)
    }

    /// Those of [`FaqService::to_deliver`] that are for the caller, at a door that one person uses. What is for somebody
    /// else comes again once its two minutes are over, at their door.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn to_deliver_to(&self, caller: &Caller) -> Result<Vec<Delivery>, CurateError> {
        let person = self.memory_to_write()?.person(caller).await?;
        let mut deliveries = self.to_deliver().await?;
        deliveries.retain(|delivery| delivery.notice.notice.person == person);
        Ok(deliveries)
    }

    /// Whether somebody is still to be told, as a door asks just before it tells them: what they were to be told of may
    /// have been taken back since the notice was taken.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn is_to_deliver(&self, id: &RowId) -> Result<bool, CurateError> {
        let memory = self.memory_to_write()?;
        Ok(memory.store().notice_waits(memory.space(), id).await?)
    }

    /// A notice was shown, or can never be.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn delivered(&self, id: &RowId) -> Result<(), CurateError> {
        let memory = self.memory_to_write()?;
        Ok(memory.store().notice_done(memory.space(), id).await?)
    }
}

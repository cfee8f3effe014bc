//! Taking up changed knowledge by itself.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use crate::knowledge::Look;
use crate::service::CatalogError;
use crate::service::FaqService;
use crate::service::Opened;
use crate::service::ReloadError;
use crate::service::catalog;
use crate::service::reindex;
use crate::service::tidying::TIDY_EVERY;

/// After a change to the knowledge, how long nothing more has to come before it rehearses: several changes in a row
/// rehearse once.
pub(super) const QUIET: Duration = Duration::from_secs(2);

impl FaqService {
    /// Looks at the knowledge files every `every`, and reloads when they have changed and then stayed as they are from
    /// one look to the next: an editor or a copy may take a while to write. What changes in the store, by whatever
    /// process, is taken up at the same pace or sooner, where the store tells of it; so is a store that was away when the
    /// service was opened. Runs until it is dropped.
    ///
    /// `report` gets what came of each reload. One that fails is reported once; the former knowledge stays, and the
    /// next reload comes with the next change. What somebody else reloaded is not reloaded again.
    pub async fn follow(&self, every: Duration, mut report: impl FnMut(Result<Opened, ReloadError>)) {
        let mut changes = Changes::default();
        // That it is away was told when the service was opened.
        let mut store_failed = self.is_without_store();
        let mut rehearse_at: Option<Instant> = None;
        let mut tidied: Option<Instant> = None;
        loop {
            if tidied.is_none_or(|at| at.elapsed() >= TIDY_EVERY) {
                tidied = Some(Instant::now());
                if let Some(memory) = self.memory() {
                    memory.tidy().await;
                }
            }
            tokio::select! {
                () = self.store_changed_or(every) => {}
                () = self.rehearsal_is_due.notified() => rehearse_at = Some(Instant::now() + QUIET),
            }
            let look = catalog::look(&self.settings).await;
            let is_due = changes.are_due(look, &self.looked.lock().unwrap_or_else(PoisonError::into_inner));
            if is_due || rehearse_at.is_some_and(|at| at <= Instant::now()) {
                rehearse_at = None;
                let result = self.reload(|_| ()).await;
                if is_due || result.is_err() {
                    report(result);
                }
                continue;
            }
            match self.take_up_store().await {
                Ok(None) => store_failed = false,
                Ok(Some(opened)) => {
                    store_failed = false;
                    report(Ok(opened));
                }
                Err(_) if store_failed => {}
                Err(error) => {
                    store_failed = true;
                    report(Err(error));
                }
            }
        }
    }

    /// Waits until the store may have changed, and for `every` at most.
    async fn store_changed_or(&self, every: Duration) {
        match self.memory() {
            Some(memory) => {
                let asked = Instant::now();
                memory.store().changed(every).await;
                // A store that cannot be reached may return at once.
                tokio::time::sleep(SOONEST.saturating_sub(asked.elapsed())).await;
            }
            None => tokio::time::sleep(every).await,
        }
    }

    /// Whether it was opened while the store was away, and the store has not been there since.
    #[must_use]
    pub fn is_without_store(&self) -> bool {
        self.is_without_store.load(Ordering::Acquire)
    }

    /// Where the service was opened while the store was away: waits until the store is there, and serves what it has. For
    /// who does not follow.
    ///
    /// # Errors
    /// [`ReloadError`], where the store cannot be used as it is.
    pub async fn join_store(&self, every: Duration) -> Result<(), ReloadError> {
        while self.is_without_store() {
            self.store_changed_or(every).await;
            match self.take_up_store().await {
                Err(ReloadError::Store(error)) if error.may_pass() => {}
                taken => drop(taken?),
            }
        }
        Ok(())
    }

    /// Serves what the store has, if that is something else than what is served.
    async fn take_up_store(&self) -> Result<Option<Opened>, ReloadError> {
        let Some(memory) = self.memory() else { return Ok(None) };
        self.follow_model().await?;
        if self.is_without_store() {
            reindex::agree(&self.settings, self.catalog().engine()).await.map_err(of_store)?;
            self.is_without_store.store(false, Ordering::Release);
        }
        let versions = memory.store().versions().await.map_err(ReloadError::Store)?;
        let there = versions.iter().find(|(space, _)| space == memory.space()).map_or(0, |(_, version)| *version);
        if self.is_behind(there) { self.refresh().await.map(Some) } else { Ok(None) }
    }
}

/// That the store cannot be read, by its own name.
fn of_store(error: CatalogError) -> ReloadError {
    match error {
        CatalogError::Store(error) => ReloadError::Store(error),
        error => ReloadError::Catalog(error),
    }
}

/// How soon after one look at the store the next may follow.
const SOONEST: Duration = Duration::from_millis(50);

/// Tells from one look to the next whether it is time to read.
#[derive(Default)]
struct Changes {
    last: Option<Look>,
}

impl Changes {
    /// Whether `look` shows another state than the one that was `read`, for the second time.
    fn are_due(&mut self, look: Look, read: &Look) -> bool {
        let is_still = self.last.as_ref() == Some(&look);
        let is_due = is_still && look != *read;
        self.last = Some(look);
        is_due
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::future::Future;
    use std::panic::Location;
    use std::rc::Rc;
    use std::sync::Arc;

    use tokio::sync::mpsc;

    use super::*;
    use crate::knowledge::look;
    use crate::service::stand_in::Trial;

    const FAQ: &str = "The club.\n\nHow do I join?\nPay 10 euros.\n";
    const EVERY: Duration = Duration::from_millis(20);
    /// Several looks; nothing is due after it.
    const A_WHILE: Duration = Duration::from_millis(200);

    /// Runs `story` beside a service that follows its files; it hears of each reload what is now answered, or
    /// `errors`.
    async fn following<F: Future<Output = ()>>(story: impl FnOnce(Rc<Trial>, Reports) -> F) {
        let trial = Rc::new(Trial::knowing(FAQ).await);
        let (reports, heard) = mpsc::unbounded_channel();
        let report = |result: Result<Opened, ReloadError>| {
            let said = match result {
                Ok(_) => trial.service.catalog().entries()[0].answer.clone(),
                Err(_) => "errors".to_owned(),
            };
            reports.send(said).unwrap();
        };
        tokio::select! {
            () = trial.service.follow(EVERY, report) => panic!("following ends with its drop alone"),
            () = story(Rc::clone(&trial), Reports(heard)) => {}
        }
    }

    struct Reports(mpsc::UnboundedReceiver<String>);

    impl Reports {
        #[track_caller]
        fn next(&mut self, expected: &str) -> impl Future<Output = ()> {
            let place = Location::caller();
            async move {
                let next = tokio::time::timeout(Duration::from_secs(20), self.0.recv()).await;
                let next = next.unwrap_or_else(|_| panic!("{place}: no report; expected {expected:?}"));
                assert_eq!(next.as_deref(), Some(expected), "{place}");
            }
        }

        #[track_caller]
        fn none(&mut self) -> impl Future<Output = ()> {
            let place = Location::caller();
            async move {
                tokio::time::sleep(A_WHILE).await;
                assert_eq!(self.0.try_recv().ok(), None, "{place}");
            }
        }
    }

    #[tokio::test]
    async fn a_change_is_taken_up_and_nothing_else_reloads() {
        following(|trial, mut reports| async move {
            reports.none().await;
            fs::write(trial.file(), FAQ.replace("10 euros", "12 euros")).unwrap();
            reports.next("Pay 12 euros.").await;
            reports.none().await;
            fs::write(trial.folder.path().join("more.txt"), "More.\n\nWho?\nWe.\n").unwrap();
            reports.next("Pay 12 euros.").await;
            assert_eq!(trial.service.counts().entries, 2);
        })
        .await;
    }

    #[tokio::test]
    async fn a_broken_file_is_reported_once_and_the_former_knowledge_stays() {
        following(|trial, mut reports| async move {
            fs::write(trial.file(), format!("{FAQ}\nWho is in charge?\n")).unwrap();
            reports.next("errors").await;
            reports.none().await;
            assert_eq!(trial.service.catalog().entries()[0].answer, "Pay 10 euros.");
            fs::write(trial.file(), format!("{FAQ}\nWho is in charge?\nAnna.\n")).unwrap();
            reports.next("Pay 10 euros.").await;
            assert_eq!(trial.service.counts().entries, 2);
        })
        .await;
    }

    #[tokio::test]
    async fn a_file_that_is_gone_is_reported_and_taken_up_when_it_is_back() {
        following(|trial, mut reports| async move {
            let aside = trial.folder.path().join("aside.bak");
            fs::rename(trial.file(), &aside).unwrap();
            reports.next("errors").await;
            reports.none().await;
            assert_eq!(trial.service.counts().entries, 1);
            fs::rename(&aside, trial.file()).unwrap();
            reports.next("Pay 10 euros.").await;
        })
        .await;
    }

    #[test]
    fn a_file_that_is_still_being_written_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [folder.path().to_owned()];
        let read = look(&paths);
        let mut changes = Changes::default();
        for length in 1..20 {
            // As somebody who writes slowly: every look finds the file longer than the one before.
            fs::write(folder.path().join("faq.txt"), &FAQ[..length]).unwrap();
            assert!(!changes.are_due(look(&paths), &read), "after {length} bytes");
        }
        assert!(changes.are_due(look(&paths), &read));
        let read = look(&paths);
        assert!(!changes.are_due(look(&paths), &read), "what is read is not due again");
    }

    #[tokio::test]
    async fn what_was_reloaded_by_hand_is_not_reloaded_again() {
        following(|trial, mut reports| async move {
            fs::write(trial.file(), FAQ.replace("10 euros", "12 euros")).unwrap();
            trial.service.reload(|_| ()).await.unwrap();
            reports.none().await;
            assert_eq!(trial.service.catalog().entries()[0].answer, "Pay 12 euros.");
        })
        .await;
    }

    #[tokio::test]
    async fn a_task_of_its_own_can_follow_and_be_stopped() {
        let trial = Arc::new(Trial::knowing(FAQ).await);
        let following = Arc::clone(&trial);
        let task = tokio::spawn(async move { following.service.follow(EVERY, |_| ()).await });
        tokio::time::sleep(EVERY).await;
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
    }
}

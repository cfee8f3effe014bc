//! Taking up changed knowledge by itself.

use std::sync::PoisonError;
use std::time::Duration;

use crate::knowledge::Look;
use crate::service::FaqService;
use crate::service::Opened;
use crate::service::ReloadError;
use crate::service::catalog;

impl FaqService {
    /// Looks at the knowledge files every `every`, and reloads when they have changed and then stayed as they are from
    /// one look to the next: an editor or a copy may take a while to write. Runs until it is dropped.
    ///
    /// `report` gets what came of each reload. One that fails is reported once; the former knowledge stays, and the
    /// next reload comes with the next change. What somebody else reloaded is not reloaded again.
    pub async fn follow(&self, every: Duration, mut report: impl FnMut(Result<Opened, ReloadError>)) {
        let mut changes = Changes::default();
        loop {
            tokio::time::sleep(every).await;
            let look = catalog::look(&self.settings).await;
            let is_due = changes.are_due(look, &self.looked.lock().unwrap_or_else(PoisonError::into_inner));
            if is_due {
                report(self.reload(|_| ()).await);
            }
        }
    }
}

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
    use crate::service::trial::Trial;

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

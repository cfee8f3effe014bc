//! Reading the knowledge again while it is being served.

use std::io;
use std::time::Duration;

use tracing::error;
use tracing::info;
use tracing::warn;

use crate::frontend::discord::Answers;
use crate::frontend::wording;
use crate::service::Opened;
use crate::service::ReloadError;
use crate::store::Space;

/// A knowledge that is being served.
#[derive(Clone)]
pub(super) struct Serving {
    /// Its files and folders, for people.
    pub(super) name: String,
    pub(super) answers: Answers,
}

impl Serving {
    /// Logs how a reload of the files went, and for a space what came of it there.
    fn report(&self, space: Option<&Space>, result: &Result<Opened, ReloadError>) {
        let name = &match space {
            // What is taught is taken up all the time; only what fails is worth a line.
            Some(_) if result.is_ok() => return,
            Some(space) => format!("{} in the space `{space}`", self.name),
            None => self.name.clone(),
        };
        let warn_of = |lines: Vec<String>| lines.iter().for_each(|line| warn!("{line}"));
        match result {
            Ok(opened) => {
                let entries = self.entries();
                info!(entries, embedded = opened.embedded, "reloaded {name}");
                warn_of(opened.notes().map(|note| wording::plain(&note)).collect());
                warn_of(wording::few_problems(&opened.problems));
            }
            Err(ReloadError::Problems(problems)) => {
                error!("{name} was not reloaded, and is served as it was: mend what follows");
                warn_of(wording::few_problems(problems));
            }
            Err(error @ (ReloadError::Catalog(_) | ReloadError::Store(_))) => {
                error!("{name} was not reloaded, and is served as it was: {}", wording::chain(error));
            }
        }
    }
}

impl Serving {
    /// Entries of the files, and where these are one with the store, of the store.
    fn entries(&self) -> usize {
        match &self.answers {
            Answers::Files(service) => service.counts().entries,
            Answers::Spaces(spaces) => spaces.common().counts().entries,
        }
    }

    /// Takes up changes, for as long as the process runs.
    async fn follow(&self) {
        match &self.answers {
            Answers::Files(service) => service.follow(LOOK_EVERY, |result| self.report(None, &result)).await,
            Answers::Spaces(spaces) => {
                spaces.follow(LOOK_EVERY, |space, result| self.report(space, &result)).await;
            }
        }
    }

    /// Reads the files again.
    async fn reload(&self) {
        let result = match &self.answers {
            Answers::Files(service) => service.reload(|_| ()).await,
            Answers::Spaces(spaces) => spaces.reload(|space, result| self.report(space, &result)).await,
        };
        self.report(None, &result);
    }
}

/// Waits until what was asked up to now is kept.
pub(super) async fn flush(services: &[Serving]) {
    for serving in services {
        if let Answers::Spaces(spaces) = &serving.answers {
            spaces.flush().await;
        }
    }
}

/// How soon a change to a knowledge file is noticed.
const LOOK_EVERY: Duration = Duration::from_millis(700);

/// Reloads each knowledge when its files change, for as long as the process runs.
pub(super) fn on_change(services: &[Serving]) {
    for serving in services {
        let serving = serving.clone();
        tokio::spawn(async move { serving.follow().await });
    }
}

/// The signals to reload. From here on they no longer end the process; those that come early wait.
#[cfg(unix)]
pub(super) fn signals() -> io::Result<tokio::signal::unix::Signal> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup())
}

/// Reloads all knowledge at each signal, one after the other, for as long as the process runs. `lost_terminal` is told
/// when the signal says that the terminal was closed instead: a bot that lived on unseen would answer beside the next
/// one that is started.
#[cfg(unix)]
pub(super) fn on_signal(
    mut signals: tokio::signal::unix::Signal,
    services: Vec<Serving>,
    lost_terminal: tokio::sync::oneshot::Sender<()>,
) {
    let had_terminal = has_terminal();
    tokio::spawn(async move {
        while signals.recv().await.is_some() {
            if had_terminal && !has_terminal() {
                // Nobody waits for it once the bot is stopping.
                let _ = lost_terminal.send(());
                return;
            }
            info!("reloading on SIGHUP");
            for serving in &services {
                serving.reload().await;
            }
        }
    });
}

/// Whether the process belongs to a terminal that is there.
#[cfg(unix)]
fn has_terminal() -> bool {
    std::fs::File::open("/dev/tty").is_ok()
}

/// There is no such signal here.
#[cfg(not(unix))]
pub(super) fn signals() -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn on_signal((): (), _services: Vec<Serving>, _lost_terminal: tokio::sync::oneshot::Sender<()>) {}

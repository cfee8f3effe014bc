//! Reading the knowledge again while it is being served.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tracing::error;
use tracing::info;
use tracing::warn;

use crate::frontend::wording;
use crate::service::FaqService;
use crate::service::Opened;
use crate::service::ReloadError;

/// A knowledge that is being served.
#[derive(Clone)]
pub(super) struct Serving {
    /// Its files and folders, for people.
    pub(super) name: String,
    pub(super) service: Arc<FaqService>,
}

impl Serving {
    /// Logs how a reload went.
    pub(super) fn report(&self, result: &Result<Opened, ReloadError>) {
        let name = &self.name;
        let warn_of = |lines: Vec<String>| lines.iter().for_each(|line| warn!("{line}"));
        match result {
            Ok(opened) => {
                let entries = self.service.counts().entries;
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

/// How soon a change to a knowledge file is noticed.
const LOOK_EVERY: Duration = Duration::from_millis(700);

/// Reloads each knowledge when its files change, for as long as the process runs.
pub(super) fn on_change(services: &[Serving]) {
    for serving in services.iter().cloned() {
        tokio::spawn(async move { serving.service.follow(LOOK_EVERY, |result| serving.report(&result)).await });
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
                serving.report(&serving.service.reload(|_| ()).await);
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

//! Being told to stop.

use std::io;

use tokio::sync::oneshot;
use tracing::info;
use tracing::warn;

/// A process that was ended by Ctrl-C, for shells.
const INTERRUPTED: i32 = 130;

/// Ends with the first signal to stop; from then on a second one ends the process at once, whatever it is waiting for.
#[cfg(unix)]
pub(super) fn signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::SignalKind;
    use tokio::signal::unix::signal;
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let mut next = async move || {
        tokio::select! {
            _ = interrupt.recv() => "SIGINT",
            _ = terminate.recv() => "SIGTERM",
        }
    };
    Ok(async move {
        let name = next().await;
        info!("stopping on {name}; a second signal ends it at once");
        tokio::spawn(async move {
            let name = next().await;
            end_at_once(name);
        });
    })
}

/// Ends with the first Ctrl-C; a second one ends the process at once.
#[cfg(not(unix))]
pub(super) fn signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Where it cannot be waited for, the system's own way of ending the process is left.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        info!("stopping on Ctrl-C; a second one ends it at once");
        tokio::spawn(async {
            if tokio::signal::ctrl_c().await.is_ok() {
                end_at_once("Ctrl-C");
            }
        });
    })
}

/// Ends with `signal`, or when the terminal that the bot was started from is closed.
pub(super) async fn first(signal: impl Future<Output = ()>, lost_terminal: oneshot::Receiver<()>) {
    let closed = async {
        if lost_terminal.await.is_err() {
            std::future::pending::<()>().await;
        }
        info!("stopping, since the terminal was closed");
    };
    tokio::select! {
        () = signal => {}
        () = closed => {}
    }
}

fn end_at_once(name: &str) {
    warn!("ended at once on a second signal, {name}");
    std::process::exit(INTERRUPTED);
}

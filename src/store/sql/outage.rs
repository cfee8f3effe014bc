//! Noticing soon that a server is away, and that it is back.
//!
//! The pool of connections tries for seconds to reach a server that refuses it, as it may be starting. Who waits for an
//! answer has not that long. So one who gets no connection at once looks by themselves whether one can be made; where none
//! can, all calls are told so without waiting, until a task that keeps trying has made one.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;

use sqlx::AnyConnection;
use sqlx::Connection;
use sqlx::any::AnyConnectOptions;
use tokio::task::AbortHandle;

use crate::store::StoreError;
use crate::store::sql::Fault;
use crate::store::sql::dialect::Dialect;

/// From then on, who waits for a connection doubts whether there will be one.
const DOUBT: Duration = Duration::from_millis(150);

/// How long somebody who waits gives a server that does not even refuse.
const PATIENCE: Duration = Duration::from_millis(2_500);

/// How long it is given while nobody waits: a slow way to it is no outage.
const LONG_PATIENCE: Duration = Duration::from_secs(10);

/// How often a server that is away is tried.
const AGAIN: Duration = Duration::from_millis(200);

/// Whether a server is away.
#[derive(Debug)]
pub(super) struct Outage {
    server: Server,
    is_on: Arc<AtomicBool>,
    /// The task that looks whether it is back.
    looking: Mutex<Option<AbortHandle>>,
}

#[derive(Clone)]
struct Server {
    options: AnyConnectOptions,
    /// For people, without a password.
    place: String,
}

// The address may have a password in it.
impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.place)
    }
}

impl Outage {
    pub(super) fn new(options: AnyConnectOptions, place: String) -> Outage {
        Outage { server: Server { options, place }, is_on: Arc::default(), looking: Mutex::default() }
    }

    /// What `acquiring` gives; [`StoreError::Away`] soon, or at once, where the server is.
    pub(super) async fn unless_away<T, E: Into<Fault>>(
        &self,
        acquiring: impl Future<Output = Result<T, E>>,
    ) -> Result<T, Fault> {
        if self.is_on.load(Ordering::Acquire) {
            return Err(self.server.away().into());
        }
        let mut acquiring = pin!(acquiring);
        if let Ok(acquired) = tokio::time::timeout(DOUBT, &mut acquiring).await {
            return acquired.map_err(Into::into);
        }
        // All connections may be in use; then one of them comes back.
        tokio::select! {
            acquired = acquiring => acquired.map_err(Into::into),
            error = self.is_away() => {
                self.begin();
                Err(error.into())
            }
        }
    }

    /// Comes back where the server is away, and only then.
    async fn is_away(&self) -> StoreError {
        match self.server.is_there(PATIENCE).await {
            Ok(()) => std::future::pending().await,
            Err(error) => error,
        }
    }

    fn begin(&self) {
        if self.is_on.swap(true, Ordering::AcqRel) {
            return;
        }
        let (server, is_on) = (self.server.clone(), Arc::clone(&self.is_on));
        let task = tokio::spawn(async move {
            while server.is_there(LONG_PATIENCE).await.is_err() {
                tokio::time::sleep(AGAIN).await;
            }
            is_on.store(false, Ordering::Release);
        });
        *self.looking.lock().unwrap_or_else(PoisonError::into_inner) = Some(task.abort_handle());
    }
}

impl Drop for Outage {
    fn drop(&mut self) {
        if let Some(looking) = self.looking.lock().unwrap_or_else(PoisonError::into_inner).take() {
            looking.abort();
        }
    }
}

impl Server {
    /// Makes a connection, and lets it go; the error where the server is away, or takes longer than `patience`.
    async fn is_there(&self, patience: Duration) -> Result<(), StoreError> {
        match tokio::time::timeout(patience, AnyConnection::connect_with(&self.options)).await {
            Err(_) => Err(self.away()),
            Ok(Ok(connection)) => {
                // It was made, whatever becomes of it.
                let _ = connection.close().await;
                Ok(())
            }
            // Others have all the connections that it gives; ours go on.
            Ok(Err(sqlx::Error::Database(error))) if error.code().is_some_and(|code| code == "53300") => Ok(()),
            Ok(Err(error)) => match Fault::from(error).told(Dialect::Postgres, &self.place) {
                error if error.may_pass() => Err(error),
                // It is there and says why not, as it does to whoever calls.
                _ => Ok(()),
            },
        }
    }

    fn away(&self) -> StoreError {
        StoreError::Away(format!("{} does not answer", self.place))
    }
}

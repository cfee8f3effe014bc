//! The store on SQL: one implementation in two dialects.
//!
//! `contract.rs` is the contract, method by method: it says in which kind of transaction each runs. The other files hold
//! the statements, by what they are about, on whatever connection they are given. Every statement names the space.

mod commit;
mod connect;
mod contract;
mod counting;
pub(super) mod dialect;
mod dumping;
pub(super) mod fault;
mod file;
mod foreign;
mod followers;
mod items;
mod kept;
mod missed;
mod news;
mod notices;
mod outage;
mod people;
mod questions;
mod reader;
mod refused;
mod restore;
mod spaces;
mod suggestions;
mod tables;
mod tallies;
#[cfg(test)]
mod tests;
mod upkeep;
mod value;

use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::ops::DerefMut;
use std::sync::Arc;
use std::sync::Mutex as StdMutex;
use std::sync::PoisonError;
use std::time::Duration;

use sqlx::Any;
use sqlx::AnyConnection;
use sqlx::AnyPool;
use sqlx::Transaction;
use sqlx::pool::PoolConnection;
use tokio::sync::Mutex;
use tokio::sync::MutexGuard;
use tokio::sync::Notify;
use tokio::sync::OnceCell;
use tokio::time::Instant;

use crate::store::Address;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::migrations;

use connect::Target;
use outage::Outage;
use upkeep::Traces;

use dialect::Dialect;
use fault::Fault;
pub use restore::restore;

/// How long a call to PostgreSQL may take. A server that is cut off in the middle of a call would never answer.
const LONGEST: Duration = Duration::from_secs(60);

/// How long a call may take that reads or writes a whole space.
const LONGEST_WHOLE: Duration = Duration::from_secs(3_600);

/// How often an SQLite file is looked at for what other processes did.
const LOOK: Duration = Duration::from_millis(300);

/// How often PostgreSQL is looked at beside listening to it, which not every way to a server allows.
const LOOK_BESIDE: Duration = Duration::from_secs(2);

/// Opens the store at `address`, and brings its tables up to date. Makes the file, where it is one and missing; its folder
/// has to be there. What holds something else is left as it is ([`StoreError::Foreign`]).
///
/// # Errors
/// [`StoreError`]; it names the address, without a password.
pub async fn open(address: &Address) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(SqlStore::open(address).await?))
}

/// As [`open`], and does not need the database to be there yet: until it is, each call says that it is away, as it would if
/// the database had gone away since. The first call that reaches it brings the tables up to date.
///
/// # Errors
/// [`StoreError`], where it will not work by itself later.
pub async fn open_lazily(address: &Address) -> Result<Arc<dyn Store>, StoreError> {
    let store = SqlStore::of(Target::of(address)?);
    match store.begin().await {
        Err(error) if !error.may_pass() => Err(error),
        // Whoever calls is told.
        Ok(()) | Err(_) => Ok(Arc::new(store)),
    }
}

/// Brings the tables of the store at `address` to migration `step`, or leaves them where they are further, and returns the
/// number of the last one there is. For tests of what a migration does to the rows of the one before.
///
/// # Errors
/// [`StoreError`].
pub async fn migrate_to(address: &Address, step: i64) -> Result<i64, StoreError> {
    Target::of(address)?.migrate(step).await?;
    Ok(migrations::LATEST)
}

/// A store on SQL.
struct SqlStore {
    pool: AnyPool,
    target: Target,
    /// Set once the tables are up to date.
    is_up_to_date: OnceCell<()>,
    /// SQLite has one writer at a time. Who waits for this comes in order; who waits for SQLite comes by chance.
    turn: Mutex<()>,
    /// Woken when PostgreSQL tells of something.
    news: Arc<Notify>,
    /// Sums over the spaces, as last told to somebody who waited for a change.
    told: StdMutex<(i64, i64)>,
    /// What was not yet taken out of the bytes.
    traces: StdMutex<Traces>,
    listening: StdMutex<Option<news::Listening>>,
    /// `None` for a file, which does not go away.
    outage: Option<Outage>,
}

impl fmt::Debug for SqlStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqlStore").field("place", &self.target.place).finish_non_exhaustive()
    }
}

/// A transaction that writes. Dropped without [`Writing::commit`], it has done nothing.
struct Writing<'a> {
    on: On,
    // After the transaction, so that it is let go after that.
    _turn: Option<MutexGuard<'a, ()>>,
}

/// A connection with a transaction begun.
enum On {
    /// By our own statements. Where a disk is full SQLite ends a transaction by itself, and the driver, which counts them,
    /// would refuse all later ones on that connection; another one may not be had, as it wants room on the disk as well.
    File(PoolConnection<Any>),
    Server(Transaction<'static, Any>),
}

impl Writing<'_> {
    async fn commit(self) -> Result<(), Fault> {
        match self.on {
            On::File(mut connection) => {
                sqlx::query("COMMIT").execute(&mut *connection).await?;
            }
            On::Server(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}

impl Deref for Writing<'_> {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        match &self.on {
            On::File(connection) => connection,
            On::Server(transaction) => transaction,
        }
    }
}

impl DerefMut for Writing<'_> {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        match &mut self.on {
            On::File(connection) => connection,
            On::Server(transaction) => transaction,
        }
    }
}

impl SqlStore {
    async fn open(address: &Address) -> Result<SqlStore, StoreError> {
        SqlStore::at(Target::of(address)?).await
    }

    async fn at(target: Target) -> Result<SqlStore, StoreError> {
        // Rather than by the first call: whoever needs the store now gives a slow way to it more time.
        target.migrate(migrations::LATEST).await?;
        let store = SqlStore { is_up_to_date: OnceCell::new_with(Some(())), ..SqlStore::of(target) };
        store.begin().await?;
        Ok(store)
    }

    /// Looks at nothing yet.
    fn of(target: Target) -> SqlStore {
        let (pool, news) = (target.pool(), Arc::new(Notify::new()));
        let (listening, outage) = match target.dialect {
            Dialect::Sqlite => (None, None),
            Dialect::Postgres => (
                Some(news::Listening::begin(target.url().clone(), news.clone())),
                Some(Outage::new(target.options().clone(), target.place.clone())),
            ),
        };
        SqlStore {
            pool,
            target,
            is_up_to_date: OnceCell::new(),
            turn: Mutex::new(()),
            news,
            told: StdMutex::new((0, 0)),
            traces: StdMutex::new(Traces::Nowhere),
            listening: StdMutex::new(listening),
            outage,
        }
    }

    /// The first call: what is there now is no news to who waits for some.
    async fn begin(&self) -> Result<(), StoreError> {
        let now = self.within(self.fingerprint()).await?;
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = now;
        Ok(())
    }

    /// Brings the tables up to date, where that is not done yet.
    async fn up_to_date(&self) -> Result<(), Fault> {
        let migrate = || self.reached(self.target.try_migrate(migrations::LATEST));
        self.is_up_to_date.get_or_try_init(migrate).await?;
        Ok(())
    }

    /// What `work` gives, with errors as the contract has them.
    async fn within<T>(&self, work: impl Future<Output = Result<T, Fault>>) -> Result<T, StoreError> {
        self.no_longer_than(LONGEST, work).await
    }

    /// As [`SqlStore::within`], with more time for PostgreSQL.
    async fn no_longer_than<T>(
        &self,
        longest: Duration,
        work: impl Future<Output = Result<T, Fault>>,
    ) -> Result<T, StoreError> {
        let done = match self.target.dialect {
            Dialect::Sqlite => work.await,
            Dialect::Postgres => tokio::time::timeout(longest, work)
                .await
                .unwrap_or_else(|_| Err(StoreError::Away(format!("{} does not answer", self.target.place)).into())),
        };
        done.map_err(|fault| fault.told(self.target.dialect, &self.target.place))
    }

    /// What `acquiring` gives, or that the server is away.
    async fn reached<T, E: Into<Fault>>(&self, acquiring: impl Future<Output = Result<T, E>>) -> Result<T, Fault> {
        match &self.outage {
            None => acquiring.await.map_err(Into::into),
            Some(outage) => outage.unless_away(acquiring).await,
        }
    }

    /// For a single statement that reads.
    async fn connection(&self) -> Result<PoolConnection<Any>, Fault> {
        self.up_to_date().await?;
        self.reached(self.pool.acquire()).await
    }

    /// For several statements that are to read one state.
    async fn reading(&self) -> Result<Transaction<'static, Any>, Fault> {
        self.up_to_date().await?;
        self.reached(self.pool.begin_with(self.target.dialect.begin_reading())).await
    }

    async fn writing(&self) -> Result<Writing<'_>, Fault> {
        let begin = self.target.dialect.begin_writing();
        match self.target.dialect {
            Dialect::Sqlite => {
                let turn = Some(self.turn.lock().await);
                let mut connection = self.connection().await?;
                sqlx::query(begin).execute(&mut *connection).await?;
                // Where this is dropped, the pool ends the transaction.
                Ok(Writing { on: On::File(connection), _turn: turn })
            }
            Dialect::Postgres => {
                self.up_to_date().await?;
                let transaction = self.reached(self.pool.begin_with(begin)).await?;
                Ok(Writing { on: On::Server(transaction), _turn: None })
            }
        }
    }

    async fn fingerprint(&self) -> Result<(i64, i64), Fault> {
        spaces::fingerprint(&mut *self.connection().await?).await
    }

    /// Waits for sums over the spaces other than those last told. Where the store is away, it may be that they changed.
    async fn wait(&self, at_most: Duration) {
        let until = Instant::now() + at_most;
        let told = *self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let look = match self.target.dialect {
            Dialect::Sqlite => LOOK,
            Dialect::Postgres => LOOK_BESIDE,
        };
        loop {
            // Before the look, so that what is told after it is not missed.
            let notified = self.news.notified();
            if let Ok(now) = self.fingerprint().await
                && now != told
            {
                *self.told.lock().unwrap_or_else(PoisonError::into_inner) = now;
                return;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let _ = tokio::time::timeout(left.min(look), notified).await;
        }
    }

    /// Takes what was just deleted out of the bytes.
    async fn scrub(&self) {
        *self.traces.lock().unwrap_or_else(PoisonError::into_inner) = Traces::Everywhere;
        self.scrub_again().await;
    }

    /// Takes what was deleted out of the bytes, as far as others let us; what is left then goes at the next chance. The
    /// rows are gone in any case, so that this fails nobody's call.
    async fn scrub_again(&self) {
        let traces = *self.traces.lock().unwrap_or_else(PoisonError::into_inner);
        if traces == Traces::Nowhere {
            return;
        }
        let left = self.try_scrub(traces).await.unwrap_or_else(|fault| {
            let error = fault.told(self.target.dialect, &self.target.place);
            tracing::warn!(%error, "what was deleted may still be in the bytes of the store");
            traces
        });
        *self.traces.lock().unwrap_or_else(PoisonError::into_inner) = left;
    }

    async fn try_scrub(&self, traces: Traces) -> Result<Traces, Fault> {
        match self.target.dialect {
            Dialect::Sqlite => {
                let _turn = self.turn.lock().await;
                upkeep::scrub(&mut *self.connection().await?, traces).await
            }
            Dialect::Postgres => {
                upkeep::vacuum(&mut *self.connection().await?).await?;
                Ok(Traces::Nowhere)
            }
        }
    }
}

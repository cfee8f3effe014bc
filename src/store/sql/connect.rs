//! From an address to connections.

use std::sync::Once;
use std::time::Duration;

use sqlx::AnyConnection;
use sqlx::AnyPool;
use sqlx::ConnectOptions;
use sqlx::Connection;
use sqlx::any::AnyConnectOptions;
use sqlx::any::AnyPoolOptions;

use crate::store::Address;
use crate::store::StoreError;
use crate::store::migrations;
use crate::store::sql::Fault;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::file;
use crate::store::sql::foreign;

/// How long a call waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often two processes may be in each other's way when both make the same file.
const TRIES: u32 = 50;

/// An address that is understood.
pub(super) struct Target {
    pub(super) dialect: Dialect,
    /// For people, without a password.
    pub(super) place: String,
    options: AnyConnectOptions,
    address: Address,
}

impl Target {
    /// Looks at nothing yet.
    pub(super) fn of(address: &Address) -> Result<Target, StoreError> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        let (dialect, url) = match address {
            Address::File(path) => (Dialect::Sqlite, file::url_of(&file::whole(path)?)?),
            Address::Postgres(url) => (Dialect::Postgres, url.clone()),
        };
        let place = address.to_string();
        let options = AnyConnectOptions::from_url(&url).map_err(|error| Fault::from(error).told(dialect, &place))?;
        Ok(Target { dialect, place, options, address: address.clone() })
    }

    /// The same, with another name for people.
    pub(super) fn called(self, place: String) -> Target {
        Target { place, ..self }
    }

    /// A connection that nobody else uses.
    pub(super) async fn connect(&self) -> Result<AnyConnection, Fault> {
        let connecting = tokio::time::timeout(PATIENCE, AnyConnection::connect_with(&self.options));
        let away = |_| StoreError::Away(format!("{} does not answer", self.place));
        let mut connection = connecting.await.map_err(away)??;
        prepare(&mut connection, self.dialect).await?;
        Ok(connection)
    }

    /// The step that the tables are at; 0 where there are none.
    pub(super) async fn step(&self) -> Result<i64, StoreError> {
        self.try_step().await.map_err(|fault| fault.told(self.dialect, &self.place))
    }

    async fn try_step(&self) -> Result<i64, Fault> {
        let mut connection = self.connect().await?;
        let step = migrations::step_of(&mut connection, self.dialect).await?;
        connection.close().await?;
        Ok(step)
    }

    /// Brings the tables to step `step`, over a connection of its own. Makes the file where it is one and missing.
    pub(super) async fn migrate(&self, step: i64) -> Result<(), StoreError> {
        self.try_migrate(step).await.map_err(|fault| fault.told(self.dialect, &self.place))
    }

    pub(super) async fn try_migrate(&self, step: i64) -> Result<(), Fault> {
        if let Address::File(path) = &self.address {
            file::make(path)?;
            // Before the first connection that may write, which every other one may.
            if let Some(table) = foreign::table_in_file(&file::whole(path)?).await? {
                return Err(self.foreign(table).into());
            }
        }
        let mut connection = self.connect().await?;
        if self.dialect == Dialect::Postgres
            && let Some(table) = foreign::table(&mut connection, self.dialect).await?
        {
            return Err(self.foreign(table).into());
        }
        if self.dialect == Dialect::Sqlite {
            keep_a_journal(&mut connection, &self.place).await?;
        }
        migrations::migrate_to(&mut connection, self.dialect, step).await?;
        connection.close().await?;
        Ok(())
    }

    fn foreign(&self, table: String) -> StoreError {
        StoreError::Foreign { place: self.place.clone(), table }
    }

    /// Connections as they are needed.
    pub(super) fn pool(&self) -> AnyPool {
        let dialect = self.dialect;
        let mut options = AnyPoolOptions::new()
            .max_connections(dialect.connections())
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| Box::pin(prepare(connection, dialect)));
        if dialect == Dialect::Sqlite {
            // A file does not go away, and the last connection that closes would take the journal with it.
            options = options
                .idle_timeout(None)
                .max_lifetime(None)
                .after_release(|connection, _| Box::pin(is_at_rest(connection)));
        }
        options.connect_lazy_with(self.options.clone())
    }

    /// How a connection is made.
    pub(super) fn options(&self) -> &AnyConnectOptions {
        &self.options
    }

    /// The address itself, which may have a password in it.
    pub(super) fn url(&self) -> &url::Url {
        &self.options.database_url
    }
}

async fn prepare(connection: &mut AnyConnection, dialect: Dialect) -> Result<(), sqlx::Error> {
    for setting in dialect.connection_settings() {
        sqlx::query(*setting).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Ends what a connection to a file is in the middle of, and says whether it can be used again.
async fn is_at_rest(connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
    // An end that is on its way is done before this is answered.
    connection.ping().await?;
    if connection.is_in_transaction() {
        // SQLite ended it by itself, and the driver will believe for ever that it is in there.
        return Ok(false);
    }
    // There mostly is none, which SQLite calls an error.
    let _ = sqlx::query("ROLLBACK").execute(connection).await;
    Ok(true)
}

/// Lets readers read while somebody writes. The file remembers it. SQLite does not wait for its turn here, so two
/// processes that make the same file at once have to try again.
async fn keep_a_journal(connection: &mut AnyConnection, place: &str) -> Result<(), Fault> {
    let mut tries = 0;
    loop {
        match sqlx::query("PRAGMA journal_mode = WAL").execute(&mut *connection).await {
            Ok(_) => return Ok(()),
            Err(error) => match Fault::from(error).told(Dialect::Sqlite, place) {
                StoreError::Busy(_) if tries < TRIES => tries += 1,
                // Then it can be read with the journal that it has.
                StoreError::ReadOnly(_) => return Ok(()),
                error => return Err(error.into()),
            },
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

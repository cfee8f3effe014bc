//! The rows that everything of a space hangs on.

use sqlx::AnyConnection;

use crate::store::HashKey;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::sql::Fault;
use crate::store::sql::reader::Reader;

/// What the row of a space counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counts {
    /// Number of the last commit.
    pub(super) version: u64,
    /// Highest number that a cluster ever had.
    pub(super) clusters: u64,
    /// Highest number that a suggestion ever had.
    pub(super) suggestions: u64,
}

const KEY: &[&str] = &["space"];

pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<Space>, Fault> {
    let rows = sqlx::query("SELECT space FROM spaces ORDER BY space").fetch_all(connection).await?;
    Ok(rows.iter().map(|row| space_of(&Reader::new(row, "spaces", KEY))).collect::<Result<_, _>>()?)
}

pub(super) async fn versions(connection: &mut AnyConnection) -> Result<Vec<(Space, u64)>, Fault> {
    let rows = sqlx::query("SELECT space, version FROM spaces ORDER BY space").fetch_all(connection).await?;
    let version = |row| {
        let reader = Reader::new(row, "spaces", KEY);
        Ok((space_of(&reader)?, reader.number("version")?))
    };
    Ok(rows.iter().map(version).collect::<Result<_, StoreError>>()?)
}

/// A space's name out of its column `space`.
pub(super) fn space_of(reader: &Reader<'_>) -> Result<Space, StoreError> {
    reader.one_of("space", |name| Space::new(name).ok())
}

/// How many spaces there are, and all their commits: another number of either means that something changed.
pub(super) async fn fingerprint(connection: &mut AnyConnection) -> Result<(i64, i64), Fault> {
    let sums = "SELECT CAST(COUNT(*) AS BIGINT) AS spaces, CAST(COALESCE(SUM(version), 0) AS BIGINT) AS commits \
                FROM spaces";
    let row = sqlx::query(sums).fetch_one(connection).await?;
    let reader = Reader::new(&row, "spaces", &[]);
    Ok((reader.integer("spaces")?, reader.integer("commits")?))
}

/// What the persons are hashed with, where the space has a row.
pub(super) async fn hash_key(connection: &mut AnyConnection, space: &Space) -> Result<Option<HashKey>, Fault> {
    let query = sqlx::query("SELECT space, hash_key FROM spaces WHERE space = $1").bind(space.as_str());
    let Some(row) = query.fetch_optional(connection).await? else {
        return Ok(None);
    };
    let reader = Reader::new(&row, "spaces", KEY);
    let key: [u8; 32] = reader.bytes("hash_key")?.try_into().map_err(|_| reader.damaged("hash_key"))?;
    Ok(Some(HashKey(key)))
}

/// Gives the space a row, where it has none.
pub(super) async fn ensure(connection: &mut AnyConnection, space: &Space) -> Result<(), Fault> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).expect("every system that runs this has a source of chance");
    let statement = "INSERT INTO spaces (space, hash_key, version, clusters, suggestions) \
                     VALUES ($1, $2, 0, 0, 0) ON CONFLICT (space) DO NOTHING";
    sqlx::query(statement).bind(space.as_str()).bind(&key[..]).execute(connection).await?;
    Ok(())
}

/// Makes everybody else who locks this space wait until the end of the transaction. The space has a row afterwards.
pub(super) async fn lock(connection: &mut AnyConnection, space: &Space) -> Result<Counts, Fault> {
    let statement = "UPDATE spaces SET version = version WHERE space = $1 \
                     RETURNING space, version, clusters, suggestions";
    // Nearly always it has one.
    let row = match sqlx::query(statement).bind(space.as_str()).fetch_optional(&mut *connection).await? {
        Some(row) => row,
        None => {
            ensure(connection, space).await?;
            sqlx::query(statement).bind(space.as_str()).fetch_one(connection).await?
        }
    };
    let reader = Reader::new(&row, "spaces", KEY);
    Ok(Counts {
        version: reader.number("version")?,
        clusters: reader.number("clusters")?,
        suggestions: reader.number("suggestions")?,
    })
}

/// Deletes the space with all rows that hang on it; says whether there was one.
pub(super) async fn forget(connection: &mut AnyConnection, space: &Space) -> Result<bool, Fault> {
    let query = sqlx::query("DELETE FROM spaces WHERE space = $1").bind(space.as_str());
    Ok(query.execute(connection).await?.rows_affected() > 0)
}

//! Clusters of missed questions.

use sha2::Digest;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::store::Added;
use crate::store::Cluster;
use crate::store::ClusterState;
use crate::store::Member;
use crate::store::NewMissed;
use crate::store::PersonKey;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::StoredVector;
use crate::store::sql::Fault;
use crate::store::sql::reader::Reader;
use crate::store::sql::spaces;
use crate::store::sql::value::Value;
use crate::store::sql::value::bytes_of;
use crate::store::sql::value::insert;
use crate::store::sql::value::json;
use crate::store::sql::value::signed;
use crate::store::sql::value::sound;
use crate::store::sql::value::sound_model;

/// What [`member_of`] reads. Spelled out, as a `*` would mean something else once a later version has migrated the tables
/// under a running process.
macro_rules! select_members {
    ($rest:literal) => {
        concat!(
            "SELECT cluster, person, text, place, first_at, last_at, times FROM cluster_members ",
            "WHERE space = $1 AND ",
            $rest
        )
    };
}

const MEMBER_COLUMNS: [&str; 12] = [
    "space", "cluster", "person", "normal", "question", "text", "vector", "model", "place", "first_at", "last_at",
    "times",
];

/// Those with numbers above `after`, up to `last`, by number.
pub(super) async fn clusters(
    connection: &mut AnyConnection,
    space: &Space,
    after: u64,
    last: u64,
    state: Option<ClusterState>,
) -> Result<Vec<Cluster>, Fault> {
    // Not joined to a table of sums: that has no index, and before PostgreSQL has counted the rows it may go through all
    // of it for each cluster, for half a minute with 10,000.
    let query = sqlx::query(
        "SELECT c.number, c.text, c.vector, c.model, c.state, c.nearest, c.resolved_by, c.closed_in, \
                MIN(m.first_at) AS first_at, MAX(m.last_at) AS last_at, \
                CAST(COUNT(*) AS BIGINT) AS asked, CAST(COUNT(DISTINCT m.person) AS BIGINT) AS askers \
         FROM clusters c JOIN cluster_members m ON m.space = c.space AND m.cluster = c.number \
         WHERE c.space = $1 AND c.number > $2 AND c.number <= $3 AND ($4 = '' OR c.state = $4) \
         GROUP BY c.space, c.number ORDER BY c.number",
    );
    let (after, last) = (i64::try_from(after).unwrap_or(i64::MAX), i64::try_from(last).unwrap_or(i64::MAX));
    let query = query.bind(space.as_str()).bind(after).bind(last).bind(state.map_or("", ClusterState::as_str));
    Ok(query.fetch_all(connection).await?.iter().map(cluster_of).collect::<Result<_, _>>()?)
}

fn cluster_of(row: &AnyRow) -> Result<Cluster, StoreError> {
    let reader = Reader::new(row, "clusters", &["number"]);
    Ok(Cluster {
        number: reader.number("number")?,
        text: reader.text("text")?,
        vector: reader.stored_vector()?,
        state: reader.one_of("state", ClusterState::parse)?,
        first: reader.moment("first_at")?,
        last: reader.moment("last_at")?,
        asked: reader.number("asked")?,
        askers: reader.number("askers")?,
        nearest: reader.entry_or_none("nearest")?,
        resolved_by: reader.entry_or_none("resolved_by")?,
        closed_in: reader.number("closed_in")?,
    })
}

/// What counts as the same question, short enough for an index.
pub(super) fn digest_of(normal: &str) -> String {
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(normal.as_bytes())[..16])
}

/// To be called in a transaction that writes.
pub(super) async fn add(
    connection: &mut AnyConnection,
    space: &Space,
    seen: u64,
    cluster: Option<u64>,
    missed: &NewMissed,
) -> Result<Added, Fault> {
    let counts = spaces::lock(connection, space).await?;
    if counts.clusters > seen {
        let newer = clusters(connection, space, seen, u64::MAX, None).await?;
        // They may all have been forgotten by now.
        if !newer.is_empty() {
            return Ok(Added::Newer(newer));
        }
    }
    let number = match cluster {
        Some(number) => {
            let open = sqlx::query("SELECT number FROM clusters WHERE space = $1 AND number = $2 AND state = 'open'");
            let open = open.bind(space.as_str()).bind(signed(number)?);
            if open.fetch_optional(&mut *connection).await?.is_none() {
                return Err(StoreError::Conflict { what: format!("missed question {number}") }.into());
            }
            if !ask_again(connection, space, number, missed).await? {
                put_member(connection, space, number, missed).await?;
            }
            number
        }
        None => {
            let number = begin(connection, space, counts.clusters + 1, missed).await?;
            put_member(connection, space, number, missed).await?;
            number
        }
    };
    let mut added = clusters(connection, space, number - 1, number, None).await?;
    let cluster = added.pop().ok_or_else(|| StoreError::Failed(format!("cluster {number} was added and is gone")))?;
    Ok(Added::To(Box::new(cluster)))
}

/// To be called in a transaction that writes.
pub(super) async fn put_vectors(
    connection: &mut AnyConnection,
    space: &Space,
    vectors: &[(u64, &str, StoredVector)],
) -> Result<(), Fault> {
    // Whoever else changes several clusters waits, and does not meet this half way.
    spaces::lock(connection, space).await?;
    for (number, text, vector) in vectors {
        let put =
            sqlx::query("UPDATE clusters SET vector = $4, model = $5 WHERE space = $1 AND number = $2 AND text = $3");
        let put = put.bind(space.as_str()).bind(signed(*number)?).bind(*text);
        let put = put.bind(bytes_of(&vector.components)).bind(sound_model(&vector.model)?);
        put.execute(&mut *connection).await?;
    }
    Ok(())
}

async fn begin(connection: &mut AnyConnection, space: &Space, number: u64, missed: &NewMissed) -> Result<u64, Fault> {
    let count = sqlx::query("UPDATE spaces SET clusters = $2 WHERE space = $1");
    count.bind(space.as_str()).bind(signed(number)?).execute(&mut *connection).await?;
    let row = vec![
        Value::name(space.as_str()),
        Value::number(number)?,
        Value::person(&missed.person),
        Value::text(&missed.text)?,
        Value::vector(&missed.vector.components),
        Value::model(&missed.vector.model)?,
        Value::name(ClusterState::Open.as_str()),
        Value::Text(missed.nearest.as_ref().map(|entry| entry.as_str().to_owned())),
    ];
    let columns = ["space", "number", "person", "text", "vector", "model", "state", "nearest"];
    insert(connection, "clusters", &columns, vec![row], "").await?;
    Ok(number)
}

/// Counts the question once more, where its person has asked it before; says whether they have.
async fn ask_again(
    connection: &mut AnyConnection,
    space: &Space,
    cluster: u64,
    missed: &NewMissed,
) -> Result<bool, Fault> {
    let (number, person, normal) = (signed(cluster)?, missed.person.to_string(), digest_of(&missed.normal));
    // Of questions that come in another order than they were asked, the latest one is kept all the same. A question that
    // comes a second time, since nobody knew whether it had arrived, counts once.
    let again = sqlx::query(
        "UPDATE cluster_members SET \
             times = times + CASE WHEN question = $5 THEN 0 ELSE 1 END, \
             text = CASE WHEN last_at <= $9 THEN $6 ELSE text END, \
             vector = CASE WHEN last_at <= $9 THEN $7 ELSE vector END, \
             model = CASE WHEN last_at <= $9 THEN $10 ELSE model END, \
             place = CASE WHEN last_at <= $9 THEN $8 ELSE place END, \
             question = CASE WHEN last_at <= $9 THEN $5 ELSE question END, \
             first_at = CASE WHEN first_at > $9 THEN $9 ELSE first_at END, \
             last_at = CASE WHEN last_at < $9 THEN $9 ELSE last_at END \
         WHERE space = $1 AND cluster = $2 AND person = $3 AND normal = $4",
    );
    let again = again.bind(space.as_str()).bind(number).bind(&*person).bind(&*normal).bind(missed.question.as_str());
    let again = again.bind(sound(&missed.text)?).bind(bytes_of(&missed.vector.components)).bind(json(&missed.place)?);
    let again = again.bind(missed.at.0).bind(sound_model(&missed.vector.model)?);
    Ok(again.execute(connection).await?.rows_affected() > 0)
}

/// Counts the question as another one of its person's.
async fn put_member(
    connection: &mut AnyConnection,
    space: &Space,
    cluster: u64,
    missed: &NewMissed,
) -> Result<(), Fault> {
    let row = vec![
        Value::name(space.as_str()),
        Value::number(cluster)?,
        Value::person(&missed.person),
        Value::Text(Some(digest_of(&missed.normal))),
        Value::name(missed.question.as_str()),
        Value::text(&missed.text)?,
        Value::vector(&missed.vector.components),
        Value::model(&missed.vector.model)?,
        Value::json(&missed.place)?,
        Value::Number(missed.at.0),
        Value::Number(missed.at.0),
        Value::Number(1),
    ];
    insert(connection, "cluster_members", &MEMBER_COLUMNS, vec![row], "").await?;
    Ok(())
}

pub(super) async fn members(connection: &mut AnyConnection, space: &Space, cluster: u64) -> Result<Vec<Member>, Fault> {
    let query = sqlx::query(select_members!("cluster = $2 ORDER BY first_at, question, person, normal"));
    let rows = query.bind(space.as_str()).bind(signed(cluster)?).fetch_all(connection).await?;
    Ok(rows.iter().map(|row| Ok(member_of(row)?.1)).collect::<Result<_, StoreError>>()?)
}

/// A person's places in clusters, with the clusters' numbers.
pub(super) async fn members_of(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
) -> Result<Vec<(u64, Member)>, Fault> {
    let query = sqlx::query(select_members!("person = $2 ORDER BY cluster, first_at, normal"));
    let rows = query.bind(space.as_str()).bind(person.to_string()).fetch_all(connection).await?;
    Ok(rows.iter().map(member_of).collect::<Result<_, _>>()?)
}

/// Out of a row with the columns of `cluster_members`: the cluster's number, and the member.
pub(super) fn member_of(row: &AnyRow) -> Result<(u64, Member), StoreError> {
    let reader = Reader::new(row, "cluster_members", &["cluster"]);
    let member = Member {
        text: reader.text("text")?,
        person: reader.person("person")?,
        place: reader.json("place")?,
        first: reader.moment("first_at")?,
        last: reader.moment("last_at")?,
        times: reader.number("times")?,
    };
    Ok((reader.number("cluster")?, member))
}

/// After members were deleted: a cluster whose text is in the words of somebody who has gone gets those of the oldest
/// member that is left, and one without members goes. Numbers stay as they are.
pub(super) async fn mend(connection: &mut AnyConnection, space: &Space) -> Result<(), Fault> {
    let empty = "DELETE FROM clusters WHERE space = $1 AND NOT EXISTS ( \
                     SELECT 1 FROM cluster_members m WHERE m.space = $1 AND m.cluster = clusters.number)";
    sqlx::query(empty).bind(space.as_str()).execute(&mut *connection).await?;
    let orphaned = sqlx::query(
        "SELECT number FROM clusters WHERE space = $1 AND NOT EXISTS ( \
             SELECT 1 FROM cluster_members m \
             WHERE m.space = $1 AND m.cluster = clusters.number AND m.person = clusters.person)",
    );
    for row in orphaned.bind(space.as_str()).fetch_all(&mut *connection).await? {
        let number = Reader::new(&row, "clusters", &["number"]).integer("number")?;
        let oldest = sqlx::query(
            "SELECT cluster, person, text, vector, model FROM cluster_members WHERE space = $1 AND cluster = $2 \
             ORDER BY first_at, question, person, normal LIMIT 1",
        );
        let oldest = oldest.bind(space.as_str()).bind(number).fetch_one(&mut *connection).await?;
        let reader = Reader::new(&oldest, "cluster_members", &["cluster"]);
        let take = sqlx::query(
            "UPDATE clusters SET person = $3, text = $4, vector = $5, model = $6 WHERE space = $1 AND number = $2",
        );
        let take = take.bind(space.as_str()).bind(number).bind(reader.text("person")?);
        let take = take.bind(reader.text("text")?).bind(reader.bytes("vector")?).bind(reader.text("model")?);
        take.execute(&mut *connection).await?;
    }
    Ok(())
}

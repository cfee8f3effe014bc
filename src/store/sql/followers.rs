//! Who wants to be told once a cluster of missed questions is resolved.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::entry::normalized;
use crate::store::Cluster;
use crate::store::ClusterState;
use crate::store::Follower;
use crate::store::PersonKey;
use crate::store::RowId;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::sql::Fault;
use crate::store::sql::missed;
use crate::store::sql::missed::digest_of;
use crate::store::sql::questions;
use crate::store::sql::reader::Reader;
use crate::store::sql::spaces;
use crate::store::sql::value::Value;
use crate::store::sql::value::insert;
use crate::store::sql::value::signed;

/// To be called in a transaction that writes.
pub(super) async fn follow(
    connection: &mut AnyConnection,
    space: &Space,
    question: &RowId,
    follower: &Follower,
) -> Result<Cluster, Fault> {
    // So that the cluster is not closed meanwhile, with those who followed it before.
    spaces::lock(connection, space).await?;
    let cluster = cluster_of(connection, space, question).await?;
    if cluster.state == ClusterState::Open {
        let row = vec![
            Value::name(space.as_str()),
            Value::number(cluster.number)?,
            Value::person(&follower.person),
            Value::json(&follower.place)?,
            Value::Number(follower.at.0),
        ];
        let columns = ["space", "cluster", "person", "place", "at"];
        insert(connection, "followers", &columns, vec![row], "ON CONFLICT DO NOTHING").await?;
    }
    Ok(cluster)
}

/// The cluster that a question was missed in. Who asks the same again has one place in a cluster, which names the last of
/// their questions, so an earlier one is found by its words.
async fn cluster_of(connection: &mut AnyConnection, space: &Space, id: &RowId) -> Result<Cluster, Fault> {
    let missing = || StoreError::Missing { what: format!("question {id}") };
    let question = questions::one(connection, space, id).await?.ok_or_else(missing)?;
    let place = sqlx::query(
        "SELECT cluster FROM cluster_members WHERE space = $1 AND person = $2 AND (question = $3 OR normal = $4) \
         ORDER BY cluster DESC LIMIT 1",
    );
    let place = place.bind(space.as_str()).bind(question.person.to_string()).bind(id.as_str());
    let place = place.bind(digest_of(&normalized(&question.text))).fetch_optional(&mut *connection).await?;
    let place = place.ok_or_else(missing)?;
    let number = Reader::new(&place, "cluster_members", &["cluster"]).number("cluster")?;
    let mut found = missed::clusters(connection, space, number.saturating_sub(1), number, None).await?;
    Ok(found.pop().ok_or_else(missing)?)
}

pub(super) async fn followers(
    connection: &mut AnyConnection,
    space: &Space,
    cluster: u64,
) -> Result<Vec<Follower>, Fault> {
    let query = sqlx::query(
        "SELECT cluster, person, place, at FROM followers WHERE space = $1 AND cluster = $2 ORDER BY at, person",
    );
    let rows = query.bind(space.as_str()).bind(signed(cluster)?).fetch_all(connection).await?;
    Ok(rows.iter().map(follower_of).collect::<Result<_, _>>()?)
}

/// Out of a row with the columns of `followers`.
pub(super) fn follower_of(row: &AnyRow) -> Result<Follower, StoreError> {
    let reader = Reader::new(row, "followers", &["cluster"]);
    Ok(Follower { person: reader.person("person")?, place: reader.json("place")?, at: reader.moment("at")? })
}

/// The numbers of the clusters that a person follows.
pub(super) async fn of(connection: &mut AnyConnection, space: &Space, person: &PersonKey) -> Result<Vec<u64>, Fault> {
    let query = sqlx::query("SELECT cluster FROM followers WHERE space = $1 AND person = $2 ORDER BY cluster");
    let rows = query.bind(space.as_str()).bind(person.to_string()).fetch_all(connection).await?;
    let number = |row| Reader::new(row, "followers", &["cluster"]).number("cluster");
    Ok(rows.iter().map(number).collect::<Result<_, _>>()?)
}

/// A person follows nothing any more; how many clusters it was.
pub(super) async fn forget(connection: &mut AnyConnection, space: &Space, person: &PersonKey) -> Result<u64, Fault> {
    let query = sqlx::query("DELETE FROM followers WHERE space = $1 AND person = $2");
    Ok(query.bind(space.as_str()).bind(person.to_string()).execute(connection).await?.rows_affected())
}

//! How questions came to be missed: nothing was found for them, or what was shown was refused.

use std::collections::BTreeMap;

use sqlx::AnyConnection;
use sqlx::AssertSqlSafe;

use crate::entry::normalized;
use crate::store::AskedQuestion;
use crate::store::HowMissed;
use crate::store::Opinion;
use crate::store::RowId;
use crate::store::Space;
use crate::store::sql::Fault;
use crate::store::sql::missed;
use crate::store::sql::missed::digest_of;
use crate::store::sql::questions;
use crate::store::sql::reader::Reader;
use crate::store::sql::spaces;
use crate::store::sql::value::json;
use crate::store::sql::value::places;
use crate::store::sql::value::signed;

/// Questions that are looked up with one statement.
const AT_ONCE: usize = 500;

/// The verdict of a question for which nothing was shown.
const ABSTAIN: &str = "abstain";

/// The open clusters in which one of `asked`, which are normalized, was asked: by number, with that question.
pub(super) async fn open_asking(
    connection: &mut AnyConnection,
    space: &Space,
    asked: &[String],
) -> Result<Vec<(u64, String)>, Fault> {
    // Without a word, two questions may still be two.
    let by_digest: BTreeMap<String, &String> =
        asked.iter().filter(|normal| !normal.is_empty()).map(|normal| (digest_of(normal), normal)).collect();
    let digests: Vec<&String> = by_digest.keys().collect();
    let mut found = Vec::new();
    for some in digests.chunks(AT_ONCE) {
        let statement = format!(
            "SELECT DISTINCT m.cluster AS cluster, m.normal AS normal FROM cluster_members m \
             JOIN clusters c ON c.space = m.space AND c.number = m.cluster \
             WHERE m.space = $1 AND c.state = 'open' AND m.normal IN (VALUES {})",
            places(2, some.len(), 1),
        );
        // Nothing but the places of bound values was added to it.
        let mut query = sqlx::query(AssertSqlSafe(statement)).persistent(some.len() == 1).bind(space.as_str());
        for digest in some {
            query = query.bind(digest.as_str());
        }
        for row in query.fetch_all(&mut *connection).await? {
            let reader = Reader::new(&row, "cluster_members", &["cluster"]);
            if let Some(normal) = by_digest.get(&reader.text("normal")?) {
                found.push((reader.number("cluster")?, (*normal).clone()));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Of the open clusters, or of one of them, by number. To be called in a transaction that reads one state.
pub(super) async fn how_missed(
    connection: &mut AnyConnection,
    space: &Space,
    cluster: Option<u64>,
) -> Result<Vec<HowMissed>, Fault> {
    // No cluster has the number 0.
    let only = signed(cluster.unwrap_or(0))?;
    let mut all: BTreeMap<u64, HowMissed> = BTreeMap::new();
    let unanswered = sqlx::query(
        "SELECT m.cluster AS cluster, CAST(COUNT(DISTINCT m.person) AS BIGINT) AS persons FROM cluster_members m \
         JOIN clusters c ON c.space = m.space AND c.number = m.cluster \
         JOIN questions q ON q.space = m.space AND q.id = m.question \
         WHERE m.space = $1 AND c.state = 'open' AND ($2 = 0 OR m.cluster = $2) AND q.verdict = $3 \
         GROUP BY m.cluster",
    );
    for row in unanswered.bind(space.as_str()).bind(only).bind(ABSTAIN).fetch_all(&mut *connection).await? {
        let reader = Reader::new(&row, "cluster_members", &["cluster"]);
        at(&mut all, reader.number("cluster")?).unanswered = reader.number("persons")?;
    }
    let refused = sqlx::query(
        "SELECT m.cluster AS cluster, v.opinion AS opinion, v.entry AS entry, \
                CAST(COUNT(DISTINCT v.person) AS BIGINT) AS persons FROM cluster_members m \
         JOIN clusters c ON c.space = m.space AND c.number = m.cluster \
         JOIN votes v ON v.space = m.space AND v.question = m.question \
         WHERE m.space = $1 AND c.state = 'open' AND ($2 = 0 OR m.cluster = $2) AND v.opinion IN ('wrong', 'none') \
         GROUP BY m.cluster, v.opinion, v.entry ORDER BY m.cluster, persons DESC, v.entry",
    );
    for row in refused.bind(space.as_str()).bind(only).fetch_all(&mut *connection).await? {
        let reader = Reader::new(&row, "votes", &["cluster"]);
        let (how, persons) = (at(&mut all, reader.number("cluster")?), reader.number("persons")?);
        match (reader.one_of("opinion", Opinion::parse)?, reader.entry_or_none("entry")?) {
            (Opinion::Wrong, Some(entry)) => how.wrong.push((entry, persons)),
            _ => how.none += persons,
        }
    }
    Ok(all.into_values().collect())
}

fn at(all: &mut BTreeMap<u64, HowMissed>, cluster: u64) -> &mut HowMissed {
    all.entry(cluster).or_insert_with(|| HowMissed { cluster, ..HowMissed::default() })
}

/// To be called in a transaction that writes.
pub(super) async fn not_missed(connection: &mut AnyConnection, space: &Space, id: &RowId) -> Result<(), Fault> {
    // Whoever votes, or adds to a cluster, does it before or afterwards.
    spaces::lock(connection, space).await?;
    let Some(question) = questions::one(connection, space, id).await? else { return Ok(()) };
    if is_missed(connection, space, &question).await? {
        return Ok(());
    }
    let normal = normalized(&question.text);
    let members = sqlx::query(
        "SELECT m.cluster AS cluster FROM cluster_members m \
         JOIN clusters c ON c.space = m.space AND c.number = m.cluster \
         WHERE m.space = $1 AND m.person = $2 AND m.normal = $3 AND c.state = 'open'",
    );
    let members = members.bind(space.as_str()).bind(question.person.to_string()).bind(digest_of(&normal));
    let members = members.fetch_all(&mut *connection).await?;
    if members.is_empty() {
        return Ok(());
    }
    // All that this person asked in these words has one place in a cluster, which names the last of it.
    let mut others = Vec::new();
    for other in questions::of(connection, space, &question.person).await? {
        if other.id != *id && normalized(&other.text) == normal && is_missed(connection, space, &other).await? {
            others.push(other);
        }
    }
    for row in members {
        let number = Reader::new(&row, "cluster_members", &["cluster"]).integer("cluster")?;
        keep_others(connection, space, number, &question, &others).await?;
    }
    missed::mend(connection, space).await
}

/// Whether nothing was shown for a question, or somebody refused what was.
async fn is_missed(connection: &mut AnyConnection, space: &Space, question: &AskedQuestion) -> Result<bool, Fault> {
    if question.verdict == ABSTAIN {
        return Ok(!question.silent);
    }
    let refused = sqlx::query(
        "SELECT person FROM votes WHERE space = $1 AND question = $2 AND opinion IN ('wrong', 'none') LIMIT 1",
    );
    let refused = refused.bind(space.as_str()).bind(question.id.as_str());
    Ok(!question.silent && refused.fetch_optional(connection).await?.is_some())
}

/// Leaves in a cluster, of what one person asked in the words of `question`, the `others`, which are in the order asked.
async fn keep_others(
    connection: &mut AnyConnection,
    space: &Space,
    cluster: i64,
    question: &AskedQuestion,
    others: &[AskedQuestion],
) -> Result<(), Fault> {
    let (person, normal) = (question.person.to_string(), digest_of(&normalized(&question.text)));
    let (Some(first), Some(last)) = (others.first(), others.last()) else {
        let gone = sqlx::query(
            "DELETE FROM cluster_members WHERE space = $1 AND cluster = $2 AND person = $3 AND normal = $4",
        );
        gone.bind(space.as_str()).bind(cluster).bind(person).bind(normal).execute(connection).await?;
        return Ok(());
    };
    let left = sqlx::query(
        "UPDATE cluster_members SET question = $5, place = $6, first_at = $7, last_at = $8, times = $9 \
         WHERE space = $1 AND cluster = $2 AND person = $3 AND normal = $4",
    );
    let left = left.bind(space.as_str()).bind(cluster).bind(person).bind(normal).bind(last.id.as_str());
    let left = left.bind(json(&last.place)?).bind(first.at.0).bind(last.at.0);
    left.bind(i64::try_from(others.len()).unwrap_or(i64::MAX)).execute(connection).await?;
    Ok(())
}

//! Questions counted in the database, so that a month of them takes no more than a few rows out of it.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::store::Moment;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::Tally;
use crate::store::sql::Fault;
use crate::store::sql::reader::Reader;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

pub(super) async fn since(connection: &mut AnyConnection, space: &Space, since: Moment) -> Result<Vec<Tally>, Fault> {
    // A question with several votes is one question. The casts are for PostgreSQL, whose numbers have several sizes.
    let query = sqlx::query(
        "SELECT t.day, t.verdict, t.reason, t.chosen, t.helpful, t.refused, CAST(COUNT(*) AS BIGINT) AS questions \
         FROM (SELECT q.at / $3 AS day, q.verdict AS verdict, q.reason AS reason, \
         CAST(MAX(CASE WHEN v.opinion = 'chose' THEN 1 ELSE 0 END) AS BIGINT) AS chosen, \
         CAST(MAX(CASE WHEN v.opinion = 'helpful' THEN 1 ELSE 0 END) AS BIGINT) AS helpful, \
         CAST(MAX(CASE WHEN v.opinion IN ('wrong', 'none') THEN 1 ELSE 0 END) AS BIGINT) AS refused \
         FROM questions q LEFT JOIN votes v ON v.space = q.space AND v.question = q.id \
         WHERE q.space = $1 AND q.at >= $2 AND q.silent = 0 \
         GROUP BY q.id, q.at, q.verdict, q.reason) AS t \
         GROUP BY t.day, t.verdict, t.reason, t.chosen, t.helpful, t.refused \
         ORDER BY t.day, t.verdict, t.reason, t.chosen, t.helpful, t.refused",
    );
    let rows = query.bind(space.as_str()).bind(since.0).bind(DAY).fetch_all(connection).await?;
    Ok(rows.iter().map(tally_of).collect::<Result<_, _>>()?)
}

fn tally_of(row: &AnyRow) -> Result<Tally, StoreError> {
    let reader = Reader::new(row, "questions", &["day"]);
    Ok(Tally {
        day: Moment(reader.integer("day")?.saturating_mul(DAY)).day(),
        verdict: reader.text("verdict")?,
        reason: reader.text("reason")?,
        chosen: reader.flag("chosen")?,
        helpful: reader.flag("helpful")?,
        refused: reader.flag("refused")?,
        count: reader.number("questions")?,
    })
}

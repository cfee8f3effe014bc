//! Numbers that nobody has to read rows for.

use std::cmp::Ordering;

use sqlx::AnyConnection;
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

use crate::store::AskedQuestion;
use crate::store::Counts;
use crate::store::Moment;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::Watched;
use crate::store::sql::Fault;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::questions::question_of;
use crate::store::sql::questions::select_questions;
use crate::store::sql::reader::Reader;

/// By how many more people say that the answer to a row of `questions` is right than that it is wrong.
macro_rules! lead {
    () => {
        "(SELECT COALESCE(SUM(CASE v.opinion WHEN 'helpful' THEN 1 WHEN 'wrong' THEN -1 ELSE 0 END), 0) \
          FROM votes v WHERE v.space = $1 AND v.question = questions.id)"
    };
}

pub(super) async fn counts(connection: &mut AnyConnection, space: &Space) -> Result<Counts, Fault> {
    let query = sqlx::query(
        "SELECT CAST(COUNT(*) AS BIGINT) AS questions, MIN(at) AS oldest, \
             (SELECT CAST(COUNT(*) AS BIGINT) FROM votes WHERE space = $1) AS votes, \
             (SELECT CAST(COUNT(*) AS BIGINT) FROM suggestions WHERE space = $1 AND state = 'open') AS suggestions, \
             (SELECT CAST(COUNT(*) AS BIGINT) FROM clusters WHERE space = $1 AND state = 'open') AS clusters \
         FROM questions WHERE space = $1",
    );
    let row = query.bind(space.as_str()).fetch_one(connection).await?;
    let reader = Reader::new(&row, "questions", &[]);
    let questions = reader.number("questions")?;
    Ok(Counts {
        questions,
        oldest: if questions > 0 { Some(reader.moment("oldest")?) } else { None },
        votes: reader.number("votes")?,
        suggestions: reader.number("suggestions")?,
        clusters: reader.number("clusters")?,
    })
}

pub(super) async fn watched(
    connection: &mut AnyConnection,
    dialect: Dialect,
    space: &Space,
    since: Moment,
) -> Result<Vec<Watched>, Fault> {
    let statement = format!(
        "SELECT channel, verdict, judged, CAST(COUNT(*) AS BIGINT) AS questions FROM ( \
             SELECT channel, verdict, \
                 CAST(CASE WHEN lead > 0 THEN 1 WHEN lead < 0 THEN -1 ELSE 0 END AS BIGINT) AS judged FROM ( \
                 SELECT {} AS channel, verdict, {} AS lead FROM questions \
                 WHERE space = $1 AND at >= $2 AND silent = 1) silent_ones) watched \
         GROUP BY channel, verdict, judged ORDER BY channel, verdict, judged",
        dialect.channel(),
        lead!()
    );
    // Put together of our own texts alone.
    let rows = sqlx::query(AssertSqlSafe(statement)).bind(space.as_str()).bind(since.0).fetch_all(connection).await;
    Ok(rows.map_err(of_place)?.iter().map(watched_of).collect::<Result<_, _>>()?)
}

/// What can be wrong with that statement is what it takes apart.
fn of_place(error: sqlx::Error) -> Fault {
    match &error {
        sqlx::Error::Database(said) if matches!(said.code().as_deref(), Some("1" | "22P02")) => {
            StoreError::Damaged("`place` of a row of questions is not what was written".to_owned()).into()
        }
        _ => error.into(),
    }
}

fn watched_of(row: &AnyRow) -> Result<Watched, StoreError> {
    let reader = Reader::new(row, "questions", &[]);
    let channel = reader.text_or_none("channel")?;
    let number = |channel: String| channel.parse().map_err(|_| reader.damaged("channel"));
    Ok(Watched {
        channel: channel.map(number).transpose()?,
        verdict: reader.text("verdict")?,
        judged: reader.integer("judged")?.cmp(&0),
        questions: reader.number("questions")?,
    })
}

pub(super) async fn watched_answers(
    connection: &mut AnyConnection,
    space: &Space,
    since: Moment,
    judged: Ordering,
    limit: u32,
) -> Result<Vec<AskedQuestion>, Fault> {
    macro_rules! where_lead {
        ($is:literal) => {
            concat!(
                select_questions!("at >= $2 AND silent = 1 AND verdict = 'answer' AND "),
                lead!(),
                $is,
                " ORDER BY at DESC, id DESC LIMIT $3"
            )
        };
    }
    let statement = match judged {
        Ordering::Less => where_lead!(" < 0"),
        Ordering::Equal => where_lead!(" = 0"),
        Ordering::Greater => where_lead!(" > 0"),
    };
    let query = sqlx::query(statement).bind(space.as_str()).bind(since.0).bind(i64::from(limit));
    let rows = query.fetch_all(connection).await?;
    Ok(rows.iter().map(question_of).collect::<Result<_, _>>()?)
}

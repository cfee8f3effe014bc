//! Questions that were asked, and votes on their answers.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::store::AskedQuestion;
use crate::store::Flaw;
use crate::store::Moment;
use crate::store::Opinion;
use crate::store::PersonKey;
use crate::store::RowId;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::Vote;
use crate::store::sql::Fault;
use crate::store::sql::reader::Reader;
use crate::store::sql::spaces;
use crate::store::sql::value::Value;
use crate::store::sql::value::insert;

const COLUMNS: [&str; 15] = [
    "space",
    "id",
    "at",
    "person",
    "place",
    "text",
    "verdict",
    "reason",
    "bar",
    "offered",
    "candidates",
    "version",
    "silent",
    "vector",
    "model",
];

/// What [`question_of`] reads. Spelled out, as a `*` would mean something else once a later version has migrated the
/// tables under a running process.
macro_rules! select_questions {
    ($rest:literal) => {
        concat!(
            "SELECT id, at, person, place, text, verdict, reason, bar, offered, candidates, version, silent, ",
            "vector, model FROM questions WHERE space = $1 AND ",
            $rest
        )
    };
}
pub(super) use select_questions;

/// What [`vote_of`] reads.
macro_rules! select_votes {
    ($rest:literal) => {
        concat!("SELECT question, person, opinion, entry, flaw, at FROM votes WHERE space = $1 AND ", $rest)
    };
}

pub(super) async fn record(
    connection: &mut AnyConnection,
    space: &Space,
    questions: &[AskedQuestion],
) -> Result<(), Fault> {
    let rows: Vec<Vec<Value>> = questions.iter().map(|question| row_of(space, question)).collect::<Result<_, _>>()?;
    spaces::ensure(connection, space).await?;
    insert(connection, "questions", &COLUMNS, rows, "ON CONFLICT (space, id) DO NOTHING").await?;
    Ok(())
}

fn row_of(space: &Space, question: &AskedQuestion) -> Result<Vec<Value>, StoreError> {
    let numbers = question.candidates.iter().flat_map(|candidate| {
        [Some(candidate.confidence), Some(candidate.cosine), candidate.read].into_iter().flatten()
    });
    // JSON has no way of writing these.
    if !question.bar.is_finite() || numbers.into_iter().any(|number| !number.is_finite()) {
        return Err(StoreError::Invalid("a number that is not finite cannot be stored".to_owned()));
    }
    Ok(vec![
        Value::name(space.as_str()),
        Value::name(question.id.as_str()),
        Value::Number(question.at.0),
        Value::person(&question.person),
        Value::json(&question.place)?,
        Value::text(&question.text)?,
        Value::text(&question.verdict)?,
        Value::text(&question.reason)?,
        Value::Real(f64::from(question.bar)),
        Value::number(question.offered as u64)?,
        Value::json(&question.candidates)?,
        Value::number(question.version)?,
        Value::Number(i64::from(question.silent)),
        question.vector.as_ref().map_or(Value::Bytes(None), |vector| Value::vector(&vector.components)),
        Value::model(question.vector.as_ref().map_or("", |vector| &vector.model))?,
    ])
}

pub(super) async fn one(
    connection: &mut AnyConnection,
    space: &Space,
    id: &RowId,
) -> Result<Option<AskedQuestion>, Fault> {
    let query = sqlx::query(select_questions!("id = $2"));
    let row = query.bind(space.as_str()).bind(id.as_str()).fetch_optional(connection).await?;
    Ok(row.as_ref().map(question_of).transpose()?)
}

pub(super) async fn since(
    connection: &mut AnyConnection,
    space: &Space,
    since: Moment,
    limit: u32,
) -> Result<Vec<AskedQuestion>, Fault> {
    let query = sqlx::query(select_questions!("at >= $2 ORDER BY at DESC, id DESC LIMIT $3"));
    let rows = query.bind(space.as_str()).bind(since.0).bind(i64::from(limit)).fetch_all(connection).await?;
    Ok(rows.iter().map(question_of).collect::<Result<_, _>>()?)
}

/// Those of a person, oldest first.
pub(super) async fn of(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
) -> Result<Vec<AskedQuestion>, Fault> {
    let query = sqlx::query(select_questions!("person = $2 ORDER BY at, id"));
    let rows = query.bind(space.as_str()).bind(person.to_string()).fetch_all(connection).await?;
    Ok(rows.iter().map(question_of).collect::<Result<_, _>>()?)
}

/// Out of a row with the columns of `questions`.
pub(super) fn question_of(row: &AnyRow) -> Result<AskedQuestion, StoreError> {
    let reader = Reader::new(row, "questions", &["id"]);
    Ok(AskedQuestion {
        id: reader.id("id")?,
        at: reader.moment("at")?,
        person: reader.person("person")?,
        place: reader.json("place")?,
        text: reader.text("text")?,
        verdict: reader.text("verdict")?,
        reason: reader.text("reason")?,
        bar: reader.short_real("bar")?,
        offered: usize::try_from(reader.number("offered")?).map_err(|_| reader.damaged("offered"))?,
        candidates: reader.json("candidates")?,
        version: reader.number("version")?,
        silent: reader.flag("silent")?,
        vector: reader.stored_vector_or_none()?,
    })
}

/// To be called in a transaction that writes.
pub(super) async fn vote(connection: &mut AnyConnection, space: &Space, vote: &Vote) -> Result<Option<Vote>, Fault> {
    // So that of two votes at once by one person the later one is told of the former.
    spaces::lock(connection, space).await?;
    let question = sqlx::query("SELECT id FROM questions WHERE space = $1 AND id = $2");
    let question = question.bind(space.as_str()).bind(vote.question.as_str());
    if question.fetch_optional(&mut *connection).await?.is_none() {
        return Err(StoreError::Missing { what: format!("question {}", vote.question) }.into());
    }
    let former = sqlx::query(select_votes!("question = $2 AND person = $3"));
    let former = former.bind(space.as_str()).bind(vote.question.as_str()).bind(vote.person.to_string());
    let former = former.fetch_optional(&mut *connection).await?.as_ref().map(vote_of).transpose()?;
    let is_said_again = |former: &&Vote| former.opinion == vote.opinion && former.entry == vote.entry;
    let flaw = vote.flaw.or_else(|| former.as_ref().filter(is_said_again)?.flaw);
    let row = vec![
        Value::name(space.as_str()),
        Value::name(vote.question.as_str()),
        Value::person(&vote.person),
        Value::name(vote.opinion.as_str()),
        Value::Text(vote.entry.as_ref().map(|entry| entry.as_str().to_owned())),
        Value::Text(flaw.map(|flaw| flaw.as_str().to_owned())),
        Value::Number(vote.at.0),
    ];
    let columns = ["space", "question", "person", "opinion", "entry", "flaw", "at"];
    let otherwise = "ON CONFLICT (space, question, person) DO UPDATE \
                     SET opinion = excluded.opinion, entry = excluded.entry, flaw = excluded.flaw, at = excluded.at";
    insert(connection, "votes", &columns, vec![row], otherwise).await?;
    Ok(former)
}

pub(super) async fn votes(connection: &mut AnyConnection, space: &Space, since: Moment) -> Result<Vec<Vote>, Fault> {
    let query = sqlx::query(
        "SELECT v.question, v.person, v.opinion, v.entry, v.flaw, v.at FROM votes v \
         JOIN questions q ON q.space = v.space AND q.id = v.question \
         WHERE v.space = $1 AND q.at >= $2 ORDER BY q.at, q.id, v.person",
    );
    let rows = query.bind(space.as_str()).bind(since.0).fetch_all(connection).await?;
    Ok(rows.iter().map(vote_of).collect::<Result<_, _>>()?)
}

/// Those of a person, oldest first.
pub(super) async fn votes_of(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
) -> Result<Vec<Vote>, Fault> {
    let query = sqlx::query(select_votes!("person = $2 ORDER BY at, question"));
    let rows = query.bind(space.as_str()).bind(person.to_string()).fetch_all(connection).await?;
    Ok(rows.iter().map(vote_of).collect::<Result<_, _>>()?)
}

/// Out of a row with the columns of `votes`.
pub(super) fn vote_of(row: &AnyRow) -> Result<Vote, StoreError> {
    let reader = Reader::new(row, "votes", &["question"]);
    Ok(Vote {
        question: reader.id("question")?,
        person: reader.person("person")?,
        opinion: reader.one_of("opinion", Opinion::parse)?,
        entry: reader.entry_or_none("entry")?,
        flaw: reader.one_of_or_none("flaw", Flaw::parse)?,
        at: reader.moment("at")?,
    })
}

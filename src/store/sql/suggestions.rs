//! What votes propose.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::store::PersonKey;
use crate::store::RowId;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::Suggestion;
use crate::store::SuggestionKind;
use crate::store::SuggestionState;
use crate::store::Support;
use crate::store::sql::Fault;
use crate::store::sql::missed::digest_of;
use crate::store::sql::reader::Reader;
use crate::store::sql::spaces;
use crate::store::sql::value::Value;
use crate::store::sql::value::insert;
use crate::store::sql::value::signed;

/// To be called in a transaction that writes.
pub(super) async fn support(
    connection: &mut AnyConnection,
    space: &Space,
    support: &Support,
) -> Result<Suggestion, Fault> {
    let counts = spaces::lock(connection, space).await?;
    let normal = digest_of(&support.normal);
    let known =
        sqlx::query("SELECT number FROM suggestions WHERE space = $1 AND kind = $2 AND entry = $3 AND normal = $4");
    let known = known.bind(space.as_str()).bind(support.kind.as_str()).bind(support.entry.as_str()).bind(&*normal);
    let number = match known.fetch_optional(&mut *connection).await? {
        Some(row) => Reader::new(&row, "suggestions", &["number"]).number("number")?,
        None => propose(connection, space, counts.suggestions + 1, support, normal).await?,
    };
    let row = vec![
        Value::name(space.as_str()),
        Value::number(number)?,
        Value::person(&support.person),
        Value::name(support.question.as_str()),
        Value::text(&support.text)?,
        Value::Number(support.at.0),
    ];
    let columns = ["space", "suggestion", "person", "question", "text", "at"];
    insert(connection, "suggestion_supports", &columns, vec![row], "ON CONFLICT DO NOTHING").await?;
    one(connection, space, number).await
}

async fn propose(
    connection: &mut AnyConnection,
    space: &Space,
    number: u64,
    support: &Support,
    normal: String,
) -> Result<u64, Fault> {
    let count = sqlx::query("UPDATE spaces SET suggestions = $2 WHERE space = $1");
    count.bind(space.as_str()).bind(signed(number)?).execute(&mut *connection).await?;
    let row = vec![
        Value::name(space.as_str()),
        Value::number(number)?,
        Value::name(support.kind.as_str()),
        Value::name(support.entry.as_str()),
        Value::Text(Some(normal)),
        Value::person(&support.person),
        Value::text(&support.text)?,
        Value::name(SuggestionState::Open.as_str()),
        Value::Number(support.at.0),
    ];
    let columns = ["space", "number", "kind", "entry", "normal", "person", "text", "state", "at"];
    insert(connection, "suggestions", &columns, vec![row], "").await?;
    Ok(number)
}

async fn one(connection: &mut AnyConnection, space: &Space, number: u64) -> Result<Suggestion, Fault> {
    let query = sqlx::query(
        "SELECT number, kind, entry, text, state, at, ( \
             SELECT CAST(COUNT(DISTINCT person) AS BIGINT) FROM suggestion_supports p \
             WHERE p.space = $1 AND p.suggestion = suggestions.number) AS supporters \
         FROM suggestions WHERE space = $1 AND number = $2",
    );
    let row = query.bind(space.as_str()).bind(signed(number)?).fetch_one(connection).await?;
    Ok(suggestion_of(&row)?)
}

pub(super) async fn in_state(
    connection: &mut AnyConnection,
    space: &Space,
    state: SuggestionState,
) -> Result<Vec<Suggestion>, Fault> {
    let query = sqlx::query(
        "SELECT number, kind, entry, text, state, at, ( \
             SELECT CAST(COUNT(DISTINCT person) AS BIGINT) FROM suggestion_supports p \
             WHERE p.space = $1 AND p.suggestion = suggestions.number) AS supporters \
         FROM suggestions WHERE space = $1 AND state = $2 ORDER BY supporters DESC, number",
    );
    let rows = query.bind(space.as_str()).bind(state.as_str()).fetch_all(connection).await?;
    Ok(rows.iter().map(suggestion_of).collect::<Result<_, _>>()?)
}

/// Out of a row with the columns of `suggestions`, and `supporters`.
pub(super) fn suggestion_of(row: &AnyRow) -> Result<Suggestion, StoreError> {
    let reader = Reader::new(row, "suggestions", &["number"]);
    Ok(Suggestion {
        number: reader.number("number")?,
        kind: reader.one_of("kind", SuggestionKind::parse)?,
        entry: reader.entry("entry")?,
        text: reader.text("text")?,
        state: reader.one_of("state", SuggestionState::parse)?,
        at: reader.moment("at")?,
        supporters: reader.number("supporters")?,
    })
}

/// To be called in a transaction that writes.
pub(super) async fn withdraw(
    connection: &mut AnyConnection,
    space: &Space,
    question: &RowId,
    person: &PersonKey,
) -> Result<(), Fault> {
    spaces::lock(connection, space).await?;
    let support = sqlx::query("DELETE FROM suggestion_supports WHERE space = $1 AND person = $2 AND question = $3");
    support.bind(space.as_str()).bind(person.to_string()).bind(question.as_str()).execute(&mut *connection).await?;
    let idle = sqlx::query(
        "DELETE FROM suggestions WHERE space = $1 AND state = 'open' AND NOT EXISTS ( \
             SELECT 1 FROM suggestion_supports p WHERE p.space = $1 AND p.suggestion = suggestions.number)",
    );
    idle.bind(space.as_str()).execute(connection).await?;
    Ok(())
}

/// Numbers and a person's words of the suggestions that their votes support.
pub(super) async fn supported_by(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
) -> Result<Vec<(u64, String)>, Fault> {
    let query = sqlx::query(
        "SELECT suggestion, text FROM suggestion_supports WHERE space = $1 AND person = $2 \
         ORDER BY suggestion, at, question",
    );
    let rows = query.bind(space.as_str()).bind(person.to_string()).fetch_all(connection).await?;
    let support = |row| {
        let reader = Reader::new(row, "suggestion_supports", &["suggestion"]);
        Ok((reader.number("suggestion")?, reader.text("text")?))
    };
    let mut supported: Vec<(u64, String)> = rows.iter().map(support).collect::<Result<_, StoreError>>()?;
    supported.dedup_by_key(|(number, _)| *number);
    Ok(supported)
}

/// Deletes a person's votes for suggestions. One in their words gets those of somebody else who supports it, and goes
/// where there is nobody. Returns how many went.
pub(super) async fn forget(connection: &mut AnyConnection, space: &Space, person: &PersonKey) -> Result<u64, Fault> {
    let support = sqlx::query("DELETE FROM suggestion_supports WHERE space = $1 AND person = $2");
    support.bind(space.as_str()).bind(person.to_string()).execute(&mut *connection).await?;
    let gone = sqlx::query(
        "DELETE FROM suggestions WHERE space = $1 AND (person = $2 OR state = 'open') AND NOT EXISTS ( \
             SELECT 1 FROM suggestion_supports p WHERE p.space = $1 AND p.suggestion = suggestions.number)",
    );
    let gone = gone.bind(space.as_str()).bind(person.to_string()).execute(&mut *connection).await?.rows_affected();
    let theirs = sqlx::query("SELECT number FROM suggestions WHERE space = $1 AND person = $2");
    for row in theirs.bind(space.as_str()).bind(person.to_string()).fetch_all(&mut *connection).await? {
        let number = Reader::new(&row, "suggestions", &["number"]).integer("number")?;
        let oldest = sqlx::query(
            "SELECT suggestion, person, text FROM suggestion_supports WHERE space = $1 AND suggestion = $2 \
             ORDER BY at, question, person LIMIT 1",
        );
        let oldest = oldest.bind(space.as_str()).bind(number).fetch_one(&mut *connection).await?;
        let reader = Reader::new(&oldest, "suggestion_supports", &["suggestion"]);
        let take = sqlx::query("UPDATE suggestions SET person = $3, text = $4 WHERE space = $1 AND number = $2");
        let take = take.bind(space.as_str()).bind(number).bind(reader.text("person")?).bind(reader.text("text")?);
        take.execute(&mut *connection).await?;
    }
    Ok(gone)
}

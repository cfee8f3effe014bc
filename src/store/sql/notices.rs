//! The outbox: what people are to be told.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::store::HeldNotice;
use crate::store::Moment;
use crate::store::NewNotice;
use crate::store::Notice;
use crate::store::PersonKey;
use crate::store::RowId;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::outbox::begins_of_cluster;
use crate::store::sql::Fault;
use crate::store::sql::reader::Reader;
use crate::store::sql::spaces;

pub(super) async fn waiting(connection: &mut AnyConnection) -> Result<Vec<Space>, Fault> {
    let query = sqlx::query("SELECT DISTINCT space FROM notices WHERE person IS NOT NULL ORDER BY space");
    let rows = query.fetch_all(connection).await?;
    let space = |row| spaces::space_of(&Reader::new(row, "notices", &["space"]));
    Ok(rows.iter().map(space).collect::<Result<_, _>>()?)
}

/// To be called in a transaction that writes.
pub(super) async fn take(
    connection: &mut AnyConnection,
    space: &Space,
    now: Moment,
    until: Moment,
    limit: u32,
) -> Result<Vec<Notice>, Fault> {
    // Two processes that take at once get different ones.
    spaces::lock(connection, space).await?;
    let free = sqlx::query(
        "SELECT id, key, person, place, question, entry, at, attempts + 1 AS attempts FROM notices \
         WHERE space = $1 AND person IS NOT NULL AND taken_until <= $2 ORDER BY at, id LIMIT $3",
    );
    let rows = free.bind(space.as_str()).bind(now.0).bind(i64::from(limit)).fetch_all(&mut *connection).await?;
    let notices: Vec<Notice> = rows.iter().map(notice_of).collect::<Result<_, _>>()?;
    for notice in &notices {
        let take =
            sqlx::query("UPDATE notices SET taken_until = $3, attempts = attempts + 1 WHERE space = $1 AND id = $2");
        take.bind(space.as_str()).bind(notice.id.as_str()).bind(until.0).execute(&mut *connection).await?;
    }
    Ok(notices)
}

/// Out of a row with the columns of `notices` that somebody is still to be told.
pub(super) fn notice_of(row: &AnyRow) -> Result<Notice, StoreError> {
    let reader = Reader::new(row, "notices", &["id"]);
    let attempts = reader.number("attempts")?;
    Ok(Notice {
        id: reader.id("id")?,
        notice: NewNotice {
            key: reader.text("key")?,
            person: reader.person("person")?,
            place: reader.json("place")?,
            question: reader.text("question")?,
            entry: reader.entry("entry")?,
        },
        at: reader.moment("at")?,
        attempts: u32::try_from(attempts).map_err(|_| reader.damaged("attempts"))?,
    })
}

pub(super) async fn waits(connection: &mut AnyConnection, space: &Space, id: &RowId) -> Result<bool, Fault> {
    let query = sqlx::query("SELECT id FROM notices WHERE space = $1 AND id = $2 AND person IS NOT NULL");
    let row = query.bind(space.as_str()).bind(id.as_str()).fetch_optional(connection).await?;
    Ok(row.is_some())
}

pub(super) async fn done(connection: &mut AnyConnection, space: &Space, id: &RowId) -> Result<(), Fault> {
    let wipe = sqlx::query(
        "UPDATE notices SET person = NULL, place = NULL, question = NULL, entry = NULL, \
                            at = 0, attempts = 0, taken_until = 0 \
         WHERE space = $1 AND id = $2",
    );
    wipe.bind(space.as_str()).bind(id.as_str()).execute(connection).await?;
    Ok(())
}

/// A person is not to be told after all. The keys are left, so that the same does not come up again.
pub(super) async fn call_off(connection: &mut AnyConnection, space: &Space, person: &PersonKey) -> Result<(), Fault> {
    let waiting = sqlx::query("SELECT id FROM notices WHERE space = $1 AND person = $2");
    let waiting = waiting.bind(space.as_str()).bind(person.to_string()).fetch_all(&mut *connection).await?;
    all_done(connection, space, &waiting).await
}

/// Nobody is to be told after all that a cluster is resolved. Of what nobody has set out to deliver nothing is left, so
/// that it comes up again with the next answer; of the rest the keys are, as it may have been shown. To be called in a
/// transaction that writes, in which the space is locked.
pub(super) async fn withdraw(connection: &mut AnyConnection, space: &Space, cluster: u64) -> Result<(), Fault> {
    // Letters, digits and colons, none of which means anything to LIKE.
    let keys = format!("{}%", begins_of_cluster(cluster));
    let untouched = "DELETE FROM notices WHERE space = $1 AND key LIKE $2 AND person IS NOT NULL AND attempts = 0";
    sqlx::query(untouched).bind(space.as_str()).bind(&*keys).execute(&mut *connection).await?;
    let taken = sqlx::query("SELECT id FROM notices WHERE space = $1 AND key LIKE $2 AND person IS NOT NULL");
    let taken = taken.bind(space.as_str()).bind(&*keys).fetch_all(&mut *connection).await?;
    all_done(connection, space, &taken).await
}

async fn all_done(connection: &mut AnyConnection, space: &Space, rows: &[AnyRow]) -> Result<(), Fault> {
    for row in rows {
        let id = Reader::new(row, "notices", &["id"]).id("id")?;
        done(connection, space, &id).await?;
    }
    Ok(())
}

/// Those for a person: those that wait oldest first, then the keys with their hash that are left of former ones.
pub(super) async fn of(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
) -> Result<Vec<HeldNotice>, Fault> {
    let query = sqlx::query(
        "SELECT id, key, person, place, question, entry, at, attempts FROM notices \
         WHERE space = $1 AND person = $2 ORDER BY at, id",
    );
    let rows = query.bind(space.as_str()).bind(person.to_string()).fetch_all(&mut *connection).await?;
    let mut notices = Vec::with_capacity(rows.len());
    for row in &rows {
        let notice = notice_of(row)?;
        notices.push(HeldNotice { about: about(&notice.notice.key, person), waits: Some(notice) });
    }
    let query =
        sqlx::query("SELECT id, key FROM notices WHERE space = $1 AND person IS NULL AND key LIKE $2 ORDER BY key");
    let rows = query.bind(space.as_str()).bind(format!("%{person}%")).fetch_all(connection).await?;
    for row in &rows {
        let key = Reader::new(row, "notices", &["id"]).text("key")?;
        notices.push(HeldNotice { about: about(&key, person), waits: None });
    }
    Ok(notices)
}

/// A key without the hash of whom it is for.
fn about(key: &str, person: &PersonKey) -> String {
    key.replace(&person.to_string(), "").trim_end_matches([':', ' ']).to_owned()
}

/// Deletes a person's notices, and the keys with their hash that are left of former ones. Returns how many waited.
pub(super) async fn forget(connection: &mut AnyConnection, space: &Space, person: &PersonKey) -> Result<u64, Fault> {
    let waiting = sqlx::query("DELETE FROM notices WHERE space = $1 AND person = $2");
    let waiting = waiting.bind(space.as_str()).bind(person.to_string()).execute(&mut *connection).await?;
    let keys = sqlx::query("DELETE FROM notices WHERE space = $1 AND key LIKE $2");
    keys.bind(space.as_str()).bind(format!("%{person}%")).execute(connection).await?;
    Ok(waiting.rows_affected())
}

//! Writing of curated items, with all that happens together with it.

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::collections::HashSet;

use sqlx::AnyConnection;
use sqlx::AssertSqlSafe;

use crate::store::Closing;
use crate::store::ClusterState;
use crate::store::Commit;
use crate::store::Deciding;
use crate::store::Edit;
use crate::store::ItemKey;
use crate::store::ItemKind;
use crate::store::Moment;
use crate::store::NewNotice;
use crate::store::PersonKey;
use crate::store::RowId;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::SuggestionState;
use crate::store::sql::Fault;
use crate::store::sql::notices;
use crate::store::sql::reader::Reader;
use crate::store::sql::spaces;
use crate::store::sql::value::Value;
use crate::store::sql::value::insert;
use crate::store::sql::value::places;
use crate::store::sql::value::signed;
use crate::store::sql::value::sound_key;

/// Items that are looked up with one statement.
const AT_ONCE: usize = 500;

/// The revision and the document of what is there.
type Former = HashMap<ItemKey, (u64, String)>;

/// To be called in a transaction that writes. Where it fails, that must not be committed.
pub(super) async fn commit(connection: &mut AnyConnection, space: &Space, commit: &Commit) -> Result<u64, Fault> {
    check(commit)?;
    // Everybody else's commit to this space waits here until ours is done.
    let mut version = spaces::lock(connection, space).await?.version;
    if !commit.edits.is_empty() {
        let former = former(connection, space, &commit.edits).await?;
        for edit in &commit.edits {
            if former.get(&edit.key).map_or(0, |(revision, _)| *revision) != edit.expected {
                return Err(StoreError::Conflict { what: edit.key.to_string() }.into());
            }
        }
        version += 1;
        let bump = sqlx::query("UPDATE spaces SET version = $2 WHERE space = $1");
        bump.bind(space.as_str()).bind(signed(version)?).execute(&mut *connection).await?;
        write_items(connection, space, commit, version).await?;
        write_changes(connection, space, commit, version, &former).await?;
    }
    for deciding in &commit.decided {
        decide(connection, space, deciding).await?;
    }
    // A commit without edits is not in the history, and is not taken back there.
    let change = if commit.edits.is_empty() { 0 } else { version };
    for closing in &commit.closed {
        close(connection, space, closing, change).await?;
    }
    announce(connection, space, commit.at, &commit.notices).await?;
    Ok(version)
}

/// What no state of the space would make right.
fn check(commit: &Commit) -> Result<(), StoreError> {
    let mut seen = HashSet::new();
    for edit in &commit.edits {
        sound_key(&edit.key.id)?;
        if !seen.insert(&edit.key) {
            return Err(StoreError::Invalid(format!("{} is in one commit twice", edit.key)));
        }
        match &edit.after {
            Some(item) if item.kind() != edit.key.kind => {
                return Err(StoreError::Invalid(format!("{} is to be a {}", edit.key, item.kind().as_str())));
            }
            None if edit.expected == 0 => return Err(StoreError::Missing { what: edit.key.to_string() }),
            _ => {}
        }
    }
    Ok(())
}

async fn former(connection: &mut AnyConnection, space: &Space, edits: &[Edit]) -> Result<Former, Fault> {
    let mut former = Former::new();
    for some in edits.chunks(AT_ONCE) {
        let statement = format!(
            "SELECT kind, id, revision, document FROM items WHERE space = $1 AND (kind, id) IN (VALUES {})",
            places(2, some.len(), 2),
        );
        // Nothing but the places of bound values was added to it.
        let mut query = sqlx::query(AssertSqlSafe(statement)).persistent(some.len() == 1).bind(space.as_str());
        for edit in some {
            query = query.bind(edit.key.kind.as_str()).bind(&*edit.key.id);
        }
        for row in query.fetch_all(&mut *connection).await? {
            let reader = Reader::new(&row, "items", &["kind", "id"]);
            let key = ItemKey { kind: reader.one_of("kind", ItemKind::parse)?, id: reader.text("id")? };
            former.insert(key, (reader.number("revision")?, reader.text("document")?));
        }
    }
    Ok(former)
}

async fn write_items(
    connection: &mut AnyConnection,
    space: &Space,
    commit: &Commit,
    version: u64,
) -> Result<(), Fault> {
    let mut rows = Vec::new();
    for edit in &commit.edits {
        match &edit.after {
            Some(item) => rows.push(vec![
                Value::name(space.as_str()),
                Value::name(edit.key.kind.as_str()),
                Value::name(&edit.key.id),
                Value::number(version)?,
                Value::Number(commit.at.0),
                Value::json(item)?,
            ]),
            None => {
                let delete = sqlx::query("DELETE FROM items WHERE space = $1 AND kind = $2 AND id = $3");
                let delete = delete.bind(space.as_str()).bind(edit.key.kind.as_str()).bind(&*edit.key.id);
                delete.execute(&mut *connection).await?;
            }
        }
    }
    let columns = ["space", "kind", "id", "revision", "at", "document"];
    let otherwise = "ON CONFLICT (space, kind, id) DO UPDATE \
                     SET revision = excluded.revision, at = excluded.at, document = excluded.document";
    insert(connection, "items", &columns, rows, otherwise).await?;
    Ok(())
}

async fn write_changes(
    connection: &mut AnyConnection,
    space: &Space,
    commit: &Commit,
    version: u64,
    former: &Former,
) -> Result<(), Fault> {
    let mut rows = Vec::new();
    for (part, edit) in (0..).zip(&commit.edits) {
        rows.push(vec![
            Value::name(space.as_str()),
            Value::number(version)?,
            Value::Number(part),
            Value::Number(commit.at.0),
            Value::person(&commit.author.person),
            Value::text(&commit.author.name)?,
            Value::name(commit.action.as_str()),
            Value::name(edit.key.kind.as_str()),
            Value::name(&edit.key.id),
            Value::number(edit.expected)?,
            // As it was written, and not as this version of the program would write it.
            Value::Text(former.get(&edit.key).map(|(_, document)| document.clone())),
            edit.after.as_ref().map_or(Ok(Value::Text(None)), Value::json)?,
        ]);
    }
    let columns = [
        "space",
        "number",
        "part",
        "at",
        "person",
        "name",
        "action",
        "kind",
        "id",
        "revision_before",
        "before",
        "after",
    ];
    insert(connection, "changes", &columns, rows, "").await?;
    Ok(())
}

async fn decide(connection: &mut AnyConnection, space: &Space, deciding: &Deciding) -> Result<(), Fault> {
    let statement = match deciding.state {
        SuggestionState::Open => {
            "UPDATE suggestions SET state = $3 WHERE space = $1 AND number = $2 AND state <> 'open'"
        }
        _ => "UPDATE suggestions SET state = $3 WHERE space = $1 AND number = $2 AND state = 'open'",
    };
    let query = sqlx::query(statement).bind(space.as_str()).bind(signed(deciding.number)?);
    if query.bind(deciding.state.as_str()).execute(connection).await?.rows_affected() == 0 {
        return Err(StoreError::Conflict { what: format!("suggestion {}", deciding.number) }.into());
    }
    Ok(())
}

/// `change` is the number of the commit in the history; 0 where it is not there.
async fn close(connection: &mut AnyConnection, space: &Space, closing: &Closing, change: u64) -> Result<(), Fault> {
    let (statement, closed_in) = match closing.state {
        ClusterState::Open => (
            "UPDATE clusters SET state = $3, resolved_by = $4, closed_in = $5 \
             WHERE space = $1 AND number = $2 AND state <> 'open'",
            0,
        ),
        _ => (
            "UPDATE clusters SET state = $3, resolved_by = $4, closed_in = $5 \
             WHERE space = $1 AND number = $2 AND state = 'open'",
            change,
        ),
    };
    let query = sqlx::query(statement).bind(space.as_str()).bind(signed(closing.number)?);
    let query = query.bind(closing.state.as_str()).bind(closing.by.as_ref().map(|entry| entry.as_str().to_owned()));
    if query.bind(signed(closed_in)?).execute(&mut *connection).await?.rows_affected() == 0 {
        return Err(StoreError::Conflict { what: format!("missed question {}", closing.number) }.into());
    }
    if let Some(people) = &closing.people
        && people_of(connection, space, closing.number).await? != *people
    {
        return Err(StoreError::Joined { cluster: closing.number }.into());
    }
    if closing.state == ClusterState::Open {
        notices::withdraw(connection, space, closing.number).await?;
    }
    Ok(())
}

/// All who asked in a cluster or follow it.
async fn people_of(connection: &mut AnyConnection, space: &Space, cluster: u64) -> Result<BTreeSet<PersonKey>, Fault> {
    let statement = "SELECT person FROM cluster_members WHERE space = $1 AND cluster = $2 \
                     UNION SELECT person FROM followers WHERE space = $1 AND cluster = $2";
    let query = sqlx::query(statement).bind(space.as_str()).bind(signed(cluster)?);
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| Reader::new(row, "cluster_members", &["person"]).person("person").map_err(Fault::from))
        .collect()
}

async fn announce(
    connection: &mut AnyConnection,
    space: &Space,
    at: Moment,
    notices: &[NewNotice],
) -> Result<(), Fault> {
    let mut rows = Vec::new();
    for notice in notices {
        rows.push(vec![
            Value::name(space.as_str()),
            Value::name(RowId::new(at).as_str()),
            Value::name(sound_key(&notice.key)?),
            Value::person(&notice.person),
            Value::json(&notice.place)?,
            Value::text(&notice.question)?,
            Value::name(notice.entry.as_str()),
            Value::Number(at.0),
            Value::Number(0),
            // Before every moment that a taker could name.
            Value::Number(i64::MIN),
        ]);
    }
    let columns = ["space", "id", "key", "person", "place", "question", "entry", "at", "attempts", "taken_until"];
    insert(connection, "notices", &columns, rows, "ON CONFLICT (space, key) DO NOTHING").await?;
    Ok(())
}

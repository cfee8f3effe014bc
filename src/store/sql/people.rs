//! What is held on a person, and its deletion.

use std::collections::HashSet;

use sqlx::AnyConnection;

use crate::store::Action;
use crate::store::Forgotten;
use crate::store::HeldChange;
use crate::store::HeldOn;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::ItemKind;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::Preferences;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::sql::Fault;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::followers;
use crate::store::sql::missed;
use crate::store::sql::notices;
use crate::store::sql::questions;
use crate::store::sql::reader::Reader;
use crate::store::sql::spaces;
use crate::store::sql::suggestions;
use crate::store::sql::value::Value;
use crate::store::sql::value::insert;
use crate::store::sql::value::json;

pub(super) async fn preferences(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
) -> Result<Preferences, Fault> {
    let query = sqlx::query("SELECT recorded, told FROM preferences WHERE space = $1 AND person = $2");
    let row = query.bind(space.as_str()).bind(person.to_string()).fetch_optional(connection).await?;
    let Some(row) = row else {
        return Ok(Preferences::default());
    };
    let reader = Reader::new(&row, "preferences", &[]);
    Ok(Preferences { recorded: reader.flag("recorded")?, told: reader.flag("told")? })
}

/// Those of `persons` whose questions are not kept.
pub(super) async fn not_recorded(
    connection: &mut AnyConnection,
    dialect: Dialect,
    space: &Space,
    persons: &[PersonKey],
) -> Result<HashSet<PersonKey>, Fault> {
    // One list in one text, so that it is the same statement for any number of them.
    let statement = match dialect {
        Dialect::Sqlite => {
            "SELECT person FROM preferences \
             WHERE space = $1 AND recorded = 0 AND person IN (SELECT value FROM json_each($2))"
        }
        Dialect::Postgres => {
            "SELECT person FROM preferences WHERE space = $1 AND recorded = 0 \
             AND person IN (SELECT jsonb_array_elements_text(CAST($2 AS jsonb)))"
        }
    };
    let persons: Vec<String> = persons.iter().map(PersonKey::to_string).collect();
    let rows = sqlx::query(statement).bind(space.as_str()).bind(json(&persons)?).fetch_all(connection).await?;
    Ok(rows.iter().map(|row| Reader::new(row, "preferences", &[]).person("person")).collect::<Result<_, _>>()?)
}

pub(super) async fn set_preferences(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
    preferences: Preferences,
) -> Result<(), Fault> {
    spaces::ensure(connection, space).await?;
    if !preferences.told {
        spaces::lock(connection, space).await?;
        followers::forget(connection, space, person).await?;
        notices::call_off(connection, space, person).await?;
    }
    let row = vec![
        Value::name(space.as_str()),
        Value::person(person),
        Value::Number(i64::from(preferences.recorded)),
        Value::Number(i64::from(preferences.told)),
    ];
    let columns = ["space", "person", "recorded", "told"];
    let otherwise = "ON CONFLICT (space, person) DO UPDATE SET recorded = excluded.recorded, told = excluded.told";
    insert(connection, "preferences", &columns, vec![row], otherwise).await?;
    Ok(())
}

/// To be called in a transaction that reads one state.
pub(super) async fn held_on(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
) -> Result<HeldOn, Fault> {
    Ok(HeldOn {
        questions: questions::of(connection, space, person).await?,
        votes: questions::votes_of(connection, space, person).await?,
        missed: missed::members_of(connection, space, person).await?,
        follows: followers::of(connection, space, person).await?,
        suggested: suggestions::supported_by(connection, space, person).await?,
        notices: notices::of(connection, space, person).await?,
        changes: changes_of(connection, space, person).await?,
        preferences: preferences(connection, space, person).await?,
    })
}

async fn changes_of(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
) -> Result<Vec<HeldChange>, Fault> {
    let query = sqlx::query(
        "SELECT number, part, at, name, action, kind, id FROM changes \
         WHERE space = $1 AND person = $2 ORDER BY number, part",
    );
    let change = |row| {
        let reader = Reader::new(row, "changes", &["number", "part"]);
        Ok::<_, StoreError>(HeldChange {
            number: reader.number("number")?,
            at: reader.moment("at")?,
            action: reader.one_of("action", Action::parse)?,
            key: ItemKey { kind: reader.one_of("kind", ItemKind::parse)?, id: reader.text("id")? },
            name: reader.text("name")?,
        })
    };
    let rows = query.bind(space.as_str()).bind(person.to_string()).fetch_all(connection).await?;
    Ok(rows.iter().map(change).collect::<Result<_, _>>()?)
}

/// To be called in a transaction that writes.
pub(super) async fn forget(
    connection: &mut AnyConnection,
    space: &Space,
    person: &PersonKey,
) -> Result<Forgotten, Fault> {
    // What they ask meanwhile waits, or is there and goes with the rest.
    spaces::lock(connection, space).await?;
    let votes = "DELETE FROM votes WHERE space = $1 AND (person = $2 OR question IN ( \
                     SELECT id FROM questions WHERE space = $1 AND person = $2))";
    let votes = delete(connection, votes, space, person).await?;
    let questions = "DELETE FROM questions WHERE space = $1 AND person = $2";
    let questions = delete(connection, questions, space, person).await?;
    let missed = "DELETE FROM cluster_members WHERE space = $1 AND person = $2";
    let missed = delete(connection, missed, space, person).await?;
    missed::mend(connection, space).await?;
    let follows = followers::forget(connection, space, person).await?;
    let suggestions = suggestions::forget(connection, space, person).await?;
    let notices = notices::forget(connection, space, person).await?;
    // Who said no and is forgotten means no all the more.
    let decided = "DELETE FROM preferences WHERE space = $1 AND person = $2 AND recorded = 1 AND told = 1";
    delete(connection, decided, space, person).await?;
    let left = preferences(connection, space, person).await?;
    let changes = sqlx::query("UPDATE changes SET person = $3, name = '' WHERE space = $1 AND person = $2");
    let changes = changes.bind(space.as_str()).bind(person.to_string()).bind(nobody().to_string());
    let changes = changes.execute(&mut *connection).await?.rows_affected();
    forget_proposer(connection, space, person).await?;
    Ok(Forgotten { questions, votes, missed, follows, suggestions, notices, changes, left })
}

/// Who did what somebody did who asked to be forgotten.
fn nobody() -> PersonKey {
    PersonKey([0; 16])
}

async fn delete(
    connection: &mut AnyConnection,
    statement: &'static str,
    space: &Space,
    person: &PersonKey,
) -> Result<u64, Fault> {
    let query = sqlx::query(statement).bind(space.as_str()).bind(person.to_string());
    Ok(query.execute(connection).await?.rows_affected())
}

/// Takes a person's name out of the drafts that they proposed, those of the history too.
async fn forget_proposer(connection: &mut AnyConnection, space: &Space, person: &PersonKey) -> Result<(), Fault> {
    let pattern = format!("%{person}%");
    let drafts =
        sqlx::query("SELECT kind, id, document FROM items WHERE space = $1 AND kind = 'draft' AND document LIKE $2");
    for row in drafts.bind(space.as_str()).bind(&*pattern).fetch_all(&mut *connection).await? {
        let reader = Reader::new(&row, "items", &["kind", "id"]);
        let document = without_proposer(reader.json("document")?, person)?;
        let write = sqlx::query("UPDATE items SET document = $3 WHERE space = $1 AND kind = 'draft' AND id = $2");
        write.bind(space.as_str()).bind(reader.text("id")?).bind(document).execute(&mut *connection).await?;
    }
    let changes = sqlx::query(
        "SELECT number, part, before, after FROM changes \
         WHERE space = $1 AND kind = 'draft' AND (before LIKE $2 OR after LIKE $2)",
    );
    for row in changes.bind(space.as_str()).bind(&*pattern).fetch_all(&mut *connection).await? {
        let reader = Reader::new(&row, "changes", &["number", "part"]);
        let document = |column| reader.json_or_none(column)?.map(|item| without_proposer(item, person)).transpose();
        let write =
            sqlx::query("UPDATE changes SET before = $4, after = $5 WHERE space = $1 AND number = $2 AND part = $3");
        let write = write.bind(space.as_str()).bind(reader.integer("number")?).bind(reader.integer("part")?);
        write.bind(document("before")?).bind(document("after")?).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The document of an item, without the name of who proposed it where that is `person`.
fn without_proposer(mut item: Item, person: &PersonKey) -> Result<String, StoreError> {
    if let Item::Draft(draft) = &mut item
        && draft.by == person.to_string()
    {
        draft.by = String::new();
        draft.name = String::new();
    }
    json(&item)
}

/// Questions asked before `before`, with the votes on them, and as old members of closed clusters. Returns how many
/// questions, and whether anything was deleted at all. To be called in a transaction that writes.
pub(super) async fn forget_before(
    connection: &mut AnyConnection,
    space: &Space,
    before: Moment,
) -> Result<(u64, bool), Fault> {
    spaces::lock(connection, space).await?;
    let questions = sqlx::query("DELETE FROM questions WHERE space = $1 AND at < $2");
    let questions = questions.bind(space.as_str()).bind(before.0).execute(&mut *connection).await?.rows_affected();
    let members = sqlx::query(
        "DELETE FROM cluster_members WHERE space = $1 AND last_at < $2 AND cluster IN ( \
             SELECT number FROM clusters WHERE space = $1 AND state <> 'open')",
    );
    let members = members.bind(space.as_str()).bind(before.0).execute(&mut *connection).await?.rows_affected();
    if members > 0 {
        missed::mend(connection, space).await?;
    }
    Ok((questions, questions + members > 0))
}

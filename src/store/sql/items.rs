//! Reading of curated items and their history.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::store::Action;
use crate::store::Author;
use crate::store::Change;
use crate::store::Item;
use crate::store::ItemKey;
use crate::store::ItemKind;
use crate::store::Items;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::StoredItem;
use crate::store::Wanted;
use crate::store::sql::Fault;
use crate::store::sql::reader::Reader;
use crate::store::sql::value::signed;
use crate::store::sql::value::sound_key;

/// All of them. To be called in a transaction that reads one state.
pub(super) async fn all(connection: &mut AnyConnection, space: &Space) -> Result<Items, Fault> {
    let version = sqlx::query("SELECT space, version FROM spaces WHERE space = $1").bind(space.as_str());
    let version = match version.fetch_optional(&mut *connection).await? {
        Some(row) => Reader::new(&row, "spaces", &["space"]).number("version")?,
        None => return Ok(Items::default()),
    };
    let statement = "SELECT kind, id, revision, at, document FROM items WHERE space = $1 ORDER BY kind, id";
    let rows = sqlx::query(statement).bind(space.as_str()).fetch_all(connection).await?;
    let mut items: Vec<StoredItem> = rows.iter().map(item_of).collect::<Result<_, _>>()?;
    // The tables sort kinds by their names.
    items.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(Items { version, items })
}

pub(super) async fn one(
    connection: &mut AnyConnection,
    space: &Space,
    key: &ItemKey,
) -> Result<Option<StoredItem>, Fault> {
    let statement = "SELECT kind, id, revision, at, document FROM items WHERE space = $1 AND kind = $2 AND id = $3";
    let query = sqlx::query(statement).bind(space.as_str()).bind(key.kind.as_str()).bind(sound_key(&key.id)?);
    Ok(query.fetch_optional(connection).await?.as_ref().map(item_of).transpose()?)
}

/// Out of a row with the columns of `items`.
pub(super) fn item_of(row: &AnyRow) -> Result<StoredItem, StoreError> {
    let reader = Reader::new(row, "items", &["kind", "id"]);
    let key = ItemKey { kind: reader.one_of("kind", ItemKind::parse)?, id: reader.text("id")? };
    let item: Item = reader.json("document")?;
    if item.kind() != key.kind {
        return Err(reader.damaged("document"));
    }
    Ok(StoredItem { key, item, revision: reader.number("revision")?, at: reader.moment("at")? })
}

pub(super) async fn changes(
    connection: &mut AnyConnection,
    space: &Space,
    wanted: &Wanted,
) -> Result<Vec<Change>, Fault> {
    let after = i64::try_from(wanted.after).unwrap_or(i64::MAX);
    let before = wanted.before.and_then(|before| signed(before).ok()).unwrap_or(i64::MAX);
    let query = match &wanted.key {
        None => sqlx::query(
            "SELECT number, part, at, person, name, action, kind, id, revision_before, before, after FROM changes \
             WHERE space = $1 AND number > $2 AND number < $3 ORDER BY number DESC, part LIMIT $4",
        )
        .bind(space.as_str()),
        Some(_) => sqlx::query(
            "SELECT number, part, at, person, name, action, kind, id, revision_before, before, after FROM changes \
             WHERE space = $1 AND kind = $5 AND id = $6 AND number > $2 AND number < $3 \
             ORDER BY number DESC, part LIMIT $4",
        )
        .bind(space.as_str()),
    };
    let query = query.bind(after).bind(before).bind(i64::from(wanted.limit));
    let query = match &wanted.key {
        None => query,
        Some(key) => query.bind(key.kind.as_str()).bind(sound_key(&key.id)?),
    };
    Ok(query.fetch_all(connection).await?.iter().map(change_of).collect::<Result<_, _>>()?)
}

/// Out of a row with the columns of `changes`.
pub(super) fn change_of(row: &AnyRow) -> Result<Change, StoreError> {
    let reader = Reader::new(row, "changes", &["number", "part"]);
    let key = ItemKey { kind: reader.one_of("kind", ItemKind::parse)?, id: reader.text("id")? };
    let item = |column| -> Result<Option<Item>, StoreError> {
        let item: Option<Item> = reader.json_or_none(column)?;
        match item {
            Some(item) if item.kind() != key.kind => Err(reader.damaged(column)),
            item => Ok(item),
        }
    };
    Ok(Change {
        number: reader.number("number")?,
        at: reader.moment("at")?,
        author: Author { person: reader.person("person")?, name: reader.text("name")? },
        action: reader.one_of("action", Action::parse)?,
        before: item("before")?,
        revision_before: reader.number("revision_before")?,
        after: item("after")?,
        key,
    })
}

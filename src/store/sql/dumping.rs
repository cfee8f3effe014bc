//! A space out of the tables into lines, and back.

use serde_json::Map;
use serde_json::Value as Json;
use sqlx::AnyConnection;
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

use crate::store::Dumped;
use crate::store::Space;
use crate::store::StoreError;
use crate::store::sql::Fault;
use crate::store::sql::reader::Reader;
use crate::store::sql::tables::CLOSED_IN;
use crate::store::sql::tables::FLAW;
use crate::store::sql::tables::Kind;
use crate::store::sql::tables::MODEL;
use crate::store::sql::tables::TABLES;
use crate::store::sql::tables::Table;
use crate::store::sql::value::Value;
use crate::store::sql::value::insert;

/// To be called in a transaction that reads one state.
pub(super) async fn dump(connection: &mut AnyConnection, space: &Space) -> Result<Dumped, Fault> {
    let mut dumped = Dumped::begin();
    for table in &TABLES {
        for row in rows(connection, table, space).await? {
            dumped.lines.push(line_of(table, &row)?);
        }
    }
    Ok(dumped)
}

async fn rows(connection: &mut AnyConnection, table: &Table, space: &Space) -> Result<Vec<AnyRow>, Fault> {
    // Names of tables and columns out of our own code, and nothing else.
    Ok(sqlx::query(AssertSqlSafe(table.select())).bind(space.as_str()).fetch_all(connection).await?)
}

fn line_of(table: &Table, row: &AnyRow) -> Result<String, StoreError> {
    let reader = Reader::new(row, table.name, &[]);
    let mut columns = Map::new();
    for &(name, kind) in table.columns {
        let value = match kind {
            Kind::Text => reader.text_or_none(name)?.map_or(Json::Null, Json::String),
            Kind::Number => Json::from(reader.integer(name)?),
            Kind::Real => Json::from(reader.real(name)?),
            Kind::Bytes => {
                let text = |bytes: Vec<u8>| Json::String(data_encoding::BASE64.encode(&bytes));
                reader.bytes_or_none(name)?.map_or(Json::Null, text)
            }
        };
        columns.insert(name.to_owned(), value);
    }
    let mut line = Map::new();
    line.insert("table".to_owned(), Json::String(table.name.to_owned()));
    line.insert("row".to_owned(), Json::Object(columns));
    Ok(Json::Object(line).to_string())
}

/// To be called in a transaction that writes. Where it fails, that must not be committed.
pub(super) async fn load(connection: &mut AnyConnection, space: &Space, dumped: &Dumped) -> Result<(), Fault> {
    let mut by_table: Vec<Vec<Vec<Value>>> = TABLES.iter().map(|_| Vec::new()).collect();
    let (format, lines) = dumped.rows()?;
    for (number, line) in (2..).zip(lines) {
        let invalid = |text: &str| StoreError::Invalid(format!("line {number}: {text}"));
        let (table, row) = parsed(space, format, line).map_err(|text| invalid(&text))?;
        by_table[table].push(row);
    }
    let is_any = by_table.iter().any(|rows| !rows.is_empty());
    if is_any && by_table[0].len() != 1 {
        return Err(
            StoreError::Invalid("a dump has one row of the table `spaces`, or no rows at all".to_owned()).into()
        );
    }
    empty(connection, space).await?;
    for (table, rows) in TABLES.iter().zip(by_table) {
        let mut columns = vec!["space"];
        columns.extend(table.columns.iter().map(|(name, _)| *name));
        let put = insert(connection, table.name, &columns, rows, "").await;
        put.map_err(|fault| if fault.is_of_a_rule() { misfit(table.name) } else { fault })?;
    }
    match faults(connection, space).await?.into_iter().next() {
        None => Ok(()),
        Some(fault) => Err(StoreError::Invalid(fault).into()),
    }
}

fn misfit(table: &str) -> Fault {
    StoreError::Invalid(format!("a row of the table `{table}` is there twice, or belongs to one that is not there"))
        .into()
}

/// Takes the row of the space away, where nothing hangs on it that a dump would carry. It may have been made by somebody
/// who only looked.
async fn empty(connection: &mut AnyConnection, space: &Space) -> Result<(), Fault> {
    for table in &TABLES {
        let any = match table.name {
            "spaces" => {
                "SELECT space FROM spaces WHERE space = $1 AND (version > 0 OR clusters > 0 OR suggestions > 0)"
                    .to_owned()
            }
            name => format!("SELECT space FROM {name} WHERE space = $1 LIMIT 1"),
        };
        // Names of tables out of our own code, and nothing else.
        let any = sqlx::query(AssertSqlSafe(any)).bind(space.as_str());
        if any.fetch_optional(&mut *connection).await?.is_some() {
            return Err(StoreError::Conflict { what: format!("the space {space}") }.into());
        }
    }
    sqlx::query("DELETE FROM spaces WHERE space = $1").bind(space.as_str()).execute(connection).await?;
    Ok(())
}

/// Place of the table in [`TABLES`], and the values of its columns; what is wrong, where it is no line of a dump.
fn parsed(space: &Space, format: u32, line: &str) -> Result<(usize, Vec<Value>), String> {
    let mut json: Json = serde_json::from_str(line).map_err(|_| "it is no JSON".to_owned())?;
    let name = json.get("table").and_then(Json::as_str).unwrap_or_default();
    let place = TABLES.iter().position(|table| table.name == name).ok_or("it names no table")?;
    let table = &TABLES[place];
    let row = json.get_mut("row").and_then(Json::as_object_mut).ok_or("it has no row")?;
    if format < 2 && table.columns.contains(&MODEL) {
        row.entry(MODEL.0).or_insert_with(|| Json::String(String::new()));
    }
    if format < 3 && table.columns.contains(&FLAW) {
        row.entry(FLAW.0).or_insert(Json::Null);
    }
    if format < 4 && table.columns.contains(&CLOSED_IN) {
        row.entry(CLOSED_IN.0).or_insert(Json::from(0));
    }
    if row.len() != table.columns.len() {
        return Err(format!("the table `{}` has other columns", table.name));
    }
    let mut values = vec![Value::name(space.as_str())];
    for &(column, kind) in table.columns {
        let value = row.get(column).ok_or_else(|| format!("the table `{}` has a column `{column}`", table.name))?;
        values
            .push(value_of(value, kind).ok_or_else(|| format!("that is no `{column}` of the table `{}`", table.name))?);
    }
    Ok((place, values))
}

fn value_of(json: &Json, kind: Kind) -> Option<Value> {
    match (kind, json) {
        (Kind::Text, Json::Null) => Some(Value::Text(None)),
        (Kind::Text, Json::String(text)) => Value::text(text).ok(),
        (Kind::Bytes, Json::Null) => Some(Value::Bytes(None)),
        (Kind::Bytes, Json::String(text)) => {
            Some(Value::Bytes(Some(data_encoding::BASE64.decode(text.as_bytes()).ok()?)))
        }
        (Kind::Number, Json::Number(number)) => number.as_i64().map(Value::Number),
        (Kind::Real, Json::Number(number)) => {
            // The reader of JSON may be off by the last bit of 64, which the 32 that were written do not have.
            #[expect(clippy::cast_possible_truncation, reason = "it was a f32 when it was written")]
            let short = number.as_f64()? as f32;
            short.is_finite().then(|| Value::Real(f64::from(short)))
        }
        _ => None,
    }
}

/// A line for each row of the space that is not one that we could have written.
pub(super) async fn faults(connection: &mut AnyConnection, space: &Space) -> Result<Vec<String>, Fault> {
    let mut faults = Vec::new();
    for table in &TABLES {
        for row in rows(connection, table, space).await? {
            if let Err(error) = (table.check)(&row) {
                faults.push(format!("space {space}: {error}"));
            }
        }
    }
    Ok(faults)
}

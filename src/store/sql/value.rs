//! Values on their way into a table, and many rows with one statement.

use serde::Serialize;
use sqlx::AnyConnection;
use sqlx::AssertSqlSafe;

use crate::store::PersonKey;
use crate::store::StoreError;
use crate::store::sql::Fault;

/// Bytes of a text at most. Nothing that people write comes near it; a text that does is a mistake somewhere.
const MAX_TEXT: usize = 16 * 1024 * 1024;

/// Bytes of a text in an index at most. PostgreSQL refuses rows of an index above 2,704 bytes.
const MAX_KEY: usize = 1_024;

/// Bytes of a fingerprint of a model at most: a SHA-256 in hexadecimal digits.
const MAX_MODEL: usize = 64;

/// Values of one statement at most. SQLite takes 32,766 and PostgreSQL 65,535; long statements gain nothing.
const MAX_VALUES: usize = 2_000;

/// A value of a column; `None` is `NULL`, which PostgreSQL wants to have a type.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(Option<String>),
    Number(i64),
    Real(f64),
    Bytes(Option<Vec<u8>>),
}

impl Value {
    pub(super) fn text(text: &str) -> Result<Value, StoreError> {
        Ok(Value::Text(Some(sound(text)?.to_owned())))
    }

    pub(super) fn name(text: &str) -> Value {
        Value::Text(Some(text.to_owned()))
    }

    pub(super) fn person(person: &PersonKey) -> Value {
        Value::Text(Some(person.to_string()))
    }

    pub(super) fn number(number: u64) -> Result<Value, StoreError> {
        Ok(Value::Number(signed(number)?))
    }

    pub(super) fn json<T: Serialize>(value: &T) -> Result<Value, StoreError> {
        Ok(Value::Text(Some(json(value)?)))
    }

    pub(super) fn model(model: &str) -> Result<Value, StoreError> {
        Ok(Value::name(sound_model(model)?))
    }

    pub(super) fn vector(components: &[f32]) -> Value {
        Value::Bytes(Some(bytes_of(components)))
    }
}

/// A text as it is, where it can be stored. Neither database takes the character with number 0 and gives it back in
/// every place: PostgreSQL refuses it, and SQLite's own functions stop at it.
pub(super) fn sound(text: &str) -> Result<&str, StoreError> {
    if text.contains('\0') {
        return Err(StoreError::Invalid("a text with a NUL character cannot be stored".to_owned()));
    }
    if text.len() > MAX_TEXT {
        return Err(StoreError::Invalid(format!("a text of {} bytes is too long to be stored", text.len())));
    }
    Ok(text)
}

/// A text as it is, where it can be part of a key.
pub(super) fn sound_key(text: &str) -> Result<&str, StoreError> {
    if text.len() > MAX_KEY {
        return Err(StoreError::Invalid(format!("a name of {} bytes is too long; {MAX_KEY} at most", text.len())));
    }
    sound(text)
}

/// The fingerprint of a model as it is, where it can be one.
pub(super) fn sound_model(model: &str) -> Result<&str, StoreError> {
    if model.len() > MAX_MODEL {
        let bytes = model.len();
        return Err(StoreError::Invalid(format!(
            "a model's fingerprint of {bytes} bytes is too long; {MAX_MODEL} at most"
        )));
    }
    sound(model)
}

/// A number as the tables have it.
pub(super) fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Invalid(format!("the number {number} is too large to be stored")))
}

/// The JSON of a value. A NUL character in a text becomes an escape there, and is stored.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    let text = serde_json::to_string(value).map_err(|error| StoreError::Invalid(error.to_string()))?;
    sound(&text)?;
    Ok(text)
}

/// Components as the tables have them.
pub(super) fn bytes_of(components: &[f32]) -> Vec<u8> {
    components.iter().flat_map(|component| component.to_le_bytes()).collect()
}

/// Adds rows to a table; each has a value for each of `columns`. `otherwise` says what becomes of one that is there.
/// Returns how many were added or changed.
pub(super) async fn insert(
    connection: &mut AnyConnection,
    table: &'static str,
    columns: &[&'static str],
    rows: Vec<Vec<Value>>,
    otherwise: &'static str,
) -> Result<u64, Fault> {
    let mut changed = 0;
    let a_time = MAX_VALUES / columns.len();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let some: Vec<Vec<Value>> = rows.by_ref().take(a_time).collect();
        let places = places(1, some.len(), columns.len());
        let statement = format!("INSERT INTO {table} ({}) VALUES {places} {otherwise}", columns.join(", "));
        // Only names out of our own code are in it; all values are bound.
        let mut query = sqlx::query(AssertSqlSafe(statement)).persistent(some.len() == a_time || some.len() == 1);
        for value in some.into_iter().flatten() {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
                Value::Real(real) => query.bind(real),
                Value::Bytes(bytes) => query.bind(bytes),
            };
        }
        changed += query.execute(&mut *connection).await?.rows_affected();
    }
    Ok(changed)
}

/// `($1, $2), ($3, $4)` …, the first number being `first`.
pub(super) fn places(first: usize, rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let start = first + row * columns;
        let places: Vec<String> = (start..start + columns).map(|number| format!("${number}")).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_stored_everywhere_is_refused_everywhere() {
        assert!(matches!(sound("a\0b"), Err(StoreError::Invalid(_))));
        assert!(matches!(sound_key(&"a".repeat(MAX_KEY + 1)), Err(StoreError::Invalid(_))));
        assert!(matches!(sound_model(&"a".repeat(MAX_MODEL + 1)), Err(StoreError::Invalid(_))));
        assert!(matches!(signed(u64::MAX), Err(StoreError::Invalid(_))));
        assert_eq!(sound("'; DROP TABLE items; --").unwrap(), "'; DROP TABLE items; --");
    }

    #[test]
    fn each_value_has_a_place_of_its_own() {
        assert_eq!(places(1, 2, 3), "($1, $2, $3), ($4, $5, $6)");
        assert_eq!(places(3, 2, 1), "($3), ($4)");
    }
}

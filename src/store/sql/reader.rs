//! Values on their way out of a table. A row that is not what was written is named, never shown.

use serde::de::DeserializeOwned;
use sqlx::Any;
use sqlx::Decode;
use sqlx::Row;
use sqlx::Type;
use sqlx::any::AnyRow;

use crate::entry::EntryId;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::RowId;
use crate::store::StoreError;
use crate::store::StoredVector;

/// One row of a table.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    row: &'a AnyRow,
    table: &'static str,
    /// Columns that name the row and that nobody wrote in free text. They have to be among those that were read.
    key: &'static [&'static str],
}

impl<'a> Reader<'a> {
    pub(super) fn new(row: &'a AnyRow, table: &'static str, key: &'static [&'static str]) -> Reader<'a> {
        Reader { row, table, key }
    }

    /// The row, for people: `items entry vpn`.
    fn name(&self) -> String {
        let part = |column: &&str| {
            let number = || self.row.try_get::<i64, _>(*column).map(|number| number.to_string());
            self.row.try_get::<String, _>(*column).or_else(|_| number()).unwrap_or_else(|_| "?".to_owned())
        };
        let parts: Vec<String> = self.key.iter().map(part).collect();
        format!("{} {}", self.table, parts.join(" "))
    }

    /// That this column of the row cannot be what was written.
    pub(super) fn damaged(&self, column: &str) -> StoreError {
        StoreError::Damaged(format!("`{column}` of the row {} is not what was written", self.name()))
    }

    fn get<T: Decode<'a, Any> + Type<Any>>(&self, column: &str) -> Result<T, StoreError> {
        self.row.try_get(column).map_err(|_| self.damaged(column))
    }

    pub(super) fn text(&self, column: &str) -> Result<String, StoreError> {
        self.get(column)
    }

    pub(super) fn text_or_none(&self, column: &str) -> Result<Option<String>, StoreError> {
        self.get(column)
    }

    pub(super) fn integer(&self, column: &str) -> Result<i64, StoreError> {
        self.get(column)
    }

    pub(super) fn number(&self, column: &str) -> Result<u64, StoreError> {
        u64::try_from(self.integer(column)?).map_err(|_| self.damaged(column))
    }

    pub(super) fn flag(&self, column: &str) -> Result<bool, StoreError> {
        match self.integer(column)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.damaged(column)),
        }
    }

    pub(super) fn moment(&self, column: &str) -> Result<Moment, StoreError> {
        Ok(Moment(self.integer(column)?))
    }

    pub(super) fn real(&self, column: &str) -> Result<f64, StoreError> {
        self.get(column)
    }

    /// A number that was written as an `f32`.
    pub(super) fn short_real(&self, column: &str) -> Result<f32, StoreError> {
        #[expect(clippy::cast_possible_truncation, reason = "it was a f32 when it was written")]
        let real = self.real(column)? as f32;
        Ok(real)
    }

    pub(super) fn bytes(&self, column: &str) -> Result<Vec<u8>, StoreError> {
        self.get(column)
    }

    pub(super) fn bytes_or_none(&self, column: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.get(column)
    }

    pub(super) fn person(&self, column: &str) -> Result<PersonKey, StoreError> {
        PersonKey::parse(&self.text(column)?).ok_or_else(|| self.damaged(column))
    }

    pub(super) fn id(&self, column: &str) -> Result<RowId, StoreError> {
        RowId::parse(&self.text(column)?).ok_or_else(|| self.damaged(column))
    }

    pub(super) fn entry(&self, column: &str) -> Result<EntryId, StoreError> {
        EntryId::new(self.text(column)?).map_err(|_| self.damaged(column))
    }

    pub(super) fn entry_or_none(&self, column: &str) -> Result<Option<EntryId>, StoreError> {
        let entry = |text: String| EntryId::new(text).map_err(|_| self.damaged(column));
        self.text_or_none(column)?.map(entry).transpose()
    }

    /// One of a few names.
    pub(super) fn one_of<T>(&self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
        parse(&self.text(column)?).ok_or_else(|| self.damaged(column))
    }

    /// One of a few names, or none.
    pub(super) fn one_of_or_none<T>(
        &self,
        column: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        self.text_or_none(column)?.map(|name| parse(&name).ok_or_else(|| self.damaged(column))).transpose()
    }

    pub(super) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, StoreError> {
        serde_json::from_str(&self.text(column)?).map_err(|_| self.damaged(column))
    }

    pub(super) fn json_or_none<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, StoreError> {
        let value = |text: String| serde_json::from_str(&text).map_err(|_| self.damaged(column));
        self.text_or_none(column)?.map(value).transpose()
    }

    pub(super) fn vector(&self, column: &str) -> Result<Vec<f32>, StoreError> {
        components(&self.bytes(column)?).ok_or_else(|| self.damaged(column))
    }

    /// Out of the columns `vector` and `model`.
    pub(super) fn stored_vector(&self) -> Result<StoredVector, StoreError> {
        self.stored_vector_or_none()?.ok_or_else(|| self.damaged("vector"))
    }

    /// Out of the columns `vector`, which may be empty, and `model`.
    pub(super) fn stored_vector_or_none(&self) -> Result<Option<StoredVector>, StoreError> {
        let model = self.text("model")?;
        let Some(bytes) = self.bytes_or_none("vector")? else { return Ok(None) };
        let components = components(&bytes).ok_or_else(|| self.damaged("vector"))?;
        Ok(Some(StoredVector { model, components }))
    }
}

/// Components out of what a table has; `None` where that is cut off.
fn components(bytes: &[u8]) -> Option<Vec<f32>> {
    let (parts, rest) = bytes.as_chunks::<4>();
    rest.is_empty().then(|| parts.iter().map(|part| f32::from_le_bytes(*part)).collect())
}

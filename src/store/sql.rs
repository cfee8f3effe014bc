//! The store on SQL.

use std::sync::Arc;

use crate::store::Address;
use crate::store::Store;
use crate::store::StoreError;

/// Opens the store at `address`, and brings its tables up to date.
///
/// # Errors
/// [`StoreError`].
pub async fn open(address: &Address) -> Result<Arc<dyn Store>, StoreError> {
    Err(StoreError::Away(address.to_string()))
}

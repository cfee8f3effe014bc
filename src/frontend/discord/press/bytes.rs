//! Reads what a button carries, piece by piece: each function takes its bytes away, and gives `None` where there are too few.

use std::num::NonZeroU64;

use crate::entry::ShortId;
use crate::store::RowId;

/// The next `N` bytes.
pub(super) fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*first)
}

/// The next eight bytes as an id of Discord's, which is never 0.
pub(super) fn id(bytes: &mut &[u8]) -> Option<NonZeroU64> {
    NonZeroU64::new(number(bytes)?)
}

/// The next eight bytes as a number.
pub(super) fn number(bytes: &mut &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(take(bytes)?))
}

/// The next twelve bytes as the id of a row.
pub(super) fn row(bytes: &mut &[u8]) -> Option<RowId> {
    Some(RowId::from_bytes(take(bytes)?))
}

/// The next eight bytes as the short id of an entry.
pub(super) fn short(bytes: &mut &[u8]) -> Option<ShortId> {
    Some(ShortId::from_bytes(take(bytes)?))
}

/// What is left, read by `read`, if anything is.
pub(super) fn rest<T>(bytes: &mut &[u8], read: impl Fn(&mut &[u8]) -> Option<T>) -> Option<Option<T>> {
    if bytes.is_empty() { Some(None) } else { read(bytes).map(Some) }
}

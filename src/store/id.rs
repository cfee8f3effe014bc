//! Ids that are made without asking the store.

use std::fmt;

use crate::store::Moment;

/// An id that nobody else makes: the time, so that ids sort by it, and chance. 20 characters of lower-case base 32.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(String);

impl RowId {
    /// Characters of its text.
    pub const CHARS: usize = 20;

    /// Bytes that the text stands for.
    pub const BYTES: usize = 12;

    /// A new one.
    ///
    /// # Panics
    /// Where the system has no source of chance.
    #[must_use]
    pub fn new(at: Moment) -> RowId {
        let mut bytes = [0; RowId::BYTES];
        bytes[..6].copy_from_slice(&at.0.to_be_bytes()[2..]);
        getrandom::fill(&mut bytes[6..]).expect("every system that runs this has a source of chance");
        RowId::from_bytes(bytes)
    }

    /// The id of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; RowId::BYTES]) -> RowId {
        RowId(data_encoding::BASE32HEX_NOPAD.encode(&bytes).to_lowercase())
    }

    /// What it is made of, where room is short.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; RowId::BYTES] {
        let digit = |character: u8| match character {
            b'0'..=b'9' => character - b'0',
            _ => character - b'a' + 10,
        };
        let bits = self.0.bytes().fold(0_u128, |bits, character| bits << 5 | u128::from(digit(character)));
        // Without the four bits that stand for nothing.
        let bytes = (bits >> 4).to_be_bytes();
        *bytes.last_chunk().expect("sixteen bytes have twelve at their end")
    }

    /// Reads what `Display` writes; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<RowId> {
        let is_allowed = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'v');
        // The last character has four bits that stand for nothing, and are nought.
        let is_id = text.len() == RowId::CHARS && text.bytes().all(is_allowed) && text.ends_with(['0', 'g']);
        is_id.then(|| RowId(text.to_owned()))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_apart_and_in_the_order_of_their_time() {
        let ids: Vec<RowId> = (0..1_000).map(|at| RowId::new(Moment(1_700_000_000_000 + at))).collect();
        assert!(ids.is_sorted());
        let same = Moment(5);
        assert_ne!(RowId::new(same), RowId::new(same));
        assert_eq!(RowId::parse(ids[3].as_str()), Some(ids[3].clone()));
        assert!(ids.iter().all(|id| RowId::from_bytes(id.to_bytes()) == *id));
        assert_eq!(RowId::parse("'; DROP TABLE items;"), None);
        assert_eq!(RowId::parse("0000000000000000000g").unwrap().to_bytes()[11], 1);
        assert_eq!(RowId::parse("00000000000000000001"), None, "it would be another one after its bytes");
    }
}

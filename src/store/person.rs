//! Persons as the tables have them: a hash that means nothing outside of its space.

use std::fmt;

/// A person of one space: the first 16 bytes of an HMAC-SHA-256 over the front-end's id, under the space's own
/// [`HashKey`]. The same person is another one in another space, and nobody without the key can tell who it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(pub [u8; 16]);

impl PersonKey {
    /// Reads what `Display` writes; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<PersonKey> {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?;
        Some(PersonKey(bytes.try_into().ok()?))
    }
}

impl fmt::Display for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonKey({self})")
    }
}

/// What a space's persons are hashed with. Cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct HashKey(pub [u8; 32]);

impl fmt::Debug for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HashKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_survives_being_written_and_a_key_is_never_shown() {
        let person = PersonKey(*b"0123456789abcdef");
        assert_eq!(PersonKey::parse(&person.to_string()), Some(person));
        assert_eq!(PersonKey::parse("0123"), None);
        assert_eq!(format!("{:?}", HashKey([7; 32])), "HashKey(…)");
    }
}

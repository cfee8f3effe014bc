//! Whose rows they are: everything in a store belongs to one space.

use std::fmt;

/// Most characters of a space's name; a server's number at Discord has 20 at most.
const MAX_CHARS: usize = 64;

/// A community with knowledge of its own: a Discord server by its number, or `local` for the terminal. No query reaches
/// the rows of another.
///
/// 1 to 64 characters, each a lower-case letter, a digit, `-` or `_`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Space(String);

/// A text that names no space.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no name of a space; it has 1 to 64 lower-case letters, digits, `-` or `_`")]
pub struct SpaceError(String);

impl Space {
    /// The space of the terminal.
    #[must_use]
    pub fn local() -> Space {
        Space("local".to_owned())
    }

    /// The space with this name.
    ///
    /// # Errors
    /// [`SpaceError`] where a rule of the type is broken.
    pub fn new(name: &str) -> Result<Space, SpaceError> {
        let is_allowed = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_');
        if name.is_empty() || name.len() > MAX_CHARS || !name.chars().all(is_allowed) {
            return Err(SpaceError(name.to_owned()));
        }
        Ok(Space(name.to_owned()))
    }

    /// The space of a server, by its number at Discord.
    #[must_use]
    pub fn of_server(server: u64) -> Space {
        Space(server.to_string())
    }

    /// Whether it is that of a server at Discord.
    #[must_use]
    pub fn is_of_server(&self) -> bool {
        self.0.bytes().all(|b| b.is_ascii_digit())
    }

    /// The server at Discord that it is of; `None` where it is of none.
    #[must_use]
    pub fn server(&self) -> Option<u64> {
        self.0.parse().ok().filter(|_| self.is_of_server())
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Space {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_could_be_taken_for_something_else_is_refused() {
        for name in ["", "Local", "a b", "a'b", "a/b", "ä", &"a".repeat(65)] {
            assert_eq!(Space::new(name), Err(SpaceError(name.to_owned())));
        }
        assert_eq!(Space::new("123456789012345678").unwrap(), Space::of_server(123_456_789_012_345_678));
        assert_eq!(Space::new("local").unwrap(), Space::local());
        assert_eq!((Space::of_server(7).server(), Space::local().server()), (Some(7), None));
    }
}

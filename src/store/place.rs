//! Where a store is.

use std::fmt;
use std::path::PathBuf;

/// A file, or a server's address, which may have a password in it and is never printed whole.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// An SQLite file.
    File(PathBuf),
    /// A `postgres://` URL.
    Postgres(url::Url),
}

/// A text that is no address of a store.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// A URL with something wrong in it; what, is said without the URL, which may have a password in it.
    #[error("the address of the store begins with postgres:// and is no URL: {0}")]
    Url(String),
    /// A URL of something else.
    #[error("a store cannot be at {0}://…; name a file, or postgres://USER@HOST/DATABASE")]
    Scheme(String),
}

impl Address {
    /// Reads a path, or a `postgres://` URL.
    ///
    /// # Errors
    /// [`AddressError`].
    pub fn parse(text: &str) -> Result<Address, AddressError> {
        match text.split_once("://") {
            Some(("postgres" | "postgresql", _)) => {
                let url = url::Url::parse(text).map_err(|error| AddressError::Url(error.to_string()))?;
                Ok(Address::Postgres(url))
            }
            Some(("sqlite" | "file", path)) => Ok(Address::File(PathBuf::from(path))),
            Some((scheme, _)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+') => {
                Err(AddressError::Scheme(scheme.to_owned()))
            }
            _ => Ok(Address::File(PathBuf::from(text))),
        }
    }
}

/// Without a password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::File(path) => write!(f, "{}", path.display()),
            Address::Postgres(url) => {
                let mut url = url.clone();
                if url.password().is_some() {
                    // It can only fail for addresses that have no host, and those have no password.
                    let _ = url.set_password(Some("…"));
                }
                url.set_query(None);
                write!(f, "{url}")
            }
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for text in ["postgres://ada:secret@db/askwell", "postgresql://ada@db/askwell?password=secret"] {
            let address = Address::parse(text).unwrap();
            assert!(!format!("{address} {address:?}").contains("secret"), "{address}");
        }
        let wrong = Address::parse("postgres://ada:secret@db:port/askwell").unwrap_err();
        assert!(!wrong.to_string().contains("secret"), "{wrong}");
    }

    #[test]
    fn a_file_is_a_path_or_an_address_of_one() {
        for (text, path) in
            [("faq.db", "faq.db"), ("sqlite:///var/faq.db", "/var/faq.db"), ("C:\\faq.db", "C:\\faq.db")]
        {
            assert_eq!(Address::parse(text), Ok(Address::File(PathBuf::from(path))));
        }
        assert_eq!(Address::parse("mysql://db/askwell"), Err(AddressError::Scheme("mysql".to_owned())));
    }
}

//! The SQLite file: where it is, who may read it, and how its path becomes an address.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

use url::Url;

use crate::store::StoreError;

/// Makes the file where it is missing, for its owner alone. Its folder has to be there: a path that was mistyped is to be
/// said, and not to become a new and empty store.
pub(super) fn make(path: &Path) -> Result<(), StoreError> {
    let told = |error: io::Error| of_io(path, &error);
    if path.is_dir() {
        return Err(StoreError::Invalid(format!("{}: this is a folder, and the store is a file", path.display())));
    }
    match owners_only().create_new(true).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        // A file that is there on a disk that may only be read can be read.
        Err(_) if path.is_file() => Ok(()),
        Err(error) => Err(told(error)),
    }
}

/// The path from the root, whether the file is there or not: it stays that file wherever the process goes.
pub(super) fn whole(path: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(path).map_err(|error| of_io(path, &error))
}

/// What people wrote is in it. SQLite gives its journal the rights of the file.
pub(super) fn owners_only() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The file beside `path` whose name has this end.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}

/// What an error of the file system means.
pub(super) fn of_io(path: &Path, error: &io::Error) -> StoreError {
    if error.kind() == ErrorKind::NotFound {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let missing = match folder {
            Some(folder) => format!("the folder `{}` is not there", folder.display()),
            None => "there is no such file".to_owned(),
        };
        return StoreError::Invalid(format!("{}: {missing}", path.display()));
    }
    let text = format!("{}: {error}", path.display());
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(text),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full(text),
        ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            StoreError::Invalid(text)
        }
        _ => StoreError::Away(text),
    }
}

/// The address by which the driver finds the file: it takes a `?` for the beginning of options, and decodes `%`.
pub(super) fn url_of(whole: &Path) -> Result<Url, StoreError> {
    let invalid = || StoreError::Invalid(format!("{}: the path of the store is no Unicode text", whole.display()));
    let text = whole.to_str().ok_or_else(invalid)?;
    let mut url = String::from("sqlite:");
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => url.push(char::from(byte)),
            other => url.push_str(&format!("%{other:02X}")),
        }
    }
    Url::parse(&url).map_err(|_| invalid())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_path_stays_a_path() {
        for (path, url) in [
            ("/var/lib/faq.db", "sqlite:/var/lib/faq.db"),
            ("/a b/c?mode=memory", "sqlite:/a%20b/c%3Fmode%3Dmemory"),
            ("/100%25/ü#.db", "sqlite:/100%2525/%C3%BC%23.db"),
        ] {
            assert_eq!(url_of(Path::new(path)).unwrap().as_str(), url);
        }
    }

    #[test]
    fn a_place_that_cannot_hold_a_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "text").unwrap();
        for path in [folder.path().to_owned(), file.join("faq.db"), folder.path().join("new/folders/faq.db")] {
            let error = make(&path).unwrap_err();
            assert!(matches!(error, StoreError::Invalid(_)), "{error:?}");
            assert!(error.to_string().contains(path.to_str().unwrap()), "{error}");
        }
        let new = folder.path().join("new");
        let error = make(&new.join("faq.db")).unwrap_err();
        assert!(error.to_string().contains(&format!("the folder `{}` is not there", new.display())), "{error}");
        assert!(!new.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("faq.db");
        make(&path).unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

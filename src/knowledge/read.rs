//! Finds and reads the files of a knowledge.

use std::collections::HashSet;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use super::Format;
use super::Reading;
use super::merge::Merge;
use super::parse;
use super::problem::Code;
use super::problem::Place;
use super::problem::Problem;

/// A million phrasings of 30 characters, which is more text than anybody keeps in one file; and it can be held in
/// memory several times over while it is read.
pub const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;

/// Reads files and folders, in the order given, and files of a folder by their path.
///
/// Folders are read with the folders in them, but for hidden files and those with an extension that is no
/// [`Format`]'s. A file that is reached twice is read once. Never fails as a whole: a path that cannot be read is a
/// problem among others.
#[must_use]
pub fn read(paths: &[PathBuf]) -> Reading {
    let mut walk = Walk::default();
    for path in paths {
        walk.given(path);
    }
    walk.merge.reading
}

#[derive(Default)]
struct Walk {
    merge: Merge,
    /// Files and folders that were visited, by their real path, so that links in circles come to an end.
    visited: HashSet<PathBuf>,
}

impl Walk {
    fn given(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                let found = self.folder(path);
                if found == 0 {
                    let remedy = format!("put a file there whose name ends in {}", extensions());
                    self.problem(path, Code::EmptyFolder, "there is no knowledge file in this folder", &remedy);
                }
            }
            Ok(metadata) if metadata.is_file() => match Format::from_path(path) {
                Some(format) => self.file(path, format),
                None => {
                    let remedy = format!("name it so that it ends in {}", extensions());
                    self.problem(path, Code::UnknownFormat, "the extension does not tell the format", &remedy);
                }
            },
            Ok(_) => self.problem(path, Code::Unreadable, "this is neither a file nor a folder", "name one of these"),
            Err(error) => self.unreadable(path, &error),
        }
    }

    /// Returns how many knowledge files were found, read before or not.
    fn folder(&mut self, folder: &Path) -> usize {
        let real = match fs::canonicalize(folder) {
            Ok(real) => real,
            Err(error) => {
                self.unreadable(folder, &error);
                return 1;
            }
        };
        if !self.visited.insert(real) {
            return 1;
        }
        let mut paths = match fs::read_dir(folder).and_then(|items| items.collect::<io::Result<Vec<_>>>()) {
            Ok(items) => items.iter().map(fs::DirEntry::path).collect::<Vec<_>>(),
            Err(error) => {
                self.unreadable(folder, &error);
                return 1;
            }
        };
        // The order of a folder is the file system's whim; answers must not depend on it.
        paths.sort();
        paths.iter().filter(|path| !is_hidden(path)).map(|path| self.found(path)).sum()
    }

    fn found(&mut self, path: &Path) -> usize {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(metadata) if metadata.is_file() => match Format::from_path(path) {
                Some(format) => {
                    self.file(path, format);
                    1
                }
                None => 0,
            },
            Ok(_) => 0,
            // A link to nowhere matters only where it looks like knowledge.
            Err(_) if Format::from_path(path).is_none() => 0,
            Err(error) => {
                self.unreadable(path, &error);
                1
            }
        }
    }

    fn file(&mut self, path: &Path, format: Format) {
        let real = match fs::canonicalize(path) {
            Ok(real) => real,
            Err(error) => return self.unreadable(path, &error),
        };
        if !self.visited.insert(real) {
            return;
        }
        match content(path) {
            Ok(Some(bytes)) => {
                let name = name(path);
                self.merge.add(&name, parse(format, &name, &bytes));
                self.merge.reading.files.push(path.to_owned());
            }
            Ok(None) => {
                let message = format!("the file has more than {} MiB", MAX_FILE_BYTES / 1024 / 1024);
                self.problem(path, Code::TooLarge, &message, "split it into several files");
            }
            Err(error) => self.unreadable(path, &error),
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        let remedy = match error.kind() {
            io::ErrorKind::NotFound => "check the path",
            io::ErrorKind::PermissionDenied => "give the user that runs askwell the right to read it",
            _ => "check the file and its disk",
        };
        self.problem(path, Code::Unreadable, &format!("it cannot be read ({error})"), remedy);
    }

    fn problem(&mut self, path: &Path, code: Code, message: &str, remedy: &str) {
        let place = Place { file: name(path), ..Place::default() };
        self.merge.reading.problems.push(Problem::error(place, code, message, remedy));
    }
}

/// The bytes of a file; `None` when it is too large, which is found out without reading all of it.
fn content(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    if file.metadata()?.len() > MAX_FILE_BYTES {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    // It may grow while it is read, and some files of the system do not tell their size.
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    let is_small = u64::try_from(bytes.len()).is_ok_and(|length| length <= MAX_FILE_BYTES);
    Ok(is_small.then_some(bytes))
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// The usual extension of each format, as a list in words.
fn extensions() -> String {
    let [others @ .., last] = Format::ALL.map(|format| format!(".{}", format.extensions()[0]));
    format!("{} or {last}", others.join(", "))
}

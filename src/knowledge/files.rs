//! Finds the files of a knowledge.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::Format;
use super::problem::Code;
use super::problem::Place;
use super::problem::Problem;
use super::problem::Wrong;

/// What stands where knowledge was said to be.
pub(super) enum Found {
    /// A file to be read.
    File(PathBuf, Format),
    /// A file that may be an export of another product; its name tells none of our formats.
    Other(PathBuf),
    /// Something else, or nothing.
    Problem(Problem),
}

/// Files and the files of folders, in the order given, those of a folder by their path.
///
/// Folders are looked through with the folders in them, but for hidden files and those with an extension that is no
/// [`Format`]'s. A file that is reached twice is found once.
pub(super) fn files(paths: &[PathBuf]) -> Vec<Found> {
    let mut walk = Walk::default();
    for path in paths {
        walk.given(path);
    }
    walk.all
}

/// The same, with the files that are named by themselves whatever their extension, and with the workbooks of folders.
pub(super) fn files_and_exports(paths: &[PathBuf]) -> Vec<Found> {
    let mut walk = Walk { with_exports: true, ..Walk::default() };
    for path in paths {
        walk.given(path);
    }
    walk.all
}

#[derive(Default)]
struct Walk {
    with_exports: bool,
    all: Vec<Found>,
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
                Some(format) => self.file(path, |path| Found::File(path, format)),
                None if self.with_exports => self.file(path, Found::Other),
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
                    self.file(path, |path| Found::File(path, format));
                    1
                }
                None if self.with_exports && is_workbook(path) => {
                    self.file(path, Found::Other);
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

    fn file(&mut self, path: &Path, found: impl Fn(PathBuf) -> Found) {
        match fs::canonicalize(path) {
            Ok(real) => {
                if self.visited.insert(real) {
                    self.all.push(found(path.to_owned()));
                }
            }
            Err(error) => self.unreadable(path, &error),
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.all.push(Found::Problem(unreadable(path, error)));
    }

    fn problem(&mut self, path: &Path, code: Code, message: &str, remedy: &str) {
        self.all.push(Found::Problem(problem(path, code, message, remedy)));
    }
}

/// The file at `path` cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let remedy = match error.kind() {
        io::ErrorKind::NotFound => "check the path",
        io::ErrorKind::PermissionDenied => "give the user that runs askwell the right to read it",
        _ => "check the file and its disk",
    };
    problem(path, Code::Unreadable, &format!("it cannot be read ({error})"), remedy)
}

/// Something is wrong with the file at `path` as a whole.
pub(super) fn problem(path: &Path, code: Code, message: &str, remedy: &str) -> Problem {
    let place = Place { file: name(path), ..Place::default() };
    Problem::error(place, code, Wrong::said(message, remedy))
}

/// How a file is named in places.
pub(super) fn name(path: &Path) -> String {
    path.display().to_string()
}

fn is_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// The usual extension of each format, as a list in words.
pub(super) fn extensions() -> String {
    let [others @ .., last] = Format::ALL.map(|format| format!(".{}", format.extensions()[0]));
    format!("{} or {last}", others.join(", "))
}

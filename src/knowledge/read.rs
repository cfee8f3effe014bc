//! Reads the files of a knowledge.

use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use super::Reading;
use super::files::Found;
use super::files::files;
use super::files::name;
use super::files::problem;
use super::files::unreadable;
use super::merge::Merge;
use super::parse;
use super::problem::Code;
use super::problem::Problem;

/// A million phrasings of 30 characters, which is more text than anybody keeps in one file; and it can be held in
/// memory several times over while it is read.
pub const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;

/// Reads files and folders, in the order given, and files of a folder by their path.
///
/// Folders are read with the folders in them, but for hidden files and those with an extension that is no
/// [`Format`](crate::knowledge::Format)'s. A file that is reached twice is read once. Never fails as a whole: a path that cannot be read is a
/// problem among others.
#[must_use]
pub fn read(paths: &[PathBuf]) -> Reading {
    let mut merge = Merge::default();
    for found in files(paths) {
        let (path, format) = match found {
            Found::File(path, format) => (path, format),
            // Only exports are found as such, and those were not asked for.
            Found::Other(_) => continue,
            Found::Problem(problem) => {
                merge.reading.problems.push(problem);
                continue;
            }
        };
        match whole(&path) {
            Ok(bytes) => {
                let name = name(&path);
                merge.add(&name, parse(format, &name, &bytes));
                merge.reading.files.push(path);
            }
            Err(problem) => merge.reading.problems.push(problem),
        }
    }
    merge.reading
}

/// The bytes of a file.
///
/// # Errors
/// The problem of a file that cannot be read, or that is too large.
pub(super) fn whole(path: &Path) -> Result<Vec<u8>, Problem> {
    match content(path) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => {
            let message = format!("the file has more than {} MiB", MAX_FILE_BYTES / 1024 / 1024);
            Err(problem(path, Code::TooLarge, &message, "split it into several files"))
        }
        Err(error) => Err(unreadable(path, &error)),
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

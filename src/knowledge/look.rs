//! What the files of a knowledge look like from outside, to notice that they changed without reading them.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::files::Found;
use super::files::files;

/// What was seen of the files in passing. Two that are equal mean that most probably nothing changed: a file that was
/// written twice within one tick of its file system's clock, at the same length, looks as it did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look(Vec<Seen>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Seen {
    File {
        path: PathBuf,
        /// Length in bytes and time of the last change; `None` where the system does not tell.
        state: Option<(u64, Option<SystemTime>)>,
    },
    /// What stands in the place of a file, in words.
    Problem(String),
}

/// Looks at the files that [`read()`](super::read()) would read. Costs a few system calls a file, and may wait for a
/// disk.
#[must_use]
pub fn look(paths: &[PathBuf]) -> Look {
    let seen = |found| match found {
        Found::File(path, _) | Found::Other(path) => {
            let state = fs::metadata(&path).ok().map(|metadata| (metadata.len(), metadata.modified().ok()));
            Seen::File { path, state }
        }
        Found::Problem(problem) => Seen::Problem(problem.to_string()),
    };
    Look(files(paths).into_iter().map(seen).collect())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_look_changes_with_names_lengths_and_times_alone() {
        let folder = tempfile::tempdir().unwrap();
        let paths = [folder.path().to_owned()];
        let file = folder.path().join("faq.txt");
        let mut last = look(&paths);
        let mut changed = |what: &str, expected: bool| {
            let now = look(&paths);
            assert_eq!(now != last, expected, "{what}");
            last = now;
        };
        changed("nothing", false);
        fs::write(&file, "Who?\nMe.\n").unwrap();
        changed("a new file", true);
        changed("nothing", false);
        fs::write(&file, "Who?\nMe, of course.\n").unwrap();
        changed("a longer file", true);
        let later = SystemTime::now() + Duration::from_secs(10);
        fs::File::options().write(true).open(&file).unwrap().set_modified(later).unwrap();
        changed("the time alone", true);
        fs::write(folder.path().join("notes.docx"), "x").unwrap();
        changed("no knowledge file", false);
        fs::rename(&file, folder.path().join("other.txt")).unwrap();
        changed("another name", true);
        fs::remove_file(folder.path().join("other.txt")).unwrap();
        changed("no file", true);
        fs::remove_dir_all(folder.path()).unwrap();
        changed("no folder", true);
        changed("no folder still", false);
    }
}

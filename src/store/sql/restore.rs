//! A backup in the place of the store, all of it or nothing.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::SystemTime;

use sqlx::AnyConnection;
use sqlx::Connection;
use sqlx::Row;
use tempfile::TempDir;

use crate::store::Address;
use crate::store::Moment;
use crate::store::Restored;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::sql::Dialect;
use crate::store::sql::Fault;
use crate::store::sql::SqlStore;
use crate::store::sql::connect::Target;
use crate::store::sql::file::beside;
use crate::store::sql::file::of_io;
use crate::store::sql::file::owners_only;

/// What every SQLite file begins with.
const HEADER: &[u8; 16] = b"SQLite format 3\0";

/// What SQLite keeps beside a file, by the ends of the names.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What the folder of a copy is called, up to a few letters by chance.
const COPIES: &str = ".askwell-restore-";

/// A copy that is older belongs to nobody who still makes it.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// Puts the store in the file `backup` in the place of the one at `path`, which may be damaged or missing. The backup is
/// looked through first, in a copy that is brought up to date. What was there stays beside it under another name. Whenever
/// this ends early, be it by a power cut, one of the two is there: where the former one was whole, it is that or the new
/// one, whole.
///
/// Nobody is to open the store meanwhile.
///
/// # Errors
/// [`StoreError`]; nothing has changed then. [`StoreError::Invalid`] where the backup is no store, or not a whole one,
/// [`StoreError::Newer`] where it is one of a later version; [`StoreError::Busy`] where the store is open somewhere, as
/// far as that can be seen of a damaged one.
pub async fn restore(path: &Path, backup: &Path) -> Result<Restored, StoreError> {
    let path = whole(path)?;
    if backup.canonicalize().is_ok_and(|backup| backup == path) {
        return Err(StoreError::Invalid(format!("{}: this is the store itself", path.display())));
    }
    clear_abandoned(folder_of(&path));
    // Only the backup is; the store may be sound.
    let copy = verified_copy(backup, folder_of(&path)).await.map_err(|error| match error {
        damaged @ StoreError::Damaged(_) => StoreError::Invalid(format!("this backup is damaged: {damaged}")),
        // It was a copy of it that was looked into.
        StoreError::Foreign { place, .. } => StoreError::Invalid(no_store(&place)),
        error => error,
    })?;
    let holding = match path.exists() {
        true => hold(&path).await?,
        false => None,
    };
    let is_whole = holding.is_some();
    let (place, of) = (path.clone(), Moment::now());
    let put = tokio::task::spawn_blocking(move || put(&copy.file, &place, of, is_whole, &mut |_| Ok(())));
    let put = put.await.map_err(|error| StoreError::Failed(error.to_string()))?;
    if let Some(connection) = holding {
        // It has changed nothing, so that nothing is lost where it cannot be closed in order.
        let _ = connection.close().await;
    }
    Ok(Restored { former: put.map_err(|error| of_io(&path, &error))? })
}

/// The path without links, so that what they lead to is replaced; its folder has to be there.
fn whole(path: &Path) -> Result<PathBuf, StoreError> {
    if path.is_dir() {
        return Err(StoreError::Invalid(format!("{}: this is a folder, and the store is a file", path.display())));
    }
    if path.exists() {
        return path.canonicalize().map_err(|error| of_io(path, &error));
    }
    let name =
        path.file_name().ok_or_else(|| StoreError::Invalid(format!("{}: this names no file", path.display())))?;
    let folder = folder_of(path);
    fs::create_dir_all(folder)
        .and_then(|()| folder.canonicalize())
        .map(|folder| folder.join(name))
        .map_err(|error| of_io(path, &error))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Deletes the copies of those who were killed: what people wrote is in them. Where that fails, the next one may do it.
fn clear_abandoned(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_copy = entry.file_name().to_string_lossy().starts_with(COPIES);
        let is_old = |at: SystemTime| at.elapsed().is_ok_and(|age| age > ABANDONED);
        if is_copy && entry.metadata().and_then(|metadata| metadata.modified()).is_ok_and(is_old) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// A copy of the backup in `folder`, up to date, sound, in one file, and on the disk.
async fn verified_copy(backup: &Path, folder: &Path) -> Result<Copy, StoreError> {
    let (from, folder) = (backup.to_owned(), folder.to_owned());
    let copied = tokio::task::spawn_blocking(move || copy(&from, &folder)).await;
    let copied = copied.map_err(|error| StoreError::Failed(error.to_string()))?;
    let copy = copied.map_err(|error| of_io(backup, &error))?;
    let copy = copy.ok_or_else(|| StoreError::Invalid(format!("{}: this is no database", backup.display())))?;
    let target = Target::of(&Address::File(copy.file.clone()))?.called(backup.display().to_string());
    if target.step().await? == 0 {
        return Err(StoreError::Invalid(no_store(&backup.display().to_string())));
    }
    let store = SqlStore::at(target).await?;
    let condition = store.check().await;
    store.close().await;
    if let Some(damage) = condition?.damage.first() {
        return Err(StoreError::Damaged(format!("{}: {damage}", backup.display())));
    }
    // Without a journal there is nothing beside it that would have to come along.
    if let Some(connection) = hold(&copy.file).await? {
        connection.close().await.map_err(|error| Fault::from(error).told(Dialect::Sqlite, "the copy"))?;
    }
    File::open(&copy.file).and_then(|file| file.sync_all()).map_err(|error| of_io(&copy.file, &error))?;
    Ok(copy)
}

fn no_store(place: &str) -> String {
    format!("{place}: this is no store of Askwell")
}

/// A copy in a folder of its own, which goes with all that is left in it.
struct Copy {
    file: PathBuf,
    _folder: TempDir,
}

/// The bytes of the backup in a file for its owner alone, with what was not yet taken over from a journal beside it;
/// `None` where they are those of no database.
fn copy(backup: &Path, folder: &Path) -> io::Result<Option<Copy>> {
    let mut from = File::open(backup)?;
    let mut header = [0; HEADER.len()];
    match from.read_exact(&mut header) {
        Ok(()) if header == *HEADER => {}
        Ok(()) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let folder = tempfile::Builder::new().prefix(COPIES).tempdir_in(folder)?;
    let file = folder.path().join("store.db");
    let mut to = owners_only().create_new(true).open(&file)?;
    to.write_all(&header)?;
    io::copy(&mut from, &mut to)?;
    let journal = beside(backup, "-wal");
    if journal.is_file() {
        io::copy(&mut File::open(journal)?, &mut owners_only().create_new(true).open(beside(&file, "-wal"))?)?;
    }
    Ok(Some(Copy { file, _folder: folder }))
}

/// Takes what is in the journal of a file into it, and keeps everybody else out for as long as the connection lives;
/// `None` where that cannot be done as the file is damaged.
async fn hold(path: &Path) -> Result<Option<AnyConnection>, StoreError> {
    let place = path.display().to_string();
    match try_hold(path).await.map_err(|fault| fault.told(Dialect::Sqlite, &place)) {
        Ok(Some(connection)) => Ok(Some(connection)),
        Ok(None) | Err(StoreError::Busy(_)) => {
            Err(StoreError::Busy(format!("{place} is open in a program that has to be ended first")))
        }
        Err(StoreError::Damaged(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn try_hold(path: &Path) -> Result<Option<AnyConnection>, Fault> {
    let mut connection = Target::of(&Address::File(path.to_owned()))?.connect().await?;
    sqlx::query("PRAGMA busy_timeout = 500").execute(&mut connection).await?;
    // Every connection is told of a change of the journal, so that there must be no other one.
    let mode = sqlx::query("PRAGMA journal_mode = DELETE").fetch_one(&mut connection).await?;
    if mode.try_get::<String, _>(0)? != "delete" {
        return Ok(None);
    }
    sqlx::query("BEGIN EXCLUSIVE").execute(&mut connection).await?;
    Ok(Some(connection))
}

/// Puts the copy in the place of what is there, which is kept under another name, that of the time `at`; returns the name.
/// `step` is called before each step that changes something.
fn put(
    copy: &Path,
    path: &Path,
    at: Moment,
    is_whole: bool,
    step: &mut dyn FnMut(usize) -> io::Result<()>,
) -> io::Result<Option<PathBuf>> {
    let mut former = None;
    step(0)?;
    if path.exists() {
        // The file has two names for a moment, so that there always is one at its place.
        former = Some(link(path, at)?);
    }
    step(1)?;
    if !is_whole {
        // A journal would be taken for that of the new file.
        for end in BESIDE {
            let (from, to) = (beside(path, end), beside(former.as_deref().unwrap_or(&name_for(path, at, 1)), end));
            if from.exists() {
                fs::rename(from, to)?;
            }
        }
    }
    step(2)?;
    fs::rename(copy, path)?;
    step(3)?;
    #[cfg(unix)]
    File::open(folder_of(path)).and_then(|folder| folder.sync_all())?;
    Ok(former)
}

/// Gives the file a second name, which nothing else has.
fn link(path: &Path, at: Moment) -> io::Result<PathBuf> {
    let mut number = 1;
    loop {
        let name = name_for(path, at, number);
        match fs::hard_link(path, &name) {
            Ok(()) => return Ok(name),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            // Some file systems give a file one name only.
            Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied) => {
                return if name.exists() { Err(error) } else { fs::rename(path, &name).map(|()| name) };
            }
            Err(error) => return Err(error),
        }
    }
}

/// `faq.db.before-restore-20261128-110405`, and `-2` and so on at the end where that is taken.
fn name_for(path: &Path, at: Moment, number: u32) -> PathBuf {
    let digits: String = at.to_string().chars().filter(|c| !matches!(c, '-' | ':' | 'Z')).collect();
    let more = if number > 1 { format!("-{number}") } else { String::new() };
    beside(path, &format!(".before-restore-{}{more}", digits.replace('T', "-")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Space;

    async fn says(path: &Path) -> Option<String> {
        let store = SqlStore::open(&Address::File(path.to_owned())).await.unwrap();
        let text = store.kept(&Space::local(), "text").await.unwrap();
        assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
        store.close().await;
        text
    }

    async fn write(path: &Path, text: &str) {
        let store = SqlStore::open(&Address::File(path.to_owned())).await.unwrap();
        store.keep(&Space::local(), "text", Some(text)).await.unwrap();
        store.close().await;
    }

    #[test]
    fn what_was_abandoned_goes_and_what_somebody_makes_stays() {
        let folder = tempfile::tempdir().unwrap();
        let made = |name: &str, hours: u64| {
            let path = folder.path().join(name);
            fs::create_dir(&path).unwrap();
            fs::write(path.join("store.db"), "text").unwrap();
            let then = SystemTime::now() - Duration::from_secs(hours * 60 * 60);
            File::open(&path).unwrap().set_modified(then).unwrap();
            path
        };
        let paths = [made(".askwell-restore-a", 25), made(".askwell-restore-b", 23), made("faq", 25)];
        clear_abandoned(folder.path());
        assert_eq!(paths.map(|path| path.exists()), [false, true, true]);
    }

    #[tokio::test]
    async fn wherever_it_ends_one_of_the_two_is_there() {
        for last in 0..=4 {
            let folder = tempfile::tempdir().unwrap();
            let (path, backup) = (folder.path().join("faq.db"), folder.path().join("backup.db"));
            write(&path, "former").await;
            write(&backup, "restored").await;
            let copy = verified_copy(&backup, folder.path()).await.unwrap();
            let holding = hold(&path).await.unwrap().unwrap();
            let ended = put(&copy.file, &path, Moment(0), true, &mut |step| {
                if step < last { Ok(()) } else { Err(io::Error::other("killed")) }
            });
            holding.close().await.unwrap();
            let expected = if last < 3 { "former" } else { "restored" };
            assert_eq!(says(&path).await.as_deref(), Some(expected), "ended before step {last}");
            let former = name_for(&path, Moment(0), 1);
            assert_eq!(former.exists(), last > 0);
            assert!(former.ends_with("faq.db.before-restore-19700101-000000"), "{former:?}");
            if last > 2 {
                assert_eq!(says(&former).await.as_deref(), Some("former"));
            }
            assert_eq!(ended.is_ok(), last == 4);
        }
    }

    #[tokio::test]
    async fn a_name_that_is_taken_is_not_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("faq.db");
        fs::write(&path, "text").unwrap();
        let names = [1, 2, 3].map(|number| name_for(&path, Moment(0), number));
        for name in &names {
            assert_eq!(link(&path, Moment(0)).unwrap(), *name);
        }
    }
}

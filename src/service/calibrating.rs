//! Calibrations kept on disk, so that a start with unchanged knowledge does not rehearse. Only ever a saving: whatever
//! is wrong with a file or the disk, the knowledge rehearses anew and a [`CalibrationNote`] says why; nothing fails.
//!
//! `calibration/<key>.json` beside the vector cache. The key is a digest of all that a rehearsal depends on, so a file
//! is never out of date; at worst nobody asks for it any more, and then it goes when there are too many.

use std::fmt;
use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::SystemTime;

use serde::Deserialize;
use serde_json::value::RawValue;
use tracing::debug;

use crate::embedding::EmbedError;
use crate::embedding::Fingerprint;
use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::embedding::cache::VectorCache;
use crate::embedding::cache::readable;
use crate::embedding::cache::vectors_for;
use crate::embedding::worker::ModelHandle;
use crate::entry::Entry;
use crate::matching::calibration::Calibration;
use crate::matching::calibration::PRIOR;
use crate::matching::chatter::CHATTER;
use crate::matching::index::Index;
use crate::service::Engine;
use crate::service::blocking::on_blocking_thread;

/// To be raised when the same knowledge rehearses or ranks differently than before.
const METHOD: &str = "2";

/// Files that are kept: those of as many servers, at some 6 KB each.
const MOST_FILES: usize = 256;

/// Something the user should know about a kept calibration. The one in use is right in every case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalibrationNote {
    /// The file is not as it was written. It is written anew, unless another note says that it could not be.
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The file is there but could not be read.
    NotReadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: String,
    },
    /// It could not be written, so the next start will rehearse again.
    NotWritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: String,
    },
}

impl fmt::Display for CalibrationNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CalibrationNote::Damaged { path } => {
                write!(f, "kept calibration `{}` was damaged, and was made anew", path.display())
            }
            CalibrationNote::NotReadable { path, error } => {
                write!(f, "could not read kept calibration `{}`: {error}", path.display())
            }
            CalibrationNote::NotWritable { path, error } => {
                write!(f, "could not write calibration `{}`: {error}", path.display())
            }
        }
    }
}

/// An index with the confidence of its knowledge.
pub(super) struct Calibrated {
    pub(super) index: Index,
    pub(super) notes: Vec<CalibrationNote>,
    /// Whether the knowledge had to rehearse for it.
    pub(super) rehearsed: bool,
    /// Whether it still has to.
    pub(super) is_due: bool,
}

/// Calibrates `index`, which is over `entries`, from the file if there is one, else as `provisional` says, else by a
/// rehearsal.
///
/// # Errors
/// [`EmbedError`] when the model fails on the chatter.
pub(super) async fn calibrated(
    engine: &Engine,
    entries: &[Entry],
    index: Index,
    provisional: Option<&Calibration>,
) -> Result<Calibrated, EmbedError> {
    let (model, cache) = (&engine.model, engine.cache.as_ref());
    let key = key(model.fingerprint(), entries);
    let kept = cache.map(|cache| Kept::of(cache, key.clone()));
    let mut notes = Vec::new();
    if let Some(kept) = &kept {
        let (found, note) = on_blocking_thread({
            let kept = kept.clone();
            move || kept.read()
        })
        .await;
        notes.extend(note);
        if let Some(calibration) = found {
            return Ok(Calibrated {
                index: index.with_calibration(calibration),
                notes,
                rehearsed: false,
                is_due: false,
            });
        }
    }
    if let Some(calibration) = stored(engine, &key).await {
        return Ok(Calibrated { index: index.with_calibration(calibration), notes, rehearsed: false, is_due: false });
    }
    if let Some(provisional) = provisional {
        return Ok(Calibrated {
            index: index.with_calibration(provisional.clone()),
            notes,
            rehearsed: false,
            is_due: true,
        });
    }
    let chatter = chatter(model, cache).await?;
    let (index, note) = on_blocking_thread(move || {
        let index = index.calibrated(&chatter);
        let note = kept.and_then(|kept| kept.write(index.calibration()).err().map(|error| kept.not_writable(&error)));
        (index, note)
    })
    .await;
    notes.extend(note);
    keep(engine, &key, index.calibration()).await;
    Ok(Calibrated { index, notes, rehearsed: true, is_due: false })
}

/// Where the store keeps the calibration of a space.
const IN_STORE: &str = "calibration";

/// What another process came to by rehearsing with the same knowledge. A store that is away costs a rehearsal.
async fn stored(engine: &Engine, key: &Fingerprint) -> Option<Calibration> {
    let memory = engine.memory.as_ref()?;
    let text = memory.store().kept(memory.space(), IN_STORE).await.ok()??;
    decode(key, text.as_bytes())
}

async fn keep(engine: &Engine, key: &Fingerprint, calibration: &Calibration) {
    let Some(memory) = &engine.memory else { return };
    let Ok(text) = encode(key, calibration) else { return };
    if let Err(error) = memory.store().keep(memory.space(), IN_STORE, Some(&text)).await {
        debug!("the calibration was not kept in the store: {error}");
    }
}

/// The vectors of the lines of [`CHATTER`].
///
/// # Errors
/// [`EmbedError`] when the model fails.
pub(super) async fn chatter(
    model: &ModelHandle,
    cache: Option<&VectorCache>,
) -> Result<Vec<Option<UnitVector>>, EmbedError> {
    let lines: Vec<&str> = CHATTER.lines().collect();
    readable(vectors_for(model, cache, Side::Query, &lines, |_, _| ()).await.vectors)
}

/// Where a knowledge's calibration is kept.
#[derive(Clone, Debug)]
struct Kept {
    path: PathBuf,
    key: Fingerprint,
}

/// What a file holds.
#[derive(Deserialize)]
struct Written<'a> {
    /// Digest of the key and of the calibration as it is written.
    digest: String,
    #[serde(borrow)]
    calibration: &'a RawValue,
}

impl Kept {
    fn of(cache: &VectorCache, key: Fingerprint) -> Kept {
        Kept { path: cache.folder().join("calibration").join(format!("{}.json", &key.as_str()[..32])), key }
    }

    /// The calibration, if there is a whole one.
    fn read(&self) -> (Option<Calibration>, Option<CalibrationNote>) {
        let bytes = match read_regular(&self.path) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return (None, None),
            Err(error) => {
                let note = CalibrationNote::NotReadable { path: self.path.clone(), error: error.to_string() };
                return (None, Some(note));
            }
        };
        let calibration = decode(&self.key, &bytes);
        let note = calibration.is_none().then(|| CalibrationNote::Damaged { path: self.path.clone() });
        (calibration, note)
    }

    /// Writes beside the target and renames, so that a reader sees a whole file or none; then removes the oldest of too
    /// many.
    fn write(&self, calibration: &Calibration) -> io::Result<()> {
        let text = encode(&self.key, calibration)?;
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().suffix(".tmp").tempfile_in(folder)?;
        writeln!(file, "{text}")?;
        file.persist(&self.path)?;
        keep_newest(folder, MOST_FILES)
    }

    fn not_writable(&self, error: &io::Error) -> CalibrationNote {
        CalibrationNote::NotWritable { path: self.path.clone(), error: error.to_string() }
    }
}

/// The calibration with a digest of it and of its key, so that what is read is known to be whole, and meant.
fn encode(key: &Fingerprint, calibration: &Calibration) -> serde_json::Result<String> {
    let text = serde_json::to_string(calibration)?;
    Ok(format!("{{\"digest\":\"{}\",\"calibration\":{text}}}", digest(key, &text)))
}

/// What [`encode`] wrote of the same key.
fn decode(key: &Fingerprint, bytes: &[u8]) -> Option<Calibration> {
    let written: Written<'_> = serde_json::from_slice(bytes).ok()?;
    let text = written.calibration.get();
    if written.digest != digest(key, text) {
        return None;
    }
    serde_json::from_str(text).ok()
}

fn digest(key: &Fingerprint, calibration: &str) -> String {
    Fingerprint::of([("key", key.as_str()), ("calibration", calibration)]).to_string()
}

/// Digest of all that a rehearsal of `entries` depends on.
fn key(model: &Fingerprint, entries: &[Entry]) -> Fingerprint {
    let prior = serde_json::to_string(&PRIOR).expect("numbers can always be written as JSON");
    let first = [
        ("method", METHOD),
        ("version", env!("CARGO_PKG_VERSION")),
        ("prior", &prior),
        ("model", model.as_str()),
        ("chatter", CHATTER),
    ];
    let of_entry = |entry: &Entry| -> Vec<(&'static str, String)> {
        let phrasings = entry.phrasings.iter().map(|phrasing| ("phrasing", phrasing.as_str().to_owned()));
        [("entry", entry.id.as_str().to_owned())]
            .into_iter()
            .chain(phrasings)
            .chain([("answer", entry.answer.clone())])
            .collect()
    };
    let entries: Vec<(&str, String)> = entries.iter().flat_map(of_entry).collect();
    Fingerprint::of(first.into_iter().chain(entries.iter().map(|(name, value)| (*name, value.as_str()))))
}

/// `None` where there is no file. Opening something else, such as a pipe, could wait for ever.
fn read_regular(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => fs::read(path).map(Some),
        Ok(_) => Err(io::Error::other("it is not a file")),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Removes all files of `folder` but the `most` that were written last; what a killed process left behind is among
/// them.
fn keep_newest(folder: &Path, most: usize) -> io::Result<()> {
    let mut files: Vec<(SystemTime, PathBuf)> = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        // One that another process has just removed is not missed.
        if let Ok(metadata) = file.metadata()
            && metadata.is_file()
        {
            files.push((metadata.modified()?, file.path()));
        }
    }
    files.sort_unstable();
    let too_many = files.len().saturating_sub(most);
    for (_, path) in &files[..too_many] {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use tempfile::TempDir;

    use super::*;
    use crate::embedding::Embedder;
    use crate::embedding::lexical::LexicalEmbedder;
    use crate::matching::calibration::Target;
    use crate::matching::screening::Reads;
    use crate::service::FaqService;
    use crate::service::Opened;
    use crate::service::Settings;

    /// As many entries, each with as many phrasings, as it takes to rehearse.
    fn twelve_entries() -> String {
        let thing = [
            "password", "plan", "invoice", "avatar", "server", "region", "backup", "domain", "ticket", "badge", "role",
            "team",
        ];
        let entry = |thing: &str| {
            format!(
                "How do I change my {thing}?\nWhere can I get a new {thing}?\nWhat if I lost my {thing}?\n\
                Can I have a second {thing}?\nWho may see the {thing} of mine?\nSee under {thing}.\n"
            )
        };
        thing.map(entry).concat()
    }

    /// Opens a service on `text`, with its caches in `folder`.
    async fn opened(folder: &TempDir, text: &str) -> (Calibration, Opened) {
        let file = folder.path().join("faq.txt");
        fs::write(&file, text).unwrap();
        let embedder = || Box::new(LexicalEmbedder::new()) as Box<dyn Embedder>;
        let first = embedder();
        let cache = VectorCache::open(&folder.path().join("cache"), first.fingerprint(), first.dimensions());
        let model = ModelHandle::start(first, Box::new(move || Ok(embedder())), NonZeroUsize::MIN).unwrap();
        let settings = Settings {
            knowledge: vec![file],
            cache: Some(cache),
            reads: Reads::Anything,
            target: Target::default(),
            memory: None,
            model_name: "all-MiniLM-L6-v2".to_owned(),
            loader: None,
        };
        let (service, opened) = FaqService::open(model, settings, |_| ()).await.unwrap();
        (service.catalog().index().calibration().clone(), opened)
    }

    fn kept(folder: &TempDir) -> Vec<PathBuf> {
        let files = fs::read_dir(folder.path().join("cache/calibration")).unwrap();
        files.map(|file| file.unwrap().path()).collect()
    }

    #[tokio::test]
    async fn a_second_start_does_not_rehearse_and_a_changed_phrasing_does() {
        let folder = TempDir::new().unwrap();
        let (first, opened_first) = opened(&folder, &twelve_entries()).await;
        assert!(opened_first.rehearsed && first.rehearsed[0] > 0, "{first:?}");
        let (second, opened_second) = opened(&folder, &twelve_entries()).await;
        assert!(!opened_second.rehearsed && opened_second.notes().next().is_none());
        assert!((second.intercept - first.intercept).abs() < 1e-12 && second.rehearsed == first.rehearsed);
        assert_eq!(kept(&folder).len(), 1);
        let (_, changed) = opened(&folder, &twelve_entries().replace("I lost", "I forgot")).await;
        assert!(changed.rehearsed);
        let (_, changed) = opened(&folder, &twelve_entries().replace("See under plan", "Look under plan")).await;
        assert!(changed.rehearsed);
        assert_eq!(kept(&folder).len(), 3);
    }

    #[tokio::test]
    async fn damage_is_told_mended_and_harms_nobody() {
        let folder = TempDir::new().unwrap();
        let (whole, _) = opened(&folder, &twelve_entries()).await;
        let path = kept(&folder).remove(0);
        let text = fs::read_to_string(&path).unwrap();
        let other_number = text.replacen("\"entries\":12", "\"entries\":13", 1);
        assert_ne!(other_number, text);
        for damaged in ["", "{}", "\u{0}\u{1}", &text[..text.len() / 2], &other_number] {
            fs::write(&path, damaged).unwrap();
            let (calibration, opened_damaged) = opened(&folder, &twelve_entries()).await;
            let notes: Vec<String> = opened_damaged.notes().collect();
            assert!(notes.len() == 1 && notes[0].contains("damaged"), "{damaged}: {notes:?}");
            assert!(opened_damaged.rehearsed && calibration == whole);
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        // What is no file is neither read nor replaced.
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        let (calibration, opened_folder) = opened(&folder, &twelve_entries()).await;
        assert!(calibration == whole && opened_folder.notes().count() == 2);
    }

    #[test]
    fn the_oldest_of_too_many_go() {
        let folder = TempDir::new().unwrap();
        for (age, name) in ["new.json", "old.json", "left.tmp"].into_iter().enumerate() {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            let age = std::time::Duration::from_secs(60 * u64::try_from(age).unwrap());
            file.set_modified(SystemTime::now().checked_sub(age).unwrap()).unwrap();
        }
        keep_newest(folder.path(), 1).unwrap();
        let left: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(left, ["new.json"]);
    }
}

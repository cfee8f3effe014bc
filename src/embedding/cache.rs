//! Vectors kept on disk, so that a restart embeds only what has changed. It is only ever a saving: whatever is wrong
//! with the file or the disk, texts are embedded anew and a [`CacheNote`] says why; nothing fails.
//!
//! One file per fingerprint, so that the vectors of two models never meet: `vectors/<fingerprint>.vec`. Beside it
//! lies a `.lock` file that whoever writes holds; it is not the file itself, since that may be replaced meanwhile.
//! Readers take no lock: what they find half-written they look at again under the lock, before they call it damage.

mod file;
mod format;
mod reuse;

use std::collections::HashMap;
use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use self::file::VectorFile;
use self::format::Digest;
use self::format::Layout;
use super::Fingerprint;
use super::Side;
use super::UnitVector;
use super::worker::ModelHandle;

pub use self::reuse::Vectors;
pub use self::reuse::new_vectors_for;
pub use self::reuse::readable;
pub use self::reuse::vectors_for;

/// Some 345,000 vectors of 384 dimensions. A file that would grow further is rewritten with only what this run has
/// asked for; it may exceed this where that alone takes more than half of it.
const MAX_FILE_BYTES: u64 = 512 << 20;

/// After a failure to write, for instance to a full disk: long enough that a bulk load does not try, and tell of it,
/// for every thousand vectors.
const TRY_WRITING_AGAIN_AFTER: Duration = Duration::from_secs(300);

/// Something the user should know about the cache. The vectors that were asked for are right in every case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CacheNote {
    /// Bytes were changed, or a write was cut short. The file is put right, unless another note says that it could
    /// not be written.
    Damaged {
        /// The file.
        path: PathBuf,
        /// Vectors that were whole.
        kept: u64,
        /// Vectors that were not; they are made anew when they are needed.
        lost: u64,
    },
    /// The file did not belong to this model and this version of askwell. It is started anew.
    Replaced {
        /// The file.
        path: PathBuf,
        /// What it belongs to.
        because: &'static str,
    },
    /// The file grew too large, and now holds only what this run has asked for.
    Shrunk {
        /// The file.
        path: PathBuf,
        /// Vectors that stayed.
        kept: u64,
        /// Vectors that went.
        dropped: u64,
    },
    /// The file is there but could not be read, so its texts are embedded anew.
    NotReadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: String,
    },
    /// New vectors could not be written, so the next start will make them again.
    NotWritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: String,
    },
}

impl fmt::Display for CacheNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CacheNote::Damaged { path, kept, lost } => {
                write!(f, "vector cache `{}` was damaged: {kept} vectors kept, {lost} lost", path.display())
            }
            CacheNote::Replaced { path, because } => {
                write!(f, "vector cache `{}` is not used: it {because}", path.display())
            }
            CacheNote::Shrunk { path, kept, dropped } => {
                write!(f, "vector cache `{}` was too large: {kept} vectors kept, {dropped} dropped", path.display())
            }
            CacheNote::NotReadable { path, error } => {
                write!(f, "could not read vector cache `{}`: {error}", path.display())
            }
            CacheNote::NotWritable { path, error } => {
                write!(f, "could not write vector cache `{}`: {error}", path.display())
            }
        }
    }
}

/// What [`VectorCache::lookup`] found.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// For each text, in order: its vector, bit by bit as it was stored, or nothing.
    pub vectors: Vec<Option<UnitVector>>,
    /// What the user should know.
    pub notes: Vec<CacheNote>,
}

/// One model's vectors on disk. Cheap to clone; the clones, other instances and other processes may use the same
/// directory at the same time.
#[derive(Clone, Debug)]
pub struct VectorCache(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    file: VectorFile,
    max_file_bytes: u64,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// All that this run has looked up or stored: what stays when the file grows too large.
    asked: HashSet<Digest>,
    writing_failed: Option<Instant>,
}

impl VectorCache {
    /// The cache of the model with this `fingerprint` in `dir`. Touches nothing yet: the file is read by a lookup,
    /// and it and its directory are made by the first vector that is stored.
    #[must_use]
    pub fn open(dir: &Path, fingerprint: &Fingerprint, dimensions: usize) -> VectorCache {
        VectorCache::with_limit(dir, fingerprint, dimensions, MAX_FILE_BYTES)
    }

    fn with_limit(dir: &Path, fingerprint: &Fingerprint, dimensions: usize, max_file_bytes: u64) -> VectorCache {
        let path = dir.join("vectors").join(format!("{}.vec", &fingerprint.as_str()[..32]));
        let file = VectorFile::new(path, Layout::new(fingerprint, dimensions));
        VectorCache(Arc::new(Shared { file, max_file_bytes, state: Mutex::default() }))
    }

    /// The file, whether it is there or not.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.file.path()
    }

    /// The folder that the cache was opened in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.path().ancestors().nth(2).expect("the file was put two folders below it")
    }

    /// Reads the whole file once, whatever the number of texts, and puts it right where it is damaged. Blocks: some
    /// 0.1 s for 100,000 vectors, and longer while another process writes and there is damage to look at.
    #[must_use]
    pub fn lookup(&self, texts: &[(Side, &str)]) -> Lookup {
        let digests: Vec<Digest> = texts.iter().map(|&(side, text)| format::digest(side, text)).collect();
        self.find(&digests)
    }

    /// Stores vectors; what is not of this cache's dimensions is passed over. Blocks, up to five seconds while
    /// another process writes.
    #[must_use]
    pub fn append(&self, side: Side, vectors: &[(&str, &UnitVector)]) -> Vec<CacheNote> {
        let mut records = Records::default();
        for (text, vector) in vectors {
            self.encode(side, text, vector, &mut records);
        }
        self.store(&records)
    }

    fn find(&self, digests: &[Digest]) -> Lookup {
        let mut first: HashMap<Digest, usize> = HashMap::with_capacity(digests.len());
        for (index, &digest) in digests.iter().enumerate() {
            first.entry(digest).or_insert(index);
        }
        self.state().asked.extend(first.keys());

        let mut vectors: Vec<Option<UnitVector>> = vec![None; digests.len()];
        let read = self.0.file.read(|digest, components| match first.get(digest) {
            Some(&index) => {
                vectors[index] = format::decode(components);
                vectors[index].is_some()
            }
            None => true,
        });
        let notes = match read {
            Ok(scan) if scan.is_sound() => Vec::new(),
            Ok(scan) => self.writing(|_, notes| {
                // Damage is told of even where it cannot be mended.
                self.0.file.mend(notes).inspect_err(|_| notes.extend(scan.note(self.path())))
            }),
            Err(error) => vec![CacheNote::NotReadable { path: self.path().to_owned(), error: error.to_string() }],
        };

        for (index, digest) in digests.iter().enumerate() {
            if first[digest] != index {
                vectors[index] = vectors[first[digest]].clone();
            }
        }
        Lookup { vectors, notes }
    }

    fn encode(&self, side: Side, text: &str, vector: &UnitVector, records: &mut Records) {
        let digest = format::digest(side, text);
        if self.0.file.layout().encode(digest, vector, &mut records.bytes) {
            records.digests.push(digest);
        }
    }

    fn store(&self, records: &Records) -> Vec<CacheNote> {
        if records.bytes.is_empty() {
            return Vec::new();
        }
        self.writing(|asked, notes| {
            asked.extend(&records.digests);
            // Twice what is asked for, or a file that holds nothing else would be rewritten for every vector.
            let needed = asked.len() as u64 * self.0.file.layout().record_len() as u64;
            let limit = self.0.max_file_bytes.max(2 * needed);
            self.0.file.append(&records.bytes, limit, |digest| asked.contains(digest), notes)
        })
    }

    /// Whether it keeps this model's vectors.
    #[must_use]
    pub fn is_of(&self, model: &ModelHandle) -> bool {
        *self.0.file.layout().header() == *Layout::new(model.fingerprint(), model.dimensions()).header()
    }

    /// Writes, unless that failed a short time ago. `write` gets all that this run has asked for.
    fn writing(
        &self,
        write: impl FnOnce(&mut HashSet<Digest>, &mut Vec<CacheNote>) -> io::Result<()>,
    ) -> Vec<CacheNote> {
        let mut notes = Vec::new();
        let mut state = self.state();
        if state.writing_failed.is_some_and(|failed| failed.elapsed() < TRY_WRITING_AGAIN_AFTER) {
            return notes;
        }
        match write(&mut state.asked, &mut notes) {
            Ok(()) => state.writing_failed = None,
            Err(error) => {
                state.writing_failed = Some(Instant::now());
                notes.push(CacheNote::NotWritable { path: self.path().to_owned(), error: error.to_string() });
            }
        }
        notes
    }

    /// A panic leaves the state whole: it is only ever added to.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Vectors as the file has them, ready to be appended.
#[derive(Default)]
struct Records {
    bytes: Vec<u8>,
    digests: Vec<Digest>,
}

#[cfg(test)]
mod tests;

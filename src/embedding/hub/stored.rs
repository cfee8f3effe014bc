//! What of a model lies in the folder of fetched models, and whether it is whole.
//!
//! The hub's own layout has no mark for "complete": each file appears when it is downloaded. So a record is written
//! when all of them were, and only a model with a record is whole.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use ::fastembed::EmbeddingModel;
use ::fastembed::ModelInfo;
use hf_hub::Cache;
use hf_hub::Repo;
use serde::Deserialize;
use serde::Serialize;
use sha2::Digest;
use sha2::Sha256;

/// What `fastembed` loads besides the weights.
const TOKENIZER_FILES: [&str; 4] =
    ["tokenizer.json", "config.json", "special_tokens_map.json", "tokenizer_config.json"];

/// Written when a model was fetched and checked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    /// The commit in the hub's repository.
    pub(super) revision: String,
    /// Bytes of each file, by name.
    files: BTreeMap<String, u64>,
}

/// A model's place in the folder of fetched models.
pub(super) struct Stored<'a> {
    folder: &'a Path,
    info: &'a ModelInfo<EmbeddingModel>,
}

impl<'a> Stored<'a> {
    pub(super) fn new(folder: &'a Path, info: &'a ModelInfo<EmbeddingModel>) -> Stored<'a> {
        Stored { folder, info }
    }

    /// The record, if every file is there as it says. Sizes only: sums over large models would take seconds at
    /// every start, and a file is checked before it is recorded.
    pub(super) fn whole(&self) -> Option<Record> {
        let record: Record = serde_json::from_slice(&std::fs::read(self.record_path()).ok()?).ok()?;
        let snapshot = self.snapshot(&record);
        let is_there = |name: &str| {
            let meta = std::fs::metadata(snapshot.join(name)).ok();
            meta.is_some_and(|meta| record.files.get(name) == Some(&meta.len()))
        };
        self.file_names().all(is_there).then_some(record)
    }

    /// The folder with the files of the recorded revision.
    pub(super) fn snapshot(&self, record: &Record) -> PathBuf {
        self.cache().model(self.info.model_code.clone()).pointer_path(&record.revision)
    }

    /// Held while fetching: removing damaged files must not meet another process's download.
    pub(super) fn lock(&self) -> io::Result<File> {
        std::fs::create_dir_all(self.repository())?;
        let file =
            File::options().create(true).truncate(false).write(true).open(self.repository().join("askwell.lock"))?;
        match file.lock() {
            // A file system without locks; the hub library then has none either.
            Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
            _ => Ok(file),
        }
    }

    /// Removes the model's files that are not what the hub said they are, and gives their names.
    pub(super) fn remove_damaged(&self) -> io::Result<Vec<String>> {
        let mut damaged = Vec::new();
        for (name, path) in self.present() {
            // The pointer leads to the contents, which are named after the hub's tag for them.
            let contents = path.canonicalize().unwrap_or_else(|_| path.clone());
            if is_damaged(&contents)? {
                std::fs::remove_file(&contents)?;
                if path.is_symlink() {
                    std::fs::remove_file(&path)?;
                }
                damaged.push(name);
            }
        }
        if !damaged.is_empty() {
            // What is no longer there must not be recorded; a missing record is fine.
            let _ = std::fs::remove_file(self.record_path());
        }
        Ok(damaged)
    }

    /// Removes unfinished downloads.
    pub(super) fn remove_parts(&self) -> io::Result<()> {
        for entry in self.repository().join("blobs").read_dir()? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "part") {
                std::fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// The record of what is there.
    pub(super) fn make_record(&self) -> io::Result<Record> {
        let reference = self.repository().join("refs").join(Repo::model(String::new()).revision());
        let revision = std::fs::read_to_string(reference)?.trim().to_owned();
        let files = self.present().map(|(name, path)| Ok((name, std::fs::metadata(path)?.len())));
        Ok(Record { revision, files: files.collect::<io::Result<_>>()? })
    }

    /// In one step: half a record would be none, but a record before its time would be a lie.
    pub(super) fn write_record(&self, record: &Record) -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(self.repository())?;
        serde_json::to_writer(&mut file, record)?;
        file.flush()?;
        file.as_file().sync_all()?;
        file.persist(self.record_path())?;
        Ok(())
    }

    /// Bytes of all the repository's contents, unfinished ones included.
    pub(super) fn bytes(&self) -> u64 {
        let Ok(entries) = self.repository().join("blobs").read_dir() else { return 0 };
        entries.flatten().filter_map(|entry| Some(entry.metadata().ok()?.len())).sum()
    }

    fn cache(&self) -> Cache {
        Cache::new(self.folder.to_path_buf())
    }

    fn repository(&self) -> PathBuf {
        self.folder.join(Repo::model(self.info.model_code.clone()).folder_name())
    }

    /// Several models share a repository, so the record carries the model's own name.
    fn record_path(&self) -> PathBuf {
        self.repository().join(format!("askwell-{}.json", self.info.model))
    }

    fn file_names(&self) -> impl Iterator<Item = &str> {
        let weights = std::iter::once(&self.info.model_file).chain(&self.info.additional_files).map(String::as_str);
        weights.chain(TOKENIZER_FILES)
    }

    /// Name and path of each of the model's files that is there.
    fn present(&self) -> impl Iterator<Item = (String, PathBuf)> {
        let repository = self.cache().model(self.info.model_code.clone());
        self.file_names().filter_map(move |name| Some((name.to_owned(), repository.get(name)?)))
    }
}

/// Whether `contents`, named after the hub's tag, are something else. Large files have their SHA-256 for a tag; of
/// small ones, all of them JSON here, the tag is of another kind, and a cut one is no JSON.
fn is_damaged(contents: &Path) -> io::Result<bool> {
    let tag = contents.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if tag.len() == 64 && tag.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(tag != digest_of(contents)?);
    }
    let bytes = std::fs::read(contents)?;
    let starts_as_json = matches!(bytes.first(), Some(b'{' | b'['));
    Ok(bytes.is_empty() || (starts_as_json && serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_err()))
}

/// The file's SHA-256 in lower-case hexadecimal digits, without holding gigabytes of it in memory.
fn digest_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            read => digest.update(&buffer[..read]),
        }
    }
}

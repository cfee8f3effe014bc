//! Models by name, from `fastembed`'s list: fetched from its hub when somebody asks for it with
//! `askwell model fetch NAME`, and never otherwise.
//!
//! Where the hub is and where its files lie is decided by `fastembed`, from `HF_ENDPOINT`, `HF_HOME` and `HF_TOKEN`;
//! these are the only environment variables that `embedding` depends on.

use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use ::fastembed::EmbeddingModel;
use ::fastembed::ModelInfo;
use ::fastembed::TextEmbedding;
use ::fastembed::TextInitOptions;

use super::model_dir::Files;
use super::model_dir::Model;
use super::model_dir::ModelError;
use super::model_dir::Pooling;
use super::model_dir::fingerprint_of;
use super::model_dir::settings;
use super::runtime::Loaded;

mod names;
mod stored;

use names::Named;
use stored::Record;
use stored::Stored;

/// What `fastembed` cuts texts at unless told otherwise, in word pieces. Some of its models can take more, which
/// takes time that grows with the square, and a question does not need.
const MAX_LENGTH: usize = 512;

/// One model of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// A short name that no other model has, for example `BGESmallENV15Q`.
    pub short: String,
    /// The name its authors gave it, for example `BAAI/bge-small-en-v1.5`. Quantized ones share it.
    pub name: String,
    /// Where its ONNX files are, for example `Qdrant/bge-small-en-v1.5-onnx-Q`.
    pub repository: String,
    /// Number of components of its vectors.
    pub dimensions: usize,
    /// In a sentence.
    pub description: String,
    /// Whether it is here, whole.
    pub fetched: bool,
}

/// Why a model of the list cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// No model has that name.
    #[error("no model is called `{name}`; close are {}; `askwell model list` shows all", nearest.join(", "))]
    UnknownName {
        /// As it was typed.
        name: String,
        /// Names that exist.
        nearest: Vec<String>,
    },
    /// It is not here, or not whole.
    #[error("the model `{name}` has not been fetched, or not completely; run `askwell model fetch {name}`")]
    NotFetched {
        /// As it was typed.
        name: String,
    },
    /// The download failed.
    #[error(
        "the model `{name}` could not be fetched from `{repository}`: {message}; check the network and HF_ENDPOINT \
         and run `askwell model fetch {name}` again, which goes on where it was interrupted"
    )]
    Fetch {
        /// As it was typed.
        name: String,
        /// Where its files are.
        repository: String,
        /// What `fastembed` said.
        message: String,
    },
    /// What came is not what the hub announced. The files were removed.
    #[error(
        "what was fetched for the model `{name}` is damaged ({}) and was removed; run `askwell model fetch {name}` again",
        files.join(", ")
    )]
    Damaged {
        /// As it was typed.
        name: String,
        /// Names of the damaged files.
        files: Vec<String>,
    },
    /// A file in the folder cannot be read or written.
    #[error("`{}` could not be read or written: {cause}", folder.display())]
    Folder {
        /// The folder of fetched models.
        folder: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A file is not as expected.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// All models, by name, and whether each lies in `folder`: the value of `HF_HOME`, which `fastembed` obeys whatever
/// it is told, else wherever the caller keeps them.
#[must_use]
pub fn list(folder: &Path) -> Vec<Listed> {
    let listed = |info: ModelInfo<EmbeddingModel>| Listed {
        short: info.model.to_string(),
        name: names::name_of(&info),
        fetched: Stored::new(folder, &info).whole().is_some(),
        repository: info.model_code,
        dimensions: info.dim,
        description: info.description,
    };
    let mut all: Vec<Listed> = TextEmbedding::list_supported_models().into_iter().map(listed).collect();
    all.sort_by(|a, b| (&a.name, &a.short).cmp(&(&b.name, &b.short)));
    all
}

/// The folder with the files of a fetched model.
///
/// # Errors
/// [`HubError::UnknownName`] and [`HubError::NotFetched`].
pub fn path(name: &str, folder: &Path) -> Result<PathBuf, HubError> {
    let Named { info, .. } = names::resolve(name)?;
    let stored = Stored::new(folder, &info);
    let record = stored.whole().ok_or_else(|| HubError::NotFetched { name: name.to_owned() })?;
    Ok(stored.snapshot(&record))
}

/// Fetches the model `name` into `folder`, and gives the folder its files are in. `progress` is told the number of
/// bytes fetched so far, several times a second; how many there will be is not known.
///
/// What is here already is not fetched again. A model counts as fetched only after all of its files were checked
/// and it was loaded once.
///
/// # Errors
/// [`HubError`].
pub fn fetch(name: &str, folder: &Path, runtime: &Loaded, progress: &mut dyn FnMut(u64)) -> Result<PathBuf, HubError> {
    let Named { info, .. } = names::resolve(name)?;
    let stored = Stored::new(folder, &info);
    let in_folder = |cause: io::Error| HubError::Folder { folder: folder.to_path_buf(), cause };
    let _lock = stored.lock().map_err(in_folder)?;
    // What an interrupted run left, and any other damage: `fastembed` would take it as it is.
    stored.remove_damaged().map_err(in_folder)?;
    let mut pulled = pull(&info, folder, runtime, &stored, progress);
    // A download that was whole but not yet renamed when the process ended can be continued by nobody: the hub has
    // nothing beyond its end to offer.
    if pulled.as_ref().is_err_and(|message| message.contains("416") || message.contains("Invalid part file")) {
        stored.remove_parts().map_err(in_folder)?;
        pulled = pull(&info, folder, runtime, &stored, progress);
    }
    // First this: a damaged file is the likelier reason for a model that does not load.
    let damaged = stored.remove_damaged().map_err(in_folder)?;
    if !damaged.is_empty() {
        return Err(HubError::Damaged { name: name.to_owned(), files: damaged });
    }
    pulled.map_err(|message| HubError::Fetch {
        name: name.to_owned(),
        repository: info.model_code.clone(),
        message,
    })?;
    let record = stored.make_record().map_err(in_folder)?;
    stored.write_record(&record).map_err(in_folder)?;
    Ok(stored.snapshot(&record))
}

/// Lets `fastembed` fetch and load the model, and reports on the growth of its folder meanwhile.
fn pull(
    info: &ModelInfo<EmbeddingModel>,
    folder: &Path,
    runtime: &Loaded,
    stored: &Stored<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<(), String> {
    const PAUSE: Duration = Duration::from_millis(100);
    let options = TextInitOptions::new(info.model.clone())
        .with_cache_dir(folder.to_path_buf())
        .with_environment(runtime.environment())
        // It would draw on the terminal by itself.
        .with_show_download_progress(false);
    let before = stored.bytes();
    std::thread::scope(|scope| {
        let pulling = scope.spawn(|| TextEmbedding::try_new(options).map(drop).map_err(|error| with_causes(&error)));
        while !pulling.is_finished() {
            std::thread::sleep(PAUSE);
            progress(stored.bytes().saturating_sub(before));
        }
        pulling.join().unwrap_or_else(|_| Err("the download stopped unexpectedly".to_owned()))
    })
}

/// An error and its causes on one line.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        // Some name their cause themselves.
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        cause = inner.source();
    }
    text
}

/// Reads the fetched model `name`. Never uses the network.
///
/// # Errors
/// [`HubError`]; [`HubError::NotFetched`] unless [`fetch()`] came to its end.
pub fn open(name: &str, folder: &Path) -> Result<Model, HubError> {
    let Named { info, prefixes } = names::resolve(name)?;
    let stored = Stored::new(folder, &info);
    let record = stored.whole().ok_or_else(|| HubError::NotFetched { name: name.to_owned() })?;
    let pooling = match TextEmbedding::get_default_pooling_method(&info.model) {
        Some(::fastembed::Pooling::Mean) => Pooling::Mean,
        // As `fastembed` has it where nothing is said.
        Some(::fastembed::Pooling::Cls) | None => Pooling::Cls,
    };
    let (files, max_length) = read_files(&stored, &record, &info)?;
    let identity =
        [("hub model", info.model.to_string()), ("repository", info.model_code), ("revision", record.revision)]
            .map(|(key, value)| (key.to_owned(), value));
    Ok(Model {
        name: name.to_owned(),
        fingerprint: fingerprint_of(&identity, pooling, &prefixes, max_length, false),
        pooling,
        prefixes,
        max_length,
        lower_case: false,
        languages: Vec::new(),
        notes: Vec::new(),
        files,
    })
}

/// The model's files, and the length that it can take.
fn read_files(
    stored: &Stored<'_>,
    record: &Record,
    info: &ModelInfo<EmbeddingModel>,
) -> Result<(Files, usize), ModelError> {
    let folder = stored.snapshot(record);
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).map_err(|cause| ModelError::Unreadable { path, cause })
    };
    let json = |name: &str, bytes: &[u8]| {
        serde_json::from_slice::<serde_json::Value>(bytes)
            .map_err(|error| ModelError::Json { path: folder.join(name), message: error.to_string() })
    };
    let config = read("config.json")?;
    let tokenizer_config = json("tokenizer_config.json", &read("tokenizer_config.json")?)?;
    let limits = [&tokenizer_config["model_max_length"], &json("config.json", &config)?["max_position_embeddings"]];
    let max_length = limits.into_iter().filter_map(settings::length).fold(MAX_LENGTH, usize::min);
    let external = info.additional_files.iter().map(|name| {
        let in_graph = name.rsplit('/').next().unwrap_or(name).to_owned();
        read(name).map(|bytes| (in_graph, bytes))
    });
    let files = Files {
        onnx_path: folder.join(&info.model_file),
        onnx: read(&info.model_file)?,
        external: external.collect::<Result<_, _>>()?,
        tokenizer: read("tokenizer.json")?,
        config,
        special_tokens_map: read("special_tokens_map.json")?,
        tokenizer_config: settings::completed(tokenizer_config, max_length),
        output: info.output_key.clone(),
    };
    Ok((files, max_length))
}

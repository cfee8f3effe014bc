//! Opens a folder with an exported sentence-transformers model: the default model of the repository, or any other
//! that somebody exported to ONNX. What the folder says about pooling, prefixes and length is followed, and what
//! cannot be followed is refused, since wrong vectors look like right ones.

use std::fmt;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use ::fastembed::OutputKey;

use super::Fingerprint;
use super::Side;

mod card;
mod checked;
pub(super) mod settings;

use checked::CheckedFolder;
use settings::Layout;

/// Where the weights are looked for, in this order. Full precision comes first: whoever wants the other one names
/// it `model.onnx`, or removes the first.
const ONNX_NAMES: [&str; 6] = [
    "model.onnx",
    "onnx/model.onnx",
    "model_quantized.onnx",
    "onnx/model_quantized.onnx",
    "model_int8.onnx",
    "onnx/model_int8.onnx",
];

/// What the weights' own files are called when they are too large for the graph's file, added to its name.
const EXTERNAL_SUFFIXES: [&str; 2] = ["_data", ".data"];

/// How the vectors of the word pieces become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// Their mean.
    Mean,
    /// That of the first one.
    Cls,
}

impl fmt::Display for Pooling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Pooling::Mean => "mean",
            Pooling::Cls => "cls",
        })
    }
}

/// What a model was trained to see before each text; empty for most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefixes {
    /// Before what a person asks.
    pub query: String,
    /// Before what is stored.
    pub passage: String,
}

impl Prefixes {
    /// The prefix of `side`.
    #[must_use]
    pub fn of(&self, side: Side) -> &str {
        match side {
            Side::Query => &self.query,
            Side::Passage => &self.passage,
        }
    }
}

/// A model's files in memory, checked, with all that is needed to embed with it. One embedder takes one of these;
/// clone it for one session per core.
#[derive(Clone)]
pub struct Model {
    /// The folder, or the name on the hub.
    pub name: String,
    /// How one vector is made of many.
    pub pooling: Pooling,
    /// What is put before a text.
    pub prefixes: Prefixes,
    /// In word pieces, those at both ends included; what is longer is cut.
    pub max_length: usize,
    /// Whether the text is lower-cased before the tokenizer sees it.
    pub lower_case: bool,
    /// Codes of the languages it was trained on, as its card names them; empty where there is none.
    pub languages: Vec<String>,
    /// What its vectors depend on.
    pub fingerprint: Fingerprint,
    /// What had to be assumed, for `askwell doctor`.
    pub notes: Vec<String>,
    pub(super) files: Files,
}

impl Model {
    /// The file with the weights.
    #[must_use]
    pub fn location(&self) -> &Path {
        &self.files.onnx_path
    }

    /// The same without the weights in memory, for whoever has checked them and reads them from their file.
    #[must_use]
    pub fn without_weights(mut self) -> Model {
        self.files.onnx = Vec::new();
        self
    }
}

impl fmt::Debug for Model {
    /// Without its 20 MB of weights.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model")
            .field("name", &self.name)
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}

/// The contents that `fastembed` asks for.
#[derive(Clone)]
pub(super) struct Files {
    /// For messages.
    pub(super) onnx_path: PathBuf,
    pub(super) onnx: Vec<u8>,
    /// The name in the graph, and the contents.
    pub(super) external: Vec<(String, Vec<u8>)>,
    pub(super) tokenizer: Vec<u8>,
    pub(super) config: Vec<u8>,
    pub(super) special_tokens_map: Vec<u8>,
    pub(super) tokenizer_config: Vec<u8>,
    /// Which of the graph's outputs is meant; `None` for `fastembed`'s own order of preference.
    pub(super) output: Option<OutputKey>,
}

/// Why a model folder cannot be used. Every message names the file, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// None of the usual places has the default model.
    #[error(
        "the default model was not found; looked in {}. Start askwell in its repository, or name a model's folder \
         with --model",
        looked_in.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", ")
    )]
    NoDefault {
        /// The candidates.
        looked_in: Vec<PathBuf>,
    },
    /// There is no such folder.
    #[error("there is no model folder `{}`", .0.display())]
    NoFolder(PathBuf),
    /// The folder has no weights.
    #[error(
        "there is no ONNX model in `{}` (looked for {}); export the model to ONNX, for example with \
         `optimum-cli export onnx`",
        .0.display(), ONNX_NAMES.join(", ")
    )]
    NoOnnx(PathBuf),
    /// A file that is needed, or listed, is not there.
    #[error("the model file `{}` is missing; copy the model's folder again, whole", .0.display())]
    Missing(PathBuf),
    /// A file cannot be read.
    #[error("the model file `{}` could not be read: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A file is not what `SHA256SUMS` says.
    #[error(
        "the model file `{}` is damaged: its checksum is not the one in SHA256SUMS; copy it again (in the \
         repository: `git checkout -- <file>`), or correct SHA256SUMS if it was changed on purpose",
        .0.display()
    )]
    Damaged(PathBuf),
    /// A file is not JSON, or not as expected.
    #[error("the model file `{}` could not be understood: {message}; copy the model's folder again", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Where and why.
        message: String,
    },
    /// A line of `SHA256SUMS` is none.
    #[error("line {line} of `{}` is not a checksum and a file name; make it again with sha256sum", path.display())]
    List {
        /// The list.
        path: PathBuf,
        /// Counted from one.
        line: usize,
    },
    /// The model needs something that is not built in.
    #[error("the model in `{}` needs {what}, which askwell cannot do; choose another model", folder.display())]
    Unsupported {
        /// The model's folder.
        folder: PathBuf,
        /// What it needs, with the file that says so.
        what: String,
    },
}

/// The first of `candidates` that is a folder with a model in it.
///
/// # Errors
/// [`ModelError::NoDefault`] when there is none.
pub fn locate_default(candidates: &[PathBuf]) -> Result<PathBuf, ModelError> {
    let found = candidates.iter().find(|folder| onnx_in(folder).is_some());
    found.cloned().ok_or_else(|| ModelError::NoDefault { looked_in: candidates.to_vec() })
}

/// Reads the model in `folder`. If there is a `SHA256SUMS` in it, every file that it lists is checked; without one,
/// files are taken as they are.
///
/// # Errors
/// [`ModelError`].
pub fn open(folder: &Path) -> Result<Model, ModelError> {
    if !folder.is_dir() {
        return Err(ModelError::NoFolder(folder.to_path_buf()));
    }
    let onnx_name = onnx_in(folder).ok_or_else(|| ModelError::NoOnnx(folder.to_path_buf()))?;
    let mut checked = CheckedFolder::open(folder)?;
    let layout = Layout::read(&mut checked)?;
    let files = Files {
        onnx_path: folder.join(onnx_name),
        onnx: checked.required(onnx_name)?,
        external: external_of(&mut checked, onnx_name)?,
        tokenizer: checked.required("tokenizer.json")?,
        config: checked.required("config.json")?,
        // Newer versions of transformers no longer write it: the tokenizer has it all.
        special_tokens_map: checked.optional("special_tokens_map.json")?.unwrap_or_else(|| b"{}".to_vec()),
        tokenizer_config: layout.tokenizer_config.clone(),
        output: None,
    };
    checked.check_the_rest()?;
    Ok(Model {
        name: folder.display().to_string(),
        fingerprint: fingerprint(&checked, &layout),
        pooling: layout.pooling,
        prefixes: layout.prefixes,
        max_length: layout.max_length,
        lower_case: layout.lower_case,
        languages: card::languages(folder),
        notes: layout.notes,
        files,
    })
}

fn onnx_in(folder: &Path) -> Option<&'static str> {
    ONNX_NAMES.into_iter().find(|name| folder.join(name).is_file())
}

fn external_of(checked: &mut CheckedFolder, onnx_name: &str) -> Result<Vec<(String, Vec<u8>)>, ModelError> {
    let mut external = Vec::new();
    for suffix in EXTERNAL_SUFFIXES {
        let name = format!("{onnx_name}{suffix}");
        if let Some(bytes) = checked.optional(&name)? {
            // The graph knows it as a neighbour.
            let in_graph = name.rsplit('/').next().unwrap_or(&name).to_owned();
            external.push((in_graph, bytes));
        }
    }
    Ok(external)
}

fn fingerprint(checked: &CheckedFolder, layout: &Layout) -> Fingerprint {
    // Not the folder's other files: a corrected README must not cost a reindex. Not the file names either.
    let digests = checked.digests().filter(|(name, _)| {
        name.contains(".onnx") || ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"].contains(name)
    });
    let files: Vec<(String, String)> =
        digests.map(|(name, digest)| (name.rsplit('/').next().unwrap_or(name).to_owned(), digest)).collect();
    fingerprint_of(&files, layout.pooling, &layout.prefixes, layout.max_length, layout.lower_case)
}

/// The fingerprint of a model whose weights and tokenizer are told apart by `identity`, and of how it is used.
pub(super) fn fingerprint_of(
    identity: &[(String, String)],
    pooling: Pooling,
    prefixes: &Prefixes,
    max_length: usize,
    lower_case: bool,
) -> Fingerprint {
    let use_of_it = [
        ("pooling", pooling.to_string()),
        ("query prefix", prefixes.query.clone()),
        ("passage prefix", prefixes.passage.clone()),
        ("max length", max_length.to_string()),
        ("lower case", lower_case.to_string()),
        ("normalised", "to length one".to_owned()),
        // Quantized activations are scaled by run, so what shares a run is part of the vector.
        ("quantization", "as in the weights, one text a run".to_owned()),
    ];
    let identity = identity.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    Fingerprint::of(identity.chain(use_of_it.iter().map(|(key, value)| (*key, value.as_str()))))
}

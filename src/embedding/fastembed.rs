//! The embedder that people get: a sentence-transformers model, run by `fastembed` on ONNX Runtime.

use std::borrow::Cow;
use std::collections::HashMap;

use ::fastembed::InitOptionsUserDefined;
use ::fastembed::QuantizationMode;
use ::fastembed::TextEmbedding;
use ::fastembed::TokenizerFiles;
use ::fastembed::UserDefinedEmbeddingModel;

use super::EmbedError;
use super::Embedder;
use super::Fingerprint;
use super::Side;
use super::UnitVector;
use super::model_dir::Files;
use super::model_dir::Model;
use super::model_dir::Pooling;
use super::model_dir::Prefixes;
use super::runtime::Loaded;

/// One session of a model. It is used by one thread at a time; for bulk work there is one per core.
pub struct FastEmbedder {
    session: TextEmbedding,
    prefixes: Prefixes,
    lower_case: bool,
    dimensions: usize,
    fingerprint: Fingerprint,
}

/// Why a model that was read cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// ONNX Runtime or the tokenizer refuses a file.
    #[error(
        "the model in `{}` could not be loaded: {message}; it or a file beside it may be cut short or of another \
         model: copy or fetch the model again",
        onnx.display()
    )]
    Refused {
        /// The file with the weights.
        onnx: std::path::PathBuf,
        /// What ONNX Runtime or `fastembed` said.
        message: String,
    },
    /// It was loaded, and did not embed a word.
    #[error("the model in `{}` was loaded, but embeds nothing: {cause}; is it a text embedding model?", onnx.display())]
    Mute {
        /// The file with the weights.
        onnx: std::path::PathBuf,
        /// What happened.
        cause: EmbedError,
    },
}

impl FastEmbedder {
    /// A session of `model` that computes with `threads` threads, at least one. One is best for single questions:
    /// a second thread of this small model waits more than it computes.
    ///
    /// Takes 0.1 s for the default model.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn new(model: Model, runtime: &Loaded, threads: usize) -> Result<FastEmbedder, StartError> {
        let Model { pooling, prefixes, max_length, lower_case, fingerprint, files, .. } = model;
        let onnx = files.onnx_path.clone();
        // All else as `fastembed` has it, the highest optimization level included. Measured with the default model:
        // neither the environment's allocators, nor allocating weights past the arena, nor denormals as zero
        // changes time or memory; without prepacking it loads 10 ms faster and takes twice as long for each text.
        let options = InitOptionsUserDefined::new()
            .with_environment(runtime.environment())
            .with_max_length(max_length)
            .with_intra_threads(threads.max(1));
        let session = TextEmbedding::try_new_from_user_defined(as_fastembed_wants(files, pooling), options)
            .map_err(|error| StartError::Refused { onnx: onnx.clone(), message: error.to_string() })?;
        let mut embedder = FastEmbedder { session, prefixes, lower_case, dimensions: 0, fingerprint };
        // The graph's output shape is not to be had from `fastembed`; this also finds a model of another kind now
        // rather than at the first question. 2 ms, which the first question would take longer otherwise.
        match embedder.embed("word", Side::Passage) {
            Ok(vector) => embedder.dimensions = vector.as_slice().len(),
            Err(cause) => return Err(StartError::Mute { onnx, cause }),
        }
        Ok(embedder)
    }
}

fn as_fastembed_wants(files: Files, pooling: Pooling) -> UserDefinedEmbeddingModel {
    let tokenizer_files = TokenizerFiles {
        tokenizer_file: files.tokenizer,
        config_file: files.config,
        special_tokens_map_file: files.special_tokens_map,
        tokenizer_config_file: files.tokenizer_config,
    };
    let mut model = UserDefinedEmbeddingModel::new(files.onnx, tokenizer_files)
        .with_pooling(match pooling {
            Pooling::Mean => ::fastembed::Pooling::Mean,
            Pooling::Cls => ::fastembed::Pooling::Cls,
        })
        // Makes `fastembed` refuse to split texts into batches: another guard for one text a run.
        .with_quantization(QuantizationMode::Dynamic);
    for (name, bytes) in files.external {
        model = model.with_external_initializer(name, bytes);
    }
    model.output_key = files.output;
    model
}

impl Embedder for FastEmbedder {
    fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
    }

    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn words(&self) -> Vec<String> {
        whole_words(&self.session.tokenizer.get_vocab(false))
    }

    fn embed(&mut self, text: &str, side: Side) -> Result<UnitVector, EmbedError> {
        let text = prepared(text, self.prefixes.of(side), self.lower_case);
        let vectors = self.session.embed([text], None).map_err(|error| EmbedError::Model(error.to_string()))?;
        let vector = vectors.into_iter().next().ok_or_else(|| EmbedError::Model("it gave no vector".to_owned()))?;
        UnitVector::normalized(vector).ok_or(EmbedError::NoDirection)
    }
}

/// Those of a tokenizer's pieces that begin a word, in lower case and in their order, which goes by frequency: the others
/// are marked (`##ing`) or the beginnings are (`▁word`, `Ġword`). None of a tokenizer that marks neither.
fn whole_words(pieces: &HashMap<String, u32>) -> Vec<String> {
    /// What people write is among the first; the rest of a vocabulary for many languages would only cost time.
    const MOST: usize = 40_000;
    const BEGINNINGS: [char; 2] = ['▁', 'Ġ'];
    let marks_inside = pieces.keys().any(|piece| piece.starts_with("##"));
    let word = |piece: &str| {
        let word = if marks_inside { piece } else { piece.strip_prefix(BEGINNINGS)? };
        let is_word = word.chars().nth(1).is_some() && word.chars().all(char::is_alphabetic);
        is_word.then(|| word.to_lowercase())
    };
    let mut words: Vec<(u32, String)> =
        pieces.iter().filter_map(|(piece, &place)| Some((place, word(piece)?))).collect();
    words.sort_unstable();
    words.truncate(MOST);
    words.into_iter().map(|(_, word)| word).collect()
}

/// `text` as the model is to see it. sentence-transformers lower-cases the prefix too.
fn prepared<'a>(text: &'a str, prefix: &str, lower_case: bool) -> Cow<'a, str> {
    match (prefix.is_empty(), lower_case) {
        (true, false) => Cow::Borrowed(text),
        (false, false) => Cow::Owned(format!("{prefix}{text}")),
        (_, true) => Cow::Owned(format!("{prefix}{text}").to_lowercase()),
    }
}

//! A model that reads a question and a stored phrasing together: slower than comparing two vectors, and sees what these
//! cannot tell, such as the same words with another matter in question.
//!
//! [`PairReader`] owns it in a thread of its own, so that questions go on being embedded meanwhile.

mod reader;

use ::fastembed::OnnxSource;
use ::fastembed::RerankInitOptionsUserDefined;
use ::fastembed::TextRerank;
use ::fastembed::TokenizerFiles;
use ::fastembed::UserDefinedRerankingModel;

use super::EmbedError;
use super::fastembed::StartError;
use super::model_dir::Model;
use super::runtime::Loaded;

pub use self::reader::CrossEncoderFactory;
pub use self::reader::Pair;
pub use self::reader::PairReader;

/// Reads one pair at a time: with dynamic quantization the result would depend on the others in a batch.
pub trait CrossEncoder: Send {
    /// Log-odds that whoever asks `question` is helped by what is stored under `phrasing`. The same pair always gives the
    /// same number. Both are cut where they are longer together than the model reads.
    ///
    /// # Errors
    /// [`EmbedError::Model`].
    fn log_odds(&mut self, question: &str, phrasing: &str) -> Result<f32, EmbedError>;
}

/// A cross-encoder with one output named `logits`, run by `fastembed` on ONNX Runtime.
pub struct FastCrossEncoder(TextRerank);

impl FastCrossEncoder {
    /// A session of `model` that computes with one thread. The weights are read from their file once more: kept beside the
    /// session they would double what it takes.
    ///
    /// # Errors
    /// [`StartError`], also where the model gives no number for a pair of words.
    pub fn new(model: Model, runtime: &Loaded) -> Result<FastCrossEncoder, StartError> {
        let onnx = model.location().to_path_buf();
        let files = model.files;
        let tokenizer_files = TokenizerFiles {
            tokenizer_file: files.tokenizer,
            config_file: files.config,
            special_tokens_map_file: files.special_tokens_map,
            tokenizer_config_file: files.tokenizer_config,
        };
        let wanted = UserDefinedRerankingModel::new(OnnxSource::File(onnx.clone()), tokenizer_files);
        let mut options = RerankInitOptionsUserDefined::default();
        options.environment = Some(runtime.environment());
        options.max_length = model.max_length;
        options.intra_threads = Some(1);
        let session = TextRerank::try_new_from_user_defined(wanted, options)
            .map_err(|error| StartError::Refused { onnx: onnx.clone(), message: error.to_string() })?;
        let mut reader = FastCrossEncoder(session);
        // Finds a model of another kind now rather than at the first question.
        reader.log_odds("word", "word").map_err(|cause| StartError::Mute { onnx, cause })?;
        Ok(reader)
    }
}

impl CrossEncoder for FastCrossEncoder {
    fn log_odds(&mut self, question: &str, phrasing: &str) -> Result<f32, EmbedError> {
        let read = self.0.rerank(question, [phrasing], false, Some(1));
        let read = read.map_err(|error| EmbedError::Model(error.to_string()))?;
        let number = read.first().map(|read| read.score).filter(|number| number.is_finite());
        number.ok_or_else(|| EmbedError::Model("it gave no number".to_owned()))
    }
}

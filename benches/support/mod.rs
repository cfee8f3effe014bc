//! What the benches share: made-up knowledge of any size, the models, and how figures are told.

#![allow(dead_code, reason = "every bench uses another part of it")]

pub(crate) mod figures;
pub(crate) mod machine;
pub(crate) mod own;
pub(crate) mod remembering;

use std::num::NonZeroUsize;
use std::path::Path;
use std::path::PathBuf;

use fastembed::InitOptionsUserDefined;
use fastembed::Pooling;
use fastembed::QuantizationMode;
use fastembed::TextEmbedding;
use fastembed::TokenizerFiles;
use fastembed::UserDefinedEmbeddingModel;

use askwell::embedding::EmbedError;
use askwell::embedding::Embedder;
use askwell::embedding::UnitVector;
use askwell::embedding::cross_encoder::CrossEncoder;
use askwell::embedding::cross_encoder::FastCrossEncoder;
use askwell::embedding::cross_encoder::PairReader;
use askwell::embedding::fastembed::FastEmbedder;
use askwell::embedding::model_dir;
use askwell::embedding::model_dir::Model;
use askwell::embedding::runtime;
use askwell::embedding::runtime::Found;
use askwell::embedding::runtime::Loaded;
use askwell::embedding::runtime::Places;
use askwell::embedding::worker::ModelHandle;
use askwell::entry::Entry;
use askwell::entry::EntryId;
use askwell::entry::Phrasing;
use askwell::entry::State;
use askwell::matching::index::Index;

/// A fixed sequence of numbers from -1 to 1 (xorshift64*), so that every run measures the same data.
pub(crate) struct Noise(pub(crate) u64);

impl Noise {
    pub(crate) fn next(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40;
        bits as f32 / 8_388_608.0 - 1.0
    }

    pub(crate) fn unit_vector(&mut self, dimensions: usize) -> UnitVector {
        UnitVector::normalized((0..dimensions).map(|_| self.next()).collect()).expect("not all zero")
    }
}

/// An entry for each number, with one phrasing.
pub(crate) fn entries(count: usize) -> Vec<Entry> {
    let entry = |number: usize| Entry {
        id: EntryId::new(format!("entry-{number}")).expect("a valid id"),
        topic: None,
        phrasings: vec![Phrasing::new(&format!("What is number {number}?")).expect("a valid phrasing")],
        answer: format!("Number {number}."),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    };
    (0..count).map(entry).collect()
}

/// An index of `count` entries with one made-up phrasing each.
pub(crate) fn index(count: usize, dimensions: usize) -> Index {
    let mut noise = Noise(1);
    let vectors: Vec<Option<UnitVector>> = (0..count).map(|_| Some(noise.unit_vector(dimensions))).collect();
    Index::build(&entries(count), dimensions, &vectors).expect("one vector each")
}

/// The model that comes with the program.
fn model() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models").join(askwell::config::DEFAULT_MODEL);
    model_dir::open(&folder).expect("the model in the repository is whole")
}

/// The cross-encoder that comes with the program.
pub(crate) fn cross_encoder() -> FastCrossEncoder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models").join(askwell::config::DEFAULT_CROSS_ENCODER);
    let model = model_dir::open(&folder).expect("the cross-encoder in the repository is whole");
    FastCrossEncoder::new(model, &onnx_runtime()).expect("the cross-encoder loads")
}

/// ONNX Runtime, where the program finds it. `cargo run` fetches it.
fn onnx_runtime() -> Loaded {
    runtime::load(&found()).expect("ONNX Runtime starts")
}

/// Its file, for a program that is to use the same.
pub(crate) fn onnx_runtime_path() -> PathBuf {
    found().path
}

fn found() -> Found {
    let config = askwell::config::Config::new(askwell::config::Said::default(), |name| std::env::var_os(name));
    let config = config.expect("the environment is in order");
    let places = Places { given: config.onnx_runtime, cache: Some(config.cache), system: true, ..Places::default() };
    runtime::search(&places).found.expect("ONNX Runtime is there once `cargo run --release` has run")
}

/// The model behind its worker, with `threads` threads for bulk work.
pub(crate) fn handle(threads: usize) -> ModelHandle {
    let runtime = onnx_runtime();
    let session = move || -> Result<Box<dyn Embedder>, EmbedError> {
        Ok(Box::new(FastEmbedder::new(model(), &runtime, 1).expect("the model loads")))
    };
    let first = session().expect("the model loads");
    ModelHandle::start(first, Box::new(session), NonZeroUsize::new(threads).expect("at least one")).expect("it starts")
}

/// The same with the cross-encoder beside it, as the program has it.
pub(crate) fn handle_with_second_look(threads: usize) -> ModelHandle {
    let session = || -> Result<Box<dyn CrossEncoder>, EmbedError> { Ok(Box::new(cross_encoder())) };
    let threads_to_read = NonZeroUsize::new(threads).expect("at least one");
    handle(threads).with_reader(PairReader::start(Box::new(session), threads_to_read).expect("it starts"))
}

/// fastembed itself, on the same files with the same pooling, and nothing of ours around it.
pub(crate) fn bare_fastembed() -> TextEmbedding {
    let runtime = onnx_runtime();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("models").join(askwell::config::DEFAULT_MODEL);
    let read = |name: &str| std::fs::read(folder.join(name)).expect("the model in the repository is whole");
    let files = TokenizerFiles {
        tokenizer_file: read("tokenizer.json"),
        config_file: read("config.json"),
        special_tokens_map_file: read("special_tokens_map.json"),
        tokenizer_config_file: read("tokenizer_config.json"),
    };
    let model = UserDefinedEmbeddingModel::new(read("model.onnx"), files)
        .with_pooling(Pooling::Mean)
        .with_quantization(QuantizationMode::Dynamic);
    let options = InitOptionsUserDefined::new()
        .with_environment(runtime.environment())
        .with_max_length(256)
        .with_intra_threads(1);
    TextEmbedding::try_new_from_user_defined(model, options).expect("fastembed loads the model")
}

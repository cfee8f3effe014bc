//! From settings to a running service: ONNX Runtime, the model, its worker, the cache, the knowledge.

use std::io;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use anyhow::Context;
use anyhow::bail;

use crate::cli::store;
use crate::cli::target;
use crate::cli::watched;
use crate::config::Config;
use crate::config::DEFAULT_CROSS_ENCODER;
use crate::config::DEFAULT_MODEL;
use crate::embedding::EmbedError;
use crate::embedding::Embedder;
use crate::embedding::cache::VectorCache;
use crate::embedding::cross_encoder::CrossEncoder;
use crate::embedding::cross_encoder::FastCrossEncoder;
use crate::embedding::cross_encoder::PairReader;
use crate::embedding::fastembed::FastEmbedder;
use crate::embedding::hub;
use crate::embedding::model_dir;
use crate::embedding::model_dir::Model;
use crate::embedding::runtime;
use crate::embedding::runtime::Fetch;
use crate::embedding::runtime::Loaded;
use crate::embedding::runtime::Places;
use crate::embedding::worker::ModelHandle;
use crate::frontend::progress::Bar;
use crate::frontend::wording;
use crate::knowledge::Reading;
use crate::matching::calibration::Target;
use crate::matching::screening::Reads;
use crate::service;
use crate::service::Catalog;
use crate::service::CatalogError;
use crate::service::FaqService;
use crate::service::ModelLoader;
use crate::service::Opened;
use crate::service::Progress;
use crate::service::Settings;

/// A model that embeds, and what belongs to it.
pub(super) struct Engine {
    pub(super) handle: ModelHandle,
    /// Name of the model, for people.
    pub(super) name: String,
    pub(super) reads: Reads,
    pub(super) cache: VectorCache,
}

impl Engine {
    /// What the service needs of it.
    pub(super) fn for_service(self) -> service::Engine {
        service::Engine { model: self.handle, reads: self.reads, cache: Some(self.cache), memory: None }
    }
}

/// A service, and what came up while it was opened.
pub(super) struct OpenedService {
    pub(super) model: String,
    pub(super) opened: Opened,
}

/// Loads the model and the knowledge, that of the store included. Where something is to be written or decided,
/// knowledge may be empty.
pub(super) async fn open(config: &Config, wanted: store::Wanted) -> anyhow::Result<(FaqService, OpenedService)> {
    let missing = match config.knowledge.as_slice() {
        [only] if !only.exists() => Some(only),
        _ => None,
    };
    // Before the model is loaded: a mistyped path should be told at once.
    if let Some(path) = missing.filter(|_| config.knowledge_said) {
        bail!("{}", wording::no_knowledge(path));
    }
    let memory = store::memory(config, wanted).await?;
    if let Some(path) = missing.filter(|_| memory.is_none()) {
        bail!("{}", wording::no_knowledge(path));
    }
    let engine = engine(config)?;
    let settings = || Settings {
        // What is taught can do without files.
        knowledge: if missing.is_some() { Vec::new() } else { config.knowledge.clone() },
        cache: Some(engine.cache.clone()),
        reads: engine.reads,
        target: target(config.right),
        memory: memory.clone(),
        model_name: model_name(config),
        loader: Some(loader(config)),
    };
    let model = engine.name.clone();
    let mut bar = Bar::counting("embedding phrasings", watched());
    let progress = |progress: Progress| bar.at(progress.done, progress.total);
    let opened = FaqService::open(engine.handle.clone(), settings(), progress).await;
    drop(bar);
    match opened {
        Ok((service, opened)) => Ok((service, OpenedService { model, opened })),
        Err(CatalogError::NothingToServe { problems }) if wanted != store::Wanted::IfThere => {
            let opened = Opened { problems, ..Opened::default() };
            Ok((FaqService::waiting(engine.handle.clone(), settings()).await, OpenedService { model, opened }))
        }
        Err(CatalogError::NothingToServe { problems }) => {
            for problem in wording::few_problems(&problems) {
                writeln!(io::stderr(), "{problem}")?;
            }
            bail!("{}", wording::nothing_to_serve(&config.knowledge));
        }
        Err(error) => Err(error.into()),
    }
}

/// The name by which the model can be loaded again.
pub(super) fn model_name(config: &Config) -> String {
    config.model.clone().unwrap_or_else(|| DEFAULT_MODEL.to_owned())
}

/// Loads another model into a process that runs.
pub(super) fn loader(config: &Config) -> ModelLoader {
    let config = config.clone();
    Arc::new(move |name| {
        let config = Config { model: Some(name.to_owned()), ..config.clone() };
        engine(&config).map(Engine::for_service).map_err(|error| format!("{error:#}"))
    })
}

/// Loads the model for what was read already; with what the model reads.
pub(super) async fn catalog(config: &Config, reading: Reading) -> anyhow::Result<(Catalog, Reads)> {
    let engine = engine(config)?;
    let settings = Settings {
        knowledge: Vec::new(),
        cache: Some(engine.cache),
        reads: engine.reads,
        target: Target::default(),
        memory: None,
        model_name: engine.name,
        loader: None,
    };
    let mut bar = Bar::counting("embedding phrasings", watched());
    let progress = |progress: Progress| bar.at(progress.done, progress.total);
    let (catalog, _) = Catalog::of_reading(&engine.handle, &settings, reading, progress).await?;
    Ok((catalog, engine.reads))
}

/// Loads ONNX Runtime and the model, and starts the model's worker.
pub(super) fn engine(config: &Config) -> anyhow::Result<Engine> {
    let runtime = onnx_runtime(config)?;
    let model = model(config)?;
    let name = model.name.clone();
    let reads = Reads::from_languages(&model.languages);
    let first = FastEmbedder::new(model, &runtime, 1)?;
    let again = config.clone();
    let onnx = runtime.clone();
    let factory = move || -> Result<Box<dyn Embedder>, EmbedError> {
        // Read anew rather than kept: the files are as large as the session, and rarely needed twice.
        let model = self::model(&again).map_err(|error| EmbedError::Model(format!("{error:#}")))?;
        let embedder = FastEmbedder::new(model, &runtime, 1).map_err(|error| EmbedError::Model(error.to_string()))?;
        Ok(Box::new(embedder))
    };
    let cache = VectorCache::open(&config.cache, first.fingerprint(), first.dimensions());
    let mut handle = ModelHandle::start(Box::new(first), Box::new(factory), config.threads)?;
    // It reads English alone.
    if config.second_look
        && reads == Reads::English
        && let Some(model) = cross_encoder()?
    {
        handle = handle.with_reader(pair_reader(model, &onnx, config.threads)?);
    }
    Ok(Engine { handle, name, reads, cache })
}

/// The cross-encoder that comes with the program; `None` where a package left it out.
///
/// # Errors
/// When it is there and cannot be read.
pub(super) fn cross_encoder() -> anyhow::Result<Option<Model>> {
    let Ok(folder) = model_dir::locate_default(&places_of(DEFAULT_CROSS_ENCODER)) else { return Ok(None) };
    Ok(Some(model_dir::open(&folder)?.without_weights()))
}

/// Starts its thread. `model` becomes the first session; further ones, which are rarely needed, check the files anew.
fn pair_reader(model: Model, runtime: &Loaded, threads: NonZeroUsize) -> anyhow::Result<PairReader> {
    let (first, runtime) = (Mutex::new(Some(model)), runtime.clone());
    let factory = move || -> Result<Box<dyn CrossEncoder>, EmbedError> {
        let first = first.lock().unwrap_or_else(PoisonError::into_inner).take();
        let model = first.map_or_else(|| cross_encoder().transpose(), |model| Some(Ok(model)));
        let model = model.unwrap_or_else(|| bail!("its folder is gone")).map_err(|error| model_error(&error))?;
        Ok(Box::new(FastCrossEncoder::new(model, &runtime).map_err(|error| model_error(&error.into()))?))
    };
    Ok(PairReader::start(Box::new(factory), threads)?)
}

fn model_error(error: &anyhow::Error) -> EmbedError {
    EmbedError::Model(format!("{error:#}"))
}

/// Finds ONNX Runtime, or fetches it, and takes it into use.
pub(super) fn onnx_runtime(config: &Config) -> anyhow::Result<Loaded> {
    let search = runtime::search(&places(config));
    for warning in search.warnings() {
        writeln!(io::stderr(), "warning: {}", wording::plain(&warning.to_string()))?;
    }
    let found = match search.found {
        Some(found) => found,
        None => fetch(config)?,
    };
    Ok(runtime::load(&found)?)
}

/// Where ONNX Runtime may be.
pub(super) fn places(config: &Config) -> Places {
    let executable = std::env::current_exe().ok();
    Places {
        given: config.onnx_runtime.clone(),
        executable_folder: executable.and_then(|path| path.parent().map(Path::to_path_buf)),
        cache: Some(config.cache.clone()),
        system: true,
        pythons: runtime::usual_pythons(),
    }
}

fn fetch(config: &Config) -> anyhow::Result<runtime::Found> {
    let mut bar = Bar::of_bytes("fetching ONNX Runtime", watched());
    let mut said = String::new();
    let found = runtime::fetch(&Fetch::into(config.cache.clone()), &mut |progress| {
        if let runtime::Progress::Downloading { done, total } = progress {
            bar.at(usize::try_from(done).unwrap_or(usize::MAX), usize::try_from(total).unwrap_or(usize::MAX));
        }
        let line = wording::fetching(&progress);
        if line != said {
            // Nobody can be told when standard error is closed, and that is no reason not to go on.
            let _ = writeln!(io::stderr(), "{line}");
            said = line;
        }
    })?;
    Ok(found)
}

/// Reads the model that was chosen: a folder, a fetched model's name, or the one that comes with the program.
pub(super) fn model(config: &Config) -> anyhow::Result<Model> {
    let Some(chosen) = config.model.as_ref().filter(|name| *name != DEFAULT_MODEL) else {
        let folder = model_dir::locate_default(&default_places())?;
        let mut model = model_dir::open(&folder)?;
        model.name = DEFAULT_MODEL.to_owned();
        return Ok(model);
    };
    let folder = Path::new(chosen);
    if folder.is_dir() || folder.is_absolute() || chosen.starts_with('.') {
        return model_dir::open(folder).with_context(|| format!("could not use the model `{chosen}`"));
    }
    hub::open(chosen, &config.fetched).with_context(|| format!("could not use the model `{chosen}`"))
}

/// Where the model that comes with the program may be: below the current folder, or below a folder that holds the
/// executable, as `target/release` does in the repository and as a package may have it.
pub(super) fn default_places() -> Vec<PathBuf> {
    places_of(DEFAULT_MODEL)
}

fn places_of(name: &str) -> Vec<PathBuf> {
    let below = |folder: &Path| folder.join("models").join(name);
    let mut places = vec![below(Path::new("."))];
    if let Ok(executable) = std::env::current_exe() {
        places.extend(executable.ancestors().skip(1).take(4).map(below));
    }
    places
}

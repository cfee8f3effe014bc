//! ONNX Runtime, the library that runs the model: finding it on this machine ([`search`]), fetching it once when
//! there is none ([`fetch()`]), and taking it into this process ([`load`]).
//!
//! Nothing here starts Python unless no library was found in a folder or on the system's library path, since
//! starting Python costs more than everything else a short command does.

use std::fmt;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use ort::environment::Environment;
use ort::logging::LogLevel;

mod candidates;
mod fetch;
mod library;
mod pinned;
mod python;

pub use fetch::Fetch;
pub use fetch::FetchError;
pub use fetch::Progress;
pub use fetch::fetch;
use library::Library;
pub use library::Reason;
pub use pinned::PINNED_VERSION;

/// What a person can do to supply ONNX Runtime, for the end of every message that says it is missing.
#[cfg(target_os = "windows")]
pub const WAYS: &str = "ONNX Runtime 1.24 or newer can be supplied in three ways: set ORT_DYLIB_PATH to the path of \
onnxruntime.dll; or run `python -m pip install onnxruntime`; or put onnxruntime.dll beside the askwell executable";
/// What a person can do to supply ONNX Runtime, for the end of every message that says it is missing.
#[cfg(target_os = "macos")]
pub const WAYS: &str = "ONNX Runtime 1.24 or newer can be supplied in three ways: set ORT_DYLIB_PATH to the path of \
libonnxruntime.dylib; or run `python3 -m pip install onnxruntime`; or put libonnxruntime.dylib beside the askwell \
executable";
/// What a person can do to supply ONNX Runtime, for the end of every message that says it is missing.
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
pub const WAYS: &str = "ONNX Runtime 1.24 or newer can be supplied in three ways: set ORT_DYLIB_PATH to the path of \
libonnxruntime.so; or run `python3 -m pip install onnxruntime`; or put libonnxruntime.so beside the askwell executable";

/// Where a library was looked for, in the order of looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The path given in `ORT_DYLIB_PATH`.
    Given,
    /// The folder of the executable.
    BesideExecutable,
    /// What [`fetch()`] put into the cache folder.
    Cache,
    /// The system's library path.
    System,
    /// An installed Python package `onnxruntime`.
    PythonPackage,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Source::Given => "ORT_DYLIB_PATH",
            Source::BesideExecutable => "beside the executable",
            Source::Cache => "cache folder",
            Source::System => "system library path",
            Source::PythonPackage => "Python package onnxruntime",
        })
    }
}

/// Where [`search`] looks. What is `None`, `false` or empty is not looked at.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The value of `ORT_DYLIB_PATH`.
    pub given: Option<PathBuf>,
    /// The folder of the executable.
    pub executable_folder: Option<PathBuf>,
    /// The folder that [`fetch()`] fetches into.
    pub cache: Option<PathBuf>,
    /// Whether to ask the system's loader for the library by its name.
    pub system: bool,
    /// Python interpreters asked for an installed package, in this order, by name or path.
    pub pythons: Vec<PathBuf>,
}

/// The names under which Python is installed, the usual one first.
#[must_use]
pub fn usual_pythons() -> Vec<PathBuf> {
    let names: &[&str] = if cfg!(windows) { &["python", "python3", "py"] } else { &["python3", "python"] };
    names.iter().map(PathBuf::from).collect()
}

/// A library that can be used.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it is; a bare name where the system's loader knows the folder.
    pub path: PathBuf,
    /// Its version, for example `1.24.4`.
    pub version: String,
    /// How it was found.
    pub how: Source,
    /// Kept open, so that [`load`] uses the very file that was checked, and does not relocate 20 MB twice.
    library: Arc<Library>,
}

/// A candidate that cannot be used.
#[derive(Clone, Debug)]
pub struct PassedOver {
    /// The candidate.
    pub path: PathBuf,
    /// How it was found.
    pub how: Source,
    /// What is wrong with it.
    pub reason: Reason,
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ({}) {}", self.path.display(), self.how, self.reason)
    }
}

/// The outcome of a [`search`].
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The first candidate that can be used; those after it were not looked at.
    pub found: Option<Found>,
    /// The candidates before it, each with what is wrong with it.
    pub passed_over: Vec<PassedOver>,
}

impl Search {
    /// What whoever started this should be told even though a library was found: they named one with
    /// `ORT_DYLIB_PATH` and it is not the one in use, or the one in the cache folder is damaged.
    pub fn warnings(&self) -> impl Iterator<Item = &PassedOver> {
        self.passed_over.iter().filter(|candidate| matches!(candidate.how, Source::Given | Source::Cache))
    }
}

/// Looks for ONNX Runtime in `places`, and stops at the first library that can be used.
#[must_use]
pub fn search(places: &Places) -> Search {
    let mut search = Search::default();
    for (how, paths) in candidates::by_source(places) {
        // Lazily, since the last source starts Python.
        for path in paths() {
            match open(&path, how) {
                Ok(found) => {
                    search.found = Some(found);
                    return search;
                }
                Err(Reason::Absent) if how == Source::System => {}
                Err(reason) => search.passed_over.push(PassedOver { path, how, reason }),
            }
        }
    }
    search
}

/// Opens the library at `path` and checks that it can be used.
fn open(path: &Path, how: Source) -> Result<Found, Reason> {
    if how == Source::Cache {
        pinned::check(path)?;
    }
    let library = library::open(path)?;
    Ok(Found { path: path.to_path_buf(), version: library.version.clone(), how, library: Arc::new(library) })
}

/// Proof that ONNX Runtime is in this process; nothing that needs it can be called without.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The library's version.
    pub version: String,
    /// Where it is.
    pub path: PathBuf,
    environment: Environment,
}

impl Loaded {
    /// The environment in which sessions are made. There is one in a process.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment.clone()
    }
}

/// Why a library that was found could not be taken into use.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Another part of the program used ONNX Runtime first, from a library of its own choice.
    #[error("another copy of ONNX Runtime is already in use in this process")]
    AlreadyInUse,
    /// It did not start.
    #[error("ONNX Runtime {version} at `{path}` did not start: {message}")]
    Start {
        /// Where it is.
        path: PathBuf,
        /// Its version.
        version: String,
        /// What it said.
        message: String,
    },
}

/// The one runtime of this process.
static LOADED: Mutex<Option<Loaded>> = Mutex::new(None);

/// Takes `found` into use, with telemetry off and its log discarded: what goes wrong comes back as an error.
///
/// A process has one runtime: a second call gives the first one again, whatever it was called with.
///
/// # Errors
/// [`LoadError`].
pub fn load(found: &Found) -> Result<Loaded, LoadError> {
    let mut slot = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(loaded) = slot.as_ref() {
        return Ok(loaded.clone());
    }
    // `ort::init_from` would open the path again, look beside the executable first for a bare name, and panic
    // later where the library offers no interface of the version asked for. This is the library as checked.
    if !ort::set_api(found.library.api()) {
        return Err(LoadError::AlreadyInUse);
    }
    // The interface is used until the process ends, so the library must never be unloaded.
    std::mem::forget(Arc::clone(&found.library));
    let environment = ort::init()
        .with_name("askwell")
        .with_telemetry(false)
        // Without this it writes to standard error by itself, for example when it finds no graphics card.
        .with_logger(Arc::new(|_, _, _, _, _| {}))
        .build()
        .map_err(|error| LoadError::Start {
            path: found.path.clone(),
            version: found.version.clone(),
            message: error.to_string(),
        })?;
    // The logger above is asked for everything otherwise, and each message costs its formatting.
    environment.set_log_level(LogLevel::Error);
    let loaded = Loaded { version: found.version.clone(), path: found.path.clone(), environment };
    *slot = Some(loaded.clone());
    Ok(loaded)
}

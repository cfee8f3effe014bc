//! Fetching ONNX Runtime: with the real pip once, and with Pythons that fail in every way.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use askwell::embedding::runtime;
use askwell::embedding::runtime::Fetch;
use askwell::embedding::runtime::FetchError;
use askwell::embedding::runtime::PINNED_VERSION;
use askwell::embedding::runtime::Places;
use askwell::embedding::runtime::Progress;
use askwell::embedding::runtime::Reason;
use askwell::embedding::runtime::Source;

use super::fetching;

/// How the folders of runs in progress begin.
const SCRATCH: &str = ".fetching-";

fn leftovers(cache: &Path) -> Vec<String> {
    let entries = cache.read_dir().unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(SCRATCH)).collect()
}

fn search_in(cache: &Path) -> runtime::Search {
    runtime::search(&Places { cache: Some(cache.to_path_buf()), ..Places::default() })
}

#[test]
fn two_at_once_fetch_once_and_damage_is_noticed_and_repaired() {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("not there yet");
    // A process that was killed half way.
    std::fs::create_dir_all(cache.join(".fetching-killed/wheels")).unwrap();
    std::fs::write(cache.join(".fetching-killed/wheels/half.whl"), "half").unwrap();

    let seen = Mutex::new(Vec::new());
    let fetch = || runtime::fetch(&Fetch::into(cache.clone()), &mut |progress| seen.lock().unwrap().push(progress));
    let (first, second) = std::thread::scope(|scope| {
        let (first, second) = (scope.spawn(fetch), scope.spawn(fetch));
        (first.join().unwrap().unwrap(), second.join().unwrap().unwrap())
    });
    assert_eq!(first.path, second.path);
    assert_eq!((first.version.as_str(), first.how), (PINNED_VERSION, Source::Cache));
    let seen = seen.into_inner().unwrap();
    let count = |wanted: &Progress| seen.iter().filter(|progress| *progress == wanted).count();
    assert_eq!(count(&Progress::Unpacking), 1, "{seen:?}");
    assert_eq!(count(&Progress::Ready(first.path.clone())), 1);
    assert!(seen.iter().any(|progress| matches!(progress, Progress::Downloading { .. })));
    assert_eq!(leftovers(&cache), [""; 0]);
    drop((first, second));

    let found = search_in(&cache).found.unwrap();
    assert_eq!(found.how, Source::Cache);
    damage_is_noticed(&cache, &found.path);
    let repaired = runtime::fetch(&Fetch::into(cache.clone()), &mut |_| {}).unwrap();
    assert_eq!(repaired.path, found.path);
    assert!(search_in(&cache).warnings().next().is_none());
}

/// Cut short, and with one bit changed; never written to in place, since the file is open as a library.
fn damage_is_noticed(cache: &Path, library: &Path) {
    let whole = std::fs::read(library).unwrap();
    let mut other = whole.clone();
    other[whole.len() / 2] ^= 1;
    for (bytes, sign) in [(&whole[..1_000_000], "1000000 bytes instead of"), (&other[..], "checksum")] {
        std::fs::remove_file(library).unwrap();
        std::fs::write(library, bytes).unwrap();
        let search = search_in(cache);
        assert!(search.found.is_none());
        let warning = search.warnings().next().unwrap().to_string();
        assert!(warning.contains("(cache folder) is damaged") && warning.contains(sign), "{warning}");
    }
}

#[test]
fn without_python_the_ways_are_named() {
    let cache = tempfile::tempdir().unwrap();
    let error = runtime::fetch(&fetching(cache.path(), "no-such-python".into()), &mut |_| {}).unwrap_err();
    assert!(matches!(error, FetchError::NoPython { .. }));
    let message = error.to_string();
    for part in ["`no-such-python`", "ORT_DYLIB_PATH", "pip install onnxruntime", "beside the askwell executable"] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_cache_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = runtime::fetch(&Fetch::into(file.join("cache")), &mut |_| {}).unwrap_err();
    assert!(matches!(error, FetchError::CacheFolder { .. }), "{error}");
    assert!(error.to_string().contains(&*file.to_string_lossy()), "{error}");
}

/// What a Python that does `body` leads to; nothing may be left of the attempt.
#[cfg(unix)]
#[track_caller]
fn outcome(body: &str) -> FetchError {
    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("cache");
    let python = super::script(&folder.path().join("python3"), body);
    std::fs::create_dir_all(cache.join(".fetching-killed")).unwrap();
    let mut settings = fetching(&cache, python);
    settings.time_limit = Duration::from_secs(2);
    let error = runtime::fetch(&settings, &mut |_| {}).unwrap_err();
    assert_eq!(leftovers(&cache), [""; 0]);
    assert!(search_in(&cache).found.is_none());
    assert!(error.to_string().contains("ORT_DYLIB_PATH"), "{error}");
    error
}

#[cfg(unix)]
#[test]
fn pip_that_fails_is_quoted() {
    let error = outcome("echo collecting; echo; echo 'ERROR: the moon is full' >&2; exit 1");
    assert!(matches!(&error, FetchError::Pip { said } if said == "collecting / ERROR: the moon is full"), "{error:?}");
}

#[cfg(unix)]
#[test]
fn failures_that_have_a_remedy_are_told_apart() {
    let error = outcome("echo '/usr/bin/python3: No module named pip' >&2; exit 1");
    assert!(matches!(error, FetchError::NoPip { .. }), "{error:?}");
    let error = outcome("echo 'WARNING: Retrying: Temporary failure in name resolution'; exit 1");
    assert!(matches!(error, FetchError::Network { .. }), "{error:?}");
    let error = outcome("echo 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.'; exit 1");
    assert!(matches!(error, FetchError::WrongHash { .. }), "{error:?}");
    let error = outcome("echo 'ERROR: Could not install: [Errno 28] No space left on device'; exit 1");
    assert!(matches!(error, FetchError::DiskFull { .. }), "{error:?}");
    let error = outcome("exit 0");
    assert!(matches!(error, FetchError::Pip { .. }), "{error:?}");
}

#[cfg(unix)]
#[test]
fn pip_that_hangs_is_stopped() {
    let started = Instant::now();
    let error = outcome("echo 'Looking around'; exec sleep 60");
    assert!(matches!(&error, FetchError::TimedOut { said, .. } if said == "Looking around"), "{error:?}");
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[cfg(unix)]
#[test]
fn pip_cannot_read_the_terminal() {
    let error = outcome("if read answer; then echo \"got $answer\"; else echo 'nobody answers'; fi; exit 1");
    assert!(matches!(&error, FetchError::Pip { said } if said == "nobody answers"), "{error:?}");
}

#[cfg(unix)]
#[test]
fn a_wrong_file_is_never_taken_for_the_library() {
    // Answers both uses: the download, which ends in `--dest FOLDER --requirement FILE`, and the unpacking, which
    // ends in the file to write.
    let body = "for last; do :; done
        if [ \"$1\" = -c ]; then echo 'not a library' > \"$last\"; else echo wheel > \"$(dirname \"$last\")/wheels/a.whl\"; fi";
    let error = outcome(body);
    assert!(matches!(&error, FetchError::Unusable(Reason::Damaged(_))), "{error:?}");
}

#[cfg(unix)]
#[test]
fn the_next_python_is_tried_when_the_first_has_no_pip() {
    let folder = tempfile::tempdir().unwrap();
    let first = super::script(&folder.path().join("first"), "echo 'No module named pip'; exit 1");
    let second = super::script(&folder.path().join("second"), "echo 'second was here'; exit 1");
    let mut settings = fetching(&folder.path().join("cache"), first.clone());
    settings.pythons = vec![PathBuf::from("no-such-python"), first.clone(), second];
    let error = runtime::fetch(&settings, &mut |_| {}).unwrap_err();
    assert!(matches!(&error, FetchError::Pip { said } if said == "second was here"), "{error:?}");
    settings.pythons.pop();
    let error = runtime::fetch(&settings, &mut |_| {}).unwrap_err();
    assert!(matches!(&error, FetchError::NoPip { python } if *python == first), "{error:?}");
}

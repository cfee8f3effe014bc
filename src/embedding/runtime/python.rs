//! Runs Python, quietly and within a time limit.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

/// Finding a package takes about 0.05 s; a Python that needs this long will not be waited for at every start.
const FIND_LIMIT: Duration = Duration::from_secs(10);

/// Finds the package without importing it, which would take a second.
const FIND_PACKAGE: &str = "import importlib.util as u
s = u.find_spec('onnxruntime')
print('\\n'.join(s.submodule_search_locations) if s and s.submodule_search_locations else '')";

/// How a run ended.
pub(super) enum Run {
    /// With this status.
    Ended(ExitStatus),
    /// It was killed at the time limit.
    TimedOut,
}

/// The folders of installed Python packages `onnxruntime` in which the library lies, interpreter by interpreter.
pub(super) fn package_folders(pythons: &[PathBuf]) -> impl Iterator<Item = PathBuf> {
    pythons.iter().flat_map(|python| package_folders_of(python).unwrap_or_default())
}

fn package_folders_of(python: &Path) -> io::Result<Vec<PathBuf>> {
    let folder = tempfile::tempdir()?;
    let output = folder.path().join("output");
    match run(python, &["-c".into(), FIND_PACKAGE.into()], folder.path(), &output, FIND_LIMIT, &mut || {})? {
        Run::Ended(status) if status.success() => {}
        _ => return Ok(Vec::new()),
    }
    let lines = std::fs::read_to_string(output)?;
    Ok(lines.lines().filter(|line| !line.is_empty()).map(|line| Path::new(line).join("capi")).collect())
}

/// Runs `python` with `arguments` in the folder `scratch`, which also takes its temporary files. All it says goes
/// into the file `output`; it cannot read the terminal. `waiting` is called several times a second.
///
/// # Errors
/// When it cannot be started, or `output` not be written.
pub(super) fn run(
    python: &Path,
    arguments: &[OsString],
    scratch: &Path,
    output: &Path,
    limit: Duration,
    waiting: &mut dyn FnMut(),
) -> io::Result<Run> {
    let written = File::create(output)?;
    let child = Command::new(python)
        .args(arguments)
        // Python takes modules from the current folder first: it must be one that nobody else writes into.
        .current_dir(scratch)
        .envs(["TMPDIR", "TEMP", "TMP"].map(|name| (name, scratch)))
        // A setting that makes sense for installing must not keep us from downloading.
        .env("PIP_REQUIRE_VIRTUALENV", "false")
        .stdin(Stdio::null())
        // Into a file: nobody has to read it while it runs, and a grandchild that stays cannot block us.
        .stdout(written.try_clone()?)
        .stderr(written)
        .spawn()?;
    wait(child, limit, waiting)
}

fn wait(mut child: Child, limit: Duration, waiting: &mut dyn FnMut()) -> io::Result<Run> {
    const LONGEST_PAUSE: Duration = Duration::from_millis(100);
    let started = Instant::now();
    let mut pause = Duration::from_millis(2);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Run::Ended(status));
        }
        if started.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            return Ok(Run::TimedOut);
        }
        waiting();
        std::thread::sleep(pause);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

//! Processes that write into a store until they are killed, and what they said they had done.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use tempfile::TempDir;

/// The example `store_writer`, which cargo builds with the tests, beside them.
pub(super) fn executable() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().unwrap().parent().unwrap().join("examples/store_writer");
    assert!(path.is_file(), "{} is not there: `cargo build --example store_writer` makes it", path.display());
    path
}

/// Longest wait for a line, on a busy machine.
const SOON: Duration = Duration::from_secs(60);

/// One that runs; killed when it is dropped.
pub(super) struct Writer {
    child: Child,
    said: Arc<Mutex<Vec<String>>>,
    reader: Option<std::thread::JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(address: &str, name: &str) -> Writer {
        Writer::with(Command::new(executable()).args([address, name]))
    }

    pub(super) fn with(command: &mut Command) -> Writer {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let (heard, mut out) = (Arc::clone(&said), BufReader::new(child.stdout.take().unwrap()));
        let reader = std::thread::spawn(move || {
            let mut line = String::new();
            // A line without an end was cut off, and says nothing.
            while out.read_line(&mut line).is_ok() && line.ends_with('\n') {
                heard.lock().unwrap().push(line.trim_end().to_owned());
                line.clear();
            }
        });
        Writer { child, said, reader: Some(reader) }
    }

    /// How many lines have come that begin with `word`.
    pub(super) fn count(&self, word: &str) -> usize {
        self.said.lock().unwrap().iter().filter(|line| line.split(' ').next() == Some(word)).count()
    }

    /// Waits until so many lines have come.
    pub(super) fn has_said(&self, lines: u64) {
        let began = Instant::now();
        while (self.said.lock().unwrap().len() as u64) < lines {
            assert!(began.elapsed() < SOON, "not {lines} lines: {:?}", self.last());
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    /// Waits until a line that begins with `word` has come after the first `after` lines of that kind.
    pub(super) fn says(&self, word: &str, after: usize) {
        let began = Instant::now();
        while self.count(word) <= after {
            assert!(began.elapsed() < SOON, "no {word:?}: {:?}", self.last());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// The last few lines.
    pub(super) fn last(&self) -> Vec<String> {
        let said = self.said.lock().unwrap();
        said[said.len().saturating_sub(5)..].to_vec()
    }

    /// Kills it with a signal that it cannot see coming; returns all that it said.
    pub(super) fn kill(mut self) -> Vec<String> {
        self.end();
        std::mem::take(&mut self.said.lock().unwrap())
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.end();
    }
}

/// What was said to be done, by writers that are dead.
#[derive(Default)]
pub(super) struct Acknowledged {
    /// Number by text.
    pub(super) commits: BTreeMap<String, u64>,
    /// Text by id.
    pub(super) questions: BTreeMap<String, String>,
    /// Ids of questions.
    pub(super) votes: Vec<String>,
    /// Cluster by text.
    pub(super) missed: BTreeMap<String, u64>,
    /// Number by text.
    pub(super) supports: BTreeMap<String, u64>,
    /// What went wrong.
    pub(super) errors: Vec<String>,
}

impl Acknowledged {
    /// Adds what one writer said.
    pub(super) fn take(&mut self, lines: &[String]) {
        for line in lines {
            match &line.split(' ').collect::<Vec<_>>()[..] {
                ["ready"] => (),
                ["commit", number, text] => drop(self.commits.insert((*text).to_owned(), number.parse().unwrap())),
                ["question", id, text] => drop(self.questions.insert((*id).to_owned(), (*text).to_owned())),
                ["vote", id] => self.votes.push((*id).to_owned()),
                ["missed", cluster, text] => drop(self.missed.insert((*text).to_owned(), cluster.parse().unwrap())),
                ["support", number, text] => drop(self.supports.insert((*text).to_owned(), number.parse().unwrap())),
                ["error", ..] => self.errors.push(line.clone()),
                _ => panic!("{line:?}"),
            }
        }
    }
}

/// A copy of the executable that any user may run, whatever folder the checkout is in.
pub(super) fn copy_for_everybody(folder: &TempDir) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let copy = folder.path().join("store_writer");
    std::fs::copy(executable(), &copy).unwrap();
    std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o755)).unwrap();
    copy
}

//! What the tests share: the real model, the binary, and a small knowledge.

pub(crate) mod discord;
pub(crate) mod discord_bot;
#[cfg(unix)]
pub(crate) mod discord_club;
pub(crate) mod discord_page;
#[cfg(unix)]
pub(crate) mod discord_program;
pub(crate) mod hub;
#[cfg(unix)]
pub(crate) mod postgres;
pub(crate) mod slow;
#[cfg(unix)]
pub(crate) mod store;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::Duration;

use askwell::embedding::EmbedError;
use askwell::embedding::Embedder;
use askwell::embedding::cross_encoder::CrossEncoder;
use askwell::embedding::cross_encoder::FastCrossEncoder;
use askwell::embedding::cross_encoder::PairReader;
use askwell::embedding::fastembed::FastEmbedder;
use askwell::embedding::model_dir;
use askwell::embedding::runtime;
use askwell::embedding::runtime::Fetch;
use askwell::embedding::runtime::Found;
use askwell::embedding::runtime::Loaded;
use askwell::embedding::runtime::Places;
use askwell::embedding::worker::ModelHandle;
use askwell::frontend::repl;
use askwell::frontend::repl::Look;
use askwell::frontend::repl::Piped;
use askwell::frontend::wording::Palette;
use askwell::matching::calibration::Target;
use askwell::matching::screening::Reads;
use askwell::service::Caller;
use askwell::service::FaqService;
use askwell::service::Role;
use askwell::service::Settings;
use tempfile::TempDir;

/// Root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the model that comes with the program.
pub(crate) fn model_folder() -> PathBuf {
    root().join("models").join(askwell::config::DEFAULT_MODEL)
}

/// The cache folder of the user that runs the tests: what `cargo run` fetched is found here, and what the tests fetch
/// is there for `cargo run`.
fn user_cache() -> PathBuf {
    let config = askwell::config::Config::new(askwell::config::Said::default(), |name| std::env::var_os(name));
    config.expect("the environment of the tests is in order").cache
}

/// ONNX Runtime, found or fetched as the program does it.
pub(crate) static RUNTIME: LazyLock<Loaded> = LazyLock::new(|| runtime::load(&found()).expect("ONNX Runtime starts"));

/// Where ONNX Runtime is.
pub(crate) fn found() -> Found {
    let places = Places {
        given: std::env::var_os("ORT_DYLIB_PATH").map(PathBuf::from),
        executable_folder: None,
        cache: Some(user_cache()),
        system: true,
        pythons: runtime::usual_pythons(),
    };
    let fetch = || runtime::fetch(&Fetch::into(user_cache()), &mut |_| ()).expect("ONNX Runtime can be fetched");
    runtime::search(&places).found.unwrap_or_else(fetch)
}

/// A session of the real model.
pub(crate) fn embedder() -> FastEmbedder {
    let model = model_dir::open(&model_folder()).expect("the model in the repository is whole");
    FastEmbedder::new(model, &RUNTIME, 1).expect("the model loads")
}

/// The real model, loaded once for all tests.
pub(crate) static MODEL: LazyLock<ModelHandle> = LazyLock::new(|| {
    let factory = || -> Result<Box<dyn Embedder>, EmbedError> { Ok(Box::new(embedder())) };
    let model = ModelHandle::start(Box::new(embedder()), Box::new(factory), NonZeroUsize::new(2).unwrap()).unwrap();
    let factory = || -> Result<Box<dyn CrossEncoder>, EmbedError> { Ok(Box::new(cross_encoder())) };
    model.with_reader(PairReader::start(Box::new(factory), NonZeroUsize::MIN).unwrap())
});

/// A session of the real cross-encoder.
pub(crate) fn cross_encoder() -> FastCrossEncoder {
    let folder = root().join("models").join(askwell::config::DEFAULT_CROSS_ENCODER);
    let model = model_dir::open(&folder).expect("the cross-encoder in the repository is whole");
    FastCrossEncoder::new(model, &RUNTIME).expect("the cross-encoder loads")
}

/// A bot that knows the knowledge that comes with the program: more than a thousand phrasings.
pub(crate) fn own_knowledge() -> TestBot {
    let folder = tempfile::tempdir().unwrap();
    for name in ["us-russia-negotiations.txt", "askwell.md"] {
        std::fs::copy(root().join("knowledge").join(name), folder.path().join(name)).unwrap();
    }
    TestBot::in_folder(folder)
}

/// What is answered from these files, without a cache and without a memory.
pub(crate) fn answered_from(knowledge: PathBuf) -> Settings {
    Settings {
        knowledge: vec![knowledge],
        cache: None,
        reads: Reads::English,
        target: Target::default(),
        memory: None,
        model_name: "all-MiniLM-L6-v2".to_owned(),
        loader: None,
    }
}

/// A service on the real model and a knowledge of its own.
#[must_use]
pub(crate) struct TestBot {
    pub(crate) folder: TempDir,
    pub(crate) service: FaqService,
    runtime: tokio::runtime::Runtime,
}

impl TestBot {
    /// A bot that knows what is in `text`, a knowledge file in plain text.
    pub(crate) fn knowing(text: &str) -> TestBot {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("faq.txt"), text).unwrap();
        TestBot::in_folder(folder)
    }

    /// A bot on the knowledge files that lie in `folder`.
    pub(crate) fn in_folder(folder: TempDir) -> TestBot {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let settings = answered_from(folder.path().to_owned());
        let (service, _) = runtime.block_on(FaqService::open(MODEL.clone(), settings, |_| ())).unwrap();
        TestBot { folder, service, runtime }
    }

    /// All that the REPL writes when these lines come through a pipe. Confidences are replaced by `NN %`, since
    /// their last digit may differ between processors.
    pub(crate) fn repl(&self, lines: &str) -> String {
        let palette = Palette::new(false);
        let look = Look { palette, interactive: false, progress: false, makes_store: false, width: None };
        let mut out = Vec::new();
        let mut source = Piped(lines.as_bytes());
        let ada = Caller::new("terminal:ada", "Ada", Role::Owner);
        self.runtime.block_on(repl::run(&self.service, &ada, None, &mut source, &mut out, look)).unwrap();
        without_percentages(&String::from_utf8(out).unwrap())
    }

    /// The answer to one question.
    pub(crate) fn ask(&self, question: &str) -> askwell::service::Answer {
        self.runtime.block_on(self.service.ask(question, 5)).unwrap()
    }

    /// The answer to one question, so that `target` of all are right.
    pub(crate) fn ask_within(&self, question: &str, target: Target) -> askwell::service::Answer {
        self.runtime.block_on(self.service.ask_within(question, 5, target)).unwrap()
    }

    /// The phrasings suggested to somebody who has typed `partial`; the model gets all the time it wants.
    pub(crate) fn suggest(&self, partial: &str, limit: usize) -> Vec<String> {
        let suggestions = self.runtime.block_on(self.service.suggest(partial, limit, Duration::from_secs(60)));
        suggestions.into_iter().map(|suggestion| suggestion.phrasing).collect()
    }

    /// Puts another text in the place of the knowledge and reloads.
    pub(crate) fn reload_with(&self, text: &str) -> Result<askwell::service::Opened, askwell::service::ReloadError> {
        std::fs::write(self.folder.path().join("faq.txt"), text).unwrap();
        self.runtime.block_on(self.service.reload(|_| ()))
    }
}

fn without_percentages(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(" %") {
        let digits = rest[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        shown.push_str(digits);
        shown.push_str(if &rest[digits.len()..at] == "100" { "100 %" } else { "NN %" });
        rest = &rest[at + 2..];
    }
    shown + rest
}

/// The binary, in a world of its own: an empty cache, no settings but those given, ONNX Runtime where it was found.
#[must_use]
pub(crate) struct Askwell {
    command: Command,
    pub(crate) home: TempDir,
    stdin: Vec<u8>,
}

impl Askwell {
    /// The binary with these arguments.
    pub(crate) fn with(arguments: &[&str]) -> Askwell {
        let home = TempDir::new().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_askwell"));
        command.args(arguments).current_dir(root());
        for name in ["ASKWELL_MODEL", "ASKWELL_RIGHT", "ASKWELL_THREADS", "ASKWELL_HISTORY"] {
            command.env_remove(name);
        }
        for name in ["NO_COLOR", "HF_HOME", "HF_ENDPOINT"] {
            command.env_remove(name);
        }
        for name in ["DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "ASKWELL_DISCORD_API", "ASKWELL_LOG", "JOURNAL_STREAM"] {
            command.env_remove(name);
        }
        command.env("ASKWELL_CACHE_DIR", home.path().join("cache"));
        command.env("HOME", home.path()).env("XDG_STATE_HOME", home.path().join("state"));
        command.env("ORT_DYLIB_PATH", &RUNTIME.path);
        // No test writes into the repository; one that wants a store names its own.
        command.env("ASKWELL_STORE", "off").env_remove("ASKWELL_SPACE");
        Askwell { command, home, stdin: Vec::new() }
    }

    /// Runs it in another folder than the repository's root.
    pub(crate) fn within(mut self, folder: &Path) -> Askwell {
        self.command.current_dir(folder);
        self
    }

    /// Sets a variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Askwell {
        self.command.env(name, value);
        self
    }

    /// The command, for a test that talks to the running process, and the home that has to outlive it.
    pub(crate) fn into_command(self) -> (Command, TempDir) {
        (self.command, self.home)
    }

    /// What it reads from standard input.
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Askwell {
        self.stdin = bytes.into();
        self
    }

    /// Runs it to its end.
    #[track_caller]
    pub(crate) fn run(mut self) -> Ran {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary was built with the tests");
        let mut stdin = child.stdin.take().unwrap();
        let bytes = std::mem::take(&mut self.stdin);
        // It may well end before it has read everything.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Ran { output, _home: self.home }
    }
}

/// What a run of the binary came to.
pub(crate) struct Ran {
    output: Output,
    _home: TempDir,
}

impl Ran {
    #[track_caller]
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("standard output is UTF-8")
    }

    #[track_caller]
    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("standard error is UTF-8")
    }

    /// Whether it exited with 0.
    pub(crate) fn succeeded(&self) -> bool {
        self.output.status.success()
    }

    /// Checks the exit code, and shows what was written where it is another.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Ran {
        assert_eq!(
            self.output.status.code(),
            Some(code),
            "stdout: {}\nstderr: {}",
            String::from_utf8_lossy(&self.output.stdout),
            String::from_utf8_lossy(&self.output.stderr)
        );
        self
    }

    /// Checks that standard error has `part` in it.
    #[track_caller]
    pub(crate) fn says(self, part: &str) -> Ran {
        let stderr = self.stderr();
        assert!(stderr.contains(part), "{part:?} is not in standard error:\n{stderr}");
        self
    }

    /// Checks that standard output has `part` in it.
    #[track_caller]
    pub(crate) fn shows(self, part: &str) -> Ran {
        let stdout = self.stdout();
        assert!(stdout.contains(part), "{part:?} is not in standard output:\n{stdout}");
        self
    }

    /// Standard output as one JSON value a line.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<serde_json::Value> {
        self.stdout().lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }
}

//! Arguments in, exit code out: builds what a subcommand needs and opens its door.

mod answer;
mod arguments;
mod ask;
mod backup;
mod calibrate;
mod discord;
mod desk;
mod doctor;
mod edit;
mod engine;
mod eval;
mod eval_posts;
mod eval_twins;
mod export;
mod history;
mod import;
mod lint;
mod log;
mod missed;
mod model;
mod person;
mod privacy;
mod reindex;
mod repl;
mod review;
mod settings;
mod shards;
mod status;
mod store;
mod teach;
mod trial;
mod vectors;

use std::ffi::OsString;
use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::Parser;

use crate::cli::arguments::Arguments;
use crate::cli::arguments::Command;
use crate::cli::arguments::Right;
use crate::config::Config;
use crate::config::Said;
use crate::frontend::wording;
use crate::matching::calibration::Target;
use crate::matching::judgement::Verdict;
use crate::service::CurateError;

/// What the process ends with; scripts depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; for `ask`: answered.
    Success,
    /// `ask`: not answered. `lint`: something is wrong. What writes: not done, for a reason that the person can mend.
    No,
    /// Could not do what was asked for; the error is on standard error.
    Error,
    /// `ask`: a choice was offered.
    Choose,
    /// `discord`: the settings or the token cannot be used. `EX_CONFIG` of sysexits.h, so that whoever starts it again
    /// after a failure, as systemd does, can leave that out where it would end the same.
    Config,
}

/// Settings that only a person can put right; holds the whole message.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Misconfigured(String);

impl Misconfigured {
    fn new(error: impl Into<anyhow::Error>) -> Misconfigured {
        Misconfigured(format!("{:#}", error.into()))
    }
}

impl Exit {
    fn of(verdict: Verdict) -> Exit {
        match verdict {
            Verdict::Answer => Exit::Success,
            Verdict::Abstain => Exit::No,
            Verdict::Choose => Exit::Choose,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Success => 0,
            Exit::No => 1,
            Exit::Error => 2,
            Exit::Choose => 3,
            Exit::Config => 78,
        })
    }
}

/// Runs the program with the arguments of the process, the program's name first. Says what went wrong once, on
/// standard error.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too, on standard output. If that is closed, nobody is left to tell.
            let _ = error.print();
            return if error.use_stderr() { Exit::Error.into() } else { Exit::Success.into() };
        }
    };
    match dispatch(arguments) {
        Ok(exit) => exit.into(),
        // Whoever read our output has seen enough, as `head` does.
        Err(error) if is_broken_pipe(&error) => Exit::Success.into(),
        Err(error) => {
            let text = wording::failed(error.as_ref());
            let _ = writeln!(io::stderr(), "askwell: {text}");
            if error.is::<Misconfigured>() {
                Exit::Config.into()
            } else if error.downcast_ref::<CurateError>().is_some_and(CurateError::is_theirs) {
                Exit::No.into()
            } else {
                Exit::Error.into()
            }
        }
    }
}

fn dispatch(arguments: Arguments) -> anyhow::Result<Exit> {
    let right = arguments.command.as_ref().and_then(Command::right);
    let said = Said {
        knowledge: arguments.knowledge,
        model: arguments.model,
        right,
        store: arguments.store,
        space: arguments.space,
    };
    let config = || Config::new(said.clone(), |name| std::env::var_os(name));
    // The model's work has threads of its own. One thread serves questions; Discord's heartbeats get a second.
    let threads = |number| tokio::runtime::Builder::new_multi_thread().worker_threads(number).enable_all().build();
    let runtime = || threads(1);
    let mut out = io::stdout().lock();
    match arguments.command.unwrap_or(Command::Repl(Right::default())) {
        Command::Repl(_) => runtime()?.block_on(repl::repl(&config()?, &mut out)),
        Command::Ask(ask) => runtime()?.block_on(ask::ask(&config()?, ask, &mut out)),
        Command::Teach(teach) => runtime()?.block_on(teach::teach(&config()?, &teach, &mut out)),
        Command::Edit(edit) => runtime()?.block_on(edit::edit(&config()?, &edit, &mut out)),
        Command::Review(review) => runtime()?.block_on(review::review(&config()?, &review, &mut out)),
        Command::Missed(missed) => runtime()?.block_on(missed::missed(&config()?, &missed, &mut out)),
        Command::History(history) => runtime()?.block_on(history::history(&config()?, &history, &mut out)),
        Command::Settings(settings) => runtime()?.block_on(settings::settings(&config()?, &settings, &mut out)),
        Command::Privacy(privacy) => runtime()?.block_on(privacy::privacy(&config()?, &privacy, &mut out)),
        Command::Eval(eval) => runtime()?.block_on(eval::eval(&config()?, &eval, &mut out)),
        Command::Calibrate(arguments) => runtime()?.block_on(calibrate::calibrate(&config()?, &arguments, &mut out)),
        Command::Lint(lint) => runtime()?.block_on(lint::lint(&config()?, &lint, &mut out)),
        Command::Import(import) => runtime()?.block_on(import::import(&config()?, &import, &mut out)),
        Command::Export(export) => runtime()?.block_on(export::export(&config()?, &export, &mut out)),
        Command::Backup(backup) => runtime()?.block_on(backup::backup(&config()?, &backup, &mut out)),
        Command::Restore(restore) => runtime()?.block_on(backup::restore(&config()?, &restore, &mut out)),
        Command::Status(status) => runtime()?.block_on(status::status(&config()?, &status, &mut out)),
        Command::Trial(trial) => runtime()?.block_on(trial::trial(&config()?, &trial, &mut out)),
        Command::Reindex(reindex) => runtime()?.block_on(reindex::reindex(&config()?, &reindex, &mut out)),
        Command::Discord(discord) => {
            let config = config().map_err(Misconfigured::new)?;
            threads(2)?.block_on(discord::discord(&config, &discord))
        }
        Command::Doctor(doctor) => runtime()?.block_on(doctor::doctor(&config()?, &doctor, &mut out)),
        Command::Model { action } => model::model(&config()?, action, &mut out),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "askwell", &mut out);
            Ok(Exit::Success)
        }
        Command::Version => {
            writeln!(out, "askwell {}", env!("CARGO_PKG_VERSION"))?;
            Ok(Exit::Success)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}

/// The share of the answers that should be right. Every way of saying one has checked it; what is usual otherwise.
fn target(right: Option<f32>) -> Target {
    right.and_then(|right| Target::new(right).ok()).unwrap_or_default()
}

/// Whether standard error shows progress bars to somebody.
fn watched() -> bool {
    io::stderr().is_terminal()
}

/// Columns of the terminal that a person reads from, if there is one.
fn columns(person: bool) -> Option<usize> {
    let (width, _) = terminal_size::terminal_size().filter(|_| person)?;
    Some(usize::from(width.0).max(20))
}

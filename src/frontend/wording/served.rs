//! What is served, and what is wrong with the knowledge that is not.

use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use crate::frontend::wording::terminal::Palette;
use crate::frontend::wording::terminal::plain;
use crate::frontend::wording::values::chain;
use crate::frontend::wording::values::counted;
use crate::frontend::wording::values::listed;
use crate::knowledge::Problem;
use crate::knowledge::Severity;
use crate::service::Counts;
use crate::service::Opened;
use crate::service::ReloadError;

/// Problems listed before the rest is only counted: a screenful would push the prompt out of sight.
const PROBLEMS_SHOWN: usize = 5;

/// The line the REPL starts with.
#[must_use]
pub fn started(counts: &Counts, model: &str, took: Duration) -> String {
    format!(
        "Askwell {}: {}, {}, {}; model {}; ready in {:.2} s",
        env!("CARGO_PKG_VERSION"),
        counted(counts.entries, "entry", "entries"),
        counted(counts.phrasings, "phrasing", "phrasings"),
        counted(counts.topics, "topic", "topics"),
        plain(model),
        took.as_secs_f64()
    )
}

/// What loading the knowledge brought to light, a line each; empty when all is well.
#[must_use]
pub fn opened(opened: &Opened, palette: &Palette) -> String {
    let mut lines: Vec<String> = opened.notes().map(|note| plain(&note)).collect();
    lines.extend(few_problems(&opened.problems));
    let warning = palette.warning;
    lines.iter().map(|line| format!("{warning}{line}{warning:#}\n")).collect()
}

/// The first problems, and how many more there are.
#[must_use]
pub fn few_problems(problems: &[Problem]) -> Vec<String> {
    let mut lines: Vec<String> = problems.iter().take(PROBLEMS_SHOWN).map(problem).collect();
    if let Some(more @ 1..) = problems.len().checked_sub(PROBLEMS_SHOWN) {
        lines.push(format!("… and {} more; `askwell lint` lists them all", counted(more, "problem", "problems")));
    }
    lines
}

/// One problem on one line.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let text = plain(&problem.to_string()).replace('\n', " ");
    format!("{severity}: {text}")
}

/// After a reload.
#[must_use]
pub fn reloaded(counts: &Counts, embedded: usize) -> String {
    let embedded = match embedded {
        0 => "nothing new to embed".to_owned(),
        some => format!("{} embedded anew", counted(some, "phrasing", "phrasings")),
    };
    format!("Reloaded: {}; {embedded}.", counted(counts.entries, "entry", "entries"))
}

/// What came of knowledge that changed by itself, on a line.
#[must_use]
pub fn followed(counts: &Counts, result: &Result<Opened, ReloadError>) -> String {
    match result {
        Ok(_) => format!("The knowledge has changed: {} now.", counted(counts.entries, "entry", "entries")),
        Err(ReloadError::Problems(problems)) => {
            format!("{}\nWhat was served before is still being served.", few_problems(problems).join("\n"))
        }
        Err(error) => not_reloaded(error),
    }
}

/// After a reload that did not happen.
#[must_use]
pub fn not_reloaded(error: &ReloadError) -> String {
    let cause = match error {
        ReloadError::Problems(_) => "Mend these and type /reload again".to_owned(),
        ReloadError::Catalog(error) => chain(error),
        ReloadError::Store(error) => chain(error),
    };
    format!("{cause}. What was served before is still being served.")
}

/// When the one path that was named is not there.
#[must_use]
pub fn no_knowledge(path: &Path) -> String {
    format!(
        "there is no `{0}`; name a knowledge file or folder with -k, or make the folder `{0}` and put a file into it",
        plain(&path.display().to_string())
    )
}

/// When nothing that was named has an entry.
#[must_use]
pub fn nothing_to_serve(paths: &[PathBuf]) -> String {
    format!("there is no entry to answer from in {}; add a file with a question and its answer", listed(paths))
}

/// What `doctor` says of the knowledge.
#[must_use]
pub fn knowledge_found(paths: &[PathBuf], files: usize, entries: usize, phrasings: usize) -> String {
    format!(
        "{}: {}, {}, {}",
        listed(paths),
        counted(files, "file", "files"),
        counted(entries, "entry", "entries"),
        counted(phrasings, "phrasing", "phrasings")
    )
}

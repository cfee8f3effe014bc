//! `askwell lint`.

use std::io::Write;

use serde::Serialize;
use time::OffsetDateTime;

use crate::cli::Exit;
use crate::cli::arguments::Lint;
use crate::cli::engine;
use crate::config::Config;
use crate::frontend::wording;
use crate::knowledge;
use crate::knowledge::Severity;
use crate::service::Double;

/// A possible double as `--json` writes it, beside the problems.
#[derive(Serialize)]
struct DoubleLine<'a> {
    severity: &'static str,
    code: &'static str,
    cosine: f32,
    entries: [&'a str; 2],
    phrasings: [&'a str; 2],
}

pub(super) async fn lint(config: &Config, lint: &Lint, out: &mut impl Write) -> anyhow::Result<Exit> {
    let reading = knowledge::read(&config.knowledge);
    let problems = knowledge::lint(&reading, OffsetDateTime::now_utc().date());
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    for problem in &problems {
        if lint.json {
            writeln!(out, "{}", serde_json::to_string(problem)?)?;
        } else {
            writeln!(out, "{}", wording::problem(problem))?;
        }
    }
    let doubles = match lint.no_doubles || reading.knowledge.served().is_empty() {
        true => Vec::new(),
        false => engine::open(config).await?.0.catalog().doubles(),
    };
    for double in &doubles {
        if lint.json {
            writeln!(out, "{}", serde_json::to_string(&double_line(double))?)?;
        } else {
            writeln!(out, "{}", wording::double(double))?;
        }
    }
    if !lint.json {
        let entries = reading.knowledge.entries.len();
        writeln!(out, "{}", wording::linted(entries, errors, problems.len() - errors, doubles.len()))?;
    }
    Ok(if errors == 0 { Exit::Success } else { Exit::No })
}

fn double_line(double: &Double) -> DoubleLine<'_> {
    DoubleLine {
        severity: "note",
        code: "possible_double",
        cosine: double.cosine,
        entries: [double.first.0.as_str(), double.second.0.as_str()],
        phrasings: [&double.first.1, &double.second.1],
    }
}

//! `askwell lint`.

mod sarif;

use std::fs;
use std::io::Write;

use anyhow::Context;
use serde::Serialize;
use time::OffsetDateTime;

use crate::cli::Exit;
use crate::cli::arguments::Deny;
use crate::cli::arguments::Lint;
use crate::cli::engine;
use crate::config::Config;
use crate::entry::State;
use crate::frontend::discord::MAX_PART;
use crate::frontend::wording;
use crate::knowledge;
use crate::knowledge::Locator;
use crate::knowledge::Measure;
use crate::knowledge::Problem;
use crate::knowledge::Reading;
use crate::knowledge::Severity;
use crate::service::Double;
use crate::service::Finding;

/// A finding as `--json` writes it. The keys are a contract; new ones may be added.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    problem: &'a Problem,
    #[serde(flatten)]
    double: Option<DoubleKeys<'a>>,
}

/// What a line has besides where it is about two entries.
#[derive(Serialize)]
struct DoubleKeys<'a> {
    cosine: f32,
    entries: [&'a str; 2],
    phrasings: [&'a str; 2],
}

pub(super) async fn lint(config: &Config, lint: &Lint, out: &mut impl Write) -> anyhow::Result<Exit> {
    let reading = knowledge::read(&config.knowledge);
    let findings = find(config, lint, &reading).await?;
    if let Some(path) = &lint.sarif {
        let log = serde_json::to_string(&sarif::log(findings.iter().map(|finding| &finding.problem)))?;
        fs::write(path, log + "\n").with_context(|| format!("could not write `{}`", path.display()))?;
    }
    for finding in &findings {
        if lint.json {
            let double = finding.double.as_ref().map(double_keys);
            writeln!(out, "{}", serde_json::to_string(&Line { problem: &finding.problem, double })?)?;
        } else {
            writeln!(out, "{}", wording::problem(&finding.problem))?;
        }
    }
    let count = |severity| findings.iter().filter(|finding| finding.problem.severity == severity).count();
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    if !lint.json {
        writeln!(out, "{}", wording::linted(reading.knowledge.entries.len(), errors, warnings, notes))?;
    }
    let wrong = match lint.deny {
        Deny::Errors => errors,
        Deny::Warnings => errors + warnings,
        Deny::Notes => errors + warnings + notes,
    };
    Ok(if wrong == 0 { Exit::Success } else { Exit::No })
}

/// What is wrong by the files alone and, unless that was not wanted, by what the entries mean; by file and line.
async fn find(config: &Config, lint: &Lint, reading: &Reading) -> anyhow::Result<Vec<Finding>> {
    let measure = Measure { today: OffsetDateTime::now_utc().date(), answer_units: MAX_PART };
    let problems = knowledge::lint(reading, &measure);
    let mut findings: Vec<Finding> = problems.into_iter().map(Finding::from).collect();
    let any_served = reading.knowledge.entries.iter().any(|entry| entry.state == State::Approved);
    if any_served && !lint.no_doubles {
        let (catalog, reads) = engine::catalog(config, reading.clone()).await?;
        findings.extend(catalog.findings(&Locator::new(reading), reads));
    }
    findings.sort_by(|a, b| a.problem.place.cmp(&b.problem.place));
    Ok(findings)
}

fn double_keys(double: &Double) -> DoubleKeys<'_> {
    DoubleKeys {
        cosine: double.cosine,
        entries: [double.first.0.as_str(), double.second.0.as_str()],
        phrasings: [&double.first.1, &double.second.1],
    }
}

//! `askwell eval --twins`.

use std::io::Write;
use std::path::Path;

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::engine;
use crate::cli::target;
use crate::cli::vectors::Vectors;
use crate::config::Config;
use crate::evaluation::report;
use crate::evaluation::twins;
use crate::evaluation::twins::Measured;
use crate::evaluation::variants;
use crate::frontend::wording;

/// What `--json` writes. The keys are a contract; new ones may be added.
#[derive(Serialize)]
struct Report<'a> {
    model: &'a str,
    pairs: usize,
    #[serde(flatten)]
    measured: &'a Measured,
}

/// Pairs of near twins, as a knowledge of their own.
pub(super) async fn eval(config: &Config, path: &Path, json: bool, out: &mut impl Write) -> anyhow::Result<Exit> {
    let pairs = twins::read(path)?;
    let model = engine::engine(config)?;
    let mut measured = Measured::default();
    for posed in twins::posed(&pairs) {
        let (by, parts) = ((&model.handle, Some(&model.cache)), variants::parts(posed.entries.len(), None, false));
        let vectors = Vectors::of(by, model.reads, &posed.entries, &posed.cases, &parts).await?;
        measured.add(&pairs, posed.way, &vectors.subject(target(config.right)).run(&parts)?);
    }
    if json {
        let report = Report { model: &model.name, pairs: pairs.len(), measured: &measured };
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        write!(out, "{}", report::twins_table(&measured))?;
        for mistaken in &measured.mistaken {
            writeln!(out, "\n{}", wording::mistaken_twin(mistaken))?;
        }
    }
    Ok(Exit::Success)
}

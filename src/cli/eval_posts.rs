//! `askwell eval --posts`.

use std::io;
use std::io::Write;
use std::path::Path;

use anyhow::bail;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::engine;
use crate::cli::target;
use crate::cli::vectors::Vectors;
use crate::config::Config;
use crate::evaluation::posts;
use crate::evaluation::posts::PostScores;
use crate::evaluation::posts::Taken;
use crate::evaluation::variants;
use crate::frontend::wording;
use crate::knowledge;

/// What `--json` writes. The keys are a contract; new ones may be added.
#[derive(Serialize)]
struct Report<'a> {
    model: &'a str,
    recall: f64,
    precision: f64,
    #[serde(flatten)]
    scores: &'a PostScores,
}

pub(super) async fn eval(config: &Config, path: &Path, json: bool, out: &mut impl Write) -> anyhow::Result<Exit> {
    let cases = posts::read(path)?;
    let reading = knowledge::read(&config.knowledge);
    for problem in wording::few_problems(&reading.problems) {
        writeln!(io::stderr(), "{problem}")?;
    }
    let entries = reading.knowledge.served();
    if entries.is_empty() {
        bail!("there is no entry to answer from; give a knowledge file with -k");
    }
    let model = engine::engine(config)?;
    let taken = Taken::apart(&entries, &cases)?;
    let asked = taken.asked();
    let (by, parts) = ((&model.handle, Some(&model.cache)), variants::parts(entries.len(), None, false));
    let outcomes =
        Vectors::of(by, model.reads, &entries, &asked, &parts).await?.subject(target(config.right)).run(&parts)?;
    let scores = taken.scores(&outcomes);
    if json {
        let (recall, precision) = (scores.recall(), scores.precision());
        let report = Report { model: &model.name, recall, precision, scores: &scores };
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        write!(out, "{}", scores.table())?;
        for wrong in &scores.wrong {
            writeln!(out, "{}", wording::plain(wrong))?;
        }
    }
    Ok(Exit::Success)
}

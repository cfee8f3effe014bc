//! `askwell calibrate --second-look`.

use std::fs;
use std::io;
use std::io::Write;

use anyhow::Context;
use anyhow::bail;

use crate::cli::Exit;
use crate::cli::arguments::Calibrate;
use crate::cli::calibrate::sets::SetFiles;
use crate::cli::engine;
use crate::cli::engine::Engine;
use crate::cli::vectors::Vectors;
use crate::config::Config;
use crate::evaluation::fitting::second_look;
use crate::evaluation::fitting::second_look::Looked;
use crate::evaluation::fitting::second_look::LookedSet;
use crate::evaluation::fitting::second_look::Record;
use crate::evaluation::variants;
use crate::evaluation::variants::Part;
use crate::matching::calibration::Target;

pub(super) async fn fit(config: &Config, calibrate: &Calibrate, out: &mut impl Write) -> anyhow::Result<Exit> {
    let mut read = Vec::new();
    for folder in &calibrate.second_look {
        read.push(SetFiles::read(folder, true)?);
    }
    let engine = engine::engine(config)?;
    if engine.handle.reader().is_none() {
        bail!("there is no cross-encoder to take a second look with; start askwell in its repository");
    }
    let mut looked = Vec::new();
    for set in &read {
        writeln!(io::stderr(), "{}: {} entries", set.record.name, set.record.entries)?;
        looked.extend(look(&engine, set).await?);
    }
    let (fit, lines) = (second_look::fitted(looked.iter()), second_look::measured(&looked));
    write!(out, "{}\n{fit:?}\n", second_look::table(&lines))?;
    if let Some(path) = &calibrate.record {
        let sets = read.into_iter().map(|set| set.record).collect();
        let record = Record { sets, second_look: fit, measured: lines };
        let text = serde_json::to_string_pretty(&record)? + "\n";
        fs::write(path, text).with_context(|| format!("could not write `{}`", path.display()))?;
    }
    Ok(Exit::Success)
}

/// The settings in which a set of so many entries is asked: as it is, with a fifth of the entries left out, and cut down
/// to as many as communities begin with.
fn settings(entries: usize) -> Vec<(&'static str, Vec<Part>)> {
    let mut settings =
        vec![("whole", variants::parts(entries, None, false)), ("left out", variants::parts(entries, None, true))];
    // More than half of a set are no small knowledge.
    for (name, size) in [("10 entries", 10), ("30 entries", 30)] {
        if entries >= 2 * size {
            settings.push((name, variants::parts(entries, Some(size), false)));
        }
    }
    settings
}

/// The set's questions in each setting after the first look, with what a second one reads.
async fn look(engine: &Engine, set: &SetFiles) -> anyhow::Result<Vec<LookedSet>> {
    let mut looked = Vec::new();
    for (setting, parts) in settings(set.entries.len()) {
        let by = (&engine.handle, Some(&engine.cache));
        let vectors = Vectors::of(by, engine.reads, &set.entries, &set.cases, &parts).await?;
        let mut subject = vectors.subject(Target::default());
        let Some(read) = subject.read.take() else { bail!("nothing was read") };
        let questions = subject.run(&parts)?.iter().filter_map(|outcome| Looked::of(outcome, read)).collect();
        looked.push(LookedSet { name: set.record.name.clone(), setting, questions });
    }
    Ok(looked)
}

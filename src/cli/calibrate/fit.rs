//! `askwell calibrate --fit`.

use std::fs;
use std::io;
use std::io::Write;

use anyhow::Context;

use crate::cli::Exit;
use crate::cli::arguments::Calibrate;
use crate::cli::calibrate::sets::SetFiles;
use crate::cli::engine;
use crate::cli::engine::Engine;
use crate::cli::vectors::Vectors;
use crate::config::Config;
use crate::evaluation::fitting;
use crate::evaluation::fitting::TriedSet;
use crate::evaluation::fitting::measured;
use crate::evaluation::fitting::record;
use crate::evaluation::fitting::record::Record;
use crate::evaluation::fitting::table;
use crate::matching::calibration::Target;

pub(super) async fn fit(config: &Config, calibrate: &Calibrate, out: &mut impl Write) -> anyhow::Result<Exit> {
    let fitted = calibrate.fit.iter().map(|folder| (folder, true));
    let folders = fitted.chain(calibrate.measure_only.iter().map(|folder| (folder, false)));
    let mut read = Vec::new();
    // All are read before the first is asked: a mistyped path should be told at once.
    for (folder, fitted) in folders {
        read.push(SetFiles::read(folder, fitted)?);
    }
    let engine = engine::engine(config)?;
    let mut sets = Vec::new();
    for set in &read {
        writeln!(io::stderr(), "{}: {} entries", set.record.name, set.record.entries)?;
        sets.push(tried(&engine, set).await?);
    }
    let lines = measured::measured(&sets);
    let (prior, plain) = record::coefficients(&sets);
    write!(out, "{}\n{}", table::table(&lines), table::constants(&prior, &plain))?;
    if let Some(path) = &calibrate.record {
        let record = Record {
            model: engine.name,
            fingerprint: engine.handle.fingerprint().as_str().to_owned(),
            sets: read.into_iter().map(|set| set.record).collect(),
            prior,
            plain_cosine: plain,
            measured: record::shortened(&lines),
        };
        let text = serde_json::to_string_pretty(&record)? + "\n";
        fs::write(path, text).with_context(|| format!("could not write `{}`", path.display()))?;
    }
    Ok(Exit::Success)
}

/// Embeds the set's texts, as far as the cache does not have them, and asks its questions.
async fn tried(engine: &Engine, files: &SetFiles) -> anyhow::Result<TriedSet> {
    let SetFiles { record, entries, cases } = files;
    let by = (&engine.handle, Some(&engine.cache));
    let mut vectors = Vectors::of(by, engine.reads, entries, cases, &[]).await?;
    let rereadings = fitting::rereadings(&vectors.subject(Target::default()))?;
    vectors.reread(by, rereadings).await?;
    let settings = fitting::tried(&vectors.subject(Target::default()))?;
    Ok(TriedSet { name: record.name.clone(), fitted: record.fitted, settings })
}

//! `askwell calibrate --fit`.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use anyhow::bail;
use serde::Deserialize;
use sha2::Digest;
use sha2::Sha256;

use crate::cli::Exit;
use crate::cli::arguments::Calibrate;
use crate::cli::engine;
use crate::cli::engine::Engine;
use crate::cli::watched;
use crate::config::Config;
use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::embedding::cache::readable;
use crate::embedding::cache::vectors_for;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::evaluation::cases;
use crate::evaluation::cases::Case;
use crate::evaluation::fitting;
use crate::evaluation::fitting::Set;
use crate::evaluation::fitting::TriedSet;
use crate::evaluation::fitting::measured;
use crate::evaluation::fitting::record;
use crate::evaluation::fitting::record::Record;
use crate::evaluation::fitting::record::SetRecord;
use crate::evaluation::fitting::table;
use crate::frontend::progress::Bar;
use crate::matching::answers;
use crate::matching::chatter::CHATTER;
use crate::matching::index;

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

/// What lies in a set's folder.
struct SetFiles {
    record: SetRecord,
    entries: Vec<Entry>,
    cases: Vec<Case>,
}

/// A line of `knowledge.jsonl`. Public sets of questions have entries that a knowledge file would not be let have,
/// for instance without an answer.
#[derive(Deserialize)]
struct EntryLine {
    id: EntryId,
    questions: Vec<String>,
    #[serde(default)]
    answer: String,
}

impl SetFiles {
    fn read(folder: &Path, fitted: bool) -> anyhow::Result<SetFiles> {
        let name = folder.canonicalize().with_context(|| format!("could not read `{}`", folder.display()))?;
        let Some(name) = name.file_name().map(|name| name.to_string_lossy().into_owned()) else {
            bail!("`{}` has no name that a set could be called by", folder.display());
        };
        let (knowledge, queries) = (folder.join("knowledge.jsonl"), folder.join("queries.jsonl"));
        let bytes = |path: &Path| fs::read(path).with_context(|| format!("could not read `{}`", path.display()));
        let (knowledge_bytes, query_bytes) = (bytes(&knowledge)?, bytes(&queries)?);
        let entries = entries(&knowledge, &knowledge_bytes)?;
        if entries.is_empty() {
            bail!("`{}` has no entry", knowledge.display());
        }
        let cases = cases::parse(&queries.display().to_string(), &query_bytes)?;
        let record = SetRecord {
            family: fitting::family(&name).to_owned(),
            name,
            fitted,
            entries: entries.len(),
            phrasings: index::phrasings(&entries).count(),
            questions: cases.len(),
            knowledge_sha256: sha256(&knowledge_bytes),
            queries_sha256: sha256(&query_bytes),
        };
        Ok(SetFiles { record, entries, cases })
    }
}

fn entries(path: &Path, bytes: &[u8]) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        if !line.trim_ascii().is_empty() {
            entries.push(entry(line).with_context(|| format!("{}:{number}: no entry", path.display()))?);
        }
    }
    Ok(entries)
}

fn entry(line: &[u8]) -> anyhow::Result<Entry> {
    let EntryLine { id, questions, answer } = serde_json::from_slice(line)?;
    let phrasings: Result<Vec<Phrasing>, _> = questions.iter().map(|text| Phrasing::new(text)).collect();
    Ok(Entry {
        id,
        topic: None,
        phrasings: phrasings?,
        answer,
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    })
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Embeds the set's texts, as far as the cache does not have them, and asks its questions.
async fn tried(engine: &Engine, files: &SetFiles) -> anyhow::Result<TriedSet> {
    let SetFiles { record, entries, cases } = files;
    let phrasings = vectors(engine, Side::Passage, index::phrasings(entries)).await?;
    let answers = answers::answers(entries);
    let answers = vectors(engine, Side::Passage, answers.iter().map(String::as_str)).await?;
    let chatter = vectors(engine, Side::Query, CHATTER.lines()).await?;
    let questions = vectors(engine, Side::Query, cases.iter().map(|case| case.text.as_str())).await?;
    let set = Set {
        entries,
        cases,
        dimensions: engine.handle.dimensions(),
        phrasing_vectors: &phrasings,
        answer_vectors: &answers,
        chatter_vectors: &chatter,
        case_vectors: &questions,
        model_words: engine.handle.words(),
        reads: engine.reads,
    };
    let texts = fitting::rereadings(&set)?;
    let reread = vectors(engine, Side::Query, texts.iter().map(String::as_str)).await?;
    let reread: HashMap<String, Option<UnitVector>> = texts.into_iter().zip(reread).collect();
    let settings = fitting::tried(&set, &reread)?;
    Ok(TriedSet { name: record.name.clone(), fitted: record.fitted, settings })
}

async fn vectors<'a>(
    engine: &Engine,
    side: Side,
    texts: impl Iterator<Item = &'a str>,
) -> anyhow::Result<Vec<Option<UnitVector>>> {
    let texts: Vec<&str> = texts.collect();
    let mut bar = Bar::counting("embedding texts", watched());
    let found = vectors_for(&engine.handle, Some(&engine.cache), side, &texts, |done, total| bar.at(done, total)).await;
    drop(bar);
    Ok(readable(found.vectors)?)
}

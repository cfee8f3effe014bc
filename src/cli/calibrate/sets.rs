//! Folders with a knowledge and labelled questions, as the fits read them.

use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::bail;
use serde::Deserialize;
use sha2::Digest;
use sha2::Sha256;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::evaluation::cases;
use crate::evaluation::cases::Case;
use crate::evaluation::fitting;
use crate::evaluation::fitting::record::SetRecord;
use crate::matching::index;

/// What lies in a set's folder.
pub(super) struct SetFiles {
    pub(super) record: SetRecord,
    pub(super) entries: Vec<Entry>,
    pub(super) cases: Vec<Case>,
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
    pub(super) fn read(folder: &Path, fitted: bool) -> anyhow::Result<SetFiles> {
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

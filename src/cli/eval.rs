//! `askwell eval`.

use std::collections::HashSet;
use std::io;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::Path;

use anyhow::Context;
use anyhow::bail;
use serde::Serialize;
use time::OffsetDateTime;

use crate::cli::Exit;
use crate::cli::arguments::Eval;
use crate::cli::engine;
use crate::cli::eval_posts;
use crate::cli::eval_twins;
use crate::cli::target;
use crate::cli::vectors::Vectors;
use crate::config::Config;
use crate::embedding::Embedder;
use crate::embedding::lexical::LexicalEmbedder;
use crate::embedding::worker::ModelHandle;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::evaluation::Outcome;
use crate::evaluation::cases;
use crate::evaluation::cases::Case;
use crate::evaluation::page;
use crate::evaluation::page::About;
use crate::evaluation::page::Last;
use crate::evaluation::page::Page;
use crate::evaluation::plain;
use crate::evaluation::plain::Plain;
use crate::evaluation::report;
use crate::evaluation::report::Run;
use crate::evaluation::report::Wrong;
use crate::evaluation::scores::Scores;
use crate::evaluation::variants;
use crate::frontend::whole::write_whole;
use crate::frontend::wording;
use crate::knowledge;
use crate::matching::guards::Difference;
use crate::matching::index;
use crate::matching::judgement::Verdict;

/// What `--json` writes. The keys are a contract; new ones may be added.
#[derive(Serialize)]
struct Report<'a> {
    model: &'a str,
    entries: usize,
    phrasings: usize,
    leave_out: bool,
    typos: u8,
    /// Most phrasings that an entry was left with; null for all.
    phrasings_kept: Option<u16>,
    /// Entries of each knowledge that was asked; null for all.
    entries_drawn: Option<u16>,
    /// The share of the answers that should be right.
    target: f32,
    scores: &'a Scores,
    plain_cosine: &'a Scores,
    baseline: &'a Scores,
    wrong: &'a [Wrong],
    outcomes: Vec<OutcomeLine<'a>>,
}

/// One question, for whoever wants to compute something else.
#[derive(Serialize)]
struct OutcomeLine<'a> {
    question: &'a str,
    /// With its spelling repaired, where it needed that.
    repaired: Option<&'a str>,
    in_scope: bool,
    verdict: Verdict,
    reason: &'static str,
    /// Where it differs from the near twin that it is not.
    difference: Option<&'a Difference>,
    confidence: f32,
    /// Place of the first right entry, from 1.
    rank: Option<usize>,
    /// What the best candidates were ranked by.
    scores: Vec<f32>,
    /// Cosine of the closest phrasing of all.
    plain_cosine: Option<f32>,
    /// Place of the first right entry by cosine alone, from 1.
    plain_rank: Option<usize>,
}

fn outcome_line<'a>((outcome, plain): (&'a Outcome, &Plain)) -> OutcomeLine<'a> {
    let judgement = &outcome.judgement;
    OutcomeLine {
        question: &outcome.question,
        repaired: outcome.repaired.as_ref().map(|repaired| repaired.text.as_str()),
        in_scope: outcome.in_scope(),
        verdict: judgement.verdict,
        reason: judgement.reason.code(),
        difference: judgement.difference.as_ref(),
        confidence: judgement.confidence(),
        rank: outcome.rank(),
        scores: judgement.candidates.iter().map(|candidate| candidate.features.score).collect(),
        plain_cosine: plain.cosine,
        plain_rank: plain.mark.rank,
    }
}

pub(super) async fn eval(config: &Config, eval: &Eval, out: &mut impl Write) -> anyhow::Result<Exit> {
    if let Some(posts) = &eval.posts {
        return eval_posts::eval(config, posts, eval.json, out).await;
    }
    if let Some(twins) = &eval.twins {
        return eval_twins::eval(config, twins, eval.json, out).await;
    }
    let mut asked = Vec::new();
    for file in &eval.queries {
        asked.extend(cases::read(file)?);
    }
    for case in &mut asked {
        case.text = variants::with_typos(&case.text, usize::from(eval.typos));
    }
    // Before anything is measured: whoever mistyped the path should not lose the file, nor wait to be told.
    let last = eval.report.as_deref().map(last_report).transpose()?.flatten();
    let reading = knowledge::read(&config.knowledge);
    for problem in wording::few_problems(&reading.problems) {
        writeln!(io::stderr(), "{problem}")?;
    }
    let mut entries = reading.knowledge.served();
    if entries.is_empty() {
        bail!("there is no entry to answer from; give a knowledge file with -k");
    }
    for entry in &mut entries {
        entry.phrasings.truncate(eval.phrasings.map_or(usize::MAX, usize::from));
    }
    tell_unknown_labels(&asked, &entries)?;

    let parts = variants::parts(entries.len(), eval.entries.map(usize::from), eval.leave_out);
    let model = engine::engine(config)?;
    let reads = model.reads;
    let vectors = Vectors::of((&model.handle, Some(&model.cache)), reads, &entries, &asked, &parts).await?;
    let subject = vectors.subject(target(config.right));
    let (outcomes, plain) = (subject.run(&parts)?, plain::run(&subject, &parts));
    let lexical = ModelHandle::start(
        Box::new(LexicalEmbedder::new()),
        Box::new(|| Ok(Box::new(LexicalEmbedder::new()) as Box<dyn Embedder>)),
        NonZeroUsize::MIN,
    )?;
    let lexical = Vectors::of((&lexical, None), reads, &entries, &asked, &parts)
        .await?
        .subject(target(config.right))
        .run(&parts)?;

    let scores = Scores::of(&outcomes);
    let marks: Vec<_> = plain.iter().map(|plain| plain.mark).collect();
    let (plain_cosine, baseline) = (Scores::of_marks(&marks), Scores::of(&lexical));
    let runs = [
        Run { name: &model.name, scores: &scores },
        Run { name: "plain cosine", scores: &plain_cosine },
        Run { name: "lexical", scores: &baseline },
    ];
    let phrasings = index::phrasings(&entries).count();
    // First, since nobody has to read the rest to its end.
    if let Some(path) = &eval.report {
        let about = About {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            date: OffsetDateTime::now_utc().date().to_string(),
            model: model.name.clone(),
            entries: entries.len(),
            phrasings,
            questions: asked.len(),
            knowledges: parts.len(),
            leave_out: eval.leave_out,
            typos: eval.typos,
            phrasings_kept: eval.phrasings,
            entries_drawn: eval.entries,
            target: subject.target.share(),
            bar: page::usual_bar(&outcomes),
        };
        let page =
            Page { about, runs: &runs, outcomes: &outcomes, plain: &plain, entries: &entries, last: last.as_ref() };
        write_whole(path, &page.html(), true)?;
        writeln!(io::stderr(), "{}", wording::report_written(path))?;
    }
    let wrong = report::wrong_cases(&outcomes);
    if eval.json {
        let report = Report {
            model: &model.name,
            entries: entries.len(),
            phrasings,
            leave_out: eval.leave_out,
            typos: eval.typos,
            phrasings_kept: eval.phrasings,
            entries_drawn: eval.entries,
            target: subject.target.share(),
            scores: &scores,
            plain_cosine: &plain_cosine,
            baseline: &baseline,
            wrong: &wrong,
            outcomes: outcomes.iter().zip(&plain).map(outcome_line).collect(),
        };
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        write!(out, "{}\n{}", report::table(&runs), report::verdict_table(&runs))?;
        for wrong in &wrong {
            writeln!(out, "\n{}", wording::wrong_case(wrong))?;
        }
    }
    Ok(Exit::Success)
}

/// The report that a new one is compared with and takes the place of: none where there is no file, or where it is from
/// another version of the program.
fn last_report(path: &Path) -> anyhow::Result<Option<page::Record>> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
        && !folder.is_dir()
    {
        bail!("there is no folder `{}` to write the report to; nothing was measured", folder.display());
    }
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(error).with_context(|| format!("could not read the last report `{}`", path.display()));
        }
    };
    match page::last(&String::from_utf8_lossy(&bytes)) {
        Last::Record(record) => Ok(Some(*record)),
        Last::OtherVersion => {
            writeln!(io::stderr(), "{}", wording::report_of_another_version(path))?;
            Ok(None)
        }
        Last::NoReport => bail!(
            "`{}` is there already and is no report of askwell; nothing was measured, name another file",
            path.display()
        ),
    }
}

/// A label that names no entry would count as out of scope; whoever mistyped it should know.
fn tell_unknown_labels(cases: &[Case], entries: &[Entry]) -> io::Result<()> {
    let known: HashSet<&EntryId> = entries.iter().map(|entry| &entry.id).collect();
    let mut unknown: Vec<&EntryId> =
        cases.iter().flat_map(|case| &case.right).filter(|id| !known.contains(id)).collect();
    unknown.sort_unstable();
    unknown.dedup();
    if let Some(first) = unknown.first() {
        writeln!(io::stderr(), "{}", wording::unknown_labels(unknown.len(), first))?;
    }
    Ok(())
}

//! `askwell eval`.

use std::collections::HashSet;
use std::io;
use std::io::Write;
use std::num::NonZeroUsize;

use anyhow::bail;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::arguments::Eval;
use crate::cli::engine;
use crate::cli::eval_posts;
use crate::cli::eval_twins;
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
use crate::evaluation::report;
use crate::evaluation::report::Run;
use crate::evaluation::report::Wrong;
use crate::evaluation::scores::Scores;
use crate::evaluation::variants;
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
    scores: &'a Scores,
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
}

fn outcome_line(outcome: &Outcome) -> OutcomeLine<'_> {
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
    }
}

pub(super) async fn eval(config: &Config, eval: &Eval, out: &mut impl Write) -> anyhow::Result<Exit> {
    if let Some(posts) = &eval.posts {
        return eval_posts::eval(config, posts, eval.json, out).await;
    }
    if let Some(twins) = &eval.twins {
        return eval_twins::eval(config, twins, eval.json, out).await;
    }
    let Some(queries) = &eval.queries else { bail!("give labelled questions with --queries") };
    let mut asked = cases::read(queries)?;
    for case in &mut asked {
        case.text = variants::with_typos(&case.text, usize::from(eval.typos));
    }
    let reading = knowledge::read(&config.knowledge);
    for problem in wording::few_problems(&reading.problems) {
        writeln!(io::stderr(), "{problem}")?;
    }
    let entries = reading.knowledge.served();
    if entries.is_empty() {
        bail!("there is no entry to answer from; give a knowledge file with -k");
    }
    tell_unknown_labels(&asked, &entries)?;

    let model = engine::engine(config)?;
    let reads = model.reads;
    let by = (&model.handle, Some(&model.cache));
    let outcomes = Vectors::of(by, reads, &entries, &asked, eval.leave_out).await?.subject().run(eval.leave_out)?;
    let baseline = ModelHandle::start(
        Box::new(LexicalEmbedder::new()),
        Box::new(|| Ok(Box::new(LexicalEmbedder::new()) as Box<dyn Embedder>)),
        NonZeroUsize::MIN,
    )?;
    let by = (&baseline, None);
    let baseline = Vectors::of(by, reads, &entries, &asked, eval.leave_out).await?.subject().run(eval.leave_out)?;

    let (scores, baseline) = (Scores::of(&outcomes), Scores::of(&baseline));
    let wrong = report::wrong_cases(&outcomes);
    if eval.json {
        let report = Report {
            model: &model.name,
            entries: entries.len(),
            phrasings: index::phrasings(&entries).count(),
            leave_out: eval.leave_out,
            typos: eval.typos,
            scores: &scores,
            baseline: &baseline,
            wrong: &wrong,
            outcomes: outcomes.iter().map(outcome_line).collect(),
        };
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        let runs = [Run { name: &model.name, scores: &scores }, Run { name: "lexical", scores: &baseline }];
        write!(out, "{}\n{}", report::table(&runs), report::verdict_table(&runs))?;
        for wrong in &wrong {
            writeln!(out, "\n{}", wording::wrong_case(wrong))?;
        }
    }
    Ok(Exit::Success)
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

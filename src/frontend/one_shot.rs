//! `askwell ask`: a question or a stream of them, for people and for scripts.

use std::io;
use std::io::BufRead;
use std::io::Write;
use std::time::Duration;

use serde::Serialize;

use crate::frontend::json;
use crate::frontend::lines;
use crate::frontend::wording;
use crate::frontend::wording::Palette;
use crate::matching::judgement::Verdict;
use crate::service::Answer;
use crate::service::AskError;
use crate::service::Asker;
use crate::service::FaqService;
use crate::service::PostAnswer;

/// How results are written.
#[derive(Clone, Copy, Debug)]
pub struct Show {
    /// One line of JSON a result.
    pub json: bool,
    /// How many candidates; those beyond the verdict are shown in JSON and with `why`.
    pub top: usize,
    /// How the verdict came about, too.
    pub why: bool,
    /// Colours for people.
    pub palette: Palette,
    /// Columns of the terminal; text for a pipe is not wrapped.
    pub width: Option<usize>,
}

/// Why asking stopped.
#[derive(Debug, thiserror::Error)]
pub enum OneShotError {
    /// The question got no verdict.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// The result could not be written, or the questions not be read.
    #[error("could not read the questions or write the results")]
    Io(#[from] io::Error),
}

/// A result as scripts get it. The keys and their meaning are a contract; new ones may be added at the end.
///
/// What is a post rather than a question (several sentences, or one among code and quotes) has `questions` beside them:
/// a result for each question found, in the order asked, with the same keys. The keys of the line itself then are those
/// of the first that is answered, otherwise of the first choice, otherwise of the first; only `question` is the whole
/// post, as it was written, and `elapsed_ms` the time for all. `passed_over` counts the questions beyond
/// [`MAX_QUESTIONS`](crate::matching::posts::MAX_QUESTIONS), where there are such.
#[derive(Serialize)]
struct AskResult<'a> {
    question: &'a str,
    verdict: Verdict,
    reason: &'a str,
    entry: Option<&'a str>,
    phrasing: Option<&'a str>,
    answer: Option<&'a str>,
    confidence: f64,
    candidates: Vec<ResultCandidate<'a>>,
    elapsed_ms: f64,
    /// The question with its spelling repaired; null where it needed none.
    repaired: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    questions: Option<Vec<AskResult<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    passed_over: Option<usize>,
}

#[derive(Serialize)]
struct ResultCandidate<'a> {
    entry: &'a str,
    phrasing: &'a str,
    confidence: f64,
    cosine: f64,
}

/// Asks one question and writes the result.
///
/// # Errors
/// [`OneShotError`].
pub async fn ask(
    service: &FaqService,
    asker: &Asker,
    question: &str,
    show: &Show,
    out: &mut dyn Write,
) -> Result<Verdict, OneShotError> {
    let post = service.ask_as(asker, question, show.top, service.target()).await?;
    write_post(&post, show, out)?;
    Ok(post.best().judgement.verdict)
}

/// Asks one question for every line and writes one result for each, in order, as soon as it is there.
///
/// # Errors
/// [`OneShotError`]; the results up to then are written.
pub async fn ask_lines(
    service: &FaqService,
    asker: &Asker,
    questions: &mut dyn BufRead,
    show: &Show,
    out: &mut dyn Write,
) -> Result<(), OneShotError> {
    while let Some(question) = lines::next_line(questions)? {
        let post = service.ask_as(asker, &question, show.top, service.target()).await?;
        write_post(&post, show, out)?;
        if !show.json {
            // Answers may be of any number of lines; an empty one keeps them apart.
            writeln!(out)?;
        }
        out.flush()?;
    }
    Ok(())
}

fn write_post(post: &PostAnswer, show: &Show, out: &mut dyn Write) -> io::Result<()> {
    if show.json {
        return writeln!(out, "{}", post_line(post, show.top));
    }
    let text = wording::post(post, &show.palette);
    writeln!(out, "{}", show.width.map_or_else(|| text.clone(), |width| wording::wrapped(&text, width)))?;
    if show.why {
        for answer in &post.answers {
            writeln!(out, "{}", wording::why(answer))?;
        }
    }
    Ok(())
}

/// The result as one line of JSON.
fn post_line(post: &PostAnswer, top: usize) -> String {
    let mut line = result(post.best(), top);
    line.question = &post.post;
    if post.single().is_none_or(|single| single.question != post.post) {
        line.elapsed_ms = milliseconds(post.answers.iter().map(|answer| answer.elapsed).sum());
        line.questions = Some(post.answers.iter().map(|answer| result(answer, top)).collect());
        line.passed_over = Some(post.passed_over).filter(|&passed_over| passed_over > 0);
    }
    json::line(&line)
}

/// What became of one question.
fn result(answer: &Answer, top: usize) -> AskResult<'_> {
    let best = answer.judgement.candidates.first();
    let entry = answer.entry();
    let candidates = answer
        .judgement
        .candidates
        .iter()
        .take(top.max(answer.judgement.offered))
        .map(|candidate| ResultCandidate {
            entry: candidate.entry.as_str(),
            phrasing: &candidate.phrasing,
            confidence: rounded(candidate.confidence, 1e4),
            cosine: rounded(candidate.features.cosine, 1e4),
        })
        .collect();
    AskResult {
        question: &answer.question,
        verdict: answer.judgement.verdict,
        reason: answer.judgement.reason.code(),
        entry: entry.map(|entry| entry.id.as_str()),
        phrasing: entry.and(best).map(|best| best.phrasing.as_str()),
        answer: entry.map(|entry| entry.answer.as_str()),
        confidence: rounded(answer.judgement.confidence(), 1e4),
        candidates,
        elapsed_ms: milliseconds(answer.elapsed),
        repaired: answer.repaired.as_ref().map(|repaired| repaired.text.as_str()),
        questions: None,
        passed_over: None,
    }
}

fn milliseconds(elapsed: Duration) -> f64 {
    (elapsed.as_secs_f64() * 1e5).round() / 1e2
}

/// Four digits are what a confidence can bear; more would only look exact.
fn rounded(value: f32, steps: f64) -> f64 {
    (f64::from(value) * steps).round() / steps
}

//! All words to people, as functions from a value to text. One voice, and a change of wording touches one place.
//!
//! Whatever people or files wrote goes through [`plain`] on its way out, so that it cannot steer the terminal.

pub mod calibration;
pub mod configuring;
pub mod curate_errors;
pub mod curating;
pub mod diff;
pub mod discord;
pub mod language;
pub mod notices;
pub mod privacy;
pub mod problems;
pub mod remembering;
pub mod trial;
pub mod typed;
pub mod upkeep;
mod why;
pub mod words;

use std::fmt::Write;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use anstyle::Style;
use time::Date;

use crate::embedding::runtime;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Topic;
use crate::evaluation::report::Wrong;
use crate::evaluation::twins::Mistaken;
use crate::frontend::wording::words::Words;
use crate::knowledge::Problem;
use crate::knowledge::Severity;
use crate::matching::candidate::Candidate;
use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::matching::screening::MAX_QUESTION_CHARS;
use crate::matching::screening::Unaskable;
use crate::matching::spelling::Change;
use crate::service::Answer;
use crate::service::Counts;
use crate::service::Opened;
use crate::service::PostAnswer;
use crate::service::ReloadError;

pub use why::why;

/// From this confidence on, an entry that is not shown is still worth naming as the nearest one. Below it, naming it
/// would look like an answer to something else.
const WORTH_NAMING: f32 = 0.15;

/// Problems listed before the rest is only counted: a screenful would push the prompt out of sight.
const PROBLEMS_SHOWN: usize = 5;

/// Colours, or none.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// What stands out: questions, names.
    pub strong: Style,
    /// What may be overlooked: confidence, ids.
    pub faint: Style,
    /// What went wrong.
    pub warning: Style,
}

impl Palette {
    /// Colours for a terminal, or none for a file, a pipe, or somebody who does not want any.
    #[must_use]
    pub fn new(colour: bool) -> Palette {
        if !colour {
            return Palette { strong: Style::new(), faint: Style::new(), warning: Style::new() };
        }
        Palette {
            strong: Style::new().bold(),
            faint: Style::new().dimmed(),
            warning: anstyle::AnsiColor::Yellow.on_default(),
        }
    }
}

/// `text` without anything that steers a terminal: control characters but line break and tab become `�`, and so do the
/// marks that reverse the direction of writing, which can make text read as what it does not say.
#[must_use]
pub fn plain(text: &str) -> String {
    let harmless = |c: char| match c {
        '\n' | '\t' => c,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(harmless).collect()
}

/// `text` with lines broken between words so that none is wider than `width` columns. Code, tables, lists and short
/// lines keep their own breaks; prose that was broken for its width is joined first.
#[must_use]
pub fn wrapped(text: &str, width: usize) -> String {
    let mut in_code = false;
    let mut lines: Vec<String> = Vec::new();
    let mut prose: Option<String> = None;
    let mut last_length = 0;
    let fill = |prose: Option<String>, lines: &mut Vec<String>| {
        let Some(prose) = prose else { return };
        // Continued lines stand where the text of a list item begins.
        let indent: String = prose.chars().take_while(|c| *c == ' ').collect();
        let options = textwrap::Options::new(width).subsequent_indent(&indent).break_words(false);
        lines.extend(textwrap::wrap(&prose, options).into_iter().map(std::borrow::Cow::into_owned));
    };
    for line in text.split('\n') {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        if fence || in_code || line.starts_with("    ") || line.starts_with('|') {
            fill(prose.take(), &mut lines);
            lines.push(line.to_owned());
            continue;
        }
        let before = std::mem::replace(&mut last_length, line.chars().count());
        match prose.as_mut().filter(|_| goes_on(before, line)) {
            Some(prose) => {
                prose.push(' ');
                prose.push_str(line);
            }
            None => fill(prose.replace(line.to_owned()), &mut lines),
        }
    }
    fill(prose, &mut lines);
    lines.join("\n")
}

/// Whether the break before `line` was made for the width of a file: the line before it is long, with so many characters,
/// and it begins with a word, not with the mark of a list, a heading or a quotation, nor with a colour.
pub(crate) fn goes_on(before: usize, line: &str) -> bool {
    /// Nobody who breaks lines on purpose, in a poem or an address, makes them this long.
    const LONG: usize = 70;
    let mark = line.starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '`' | '"' | '\''));
    let first_word = line.split(' ').next().unwrap_or_default();
    let numbered = first_word.ends_with(['.', ')']) && first_word.starts_with(|c: char| c.is_ascii_digit());
    before >= LONG && !mark && !numbered && !line.starts_with("Source: ") && !line.is_empty()
}

/// A probability as a word and a number.
#[must_use]
pub fn confidence(words: Words, confidence: f32) -> String {
    let percent = [("percent", percent(confidence).into())];
    match confidence {
        c if c >= 0.9 => words.say_with("sure", &percent),
        c if c >= 0.6 => words.say_with("fairly-sure", &percent),
        c if c >= 0.3 => words.say_with("unsure", &percent),
        _ => words.say_with("doubtful", &percent),
    }
}

/// A probability in whole percent. Certainty is said only where a rule gives it, never by rounding.
#[must_use]
pub fn percent(confidence: f32) -> String {
    if confidence >= 1.0 {
        return "100 %".to_owned();
    }
    format!("{:.0} %", (confidence * 100.0).round().clamp(0.0, 99.0))
}

/// An answer as the REPL and `ask` show it.
#[must_use]
pub fn answer(answer: &Answer, palette: &Palette) -> String {
    match answer.judgement.verdict {
        Verdict::Answer => answered(answer, palette),
        Verdict::Choose => choice(answer, palette),
        Verdict::Abstain => abstained(answer),
    }
}

/// What a post comes back as: one question like any other, several with each answer below its questions and then those
/// that are open.
#[must_use]
pub fn post(post: &PostAnswer, palette: &Palette) -> String {
    if let Some(single) = post.single() {
        return answer(single, palette);
    }
    let (strong, faint) = (palette.strong, palette.faint);
    let mut parts: Vec<String> = Vec::new();
    for sure in post.sure() {
        let asked = sure.questions.iter().map(|question| format!("{strong}> {}{strong:#}", one_line(question)));
        parts.push(format!("{}\n{}", asked.collect::<Vec<_>>().join("\n"), answered(sure.answer, palette)));
    }
    let open: Vec<String> = post
        .open()
        .map(|open| match perhaps(Words::ENGLISH, open) {
            Some(near) => format!("\n  {} {faint}({}){faint:#}", one_line(&open.question), plain(&near)),
            None => format!("\n  {}", one_line(&open.question)),
        })
        .collect();
    if !open.is_empty() {
        parts.push(format!("{}{}", open_heading(Words::ENGLISH, !parts.is_empty()), open.concat()));
    }
    if post.passed_over > 0 {
        parts.push(passed_over(Words::ENGLISH, post.passed_over));
    }
    parts.join("\n\n")
}

/// Above the questions of a post that get no answer.
pub(crate) fn open_heading(words: Words, others_are_answered: bool) -> String {
    if others_are_answered { words.say("open-besides-answers") } else { words.say("open-alone") }
}

/// Why an open question is open, where it is not that nothing is close.
pub(crate) fn perhaps(words: Words, open: &Answer) -> Option<String> {
    if let Some(unaskable) = &open.unaskable {
        return Some(turned_away(words, unaskable));
    }
    if open.judgement.verdict != Verdict::Choose {
        return None;
    }
    let names = (0..).zip(offered(open)).map(|(at, candidate)| shown_phrasing(open, at, candidate));
    let questions = names.collect::<Vec<_>>().join(" / ");
    Some(match open.read_as() {
        [] => words.say_with("perhaps", &[("questions", questions.into())]),
        changes => {
            let read = read_as(words, changes);
            let read = read.trim_end_matches('.');
            words.say_with("perhaps-as-read", &[("questions", questions.into()), ("read", read.into())])
        }
    })
}

/// When a post has more questions than are looked at.
pub(crate) fn passed_over(words: Words, more: usize) -> String {
    words.say_with("passed-over", &[("more", more.into())])
}

/// What people wrote, on one line.
fn one_line(text: &str) -> String {
    plain(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn answered(answer: &Answer, palette: &Palette) -> String {
    let (Some(entry), Some(best)) = (answer.entry(), answer.judgement.candidates.first()) else {
        return abstained(answer);
    };
    let faint = palette.faint;
    let mut text = said_as_read(answer, palette) + &entry_answer(entry);
    let topic = entry.topic.as_deref().map(|topic| format!(" · {}", plain(topic))).unwrap_or_default();
    let sure = confidence(Words::ENGLISH, best.confidence);
    let _ = write!(text, "\n{faint}({}: {}{topic}){faint:#}", sure, plain(&best.phrasing));
    if let Some(day) = answer.past_review {
        let _ = write!(text, "\n{faint}{}{faint:#}", past_review(Words::ENGLISH, day));
    }
    text
}

/// Below an answer that should have been looked at again.
#[must_use]
pub fn past_review(words: Words, day: Date) -> String {
    words.say_with("past-review", &[("day", day.to_string().into())])
}

/// How mistyped words were read, as a line before what they led to; empty when nothing hangs on them.
fn said_as_read(answer: &Answer, palette: &Palette) -> String {
    let faint = palette.faint;
    match answer.read_as() {
        [] => String::new(),
        changes => format!("{faint}{}{faint:#}\n", read_as(Words::ENGLISH, changes)),
    }
}

/// How mistyped words were read.
#[must_use]
pub fn read_as(words: Words, changes: &[Change]) -> String {
    let pair = |change: &Change| {
        words.say_with("read-pair", &[("typed", plain(&change.typed).into()), ("read", plain(&change.read).into())])
    };
    let pairs: Vec<String> = changes.iter().map(pair).collect();
    let pairs = match pairs.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            words.say_with("and", &[("before", rest.join(", ").into()), ("last", last.into())])
        }
        _ => pairs.concat(),
    };
    words.say_with("read-as", &[("pairs", pairs.into())])
}

/// An entry's answer, with its source.
fn entry_answer(entry: &Entry) -> String {
    let mut text = plain(&entry.answer);
    if let Some(source) = &entry.source {
        let _ = write!(text, "\nSource: {}", plain(source));
    }
    text
}

fn choice(answer: &Answer, palette: &Palette) -> String {
    let strong = palette.strong;
    let mut text = said_as_read(answer, palette);
    text.push_str(&which_one(Words::ENGLISH, answer.judgement.reason, offered(answer).len()));
    for (number, candidate) in (1..).zip(offered(answer)) {
        let shown = shown_phrasing(answer, number - 1, candidate);
        let _ = write!(text, "\n  {strong}{number}{strong:#}  {shown} ({})", percent(candidate.confidence));
    }
    text
}

/// Above a choice. One that is alone may differ from the question in a word that matters.
#[must_use]
pub fn which_one(words: Words, reason: Reason, offered: usize) -> String {
    match reason {
        Reason::SamePhrasing => words.say("which-of-same"),
        Reason::NearTwin if offered == 1 => words.say("twin-of-this"),
        _ if offered == 1 => words.say("did-you-mean"),
        _ => words.say("which-of-these"),
    }
}

/// What to do about a choice at the prompt.
#[must_use]
pub fn how_to_choose(offered: usize) -> &'static str {
    match offered {
        1 => "Type 1 if so, or ask in other words.",
        _ => "Type its number, or ask in other words.",
    }
}

/// The candidates of a choice.
pub(crate) fn offered(answer: &Answer) -> &[Candidate] {
    &answer.judgement.candidates[..answer.judgement.offered]
}

/// How a candidate is named in a choice. When its own phrasing is that of another, its title and topic tell it apart.
pub(crate) fn shown_phrasing(answer: &Answer, at: usize, candidate: &Candidate) -> String {
    let same = |other: &Candidate| other.entry != candidate.entry && other.phrasing == candidate.phrasing;
    if !offered(answer).iter().any(same) {
        return plain(&candidate.phrasing);
    }
    let entry = &answer.entries[at];
    plain(&format!("{} [{}]", entry.title(), entry.topic.as_deref().unwrap_or(entry.id.as_str())))
}

fn abstained(answer: &Answer) -> String {
    if let Some(unaskable) = &answer.unaskable {
        return turned_away(Words::ENGLISH, unaskable);
    }
    if answer.judgement.reason == Reason::NoKnowledge {
        return Words::ENGLISH.say("no-entries");
    }
    let near: Vec<String> = near(answer).map(|candidate| format!("\n  {}", plain(&candidate.phrasing))).collect();
    if near.is_empty() {
        return "I don't know that.".to_owned();
    }
    format!("I don't know that. The nearest I have:{}\nIf you mean that, ask it in those words.", near.concat())
}

/// The candidates worth naming to somebody who gets no answer.
pub(crate) fn near(answer: &Answer) -> impl Iterator<Item = &Candidate> {
    answer.judgement.candidates.iter().filter(|candidate| candidate.confidence >= WORTH_NAMING).take(2)
}

/// Why a text could not be matched, to the person who typed it.
#[must_use]
pub fn turned_away(words: Words, unaskable: &Unaskable) -> String {
    match unaskable {
        Unaskable::Empty => words.say("question-empty"),
        Unaskable::TooLong(length) => {
            words.say_with("question-too-long", &[("length", (*length).into()), ("most", MAX_QUESTION_CHARS.into())])
        }
        Unaskable::NoWords => words.say("question-without-words"),
        Unaskable::OtherScript(script) => {
            words.say_with("question-in-other-script", &[("script", script.name().into())])
        }
        Unaskable::OtherLanguage(language) => {
            words.say_with("question-in-other-language", &[("language", (*language).into())])
        }
    }
}

/// A duration in the unit it is read best in.
#[must_use]
pub fn elapsed(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1e3) } else { format!("{seconds:.2} s") }
}

/// The line the REPL starts with.
#[must_use]
pub fn started(counts: &Counts, model: &str, took: Duration) -> String {
    format!(
        "Askwell {}: {}, {}, {}; model {}; ready in {:.2} s",
        env!("CARGO_PKG_VERSION"),
        counted(counts.entries, "entry", "entries"),
        counted(counts.phrasings, "phrasing", "phrasings"),
        counted(counts.topics, "topic", "topics"),
        plain(model),
        took.as_secs_f64()
    )
}

/// `1 entry`, `2 entries`.
#[must_use]
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What loading the knowledge brought to light, a line each; empty when all is well.
#[must_use]
pub fn opened(opened: &Opened, palette: &Palette) -> String {
    let mut lines: Vec<String> = opened.notes().map(|note| plain(&note)).collect();
    lines.extend(few_problems(&opened.problems));
    let warning = palette.warning;
    lines.iter().map(|line| format!("{warning}{line}{warning:#}\n")).collect()
}

/// The first problems, and how many more there are.
#[must_use]
pub fn few_problems(problems: &[Problem]) -> Vec<String> {
    let mut lines: Vec<String> = problems.iter().take(PROBLEMS_SHOWN).map(problem).collect();
    if let Some(more @ 1..) = problems.len().checked_sub(PROBLEMS_SHOWN) {
        lines.push(format!("… and {} more; `askwell lint` lists them all", counted(more, "problem", "problems")));
    }
    lines
}

/// One problem on one line.
#[must_use]
pub fn problem(problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let text = plain(&problem.to_string()).replace('\n', " ");
    format!("{severity}: {text}")
}

/// The last line of `lint`.
#[must_use]
pub fn linted(entries: usize, errors: usize, warnings: usize, notes: usize) -> String {
    format!(
        "{}: {}, {}, {}",
        counted(entries, "entry", "entries"),
        counted(errors, "error", "errors"),
        counted(warnings, "warning", "warnings"),
        counted(notes, "note", "notes"),
    )
}

/// A warning of `eval`: labels that name no entry.
#[must_use]
pub fn unknown_labels(count: usize, first: &EntryId) -> String {
    format!(
        "warning: {} no entry of this knowledge, for example `{}`; their questions count as out of scope",
        counted(count, "label names", "labels name"),
        plain(first.as_str())
    )
}

/// That `eval` has written its report.
#[must_use]
pub fn report_written(path: &Path) -> String {
    format!("wrote the report to `{}`", plain(&path.display().to_string()))
}

/// That the last report cannot be compared with, and is replaced all the same.
#[must_use]
pub fn report_of_another_version(path: &Path) -> String {
    format!(
        "`{}` is from another version of askwell, so nothing is compared with it",
        plain(&path.display().to_string())
    )
}

/// A question that did not go as labelled, for `eval`.
#[must_use]
pub fn wrong_case(wrong: &Wrong) -> String {
    let expected = if wrong.expected.is_empty() { "no entry".to_owned() } else { wrong.expected.join(" or ") };
    let found = match (&wrong.found, &wrong.phrasing) {
        (Some(found), Some(phrasing)) => format!("{found}: {phrasing} ({})", percent(wrong.confidence)),
        _ => "nothing".to_owned(),
    };
    let place = match wrong.rank {
        Some(rank) => format!(" (ranked {rank})"),
        None => String::new(),
    };
    plain(&format!(
        "{}, {}\n  question  {}\n  expected  {expected}{place}\n  found     {found}",
        wrong.what,
        why::verdict(wrong.verdict),
        wrong.question
    ))
}

/// A question that got another's answer, for `eval --twins`.
#[must_use]
pub fn mistaken_twin(mistaken: &Mistaken) -> String {
    plain(&format!(
        "answered with another's answer ({})\n  question  {}\n  answered  {}",
        percent(mistaken.confidence),
        mistaken.question,
        mistaken.phrasing
    ))
}

/// An entry as a whole, for `/show`.
#[must_use]
pub fn entry(entry: &Entry, palette: &Palette) -> String {
    let (strong, faint) = (palette.strong, palette.faint);
    let mut text = format!("{faint}{}{faint:#}", plain(entry.id.as_str()));
    for phrasing in &entry.phrasings {
        let _ = write!(text, "\n{strong}{}{strong:#}", plain(phrasing.as_str()));
    }
    let _ = write!(text, "\n{}", entry_answer(entry));
    let mut facts: Vec<String> = Vec::new();
    facts.extend(entry.topic.as_ref().map(|topic| format!("topic: {topic}")));
    if !entry.tags.is_empty() {
        facts.push(format!("tags: {}", entry.tags.join(", ")));
    }
    facts.extend(entry.review_by.map(|day| format!("review by: {day}")));
    if !facts.is_empty() {
        let _ = write!(text, "\n{faint}{}{faint:#}", plain(&facts.join(" · ")));
    }
    text
}

/// One line of `/list`.
#[must_use]
pub fn list_line(entry: &Entry, palette: &Palette) -> String {
    let faint = palette.faint;
    format!("{}  {faint}{}{faint:#}", plain(entry.title().as_str()), plain(entry.id.as_str()))
}

/// One line of `/topics`.
#[must_use]
pub fn topic_line(topic: &Topic, entries: usize, palette: &Palette) -> String {
    let (strong, faint) = (palette.strong, palette.faint);
    let overview = if topic.overview.is_some() { "" } else { ", no overview" };
    format!(
        "{strong}{}{strong:#}  {faint}{}{overview}{faint:#}",
        plain(&topic.name),
        counted(entries, "entry", "entries")
    )
}

/// One candidate, for `/top`.
#[must_use]
pub fn candidate_line(candidate: &Candidate, palette: &Palette) -> String {
    let faint = palette.faint;
    format!(
        "{:>6}  {}  {faint}{}{faint:#}",
        percent(candidate.confidence),
        plain(&candidate.phrasing),
        plain(candidate.entry.as_str())
    )
}

/// Confirms `/top`.
#[must_use]
pub fn top_set(count: usize) -> String {
    match count {
        0 => "Only answers are shown.".to_owned(),
        _ => format!("The {} are shown with every answer.", counted(count, "closest entry", "closest entries")),
    }
}

/// After a reload.
#[must_use]
pub fn reloaded(counts: &Counts, embedded: usize) -> String {
    let embedded = match embedded {
        0 => "nothing new to embed".to_owned(),
        some => format!("{} embedded anew", counted(some, "phrasing", "phrasings")),
    };
    format!("Reloaded: {}; {embedded}.", counted(counts.entries, "entry", "entries"))
}

/// What came of knowledge that changed by itself, on a line.
#[must_use]
pub fn followed(counts: &Counts, result: &Result<Opened, ReloadError>) -> String {
    match result {
        Ok(_) => format!("The knowledge has changed: {} now.", counted(counts.entries, "entry", "entries")),
        Err(ReloadError::Problems(problems)) => {
            format!("{}\nWhat was served before is still being served.", few_problems(problems).join("\n"))
        }
        Err(error) => not_reloaded(error),
    }
}

/// After a reload that did not happen.
#[must_use]
pub fn not_reloaded(error: &ReloadError) -> String {
    let cause = match error {
        ReloadError::Problems(_) => "Mend these and type /reload again".to_owned(),
        ReloadError::Catalog(error) => chain(error),
        ReloadError::Store(error) => chain(error),
    };
    format!("{cause}. What was served before is still being served.")
}

/// For `/list` with a topic that is not there.
#[must_use]
pub fn no_such_topic(topic: &str) -> String {
    format!("There is no topic `{}` with entries; /topics lists them.", plain(topic))
}

/// For `/show` with an id that is not there.
#[must_use]
pub fn no_such_entry(id: &str) -> String {
    format!("There is no entry `{}`; /list shows the ids.", plain(id))
}

/// An error and what led to it, on one line.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    plain(&Chain(error).to_string()).replace('\n', " ")
}

struct Chain<'a>(&'a dyn std::error::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

/// What is happening while ONNX Runtime is fetched; the same line as long as nothing new happens.
#[must_use]
pub fn fetching(progress: &runtime::Progress) -> String {
    match progress {
        runtime::Progress::WaitingForAnother => "another askwell is fetching ONNX Runtime; waiting for it".to_owned(),
        runtime::Progress::Downloading { total, .. } => {
            format!("ONNX Runtime is not there yet: fetching it once with pip ({})", bytes(*total))
        }
        runtime::Progress::Unpacking => "unpacking ONNX Runtime".to_owned(),
        runtime::Progress::Ready(path) => format!("ONNX Runtime is in {}", plain(&path.display().to_string())),
    }
}

/// When the one path that was named is not there.
#[must_use]
pub fn no_knowledge(path: &Path) -> String {
    format!(
        "there is no `{0}`; name a knowledge file or folder with -k, or make the folder `{0}` and put a file into it",
        plain(&path.display().to_string())
    )
}

/// When nothing that was named has an entry.
#[must_use]
pub fn nothing_to_serve(paths: &[PathBuf]) -> String {
    format!("there is no entry to answer from in {}; add a file with a question and its answer", listed(paths))
}

/// What `doctor` says of the knowledge.
#[must_use]
pub fn knowledge_found(paths: &[PathBuf], files: usize, entries: usize, phrasings: usize) -> String {
    format!(
        "{}: {}, {}, {}",
        listed(paths),
        counted(files, "file", "files"),
        counted(entries, "entry", "entries"),
        counted(phrasings, "phrasing", "phrasings")
    )
}

/// What `doctor` says of the shares of right answers, 0 to 1, that are asked for in places of these kinds.
#[must_use]
pub fn right_asked_for(kinds: &[(&str, f32)]) -> String {
    match kinds {
        // From the same text, so the same to the last bit.
        [(_, first), others @ ..] if others.iter().all(|(_, share)| share.to_bits() == first.to_bits()) => {
            format!("{first} of the answers")
        }
        kinds => {
            let first = kinds.iter().take(1).map(|(kind, share)| format!("{share} of the answers in {kind}"));
            let others = kinds.iter().skip(1).map(|(kind, share)| format!("{share} in {kind}"));
            first.chain(others).collect::<Vec<_>>().join(", ")
        }
    }
}

/// Paths in quotation marks, with commas between them.
#[must_use]
pub fn listed(paths: &[PathBuf]) -> String {
    let quoted: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    plain(&quoted.join(", "))
}

/// What `doctor` says of a model's settings.
#[must_use]
pub fn model_settings(pooling: &str, max_length: usize, languages: &[String]) -> String {
    let reads = match languages {
        [] => "languages not stated".to_owned(),
        some => format!("reads {}", some.join(", ")),
    };
    plain(&format!("{pooling} pooling, {max_length} word pieces at most, {reads}"))
}

/// A number of bytes in the unit it is read best in.
#[must_use]
pub fn bytes(number: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = number.saturating_mul(10) / unit;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match number {
        0..1_000 => format!("{number} bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

/// What `/help` says.
pub const REPL_HELP: &str = "\
Type a question in your own words. After a choice, type its number.
  /why         how the last verdict came about
  /top N       show the N closest entries with every answer (0: none)
  /topics      the topics
  /list TOPIC  the questions of a topic, or of all
  /show ID     an entry with all its phrasings
  /reload      read the knowledge files again
  /quit        leave; so does Ctrl-D
Say what the last answer was, and answer what was missed:
  /helpful     the answer was right; /wrong: it was not; /none: none of those offered
  /missed      questions that could not be answered
  /teach N     answer missed question N; with a question, or nothing: a new entry
  /resolve N ID, /dismiss N    an entry answers it; nobody is to
  /edit ID, /retire ID, /restore ID    change an entry, take it out of service, put it back
  /review      what waits; /review ID, /approve ID, /reject ID
  /history     who changed what, also /history ID; /undo N takes change N back
  /settings    how this works; /settings NAME VALUE
  /privacy     what is held on you; /privacy export, /privacy delete
  /status      what there is; /trial: what would have been answered where nothing is shown
  /import FILE, /export FILE, /backup FILE    entries in, the knowledge out, a copy of the store
Tab completes commands, ids and stored questions; the right arrow takes the hint.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_written_can_steer_the_terminal() {
        let nasty = "a\u{1b}[2Jb\u{9b}31mc\rd\u{7}e\u{202e}f\u{2066}g\tstays\nstays";
        let shown = plain(nasty);
        assert_eq!(shown, "a�[2Jb�31mc�d�e�f�g\tstays\nstays");
    }

    #[test]
    fn prose_is_wrapped_and_code_is_not() {
        let text =
            "one two three four\n```\nlet one_line = two + three;\n```\n| a table | stays |\n\n  a list item goes on";
        let expected = "one two\nthree four\n```\nlet one_line = two + three;\n```\n| a table | stays |\n\n  a list\n  item goes\n  on";
        assert_eq!(wrapped(text, 11), expected);
    }

    #[test]
    fn prose_that_was_broken_for_its_width_is_joined_first() {
        let long = "A line that somebody's editor broke after some seventy to eighty columns,";
        let text = format!("{long}\nlike this one.\n- a list\n- stays\n(faint)");
        let shown = wrapped(&text, 60);
        assert!(shown.ends_with("seventy to\neighty columns, like this one.\n- a list\n- stays\n(faint)"), "{shown}");
        assert_eq!(wrapped("Roses are red\nviolets are blue", 60), "Roses are red\nviolets are blue");
    }

    #[test]
    fn certainty_is_never_a_rounding_error() {
        assert_eq!(percent(0.9999), "99 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.001), "0 %");
        assert_eq!(confidence(Words::ENGLISH, 0.72), "fairly sure, 72 %");
    }
}

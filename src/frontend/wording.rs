//! All words to people, as functions from a value to text. One voice, and a change of wording touches one place.
//!
//! Whatever people or files wrote goes through [`plain`] on its way out, so that it cannot steer the terminal.

mod answers;
pub mod calibration;
pub mod configuring;
pub mod curate_errors;
pub mod curating;
pub mod diff;
pub mod discord;
pub mod held;
pub mod language;
pub mod notices;
pub mod privacy;
pub mod problems;
pub mod remembering;
mod served;
mod terminal;
pub mod trial;
pub mod typed;
pub mod upkeep;
mod values;
mod why;
pub mod words;

use std::fmt::Write;
use std::path::Path;

use crate::embedding::runtime;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Topic;
use crate::evaluation::report::Wrong;
use crate::evaluation::twins::Mistaken;
use crate::frontend::wording::answers::entry_answer;
use crate::matching::candidate::Candidate;

pub use answers::answer;
pub use answers::confidence;
pub use answers::how_to_choose;
pub(crate) use answers::near;
pub(crate) use answers::offered;
pub(crate) use answers::open_heading;
pub(crate) use answers::passed_over;
pub use answers::past_review;
pub use answers::percent;
pub(crate) use answers::perhaps;
pub use answers::post;
pub use answers::read_as;
pub(crate) use answers::shown_phrasing;
pub use answers::turned_away;
pub use answers::which_one;
pub use served::few_problems;
pub use served::followed;
pub use served::knowledge_found;
pub use served::no_knowledge;
pub use served::not_reloaded;
pub use served::nothing_to_serve;
pub use served::opened;
pub use served::problem;
pub use served::reloaded;
pub use served::started;
pub use terminal::Palette;
pub(crate) use terminal::goes_on;
pub use terminal::plain;
pub use terminal::wrapped;
pub use values::bytes;
pub use values::chain;
pub use values::counted;
pub use values::elapsed;
pub use values::failed;
pub use values::listed;
pub use why::why;

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

/// What `doctor` says of a model's settings.
#[must_use]
pub fn model_settings(pooling: &str, max_length: usize, languages: &[String]) -> String {
    let reads = match languages {
        [] => "languages not stated".to_owned(),
        some => format!("reads {}", some.join(", ")),
    };
    plain(&format!("{pooling} pooling, {max_length} word pieces at most, {reads}"))
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
  /resolve N ID, /dismiss N    an entry answers it; nobody is to; /reopen N takes either back
  /edit ID, /retire ID, /restore ID    change an entry, take it out of service, put it back
  /review      what waits; /review ID, /approve ID, /reject ID
  /history     who changed what, also /history ID; /undo N takes change N back
  /settings    how this works; /settings NAME VALUE
  /privacy     what is held on you; /privacy export, /privacy delete
  /status      what there is; /trial: what would have been answered where nothing is shown
  /import FILE, /export FILE, /backup FILE    entries in, the knowledge out, a copy of the store
Tab completes commands, ids and stored questions; the right arrow takes the hint.";

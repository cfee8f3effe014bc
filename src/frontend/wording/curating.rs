//! What is said of writing knowledge: what was done and how to take it back, what is nearly there already, what a change
//! would change, what waits.

use std::fmt::Write;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::frontend::wording::counted;
use crate::frontend::wording::diff;
use crate::frontend::wording::plain;
use crate::frontend::wording::typed::Typed;
use crate::frontend::wording::words::Words;
use crate::matching::judgement::Verdict;
use crate::service::Changed;
use crate::service::CurateError;
use crate::service::Done;
use crate::service::Flawed;
use crate::service::Near;
use crate::service::Origin;
use crate::service::Outcome;
use crate::service::Pending;
use crate::service::Planned;
use crate::service::Preview;
use crate::service::Waiting;
use crate::service::WaitingDraft;
use crate::store::Change;
use crate::store::Item;
use crate::store::Moment;
use crate::store::Suggestion;
use crate::store::SuggestionKind;

/// Changed questions that a preview lists before the rest is only counted, where a person reads it.
const CHANGED_SHOWN: usize = 50;

/// What was done, and how to take it back.
#[must_use]
pub fn done(planned: &Planned, done: &Done, typed: &Typed) -> String {
    let id = done.entry.as_ref().map(|id| plain(id.as_str())).unwrap_or_default();
    if let Some(draft) = &done.draft {
        return format!(
            "That waits as draft {draft} until a moderator approves it; nothing is served of it before.\n\
             It is approved with `{}`, and taken back with `{}`.",
            typed.approve(draft),
            typed.undo(done.number)
        );
    }
    let what = match planned {
        Planned::Teach(..) => format!("Taught `{id}`."),
        Planned::Edit(..) => format!("Changed `{id}`."),
        Planned::Retire(_) => format!("Retired `{id}`: it answers no longer, and is kept with its history."),
        Planned::Restore(_) => format!("Restored `{id}`: it answers again."),
        Planned::Propose(_) => format!("Proposed `{id}`."),
        Planned::Merge(_) => format!("Added to `{id}` what was proposed."),
        Planned::Approve(Pending::Draft(_)) => format!("Approved: `{id}` is served as proposed."),
        Planned::Approve(Pending::Suggestion(number)) => format!("Approved suggestion {number} for `{id}`."),
        Planned::ApproveAs(number, _) => format!("Approved suggestion {number} for `{id}` in other words."),
        Planned::Join(join) => format!("`{id}` answers missed question {}.", join.cluster),
        Planned::Undo(number) => format!("Took change {number} back."),
    };
    // That it answers the one is said already.
    let is_said = matches!(planned, Planned::Join(_)) && done.answered == 1;
    let told = for_who_asked(if is_said { 0 } else { done.answered }, done.told);
    match done.number {
        0 => format!("{what}{told}\nThe knowledge was like that already."),
        number => format!("{what}{told}\n{}", change(number, typed)),
    }
}

/// What was done for those who had asked already, after a space; empty where it was nothing.
pub(super) fn for_who_asked(answered: usize, told: usize) -> String {
    let mut text = String::new();
    if answered > 0 {
        let _ = write!(text, " It answers {}.", counted(answered, "missed question", "missed questions"));
    }
    if told > 0 {
        let _ = write!(text, " {}", to_be_told(told));
    }
    text
}

/// An entry that was changed is out of service, and stays so.
#[must_use]
pub fn stays_retired(id: &EntryId, typed: &Typed) -> String {
    format!(
        "`{}` is retired and answers nothing as it is now either; `{}` puts it back into service.",
        plain(id.as_str()),
        typed.restore(id)
    )
}

/// How a change is taken back.
#[must_use]
pub fn change(number: u64, typed: &Typed) -> String {
    format!("That is change {number}; `{}` takes it back.", typed.undo(number))
}

/// That something was rejected.
#[must_use]
pub fn rejected(pending: &Pending, done: &Done, typed: &Typed) -> String {
    match pending {
        // The decision stands beside the history, so that the same is not proposed again.
        Pending::Suggestion(number) => format!("Rejected suggestion {number}: it is not proposed again."),
        Pending::Draft(id) => format!("Rejected draft {}.\n{}", plain(id), change(done.number, typed)),
    }
}

/// How many people are to be told.
#[must_use]
pub fn to_be_told(people: usize) -> String {
    match people {
        0 => "Nobody is to be told.".to_owned(),
        people => format!("{} who asked will be told.", counted(people, "person", "people")),
    }
}

/// Why something was not done, as a sentence for the prompt.
#[must_use]
pub fn refused(error: &CurateError) -> String {
    let said = super::chain(error);
    // It names a command, which has another name here.
    let said = match error {
        CurateError::Closed { number, .. } => {
            said.replace(&Typed::Shell(String::new()).reopen(*number), &Typed::Prompt.reopen(*number))
        }
        _ => said,
    };
    format!("Not done: {}.", said.trim_end_matches('.'))
}

/// Entries that ask for nearly the same, numbered.
#[must_use]
pub fn near(near: &[Near]) -> String {
    let mut text = "Something close is there already:".to_owned();
    for (number, one) in (1..).zip(near) {
        let alike = if one.same_question { "the same question".to_owned() } else { super::percent(one.cosine) };
        let answer = if one.same_answer { "the same answer" } else { "another answer" };
        let _ = write!(
            text,
            "\n  {number}  {}  ({alike}, {answer})\n     `{}`: {}",
            plain(&one.phrasing),
            plain(one.entry.id.as_str()),
            first_line(&one.entry.answer)
        );
    }
    text
}

/// The three ways out of a near double, to be pasted: each a command for the closest entry.
#[must_use]
pub fn ways_out(add: &str, replace: &str, both: &str) -> String {
    format!(
        "Nothing was written. You can\n  add the question to that entry:  {add}\n  replace its answer:              {replace}\n  \
         keep both:                       {both}"
    )
}

/// What to type at the prompt about near doubles.
pub const NEAR_AT_PROMPT: &str = "Type `add N` to add the question to entry N, `replace N` to give that entry this answer, \
    `both` to keep both, or nothing to write nothing.";

/// Asked at the prompt for a new entry.
pub const ASK_QUESTION: &str = "Question: ";

/// Asked at the prompt until an empty line comes.
pub const ASK_MORE_QUESTIONS: &str = "Another way of asking (empty: no more): ";

/// Asked at the prompt for an answer.
pub const ASK_ANSWER: &str = "Answer (a . on a line of its own ends it): ";

/// Asked at the prompt for what changes among the ways of asking.
pub const ASK_EDIT_QUESTIONS: &str = "Another way of asking, or - and one that goes (empty: no more): ";

/// Asked at the prompt for another answer.
pub const ASK_EDIT_ANSWER: &str = "New answer (a . ends it; a . at once keeps the old one): ";

/// Before further lines of an answer.
pub const GOES_ON: &str = "… ";

/// Asked at the prompt about near doubles.
pub const ASK_WAY: &str = "add N, replace N, both? ";

/// Asked at the prompt about near doubles of an edited entry.
pub const ASK_KEEP_BOTH: &str = "Type both to write it all the same: ";

/// What a change would change.
#[must_use]
pub fn preview(preview: &Preview) -> String {
    let [phrasings, labelled, asked] = preview.replayed;
    let mut parts = vec![counted(phrasings, "stored question", "stored questions")];
    if labelled > 0 {
        parts.push(counted(labelled, "labelled question", "labelled questions"));
    }
    parts.push(format!("{} that people asked", counted(asked, "question", "questions")));
    let mut text = format!("Asked again: {}.", parts.join(", "));
    match preview.changed.len() {
        0 => text.push_str("\nNone of them would come back as something else."),
        1 => text.push_str("\n1 would come back as something else:"),
        some => {
            let _ = write!(text, "\n{some} would come back as something else:");
        }
    }
    for changed in preview.changed.iter().take(CHANGED_SHOWN) {
        let _ = write!(text, "\n{}", changed_line(changed));
    }
    if let Some(more @ 1..) = preview.changed.len().checked_sub(CHANGED_SHOWN) {
        let _ = write!(text, "\n  … and {more} more");
    }
    if preview.answered > 0 {
        let answered = counted(preview.answered, "missed question", "missed questions");
        let told = match preview.told {
            0 => "nobody would".to_owned(),
            told => format!("{} who asked would", counted(told, "person", "people")),
        };
        let _ = write!(text, "\nIt would answer {answered}; {told} be told.");
    }
    text
}

fn changed_line(changed: &Changed) -> String {
    let origin = match changed.origin {
        Origin::Phrasing => "stored",
        Origin::Labelled => "labelled",
        Origin::Asked => "asked",
    };
    let right = match &changed.right {
        None => String::new(),
        Some(right) if right.is_empty() => "\n      right: no answer".to_owned(),
        Some(right) => {
            let ids: Vec<String> = right.iter().map(|id| format!("`{}`", plain(id.as_str()))).collect();
            format!("\n      right: {}", ids.join(" or "))
        }
    };
    let (question, before, after) = (plain(&changed.question), outcome(&changed.before), outcome(&changed.after));
    format!("  {question}  ({origin})\n      from:  {before}\n      to:    {after}{right}")
}

fn outcome(outcome: &Outcome) -> String {
    let ids: Vec<String> = outcome.entries.iter().map(|id| format!("`{}`", plain(id.as_str()))).collect();
    match outcome.verdict {
        Verdict::Answer => format!("answered with {}", ids.join(", ")),
        Verdict::Choose => format!("a choice of {}", ids.join(", ")),
        Verdict::Abstain => "no answer".to_owned(),
    }
}

/// After a preview.
pub const NOTHING_WRITTEN: &str = "Nothing was written.";

/// All that waits.
#[must_use]
pub fn waiting(waiting: &Waiting, typed: &Typed) -> String {
    let mut parts = Vec::new();
    let lines =
        |heading: &str, lines: Vec<String>| (!lines.is_empty()).then(|| format!("{heading}\n  {}", lines.join("\n  ")));
    parts.extend(lines("Drafts", waiting.drafts.iter().map(draft_line).collect()));
    parts.extend(lines("Suggestions", waiting.suggestions.iter().map(suggestion_line).collect()));
    let any = !parts.is_empty();
    parts.extend(lines("To be checked again", waiting.overdue.iter().map(overdue_line).collect()));
    parts.extend(lines("Found outdated or unclear", waiting.flawed.iter().map(flawed_line).collect()));
    if any {
        let (show, approve, reject) = (typed.show("ID"), typed.approve("ID"), typed.reject("ID"));
        parts.push(format!("`{show}` shows one with what it would change; `{approve}` and `{reject}` decide."));
    }
    if parts.is_empty() { NOTHING_WAITS.to_owned() } else { parts.join("\n\n") }
}

/// Nothing waits for anybody.
pub const NOTHING_WAITS: &str = "Nothing waits for review.";

fn draft_line(waiting: &WaitingDraft) -> String {
    let WaitingDraft { id, draft, now } = waiting;
    let what = match now {
        Some(_) => "changes",
        None => "adds",
    };
    let changed = diff::entries(Words::ENGLISH, now.as_ref(), Some(&draft.entry)).len();
    format!(
        "{id}  {} {what} `{}` ({}): {}",
        by(&draft.name),
        plain(draft.entry.id.as_str()),
        counted(changed, "line", "lines"),
        plain(draft.entry.title().as_str())
    )
}

fn suggestion_line(suggestion: &Suggestion) -> String {
    format!("{}  {}", suggestion.number, proposes(suggestion))
}

/// What a suggestion proposes.
#[must_use]
pub fn proposes(suggestion: &Suggestion) -> String {
    let (text, entry) = (plain(&suggestion.text), plain(suggestion.entry.as_str()));
    let people = usize::try_from(suggestion.supporters).unwrap_or(usize::MAX);
    let people = counted(people, "person", "people");
    match suggestion.kind {
        SuggestionKind::Phrasing => format!("“{text}” becomes a question of `{entry}` ({people})"),
        SuggestionKind::Counter => format!("“{text}” is no longer answered with `{entry}` ({people})"),
    }
}

fn flawed_line(flawed: &Flawed) -> String {
    let Flawed { entry, outdated, unclear, unsaid } = flawed;
    let said = [(*outdated, "outdated"), (*unclear, "unclear"), (*unsaid, "did not help")];
    let said: Vec<String> =
        said.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{what}: {count}")).collect();
    format!("`{}`  {}  ({})", plain(entry.id.as_str()), plain(entry.title().as_str()), said.join(", "))
}

fn overdue_line(entry: &Entry) -> String {
    let day = entry.review_by.map(|day| day.to_string()).unwrap_or_default();
    format!("{day}  `{}`  {}", plain(entry.id.as_str()), plain(entry.title().as_str()))
}

/// One that waits, with what it proposes; `None` where it does not wait.
#[must_use]
pub fn pending(waiting: &Waiting, pending: &Pending) -> Option<String> {
    match pending {
        Pending::Draft(id) => waiting.drafts.iter().find(|draft| draft.id == *id).map(draft),
        Pending::Suggestion(number) => {
            waiting.suggestions.iter().find(|suggestion| suggestion.number == *number).map(suggestion_line)
        }
    }
}

/// How what waits is decided.
#[must_use]
pub fn decide(pending: &Pending, typed: &Typed) -> String {
    let id = pending.to_string();
    format!("`{}` approves it, `{}` rejects it.", typed.approve(&id), typed.reject(&id))
}

/// A draft with all that it would change.
fn draft(waiting: &WaitingDraft) -> String {
    let WaitingDraft { draft, now, .. } = waiting;
    let lines = diff::entries(Words::ENGLISH, now.as_ref(), Some(&draft.entry));
    let what = if now.is_some() { "changes" } else { "adds" };
    let id = plain(draft.entry.id.as_str());
    format!("{} {what} `{id}`, {}:\n  {}", by(&draft.name), at(draft.at), lines.join("\n  "))
}

/// Changes, the latest first.
#[must_use]
pub fn history(changes: &[Change], typed: &Typed) -> String {
    if changes.is_empty() {
        return NO_HISTORY.to_owned();
    }
    let changes: Vec<String> = changes.iter().map(history_entry).collect();
    format!("{}\n\n`{}` takes a change back.", changes.join("\n"), typed.undo_any())
}

/// What a change of the history did.
fn history_entry(change: &Change) -> String {
    let what = match (&change.before, &change.after) {
        (None, Some(Item::Entry(entry))) if entry.overlays.is_some() => {
            "in the place of its file's, as that was then: "
        }
        (None, _) => "new ",
        (_, None) => "gone: ",
        _ => "",
    };
    let mut text = format!(
        "{}  {}  {} ({}): {what}{}",
        change.number,
        at(change.at),
        by(&change.author.name),
        change.action.as_str(),
        plain(&change.key.to_string())
    );
    for line in diff::items(Words::ENGLISH, change.before.as_ref(), change.after.as_ref()) {
        let _ = write!(text, "\n    {line}");
    }
    if let Some(Item::Draft(draft)) = &change.after {
        let _ = write!(text, "\n    (proposed for `{}`)", plain(draft.entry.id.as_str()));
    }
    text
}

/// Nothing was changed yet.
pub const NO_HISTORY: &str = "Nothing was changed yet.";

/// An entry is as it was first written, or as its file has it.
#[must_use]
pub fn no_history_of(id: &EntryId) -> String {
    format!("`{}` was not changed yet: it is as its file has it.", plain(id.as_str()))
}

/// There is no entry of that name; `near` are those that have something of it in theirs.
#[must_use]
pub fn no_such_entry(id: &EntryId, near: &[&EntryId]) -> String {
    let text = format!("There is no entry `{}`, and never was one in this store", plain(id.as_str()));
    if near.is_empty() {
        return format!("{text}.");
    }
    let near: Vec<String> = near.iter().map(|id| format!("`{}`", plain(id.as_str()))).collect();
    format!("{text}; there is {}.", near.join(", "))
}

/// When something was, to the minute, in UTC.
#[must_use]
pub fn at(moment: Moment) -> String {
    moment.to_string().replace('T', " ").chars().take("2026-11-28 12:30".len()).collect()
}

fn by(name: &str) -> String {
    // Who asked to be forgotten has none.
    if name.is_empty() { "somebody".to_owned() } else { plain(name) }
}

/// The first line of an answer, to know it again.
fn first_line(answer: &str) -> String {
    const LONG: usize = 100;
    let line = plain(answer.lines().next().unwrap_or_default());
    if line.chars().count() <= LONG && answer.lines().nth(1).is_none() {
        return line;
    }
    format!("{} …", line.chars().take(LONG).collect::<String>().trim_end())
}

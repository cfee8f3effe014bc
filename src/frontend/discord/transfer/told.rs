//! What came of a file that was handed in.

use serenity::all::CreateActionRow;

use crate::frontend::discord::echo::echo;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::split::units;
use crate::frontend::discord::transfer::with_file;
use crate::frontend::wording::problems::problem;
use crate::frontend::wording::words::Words;
use crate::knowledge::Reading;
use crate::knowledge::Severity;
use crate::service::Done;
use crate::service::Import;
use crate::service::NearImports;

/// Problems that stand in the message; where there are more, all are in a file.
const PROBLEMS_SHOWN: usize = 8;
/// Longest problem in the message, in UTF-16 units: with the words around them they stay below the 2,000 of a message.
const MAX_PROBLEM: usize = 170;
/// Questions that two entries have, and entries that are named.
const MOST_NAMED: usize = 4;
/// Longest question or id in the message.
const MAX_NAMED: usize = 70;
/// Pairs of questions that are close, and the longest of these.
const MOST_NEAR: usize = 3;
const MAX_NEAR: usize = 50;
/// The file of the problems.
const FILE: &str = "problems.txt";

/// Why nothing was taken in, by line.
pub(super) fn not_imported(name: &str, reading: &Reading, words: Words) -> Reply {
    let errors = reading.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let arguments = [("file", echo(name, MAX_NAMED).into()), ("count", errors.into())];
    let mut post = Post { content: words.say_with("import-refused", &arguments), ..Post::default() };
    problems(reading, words, &mut post);
    Reply { posts: vec![post], deletable: false }
}

/// An import, done or planned.
pub(super) struct Told<'a> {
    pub(super) planned: &'a Import,
    /// What is close to it.
    pub(super) near: &'a NearImports,
    /// `None` where nothing was written.
    pub(super) done: Option<&'a Done>,
}

/// What was taken in, or would be.
pub(super) fn imported(name: &str, reading: &Reading, told: &Told<'_>, to: &To<'_>) -> Reply {
    let (words, &Told { planned: import, near, done }) = (to.words, told);
    let (file, same) = (("file", echo(name, MAX_NAMED).into()), ("same", import.same.into()));
    let nothing_new = [file.clone(), same.clone()];
    let arguments = [file, ("new", import.new.len().into()), ("changed", import.changed.len().into()), same];
    let mut lines = vec![match done {
        Some(_) => words.say_with("imported", &arguments),
        None if import.is_empty() => words.say_with("import-nothing-new", &nothing_new),
        None => words.say_with("import-dry-run", &arguments),
    }];
    if let Some(done) = done {
        lines.push(words.say_with("done-number", &[("number", done.number.into())]));
        lines.extend(reply::what_was_answered(done, words));
    }
    let named = |ids: Vec<String>| {
        let shown: Vec<String> = ids.iter().take(MOST_NAMED).map(|id| echo(id, MAX_NAMED)).collect();
        let more = if ids.len() > shown.len() { " …" } else { "" };
        format!("{}{more}", shown.join(", "))
    };
    if !import.changed.is_empty() {
        let ids = import.changed.iter().map(|id| id.as_str().to_owned()).collect();
        lines.push(words.say_with("import-changes", &[("entries", named(ids).into())]));
    }
    if !import.overviews.is_empty() {
        lines.push(words.say_with("import-overviews", &[("topics", named(import.overviews.clone()).into())]));
    }
    if !import.doubles.is_empty() {
        let questions = import.doubles.iter().map(|(question, _, _)| question.clone()).collect();
        lines.push(words.say_with("import-doubles", &[("questions", named(questions).into())]));
    }
    if !near.found.is_empty() {
        let shown = near
            .found
            .iter()
            .take(MOST_NEAR)
            .map(|(_, near)| format!("“{}” ≈ “{}”", echo(&near.written, MAX_NEAR), echo(&near.phrasing, MAX_NEAR)));
        let shown = shown.collect::<Vec<_>>().join(", ");
        let more = if near.found.len() > MOST_NEAR { " …" } else { "" };
        lines.push(words.say_with("import-near", &[("questions", format!("{shown}{more}").into())]));
    }
    if near.unseen > 0 {
        lines.push(words.say_with("import-unseen", &[("count", near.unseen.into())]));
    }
    let mut post = Post { content: lines.join("\n"), ..Post::default() };
    problems(reading, words, &mut post);
    if let Some(done) = done {
        post.rows.push(CreateActionRow::Buttons(vec![reply::undo_button(done.number, to)]));
    }
    Reply { posts: vec![post], deletable: false }
}

/// The problems by line, in the message where they are few, and else in a file.
fn problems(reading: &Reading, words: Words, post: &mut Post) {
    const MAX_CONTENT: usize = 2_000;
    if reading.problems.is_empty() {
        return;
    }
    let all: Vec<String> = reading.problems.iter().map(|wrong| problem(words, wrong)).collect();
    let mut is_all = all.len() <= PROBLEMS_SHOWN;
    let in_file = words.say("import-problems-in-file");
    for told in all.iter().take(PROBLEMS_SHOWN) {
        let line = format!("\n- {}", echo(told, MAX_PROBLEM));
        if units(&post.content) + units(&line) + units(&in_file) + 1 > MAX_CONTENT {
            is_all = false;
            break;
        }
        is_all &= units(told) <= MAX_PROBLEM;
        post.content.push_str(&line);
    }
    if !is_all {
        post.content.push_str(&format!("\n{in_file}"));
        with_file(post, all.join("\n"), FILE);
    }
}

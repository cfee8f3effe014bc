//! Plain text: questions and the lines below them, and no place for anything else.

use std::ops::Range;

use crate::entry::Entry;
use crate::knowledge::keys::Key;
use crate::knowledge::problem::quoted;
use crate::knowledge::question;
use crate::knowledge::text;

use super::Edit;
use super::NoPlace;
use super::Target;
use super::changes::Change;
use super::changes::Wanted;
use super::rearrange;
use super::rearrange::Line;
use super::source;

/// What to do where plain text has no place for something.
const KEEP_AS_MARKDOWN: &str = "keep the file as Markdown (.md), which has a place for it";

/// No `new` takes the entry out.
pub(super) fn edits(target: &Target<'_>, changes: &[Change], new: Option<&Entry>) -> Result<Vec<Edit>, NoPlace> {
    let blocks = Block::at(target.text, target.line);
    if new.is_none() {
        return Ok(vec![Edit::new(blocks.whole, "")]);
    }
    let mut edits = Vec::new();
    for change in changes {
        match (change.key, &change.value) {
            (Key::Questions, Wanted::List(texts)) => edits.extend(blocks.questions(target.text, texts)?),
            (Key::Answer, Wanted::Text(answer)) => edits.push(blocks.answer(target.text, answer)?),
            (Key::Id, _) if !target.has_own_id => {
                let what = "its id comes from its first question and its topic, and would change with them";
                return Err(NoPlace::new(what, KEEP_AS_MARKDOWN));
            }
            (key, _) => {
                let what = format!("plain text has no place for \"{}\"", key.name());
                return Err(NoPlace::new(what, KEEP_AS_MARKDOWN));
            }
        }
    }
    Ok(edits)
}

/// The lines of an entry.
struct Block {
    whole: Range<usize>,
    questions: Vec<Range<usize>>,
    /// From the line below the questions on.
    rest: usize,
}

impl Block {
    /// The entry that begins with `line`, counted from 1.
    fn at(text: &str, line: usize) -> Block {
        let mut start = 0;
        for _ in 1..line {
            start = source::line_end(text, start);
        }
        let mut at = start;
        let mut questions = Vec::new();
        while at < text.len() && question::is_question(&text[at..source::line_end(text, at)]) {
            let end = source::line_end(text, at);
            questions.push(at..end);
            at = end;
        }
        let rest = at;
        while at < text.len() && !question::is_question(&text[at..source::line_end(text, at)]) {
            at = source::line_end(text, at);
        }
        Block { whole: start..at, questions, rest }
    }

    fn questions(&self, page: &str, texts: &[String]) -> Result<Vec<Edit>, NoPlace> {
        let line =
            |lines: &Range<usize>| Line { lines: lines.clone(), says: text::bare_question(&page[lines.clone()]) };
        let lines: Vec<Line> = self.questions.iter().map(line).collect();
        if let Some(bad) = texts.iter().find(|text| written(text).is_none()) {
            let what = format!("{} would not be read as this question in plain text", quoted(bad));
            return Err(NoPlace::new(what, "end it with a question mark, or keep the file as Markdown (.md)"));
        }
        Ok(rearrange::edits(page, &lines, texts, |text| written(text).unwrap_or_default()))
    }

    fn answer(&self, page: &str, answer: &str) -> Result<Edit, NoPlace> {
        if let Some(bad) = answer.lines().find(|line| question::is_question(line)) {
            let what = format!("the line {} of the answer would be read as a question", quoted(bad.trim()));
            return Err(NoPlace::new(what, "word it without the question mark, or keep the file as Markdown (.md)"));
        }
        let body = &page[self.rest..self.whole.end];
        let end = self.rest + body.trim_end().len();
        let mut start = self.rest + body.len() - body.trim_start().len();
        // On a line of its own, its indentation is part of it; behind `A:` it is not.
        let line = &page[start..source::line_end(page, start)];
        if question::after_a(line).is_some() {
            let behind =
                start + line.find([':', '：']).map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
            start = behind + page[behind..end.max(behind)].len() - page[behind..end.max(behind)].trim_start().len();
        } else {
            start = source::line_start(page, start);
        }
        Ok(Edit::new(start..end.max(start), answer))
    }
}

/// The line that asks `question`; `None` where none is read as it.
fn written(question: &str) -> Option<String> {
    let is_read = |line: &String| question::is_question(line) && text::bare_question(line) == question;
    [question.to_owned(), format!("Q: {question}")].into_iter().find(is_read)
}

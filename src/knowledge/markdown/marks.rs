//! Finds what gives a Markdown file its shape. Only what stands at the top level counts: a heading in a code block,
//! a quotation or a list is part of an answer.

use std::ops::Range;

use pulldown_cmark::Event;
use pulldown_cmark::HeadingLevel;
use pulldown_cmark::OffsetIter;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

use crate::knowledge::clean;
use crate::knowledge::question;

/// Something that begins or ends a part of the file.
#[derive(Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) sign: Sign,
    /// Where it begins: a heading, a question and an answer with their line.
    pub(super) start: usize,
    /// Offset at which what comes after it begins.
    pub(super) end: usize,
}

#[derive(Debug, PartialEq)]
pub(super) enum Sign {
    /// A heading that is a question, or `Q:`, which has no level.
    Question { level: Option<usize>, text: String },
    /// `A:`, after which the answer begins.
    Answer,
    /// Another heading.
    Heading { level: usize, text: String },
    /// `<!-- … -->`, and where its content is.
    Comment { inner_start: usize, inner_end: usize },
}

/// The marks of `text` in their order.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut events = Parser::new_ext(text, Options::empty()).into_offset_iter();
    let mut depth = 0_usize;
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                let title = heading_text(&mut events);
                marks.push(heading(text, level, &title, &range));
            }
            Event::Start(tag) => {
                match tag {
                    Tag::HtmlBlock if depth == 0 => marks.extend(comment(text, &range)),
                    Tag::Paragraph if depth == 0 => paragraph(text, &range, &mut marks),
                    _ => {}
                }
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    marks
}

/// The text of the heading whose start was read last, without emphasis and the like.
fn heading_text(events: &mut OffsetIter<'_>) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            event => push_text(&event, &mut text),
        }
    }
    clean::line(&text)
}

fn push_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(piece) | Event::Code(piece) | Event::InlineHtml(piece) => text.push_str(piece),
        Event::SoftBreak | Event::HardBreak => text.push(' '),
        _ => {}
    }
}

fn heading(text: &str, level: HeadingLevel, title: &str, range: &Range<usize>) -> Mark {
    let level = level as usize;
    let question = match question::after_q(title) {
        Some(question) => Some(question),
        None if question::is_question(title) => Some(question::without_number(title)),
        None => None,
    };
    let sign = match question {
        Some(question) => Sign::Question { level: Some(level), text: question.to_owned() },
        None => Sign::Heading { level, text: title.to_owned() },
    };
    Mark { sign, start: line_start(text, range.start), end: line_end(text, range.end) }
}

/// The start of the line `offset` is on.
fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

/// The start of the line after the one that `end`, the end of a block, is on.
fn line_end(text: &str, end: usize) -> usize {
    if text[..end].ends_with('\n') {
        return end;
    }
    text[end..].find('\n').map_or(text.len(), |at| end + at + 1)
}

fn comment(text: &str, range: &Range<usize>) -> Option<Mark> {
    let block = &text[range.clone()];
    let start = range.start + block.find(|c: char| !c.is_whitespace())?;
    let inner = text[start..range.end].strip_prefix("<!--")?;
    let inner_start = start + "<!--".len();
    let inner_end = inner_start + inner.find("-->")?;
    Some(Mark { sign: Sign::Comment { inner_start, inner_end }, start, end: inner_end + "-->".len() })
}

/// Finds `Q:` and `A:` at the beginning of the lines of a paragraph.
fn paragraph(text: &str, range: &Range<usize>, marks: &mut Vec<Mark>) {
    let mut start = line_start(text, range.start);
    // A question may go on over lines only where an `A:` tells that it does.
    let mut is_asking = false;
    let mut answers_left = text[start..range.end].lines().filter(|line| after_a(line).is_some()).count();
    while start < range.end {
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
        let line = text[start..end].trim_end();
        if let Some(question) = after_q(line) {
            marks.push(Mark { sign: Sign::Question { level: None, text: question }, start, end });
            is_asking = true;
        } else if let Some(answer) = after_a(line) {
            marks.push(Mark { sign: Sign::Answer, start, end: start + line.len() - answer.len() });
            answers_left = answers_left.saturating_sub(1);
            is_asking = false;
        } else if is_asking && answers_left > 0 {
            continue_question(line, end, marks);
        } else {
            is_asking = false;
        }
        start = end;
    }
}

fn continue_question(line: &str, line_end: usize, marks: &mut [Mark]) {
    if let Some(Mark { sign: Sign::Question { text, .. }, end, .. }) = marks.last_mut() {
        text.push(' ');
        text.push_str(&inline_text(line));
        *end = line_end;
    }
}

fn after_q(line: &str) -> Option<String> {
    let bare = line.trim_start_matches(['*', '_', ' ']);
    if !bare.starts_with(['Q', 'q']) {
        return None;
    }
    question::after_q(&inline_text(line)).map(str::to_owned)
}

/// What stands after `A:`, `**A:**` or `**A**:`, as it stands.
fn after_a(line: &str) -> Option<&str> {
    let line = line.trim_start();
    for (before, after) in [("**A:**", ""), ("**A**", ":"), ("__A:__", ""), ("__A__", ":")] {
        if let Some(rest) = line.strip_prefix(before).and_then(|rest| rest.strip_prefix(after)) {
            return Some(rest.trim_start());
        }
    }
    question::after_a(line)
}

/// The text of a line of a paragraph, without emphasis and the like.
fn inline_text(line: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(line, Options::empty()) {
        push_text(&event, &mut text);
    }
    clean::line(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<String> = marks(text)
            .iter()
            .map(|mark| {
                let rest = text[mark.end..].lines().next().unwrap_or_default();
                match &mark.sign {
                    Sign::Question { level, text } => format!("? {} {text} | {rest}", level.unwrap_or(0)),
                    Sign::Heading { level, text } => format!("# {level} {text} | {rest}"),
                    Sign::Answer => format!("A | {rest}"),
                    Sign::Comment { inner_start, inner_end } => {
                        format!("! {} | {rest}", text[*inner_start..*inner_end].trim())
                    }
                }
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn headings_of_both_kinds_are_found() {
        check("# A *b* `c`\nx\n", &["# 1 A b c | x"]);
        check("Why\nnot?\n===\nx", &["? 1 Why not? | x"]);
        check("  ## 3. Why? ##\nx", &["? 2 Why? | x"]);
        check("## Q: reset it\nx", &["? 2 reset it | x"]);
    }

    #[test]
    fn what_only_looks_like_a_heading_is_not_found() {
        check("```\n# A?\nQ: b?\n```\n\n    # C?\n\n> # D?\n\n- # E?\n", &[]);
    }

    #[test]
    fn questions_and_answers_of_paragraphs_are_found() {
        check("Q: Why?\nA: So.\nMore", &["? 0 Why? | A: So.", "A | So."]);
        check("**Q: Why *not*?**\n\n**A:** So.", &["? 0 Why not? | ", "A | So."]);
        check("Q: Why\nnot?\nA: So.", &["? 0 Why not? | A: So.", "A | So."]);
        check("Q: Why?\nSo. A: is a letter", &["? 0 Why? | So. A: is a letter"]);
    }

    #[test]
    fn comments_are_found() {
        check("<!-- id: a --> x\n", &["! id: a |  x"]);
        check("<!-- never closed\n", &[]);
    }
}

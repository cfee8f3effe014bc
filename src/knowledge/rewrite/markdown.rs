//! Markdown: headings or `Q:`, the comment below them, and the answer.

use crate::entry::Entry;
use crate::knowledge::Format;
use crate::knowledge::keys::Key;
use crate::knowledge::markdown;
use crate::knowledge::markdown::EntryLayout;
use crate::knowledge::sheet::Sheet;

use super::Edit;
use super::NoPlace;
use super::Target;
use super::changes::Change;
use super::changes::Wanted;
use super::rearrange;
use super::rearrange::Line;
use super::source;
use super::yaml;
use super::yaml_items;

pub(super) fn edits(target: &Target<'_>, changes: &[Change], new: &Entry) -> Result<Vec<Edit>, NoPlace> {
    let text = target.text;
    let layouts = markdown::layouts(text, &mut Sheet::new(Format::Markdown, ""));
    let Some(layout) = layouts.into_iter().find(|layout| layout.line == target.line) else {
        return Err(NoPlace::new("its place in the file cannot be told", "read the file again"));
    };
    let comment = layout.comment.as_ref().and_then(|inner| markdown::metadata_yaml(&text[inner.clone()]));
    let page = Page { text, layout, comment };
    let mut edits = Vec::new();
    let mut in_comment: Vec<Change> = Vec::new();
    for change in changes {
        match (change.key, &change.value) {
            (Key::Questions, Wanted::List(texts)) => {
                edits.extend(page.questions(texts)?);
                if page.comment_has(Key::Questions) {
                    in_comment.push(Change { key: Key::Questions, value: Wanted::Nothing });
                }
            }
            (Key::Answer, _) if !page.comment_has(Key::Answer) => match page.answer(&new.answer) {
                Some(edit) => edits.push(edit),
                // What cannot stand in the open stands in the comment, as where such an answer is first written.
                None => {
                    edits.push(Edit::new(page.answer_range(), ""));
                    in_comment.push(change.clone());
                }
            },
            _ => in_comment.push(change.clone()),
        }
    }
    if !in_comment.is_empty() {
        edits.push(page.comment(&in_comment)?);
    }
    Ok(edits)
}

struct Page<'t> {
    text: &'t str,
    layout: EntryLayout,
    /// The YAML of the comment, with its keys at the margin.
    comment: Option<String>,
}

impl Page<'_> {
    fn comment_has(&self, key: Key) -> bool {
        let Some(yaml) = &self.comment else { return false };
        yaml_items::values(yaml).first().is_some_and(|root| root.position(key).is_some())
    }

    fn questions(&self, texts: &[String]) -> Result<Vec<Edit>, NoPlace> {
        let own = self.layout.questions.iter().zip(&self.layout.texts);
        let lines: Vec<Line> = own.map(|(lines, says)| Line { lines: lines.clone(), says: says.clone() }).collect();
        let is_bold = self.text[self.layout.questions[0].clone()].trim_start().starts_with("**Q:");
        if self.layout.level.is_none()
            && let Some(bad) = texts.iter().find(|text| markdown::question_line(text, is_bold).is_none())
        {
            return Err(NoPlace::new(format!("the question \"{bad}\" cannot stand behind Q:"), "word it otherwise"));
        }
        let line = |text: &str| match self.layout.level {
            Some(level) => format!("{} {}", "#".repeat(level), markdown::question_heading(text)),
            None => markdown::question_line(text, is_bold).unwrap_or_default(),
        };
        Ok(rearrange::edits(self.text, &lines, texts, line))
    }

    /// `None` where the answer would not be read as it is below its question.
    fn answer(&self, answer: &str) -> Option<Edit> {
        markdown::holds_answer(answer).then(|| Edit::new(self.answer_range(), answer))
    }

    /// The answer without the blank lines around it.
    fn answer_range(&self) -> std::ops::Range<usize> {
        let body = &self.text[self.layout.body.clone()];
        let start = self.layout.body.start;
        let end = start + body.trim_end().len();
        let first = start + body.len() - body.trim_start().len();
        if first >= end {
            return end..end;
        }
        let line = source::line_start(self.text, first);
        // On a line of its own, its indentation is part of it.
        (if line >= start { line } else { first })..end
    }

    fn comment(&self, changes: &[Change]) -> Result<Edit, NoPlace> {
        let (Some(inner), Some(yaml)) = (&self.layout.comment, &self.comment) else {
            return Ok(self.new_comment(changes));
        };
        let old = &self.text[inner.clone()];
        let new = yaml::comment(&format!("{}\n", yaml.trim_end()), changes)?;
        let new = new.trim();
        let is_spread =
            old.trim_start_matches([' ', '\t']).starts_with('\n') || (new.contains('\n') && !old.contains('\n'));
        let inside = if is_spread { format!("\n{new}\n") } else { format!(" {new}{}", &old[old.trim_end().len()..]) };
        Ok(Edit::new(inner.clone(), inside))
    }

    fn new_comment(&self, changes: &[Change]) -> Edit {
        let comment = markdown::comment(&yaml::pairs(changes));
        // Below a comment, `A:` would be part of the answer.
        if let Some(marker) = &self.layout.marker {
            return Edit::new(marker.clone(), format!("{comment}\n"));
        }
        let at = self.layout.questions.last().map_or(self.layout.body.start, |last| last.end);
        let is_apart = self.text[at..].starts_with('\n');
        Edit::new(at..at, if is_apart { format!("\n{comment}\n") } else { format!("{comment}\n") })
    }
}

//! Markdown: headings that are questions, or `Q:` and `A:`, with what is below them as it stands in the file.
//!
//! ```markdown
//! # Account                          a heading that is no question: the topic, with its overview below
//!
//! ## How do I reset my password?     a question
//! ## Where can I change it?          the same in other words
//! <!-- id: reset-password
//! tags: [account, login]
//! -->                                what else is to be said of the entry, which nobody sees who reads the page
//!
//! Open **Settings**.                 the answer; deeper headings that are no questions belong to it
//! ```

use super::clean;
use super::decode::Lines;
use super::document;
use super::keys::ITEM_KEYS;
use super::keys::Key;
use super::node::Value;
use super::problem::Code;
use super::problem::Spot;
use super::problem::Wrong;
use super::sheet::At;
use super::sheet::Sheet;
use super::sheet::Stated;
use super::yaml;

use layout::Layout;
use marks::Mark;
use marks::Sign;

mod front;
mod layout;
mod marks;
mod write;

pub(super) use layout::Layout as EntryLayout;
pub(super) use write::comment;
pub(super) use write::holds_answer;
pub(super) use write::question_heading;
pub(super) use write::question_line;
pub(super) use write::write;

/// Reads a Markdown file.
pub(super) fn parse(text: &str, sheet: &mut Sheet<'_>) {
    layouts(text, sheet);
}

/// Reads a Markdown file, and says where the parts of its entries stand: also of those that were not taken.
pub(super) fn layouts(text: &str, sheet: &mut Sheet<'_>) -> Vec<Layout> {
    let front = front::take(text, sheet);
    let body = &text[front.end..];
    let mut reader = Reader {
        sheet,
        text: body,
        lines: Lines::new(body),
        lines_before: text[..front.end].matches('\n').count(),
        // The topic is settled, so the page's title is only a title.
        title_is_topic: !front.has_topic,
        section: Section::Overview { from: 0, topic: None },
        topic: None,
        layouts: Vec::new(),
    };
    for mark in marks::marks(body) {
        reader.take(mark);
    }
    reader.close(body.len());
    let mut layouts = reader.layouts;
    layouts.iter_mut().for_each(|layout| layout.move_by(front.end));
    layouts
}

struct Reader<'a, 'f, 't> {
    sheet: &'a mut Sheet<'f>,
    text: &'t str,
    lines: Lines<'t>,
    lines_before: usize,
    title_is_topic: bool,
    section: Section,
    /// The heading we are under, until the first entry has named it as its topic.
    topic: Option<At>,
    /// Of the entries so far, with offsets in `text`.
    layouts: Vec<Layout>,
}

/// What the text that is being passed over belongs to.
enum Section {
    /// The overview of a topic, from an offset on; of the file's own topic where there is no heading.
    Overview {
        from: usize,
        topic: Option<At>,
    },
    Entry(Box<OpenEntry>),
}

struct OpenEntry {
    spot: Spot,
    questions: Vec<At>,
    /// Of the headings that ask; none for `Q:`.
    level: Option<usize>,
    metadata: Option<Stated>,
    /// The metadata was wrong in a way that the entry cannot be served.
    is_broken: bool,
    /// Where the answer begins, as far as is known.
    body: usize,
    /// Whether `A:` or metadata was seen, after which no further phrasing can come.
    is_settled: bool,
    layout: Layout,
}

impl Reader<'_, '_, '_> {
    fn take(&mut self, mark: Mark) {
        match mark.sign {
            Sign::Question { level, text } => self.question(level, text, mark.start, mark.end),
            Sign::Heading { level, text } => self.heading(level, text, mark.start, mark.end),
            Sign::Comment { inner_start, inner_end } => self.comment(&mark, inner_start, inner_end),
            Sign::Answer => {
                if let Some(entry) = untouched(&mut self.section, self.text, mark.start) {
                    entry.body = mark.end;
                    entry.is_settled = true;
                    entry.layout.marker = Some(mark.start..mark.end);
                }
            }
        }
    }

    fn question(&mut self, level: Option<usize>, text: String, start: usize, end: usize) {
        let question = At { text, spot: self.spot(start) };
        if let Some(entry) = untouched(&mut self.section, self.text, start)
            && entry.level == level
        {
            entry.layout.questions.push(start..end);
            entry.questions.push(question);
            entry.body = end;
            return;
        }
        self.close(start);
        let layout = Layout {
            line: question.spot.line,
            level,
            questions: std::iter::once(start..end).collect(),
            ..Layout::default()
        };
        self.section = Section::Entry(Box::new(OpenEntry {
            layout,
            spot: question.spot,
            questions: vec![question],
            level,
            metadata: None,
            is_broken: false,
            body: end,
            is_settled: false,
        }));
    }

    fn heading(&mut self, level: usize, text: String, start: usize, end: usize) {
        if let Section::Entry(entry) = &self.section
            && entry.level.is_some_and(|own| level > own)
        {
            return;
        }
        self.close(start);
        let is_title = level == 1 && !self.title_is_topic && self.sheet.entry_count() == 0;
        let topic = (!is_title).then(|| At { text, spot: self.spot(start) });
        if let Some(topic) = &topic {
            self.sheet.topic = Some(clean::line(&topic.text)).filter(|name| !name.is_empty());
            self.topic = Some(topic.clone());
        }
        self.section = Section::Overview { from: end, topic };
    }

    fn comment(&mut self, mark: &Mark, inner_start: usize, inner_end: usize) {
        let spot = self.spot(inner_start);
        let Some(entry) = untouched(&mut self.section, self.text, mark.start) else { return };
        let Some(yaml) = metadata_yaml(&self.text[inner_start..inner_end]) else { return };
        entry.body = mark.end;
        entry.is_settled = true;
        entry.layout.comment = Some(inner_start..inner_end);
        match metadata(&yaml, spot, self.sheet) {
            Some(stated) => entry.metadata = Some(stated),
            None => entry.is_broken = true,
        }
    }

    /// Ends the section at `end`.
    fn close(&mut self, end: usize) {
        let next = Section::Overview { from: end, topic: None };
        match std::mem::replace(&mut self.section, next) {
            Section::Overview { from, topic } => self.close_overview(from, end, topic),
            Section::Entry(entry) => self.close_entry(*entry, end),
        }
    }

    fn close_overview(&mut self, from: usize, end: usize, topic: Option<At>) {
        let text = &self.text[from..end];
        if text.trim().is_empty() || is_comment(text.trim()) {
            return;
        }
        let spot = self.spot(from + text.len() - text.trim_start().len());
        match (topic, self.sheet.topic.clone()) {
            (Some(At { text: name, spot }), _) => {
                self.sheet.state_topic(&name, Some(text), spot);
                self.topic = None;
            }
            (None, Some(name)) => self.sheet.state_topic(&name, Some(text), spot),
            (None, None) => {
                self.sheet.warning(spot, Code::StrayText, Wrong::StrayText);
            }
        }
    }

    fn close_entry(&mut self, entry: OpenEntry, end: usize) {
        if entry.is_broken {
            return;
        }
        if let Some(topic) = self.topic.take() {
            self.sheet.state_topic(&topic.text, None, topic.spot);
        }
        let body = &self.text[entry.body..end];
        let mut stated = entry.metadata.unwrap_or_else(|| Stated::at(entry.spot));
        stated.spot = entry.spot;
        let texts = entry.questions.iter().map(|question| clean::line(&question.text)).collect();
        self.layouts.push(Layout { texts, body: entry.body..end, ..entry.layout });
        stated.questions.splice(0..0, entry.questions);
        if stated.answer.is_none() {
            // On the line of `A:` or `-->`, the answer begins after the spaces; on a line of its own, with them.
            let text = if self.is_line_start(entry.body) { body } else { body.trim_start_matches([' ', '\t']) };
            stated.answer = Some(At { text: text.to_owned(), spot: entry.spot });
        } else if !body.trim().is_empty() {
            self.sheet.error(entry.spot, Code::DuplicateKey, Wrong::TwoAnswers);
        }
        self.sheet.add(stated);
    }

    fn is_line_start(&self, offset: usize) -> bool {
        offset == 0 || self.text.as_bytes()[offset - 1] == b'\n'
    }

    fn spot(&self, offset: usize) -> Spot {
        Spot::line(self.lines.line(offset) + self.lines_before)
    }
}

/// The open entry, if nothing stands yet between its questions and `offset`.
fn untouched<'s>(section: &'s mut Section, text: &str, offset: usize) -> Option<&'s mut OpenEntry> {
    match section {
        Section::Entry(entry) if !entry.is_settled && text[entry.body..offset].trim().is_empty() => Some(entry),
        _ => None,
    }
}

/// Whether `text` is one comment and nothing else: a note to authors, as `<!-- markdownlint-disable -->`.
fn is_comment(text: &str) -> bool {
    text.strip_prefix("<!--").and_then(|rest| rest.find("-->").map(|at| at + 3 == rest.len())).unwrap_or(false)
}

/// The content of a comment as YAML with its keys at the margin; `None` for a comment that is not metadata.
pub(super) fn metadata_yaml(inner: &str) -> Option<String> {
    let has_key = |line: &str| line.split_once(':').is_some_and(|(key, _)| Key::find(key, ITEM_KEYS).is_some());
    if !has_key(inner.trim_start().lines().next()?) {
        return None;
    }
    // `<!-- id: a` and `     tags: b` below it are meant to be keys of one level.
    let lines = inner.split('\n').map(|line| if has_key(line) { line.trim_start() } else { line });
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn metadata(yaml: &str, spot: Spot, sheet: &mut Sheet<'_>) -> Option<Stated> {
    match yaml::nodes(yaml, spot.line) {
        Ok(roots) => match roots.into_iter().next()?.value {
            Value::Map(fields) => document::metadata(fields, spot, sheet),
            _ => None,
        },
        Err(error) => {
            sheet.error(error.spot, Code::Syntax, Wrong::BadComment { error: error.error });
            None
        }
    }
}

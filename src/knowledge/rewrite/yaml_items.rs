//! Where the values of a YAML file stand.

use std::ops::Range;

use serde_saphyr::granit_parser::Event;
use serde_saphyr::granit_parser::Parser;
use serde_saphyr::granit_parser::ScalarStyle;
use serde_saphyr::granit_parser::Span;

use crate::knowledge::keys::ITEM_KEYS;
use crate::knowledge::keys::Key;
use crate::knowledge::problem::Spot;

use super::source;

/// A value and where it stands, in bytes.
#[derive(Clone, Debug)]
pub(super) struct ValueAt {
    pub(super) spot: Spot,
    /// Without the white space and comments after it.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Text {
        text: String,
        style: ScalarStyle,
    },
    List {
        items: Vec<ValueAt>,
        is_flow: bool,
    },
    Map {
        fields: Vec<(ValueAt, ValueAt)>,
        is_flow: bool,
    },
    /// Stands for what stands elsewhere.
    Alias,
}

impl ValueAt {
    /// The groups of keys in it, itself among them.
    pub(super) fn maps<'v>(&'v self, found: &mut Vec<&'v ValueAt>) {
        match &self.kind {
            Kind::Map { fields, .. } => {
                found.push(self);
                fields.iter().for_each(|(_, value)| value.maps(found));
            }
            Kind::List { items, .. } => items.iter().for_each(|item| item.maps(found)),
            Kind::Text { .. } | Kind::Alias => {}
        }
    }

    /// The fields, where it is a group of keys.
    pub(super) fn fields(&self) -> &[(ValueAt, ValueAt)] {
        if let Kind::Map { fields, .. } = &self.kind { fields } else { &[] }
    }

    /// The index of the field that is called `key`.
    pub(super) fn position(&self, key: Key) -> Option<usize> {
        self.fields().iter().position(|(name, _)| name.text().and_then(|name| Key::find(name, ITEM_KEYS)) == Some(key))
    }

    /// What it says, where it is a text.
    pub(super) fn text(&self) -> Option<&str> {
        if let Kind::Text { text, .. } = &self.kind { Some(text) } else { None }
    }
}

/// The documents in `text`; those before an error, where it is broken.
pub(super) fn values(text: &str) -> Vec<ValueAt> {
    let mut tree = Tree { text, roots: Vec::new(), open: Vec::new() };
    for next in Parser::new_from_str(text) {
        let Ok((event, span)) = next else { break };
        tree.take(event, &span);
    }
    tree.roots
}

struct Tree<'t> {
    text: &'t str,
    roots: Vec<ValueAt>,
    /// Lists and groups that are not closed, with the key whose value comes next.
    open: Vec<(ValueAt, Option<ValueAt>)>,
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, span: &Span) {
        let spot = Spot { line: span.start.line(), column: Some(span.start.col() + 1) };
        let range = span.byte_range().unwrap_or_default();
        let is_flow = self.text[range.start..].starts_with(['[', '{']);
        match event {
            Event::Scalar(text, style, ..) => {
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let range = if is_block { self.block(range.start) } else { self.trimmed(range) };
                self.place(ValueAt { spot, range, kind: Kind::Text { text: text.into_owned(), style } });
            }
            Event::Alias(_) => self.place(ValueAt { spot, range, kind: Kind::Alias }),
            Event::SequenceStart(..) => {
                self.open.push((ValueAt { spot, range, kind: Kind::List { items: Vec::new(), is_flow } }, None));
            }
            Event::MappingStart(..) => {
                self.open.push((ValueAt { spot, range, kind: Kind::Map { fields: Vec::new(), is_flow } }, None));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((mut value, _)) = self.open.pop() {
                    value.range.end = end(&value, range.end);
                    self.place(value);
                }
            }
            _ => {}
        }
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        range.start..range.start + self.text[range].trim_end().len()
    }

    /// The whole of a block whose content begins at `content`: from its `|` or `>` up to its last line that is not
    /// blank. Comments after it are indented less.
    fn block(&self, content: usize) -> Range<usize> {
        let text = self.text;
        let before = text[..source::line_start(text, content)].trim_end();
        let head_line = source::line_start(text, before.len());
        let head = &before[head_line..];
        let is_sign = |&(at, _): &(usize, &str)| {
            let rest = head[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
            (rest.is_empty() || rest.trim_start().starts_with('#')) && head[..at].ends_with([' ', '\t', ':', '-'])
        };
        let start = head_line + head.match_indices(['|', '>']).find(is_sign).map_or(0, |(at, _)| at);
        let mut at = source::line_end(text, before.len());
        let mut end = before.len();
        let mut indent = None;
        while at < text.len() {
            let next = source::line_end(text, at);
            let line = &text[at..next];
            let content = line.trim_start_matches(' ');
            if !content.trim().is_empty() {
                let depth = line.len() - content.len();
                if depth < *indent.get_or_insert(depth.max(1)) {
                    break;
                }
                end = at + line.trim_end_matches('\n').len();
            }
            at = next;
        }
        start..end
    }

    fn place(&mut self, value: ValueAt) {
        let Some((open, key)) = self.open.last_mut() else { return self.roots.push(value) };
        match &mut open.kind {
            Kind::Map { fields, .. } => match key.take() {
                Some(name) => fields.push((name, value)),
                None => *key = Some(value),
            },
            Kind::List { items, .. } => items.push(value),
            // Only lists and groups are ever opened.
            Kind::Text { .. } | Kind::Alias => {}
        }
    }
}

/// Where a list or group ends: with its bracket, or else with the last of what is in it.
fn end(value: &ValueAt, closing: usize) -> usize {
    let last = match &value.kind {
        Kind::List { is_flow: true, .. } | Kind::Map { is_flow: true, .. } => return closing,
        Kind::List { items, .. } => items.last().map(|item| item.range.end),
        Kind::Map { fields, .. } => fields.last().map(|(key, value)| key.range.end.max(value.range.end)),
        Kind::Text { .. } | Kind::Alias => None,
    };
    last.unwrap_or(value.range.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_their_text_does() {
        let text = "# c\na: x y # c\nb:\n  - 'p'  # c\n  - q\n# c\nc: |-\n  one\n\n  # two\n\n# c\nd: [1, {e: f}] # c\ng:\nh: \"z\"\n";
        let roots = values(text);
        let shown: Vec<(&str, &str)> = roots[0]
            .fields()
            .iter()
            .map(|(key, value)| (&text[key.range.clone()], &text[value.range.clone()]))
            .collect();
        assert_eq!(
            shown,
            [
                ("a", "x y"),
                ("b", "- 'p'  # c\n  - q"),
                ("c", "|-\n  one\n\n  # two"),
                ("d", "[1, {e: f}]"),
                ("g", ""),
                ("h", "\"z\""),
            ]
        );
    }
}

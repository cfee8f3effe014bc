//! YAML, and what stands as such in the comments of Markdown.

use serde_saphyr::granit_parser::ScalarStyle;

use crate::knowledge::clean;
use crate::knowledge::keys::Key;
use crate::knowledge::problem::Spot;
use crate::knowledge::yaml_write;

use super::Edit;
use super::NoPlace;
use super::Target;
use super::changes::Change;
use super::changes::Wanted;
use super::rearrange;
use super::rearrange::Line;
use super::source;
use super::yaml_items;
use super::yaml_items::Kind;
use super::yaml_items::ValueAt;

pub(super) fn edits(target: &Target<'_>, changes: &[Change]) -> Result<Vec<Edit>, NoPlace> {
    let roots = yaml_items::values(target.text);
    let mut maps = Vec::new();
    roots.iter().for_each(|root| root.maps(&mut maps));
    let spot = Spot { line: target.line, column: target.column };
    let Some(map) = maps.into_iter().find(|map| map.spot == spot) else {
        return Err(NoPlace::new("it is a copy of another one (an alias)", "write it out in its own place"));
    };
    let page = Page { text: target.text, map, has_blocks: true, gone: gone(map, changes) };
    let edits = changes.iter().map(|change| page.edits(change)).collect::<Result<Vec<_>, _>>()?;
    Ok(edits.into_iter().flatten().collect())
}

/// The text of the comment `yaml`, whose keys are at the margin, with the changes made. Nothing in it can end the
/// comment.
pub(super) fn comment(yaml: &str, changes: &[Change]) -> Result<String, NoPlace> {
    let roots = yaml_items::values(yaml);
    let broken = || NoPlace::new("its comment is not a group of keys", "write one \"key: value\" a line in it");
    let map = roots.first().filter(|root| !root.fields().is_empty()).ok_or_else(broken)?;
    let page = Page { text: yaml, map, has_blocks: false, gone: gone(map, changes) };
    let mut all = Vec::new();
    for change in changes {
        all.extend(page.edits(change)?);
    }
    source::Source::new(yaml).with(all).ok_or_else(broken)
}

/// A line `key: value` for each of the changes.
pub(super) fn pairs(changes: &[Change]) -> Vec<String> {
    let nothing = ValueAt { spot: Spot::line(1), range: 0..0, kind: Kind::Map { fields: Vec::new(), is_flow: false } };
    let page = Page { text: "", map: &nothing, has_blocks: false, gone: Vec::new() };
    let pair = |change: &Change| Some(format!("{}: {}", change.key.name(), page.rendered(change, None)?));
    changes.iter().filter_map(pair).collect()
}

/// The group of keys that is an entry.
struct Page<'t> {
    text: &'t str,
    map: &'t ValueAt,
    /// Whether a text may be written as a block.
    has_blocks: bool,
    /// The fields that are to go.
    gone: Vec<usize>,
}

fn gone(map: &ValueAt, changes: &[Change]) -> Vec<usize> {
    let gone = changes.iter().filter(|change| change.value == Wanted::Nothing);
    gone.filter_map(|change| map.position(change.key)).collect()
}

impl Page<'_> {
    /// Whether all fields before this one are to go.
    fn leads(&self, index: usize) -> bool {
        (0..index).all(|before| self.gone.contains(&before))
    }

    fn edits(&self, change: &Change) -> Result<Vec<Edit>, NoPlace> {
        let fields = self.map.fields();
        let index = self.map.position(change.key);
        let old = index.map(|index| &fields[index].1);
        if let (Some(ValueAt { kind: Kind::List { items, is_flow: false }, .. }), Wanted::List(texts)) =
            (old, &change.value)
            && !items.is_empty()
        {
            return Ok(self.list(items, texts));
        }
        let edit = match (index, self.rendered(change, old)) {
            (Some(index), Some(value)) => self.replaced(index, &value),
            (Some(index), None) => self.without(index)?,
            (None, Some(value)) => self.added(change.key, &value)?,
            (None, None) => return Err(NoPlace::new("there is nothing to take out", "read the file again")),
        };
        Ok(vec![edit])
    }

    fn is_flow(&self) -> bool {
        matches!(self.map.kind, Kind::Map { is_flow: true, .. })
    }

    /// How far the keys are indented.
    fn indent(&self) -> usize {
        let start = self.map.fields().first().map_or(self.map.range.start, |(key, _)| key.range.start);
        self.text[source::line_start(self.text, start)..start].chars().count()
    }

    fn replaced(&self, index: usize, value: &str) -> Edit {
        let (key, old) = &self.map.fields()[index];
        let is_block_list = matches!(old.kind, Kind::List { is_flow: false, .. });
        if !old.range.is_empty() && !is_block_list {
            return Edit::new(old.range.clone(), value);
        }
        // Behind the colon, whatever stood on the lines below.
        let colon = key.range.end + self.text[key.range.end..].find(':').map_or(0, |at| at + 1);
        Edit::new(colon..old.range.end.max(colon), format!(" {value}"))
    }

    fn without(&self, index: usize) -> Result<Edit, NoPlace> {
        let fields = self.map.fields();
        let (key, value) = &fields[index];
        let end = value.range.end.max(key.range.end);
        if self.is_flow() {
            return Ok(match (index.checked_sub(1), fields.get(index + 1)) {
                (_, Some((after, _))) if self.leads(index) => Edit::new(key.range.start..after.range.start, ""),
                (Some(before), _) => Edit::new(fields[before].1.range.end..end, ""),
                (None, _) => Edit::new(key.range.start..end, ""),
            });
        }
        let start = source::line_start(self.text, key.range.start);
        let first = &fields[0].0.range;
        let begins_line = self.text[source::line_start(self.text, first.start)..first.start].trim().is_empty();
        if begins_line || !self.leads(index) {
            return Ok(Edit::new(start..source::line_end(self.text, end), ""));
        }
        // The first key of an item stands on the line of its dash, where the next one takes its place.
        match fields.get(index + 1) {
            Some((after, _)) => Ok(Edit::new(key.range.start..after.range.start, "")),
            None => Err(NoPlace::new("it would have no key left", "take it out by hand")),
        }
    }

    fn added(&self, key: Key, value: &str) -> Result<Edit, NoPlace> {
        let pair = format!("{}: {value}", key.name());
        let fields = self.map.fields();
        let (Some((first, _)), Some((last_key, last))) = (fields.first(), fields.last()) else {
            return Err(NoPlace::new("it has no keys", "write it out by hand"));
        };
        let end = last.range.end.max(last_key.range.end);
        let indent = " ".repeat(self.indent());
        Ok(match (self.is_flow(), key == Key::Id) {
            (true, true) => Edit::new(first.range.start..first.range.start, format!("{pair}, ")),
            (true, false) => Edit::new(end..end, format!(", {pair}")),
            (false, true) => Edit::new(first.range.start..first.range.start, format!("{pair}\n{indent}")),
            (false, false) => Edit::after_line(self.text, end, &format!("{indent}{pair}")),
        })
    }

    /// Changes the items of a list that has one a line, and leaves those that stay with their comments.
    fn list(&self, items: &[ValueAt], texts: &[String]) -> Vec<Edit> {
        let text = self.text;
        let line = |item: &ValueAt| Line {
            lines: source::line_start(text, item.range.start)..source::line_end(text, item.range.end),
            says: clean::line(item.text().unwrap_or_default()),
        };
        let lines: Vec<Line> = items.iter().map(line).collect();
        let first = &text[lines[0].lines.clone()];
        let indent = &first[..first.len() - first.trim_start_matches(' ').len()];
        rearrange::edits(text, &lines, texts, |text| format!("{indent}- {}", self.scalar(text, None)))
    }

    /// The value as it is to stand behind its colon; `None` where the field is to go.
    fn rendered(&self, change: &Change, old: Option<&ValueAt>) -> Option<String> {
        match &change.value {
            Wanted::Nothing => None,
            Wanted::Empty if change.key == Key::Tags => Some("[]".to_owned()),
            Wanted::Empty if change.key == Key::Topic => Some("null".to_owned()),
            Wanted::Empty => Some("\"\"".to_owned()),
            Wanted::Text(text) if change.key == Key::ReviewBy => {
                let is_quoted = old.is_some_and(|old| self.text[old.range.clone()].starts_with(['"', '\'']));
                Some(if is_quoted { format!("\"{text}\"") } else { text.clone() })
            }
            Wanted::Text(text) => Some(self.scalar(text, old)),
            Wanted::List(texts) => match (texts.as_slice(), old.map(|old| &old.kind)) {
                ([text], Some(Kind::Text { .. })) if change.key == Key::Questions => Some(self.scalar(text, old)),
                _ => {
                    let written: Vec<String> = texts.iter().map(|text| yaml_write::scalar(text)).collect();
                    Some(format!("[{}]", written.join(", ")))
                }
            },
        }
    }

    /// `text` in the style of `old` where that can hold it.
    fn scalar(&self, text: &str, old: Option<&ValueAt>) -> String {
        let style = match old.map(|old| &old.kind) {
            Some(Kind::Text { style, .. }) => *style,
            _ => ScalarStyle::Plain,
        };
        let can_be_block = self.has_blocks && !self.is_flow();
        let is_safe = !text.chars().any(|c| yaml_write::is_unprintable(c) && c != '\n');
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded if can_be_block && yaml_write::fits_block(text) => {
                let raw = old.map_or("", |old| &self.text[old.range.clone()]);
                let content = raw.lines().skip(1).find(|line| !line.trim().is_empty());
                let own = content.map(|line| line.len() - line.trim_start_matches(' ').len());
                yaml_write::as_block(text, own.unwrap_or(self.indent() + 2))
            }
            _ if text.contains('\n') && can_be_block => yaml_write::block(text, self.indent() + 2),
            ScalarStyle::SingleQuoted if is_safe && !text.contains(['\n', '\t']) && self.has_blocks => {
                format!("'{}'", text.replace('\'', "''"))
            }
            ScalarStyle::DoubleQuoted => yaml_write::quoted(text),
            _ => yaml_write::scalar(text),
        }
    }
}

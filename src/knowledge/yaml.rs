//! YAML. Built on the events of serde-saphyr's parser instead of its deserializer: every value is taken as the text
//! that was written (`answer: 42` and `answer: yes` are answers), knows its line, and aliases are counted.

use std::collections::HashMap;

use serde_saphyr::granit_parser::Event;
use serde_saphyr::granit_parser::Parser;
use serde_saphyr::granit_parser::ScalarStyle;
use serde_saphyr::granit_parser::ScanError;
use serde_saphyr::granit_parser::Span;
use serde_saphyr::granit_parser::options;

use super::decode::Lines;
use super::document;
use super::node::Field;
use super::node::MAX_DEPTH;
use super::node::Node;
use super::node::Value;
use super::problem::Code;
use super::problem::Fault;
use super::problem::OurFault;
use super::problem::Spot;
use super::problem::Wrong;
use super::sheet::Sheet;

/// An alias copies what it stands for, so that few lines can become terabytes. A file that repeats a few answers
/// stays far below this, in bytes of text and a flat price for each value.
const MAX_COPIED_BYTES: usize = 4 * 1024 * 1024;

/// What a value without text counts towards [`MAX_COPIED_BYTES`], about its size in memory.
const NODE_BYTES: usize = 64;

/// Reads a YAML file. Where its syntax is broken, each item of a list is read by itself.
pub(super) fn parse(text: &str, sheet: &mut Sheet<'_>) {
    match nodes(text, 1) {
        Ok(roots) => roots.into_iter().for_each(|root| document::read(root, sheet)),
        Err(BadYaml { spot, error, is_hostile: true }) => {
            sheet.error(spot, Code::Syntax, Wrong::HostileYaml { error });
        }
        Err(error) => recover(text, error, sheet),
    }
}

/// Why text is not YAML.
pub(super) struct BadYaml {
    pub(super) spot: Spot,
    pub(super) error: Fault,
    /// Whether there is no use in reading parts of the text.
    is_hostile: bool,
}

/// The documents in `text`, whose first line is line `first_line` of the file.
pub(super) fn nodes(text: &str, first_line: usize) -> Result<Vec<Node>, BadYaml> {
    // Two levels beyond what is used, so that a wrong structure is named as such rather than as a limit.
    let limit = MAX_DEPTH + 2;
    let options = options! { emit_comments: false, flow_nesting_limit: limit, block_nesting_limit: limit };
    let mut tree = Tree { first_line, ..Tree::default() };
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, span) = next.map_err(|error| bad(&error, first_line))?;
        tree.take(event, &span)?;
    }
    Ok(tree.roots)
}

fn bad(error: &ScanError, first_line: usize) -> BadYaml {
    let mark = error.marker();
    let spot = Spot { line: mark.line() + first_line - 1, column: Some(mark.col() + 1) };
    BadYaml { spot, error: Fault::Theirs(error.info()), is_hostile: false }
}

/// The tree as far as it is built.
#[derive(Default)]
struct Tree {
    first_line: usize,
    roots: Vec<Node>,
    /// Lists and maps that are not closed, the outermost first.
    open: Vec<Open>,
    /// What aliases stand for.
    anchors: HashMap<usize, Node>,
    copied_bytes: usize,
}

struct Open {
    anchor: usize,
    node: Node,
    /// Of a map: the key whose value comes next.
    key: Option<(String, Spot)>,
}

impl Tree {
    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), BadYaml> {
        let spot = Spot { line: span.start.line() + self.first_line - 1, column: Some(span.start.col() + 1) };
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let is_null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if is_null { Value::Null } else { Value::Text(text.into_owned()) };
                self.place(Node { spot, value }, anchor);
            }
            Event::SequenceStart(_, anchor, _) => self.begin(Value::List(Vec::new()), spot, anchor),
            Event::MappingStart(_, anchor, _) => self.begin(Value::Map(Vec::new()), spot, anchor),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Open { anchor, node, .. }) = self.open.pop() {
                    self.place(node, anchor);
                }
            }
            Event::Alias(anchor) => {
                let node = self.copy_of(anchor, spot)?;
                self.place(node, 0);
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, value: Value, spot: Spot, anchor: usize) {
        self.open.push(Open { anchor, node: Node { spot, value }, key: None });
    }

    fn place(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else { return self.roots.push(node) };
        match &mut open.node.value {
            Value::Map(fields) => match open.key.take() {
                Some((key, spot)) => fields.push(Field { key, spot, value: node }),
                None => open.key = Some((key_text(&node), node.spot)),
            },
            Value::List(items) => items.push(node),
            // Only lists and maps are ever opened.
            _ => {}
        }
    }

    fn copy_of(&mut self, anchor: usize, spot: Spot) -> Result<Node, BadYaml> {
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(BadYaml { spot, error: Fault::Ours(OurFault::AliasInItself), is_hostile: false });
        };
        self.copied_bytes += size(node);
        if self.copied_bytes > MAX_COPIED_BYTES || self.open.len() + depth(node) > MAX_DEPTH + 2 {
            return Err(BadYaml { spot, error: Fault::Ours(OurFault::CopiesTooMuch), is_hostile: true });
        }
        Ok(Node { spot, ..node.clone() })
    }
}

fn key_text(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        other => other.kind().to_string(),
    }
}

fn size(node: &Node) -> usize {
    NODE_BYTES
        + match &node.value {
            Value::Text(text) => text.len(),
            Value::List(items) => items.iter().map(size).sum(),
            Value::Map(fields) => fields.iter().map(|field| field.key.len() + size(&field.value)).sum(),
            _ => 0,
        }
}

fn depth(node: &Node) -> usize {
    match &node.value {
        Value::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Map(fields) => 1 + fields.iter().map(|field| depth(&field.value)).max().unwrap_or(0),
        _ => 0,
    }
}

/// Reads a broken file in parts: each begins with a key at the margin, or with an item of the list below it.
fn recover(text: &str, whole: BadYaml, sheet: &mut Sheet<'_>) {
    let mut fields: Vec<Field> = Vec::new();
    let mut items = Vec::new();
    let mut found_broken = false;
    for part in parts(text) {
        match nodes(part.text, part.first_line) {
            Ok(roots) => roots.into_iter().for_each(|root| sort_in(root, part.key, &mut fields, &mut items)),
            Err(error) => {
                found_broken = true;
                sheet.error(error.spot, Code::Syntax, Wrong::BadYaml { error: error.error });
            }
        }
    }
    if !found_broken {
        sheet.error(whole.spot, Code::Syntax, Wrong::BadYamlBefore { error: whole.error });
    }
    for (key, spot, items) in items {
        let value = Node { spot, value: Value::List(items) };
        match key {
            Some(key) => fields.push(Field { key: String::from(key), spot, value }),
            None => document::read(value, sheet),
        }
    }
    if !fields.is_empty() {
        document::read(Node { spot: Spot::line(1), value: Value::Map(fields) }, sheet);
    }
}

/// The items of one list of a broken file: the key it stands under, where it begins, and what was read of it.
type Items<'t> = (Option<&'t str>, Spot, Vec<Node>);

fn sort_in<'t>(root: Node, key: Option<&'t str>, fields: &mut Vec<Field>, items: &mut Vec<Items<'t>>) {
    match root.value {
        Value::List(more) => match items.iter_mut().find(|(other, ..)| *other == key) {
            Some((.., items)) => items.extend(more),
            None => items.push((key, root.spot, more)),
        },
        // A key whose list is cut off holds nothing here.
        Value::Map(more) => fields.extend(more.into_iter().filter(|field| !matches!(field.value.value, Value::Null))),
        _ => {}
    }
}

struct Part<'t> {
    text: &'t str,
    first_line: usize,
    /// The key of the list the part is an item of.
    key: Option<&'t str>,
}

/// Cuts at each key at the margin, and at each `-` that is indented like the first one below it.
fn parts(text: &str) -> Vec<Part<'_>> {
    let lines = Lines::new(text);
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut starts: Vec<(usize, Option<&str>)> = Vec::new();
    let mut key = None;
    let mut indent = None;
    for (index, line) in text.lines().enumerate() {
        let content = line.trim_start_matches(' ');
        let depth = line.len() - content.len();
        let is_item = content == "-" || content.starts_with("- ");
        if is_item && depth <= indent.unwrap_or(depth) {
            indent = Some(depth);
            starts.push((index + 1, key));
        } else if depth == 0 && content.starts_with(char::is_alphanumeric) && content.contains(':') {
            key = content.split(':').next();
            indent = None;
            starts.push((index + 1, None));
        } else if starts.is_empty() {
            starts.push((index + 1, None));
        }
    }
    for (index, &(first_line, key)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(text.len(), |&(next, _)| lines.start_of(next));
        parts.push(Part { text: &text[lines.start_of(first_line)..end], first_line, key });
    }
    parts
}

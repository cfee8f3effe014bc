//! The front matter of a Markdown file: YAML between two lines of `---` at its very beginning.

use crate::knowledge::document;
use crate::knowledge::node::Value;
use crate::knowledge::problem::Code;
use crate::knowledge::problem::Wrong;
use crate::knowledge::sheet::Sheet;
use crate::knowledge::yaml;

/// What there was.
#[derive(Default)]
pub(super) struct Front {
    /// Where the rest of the file begins.
    pub(super) end: usize,
    /// Whether it names the topic of the file.
    pub(super) has_topic: bool,
}

/// Takes the front matter of `text`, if it has any.
pub(super) fn take(text: &str, sheet: &mut Sheet<'_>) -> Front {
    let Some((yaml, end)) = split(text) else { return Front::default() };
    match yaml::nodes(yaml, 2) {
        Ok(mut roots) if roots.len() == 1 => match roots.remove(0).value {
            Value::Map(fields) => document::front_matter(fields, sheet),
            // Two rules with text between them are text.
            _ => return Front::default(),
        },
        Ok(_) => {}
        Err(error) => {
            sheet.error(error.spot, Code::Syntax, Wrong::BadFrontMatter { error: error.error });
        }
    }
    Front { end, has_topic: sheet.topic.is_some() }
}

/// The text between the rules, and where what follows begins.
fn split(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix("---\n").or_else(|| text.strip_prefix("--- \n"))?;
    let start = text.len() - inner.len();
    let mut at = start;
    for line in inner.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&text[start..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

//! Writes YAML as people write it: plain words without quotes, long answers as blocks. Also used for the comments
//! and the front matter of Markdown, so nothing it writes can end a comment.

use crate::entry::Entry;
use crate::entry::Knowledge;
use crate::entry::Phrasing;
use crate::entry::Topic;

use super::record;

/// A YAML file with all topics and entries.
pub(super) fn write(knowledge: &Knowledge) -> String {
    let mut out = String::new();
    if !knowledge.topics.is_empty() {
        out.push_str(&topics(&knowledge.topics));
        out.push('\n');
    }
    if knowledge.entries.is_empty() {
        out.push_str("entries: []\n");
        return out;
    }
    out.push_str("entries:\n");
    for entry in &knowledge.entries {
        let mut lead = "  - ";
        for line in entry_lines(entry) {
            out.push_str(lead);
            out.push_str(&line);
            out.push('\n');
            lead = "    ";
        }
    }
    out
}

/// The key `topics` with its list.
pub(super) fn topics(topics: &[Topic]) -> String {
    let mut out = String::from("topics:\n");
    for topic in topics {
        out.push_str(&format!("  - name: {}\n", scalar(&topic.name)));
        if let Some(overview) = &topic.overview {
            out.push_str(&format!("    overview: {}\n", block(overview, 6)));
        }
    }
    out
}

fn entry_lines(entry: &Entry) -> Vec<String> {
    let mut lines = vec![format!("id: {}", scalar(entry.id.as_str()))];
    if let Some(topic) = &entry.topic {
        lines.push(format!("topic: {}", scalar(topic)));
    }
    lines.push("questions:".to_owned());
    lines.extend(entry.phrasings.iter().map(|phrasing| format!("  - {}", scalar(Phrasing::as_str(phrasing)))));
    lines.push(format!("answer: {}", block(&entry.answer, 6)));
    lines.extend(detail_lines(entry));
    lines
}

/// Tags, source, review day and state, as far as the entry has them.
pub(super) fn detail_lines(entry: &Entry) -> Vec<String> {
    let mut lines = Vec::new();
    if !entry.tags.is_empty() {
        let tags: Vec<String> = entry.tags.iter().map(|tag| scalar(tag)).collect();
        lines.push(format!("tags: [{}]", tags.join(", ")));
    }
    if let Some(source) = &entry.source {
        lines.push(format!("source: {}", scalar(source)));
    }
    if let Some(date) = entry.review_by {
        lines.push(format!("review_by: {}", record::date(date)));
    }
    if let Some(state) = record::state(entry.state) {
        lines.push(format!("state: {state}"));
    }
    lines
}

/// `text` on one line, quoted where it would not be read as the same text, in a list between brackets too.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str) -> bool {
    /// What other readers of YAML take for something other than text.
    const TAKEN: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let starts_well = text.starts_with(|c: char| c.is_alphabetic());
    let is_safe =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '.' | '/' | '-' | '?' | '\'' | '!' | '(' | ')');
    let without_addresses = text.replace("://", "//");
    starts_well
        && !text.ends_with(' ')
        && without_addresses.chars().all(is_safe)
        && !TAKEN.contains(&text.to_lowercase().as_str())
}

/// In double quotes, with the escapes of JSON, which YAML shares.
pub(super) fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a string can always be written as JSON");
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        // Not printable by the rules of YAML, or able to end a comment in Markdown.
        if is_unprintable(c) || c == '>' {
            out.push_str(&format!("\\u{:04X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// `text` as a block indented by `indent` where it has several lines and a block can hold them.
pub(super) fn block(text: &str, indent: usize) -> String {
    if text.contains('\n') && fits_block(text) { as_block(text, indent) } else { scalar(text) }
}

/// Whether a block holds `text` as it is.
pub(super) fn fits_block(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with([' ', '\n'])
        && !text.ends_with(char::is_whitespace)
        && !text.chars().any(|c| is_unprintable(c) && c != '\n')
}

/// `text`, which [`fits_block`], as a block indented by `indent`.
pub(super) fn as_block(text: &str, indent: usize) -> String {
    let mut out = String::from("|-");
    for line in text.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(&" ".repeat(indent));
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_quotes_has_them() {
        assert_eq!(scalar("How do I reset it?"), "How do I reset it?");
        assert_eq!(scalar("https://example.com/a"), "https://example.com/a");
        for text in ["no", "12", "- a", "a: b", "a #b", "'a'", "a, b", "", " a"] {
            assert_eq!(scalar(text), format!("\"{text}\""));
        }
        assert_eq!(scalar("a --> b\u{feff}"), "\"a --\\u003E b\\uFEFF\"");
    }

    #[test]
    fn answers_of_several_lines_are_blocks() {
        assert_eq!(block("a\n\n  b", 2), "|-\n  a\n\n    b");
        assert_eq!(block("  a\nb", 2), "\"  a\\nb\"");
    }
}

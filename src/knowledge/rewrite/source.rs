//! The text of a file as its readers see it, with `\n` at the end of lines, and the way back to the bytes as they are.

use std::ops::Range;

/// Something to be put in the place of something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// In bytes of [`Source::plain`]; empty where something is only put in.
    pub(super) range: Range<usize>,
    /// With line ends of `\n`.
    pub(super) text: String,
}

impl Edit {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { range, text: text.into() }
    }

    /// Puts `lines` behind the line that `at` is on.
    pub(super) fn after_line(text: &str, at: usize, lines: &str) -> Edit {
        let end = line_end(text, at);
        let has_end = text[..end].ends_with('\n');
        let lines = if has_end { format!("{lines}\n") } else { format!("\n{lines}") };
        Edit::new(end..end, lines)
    }
}

/// The start of the line that `at` is on.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |found| found + 1)
}

/// The start of the line after the one that `at` is on, or the end of the text.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |found| at + found + 1)
}

/// A text with whatever line ends, and a byte order mark or none.
pub(super) struct Source<'t> {
    original: &'t str,
    /// The same without a mark, every line ending in `\n`.
    pub(super) plain: String,
    /// Where in `plain` a `\n` was two bytes.
    pairs: Vec<usize>,
    mark_bytes: usize,
    /// What new lines end in: as most lines of the text.
    line_break: &'static str,
}

impl<'t> Source<'t> {
    pub(super) fn new(original: &'t str) -> Source<'t> {
        let body = original.strip_prefix('\u{feff}').unwrap_or(original);
        let mut pairs = Vec::new();
        for (at, _) in body.match_indices("\r\n") {
            pairs.push(at - pairs.len());
        }
        let plain = body.replace("\r\n", "\n").replace('\r', "\n");
        let breaks = plain.matches('\n').count();
        let line_feeds = body.matches('\n').count();
        let line_break = match () {
            () if pairs.len() * 2 > breaks => "\r\n",
            () if breaks > 0 && line_feeds == 0 => "\r",
            () => "\n",
        };
        Source { original, plain, pairs, mark_bytes: original.len() - body.len(), line_break }
    }

    /// The original with the edits made; `None` where two of them touch the same bytes.
    pub(super) fn with(&self, mut edits: Vec<Edit>) -> Option<String> {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut out = String::with_capacity(self.original.len());
        let mut done = 0;
        for edit in &edits {
            let (start, end) = (self.offset(edit.range.start), self.offset(edit.range.end));
            if start < done {
                return None;
            }
            out.push_str(&self.original[done..start]);
            out.push_str(&edit.text.replace('\n', self.line_break));
            done = end;
        }
        out.push_str(&self.original[done..]);
        // Where the last line had no end, the one that is the last now has none either.
        if !self.original.ends_with(['\n', '\r']) {
            out.truncate(out.trim_end_matches(['\n', '\r']).len());
        }
        Some(out)
    }

    fn offset(&self, plain: usize) -> usize {
        self.mark_bytes + plain + self.pairs.partition_point(|&pair| pair < plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(original: &str, old: &str, new: &str, expected: &str) {
        let source = Source::new(original);
        let start = source.plain.find(old).unwrap();
        let edit = Edit::new(start..start + old.len(), new);
        assert_eq!(source.with(vec![edit]).as_deref(), Some(expected));
    }

    #[test]
    fn bytes_that_are_not_edited_stay_whatever_the_line_ends() {
        check("\u{feff}a\r\nb\r\nc", "b", "x\ny", "\u{feff}a\r\nx\r\ny\r\nc");
        check("a\r\nb\nc\n", "b\n", "x\n", "a\r\nx\nc\n");
        check("a\rb\rc", "b\n", "x\ny\n", "a\rx\ry\rc");
        check("é\r\né", "\n", "\n\n", "é\r\n\r\né");
    }

    #[test]
    fn edits_that_touch_the_same_bytes_are_refused() {
        let source = Source::new("abcdef");
        assert_eq!(source.with(vec![Edit::new(0..3, "x"), Edit::new(2..4, "y")]), None);
        assert_eq!(source.with(vec![Edit::new(2..4, "y"), Edit::new(0..2, "x")]).as_deref(), Some("xyef"));
    }

    #[test]
    fn a_last_line_keeps_having_no_end() {
        let source = Source::new("a\nb");
        assert_eq!(source.with(vec![Edit::new(2..3, "")]).as_deref(), Some("a"));
        assert_eq!(source.with(vec![Edit::new(0..2, "")]).as_deref(), Some("b"));
        let (text, line) = ("a\nb\nc", |range| Edit::new(range, ""));
        assert_eq!(Source::new(text).with(vec![line(4..5), line(2..4)]).as_deref(), Some("a"));
        assert_eq!(source.with(vec![Edit::after_line("a\nb", 2, "c")]).as_deref(), Some("a\nb\nc"));
        assert_eq!(source.with(vec![Edit::after_line("a\nb", 0, "c")]).as_deref(), Some("a\nc\nb"));
    }
}

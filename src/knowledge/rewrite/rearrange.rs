//! A list that has an item a line, changed so that the lines that stay are not touched.

use std::ops::Range;

use super::Edit;

/// An item and the lines it is on, with the line end.
pub(super) struct Line {
    pub(super) lines: Range<usize>,
    /// What it says, as an entry keeps it.
    pub(super) says: String,
}

/// Makes the list say `texts`; `written` gives the line of a new one, without a line end.
///
/// The items are in the order of the text, and there is at least one. What stays in its order keeps its line, with
/// all that is on it.
pub(super) fn edits(text: &str, items: &[Line], texts: &[String], written: impl Fn(&str) -> String) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut gone: Vec<Range<usize>> = Vec::new();
    let mut left = items;
    let mut before: Option<&Line> = None;
    let mut pending: Vec<String> = Vec::new();
    for wanted in texts {
        let Some(at) = left.iter().position(|item| item.says == *wanted) else {
            pending.push(written(wanted));
            continue;
        };
        gone.extend(left[..at].iter().map(|item| item.lines.clone()));
        edits.extend(put(text, &pending, before, left[at].lines.start));
        pending.clear();
        before = Some(&left[at]);
        left = &left[at + 1..];
    }
    match (before, left) {
        // Nothing stays: the new ones stand where the first one stood.
        (None, [first, others @ ..]) => {
            gone.extend(others.iter().map(|item| item.lines.clone()));
            let own = &text[first.lines.clone()];
            let end = first.lines.start + own.trim_end_matches('\n').len();
            edits.push(Edit::new(first.lines.start..end, pending.join("\n")));
        }
        (before, left) => {
            gone.extend(left.iter().map(|item| item.lines.clone()));
            edits.extend(put(text, &pending, before, text.len()));
        }
    }
    edits.extend(gone.into_iter().map(|lines| Edit::new(lines, "")));
    edits
}

/// Puts new lines behind the item `before`, or where there is none, at `start`, which is where a line begins.
fn put(text: &str, lines: &[String], before: Option<&Line>, start: usize) -> Option<Edit> {
    if lines.is_empty() {
        return None;
    }
    let at = before.map_or(start, |before| before.lines.end);
    let lines = lines.join("\n");
    let is_open = before.is_some() && !text[..at].ends_with('\n');
    Some(Edit::new(at..at, if is_open { format!("\n{lines}") } else { format!("{lines}\n") }))
}

#[cfg(test)]
mod tests {
    use super::super::source::Source;
    use super::*;

    #[track_caller]
    fn check(text: &str, texts: &[&str], expected: &str) {
        let mut items = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let says = line.trim_start_matches("- ").split('#').next().unwrap().trim().to_owned();
            items.push(Line { lines: start..start + line.len(), says });
            start += line.len();
        }
        let texts: Vec<String> = texts.iter().map(|&text| text.to_owned()).collect();
        let edits = edits(text, &items, &texts, |text| format!("- {text}"));
        assert_eq!(Source::new(text).with(edits).as_deref(), Some(expected));
    }

    #[test]
    fn lines_that_stay_are_not_touched() {
        let list = "- a # one\n- b\n- c # three\n";
        check(list, &["a", "b", "c", "d"], "- a # one\n- b\n- c # three\n- d\n");
        check(list, &["x", "a", "c"], "- x\n- a # one\n- c # three\n");
        check(list, &["a", "y", "c"], "- a # one\n- y\n- c # three\n");
        check(list, &["c", "a"], "- c # three\n- a\n");
        check(list, &["x", "y"], "- x\n- y\n");
        check("- a\n- b\n- c", &["a"], "- a");
        check("- a\n- b", &["a", "b", "c"], "- a\n- b\n- c");
    }
}

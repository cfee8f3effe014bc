//! The one form in which texts are kept, so that what is read from any format and written to any other stays
//! the same.

use std::collections::HashSet;

/// `text` on one line: runs of white space and control characters become one space each.
pub(crate) fn line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// `text` without the blank lines before and the white space after it, and without control characters but for
/// line breaks and tabs; and how many of those there were. The first line keeps its indentation: it may be code.
pub(crate) fn prose(text: &str) -> (String, usize) {
    let is_bad = |c: char| c.is_control() && c != '\n' && c != '\t';
    let unified;
    let text = if text.contains('\r') {
        unified = text.replace("\r\n", "\n").replace('\r', "\n");
        unified.as_str()
    } else {
        text
    };
    let dropped = text.chars().filter(|&c| is_bad(c)).count();
    let kept: String = text.chars().filter(|&c| !is_bad(c)).collect();
    let mut rest = kept.trim_end();
    while let Some((first, after)) = rest.split_once('\n') {
        if !first.trim().is_empty() {
            break;
        }
        rest = after;
    }
    (rest.to_owned(), dropped)
}

/// Tags on one line each, without empty ones and repetitions.
pub(crate) fn distinct(tags: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut distinct: Vec<String> = tags.iter().map(|tag| line(tag)).collect();
    distinct.retain(|tag| !tag.is_empty() && seen.insert(tag.clone()));
    distinct
}

/// The tags of a text: one a line, or separated by commas where there is only one line.
pub(super) fn split_tags(text: &str) -> Vec<String> {
    let separator = if text.contains('\n') { '\n' } else { ',' };
    text.split(separator).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_keeps_its_shape_but_not_what_terminals_obey() {
        assert_eq!(prose("\n \n    code\n\n- b  \n\n"), ("    code\n\n- b".to_owned(), 0));
        assert_eq!(prose("\u{1b}[31mred\u{7}\tx"), ("[31mred\tx".to_owned(), 2));
        assert_eq!(prose(" \n\t\n"), (String::new(), 0));
        assert_eq!(prose("a\rb\r\nc"), ("a\nb\nc".to_owned(), 0));
    }

    #[test]
    fn tags_are_separated_by_commas_or_lines() {
        assert_eq!(distinct(&split_tags("a, b ,a,")), ["a", "b"]);
        assert_eq!(distinct(&split_tags("a, b\nc")), ["a, b", "c"]);
    }
}

//! What counts as a question where a format says so by its look only: plain text and Markdown.

/// What may stand after the question mark.
const CLOSERS: &[char] = &[
    '"', '\'', '”', '’', '»', ')', ']', '*', '_', '`', '!', '！', '」', '』', '）', '\u{200b}', '\u{fe0f}', '\u{feff}',
];

/// Latin, full-width and Arabic question marks, and those doubled or joined with an exclamation mark.
const QUESTION_MARKS: &[char] = &['?', '？', '؟', '⁇', '⁈', '⁉', '‽'];

/// Whether `line` has words and ends in a question mark, but for white space, closing quotes, brackets and emphasis.
pub(super) fn is_question(line: &str) -> bool {
    let line = line.trim();
    let end = line.trim_end_matches(|c: char| c.is_whitespace() || CLOSERS.contains(&c));
    // A link to a search ends in a question mark too.
    let is_address = line.contains("://") && !line.contains(char::is_whitespace);
    end.ends_with(QUESTION_MARKS) && end.chars().any(char::is_alphanumeric) && !is_address
}

/// `line` after `Q:`, or `None` where there is no such marker.
pub(super) fn after_q(line: &str) -> Option<&str> {
    after_marker(line, &['Q', 'q'])
}

/// `line` after `A:`, or `None` where there is no such marker.
pub(super) fn after_a(line: &str) -> Option<&str> {
    after_marker(line, &['A', 'a'])
}

fn after_marker<'l>(line: &'l str, letters: &[char]) -> Option<&'l str> {
    let rest = line.trim_start().strip_prefix(letters)?;
    Some(rest.strip_prefix([':', '：'])?.trim())
}

/// `text` without the number of a list (`12. `, `3) `) before it.
pub(super) fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == text.len() {
        return text;
    }
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if rest.starts_with(' ') => rest.trim_start(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_ends_in_a_question_mark() {
        for question in ["Why?", " why ?  ", "（なぜ？）", "**Why?**", "Is it \"x?\"", "What?!", "هل هذا صحيح؟"]
        {
            assert!(is_question(question), "{question}");
        }
        for other in ["", "?", "???", "Why? Because.", "https://example.com/search?", "Why"] {
            assert!(!is_question(other), "{other}");
        }
    }

    #[test]
    fn markers_and_numbers_are_taken_off() {
        assert_eq!(after_q(" q: Why?"), Some("Why?"));
        assert_eq!(after_q("Quick: Why?"), None);
        assert_eq!(after_a("A："), Some(""));
        assert_eq!(without_number("12. Why?"), "Why?");
        assert_eq!(without_number("1.20 or 1.21?"), "1.20 or 1.21?");
    }
}

//! Text and numbers as HTML that is well-formed XML too, so that any parser can check it.

/// Whether `c` could make a text read as what it does not say, or is in no document: control characters, marks that
/// reverse the direction of writing, separators of lines.
pub(super) fn steers(c: char) -> bool {
    let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    direction || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// `text` for a place between tags or in a quoted attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' | '\r' => safe.push(' '),
            c if steers(c) => safe.push(char::REPLACEMENT_CHARACTER),
            c => safe.push(c),
        }
    }
    safe
}

/// What somebody wrote, in a direction of its own.
pub(super) fn said(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

/// An entry's id.
pub(super) fn id(id: &str) -> String {
    format!("<code><bdi>{}</bdi></code>", escaped(id))
}

/// A share, 0 to 1, in percent: whole, but near the ends, where a whole one would say "never" or "always".
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let near_an_end = (percent > 0.0 && percent < 1.5) || (percent > 98.5 && percent < 100.0);
    match near_an_end {
        true if percent < 0.05 => "0\u{a0}%".to_owned(),
        true if percent >= 99.95 => "99.9\u{a0}%".to_owned(),
        true => format!("{percent:.1}\u{a0}%"),
        false => format!("{percent:.0}\u{a0}%"),
    }
}

/// A number with its thousands apart.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `count` and what is counted: `1 answer`, `2 answers`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", number(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_wrote_is_markup() {
        assert_eq!(
            said("<script>alert('x' & \"y\")</script>"),
            "<bdi>&lt;script&gt;alert(&#39;x&#39; &amp; &quot;y&quot;)&lt;/script&gt;</bdi>"
        );
        assert_eq!(escaped("a\u{202e}b\u{0}c\nd"), "a\u{fffd}b\u{fffd}c d");
    }

    #[test]
    fn never_and_always_are_not_said_by_rounding() {
        for (share, shown) in [
            (0.0, "0 %"),
            (0.004, "0.4 %"),
            (0.0001, "0 %"),
            (0.256, "26 %"),
            (0.986, "98.6 %"),
            (0.9999, "99.9 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(share).replace('\u{a0}', " "), shown);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([number(7), number(1_234), number(1_234_567)], ["7", "1,234", "1,234,567"]);
    }
}

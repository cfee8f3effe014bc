//! Showing again what somebody wrote, without letting it do anything: address people, open previews, look like a
//! button or a heading of ours.

use unicode_segmentation::UnicodeSegmentation;

use crate::frontend::discord::split::units;
use crate::frontend::wording::plain;

/// Seen by nobody, and enough to part what Discord would otherwise read together.
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// A family of four with skin tones has eleven; what has more is made to cover the lines above and below it.
const MAX_CHARS_OF_A_LETTER: usize = 16;

/// What a person wrote, for a place where Discord reads Markdown: on one line, at most `max` UTF-16 units with `…` at
/// the end of what was longer. It addresses nobody, and nothing in it can be pressed.
pub(super) fn echo(text: &str, max: usize) -> String {
    cut(&on_one_line(text), max, |c, before, shown| {
        if is_markup(c) || (c == '.' && is_number(before)) {
            shown.push('\\');
        }
        shown.push(c);
        // `<@1>`, `</ask:1>` and `<:name:1>` are read with the `<` alone; `@everyone` by its `@`; addresses and
        // invitations by their slashes.
        if matches!(c, '@' | '<' | '/') {
            shown.push(ZERO_WIDTH_SPACE);
        }
    })
}

/// As [`echo`], for places where Discord reads no Markdown and shows every backslash: labels, footers, names.
pub(super) fn line(text: &str, max: usize) -> String {
    cut(&on_one_line(text), max, |c, _, shown| {
        shown.push(c);
        if matches!(c, '@' | '<') {
            shown.push(ZERO_WIDTH_SPACE);
        }
    })
}

/// A stored answer as it is, but that it addresses nobody and does not look as if it did. In a web address the sign is
/// written in the other way that addresses have for it, so that they still lead where they did.
pub(super) fn harmless(stored: &str) -> String {
    let stored = plain(stored);
    let mut shown = String::with_capacity(stored.len());
    let mut in_address = false;
    for (at, c) in stored.char_indices() {
        let rest = &stored[at..];
        if rest.starts_with("https://") || rest.starts_with("http://") {
            in_address = true;
        } else if c.is_whitespace() || matches!(c, '<' | '>' | ')') {
            in_address = false;
        }
        let addresses = c == '@' && (rest.starts_with("@everyone") || rest.starts_with("@here"));
        match c {
            '@' if addresses && in_address => shown.push_str("%40"),
            '@' if addresses => shown.extend([c, ZERO_WIDTH_SPACE]),
            '<' if rest.starts_with("<@") => shown.extend([c, ZERO_WIDTH_SPACE]),
            _ => shown.push(c),
        }
    }
    shown
}

/// Runs of white space become one space each, and there is none at the ends. What steers is gone altogether.
fn on_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    plain(&words.join(" "))
}

/// Whole letters of `text`, each character written by `write` (the character, what is before it in `text`, where to),
/// while they fit `max` UTF-16 units.
fn cut(text: &str, max: usize, write: impl Fn(char, &str, &mut String)) -> String {
    /// In the unit of `max`.
    const ELLIPSIS: usize = 1;
    let mut shown = String::with_capacity(text.len());
    // Where to cut should the whole not fit: as much as leaves room for the ellipsis.
    let mut fits = 0;
    let mut length = 0;
    for (at, letter) in text.grapheme_indices(true) {
        let before = shown.len();
        for (inside, c) in letter.char_indices().take(MAX_CHARS_OF_A_LETTER) {
            write(c, &text[..at + inside], &mut shown);
        }
        length += units(&shown[before..]);
        if length > max {
            shown.truncate(fits);
            let kept = shown.trim_end().len();
            shown.truncate(kept);
            if max >= ELLIPSIS {
                shown.push('…');
            }
            return shown;
        }
        if length + ELLIPSIS <= max {
            fits = shown.len();
        }
    }
    shown
}

/// Whether Discord may read the character as anything but itself.
fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '*' | '_' | '~' | '|' | '`' | '>' | '<' | '[' | ']' | '(' | ')' | '#' | '-' | '+' | ':')
}

/// Whether nothing but digits is there: with a dot after them, they begin a list.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(echo(text, 100).replace(ZERO_WIDTH_SPACE, "·"), expected);
    }

    #[test]
    fn what_people_write_stays_readable() {
        check("how do i reset my password?", "how do i reset my password?");
        check("  two\n\nlines\tand  spaces ", "two lines and spaces");
        check("what is 2 + 2, or snake_case?", "what is 2 \\+ 2, or snake\\_case?");
        check("version 1.20", "version 1.20");
        check("🇩🇪 👩‍👩‍👧‍👦 naïve", "🇩🇪 👩‍👩‍👧‍👦 naïve");
        check("", "");
    }

    #[test]
    fn what_people_write_does_nothing() {
        check("@everyone <@1> <@&2> <#3> @here", "@·everyone \\<·@·1\\> \\<·@·&2\\> \\<·\\#3\\> @·here");
        check("</ask:1> <:x:2> <a:x:2> <t:3:R>", "\\<·/·ask\\:1\\> \\<·\\:x\\:2\\> \\<·a\\:x\\:2\\> \\<·t\\:3\\:R\\>");
        check("https://discord.gg/abc", "https\\:/·/·discord.gg/·abc");
        check("[here](http://x.org)", "\\[here\\]\\(http\\:/·/·x.org\\)");
        check(
            "# *a* **b** __c__ ~~d~~ ||e|| `f`",
            "\\# \\*a\\* \\*\\*b\\*\\* \\_\\_c\\_\\_ \\~\\~d\\~\\~ \\|\\|e\\|\\| \\`f\\`",
        );
        check("1. first", "1\\. first");
        check("a\u{202e}b\u{1b}[2J", "a�b�\\[2J");
    }

    #[track_caller]
    fn check_cut(text: &str, max: usize, expected: &str) {
        assert_eq!(echo(text, max), expected);
    }

    #[test]
    fn what_is_long_is_cut_between_letters() {
        check_cut("abcdef", 6, "abcdef");
        check_cut("abcdefg", 6, "abcde…");
        check_cut("abcd fgh", 6, "abcd…");
        check_cut("ab**cd", 6, "ab\\*…");
        check_cut("abcd👩‍👩‍👧‍👦", 6, "abcd…");
        check_cut("abcdé́", 5, "abcd…");
        check_cut("abc", 0, "");
        let zalgo = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(echo(&zalgo, 100).chars().count(), MAX_CHARS_OF_A_LETTER);
    }

    #[track_caller]
    fn check_stored(stored: &str, expected: &str) {
        assert_eq!(harmless(stored).replace(ZERO_WIDTH_SPACE, "·"), expected);
    }

    #[test]
    fn a_stored_answer_addresses_nobody_and_is_otherwise_as_stored() {
        let answer = "# Title\n\nAsk in <#12>, *soon*: `a < b`, me@example.org <t:1:R> </faq list:3>\n- @moderators";
        check_stored(answer, answer);
        check_stored("@everyone, @here, <@1>, <@!2>, <@&3>", "@·everyone, @·here, <·@1>, <·@!2>, <·@&3>");
        check_stored("https://x.org/@herefor/a @here", "https://x.org/%40herefor/a @·here");
        check_stored("[a](https://x.org/@here)@here", "[a](https://x.org/%40here)@·here");
    }

    /// Texts full of what Discord reads.
    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("@everyone".to_owned()),
            Just("@here".to_owned()),
            Just("<@1>".to_owned()),
            Just("<@&1>".to_owned()),
            Just("</a:1>".to_owned()),
            Just("<:a:1>".to_owned()),
            Just("https://discord.gg/a".to_owned()),
            Just("```".to_owned()),
            Just("\u{200d}".to_owned()),
            "[@<>*_~|`\\[\\]()#\\\\ .\n1-]{1,4}",
            ".{1,4}",
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn nothing_written_acts(text in nasty(), max in 0_usize..80) {
            let shown = echo(&text, max);
            prop_assert!(units(&shown) <= max, "{shown:?}");
            prop_assert!(!shown.chars().any(char::is_control), "{shown:?}");
            let read = ["@everyone", "@here", "<@", "<#", "</", "<:", "<t:", "<a:", "<id:", "//", "discord.gg/a"];
            prop_assert!(!read.iter().any(|read| shown.contains(read)), "{shown:?}");
            let mut chars = shown.chars();
            while let Some(c) = chars.next() {
                if c == '\\' {
                    prop_assert!(chars.next().is_some_and(|c| c.is_ascii_punctuation()), "{shown:?}");
                } else {
                    prop_assert!(!is_markup(c), "{shown:?}");
                }
            }
        }

        #[test]
        fn no_label_addresses_anybody(text in nasty(), max in 0_usize..80) {
            let shown = line(&text, max);
            prop_assert!(units(&shown) <= max && !shown.contains('\n'), "{shown:?}");
            prop_assert!(!["@everyone", "@here", "<@"].iter().any(|ping| shown.contains(ping)), "{shown:?}");
        }

        #[test]
        fn no_stored_answer_addresses_anybody(text in nasty()) {
            let shown = harmless(&text);
            prop_assert!(!["@everyone", "@here", "<@"].iter().any(|ping| shown.contains(ping)), "{shown:?}");
        }
    }
}

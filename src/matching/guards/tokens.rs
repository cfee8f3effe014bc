//! Words of a text as the guard compares them: lower case, with what their capital letter says.
//!
//! Numbers come apart from what is written onto them (`16gb`, `ps5`, `python3.11`), compounds at their hyphens;
//! options and snake case stay whole (`--max-size`, `max_open_files`).

use std::collections::HashSet;
use std::sync::LazyLock;

/// A word, a number, or a sign that stands for a unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    /// In lower case, without apostrophes.
    pub(super) text: String,
    /// It begins with a capital letter.
    pub(super) capital: bool,
    /// It begins a sentence, so that its capital letter says nothing.
    pub(super) first: bool,
    /// It is written onto the token before, or joined to it by a hyphen.
    pub(super) joined: bool,
    /// Its stem, [hashed].
    pub(super) root: u32,
    /// It asks, points or joins, and names nothing.
    pub(super) filler: bool,
}

impl Token {
    fn new(text: String, capital: bool, first: bool, joined: bool) -> Token {
        let (root, filler) = (hashed(&text), is_filler(&text));
        Token { text, capital, first, joined, root, filler }
    }

    /// Whether it is a number in digits: `3`, `1.20`, `7:30`.
    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is an exact name in itself: an option, snake case, a file name, or a hexadecimal number.
    pub(super) fn is_identifier(&self) -> bool {
        let text = &self.text;
        let inside = |mark: char| text.trim_matches(mark).contains(mark);
        text.starts_with("--")
            || inside('_')
            || text.contains("::")
            || (inside('.') && !self.is_number() && text.len() > 4)
            || (text.starts_with("0x") && text.len() > 3)
    }
}

/// Words that ask, point or join, and name nothing.
static FILLERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let all = "a about all also am an and any anybody anyone are as at be been being but by can cant cannot \
        could did do does dont doesnt for from get got had has have having hello help hey hi how i id if im in into is \
        isnt it its ive just like may me might mine must my need not of on or our out please possible shall she should \
        so some somebody someone tell than thanks that thats the their them then there these they this those to too \
        u up us want wanna was we were what whats when where which who whom whose why will wish with without wont would \
        wouldnt you your";
    all.split_whitespace().collect()
});

fn is_filler(word: &str) -> bool {
    FILLERS.contains(word)
}

/// A word's stem in four bytes.
pub(super) fn hashed(word: &str) -> u32 {
    // FNV-1a: quick for short texts; two words of an entry that share a value hide a difference once in a great while.
    stem(word).bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().map(plain).collect();
    let mut tokens: Vec<Token> = Vec::with_capacity(chars.len() / 5 + 1);
    let mut first = true;
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let begins_option = c == '-' && chars.get(at + 1) == Some(&'-') && is_letter(chars.get(at + 2));
        if begins_option || c.is_alphanumeric() || c == '_' {
            let end = end_of_word(&chars, at, begins_option);
            let joined = at > 0 && chars[at - 1] == '-' && !tokens.is_empty() && !begins_option;
            push(&mut tokens, &chars[at..end], first, joined);
            first = false;
            at = end;
            continue;
        }
        match c {
            '%' | '$' | '€' | '£' => {
                tokens.push(Token::new(c.into(), false, false, false));
            }
            '.' | '!' | '?' | ':' | '\n' => first = true,
            _ => {}
        }
        at += 1;
    }
    tokens
}

/// Typographic apostrophes and hyphens as those of the keyboard.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | '`' | '´' => '\'',
        '‐' | '‑' => '-',
        _ => c,
    }
}

fn is_letter(c: Option<&char>) -> bool {
    c.is_some_and(|c| c.is_alphabetic())
}

fn end_of_word(chars: &[char], start: usize, option: bool) -> usize {
    let mut at = start + if option { 2 } else { 1 };
    while let Some(&c) = chars.get(at) {
        let (before, after) = (chars[at - 1], chars.get(at + 1));
        let between_digits = before.is_ascii_digit() && after.is_some_and(char::is_ascii_digit);
        let between_letters = before.is_alphabetic() && is_letter(after);
        let inside = match c {
            '\'' => between_letters,
            '.' => between_digits || (before.is_alphanumeric() && after.is_some_and(|c| c.is_alphanumeric())),
            // Paths of code: `std::mem::swap`.
            ':' if before == ':' => is_letter(after),
            ':' if after == Some(&':') => before.is_alphabetic() && is_letter(chars.get(at + 2)),
            ',' | ':' => between_digits,
            '-' => option && after.is_some_and(|c| c.is_alphanumeric()),
            '+' | '#' => matches!(before, '+' | '#') || (before.is_alphabetic() && !is_letter(after)),
            _ => c.is_alphanumeric() || c == '_',
        };
        if !inside {
            break;
        }
        at += 1;
    }
    at
}

/// Adds a word, in two or three parts where numbers and letters touch.
fn push(tokens: &mut Vec<Token>, word: &[char], first: bool, joined: bool) {
    let capital = word[0].is_uppercase();
    let lower: String = word.iter().filter(|&&c| c != '\'').flat_map(|c| c.to_lowercase()).collect();
    let mut add = |text: &str, joined: bool| {
        if !text.is_empty() {
            tokens.push(Token::new(text.to_owned(), capital, first, joined));
        }
    };
    let whole = lower.starts_with("--") || lower.contains('_') || lower.starts_with("0x");
    let digits = |c: char| c.is_ascii_digit();
    match lower.find(digits) {
        // `1,000` and `1000` are one number.
        Some(0) => {
            let end = lower.find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | ':')).unwrap_or(lower.len());
            if whole {
                add(&lower, joined);
            } else {
                add(&lower[..end].replace(',', ""), joined);
                add(&lower[end..], true);
            }
        }
        // `ps5`, `v1.20`, `e1234`: letters, then nothing but a number.
        Some(at) if !whole && lower[at..].chars().all(|c| matches!(c, '0'..='9' | '.')) => {
            add(&lower[..at], joined);
            add(&lower[at..], true);
        }
        _ => add(&lower, joined),
    }
}

/// A word without the endings of its forms, for comparing: `enabled` and `enabling` give `enabl`.
pub(super) fn stem(word: &str) -> &str {
    let mut stem = word;
    for (ending, keep) in [("ing", 3), ("ied", 2), ("ies", 2), ("ed", 3), ("es", 3), ("s", 3)] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= keep
            && !(ending == "s" && rest.ends_with(['s', 'u', 'i']))
        {
            stem = rest;
            break;
        }
    }
    if stem.len() > 3 {
        stem = stem.strip_suffix(['e', 'y']).unwrap_or(stem);
    }
    // `planning` and `plan`.
    let bytes = stem.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && stem.len() > 3
        && !matches!(b, b'l' | b's' | b'e' | b'o')
        && b.is_ascii()
    {
        stem = &stem[..stem.len() - 1];
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let texts: Vec<String> = tokens(text).into_iter().map(|token| token.text).collect();
        assert_eq!(texts.join(" "), expected);
    }

    #[test]
    fn numbers_come_apart_from_letters() {
        check("Is 16GB or 1,024 MB enough for v1.20?", "is 16 gb or 1024 mb enough for v 1.20");
        check("PS5, covid-19 and python3.11 at 7:30am", "ps 5 covid 19 and python 3.11 at 7:30 am");
        check("$10 or 5%", "$ 10 or 5 %");
    }

    #[test]
    fn exact_names_stay_whole() {
        check("What's --max-size, max_open_files, C++ and a.conf?", "whats --max-size max_open_files c++ and a.conf");
        let identifiers: Vec<bool> =
            tokens("--max-size max_files 0x80070057 a.conf 1.20 word").iter().map(Token::is_identifier).collect();
        assert_eq!(identifiers, [true, true, true, true, false, false]);
    }

    #[test]
    fn a_capital_letter_at_the_start_is_marked_as_such() {
        let tokens = tokens("Hello there. Is Anna in?");
        let capitals: Vec<&str> =
            tokens.iter().filter(|token| token.capital && !token.first).map(|token| token.text.as_str()).collect();
        assert_eq!(capitals, ["anna"]);
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in ["enable enables enabled enabling", "plan plans planned planning", "carry carries carried"] {
            let mut stems: Vec<&str> = forms.split(' ').map(stem).collect();
            stems.dedup();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
        assert_ne!(stem("press"), stem("pres"));
        assert_eq!(stem("ü"), "ü");
    }
}

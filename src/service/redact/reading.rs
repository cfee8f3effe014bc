//! A text as a person reads it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in plain characters, which knows where each is from.
pub(super) struct Reading {
    /// Compatible forms as their plain ones (full-width digits, ligatures), digits of all scripts as those of ASCII,
    /// dashes and dots as those of the keyboard; without what is not seen, and without marks on letters.
    pub(super) text: String,
    /// For each byte of it, where the character that it is from begins.
    origins: Vec<usize>,
}

impl Reading {
    pub(super) fn of(text: &str) -> Reading {
        let mut reading = Reading { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
        for (origin, c) in text.char_indices() {
            if c.is_ascii() {
                reading.push(c, origin);
            } else if !is_unseen(c) {
                for c in std::iter::once(c).nfkd().filter(|c| !is_unseen(*c)) {
                    reading.push(plain(c), origin);
                }
            }
        }
        reading
    }

    fn push(&mut self, c: char, origin: usize) {
        self.text.push(c);
        self.origins.resize(self.text.len(), origin);
    }

    /// Where in `text`, that this is a reading of, the characters of a range are from, with what is not seen after them.
    pub(super) fn place(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let Some(last) = range.end.checked_sub(1) else { return 0..0 };
        let (start, last) = (self.origins[range.start], self.origins[last]);
        let mut rest = text[last..].chars();
        let own = rest.next().map_or(0, char::len_utf8);
        let unseen: usize = rest.take_while(|c| !c.is_ascii() && is_unseen(*c)).map(char::len_utf8).sum();
        start..last + own + unseen
    }
}

/// What takes no room of its own: marks, and characters that only say how to draw or break others.
fn is_unseen(c: char) -> bool {
    let unseen = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    );
    unseen || is_combining_mark(c)
}

/// The zeros of scripts that have digits of their own; the nine others come after each.
const ZEROS: [char; 24] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{be6}', '\u{c66}',
    '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}', '\u{1810}', '\u{1946}',
    '\u{19d0}', '\u{1b50}', '\u{a9d0}', '\u{abf0}',
];

fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '。' | '·' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2236}' => ':',
        '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        _ if c.is_whitespace() => ' ',
        _ => digit(c).unwrap_or(c),
    }
}

fn digit(c: char) -> Option<char> {
    let above = |zero: &char| u32::from(c).checked_sub(u32::from(*zero)).filter(|above| *above < 10);
    ZEROS.iter().find_map(above).and_then(|value| char::from_digit(value, 10))
}

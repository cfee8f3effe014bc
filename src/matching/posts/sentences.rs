//! Where sentences end: by Unicode's rules (UAX 29), mended for what is written in forums. There sentences begin with
//! small letters, and full of dots are versions, file names and addresses, in which none ends.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Words that a dot belongs to. What also ends sentences, such as `etc.`, ends one before a capital letter only.
const ABBREVIATIONS: [&str; 27] = [
    "e.g", "eg", "i.e", "ie", "etc", "vs", "v", "ver", "approx", "nr", "dr", "mr", "mrs", "ms", "st", "inc", "ltd",
    "fig", "ca", "cf", "al", "resp", "incl", "esp", "a.k.a", "p.s", "u.s",
];

/// The sentences of `text` that have a letter or digit, trimmed.
pub(super) fn of(text: &str) -> Vec<&str> {
    let masked = masked(text);
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in ends(&masked) {
        let sentence = text[start..end].trim();
        if sentence.chars().any(char::is_alphanumeric) {
            sentences.push(sentence);
        }
        start = end;
    }
    sentences
}

/// Where the sentences of `masked` end, in bytes, the last at its end.
fn ends(masked: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (start, piece) in masked.split_sentence_bound_indices() {
        ends.extend(inner_ends(piece).map(|at| start + at));
        let end = start + piece.len();
        if end == masked.len() || is_border(&masked[..end], &masked[end..]) {
            ends.push(end);
        }
    }
    if masked.is_empty() { Vec::new() } else { ends }
}

/// Whether a sentence ends where Unicode's rules have one end.
fn is_border(before: &str, after: &str) -> bool {
    if before.ends_with('\n') {
        return true;
    }
    // `what?!?` and `index.html?page=2` go on.
    before.ends_with(char::is_whitespace) && !ends_in_abbreviation(before.trim_end(), after)
}

/// Where sentences end within `piece` that Unicode's rules take for one, since the next begins with a small letter.
fn inner_ends(piece: &str) -> impl Iterator<Item = usize> {
    let dots = piece.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…'));
    dots.filter_map(move |(at, c)| {
        let end = at + c.len_utf8();
        let after = &piece[end..];
        let next = after.trim_start();
        let goes_on = next.len() == after.len() || next.is_empty() || !next.starts_with(char::is_alphanumeric);
        (!goes_on && !ends_in_abbreviation(&piece[..end], next)).then(|| end + (after.len() - next.len()))
    })
}

/// Whether the dot at the end of `before` belongs to its last word.
fn ends_in_abbreviation(before: &str, after: &str) -> bool {
    let Some(word) = before.strip_suffix('.').and_then(|before| before.split_whitespace().next_back()) else {
        return false;
    };
    let word = word.trim_start_matches(['(', '"', '\'']).to_lowercase();
    let capital = after.starts_with(char::is_uppercase);
    // The number of a list item, or an initial.
    let begins = word.chars().all(|c| c.is_ascii_digit()) && before.trim().len() <= word.len() + 1;
    let letters = after.chars().take(2).collect::<Vec<char>>();
    let spelled = matches!(letters.as_slice(), [letter, '.'] if letter.is_alphabetic());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && (word != "i" || spelled);
    begins || initial || (ABBREVIATIONS.contains(&word.as_str()) && !(capital && word == "etc"))
}

/// `text` with as many bytes, in which what is quoted, code in a line and addresses are nothing but letters, so that no
/// sentence ends in them and they ask nothing.
pub(super) fn masked(text: &str) -> String {
    let mut spans = within(text, '`', '`');
    spans.extend(within(text, '"', '"'));
    spans.extend(within(text, '“', '”'));
    spans.extend(asides(text));
    spans.extend(addresses(text));
    let mut hidden = vec![false; text.len()];
    for span in spans {
        hidden[span].fill(true);
    }
    let mut masked = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if hidden[at] {
            masked.extend(std::iter::repeat_n('x', c.len_utf8()));
        } else {
            masked.push(c);
        }
    }
    masked
}

/// What stands between `open` and `close` on one line.
fn within(text: &str, open: char, close: char) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(open).map(|at| from + at + open.len_utf8()) {
        let line = text[start..].find('\n').map_or(text.len(), |at| start + at);
        match text[start..line].find(close) {
            Some(length) => {
                spans.push(start..start + length);
                from = start + length + close.len_utf8();
            }
            None => from = start,
        }
    }
    spans
}

/// What stands in brackets in the midst of a sentence.
fn asides(text: &str) -> Vec<Range<usize>> {
    let goes_on = |span: &Range<usize>| {
        let after = &text[span.end + 1..];
        let next = after.trim_start().chars().next();
        next.is_some_and(|c| c.is_lowercase() || matches!(c, '?' | ',' | '.' | '!'))
            && text[..span.start - 1].trim_end().ends_with(char::is_alphanumeric)
    };
    within(text, '(', ')').into_iter().filter(goes_on).collect()
}

/// Web and mail addresses, without the punctuation that ends the sentence around them.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_end_matches(['.', ',', '?', '!', ')', '>', ';', ':']);
        if is_address(bare) {
            spans.push(start..start + bare.len());
        }
    }
    spans
}

/// Whether `word` is a web address, perhaps in brackets.
pub(super) fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(['<', '(']);
    ["http://", "https://", "www."].iter().any(|scheme| word.len() > scheme.len() && word.starts_with(scheme))
}

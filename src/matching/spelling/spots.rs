//! Where in a text the words are whose spelling may be looked at: not in code, paths, addresses, numbers, identifiers,
//! acronyms and names.

use std::ops::Range;

use crate::entry::normalized;

/// A word of a text.
#[derive(Debug)]
pub(super) struct Spot {
    /// Where it is, in bytes.
    pub(super) range: Range<usize>,
    /// In lower case, without apostrophes.
    pub(super) letters: Vec<char>,
    pub(super) kind: Kind,
}

/// What may be done with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Its spelling may be repaired.
    Word,
    /// It has a capital within a sentence: a name, or a word that somebody wanted to stand out.
    Capitalised,
    /// It is to stay as it is.
    Fixed,
}

/// The words of `text`, in their order. What holds no letters is not among them.
pub(super) fn spots(text: &str) -> Vec<Spot> {
    let code = code_in(text);
    let case = Case::of(text);
    let mut spots = Vec::new();
    let mut starts_sentence = true;
    for (start, chunk) in chunks(text) {
        let in_code = code.iter().any(|code| code.start < start + chunk.len() && start < code.end);
        let (core_start, core) = core(start, chunk);
        let parts = if in_code { None } else { parts(chunk, core) };
        match parts {
            Some(parts) => {
                for (at, part) in parts {
                    let letters: Vec<char> = normalized(part).chars().collect();
                    let kind = match letters.iter().all(|letter| letter.is_alphabetic()) {
                        true => case.kind(part, starts_sentence),
                        false => Kind::Fixed,
                    };
                    let start = core_start + at;
                    spots.push(Spot { range: start..start + part.len(), letters, kind });
                    starts_sentence = false;
                }
            }
            None if chunk.contains(char::is_alphanumeric) => {
                let letters = normalized(core).chars().collect();
                spots.push(Spot { range: core_start..core_start + core.len(), letters, kind: Kind::Fixed });
            }
            None => {}
        }
        let ends_line = text[start + chunk.len()..].starts_with(['\n', '\r']);
        starts_sentence = ends_line || chunk.trim_end_matches(['"', ')', '”', '*']).ends_with(['.', '?', '!', ':']);
    }
    spots
}

/// What stands between spaces, with where it begins.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let begin = text.as_ptr() as usize;
    text.split_whitespace().map(move |chunk| (chunk.as_ptr() as usize - begin, chunk))
}

/// A chunk without the punctuation around it, and where that begins.
fn core(start: usize, chunk: &str) -> (usize, &str) {
    let is_around = |c: char| !c.is_alphanumeric();
    let from_first = chunk.trim_start_matches(is_around);
    (start + chunk.len() - from_first.len(), from_first.trim_end_matches(is_around))
}

/// The words that a chunk is made of, each with its place in the core; `None` when it is not made of words.
fn parts<'a>(chunk: &str, core: &'a str) -> Option<Vec<(usize, &'a str)>> {
    /// What stands before a name of a kind, a command, an option, a path, a place in a text.
    const MARKS: [char; 14] = ['@', '#', '$', '%', '/', '\\', '-', '~', ':', '<', '&', '+', '=', '.'];
    if core.is_empty() || chunk.starts_with(MARKS) || chunk.ends_with(['+', '#', '=', '>', '%', '/', '\\']) {
        return None;
    }
    // One slash joins words; two are a path.
    if core.matches('/').count() > 1 {
        return None;
    }
    let mut parts = Vec::new();
    let mut at = 0;
    for part in core.split(['-', '/', ',', '–', '—', '…', '?', '!', ';', '(', ')', '"']) {
        let is_apostrophe = |c: char| matches!(c, '\'' | '’' | '‘' | '`');
        if !part.chars().all(|c| c.is_alphabetic() || is_apostrophe(c)) {
            return None;
        }
        let word = ["'s", "’s"].iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part);
        if !word.is_empty() {
            parts.push((at, word));
        }
        // All separators but these are one byte long, and the places of words are all that counts.
        at += part.len() + core[at + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    Some(parts)
}

/// Where code stands between backticks. One that stands between letters is an apostrophe, and one alone begins nothing.
fn code_in(text: &str) -> Vec<Range<usize>> {
    let is_letter_before = |at: usize| text[..at].chars().next_back().is_some_and(char::is_alphabetic);
    let is_letter_after = |at: usize| text[at + 1..].chars().next().is_some_and(char::is_alphabetic);
    let ticks: Vec<usize> = text
        .match_indices('`')
        .map(|(at, _)| at)
        .filter(|&at| !(is_letter_before(at) && is_letter_after(at)))
        .collect();
    let mut code = Vec::new();
    let mut at = 0;
    while at < ticks.len() {
        // A run of backticks is closed by a run of as many.
        let run =
            |from: usize| (from..ticks.len()).take_while(|&tick| ticks[tick] == ticks[from] + tick - from).count();
        let length = run(at);
        let mut close = at + length;
        while close < ticks.len() && run(close) != length {
            close += run(close);
        }
        if close < ticks.len() {
            code.push(ticks[at]..ticks[close] + length);
            at = close + length;
        } else {
            at += length;
        }
    }
    code
}

/// What capitals mean in a text.
enum Case {
    /// Names begin with one.
    MarksNames,
    /// Nothing: all words begin with one, or are written in capitals.
    Nothing,
}

impl Case {
    fn of(text: &str) -> Case {
        let words = || text.split_whitespace().filter(|word| word.chars().count() >= 4);
        let begins_small = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
        let small = words().any(begins_small);
        if small || words().count() < 2 { Case::MarksNames } else { Case::Nothing }
    }

    fn kind(&self, word: &str, starts_sentence: bool) -> Kind {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let first = letters.next().is_some_and(char::is_uppercase);
        let more = letters.filter(|c| c.is_uppercase()).count();
        match self {
            Case::Nothing if more == 0 || !word.chars().any(char::is_lowercase) => Kind::Word,
            Case::MarksNames if more == 0 && (!first || starts_sentence) => Kind::Word,
            Case::MarksNames if more == 0 => Kind::Capitalised,
            Case::MarksNames | Case::Nothing => Kind::Fixed,
        }
    }
}

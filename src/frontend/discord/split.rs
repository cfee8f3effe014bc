//! Long Markdown in several messages, cut where a reader would pause, and never where the halves would look broken.

mod kept;

use unicode_segmentation::UnicodeSegmentation;

use crate::frontend::discord::split::kept::Kept;

/// A text in parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// In the order of reading, none of them blank; white space where they were cut is left out.
    pub(super) parts: Vec<String>,
    /// Whether the parts are all of the text. Otherwise something in it must not be cut and is too long, such as a
    /// block of code, and the parts are what stands before that.
    pub(super) whole: bool,
}

/// Length as Discord may count it: in UTF-16 code units, which are never fewer than characters.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Cuts `markdown` into parts of at most `limit` UTF-16 units: between paragraphs if possible, otherwise between lines,
/// sentences, words. Code, links and letters stay whole, and so does emphasis where there is another place to cut.
pub(super) fn split(markdown: &str, limit: usize) -> Split {
    let text = markdown.trim_end();
    let places = places(text);
    let mut parts = Vec::new();
    let mut start = text.len() - text.trim_start_matches(['\n', '\r']).len();
    while start < text.len() {
        let end = start + fitting(&text[start..], limit);
        if end == text.len() {
            parts.push(text[start..].to_owned());
            break;
        }
        let Some(place) = best(&places, start, end, limit) else {
            return Split { parts, whole: false };
        };
        let part = text[start..place.end].trim_end();
        if !part.trim().is_empty() {
            parts.push(part.to_owned());
        }
        start = place.next;
    }
    Split { parts, whole: true }
}

/// How well a place suits for a cut; the first is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Border {
    Paragraph,
    Line,
    Sentence,
    Word,
    /// One of those within emphasis, a heading or a line of a quotation, which shows that something was cut.
    WordInside,
    /// Between two letters of a word that is longer than a message.
    Letter,
}

impl Border {
    const ALL: [Border; 6] =
        [Border::Paragraph, Border::Line, Border::Sentence, Border::Word, Border::WordInside, Border::Letter];
}

/// Where a text may be cut.
#[derive(Clone, Copy, Debug)]
struct Place {
    border: Border,
    /// In bytes; the part before ends here.
    end: usize,
    /// In bytes; the part after begins here.
    next: usize,
}

/// The number of bytes from the start of `text` that are at most `limit` UTF-16 units.
fn fitting(text: &str, limit: usize) -> usize {
    let mut left = limit;
    for (at, c) in text.char_indices() {
        match left.checked_sub(c.len_utf16()) {
            Some(less) => left = less,
            None => return at,
        }
    }
    text.len()
}

/// The last place of the best kind between `start` and `end`. One that would make a tiny part is taken only when there
/// is no other.
fn best(places: &[Place], start: usize, end: usize, limit: usize) -> Option<Place> {
    let first = places.partition_point(|place| place.end <= start);
    let last = places.partition_point(|place| place.end <= end);
    let within = places.get(first..last)?;
    let of = |border: Border, least: usize| {
        within.iter().rev().find(|place| place.border == border && place.end >= start + least).copied()
    };
    let worth_a_message = limit / 4;
    let good = Border::ALL.iter().take_while(|border| **border <= Border::Word);
    let large = good.clone().find_map(|border| of(*border, worth_a_message));
    large.or_else(|| Border::ALL.iter().find_map(|border| of(*border, 0)))
}

/// All places where `text` may be cut, in their order.
fn places(text: &str) -> Vec<Place> {
    let kept = Kept::of(text);
    let mut places = Vec::new();
    let mut letters = text.grapheme_indices(true).peekable();
    let mut before: Option<(usize, &str)> = None;
    while let Some((at, letter)) = letters.next() {
        let blank = letter.trim().is_empty();
        let previous = before.replace((at, letter));
        if !blank {
            // Between two letters of a word, or after the full stop of a script that has no spaces.
            let joined = previous.is_some_and(|(_, previous)| !previous.trim().is_empty());
            if joined && !kept.whole(at..at) {
                let full_stop = previous.is_some_and(|(_, previous)| previous.ends_with(['。', '！', '？']));
                let border = if full_stop && !kept.together(at..at) { Border::Sentence } else { Border::Letter };
                places.push(Place { border, end: at, next: at });
            }
            continue;
        }
        // The whole run of white space; the next part keeps the indentation of its first line.
        let mut end_of_run = at + letter.len();
        while let Some((at, letter)) = letters.next_if(|(_, letter)| letter.trim().is_empty()) {
            end_of_run = at + letter.len();
            before = Some((at, letter));
        }
        let run = at..end_of_run;
        if end_of_run == text.len() || at == 0 || kept.whole(run.clone()) {
            continue;
        }
        let space = &text[run.clone()];
        let next = at + space.rfind('\n').map_or(space.len(), |newline| newline + 1);
        let border = if kept.together(run) { Border::WordInside } else { border(&text[..at], space) };
        places.push(Place { border, end: at, next });
    }
    places
}

/// What the white space `space` after `before` parts.
fn border(before: &str, space: &str) -> Border {
    match space.matches('\n').count() {
        0 if ends_sentence(before) => Border::Sentence,
        0 => Border::Word,
        1 => Border::Line,
        _ => Border::Paragraph,
    }
}

/// Whether a sentence ends here, perhaps within quotation marks, brackets or emphasis.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '*', '_']).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

#[cfg(test)]
mod tests;

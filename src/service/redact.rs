//! What people wrote, without what would tell who they are or open what is theirs: done before anything is stored.
//!
//! It looks at the text as a person reads it, so that full-width digits and letters or invisible characters within a
//! number hide nothing ([`reading`]). Each kind of thing has a file of its own, which finds it; what is found is replaced
//! by a word for it. When in doubt it replaces: a number too few can still be asked about, one too many is out.

mod addresses;
mod digits;
mod keys;
mod labels;
mod links;
mod mail;
mod mentions;
mod reading;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use crate::service::redact::reading::Reading;

const ADDRESS: &str = "[address]";
const KEY: &str = "[key]";
const MAIL: &str = "[e-mail]";
const MENTION: &str = "[mention]";
const NUMBER: &str = "[number]";
const PHONE: &str = "[phone]";

/// All that is put in the place of something.
const WORDS: [&str; 6] = [ADDRESS, KEY, MAIL, MENTION, NUMBER, PHONE];

/// What stands for a whole text that nothing can be kept of.
const REMOVED: &str = "[removed]";

/// What is replaced can bring together what was apart, so a text is looked at until nothing is found. Two looks do for
/// what people write; what still changes after so many was made to, and nothing of it is kept.
const MOST_LOOKS: usize = 8;

/// A text that may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// As it was written, but for what was replaced.
    pub text: String,
    /// Whether anything was replaced.
    pub changed: bool,
}

/// Something to replace: where it is in a reading, and by what.
struct Found {
    at: Range<usize>,
    instead: Cow<'static, str>,
}

impl Found {
    fn new(at: Range<usize>, instead: &'static str) -> Found {
        Found { at, instead: Cow::Borrowed(instead) }
    }
}

/// What looks for one kind of thing; what an earlier one has found, a later one leaves alone.
type Finder = fn(&str) -> Vec<Found>;

const FINDERS: [Finder; 9] = [
    mentions::found,
    keys::blocks,
    links::found,
    keys::known,
    labels::found,
    mail::found,
    addresses::found,
    keys::random,
    digits::found,
];

/// `text` without e-mail and network addresses, telephone and other long numbers, passwords, keys and tokens, and
/// mentions. What has been redacted stays as it is when it is redacted again. Time grows with the length of the text and
/// no faster, whatever is in it.
#[must_use]
pub fn redacted(text: &str) -> Redacted {
    let mut now = Cow::Borrowed(text);
    for _ in 0..MOST_LOOKS {
        match once(&now) {
            Some(next) => now = Cow::Owned(next),
            None => return Redacted { changed: *now != *text, text: now.into_owned() },
        }
    }
    Redacted { text: REMOVED.to_owned(), changed: true }
}

/// `text` with all that is found at one look replaced; `None` where that changes nothing.
fn once(text: &str) -> Option<String> {
    let reading = Reading::of(text);
    let mut all: Vec<Found> = Vec::new();
    let mut taken = vec![false; reading.text.len()];
    for finder in FINDERS {
        for found in finder(&reading.text) {
            let place = &mut taken[found.at.clone()];
            if !place.is_empty() && place.iter().all(|taken| !taken) {
                place.fill(true);
                all.push(found);
            }
        }
    }
    all.sort_unstable_by_key(|found| found.at.start);
    let mut kept = String::with_capacity(text.len());
    let mut end = 0;
    for found in all {
        let place = reading.place(text, found.at);
        // One character can be read as several, so that two things may share it.
        kept += text.get(end..place.start).unwrap_or_default();
        kept += &found.instead;
        end = end.max(place.end);
    }
    kept += &text[end..];
    (kept != text).then_some(kept)
}

/// The maximal runs of bytes that `belong`, which are ASCII.
fn runs(text: &str, belong: impl Fn(u8) -> bool) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().enumerate() {
        match (start, belong(byte)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                runs.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|from| from..text.len()));
    runs
}

/// The character before a place.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at a place.
fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether a character goes on with a word.
fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

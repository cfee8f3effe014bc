//! E-mail addresses, also those written for people to read and programs not to.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::MAIL;

/// `name (at) host [dot] org`, `name at host dot org`.
static SPELT: LazyLock<Regex> = LazyLock::new(|| {
    let all = r"(?i-u)[a-z0-9._%+-]+(?: ?[(\[{<] ?at ?[)\]}>] ?[a-z0-9-]+(?:(?:\.| ?[(\[{<] ?(?:dot|\.) ?[)\]}>] ?| dot )[a-z0-9-]+)+| at [a-z0-9-]+(?: dot [a-z0-9-]+)+)";
    Regex::new(all).expect("a pattern that the tests use")
});

/// Names before the sign that are no person's: every public repository is fetched as this one.
const NOBODY: [&str; 1] = ["git"];

pub(super) fn found(text: &str) -> Vec<Found> {
    let signs = text.match_indices('@').filter_map(|(at, _)| around(text, at));
    let spelt = SPELT.find_iter(text).map(|found| found.range());
    signs.chain(spelt).map(|range| Found::new(range, MAIL)).collect()
}

/// The address around the sign at `at`.
fn around(text: &str, at: usize) -> Option<Range<usize>> {
    let name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    // The name begins after the last character that is in none, and no further back than the sign before.
    let start = text[..at].char_indices().rev().take_while(|(_, c)| name(*c)).last()?.0;
    let before = text[start..at].trim_start_matches(['.', '%', '+', '-']);
    if before.is_empty() || NOBODY.contains(&before) {
        return None;
    }
    let behind = &text[at + 1..];
    let behind = &behind[..behind.find(|c| !host(c)).unwrap_or(behind.len())];
    Some(at - before.len()..at + 1 + host_length(behind)?)
}

/// How much of what is behind the sign is a host: two labels or more, the last a word.
fn host_length(behind: &str) -> Option<usize> {
    let mut host = behind.trim_end_matches(['.', '-']);
    loop {
        let (rest, last) = host.rsplit_once('.')?;
        let is_word = last.chars().count() >= 2 && last.chars().all(char::is_alphabetic);
        if (is_word || last.starts_with("xn--")) && rest.starts_with(char::is_alphanumeric) {
            return Some(host.len());
        }
        host = rest;
    }
}

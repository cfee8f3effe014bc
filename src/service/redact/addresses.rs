//! Addresses of machines: IPv4 and IPv6, with ports and masks, and those of network cards.

use std::net::Ipv4Addr;
use std::net::Ipv6Addr;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::ADDRESS;
use super::Found;
use super::after;
use super::before;
use super::is_word;
use super::runs;

/// The address of a network card.
static CARD: LazyLock<Regex> = LazyLock::new(|| {
    let all = r"(?-u:\b[0-9A-Fa-f]{2}(?:(?::[0-9A-Fa-f]{2}){5}|(?:-[0-9A-Fa-f]{2}){5})\b)";
    Regex::new(all).expect("a pattern that the tests use")
});

/// Words before four numbers with dots that make a version of them; without one, four numbers are an address.
const VERSIONS: [&str; 14] = [
    "v", "ver", "version", "versions", "build", "builds", "release", "rev", "revision", "driver", "drivers",
    "firmware", "patch", "update",
];

pub(super) fn found(text: &str) -> Vec<Found> {
    let fours = runs(text, |byte| byte.is_ascii_digit() || byte == b'.').into_iter().filter_map(|run| four(text, run));
    let colons = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let sixes = runs(text, colons).into_iter().filter_map(|run| six(text, run));
    let cards = CARD.find_iter(text).map(|card| card.range());
    sixes.chain(fours).chain(cards).map(|range| Found::new(range, ADDRESS)).collect()
}

fn four(text: &str, run: Range<usize>) -> Option<Range<usize>> {
    let whole = text[run.clone()].trim_end_matches('.');
    let number = whole.trim_start_matches('.');
    let start = run.start + whole.len() - number.len();
    let end = start + number.len();
    number.parse::<Ipv4Addr>().ok()?;
    // `1.2.3.4-beta`, `v1.2.3.4`, `1.2.3.4rc1`
    let goes_on = is_word(after(text, end))
        || text[end..].strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    if goes_on || is_word(before(text, start)) || is_version(&text[..start]) {
        return None;
    }
    Some(start..end + tail(&text[end..]))
}

/// Whether the last word says that a version follows.
fn is_version(text: &str) -> bool {
    /// More than the longest of the words, and what may be between.
    const REACH: usize = 16;
    let tail: Vec<char> = text.chars().rev().take(REACH).collect();
    let tail: String = tail.into_iter().rev().collect();
    let word = tail.trim_end_matches([' ', ':', '=', '#', '(']).rsplit(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| VERSIONS.contains(&word.to_lowercase().as_str()))
}

fn six(text: &str, run: Range<usize>) -> Option<Range<usize>> {
    /// Eight groups of four, the last two of which may be written as four numbers.
    const LONGEST: usize = 45;
    let mut number = text[run.clone()].trim_end_matches('.');
    if !number.ends_with("::") {
        number = number.strip_suffix(':').unwrap_or(number);
    }
    let (start, end) = (run.start, run.start + number.len());
    if number.len() > LONGEST || is_word(before(text, start)) || is_word(after(text, end)) {
        return None;
    }
    number.parse::<Ipv6Addr>().ok()?;
    // `a::b` is a path in some languages.
    let telling = number.bytes().any(|byte| byte.is_ascii_digit()) || number.matches(':').count() > 3;
    if !telling {
        return None;
    }
    let zone = text[end..].strip_prefix('%').map_or(0, |rest| 1 + length(rest, |c| c.is_ascii_alphanumeric()));
    let end = end + zone;
    match (text[..start].ends_with('['), text[end..].strip_prefix(']')) {
        (true, Some(rest)) => Some(start - 1..end + 1 + tail(rest)),
        _ => Some(start..end + tail(&text[end..]).min(MASK)),
    }
}

/// A slash and three digits.
const MASK: usize = 4;

/// The length of a port or a mask at the start of `text`.
fn tail(text: &str) -> usize {
    let digits =
        |most: usize, rest: &str| Some(length(rest, |c| c.is_ascii_digit())).filter(|n| (1..=most).contains(n));
    let port = text.strip_prefix(':').and_then(|rest| digits(5, rest));
    let mask = text.strip_prefix('/').and_then(|rest| digits(3, rest));
    port.or(mask).map_or(0, |digits| 1 + digits)
}

/// The length of what is at the start of `text` and `belongs`.
fn length(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

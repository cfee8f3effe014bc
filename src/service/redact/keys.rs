//! Keys and tokens: by how their makers begin them, by their three parts, or by looking like nothing that is a word.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::KEY;
use super::before;
use super::is_word;
use super::runs;

/// A private key in its frame; to the end of the text where the end of the frame is missing.
static BLOCK: LazyLock<Regex> = LazyLock::new(|| {
    let all = r"(?s)-----BEGIN [A-Z0-9 ]{0,40}(?:KEY|CERTIFICATE|MESSAGE)[A-Z0-9 ]{0,20}-----.*?(?:-----END [A-Z0-9 ]{1,60}-----|\z)";
    Regex::new(all).expect("a pattern that the tests use")
});

/// How the tokens of well-known services begin, and how many characters come after that at least.
const BEGINNINGS: [(&str, usize); 31] = [
    ("AKIA", 16),
    ("ASIA", 16),
    ("AIza", 30),
    ("AGE-SECRET-KEY-", 20),
    ("SG.", 30),
    ("dop_v1_", 30),
    // The base64 of `{"`: JSON web tokens, and more.
    ("eyJ", 20),
    ("ghp_", 20),
    ("gho_", 20),
    ("ghu_", 20),
    ("ghs_", 20),
    ("ghr_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("hf_", 30),
    ("mfa.", 20),
    ("npm_", 30),
    ("pk_live_", 10),
    ("pypi-", 30),
    ("rk_live_", 10),
    ("shpat_", 20),
    ("sk-", 16),
    ("sk_live_", 10),
    ("sk_test_", 10),
    ("whsec_", 16),
    ("xapp-", 10),
    ("xoxa-", 10),
    ("xoxb-", 10),
    ("xoxp-", 10),
    ("xoxs-", 10),
    ("ya29.", 20),
];

/// Frames with a private key in them.
pub(super) fn blocks(text: &str) -> Vec<Found> {
    BLOCK.find_iter(text).map(|block| Found::new(block.range(), KEY)).collect()
}

/// Tokens that are known by how they look.
pub(super) fn known(text: &str) -> Vec<Found> {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let token = |run: Range<usize>| {
        let whole = text[run.clone()].trim_end_matches(['.', '-']);
        let start = run.start + [beginning(whole), three_parts(whole)].into_iter().flatten().min()?;
        (!is_word(before(text, start)) || start > run.start).then(|| Found::new(start..run.start + whole.len(), KEY))
    };
    runs(text, belongs).into_iter().filter_map(token).collect()
}

/// Where in a run a token begins as its maker begins them.
fn beginning(run: &str) -> Option<usize> {
    let bytes = run.as_bytes();
    let begins = |at: &usize| {
        let (rest, fresh) = (&run[*at..], *at == 0 || !bytes[*at - 1].is_ascii_alphanumeric());
        let long_enough = |(begin, least): &(&str, usize)| {
            rest.strip_prefix(begin).is_some_and(|key| {
                key.len() >= *least && key.as_bytes()[..*least].iter().any(u8::is_ascii_digit) | (*least > 16)
            })
        };
        fresh && BEGINNINGS.iter().any(long_enough)
    };
    (0..run.len()).find(begins)
}

/// Where in a run a bot's token begins: the number of the bot, a time and a signature, in base64.
fn three_parts(run: &str) -> Option<usize> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for part in run.split('.') {
        parts.push(start..start + part.len());
        start += part.len() + 1;
    }
    let is_token = |three: &&[Range<usize>]| {
        let [number, time, signature] = [0, 1, 2].map(|at| three[at].len());
        (22..=30).contains(&number) && (5..=7).contains(&time) && signature >= 25
    };
    parts.windows(3).find(is_token).map(|three| three[0].start)
}

/// What is random by the look of it, in base64 or hexadecimal digits, and numbers of the kind `8-4-4-4-12`.
pub(super) fn random(text: &str) -> Vec<Found> {
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || is_joint(byte);
    runs(text, belongs).into_iter().flat_map(|run| random_in(text, &run)).collect()
}

/// What stands in base64 beside letters and digits, and in names between words.
fn is_joint(byte: u8) -> bool {
    matches!(byte, b'+' | b'/' | b'=' | b'_' | b'-')
}

fn random_in(text: &str, run: &Range<usize>) -> Vec<Found> {
    let whole: String = text[run.clone()].chars().filter(char::is_ascii_alphanumeric).collect();
    if whole.len() >= LONG && looks_random(&whole) {
        return vec![Found::new(run.clone(), KEY)];
    }
    let pieces: Vec<Range<usize>> = runs(&text[run.clone()], |byte| !is_joint(byte))
        .into_iter()
        .map(|piece| run.start + piece.start..run.start + piece.end)
        .collect();
    // What a joint parts of a random text may be short.
    let may_belong = |piece: &&Range<usize>| {
        text[(*piece).clone()].bytes().any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    };
    let mut found: Vec<Found> = Vec::new();
    let (mut done, mut at) = (0, 0);
    while at < pieces.len() {
        let count = if looks_random(&text[pieces[at].clone()]) { 1 } else { unique_number(text, &pieces[at..]) };
        if count == 0 {
            at += 1;
            continue;
        }
        let first = at - pieces[done..at].iter().rev().take_while(may_belong).count();
        let last = at + count - 1;
        let last = last + pieces[last + 1..].iter().take_while(may_belong).count();
        let padding = text[pieces[last].end..run.end].bytes().take_while(|byte| *byte == b'=').count();
        found.push(Found::new(pieces[first].start..pieces[last].end + padding, KEY));
        at = last + 1;
        done = at;
    }
    found
}

/// Shorter texts may be words, file names or versions.
const SHORTEST: usize = 20;

/// From so many letters on, those of both cases in no order are random without a digit.
const LONG: usize = 32;

/// Whether a text of letters and digits has its kinds in no order. Of two neighbours in base64 every other pair is of two
/// kinds, in names of things one in six.
fn looks_random(piece: &str) -> bool {
    if piece.len() < SHORTEST {
        return false;
    }
    let bytes = piece.as_bytes();
    let count = |is: fn(&u8) -> bool| bytes.iter().filter(|byte| is(byte)).count();
    let (digits, hex) = (count(u8::is_ascii_digit), count(u8::is_ascii_hexdigit));
    if hex == piece.len() {
        return digits >= 4 && digits < piece.len();
    }
    let changes = |pair: &&[u8]| {
        let (a, b) = (pair[0], pair[1]);
        a.is_ascii_digit() != b.is_ascii_digit() || (a.is_ascii_lowercase() && b.is_ascii_uppercase())
    };
    let changes = bytes.windows(2).filter(changes).count();
    changes * 4 >= piece.len() && (digits >= 2 || piece.len() >= LONG)
}

/// How many pieces from the first on are a number of the kind `8-4-4-4-12`: five, or none.
fn unique_number(text: &str, pieces: &[Range<usize>]) -> usize {
    const LENGTHS: [usize; 5] = [8, 4, 4, 4, 12];
    let Some(five) = pieces.get(..LENGTHS.len()) else { return 0 };
    let is_hex = |piece: &Range<usize>| text[piece.clone()].bytes().all(|byte| byte.is_ascii_hexdigit());
    let fits = five.iter().zip(LENGTHS).all(|(piece, length)| piece.len() == length && is_hex(piece));
    if fits { LENGTHS.len() } else { 0 }
}

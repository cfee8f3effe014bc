//! Secrets that are called so: `password=…`, `api key: …`.

use std::sync::LazyLock;

use regex::Captures;
use regex::Regex;

use super::Found;
use super::KEY;
use super::WORDS;

/// What a secret is called, what stands between, and the secret up to the next space or quote.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    let all = r#"(?i-u:(?:\b|_)(?:pass(?:word|wort|wd|phrase|code)|pwd|kennwort|(?:(?:api|access|secret|private|auth|client|licen[cs]e|product|cd|encryption|recovery|stream|activation|steam|security)[ _-]?)(?:key|token|secret|code)|[a-z]{0,20}[_-]?token|secret|pin|otp))["'`]?[ \t]{0,3}(:|=|\bis\b:?)[ \t]{0,3}["'`]{0,3}([^\s"'`,;]+)"#;
    Regex::new(all).expect("a pattern that the tests use")
});

/// What follows a label in a sentence about it, and is no secret.
const ORDINARY: &str = " a about after again all always an and any are as at be been before being broken but can cannot \
    cant case changed characters correct could default deleted denied different do does doesnt dont empty error even \
    expired failed false for forgot forgotten from get getting gone good has have help hidden how i if in incorrect \
    invalid is isnt it just keeps lost mandatory missing my need needed never new no none nope not null of ok okay on one \
    optional or our please possible public rejected required reset right safe same secret secure set should shown so \
    someone something still stored strong that the their there they this to too true undefined unknown use used using \
    valid very wants was weak what when where which who why will with without wont working would wrong yes you your ";

/// How a value begins that stands for a secret and is none.
const STAND_INS: [&str; 10] = ["<", "$", "{", "*", "=", ">", "%", "process.env", "os.", "your"];

/// A secret of fewer bytes keeps nobody out, and a pin may be that of a microcontroller.
const SHORTEST: usize = 3;

pub(super) fn found(text: &str) -> Vec<Found> {
    LABELLED.captures_iter(text).filter_map(|labelled| one(&labelled)).collect()
}

fn one(labelled: &Captures<'_>) -> Option<Found> {
    let (between, secret) = (labelled.get(1)?.as_str(), labelled.get(2)?);
    let value = secret.as_str().trim_end_matches(['.', '!', '?', ')', ']', ':', '>']);
    let lower = value.to_lowercase();
    let plain: String = lower.chars().filter(|c| *c != '\'' && *c != '’').collect();
    let stands_in = STAND_INS.iter().any(|begin| lower.starts_with(begin));
    // The brackets of a word that was put in are cut off with what ends a sentence.
    let put_in = WORDS.iter().any(|word| secret.as_str().starts_with(word));
    if value.len() < SHORTEST || stands_in || put_in {
        return None;
    }
    let is_secret = match between {
        "=" => true,
        ":" => !ORDINARY.contains(&format!(" {plain} ")),
        // "The password is too short": only what is not a word.
        _ => value.len() > SHORTEST && value.bytes().any(|b| b.is_ascii_digit()),
    };
    is_secret.then(|| Found::new(secret.start()..secret.start() + value.len(), KEY))
}

//! What Discord writes for persons, roles, channels, commands and emoji: names of things by their numbers.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Captures;
use regex::Regex;

use super::Found;
use super::MENTION;

/// A mention, an emoji, a command, or a time.
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    let all = "<(?:(@[!&]?|#)[0-9]{1,25}|a?:([A-Za-z0-9_]{1,64}):[0-9]{1,25}|/([^:<>\n]{1,100}):[0-9]{1,25}\
        |t:-?[0-9]{1,15}(?::[A-Za-z])?)>";
    Regex::new(all).expect("a pattern that the tests use")
});

pub(super) fn found(text: &str) -> Vec<Found> {
    MARKS.captures_iter(text).map(|mark| one(&mark)).collect()
}

fn one(mark: &Captures<'_>) -> Found {
    let instead = match (mark.get(1), mark.get(2), mark.get(3)) {
        (Some(_), ..) => Cow::Borrowed(MENTION),
        (_, Some(emoji), _) => Cow::Owned(format!(":{}:", emoji.as_str())),
        (.., Some(command)) => Cow::Owned(format!("/{}", command.as_str())),
        // A time says nothing of anybody; found, so that it is not taken for a long number.
        _ => Cow::Owned(mark[0].to_owned()),
    };
    let whole = mark.get_match();
    Found { at: whole.range(), instead }
}

//! What opens something for whoever has the link: names with passwords, secrets in queries, webhooks.

use std::sync::LazyLock;

use regex::Regex;

use super::Found;
use super::KEY;
use super::WORDS;

/// `https://name:password@host`; what is replaced is in the first group, as in all of these.
static USER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"://([^/\s?#@:\[\]]*:[^/\s?#@]*)@").expect("a pattern that the tests use"));

/// `?token=…`.
static QUERY: LazyLock<Regex> = LazyLock::new(|| {
    let all = r#"(?i-u:[?&;#](?:[a-z_.-]{0,20}(?:token|key|secret|passw(?:or)?d|pwd|signature|auth|session|credential)[a-z_.-]{0,20}|sig|code|sid|pass|otp|hm|jwt))=([^&\s#"'<>]+)"#;
    Regex::new(all).expect("a pattern that the tests use")
});

/// The part of a webhook's address that only its owner should know.
static WEBHOOK: LazyLock<Regex> = LazyLock::new(|| {
    let all = r"(?i-u:discord(?:app)?\.com/api/(?:v[0-9]{1,2}/)?webhooks|hooks\.slack\.com/(?:services|workflows|triggers))/([A-Za-z0-9_/-]+)";
    Regex::new(all).expect("a pattern that the tests use")
});

pub(super) fn found(text: &str) -> Vec<Found> {
    let all = [&*WEBHOOK, &*USER, &*QUERY].into_iter().flat_map(|pattern| pattern.captures_iter(text));
    let secret = all.filter_map(|link| link.get(1)).filter(|secret| !WORDS.contains(&secret.as_str()));
    secret.map(|secret| Found::new(secret.range(), KEY)).collect()
}

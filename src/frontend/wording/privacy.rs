//! What is kept on somebody, told to them in Discord.

use crate::frontend::wording::words::Words;
use crate::service::SpaceSettings;
use crate::store::Forgotten;
use crate::store::HeldOn;
use crate::store::Preferences;

/// All that is kept on somebody, in numbers; `latest` are their latest questions, made harmless. `settings` are those of
/// the place, which may keep less than somebody allows.
#[must_use]
pub fn held(words: Words, settings: &SpaceSettings, held: &HeldOn, latest: &[String]) -> String {
    let number = |length: usize| length as u64;
    let count = |number: u64| [("count", number.into())];
    let lines = [
        (number(held.questions.len()), words.say_with("privacy-questions", &count(number(held.questions.len())))),
        (number(held.votes.len()), words.say_with("privacy-votes", &count(number(held.votes.len())))),
        (number(held.missed.len()), words.say_with("privacy-missed", &count(number(held.missed.len())))),
        (number(held.follows.len()), words.say_with("privacy-follows", &count(number(held.follows.len())))),
        (number(held.suggested.len()), words.say_with("privacy-suggested", &count(number(held.suggested.len())))),
        (number(held.waiting_notices()), words.say_with("privacy-notices", &count(number(held.waiting_notices())))),
        (number(held.changes.len()), words.say_with("privacy-changes", &count(number(held.changes.len())))),
    ];
    let lines: Vec<String> =
        lines.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| format!("\n- {line}")).collect();
    let mut text = match (lines.is_empty(), settings.recording) {
        (true, _) => words.say("privacy-nothing"),
        (false, true) => words.say("privacy-held") + &lines.concat(),
        (false, false) => words.say("privacy-held-still") + &lines.concat(),
    };
    if !latest.is_empty() {
        let latest: String = latest.iter().map(|question| format!("\n> {question}")).collect();
        text.push_str(&format!("\n\n{}{latest}", words.say("privacy-latest")));
    }
    let preferences = preferences(words, settings, held.preferences);
    text.push_str(&format!("\n\n{preferences}\n\n{}", words.say("privacy-how")));
    text
}

/// What somebody decided about what is kept on them, and what of it is so where these settings hold.
#[must_use]
pub fn preferences(words: Words, settings: &SpaceSettings, preferences: Preferences) -> String {
    let recorded = match (preferences.recorded, settings.recording) {
        (true, true) => words.say("privacy-recorded"),
        (true, false) => words.say("privacy-recorded-nowhere"),
        (false, _) => words.say("privacy-not-recorded"),
    };
    let told = match (preferences.told, settings.recording) {
        (true, true) => words.say("privacy-told"),
        (true, false) => words.say("privacy-told-of-kept"),
        (false, _) => words.say("privacy-not-told"),
    };
    // Where nothing is recorded there is nothing to vote on either.
    let votes = (settings.recording && !settings.learning).then(|| words.say("privacy-not-learning"));
    let said: Vec<String> = [recorded, told].into_iter().chain(votes).collect();
    said.join(" ")
}

/// That it was deleted, and what stays.
#[must_use]
pub fn forgotten(words: Words, settings: &SpaceSettings, forgotten: &Forgotten) -> String {
    let is_all = !forgotten.left.say_no();
    let deleted = match (forgotten.is_empty(), is_all) {
        (true, _) => words.say("privacy-forgotten-nothing"),
        (false, true) => words.say("privacy-forgotten"),
        (false, false) => words.say("privacy-forgotten-but"),
    };
    if is_all {
        return deleted;
    }
    let decided = preferences(words, settings, forgotten.left);
    format!("{deleted}\n\n{decided} {}", words.say("privacy-no-stays"))
}

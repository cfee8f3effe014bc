//! Why something that somebody wanted to write was not written, in their language.

use crate::entry::MAX_ANSWER_CHARS;
use crate::entry::MAX_PHRASING_CHARS;
use crate::frontend::wording::configuring::title;
use crate::frontend::wording::words::Words;
use crate::knowledge::MAX_PHRASINGS_PER_ENTRY;
use crate::service::CurateError;
use crate::service::Denied;
use crate::service::Role;
use crate::service::SettingError;
use crate::service::WritingError;

/// Why it was not done, and what to do about it. What people wrote is not repeated.
#[must_use]
pub fn refused(words: Words, error: &CurateError) -> String {
    match error {
        CurateError::Denied(denied) => self::denied(words, *denied, &[]),
        CurateError::NoStore => words.say("refused-no-store"),
        CurateError::NoSuchEntry(_) => words.say("no-such-entry"),
        CurateError::NotThere(_) => words.say("refused-not-there"),
        CurateError::IdTaken(_) => words.say("refused-id-taken"),
        CurateError::Writing(error) => writing(words, error),
        CurateError::Setting(error) => setting(words, error),
        CurateError::Near(_) => words.say("refused-near"),
        CurateError::Conflict(_) => words.say("refused-conflict"),
        CurateError::Already(_) => words.say("refused-already"),
        CurateError::Later(_) | CurateError::Model(_) | CurateError::Store(_) => words.say("refused-later"),
    }
}

/// What one has to be, with the mentions of the roles that make one that, where there are some.
#[must_use]
pub fn denied(words: Words, denied: Denied, roles: &[String]) -> String {
    let needed = match denied.needs {
        Role::Member => words.say("refused-not-yours"),
        Role::Teacher => words.say("refused-needs-teacher"),
        Role::Moderator => words.say("refused-needs-moderator"),
        Role::Owner => words.say("refused-needs-owner"),
    };
    if roles.is_empty() {
        return needed;
    }
    let roles = words.say_with("refused-roles", &[("roles", roles.join(", ").into())]);
    format!("{needed} {roles}")
}

fn setting(words: Words, error: &SettingError) -> String {
    match error {
        SettingError::Unknown(_) => words.say("refused-no-setting"),
        SettingError::NotByChannel(setting) => {
            words.say_with("refused-setting-everywhere", &[("setting", title(words, *setting).into())])
        }
        SettingError::Value { setting, .. } => {
            words.say_with("refused-setting-value", &[("setting", title(words, *setting).into())])
        }
        SettingError::Everybody(setting) => {
            words.say_with("refused-setting-everybody", &[("setting", title(words, *setting).into())])
        }
    }
}

fn writing(words: Words, error: &WritingError) -> String {
    match error {
        WritingError::NoQuestion => words.say("refused-no-question"),
        WritingError::TooManyQuestions(count) => {
            let most = MAX_PHRASINGS_PER_ENTRY;
            words.say_with("refused-many-questions", &[("count", (*count).into()), ("most", most.into())])
        }
        // Empty ones are passed over, so it is too long.
        WritingError::Question(_) => words.say_with("refused-long-question", &[("most", MAX_PHRASING_CHARS.into())]),
        WritingError::NoSuchQuestion(_) => words.say("refused-no-such-question"),
        WritingError::NoAnswer => words.say("refused-no-answer"),
        WritingError::LongAnswer(length) => {
            let most = MAX_ANSWER_CHARS;
            words.say_with("refused-long-answer", &[("length", (*length).into()), ("most", most.into())])
        }
        WritingError::Id(_) => words.say("refused-id"),
        WritingError::Nothing => words.say("refused-nothing"),
    }
}

//! Settings of a server, told to those who look after it in Discord.

use crate::frontend::wording::words::Words;
use crate::service::Setting;

/// What a setting is called.
#[must_use]
pub fn title(words: Words, setting: Setting) -> String {
    match setting {
        Setting::Recording => words.say("choice-config-set-setting-record-questions"),
        Setting::Learning => words.say("choice-config-set-setting-learn-from-votes"),
        Setting::RetentionDays => words.say("choice-config-set-setting-days-questions-are-kept"),
        Setting::Right => words.say("choice-config-set-setting-share-of-right-answers"),
        Setting::RightThreads => words.say("choice-config-set-setting-share-of-right-answers-in-threads"),
        Setting::RightUnasked => words.say("choice-config-set-setting-share-of-right-answers-nobody-asked-for"),
        Setting::Mode => words.say("choice-config-set-setting-what-i-react-to"),
        Setting::Private => words.say("choice-config-set-setting-answers-to-commands-are-private"),
        Setting::Language => words.say("choice-config-set-setting-language"),
        Setting::Teachers => words.say("choice-config-set-setting-roles-that-may-teach"),
        Setting::Moderators => words.say("choice-config-set-setting-roles-that-may-approve"),
        Setting::Helpers => words.say("choice-config-set-setting-role-to-call-for-help"),
        Setting::CooldownMember => words.say("choice-config-set-setting-questions-of-a-member-in-half-a-minute"),
        Setting::CooldownChannel => words.say("choice-config-set-setting-answers-in-a-channel-in-half-a-minute"),
        Setting::CooldownRepeat => words.say("choice-config-set-setting-seconds-before-an-answer-is-repeated"),
        Setting::Hourly => words.say("choice-config-set-setting-unasked-answers-in-a-channel-in-an-hour"),
        Setting::FollowUp => words.say("choice-config-set-setting-minutes-to-listen-on-in-a-thread"),
    }
}

/// Which values a setting takes.
#[must_use]
pub fn takes(words: Words, setting: Setting) -> String {
    match setting {
        Setting::Recording | Setting::Learning | Setting::Private => words.say("config-takes-switch"),
        Setting::RetentionDays => words.say("config-takes-days"),
        Setting::Right | Setting::RightThreads | Setting::RightUnasked => words.say("config-takes-share"),
        Setting::Mode => words.say("config-takes-mode"),
        Setting::Language => words.say("config-takes-language"),
        Setting::Teachers | Setting::Moderators | Setting::Helpers => words.say("config-takes-roles"),
        Setting::CooldownMember
        | Setting::CooldownChannel
        | Setting::CooldownRepeat
        | Setting::Hourly
        | Setting::FollowUp => words.say("config-takes-count"),
    }
}

/// On or off.
#[must_use]
pub fn switch(words: Words, on: bool) -> String {
    if on { words.say("config-on") } else { words.say("config-off") }
}

/// That a setting was changed; `channel` is the mention of the channel in which alone it holds.
#[must_use]
pub fn set(words: Words, setting: Setting, value: &str, channel: Option<&str>, number: u64) -> String {
    let (setting, value) = (title(words, setting).into(), value.to_owned().into());
    match channel {
        None => words.say_with("config-set", &[("setting", setting), ("value", value), ("number", number.into())]),
        Some(channel) => words.say_with(
            "config-set-in",
            &[
                ("setting", setting),
                ("value", value),
                ("channel", channel.to_owned().into()),
                ("number", number.into()),
            ],
        ),
    }
}

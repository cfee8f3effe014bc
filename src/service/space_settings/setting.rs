//! The names of the settings.

use std::fmt;

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// [`SpaceSettings::recording`](crate::service::SpaceSettings::recording).
    Recording,
    /// [`SpaceSettings::learning`](crate::service::SpaceSettings::learning).
    Learning,
    /// [`SpaceSettings::retention_days`](crate::service::SpaceSettings::retention_days).
    RetentionDays,
    /// [`SpaceSettings::right`](crate::service::SpaceSettings::right).
    Right,
    /// [`SpaceSettings::right_threads`](crate::service::SpaceSettings::right_threads).
    RightThreads,
    /// [`SpaceSettings::right_unasked`](crate::service::SpaceSettings::right_unasked).
    RightUnasked,
    /// [`SpaceSettings::mode`](crate::service::SpaceSettings::mode).
    Mode,
    /// [`SpaceSettings::private`](crate::service::SpaceSettings::private).
    Private,
    /// [`SpaceSettings::language`](crate::service::SpaceSettings::language).
    Language,
    /// [`SpaceSettings::teachers`](crate::service::SpaceSettings::teachers).
    Teachers,
    /// [`SpaceSettings::moderators`](crate::service::SpaceSettings::moderators).
    Moderators,
    /// [`SpaceSettings::helpers`](crate::service::SpaceSettings::helpers).
    Helpers,
    /// [`SpaceSettings::cooldown_member`](crate::service::SpaceSettings::cooldown_member).
    CooldownMember,
    /// [`SpaceSettings::cooldown_channel`](crate::service::SpaceSettings::cooldown_channel).
    CooldownChannel,
    /// [`SpaceSettings::cooldown_repeat`](crate::service::SpaceSettings::cooldown_repeat).
    CooldownRepeat,
    /// [`SpaceSettings::hourly`](crate::service::SpaceSettings::hourly).
    Hourly,
    /// [`SpaceSettings::follow_up`](crate::service::SpaceSettings::follow_up).
    FollowUp,
}

/// A setting of the space, or of one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SettingKey {
    /// The setting.
    pub setting: Setting,
    /// The channel; `None` for the whole space.
    pub channel: Option<u64>,
}

/// A name or a value that no setting has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is no setting of that name.
    #[error("there is no setting {0:?}; there are {known}", known = Setting::names())]
    Unknown(String),
    /// It is the same in all channels.
    #[error("`{0}` is the same in all channels; set it without one")]
    NotByChannel(Setting),
    /// It cannot have that value.
    #[error("`{setting}` cannot be {value:?}; it takes {takes}", takes = setting.takes())]
    Value {
        /// The setting.
        setting: Setting,
        /// What was given.
        value: String,
    },
    /// It was given the number of the server itself, which is that of the role that all of its members have.
    #[error("`{0}` cannot be everybody: that number is the server's own, which is that of its role @everyone")]
    Everybody(Setting),
}

impl Setting {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Setting; 17] = [
        Setting::Recording,
        Setting::Learning,
        Setting::RetentionDays,
        Setting::Right,
        Setting::RightThreads,
        Setting::RightUnasked,
        Setting::Mode,
        Setting::Private,
        Setting::Language,
        Setting::Teachers,
        Setting::Moderators,
        Setting::Helpers,
        Setting::CooldownMember,
        Setting::CooldownChannel,
        Setting::CooldownRepeat,
        Setting::Hourly,
        Setting::FollowUp,
    ];

    /// Those that can differ by channel.
    pub const BY_CHANNEL: [Setting; 3] = [Setting::Right, Setting::Mode, Setting::Private];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Setting::Recording => "recording",
            Setting::Learning => "learning",
            Setting::RetentionDays => "retention-days",
            Setting::Right => "right",
            Setting::RightThreads => "right-threads",
            Setting::RightUnasked => "right-unasked",
            Setting::Mode => "mode",
            Setting::Private => "private",
            Setting::Language => "language",
            Setting::Teachers => "teachers",
            Setting::Moderators => "moderators",
            Setting::Helpers => "helpers",
            Setting::CooldownMember => "cooldown-member",
            Setting::CooldownChannel => "cooldown-channel",
            Setting::CooldownRepeat => "cooldown-repeat",
            Setting::Hourly => "hourly",
            Setting::FollowUp => "follow-up",
        }
    }

    /// What it does, for people.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Setting::Recording => "questions are recorded, redacted, so that missed ones can be answered",
            Setting::Learning => "votes and choices become suggestions, which somebody has to approve",
            Setting::RetentionDays => "days after which recorded questions are deleted",
            Setting::Right => "the share of the answers that should be right",
            Setting::RightThreads => "the same in threads and forum posts",
            Setting::RightUnasked => "the same for answers to questions that were put to nobody",
            Setting::Mode => "what is reacted to",
            Setting::Private => "answers to commands are shown to the asker alone",
            Setting::Language => "the language where a member's own is not known",
            Setting::Teachers => "roles that may propose entries and changes",
            Setting::Moderators => "roles that may approve, reject and change at once",
            Setting::Helpers => "the role that is called when somebody asks for a human",
            Setting::CooldownMember => "questions of one member in half a minute; 0 for no limit",
            Setting::CooldownChannel => "answers shown to all in one channel in half a minute; 0 for no limit",
            Setting::CooldownRepeat => "seconds in which the same answer is not shown again in one channel",
            Setting::Hourly => "answers in one channel in an hour that nobody asked for",
            Setting::FollowUp => "minutes after an answer in a thread in which what is said there is a question",
        }
    }

    /// Which values it takes, for people.
    #[must_use]
    pub fn takes(self) -> &'static str {
        match self {
            Setting::Recording | Setting::Learning | Setting::Private => "on or off, or `default`",
            Setting::RetentionDays => "a number of days from 1 to 3650, or `default`",
            Setting::Right | Setting::RightThreads | Setting::RightUnasked => {
                "a number from 0.5 to 0.999, 0.95 for 95 of 100, or `default`"
            }
            Setting::Mode => "off, commands, mention, trial or auto, or `default`",
            Setting::Language => "en, de, fr, es or pt, or `default`",
            Setting::Teachers | Setting::Moderators => "numbers of roles with commas between them, none, or `default`",
            Setting::Helpers => "the number of a role, none, or `default`",
            Setting::CooldownMember | Setting::CooldownChannel | Setting::Hourly => {
                "a number from 0 to 10000, or `default`"
            }
            Setting::CooldownRepeat => "a number of seconds from 0 to 3600, or `default`",
            Setting::FollowUp => "a number of minutes from 0 to 1440, or `default`",
        }
    }

    fn parse(name: &str) -> Option<Setting> {
        let wanted = name.trim().to_lowercase().replace('_', "-");
        Setting::ALL.into_iter().find(|setting| setting.name() == wanted)
    }

    fn names() -> String {
        Setting::ALL.map(Setting::name).join(", ")
    }
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl SettingKey {
    /// Reads what `Display` writes: `mode`, or `mode@123` for a channel.
    ///
    /// # Errors
    /// [`SettingError::Unknown`].
    pub fn parse(text: &str) -> Result<SettingKey, SettingError> {
        let unknown = || SettingError::Unknown(text.to_owned());
        let (name, channel) = match text.split_once('@') {
            Some((name, channel)) => (name, Some(channel.trim().parse().map_err(|_| unknown())?)),
            None => (text, None),
        };
        Ok(SettingKey { setting: Setting::parse(name).ok_or_else(unknown)?, channel })
    }
}

impl From<Setting> for SettingKey {
    /// Of the whole space.
    fn from(setting: Setting) -> SettingKey {
        SettingKey { setting, channel: None }
    }
}

impl fmt::Display for SettingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.channel {
            Some(channel) => write!(f, "{}@{channel}", self.setting),
            None => self.setting.fmt(f),
        }
    }
}

//! What a space can set, each setting with its values and what holds where nothing is set.

use std::fmt;
use std::time::Duration;

use crate::matching::calibration::Target;
use crate::store::Item;
use crate::store::ItemKind;
use crate::store::Items;

/// How a space works.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpaceSettings {
    /// Whether questions are recorded, redacted: for what was missed, for previews, and for what people vote on.
    pub recording: bool,
    /// Whether votes and choices become suggestions.
    pub learning: bool,
    /// How long recorded questions are kept, in days.
    pub retention_days: u32,
    /// The share of the answers that should be right; `None` for what holds for the whole process.
    pub right: Option<Target>,
}

impl Default for SpaceSettings {
    fn default() -> SpaceSettings {
        SpaceSettings { recording: true, learning: true, retention_days: 90, right: None }
    }
}

/// A setting by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Setting {
    /// [`SpaceSettings::recording`].
    Recording,
    /// [`SpaceSettings::learning`].
    Learning,
    /// [`SpaceSettings::retention_days`].
    RetentionDays,
    /// [`SpaceSettings::right`].
    Right,
}

/// Longest time that questions may be kept: ten years.
const MAX_RETENTION_DAYS: u32 = 3_650;

/// A name or a value that no setting has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is no setting of that name.
    #[error("there is no setting {0:?}; there are {known}", known = Setting::names())]
    Unknown(String),
    /// It cannot have that value.
    #[error("`{setting}` cannot be {value:?}; it takes {takes}", takes = setting.takes())]
    Value {
        /// The setting.
        setting: Setting,
        /// What was given.
        value: String,
    },
}

impl Setting {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Setting; 4] = [Setting::Recording, Setting::Learning, Setting::RetentionDays, Setting::Right];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Setting::Recording => "recording",
            Setting::Learning => "learning",
            Setting::RetentionDays => "retention-days",
            Setting::Right => "right",
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
        }
    }

    /// Which values it takes, for people.
    #[must_use]
    pub fn takes(self) -> &'static str {
        match self {
            Setting::Recording | Setting::Learning => "on or off",
            Setting::RetentionDays => "a number of days from 1 to 3650",
            Setting::Right => "a number from 0.5 to 0.999, 0.95 for 95 of 100, or `default`",
        }
    }

    /// The setting of this name.
    ///
    /// # Errors
    /// [`SettingError::Unknown`].
    pub fn parse(name: &str) -> Result<Setting, SettingError> {
        let wanted = name.trim().to_lowercase().replace('_', "-");
        let found = Setting::ALL.into_iter().find(|setting| setting.name() == wanted);
        found.ok_or_else(|| SettingError::Unknown(name.to_owned()))
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

impl SpaceSettings {
    /// Those of the store's items. What cannot be read, as a later version may have written it, is as if it were not set.
    #[must_use]
    pub fn of(items: &Items) -> SpaceSettings {
        let mut settings = SpaceSettings::default();
        for stored in items.items.iter().filter(|stored| stored.key.kind == ItemKind::Setting) {
            if let (Ok(setting), Item::Setting(value)) = (Setting::parse(&stored.key.id), &stored.item) {
                let _ = settings.set(setting, value);
            }
        }
        settings
    }

    /// Sets one, from what a person wrote.
    ///
    /// # Errors
    /// [`SettingError::Value`]; nothing is set then.
    pub fn set(&mut self, setting: Setting, value: &str) -> Result<(), SettingError> {
        let wrong = || SettingError::Value { setting, value: value.to_owned() };
        let written = value.trim().to_lowercase();
        match setting {
            Setting::Recording => self.recording = on_or_off(&written).ok_or_else(wrong)?,
            Setting::Learning => self.learning = on_or_off(&written).ok_or_else(wrong)?,
            Setting::RetentionDays => {
                let days = written.parse().ok().filter(|days| (1..=MAX_RETENTION_DAYS).contains(days));
                self.retention_days = days.ok_or_else(wrong)?;
            }
            Setting::Right if written == "default" => self.right = None,
            Setting::Right => {
                let share = written.parse().ok().and_then(|share| Target::new(share).ok());
                self.right = Some(share.ok_or_else(wrong)?);
            }
        }
        Ok(())
    }

    /// The value of one, as a person writes it.
    #[must_use]
    pub fn value(&self, setting: Setting) -> String {
        let switch = |on| if on { "on" } else { "off" }.to_owned();
        match setting {
            Setting::Recording => switch(self.recording),
            Setting::Learning => switch(self.learning),
            Setting::RetentionDays => self.retention_days.to_string(),
            Setting::Right => self.right.map_or_else(|| "default".to_owned(), |right| right.share().to_string()),
        }
    }

    /// How long recorded questions are kept.
    #[must_use]
    pub fn retention(&self) -> Duration {
        Duration::from_secs(u64::from(self.retention_days) * 24 * 60 * 60)
    }
}

fn on_or_off(value: &str) -> Option<bool> {
    match value {
        "on" | "yes" | "true" => Some(true),
        "off" | "no" | "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_reads_what_it_writes() {
        let mut settings = SpaceSettings::default();
        for (setting, value) in Setting::ALL.into_iter().zip(["off", "off", "7", "0.97"]) {
            assert_ne!(settings.value(setting), value);
            settings.set(setting, value).unwrap();
            assert_eq!(settings.value(setting), value);
            assert_eq!(Setting::parse(setting.name()), Ok(setting));
        }
    }

    #[test]
    fn a_wrong_value_changes_nothing_and_says_what_is_right() {
        let mut settings = SpaceSettings::default();
        for (setting, value) in [
            (Setting::Recording, "perhaps"),
            (Setting::RetentionDays, "0"),
            (Setting::RetentionDays, "forever"),
            (Setting::Right, "95"),
        ] {
            let error = settings.set(setting, value).unwrap_err();
            assert!(error.to_string().contains(setting.takes()), "{error}");
        }
        assert_eq!(settings, SpaceSettings::default());
        assert!(Setting::parse("colour").unwrap_err().to_string().contains("retention-days"));
    }
}

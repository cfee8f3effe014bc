//! What a space can set, each setting with its values and what holds where nothing is set.
//!
//! A setting that says `default` leaves it to the process. Some can differ by channel: their names end in the channel's
//! number, as in `mode@123`.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::matching::calibration::Target;
use crate::store::Item;
use crate::store::ItemKind;
use crate::store::Items;

mod mode;
mod setting;
mod value;

pub use mode::Mode;
pub use setting::Setting;
pub use setting::SettingError;
pub use setting::SettingKey;

use value::numbers;
use value::on_or_off;

/// How a space works. What is `None` is as the process has it.
#[derive(Clone, Debug, PartialEq)]
pub struct SpaceSettings {
    /// Whether questions are recorded, redacted: for what was missed, for previews, and for what people vote on.
    pub recording: bool,
    /// Whether votes and choices become suggestions.
    pub learning: bool,
    /// How long recorded questions are kept, in days.
    pub retention_days: u32,
    /// The share of the answers that should be right.
    pub right: Option<Target>,
    /// The same in threads and forum posts.
    pub right_threads: Option<Target>,
    /// The share of the answers to questions that were put to nobody, which should be right; higher than the others.
    pub right_unasked: Option<Target>,
    /// What is reacted to.
    pub mode: Option<Mode>,
    /// Whether answers to commands are shown to the asker alone.
    pub private: Option<bool>,
    /// Code of the language that is spoken where a person's own is not known.
    pub language: Option<String>,
    /// Numbers of the roles that may teach.
    pub teachers: Option<Vec<u64>>,
    /// Numbers of the roles that may approve.
    pub moderators: Option<Vec<u64>>,
    /// Number of the role that is called when somebody asks for a human; `Some(None)` where none is to be.
    pub helpers: Option<Option<u64>>,
    /// Questions of one member in half a minute; 0 is as many as they like.
    pub cooldown_member: Option<u32>,
    /// Answers shown to all in one channel in half a minute; 0 is as many as there are.
    pub cooldown_channel: Option<u32>,
    /// For so many seconds the same answer is not shown again in the same channel.
    pub cooldown_repeat: Option<u32>,
    /// Answers in one channel in an hour that nobody asked for.
    pub hourly: Option<u32>,
    /// Minutes after an answer in a thread for which what is said there is meant for Askwell.
    pub follow_up: Option<u32>,
    /// What differs in single channels, by their numbers.
    pub channels: BTreeMap<u64, ChannelSettings>,
}

/// What differs in a channel; what is `None` is as the space has it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ChannelSettings {
    /// The share of the answers that should be right.
    pub right: Option<Target>,
    /// What is reacted to.
    pub mode: Option<Mode>,
    /// Whether answers to commands are shown to the asker alone.
    pub private: Option<bool>,
}

impl Default for SpaceSettings {
    fn default() -> SpaceSettings {
        SpaceSettings {
            recording: true,
            learning: true,
            retention_days: 90,
            right: None,
            right_threads: None,
            right_unasked: None,
            mode: None,
            private: None,
            language: None,
            teachers: None,
            moderators: None,
            helpers: None,
            cooldown_member: None,
            cooldown_channel: None,
            cooldown_repeat: None,
            hourly: None,
            follow_up: None,
            channels: BTreeMap::new(),
        }
    }
}

impl SpaceSettings {
    /// Those of the store's items. What cannot be read, as a later version may have written it, is as if it were not set.
    #[must_use]
    pub fn of(items: &Items) -> SpaceSettings {
        let mut settings = SpaceSettings::default();
        for stored in items.items.iter().filter(|stored| stored.key.kind == ItemKind::Setting) {
            if let (Ok(key), Item::Setting(value)) = (SettingKey::parse(&stored.key.id), &stored.item) {
                let _ = settings.set(key, value);
            }
        }
        settings
    }

    /// Sets one, from what a person wrote.
    ///
    /// # Errors
    /// [`SettingError::Value`]; nothing is set then.
    pub fn set(&mut self, key: SettingKey, value: &str) -> Result<(), SettingError> {
        let wrong = || SettingError::Value { setting: key.setting, value: value.to_owned() };
        let written = value.trim().to_lowercase();
        if written == "default" {
            self.unset(key);
            return Ok(());
        }
        let written = written.as_str();
        let target = || written.parse().ok().and_then(|share| Target::new(share).ok());
        let number = |most: u32| written.parse().ok().filter(|number| *number <= most);
        if let Some(channel) = key.channel {
            let mut of_channel = self.channels.get(&channel).copied().unwrap_or_default();
            match key.setting {
                Setting::Right => of_channel.right = Some(target().ok_or_else(wrong)?),
                Setting::Mode => of_channel.mode = Some(Mode::parse(written).ok_or_else(wrong)?),
                Setting::Private => of_channel.private = Some(on_or_off(written).ok_or_else(wrong)?),
                other => return Err(SettingError::NotByChannel(other)),
            }
            self.channels.insert(channel, of_channel);
            return Ok(());
        }
        match key.setting {
            Setting::Recording => self.recording = on_or_off(written).ok_or_else(wrong)?,
            Setting::Learning => self.learning = on_or_off(written).ok_or_else(wrong)?,
            Setting::RetentionDays => {
                let days = number(MAX_RETENTION_DAYS).filter(|days| *days > 0);
                self.retention_days = days.ok_or_else(wrong)?;
            }
            Setting::Right => self.right = Some(target().ok_or_else(wrong)?),
            Setting::RightThreads => self.right_threads = Some(target().ok_or_else(wrong)?),
            Setting::RightUnasked => self.right_unasked = Some(target().ok_or_else(wrong)?),
            Setting::Mode => self.mode = Some(Mode::parse(written).ok_or_else(wrong)?),
            Setting::Private => self.private = Some(on_or_off(written).ok_or_else(wrong)?),
            Setting::Language => self.language = Some(value::language(written).ok_or_else(wrong)?),
            Setting::Teachers => self.teachers = Some(numbers(written).ok_or_else(wrong)?),
            Setting::Moderators => self.moderators = Some(numbers(written).ok_or_else(wrong)?),
            Setting::Helpers => {
                let roles = numbers(written).filter(|roles| roles.len() <= 1).ok_or_else(wrong)?;
                self.helpers = Some(roles.first().copied());
            }
            Setting::CooldownMember => self.cooldown_member = Some(number(MAX_COUNT).ok_or_else(wrong)?),
            Setting::CooldownChannel => self.cooldown_channel = Some(number(MAX_COUNT).ok_or_else(wrong)?),
            Setting::CooldownRepeat => self.cooldown_repeat = Some(number(MAX_SECONDS).ok_or_else(wrong)?),
            Setting::Hourly => self.hourly = Some(number(MAX_COUNT).ok_or_else(wrong)?),
            Setting::FollowUp => self.follow_up = Some(number(MAX_MINUTES).ok_or_else(wrong)?),
        }
        Ok(())
    }

    fn unset(&mut self, key: SettingKey) {
        let usual = SpaceSettings::default();
        if let Some(channel) = key.channel {
            if let Some(own) = self.channels.get_mut(&channel) {
                match key.setting {
                    Setting::Right => own.right = None,
                    Setting::Mode => own.mode = None,
                    Setting::Private => own.private = None,
                    _ => {}
                }
                if *own == ChannelSettings::default() {
                    self.channels.remove(&channel);
                }
            }
            return;
        }
        match key.setting {
            Setting::Recording => self.recording = usual.recording,
            Setting::Learning => self.learning = usual.learning,
            Setting::RetentionDays => self.retention_days = usual.retention_days,
            Setting::Right => self.right = None,
            Setting::RightThreads => self.right_threads = None,
            Setting::RightUnasked => self.right_unasked = None,
            Setting::Mode => self.mode = None,
            Setting::Private => self.private = None,
            Setting::Language => self.language = None,
            Setting::Teachers => self.teachers = None,
            Setting::Moderators => self.moderators = None,
            Setting::Helpers => self.helpers = None,
            Setting::CooldownMember => self.cooldown_member = None,
            Setting::CooldownChannel => self.cooldown_channel = None,
            Setting::CooldownRepeat => self.cooldown_repeat = None,
            Setting::Hourly => self.hourly = None,
            Setting::FollowUp => self.follow_up = None,
        }
    }

    /// Whether a setting that may not name everybody in `server` does: Discord gives the role that all members have the
    /// server's own number. Everybody may teach, as what they write waits for somebody else.
    pub(super) fn is_everybody(&self, setting: Setting, server: u64) -> bool {
        setting != Setting::Teachers && self.roles(setting).contains(&server)
    }

    /// The roles that a setting names.
    fn roles(&self, setting: Setting) -> Vec<u64> {
        match setting {
            Setting::Teachers => self.teachers.clone().unwrap_or_default(),
            Setting::Moderators => self.moderators.clone().unwrap_or_default(),
            Setting::Helpers => self.helpers.flatten().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The roles that a setting would name with this value; none where it cannot have it.
    #[must_use]
    pub fn roles_in(setting: Setting, value: &str) -> Vec<u64> {
        let mut settings = SpaceSettings::default();
        match settings.set(setting.into(), value) {
            Ok(()) => settings.roles(setting),
            Err(_) => Vec::new(),
        }
    }

    /// The value of one, as a person writes it; `default` where it is left to the process.
    #[must_use]
    pub fn value(&self, key: SettingKey) -> String {
        let switch = |on: &bool| if *on { "on" } else { "off" }.to_owned();
        let share = |target: &Target| target.share().to_string();
        let own = key.channel.map(|channel| self.channels.get(&channel).copied().unwrap_or_default());
        let said = match key.setting {
            Setting::Recording => Some(switch(&self.recording)),
            Setting::Learning => Some(switch(&self.learning)),
            Setting::RetentionDays => Some(self.retention_days.to_string()),
            Setting::Right => own.map_or(self.right, |own| own.right).as_ref().map(share),
            Setting::RightThreads => self.right_threads.as_ref().map(share),
            Setting::RightUnasked => self.right_unasked.as_ref().map(share),
            Setting::Mode => own.map_or(self.mode, |own| own.mode).map(|mode| mode.to_string()),
            Setting::Private => own.map_or(self.private, |own| own.private).as_ref().map(switch),
            Setting::Language => self.language.clone(),
            Setting::Teachers => self.teachers.as_deref().map(value::written),
            Setting::Moderators => self.moderators.as_deref().map(value::written),
            Setting::Helpers => self.helpers.map(|role| value::written(role.as_slice())),
            Setting::CooldownMember => self.cooldown_member.map(|number| number.to_string()),
            Setting::CooldownChannel => self.cooldown_channel.map(|number| number.to_string()),
            Setting::CooldownRepeat => self.cooldown_repeat.map(|number| number.to_string()),
            Setting::Hourly => self.hourly.map(|number| number.to_string()),
            Setting::FollowUp => self.follow_up.map(|number| number.to_string()),
        };
        said.unwrap_or_else(|| "default".to_owned())
    }

    /// All settings, those of single channels last; what holds for the space is there even where nothing is set.
    #[must_use]
    pub fn keys(&self) -> Vec<SettingKey> {
        let mut keys: Vec<SettingKey> = Setting::ALL.into_iter().map(SettingKey::from).collect();
        for channel in self.channels.keys() {
            let of_channel = Setting::BY_CHANNEL.map(|setting| SettingKey { setting, channel: Some(*channel) });
            keys.extend(of_channel.into_iter().filter(|key| self.value(*key) != "default"));
        }
        keys
    }

    /// How long recorded questions are kept.
    #[must_use]
    pub fn retention(&self) -> Duration {
        Duration::from_secs(u64::from(self.retention_days) * 24 * 60 * 60)
    }
}

/// Longest time that questions may be kept: ten years.
const MAX_RETENTION_DAYS: u32 = 3_650;

/// More of anything in half a minute, or in an hour, is no limit at all.
const MAX_COUNT: u32 = 10_000;

/// An hour.
const MAX_SECONDS: u32 = 3_600;

/// A day.
const MAX_MINUTES: u32 = 1_440;

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> SettingKey {
        SettingKey::parse(name).unwrap()
    }

    #[test]
    fn every_setting_reads_what_it_writes_and_goes_back_to_the_default() {
        let mut settings = SpaceSettings::default();
        let values = [
            "off", "off", "7", "0.97", "0.98", "0.995", "auto", "on", "de", "12,34", "56", "78", "3", "4", "5", "6",
            "7",
        ];
        let of_channels = [("right@9", "0.9"), ("mode@9", "trial"), ("private@9", "off")];
        let mut all: Vec<(SettingKey, &str)> = Setting::ALL.into_iter().map(SettingKey::from).zip(values).collect();
        assert_eq!(all.len(), values.len());
        all.extend(of_channels.map(|(name, value)| (key(name), value)));
        for (key, value) in &all {
            assert_ne!(settings.value(*key), *value);
            settings.set(*key, value).unwrap();
            assert_eq!(settings.value(*key), *value);
            assert_eq!(SettingKey::parse(&key.to_string()), Ok(*key));
        }
        assert_eq!(settings.keys().len(), all.len());
        for (key, _) in all {
            settings.set(key, "default").unwrap();
        }
        assert_eq!(settings, SpaceSettings::default());
    }

    #[test]
    fn a_wrong_value_changes_nothing_and_says_what_is_right() {
        let mut settings = SpaceSettings::default();
        for (name, value) in [
            ("recording", "perhaps"),
            ("retention-days", "0"),
            ("retention-days", "forever"),
            ("right", "95"),
            ("mode", "loud"),
            ("language", "klingon"),
            ("teachers", "everybody"),
            ("teachers", "0"),
            ("helpers", "1 2"),
            ("hourly", "-1"),
            ("mode@9", "loud"),
        ] {
            let error = settings.set(key(name), value).unwrap_err();
            assert!(error.to_string().contains(key(name).setting.takes()), "{error}");
        }
        let error = settings.set(key("hourly@9"), "3").unwrap_err();
        assert_eq!(error, SettingError::NotByChannel(Setting::Hourly));
        assert_eq!(settings, SpaceSettings::default());
        assert!(SettingKey::parse("colour").unwrap_err().to_string().contains("retention-days"));
        assert!(SettingKey::parse("mode@here").is_err());
    }

    #[test]
    fn roles_are_read_as_they_are_mentioned() {
        let mut settings = SpaceSettings::default();
        settings.set(key("teachers"), "<@&12>, 34 <@&12>").unwrap();
        assert_eq!(settings.teachers, Some(vec![12, 34]));
        settings.set(key("teachers"), "none").unwrap();
        assert_eq!(settings.teachers, Some(Vec::new()));
        assert_eq!(settings.value(key("teachers")), "none");
    }
}

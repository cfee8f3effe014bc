//! From what `askwell.toml` says to what the front-end is told, and back for its defaults.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use crate::cli::Misconfigured;
use crate::config::discord as file;
use crate::config::discord::DiscordConfig;
use crate::frontend::discord::ChannelRules;
use crate::frontend::discord::Mode;
use crate::frontend::discord::Rules;
use crate::matching::calibration::Target;
use crate::service::Pace;

/// Reads the settings' file that was named, or the usual one if it is there.
pub(in crate::cli) fn read(named: Option<&Path>) -> Result<DiscordConfig, Misconfigured> {
    DiscordConfig::read(named, defaults()).map_err(Misconfigured::new)
}

/// The front-end's defaults, in the words of the file.
fn defaults() -> file::Rules {
    let Rules { target, mode, private, moderators, cooldowns, channels: _ } = Rules::default();
    file::Rules {
        right: target.share(),
        mode: match mode {
            Mode::Off => file::Mode::Off,
            Mode::Commands => file::Mode::Commands,
            Mode::Mention => file::Mode::Mention,
        },
        private,
        moderators: moderators.into_iter().map(Into::into).collect(),
        cooldown: file::Cooldown {
            member: cooldowns.member,
            channel: cooldowns.channel,
            repeat_seconds: u32::try_from(cooldowns.repeat.as_secs()).unwrap_or(u32::MAX),
        },
    }
}

/// What the file says of a server and its channels, in the words of the front-end.
pub(super) fn rules(said: &file::Rules, channels: &BTreeMap<u64, file::Channel>) -> Rules {
    let channel = |channel: &file::Channel| ChannelRules {
        target: Some(target(channel.right)),
        mode: Some(mode(channel.mode)),
        private: Some(channel.private),
    };
    Rules {
        target: target(said.right),
        mode: mode(said.mode),
        private: said.private,
        moderators: said.moderators.iter().copied().map(Into::into).collect(),
        cooldowns: Pace {
            member: said.cooldown.member,
            channel: said.cooldown.channel,
            repeat: Duration::from_secs(said.cooldown.repeat_seconds.into()),
        },
        channels: channels.iter().map(|(id, said)| ((*id).into(), channel(said))).collect(),
    }
}

/// The file was checked when it was read.
fn target(right: f32) -> Target {
    Target::new(right).unwrap_or_default()
}

fn mode(mode: file::Mode) -> Mode {
    match mode {
        file::Mode::Off => Mode::Off,
        file::Mode::Commands => Mode::Commands,
        file::Mode::Mention => Mode::Mention,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_survive_the_way_through_the_file() {
        let there_and_back = rules(&defaults(), &BTreeMap::new());
        assert_eq!(format!("{there_and_back:?}"), format!("{:?}", Rules::default()));
    }
}

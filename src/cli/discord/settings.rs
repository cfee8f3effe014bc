//! From what `askwell.toml` says to what the front-end is told, and back for its defaults.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use crate::cli::Misconfigured;
use crate::cli::target;
use crate::config::Config;
use crate::config::discord as file;
use crate::config::discord::DiscordConfig;
use crate::frontend::discord::ChannelRules;
use crate::frontend::discord::Rules;
use crate::frontend::discord::Targets;
use crate::frontend::discord::Unasked;
use crate::frontend::wording::language::Language;
use crate::service::Mode;
use crate::service::Pace;

/// Reads the settings' file that was named, or the usual one if it is there. What it does not say is as `config` says.
pub(in crate::cli) fn read(config: &Config, named: Option<&Path>) -> Result<DiscordConfig, Misconfigured> {
    let usual = defaults();
    let right = config.right.map_or(usual.right, file::Right::everywhere);
    DiscordConfig::read(named, file::Rules { right, ..usual }).map_err(Misconfigured::new)
}

/// The front-end's defaults, in the words of the file.
fn defaults() -> file::Rules {
    let usual = Rules::default();
    let Rules { targets, mode, private, teachers, moderators, helpers, cooldowns, unasked, .. } = usual;

    file::Rules {
        right: file::Right {
            channels: targets.channels.share(),
            threads: targets.threads.share(),
            direct_messages: targets.channels.share(),
        },
        mode: match mode {
            Mode::Off => file::Mode::Off,
            Mode::Commands => file::Mode::Commands,
            Mode::Mention => file::Mode::Mention,
            Mode::Trial => file::Mode::Trial,
            Mode::Auto => file::Mode::Auto,
        },
        private,
        teachers: teachers.into_iter().map(Into::into).collect(),
        moderators: moderators.into_iter().map(Into::into).collect(),
        helpers: helpers.map(Into::into),
        language: None,
        cooldown: file::Cooldown {
            member: cooldowns.member,
            channel: cooldowns.channel,
            repeat_seconds: whole(cooldowns.repeat.as_secs()),
        },
        unasked: file::Unasked {
            right: unasked.target.share(),
            hourly: unasked.hourly,
            follow_up_minutes: whole(unasked.follow_up.as_secs() / 60),
        },
    }
}

fn whole(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What the file says of a server and its channels, in the words of the front-end.
pub(super) fn rules(said: &file::Rules, channels: &BTreeMap<u64, file::Channel>) -> Rules {
    // What a channel has in common with its server goes with the server, should that set something else itself.
    let channel = |channel: &file::Channel| ChannelRules {
        targets: (channel.right != said.right).then(|| targets(channel.right)),
        mode: (channel.mode != said.mode).then(|| mode(channel.mode)),
        private: (channel.private != said.private).then_some(channel.private),
    };
    Rules {
        targets: targets(said.right),
        mode: mode(said.mode),
        private: said.private,
        teachers: said.teachers.iter().copied().map(Into::into).collect(),
        moderators: said.moderators.iter().copied().map(Into::into).collect(),
        helpers: said.helpers.map(Into::into),
        language: said.language.and_then(Language::parse),
        cooldowns: Pace {
            member: said.cooldown.member,
            channel: said.cooldown.channel,
            repeat: Duration::from_secs(said.cooldown.repeat_seconds.into()),
        },
        channels: channels.iter().map(|(id, said)| ((*id).into(), channel(said))).collect(),
        unasked: Unasked {
            target: target(Some(said.unasked.right)),
            hourly: said.unasked.hourly,
            follow_up: Duration::from_secs(u64::from(said.unasked.follow_up_minutes) * 60),
            // It is nobody's to set.
            ..Unasked::default()
        },
    }
}

/// What the file says of direct messages, in the words of the front-end.
pub(super) fn direct_rules(said: &file::Rules) -> Rules {
    Rules { targets: Targets::from(target(Some(said.right.direct_messages))), ..rules(said, &BTreeMap::new()) }
}

fn targets(right: file::Right) -> Targets {
    Targets { channels: target(Some(right.channels)), threads: target(Some(right.threads)) }
}

fn mode(mode: file::Mode) -> Mode {
    match mode {
        file::Mode::Off => Mode::Off,
        file::Mode::Commands => Mode::Commands,
        file::Mode::Mention => Mode::Mention,
        file::Mode::Trial => Mode::Trial,
        file::Mode::Auto => Mode::Auto,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_survive_the_way_through_the_file() {
        let there_and_back = rules(&defaults(), &BTreeMap::new());
        assert_eq!(format!("{there_and_back:?}"), format!("{:?}", Rules::default()));
        assert_eq!(format!("{:?}", direct_rules(&defaults())), format!("{:?}", Rules::default()));
    }
}

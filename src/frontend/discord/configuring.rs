//! The settings of a server, as they are shown and changed in Discord.

use serenity::all::ChannelId;
use serenity::all::CreateEmbed;
use serenity::all::Mentionable;
use serenity::all::RoleId;

use crate::frontend::discord::Rules;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::wording::configuring as wording;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;
use crate::service::CurateError;
use crate::service::Setting;
use crate::service::SettingError;
use crate::service::SettingKey;
use crate::service::SpaceSettings;

/// Channels that are listed; a field of a frame has room for some more.
const MAX_CHANNELS: usize = 12;

/// Settings that are shown together.
const GROUPS: [&[Setting]; 5] = [
    &[Setting::Mode, Setting::Right, Setting::RightThreads, Setting::Private, Setting::Language],
    &[Setting::RightUnasked, Setting::Hourly, Setting::FollowUp],
    &[Setting::Teachers, Setting::Moderators, Setting::Helpers],
    &[Setting::Recording, Setting::Learning, Setting::RetentionDays],
    &[Setting::CooldownMember, Setting::CooldownChannel, Setting::CooldownRepeat],
];

/// All settings of a server; `rules` are what comes of them and of the file.
pub(super) fn shown(bot: &Bot, rules: &Rules, settings: &SpaceSettings, to: &To<'_>) -> Reply {
    let words = to.words;
    let headings = [
        words.say("field-config-answers"),
        words.say("field-config-unasked"),
        words.say("field-config-people"),
        words.say("field-config-memory"),
        words.say("field-config-pace"),
    ];
    let mut embed = CreateEmbed::new().title(words.say("title-config")).colour(reply::SHOWN);
    for (heading, group) in headings.into_iter().zip(GROUPS) {
        let lines: Vec<String> = group.iter().map(|setting| line(words, rules, settings, *setting)).collect();
        embed = embed.field(heading, lines.join("\n"), false);
    }
    let channels = channels(words, rules);
    if !channels.is_empty() {
        embed = embed.field(words.say("field-config-channels"), channels.join("\n"), false);
    }
    let mut text = words.say("config-how");
    if is_deaf(bot, rules) {
        text = format!("{}\n\n{text}", words.say("config-cannot-read"));
    }
    let post = Post { embeds: vec![embed.description(text)], ..Post::default() };
    Reply { posts: vec![post], deletable: false }
}

/// That settings were changed, and what they are now.
pub(super) fn changed(
    bot: &Bot,
    rules: &Rules,
    settings: &SpaceSettings,
    keys: &[SettingKey],
    number: u64,
    words: Words,
) -> Reply {
    let mut lines: Vec<String> = keys
        .iter()
        .map(|key| {
            let channel = key.channel.map(mentioned);
            let value = match key.channel {
                Some(channel) => of_channel(words, rules, settings, *key, channel),
                None => value(words, rules, settings, key.setting),
            };
            wording::set(words, key.setting, &value, channel.as_deref(), number)
        })
        .collect();
    if keys.iter().any(|key| key.setting == Setting::Mode) && is_deaf(bot, rules) {
        lines.push(words.say("config-cannot-read"));
    }
    reply::notice(&lines.join("\n"))
}

/// Why a setting was not changed, with what it can be.
pub(super) fn failure(spot: &Spot, words: Words, error: CurateError) -> Failure {
    let takes = match &error {
        CurateError::Setting(SettingError::Value { setting, .. }) => Some(wording::takes(words, *setting)),
        _ => None,
    };
    match (spot.failure(words, error), takes) {
        (Failure::Theirs(notice), Some(takes)) => {
            Failure::Theirs(Notice::Said(format!("{} {takes}", notice.in_words(words))))
        }
        (failure, _) => failure,
    }
}

/// Whether something is wanted that the bot may not do: read what is not addressed to it.
fn is_deaf(bot: &Bot, rules: &Rules) -> bool {
    let modes = rules.channels.values().filter_map(|channel| channel.mode).chain([rules.mode]);
    !bot.reads_all && modes.into_iter().any(|mode| mode.reads_all())
}

fn line(words: Words, rules: &Rules, settings: &SpaceSettings, setting: Setting) -> String {
    format!("{}: **{}**", wording::title(words, setting), value(words, rules, settings, setting))
        + &usual(words, settings, setting.into())
}

/// That a value is the usual one, if it is.
fn usual(words: Words, settings: &SpaceSettings, key: SettingKey) -> String {
    let is_usual = settings.value(key) == SpaceSettings::default().value(key);
    if is_usual { format!(" *({})*", words.say("config-usual")) } else { String::new() }
}

/// What holds in the whole server.
fn value(words: Words, rules: &Rules, settings: &SpaceSettings, setting: Setting) -> String {
    let roles = |roles: &[RoleId]| {
        let mentions: Vec<String> = roles.iter().map(|role| role.mention().to_string()).collect();
        if mentions.is_empty() { words.say("config-none") } else { mentions.join(", ") }
    };
    match setting {
        Setting::Recording => wording::switch(words, settings.recording),
        Setting::Learning => wording::switch(words, settings.learning),
        Setting::RetentionDays => settings.retention_days.to_string(),
        Setting::Right => rules.targets.channels.share().to_string(),
        Setting::RightThreads => rules.targets.threads.share().to_string(),
        Setting::RightUnasked => rules.unasked.target.share().to_string(),
        Setting::Mode => rules.mode.to_string(),
        Setting::Private => wording::switch(words, rules.private),
        Setting::Language => {
            rules.language.map_or_else(|| words.say("config-own-language"), |language| language.name().to_owned())
        }
        Setting::Teachers => roles(&rules.teachers),
        Setting::Moderators => roles(&rules.moderators),
        Setting::Helpers => roles(rules.helpers.as_slice()),
        Setting::CooldownMember => rules.cooldowns.member.to_string(),
        Setting::CooldownChannel => rules.cooldowns.channel.to_string(),
        Setting::CooldownRepeat => rules.cooldowns.repeat.as_secs().to_string(),
        Setting::Hourly => rules.unasked.hourly.to_string(),
        Setting::FollowUp => (rules.unasked.follow_up.as_secs() / 60).to_string(),
    }
}

/// What holds in a channel.
fn of_channel(words: Words, rules: &Rules, settings: &SpaceSettings, key: SettingKey, channel: u64) -> String {
    let here = rules.within(ChannelId::new(channel.max(1)), None);
    match key.setting {
        Setting::Mode => here.mode.to_string(),
        Setting::Right => here.target.share().to_string(),
        Setting::Private => wording::switch(words, here.private),
        other => value(words, rules, settings, other),
    }
}

/// The channels that differ from the server, a line each.
fn channels(words: Words, rules: &Rules) -> Vec<String> {
    let mut ids: Vec<&ChannelId> = rules.channels.keys().collect();
    ids.sort_unstable();
    let line = |id: &ChannelId| {
        let here = rules.within(*id, None);
        let own = rules.channels[id];
        let private = own
            .private
            .map(|private| format!("{}: {}", wording::title(words, Setting::Private), wording::switch(words, private)));
        let parts =
            [own.mode.map(|mode| mode.to_string()), own.targets.map(|_| here.target.share().to_string()), private];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("{}: {}", id.mention(), parts.join(" · ")))
    };
    let mut lines: Vec<String> = ids.into_iter().filter_map(line).collect();
    if lines.len() > MAX_CHANNELS {
        let more = lines.len() - MAX_CHANNELS;
        lines.truncate(MAX_CHANNELS);
        lines.push(words.say_with("config-more-channels", &[("more", more.into())]));
    }
    lines
}

/// A channel as it is mentioned, which pings nobody.
fn mentioned(channel: u64) -> String {
    ChannelId::new(channel.max(1)).mention().to_string()
}

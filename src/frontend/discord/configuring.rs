//! The settings of a server, as they are shown and changed in Discord.

use serenity::all::ChannelId;
use serenity::all::CreateEmbed;
use serenity::all::Mentionable;
use serenity::all::RoleId;

use crate::frontend::discord::ChannelRules;
use crate::frontend::discord::Rules;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::existing::Gone;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
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

/// The role that all members have, as it is called; as a mention it would be shown with the sign twice.
pub(super) const EVERYBODY: &str = "@everyone";

/// Settings that are shown together.
const GROUPS: [&[Setting]; 5] = [
    &[Setting::Mode, Setting::Right, Setting::RightThreads, Setting::Private, Setting::Language],
    &[Setting::RightUnasked, Setting::Hourly, Setting::FollowUp],
    &[Setting::Teachers, Setting::Moderators, Setting::Helpers],
    &[Setting::Recording, Setting::Learning, Setting::RetentionDays],
    &[Setting::CooldownMember, Setting::CooldownChannel, Setting::CooldownRepeat],
];

/// The settings of a server as they are told.
pub(super) struct Told<'a> {
    pub(super) spot: &'a Spot,
    pub(super) settings: &'a SpaceSettings,
    /// What they name that is not there; `None` where Discord did not say.
    pub(super) gone: Option<&'a Gone>,
    pub(super) words: Words,
}

/// The channels that have settings of their own and are listed.
pub(super) fn listed_channels(rules: &Rules) -> Vec<ChannelId> {
    let mut ids: Vec<ChannelId> =
        rules.channels.iter().filter(|(_, own)| differs(own)).map(|(channel, _)| *channel).collect();
    ids.sort_unstable();
    ids.truncate(MAX_CHANNELS);
    ids
}

/// All settings of a server.
pub(super) fn shown(bot: &Bot, told: &Told<'_>) -> Reply {
    let words = told.words;
    let headings = [
        words.say("field-config-answers"),
        words.say("field-config-unasked"),
        words.say("field-config-people"),
        words.say("field-config-memory"),
        words.say("field-config-pace"),
    ];
    let mut embed = CreateEmbed::new().title(words.say("title-config")).colour(reply::SHOWN);
    for (heading, group) in headings.into_iter().zip(GROUPS) {
        let lines: Vec<String> = group.iter().map(|setting| told.line(*setting)).collect();
        embed = embed.field(heading, lines.join("\n"), false);
    }
    let channels = told.channels();
    if !channels.is_empty() {
        embed = embed.field(words.say("field-config-channels"), channels.join("\n"), false);
    }
    let wrong = [
        is_deaf(bot, &told.spot.rules).then(|| words.say("config-cannot-read")),
        told.gone.is_none().then(|| words.say("config-not-looked")),
    ];
    let text: Vec<String> = wrong.into_iter().flatten().chain([words.say("config-how")]).collect();
    let post = Post { embeds: vec![embed.description(text.join("\n\n"))], ..Post::default() };
    Reply { posts: vec![post], deletable: false }
}

/// That settings were changed, and what they are now.
pub(super) fn changed(bot: &Bot, told: &Told<'_>, keys: &[SettingKey], number: u64) -> Reply {
    let words = told.words;
    let mut lines: Vec<String> = keys
        .iter()
        .map(|key| {
            let channel = key.channel.map(mentioned);
            let value = match key.channel {
                Some(channel) => told.of_channel(*key, channel),
                None => told.value(key.setting),
            };
            wording::set(words, key.setting, &value, channel.as_deref(), number)
        })
        .collect();
    if keys.iter().any(|key| key.setting == Setting::Mode) && is_deaf(bot, &told.spot.rules) {
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

impl Told<'_> {
    fn line(&self, setting: Setting) -> String {
        format!("{}: **{}**", wording::title(self.words, setting), self.value(setting)) + &self.usual(setting.into())
    }

    /// That a value is the usual one, if it is.
    fn usual(&self, key: SettingKey) -> String {
        let is_usual = self.settings.value(key) == SpaceSettings::default().value(key);
        if is_usual { format!(" *({})*", self.words.say("config-usual")) } else { String::new() }
    }

    /// What holds in the whole server.
    fn value(&self, setting: Setting) -> String {
        let (words, rules, settings) = (self.words, &self.spot.rules, self.settings);
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
            Setting::Teachers => self.roles(&rules.teachers, true),
            Setting::Moderators => self.roles(&rules.moderators, false),
            Setting::Helpers => self.roles(rules.helpers.as_slice(), false),
            Setting::CooldownMember => rules.cooldowns.member.to_string(),
            Setting::CooldownChannel => rules.cooldowns.channel.to_string(),
            Setting::CooldownRepeat => rules.cooldowns.repeat.as_secs().to_string(),
            Setting::Hourly => rules.unasked.hourly.to_string(),
            Setting::FollowUp => (rules.unasked.follow_up.as_secs() / 60).to_string(),
        }
    }

    /// Roles as they are mentioned, which pings nobody, each with why it does nothing where it does not.
    fn roles(&self, roles: &[RoleId], may_be_everybody: bool) -> String {
        let one = |role: &RoleId| {
            let is_gone = self.gone.is_some_and(|gone| gone.roles.contains(role));
            match self.spot.is_everybody(*role) {
                true if may_be_everybody => EVERYBODY.to_owned(),
                true => format!("{EVERYBODY} {}", self.words.say("config-counts-for-nobody")),
                false if is_gone => format!("{} {}", role.mention(), self.words.say("config-no-such-role")),
                false => role.mention().to_string(),
            }
        };
        let roles: Vec<String> = roles.iter().map(one).collect();
        if roles.is_empty() { self.words.say("config-none") } else { roles.join(", ") }
    }

    /// What holds in a channel.
    fn of_channel(&self, key: SettingKey, channel: u64) -> String {
        let here = self.spot.rules.within(ChannelId::new(channel.max(1)), None);
        match key.setting {
            Setting::Mode => here.mode.to_string(),
            Setting::Right => here.target.share().to_string(),
            Setting::Private => wording::switch(self.words, here.private),
            other => self.value(other),
        }
    }

    /// The channels that differ from the server, a line each.
    fn channels(&self) -> Vec<String> {
        let (words, rules) = (self.words, &self.spot.rules);
        let line = |id: &ChannelId| {
            let here = rules.within(*id, None);
            let own = rules.channels[id];
            let title = wording::title(words, Setting::Private);
            let parts = [
                own.mode.map(|mode| mode.to_string()),
                own.targets.map(|_| here.target.share().to_string()),
                own.private.map(|private| format!("{title}: {}", wording::switch(words, private))),
                self.gone.filter(|gone| gone.channels.contains(id)).map(|_| words.say("config-no-such-channel")),
            ];
            format!("{}: {}", id.mention(), parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
        };
        let listed = listed_channels(rules);
        let mut lines: Vec<String> = listed.iter().map(line).collect();
        if let more @ 1.. = rules.channels.values().filter(|own| differs(own)).count() - listed.len() {
            lines.push(words.say_with("config-more-channels", &[("more", more.into())]));
        }
        lines
    }
}

/// Whether a channel has anything of its own.
fn differs(own: &ChannelRules) -> bool {
    own.mode.is_some() || own.targets.is_some() || own.private.is_some()
}

/// A channel as it is mentioned, which pings nobody.
fn mentioned(channel: u64) -> String {
    ChannelId::new(channel.max(1)).mention().to_string()
}

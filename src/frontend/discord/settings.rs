//! What the bot is told from outside: who it is, and for each server what it answers from and how.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::ChannelId;
use serenity::all::GuildId;
use serenity::all::RoleId;

use crate::frontend::discord::Secret;
use crate::frontend::wording::language::Language;
use crate::matching::calibration::Target;
use crate::service::CatalogError;
use crate::service::FaqService;
use crate::service::Mode;
use crate::service::Pace;
use crate::service::RIGHT_UNASKED;
use crate::service::SpaceSettings;
use crate::service::Spaces;
use crate::store::Space;

/// All that the bot needs to start.
pub struct Settings {
    /// The bot's token.
    pub token: Secret,
    /// Where Discord's REST API is, if not at Discord: `http://127.0.0.1:PORT`, for trying the bot without Discord.
    pub api: Option<String>,
    /// Register the commands in this server alone, where they appear at once; `None`: everywhere.
    pub guild: Option<GuildId>,
    /// Which shards this process runs.
    pub shards: Shards,
    /// What is answered where.
    pub servers: Servers,
}

/// Which shards of the bot a process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shards {
    /// As many as Discord recommends, all of them here.
    Automatic,
    /// From the first to the last, both included, of `total`.
    Range {
        /// First shard of this process, from 0.
        first: u32,
        /// Last shard of this process.
        last: u32,
        /// Shards of all processes together.
        total: u32,
    },
}

/// What is answered in each server. A server is answered from its own [`Server`] and from nothing else.
#[derive(Default)]
pub struct Servers {
    /// Servers with settings of their own.
    pub named: HashMap<GuildId, Arc<Server>>,
    /// Every other server; `None`: only the named ones are served.
    pub others: Option<Arc<Server>>,
    /// Direct messages; `None`: they are not answered.
    pub direct: Option<Arc<Server>>,
}

impl Servers {
    /// What answers in `guild`; in direct messages where there is none.
    #[must_use]
    pub fn of(&self, guild: Option<GuildId>) -> Option<&Arc<Server>> {
        match guild {
            None => self.direct.as_ref(),
            Some(guild) => self.named.get(&guild).or(self.others.as_ref()),
        }
    }
}

/// What a server is answered from, and how.
pub struct Server {
    /// What it is answered from. One whose knowledge could not be read yet knows nothing, rather than something that
    /// belongs to others.
    pub answers: Answers,
    /// How it is answered, where its own settings in the store say nothing else.
    pub rules: Rules,
}

/// What is answered from. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub enum Answers {
    /// From files alone, the same for all servers that share them; nothing is kept.
    Files(Arc<FaqService>),
    /// Each server from a space of its own, in a store.
    Spaces(Arc<Spaces>),
}

impl Answers {
    /// What answers in `guild`, or in direct messages. Opens its space where nobody has asked there for a while.
    ///
    /// # Errors
    /// [`CatalogError`] where the space cannot be opened.
    pub(super) async fn of(&self, guild: Option<GuildId>) -> Result<Arc<FaqService>, CatalogError> {
        match self {
            Answers::Files(service) => Ok(Arc::clone(service)),
            Answers::Spaces(spaces) => spaces.of(&space(guild)).await,
        }
    }
}

impl Server {
    /// The language that the server has set, as far as that is known without asking the store; else the file's.
    pub(super) fn language(&self, guild: Option<GuildId>) -> Option<Language> {
        let opened = match &self.answers {
            Answers::Files(_) => None,
            Answers::Spaces(spaces) => spaces.opened_before(&space(guild)),
        };
        match opened {
            Some(service) => self.rules.language_with(service.catalog().space_settings()),
            None => self.rules.language,
        }
    }
}

/// The space of a server. Direct messages have one together: who writes one is in no server.
pub(super) fn space(guild: Option<GuildId>) -> Space {
    match guild {
        Some(guild) => Space::of_server(guild.get()),
        None => Space::new("direct").expect("it has allowed characters only"),
    }
}

/// How a server is answered.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The share of the answers that should be right where a channel says nothing else.
    pub targets: Targets,
    /// What the bot reacts to where a channel says nothing else.
    pub mode: Mode,
    /// Whether `/ask` is answered to the asker alone where neither the asker nor the channel says.
    pub private: bool,
    /// Members of these roles may delete the bot's replies, as those may who can manage messages.
    pub moderators: Vec<RoleId>,
    /// Who has to wait.
    pub cooldowns: Pace,
    /// What is spoken to those whose own language is not known or not there; `None`: the language of the server.
    pub language: Option<Language>,
    /// What differs in single channels; a thread has what its channel has.
    pub channels: HashMap<ChannelId, ChannelRules>,
    /// Members of these roles may propose entries.
    pub teachers: Vec<RoleId>,
    /// The role that is called when somebody asks for a human; the only one that the bot ever mentions.
    pub helpers: Option<RoleId>,
    /// How questions that are put to nobody are answered.
    pub unasked: Unasked,
}

/// How questions that are put to nobody are answered, where they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unasked {
    /// The share of these answers that should be right.
    pub target: Target,
    /// Answers in one channel in an hour.
    pub hourly: u32,
    /// How long after an answer in a thread what is said there is a question.
    pub follow_up: Duration,
    /// How long people are left to answer before the bot does.
    pub wait: Duration,
}

impl Default for Unasked {
    fn default() -> Unasked {
        let target = Target::new(RIGHT_UNASKED).expect("it is a share of right answers");
        // Long enough for somebody who is there to write a line, and short enough to be of use to who asks.
        let wait = Duration::from_secs(25);
        Unasked { target, hourly: 6, follow_up: Duration::from_secs(10 * 60), wait }
    }
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            targets: Targets::from(Target::default()),
            mode: Mode::Mention,
            private: false,
            moderators: Vec::new(),
            cooldowns: Pace::default(),
            language: None,
            channels: HashMap::new(),
            teachers: Vec::new(),
            helpers: None,
            unasked: Unasked::default(),
        }
    }
}

impl Rules {
    /// The same, with what the server has set itself: that comes before the file. What the file says of a channel holds
    /// unless the server says something of that channel, or the file says it of the server only.
    #[must_use]
    pub fn with(mut self, own: &SpaceSettings) -> Rules {
        let roles = |roles: &Vec<u64>| roles.iter().filter(|role| **role > 0).map(|role| RoleId::new(*role)).collect();
        if let Some(right) = own.right {
            self.targets.channels = right;
            self.targets.threads = right;
        }
        self.targets.threads = own.right_threads.unwrap_or(self.targets.threads);
        self.mode = own.mode.unwrap_or(self.mode);
        self.private = own.private.unwrap_or(self.private);
        self.teachers = own.teachers.as_ref().map_or(self.teachers, roles);
        self.moderators = own.moderators.as_ref().map_or(self.moderators, roles);
        self.helpers = own.helpers.map_or(self.helpers, |role| role.filter(|role| *role > 0).map(RoleId::new));
        self.language = self.language_with(own);
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        self.cooldowns.member = own.cooldown_member.unwrap_or(self.cooldowns.member);
        self.cooldowns.channel = own.cooldown_channel.unwrap_or(self.cooldowns.channel);
        self.cooldowns.repeat = own.cooldown_repeat.map_or(self.cooldowns.repeat, seconds);
        self.unasked.target = own.right_unasked.unwrap_or(self.unasked.target);
        self.unasked.hourly = own.hourly.unwrap_or(self.unasked.hourly);
        self.unasked.follow_up = own.follow_up.map_or(self.unasked.follow_up, |minutes| seconds(minutes * 60));
        for (channel, said) in own.channels.iter().filter(|(channel, _)| **channel > 0) {
            let of_channel = self.channels.entry(ChannelId::new(*channel)).or_default();
            of_channel.targets = said.right.map(Targets::from).or(of_channel.targets);
            of_channel.mode = said.mode.or(of_channel.mode);
            of_channel.private = said.private.or(of_channel.private);
        }
        self
    }

    /// The language alone of [`Rules::with`].
    fn language_with(&self, own: &SpaceSettings) -> Option<Language> {
        own.language.as_deref().and_then(Language::parse).or(self.language)
    }

    /// What holds in a channel, or in a thread of `parent`: rules of the thread itself come before those of its channel.
    #[must_use]
    pub fn within(&self, channel: ChannelId, parent: Option<ChannelId>) -> Here {
        let mut nearest_first = [channel].into_iter().chain(parent);
        let own = nearest_first.find_map(|channel| self.channels.get(&channel)).copied().unwrap_or_default();
        let targets = own.targets.unwrap_or(self.targets);
        Here {
            target: if parent.is_some() { targets.threads } else { targets.channels },
            mode: own.mode.unwrap_or(self.mode),
            private: own.private.unwrap_or(self.private),
        }
    }

    /// Whether questions that are put to nobody are looked at in some channel.
    #[must_use]
    pub fn reads_all(&self) -> bool {
        let of_channels = self.channels.values().filter_map(|channel| channel.mode);
        of_channels.chain([self.mode]).any(Mode::reads_all)
    }

    /// Whether it makes a difference if `channel` is a thread, and of which channel.
    #[must_use]
    pub fn tell_threads_apart(&self, channel: ChannelId) -> bool {
        match self.channels.get(&channel) {
            Some(own) => own.targets.unwrap_or(self.targets).differ(),
            None => !self.channels.is_empty() || self.targets.differ(),
        }
    }
}

/// The share of the answers that should be right, by the kind of channel. Of direct messages, which have a [`Server`] of
/// their own, it is that of channels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Targets {
    /// In channels.
    pub channels: Target,
    /// In threads and forum posts.
    pub threads: Target,
}

impl Targets {
    fn differ(self) -> bool {
        self.channels != self.threads
    }
}

impl From<Target> for Targets {
    /// The same in all kinds.
    fn from(target: Target) -> Targets {
        Targets { channels: target, threads: target }
    }
}

/// What holds in one channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Here {
    /// The share of the answers that should be right.
    pub target: Target,
    /// What the bot reacts to.
    pub mode: Mode,
    /// Whether `/ask` is answered to the asker alone, where the asker does not say.
    pub private: bool,
}

/// What differs in a channel; `None` is what the server has.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChannelRules {
    /// The share of the answers that should be right, in it and in its threads.
    pub targets: Option<Targets>,
    /// What the bot reacts to.
    pub mode: Option<Mode>,
    /// Whether `/ask` is answered to the asker alone.
    pub private: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(share: f32) -> Target {
        Target::new(share).unwrap()
    }

    #[test]
    fn what_a_thread_is_asked_for_comes_from_its_own_rules_its_channels_and_the_servers() {
        let kinds = |channels, threads| Targets { channels: target(channels), threads: target(threads) };
        let [plain, strict, thread] = [1, 2, 3].map(ChannelId::new);
        let own = |targets| ChannelRules { targets: Some(targets), ..ChannelRules::default() };
        let channels = [(strict, own(kinds(0.7, 0.99))), (thread, own(kinds(0.6, 0.6)))];
        let rules = Rules { targets: kinds(0.8, 0.95), channels: channels.into(), ..Rules::default() };
        let other_thread = ChannelId::new(4);
        for (channel, parent, expected) in [
            (plain, None, 0.8),
            (other_thread, Some(plain), 0.95),
            (strict, None, 0.7),
            (other_thread, Some(strict), 0.99),
            (thread, Some(strict), 0.6),
        ] {
            assert_eq!(rules.within(channel, parent).target, target(expected), "{channel} in {parent:?}");
        }
    }

    #[test]
    fn threads_are_told_apart_only_where_it_makes_a_difference() {
        let [with_rules, without] = [1, 2].map(ChannelId::new);
        let own = |targets| ChannelRules { targets, ..ChannelRules::default() };
        let (same, differing) = (Targets::from(target(0.9)), Targets { channels: target(0.9), threads: target(0.95) });
        let told_apart = |targets, of_channel: Option<ChannelRules>, channel| {
            let channels = of_channel.map(|own| (with_rules, own)).into_iter().collect();
            Rules { targets, channels, ..Rules::default() }.tell_threads_apart(channel)
        };
        assert!(!told_apart(same, None, without));
        assert!(told_apart(differing, None, without));
        assert!(told_apart(same, Some(own(None)), without), "it may be a thread of the channel that has rules");
        assert!(!told_apart(same, Some(own(None)), with_rules));
        assert!(told_apart(differing, Some(own(None)), with_rules));
        assert!(told_apart(same, Some(own(Some(differing))), with_rules));
        assert!(!told_apart(differing, Some(own(Some(same))), with_rules));
    }
}

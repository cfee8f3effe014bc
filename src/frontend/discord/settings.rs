//! What the bot is told from outside: who it is, and for each server what it answers from and how.

use std::collections::HashMap;
use std::sync::Arc;

use serenity::all::ChannelId;
use serenity::all::GuildId;
use serenity::all::RoleId;

use crate::frontend::discord::Secret;
use crate::matching::calibration::Target;
use crate::service::FaqService;
use crate::service::Pace;

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
    pub service: Arc<FaqService>,
    /// How it is answered.
    pub rules: Rules,
}

/// How a server is answered.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The share of the answers that should be right.
    pub target: Target,
    /// What the bot reacts to where a channel says nothing else.
    pub mode: Mode,
    /// Whether `/ask` is answered to the asker alone where neither the asker nor the channel says.
    pub private: bool,
    /// Members of these roles may delete the bot's replies, as those may who can manage messages.
    pub moderators: Vec<RoleId>,
    /// Who has to wait.
    pub cooldowns: Pace,
    /// What differs in single channels; a thread has what its channel has.
    pub channels: HashMap<ChannelId, ChannelRules>,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            target: Target::default(),
            mode: Mode::Mention,
            private: false,
            moderators: Vec::new(),
            cooldowns: Pace::default(),
            channels: HashMap::new(),
        }
    }
}

impl Rules {
    /// What holds in a channel; the first of `channels` that has rules decides, so give a thread before its channel.
    #[must_use]
    pub fn within(&self, channels: impl IntoIterator<Item = ChannelId>) -> Here {
        let own = channels.into_iter().find_map(|channel| self.channels.get(&channel)).copied().unwrap_or_default();
        Here {
            target: own.target.unwrap_or(self.target),
            mode: own.mode.unwrap_or(self.mode),
            private: own.private.unwrap_or(self.private),
        }
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
    /// The share of the answers that should be right.
    pub target: Option<Target>,
    /// What the bot reacts to.
    pub mode: Option<Mode>,
    /// Whether `/ask` is answered to the asker alone.
    pub private: Option<bool>,
}

/// What the bot reacts to in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing: commands are answered with where to go instead, to the asker alone.
    Off,
    /// Commands, menus and buttons.
    Commands,
    /// These, and messages that mention the bot or reply to it.
    Mention,
}

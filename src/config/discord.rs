//! `askwell.toml`: what the Discord front-end answers where, and how.
//!
//! A section says only what differs from what is around it; everything is settled while it is read, so that each server
//! and each channel that comes out has all its settings. All that is wrong is told at once, with line and column.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

mod sections;
mod table;
#[cfg(test)]
mod tests;

pub use table::snowflake;

/// Name of the settings' file in the current folder, which may be missing.
pub const USUAL_FILE: &str = "askwell.toml";

/// What the file says.
#[derive(Clone, Debug, PartialEq)]
pub struct DiscordConfig {
    /// File that holds the bot's token.
    pub token_file: Option<PathBuf>,
    /// What every server without a section of its own, and every direct message, is answered from.
    pub knowledge: Common,
    /// Whether direct messages are answered. Never where there is no common knowledge.
    pub direct_messages: bool,
    /// How these are answered.
    pub rules: Rules,
    /// Servers with a section of their own, by id.
    pub servers: BTreeMap<u64, Server>,
}

/// The knowledge that is not one server's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Common {
    /// Nothing is said: what the command line names.
    Unsaid,
    /// These files and folders.
    Paths(Vec<PathBuf>),
    /// There is none: only servers with a section are served.
    Nothing,
}

/// A server with a section of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// Its own knowledge, which no other server is answered from; `None`: the common one.
    pub knowledge: Option<Vec<PathBuf>>,
    /// How it is answered.
    pub rules: Rules,
    /// Channels with a section of their own, by id.
    pub channels: BTreeMap<u64, Channel>,
}

/// How a server is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The share of the answers that should be right.
    pub right: Right,
    /// What the bot reacts to.
    pub mode: Mode,
    /// Whether answers to commands are shown to the asker alone.
    pub private: bool,
    /// Ids of the teachers' roles.
    pub teachers: Vec<u64>,
    /// Ids of the moderators' roles.
    pub moderators: Vec<u64>,
    /// Id of the role that is called when somebody asks for a human.
    pub helpers: Option<u64>,
    /// Code of the language where a member's own is not known.
    pub language: Option<&'static str>,
    /// Who has to wait.
    pub cooldown: Cooldown,
    /// How questions that are put to nobody are answered.
    pub unasked: Unasked,
}

/// How questions that are put to nobody are answered, where they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unasked {
    /// The share of these answers that should be right, 0.5 to 0.999.
    pub right: f32,
    /// Answers in one channel in an hour.
    pub hourly: u32,
    /// Minutes after an answer in a thread in which what is said there is a question.
    pub follow_up_minutes: u32,
}

/// The share of the answers that should be right, 0.5 to 0.999, by where is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Right {
    /// In channels.
    pub channels: f32,
    /// In threads and forum posts.
    pub threads: f32,
    /// In direct messages. These are in no server, so what a server or a channel has here is never asked for.
    pub direct_messages: f32,
}

impl Right {
    /// The same everywhere.
    #[must_use]
    pub fn everywhere(right: f32) -> Right {
        Right { channels: right, threads: right, direct_messages: right }
    }
}

/// What the bot reacts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing.
    Off,
    /// Commands, menus and buttons.
    Commands,
    /// These, and messages that mention the bot or reply to it.
    Mention,
    /// These; what else would be answered is recorded, and not shown.
    Trial,
    /// Also questions that are put to nobody.
    Auto,
}

/// How often somebody may ask; 0 is as often as they like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cooldown {
    /// Questions of one member in half a minute.
    pub member: u32,
    /// Answers shown to all in one channel in half a minute.
    pub channel: u32,
    /// For so many seconds the same answer is not shown again in the same channel.
    pub repeat_seconds: u32,
}

/// What holds in a channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Channel {
    /// The share of the answers that should be right.
    pub right: Right,
    /// What the bot reacts to.
    pub mode: Mode,
    /// Whether answers to commands are shown to the asker alone.
    pub private: bool,
}

/// Why there are no settings.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFileError {
    /// The file is not there or may not be read.
    #[error("could not read the settings in `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// What it says cannot be used.
    #[error("{}", listed(problems))]
    Wrong {
        /// At least one.
        problems: Vec<Problem>,
    },
}

/// Something in the file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong, and what to do about it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.path.display(), self.line, self.column, self.message)
    }
}

fn listed(problems: &[Problem]) -> String {
    match problems {
        [only] => only.to_string(),
        several => {
            let lines: String = several.iter().map(|problem| format!("\n  {problem}")).collect();
            format!("{} problems in the settings:{lines}", several.len())
        }
    }
}

impl DiscordConfig {
    /// What holds without a file. `rules` are the front-end's own defaults.
    #[must_use]
    pub fn unsaid(rules: Rules) -> DiscordConfig {
        DiscordConfig {
            token_file: None,
            knowledge: Common::Unsaid,
            direct_messages: true,
            rules,
            servers: BTreeMap::new(),
        }
    }

    /// Reads the file that was named, or else [`USUAL_FILE`] in the current folder where there is one.
    ///
    /// # Errors
    /// [`ConfigFileError`] when the file cannot be read, which for one that was named includes that it is not there,
    /// and for anything in it that cannot be used.
    pub fn read(named: Option<&Path>, rules: Rules) -> Result<DiscordConfig, ConfigFileError> {
        let path = named.unwrap_or(Path::new(USUAL_FILE));
        match fs::read_to_string(path) {
            Ok(text) => DiscordConfig::parse(&text, path, rules),
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
                Ok(DiscordConfig::unsaid(rules))
            }
            Err(source) => Err(ConfigFileError::Unreadable { path: path.to_owned(), source }),
        }
    }

    /// What `text`, the content of the file at `path`, says. Paths in it are taken from that file's folder.
    ///
    /// # Errors
    /// [`ConfigFileError::Wrong`] for anything that cannot be used.
    pub fn parse(text: &str, path: &Path, rules: Rules) -> Result<DiscordConfig, ConfigFileError> {
        sections::parse(text, path, rules).map_err(|problems| ConfigFileError::Wrong { problems })
    }
}

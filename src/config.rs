//! Settings from arguments, environment and `askwell.toml`. Read once, at the start; nothing below `cli` reads any of them.

pub mod discord;

use std::ffi::OsString;
use std::fmt;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use directories::ProjectDirs;

/// Name of the folder of the model that comes with the program.
pub const DEFAULT_MODEL: &str = "all-MiniLM-L6-v2";

/// Name of the folder of the cross-encoder that comes with the program.
pub const DEFAULT_CROSS_ENCODER: &str = "question-pairs-MiniLM-L6";

/// Shares of right answers that may be asked for: less than half is of use to nobody, and all cannot be promised.
pub const RIGHT: RangeInclusive<f32> = 0.5..=0.999;

/// Where everything is, and what was asked for.
#[derive(Clone, Debug)]
pub struct Config {
    /// Knowledge files and folders, at least one.
    pub knowledge: Vec<PathBuf>,
    /// Whether they were named, rather than being what is usual.
    pub knowledge_said: bool,
    /// Folder for what can be made again: ONNX Runtime, fetched models, vectors.
    pub cache: PathBuf,
    /// Folder of fetched models.
    pub fetched: PathBuf,
    /// File of the REPL's history; `None` on a system that has no place for it.
    pub history: Option<PathBuf>,
    /// Folder of a model, or name of a fetched one; `None` for the model that comes with the program.
    pub model: Option<String>,
    /// The share of the answers that should be right, one of [`RIGHT`]; `None` where nothing is said.
    pub right: Option<f32>,
    /// Whether a second look is taken at what the first leaves undecided.
    pub second_look: bool,
    /// Where the store is: a file, or a `postgres://` URL, which may have a password in it.
    pub store: StoreSetting,
    /// Whether the store was named on the command line.
    pub store_said: bool,
    /// Whether the space was.
    pub space_said: bool,
    /// Name of the space whose knowledge is meant; `None` for that of the terminal.
    pub space: Option<String>,
    /// ONNX Runtime's library, if named.
    pub onnx_runtime: Option<PathBuf>,
    /// Threads for bulk work.
    pub threads: NonZeroUsize,
    /// Name of the user at the terminal, for the history of what they change.
    pub user: String,
    /// Whether colours are wanted where there is a terminal.
    pub colour: bool,
    /// File that holds the Discord bot's token. The token itself is no setting: nothing here may be printed with it.
    pub token_file: Option<PathBuf>,
    /// Where Discord's API is instead of at Discord, `http://127.0.0.1:PORT` for example; always this machine.
    pub discord_api: Option<String>,
    /// From which level on Askwell's own log lines are written.
    pub log: LogLevel,
}

/// The file that is the store where nothing is said.
pub const DEFAULT_STORE: &str = "askwell.db";

/// Where the store is.
#[derive(Clone, PartialEq, Eq)]
pub enum StoreSetting {
    /// There is to be none.
    Off,
    /// Nothing is said: [`DEFAULT_STORE`] in the current folder, which is made when something is to be kept.
    Usual,
    /// It was named.
    At(String),
}

/// Without the address, which may have a password in it.
impl fmt::Debug for StoreSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StoreSetting::Off => "Off",
            StoreSetting::Usual => "Usual",
            StoreSetting::At(_) => "At(…)",
        })
    }
}

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogLevel {
    /// What failed.
    Error,
    /// Also what may need a look.
    Warn,
    /// Also starts, stops and reloads.
    Info,
    /// Also what is only of use when something is wrong.
    Debug,
}

/// What can be said on the command line; what is not said is left to the environment.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// `--knowledge`.
    pub knowledge: Vec<PathBuf>,
    /// `--model`.
    pub model: Option<String>,
    /// `--right`, one of [`RIGHT`].
    pub right: Option<f32>,
    /// `--store`.
    pub store: Option<String>,
    /// `--space`.
    pub space: Option<String>,
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    /// A variable that should hold a number.
    #[error("{name}={value:?} is not a number of threads; set it to 1 or more, or unset it")]
    Threads {
        /// The variable.
        name: &'static str,
        /// What it holds.
        value: OsString,
    },
    /// A variable that should hold a share of right answers.
    #[error(
        "ASKWELL_RIGHT={0:?} is not the share of the answers that should be right; set it to a number from {low} to \
         {high}, 0.95 for 95 of 100, or unset it",
        low = RIGHT.start(),
        high = RIGHT.end()
    )]
    Right(OsString),
    /// A variable that should be on or off.
    #[error("ASKWELL_SECOND_LOOK={0:?} is neither on nor off; set it to one of them, or unset it for on")]
    SecondLook(OsString),
    /// A variable that should hold a level.
    #[error("ASKWELL_LOG={0:?} is not a level; set it to error, warn, info or debug, or unset it")]
    Log(OsString),
    /// Another API than Discord's that is not on this machine.
    #[error(
        "ASKWELL_DISCORD_API={0:?} is not an address of this machine, and the bot's token would go there; set it to \
         http://127.0.0.1:PORT, or unset it to use Discord"
    )]
    DiscordApi(OsString),
    /// Neither a variable nor the system says where the cache folder is.
    #[error("there is no home folder to keep the cache in; set ASKWELL_CACHE_DIR to a folder")]
    NoCache,
}

impl Config {
    /// The settings said on the command line, completed from `variable`, which looks up an environment variable, and
    /// from what is usual on the system.
    ///
    /// # Errors
    /// [`ConfigError`] names the variable and its value.
    pub fn new(said: Said, variable: impl Fn(&str) -> Option<OsString>) -> Result<Config, ConfigError> {
        // An empty variable is how people unset one for a single command.
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let usual = ProjectDirs::from("", "", "askwell");
        let cache = variable("ASKWELL_CACHE_DIR")
            .map(PathBuf::from)
            .or_else(|| usual.as_ref().map(|usual| usual.cache_dir().to_owned()))
            .ok_or(ConfigError::NoCache)?;
        let state = usual.as_ref().map(|usual| usual.state_dir().unwrap_or(usual.data_local_dir()).to_owned());
        let knowledge_said = !said.knowledge.is_empty();
        let knowledge = if said.knowledge.is_empty() { vec![PathBuf::from("knowledge")] } else { said.knowledge };
        Ok(Config {
            knowledge,
            knowledge_said,
            // fastembed obeys HF_HOME whatever it is told.
            fetched: variable("HF_HOME").map_or_else(|| cache.join("models"), PathBuf::from),
            cache,
            history: variable("ASKWELL_HISTORY").map(PathBuf::from).or(state.map(|state| state.join("history"))),
            model: said.model.or_else(|| variable("ASKWELL_MODEL").map(|name| name.to_string_lossy().into_owned())),
            right: said
                .right
                .map_or_else(|| variable("ASKWELL_RIGHT").map(right).transpose(), |said| Ok(Some(said)))?,
            store_said: said.store.is_some(),
            space_said: said.space.is_some(),
            second_look: variable("ASKWELL_SECOND_LOOK").map_or(Ok(true), on_or_off)?,
            store: match said.store.or_else(|| variable("ASKWELL_STORE").map(|at| at.to_string_lossy().into_owned())) {
                None => StoreSetting::Usual,
                Some(off) if off == "off" => StoreSetting::Off,
                Some(at) => StoreSetting::At(at),
            },
            space: said.space.or_else(|| variable("ASKWELL_SPACE").map(|name| name.to_string_lossy().into_owned())),
            onnx_runtime: variable("ORT_DYLIB_PATH").map(PathBuf::from),
            threads: threads(variable("ASKWELL_THREADS"))?,
            user: (variable("USER").or_else(|| variable("LOGNAME")).or_else(|| variable("USERNAME")))
                .map_or_else(|| "owner".to_owned(), |name| name.to_string_lossy().into_owned()),
            // https://no-color.org: any value that is not empty.
            colour: variable("NO_COLOR").is_none() && variable("TERM").is_none_or(|term| term != "dumb"),
            token_file: variable("DISCORD_TOKEN_FILE").map(PathBuf::from),
            discord_api: variable("ASKWELL_DISCORD_API").map(own_machine).transpose()?,
            log: variable("ASKWELL_LOG").map_or(Ok(LogLevel::Info), log_level)?,
        })
    }
}

fn threads(value: Option<OsString>) -> Result<NonZeroUsize, ConfigError> {
    let Some(value) = value else {
        return Ok(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
    };
    let number = value.to_str().and_then(|value| value.trim().parse().ok());
    number.ok_or(ConfigError::Threads { name: "ASKWELL_THREADS", value })
}

fn right(value: OsString) -> Result<f32, ConfigError> {
    let number = value.to_str().and_then(|value| value.trim().parse().ok());
    number.filter(|number| RIGHT.contains(number)).ok_or(ConfigError::Right(value))
}

fn on_or_off(value: OsString) -> Result<bool, ConfigError> {
    match value.to_str().map(|value| value.trim().to_lowercase()).as_deref() {
        Some("on") => Ok(true),
        Some("off") => Ok(false),
        _ => Err(ConfigError::SecondLook(value)),
    }
}

fn log_level(value: OsString) -> Result<LogLevel, ConfigError> {
    match value.to_str().map(|value| value.trim().to_lowercase()).as_deref() {
        Some("error") => Ok(LogLevel::Error),
        Some("warn") => Ok(LogLevel::Warn),
        Some("info") => Ok(LogLevel::Info),
        Some("debug") => Ok(LogLevel::Debug),
        _ => Err(ConfigError::Log(value)),
    }
}

/// `value` if it is `http://`, a name or number of this machine, and perhaps a port: the token goes there in the open.
fn own_machine(value: OsString) -> Result<String, ConfigError> {
    let address = || {
        let address = value.to_str()?.trim().trim_end_matches('/');
        let place = address.strip_prefix("http://")?;
        let (host, port) = match place.strip_prefix('[') {
            Some(rest) => rest.split_once(']')?,
            None => place.split_at(place.find(':').unwrap_or(place.len())),
        };
        let bracketed = place.starts_with('[');
        let own = match bracketed {
            true => host.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback()),
            false => host == "localhost" || host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback()),
        };
        let port_is_right = port.is_empty() || port.strip_prefix(':')?.parse::<u16>().is_ok();
        (own && port_is_right).then(|| address.to_owned())
    };
    address().ok_or(ConfigError::DiscordApi(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(said: Said, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::new(said, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn the_command_line_comes_before_the_environment() {
        let said =
            Said { knowledge: vec!["faq".into()], model: Some("mine".to_owned()), right: None, ..Said::default() };
        let variables = [("ASKWELL_MODEL", "theirs"), ("ASKWELL_CACHE_DIR", "/c"), ("ASKWELL_THREADS", "3")];
        let both = config(said, &variables).unwrap();
        assert_eq!(both.model.as_deref(), Some("mine"));
        assert_eq!(both.knowledge, [PathBuf::from("faq")]);
        let alone = config(Said::default(), &variables).unwrap();
        assert_eq!(alone.model.as_deref(), Some("theirs"));
        assert_eq!(alone.knowledge, [PathBuf::from("knowledge")]);
        assert_eq!(alone.cache, PathBuf::from("/c"));
        assert_eq!(alone.threads.get(), 3);
    }

    #[test]
    fn an_empty_variable_is_as_good_as_none() {
        let variables = [("ASKWELL_CACHE_DIR", "/c"), ("NO_COLOR", ""), ("ORT_DYLIB_PATH", "")];
        let config = config(Said::default(), &variables).unwrap();
        assert!(config.colour);
        assert_eq!(config.onnx_runtime, None);
    }

    #[test]
    fn the_second_look_is_on_unless_it_is_turned_off() {
        let second_look =
            |value| config(Said::default(), &[("ASKWELL_CACHE_DIR", "/c"), ("ASKWELL_SECOND_LOOK", value)]);
        assert!(second_look("").unwrap().second_look && second_look("On").unwrap().second_look);
        assert!(!second_look("off").unwrap().second_look);
        let error = second_look("no").unwrap_err();
        assert!(error.to_string().starts_with("ASKWELL_SECOND_LOOK="), "{error}");
    }

    #[test]
    fn a_bad_number_names_its_variable() {
        for bad in ["0", "-1", "many"] {
            let error = config(Said::default(), &[("ASKWELL_CACHE_DIR", "/c"), ("ASKWELL_THREADS", bad)]).unwrap_err();
            assert!(error.to_string().starts_with("ASKWELL_THREADS="), "{error}");
        }
    }

    #[test]
    fn the_share_of_right_answers_is_said_or_set_and_in_range() {
        let right = |said: Option<f32>, set: &str| {
            let said = Said { right: said, ..Said::default() };
            config(said, &[("ASKWELL_CACHE_DIR", "/c"), ("ASKWELL_RIGHT", set)]).map(|config| config.right)
        };
        assert_eq!(right(None, ""), Ok(None));
        assert_eq!(right(None, " 0.95 "), Ok(Some(0.95)));
        assert_eq!(right(Some(0.8), "0.95"), Ok(Some(0.8)), "the command line comes first");
        assert_eq!(right(None, "0.5").and(right(None, "0.999")), Ok(Some(0.999)));
        for bad in ["95", "1", "0.49", "-0.9", "nan", "95 %", "sure"] {
            let error = right(None, bad).unwrap_err();
            assert_eq!(error, ConfigError::Right(bad.into()));
            let (named, remedy) = (format!("ASKWELL_RIGHT={bad:?}"), "a number from 0.5 to 0.999, 0.95 for 95 of 100");
            assert!(error.to_string().starts_with(&named) && error.to_string().contains(remedy), "{error}");
        }
    }

    #[test]
    fn the_token_goes_to_discord_or_stays_on_this_machine() {
        let api = |value: &str| config(Said::default(), &[("ASKWELL_CACHE_DIR", "/c"), ("ASKWELL_DISCORD_API", value)]);
        for own in ["http://127.0.0.1:8080", "http://127.1.2.3", "http://localhost:1", "http://[::1]:80"] {
            assert_eq!(api(own).unwrap().discord_api.as_deref(), Some(own));
        }
        assert_eq!(api("http://127.0.0.1:1/").unwrap().discord_api.as_deref(), Some("http://127.0.0.1:1"));
        for other in [
            "https://127.0.0.1",
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://127.0.0.1@example.com",
            "http://localhost:80@example.com",
            "http://127.0.0.1:99999",
            "http://127.0.0.1/elsewhere",
            "http://10.0.0.1",
            "http://[::2]",
            "http://0.0.0.0",
            "127.0.0.1:80",
        ] {
            let error = api(other).unwrap_err();
            assert_eq!(error, ConfigError::DiscordApi(other.into()));
            assert!(error.to_string().contains("token would go there"), "{error}");
        }
    }

    #[test]
    fn the_log_level_is_one_of_four() {
        let log = |value: &str| config(Said::default(), &[("ASKWELL_CACHE_DIR", "/c"), ("ASKWELL_LOG", value)]);
        assert_eq!(log("").unwrap().log, LogLevel::Info);
        assert_eq!(log("Debug").unwrap().log, LogLevel::Debug);
        assert!(log("trace").unwrap_err().to_string().contains("error, warn, info or debug"));
    }
}

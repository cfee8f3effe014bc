//! Settings from arguments, environment and `askwell.toml`. Read once, at the start; nothing below `cli` reads any of them.

pub mod discord;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use directories::ProjectDirs;

/// Name of the folder of the model that comes with the program.
pub const DEFAULT_MODEL: &str = "all-MiniLM-L6-v2";

/// Where everything is, and what was asked for.
#[derive(Clone, Debug)]
pub struct Config {
    /// Knowledge files and folders, at least one.
    pub knowledge: Vec<PathBuf>,
    /// Folder for what can be made again: ONNX Runtime, fetched models, vectors.
    pub cache: PathBuf,
    /// Folder of fetched models.
    pub fetched: PathBuf,
    /// File of the REPL's history; `None` on a system that has no place for it.
    pub history: Option<PathBuf>,
    /// Folder of a model, or name of a fetched one; `None` for the model that comes with the program.
    pub model: Option<String>,
    /// ONNX Runtime's library, if named.
    pub onnx_runtime: Option<PathBuf>,
    /// Threads for bulk work.
    pub threads: NonZeroUsize,
    /// Whether colours are wanted where there is a terminal.
    pub colour: bool,
}

/// What can be said on the command line; what is not said is left to the environment.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// `--knowledge`.
    pub knowledge: Vec<PathBuf>,
    /// `--model`.
    pub model: Option<String>,
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
        let knowledge = if said.knowledge.is_empty() { vec![PathBuf::from("knowledge")] } else { said.knowledge };
        Ok(Config {
            knowledge,
            // fastembed obeys HF_HOME whatever it is told.
            fetched: variable("HF_HOME").map_or_else(|| cache.join("models"), PathBuf::from),
            cache,
            history: variable("ASKWELL_HISTORY").map(PathBuf::from).or(state.map(|state| state.join("history"))),
            model: said.model.or_else(|| variable("ASKWELL_MODEL").map(|name| name.to_string_lossy().into_owned())),
            onnx_runtime: variable("ORT_DYLIB_PATH").map(PathBuf::from),
            threads: threads(variable("ASKWELL_THREADS"))?,
            // https://no-color.org: any value that is not empty.
            colour: variable("NO_COLOR").is_none() && variable("TERM").is_none_or(|term| term != "dumb"),
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
        let said = Said { knowledge: vec!["faq".into()], model: Some("mine".to_owned()) };
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
    fn a_bad_number_names_its_variable() {
        for bad in ["0", "-1", "many"] {
            let error = config(Said::default(), &[("ASKWELL_CACHE_DIR", "/c"), ("ASKWELL_THREADS", bad)]).unwrap_err();
            assert!(error.to_string().starts_with("ASKWELL_THREADS="), "{error}");
        }
    }
}

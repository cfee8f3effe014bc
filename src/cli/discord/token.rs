//! Where the bot's token comes from. It goes from there into a [`Secret`], and no message has any of it.

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;

use anyhow::Context;
use anyhow::anyhow;
use tracing::warn;

use crate::cli::Misconfigured;
use crate::config::Config;
use crate::frontend::discord::Secret;

/// Tokens have some 70 characters; whatever is longer than this is another file.
const MAX_BYTES: u64 = 4_096;

/// A token, and what might be better about it.
pub(in crate::cli) struct Token {
    pub(in crate::cli) secret: Secret,
    /// Sentences without anything of the token.
    pub(in crate::cli) hints: Vec<String>,
}

impl Token {
    /// Says what might be better.
    pub(super) fn log_hints(&self) {
        for hint in &self.hints {
            warn!("{hint}");
        }
    }
}

/// The token from `DISCORD_TOKEN`, or from the file that `DISCORD_TOKEN_FILE` or else `file`, from `askwell.toml`,
/// names. `variable` looks up an environment variable.
pub(in crate::cli) fn token(
    config: &Config,
    file: Option<&Path>,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<Token, Misconfigured> {
    let mut hints = Vec::new();
    let (text, place) = match variable("DISCORD_TOKEN").filter(|value| !value.is_empty()) {
        Some(value) => (value.to_string_lossy().into_owned(), "DISCORD_TOKEN".to_owned()),
        None => {
            let file = config.token_file.as_deref().or(file).ok_or_else(|| Misconfigured::new(none()))?;
            let place = format!("the token's file `{}`", file.display());
            let text = read(file).with_context(|| format!("could not read {place}")).map_err(Misconfigured::new)?;
            if read_by_all(file) {
                hints.push(format!("{place} can be read by everybody on this machine; chmod 600 it"));
            }
            (text, place)
        }
    };
    let text = text.trim();
    // As it stands in the headers that Discord's documentation shows.
    let text = text.strip_prefix("Bot ").unwrap_or(text);
    let wrong = |what: &str| Misconfigured(format!("what {place} holds is no token: {what}"));
    let secret = Secret::new(text).ok_or_else(|| wrong("it is empty"))?;
    if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte)) {
        return Err(wrong("a token has only letters, digits, dots, hyphens and underscores, and no quotation marks"));
    }
    if text.split('.').count() != 3 {
        hints.push(format!(
            "what {place} holds does not look like a bot's token, which has three parts with dots between them; the \
             client secret and the public key are something else"
        ));
    }
    Ok(Token { secret, hints })
}

fn none() -> anyhow::Error {
    anyhow!(
        "there is no token: set DISCORD_TOKEN to it, or name a file that holds it with DISCORD_TOKEN_FILE or with \
         token_file in askwell.toml; it is at https://discord.com/developers/applications (Bot, Reset Token)"
    )
}

fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MAX_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(unix)]
fn read_by_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o004 != 0)
}

#[cfg(not(unix))]
fn read_by_all(_path: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Said;

    const TOKEN: &str = "MTIz.abc-d.e_f";

    /// The token's hints, or why there is none, with these variables and the token's file.
    fn outcome(variables: &[(&str, &str)], file: Option<&Path>) -> Result<Vec<String>, String> {
        let variable =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
        let config =
            Config::new(
                Said::default(),
                |name| if name == "ASKWELL_CACHE_DIR" { Some("/c".into()) } else { variable(name) },
            );
        let token = token(&config.unwrap(), file, variable);
        token.map(|token| token.hints).map_err(|error| error.0)
    }

    #[test]
    fn it_comes_from_a_variable_or_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let (good, other) = (folder.path().join("good"), folder.path().join("other"));
        fs::write(&good, format!("{TOKEN}\n")).unwrap();
        fs::write(&other, "no token at all").unwrap();
        let file = good.to_str().unwrap();
        let other_name = other.to_str().unwrap();
        assert!(outcome(&[("DISCORD_TOKEN", TOKEN)], Some(&other)).unwrap().is_empty());
        assert!(outcome(&[("DISCORD_TOKEN", &format!("Bot {TOKEN}"))], None).unwrap().is_empty());
        assert!(outcome(&[("DISCORD_TOKEN", ""), ("DISCORD_TOKEN_FILE", file)], Some(&other)).is_ok());
        assert!(outcome(&[], Some(&good)).is_ok());
        assert!(outcome(&[("DISCORD_TOKEN_FILE", other_name)], Some(&good)).is_err());
    }

    #[test]
    fn what_is_no_token_is_told_without_showing_it() {
        let told = |value: &str| outcome(&[("DISCORD_TOKEN", value)], None).unwrap_err();
        assert_eq!(told(" \n"), "what DISCORD_TOKEN holds is no token: it is empty");
        for bad in ["\"MTIz.abc.def\"", "MTIz.abc def", "MTIz.abc\ndef", "MTIz.äbc.def"] {
            assert!(told(bad).starts_with("what DISCORD_TOKEN holds is no token: a token has only"));
            assert!(!told(bad).contains("MTIz"));
        }
        assert!(outcome(&[], None).unwrap_err().starts_with("there is no token: set DISCORD_TOKEN"));
        let missing = outcome(&[], Some(Path::new("/no/such/token"))).unwrap_err();
        assert!(missing.starts_with("could not read the token's file `/no/such/token`: "), "{missing}");
        let hints = outcome(&[("DISCORD_TOKEN", "0123456789abcdef")], None).unwrap();
        assert!(hints[0].contains("three parts") && !hints[0].contains("0123456789abcdef"), "{hints:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_everybody_can_read_is_worth_a_hint() {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), TOKEN).unwrap();
        for (mode, hints) in [(0o600, 0), (0o640, 0), (0o644, 1)] {
            fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(outcome(&[], Some(file.path())).unwrap().len(), hints, "{mode:o}");
        }
    }
}

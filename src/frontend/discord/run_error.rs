//! Why the bot does not run.

/// Where a bot's token, intents and install settings are.
pub(super) const PORTAL: &str = "https://discord.com/developers/applications";

/// Why the bot did not start, or does not go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunError {
    /// Discord does not know the token.
    #[error(
        "Discord refuses the token; look whether the whole of it is in DISCORD_TOKEN or in the token's file, or take a \
         new one at {PORTAL} (Bot, Reset Token)"
    )]
    WrongToken,
    /// Discord knew the token until now.
    #[error(
        "Discord no longer accepts the token: it was reset while the bot was running; put the new one in its place and \
         start again"
    )]
    TokenRevoked,
    /// The application may not receive something that it asks for. Holds the intent's name.
    #[error("Discord refuses the bot the intent `{0}`; turn it on at {PORTAL} (Bot, Privileged Gateway Intents)")]
    MissingIntent(String),
    /// Anything else about Discord's API. Starting again later may help.
    #[error("Discord cannot be used: {0}")]
    Api(String),
}

impl RunError {
    /// Whether only a person can put it right, so that starting again as it is would end the same.
    #[must_use]
    pub fn needs_a_person(&self) -> bool {
        match self {
            RunError::WrongToken | RunError::TokenRevoked | RunError::MissingIntent(_) => true,
            RunError::Api(_) => false,
        }
    }
}

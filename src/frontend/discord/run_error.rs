//! Why the bot cannot run, in words that say what to do.

/// What no further attempt can mend.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Discord does not know the token.
    #[error(
        "Discord does not accept the token; copy it anew from your application's page, Bot, Reset Token, and set it as \
         DISCORD_TOKEN or in the token file"
    )]
    WrongToken,
    /// Discord knew the token, and does no longer.
    #[error(
        "the token was revoked while the bot was running; make a new one on your application's page, Bot, Reset Token"
    )]
    TokenRevoked,
    /// An intent is asked for that the application may not have.
    #[error(
        "Discord refuses the intents asked for; allow them on your application's page, Bot, Privileged Gateway Intents"
    )]
    MissingIntent,
    /// Anything else that Discord said.
    #[error("Discord ended the connection: {0}")]
    Discord(String),
}

impl RunError {
    /// Whether somebody has to change a setting before another start can work.
    #[must_use]
    pub fn needs_a_person(&self) -> bool {
        !matches!(self, RunError::Discord(_))
    }
}

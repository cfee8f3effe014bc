//! The door to Discord: slash commands, message menus, mentions, direct messages and buttons.
//!
//! It decides nothing: it asks the service and shows what comes back. One file sends (`send.rs`), so that what
//! holds for everything sent, mentions off above all, is said once.

mod checkup;
mod invite;
mod press;
mod reply;
mod rest;
mod run_error;
mod secret;
mod settings;

pub use checkup::Named;
pub use checkup::checkup;
pub use invite::invite;
pub use run_error::RunError;
pub use secret::Secret;
pub use settings::ChannelRules;
pub use settings::Cooldowns;
pub use settings::Here;
pub use settings::Mode;
pub use settings::Rules;
pub use settings::Server;
pub use settings::Servers;
pub use settings::Settings;
pub use settings::Shards;

/// Runs the bot until `shutdown`.
///
/// # Errors
/// [`RunError`] says what is wrong and what to do about it.
pub async fn run(settings: Settings, shutdown: impl Future<Output = ()>) -> Result<(), RunError> {
    rest::identity(&rest::client(&settings.token, settings.api.as_deref())).await?;
    shutdown.await;
    Ok(())
}

//! The door to Discord: slash commands, message menus, mentions, direct messages and buttons.
//!
//! It decides nothing: it asks the service and shows what comes back. One file sends (`send.rs`), so that what
//! holds for everything sent, mentions off above all, is said once.

mod asking;
mod autocomplete;
mod bot;
mod buttons;
mod commands;
mod errors;
mod gateway;
mod lists;
mod messages;
mod presenting;

mod echo;
mod press;
mod register;
mod reply;
mod run_error;
mod rich;
mod secret;
mod send;
mod settings;
mod threads;
mod split;

pub use gateway::run;
pub use gateway::run_on;
pub use run_error::RunError;
pub use secret::Secret;
pub use settings::ChannelRules;
pub use settings::Here;
pub use settings::Mode;
pub use settings::Rules;
pub use settings::Server;
pub use settings::Servers;
pub use settings::Settings;
pub use settings::Shards;

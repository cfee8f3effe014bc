//! The door to Discord: slash commands, message menus, mentions, direct messages and buttons.
//!
//! It decides nothing: it asks the service and shows what comes back. One file sends (`send.rs`), so that what
//! holds for everything sent, mentions off above all, is said once.

#![allow(dead_code, unused_imports, reason = "what sends them comes next")]

mod echo;
mod press;
mod reply;
mod rich;
mod secret;
mod settings;
mod split;

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

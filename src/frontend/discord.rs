//! The door to Discord: slash commands, message menus, mentions, direct messages and buttons.
//!
//! It decides nothing: it asks the service and shows what comes back. One place sends (`send/`), so that what
//! holds for everything sent, mentions off above all, is said once.

mod asking;
mod autocomplete;
mod beneath;
mod bot;
mod buttons;
mod chart;
mod checkup;
mod commands;
mod configuring;
mod curating;
mod echo;
mod errors;
mod files;
mod feedback;
mod form;
mod forms;
mod gateway;
mod human;
mod invite;
mod languages;
mod lately;
mod lists;
mod localised;
mod messages;
mod notices;
mod presenting;
mod press;
mod question;
mod register;
mod reply;
mod rest;
mod review;
mod rich;
mod run_error;
mod secret;
mod send;
mod settings;
mod split;
mod statistics;
mod threads;
mod transfer;
mod trial;
mod unasked;

pub use checkup::Listening;
pub use checkup::Named;
pub use checkup::checkup;
pub use gateway::run;
pub use gateway::run_on;
pub use invite::invite;
pub use reply::MAX_PART;
pub use run_error::RunError;
pub use secret::Secret;
pub use settings::Answers;
pub use settings::ChannelRules;
pub use settings::Here;
pub use settings::Rules;
pub use settings::Server;
pub use settings::Servers;
pub use settings::Settings;
pub use settings::Shards;
pub use settings::Targets;
pub use settings::Unasked;

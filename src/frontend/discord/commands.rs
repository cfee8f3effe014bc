//! The slash commands and menus. Each is thin: find out where it was called, ask the service, show the result. The doc
//! comment of a command is what people read in Discord.

mod ask;
mod config;
mod edit;
mod export;
mod faq;
mod history;
mod import;
mod menu;
mod privacy;
mod retire;
mod review;
mod stats;
mod teach;
mod teach_menu;
mod trial;
mod why;

use std::convert::Infallible;
use std::sync::Arc;

use serenity::all::CreateCommand;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::localised;

/// All commands and menus.
pub(super) fn all() -> Vec<poise::Command<Arc<Bot>, Infallible>> {
    let mut commands = vec![
        ask::ask(),
        faq::faq(),
        why::why(),
        privacy::privacy(),
        menu::answer_from_faq(),
        teach::teach(),
        teach_menu::teach_from_this(),
        edit::edit(),
        retire::retire(),
        history::history(),
        review::review(),
        import::import(),
        export::export(),
        stats::stats(),
        config::config(),
        trial::trial(),
    ];
    poise::set_qualified_names(&mut commands);
    localised::localise(&mut commands);
    commands
}

/// As Discord is to know them.
pub(super) fn as_registered() -> Vec<CreateCommand> {
    let menu = |command: &poise::Command<_, _>| {
        let menu = command.create_as_context_menu_command()?;
        Some(localised::menu(menu, command.context_menu_name.as_deref().unwrap_or(&command.name)))
    };
    all().iter().flat_map(|command| [command.create_as_slash_command(), menu(command)]).flatten().collect()
}

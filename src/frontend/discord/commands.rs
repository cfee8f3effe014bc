//! The slash commands and menus. Each is thin: find out where it was called, ask the service, show the result. The doc
//! comment of a command is what people read in Discord.

mod ask;
mod faq;
mod menu;
mod privacy;
mod trial;
mod why;

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serenity::all::ChannelId;
use serenity::all::CommandInteraction;
use serenity::all::CreateCommand;
use serenity::all::PartialChannel;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::languages;
use crate::frontend::discord::localised;
use crate::frontend::discord::presenting::Presented;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::words::Words;
use crate::store;

/// The door that a command is, as the store names it.
pub(super) const SLASH: &str = "slash";

/// What poise hands to a command. A command shows its own failures, so it never returns one.
pub(super) type Context<'a> = poise::ApplicationContext<'a, Arc<Bot>, Infallible>;

/// What poise hands to a function that suggests what to type.
pub(super) type AnyContext<'a> = poise::Context<'a, Arc<Bot>, Infallible>;

/// All commands and menus.
pub(super) fn all() -> Vec<poise::Command<Arc<Bot>, Infallible>> {
    let mut commands =
        vec![ask::ask(), faq::faq(), why::why(), privacy::privacy(), trial::trial(), menu::answer_from_faq()];
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

/// Shows what `work` comes to; a failure is told to the caller alone. What `work` presents to all does not count as
/// shown when it could not be sent.
async fn show(
    ctx: Context<'_>,
    expected: Place,
    work: impl Future<Output = Result<Shown, Failure>>,
    presented: &Presented,
) -> Result<(), Infallible> {
    let call = call(ctx.data(), ctx.interaction, Instant::now());
    let work = async { work.await.unwrap_or_else(|failure| Shown::private(failure.reply(call.words))) };
    if !send::answer(ctx.data(), &call, expected, work).await {
        presented.take_back(ctx.data(), ctx.interaction.channel_id);
    }
    Ok(())
}

/// As [`show`], for what only the caller sees.
async fn show_alone(ctx: Context<'_>, work: impl Future<Output = Result<Shown, Failure>>) -> Result<(), Infallible> {
    show(ctx, Place::Private, work, &Presented::default()).await
}

/// What is needed to answer a command.
pub(super) fn call<'a>(bot: &Bot, interaction: &'a CommandInteraction, arrived: Instant) -> Call<'a> {
    Call {
        id: interaction.id,
        token: &interaction.token,
        guild: interaction.guild_id,
        asker: interaction.user.id,
        words: languages::of_command(bot, interaction),
        arrived,
        on_private: false,
        answered: AtomicBool::new(false),
    }
}

/// Where a command was called, with what holds there.
pub(super) async fn spot(bot: &Bot, interaction: &CommandInteraction) -> Result<Spot, Failure> {
    Spot::find(bot, interaction.guild_id, interaction.channel_id, parent(interaction.channel.as_ref())).await
}

/// The channel that an interaction's channel is a thread of.
pub(super) fn parent(channel: Option<&PartialChannel>) -> Option<ChannelId> {
    let channel = channel?;
    channel.thread_metadata.as_ref().and(channel.parent_id)
}

/// The words for whoever called a command.
fn words(ctx: Context<'_>) -> Words {
    languages::of_command(ctx.data(), ctx.interaction)
}

/// Where somebody who asked by a command can be told later: by direct message, since the command left no message of
/// theirs to reply to.
fn place(ctx: Context<'_>) -> store::Place {
    store::Place {
        door: SLASH.to_owned(),
        channel: Some(ctx.interaction.channel_id.get()),
        message: Some(ctx.data().keys.seal(ctx.interaction.user.id)),
    }
}

/// Whom the answer to a question is for, where it was asked by a command.
fn answer_to<'a>(ctx: Context<'a>, spot: &Spot, private: bool, asked: Option<&'a str>) -> To<'a> {
    To { helpers: spot.rules.helpers.is_some(), ..to(ctx, private, asked) }
}

/// Whom a reply to a command is for.
fn to<'a>(ctx: Context<'a>, private: bool, asked: Option<&'a str>) -> To<'a> {
    To {
        keys: &ctx.data().keys,
        words: words(ctx),
        asker: ctx.interaction.user.id,
        guild: ctx.interaction.guild_id,
        private,
        helpers: false,
        asked,
    }
}

//! What every command is given and does alike: where it was called and by whom, and how it is answered.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;
use std::time::Instant;

use serenity::all::ChannelId;
use serenity::all::CommandInteraction;
use serenity::all::PartialChannel;

use crate::entry::Entry;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::form::Form;
use crate::frontend::discord::languages;
use crate::frontend::discord::presenting::Presented;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;
use crate::service::Caller;
use crate::store;

/// How long a form may take to be made; Discord waits three seconds for it.
const FORM_WITHIN: Duration = Duration::from_millis(2_200);

/// The door that a command is, as the store names it.
pub(super) const SLASH: &str = "slash";

/// What poise hands to a command. A command shows its own failures, so it never returns one.
pub(super) type Context<'a> = poise::ApplicationContext<'a, Arc<Bot>, Infallible>;

/// What poise hands to a function that suggests what to type.
pub(super) type AnyContext<'a> = poise::Context<'a, Arc<Bot>, Infallible>;

/// Shows what `work` comes to; a failure is told to the caller alone. What `work` presents to all does not count as
/// shown when it could not be sent.
pub(super) async fn show(
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
pub(super) async fn show_alone(
    ctx: Context<'_>,
    work: impl Future<Output = Result<Shown, Failure>>,
) -> Result<(), Infallible> {
    show(ctx, Place::Private, work, &Presented::default()).await
}

/// Shows a form, which has to be the first answer and cannot wait; a failure is told to the caller alone.
pub(super) async fn show_form(
    ctx: Context<'_>,
    form: impl Future<Output = Result<Form, Failure>>,
) -> Result<(), Infallible> {
    let call = call(ctx.data(), ctx.interaction, Instant::now());
    let form = tokio::time::timeout(FORM_WITHIN, form).await;
    match form.unwrap_or_else(|_| Err(Failure::Theirs(Notice::Said(call.words.say("form-late"))))) {
        Ok(form) => send::show_form(ctx.data(), &call, &form).await,
        Err(failure) => {
            let shown = Shown::private(failure.reply(call.words));
            send::answer(ctx.data(), &call, Place::Private, std::future::ready(shown)).await;
        }
    }
    Ok(())
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

/// Where somebody who looks after the knowledge called a command, and what they may do.
pub(super) async fn curator(ctx: Context<'_>) -> Result<(Spot, Caller), Failure> {
    let interaction = ctx.interaction;
    let parent = parent(interaction.channel.as_ref());
    let spot = Spot::anywhere(ctx.data(), interaction.guild_id, interaction.channel_id, parent).await?;
    let caller = spot.caller(&interaction.user, interaction.member.as_deref());
    Ok((spot, caller))
}

/// The entry in service that somebody picked or named.
pub(super) fn named(spot: &Spot, text: &str) -> Result<Arc<Entry>, Failure> {
    let catalog = spot.service().catalog();
    let found = catalog.find(text).filter(|entry| !entry.is_overview());
    found.cloned().ok_or_else(no_such_entry)
}

pub(super) fn no_such_entry() -> Failure {
    Failure::Theirs(Notice::NoSuchEntry)
}

/// The channel that an interaction's channel is a thread of.
pub(super) fn parent(channel: Option<&PartialChannel>) -> Option<ChannelId> {
    let channel = channel?;
    channel.thread_metadata.as_ref().and(channel.parent_id)
}

/// Where somebody who asked by a command can be told later: by direct message, since the command left no message of
/// theirs to reply to.
pub(super) fn place(ctx: Context<'_>) -> store::Place {
    store::Place {
        door: SLASH.to_owned(),
        channel: Some(ctx.interaction.channel_id.get()),
        message: Some(ctx.data().keys.seal(ctx.interaction.user.id)),
    }
}

/// Whom the answer to a question is for, where it was asked by a command.
pub(super) fn answer_to<'a>(ctx: Context<'a>, spot: &Spot, private: bool, asked: Option<&'a str>) -> To<'a> {
    To { helpers: spot.helpers().is_some(), ..to(ctx, private, asked) }
}

/// The words for whoever called a command.
pub(super) fn words(ctx: Context<'_>) -> Words {
    languages::of_command(ctx.data(), ctx.interaction)
}

/// Whom a reply to a command is for.
pub(super) fn to<'a>(ctx: Context<'a>, private: bool, asked: Option<&'a str>) -> To<'a> {
    To {
        keys: &ctx.data().keys,
        words: words(ctx),
        asker: ctx.interaction.user.id,
        guild: ctx.interaction.guild_id,
        private,
        helpers: false,
        asked,
        paused: None,
    }
}

//! `/privacy`: what is kept on whoever calls it is theirs to see, take along and delete.

use std::convert::Infallible;

use serenity::all::CreateAttachment;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::called;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::reply;
use crate::frontend::discord::send::Shown;
use crate::frontend::json;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::privacy as wording;
use crate::frontend::wording::words::Words;
use crate::service::Caller;

/// Latest questions that are shown; all of them are in the file.
const LATEST: usize = 5;

/// Longest question that is shown, in UTF-16 units.
const MAX_SHOWN: usize = 120;

/// What I keep on you: see it, take it along, delete it.
#[poise::command(slash_command, subcommands("show", "export", "delete", "set"))]
#[expect(clippy::unused_async, reason = "poise wants a future; Discord runs only the subcommands")]
pub(super) async fn privacy(_ctx: Context<'_>) -> Result<(), Infallible> {
    Ok(())
}

/// See what I keep on you here.
#[poise::command(slash_command)]
async fn show(ctx: Context<'_>) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller, words) = asked_by(ctx).await?;
        let held = spot.service().held_on(&caller).await.map_err(|error| spot.failure(words, error))?;
        let latest = held.questions.iter().rev().take(LATEST).map(|asked| echo(&asked.text, MAX_SHOWN));
        let latest: Vec<String> = latest.collect();
        let catalog = spot.service().catalog();
        Ok(Shown::private(reply::notice(&wording::held(words, catalog.space_settings(), &held, &latest))))
    };
    called::show_alone(ctx, work).await
}

/// Get all that I keep on you here, as a file.
#[poise::command(slash_command)]
async fn export(ctx: Context<'_>) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller, words) = asked_by(ctx).await?;
        let held = spot.service().held_on(&caller).await.map_err(|error| spot.failure(words, error))?;
        let mut reply = reply::notice(&words.say("privacy-file"));
        reply.posts[0].files.push(CreateAttachment::bytes(json::held_on(&held), "privacy.json"));
        Ok(Shown::private(reply))
    };
    called::show_alone(ctx, work).await
}

/// Delete all that I keep on you here.
#[poise::command(slash_command)]
async fn delete(ctx: Context<'_>) -> Result<(), Infallible> {
    let work = async {
        asked_by(ctx).await?;
        Ok(Shown::private(reply::forget_sure(&called::to(ctx, true, None))))
    };
    called::show_alone(ctx, work).await
}

/// Decide what I may keep and tell you.
#[poise::command(slash_command)]
async fn set(
    ctx: Context<'_>,
    #[description = "Whether your questions may be kept"] recorded: Option<bool>,
    #[description = "Whether I tell you when a question of yours gets its answer"] told: Option<bool>,
) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller, words) = asked_by(ctx).await?;
        let failure = |error| spot.failure(words, error);
        let mut preferences = spot.service().preferences(&caller).await.map_err(failure)?;
        if recorded.is_some() || told.is_some() {
            preferences.recorded = recorded.unwrap_or(preferences.recorded);
            preferences.told = told.unwrap_or(preferences.told);
            spot.service().prefer(&caller, preferences).await.map_err(failure)?;
        }
        let catalog = spot.service().catalog();
        Ok(Shown::private(reply::notice(&wording::preferences(words, catalog.space_settings(), preferences))))
    };
    called::show_alone(ctx, work).await
}

/// Where somebody asks what is kept on them, and who they are: also where nothing is answered.
///
/// # Errors
/// [`Failure::Theirs`] where nothing is kept at all.
async fn asked_by(ctx: Context<'_>) -> Result<(Spot, Caller, Words), Failure> {
    let (interaction, words) = (ctx.interaction, called::words(ctx));
    let parent = called::parent(interaction.channel.as_ref());
    let spot = Spot::anywhere(ctx.data(), interaction.guild_id, interaction.channel_id, parent).await?;
    if spot.service().memory().is_none() {
        return Err(Failure::Theirs(Notice::Said(words.say("privacy-none"))));
    }
    let caller = spot.caller(&interaction.user, interaction.member.as_deref());
    Ok((spot, caller, words))
}

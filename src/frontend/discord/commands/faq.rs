//! `/faq`: browsing what is stored.

use std::convert::Infallible;
use std::sync::Arc;

use serenity::all::CreateAutocompleteResponse;
use serenity::all::User;

use crate::entry::Entry;
use crate::frontend::discord::asking::SUGGEST_WITHIN;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::autocomplete;
use crate::frontend::discord::called;
use crate::frontend::discord::called::AnyContext;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::lists;
use crate::frontend::discord::presenting::Presented;
use crate::frontend::discord::reply;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;

/// Look around in the stored questions and answers.
#[poise::command(slash_command, subcommands("search", "list", "show", "send"))]
#[expect(clippy::unused_async, reason = "poise wants a future; Discord runs only the subcommands")]
pub(super) async fn faq(_ctx: Context<'_>) -> Result<(), Infallible> {
    Ok(())
}

/// Find entries by words or meaning.
#[poise::command(slash_command)]
async fn search(
    ctx: Context<'_>,
    #[description = "What to look for"]
    #[min_length = 1]
    #[max_length = 200]
    words: String,
) -> Result<(), Infallible> {
    let work = async {
        let spot = admitted(ctx).await?;
        let found = spot.service().suggest(&words, reply::SEARCH_ENTRIES, SUGGEST_WITHIN).await;
        let entries: Vec<Arc<Entry>> = found.into_iter().map(|suggestion| suggestion.entry).collect();
        Ok(Shown::private(reply::search(&words, &entries, &called::to(ctx, true, None))))
    };
    called::show_alone(ctx, work).await
}

/// List all entries, or those of one topic.
#[poise::command(slash_command)]
async fn list(
    ctx: Context<'_>,
    #[description = "Only this topic"]
    #[autocomplete = "topics"]
    topic: Option<String>,
) -> Result<(), Infallible> {
    let work = async {
        let spot = called::spot(ctx.data(), ctx.interaction).await?;
        let catalog = spot.service().catalog();
        Ok(Shown::private(lists::page(&catalog, topic.as_deref(), 0, &called::to(ctx, true, None))))
    };
    called::show_alone(ctx, work).await
}

/// Show an entry, to you alone.
#[poise::command(slash_command)]
async fn show(
    ctx: Context<'_>,
    #[description = "Type a few words and pick one"]
    #[autocomplete = "entries"]
    #[max_length = 1000]
    entry: String,
) -> Result<(), Infallible> {
    let work = async {
        // Reading what is stored costs nothing, so nobody has to wait for it.
        let spot = called::spot(ctx.data(), ctx.interaction).await?;
        let entry = find(&spot, &entry)?;
        Ok(Shown::private(reply::shown(&entry, &called::to(ctx, true, None))))
    };
    called::show_alone(ctx, work).await
}

/// Post an entry here, as an answer for somebody.
#[poise::command(slash_command)]
async fn send(
    ctx: Context<'_>,
    #[description = "Type a few words and pick one"]
    #[autocomplete = "entries"]
    #[max_length = 1000]
    entry: String,
    #[description = "Whom it is for; they are named, not pinged"] member: Option<User>,
) -> Result<(), Infallible> {
    let presented = Presented::default();
    let work = async {
        let spot = admitted(ctx).await?;
        let entry = find(&spot, &entry)?;
        let for_whom = member.as_ref().map(|user| user.id);
        let reply = || reply::sent(&entry, &called::to(ctx, false, None), ctx.interaction.user.id, for_whom);
        presented.to_all(ctx.data(), &spot, &entry, reply)
    };
    called::show(ctx, Place::Public, work, &presented).await
}

/// Where the command was called, with one question of the member counted.
async fn admitted(ctx: Context<'_>) -> Result<Spot, Failure> {
    let spot = called::spot(ctx.data(), ctx.interaction).await?;
    spot.admit(ctx.data(), ctx.interaction.user.id)?;
    Ok(spot)
}

fn find(spot: &Spot, text: &str) -> Result<Arc<Entry>, Failure> {
    let catalog = spot.service().catalog();
    catalog.find(text).cloned().ok_or_else(|| Failure::Theirs(Notice::NoSuchEntry))
}

async fn entries(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    autocomplete::entries(ctx, partial).await
}

async fn topics(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    autocomplete::topics(ctx, partial).await
}

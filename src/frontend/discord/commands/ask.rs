//! `/ask`.

use std::convert::Infallible;
use std::time::Duration;

use serenity::all::CreateAutocompleteResponse;

use crate::entry::ShortId;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::autocomplete;
use crate::frontend::discord::called;
use crate::frontend::discord::called::AnyContext;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::presenting::Presented;
use crate::frontend::discord::question;
use crate::frontend::discord::reply;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;

/// How long to wait for a server's knowledge before it is decided who sees the answer.
const FIND_WITHIN: Duration = Duration::from_millis(400);

/// Ask a question; you get the stored answer.
#[poise::command(slash_command)]
pub(super) async fn ask(
    ctx: Context<'_>,
    #[description = "Your question, in your own words"]
    #[autocomplete = "questions"]
    #[min_length = 1]
    #[max_length = 2000]
    question: String,
    #[description = "Show the answer to you alone"] private: Option<bool>,
) -> Result<(), Infallible> {
    // Who is to see the answer depends on the server's settings; a server whose knowledge is still being opened is
    // taken to answer for all to see.
    let spot = tokio::time::timeout(FIND_WITHIN, called::spot(ctx.data(), ctx.interaction)).await.ok();
    let expected = match &spot {
        Some(Ok(spot)) if private.unwrap_or(spot.here.private) => Place::Private,
        None if private == Some(true) => Place::Private,
        Some(Err(_)) => Place::Private,
        Some(Ok(_)) | None => Place::Public,
    };
    let presented = Presented::default();
    let work = async {
        let spot = match spot {
            Some(spot) => spot?,
            None => called::spot(ctx.data(), ctx.interaction).await?,
        };
        answered(ctx, &spot, &question, expected == Place::Private, &presented).await
    };
    called::show(ctx, expected, work, &presented).await
}

async fn answered(
    ctx: Context<'_>,
    spot: &Spot,
    question: &str,
    private: bool,
    presented: &Presented,
) -> Result<Shown, Failure> {
    let bot = ctx.data();
    let asker = ctx.interaction.user.id;
    if let Some(picked) = ShortId::parse(question) {
        // One of the suggestions: the asker has read the question it stands for.
        spot.admit(bot, asker)?;
        let catalog = spot.service().catalog();
        let entry = catalog.entry_in_short(picked).ok_or_else(|| Failure::Theirs(Notice::EntryGone))?;
        return Ok(presented.entry(bot, spot, entry, private, called::words(ctx), |private| {
            reply::chosen(entry, &called::to(ctx, private, None))
        }));
    }
    let post = spot.ask(bot, &ctx.interaction.user, called::place(ctx), &question::question(question)).await?;
    Ok(presented.post(bot, spot, &post, private, called::words(ctx), |private| {
        reply::post(&post, &called::answer_to(ctx, spot, private, Some(question)))
    }))
}

async fn questions(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    autocomplete::entries(ctx, partial).await
}

//! `/retire`: an entry out of service, or back.

use std::convert::Infallible;

use serenity::all::CreateAutocompleteResponse;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::ShortId;
use crate::entry::normalized;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::autocomplete;
use crate::frontend::discord::called;
use crate::frontend::discord::called::AnyContext;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::curating;
use crate::frontend::discord::curating::draft_card;
use crate::frontend::discord::echo::line;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::PreviewSeen;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::WasDone;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;
use crate::service::Act;
use crate::service::Caller;
use crate::service::OnNear;
use crate::service::Planned;

/// Take an entry out of service, or put a retired one back.
#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_MESSAGES")]
pub(super) async fn retire(
    ctx: Context<'_>,
    #[description = "The entry that is to answer no longer"]
    #[autocomplete = "entries"]
    #[max_length = 1000]
    entry: Option<String>,
    #[description = "The retired entry that is to answer again"]
    #[autocomplete = "retired"]
    #[max_length = 1000]
    restore: Option<String>,
) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller) = called::curator(ctx).await?;
        let words = called::words(ctx);
        curating::may(&spot, words, &caller, Act::Propose)?;
        let (planned, what) = match (entry, restore) {
            (Some(entry), None) => (Planned::Retire(called::named(&spot, &entry)?.id.clone()), WasDone::Retired),
            (None, Some(restore)) => {
                let retired = spot.service().retired(&caller).await;
                let retired = retired.map_err(|error| spot.failure(words, error))?;
                let wanted = ShortId::parse(&restore);
                let is_it = |id: &EntryId| wanted == Some(id.short()) || id.as_str() == restore;
                let id = retired.into_iter().map(|entry| entry.id).find(is_it).ok_or_else(called::no_such_entry)?;
                (Planned::Restore(id), WasDone::Restored)
            }
            _ => return Err(Failure::Theirs(Notice::Said(words.say("retire-one-of-both")))),
        };
        // On the heap: it writes, embeds and shows.
        Box::pin(turned(ctx, &spot, &caller, &planned, what)).await
    };
    called::show_alone(ctx, work).await
}

/// Does it, or shows the draft of it where somebody has to approve it.
async fn turned(
    ctx: Context<'_>,
    spot: &Spot,
    caller: &Caller,
    planned: &Planned,
    what: WasDone,
) -> Result<Shown, Failure> {
    let to = called::to(ctx, true, None);
    let done = spot.service().carry_out(caller, planned, OnNear::KeepBoth).await;
    let done = done.map_err(|error| spot.failure(to.words, error))?;
    let reply = match &done.draft {
        Some(draft) => {
            let post = draft_card(spot, caller, &to, draft, PreviewSeen::NotAsked).await?;
            Reply { posts: vec![post], deletable: false }
        }
        None => reply::was_done(what, &done, &spot.service().catalog(), &to),
    };
    Ok(Shown::private(reply))
}

async fn entries(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    autocomplete::written_entries(ctx, partial).await
}

/// Retired entries that have what is typed so far in a question.
async fn retired(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    let poise::Context::Application(ctx) = ctx else { return CreateAutocompleteResponse::new() };
    let Ok((spot, caller)) = called::curator(ctx).await else { return CreateAutocompleteResponse::new() };
    let retired = spot.service().retired(&caller).await.unwrap_or_default();
    let wanted = normalized(partial);
    let has_it = |entry: &Entry| entry.phrasings.iter().any(|phrasing| normalized(phrasing.as_str()).contains(&wanted));
    let fit = retired.iter().filter(|entry| has_it(entry)).take(autocomplete::MAX_CHOICES);
    fit.fold(CreateAutocompleteResponse::new(), |response, entry| {
        let label = line(entry.title().as_str(), autocomplete::MAX_LABEL);
        response.add_string_choice(label, entry.id.short().to_string())
    })
}

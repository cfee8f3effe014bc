//! `/edit`: an entry in other words.

use std::convert::Infallible;

use serenity::all::CreateAutocompleteResponse;

use crate::frontend::discord::autocomplete;
use crate::frontend::discord::called;
use crate::frontend::discord::called::AnyContext;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::curating;
use crate::frontend::discord::curating::Writing;
use crate::service::Act;

/// Change the questions or the answer of an entry.
#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_MESSAGES")]
pub(super) async fn edit(
    ctx: Context<'_>,
    #[description = "Type a few words and pick one"]
    #[autocomplete = "entries"]
    #[max_length = 1000]
    entry: String,
) -> Result<(), Infallible> {
    let form = async {
        let (spot, caller) = called::curator(ctx).await?;
        let to = called::to(ctx, true, None);
        curating::may(&spot, to.words, &caller, Act::Propose)?;
        let entry = called::named(&spot, &entry)?;
        let current = spot.service().current(&entry.id).await;
        let current = current.map_err(|error| spot.failure(to.words, error))?;
        let current = current.ok_or_else(called::no_such_entry)?;
        curating::form_for(&Writing::Entry { entry: &current.entry, seen: current.revision }, &to)
    };
    called::show_form(ctx, form).await
}

async fn entries(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    autocomplete::written_entries(ctx, partial).await
}

//! `/history`: who changed what.

use std::convert::Infallible;

use serenity::all::CreateAutocompleteResponse;

use crate::entry::ShortId;
use crate::frontend::discord::autocomplete;
use crate::frontend::discord::called;
use crate::frontend::discord::called::AnyContext;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::curating;
use crate::frontend::discord::send::Shown;
use crate::service::Act;

/// See who changed what, and take changes back.
#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_MESSAGES")]
pub(super) async fn history(
    ctx: Context<'_>,
    #[description = "Only changes of this entry"]
    #[autocomplete = "entries"]
    #[max_length = 1000]
    entry: Option<String>,
) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller) = called::curator(ctx).await?;
        let to = called::to(ctx, true, None);
        curating::may(&spot, to.words, &caller, Act::Propose)?;
        let entry = match &entry {
            // One that was picked may be out of service by now.
            Some(entry) => Some(match ShortId::parse(entry) {
                Some(short) => short,
                None => called::named(&spot, entry)?.id.short(),
            }),
            None => None,
        };
        Ok(Shown::private(curating::history(&spot, &caller, &to, entry, 0).await?))
    };
    called::show_alone(ctx, work).await
}

async fn entries(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    autocomplete::written_entries(ctx, partial).await
}

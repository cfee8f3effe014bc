//! `/stats`: what was asked, and what came of it.

use std::convert::Infallible;

use crate::frontend::discord::called;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::curating;
use crate::frontend::discord::send::Shown;
use crate::frontend::discord::statistics;
use crate::service::Act;

/// See what was asked in the last 30 days, and what came of it.
#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_MESSAGES")]
pub(super) async fn stats(ctx: Context<'_>) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller) = called::curator(ctx).await?;
        let words = called::words(ctx);
        curating::may(&spot, words, &caller, Act::Review)?;
        let found = spot.service().statistics(&caller, statistics::DAYS).await;
        let found = found.map_err(|error| spot.failure(words, error))?;
        Ok(Shown::private(statistics::shown(&found, words)))
    };
    called::show_alone(ctx, Box::pin(work)).await
}

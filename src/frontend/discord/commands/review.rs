//! `/review`: what waits for somebody to decide on.

use std::convert::Infallible;

use crate::frontend::discord::called;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::curating;
use crate::frontend::discord::review;
use crate::frontend::discord::send::Shown;
use crate::service::Act;

/// Decide on what waits, one after the other: drafts, suggestions, missed questions, old answers.
#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_MESSAGES")]
pub(super) async fn review(ctx: Context<'_>) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller) = called::curator(ctx).await?;
        let to = called::to(ctx, true, None);
        curating::may(&spot, to.words, &caller, Act::Review)?;
        Ok(Shown::private(review::begun(spot, caller, to).await?))
    };
    called::show_alone(ctx, Box::pin(work)).await
}

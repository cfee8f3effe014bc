//! `/why`.

use std::convert::Infallible;

use crate::frontend::discord::commands;
use crate::frontend::discord::commands::Context;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::reply;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices;

/// Why your last question was answered as it was.
#[poise::command(slash_command)]
pub(super) async fn why(ctx: Context<'_>) -> Result<(), Infallible> {
    let work = async {
        let spot = commands::spot(ctx.data(), ctx.interaction)?;
        let last = spot.last(ctx.data(), ctx.interaction.user.id);
        let answer = last.ok_or_else(|| Failure::Theirs(notices::NOTHING_ASKED.to_owned()))?;
        Ok(Shown::private(reply::why(&answer, &spot.here.bars)))
    };
    commands::show_alone(ctx, work).await
}

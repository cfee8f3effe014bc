//! `/why`.

use std::convert::Infallible;

use crate::frontend::discord::called;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::reply;
use crate::frontend::discord::send::Shown;

/// Why your last question was answered as it was.
#[poise::command(slash_command)]
pub(super) async fn why(ctx: Context<'_>) -> Result<(), Infallible> {
    let work = async {
        let spot = called::spot(ctx.data(), ctx.interaction).await?;
        let last = spot.last(ctx.data(), ctx.interaction.user.id);
        Ok(Shown::private(reply::why(last.as_deref(), called::words(ctx))))
    };
    called::show_alone(ctx, work).await
}

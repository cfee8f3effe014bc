//! `/import`: entries out of a file.

use std::convert::Infallible;

use serenity::all::Attachment;

use crate::frontend::discord::called;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::curating;
use crate::frontend::discord::send::Shown;
use crate::frontend::discord::transfer;
use crate::service::Act;

/// Take entries in from a file: all of it, or nothing where something is wrong.
#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_GUILD")]
pub(super) async fn import(
    ctx: Context<'_>,
    #[description = "Text, Markdown, TOML, YAML, JSON, CSV, or an export of QnA Maker or QnABot"] file: Attachment,
    #[description = "Only show what it would change"]
    #[rename = "dry-run"]
    dry_run: Option<bool>,
) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller) = called::curator(ctx).await?;
        let to = called::to(ctx, true, None);
        curating::may(&spot, to.words, &caller, Act::Configure)?;
        let imported =
            transfer::import(&spot, &caller, &ctx.data().files, &file, dry_run.unwrap_or(false), &to).await?;
        Ok(Shown::private(imported))
    };
    called::show_alone(ctx, Box::pin(work)).await
}

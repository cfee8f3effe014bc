//! `/export`: the knowledge as a file.

use std::convert::Infallible;

use crate::frontend::discord::called;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::curating;
use crate::frontend::discord::send::Shown;
use crate::frontend::discord::transfer;
use crate::knowledge::Format;
use crate::service::Act;
use crate::service::Scope;

/// How the file is written.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub(super) enum As {
    #[name = "JSONL"]
    Jsonl,
    #[name = "TOML"]
    Toml,
    #[name = "YAML"]
    Yaml,
    #[name = "Markdown"]
    Markdown,
    #[name = "CSV"]
    Csv,
    #[name = "JSON"]
    Json,
}

/// What is in the file.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
pub(super) enum Of {
    #[name = "Everything"]
    Everything,
    #[name = "What was taught here"]
    Taught,
}

/// Get the entries of this server as a file, which can be imported again.
#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_GUILD")]
pub(super) async fn export(
    ctx: Context<'_>,
    #[description = "How it is written; JSONL if you do not say"] format: Option<As>,
    #[description = "Everything, or only what was taught or changed here"] what: Option<Of>,
) -> Result<(), Infallible> {
    let work = async {
        let (spot, caller) = called::curator(ctx).await?;
        let words = called::words(ctx);
        curating::may(&spot, words, &caller, Act::Configure)?;
        let format = match format.unwrap_or(As::Jsonl) {
            As::Jsonl => Format::Jsonl,
            As::Toml => Format::Toml,
            As::Yaml => Format::Yaml,
            As::Markdown => Format::Markdown,
            As::Csv => Format::Csv,
            As::Json => Format::Json,
        };
        let scope = match what.unwrap_or(Of::Everything) {
            Of::Everything => Scope::Everything,
            Of::Taught => Scope::Taught,
        };
        Ok(Shown::private(transfer::export(&spot, &caller, format, scope, words).await?))
    };
    called::show_alone(ctx, Box::pin(work)).await
}

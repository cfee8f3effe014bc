//! `/teach`: writing a new entry.
//!
//! Everybody's Discord shows it: one that is hidden by a default permission would be hidden from the roles that a server
//! names as its teachers too. Who may not is told who may.

use std::convert::Infallible;

use serenity::all::CreateAutocompleteResponse;

use crate::frontend::discord::autocomplete;
use crate::frontend::discord::called;
use crate::frontend::discord::called::AnyContext;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::curating;
use crate::frontend::discord::curating::Begun;
use crate::frontend::discord::curating::Writing;
use crate::service::Act;

/// Write a question and its answer; nothing is served before you have seen what it changes.
#[poise::command(slash_command, guild_only)]
pub(super) async fn teach(
    ctx: Context<'_>,
    #[description = "The question, if you have it already"]
    #[max_length = 1000]
    question: Option<String>,
    #[description = "The topic that it belongs to"]
    #[autocomplete = "topics"]
    #[max_length = 100]
    topic: Option<String>,
) -> Result<(), Infallible> {
    let form = async {
        let (spot, caller) = called::curator(ctx).await?;
        let to = called::to(ctx, true, None);
        curating::may(&spot, to.words, &caller, Act::Propose)?;
        let (question, topic) = (question.as_deref().unwrap_or_default(), topic.as_deref().unwrap_or_default());
        curating::form_for(&Writing::New(Begun { question, topic, ..Begun::default() }), &to)
    };
    called::show_form(ctx, form).await
}

async fn topics(ctx: AnyContext<'_>, partial: &str) -> CreateAutocompleteResponse {
    autocomplete::topics_to_write(ctx, partial).await
}

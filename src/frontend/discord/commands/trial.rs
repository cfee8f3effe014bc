//! `/trial`.

use std::convert::Infallible;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::called;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::send::Shown;
use crate::frontend::discord::trial;

/// What would have been answered where I only listen, and whether to let me speak.
#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_MESSAGES")]
pub(super) async fn trial(
    ctx: Context<'_>,
    #[description = "How many days back; 30 if you leave it out"]
    #[min = 1]
    #[max = 365]
    days: Option<u16>,
) -> Result<(), Infallible> {
    let work = async {
        let (bot, interaction) = (ctx.data(), ctx.interaction);
        let parent = called::parent(interaction.channel.as_ref());
        let spot = Spot::anywhere(bot, interaction.guild_id, interaction.channel_id, parent).await?;
        let caller = spot.caller(&interaction.user, interaction.member.as_deref());
        let days = days.unwrap_or(trial::USUAL_DAYS);
        let to = called::to(ctx, true, None);
        Ok(Shown::private(trial::overview(&spot, &caller, days, &to).await?))
    };
    called::show_alone(ctx, work).await
}

//! The menu of a message: "Answer from FAQ".

use std::convert::Infallible;

use serenity::all::Message;

use crate::frontend::discord::called;
use crate::frontend::discord::called::Context;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::presenting::Presented;
use crate::frontend::discord::question::question;
use crate::frontend::discord::reply;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;
use crate::store;

/// Answers what somebody wrote, for all to see.
#[poise::command(context_menu_command = "Answer from FAQ")]
pub(super) async fn answer_from_faq(ctx: Context<'_>, message: Message) -> Result<(), Infallible> {
    let presented = Presented::default();
    called::show(ctx, Place::Public, answered(ctx, &message, &presented), &presented).await
}

async fn answered(ctx: Context<'_>, message: &Message, presented: &Presented) -> Result<Shown, Failure> {
    let bot = ctx.data();
    let spot = called::spot(bot, ctx.interaction).await?;
    let question = question(&message.content);
    if question.is_empty() {
        return Err(Failure::Theirs(Notice::NoText));
    }
    let (channel, message_id) = (Some(message.channel_id.get()), Some(message.id.get()));
    let place = store::Place { door: "menu".to_owned(), channel, message: message_id };
    let post = spot.ask(bot, &ctx.interaction.user, place, &question).await?;
    let link = message.id.link(message.channel_id, ctx.interaction.guild_id);
    Ok(presented.post(bot, &spot, &post, spot.here.private, called::words(ctx), |private| {
        reply::from_message(&post, &called::answer_to(ctx, &spot, private, None), message.author.id, &link)
    }))
}

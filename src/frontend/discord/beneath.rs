//! The message that a pressed button stands beneath: what it says of a reply to the press.

use serenity::all::ComponentInteraction;
use serenity::all::MessageFlags;

use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::wording;
use crate::frontend::wording::words::Words;

/// Whom a reply to a press is for: whoever pressed, under the question that stands above the button.
pub(super) fn to<'a>(bot: &'a Bot, interaction: &'a ComponentInteraction, spot: &Spot, words: Words) -> To<'a> {
    let asked = interaction.message.embeds.first().and_then(|embed| embed.author.as_ref());
    To {
        keys: &bot.keys,
        words,
        asker: interaction.user.id,
        guild: interaction.guild_id,
        private: is_private(interaction),
        helpers: spot.helpers().is_some(),
        asked: asked.and_then(|author| wording::discord::question_of(&author.name)),
        paused: None,
    }
}

/// A reply in place of a choice, under what stood above the choice: whose message it answers.
pub(super) fn in_place(interaction: &ComponentInteraction, mut reply: Reply) -> Reply {
    reply.posts[0].content.clone_from(&interaction.message.content);
    reply
}

/// Whether the message with the button is one that only its addressee sees.
pub(super) fn is_private(interaction: &ComponentInteraction) -> bool {
    interaction.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL))
}

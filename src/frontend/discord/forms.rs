//! Forms that came back. What becomes of one is in its id (`press.rs`), so it works after a restart.

use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serenity::all::MessageFlags;
use serenity::all::ModalInteraction;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::curating;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::languages;
use crate::frontend::discord::press::Press;
use crate::frontend::discord::review;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::wording::notices::Notice;

/// A form was sent off.
pub(super) async fn submitted(bot: &Bot, interaction: &ModalInteraction, arrived: Instant, has_room: bool) {
    let message = interaction.message.as_ref();
    let is_private = |flags: Option<MessageFlags>| flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
    let call = Call {
        id: interaction.id,
        token: &interaction.token,
        guild: interaction.guild_id,
        words: languages::of_form(bot, interaction),
        asker: interaction.user.id,
        arrived,
        on_private: message.is_some_and(|message| is_private(message.flags)),
        answered: AtomicBool::new(false),
    };
    let failure = match bot.keys.read(&interaction.data.custom_id, interaction.guild_id) {
        // What was written is given back even where there is no room for it.
        Ok(Press::Curating { act, paused, .. }) => {
            return curating::submitted(bot, &call, interaction, &act, paused.as_ref(), has_room).await;
        }
        Ok(_) if !has_room => Failure::Busy,
        Ok(Press::Review { act, .. }) => return Box::pin(review::submitted(bot, &call, interaction, &act)).await,
        _ => Failure::Theirs(Notice::OldButton),
    };
    let shown = Shown::private(failure.reply(call.words));
    send::answer(bot, &call, Place::Private, std::future::ready(shown)).await;
}

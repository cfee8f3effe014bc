//! Presses of buttons and choices from menus. All that is needed is in the button (`press.rs`), so they work after a
//! restart.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serenity::all::ComponentInteraction;
use serenity::all::ComponentInteractionDataKind;
use serenity::all::MessageId;
use serenity::all::Permissions;
use serenity::all::UserId;
use tracing::warn;

use crate::entry::Entry;
use crate::entry::ShortId;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::beneath;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::called;
use crate::frontend::discord::curating;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::feedback;
use crate::frontend::discord::languages;
use crate::frontend::discord::lists;
use crate::frontend::discord::press::Press;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::review;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::discord::trial;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;
use crate::service::Act;

/// A button was pressed, or something chosen from a menu.
pub(super) async fn pressed(bot: &Bot, interaction: &ComponentInteraction, arrived: Instant, has_room: bool) {
    let call = Call {
        id: interaction.id,
        token: &interaction.token,
        guild: interaction.guild_id,
        asker: interaction.user.id,
        words: languages::of_press(bot, interaction),
        arrived,
        on_private: beneath::is_private(interaction),
        answered: AtomicBool::new(false),
    };
    let press = bot.keys.read(&interaction.data.custom_id, interaction.guild_id);
    if let Ok(Press::Delete { asker, parts }) = &press {
        return delete(bot, &call, interaction, *asker, parts).await;
    }
    if let (Ok(Press::Trial { asker, act }), true) = (&press, has_room) {
        return trial::pressed(bot, &call, interaction, *asker, act).await;
    }
    if let (Ok(Press::Feedback { asker, act }), true) = (&press, has_room) {
        return feedback::pressed(bot, &call, interaction, *asker, act).await;
    }
    if let (Ok(Press::Review { act, .. }), true) = (&press, has_room) {
        return Box::pin(review::pressed(bot, &call, interaction, act)).await;
    }
    if let Ok(Press::Curating { act, paused, .. }) = &press {
        return Box::pin(curating::pressed(bot, &call, interaction, act, paused.as_ref(), has_room)).await;
    }
    let outcome = match press {
        Err(_) => Err(Failure::Theirs(Notice::OldButton)),
        Ok(_) if !has_room => Err(Failure::Busy),
        Ok(press) => acted_on(bot, interaction, &press, call.words).await,
    };
    let shown = outcome.unwrap_or_else(|failure| Shown::private(failure.reply(call.words)));
    send::answer(bot, &call, Place::Private, std::future::ready(shown)).await;
}

async fn acted_on(
    bot: &Bot,
    interaction: &ComponentInteraction,
    press: &Press,
    words: Words,
) -> Result<Shown, Failure> {
    let spot = spot(bot, interaction).await?;
    let presser = interaction.user.id;
    let to = beneath::to(bot, interaction, &spot, words);
    let alone = To { private: true, ..to };
    let catalog = spot.service().catalog();
    match *press {
        Press::Choose { asker, entry } => {
            let entry = catalog.entry_in_short(entry).ok_or_else(entry_gone)?;
            if presser == asker {
                return Ok(Shown::update(beneath::in_place(interaction, reply::chosen(entry, &to))));
            }
            // Somebody else is curious: they get it too, and the choice stays the asker's.
            spot.admit(bot, presser)?;
            Ok(Shown::private(reply::chosen(entry, &alone)))
        }
        Press::NoneOfThese { asker } if presser == asker => {
            Ok(Shown::update(beneath::in_place(interaction, reply::none_of_these(None, &to))))
        }
        Press::Page { asker, topic, page } if presser == asker => {
            let topic = topic.and_then(|digest| lists::topic(&catalog, digest));
            Ok(Shown::update(lists::page(&catalog, topic.as_deref(), usize::from(page), &to)))
        }
        Press::ShowTopic { asker } if presser == asker => {
            let topic = chosen(interaction).and_then(|digest| lists::topic(&catalog, digest));
            Ok(Shown::update(lists::page(&catalog, topic.as_deref(), 0, &to)))
        }
        Press::ShowEntry { .. } => {
            let entry: &Arc<Entry> =
                chosen(interaction).and_then(|id| catalog.entry_in_short(id)).ok_or_else(entry_gone)?;
            Ok(Shown::private(reply::shown(entry, &To { asked: None, ..alone })))
        }
        _ => Err(Failure::Theirs(Notice::NotYours)),
    }
}

/// Takes a reply away, if whoever pressed may.
async fn delete(bot: &Bot, call: &Call<'_>, interaction: &ComponentInteraction, asker: UserId, parts: &[MessageId]) {
    if interaction.user.id != asker && !is_moderator(bot, interaction).await {
        let refusal = Shown::private(reply::notice(&Notice::NotYoursToDelete.in_words(call.words)));
        send::answer(bot, call, Place::Private, std::future::ready(refusal)).await;
        return;
    }
    if !send::acknowledge_press(bot, call).await {
        return;
    }
    let mut deleted = send::delete_pressed(&bot.http, call).await;
    for part in parts {
        deleted = send::delete(&bot.http, interaction.channel_id, *part).await.and(deleted);
    }
    if let Err(error) = deleted {
        warn!(channel.id = %interaction.channel_id, "could not delete a reply: {}", errors::told(&error));
        send::follow_privately(bot, call, reply::notice(&Notice::CouldNotDelete.in_words(call.words))).await;
    }
}

async fn spot(bot: &Bot, interaction: &ComponentInteraction) -> Result<Spot, Failure> {
    let parent = called::parent(interaction.channel.as_ref());
    Spot::find(bot, interaction.guild_id, interaction.channel_id, parent).await
}

/// Whether whoever pressed looks after what is said there. Who can manage messages does, even while the server's space
/// cannot be opened.
async fn is_moderator(bot: &Bot, interaction: &ComponentInteraction) -> bool {
    let Some(member) = &interaction.member else { return false };
    if member.permissions.is_some_and(|permissions| permissions.contains(Permissions::MANAGE_MESSAGES)) {
        return true;
    }
    let spot = Spot::anywhere(bot, interaction.guild_id, interaction.channel_id, None).await;
    spot.is_ok_and(|spot| spot.caller(&interaction.user, Some(member)).may(Act::Review).is_ok())
}

/// What was chosen from a menu.
fn chosen(interaction: &ComponentInteraction) -> Option<ShortId> {
    match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => ShortId::parse(values.first()?),
        _ => None,
    }
}

fn entry_gone() -> Failure {
    Failure::Theirs(Notice::EntryGone)
}

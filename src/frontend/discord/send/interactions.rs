//! Answers to interactions: the first within Discord's three seconds, then edits of it and messages behind it.

use std::future::Future;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;
use serenity::all::CreateAttachment;
use serenity::all::Http;
use serenity::all::MessageId;
use serenity::all::UserId;
use tracing::warn;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Refusal;
use crate::frontend::discord::form::Form;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::Place;
use crate::frontend::discord::send::Shown;
use crate::frontend::discord::send::again::KEEP_TRYING;
use crate::frontend::discord::send::again::again_until;
use crate::frontend::discord::send::again::again_while;
use crate::frontend::discord::send::again::unless_gone;
use crate::frontend::discord::send::payload::EPHEMERAL;
use crate::frontend::discord::send::payload::files;
use crate::frontend::discord::send::payload::payload;
use crate::frontend::discord::send::payload::placed;
use crate::frontend::wording::notices::Notice;

/// Discord gives an interaction 3 seconds for its first answer. What is not ready by now gets a deferral, which
/// leaves one and a half seconds for the network and a second attempt. Nearly everything is ready within
/// milliseconds, and one request shows it sooner than two.
const DEFER_AFTER: Duration = Duration::from_millis(1_500);

/// After this the interaction is lost, less what the last attempt needs on its way.
const FIRST_ANSWER_WITHIN: Duration = Duration::from_millis(2_900);

/// Answers an interaction with what `work` comes to: at once if it is ready in time, else after a deferral made for
/// `expected`. Whether it worked out; if not, the asker sees that it did not, and the reason is logged.
pub(in crate::frontend::discord) async fn answer(
    bot: &Bot,
    call: &Call<'_>,
    expected: Place,
    work: impl Future<Output = Shown>,
) -> bool {
    let mut work = pin!(work);
    let until_deferral = DEFER_AFTER.saturating_sub(call.arrived.elapsed());
    let result = match tokio::time::timeout(until_deferral, &mut work).await {
        Ok(shown) => respond(bot, call, shown).await,
        Err(_) => match acknowledge(bot, call, deferral(expected)).await {
            // It may have gone through without our hearing of it; then the answer is waited for.
            Err(error) if errors::is_passing(&error) => {
                let shown = work.await;
                complete(bot, call, expected, shown).await.map_err(|_| error)
            }
            Err(error) => Err(error),
            Ok(()) => {
                let shown = work.await;
                complete(bot, call, expected, shown).await
            }
        },
    };
    if let Err(error) = &result {
        own_up(bot, call, error).await;
    }
    result.is_ok()
}

/// Tells the asker that there was an answer which could not be sent, or not all of it. Where nothing was sent at all
/// and Discord cannot be reached, Discord tells it.
async fn own_up(bot: &Bot, call: &Call<'_>, error: &serenity::Error) {
    let answered = call.answered.load(Ordering::Relaxed);
    if errors::refusal(error) == Some(Refusal::UnknownInteraction) || !answered && errors::is_passing(error) {
        warn!("could not answer an interaction: {}", errors::told(error));
        return;
    }
    let id = errors::log(&format!("could not answer an interaction: {}", errors::told(error)));
    let notice = reply::notice(&Notice::WentWrong(id.clone()).in_words(call.words));
    let post = &notice.posts[0];
    let told = if answered {
        follow_up(bot, call, post, Place::Private, &[]).await.map(drop)
    } else {
        let data = placed(payload(bot, post, call.guild, call.words, None), Place::Private);
        callback(bot, call, &json!({ "type": 4, "data": data }), Vec::new).await
    };
    if let Err(error) = told {
        warn!("could not tell of {id}: {}", errors::told(&error));
    }
}

/// Answers an interaction with a form, which has to be its first answer and cannot be deferred.
pub(in crate::frontend::discord) async fn show_form(bot: &Bot, call: &Call<'_>, form: &Form) {
    let body = json!({ "type": 9, "data": form.payload() });
    if let Err(error) = callback(bot, call, &body, Vec::new).await {
        own_up(bot, call, &error).await;
    }
}

/// Says that an interaction was noticed and that its message stays as it is for now.
pub(in crate::frontend::discord) async fn acknowledge_press(bot: &Bot, call: &Call<'_>) -> bool {
    let result = acknowledge(bot, call, deferral(Place::Update)).await;
    if let Err(error) = &result {
        warn!("could not acknowledge a button: {}", errors::told(error));
    }
    result.is_ok()
}

/// A further message to an interaction that was answered or acknowledged, for the asker alone.
pub(in crate::frontend::discord) async fn follow_privately(bot: &Bot, call: &Call<'_>, reply: Reply) {
    for post in &reply.posts {
        if let Err(error) = follow_up(bot, call, post, Place::Private, &[]).await {
            warn!("could not follow up: {}", errors::told(&error));
            return;
        }
    }
}

/// Puts `reply` in the place of what an interaction was answered with.
pub(in crate::frontend::discord) async fn edit_answer(bot: &Bot, call: &Call<'_>, reply: Reply) {
    if let Err(error) = edit(bot, call, &reply.posts[0], None).await {
        warn!("could not complete an answer: {}", errors::told(&error));
    }
}

/// Takes away the message whose button was pressed, after [`acknowledge_press`]. Works where the bot may not see the
/// channel, too.
///
/// # Errors
/// What Discord says.
pub(in crate::frontend::discord) async fn delete_pressed(http: &Http, call: &Call<'_>) -> Result<(), serenity::Error> {
    let attempt = || http.delete_original_interaction_response(call.token);
    again_until(Instant::now() + KEEP_TRYING, attempt).await.or_else(unless_gone)
}

/// The first answer, all at once.
async fn respond(bot: &Bot, call: &Call<'_>, shown: Shown) -> Result<(), serenity::Error> {
    let Shown { reply, place } = shown;
    let kind = if place == Place::Update { 7 } else { 4 };
    let only = reply.posts.len() == 1;
    let first = &reply.posts[0];
    let erasable = (only && reply.deletable && !is_private(call, place)).then_some((call.asker, &[][..]));
    let body = json!({ "type": kind, "data": placed(payload(bot, first, call.guild, call.words, erasable), place) });
    let acknowledged = callback(bot, call, &body, || files(first)).await;
    match acknowledged {
        // It may have gone through without our hearing of it; then it is there to be edited, and otherwise not.
        Err(error) if errors::is_passing(&error) => {
            edit(bot, call, first, erasable).await.map_err(|_| error)?;
            call.answered.store(true, Ordering::Relaxed);
        }
        other => other?,
    }
    if only { Ok(()) } else { rest(bot, call, &reply, place).await }
}

/// The answer after a deferral that was made for `expected`.
async fn complete(bot: &Bot, call: &Call<'_>, expected: Place, shown: Shown) -> Result<(), serenity::Error> {
    let Shown { reply, place } = shown;
    if expected == Place::Update && place != Place::Update {
        // The message with the button stays; this one is new.
        for post in &reply.posts {
            follow_up(bot, call, post, place, &[]).await?;
        }
        return Ok(());
    }
    if expected == Place::Public && place == Place::Private {
        // What was announced to all stays for all; so the announcement goes.
        let attempt = || bot.http.delete_original_interaction_response(call.token);
        again_until(Instant::now() + KEEP_TRYING, attempt).await.or_else(unless_gone)?;
        for post in &reply.posts {
            follow_up(bot, call, post, place, &[]).await?;
        }
        return Ok(());
    }
    let only = reply.posts.len() == 1;
    let erasable = (only && reply.deletable && !is_private(call, expected)).then_some((call.asker, &[][..]));
    edit(bot, call, &reply.posts[0], erasable).await?;
    if only { Ok(()) } else { rest(bot, call, &reply, expected).await }
}

/// The parts after the first.
async fn rest(bot: &Bot, call: &Call<'_>, reply: &Reply, place: Place) -> Result<(), serenity::Error> {
    // Parts of what only the asker sees are for the asker too.
    let place = if is_private(call, place) { Place::Private } else { place };
    let mut sent = Vec::new();
    if place != Place::Private {
        // The button that deletes the reply has to know all its parts.
        let original = || bot.http.get_original_interaction_response(call.token);
        sent.push(again_until(Instant::now() + KEEP_TRYING, original).await?.id);
    }
    let last = reply.posts.len() - 1;
    for (at, post) in reply.posts.iter().enumerate().skip(1) {
        let parts: &[MessageId] = if at == last { &sent } else { &[] };
        let id = follow_up(bot, call, post, place, parts).await?;
        sent.push(id);
    }
    Ok(())
}

/// Whether only the asker sees what goes to this place.
fn is_private(call: &Call<'_>, place: Place) -> bool {
    match place {
        Place::Public => false,
        Place::Private => true,
        Place::Update => call.on_private,
    }
}

/// A further message; with `parts` it gets the button that deletes them and itself.
async fn follow_up(
    bot: &Bot,
    call: &Call<'_>,
    post: &Post,
    place: Place,
    parts: &[MessageId],
) -> Result<MessageId, serenity::Error> {
    let erasable = (place != Place::Private && !parts.is_empty()).then_some((call.asker, parts));
    let body = placed(payload(bot, post, call.guild, call.words, erasable), place);
    // Not tried again when its fate is unknown: there is no way to tell whether it went through, and a part that is
    // missing is better than one that is there twice.
    let attempt = || bot.http.create_followup_message(call.token, &body, files(post));
    let sent = again_while(Instant::now() + KEEP_TRYING, errors::was_refused_for_now, attempt).await?;
    Ok(sent.id)
}

async fn edit(
    bot: &Bot,
    call: &Call<'_>,
    post: &Post,
    erasable: Option<(UserId, &[MessageId])>,
) -> Result<(), serenity::Error> {
    let body = payload(bot, post, call.guild, call.words, erasable);
    let attempt = || bot.http.edit_original_interaction_response(call.token, &body, files(post));
    again_until(Instant::now() + KEEP_TRYING, attempt).await.map(drop)
}

/// Says that the answer takes a while.
async fn acknowledge(bot: &Bot, call: &Call<'_>, body: Value) -> Result<(), serenity::Error> {
    callback(bot, call, &body, Vec::new).await
}

fn deferral(expected: Place) -> Value {
    match expected {
        Place::Update => json!({ "type": 6 }),
        Place::Private => json!({ "type": 5, "data": { "flags": EPHEMERAL } }),
        Place::Public => json!({ "type": 5 }),
    }
}

/// The first answer to an interaction, within its time. Tried again when its fate is unknown: if the first attempt
/// went through after all, Discord refuses the second, and all is well.
async fn callback(
    bot: &Bot,
    call: &Call<'_>,
    body: &Value,
    files: impl Fn() -> Vec<CreateAttachment>,
) -> Result<(), serenity::Error> {
    let deadline = call.arrived + FIRST_ANSWER_WITHIN;
    let mut attempts = 0;
    let attempt = || {
        attempts += 1;
        bot.http.create_interaction_response(call.id, call.token, body, files())
    };
    let result = match again_until(deadline, attempt).await {
        Err(error) if attempts > 1 && errors::refusal(&error) == Some(Refusal::AlreadyAnswered) => Ok(()),
        other => other,
    };
    call.answered.fetch_or(result.is_ok(), Ordering::Relaxed);
    result
}

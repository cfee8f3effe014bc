//! Everything that goes to Discord goes through this file, so that what holds for all of it is said once: nobody is
//! ever pinged but the one role that somebody calls for help, an interaction is answered once and in time, and what fails
//! for a moment is tried again.

use std::future::Future;
use std::pin::pin;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;
use serenity::all::ChannelId;
use serenity::all::CreateAttachment;
use serenity::all::GuildId;
use serenity::all::Http;
use serenity::all::InteractionId;
use serenity::all::Message;
use serenity::all::MessageId;
use serenity::all::RoleId;
use serenity::all::UserId;
use tracing::warn;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Refusal;
use crate::frontend::discord::form::Form;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Post;
use crate::frontend::discord::reply::Reply;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;

/// Discord gives an interaction 3 seconds for its first answer. What is not ready by now gets a deferral, which
/// leaves one and a half seconds for the network and a second attempt. Nearly everything is ready within
/// milliseconds, and one request shows it sooner than two.
const DEFER_AFTER: Duration = Duration::from_millis(1_500);

/// After this the interaction is lost, less what the last attempt needs on its way.
const FIRST_ANSWER_WITHIN: Duration = Duration::from_millis(2_900);

/// An interaction's answer can be edited for 15 minutes, but nobody watches a message for longer than this.
const KEEP_TRYING: Duration = Duration::from_secs(45);

/// A request without an answer for this long has most likely lost its connection.
const ONE_ATTEMPT: Duration = Duration::from_secs(10);

/// The mark of a message that only the person who asked sees.
const EPHEMERAL: u64 = 1 << 6;

/// What an interaction needs to be answered.
pub(super) struct Call<'a> {
    pub(super) id: InteractionId,
    pub(super) token: &'a str,
    pub(super) guild: Option<GuildId>,
    /// Who asked, and may take the reply away.
    pub(super) asker: UserId,
    /// In which words they are answered.
    pub(super) words: Words,
    /// When it reached this process.
    pub(super) arrived: Instant,
    /// Whether it is a press of a button on a message that only the asker sees: such a message needs no button to
    /// delete it, and stays private when it is updated.
    pub(super) on_private: bool,
    /// Whether its first answer is known to have gone through.
    pub(super) answered: AtomicBool,
}

/// A reply and where it goes.
pub(super) struct Shown {
    pub(super) reply: Reply,
    pub(super) place: Place,
}

/// Where a reply to an interaction goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A new message for all.
    Public,
    /// A new message for the asker alone.
    Private,
    /// In place of the message whose button was pressed.
    Update,
}

impl Shown {
    /// For all to see.
    pub(super) fn public(reply: Reply) -> Shown {
        Shown { reply, place: Place::Public }
    }

    /// For the asker alone.
    pub(super) fn private(reply: Reply) -> Shown {
        Shown { reply, place: Place::Private }
    }

    /// In place of what was there.
    pub(super) fn update(reply: Reply) -> Shown {
        Shown { reply, place: Place::Update }
    }
}

/// Answers an interaction with what `work` comes to: at once if it is ready in time, else after a deferral made for
/// `expected`. Whether it worked out; if not, the asker sees that it did not, and the reason is logged.
pub(super) async fn answer(bot: &Bot, call: &Call<'_>, expected: Place, work: impl Future<Output = Shown>) -> bool {
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
pub(super) async fn show_form(bot: &Bot, call: &Call<'_>, form: &Form) {
    let body = json!({ "type": 9, "data": form.payload() });
    if let Err(error) = callback(bot, call, &body, Vec::new).await {
        own_up(bot, call, &error).await;
    }
}

/// Says that an interaction was noticed and that its message stays as it is for now.
pub(super) async fn acknowledge_press(bot: &Bot, call: &Call<'_>) -> bool {
    let result = acknowledge(bot, call, deferral(Place::Update)).await;
    if let Err(error) = &result {
        warn!("could not acknowledge a button: {}", errors::told(error));
    }
    result.is_ok()
}

/// A further message to an interaction that was answered or acknowledged, for the asker alone.
pub(super) async fn follow_privately(bot: &Bot, call: &Call<'_>, reply: Reply) {
    for post in &reply.posts {
        if let Err(error) = follow_up(bot, call, post, Place::Private, &[]).await {
            warn!("could not follow up: {}", errors::told(&error));
            return;
        }
    }
}

/// Puts `reply` in the place of what an interaction was answered with.
pub(super) async fn edit_answer(bot: &Bot, call: &Call<'_>, reply: Reply) {
    if let Err(error) = edit(bot, call, &reply.posts[0], None).await {
        warn!("could not complete an answer: {}", errors::told(&error));
    }
}

/// Replies to a message; the id of the first message of the reply. Where the bot may not show all that belongs to an
/// answer it gives the words alone, and where it may not reply it writes below.
///
/// # Errors
/// What Discord says: most often that the bot may not write there, or that the message is gone.
pub(super) async fn reply_to(
    bot: &Bot,
    message: &Message,
    words: Words,
    reply: Reply,
) -> Result<MessageId, serenity::Error> {
    write_somehow(bot, message, (message.channel_id, true), words, reply).await
}

/// Writes into a thread that begins with `message`; otherwise as [`reply_to`].
///
/// # Errors
/// What Discord says.
pub(super) async fn write_in(
    bot: &Bot,
    message: &Message,
    thread: ChannelId,
    words: Words,
    reply: Reply,
) -> Result<MessageId, serenity::Error> {
    write_somehow(bot, message, (thread, false), words, reply).await
}

/// Begins a thread with a message. The name addresses nobody: Discord reads no mention in it.
///
/// # Errors
/// What Discord says: most often that the bot may not, or that there is one already.
pub(super) async fn start_thread(bot: &Bot, message: &Message, name: &str) -> Result<ChannelId, serenity::Error> {
    let body = json!({ "name": if name.is_empty() { "…" } else { name } });
    let mut attempts = 0;
    let attempt = || {
        attempts += 1;
        bot.http.create_thread_from_message(message.channel_id, message.id, &body, None)
    };
    match again_until(Instant::now() + KEEP_TRYING, attempt).await {
        Ok(thread) => Ok(thread.id),
        // The first attempt went through after all; a thread has the number of the message that it begins with.
        Err(error) if attempts > 1 && errors::refusal(&error) == Some(Refusal::HasThread) => {
            Ok(ChannelId::new(message.id.get()))
        }
        Err(error) => Err(error),
    }
}

/// Writes into the channel; the first message hangs on `message` if that is said.
async fn write_somehow(
    bot: &Bot,
    message: &Message,
    (channel, mut hangs_on): (ChannelId, bool),
    words: Words,
    mut reply: Reply,
) -> Result<MessageId, serenity::Error> {
    let mut in_full = true;
    loop {
        let error = match write(bot, message, (channel, hangs_on), words, &reply).await {
            Ok(first) => return Ok(first),
            Err(error) => error,
        };
        match errors::refusal(&error) {
            Some(Refusal::NoHistory) if hangs_on => hangs_on = false,
            Some(Refusal::NotAllowed | Refusal::Empty) if in_full => {
                reply = reply.in_words(words);
                in_full = false;
            }
            _ => return Err(error),
        }
    }
}

/// Sends a reply's messages to `channel`; the first hangs on `message` if `hangs_on`.
async fn write(
    bot: &Bot,
    message: &Message,
    (channel, hangs_on): (ChannelId, bool),
    words: Words,
    reply: &Reply,
) -> Result<MessageId, serenity::Error> {
    let mut sent: Vec<MessageId> = Vec::new();
    let last = reply.posts.len() - 1;
    for (at, post) in reply.posts.iter().enumerate() {
        let erasable = (at == last && reply.deletable).then_some((message.author.id, sent.as_slice()));
        let mut body = payload(bot, post, message.guild_id, words, erasable);
        if at == 0 && hangs_on {
            body["message_reference"] = json!({ "message_id": message.id, "fail_if_not_exists": true });
        }
        // A second attempt with the same nonce gives back the message of the first, if that went through after all.
        body["nonce"] = json!(format!("{}-{at}", message.id));
        body["enforce_nonce"] = json!(true);
        let attempt = || bot.http.send_message(channel, files(post), &body);
        sent.push(again_until(Instant::now() + KEEP_TRYING, attempt).await?.id);
    }
    Ok(sent[0])
}

/// Where somebody is told something that they did not ask for just now.
pub(super) struct Below<'a> {
    pub(super) channel: ChannelId,
    /// The message that it hangs on, if any.
    pub(super) message: Option<MessageId>,
    pub(super) guild: Option<GuildId>,
    /// Who may take it away.
    pub(super) asker: UserId,
    /// The same with every attempt, and with nothing else: what Discord knows it by.
    pub(super) nonce: &'a str,
}

/// Tells somebody something, in one message, in the way of [`reply_to`]. A further attempt, also by another process, gives
/// back the message of the first for some minutes, if that went through.
///
/// # Errors
/// What Discord says: most often that the bot may not write there, or that the place is gone.
pub(super) async fn tell(
    bot: &Bot,
    below: &Below<'_>,
    words: Words,
    mut reply: Reply,
) -> Result<MessageId, serenity::Error> {
    let (mut in_full, mut hangs_on) = (true, below.message);
    loop {
        let post = &reply.posts[0];
        let mut body = payload(bot, post, below.guild, words, reply.deletable.then_some((below.asker, &[][..])));
        if let Some(message) = hangs_on {
            body["message_reference"] = json!({ "message_id": message, "fail_if_not_exists": true });
        }
        (body["nonce"], body["enforce_nonce"]) = (json!(below.nonce), json!(true));
        let attempt = || bot.http.send_message(below.channel, files(post), &body);
        let error = match again_until(Instant::now() + KEEP_TRYING, attempt).await {
            Ok(sent) => return Ok(sent.id),
            Err(error) => error,
        };
        match errors::refusal(&error) {
            Some(Refusal::NoHistory) if hangs_on.is_some() => hangs_on = None,
            Some(Refusal::NotAllowed | Refusal::Empty) if in_full => {
                reply = reply.in_words(words);
                in_full = false;
            }
            _ => return Err(error),
        }
    }
}

/// Writes a message that pings the members of one role, and nobody else, whatever is in it: the only message that pings
/// anybody. Hangs on `below` where that is still there; `call` is what it comes of, and whose member may take it away.
///
/// # Errors
/// What Discord says: most often that the bot may not write there.
pub(super) async fn call_people(
    bot: &Bot,
    call: &Call<'_>,
    channel: ChannelId,
    mut below: Option<MessageId>,
    role: RoleId,
    reply: Reply,
) -> Result<MessageId, serenity::Error> {
    let (post, nonce) = (&reply.posts[0], call.id.to_string());
    loop {
        let mut body = payload(bot, post, call.guild, call.words, Some((call.asker, &[])));
        body["allowed_mentions"] = json!({ "parse": [], "roles": [role], "replied_user": false });
        if let Some(message) = below {
            body["message_reference"] = json!({ "message_id": message, "fail_if_not_exists": true });
        }
        (body["nonce"], body["enforce_nonce"]) = (json!(nonce), json!(true));
        let attempt = || bot.http.send_message(channel, files(post), &body);
        match again_until(Instant::now() + KEEP_TRYING, attempt).await {
            Err(error)
                if below.is_some()
                    && matches!(errors::refusal(&error), Some(Refusal::NoHistory | Refusal::UnknownMessage)) =>
            {
                below = None;
            }
            other => return other.map(|sent| sent.id),
        }
    }
}

/// The channel of direct messages with a member.
///
/// # Errors
/// What Discord says: most often that there is no such user.
pub(super) async fn direct_channel(bot: &Bot, member: UserId) -> Result<ChannelId, serenity::Error> {
    let wanted = json!({ "recipient_id": member });
    let attempt = || bot.http.create_private_channel(&wanted);
    Ok(again_until(Instant::now() + KEEP_TRYING, attempt).await?.id)
}

/// Takes a message of the bot's own away. One that is gone already counts as taken away.
///
/// # Errors
/// What Discord says.
pub(super) async fn delete(http: &Http, channel: ChannelId, message: MessageId) -> Result<(), serenity::Error> {
    let attempt = || http.delete_message(channel, message, None);
    again_until(Instant::now() + KEEP_TRYING, attempt).await.or_else(unless_gone)
}

/// Takes away the message whose button was pressed, after [`acknowledge_press`]. Works where the bot may not see the
/// channel, too.
///
/// # Errors
/// What Discord says.
pub(super) async fn delete_pressed(http: &Http, call: &Call<'_>) -> Result<(), serenity::Error> {
    let attempt = || http.delete_original_interaction_response(call.token);
    again_until(Instant::now() + KEEP_TRYING, attempt).await.or_else(unless_gone)
}

#[expect(clippy::result_large_err, reason = "serenity's error, passed on")]
fn unless_gone(error: serenity::Error) -> Result<(), serenity::Error> {
    if errors::refusal(&error) == Some(Refusal::UnknownMessage) { Ok(()) } else { Err(error) }
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

/// Tries until it works, fails for good, or the time is up.
async fn again_until<T, F>(deadline: Instant, attempt: impl FnMut() -> F) -> Result<T, serenity::Error>
where
    F: Future<Output = Result<T, serenity::Error>>,
{
    again_while(deadline, errors::is_passing, attempt).await
}

async fn again_while<T, F>(
    deadline: Instant,
    worth_it: impl Fn(&serenity::Error) -> bool,
    mut attempt: impl FnMut() -> F,
) -> Result<T, serenity::Error>
where
    F: Future<Output = Result<T, serenity::Error>>,
{
    /// Waits between attempts: short at first, since most faults last for one request.
    const FIRST_WAIT: Duration = Duration::from_millis(100);
    const LONGEST_WAIT: Duration = Duration::from_secs(5);
    let mut wait = FIRST_WAIT;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let result = match tokio::time::timeout(left.min(ONE_ATTEMPT), attempt()).await {
            Ok(result) => result,
            Err(_) => Err(errors::timed_out()),
        };
        match result {
            Err(error) if worth_it(&error) && Instant::now() + wait < deadline => {
                tokio::time::sleep(wait).await;
                wait = (wait * 2).min(LONGEST_WAIT);
            }
            other => return other,
        }
    }
}

/// A message as Discord takes it. What is not in it is emptied, since an edit leaves alone what is not named.
fn payload(
    bot: &Bot,
    post: &Post,
    guild: Option<GuildId>,
    words: Words,
    erasable: Option<(UserId, &[MessageId])>,
) -> Value {
    let mut rows = post.rows.clone();
    if let Some((asker, parts)) = erasable {
        reply::add_delete(&mut rows, words, &bot.keys, asker, guild, parts);
    }
    let attachments: Vec<Value> =
        post.files.iter().enumerate().map(|(id, file)| json!({ "id": id, "filename": file.filename })).collect();
    json!({
        "content": post.content,
        "embeds": post.embeds,
        "components": rows,
        "attachments": attachments,
        // Nobody is ever pinged: not by an answer, not by an echoed question, not by being replied to.
        "allowed_mentions": { "parse": [], "replied_user": false },
    })
}

fn placed(mut payload: Value, place: Place) -> Value {
    if place == Place::Private {
        payload["flags"] = json!(EPHEMERAL);
    }
    payload
}

fn files(post: &Post) -> Vec<CreateAttachment> {
    // serenity gives every attachment of a raw request the same number, so there can be one.
    debug_assert!(post.files.len() <= 1, "one file a message");
    post.files.clone()
}

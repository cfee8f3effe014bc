//! Messages in channels and threads, which no interaction asks for, and the one that pings anybody.

use std::time::Instant;

use serde_json::json;
use serenity::all::ChannelId;
use serenity::all::GuildId;
use serenity::all::Http;
use serenity::all::Message;
use serenity::all::MessageId;
use serenity::all::RoleId;
use serenity::all::UserId;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Refusal;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::send::Call;
use crate::frontend::discord::send::again::KEEP_TRYING;
use crate::frontend::discord::send::again::again_until;
use crate::frontend::discord::send::again::unless_gone;
use crate::frontend::discord::send::payload::files;
use crate::frontend::discord::send::payload::payload;
use crate::frontend::wording::words::Words;

/// Replies to a message; the id of the first message of the reply. Where the bot may not show all that belongs to an
/// answer it gives the words alone, and where it may not reply it writes below.
///
/// # Errors
/// What Discord says: most often that the bot may not write there, or that the message is gone.
pub(in crate::frontend::discord) async fn reply_to(
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
pub(in crate::frontend::discord) async fn write_in(
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
pub(in crate::frontend::discord) async fn start_thread(
    bot: &Bot,
    message: &Message,
    name: &str,
) -> Result<ChannelId, serenity::Error> {
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
pub(in crate::frontend::discord) struct Below<'a> {
    pub(in crate::frontend::discord) channel: ChannelId,
    /// The message that it hangs on, if any.
    pub(in crate::frontend::discord) message: Option<MessageId>,
    pub(in crate::frontend::discord) guild: Option<GuildId>,
    /// Who may take it away.
    pub(in crate::frontend::discord) asker: UserId,
    /// The same with every attempt, and with nothing else: what Discord knows it by.
    pub(in crate::frontend::discord) nonce: &'a str,
}

/// Tells somebody something, in one message, in the way of [`reply_to`]. A further attempt, also by another process, gives
/// back the message of the first for some minutes, if that went through.
///
/// # Errors
/// What Discord says: most often that the bot may not write there, or that the place is gone.
pub(in crate::frontend::discord) async fn tell(
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
pub(in crate::frontend::discord) async fn call_people(
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
pub(in crate::frontend::discord) async fn direct_channel(
    bot: &Bot,
    member: UserId,
) -> Result<ChannelId, serenity::Error> {
    let wanted = json!({ "recipient_id": member });
    let attempt = || bot.http.create_private_channel(&wanted);
    Ok(again_until(Instant::now() + KEEP_TRYING, attempt).await?.id)
}

/// Takes a message of the bot's own away. One that is gone already counts as taken away.
///
/// # Errors
/// What Discord says.
pub(in crate::frontend::discord) async fn delete(
    http: &Http,
    channel: ChannelId,
    message: MessageId,
) -> Result<(), serenity::Error> {
    let attempt = || http.delete_message(channel, message, None);
    again_until(Instant::now() + KEEP_TRYING, attempt).await.or_else(unless_gone)
}

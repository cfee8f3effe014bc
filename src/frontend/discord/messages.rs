//! Messages that mention the bot or reply to it, and direct messages. Their text comes without the message-content
//! intent; that of all others stays unread.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use serenity::all::Message;
use serenity::all::MessageType;
use tracing::debug;
use tracing::warn;

use crate::entry::Entry;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Failure;
use crate::frontend::discord::errors::Refusal;
use crate::frontend::discord::languages;
use crate::frontend::discord::question::question;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send;
use crate::frontend::wording::notices::Notice;
use crate::frontend::wording::words::Words;
use crate::service::NotShown;
use crate::store::Place;

/// The door of those who mention the bot, as the store names it.
pub(super) const MENTION: &str = "mention";

/// Somebody who has to wait is told once in this time; telling them each time would make it worse.
const TOLD_AGAIN_AFTER: Duration = Duration::from_secs(30);

/// A message arrived that addresses the bot.
pub(super) async fn arrived(bot: &Bot, message: &Message, has_room: bool) {
    if !is_from_a_person(message) {
        return;
    }
    let question = question(&message.content);
    if question.is_empty() && !says_nothing_on_purpose(bot, message) {
        return;
    }
    let Some(spot) = spot(bot, message).await else { return };
    let spot = if has_room { spot } else { spot.and(Err(Failure::Busy)) };
    react(bot, message, &question, spot).await;
}

/// Somebody who was answered in a thread a while ago says more there: as good as a mention.
pub(super) async fn followed_up(bot: &Bot, message: &Message, question: &str, spot: Spot) {
    react(bot, message, question, spot.if_served()).await;
}

async fn react(bot: &Bot, message: &Message, question: &str, spot: Result<Spot, Failure>) {
    let words = languages::of_message(bot, message, spot.as_ref().ok()).await;
    let outcome = match spot {
        Ok(spot) => answered(bot, &spot, message, question, words).await.map(|told| (spot, told)),
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok((spot, told)) => tell(bot, &spot, message, words, told).await,
        Err(failure) if bot.told.is_due(message.author.id, message.channel_id, TOLD_AGAIN_AFTER, Instant::now()) => {
            report(message, send::reply_to(bot, message, words, failure.reply(words)).await.map(drop));
        }
        // Ours are logged all the same.
        Err(failure) => drop(failure.reply(words)),
    }
}

/// What somebody is told, and the entries it shows that count as shown.
struct Told {
    reply: Reply,
    entries: Vec<Arc<Entry>>,
}

async fn answered(bot: &Bot, spot: &Spot, message: &Message, question: &str, words: Words) -> Result<Told, Failure> {
    if question.is_empty() {
        let replies_to_another = message.referenced_message.as_ref().is_some_and(|other| other.author.id != bot.me);
        return Err(Failure::Theirs(if replies_to_another { Notice::CannotSee } else { Notice::Help }));
    }
    let post = spot.ask(bot, &message.author, place(message), question).await?;
    let (asker, guild) = (message.author.id, message.guild_id);
    let helpers = spot.helpers().is_some();
    let to = To { keys: &bot.keys, words, asker, guild, private: false, helpers, asked: None, paused: None };
    let entries = spot.may_show_any(bot, &post).map_err(|refused| Failure::Theirs(not_shown(message, refused)))?;
    Ok(Told { reply: reply::post(&post, &to), entries })
}

/// Where the question stands, for those who are to be told later.
fn place(message: &Message) -> Place {
    let door = if message.guild_id.is_some() { MENTION } else { "direct" };
    Place { door: door.to_owned(), channel: Some(message.channel_id.get()), message: Some(message.id.get()) }
}

async fn tell(bot: &Bot, spot: &Spot, message: &Message, words: Words, told: Told) {
    let mut sent = send::reply_to(bot, message, words, told.reply).await;
    for entry in &told.entries {
        match &sent {
            Ok(id) => spot.was_shown(bot, entry, Some(id.get())),
            Err(_) => spot.was_not_shown(bot, entry),
        }
    }
    if let Err(error) = &sent
        && errors::refusal(error) == Some(Refusal::Form)
    {
        let cause = anyhow::anyhow!("could not answer a message: {}", errors::told(error));
        sent = send::reply_to(bot, message, words, Failure::Ours(cause).reply(words)).await;
    }
    if sent.is_ok() {
        go_on_with(bot, spot, message).await;
    }
    report(message, sent.map(drop));
}

/// What the asker says next in a thread is meant for the bot too, where it hears that.
async fn go_on_with(bot: &Bot, spot: &Spot, message: &Message) {
    let hears = bot.reads_all && message.guild_id.is_some() && spot.here.mode.reads_all();
    if hears && bot.threads.parent(&bot.http, message.channel_id).await.is_some() {
        let now = Instant::now();
        let until = now + spot.rules.unasked.follow_up;
        bot.unasked.follow_ups.begin(message.channel_id, message.author.id, until, now);
    }
}

/// Where the message was written; `None` where the bot keeps quiet.
async fn spot(bot: &Bot, message: &Message) -> Option<Result<Spot, Failure>> {
    bot.servers.of(message.guild_id)?;
    let spot = match Spot::anywhere(bot, message.guild_id, message.channel_id, None).await {
        Ok(spot) => spot,
        Err(failure) => return Some(Err(failure)),
    };
    // A message in a thread names the thread only, and does not say that it is one.
    let spot = if message.guild_id.is_some() && spot.rules.tell_threads_apart(message.channel_id) {
        spot.in_thread_of(bot.threads.parent(&bot.http, message.channel_id).await)
    } else {
        spot
    };
    if message.guild_id.is_some() && !spot.here.mode.is_addressable() {
        return None;
    }
    Some(spot.if_served())
}

/// People write ordinary messages and replies. Bots, webhooks and Discord itself are not answered: two bots that
/// answer each other never stop.
fn is_from_a_person(message: &Message) -> bool {
    let ordinary = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    ordinary && !message.author.bot && !message.author.system && message.webhook_id.is_none()
}

/// Whether the bot is meant: in a direct message, by a mention, or by a reply to it.
pub(super) fn is_addressed(bot: &Bot, message: &Message) -> bool {
    let replied_to = message.referenced_message.as_ref().is_some_and(|other| other.author.id == bot.me);
    message.guild_id.is_none() || replied_to || message.mentions.iter().any(|user| user.id == bot.me)
}

/// Whether a message without words wants to know what the bot can do: a bare mention does, a picture or a sticker in
/// reply to the bot does not. Of a reply that does not mention the bot, Discord withholds the words.
fn says_nothing_on_purpose(bot: &Bot, message: &Message) -> bool {
    let mention = [format!("<@{}>", bot.me), format!("<@!{}>", bot.me)];
    mention.iter().any(|mention| message.content.contains(mention.as_str()))
}

fn not_shown(message: &Message, refused: NotShown) -> Notice {
    match refused {
        NotShown::JustGiven { message: Some(id), .. } => {
            let id = serenity::all::MessageId::new(id.max(1));
            Notice::JustGivenAt(id.link(message.channel_id, message.guild_id))
        }
        other => Notice::NotShown(other),
    }
}

/// A reply that could not be sent: where the bot may not write, or the message is gone, nobody can be told.
fn report(message: &Message, sent: Result<(), serenity::Error>) {
    let Err(error) = sent else { return };
    let channel = message.channel_id;
    match errors::refusal(&error) {
        Some(Refusal::UnknownMessage) => debug!(channel.id = %channel, "a question in {channel} was deleted"),
        Some(Refusal::NotAllowed) => warn!(
            channel.id = %channel,
            "may not answer in channel {channel}: it needs the permissions View Channel, Send Messages, Embed Links \
             and Read Message History there (in threads also Send Messages in Threads)"
        ),
        _ => warn!(channel.id = %channel, "could not answer in channel {channel}: {}", errors::told(&error)),
    }
}

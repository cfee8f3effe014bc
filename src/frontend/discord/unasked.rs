//! Questions that are put to nobody: heard where a server wants that, weighed, left to people for a while, and answered
//! where nobody did and the answer is all but certain. On trial everything goes the same way, and in the end nothing is
//! sent.
//!
//! Whatever is unsure ends in silence, and what is not answered is kept nowhere.

mod earlier;
mod follow_ups;
mod manners;

use std::sync::Arc;
use std::time::Instant;

use serenity::all::ChannelId;
use serenity::all::ConnectionStage;
use serenity::all::Message;
use serenity::all::MessageId;
use serenity::all::ShardId;
use tracing::debug;
use tracing::warn;

use crate::entry::Entry;
use crate::frontend::discord::asking::CANDIDATES;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::echo;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Refusal;
use crate::frontend::discord::languages;
use crate::frontend::discord::messages;
use crate::frontend::discord::question::question;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send;
use crate::frontend::discord::threads::Known;
use crate::frontend::wording::words::Words;
use crate::service::Asker;
use crate::service::Mode;
use crate::service::Overheard;
use crate::service::is_question;
use crate::service::wants_help;
use crate::store;

/// The door, as the store names it.
pub(super) const UNASKED: &str = "unasked";

/// The same for posts of a forum on trial, which are counted with their forum: the place's channel is the forum, and
/// the message is the one that the post begins with, whose number the post has.
pub(super) const POST: &str = "post";

/// Longest name of a thread, in UTF-16 units.
const MAX_NAME: usize = 100;

/// A message that addresses nobody arrived.
pub(super) async fn arrived(bot: &Arc<Bot>, message: Message, shard: ShardId, has_room: bool) {
    if !bot.reads_all || !has_room || message.guild_id.is_none() || !manners::is_put_to_all(&message) {
        return;
    }
    let gaps = bot.unasked.meanwhile.gaps();
    let text = question(&message.content);
    // Most of what people say to each other goes no further than this.
    if !wants_help(&text) && !is_first_of_a_post(&message) {
        return;
    }
    let Some(heard) = Heard::of(bot, &message, text).await else { return };
    if heard.is_follow_up(bot, &message).await {
        return messages::followed_up(bot, &message, &heard.text, heard.spot).await;
    }
    if bot.unasked.names.calls(message.channel_id, message.author.id, &heard.text)
        || !heard.is_put_to_all(bot, &message).await
        || !heard.may_be_weighed(bot, &message)
        || heard.weighed().await.is_none()
    {
        return;
    }
    let Ok(room) = Arc::clone(&bot.unasked.room).try_acquire_owned() else { return };
    let bot = Arc::clone(bot);
    // Apart from this event, which a stop waits for.
    tokio::spawn(async move {
        if bot.at_work.put_off(heard.spot.rules.unasked.wait).await {
            let begun = bot.at_work.begin();
            if begun.has_room() {
                answered_by_nobody(&bot, &message, heard.text, Since { gaps, shard }).await;
            }
        }
        drop(room);
    });
}

/// Since when a question waits.
struct Since {
    gaps: u64,
    /// The connection that it came by, and that answers to it come by.
    shard: ShardId,
}

/// Answers a question, now that people have had their time.
async fn answered_by_nobody(bot: &Bot, message: &Message, text: String, since: Since) {
    let stands = async || {
        // While the connection is broken, nobody who answers is heard.
        let runners = bot.shards.runners.lock().await;
        let hears = runners.get(&since.shard).is_some_and(|shard| shard.stage == ConnectionStage::Connected);
        let (channel, asker) = (message.channel_id, message.author.id);
        hears && bot.unasked.meanwhile.is_undisturbed(channel, message.id, asker, since.gaps)
    };
    if !stands().await {
        return;
    }
    // All over again: settings and knowledge may be others by now.
    let Some(heard) = Heard::again(bot, message, text).await else { return };
    let Some(overheard) = heard.weighed().await else { return };
    // It took a moment.
    if stands().await {
        heard.answered(bot, message, overheard).await;
    }
}

/// What somebody wrote, and where.
struct Heard {
    spot: Spot,
    /// What is known of the channel.
    place: Known,
    /// The question, in a post of a forum with its title.
    text: String,
}

impl Heard {
    /// `None` where nothing is heard.
    async fn of(bot: &Bot, message: &Message, text: String) -> Option<Heard> {
        let mut heard = Heard::again(bot, message, text).await?;
        if is_first_of_a_post(message) {
            let (_, title) = bot.threads.looked_up(&bot.http, message.channel_id).await?;
            heard.text = format!("{title}\n\n{}", heard.text);
        }
        Some(heard)
    }

    /// The same once more, with the question as it was.
    async fn again(bot: &Bot, message: &Message, text: String) -> Option<Heard> {
        bot.servers.of(message.guild_id)?;
        // Where a space cannot be opened, nobody has asked, so nobody is told; those who ask are.
        let spot = Spot::anywhere(bot, message.guild_id, message.channel_id, None).await.ok()?;
        if !spot.rules.reads_all() {
            return None;
        }
        let place = bot.threads.known(&bot.http, message.channel_id).await?;
        let spot = spot.in_thread_of(place.parent);
        spot.here.mode.reads_all().then_some(Heard { spot, place, text })
    }

    /// Whether it is a question to everybody: in a channel, a question; in a forum, what a post begins with. What is
    /// said below that, and in threads of the bot's own, is a conversation.
    async fn is_put_to_all(&self, bot: &Bot, message: &Message) -> bool {
        if is_first_of_a_post(message) {
            return wants_help(&self.text);
        }
        if !is_question(&self.text) || self.place.owner == Some(bot.me) {
            return false;
        }
        match self.place.parent {
            Some(parent) => bot.threads.known(&bot.http, parent).await.is_some_and(|parent| !parent.is_forum),
            None => true,
        }
    }

    /// Whether the member has not said too much already: each look costs the model something. Counted apart from what
    /// they ask, so that whoever talks may still ask.
    fn may_be_weighed(&self, bot: &Bot, message: &Message) -> bool {
        let (member, place) = (message.author.id.get(), message.channel_id.get());
        bot.limits.may_ask(member, place, Instant::now(), &self.spot.rules.cooldowns).is_ok()
    }

    /// What can be answered of it, if anything.
    async fn weighed(&self) -> Option<Overheard> {
        let weighed = self.spot.service().overhear(&self.text, CANDIDATES, self.spot.rules.unasked.target).await;
        weighed.unwrap_or_else(|error| {
            debug!("did not look at what somebody said: {error}");
            None
        })
    }

    /// Answers it, or on trial only keeps that it would have.
    async fn answered(&self, bot: &Bot, message: &Message, overheard: Overheard) {
        let silent = self.spot.here.mode != Mode::Auto;
        let place = self.place_of(message, silent);
        let asker = Asker { caller: self.spot.caller(&message.author, None), place, silent };
        if silent {
            // The cap and the cooldowns are about what people see.
            drop(self.spot.service().keep_overheard(&asker, overheard));
            return;
        }
        // What stands there already is not said again.
        let Ok(entries) = self.spot.may_show_any(bot, overheard.post()) else { return };
        let channel = self.place.parent.unwrap_or(message.channel_id);
        if !self.may_speak(bot, message, channel).await {
            entries.iter().for_each(|entry| self.spot.was_not_shown(bot, entry));
            return;
        }
        let several = overheard.questions() > 1;
        let post = self.spot.service().keep_overheard(&asker, overheard);
        let best = Arc::clone(post.best());
        let asked = (several && post.answers.len() == 1).then_some(best.question.as_str());
        let words = languages::of_server(bot, message.guild_id, &self.spot.rules).await;
        let (asker, guild, helpers) = (message.author.id, message.guild_id, self.spot.helpers().is_some());
        let to = To { keys: &bot.keys, words, asker, guild, private: false, helpers, asked, paused: None };
        let sent = self.put(bot, message, words, &best.question, || reply::unasked(&post, &to)).await;
        self.note(bot, message, &entries, sent);
        if sent.is_none() {
            bot.unasked.hourly.was_silent(channel, message.id.get());
        }
    }

    fn place_of(&self, message: &Message, silent: bool) -> store::Place {
        let (door, channel) = match self.place.parent {
            Some(forum) if silent && is_first_of_a_post(message) => (POST, forum),
            _ => (UNASKED, message.channel_id),
        };
        store::Place { door: door.to_owned(), channel: Some(channel.get()), message: Some(message.id.get()) }
    }

    /// Puts it where it disturbs least: in a thread of its own, or where the question stands in one already. Where it
    /// stands, and the first message of it.
    async fn put(
        &self,
        bot: &Bot,
        message: &Message,
        words: Words,
        asked: &str,
        reply: impl Fn() -> Reply,
    ) -> Option<(ChannelId, MessageId)> {
        if self.place.parent.is_none() {
            match send::start_thread(bot, message, &echo::line(asked, MAX_NAME)).await {
                Ok(thread) => match send::write_in(bot, message, thread, words, reply()).await {
                    Ok(first) => return Some((thread, first)),
                    Err(error) if !stays(&error) => return report(message, &error),
                    Err(_) => {}
                },
                Err(error) if !stays(&error) => return report(message, &error),
                Err(_) => {}
            }
        }
        match send::reply_to(bot, message, words, reply()).await {
            Ok(first) => Some((message.channel_id, first)),
            Err(error) => report(message, &error),
        }
    }

    fn note(&self, bot: &Bot, message: &Message, entries: &[Arc<Entry>], sent: Option<(ChannelId, MessageId)>) {
        for entry in entries {
            match sent {
                Some((_, first)) => self.spot.was_shown(bot, entry, Some(first.get())),
                None => self.spot.was_not_shown(bot, entry),
            }
        }
        if let Some((channel, _)) = sent
            && (self.place.parent.is_some() || channel != message.channel_id)
        {
            let now = Instant::now();
            let until = now + self.spot.rules.unasked.follow_up;
            bot.unasked.follow_ups.begin(channel, message.author.id, until, now);
        }
    }
}

/// Whether it is the message that a post of a forum begins with: both have the same number.
fn is_first_of_a_post(message: &Message) -> bool {
    message.id.get() == message.channel_id.get()
}

/// Whether the question still stands and may be answered where it does: only the thread could not be had.
fn stays(error: &serenity::Error) -> bool {
    match errors::refusal(error) {
        // Somebody has begun a thread with it, or taken it away: people are at it.
        Some(Refusal::HasThread | Refusal::UnknownMessage | Refusal::Token) | None => false,
        Some(_) => true,
    }
}

/// Nobody waits for this answer, so nobody is told.
fn report<T>(message: &Message, error: &serenity::Error) -> Option<T> {
    let channel = message.channel_id;
    match errors::refusal(error) {
        Some(Refusal::UnknownMessage | Refusal::HasThread) => debug!(channel.id = %channel, "a question is gone"),
        _ => warn!(channel.id = %channel, "could not answer unasked in channel {channel}: {}", errors::told(error)),
    }
    None
}

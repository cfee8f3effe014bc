//! Telling people that a question of theirs has an answer: where they asked, or by direct message. Any process does it
//! for all servers, as it needs no shard; a lease in the store keeps two from doing the same, and a nonce keeps what went
//! out twice from being shown twice.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use serenity::all::ChannelId;
use serenity::all::GuildId;
use serenity::all::MessageId;
use tracing::debug;
use tracing::warn;

use crate::frontend::discord::Answers;
use crate::frontend::discord::asking::Spot;
use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::called;
use crate::frontend::discord::echo::echo;
use crate::frontend::discord::errors;
use crate::frontend::discord::errors::Refusal;
use crate::frontend::discord::languages;
use crate::frontend::discord::reply;
use crate::frontend::discord::reply::Reply;
use crate::frontend::discord::reply::To;
use crate::frontend::discord::send;
use crate::frontend::discord::send::Below;
use crate::frontend::discord::settings::space;
use crate::frontend::discord::unasked::UNASKED;
use crate::frontend::wording::words::Words;
use crate::service::Delivery;
use crate::service::FaqService;
use crate::service::Mode;
use crate::service::Spaces;
use crate::store::RowId;

/// How often it is looked whether somebody is to be told something; an answer that took hours or days may take seconds
/// more.
const EVERY: Duration = Duration::from_secs(2);

/// Of what was taken at once, what is not begun by now is left for later: beyond its lease another process may take it.
const BEGIN_WITHIN: Duration = Duration::from_secs(60);

/// Longest question that is quoted, in UTF-16 units.
const MAX_QUOTED: usize = 300;

/// What became of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It was shown.
    Shown,
    /// It can never be: the place is gone or closed.
    Ended,
    /// Discord is away.
    Later,
}

/// Delivers what people are to be told, for as long as the process runs.
pub(super) async fn deliver(bot: &Bot) {
    let mut unmarked = Unmarked::default();
    loop {
        for spaces in all_spaces(bot) {
            // While the store is away nobody can be told.
            let waiting = spaces.with_notices().await.unwrap_or_default();
            let direct = space(None);
            for space in waiting.into_iter().filter(|space| space.is_of_server() || *space == direct) {
                let guild = space.server().filter(|server| *server != 0).map(GuildId::new);
                let Some(server) = bot.servers.of(guild) else { continue };
                let is_here = matches!(&server.answers, Answers::Spaces(own) if Arc::ptr_eq(own, &spaces));
                if is_here {
                    round(bot, guild, &mut unmarked).await;
                }
            }
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Those of the stores that the servers are answered from, each once.
fn all_spaces(bot: &Bot) -> Vec<Arc<Spaces>> {
    let mut all: Vec<Arc<Spaces>> = Vec::new();
    for server in bot.servers.named.values().chain(&bot.servers.others).chain(&bot.servers.direct) {
        if let Answers::Spaces(spaces) = &server.answers
            && !all.iter().any(|known| Arc::ptr_eq(known, spaces))
        {
            all.push(Arc::clone(spaces));
        }
    }
    all
}

/// What was shown and could not be marked so: it is not to be shown again when its lease is over.
#[derive(Default)]
struct Unmarked(HashSet<RowId>);

impl Unmarked {
    async fn mark(&mut self, service: &FaqService, id: &RowId) {
        match service.delivered(id).await {
            Ok(()) => drop(self.0.remove(id)),
            Err(error) => {
                debug!("a notice was shown and is not marked yet: {error}");
                self.0.insert(id.clone());
            }
        }
    }
}

/// Delivers what waits in one server.
async fn round(bot: &Bot, guild: Option<GuildId>, unmarked: &mut Unmarked) {
    // Any channel: what holds in the channel of a notice is asked with it.
    let Ok(spot) = Spot::anywhere(bot, guild, ChannelId::new(1), None).await else { return };
    let Ok(deliveries) = spot.service().to_deliver().await else { return };
    let taken = Instant::now();
    for delivery in deliveries {
        if taken.elapsed() > BEGIN_WITHIN {
            return;
        }
        // A stop waits until it is shown and marked.
        let _begun = bot.at_work.begin();
        match spot.service().is_to_deliver(&delivery.id).await {
            Ok(true) => {}
            // Somebody took back what it tells of.
            Ok(false) => {
                unmarked.0.remove(&delivery.id);
                continue;
            }
            Err(_) => return,
        }
        if !unmarked.0.contains(&delivery.id) && show(bot, &spot, &delivery).await == Outcome::Later {
            return;
        }
        unmarked.mark(spot.service(), &delivery.id).await;
    }
}

async fn show(bot: &Bot, spot: &Spot, delivery: &Delivery) -> Outcome {
    match shown(bot, spot, delivery).await {
        Ok(outcome) => outcome,
        Err(error) => after(&error),
    }
}

/// What a failure means for a notice.
fn after(error: &serenity::Error) -> Outcome {
    match errors::refusal(error) {
        Some(Refusal::Token) => Outcome::Later,
        _ if errors::is_passing(error) => Outcome::Later,
        Some(
            Refusal::UnknownChannel
            | Refusal::UnknownMessage
            | Refusal::UnknownUser
            | Refusal::Closed
            | Refusal::NotAllowed
            | Refusal::NoHistory,
        ) => {
            debug!("somebody could not be told of an answer: {}", errors::told(error));
            Outcome::Ended
        }
        // The same the next time.
        _ => {
            warn!("somebody could not be told of an answer: {}", errors::told(error));
            Outcome::Ended
        }
    }
}

async fn shown(bot: &Bot, spot: &Spot, delivery: &Delivery) -> Result<Outcome, serenity::Error> {
    let place = &delivery.notice.notice.place;
    let channel = place.channel.filter(|channel| *channel != 0).map(ChannelId::new);
    let message = place.message.filter(|message| *message != 0);
    let words = languages::of_server(bot, spot.guild, &spot.rules).await;
    let nonce = delivery.id.as_str();
    match (place.door.as_str(), channel, message) {
        (called::SLASH, _, Some(sealed)) => {
            let Some(member) = bot.keys.open(sealed) else { return Ok(Outcome::Ended) };
            let channel = send::direct_channel(bot, member).await?;
            let below = Below { channel, message: None, guild: None, asker: member, nonce };
            send::tell(bot, &below, words, notice(bot, spot, delivery, &below, words)).await?;
            Ok(Outcome::Shown)
        }
        ("mention" | "menu" | "direct" | UNASKED, Some(channel), Some(message)) => {
            let is_direct = place.door == "direct";
            if !is_direct && is_off(bot, spot, channel).await {
                return Ok(Outcome::Ended);
            }
            let message = MessageId::new(message);
            let asker = match bot.http.get_message(channel, message).await {
                Ok(question) => question.author.id,
                // Who asked may not take it away then; moderators may.
                Err(error) if errors::refusal(&error) == Some(Refusal::NoHistory) => bot.me,
                Err(error) => return Err(error),
            };
            let guild = spot.guild.filter(|_| !is_direct);
            let below = Below { channel, message: Some(message), guild, asker, nonce };
            send::tell(bot, &below, words, notice(bot, spot, delivery, &below, words)).await?;
            Ok(Outcome::Shown)
        }
        _ => Ok(Outcome::Ended),
    }
}

/// Whether the bot was switched off in a channel since somebody asked there.
async fn is_off(bot: &Bot, spot: &Spot, channel: ChannelId) -> bool {
    let parent = match spot.rules.tell_threads_apart(channel) {
        true => bot.threads.parent(&bot.http, channel).await,
        false => None,
    };
    spot.rules.within(channel, parent).mode == Mode::Off
}

fn notice(bot: &Bot, spot: &Spot, delivery: &Delivery, below: &Below<'_>, words: Words) -> Reply {
    let to = To {
        keys: &bot.keys,
        words,
        asker: below.asker,
        guild: below.guild,
        private: false,
        helpers: false,
        asked: None,
        paused: None,
    };
    let about = match echo(&delivery.notice.notice.question, MAX_QUOTED) {
        // Somebody else asked it.
        question if question.is_empty() => words.say("notice-of-followed"),
        question => words.say_with("notice-of-own", &[("question", question.into())]),
    };
    reply::notified(&delivery.entry, about, spot.guild, &to)
}

//! Whether the bot may speak in a channel yet, with what was answered there before this process began.

use std::sync::Arc;
use std::time::Instant;

use serenity::all::ChannelId;
use serenity::all::Message;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::listening::HOUR;
use crate::frontend::discord::listening::Read;
use crate::frontend::discord::unasked::Heard;
use crate::frontend::discord::unasked::UNASKED;
use crate::store::Place;

/// Answers that are counted by their channel: of each, Discord may have to say which channel its thread belongs to.
const MOST_COUNTED: usize = 200;

impl Heard {
    /// What was answered in this server before this process began.
    pub(super) async fn earlier(&self, bot: &Bot, message: &Message) -> Option<Arc<Read>> {
        let reach = HOUR.max(self.spot.rules.unasked.follow_up);
        Some(bot.unasked.earlier.of(message.guild_id?, self.spot.service(), reach).await)
    }

    /// Whether the bot may speak in `channel`, where the question or its thread stands; then it counts as having spoken.
    pub(super) async fn may_speak(&self, bot: &Bot, message: &Message, channel: ChannelId) -> bool {
        if let Some(earlier) = self.earlier(bot, message).await {
            earlier.counted.get_or_init(|| count(bot, &earlier)).await;
        }
        bot.unasked.hourly.may_speak(channel, message.id.get(), self.spot.rules.unasked.hourly, Instant::now())
    }
}

/// Puts the last hour's answers to unasked questions into the count.
async fn count(bot: &Bot, earlier: &Read) {
    let unasked = earlier.answers().filter(|(answered, ago)| answered.place.door == UNASKED && *ago < HOUR);
    for (answered, ago) in unasked.take(MOST_COUNTED) {
        let Place { channel: Some(place), message: Some(asked), .. } = answered.place else { continue };
        let place = ChannelId::new(place.max(1));
        let channel = bot.threads.parent(&bot.http, place).await.unwrap_or(place);
        let now = Instant::now();
        // Where the clock began with the machine, it does not go back so far: then it counts for longer.
        bot.unasked.hourly.spoke(channel, asked, now.checked_sub(ago).unwrap_or(now));
    }
}

//! Whether somebody who was answered in a thread goes on there.

use std::time::Duration;
use std::time::Instant;

use serenity::all::Message;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::messages::MENTION;
use crate::frontend::discord::threads;
use crate::frontend::discord::unasked::Heard;
use crate::frontend::discord::unasked::UNASKED;

impl Heard {
    /// Whether whoever wrote was answered in this thread a while ago. After a restart that is still known of threads
    /// that the bot began, since it began them with a question and its answer; there it counts from the question. Of
    /// others, such as posts of a forum, it is known where questions are recorded.
    pub(super) async fn is_follow_up(&self, bot: &Bot, message: &Message) -> bool {
        let (thread, member, now) = (message.channel_id, message.author.id, Instant::now());
        if let Some(is_one) = bot.unasked.follow_ups.is_one(thread, member, now) {
            return is_one;
        }
        let Some(parent) = self.place.parent else { return false };
        let mut left = self.left_by_record(bot, message).await;
        if left.is_zero() && self.place.owner == Some(bot.me) {
            let age = message.id.created_at().unix_timestamp() - thread.created_at().unix_timestamp();
            left = self.spot.rules.unasked.follow_up.saturating_sub(Duration::from_secs(age.max(0).unsigned_abs()));
            if left.is_zero() || threads::asker(&bot.http, parent, thread).await != Some(member) {
                return false;
            }
        }
        if !left.is_zero() {
            bot.unasked.follow_ups.begin(thread, member, now + left, now);
        }
        !left.is_zero()
    }

    /// For how long whoever wrote still speaks to the bot in this thread, by what was answered there before this process
    /// began.
    async fn left_by_record(&self, bot: &Bot, message: &Message) -> Duration {
        let follow_up = self.spot.rules.unasked.follow_up;
        let Some(earlier) = self.earlier(bot, message).await else { return Duration::ZERO };
        let caller = self.spot.caller(&message.author, None);
        for (answered, ago) in earlier.answers() {
            let is_here = answered.place.channel == Some(message.channel_id.get())
                && [UNASKED, MENTION].contains(&answered.place.door.as_str());
            if is_here && ago < follow_up && self.spot.service().was(&caller, answered).await.unwrap_or(false) {
                return follow_up - ago;
            }
        }
        Duration::ZERO
    }
}

//! Who was answered in which thread a while ago: what they say there next is meant for the bot.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use serenity::all::ChannelId;
use serenity::all::Message;
use serenity::all::UserId;

use crate::frontend::discord::bot::Bot;
use crate::frontend::discord::messages::MENTION;
use crate::frontend::discord::threads;
use crate::frontend::discord::unasked::Heard;
use crate::frontend::discord::unasked::UNASKED;

/// Conversations kept in mind. Beyond them a follow-up needs a mention.
const MOST: usize = 10_000;

/// Until when what somebody says in a thread is a question to the bot.
#[derive(Default)]
pub(in crate::frontend::discord) struct FollowUps(Mutex<HashMap<(ChannelId, UserId), Instant>>);

impl FollowUps {
    /// `asker` was answered in `thread`.
    pub(in crate::frontend::discord) fn begin(&self, thread: ChannelId, asker: UserId, until: Instant, now: Instant) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= MOST {
            open.retain(|_, &mut until| until > now);
        }
        if open.len() < MOST {
            open.insert((thread, asker), until);
        }
    }

    /// Whether what `member` says in `thread` now is for the bot; `None` where nothing is known of them there.
    pub(super) fn is_one(&self, thread: ChannelId, member: UserId, now: Instant) -> Option<bool> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(&(thread, member)).map(|&until| until > now)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_for_whom_was_answered_there_and_for_a_while() {
        let (follow_ups, start) = (FollowUps::default(), Instant::now());
        let (thread, ada) = (ChannelId::new(1), UserId::new(2));
        let until = start + Duration::from_secs(600);
        follow_ups.begin(thread, ada, until, start);
        let after = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(follow_ups.is_one(thread, ada, after(599)), Some(true));
        assert_eq!(follow_ups.is_one(thread, ada, after(600)), Some(false));
        assert_eq!(follow_ups.is_one(thread, UserId::new(3), after(1)), None);
        assert_eq!(follow_ups.is_one(ChannelId::new(2), ada, after(1)), None);
    }

    #[test]
    fn a_flood_stays_within_its_bound_and_goes_by() {
        let (follow_ups, start) = (FollowUps::default(), Instant::now());
        let until = start + Duration::from_secs(600);
        for member in 1..30_000 {
            follow_ups.begin(ChannelId::new(1), UserId::new(member), until, start);
        }
        assert!(follow_ups.0.lock().unwrap().len() <= MOST);
        let late = ChannelId::new(2);
        follow_ups.begin(late, UserId::new(1), until + Duration::from_secs(600), until);
        assert_eq!(follow_ups.is_one(late, UserId::new(1), until), Some(true));
    }
}

//! Who was answered in which thread a while ago: what they say there next is meant for the bot.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Instant;

use serenity::all::ChannelId;
use serenity::all::UserId;

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
    pub(in crate::frontend::discord) fn is_one(&self, thread: ChannelId, member: UserId, now: Instant) -> Option<bool> {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(&(thread, member)).map(|&until| until > now)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

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

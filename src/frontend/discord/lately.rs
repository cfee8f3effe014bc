//! Whom something was told a moment ago, so that it is not told again.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use serenity::all::ChannelId;
use serenity::all::UserId;

/// Whom a refusal was told lately.
#[derive(Default)]
pub(super) struct Lately(Mutex<HashMap<(UserId, ChannelId), Instant>>);

impl Lately {
    /// Members remembered before those of long ago are forgotten.
    const MOST: usize = 10_000;

    /// Whether this member may be told in this channel, now that they were not within `pause`.
    pub(super) fn is_due(&self, member: UserId, channel: ChannelId, pause: Duration, now: Instant) -> bool {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if told.len() >= Lately::MOST {
            told.retain(|_, &mut at| now.saturating_duration_since(at) < pause);
        }
        if told.len() >= Lately::MOST {
            return false;
        }
        let due = told.get(&(member, channel)).is_none_or(|&at| now.saturating_duration_since(at) >= pause);
        if due {
            told.insert((member, channel), now);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_who_has_to_wait_is_told_once() {
        let (lately, start) = (Lately::default(), Instant::now());
        let pause = Duration::from_secs(30);
        let due = |member, channel, after| {
            let now = start + Duration::from_secs(after);
            lately.is_due(UserId::new(member), ChannelId::new(channel), pause, now)
        };
        assert!(due(1, 1, 0));
        assert!(!due(1, 1, 29));
        assert!(due(2, 1, 0) && due(1, 2, 0));
        assert!(due(1, 1, 30));
    }
}

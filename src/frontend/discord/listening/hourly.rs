//! How often the bot spoke in a channel without having been asked. What an earlier process said is put in from the store.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use serenity::all::ChannelId;

/// How long what was said counts.
pub(in crate::frontend::discord) const HOUR: Duration = Duration::from_secs(60 * 60);

/// Channels kept in mind. More of them in an hour is a flood, in which the bot is silent.
const MOST: usize = 10_000;

/// What the bot said in each channel for an hour: when, and to which message, in that order.
#[derive(Default)]
pub(in crate::frontend::discord) struct Hourly(Mutex<HashMap<ChannelId, VecDeque<(Instant, u64)>>>);

impl Hourly {
    /// Whether the bot may speak in the channel now, where it may so many times an hour; then it counts as having
    /// spoken to that message.
    pub(in crate::frontend::discord) fn may_speak(
        &self,
        channel: ChannelId,
        message: u64,
        most: u32,
        now: Instant,
    ) -> bool {
        let mut spoken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spoken.len() >= MOST && !spoken.contains_key(&channel) {
            spoken.retain(|_, times| times.back().is_some_and(|&(last, _)| is_recent(last, now)));
            if spoken.len() >= MOST {
                return false;
            }
        }
        let times = spoken.entry(channel).or_default();
        while times.front().is_some_and(|&(first, _)| !is_recent(first, now)) {
            times.pop_front();
        }
        let may = times.len() < usize::try_from(most).unwrap_or(usize::MAX);
        if may {
            times.push_back((now, message));
        }
        may
    }

    /// Takes that back: nothing was said after all.
    pub(in crate::frontend::discord) fn was_silent(&self, channel: ChannelId, message: u64) {
        let mut spoken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(times) = spoken.get_mut(&channel) {
            times.retain(|&(_, other)| other != message);
        }
    }

    /// The bot spoke to a message in the last hour, as the store has it; nothing new where this process did.
    pub(in crate::frontend::discord) fn spoke(&self, channel: ChannelId, message: u64, at: Instant) {
        let mut spoken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spoken.len() >= MOST && !spoken.contains_key(&channel) {
            return;
        }
        let times = spoken.entry(channel).or_default();
        if times.iter().all(|&(_, other)| other != message) {
            let later = times.partition_point(|&(other, _)| other <= at);
            times.insert(later, (at, message));
        }
    }
}

fn is_recent(at: Instant, now: Instant) -> bool {
    now.saturating_duration_since(at) < HOUR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_hears_so_much_an_hour() {
        let (hourly, start) = (Hourly::default(), Instant::now());
        let may = |channel, minutes: u64| {
            hourly.may_speak(ChannelId::new(channel), minutes, 2, start + Duration::from_secs(60 * minutes))
        };
        assert!(may(1, 0) && may(1, 30) && !may(1, 59));
        assert!(may(2, 59));
        assert!(may(1, 60) && !may(1, 61));
        hourly.was_silent(ChannelId::new(1), 60);
        assert!(may(1, 61));
        assert!(!hourly.may_speak(ChannelId::new(3), 0, 0, start));
    }

    #[test]
    fn what_another_process_said_counts_once_and_for_as_long() {
        let (hourly, start, here) = (Hourly::default(), Instant::now(), ChannelId::new(1));
        let after = |minutes: u64| start + Duration::from_secs(60 * minutes);
        assert!(hourly.may_speak(here, 7, 3, after(20)));
        for _ in 0..2 {
            hourly.spoke(here, 6, after(10));
            hourly.spoke(here, 5, start);
            hourly.spoke(here, 7, after(20));
        }
        assert!(!hourly.may_speak(here, 8, 3, after(59)));
        assert!(hourly.may_speak(here, 8, 3, after(60)));
        assert!(!hourly.may_speak(here, 9, 3, after(69)));
        assert!(hourly.may_speak(here, 9, 3, after(70)));
    }

    #[test]
    fn a_flood_of_channels_stays_within_its_bound() {
        let (hourly, start) = (Hourly::default(), Instant::now());
        for channel in 1..30_000 {
            hourly.may_speak(ChannelId::new(channel), 1, 2, start);
            hourly.spoke(ChannelId::new(channel), 2, start);
        }
        assert!(hourly.0.lock().unwrap().len() <= MOST);
        assert!(hourly.may_speak(ChannelId::new(50_000), 1, 2, start + HOUR));
    }
}

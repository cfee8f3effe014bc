//! How often the bot spoke in a channel without having been asked.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use serenity::all::ChannelId;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// Channels kept in mind. More of them in an hour is a flood, in which the bot is silent.
const MOST: usize = 10_000;

/// When the bot spoke in each channel, for an hour.
#[derive(Default)]
pub(super) struct Hourly(Mutex<HashMap<ChannelId, VecDeque<Instant>>>);

impl Hourly {
    /// Whether the bot may speak in the channel now, where it may so many times an hour; then it counts as having
    /// spoken.
    pub(super) fn may_speak(&self, channel: ChannelId, most: u32, now: Instant) -> bool {
        let mut spoken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spoken.len() >= MOST && !spoken.contains_key(&channel) {
            spoken.retain(|_, times| times.back().is_some_and(|&last| is_recent(last, now)));
            if spoken.len() >= MOST {
                return false;
            }
        }
        let times = spoken.entry(channel).or_default();
        while times.front().is_some_and(|&first| !is_recent(first, now)) {
            times.pop_front();
        }
        let may = times.len() < usize::try_from(most).unwrap_or(usize::MAX);
        if may {
            times.push_back(now);
        }
        may
    }

    /// Takes back the last time: nothing was said after all.
    pub(super) fn was_silent(&self, channel: ChannelId) {
        let mut spoken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(times) = spoken.get_mut(&channel) {
            times.pop_back();
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
            hourly.may_speak(ChannelId::new(channel), 2, start + Duration::from_secs(60 * minutes))
        };
        assert!(may(1, 0) && may(1, 30) && !may(1, 59));
        assert!(may(2, 59));
        assert!(may(1, 60) && !may(1, 61));
        hourly.was_silent(ChannelId::new(1));
        assert!(may(1, 61));
        assert!(!hourly.may_speak(ChannelId::new(3), 0, start));
    }

    #[test]
    fn a_flood_of_channels_stays_within_its_bound() {
        let (hourly, start) = (Hourly::default(), Instant::now());
        for channel in 1..30_000 {
            hourly.may_speak(ChannelId::new(channel), 2, start);
        }
        assert!(hourly.0.lock().unwrap().len() <= MOST);
        assert!(hourly.may_speak(ChannelId::new(50_000), 2, start + HOUR));
    }
}

//! How often people may be called to help, who are pinged by it. Pure: the time is given.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use crate::service::Wait;

/// For so long after a call its member makes no other in the same place: whoever was called has time to come.
const MEMBER_WAITS: Duration = Duration::from_secs(10 * 60);

/// The time over which the calls of a channel are counted.
const CHANNEL_WINDOW: Duration = Duration::from_secs(60 * 60);

/// Calls in one channel within [`CHANNEL_WINDOW`]; with more, people would mute what pings them.
const CHANNEL_CALLS: usize = 3;

/// Most calls that are kept in mind. Only with thousands of busy channels are there so many in an hour; then nobody is
/// called for a while, which is better than too often.
const MAX_KEPT: usize = 10_000;

/// Who called for people lately. Members, places and channels are numbers that the front-end chooses.
#[derive(Default)]
pub struct Calls(Mutex<VecDeque<Call>>);

#[derive(Clone, Copy)]
struct Call {
    at: Instant,
    member: u64,
    place: u64,
    channel: u64,
}

impl Calls {
    /// Whether `member` may call people to `channel` of `place` now; then it counts. Follow it with
    /// [`Calls::not_made`] where nobody could be called.
    ///
    /// # Errors
    /// [`Wait`] says for how long not; nothing is counted then.
    pub fn may_call(&self, member: u64, place: u64, channel: u64, now: Instant) -> Result<(), Wait> {
        let mut calls = self.lock();
        let ago = |call: &Call| now.saturating_duration_since(call.at);
        while calls.front().is_some_and(|oldest| ago(oldest) >= CHANNEL_WINDOW) {
            calls.pop_front();
        }
        let own = calls.iter().rev().find(|call| call.member == member && call.place == place);
        let own = own.map(|call| MEMBER_WAITS.saturating_sub(ago(call)));
        // The one that has to be out of the window before there is room for another.
        let of_channel = calls.iter().rev().filter(|call| call.channel == channel).nth(CHANNEL_CALLS - 1);
        let of_channel = of_channel.map(|call| CHANNEL_WINDOW.saturating_sub(ago(call)));
        let of_all = (calls.len() >= MAX_KEPT).then_some(MEMBER_WAITS);
        match [own, of_channel, of_all].into_iter().flatten().max().filter(|wait| !wait.is_zero()) {
            Some(wait) => Err(Wait { wait }),
            None => {
                calls.push_back(Call { at: now, member, place, channel });
                Ok(())
            }
        }
    }

    /// The member's last call to the channel came to nothing, and does not count.
    pub fn not_made(&self, member: u64, channel: u64) {
        let mut calls = self.lock();
        if let Some(at) = calls.iter().rposition(|call| call.member == member && call.channel == channel) {
            calls.remove(at);
        }
    }

    /// No code panics while it holds the lock, so what is kept is whole.
    fn lock(&self) -> MutexGuard<'_, VecDeque<Call>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Calls in order: minutes from the start, member, place, channel, and how many minutes they have to wait; 0: not at
    /// all.
    #[track_caller]
    fn check(rows: &[(u64, u64, u64, u64, u64)]) {
        let (calls, start) = (Calls::default(), Instant::now());
        for &(at, member, place, channel, wait) in rows {
            let now = start + Duration::from_secs(60 * at);
            let found = calls.may_call(member, place, channel, now).err().map_or(0, |wait| wait.wait.as_secs() / 60);
            assert_eq!(found, wait, "member {member} in channel {channel} after {at} minutes");
        }
    }

    #[test]
    fn a_member_calls_once_in_ten_minutes_wherever_in_the_server() {
        check(&[(0, 1, 1, 1, 0), (3, 1, 1, 2, 7), (9, 1, 1, 1, 1), (9, 1, 2, 3, 0), (9, 2, 1, 1, 0), (10, 1, 1, 2, 0)]);
    }

    #[test]
    fn a_channel_has_three_calls_in_an_hour_whoever_makes_them() {
        check(&[(0, 1, 1, 1, 0), (10, 2, 1, 1, 0), (20, 3, 1, 1, 0), (30, 4, 1, 1, 30), (30, 4, 1, 2, 0)]);
        check(&[(0, 1, 1, 1, 0), (10, 2, 1, 1, 0), (20, 3, 1, 1, 0), (60, 4, 1, 1, 0), (61, 5, 1, 1, 9)]);
    }

    #[test]
    fn a_call_that_reached_nobody_does_not_count() {
        let (calls, now) = (Calls::default(), Instant::now());
        for _ in 0..10 {
            assert!(calls.may_call(1, 1, 1, now).is_ok());
            calls.not_made(1, 1);
        }
        calls.not_made(2, 1);
    }

    #[test]
    fn a_flood_stays_within_its_bound_and_passes() {
        let (calls, now) = (Calls::default(), Instant::now());
        for number in 0..20_000 {
            let _ = calls.may_call(number, 1, number, now);
        }
        assert!(calls.lock().len() <= MAX_KEPT);
        assert!(calls.may_call(1, 1, 1, now + CHANNEL_WINDOW).is_ok());
    }
}

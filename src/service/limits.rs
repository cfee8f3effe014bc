//! How often somebody may ask, and how often an answer is shown in one channel. Pure: the time is given.
//!
//! Members, places and channels are numbers that the front-end chooses; nothing here knows what they stand for.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::hash::Hash;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use crate::entry::EntryId;
use crate::entry::ShortId;

/// Most questions, and most answers, that are kept in mind: some 15 MB each. Only a flood reaches this within
/// [`Pace::WINDOW`]; then the oldest are forgotten, which lets somebody ask too early rather than too late.
const MAX_KEPT: usize = 100_000;

/// How often somebody may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Questions of one member within [`Pace::WINDOW`]; 0: as many as they like.
    pub member: u32,
    /// Answers shown to all in one channel within [`Pace::WINDOW`]; 0: as many as there are.
    pub channel: u32,
    /// For so long the same answer is not shown again in the same channel; zero: no wait.
    pub repeat: Duration,
}

impl Pace {
    /// The time over which questions are counted.
    pub const WINDOW: Duration = Duration::from_secs(30);
}

impl Default for Pace {
    /// Nobody types six questions in half a minute to read the answers; a channel with more than one answer every
    /// two seconds cannot be read.
    fn default() -> Pace {
        Pace { member: 6, channel: 15, repeat: Duration::from_secs(30) }
    }
}

/// A member has asked too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many questions; the next one in {wait:?}")]
pub struct Wait {
    /// From now until they may ask again; more than zero.
    pub wait: Duration,
}

/// Why an answer is not shown to all in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotShown {
    /// Too many answers were shown there.
    #[error("too many answers in this channel; the next one in {wait:?}")]
    ChannelBusy {
        /// From now until one may be shown again; more than zero.
        wait: Duration,
    },
    /// This one was shown there a moment ago.
    #[error("the same answer was given {ago:?} ago")]
    JustGiven {
        /// How long ago.
        ago: Duration,
        /// The message it stands in; `None` while it is being sent.
        message: Option<u64>,
    },
}

/// Who asked and what was shown lately, for all members and channels. Shared by reference; bounded in memory.
#[derive(Default)]
pub struct Limits(Mutex<Lately>);

#[derive(Default)]
struct Lately {
    /// Questions, by member and place.
    asked: Counted<(u64, u64)>,
    /// Answers shown, by channel.
    shown: Counted<u64>,
    /// When each answer was last given in each channel, and where it stands.
    given: HashMap<(u64, ShortId), Given>,
    /// The same in the order given, repeats included.
    given_order: VecDeque<(Instant, (u64, ShortId))>,
    /// The longest [`Pace::repeat`] that was asked for: what is older is of no more use.
    longest_repeat: Duration,
}

#[derive(Clone, Copy)]
struct Given {
    at: Instant,
    message: Option<u64>,
}

impl Limits {
    /// With nothing asked.
    #[must_use]
    pub fn new() -> Limits {
        Limits::default()
    }

    /// Whether `member` may ask in `place` now; then it is counted, otherwise not: nobody waits longer for having
    /// tried.
    ///
    /// # Errors
    /// [`Wait`] says for how long not.
    pub fn may_ask(&self, member: u64, place: u64, now: Instant, pace: &Pace) -> Result<(), Wait> {
        let mut lately = self.lock();
        lately.asked.forget_old(now);
        match lately.asked.wait((member, place), pace.member, now) {
            Some(wait) => Err(Wait { wait }),
            None => {
                lately.asked.count((member, place), now);
                Ok(())
            }
        }
    }

    /// Whether the answer of `entry` may be shown to all in `channel` now; then it counts as shown there, so that of
    /// two who ask at once one is told [`NotShown::JustGiven`]. Follow it with [`Limits::shown`], or with
    /// [`Limits::not_shown`] where it could not be sent.
    ///
    /// # Errors
    /// [`NotShown`] says why not; nothing is counted then.
    pub fn may_show(&self, channel: u64, entry: &EntryId, now: Instant, pace: &Pace) -> Result<(), NotShown> {
        let key = (channel, entry.short());
        let mut lately = self.lock();
        lately.longest_repeat = lately.longest_repeat.max(pace.repeat);
        lately.forget_old(now);
        if let Some(given) = lately.given.get(&key) {
            let ago = now.saturating_duration_since(given.at);
            if ago < pace.repeat {
                return Err(NotShown::JustGiven { ago, message: given.message });
            }
        }
        if let Some(wait) = lately.shown.wait(channel, pace.channel, now) {
            return Err(NotShown::ChannelBusy { wait });
        }
        lately.shown.count(channel, now);
        lately.give(key, None, now);
        Ok(())
    }

    /// The answer of `entry` stands in `channel`, in `message`.
    pub fn shown(&self, channel: u64, entry: &EntryId, message: Option<u64>, now: Instant) {
        self.lock().give((channel, entry.short()), message, now);
    }

    /// The answer of `entry` could not be shown in `channel` after all.
    pub fn not_shown(&self, channel: u64, entry: &EntryId) {
        let mut lately = self.lock();
        lately.given.remove(&(channel, entry.short()));
        lately.shown.take_back(channel);
    }

    /// No code panics while it holds the lock, so a poisoned memory is still whole.
    fn lock(&self) -> MutexGuard<'_, Lately> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lately {
    fn give(&mut self, key: (u64, ShortId), message: Option<u64>, now: Instant) {
        self.given.insert(key, Given { at: now, message });
        self.given_order.push_back((now, key));
        self.forget_old(now);
    }

    fn forget_old(&mut self, now: Instant) {
        self.shown.forget_old(now);
        while let Some(&(at, key)) = self.given_order.front()
            && (self.given_order.len() > MAX_KEPT || now.saturating_duration_since(at) >= self.longest_repeat)
        {
            self.given_order.pop_front();
            // It may have been given again since.
            if self.given.get(&key).is_some_and(|given| given.at == at) {
                self.given.remove(&key);
            }
        }
    }
}

/// Events of the last [`Pace::WINDOW`], counted by what they belong to.
struct Counted<K> {
    times: HashMap<K, VecDeque<Instant>>,
    /// All events in their order, so that the old ones are found without a search; those taken back included.
    order: VecDeque<(Instant, K)>,
}

impl<K> Default for Counted<K> {
    fn default() -> Counted<K> {
        Counted { times: HashMap::new(), order: VecDeque::new() }
    }
}

impl<K: Copy + Eq + Hash> Counted<K> {
    /// How long until there are fewer than `most` events in the window; `None` if there are now, or if `most` is 0.
    fn wait(&self, key: K, most: u32, now: Instant) -> Option<Duration> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let times = self.times.get(&key).filter(|times| most > 0 && times.len() >= most)?;
        let in_the_way = times[times.len() - most];
        let wait = Pace::WINDOW.saturating_sub(now.saturating_duration_since(in_the_way));
        (!wait.is_zero()).then_some(wait)
    }

    fn count(&mut self, key: K, now: Instant) {
        self.times.entry(key).or_default().push_back(now);
        self.order.push_back((now, key));
        self.forget_old(now);
    }

    /// Takes back the last event.
    fn take_back(&mut self, key: K) {
        if let Some(times) = self.times.get_mut(&key) {
            times.pop_back();
            if times.is_empty() {
                self.times.remove(&key);
            }
        }
    }

    fn forget_old(&mut self, now: Instant) {
        while let Some(&(at, key)) = self.order.front()
            && (self.order.len() > MAX_KEPT || now.saturating_duration_since(at) >= Pace::WINDOW)
        {
            self.order.pop_front();
            if let Some(times) = self.times.get_mut(&key) {
                // One that was taken back is in `order` only.
                if times.front().is_some_and(|first| *first <= at) {
                    times.pop_front();
                }
                if times.is_empty() {
                    self.times.remove(&key);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace { member: 2, channel: 3, repeat: Duration::from_secs(60) };

    fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn id(name: &str) -> EntryId {
        EntryId::new(name).unwrap()
    }

    #[test]
    fn a_member_waits_until_the_window_has_moved_on() {
        let (limits, start) = (Limits::new(), Instant::now());
        // Seconds from the start, and how long the member has to wait then; 0: not at all.
        for (at, wait) in [(0, 0), (10, 0), (10, 20), (25, 5), (29, 1), (30, 0), (30, 10), (39, 1), (40, 0), (69, 0)] {
            let found = limits.may_ask(1, 1, start + secs(at), &PACE);
            assert_eq!(found.err().map_or(0, |wait| wait.wait.as_secs()), wait, "after {at} s");
        }
    }

    #[test]
    fn who_was_refused_waits_no_longer_for_it() {
        let (limits, start) = (Limits::new(), Instant::now());
        assert!(limits.may_ask(1, 1, start, &PACE).is_ok() && limits.may_ask(1, 1, start, &PACE).is_ok());
        for at in 1..30 {
            assert!(limits.may_ask(1, 1, start + secs(at), &PACE).is_err());
        }
        assert!(limits.may_ask(1, 1, start + secs(30), &PACE).is_ok());
    }

    #[test]
    fn members_and_places_are_counted_apart() {
        let (limits, now) = (Limits::new(), Instant::now());
        for (member, place) in [(1, 1), (1, 1), (1, 2), (1, 2), (2, 1), (2, 1)] {
            assert!(limits.may_ask(member, place, now, &PACE).is_ok());
        }
        assert_eq!(limits.may_ask(1, 1, now, &PACE), Err(Wait { wait: Pace::WINDOW }));
    }

    #[test]
    fn a_pace_of_nothing_never_waits() {
        let (limits, now) = (Limits::new(), Instant::now());
        let free = Pace { member: 0, channel: 0, repeat: Duration::ZERO };
        for _ in 0..1_000 {
            assert!(limits.may_ask(1, 1, now, &free).is_ok());
            assert!(limits.may_show(1, &id("a"), now, &free).is_ok());
        }
    }

    #[test]
    fn a_pace_that_changed_holds_at_once() {
        let (limits, start) = (Limits::new(), Instant::now());
        for at in 0..5 {
            assert!(limits.may_ask(1, 1, start + secs(at), &Pace { member: 5, ..PACE }).is_ok());
        }
        // Of five only the last two count now.
        assert_eq!(limits.may_ask(1, 1, start + secs(5), &PACE), Err(Wait { wait: secs(28) }));
    }

    #[test]
    fn the_same_answer_is_pointed_to_and_not_repeated() {
        let (limits, start) = (Limits::new(), Instant::now());
        let just_given = |ago, message| Err(NotShown::JustGiven { ago: secs(ago), message });
        assert_eq!(limits.may_show(1, &id("a"), start, &PACE), Ok(()));
        assert_eq!(limits.may_show(1, &id("a"), start, &PACE), just_given(0, None));
        limits.shown(1, &id("a"), Some(77), start + secs(1));
        assert_eq!(limits.may_show(1, &id("a"), start + secs(60), &PACE), just_given(59, Some(77)));
        assert_eq!(limits.may_show(2, &id("a"), start + secs(60), &PACE), Ok(()));
        assert_eq!(limits.may_show(1, &id("b"), start + secs(60), &PACE), Ok(()));
        assert_eq!(limits.may_show(1, &id("a"), start + secs(61), &PACE), Ok(()));
    }

    #[test]
    fn a_channel_with_too_many_answers_gets_a_rest() {
        let (limits, start) = (Limits::new(), Instant::now());
        for (at, name) in [(0, "a"), (1, "b"), (2, "c")] {
            assert_eq!(limits.may_show(1, &id(name), start + secs(at), &PACE), Ok(()));
            limits.shown(1, &id(name), Some(at), start + secs(at));
        }
        let busy = Err(NotShown::ChannelBusy { wait: secs(20) });
        assert_eq!(limits.may_show(1, &id("d"), start + secs(10), &PACE), busy);
        assert_eq!(limits.may_show(2, &id("d"), start + secs(10), &PACE), Ok(()));
        assert_eq!(limits.may_show(1, &id("d"), start + secs(30), &PACE), Ok(()));
    }

    #[test]
    fn an_answer_that_could_not_be_sent_does_not_count() {
        let (limits, start) = (Limits::new(), Instant::now());
        for at in 0..10 {
            assert_eq!(limits.may_show(1, &id("a"), start + secs(at), &PACE), Ok(()));
            limits.not_shown(1, &id("a"));
        }
        for at in 0..200 {
            assert_eq!(limits.may_show(1, &id(&format!("e{at}")), start + secs(15 * at), &PACE), Ok(()));
        }
        limits.not_shown(9, &id("never"));
    }

    #[test]
    fn a_flood_stays_within_its_bound() {
        let (limits, start) = (Limits::new(), Instant::now());
        let entry = id("a");
        for number in 0..1_000_000_u64 {
            // The multiplier spreads the numbers over all of u64, as Discord's are not one after the other.
            let somebody = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let now = start + Duration::from_micros(number);
            assert!(limits.may_ask(somebody, somebody % 5, now, &PACE).is_ok());
            if number % 4 == 0 {
                assert!(limits.may_show(somebody, &entry, now, &PACE).is_ok());
                limits.shown(somebody, &entry, None, now);
            }
        }
        let lately = limits.lock();
        assert!(lately.asked.times.len() <= MAX_KEPT && lately.asked.order.len() <= MAX_KEPT);
        assert!(lately.shown.times.len() <= MAX_KEPT && lately.shown.order.len() <= MAX_KEPT);
        assert!(lately.given.len() <= MAX_KEPT && lately.given_order.len() <= MAX_KEPT);
    }

    #[test]
    fn what_is_old_is_forgotten() {
        let (limits, start) = (Limits::new(), Instant::now());
        for member in 0..1_000 {
            assert!(limits.may_ask(member, 1, start, &PACE).is_ok());
            assert!(limits.may_show(member, &id("a"), start, &PACE).is_ok());
        }
        let later = start + secs(61);
        assert!(limits.may_ask(1, 1, later, &PACE).is_ok() && limits.may_show(1, &id("a"), later, &PACE).is_ok());
        let lately = limits.lock();
        assert_eq!([lately.asked.times.len(), lately.shown.times.len(), lately.given.len()], [1; 3]);
    }

    #[test]
    fn a_clock_that_is_late_harms_nothing() {
        let (limits, start) = (Limits::new(), Instant::now());
        let late = start.checked_sub(secs(5)).unwrap_or(start);
        assert!(limits.may_ask(1, 1, start, &PACE).is_ok() && limits.may_ask(1, 1, late, &PACE).is_ok());
        assert!(limits.may_ask(1, 1, start, &PACE).is_err());
        assert!(limits.may_ask(1, 1, start + secs(30), &PACE).is_ok());
    }
}

//! How a space has been doing, day by day.

use std::time::Duration;

use time::Date;

use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::store::Moment;
use crate::store::Tally;

/// Days in a row, each with what was asked on it, the last being today. Days are those of UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// One after the other, without gaps.
    pub days: Vec<Day>,
}

/// A day in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// What was asked on it.
    pub figures: Figures,
}

/// Questions by what came of them. What is no question, such as an empty text, and what was asked in a channel on trial
/// is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// All of them.
    pub asked: u64,
    /// Those that were answered, unless somebody said that it was the answer to something else.
    pub answered: u64,
    /// Those to which entries were offered, of which somebody chose one.
    pub chosen: u64,
    /// Those that found no answer: there was none, or what was shown was refused.
    pub missed: u64,
    /// Those, of the answered and chosen ones, whose answer somebody said helped.
    pub helpful: u64,
}

impl Figures {
    /// Those to which entries were offered, of which nobody has said anything.
    #[must_use]
    pub fn undecided(&self) -> u64 {
        self.asked.saturating_sub(self.answered + self.chosen + self.missed)
    }

    fn take(&mut self, tally: &Tally) {
        let no_question = [Reason::Empty, Reason::TooLong, Reason::NoWords].map(Reason::code);
        if no_question.contains(&tally.reason.as_str()) {
            return;
        }
        self.asked += tally.count;
        let was_offered = tally.verdict == Verdict::Choose.name();
        // Where people disagree, it helped somebody.
        let is_refused = tally.refused && !tally.helpful && !tally.chosen;
        let what = match () {
            () if tally.verdict == Verdict::Abstain.name() || is_refused => &mut self.missed,
            // Who says that a chosen entry helped says it in the place of the choice.
            () if was_offered && (tally.chosen || tally.helpful) => &mut self.chosen,
            () if was_offered => return,
            () => &mut self.answered,
        };
        *what += tally.count;
        if tally.helpful && tally.verdict != Verdict::Abstain.name() {
            self.helpful += tally.count;
        }
    }

    fn add(&mut self, other: &Figures) {
        self.asked += other.asked;
        self.answered += other.answered;
        self.chosen += other.chosen;
        self.missed += other.missed;
        self.helpful += other.helpful;
    }
}

impl Statistics {
    /// Of all days together.
    #[must_use]
    pub fn total(&self) -> Figures {
        let mut total = Figures::default();
        for day in &self.days {
            total.add(&day.figures);
        }
        total
    }

    fn of(tallies: &[Tally], first: Date, days: u16) -> Statistics {
        let dates = std::iter::successors(Some(first), |date| date.next_day()).take(days.into());
        let day = |date: Date| {
            let mut figures = Figures::default();
            tallies.iter().filter(|tally| tally.day == date).for_each(|tally| figures.take(tally));
            Day { date, figures }
        };
        Statistics { days: dates.map(day).collect() }
    }
}

impl Memory {
    /// What was asked on the last `days` days, of which today is one.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn statistics(&self, caller: &Caller, days: u16) -> Result<Statistics, CurateError> {
        caller.may(Act::Review)?;
        let ago = Duration::from_secs(24 * 60 * 60) * u32::from(days.saturating_sub(1));
        let first = self.now().minus(ago).day();
        let begin = first.midnight().assume_utc().unix_timestamp() * 1_000;
        let tallies = self.store().tallies(self.space(), Moment(begin)).await?;
        Ok(Statistics::of(&tallies, first, days))
    }
}

impl FaqService {
    /// [`Memory::statistics`], with what was asked just now.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn statistics(&self, caller: &Caller, days: u16) -> Result<Statistics, CurateError> {
        self.flush().await;
        self.memory_to_write()?.statistics(caller, days).await
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    /// `said` is what people said: `c`hosen, `h`elpful, `r`efused.
    #[track_caller]
    fn check(verdict: Verdict, reason: &str, said: &str, expected: [u64; 5]) {
        let tally = Tally {
            day: date!(2026 - 11 - 28),
            verdict: verdict.name().to_owned(),
            reason: reason.to_owned(),
            chosen: said.contains('c'),
            helpful: said.contains('h'),
            refused: said.contains('r'),
            count: 2,
        };
        let mut figures = Figures::default();
        figures.take(&tally);
        let seen = [figures.asked, figures.answered, figures.chosen, figures.missed, figures.helpful];
        assert_eq!(seen, expected.map(|questions| 2 * questions), "{verdict:?} {reason} {said:?}");
    }

    #[test]
    fn each_question_is_of_one_kind() {
        check(Verdict::Answer, "sure", "", [1, 1, 0, 0, 0]);
        check(Verdict::Answer, "sure", "h", [1, 1, 0, 0, 1]);
        check(Verdict::Answer, "sure", "r", [1, 0, 0, 1, 0]);
        check(Verdict::Answer, "sure", "hr", [1, 1, 0, 0, 1]);
        check(Verdict::Choose, "close", "", [1, 0, 0, 0, 0]);
        check(Verdict::Choose, "close", "c", [1, 0, 1, 0, 0]);
        check(Verdict::Choose, "close", "h", [1, 0, 1, 0, 1]);
        check(Verdict::Choose, "close", "r", [1, 0, 0, 1, 0]);
        check(Verdict::Choose, "close", "cr", [1, 0, 1, 0, 0]);
        check(Verdict::Abstain, "unsure", "", [1, 0, 0, 1, 0]);
        check(Verdict::Abstain, Reason::NoWords.code(), "", [0, 0, 0, 0, 0]);
    }

    #[test]
    fn days_without_questions_are_among_the_others() {
        let tally = |day, count| Tally {
            day,
            verdict: Verdict::Choose.name().to_owned(),
            reason: "close".to_owned(),
            chosen: false,
            helpful: false,
            refused: false,
            count,
        };
        let tallies = [tally(date!(2026 - 12 - 31), 3), tally(date!(2027 - 01 - 02), 4)];
        let statistics = Statistics::of(&tallies, date!(2026 - 12 - 31), 3);
        let asked: Vec<u64> = statistics.days.iter().map(|day| day.figures.asked).collect();
        assert_eq!(asked, [3, 0, 4]);
        assert_eq!(statistics.days[2].date, date!(2027 - 01 - 02));
        assert_eq!((statistics.total().asked, statistics.total().undecided()), (7, 7));
    }
}

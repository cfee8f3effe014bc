//! A silent trial: in a place, questions are decided and recorded, and nothing is shown. What would have been answered, and
//! how much of it people judged right, tells whether to speak.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::matching::calibration::Target;
use crate::service::Act;
use crate::service::Advice;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Judged;
use crate::service::Memory;
use crate::service::SpaceSettings;
use crate::service::advice::wilson;
use crate::service::status::number;
use crate::store::AskedQuestion;
use crate::store::Moment;
use crate::store::Opinion;
use crate::store::RowId;
use crate::store::Vote;
use crate::store::Watched;

/// Questions that are listed for somebody to judge, and of those judged each way: more than anybody does.
const MOST_LISTED: u32 = 1_000;

/// The share of the answers to questions that were put to nobody, which should be right where nothing else is set.
/// Whoever butts in has to be right more often than whoever was asked.
pub const RIGHT_UNASKED: f32 = 0.98;

/// What a trial came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    /// All channels together.
    pub all: TrialCount,
    /// Each channel by the front-end's number; `None` for what was asked in none.
    pub channels: BTreeMap<Option<u64>, TrialCount>,
    /// What would have been answered and nobody has judged yet, the latest first, a thousand at most.
    pub unjudged: Vec<AskedQuestion>,
    /// What was judged, in each channel; of the latest thousand that were right, and that were wrong.
    pub judged: BTreeMap<Option<u64>, Vec<Judged>>,
}

/// Questions of a trial, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrialCount {
    /// Decided in silence.
    pub asked: usize,
    /// Of these, what would have been answered.
    pub answered: usize,
    /// What would have been asked back.
    pub chosen: usize,
    /// Of the answered, those that more people judged right than wrong, or the other way round.
    pub judged: usize,
    /// Of the judged, those that more people judged right.
    pub right: usize,
}

impl TrialCount {
    /// Part of the questions that would have been answered, 0 to 1; `None` where there were none.
    #[must_use]
    pub fn coverage(&self) -> Option<f64> {
        share(self.answered, self.asked)
    }

    /// Part of the judged answers that are right, 0 to 1; `None` where none was judged.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.judged)
    }

    /// Where the true precision lies with 95 % certainty (Wilson, 1927); `None` where none was judged.
    #[must_use]
    pub fn precision_range(&self) -> Option<(f64, f64)> {
        /// Of the standard normal distribution, for 95 %.
        const Z: f64 = 1.96;
        (self.judged > 0).then(|| wilson(self.right, self.judged, Z))
    }
}

impl Trial {
    /// Sums up what the store has counted.
    fn of(watched: &[Watched]) -> Trial {
        let mut trial = Trial::default();
        for alike in watched {
            trial.all.add(alike);
            trial.channels.entry(alike.channel).or_default().add(alike);
        }
        trial
    }

    /// The advice for each channel by what the space sets; `usual` is the share of right answers where it sets none.
    #[must_use]
    pub fn advised(&self, settings: &SpaceSettings, usual: Target) -> BTreeMap<Option<u64>, Advice> {
        let everywhere = settings.right.unwrap_or(usual);
        let unasked = Target::new(RIGHT_UNASKED).unwrap_or_default();
        let now = settings.right_unasked.unwrap_or(unasked);
        let wanted = |channel: &Option<u64>| {
            let own = channel.and_then(|channel| settings.channels.get(&channel)?.right);
            own.unwrap_or(everywhere)
        };
        self.channels.keys().map(|channel| (*channel, self.advice(*channel, wanted(channel), now))).collect()
    }

    /// Whether to speak in a channel: where `wanted` is the share of all answers that should be right there, and `now`
    /// that of those to questions that were put to nobody.
    #[must_use]
    pub fn advice(&self, channel: Option<u64>, wanted: Target, now: Target) -> Advice {
        let answered = self.channels.get(&channel).map_or(0, |count| count.answered);
        Advice::on(self.judged.get(&channel).map_or(&[], Vec::as_slice), answered, wanted, now)
    }
}

impl TrialCount {
    fn add(&mut self, alike: &Watched) {
        let questions = number(alike.questions);
        self.asked += questions;
        match alike.verdict.as_str() {
            "answer" => {
                self.answered += questions;
                self.judged += if alike.judged == Ordering::Equal { 0 } else { questions };
                self.right += if alike.judged == Ordering::Greater { questions } else { 0 };
            }
            "choose" => self.chosen += questions,
            _ => {}
        }
    }
}

impl Memory {
    /// What the trial of the space came to since `since`.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn trial(&self, caller: &Caller, since: Moment) -> Result<Trial, CurateError> {
        caller.may(Act::Review)?;
        let watched = self.store().watched(self.space(), since).await?;
        let answers = |judged| self.store().watched_answers(self.space(), since, judged, MOST_LISTED);
        let mut trial = Trial { unjudged: answers(Ordering::Equal).await?, ..Trial::of(&watched) };
        for judged in [Ordering::Greater, Ordering::Less] {
            for question in answers(judged).await? {
                let of_channel = trial.judged.entry(question.place.channel).or_default();
                of_channel.push(Judged::of(&question, judged == Ordering::Greater));
            }
        }
        Ok(trial)
    }

    /// Says of what would have been answered to a watched question whether it is right.
    ///
    /// # Errors
    /// [`CurateError::NotThere`] where it was not watched, or nothing would have been answered.
    pub async fn judge(&self, caller: &Caller, question: &RowId, opinion: Opinion) -> Result<(), CurateError> {
        caller.may(Act::Review)?;
        let watched = self.store().question(self.space(), question).await?;
        let watched = watched.filter(|watched| watched.silent && watched.verdict == "answer");
        let watched = watched.ok_or_else(|| CurateError::NotThere(format!("a watched answer to {question}")))?;
        let entry = watched.candidates.first().map(|best| best.entry.clone());
        let (question, person) = (question.clone(), self.person(caller).await?);
        self.store().vote(self.space(), &Vote { question, person, opinion, entry, flaw: None, at: self.now() }).await?;
        Ok(())
    }
}

impl FaqService {
    /// [`Memory::trial`], with what was asked just now.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn trial(&self, caller: &Caller, since: Moment) -> Result<Trial, CurateError> {
        self.flush().await;
        self.memory_to_write()?.trial(caller, since).await
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| count(part) / count(whole))
}

#[expect(clippy::cast_precision_loss, reason = "a count of questions")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_count_as_right_where_more_people_say_so() {
        use Ordering::*;
        let watched = [
            (Some(7), "answer", Greater, 1),
            (Some(7), "answer", Less, 1),
            (Some(8), "abstain", Equal, 1),
            (Some(8), "answer", Equal, 2),
            (None, "choose", Equal, 1),
        ];
        let watched = watched.map(|(channel, verdict, judged, questions)| Watched {
            channel,
            verdict: verdict.to_owned(),
            judged,
            questions,
        });
        let trial = Trial::of(&watched);
        assert_eq!(trial.all, TrialCount { asked: 6, answered: 4, chosen: 1, judged: 2, right: 1 });
        assert_eq!(trial.channels[&Some(7)], TrialCount { asked: 2, answered: 2, chosen: 0, judged: 2, right: 1 });
        assert_eq!(trial.channels[&None], TrialCount { asked: 1, chosen: 1, ..TrialCount::default() });
        assert_eq!((trial.all.coverage(), trial.all.precision()), (Some(4.0 / 6.0), Some(0.5)));
    }

    #[test]
    fn few_judgements_leave_a_wide_range() {
        let few = TrialCount { judged: 4, right: 4, ..TrialCount::default() };
        let many = TrialCount { judged: 400, right: 400, ..TrialCount::default() };
        // By hand: 4 / (4 + 1.96²) and 400 / (400 + 1.96²).
        let low = |count: TrialCount| count.precision_range().unwrap().0;
        assert!((low(few) - 0.510).abs() < 0.001, "{}", low(few));
        assert!((low(many) - 0.990).abs() < 0.001, "{}", low(many));
        assert_eq!(TrialCount::default().precision_range(), None);
    }
}

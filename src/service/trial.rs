//! A silent trial: in a place, questions are decided and recorded, and nothing is shown. What would have been answered, and
//! how much of it people judged right, tells whether to speak.

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::store::AskedQuestion;
use crate::store::Moment;
use crate::store::Opinion;
use crate::store::RowId;
use crate::store::Vote;

/// What a trial came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trial {
    /// All channels together.
    pub all: TrialCount,
    /// Each channel by the front-end's number; `None` for what was asked in none.
    pub channels: BTreeMap<Option<u64>, TrialCount>,
    /// What would have been answered and nobody has judged yet, the latest first.
    pub unjudged: Vec<AskedQuestion>,
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
        let share = self.precision()?;
        let n = count(self.judged);
        let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
        let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        Some(((middle - half).max(0.0), (middle + half).min(1.0)))
    }
}

impl Trial {
    /// Counts the silent ones of `questions` with the `votes` on them.
    #[must_use]
    pub fn of(questions: &[AskedQuestion], votes: &[Vote]) -> Trial {
        let mut lead: HashMap<&RowId, i64> = HashMap::new();
        for vote in votes {
            *lead.entry(&vote.question).or_default() += match vote.opinion {
                Opinion::Helpful => 1,
                Opinion::Wrong => -1,
                Opinion::Unhelpful | Opinion::Chose | Opinion::None => 0,
            };
        }
        let mut trial = Trial::default();
        for question in questions.iter().filter(|question| question.silent) {
            let lead = lead.get(&question.id).copied().unwrap_or(0);
            trial.all.add(question, lead);
            trial.channels.entry(question.place.channel).or_default().add(question, lead);
            if question.verdict == "answer" && lead == 0 {
                trial.unjudged.push(question.clone());
            }
        }
        trial.unjudged.sort_by(|a, b| b.id.cmp(&a.id));
        trial
    }
}

impl TrialCount {
    fn add(&mut self, question: &AskedQuestion, lead: i64) {
        self.asked += 1;
        match question.verdict.as_str() {
            "answer" => {
                self.answered += 1;
                self.judged += usize::from(lead != 0);
                self.right += usize::from(lead > 0);
            }
            "choose" => self.chosen += 1,
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
        let questions = self.store().questions(self.space(), since, u32::MAX).await?;
        let votes = self.store().votes(self.space(), since).await?;
        Ok(Trial::of(&questions, &votes))
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
    use crate::store::PersonKey;
    use crate::store::Place;

    fn asked(number: i64, verdict: &str, channel: u64, silent: bool) -> AskedQuestion {
        AskedQuestion {
            id: RowId::new(Moment(number)),
            at: Moment(number),
            person: PersonKey([1; 16]),
            place: Place { channel: Some(channel), ..Place::default() },
            text: format!("question {number}"),
            verdict: verdict.to_owned(),
            reason: "confident".to_owned(),
            bar: 0.9,
            offered: 1,
            candidates: Vec::new(),
            version: 0,
            silent,
            vector: None,
        }
    }

    fn vote(question: &AskedQuestion, person: u8, opinion: Opinion) -> Vote {
        let (question, person) = (question.id.clone(), PersonKey([person; 16]));
        Vote { question, person, opinion, entry: None, flaw: None, at: Moment(0) }
    }

    #[test]
    fn answers_count_as_right_where_more_people_say_so() {
        let questions = [
            asked(1, "answer", 7, true),
            asked(2, "answer", 7, true),
            asked(3, "answer", 8, true),
            asked(4, "abstain", 8, true),
            asked(5, "choose", 8, true),
            asked(6, "answer", 7, false),
        ];
        let votes = [
            vote(&questions[0], 1, Opinion::Helpful),
            vote(&questions[0], 2, Opinion::Helpful),
            vote(&questions[0], 3, Opinion::Wrong),
            vote(&questions[1], 1, Opinion::Wrong),
            // As many say the one as the other.
            vote(&questions[2], 1, Opinion::Helpful),
            vote(&questions[2], 2, Opinion::Wrong),
            vote(&questions[5], 1, Opinion::Helpful),
        ];
        let trial = Trial::of(&questions, &votes);
        assert_eq!(trial.all, TrialCount { asked: 5, answered: 3, chosen: 1, judged: 2, right: 1 });
        assert_eq!(trial.channels[&Some(7)], TrialCount { asked: 2, answered: 2, chosen: 0, judged: 2, right: 1 });
        assert_eq!(trial.unjudged.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["question 3"]);
        assert_eq!((trial.all.coverage(), trial.all.precision()), (Some(0.6), Some(0.5)));
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

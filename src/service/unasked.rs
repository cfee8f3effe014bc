//! Questions that people put to each other. What is not answered of them is nobody's business, and is kept nowhere.

use std::sync::Arc;
use std::time::Duration;

use crate::embedding::UnitVector;
use crate::matching::calibration::Target;
use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::matching::posts;
use crate::service::Answer;
use crate::service::AskError;
use crate::service::Asker;
use crate::service::Caller;
use crate::service::Catalog;
use crate::service::FaqService;
use crate::service::PostAnswer;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::Place;
use crate::store::StoreError;

/// Questions that are looked at for what was answered lately: more than a server asks in an hour.
const MOST_LATELY: u32 = 1_000;

/// Whether somebody asks something in `post`, and does not only tell.
#[must_use]
pub fn is_question(post: &str) -> bool {
    posts::asks(post)
}

/// Whether somebody asks something in `post`, or tells what does not work, which where help is given is a question too.
#[must_use]
pub fn wants_help(post: &str) -> bool {
    !posts::questions(post).is_empty()
}

/// What could be answered without having been asked. Nothing of it is kept yet.
pub struct Overheard {
    post: PostAnswer,
    vectors: Vec<Option<UnitVector>>,
    catalog: Arc<Catalog>,
    of: usize,
}

impl Overheard {
    /// The answers; at least one, and all of them sure.
    #[must_use]
    pub fn post(&self) -> &PostAnswer {
        &self.post
    }

    /// How many questions there were, those that are not answered included.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.of
    }
}

impl FaqService {
    /// Of the questions in `post`, those that can be answered so that `target` of such answers are right; `None` where
    /// there are none. None of them is what would have been asked back, what is about a topic as a whole, and what
    /// somebody should have looked at again by now: whoever speaks unasked is sure, or silent.
    ///
    /// # Errors
    /// [`AskError`]; the service goes on serving after any of them.
    pub async fn overhear(&self, post: &str, top: usize, target: Target) -> Result<Option<Overheard>, AskError> {
        let (mut post, vectors, catalog) = self.ask_post_of(post, top, target).await?;
        let of = post.answers.len() + post.passed_over;
        let all = std::mem::take(&mut post.answers).into_iter().zip(vectors);
        let (answers, vectors): (Vec<_>, Vec<_>) = all.filter(|(answer, _)| is_sure(answer)).unzip();
        (post.answers, post.passed_over) = (answers, 0);
        Ok((!post.answers.is_empty()).then_some(Overheard { post, vectors, catalog, of }))
    }

    /// Keeps what was overheard, now that it is answered or, on trial, would have been: then each answer has a receipt.
    #[must_use]
    pub fn keep_overheard(&self, asker: &Asker, overheard: Overheard) -> PostAnswer {
        let Overheard { mut post, vectors, catalog, .. } = overheard;
        self.keep(asker, &mut post, vectors, &catalog);
        post
    }
}

/// That somebody was answered, as the store has it; by this process or by another.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Where.
    pub place: Place,
    /// How long ago.
    pub ago: Duration,
    person: PersonKey,
}

impl FaqService {
    /// What was answered in the last `while_ago`, the latest first, a thousand at most; not what was only watched.
    /// Nothing where nothing is recorded, and nothing of those who do not want that.
    ///
    /// # Errors
    /// [`StoreError`]: the store is away.
    pub async fn answered_lately(&self, while_ago: Duration) -> Result<Vec<Answered>, StoreError> {
        let Some(memory) = self.memory() else { return Ok(Vec::new()) };
        let now = memory.now();
        let since = Moment(now.0.saturating_sub(i64::try_from(while_ago.as_millis()).unwrap_or(i64::MAX)));
        let questions = memory.store().questions(memory.space(), since, MOST_LATELY).await?;
        let answered = questions.into_iter().filter(|question| !question.silent).map(|question| Answered {
            ago: Duration::from_millis(now.0.saturating_sub(question.at.0).max(0).unsigned_abs()),
            place: question.place,
            person: question.person,
        });
        Ok(answered.collect())
    }

    /// Whether it was `caller` who was answered.
    ///
    /// # Errors
    /// [`StoreError`]: the store is away.
    pub async fn was(&self, caller: &Caller, answered: &Answered) -> Result<bool, StoreError> {
        let Some(memory) = self.memory() else { return Ok(false) };
        Ok(memory.person(caller).await? == answered.person)
    }
}

fn is_sure(answer: &Answer) -> bool {
    let judgement = &answer.judgement;
    judgement.verdict == Verdict::Answer
        && judgement.reason != Reason::Topic
        && answer.entry().is_some()
        && answer.past_review.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::stand_in::Trial;

    const FAQ: &str = "\
When does the club meet?
On Thursday.
What does it cost to join?
Ten euros.
";

    #[tokio::test]
    async fn only_what_is_sure_is_left_of_a_post() {
        let trial = Trial::knowing(FAQ).await;
        let target = Target::new(0.98).unwrap();
        let overhear = async |post| trial.service.overhear(post, 5, target).await.unwrap();
        let post = "Hi! When does the club meet? Who sank the ship? Bye.";
        let heard = overhear(post).await.unwrap();
        let asked: Vec<&str> = heard.post().answers.iter().map(|answer| answer.question.as_str()).collect();
        assert_eq!((asked, heard.questions()), (vec!["When does the club meet?"], 2));
        assert!(overhear("Who sank the ship?").await.is_none());
    }

    #[test]
    fn a_question_is_told_from_talk() {
        for (text, asks, wants) in [
            ("how do I reset my password", true, true),
            ("Hi all! Is the club open today?", true, true),
            ("I cannot find my password.", false, true),
            ("I love the new table.", false, false),
            ("can anybody help?", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_question(text), wants_help(text)), (asks, wants), "{text}");
        }
    }
}

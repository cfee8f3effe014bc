//! The main job: one question in, one answer out.

use std::sync::Arc;
use std::time::Instant;

use tracing::warn;

use crate::embedding::EmbedError;
use crate::embedding::UnitVector;
use crate::matching::asked::Asked;
use crate::matching::asked::Reread;
use crate::matching::calibration::Target;
use crate::matching::candidate::Candidate;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::judge_ranked;
use crate::matching::judgement::ranked;
use crate::matching::screening::screen_for;
use crate::matching::second_look;
use crate::matching::spelling::Repaired;
use crate::service::Answer;
use crate::service::Catalog;
use crate::service::FaqService;
use crate::service::stale::is_past_review;

/// Why a question got no verdict. What is wrong with the question itself is a verdict, not an error.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// More questions are waiting than the model can soon answer.
    #[error("too many questions are waiting; ask again in a moment")]
    Busy,
    /// The model failed.
    #[error(transparent)]
    Model(EmbedError),
}

impl FaqService {
    /// The answer to `question`, with the `top` closest candidates.
    ///
    /// # Errors
    /// [`AskError`]; the service goes on serving after any of them.
    pub async fn ask(&self, question: &str, top: usize) -> Result<Answer, AskError> {
        self.ask_within(question, top, self.target()).await
    }

    /// As [`FaqService::ask`], so that `target` of the answers are right, where a place has its own.
    ///
    /// # Errors
    /// [`AskError`]; the service goes on serving after any of them.
    pub async fn ask_within(&self, question: &str, top: usize, target: Target) -> Result<Answer, AskError> {
        let (answer, _) = self.ask_of(&self.catalog(), question, top, target).await?;
        Ok(answer)
    }

    /// As [`FaqService::ask_within`], of a reading of the knowledge that the caller holds; with the question's vector, where
    /// it was asked for.
    pub(super) async fn ask_of(
        &self,
        catalog: &Catalog,
        question: &str,
        top: usize,
        target: Target,
    ) -> Result<(Answer, Option<UnitVector>), AskError> {
        let arrived = Instant::now();
        let unaskable = screen_for(catalog.index(), question, catalog.engine().reads).err();
        let repaired = if unaskable.is_none() { catalog.index().repaired(question) } else { None };
        let mut vector = None;
        let judgement = match unaskable {
            Some(unaskable) => Judgement::unaskable(unaskable),
            None => {
                vector = vector_of(catalog, question).await?;
                let vector_repaired = match &repaired {
                    Some(repaired) => vector_of(catalog, &repaired.text).await?,
                    None => None,
                };
                let reread =
                    repaired.as_ref().map(|Repaired { text, .. }| Reread { text, vector: vector_repaired.as_ref() });
                let asked = Asked { text: question, vector: vector.as_ref(), reread };
                let candidates = look_again(catalog, &asked, ranked(catalog.index(), &asked, top)).await;
                judge_ranked(catalog.index(), &asked, candidates, target, top)
            }
        };
        let entry = |candidate: &crate::matching::candidate::Candidate| catalog.entry(&candidate.entry).map(Arc::clone);
        let entries = judgement.candidates.iter().filter_map(entry).collect();
        let mut answer = Answer {
            question: question.to_owned(),
            repaired,
            judgement,
            entries,
            unaskable,
            elapsed: arrived.elapsed(),
            receipt: None,
            past_review: None,
        };
        let today = self.today();
        answer.past_review = answer.entry().and_then(|entry| entry.review_by.filter(|_| is_past_review(entry, today)));
        Ok((answer, vector))
    }
}

/// With a second look at what is undecided. A cross-encoder that is too busy, or fails, costs that and nothing else: the
/// confidences of the first look are true as well.
async fn look_again(catalog: &Catalog, asked: &Asked<'_>, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let Some(reader) = catalog.engine().model.reader() else { return candidates };
    let pairs = second_look::pairs(asked, &candidates);
    if pairs.is_empty() {
        return candidates;
    }
    match reader.read(pairs).await {
        Ok(read) => second_look::look_again(&mut candidates, &read),
        Err(EmbedError::Busy) => {}
        Err(error) => warn!("a question got no second look: {error}"),
    }
    candidates
}

/// `None` when the model finds nothing to read in `text`.
async fn vector_of(catalog: &Catalog, text: &str) -> Result<Option<UnitVector>, AskError> {
    match catalog.engine().model.embed_one(text).await {
        Ok(vector) => Ok(Some(vector)),
        Err(EmbedError::NoDirection) => Ok(None),
        Err(EmbedError::Busy) => Err(AskError::Busy),
        Err(error) => Err(AskError::Model(error)),
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::*;
    use crate::embedding::cross_encoder::CrossEncoder;
    use crate::embedding::cross_encoder::PairReader;
    use crate::service::stand_in::Trial;

    const FAQ: &str = "\
When does the club meet?
On Thursday.
What does it cost to join the club?
Ten euros.
";

    /// Gives every pair the same number, or fails where there is none.
    struct Says(Option<f32>);

    impl CrossEncoder for Says {
        fn log_odds(&mut self, _: &str, _: &str) -> Result<f32, EmbedError> {
            self.0.ok_or_else(|| EmbedError::Model("as asked".to_owned()))
        }
    }

    async fn asked(says: Option<f32>) -> Answer {
        let factory = move || -> Result<Box<dyn CrossEncoder>, EmbedError> { Ok(Box::new(Says(says))) };
        let reader = PairReader::start(Box::new(factory), NonZeroUsize::MIN).unwrap();
        Trial::with_reader(FAQ, reader).await.service.ask("what do i pay to join", 5).await.unwrap()
    }

    #[tokio::test]
    async fn what_a_second_look_shows_goes_into_the_confidence() {
        let without = Trial::knowing(FAQ).await.service.ask("what do i pay to join", 5).await.unwrap();
        let confidence = without.judgement.confidence();
        assert!(without.judgement.candidates[0].read.is_none());
        let (high, low) = (asked(Some(4.0)).await, asked(Some(-4.0)).await);
        assert!(high.judgement.confidence() > confidence && low.judgement.confidence() < confidence);
        assert_eq!(high.judgement.candidates[0].read.map(|read| read.log_odds), Some(4.0));
    }

    #[tokio::test]
    async fn a_cross_encoder_that_fails_costs_the_second_look_alone() {
        let without = Trial::knowing(FAQ).await.service.ask("what do i pay to join", 5).await.unwrap();
        assert_eq!(asked(None).await.judgement, without.judgement);
    }
}

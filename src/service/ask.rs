//! The main job: one question in, one answer out.

use std::sync::Arc;
use std::time::Instant;

use crate::embedding::EmbedError;
use crate::embedding::UnitVector;
use crate::matching::calibration::Target;
use crate::matching::judgement::Asked;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::Reread;
use crate::matching::judgement::judge;
use crate::matching::screening::screen_for;
use crate::matching::spelling::Repaired;
use crate::service::Answer;
use crate::service::Catalog;
use crate::service::FaqService;

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
        self.ask_within(question, top, self.settings.target).await
    }

    /// As [`FaqService::ask`], so that `target` of the answers are right, where a place has its own.
    ///
    /// # Errors
    /// [`AskError`]; the service goes on serving after any of them.
    pub async fn ask_within(&self, question: &str, top: usize, target: Target) -> Result<Answer, AskError> {
        self.ask_of(&self.catalog(), question, top, target).await
    }

    /// As [`FaqService::ask_within`], of a reading of the knowledge that the caller holds.
    pub(super) async fn ask_of(
        &self,
        catalog: &Catalog,
        question: &str,
        top: usize,
        target: Target,
    ) -> Result<Answer, AskError> {
        let arrived = Instant::now();
        let unaskable = screen_for(catalog.index(), question, self.settings.reads).err();
        let repaired = if unaskable.is_none() { catalog.index().repaired(question) } else { None };
        let judgement = match unaskable {
            Some(unaskable) => Judgement::unaskable(unaskable),
            None => {
                let vector = self.vector(question).await?;
                let vector_repaired = match &repaired {
                    Some(repaired) => self.vector(&repaired.text).await?,
                    None => None,
                };
                let reread =
                    repaired.as_ref().map(|Repaired { text, .. }| Reread { text, vector: vector_repaired.as_ref() });
                let asked = Asked { text: question, vector: vector.as_ref(), reread };
                judge(catalog.index(), &asked, target, top)
            }
        };
        let entry = |candidate: &crate::matching::judgement::Candidate| catalog.entry(&candidate.entry).map(Arc::clone);
        let entries = judgement.candidates.iter().filter_map(entry).collect();
        Ok(Answer {
            question: question.to_owned(),
            repaired,
            judgement,
            entries,
            unaskable,
            elapsed: arrived.elapsed(),
        })
    }

    /// `None` when the model finds nothing to read in `text`.
    async fn vector(&self, text: &str) -> Result<Option<UnitVector>, AskError> {
        match self.model.embed_one(text).await {
            Ok(vector) => Ok(Some(vector)),
            Err(EmbedError::NoDirection) => Ok(None),
            Err(EmbedError::Busy) => Err(AskError::Busy),
            Err(error) => Err(AskError::Model(error)),
        }
    }
}

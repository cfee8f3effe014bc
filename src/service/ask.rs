//! The main job: one question in, one answer out.

use std::sync::Arc;
use std::time::Instant;

use crate::embedding::EmbedError;
use crate::matching::judgement::Bars;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::judge;
use crate::matching::screening::screen_for;
use crate::service::Answer;
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
        self.ask_within(question, top, &self.settings.bars).await
    }

    /// As [`FaqService::ask`], with the verdicts beginning at `bars`, where a place has its own.
    ///
    /// # Errors
    /// [`AskError`]; the service goes on serving after any of them.
    pub async fn ask_within(&self, question: &str, top: usize, bars: &Bars) -> Result<Answer, AskError> {
        let arrived = Instant::now();
        let catalog = self.catalog();
        let unaskable = screen_for(catalog.index(), question, self.settings.reads).err();
        let judgement = match unaskable {
            Some(unaskable) => Judgement::unaskable(unaskable),
            None => {
                let vector = match self.model.embed_one(question).await {
                    Ok(vector) => Some(vector),
                    Err(EmbedError::NoDirection) => None,
                    Err(EmbedError::Busy) => return Err(AskError::Busy),
                    Err(error) => return Err(AskError::Model(error)),
                };
                judge(catalog.index(), question, vector.as_ref(), bars, top)
            }
        };
        let entry = |candidate: &crate::matching::judgement::Candidate| catalog.entry(&candidate.entry).map(Arc::clone);
        let entries = judgement.candidates.iter().filter_map(entry).collect();
        Ok(Answer { question: question.to_owned(), judgement, entries, unaskable, elapsed: arrived.elapsed() })
    }
}

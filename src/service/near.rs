//! What is already there, shown to those who write: doubles and conflicts.

use std::sync::Arc;

use crate::embedding::EmbedError;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::service::AskError;
use crate::service::Catalog;
use crate::service::FaqService;
use crate::service::doubles::DOUBLE_FROM;

/// Entries shown at most; who writes wants to see the closest.
const MOST: usize = 3;

/// A served entry that asks for nearly the same as what somebody writes.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The entry.
    pub entry: Arc<Entry>,
    /// The question that was written.
    pub written: String,
    /// The entry's phrasing that is closest to it.
    pub phrasing: String,
    /// Cosine of the two, up to 1.
    pub cosine: f32,
    /// Whether the two are the same question but for case, spacing and punctuation.
    pub same_question: bool,
    /// Whether it has the same answer. Otherwise the same question would be answered in two ways.
    pub same_answer: bool,
}

impl FaqService {
    /// The served entries, but for `except`, that one of the `questions` of an entry with this `answer` may be a double
    /// of; closest first. Overviews are left out.
    ///
    /// # Errors
    /// [`AskError`] where the model is busy or fails.
    pub async fn near(
        &self,
        questions: &[&str],
        answer: &str,
        except: Option<&EntryId>,
    ) -> Result<Vec<Near>, AskError> {
        let catalog = self.catalog();
        let answer = normalized(answer);
        let mut near: Vec<Near> = Vec::new();
        for question in questions {
            let normal = normalized(question);
            let mut found: Vec<(EntryId, String, f32)> =
                catalog.index().exact(question).into_iter().map(|(entry, phrasing)| (entry, phrasing, 1.0)).collect();
            match catalog.engine().model.embed_one(question).await {
                Ok(vector) => {
                    let closest = catalog.index().closest(question, &vector, MOST + 1).into_iter();
                    let close = closest.filter(|hit| hit.cosine >= DOUBLE_FROM);
                    found.extend(close.map(|hit| (hit.entry, hit.phrasing, hit.cosine)));
                }
                Err(EmbedError::NoDirection) => {}
                Err(EmbedError::Busy) => return Err(AskError::Busy),
                Err(error) => return Err(AskError::Model(error)),
            }
            for (id, phrasing, cosine) in found {
                let Some(entry) = catalog.entry(&id).filter(|entry| !entry.is_overview() && Some(&id) != except) else {
                    continue;
                };
                let same_question = normalized(&phrasing) == normal;
                let same_answer = normalized(&entry.answer) == answer;
                let written = (*question).to_owned();
                let new = Near { entry: Arc::clone(entry), written, phrasing, cosine, same_question, same_answer };
                match near.iter_mut().find(|other| other.entry.id == id) {
                    Some(other) if other.cosine >= new.cosine => {}
                    Some(other) => *other = new,
                    None => near.push(new),
                }
            }
        }
        near.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then_with(|| a.entry.id.cmp(&b.entry.id)));
        near.truncate(MOST);
        Ok(near)
    }
}

impl Catalog {
    /// Another served entry that has a phrasing of `entry`, but for case, spacing and punctuation, and that phrasing:
    /// neither of them is the answer to it then, and whoever asks it is asked back.
    #[must_use]
    pub fn also_asked_by(&self, entry: &Entry) -> Option<(&Arc<Entry>, String)> {
        entry.phrasings.iter().find_map(|phrasing| {
            let asked = self.index().exact(phrasing.as_str()).into_iter().filter(|(id, _)| *id != entry.id);
            let other = asked.filter_map(|(id, _)| self.entry(&id)).find(|other| !other.is_overview())?;
            Some((other, phrasing.as_str().to_owned()))
        })
    }
}

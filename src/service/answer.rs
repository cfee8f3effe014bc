//! What a question comes back as.

use std::sync::Arc;
use std::time::Duration;

use time::Date;

use crate::entry::Entry;
use crate::matching::candidate::Candidate;
use crate::matching::judgement::Judgement;
use crate::matching::judgement::Verdict;
use crate::matching::screening::Unaskable;
use crate::matching::spelling::Change;
use crate::matching::spelling::Repaired;
use crate::store::RowId;

/// The verdict on a question with all that any front-end shows of it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The question as it was asked.
    pub question: String,
    /// The question with its spelling repaired, where it needed that.
    pub repaired: Option<Repaired>,
    /// Verdict, reason and candidates.
    pub judgement: Judgement,
    /// The candidates' entries, in their order.
    pub entries: Vec<Arc<Entry>>,
    /// Why the question could not be matched at all.
    pub unaskable: Option<Unaskable>,
    /// From the question's arrival to the verdict.
    pub elapsed: Duration,
    /// By which people can vote on it; `None` where the question is not kept.
    pub receipt: Option<RowId>,
    /// The day by which the shown answer should have been looked at again, where that is past.
    pub past_review: Option<Date>,
}

impl Answer {
    /// The entry whose answer is shown; `None` unless the verdict is to answer.
    #[must_use]
    pub fn entry(&self) -> Option<&Arc<Entry>> {
        match self.judgement.verdict {
            Verdict::Answer => self.entries.first(),
            Verdict::Choose | Verdict::Abstain => None,
        }
    }

    /// The entries beside the answer that are close to the question too, best first: what somebody with that question may
    /// want to read as well. None unless the verdict is to answer.
    pub fn related(&self) -> impl Iterator<Item = &Arc<Entry>> {
        let shown = if self.entry().is_some() { 1 } else { usize::MAX };
        let near = |candidate: &Candidate| candidate.features.stands_out();
        let others = self.judgement.candidates.iter().zip(&self.entries).skip(shown);
        others.filter(move |(candidate, _)| near(candidate)).map(|(_, entry)| entry)
    }

    /// Whether it was asked for something that somebody could answer and nothing here does.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        let is_question =
            !matches!(self.unaskable, Some(Unaskable::Empty | Unaskable::TooLong(_) | Unaskable::NoWords));
        self.judgement.verdict == Verdict::Abstain && is_question
    }

    /// The words of the question that were read as others to come to what is offered; none where the question was
    /// better, or as well, understood as it was typed.
    #[must_use]
    pub fn read_as(&self) -> &[Change] {
        let counted = self.judgement.candidates.iter().take(self.judgement.offered).any(|offered| offered.reread);
        self.repaired.as_ref().filter(|_| counted).map_or(&[], |repaired| &repaired.changes)
    }
}

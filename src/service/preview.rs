//! What a change would change: questions are asked of the knowledge as it is and as it would be, before anything is
//! written.

use std::sync::Arc;

use crate::entry::EntryId;
use crate::matching::judgement::Verdict;
use crate::service::Caller;
use crate::service::Catalog;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::Pending;
use crate::service::curate_error::of_catalog;
use crate::service::gathered::Gathered;
use crate::service::planned::Planned;
use crate::service::replay::Labelled;
use crate::service::replay::Origin;
use crate::service::replay::Outcome;
use crate::service::replay::Replay;
use crate::service::replay::Replays;
use crate::store::Edit;
use crate::store::Items;
use crate::store::Moment;
use crate::store::StoredItem;

/// Questions that people asked lately which are asked again.
const RECENT: u32 = 2_000;

/// A question that would come back as something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The question.
    pub question: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The entries that are right, where that is known; none where the right thing is not to answer.
    pub right: Option<Vec<EntryId>>,
    /// As it is.
    pub before: Outcome,
    /// As it would be.
    pub after: Outcome,
}

/// What a change would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// By origin, in the order of the questions.
    pub changed: Vec<Changed>,
    /// Questions that were asked again: phrasings, labelled ones, and those that people asked.
    pub replayed: [usize; 3],
    /// Labelled questions that get a right answer as it is, and as it would be.
    pub right: (usize, usize),
    /// Labelled questions that get a wrong answer as it is, and as it would be.
    pub wrong: (usize, usize),
}

impl FaqService {
    /// What `planned` would change, once it is approved, with `labelled` questions if there are some.
    ///
    /// # Errors
    /// [`CurateError`] where the store or the model fails.
    pub async fn preview(
        &self,
        caller: &Caller,
        planned: &Planned,
        labelled: &[Labelled],
    ) -> Result<Preview, CurateError> {
        let memory = self.memory_to_write()?;
        let edits = match planned {
            // Who wrote a draft may look at what it would change, whoever is to approve it.
            Planned::Approve(Pending::Draft(id)) => vec![self.would_serve(caller, memory, id).await?],
            planned => self.plan(caller, memory, planned).await?.served,
        };
        let now = self.catalog();
        let items = applied(memory.store().items(memory.space()).await?, &edits);
        let gathered = Gathered::of(&self.files_as_read(), &items);
        let made = Catalog::of_gathered(now.engine(), true, gathered, Some(&now), |_| ()).await;
        let (then, _) = made.map_err(of_catalog)?;
        self.replayed(memory, now, Arc::new(then), labelled).await
    }

    /// What would come back as something else from `then` than from `now`.
    pub(super) async fn replayed(
        &self,
        memory: &Memory,
        now: Arc<Catalog>,
        then: Arc<Catalog>,
        labelled: &[Labelled],
    ) -> Result<Preview, CurateError> {
        self.flush().await;
        let recent = memory.store().questions(memory.space(), Moment(0), RECENT).await?;
        let mut replays = Replays::of(&now, &then, labelled, recent);
        let target = self.target();
        let before = replays.outcomes(now, target).await?;
        let after = replays.outcomes(then, target).await?;
        let mut preview = Preview::default();
        for (replay, (before, after)) in replays.into_questions().zip(before.into_iter().zip(after)) {
            preview.take(replay, before, after);
        }
        Ok(preview)
    }
}

impl Preview {
    fn take(&mut self, replay: Replay, before: Outcome, after: Outcome) {
        self.replayed[replay.origin as usize] += 1;
        if let Some(right) = &replay.right {
            for (outcome, right_so_far, wrong_so_far) in
                [(&before, &mut self.right.0, &mut self.wrong.0), (&after, &mut self.right.1, &mut self.wrong.1)]
            {
                *right_so_far += usize::from(outcome.is_right(right));
                *wrong_so_far += usize::from(outcome.verdict == Verdict::Answer && !outcome.is_right(right));
            }
        }
        if before != after {
            let Replay { text: question, origin, right, .. } = replay;
            self.changed.push(Changed { question, origin, right, before, after });
        }
    }
}

/// The items as they are once `edits` are made.
fn applied(mut items: Items, edits: &[Edit]) -> Items {
    for edit in edits {
        items.items.retain(|stored| stored.key != edit.key);
        if let Some(item) = &edit.after {
            let (key, item) = (edit.key.clone(), item.clone());
            items.items.push(StoredItem { key, item, revision: items.version + 1, at: Moment(0) });
        }
    }
    items.items.sort_by(|a, b| a.key.cmp(&b.key));
    items
}

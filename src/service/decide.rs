//! What a moderator decides beside yes and no: a suggestion in better words, an entry that answers what was missed, a
//! decision taken back.

use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Done;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::curate::answered_by;
use crate::service::plan::Plan;
use crate::service::planned::Join;
use crate::service::planned::Planned;
use crate::service::writing::WritingError;
use crate::store::Action;
use crate::store::Closing;
use crate::store::ClusterState;
use crate::store::Commit;
use crate::store::Deciding;
use crate::store::Edit;
use crate::store::SuggestionState;

/// Something that was decided and that no change of the history stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// A cluster by its number.
    Cluster(u64),
    /// A suggestion by its number.
    Suggestion(u64),
}

impl FaqService {
    pub(super) async fn approving_as(
        &self,
        caller: &Caller,
        memory: &Memory,
        number: u64,
        text: &str,
    ) -> Result<Plan, CurateError> {
        caller.may(Act::Review)?;
        let mut suggestion = memory.open_suggestion(number).await?;
        text.trim().clone_into(&mut suggestion.text);
        if suggestion.text.is_empty() {
            return Err(WritingError::NoQuestion.into());
        }
        self.approving_suggested(caller, memory, suggestion).await
    }

    pub(super) async fn joining(&self, caller: &Caller, memory: &Memory, join: &Join) -> Result<Plan, CurateError> {
        caller.may(Act::Review)?;
        let question = memory.to_close(join.cluster).await?.text;
        let served: Vec<Edit> = self.added_phrasing(&join.into, &question).await?.into_iter().collect();
        let mut commit = Commit::of(memory.author(caller).await?, memory.now(), Action::Resolve, served.clone());
        self.close_by(memory, &mut commit, join.cluster, &join.into).await?;
        Ok(Plan { commit, entry: Some(join.into.clone()), new_questions: None, draft: None, served })
    }

    /// Takes a decision back: `change`, the number of a change in the history, if it made one, and what was decided by it,
    /// which waits again. Who was told of an answer meanwhile stays told, and who was not yet is not.
    ///
    /// # Errors
    /// [`CurateError::ChangedSince`] and [`CurateError::Undone`] where something of it was changed again since, and
    /// [`CurateError::Already`] where a cluster that no change closed waits already; nothing is done then.
    pub async fn take_back(
        &self,
        caller: &Caller,
        change: Option<u64>,
        decided: Option<Decided>,
    ) -> Result<Done, CurateError> {
        caller.may(Act::Review)?;
        let memory = self.memory_to_write()?;
        let (mut commit, entry) = match (change, decided) {
            (Some(number), _) => {
                let plan = self.plan(caller, memory, &Planned::Undo(number)).await?;
                (plan.commit, plan.entry)
            }
            (None, Some(Decided::Cluster(number))) => {
                self.reopen(caller, number).await?;
                return Ok(Done { number: 0, entry: None, draft: None, answered: 0, told: 0 });
            }
            (None, _) => (Commit::of(memory.author(caller).await?, memory.now(), Action::Undo, Vec::new()), None),
        };
        match decided {
            // The change may have been what closed it, or somebody else was first: then it waits already.
            Some(Decided::Cluster(number)) if commit.closed.iter().all(|closing| closing.number != number) => {
                if memory.cluster(number).await?.state != ClusterState::Open {
                    commit.closed.push(Closing::to(ClusterState::Open, number));
                }
            }
            Some(Decided::Suggestion(number)) => {
                commit.decided.push(Deciding { number, state: SuggestionState::Open });
            }
            Some(Decided::Cluster(_)) | None => {}
        }
        let number = self.commit(memory, &commit).await?;
        if !commit.closed.is_empty() {
            self.recorder(memory).clusters_closed().await;
        }
        Ok(Done { number, entry, draft: None, answered: answered_by(&commit), told: commit.notices.len() })
    }
}

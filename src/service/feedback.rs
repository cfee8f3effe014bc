//! What people say of an answer, and what it proposes. Nothing changes by it until somebody approves.

use std::sync::Arc;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::store::AskedQuestion;
use crate::store::ClusterState;
use crate::store::Flaw;
use crate::store::Follower;
use crate::store::Opinion;
use crate::store::Place;
use crate::store::RowId;
use crate::store::Suggestion;
use crate::store::SuggestionKind;
use crate::store::Support;
use crate::store::Vote;

/// What came of the wish to be told of an answer.
#[derive(Clone, Debug)]
pub enum Followed {
    /// Nobody has answered yet; they are told once somebody does.
    Waits,
    /// It has an answer already.
    Answered(Arc<Entry>),
    /// Moderators have put the question aside, so there will be none.
    SetAside,
}

/// What a vote came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Voted {
    /// The same person's former vote on the question, which this one replaces.
    pub former: Option<Opinion>,
    /// What it proposes.
    pub suggestion: Option<Suggestion>,
}

impl FaqService {
    /// Takes a person's vote on an answer that has this receipt; a later one replaces the former. `entry` is what it is
    /// about, one of those that were offered; `None` for [`Opinion::None`], and for the answer itself.
    ///
    /// A choice or a helpful vote proposes the question as a phrasing, a wrong vote as a counter-example, where the space
    /// learns. Wrong, and none of those offered, is missed. An unhelpful answer is to be looked at again, see
    /// [`Flawed`](crate::service::Flawed).
    ///
    /// # Errors
    /// [`CurateError::NotThere`] where the question was not kept or the entry was not offered.
    pub async fn vote(
        &self,
        caller: &Caller,
        receipt: &RowId,
        opinion: Opinion,
        entry: Option<&EntryId>,
    ) -> Result<Voted, CurateError> {
        self.say(caller, receipt, (opinion, None), entry).await
    }

    /// As [`FaqService::vote`]: the answer did not help, for this reason if one is given.
    ///
    /// # Errors
    /// [`CurateError::NotThere`] where the question was not kept or the entry was not offered.
    pub async fn complain(
        &self,
        caller: &Caller,
        receipt: &RowId,
        flaw: Option<Flaw>,
        entry: Option<&EntryId>,
    ) -> Result<Voted, CurateError> {
        self.say(caller, receipt, (Opinion::Unhelpful, flaw), entry).await
    }

    /// Somebody wants to be told, in `place`, once the question with this receipt has an answer: who asked it or anybody
    /// else, whatever they decided in general. To say it again changes nothing.
    ///
    /// # Errors
    /// [`CurateError::NotThere`] where the question was not kept, or was not missed.
    pub async fn tell_when_answered(
        &self,
        caller: &Caller,
        receipt: &RowId,
        place: Place,
    ) -> Result<Followed, CurateError> {
        caller.may(Act::Ask)?;
        let memory = self.memory_to_write()?;
        self.flush().await;
        let follower = Follower { person: memory.person(caller).await?, place, at: memory.now() };
        let cluster = memory.store().follow(memory.space(), receipt, &follower).await?;
        Ok(match cluster.state {
            ClusterState::Open => Followed::Waits,
            ClusterState::Dismissed => Followed::SetAside,
            // An entry that has gone since answers nobody.
            ClusterState::Resolved => {
                let catalog = self.catalog();
                let entry = cluster.resolved_by.and_then(|entry| catalog.entry(&entry).cloned());
                entry.map_or(Followed::SetAside, Followed::Answered)
            }
        })
    }

    /// A question as it was kept; `None` where it was not, or is no longer.
    ///
    /// # Errors
    /// [`CurateError`] where the store cannot be asked.
    pub async fn asked(&self, receipt: &RowId) -> Result<Option<AskedQuestion>, CurateError> {
        let memory = self.memory_to_write()?;
        self.flush().await;
        Ok(memory.store().question(memory.space(), receipt).await?)
    }

    async fn say(
        &self,
        caller: &Caller,
        receipt: &RowId,
        (opinion, flaw): (Opinion, Option<Flaw>),
        entry: Option<&EntryId>,
    ) -> Result<Voted, CurateError> {
        caller.may(Act::Ask)?;
        let memory = self.memory_to_write()?;
        let is_kept = self.flush().await;
        let (store, space) = (memory.store(), memory.space());
        let question = store.question(space, receipt).await?;
        let question = question.ok_or_else(|| match is_kept {
            true => CurateError::NotThere("that answer".to_owned()),
            false => CurateError::Later("the store is behind with what was asked".to_owned()),
        })?;
        let entry = about(&question, opinion, entry)?;
        let person = memory.person(caller).await?;
        let vote = Vote { question: receipt.clone(), person, opinion, entry: entry.clone(), flaw, at: memory.now() };
        let former = store.vote(space, &vote).await?;
        let is_new = former.as_ref().is_none_or(|former| (former.opinion, &former.entry) != (opinion, &entry));
        if former.is_some() && is_new {
            store.withdraw(space, receipt, &person).await?;
        }
        let misses = |opinion| matches!(opinion, Opinion::Wrong | Opinion::None);
        let missed = misses(opinion);
        if !missed && former.as_ref().is_some_and(|former| misses(former.opinion)) {
            store.not_missed(space, receipt).await?;
            self.recorder(memory).clusters_closed().await;
        }
        if missed && is_new && !question.silent {
            self.recorder(memory).missed(question.clone(), self.catalog().engine().clone()).await;
        }
        let learns = self.catalog().space_settings().learning;
        let suggestion = match entry.and_then(|entry| support(&question, opinion, &vote, entry)) {
            Some(support) if learns && self.is_news(&support) => Some(store.support(space, &support).await?),
            _ => None,
        };
        Ok(Voted { former: former.map(|former| former.opinion), suggestion })
    }

    /// Whether it proposes something that the entry does not have.
    fn is_news(&self, support: &Support) -> bool {
        let catalog = self.catalog();
        let Some(entry) = catalog.entry(&support.entry) else { return false };
        entry.phrasings.iter().all(|phrasing| normalized(phrasing.as_str()) != support.normal)
    }
}

/// The entry that a vote is about.
fn about(question: &AskedQuestion, opinion: Opinion, entry: Option<&EntryId>) -> Result<Option<EntryId>, CurateError> {
    if opinion == Opinion::None {
        return Ok(None);
    }
    let mut offered = question.candidates.iter().take(question.offered).map(|candidate| &candidate.entry);
    let found = match entry {
        Some(entry) => offered.find(|offered| *offered == entry),
        None => offered.next(),
    };
    found.cloned().map(Some).ok_or_else(|| CurateError::NotThere("what was voted on".to_owned()))
}

fn support(question: &AskedQuestion, opinion: Opinion, vote: &Vote, entry: EntryId) -> Option<Support> {
    let kind = match opinion {
        Opinion::Chose | Opinion::Helpful => SuggestionKind::Phrasing,
        Opinion::Wrong => SuggestionKind::Counter,
        Opinion::Unhelpful | Opinion::None => return None,
    };
    Some(Support {
        kind,
        entry,
        text: question.text.clone(),
        normal: normalized(&question.text),
        person: vote.person,
        question: question.id.clone(),
        at: vote.at,
    })
}

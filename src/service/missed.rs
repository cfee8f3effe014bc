//! Questions that could not be answered: put together as they come, listed, and resolved, upon which those who asked are
//! told.

use std::collections::HashSet;

use tracing::debug;

use crate::embedding::Side;
use crate::embedding::UnitVector;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::matching::clusters::Leaders;
use crate::service::Act;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::Engine;
use crate::service::FaqService;
use crate::service::Memory;
use crate::service::curate::Attempts;
use crate::store::Action;
use crate::store::Added;
use crate::store::AskedQuestion;
use crate::store::Closing;
use crate::store::Cluster;
use crate::store::ClusterState;
use crate::store::Commit;
use crate::store::HowMissed;
use crate::store::Member;
use crate::store::NewMissed;
use crate::store::StoreError;
use crate::store::SuggestionKind;
use crate::store::Support;

/// How often it is tried to sort in a question whose clusters others change meanwhile.
const ATTEMPTS: usize = 5;

/// Vectors that are kept in one transaction, during which nobody else adds to the clusters.
const AT_ONCE: usize = 500;

/// The clusters of a space as far as they are known here.
pub(super) struct Book {
    /// By whose vectors they are compared.
    engine: Engine,
    leaders: Leaders,
    /// The highest number of a cluster that is known.
    seen: u64,
    /// What is in one of these is not missed again.
    dismissed: HashSet<u64>,
}

impl Book {
    /// Adds a kept question, whose vector `engine` made, to the cluster that it belongs to, or begins one with it. Loads
    /// the book where there is none, or one of another model.
    pub(super) async fn add(
        book: &mut Option<Book>,
        memory: &Memory,
        engine: &Engine,
        question: &AskedQuestion,
        vector: &UnitVector,
    ) -> Result<(), StoreError> {
        if book.as_ref().is_some_and(|known| !known.engine.is_same_as(engine)) {
            *book = None;
        }
        let missed = NewMissed {
            question: question.id.clone(),
            text: question.text.clone(),
            normal: normalized(&question.text),
            vector: engine.to_keep(vector),
            person: question.person,
            place: question.place.clone(),
            at: question.at,
            nearest: question.candidates.first().map(|nearest| nearest.entry.clone()),
        };
        for _ in 0..ATTEMPTS {
            let known = match book {
                Some(known) => known,
                None => book.insert(Book::load(memory, engine).await?),
            };
            let cluster = known.leaders.assign(&missed.text, Some(vector));
            if cluster.is_some_and(|number| known.dismissed.contains(&number)) {
                return Ok(());
            }
            match memory.store().add_missed(memory.space(), known.seen, cluster, &missed).await {
                Ok(Added::To(added)) => {
                    match cluster {
                        Some(number) => known.leaders.join(number, &missed.text),
                        None => known.learn(&added, Some(vector)),
                    }
                    return Ok(());
                }
                Ok(Added::Newer(newer)) => known.learn_all(memory, newer).await,
                // Closed by another process.
                Err(StoreError::Conflict { .. }) => *book = None,
                Err(error) => return Err(error),
            }
        }
        Err(StoreError::Busy("the clusters of missed questions changed again and again".to_owned()))
    }

    /// The cluster that a question whose vector `engine` made would be added to.
    pub(super) fn joined_by(&self, text: &str, vector: &UnitVector) -> Option<u64> {
        self.leaders.assign(text, Some(vector))
    }

    async fn load(memory: &Memory, engine: &Engine) -> Result<Book, StoreError> {
        Book::of(memory, engine, None).await
    }

    /// Those that wait for an answer alone; `None` where there are none.
    pub(super) async fn of_open(memory: &Memory, engine: &Engine) -> Result<Option<Book>, StoreError> {
        let book = Book::of(memory, engine, Some(ClusterState::Open)).await?;
        Ok(Some(book).filter(|book| !book.leaders.is_empty()))
    }

    async fn of(memory: &Memory, engine: &Engine, state: Option<ClusterState>) -> Result<Book, StoreError> {
        let clusters = memory.store().clusters(memory.space(), 0, state).await?;
        let mut book = Book { engine: engine.clone(), leaders: Leaders::default(), seen: 0, dismissed: HashSet::new() };
        book.learn_all(memory, clusters).await;
        Ok(book)
    }

    /// Those that began with another model are embedded anew, and kept so, for whoever reads them next.
    async fn learn_all(&mut self, memory: &Memory, mut clusters: Vec<Cluster>) {
        clusters.retain(|cluster| {
            self.seen = self.seen.max(cluster.number);
            // Asked again, it is a new one: the answer that was given then does not serve.
            cluster.state != ClusterState::Resolved
        });
        let mut vectors: Vec<Option<UnitVector>> =
            clusters.iter().map(|cluster| self.engine.own(cluster.vector.clone())).collect();
        let foreign: Vec<usize> = (0..clusters.len()).filter(|&at| vectors[at].is_none()).collect();
        let texts = foreign.iter().map(|&at| clusters[at].text.clone()).collect();
        let embedded = self.engine.model.embed_many(Side::Query, texts, |_, _| ()).await;
        let mut anew = Vec::with_capacity(foreign.len());
        for (at, vector) in foreign.into_iter().zip(embedded) {
            vectors[at] = vector.ok();
            let kept = vectors[at].as_ref().map(|vector| self.engine.to_keep(vector));
            anew.extend(kept.map(|kept| (clusters[at].number, clusters[at].text.as_str(), kept)));
        }
        for some in anew.chunks(AT_ONCE) {
            if let Err(error) = memory.store().put_cluster_vectors(memory.space(), some).await {
                debug!("vectors of clusters were not kept: {error}");
                break;
            }
        }
        for (cluster, vector) in clusters.iter().zip(&vectors) {
            self.learn(cluster, vector.as_ref());
        }
    }

    /// `vector` is that of the cluster's text; where there is none, the same words are found all the same.
    fn learn(&mut self, cluster: &Cluster, vector: Option<&UnitVector>) {
        self.seen = self.seen.max(cluster.number);
        if cluster.state == ClusterState::Dismissed {
            self.dismissed.insert(cluster.number);
        }
        self.leaders.add(cluster.number, &cluster.text, vector);
    }
}

/// What becomes of the words in which a resolved cluster was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wordings {
    /// They are proposed as phrasings of the entry, for somebody to approve.
    Propose,
    /// Nothing.
    Leave,
}

impl Memory {
    /// How the questions of the open clusters came to be missed, or of one of them, as far as they are still recorded.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn how_missed(&self, caller: &Caller, cluster: Option<u64>) -> Result<Vec<HowMissed>, CurateError> {
        caller.may(Act::Review)?;
        Ok(self.store().how_missed(self.space(), cluster).await?)
    }

    /// The open clusters of missed questions: those that most people asked first, then the latest.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn missed(&self, caller: &Caller) -> Result<Vec<Cluster>, CurateError> {
        caller.may(Act::Review)?;
        let mut clusters = self.store().clusters(self.space(), 0, Some(ClusterState::Open)).await?;
        clusters.sort_by(|a, b| b.askers.cmp(&a.askers).then(b.asked.cmp(&a.asked)).then(b.last.cmp(&a.last)));
        Ok(clusters)
    }

    /// What was asked in a cluster, by whom it is not said, in the order first asked.
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn missed_questions(&self, caller: &Caller, number: u64) -> Result<Vec<Member>, CurateError> {
        caller.may(Act::Review)?;
        self.members(number).await
    }

    /// Nobody is to answer a cluster: it is closed, and what is asked like it is not missed again. A service that is
    /// running notices with the next question that would belong to it.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is done then.
    pub async fn dismiss(&self, caller: &Caller, number: u64) -> Result<(), CurateError> {
        caller.may(Act::Review)?;
        self.to_close(number).await?;
        self.put(caller, number, Action::Resolve, ClusterState::Dismissed).await
    }

    /// A cluster that was resolved or dismissed waits for an answer again. Who was told of one stays told, and who was not
    /// yet is not. A service that is running notices with the next question that belongs to it.
    ///
    /// # Errors
    /// [`CurateError::Already`] where it waits for one already; nothing is done then.
    pub async fn reopen(&self, caller: &Caller, number: u64) -> Result<(), CurateError> {
        caller.may(Act::Review)?;
        if self.cluster(number).await?.state == ClusterState::Open {
            return Err(CurateError::Already(format!("missed question {number} waits for an answer already")));
        }
        self.put(caller, number, Action::Undo, ClusterState::Open).await
    }

    /// Puts a cluster into a state in which no entry answers it.
    async fn put(&self, caller: &Caller, number: u64, action: Action, state: ClusterState) -> Result<(), CurateError> {
        let mut commit = Commit::of(self.author(caller).await?, self.now(), action, Vec::new());
        commit.closed.push(Closing::to(state, number));
        self.store().commit(self.space(), &commit).await?;
        Ok(())
    }

    /// A cluster, whatever became of it.
    pub(super) async fn cluster(&self, number: u64) -> Result<Cluster, CurateError> {
        let after = self.store().clusters(self.space(), number.saturating_sub(1), None).await?;
        let found = after.into_iter().find(|cluster| cluster.number == number);
        found.ok_or_else(|| CurateError::NotThere(format!("missed question {number}")))
    }

    /// A cluster that waits for somebody.
    ///
    /// # Errors
    /// [`CurateError::Closed`] where somebody has decided on it.
    pub(super) async fn to_close(&self, number: u64) -> Result<Cluster, CurateError> {
        let cluster = self.cluster(number).await?;
        match cluster.state {
            ClusterState::Open => Ok(cluster),
            ClusterState::Resolved | ClusterState::Dismissed => {
                Err(CurateError::Closed { number, by: cluster.resolved_by })
            }
        }
    }

    /// Whether a cluster is there and waits for somebody.
    pub(super) async fn is_open(&self, number: u64) -> Result<bool, CurateError> {
        match self.to_close(number).await {
            Ok(_) => Ok(true),
            Err(CurateError::Closed { .. } | CurateError::NotThere(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// What was asked in a cluster.
    pub(super) async fn members(&self, number: u64) -> Result<Vec<Member>, CurateError> {
        let members = self.store().members(self.space(), number).await?;
        if members.is_empty() {
            return Err(CurateError::NotThere(format!("missed question {number}")));
        }
        Ok(members)
    }
}

impl FaqService {
    /// [`Memory::missed`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn missed(&self, caller: &Caller) -> Result<Vec<Cluster>, CurateError> {
        self.memory_to_write()?.missed(caller).await
    }

    /// [`Memory::how_missed`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn how_missed(&self, caller: &Caller, cluster: Option<u64>) -> Result<Vec<HowMissed>, CurateError> {
        self.memory_to_write()?.how_missed(caller, cluster).await
    }

    /// [`Memory::missed_questions`].
    ///
    /// # Errors
    /// [`CurateError`].
    pub async fn missed_questions(&self, caller: &Caller, number: u64) -> Result<Vec<Member>, CurateError> {
        self.memory_to_write()?.missed_questions(caller, number).await
    }

    /// An entry that is in service answers a cluster: it is closed, and those who asked are to be told.
    ///
    /// # Errors
    /// [`CurateError`]; nothing is done then.
    pub async fn resolve(
        &self,
        caller: &Caller,
        number: u64,
        entry: &EntryId,
        wordings: Wordings,
    ) -> Result<usize, CurateError> {
        caller.may(Act::Review)?;
        let memory = self.memory_to_write()?;
        self.served(entry).await?;
        let members = memory.members(number).await?;
        let author = memory.author(caller).await?;
        let mut attempts = Attempts::default();
        let commit = loop {
            let mut commit = Commit::of(author.clone(), memory.now(), Action::Resolve, Vec::new());
            self.close_by(memory, &mut commit, number, entry).await?;
            let done = self.commit(memory, &commit).await;
            if !attempts.again_after(&done) {
                done?;
                break commit;
            }
        };
        self.recorder(memory).clusters_closed().await;
        if wordings == Wordings::Propose {
            self.propose_wordings(memory, entry, &members).await?;
        }
        Ok(commit.notices.len())
    }

    /// [`Memory::dismiss`].
    ///
    /// # Errors
    /// [`CurateError`]; nothing is done then.
    pub async fn dismiss(&self, caller: &Caller, number: u64) -> Result<(), CurateError> {
        let memory = self.memory_to_write()?;
        memory.dismiss(caller, number).await?;
        self.recorder(memory).clusters_closed().await;
        Ok(())
    }

    /// [`Memory::reopen`].
    ///
    /// # Errors
    /// [`CurateError`]; nothing is done then.
    pub async fn reopen(&self, caller: &Caller, number: u64) -> Result<(), CurateError> {
        let memory = self.memory_to_write()?;
        memory.reopen(caller, number).await?;
        self.recorder(memory).clusters_closed().await;
        Ok(())
    }

    /// Each person's words count as their vote for the phrasing.
    async fn propose_wordings(&self, memory: &Memory, entry: &EntryId, members: &[Member]) -> Result<(), CurateError> {
        let known: HashSet<String> = match self.current(entry).await? {
            Some(current) => current.entry.phrasings.iter().map(|phrasing| normalized(phrasing.as_str())).collect(),
            None => return Ok(()),
        };
        for member in members {
            let normal = normalized(&member.text);
            if known.contains(&normal) {
                continue;
            }
            let support = Support {
                kind: SuggestionKind::Phrasing,
                entry: entry.clone(),
                text: member.text.clone(),
                normal,
                person: member.person,
                question: crate::store::RowId::new(memory.now()),
                at: memory.now(),
            };
            memory.store().support(memory.space(), &support).await?;
        }
        Ok(())
    }
}

//! What a space remembers: curated items with their history, questions asked and missed, votes, suggestions, notices,
//! vectors and calibrations.
//!
//! [`Store`] is the contract; [`open`] and [`open_lazily`] open an SQLite file or a PostgreSQL database, which are one
//! implementation (`sql.rs`) in two dialects. Knows entries, and nothing of how they are matched.

mod asked;
mod counts;
mod dump;
mod entry_record;
mod error;
mod id;
mod item;
mod migrations;
mod missed;
mod moment;
mod outbox;
mod people;
mod person;
mod place;
mod space;
mod sql;
mod suggestion;
mod tally;
mod vector;

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;
use std::path::Path;
use std::path::PathBuf;

use async_trait::async_trait;

pub use asked::AskedQuestion;
pub use asked::CandidateRecord;
pub use asked::Flaw;
pub use asked::Opinion;
pub use asked::Place;
pub use asked::Vote;
pub use counts::Counts;
pub use counts::Watched;
pub use dump::Dumped;
pub use error::StoreError;
pub use id::RowId;
pub use item::Action;
pub use item::Author;
pub use item::Change;
pub use item::Commit;
pub use item::Counter;
pub use item::Draft;
pub use item::Edit;
pub use item::EntryItem;
pub use item::Item;
pub use item::ItemKey;
pub use item::ItemKind;
pub use item::Items;
pub use item::StoredItem;
pub use item::TopicItem;
pub use item::Wanted;
pub use item::digest;
pub use missed::Added;
pub use missed::Closing;
pub use missed::Cluster;
pub use missed::ClusterState;
pub use missed::Follower;
pub use missed::HowMissed;
pub use missed::Member;
pub use missed::NewMissed;
pub use moment::Moment;
pub use outbox::NewNotice;
pub use outbox::Notice;
pub use people::Forgotten;
pub use people::HeldChange;
pub use people::HeldNotice;
pub use people::HeldOn;
pub use people::Preferences;
pub use person::HashKey;
pub use person::PersonKey;
pub use place::Address;
pub use place::AddressError;
pub use space::Space;
pub use space::SpaceError;
pub use sql::migrate_to;
pub use sql::open;
pub use sql::open_lazily;
pub use sql::restore;
pub use suggestion::Deciding;
pub use suggestion::Suggestion;
pub use suggestion::SuggestionKind;
pub use suggestion::SuggestionState;
pub use suggestion::Support;
pub use tally::Tally;
pub use vector::StoredVector;

/// What a store says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// `SQLite` or `PostgreSQL`, with its version.
    pub engine: String,
    /// Number of the last migration.
    pub schema: u32,
    /// Bytes on disk, where that can be told.
    pub bytes: Option<u64>,
    /// What a check of the whole found wrong, a line each; empty where it is sound.
    pub damage: Vec<String>,
}

/// What became of the store that a backup has taken the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Its file under its new name; `None` where there was none.
    pub former: Option<PathBuf>,
}

/// A memory that outlives the process, of many spaces, for several processes at once.
///
/// What holds for every method:
///
/// - **Spaces never meet.** A method that takes a [`Space`] reads and writes rows of that space alone.
/// - **All or nothing.** A method that returns an error has changed nothing that anybody could see. One that returned
///   without an error has changed it for good: it survives the death of the process, and of the machine as far as its
///   disk keeps its word.
/// - **One after the other.** Two commits to one space happen in an order, and the history has them in it. Readers see
///   the state before or after a commit, never between.
/// - **Errors say whose they are**, see [`StoreError`]. After [`StoreError::Away`] and [`StoreError::Busy`] the same call
///   may work later; the store mends its connections by itself. One that was opened lazily begins with them.
/// - What is to be stored is data: no text of anybody's becomes part of a statement.
#[async_trait]
pub trait Store: fmt::Debug + Send + Sync {
    /// All spaces that have a row, by name.
    async fn spaces(&self) -> Result<Vec<Space>, StoreError>;

    /// The number of the last commit of each space, by name: by these a reader notices what others have changed. One that
    /// was forgotten and loaded again with as many commits looks the same: who does that tells those who read it.
    async fn versions(&self) -> Result<Vec<(Space, u64)>, StoreError>;

    /// Waits until a space may have changed, by whatever process, and for `at_most` otherwise. May return for nothing; a
    /// change that came before the call may have been told to a former one, so a reader looks at
    /// [`Store::versions`] after each return, and sees no more than that shows.
    async fn changed(&self, at_most: std::time::Duration);

    /// What the persons of the space are hashed with. Made by the first call.
    async fn hash_key(&self, space: &Space) -> Result<HashKey, StoreError>;

    /// All items of the space, read at one moment.
    async fn items(&self, space: &Space) -> Result<Items, StoreError>;

    /// One item; `None` where there is none.
    async fn item(&self, space: &Space, key: &ItemKey) -> Result<Option<StoredItem>, StoreError>;

    /// Does all of `commit`, and returns its number in the space's history: the former number where it has no edits.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where an item has another revision than expected, or a suggestion or cluster that is to
    /// be decided is no longer open, or one that is to be opened again is; [`StoreError::Joined`] where a cluster has other
    /// people than [`Closing::people`] names. Nothing is done then.
    async fn commit(&self, space: &Space, commit: &Commit) -> Result<u64, StoreError>;

    /// The changes that are `wanted`, the latest first.
    async fn changes(&self, space: &Space, wanted: &Wanted) -> Result<Vec<Change>, StoreError>;

    /// Keeps questions. One whose id is there already is passed over, so that a call may be repeated.
    async fn record(&self, space: &Space, questions: &[AskedQuestion]) -> Result<(), StoreError>;

    /// A recorded question; `None` where there is none.
    async fn question(&self, space: &Space, id: &RowId) -> Result<Option<AskedQuestion>, StoreError>;

    /// Questions asked since `since`, the latest first, `limit` at most.
    async fn questions(&self, space: &Space, since: Moment, limit: u32) -> Result<Vec<AskedQuestion>, StoreError>;

    /// Keeps a vote, in the place of that person's former one on the question, which is returned. The question has to be
    /// there. The same opinion said again without a flaw leaves the flaw that it had: two processes may hear one press,
    /// and the slower one comes after the reason that was given for it.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where it is not.
    async fn vote(&self, space: &Space, vote: &Vote) -> Result<Option<Vote>, StoreError>;

    /// Votes on questions asked since `since`, in the order of the questions and persons.
    async fn votes(&self, space: &Space, since: Moment) -> Result<Vec<Vote>, StoreError>;

    /// How many questions were asked since `since`, by day and by what came of them: in the order of the days, and those
    /// of a day in a fixed order.
    async fn tallies(&self, space: &Space, since: Moment) -> Result<Vec<Tally>, StoreError>;

    /// How much the space holds of what comes from people who ask, all at one moment.
    async fn counts(&self, space: &Space) -> Result<Counts, StoreError>;

    /// The silent questions asked since `since`, counted: those of one channel and verdict on which people's judgement is
    /// the same are one row. Each question is in one row alone.
    async fn watched(&self, space: &Space, since: Moment) -> Result<Vec<Watched>, StoreError>;

    /// The silent questions asked since `since` that would have been answered, and on which people's judgement is
    /// `judged`: `Greater` where more of them say that the answer is right, `Less` where more say that it is wrong, `Equal`
    /// where as many do, or nobody says anything. The latest first, `limit` at most.
    async fn watched_answers(
        &self,
        space: &Space,
        since: Moment,
        judged: Ordering,
        limit: u32,
    ) -> Result<Vec<AskedQuestion>, StoreError>;

    /// The clusters with numbers above `after` that are in `state`, or in any, by number.
    async fn clusters(
        &self,
        space: &Space,
        after: u64,
        state: Option<ClusterState>,
    ) -> Result<Vec<Cluster>, StoreError>;

    /// Adds a missed question to an open `cluster`, or to one that begins with it. The same question by the same person
    /// counts once. `seen` is the highest number of a cluster that the caller knows: where there are later ones, nothing
    /// is done and they are returned, so that two processes do not begin the same cluster.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where the cluster is no longer open.
    async fn add_missed(
        &self,
        space: &Space,
        seen: u64,
        cluster: Option<u64>,
        missed: &NewMissed,
    ) -> Result<Added, StoreError>;

    /// Keeps vectors of clusters' texts, by number and text, in the place of those that another model made. A cluster that
    /// is gone, or has another text by now, is passed over.
    async fn put_cluster_vectors(&self, space: &Space, vectors: &[(u64, &str, StoredVector)])
    -> Result<(), StoreError>;

    /// The open clusters in which one of `questions`, which are normalized, was asked: by number, with that question.
    async fn open_asking(&self, space: &Space, questions: &[String]) -> Result<Vec<(u64, String)>, StoreError>;

    /// How what is in the open clusters came to be missed, or in one of them, by number. One of which nothing is recorded
    /// any more is left out.
    async fn how_missed(&self, space: &Space, cluster: Option<u64>) -> Result<Vec<HowMissed>, StoreError>;

    /// Takes a recorded question out of the open cluster that it was missed in, if something was shown for it and nobody
    /// says any longer that this was not the answer; a cluster without questions is gone. What the same person asked in
    /// these words beside it stays. Does nothing where the question is not there, or not in an open cluster.
    async fn not_missed(&self, space: &Space, question: &RowId) -> Result<(), StoreError>;

    /// What was asked in a cluster, in the order first asked.
    async fn members(&self, space: &Space, cluster: u64) -> Result<Vec<Member>, StoreError>;

    /// Makes a person one of those who follow the cluster that a recorded question was missed in, and returns the cluster:
    /// once it is resolved they are to be told, whatever they decided in general. Who follows it already goes on to, with
    /// what they said first; one that is closed gets no more followers.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where the question is not there, or in no cluster.
    async fn follow(&self, space: &Space, question: &RowId, follower: &Follower) -> Result<Cluster, StoreError>;

    /// Who follows a cluster, in the order in which they began to.
    async fn followers(&self, space: &Space, cluster: u64) -> Result<Vec<Follower>, StoreError>;

    /// Counts a person's vote for a suggestion, once, and returns the suggestion. One that was decided stays so.
    async fn support(&self, space: &Space, support: &Support) -> Result<Suggestion, StoreError>;

    /// Takes a person's votes for suggestions about a question back; what nobody supports any longer and nobody decided is
    /// gone.
    async fn withdraw(&self, space: &Space, question: &RowId, person: &PersonKey) -> Result<(), StoreError>;

    /// The suggestions in `state`, those with most supporters first, then by number.
    async fn suggestions(&self, space: &Space, state: SuggestionState) -> Result<Vec<Suggestion>, StoreError>;

    /// The spaces that have notices which nobody has finished with, by name.
    async fn with_notices(&self) -> Result<Vec<Space>, StoreError>;

    /// Takes notices to deliver, oldest first, `limit` at most: those that nobody has taken, and those whose taker has not
    /// come back by the `until` of then. Until `until` no other call gets them.
    async fn take_notices(
        &self,
        space: &Space,
        now: Moment,
        until: Moment,
        limit: u32,
    ) -> Result<Vec<Notice>, StoreError>;

    /// Whether somebody is still to be told of a notice: not where it was finished with, nor where it was withdrawn since it
    /// was taken.
    async fn notice_waits(&self, space: &Space, id: &RowId) -> Result<bool, StoreError>;

    /// A notice was shown, or can never be: nobody gets it again, and nothing of it is kept but its key.
    async fn notice_done(&self, space: &Space, id: &RowId) -> Result<(), StoreError>;

    /// What a person decided.
    async fn preferences(&self, space: &Space, person: &PersonKey) -> Result<Preferences, StoreError>;

    /// Those of `persons` who decided that what they ask is not kept.
    async fn not_recorded(&self, space: &Space, persons: &[PersonKey]) -> Result<HashSet<PersonKey>, StoreError>;

    /// Keeps what a person decided. Who is not to be told has, with that, no notice waiting for them, and follows nothing.
    async fn set_preferences(
        &self,
        space: &Space,
        person: &PersonKey,
        preferences: Preferences,
    ) -> Result<(), StoreError>;

    /// All that is held on a person.
    async fn held_on(&self, space: &Space, person: &PersonKey) -> Result<HeldOn, StoreError>;

    /// Deletes all that is held on a person: afterwards neither their hash nor their words are in any table of the
    /// space, nor, with SQLite, in a byte of the file or its journal. What somebody approved has become knowledge and
    /// stays; in the history their name goes.
    ///
    /// What they said no to stays, or they would be recorded again by their next question: where one of their preferences
    /// is a no, these are kept, under their hash, and are then the only row that has it. Where both are a yes again, they
    /// go with the rest.
    async fn forget(&self, space: &Space, person: &PersonKey) -> Result<Forgotten, StoreError>;

    /// Deletes questions asked before `before` with the votes on them, and members of closed clusters as old; returns
    /// how many questions.
    async fn forget_before(&self, space: &Space, before: Moment) -> Result<u64, StoreError>;

    /// Deletes the space with all that it holds.
    async fn forget_space(&self, space: &Space) -> Result<(), StoreError>;

    /// The vectors of one model, by digest of text and side, those that are there: components, each.
    async fn vectors(
        &self,
        space: &Space,
        model: &str,
        digests: &[[u8; 16]],
    ) -> Result<Vec<Option<Vec<f32>>>, StoreError>;

    /// Keeps vectors of one model; those that are there stay.
    async fn put_vectors(&self, space: &Space, model: &str, vectors: &[([u8; 16], &[f32])]) -> Result<(), StoreError>;

    /// Deletes the vectors of one model; returns how many.
    async fn drop_vectors(&self, space: &Space, model: &str) -> Result<u64, StoreError>;

    /// A text that can be made again and is kept under a key, such as a calibration.
    async fn kept(&self, space: &Space, key: &str) -> Result<Option<String>, StoreError>;

    /// Keeps a text under a key, in the place of a former one; `None` deletes it.
    async fn keep(&self, space: &Space, key: &str, text: Option<&str>) -> Result<(), StoreError>;

    /// Everything a space holds but vectors and kept texts, as lines that [`Store::load`] takes, in a fixed order: two
    /// spaces that hold the same give the same lines.
    async fn dump(&self, space: &Space) -> Result<Dumped, StoreError>;

    /// Takes the lines of a dump into a space that has no rows.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where it has some; [`StoreError::Invalid`] where a line is none of a dump's. Nothing is
    /// taken then.
    async fn load(&self, space: &Space, dumped: &Dumped) -> Result<(), StoreError>;

    /// What it is, at a glance: reads next to nothing of it, and so names no damage.
    async fn glance(&self) -> Result<Condition, StoreError>;

    /// What it is, and whether it is sound: reads all of it.
    async fn check(&self) -> Result<Condition, StoreError>;

    /// Writes a whole and consistent copy into a new file while others read and write: SQLite alone.
    ///
    /// # Errors
    /// [`StoreError::Unsupported`] with PostgreSQL, which has tools of its own for it.
    async fn backup(&self, to: &Path) -> Result<(), StoreError>;

    /// Finishes what was begun and closes all connections.
    async fn close(&self);
}

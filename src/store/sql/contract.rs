//! The contract of the store, method by method: which kind of transaction each needs, and which statements.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::path::Path;
use std::sync::PoisonError;
use std::time::Duration;

use async_trait::async_trait;

use crate::store::Added;
use crate::store::AskedQuestion;
use crate::store::Change;
use crate::store::Cluster;
use crate::store::ClusterState;
use crate::store::Commit;
use crate::store::Condition;
use crate::store::Counts;
use crate::store::Dumped;
use crate::store::Follower;
use crate::store::Forgotten;
use crate::store::HashKey;
use crate::store::HeldOn;
use crate::store::HowMissed;
use crate::store::ItemKey;
use crate::store::Items;
use crate::store::Member;
use crate::store::Moment;
use crate::store::NewMissed;
use crate::store::Notice;
use crate::store::PersonKey;
use crate::store::Preferences;
use crate::store::RowId;
use crate::store::Space;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::StoredItem;
use crate::store::StoredVector;
use crate::store::Suggestion;
use crate::store::SuggestionState;
use crate::store::Support;
use crate::store::Tally;
use crate::store::Vote;
use crate::store::Wanted;
use crate::store::Watched;
use crate::store::sql::LONGEST_WHOLE;
use crate::store::sql::SqlStore;
use crate::store::sql::commit;
use crate::store::sql::counting;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::dumping;
use crate::store::sql::followers;
use crate::store::sql::items;
use crate::store::sql::kept;
use crate::store::sql::missed;
use crate::store::sql::news;
use crate::store::sql::notices;
use crate::store::sql::people;
use crate::store::sql::questions;
use crate::store::sql::refused;
use crate::store::sql::spaces;
use crate::store::sql::suggestions;
use crate::store::sql::tallies;
use crate::store::sql::upkeep;

#[async_trait]
impl Store for SqlStore {
    async fn spaces(&self) -> Result<Vec<Space>, StoreError> {
        self.within(async { spaces::all(&mut *self.connection().await?).await }).await
    }

    async fn versions(&self) -> Result<Vec<(Space, u64)>, StoreError> {
        self.within(async { spaces::versions(&mut *self.connection().await?).await }).await
    }

    async fn changed(&self, at_most: Duration) {
        self.scrub_again().await;
        self.wait(at_most).await;
    }

    async fn hash_key(&self, space: &Space) -> Result<HashKey, StoreError> {
        self.within(async {
            if let Some(key) = spaces::hash_key(&mut *self.connection().await?, space).await? {
                return Ok(key);
            }
            let mut writing = self.writing().await?;
            spaces::ensure(&mut writing, space).await?;
            writing.commit().await?;
            // Read again, as somebody else may have been the one whose key is kept.
            let key = spaces::hash_key(&mut *self.connection().await?, space).await?;
            Ok(key.ok_or_else(|| StoreError::Conflict { what: format!("the space {space}") })?)
        })
        .await
    }

    async fn items(&self, space: &Space) -> Result<Items, StoreError> {
        self.within(async {
            let mut reading = self.reading().await?;
            items::all(&mut reading, space).await
        })
        .await
    }

    async fn item(&self, space: &Space, key: &ItemKey) -> Result<Option<StoredItem>, StoreError> {
        self.within(async { items::one(&mut *self.connection().await?, space, key).await }).await
    }

    async fn commit(&self, space: &Space, commit: &Commit) -> Result<u64, StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let version = commit::commit(&mut writing, space, commit).await?;
            if self.target.dialect == Dialect::Postgres && !commit.edits.is_empty() {
                sqlx::query(news::NOTIFY).bind(space.as_str()).execute(&mut *writing).await?;
            }
            writing.commit().await?;
            Ok(version)
        })
        .await
    }

    async fn changes(&self, space: &Space, wanted: &Wanted) -> Result<Vec<Change>, StoreError> {
        self.within(async { items::changes(&mut *self.connection().await?, space, wanted).await }).await
    }

    async fn record(&self, space: &Space, questions: &[AskedQuestion]) -> Result<(), StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = questions::record(&mut writing, space, questions).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn question(&self, space: &Space, id: &RowId) -> Result<Option<AskedQuestion>, StoreError> {
        self.within(async { questions::one(&mut *self.connection().await?, space, id).await }).await
    }

    async fn questions(&self, space: &Space, since: Moment, limit: u32) -> Result<Vec<AskedQuestion>, StoreError> {
        self.within(async { questions::since(&mut *self.connection().await?, space, since, limit).await }).await
    }

    async fn vote(&self, space: &Space, vote: &Vote) -> Result<Option<Vote>, StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = questions::vote(&mut writing, space, vote).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn votes(&self, space: &Space, since: Moment) -> Result<Vec<Vote>, StoreError> {
        self.within(async { questions::votes(&mut *self.connection().await?, space, since).await }).await
    }

    async fn tallies(&self, space: &Space, since: Moment) -> Result<Vec<Tally>, StoreError> {
        self.within(async { tallies::since(&mut *self.connection().await?, space, since).await }).await
    }

    async fn counts(&self, space: &Space) -> Result<Counts, StoreError> {
        self.within(async { counting::counts(&mut *self.connection().await?, space).await }).await
    }

    async fn watched(&self, space: &Space, since: Moment) -> Result<Vec<Watched>, StoreError> {
        self.within(async {
            counting::watched(&mut *self.connection().await?, self.target.dialect, space, since).await
        })
        .await
    }

    async fn watched_answers(
        &self,
        space: &Space,
        since: Moment,
        judged: Ordering,
        limit: u32,
    ) -> Result<Vec<AskedQuestion>, StoreError> {
        let asked =
            async { counting::watched_answers(&mut *self.connection().await?, space, since, judged, limit).await };
        self.within(asked).await
    }

    async fn clusters(
        &self,
        space: &Space,
        after: u64,
        state: Option<ClusterState>,
    ) -> Result<Vec<Cluster>, StoreError> {
        self.within(async { missed::clusters(&mut *self.connection().await?, space, after, u64::MAX, state).await })
            .await
    }

    async fn add_missed(
        &self,
        space: &Space,
        seen: u64,
        cluster: Option<u64>,
        missed: &NewMissed,
    ) -> Result<Added, StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = missed::add(&mut writing, space, seen, cluster, missed).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn put_cluster_vectors(
        &self,
        space: &Space,
        vectors: &[(u64, &str, StoredVector)],
    ) -> Result<(), StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = missed::put_vectors(&mut writing, space, vectors).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn open_asking(&self, space: &Space, questions: &[String]) -> Result<Vec<(u64, String)>, StoreError> {
        self.within(async { refused::open_asking(&mut *self.connection().await?, space, questions).await }).await
    }

    async fn how_missed(&self, space: &Space, cluster: Option<u64>) -> Result<Vec<HowMissed>, StoreError> {
        self.within(async {
            let mut reading = self.reading().await?;
            refused::how_missed(&mut reading, space, cluster).await
        })
        .await
    }

    async fn not_missed(&self, space: &Space, question: &RowId) -> Result<(), StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            refused::not_missed(&mut writing, space, question).await?;
            writing.commit().await
        })
        .await
    }

    async fn members(&self, space: &Space, cluster: u64) -> Result<Vec<Member>, StoreError> {
        self.within(async { missed::members(&mut *self.connection().await?, space, cluster).await }).await
    }

    async fn follow(&self, space: &Space, question: &RowId, follower: &Follower) -> Result<Cluster, StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = followers::follow(&mut writing, space, question, follower).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn followers(&self, space: &Space, cluster: u64) -> Result<Vec<Follower>, StoreError> {
        self.within(async { followers::followers(&mut *self.connection().await?, space, cluster).await }).await
    }

    async fn support(&self, space: &Space, support: &Support) -> Result<Suggestion, StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = suggestions::support(&mut writing, space, support).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn withdraw(&self, space: &Space, question: &RowId, person: &PersonKey) -> Result<(), StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = suggestions::withdraw(&mut writing, space, question, person).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn suggestions(&self, space: &Space, state: SuggestionState) -> Result<Vec<Suggestion>, StoreError> {
        self.within(async { suggestions::in_state(&mut *self.connection().await?, space, state).await }).await
    }

    async fn with_notices(&self) -> Result<Vec<Space>, StoreError> {
        self.within(async { notices::waiting(&mut *self.connection().await?).await }).await
    }

    async fn take_notices(
        &self,
        space: &Space,
        now: Moment,
        until: Moment,
        limit: u32,
    ) -> Result<Vec<Notice>, StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = notices::take(&mut writing, space, now, until, limit).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn notice_waits(&self, space: &Space, id: &RowId) -> Result<bool, StoreError> {
        self.within(async { notices::waits(&mut *self.connection().await?, space, id).await }).await
    }

    async fn notice_done(&self, space: &Space, id: &RowId) -> Result<(), StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = notices::done(&mut writing, space, id).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn preferences(&self, space: &Space, person: &PersonKey) -> Result<Preferences, StoreError> {
        self.within(async { people::preferences(&mut *self.connection().await?, space, person).await }).await
    }

    async fn not_recorded(&self, space: &Space, persons: &[PersonKey]) -> Result<HashSet<PersonKey>, StoreError> {
        let dialect = self.target.dialect;
        self.within(async { people::not_recorded(&mut *self.connection().await?, dialect, space, persons).await }).await
    }

    async fn set_preferences(
        &self,
        space: &Space,
        person: &PersonKey,
        preferences: Preferences,
    ) -> Result<(), StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = people::set_preferences(&mut writing, space, person, preferences).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn held_on(&self, space: &Space, person: &PersonKey) -> Result<HeldOn, StoreError> {
        self.within(async {
            let mut reading = self.reading().await?;
            people::held_on(&mut reading, space, person).await
        })
        .await
    }

    async fn forget(&self, space: &Space, person: &PersonKey) -> Result<Forgotten, StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let forgotten = people::forget(&mut writing, space, person).await?;
            writing.commit().await?;
            self.scrub().await;
            Ok(forgotten)
        })
        .await
    }

    async fn forget_before(&self, space: &Space, before: Moment) -> Result<u64, StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let (questions, is_any) = people::forget_before(&mut writing, space, before).await?;
            writing.commit().await?;
            if is_any {
                self.scrub().await;
            }
            Ok(questions)
        })
        .await
    }

    async fn forget_space(&self, space: &Space) -> Result<(), StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let is_any = spaces::forget(&mut writing, space).await?;
            writing.commit().await?;
            if is_any {
                self.scrub().await;
            }
            Ok(())
        })
        .await
    }

    async fn vectors(
        &self,
        space: &Space,
        model: &str,
        digests: &[[u8; 16]],
    ) -> Result<Vec<Option<Vec<f32>>>, StoreError> {
        self.within(async {
            kept::vectors(&mut *self.connection().await?, self.target.dialect, space, model, digests).await
        })
        .await
    }

    async fn put_vectors(&self, space: &Space, model: &str, vectors: &[([u8; 16], &[f32])]) -> Result<(), StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = kept::put_vectors(&mut writing, space, model, vectors).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn drop_vectors(&self, space: &Space, model: &str) -> Result<u64, StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = kept::drop_vectors(&mut writing, space, model).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn kept(&self, space: &Space, key: &str) -> Result<Option<String>, StoreError> {
        self.within(async { kept::get(&mut *self.connection().await?, space, key).await }).await
    }

    async fn keep(&self, space: &Space, key: &str, text: Option<&str>) -> Result<(), StoreError> {
        self.within(async {
            let mut writing = self.writing().await?;
            let done = kept::put(&mut writing, space, key, text).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn dump(&self, space: &Space) -> Result<Dumped, StoreError> {
        self.no_longer_than(LONGEST_WHOLE, async {
            let mut reading = self.reading().await?;
            dumping::dump(&mut reading, space).await
        })
        .await
    }

    async fn load(&self, space: &Space, dumped: &Dumped) -> Result<(), StoreError> {
        self.no_longer_than(LONGEST_WHOLE, async {
            let mut writing = self.writing().await?;
            let done = dumping::load(&mut writing, space, dumped).await?;
            writing.commit().await?;
            Ok(done)
        })
        .await
    }

    async fn glance(&self) -> Result<Condition, StoreError> {
        self.within(async { upkeep::glance(&mut *self.connection().await?, self.target.dialect).await }).await
    }

    async fn check(&self) -> Result<Condition, StoreError> {
        self.no_longer_than(LONGEST_WHOLE, async {
            upkeep::check(&mut *self.connection().await?, self.target.dialect, &self.target.place).await
        })
        .await
    }

    async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        if self.target.dialect == Dialect::Postgres {
            return Err(StoreError::Unsupported("PostgreSQL is backed up with its own tools, such as pg_dump"));
        }
        self.no_longer_than(LONGEST_WHOLE, async { upkeep::backup(&mut *self.connection().await?, to).await }).await
    }

    async fn close(&self) {
        self.scrub_again().await;
        self.listening.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.pool.close().await;
    }
}

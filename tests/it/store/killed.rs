//! Writers are killed at random points; what they said they had done is there, and nothing is there by half.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::time::Duration;

use askwell::store::ClusterState;
use askwell::store::ItemKey;
use askwell::store::Moment;
use askwell::store::Space;
use askwell::store::Store;
use askwell::store::SuggestionState;
use askwell::store::Wanted;

use super::writers::Acknowledged;
use super::writers::Writer;
use crate::support::store::all;
use crate::support::store::commit;
use crate::support::store::home;
use crate::support::store::id;
use crate::support::store::length_without_gaps;
use crate::support::store::on_both;
use crate::support::store::writes;

/// How often the writers are killed; `ASKWELL_ROUNDS` says otherwise.
const ROUNDS: u64 = 200;

/// Processes that write at once.
const WRITERS: u64 = 2;

/// Of so many rounds, one looks at all that there is and not only at what is new.
const WHOLE: u64 = 50;

/// How many rounds there are to be, where usually it is so many.
pub(super) fn rounds(usual: u64) -> u64 {
    std::env::var("ASKWELL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// A number below `below` that looks like chance and is the same each time (splitmix64).
pub(super) fn chance(seed: u64, below: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) % below
}

/// What there is beside what was said to be there: of each writer, the one thing that it was doing when it was killed.
#[track_caller]
fn at_most_one_each<'a>(what: &str, there: impl IntoIterator<Item = &'a String>, said: &dyn Fn(&str) -> bool) {
    let mut more: BTreeMap<&str, u64> = BTreeMap::new();
    for text in there.into_iter().filter(|text| !said(text)) {
        *more.entry(text.rsplit_once('-').unwrap().0).or_default() += 1;
    }
    assert!(more.values().all(|count| *count == 1), "{what} that nobody said: {more:?}");
}

/// What a run of rounds has come to.
#[derive(Default)]
struct Oracle {
    said: Acknowledged,
    /// Number of each commit that is there, by its text.
    commits: BTreeMap<String, u64>,
    /// The last commit that was looked at.
    verified: u64,
    began: Moment,
}

impl Oracle {
    /// Looks at what is new since the last time.
    async fn verify(&mut self, store: &dyn Store, fresh: &Acknowledged) {
        let space = Space::local();
        let wanted = Wanted { after: self.verified, ..all() };
        let mut halves: BTreeMap<u64, Vec<(String, String)>> = BTreeMap::new();
        for change in store.changes(&space, &wanted).await.unwrap() {
            let answer = change.after.unwrap().entry().unwrap().answer.clone();
            halves.entry(change.number).or_default().push((change.key.id, answer));
        }
        for (number, mut pair) in halves {
            self.verified += 1;
            assert_eq!(number, self.verified, "a gap in the history");
            pair.sort();
            let text = pair[0].1.clone();
            let whole = ["a", "b"].map(|half| (format!("{half}-{text}"), text.clone()));
            assert_eq!(pair, whole, "half a commit");
            self.commits.insert(text, number);
        }
        for (text, number) in &fresh.commits {
            assert_eq!(self.commits.get(text), Some(number), "the commit of {text} was acknowledged");
        }
        for (id, text) in &fresh.questions {
            let question = store.question(&space, &askwell::store::RowId::parse(id).unwrap()).await.unwrap();
            let question = question.unwrap_or_else(|| panic!("the question {text} was acknowledged"));
            assert_eq!((&question.text, &question.reason, &question.place.door), (text, text, text));
        }
        let votes: BTreeSet<String> =
            store.votes(&space, self.began).await.unwrap().iter().map(|vote| vote.question.to_string()).collect();
        for vote in &fresh.votes {
            assert!(votes.contains(vote), "the vote on {vote} was acknowledged");
        }
    }

    /// Looks at all that there is.
    async fn verify_whole(&self, store: &dyn Store) {
        let space = Space::local();
        assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
        assert_eq!(length_without_gaps(store, &space).await, self.verified);
        at_most_one_each("commits", self.commits.keys(), &|text| self.said.commits.contains_key(text));

        let items = store.items(&space).await.unwrap();
        let there: BTreeSet<(String, u64)> = items.items.iter().map(|one| (one.key.id.clone(), one.revision)).collect();
        let halves = |(text, number): (&String, &u64)| ["a", "b"].map(|half| (format!("{half}-{text}"), *number));
        assert!(there == self.commits.iter().flat_map(halves).collect(), "the items are those of the history");
        assert_eq!(items.version, self.verified);

        let questions = store.questions(&space, Moment(0), u32::MAX).await.unwrap();
        let texts: BTreeSet<&str> = self.said.questions.values().map(String::as_str).collect();
        at_most_one_each("questions", questions.iter().map(|one| &one.text), &|text| texts.contains(text));

        let mut members = BTreeMap::new();
        for cluster in store.clusters(&space, 0, Some(ClusterState::Open)).await.unwrap() {
            let of_it = store.members(&space, cluster.number).await.unwrap();
            assert_eq!((cluster.asked, cluster.askers), (of_it.len() as u64, 1), "{cluster:?}");
            members.extend(of_it.into_iter().map(|one| (one.text, cluster.number)));
        }
        at_most_one_each("missed questions", members.keys(), &|text| self.said.missed.contains_key(text));
        assert!(self.said.missed.iter().all(|(text, cluster)| members.get(text) == Some(cluster)));

        let open = store.suggestions(&space, SuggestionState::Open).await.unwrap();
        assert!(open.iter().all(|one| one.supporters == 1));
        let open: BTreeMap<String, u64> = open.into_iter().map(|one| (one.text, one.number)).collect();
        at_most_one_each("suggestions", open.keys(), &|text| self.said.supports.contains_key(text));
        assert!(self.said.supports.iter().all(|(text, number)| open.get(text) == Some(number)));
    }
}

#[test]
fn what_was_acknowledged_survives_and_nothing_is_there_by_half() {
    let rounds = rounds(ROUNDS);
    on_both(async |bed| {
        bed.store.close().await;
        let address = bed.ground.text();
        let mut oracle = Oracle::default();
        for round in 0..rounds {
            oracle.began = Moment::now().minus(Duration::from_secs(1));
            let start = |writer| Writer::start(&address, &format!("r{round}w{writer}"));
            let writers: Vec<Writer> = (0..WRITERS).map(start).collect();
            let mut fresh = Acknowledged::default();
            for (number, writer) in (round * WRITERS..).zip(writers) {
                // Counted in what it has done rather than in time, a busy machine makes no difference. None at all, as
                // there is something to do while it opens the store as well.
                writer.has_said(chance(number, 14));
                tokio::time::sleep(Duration::from_micros(chance(number + 1_000_000, 3_000))).await;
                let said = writer.kill();
                fresh.take(&said);
                oracle.said.take(&said);
            }
            let whole = round % WHOLE == WHOLE - 1 || round == rounds - 1;
            if whole {
                // A server may be about to finish what one who is dead had asked for.
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            // Nobody has it open now: whoever opens it first mends it.
            let store = bed.again().await;
            oracle.verify(&*store, &fresh).await;
            if whole {
                oracle.verify_whole(&*store).await;
            }
            store.close().await;
        }
        let said = &oracle.said;
        assert!(
            said.commits.len() as u64 > rounds && said.supports.len() as u64 > rounds / 2,
            "too little was written"
        );
        // Who was told on a busy machine that the server does not answer was promised nothing.
        let wrong: Vec<&String> = said.errors.iter().filter(|error| !error.starts_with("error Away ")).collect();
        assert_eq!(wrong, Vec::<&String>::new());

        // Each commit has its notice, and no notice is without its commit.
        let store = bed.again().await;
        let late = Moment(i64::MAX / 2);
        let notices = store.take_notices(&Space::local(), late, late, u32::MAX).await.unwrap();
        let keys: BTreeSet<String> = notices.into_iter().map(|one| one.notice.key).collect();
        assert!(keys == oracle.commits.keys().cloned().collect());
        println!("{rounds} rounds, {} commits, {} questions", oracle.commits.len(), said.questions.len());
    });
}

#[test]
fn who_is_killed_while_making_the_tables_leaves_a_store_that_opens() {
    on_both(async |bed| {
        for round in 0..15 {
            let ground = bed.other_ground().await;
            let address = ground.text();
            let writers = ["a", "b"].map(|name| Writer::start(&address, name));
            tokio::time::sleep(Duration::from_millis(10 + 4 * round)).await;
            for writer in writers {
                writer.kill();
            }
            let store = ground.open().await;
            store.commit(&home(), &commit(vec![writes("a", 0, "A.")])).await.unwrap();
            assert!(store.item(&home(), &ItemKey::entry(&id("a"))).await.unwrap().is_some());
            assert_eq!(store.check().await.unwrap().damage, Vec::<String>::new());
            store.close().await;
        }
    });
}

//! Writes into a store as fast as it can, and says what is done once it is: the tests kill it at random points and look
//! whether all that it said is there (`tests/it/store/faults.rs`).
//!
//! ```text
//! store_writer ADDRESS NAME         # until standard input ends
//! ```
//!
//! Each line that it prints is `ready`, `error KIND MESSAGE`, or what was done: `commit NUMBER TEXT`, `question ID TEXT`,
//! `vote ID`, `missed CLUSTER TEXT`, `support NUMBER TEXT`. The text has the name and a number in it, and is nowhere else.

use std::io::Read;
use std::io::Write;
use std::time::Duration;

use askwell::entry::Entry;
use askwell::entry::EntryId;
use askwell::entry::Phrasing;
use askwell::entry::State;
use askwell::store::Action;
use askwell::store::Added;
use askwell::store::Address;
use askwell::store::AskedQuestion;
use askwell::store::Author;
use askwell::store::Commit;
use askwell::store::Edit;
use askwell::store::EntryItem;
use askwell::store::Item;
use askwell::store::ItemKey;
use askwell::store::Moment;
use askwell::store::NewMissed;
use askwell::store::NewNotice;
use askwell::store::Opinion;
use askwell::store::PersonKey;
use askwell::store::Place;
use askwell::store::RowId;
use askwell::store::Space;
use askwell::store::Store;
use askwell::store::StoreError;
use askwell::store::StoredVector;
use askwell::store::SuggestionKind;
use askwell::store::Support;
use askwell::store::Vote;

const PERSON: PersonKey = PersonKey(*b"a-person-it-is-.");

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, name] = &arguments[..] else { panic!("store_writer ADDRESS NAME") };
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let address = Address::parse(address).expect("an address of a store");
    let store = loop {
        match askwell::store::open(&address).await {
            Ok(store) => break store,
            Err(error) => failed(&error).await,
        }
    };
    say("ready");
    let mut cluster = None;
    for number in 0_u64.. {
        let text = format!("{name}-{number}");
        // A cluster of its own for every ten, so that there are long and short ones.
        let joins = cluster.filter(|_| number % 10 != 0);
        match round(&*store, &text, joins).await {
            Ok(joined) => cluster = Some(joined),
            Err(error) => failed(&error).await,
        }
    }
}

/// Does one thing of each kind; returns the cluster.
async fn round(store: &dyn Store, text: &str, cluster: Option<u64>) -> Result<u64, StoreError> {
    let space = Space::local();
    let done = store.commit(&space, &pair(text)).await?;
    say(&format!("commit {done} {text}"));
    let question = question(text);
    store.record(&space, std::slice::from_ref(&question)).await?;
    say(&format!("question {} {text}", question.id));
    let vote = Vote {
        question: question.id.clone(),
        person: PERSON,
        opinion: Opinion::Wrong,
        entry: Some(entry_id("a", text)),
        flaw: None,
        at: Moment::now(),
    };
    store.vote(&space, &vote).await?;
    say(&format!("vote {}", question.id));
    let missed = NewMissed {
        question: question.id.clone(),
        text: text.to_owned(),
        normal: text.to_owned(),
        vector: vector(),
        person: PERSON,
        place: Place::default(),
        at: Moment::now(),
        nearest: None,
    };
    // It knows all clusters that there ever will be: two writers may begin one each.
    let joined = match store.add_missed(&space, u32::MAX.into(), cluster, &missed).await? {
        Added::To(cluster) => cluster.number,
        Added::Newer(clusters) => panic!("{clusters:?}"),
    };
    say(&format!("missed {joined} {text}"));
    let support = Support {
        kind: SuggestionKind::Phrasing,
        entry: entry_id("a", text),
        text: text.to_owned(),
        normal: text.to_owned(),
        person: PERSON,
        question: question.id,
        at: Moment::now(),
    };
    let suggestion = store.support(&space, &support).await?;
    say(&format!("support {} {text}", suggestion.number));
    Ok(joined)
}

/// A commit of two entries and a notice, which belong together.
fn pair(text: &str) -> Commit {
    let author = Author { person: PERSON, name: "writer".to_owned() };
    let edits = ["a", "b"].map(|half| {
        let entry = Entry {
            id: entry_id(half, text),
            topic: None,
            phrasings: vec![Phrasing::new(text).expect("a short text")],
            answer: text.to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        };
        Edit { key: ItemKey::entry(&entry.id), expected: 0, after: Some(Item::Entry(EntryItem::taught(entry))) }
    });
    let mut commit = Commit::of(author, Moment::now(), Action::Teach, edits.to_vec());
    commit.notices.push(NewNotice {
        key: text.to_owned(),
        person: PERSON,
        place: Place::default(),
        question: text.to_owned(),
        entry: entry_id("a", text),
    });
    commit
}

fn question(text: &str) -> AskedQuestion {
    let at = Moment::now();
    AskedQuestion {
        id: RowId::new(at),
        at,
        person: PERSON,
        place: Place { door: text.to_owned(), channel: None, message: None },
        text: text.to_owned(),
        verdict: "abstain".to_owned(),
        reason: text.to_owned(),
        bar: 0.5,
        offered: 0,
        candidates: Vec::new(),
        version: 0,
        silent: false,
        vector: Some(vector()),
    }
}

fn vector() -> StoredVector {
    StoredVector { model: "a model".to_owned(), components: vec![0.5; 16] }
}

fn entry_id(half: &str, text: &str) -> EntryId {
    EntryId::new(format!("{half}-{text}")).expect("short, and without spaces")
}

async fn failed(error: &StoreError) {
    let debug = format!("{error:?}");
    let kind = debug.split(['(', ' ']).next().unwrap_or_default();
    say(&format!("error {kind} {}", error.to_string().replace('\n', " ")));
    tokio::time::sleep(Duration::from_millis(20)).await;
}

/// A line in one write, so that it is there whole or not at all when the process is killed.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush());
    // Nobody reads any longer.
    if written.is_err() {
        std::process::exit(0);
    }
}

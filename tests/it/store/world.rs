//! A space with a row of everything, and all that can be read of one.

use askwell::store::Action;
use askwell::store::AskedQuestion;
use askwell::store::Change;
use askwell::store::Closing;
use askwell::store::Cluster;
use askwell::store::ClusterState;
use askwell::store::Commit;
use askwell::store::Counter;
use askwell::store::Deciding;
use askwell::store::Edit;
use askwell::store::EntryItem;
use askwell::store::Flaw;
use askwell::store::Follower;
use askwell::store::HeldOn;
use askwell::store::Item;
use askwell::store::ItemKey;
use askwell::store::Items;
use askwell::store::Member;
use askwell::store::Moment;
use askwell::store::Opinion;
use askwell::store::Preferences;
use askwell::store::Space;
use askwell::store::Store;
use askwell::store::StoreError;
use askwell::store::Suggestion;
use askwell::store::SuggestionKind;
use askwell::store::SuggestionState;
use askwell::store::Support;
use askwell::store::TopicItem;
use askwell::store::Vote;

use crate::support::store::all;
use crate::support::store::asked;
use crate::support::store::author;
use crate::support::store::entry;
use crate::support::store::follower;
use crate::support::store::id;
use crate::support::store::missed;
use crate::support::store::notice;
use crate::support::store::person;
use crate::support::store::row;
use crate::support::store::support;
use crate::support::store::vote;

/// Fills a space through every method that writes; `text` stands wherever a text of anybody's can.
pub(super) async fn fill(store: &dyn Store, space: &Space, text: &str) -> Result<(), StoreError> {
    let name = name_of(text);
    store.hash_key(space).await?;
    let write = |key, item| Edit { key, expected: 0, after: Some(item) };
    // A phrasing has no control characters and an end; an answer may be anything.
    let phrasing: String = text.chars().filter(|c| !c.is_control()).take(900).collect();
    let mut full = entry("a", &format!("{phrasing}?"), text);
    full.topic = Some(text.to_owned());
    full.tags = vec![text.to_owned()];
    full.source = Some(text.to_owned());
    let mut draft = super::history::one_of_each().remove(3);
    if let Some(Item::Draft(draft)) = &mut draft.after {
        (draft.name, draft.entry.answer) = (text.to_owned(), text.to_owned());
    }
    let edits = vec![
        write(ItemKey::entry(&full.id), Item::Entry(EntryItem::taught(full))),
        write(
            ItemKey::topic("things"),
            Item::Topic(TopicItem { name: text.to_owned(), overview: Some(text.to_owned()) }),
        ),
        write(ItemKey { id: name.clone(), ..ItemKey::setting("") }, Item::Setting(text.to_owned())),
        draft,
        write(ItemKey::counter("1"), Item::Counter(Counter { entry: id("a"), question: text.to_owned() })),
        write(ItemKey::entry(&id("b")), Item::Entry(EntryItem::taught(entry("b", "b?", text)))),
    ];
    store.commit(space, &Commit::of(author(1, text), Moment(1_000), Action::Teach, edits)).await?;

    let mut questions: Vec<_> = (1..5).map(|number| asked(number, 1_000 * number.cast_signed(), text)).collect();
    for question in &mut questions {
        (question.verdict, question.reason) = (text.to_owned(), text.to_owned());
        (question.place.door, question.candidates[0].phrasing) = (text.to_owned(), text.to_owned());
    }
    questions[3].person = person(2);
    store.record(space, &questions).await?;
    for (question, by, opinion) in [(1, 1, Opinion::Wrong), (1, 2, Opinion::Helpful), (4, 1, Opinion::None)] {
        store.vote(space, &vote(question, by, opinion)).await?;
    }
    let unhelpful = vote(2, 2, Opinion::Unhelpful);
    store.vote(space, &Vote { flaw: Some(Flaw::Outdated), ..unhelpful }).await?;
    for (seen, cluster, by) in [(0, None, 1), (1, Some(1), 2), (1, None, 1), (2, Some(2), 2), (2, None, 1)] {
        let text = if cluster.unwrap_or(seen + 1) == 1 { text.to_owned() } else { format!("{text} {seen}") };
        let mut missed = missed(seen + 1, by, 1_000, &text);
        missed.place.door = text;
        store.add_missed(space, seen, cluster, &missed).await?;
    }
    for by in [1, 2, 3] {
        let mut follower = follower(by, 1_000);
        follower.place.door = text.to_owned();
        store.follow(space, &row(1), &follower).await?;
    }
    for (kind, by) in [(SuggestionKind::Phrasing, 1), (SuggestionKind::Phrasing, 2), (SuggestionKind::Counter, 1)] {
        store.support(space, &Support { kind, ..support("a", text, by, 1) }).await?;
    }
    store.support(space, &support("b", text, 1, 2)).await?;

    let removal = Edit { key: ItemKey::entry(&id("b")), expected: 1, after: None };
    let mut commit = Commit::of(author(2, text), Moment(2_000), Action::Resolve, vec![removal]);
    commit.decided = vec![Deciding { number: 2, state: SuggestionState::Rejected }];
    commit.closed = vec![Closing { number: 2, state: ClusterState::Resolved, by: Some(id("a")), people: None }];
    let keys = ["1", "2", "3"].map(|number| format!("{number} {name}"));
    commit.notices = keys.iter().zip([1, 2, 1]).map(|(key, to)| notice(key, to)).collect();
    for notice in &mut commit.notices {
        (notice.question, notice.place.door) = (text.to_owned(), text.to_owned());
    }
    store.commit(space, &commit).await?;
    for taken in store.take_notices(space, Moment(2_000), Moment(3_000), 10).await? {
        if taken.notice.key.starts_with('1') {
            store.notice_done(space, &taken.id).await?;
        }
    }
    store.set_preferences(space, &person(1), Preferences { recorded: false, told: true }).await?;
    store.put_vectors(space, &name, &[([1; 16], &[1.0, 2.0]), ([2; 16], &[3.0])]).await?;
    store.keep(space, &name, Some(text)).await
}

/// All that can be read of a space; vectors and kept texts aside.
#[derive(Debug, PartialEq)]
pub(super) struct Everything {
    key: [u8; 32],
    items: Items,
    changes: Vec<Change>,
    questions: Vec<AskedQuestion>,
    votes: Vec<Vote>,
    clusters: Vec<(Cluster, Vec<Member>, Vec<Follower>)>,
    suggestions: Vec<Vec<Suggestion>>,
    held: Vec<HeldOn>,
    preferences: Vec<Preferences>,
    notices: bool,
}

pub(super) async fn everything(store: &dyn Store, space: &Space) -> Everything {
    let mut changes = store.changes(space, &all()).await.unwrap();
    // Of changes in one commit the contract says no order.
    changes.sort_by(|a, b| (a.number, &a.key).cmp(&(b.number, &b.key)));
    let mut clusters = Vec::new();
    for cluster in store.clusters(space, 0, None).await.unwrap() {
        let members = store.members(space, cluster.number).await.unwrap();
        let followers = store.followers(space, cluster.number).await.unwrap();
        clusters.push((cluster, members, followers));
    }
    let mut suggestions = Vec::new();
    for state in SuggestionState::ALL {
        suggestions.push(store.suggestions(space, state).await.unwrap());
    }
    let (mut held, mut preferences) = (Vec::new(), Vec::new());
    for number in 0..4 {
        held.push(store.held_on(space, &person(number)).await.unwrap());
        preferences.push(store.preferences(space, &person(number)).await.unwrap());
    }
    Everything {
        key: store.hash_key(space).await.unwrap().0,
        items: store.items(space).await.unwrap(),
        changes,
        questions: store.questions(space, Moment(0), 1_000).await.unwrap(),
        votes: store.votes(space, Moment(0)).await.unwrap(),
        clusters,
        suggestions,
        held,
        preferences,
        notices: store.with_notices().await.unwrap().contains(space),
    }
}

/// What a dump leaves out.
pub(super) async fn beside(store: &dyn Store, space: &Space, text: &str) -> String {
    let vectors = store.vectors(space, text, &[[1; 16], [2; 16]]).await.unwrap();
    format!("{vectors:?} {:?}", store.kept(space, text).await.unwrap())
}

/// Texts that would do harm if they were taken for anything but text; the last one is a line of `long` bytes.
pub(super) fn hostile(long: usize) -> Vec<(&'static str, String)> {
    let texts = [
        ("plain", "Where is the key?"),
        ("SQL", "'; DROP TABLE items; -- \"; DELETE FROM questions WHERE ''='' /* $1 ?1 :a @b %s {} \\' \\\\"),
        ("LIKE", "100% _ [a] * ? ^ \\x00 \\u0000 E'\\000'"),
        ("HTML", "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;&#0;"),
        ("JSON", "\",\"table\":\"items\"}\n{\"a\":[null,1e999]} \\\" \\u"),
        ("terminal", "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m\r\n\t\u{8}\u{7f}\u{85}\u{1}"),
        ("invisible", "a\u{200b}b\u{200d}c\u{feff}d\u{2060}e\u{ad}f\u{34f}"),
        ("right to left", "\u{202e}txet\u{202c} \u{2067}\u{5d0}\u{5d1}\u{2069} \u{200f}\u{61c}"),
        ("letters", "é e\u{301} ﬁ ß İ ı ǅ 漢字 🏳️‍🌈 \u{10ffff}\u{fffd}\u{fffe}"),
        ("line ends", "  \u{2028}\u{2029}\u{b}\u{c} \r \n\n "),
    ];
    let mut texts: Vec<(&str, String)> = texts.into_iter().map(|(name, text)| (name, text.to_owned())).collect();
    texts.push(("a long line", noise(long)));
    texts
}

/// Letters and spaces that cannot be made smaller: what is repeated could slip through where only a little fits.
fn noise(bytes: usize) -> String {
    let mut state = 7_u64;
    let mut letter = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b"abcdefghijklmnopqrstuvwxyz345 "[usize::try_from(state >> 33).unwrap() % 30])
    };
    std::iter::repeat_with(&mut letter).take(bytes).collect()
}

/// A name made of `text`: what things are called has an end.
pub(super) fn name_of(text: &str) -> String {
    text.chars().take(200).collect()
}

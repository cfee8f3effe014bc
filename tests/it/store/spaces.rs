//! Spaces never meet.

use std::path::Path;

use askwell::store::ItemKey;
use askwell::store::Moment;
use askwell::store::Opinion;
use askwell::store::Preferences;
use askwell::store::Space;
use askwell::store::Store;
use askwell::store::SuggestionState;

use super::world::beside;
use super::world::everything;
use super::world::fill;
use crate::support::store::all;
use crate::support::store::asked;
use crate::support::store::commit;
use crate::support::store::home;
use crate::support::store::id;
use crate::support::store::missed;
use crate::support::store::next_door;
use crate::support::store::notice;
use crate::support::store::on_both;
use crate::support::store::person;
use crate::support::store::removes;
use crate::support::store::row;
use crate::support::store::support;
use crate::support::store::vote;
use crate::support::store::writes;

/// Calls every method that takes a space, on `space`, on a space that [`fill`] filled; those that destroy come last.
async fn call_every_method(store: &dyn Store, space: &Space) {
    store.hash_key(space).await.unwrap();
    store.items(space).await.unwrap();
    store.item(space, &ItemKey::entry(&id("a"))).await.unwrap().unwrap();
    let mut change = commit(vec![writes("a", 1, "changed"), removes("c", 0), writes("d", 0, "new")]);
    change.edits.remove(1);
    change.notices = vec![notice("new", 2)];
    assert_eq!(store.commit(space, &change).await.unwrap(), 3);
    store.changes(space, &all()).await.unwrap();
    store.record(space, &[asked(1, 5, "again"), asked(50, 9_000, "new")]).await.unwrap();
    store.question(space, &row(1)).await.unwrap().unwrap();
    store.questions(space, Moment(0), 10).await.unwrap();
    assert!(store.vote(space, &vote(1, 2, Opinion::Wrong)).await.unwrap().is_some());
    store.votes(space, Moment(0)).await.unwrap();
    store.clusters(space, 0, None).await.unwrap();
    store.add_missed(space, 3, Some(1), &missed(51, 3, 9_000, "new")).await.unwrap();
    store.add_missed(space, 3, None, &missed(51, 3, 9_000, "new")).await.unwrap();
    store.members(space, 1).await.unwrap();
    store.support(space, &support("a", "text", 3, 1)).await.unwrap();
    store.withdraw(space, &row(1), &person(1)).await.unwrap();
    store.suggestions(space, SuggestionState::Open).await.unwrap();
    for one in store.take_notices(space, Moment(9_000), Moment(99_000), 2).await.unwrap() {
        store.notice_done(space, &one.id).await.unwrap();
    }
    store.preferences(space, &person(1)).await.unwrap();
    store.set_preferences(space, &person(1), Preferences { recorded: false, told: true }).await.unwrap();
    store.held_on(space, &person(1)).await.unwrap();
    store.vectors(space, "text", &[[1; 16]]).await.unwrap();
    store.put_vectors(space, "text", &[([1; 16], &[7.0]), ([9; 16], &[7.0])]).await.unwrap();
    store.kept(space, "text").await.unwrap();
    store.keep(space, "text", Some("changed")).await.unwrap();
    let dumped = store.dump(space).await.unwrap();
    assert!(!store.forget(space, &person(1)).await.unwrap().is_empty());
    assert!(store.forget_before(space, Moment(50_000)).await.unwrap() > 0);
    assert!(store.drop_vectors(space, "text").await.unwrap() > 0);
    store.forget_space(space).await.unwrap();
    store.load(space, &dumped).await.unwrap();
    store.forget_space(space).await.unwrap();
}

#[test]
fn nothing_that_is_done_in_one_space_is_seen_in_another() {
    on_both(async |bed| {
        let store = &*bed.store;
        // Rows that look the same in three spaces, of which one's name begins with the other's.
        let (ours, longer) = (home(), Space::new("home-2").unwrap());
        for space in [&ours, &next_door(), &longer] {
            fill(store, space, "text").await.unwrap();
        }
        let seen = async |space: &Space| {
            let dump = store.dump(space).await.unwrap();
            (dump, everything(store, space).await, beside(store, space, "text").await)
        };
        let before = (seen(&next_door()).await, seen(&longer).await);
        call_every_method(store, &ours).await;
        assert_eq!(store.spaces().await.unwrap(), [longer.clone(), next_door()]);
        let after = (seen(&next_door()).await, seen(&longer).await);
        assert!(before == after, "before: {before:?}\n\nafter: {after:?}");
    });
}

#[test]
fn every_method_that_takes_a_space_is_among_those_called() {
    let root = crate::support::root();
    let contract = std::fs::read_to_string(root.join("src/store.rs")).unwrap();
    let contract = contract.split_once("pub trait Store").unwrap().1;
    let calls = include_str!("spaces.rs").split("async fn call_every_method").nth(1).unwrap();
    let calls = calls.split("#[test]").next().unwrap();
    let mut methods = 0;
    for declared in contract.split("async fn ").skip(1) {
        let (name, rest) = declared.split_once('(').unwrap();
        if rest.split(';').next().unwrap().contains("space: &Space") {
            methods += 1;
            assert!(calls.contains(&format!("store.{name}(")), "`{name}` is not tried");
        }
    }
    assert!(methods > 25, "the trait is written in another way: {methods} methods found");
}

/// The texts of a file of Rust: what stands between quotation marks, escapes left as they are.
fn texts_of(code: &str) -> Vec<(usize, String)> {
    let mut texts = Vec::new();
    let mut chars = code.chars().peekable();
    let mut line = 1;
    let mut last = ' ';
    while let Some(c) = chars.next() {
        match c {
            '\n' => line += 1,
            '/' if chars.peek() == Some(&'/') => while chars.next_if(|c| *c != '\n').is_some() {},
            // A quotation mark as a character, not the begin of a text.
            '"' if last == '\'' => (),
            '"' => {
                let hashes = last == '#';
                let (began, mut text) = (line, String::new());
                while let Some(c) = chars.next() {
                    line += usize::from(c == '\n');
                    match c {
                        '\\' if !hashes => text.extend(chars.next().inspect(|c| line += usize::from(*c == '\n'))),
                        '"' if !hashes || chars.peek() == Some(&'#') => break,
                        c => text.push(c),
                    }
                }
                texts.push((began, text.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
            _ => (),
        }
        last = c;
    }
    texts
}

/// Statements that look at all spaces, as the contract has it: what they give is by space.
const OF_ALL_SPACES: [&str; 3] = ["SELECT DISTINCT space", "SELECT space, ", "SELECT space FROM"];

/// What is wrong with a statement, if it is one: where it says nothing of the space, it can reach another's rows.
fn reaches_too_far(text: &str) -> bool {
    let text = text.trim();
    let begins = |word: &str| text.starts_with(&format!("{word} "));
    if begins("INSERT INTO") {
        let columns =
            text.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(columns, _)| columns);
        return !columns.split(',').any(|column| column.trim() == "space");
    }
    let is_statement = (begins("SELECT") && text.contains(" FROM ")) || begins("UPDATE") || begins("DELETE FROM");
    let of_all = OF_ALL_SPACES.iter().any(|begin| text.starts_with(begin));
    let of_the_system =
        ["sqlite_", "pg_", "_sqlx_migrations", "information_schema"].iter().any(|name| text.contains(name));
    is_statement && !of_all && !of_the_system && !text.contains("space = ")
}

fn files_of_sql(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = vec![folder.join("sql.rs")];
    files.extend(std::fs::read_dir(folder.join("sql")).into_iter().flatten().map(|entry| entry.unwrap().path()));
    files
}

#[test]
fn every_statement_names_the_space() {
    let mut wrong = Vec::new();
    let mut statements = 0;
    for file in files_of_sql(&crate::support::root().join("src/store")) {
        let code = std::fs::read_to_string(&file).unwrap();
        for (line, text) in texts_of(&code) {
            statements += usize::from(text.contains("space"));
            if reaches_too_far(&text) {
                wrong.push(format!("{}:{line}: {text}", file.display()));
            }
        }
    }
    assert!(statements > 40, "the statements are somewhere else: {statements} found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_statement_that_reaches_too_far_is_found() {
    for planted in [
        "query(\"SELECT id FROM questions WHERE id = $1\")",
        "query(\"UPDATE items \\\n     SET body = $1 WHERE id = $2\")",
        "query(r#\"DELETE FROM votes WHERE question = $1\"#)",
        "let quote = '\"'; query(\"INSERT INTO items (id, body) VALUES ($1, $2)\")",
    ] {
        assert!(texts_of(planted).iter().any(|(_, text)| reaches_too_far(text)), "{planted}");
    }
    for harmless in [
        "query(\"SELECT id FROM questions WHERE space = $1 AND id = $2\")",
        "query(\"INSERT INTO items (space, id) VALUES ($1, $2)\")",
        "query(\"SELECT DISTINCT space FROM items ORDER BY space\")",
        "// query(\"DELETE FROM votes\")",
        "panic!(\"select what you want from the list\")",
    ] {
        assert!(!texts_of(harmless).iter().any(|(_, text)| reaches_too_far(text)), "{harmless}");
    }
}

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
use crate::support::store::follower;
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
use crate::support::store::vector;
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
    store.counts(space).await.unwrap();
    store.tallies(space, Moment(0)).await.unwrap();
    store.watched(space, Moment(0)).await.unwrap();
    store.watched_answers(space, Moment(0), std::cmp::Ordering::Equal, 10).await.unwrap();
    store.clusters(space, 0, None).await.unwrap();
    store.add_missed(space, 3, Some(1), &missed(51, 3, 9_000, "new")).await.unwrap();
    store.add_missed(space, 3, None, &missed(51, 3, 9_000, "new")).await.unwrap();
    let text = store.clusters(space, 0, None).await.unwrap()[0].text.clone();
    store.put_cluster_vectors(space, &[(1, text.as_str(), vector(vec![7.0]))]).await.unwrap();
    store.members(space, 1).await.unwrap();
    store.follow(space, &row(1), &follower(2, 9_000)).await.unwrap();
    store.followers(space, 1).await.unwrap();
    assert_eq!(store.open_asking(space, &["new".to_owned()]).await.unwrap().len(), 2);
    store.how_missed(space, None).await.unwrap();
    store.not_missed(space, &row(1)).await.unwrap();
    store.support(space, &support("a", "text", 3, 1)).await.unwrap();
    store.withdraw(space, &row(1), &person(1)).await.unwrap();
    store.suggestions(space, SuggestionState::Open).await.unwrap();
    for one in store.take_notices(space, Moment(9_000), Moment(99_000), 2).await.unwrap() {
        assert!(store.notice_waits(space, &one.id).await.unwrap());
        store.notice_done(space, &one.id).await.unwrap();
    }
    store.preferences(space, &person(1)).await.unwrap();
    store.set_preferences(space, &person(1), Preferences { recorded: false, told: true }).await.unwrap();
    store.not_recorded(space, &[person(1), person(2)]).await.unwrap();
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
    let mut texts: Vec<(usize, String)> = Vec::new();
    let mut chars = code.chars().peekable();
    let mut line = 1;
    let mut last = ' ';
    // What stands between two texts: those of one `concat!` are one.
    let (mut between, mut in_concat) = (String::new(), false);
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
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                in_concat = between.ends_with("concat!(") || in_concat && between == ",";
                match texts.last_mut() {
                    Some((_, former)) if in_concat && between == "," => *former = format!("{former} {text}"),
                    _ => texts.push((began, text)),
                }
                between.clear();
            }
            c if !c.is_whitespace() => between.push(c),
            _ => (),
        }
        last = c;
    }
    texts
}

/// Statements that look at all spaces, as the contract has it: what they give is by space, or a sum.
const OF_ALL_SPACES: [&str; 4] = [
    "SELECT space FROM spaces ORDER BY space",
    "SELECT space, version FROM spaces ORDER BY space",
    "SELECT DISTINCT space FROM notices WHERE person IS NOT NULL ORDER BY space",
    "SELECT CAST(COUNT(*) AS BIGINT) AS spaces, CAST(COALESCE(SUM(version), 0) AS BIGINT) AS commits FROM spaces",
];

/// The one statement that adds rows of any table; which columns it is given is looked at apart.
const OF_ANY_TABLE: &str = "INSERT INTO {table} ({}) VALUES";

/// Whether a text is a statement that can reach another space's rows: it names more tables than it says of which space.
fn reaches_too_far(text: &str) -> bool {
    let begins = |word: &str| text.starts_with(&format!("{word} "));
    if text.starts_with("INSERT INTO ") {
        let columns = text.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
        let has_space = columns.is_some_and(|(columns, _)| columns.split(',').any(|one| one.trim() == "space"));
        return !has_space && !text.starts_with(OF_ANY_TABLE);
    }
    let is_statement = (begins("SELECT") && text.contains(" FROM ")) || begins("UPDATE") || begins("DELETE FROM");
    let of_the_system = ["FROM sqlite_", "FROM pg_", "_sqlx_migrations", "FROM pragma_"];
    if !is_statement || of_the_system.iter().any(|name| text.contains(name)) {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let names_a_table =
        |pair: &&[&str]| matches!(pair[0], "FROM" | "JOIN" | "UPDATE") && !pair[1].contains('(') && pair[1] != "SET";
    let tables = words.windows(2).filter(names_a_table).count();
    tables > text.matches("space = ").count() && !OF_ALL_SPACES.contains(&text)
}

/// The first columns of the rows that are added by [`OF_ANY_TABLE`].
fn first_columns(code: &str) -> Vec<String> {
    let lists =
        ["COLUMNS: [&str; ", "columns = [", "columns = vec!["].iter().flat_map(|begin| code.split(begin).skip(1));
    let in_place =
        code.split("insert(connection, ").skip(1).filter_map(|call| call.split(';').next()?.split("&[\"").nth(1));
    let first = |rest: &str| rest.split('"').next().map(str::to_owned);
    lists.filter_map(|rest| first(rest.split_once('"')?.1)).chain(in_place.filter_map(first)).collect()
}

fn files_of_sql(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = vec![folder.join("sql.rs")];
    files.extend(std::fs::read_dir(folder.join("sql")).into_iter().flatten().map(|entry| entry.unwrap().path()));
    // Tests look at tables as nobody else may.
    files.retain(|path| !path.ends_with("tests.rs"));
    files
}

#[test]
fn every_statement_names_the_space() {
    let mut wrong = Vec::new();
    let (mut statements, mut columns) = (0, 0);
    for file in files_of_sql(&crate::support::root().join("src/store")) {
        let code = std::fs::read_to_string(&file).unwrap();
        let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for column in first_columns(code) {
            columns += 1;
            assert_eq!(column, "space", "rows are added in {} that do not begin with their space", file.display());
        }
        for (line, text) in texts_of(code) {
            statements += usize::from(text.contains("space"));
            if reaches_too_far(&text) {
                wrong.push(format!("{}:{line}: {text}", file.display()));
            }
        }
    }
    assert!(statements > 40 && columns > 8, "the statements are somewhere else: {statements} and {columns} found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_statement_that_reaches_too_far_is_found() {
    for planted in [
        "query(\"SELECT id FROM questions WHERE id = $1\")",
        "query(\"UPDATE items \\\n     SET body = $1 WHERE id = $2\")",
        "query(r#\"DELETE FROM votes WHERE question = $1\"#)",
        "query(\"SELECT a.id FROM items a JOIN votes v ON v.question = a.id WHERE a.space = $1\")",
        "query(\"DELETE FROM items WHERE space = $1 AND NOT EXISTS (SELECT 1 FROM votes WHERE id = $2)\")",
        "query(\"SELECT space, id FROM questions WHERE id = $1\")",
        "query(concat!(\"SELECT id FROM questions \",\n \"WHERE id = $1\"))",
        "query(\"SELECT space FROM questions WHERE id = $1\")",
        "let quote = '\"'; query(\"INSERT INTO items (id, body) VALUES ($1, $2)\")",
    ] {
        assert!(texts_of(planted).iter().any(|(_, text)| reaches_too_far(text)), "{planted}");
    }
    for harmless in [
        "query(\"SELECT id FROM questions WHERE space = $1 AND id = $2\")",
        "query(\"INSERT INTO items (space, id) VALUES ($1, $2)\")",
        "query(\"SELECT space FROM spaces ORDER BY space\")",
        "query(\"INSERT INTO items (space, id) VALUES ($1, $2) ON CONFLICT (space, id) DO UPDATE SET id = $2\")",
        "query(\"SELECT c.id FROM (SELECT id FROM votes WHERE space = $1) c JOIN items i ON i.id = c.id WHERE i.space = $1\")",
        "query(concat!(\"SELECT id FROM questions \",\n \"WHERE space = $1 AND \", $rest))",
        "// query(\"DELETE FROM votes\")",
        "panic!(\"select what you want from the list\")",
    ] {
        assert!(!texts_of(harmless).iter().any(|(_, text)| reaches_too_far(text)), "{harmless}");
    }
    assert_eq!(first_columns("let columns = [\"id\", \"space\"];"), ["id"]);
    assert_eq!(first_columns("const COLUMNS: [&str; 2] = [\n \"space\", \"id\"];"), ["space"]);
    assert_eq!(first_columns("insert(connection, \"kept\", &[\"key\"], rows)"), ["key"]);
}

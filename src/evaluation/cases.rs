//! Labelled questions: JSONL, `{"text":"…","id":"…"}` a line. `id` is null where the right thing is to abstain, and a
//! list where several entries are right; `"also": ["…"]` names further right ones. Other keys are notes of whoever
//! wrote the file.

use std::fmt;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::entry::EntryId;

/// One labelled question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The question.
    pub text: String,
    /// The entries whose answer is right; none for a question that should not be answered.
    pub right: Vec<EntryId>,
}

/// Why labelled questions could not be used: nothing is measured on half a file.
#[derive(Debug, thiserror::Error)]
pub enum CasesError {
    /// The file could not be read.
    #[error("could not read the labelled questions `{path}`")]
    Unreadable {
        /// As given.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// Lines that are no labelled question.
    #[error("{}", BadLines(path, problems))]
    Bad {
        /// As given.
        path: String,
        /// Line, from 1, and what is wrong with it.
        problems: Vec<(usize, String)>,
    },
    /// There is no question in it.
    #[error("`{path}` has no labelled questions; write one a line: {{\"text\":\"…\",\"id\":\"…\"}}")]
    Empty {
        /// As given.
        path: String,
    },
}

struct BadLines<'a>(&'a str, &'a [(usize, String)]);

impl fmt::Display for BadLines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Beyond that the file is not what was meant, and the first lines show it.
        const SHOWN: usize = 10;
        let BadLines(path, problems) = self;
        for (at, (line, problem)) in problems.iter().take(SHOWN).enumerate() {
            let separator = if at == 0 { "" } else { "\n" };
            write!(f, "{separator}{path}:{line}: {problem}")?;
        }
        match problems.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n… and {more} more lines of `{path}`"),
        }
    }
}

#[derive(Deserialize)]
struct Line {
    text: String,
    /// Two levels, so that a missing label is told from null: one is a mistake, the other a label.
    #[serde(default, deserialize_with = "present")]
    id: Option<Label>,
    #[serde(default)]
    also: Vec<EntryId>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Label {
    None(()),
    One(EntryId),
    Many(Vec<EntryId>),
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Label>, D::Error> {
    Label::deserialize(deserializer).map(Some)
}

/// The cases in the file at `path`.
///
/// # Errors
/// [`CasesError`] with every bad line.
pub fn read(path: &Path) -> Result<Vec<Case>, CasesError> {
    read_lines(path, case)
}

/// What `case` makes of each line of the file at `path`.
pub(super) fn read_lines<T>(path: &Path, case: fn(&[u8]) -> Result<T, String>) -> Result<Vec<T>, CasesError> {
    let shown = path.display().to_string();
    let bytes = fs::read(path).map_err(|source| CasesError::Unreadable { path: shown.clone(), source })?;
    parse_lines(&shown, &bytes, case)
}

/// The cases in `bytes`, which came from `path`.
///
/// # Errors
/// [`CasesError`] with every bad line.
pub fn parse(path: &str, bytes: &[u8]) -> Result<Vec<Case>, CasesError> {
    parse_lines(path, bytes, case)
}

fn parse_lines<T>(path: &str, bytes: &[u8], case: fn(&[u8]) -> Result<T, String>) -> Result<Vec<T>, CasesError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut cases = Vec::new();
    let mut problems = Vec::new();
    for (at, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match case(line) {
            Ok(case) => cases.push(case),
            Err(problem) => problems.push((at + 1, problem)),
        }
    }
    if !problems.is_empty() {
        return Err(CasesError::Bad { path: path.to_owned(), problems });
    }
    if cases.is_empty() {
        return Err(CasesError::Empty { path: path.to_owned() });
    }
    Ok(cases)
}

fn case(line: &[u8]) -> Result<Case, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| {
        format!("not a labelled question: {error}; it should look like {{\"text\":\"…\",\"id\":\"…\"}}")
    })?;
    let mut right = match line.id {
        None => return Err("\"id\" is missing; give the entry's id, or null where none is right".to_owned()),
        Some(Label::None(())) => Vec::new(),
        Some(Label::One(id)) => vec![id],
        Some(Label::Many(ids)) => ids,
    };
    right.extend(line.also);
    Ok(Case { text: line.text, right })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use proptest::prelude::*;

    #[test]
    fn one_several_and_no_right_entries() {
        let text = "\u{feff}{\"text\":\"a\",\"id\":\"x\"}\r\n\n{\"text\":\"b\",\"id\":null,\"oos\":\"chat\"}\n{\"text\":\"c\",\"id\":[\"x\",\"y\"]}\n{\"text\":\"d\",\"id\":\"x\",\"also\":[\"y\"]}";
        let cases = parse("q.jsonl", text.as_bytes()).unwrap();
        let shown: Vec<String> = cases.iter().map(|case| format!("{} {:?}", case.text, case.right)).collect();
        expect![[r#"
            a [EntryId("x")]
            b []
            c [EntryId("x"), EntryId("y")]
            d [EntryId("x"), EntryId("y")]"#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn every_bad_line_is_named() {
        let text = "{\"text\":\"a\"}\nnonsense\n{\"text\":\"b\",\"id\":\"two words\"}\n{\"id\":null}\n\u{0}";
        let error = parse("q.jsonl", text.as_bytes()).unwrap_err();
        expect![[r#"
            q.jsonl:1: "id" is missing; give the entry's id, or null where none is right
            q.jsonl:2: not a labelled question: expected ident at line 1 column 2; it should look like {"text":"…","id":"…"}
            q.jsonl:3: not a labelled question: data did not match any variant of untagged enum Label at line 1 column 29; it should look like {"text":"…","id":"…"}
            q.jsonl:4: not a labelled question: missing field `text` at line 1 column 11; it should look like {"text":"…","id":"…"}
            q.jsonl:5: not a labelled question: expected value at line 1 column 1; it should look like {"text":"…","id":"…"}"#]]
        .assert_eq(&error.to_string());
    }

    proptest! {
        #[test]
        fn no_bytes_can_panic_it(bytes: Vec<u8>) {
            let _ = parse("q.jsonl", &bytes);
        }
    }
}

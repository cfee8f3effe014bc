//! As many entries and questions as are wanted, of usual length: those of the repository, again and again with a few words
//! more.

use std::path::Path;

use serde_json::Value;

use askwell::entry::Entry;
use askwell::entry::EntryId;
use askwell::entry::Phrasing;
use askwell::entry::State;
use askwell::knowledge;

const WHERE: [&str; 10] = [
    "in Oslo",
    "at our school",
    "on the second server",
    "in the chess club",
    "for guests",
    "in the evening",
    "with an older version",
    "at the library",
    "for new members",
    "on a small machine",
];

const BEFORE: [&str; 8] =
    ["", "hey, ", "please tell me: ", "one question, ", "sorry to ask, ", "quick one: ", "hello! ", "I wonder, "];

/// `count` entries with `each` phrasings, none of which two have in common.
///
/// The answers are first paragraphs of the repository's.
pub(crate) fn entries(count: usize, each: usize) -> Vec<Entry> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let own = knowledge::read(&[folder]).knowledge.entries;
    let mut entries = Vec::with_capacity(count);
    for round in 0.. {
        for entry in &own {
            for (part, phrasings) in entry.phrasings.chunks_exact(each).enumerate() {
                if entries.len() == count {
                    return entries;
                }
                let id = format!("{round}-{part}-{}", entry.id);
                entries.push(Entry {
                    id: EntryId::new(&id).unwrap_or_else(|_| EntryId::derived(None, &id)),
                    topic: None,
                    phrasings: phrasings.iter().map(|phrasing| again(phrasing, round)).collect(),
                    answer: entry.answer.split("\n\n").next().unwrap_or_default().to_owned(),
                    tags: Vec::new(),
                    source: None,
                    review_by: None,
                    state: State::Approved,
                });
            }
        }
    }
    entries
}

fn again(phrasing: &Phrasing, round: usize) -> Phrasing {
    if round == 0 {
        return phrasing.clone();
    }
    let place = WHERE[(round - 1) % WHERE.len()];
    let further = (round - 1) / WHERE.len();
    let number = if further == 0 { String::new() } else { format!(" {further}") };
    let text = format!("{} {place}{number}?", phrasing.as_str().trim_end_matches(['?', '.', '!']));
    Phrasing::new(&text).expect("a few characters more")
}

/// `count` different questions, none of which is a phrasing of the repository's knowledge; a part of them is about
/// something else.
pub(crate) fn questions(count: usize) -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/questions.jsonl");
    let lines = std::fs::read_to_string(file).expect("the labelled questions are there");
    let text = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("one object a line");
        line["text"].as_str().expect("a question").to_owned()
    };
    let own: Vec<String> = lines.lines().map(text).collect();
    let one = |number: usize| {
        let (question, round) = (&own[number % own.len()], number / own.len());
        let place = if round < BEFORE.len() { "" } else { WHERE[round / BEFORE.len() - 1] };
        format!("{}{question} {place}", BEFORE[round % BEFORE.len()]).trim().to_owned()
    };
    (0..count).map(one).collect()
}

//! What must hold for any knowledge and any bytes.

use std::collections::HashSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use time::Date;
use time::Month;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::entry::Topic;
use crate::entry::normalized;

use super::Format;
use super::clean;
use super::merge::topic_key;
use super::parse;
use super::write;

/// What means something in one of the formats.
const FRAGMENTS: &[&str] = &[
    "How do I reset it?",
    "reset",
    "What is C++?",
    "Q: a",
    "Q:",
    "A: b",
    "**Q: x?**",
    "**A:** y",
    "# H",
    "## Sub?",
    "### Deep",
    "#",
    "---",
    "===",
    "...",
    "```",
    "~~~",
    "`c",
    "> quote",
    "- item",
    "- item?",
    "1. one",
    "1) Why?",
    "<!-- c -->",
    "<!-- id: x -->",
    "<!--",
    "-->",
    "<b>",
    "<div>",
    "</div>",
    "&amp;",
    "[l]: http://x.y",
    "[l]",
    "[a](b)",
    "*",
    "**",
    "_",
    "\\",
    "\"",
    "\"\"",
    "'",
    "'''",
    "\"\"\"",
    ",",
    ";",
    "|",
    "\t",
    "    code",
    "  ",
    ":",
    "key: value",
    "id: x",
    "{",
    "}",
    "[",
    "]",
    "[[entries]]",
    "#c",
    " #c",
    "%",
    "@",
    "&a",
    "*a",
    "!t",
    "!",
    "?",
    "? ",
    "null",
    "~",
    "no",
    "12",
    "2027-01-01",
    "🎉",
    "é",
    "日本語？",
    "\u{2028}",
    "\u{feff}",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "=1+1",
    "topic",
    "overview",
    "text\\",
    "a  ",
    "https://x.y/z?",
    "___",
    "<?php",
    "<!X",
    "<![CDATA[",
];

fn nasty() -> impl Strategy<Value = String> {
    let piece = (select(FRAGMENTS), select(&["", " ", "\n", "\n", "\n\n"][..]));
    vec(piece, 1..7).prop_map(|pieces| pieces.into_iter().flat_map(|(text, gap)| [text, gap]).collect())
}

pub(super) fn prose() -> impl Strategy<Value = String> {
    nasty().prop_map(|text| clean::prose(&text).0).prop_filter("empty", |text| !text.is_empty())
}

pub(super) fn line() -> impl Strategy<Value = String> {
    nasty().prop_map(|text| clean::line(&text)).prop_filter("empty", |text| !text.is_empty())
}

pub(super) fn phrasings() -> impl Strategy<Value = Vec<Phrasing>> {
    vec(line(), 1..4).prop_map(|lines| {
        let mut seen = HashSet::new();
        let lines = lines.into_iter().filter(|line| seen.insert(normalized(line)));
        lines.map(|line| Phrasing::new(&line).unwrap()).collect()
    })
}

fn date() -> impl Strategy<Value = Date> {
    (1900_i32..2100, 1_u8..29).prop_map(|(year, day)| Date::from_calendar_date(year, Month::May, day).unwrap())
}

pub(super) fn topics() -> impl Strategy<Value = Vec<Topic>> {
    vec((line(), option::of(prose())), 0..4).prop_map(|topics| {
        let mut seen = HashSet::new();
        let topics = topics.into_iter().map(|(name, overview)| Topic { name, overview });
        topics.filter(|topic| seen.insert(topic_key(&topic.name))).collect()
    })
}

pub(super) type Draft = (Vec<Phrasing>, String, Vec<String>, Option<String>, Option<Date>, State, usize);

pub(super) fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    let state = select(&[State::Approved, State::Draft, State::Retired][..]);
    let details = (vec(line(), 0..3), option::of(line()), option::of(date()), state, 0_usize..6);
    let draft = (phrasings(), prose(), details).prop_map(|(phrasings, answer, (tags, source, day, state, topic))| {
        (phrasings, answer, tags, source, day, state, topic)
    });
    vec(draft, 0..5)
}

pub(super) fn knowledge() -> impl Strategy<Value = Knowledge> {
    (topics(), drafts()).prop_map(|(topics, drafts)| {
        let entry = |(index, draft): (usize, Draft)| {
            let (phrasings, answer, tags, source, review_by, state, topic) = draft;
            let topic = topics.get(topic).map(|topic| topic.name.clone());
            let id = EntryId::new(format!("{}-{index}", ["id", "#x", "no:", "\"q\"", "é,"][index])).unwrap();
            Entry { id, topic, phrasings, answer, tags: clean::distinct(&tags), source, review_by, state }
        };
        let entries = drafts.into_iter().enumerate().map(entry).collect();
        Knowledge { topics, entries }
    })
}

#[track_caller]
fn check_round_trip(format: Format, knowledge: &Knowledge) {
    let text = write(format, knowledge).unwrap();
    let reading = parse(format, "f", text.as_bytes()).into_reading("f");
    assert_eq!(reading.knowledge, *knowledge, "{format}, written as\n{text}\n{:#?}", reading.problems);
    let expected = usize::from(knowledge.entries.is_empty());
    assert_eq!(reading.problems.len(), expected, "{format}, written as\n{text}\n{:#?}", reading.problems);
}

/// A file of each format, to be damaged.
fn samples() -> Vec<(Format, String)> {
    let mut samples = vec![(Format::Text, "About x.\nWhat is x?\nIs it x?\nIt is x.\n\nWhy?\nSo.\n".to_owned())];
    let text = samples[0].1.clone();
    let mut knowledge = parse(Format::Text, "x.txt", text.as_bytes()).into_reading("x").knowledge;
    knowledge.entries[0].tags = vec!["a".into(), "b, c".into()];
    knowledge.entries[1].answer = "# Like this?\n\n```".into();
    for format in Format::ALL {
        samples.extend(write(format, &knowledge).ok().map(|text| (format, text)));
    }
    samples
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_is_read_back(knowledge in knowledge()) {
        for format in Format::ALL.into_iter().filter(|&format| format != Format::Text) {
            check_round_trip(format, &knowledge);
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..200)) {
        for format in Format::ALL {
            let _ = parse(format, "f", &bytes);
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in nasty(), other in "\\PC{0,40}") {
        for format in Format::ALL {
            let _ = parse(format, &other, format!("{text}{other}\n{text}").as_bytes()).into_reading("f");
        }
    }

    #[test]
    fn damaged_files_are_read_without_a_panic(
        at in 0_usize..2_000, length in 0_usize..20, inserted in nasty(), sample in 0_usize..8
    ) {
        let (format, mut text) = samples().swap_remove(sample);
        let at = text.floor_char_boundary(at % (text.len() + 1));
        let end = text.floor_char_boundary((at + length).min(text.len()));
        text.replace_range(at..end, &inserted);
        let reading = parse(format, "f", text.as_bytes()).into_reading("f");
        // Whatever could be read can be written.
        if let Ok(text) = write(format, &reading.knowledge) {
            let again = parse(format, "f", text.as_bytes()).into_reading("f");
            prop_assert_eq!(again.knowledge, reading.knowledge, "written as\n{}", text);
        }
    }
}

#[test]
fn a_plain_text_becomes_any_other_format() {
    let text = "About x.\nWhat is x?\nIs it x?\nIt is x.\n";
    let knowledge = parse(Format::Text, "x.txt", text.as_bytes()).into_reading("x").knowledge;
    for format in Format::ALL.into_iter().filter(|&format| format != Format::Text) {
        check_round_trip(format, &knowledge);
    }
    assert!(write(Format::Text, &knowledge).unwrap_err().to_string().starts_with("text is only read"));
}

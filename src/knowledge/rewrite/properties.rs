//! What must hold for any knowledge and any change of it.

use proptest::prelude::*;

use super::*;
use crate::entry::Knowledge;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::knowledge::parse;
use crate::knowledge::properties;
use crate::knowledge::write;

/// A knowledge with an entry, and what that is to become: something of another knowledge, as far as it is named.
fn changed() -> impl Strategy<Value = (Knowledge, Rewrite)> {
    let other = properties::knowledge().prop_filter("an entry", |knowledge| !knowledge.entries.is_empty());
    let own = properties::knowledge().prop_filter("an entry", |knowledge| !knowledge.entries.is_empty());
    (own, other, any::<prop::sample::Index>(), 0_u8..64, 0_u8..8).prop_map(|(own, other, index, parts, kind)| {
        let old = index.get(&own.entries);
        let from = &other.entries[0];
        let pick = |bit: u8| parts & (1 << bit) != 0;
        let mut new = old.clone();
        if pick(0) {
            new.phrasings.clone_from(&from.phrasings);
        }
        if pick(1) {
            new.answer.clone_from(&from.answer);
        }
        if pick(2) {
            new.tags.clone_from(&from.tags);
        }
        if pick(3) {
            new.source.clone_from(&from.source);
        }
        if pick(4) {
            (new.state, new.review_by) = (from.state, from.review_by);
        }
        if pick(5) {
            new.topic = own.topics.first().map(|topic| topic.name.clone());
        }
        let rewrite = Rewrite { id: old.id.clone(), entry: (kind > 0).then_some(new) };
        (own, rewrite)
    })
}

/// The knowledge with the change made, but for the topics.
fn expected(knowledge: &Knowledge, change: &Rewrite) -> Vec<Entry> {
    let mut entries = knowledge.entries.clone();
    for entry in entries.iter_mut().filter(|entry| entry.id == change.id) {
        *entry = change.entry.clone().unwrap_or(Entry { state: State::Retired, ..entry.clone() });
    }
    entries
}

#[track_caller]
fn check_rewritten(format: Format, knowledge: &Knowledge, change: &Rewrite) {
    let file = format!("f.{}", format.extensions()[0]);
    let old = write(format, knowledge).unwrap();
    let new = rewrite(Path::new(&file), &old, std::slice::from_ref(change));
    let new = new.unwrap_or_else(|error| panic!("{format}: {error}\n{change:#?}\nin\n{old}"));
    let read = parse(format, &file, new.as_bytes()).into_reading(&file);
    assert_eq!(read.knowledge.entries, expected(knowledge, change), "{format}\n{old}\n{new}");
    check_outside(&file, format, &old, &new, &change.id);

    let open = rewrite(Path::new(&file), old.trim_end(), std::slice::from_ref(change));
    let open = open.unwrap_or_else(|error| panic!("{format}: {error}\n{change:#?}\nin, without an end,\n{old}"));
    let read = parse(format, &file, open.as_bytes()).into_reading(&file);
    assert_eq!(read.knowledge.entries, expected(knowledge, change), "{format}\n{old}\n{open}");

    let windows = old.replace('\n', "\r\n");
    let windows = rewrite(Path::new(&file), &windows, std::slice::from_ref(change)).unwrap();
    assert_eq!(windows, new.replace('\n', "\r\n"), "{format}");
}

/// Lines above and below the entry are as before.
#[track_caller]
fn check_outside(file: &str, format: Format, old: &str, new: &str, id: &EntryId) {
    let origins = parse(format, file, old.as_bytes()).into_reading(file).origins;
    let first = origins[id].line.unwrap();
    let next = origins.values().filter_map(|place| place.line).filter(|&line| line > first).min();
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    assert_eq!(new[..first - 1], old[..first - 1], "{format}: above");
    if let Some(next) = next {
        let below = &old[next - 1..];
        assert_eq!(new[new.len() - below.len()..], *below, "{format}: below");
    }
}

/// A plain text, and what its entries say.
fn plain() -> impl Strategy<Value = (String, Vec<(Vec<String>, String)>)> {
    let word = || prop::sample::select(&["moon", "tide", "rises", "why", "A: x", "1. y", "é", "  z"][..]);
    let words = move || prop::collection::vec(word(), 1..4).prop_map(|words| words.join(" ").trim().to_owned());
    let questions = prop::collection::vec(words(), 1..3);
    let answer = prop::collection::vec(words(), 1..3).prop_map(|lines| lines.join("\n"));
    prop::collection::vec((questions, answer), 1..4).prop_map(|entries| {
        let mut text = "About it.\n\n".to_owned();
        let mut all = Vec::new();
        for (index, (questions, answer)) in entries.into_iter().enumerate() {
            let questions: Vec<String> =
                questions.iter().enumerate().map(|(n, question)| format!("no {index} {n} {question}?")).collect();
            text.push_str(&format!("{}\n{answer}\n{}", questions.join("\n"), "\n".repeat(index)));
            all.push((questions, answer));
        }
        (text, all)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_rewritten_file_is_read_as_the_change_meant_and_differs_in_no_other_line((knowledge, change) in changed()) {
        for format in Format::ALL.into_iter().filter(|&format| format != Format::Text) {
            check_rewritten(format, &knowledge, &change);
        }
    }

    #[test]
    fn a_plain_text_changes_only_where_its_entry_stands((text, entries) in plain(), answer in "[a-z]{1,9}(\n[a-z ]{0,5}[a-z])?", more in any::<bool>()) {
        let path = Path::new("moon.txt");
        let before = parse(Format::Text, "moon.txt", text.as_bytes()).into_reading("moon.txt");
        for (index, old) in before.knowledge.entries.iter().enumerate() {
            let mut new = Entry { answer: answer.clone(), ..old.clone() };
            if more {
                new.phrasings.push(Phrasing::new("and what else?").unwrap());
            }
            let change = Rewrite { id: old.id.clone(), entry: Some(new.clone()) };
            let written = rewrite(path, &text, &[change]).unwrap();
            let after = parse(Format::Text, "moon.txt", written.as_bytes()).into_reading("moon.txt");
            prop_assert_eq!(&after.knowledge.entries[index], &new);
            check_outside("moon.txt", Format::Text, &text, &written, &old.id);
            let gone = rewrite(path, &text, &[Rewrite { id: old.id.clone(), entry: None }]).unwrap();
            let after = parse(Format::Text, "moon.txt", gone.as_bytes()).into_reading("moon.txt");
            prop_assert_eq!(after.knowledge.entries.len(), entries.len() - 1);
        }
    }

    #[test]
    fn any_text_is_rewritten_rightly_or_not_at_all(
        texts in prop::collection::vec("[-A?#:\"'>\\[\\]{}|,=a-c \n\t]{0,9}|id: x|## A\\?|questions|answer: |\\[\\[entries\\]\\]\n|- ", 0..12),
        answer in "[-a#?:\"' \n]{1,9}"
    ) {
        let text = texts.concat();
        for format in Format::ALL {
            let file = format!("f.{}", format.extensions()[0]);
            let before = parse(format, &file, text.as_bytes()).into_reading(&file);
            let Some(old) = before.knowledge.entries.first() else { continue };
            let new = Entry { answer: answer.clone(), ..old.clone() };
            if let Ok(written) = rewrite(Path::new(&file), &text, &[Rewrite { id: old.id.clone(), entry: Some(new.clone()) }]) {
                let after = parse(format, &file, written.as_bytes()).into_reading(&file);
                prop_assert_eq!(&after.knowledge.entries[0], &new);
                prop_assert_eq!(&after.knowledge.entries[1..], &before.knowledge.entries[1..]);
            }
        }
    }
}

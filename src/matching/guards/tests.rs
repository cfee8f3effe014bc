use super::*;
use crate::entry::Phrasing;
use crate::entry::State;

fn entry(phrasings: &[&str], answer: &str) -> Entry {
    Entry {
        id: EntryId::new("e").unwrap(),
        topic: None,
        phrasings: phrasings.iter().map(|text| Phrasing::new(text).unwrap()).collect(),
        answer: answer.to_owned(),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    }
}

/// The difference of a question and the first phrasing of an entry.
fn shown(question: &str, phrasings: &[&str], answer: &str) -> String {
    let entry = entry(phrasings, answer);
    let guard = Guard::of(&[&entry]);
    match guard.difference(&Asked::of(question), &entry.id, phrasings[0]) {
        Some(found) => format!("{:?}: {} / {}", found.kind, found.asked, found.stored),
        None => "none".to_owned(),
    }
}

/// Both ways.
#[track_caller]
fn check(kind: Kind, a: &str, b: &str) {
    for (asked, stored) in [(a, b), (b, a)] {
        let shown = shown(asked, &[stored], "…");
        assert!(shown.starts_with(&format!("{kind:?}:")), "{asked} | {stored}: {shown}");
    }
}

#[track_caller]
fn check_same(question: &str, phrasings: &[&str]) {
    assert_eq!(shown(question, phrasings, "…"), "none", "{question} | {phrasings:?}");
}

#[test]
fn a_denial_is_a_difference() {
    check(Kind::Negation, "Why does the fan spin?", "Why doesn't the fan spin?");
    check(Kind::Negation, "which cards do you take", "which cards do you not take");
    assert_eq!(shown("can i play without a mouse", &["Can I play?"], "…"), "Negation: without / ");
}

#[test]
fn opposites_are_a_difference() {
    check(Kind::Antonym, "How do I enable it?", "how do i turn it off");
    check(Kind::Antonym, "uploading a picture", "How can I download a picture?");
    check(Kind::Antonym, "Is tax included?", "is tax excluded");
    assert_eq!(shown("turn it off", &["How do I switch it on?"], "…"), "Antonym: turn it off / switch it on");
}

#[test]
fn another_number_version_or_unit_is_a_difference() {
    check(Kind::Number, "a table for two", "A table for 4?");
    check(Kind::Number, "What does error E1234 do, code 7?", "What does error E1234 do, code 8?");
    check(Kind::Version, "Does it run on python3.9?", "does it run on Python 3.11");
    check(Kind::Version, "ps4", "Is it out for PS5?");
    check(Kind::Unit, "is 5 mg enough", "Is 5 g enough?");
    check(Kind::Unit, "How many miles is it?", "how many km is it");
}

#[test]
fn another_name_is_a_difference() {
    check(Kind::Name, "does it run on mac", "Does it run on Windows?");
    check(Kind::Name, "How do I defeat Malgorath?", "How do I defeat Serixa?");
    check(Kind::Name, "What does max_open_files do?", "what does max_open_dirs do");
}

/// The other word of a question that is the same sentence as the first phrasing of an entry but for it.
fn word(question: &str, phrasings: &[&str], cosine: f32) -> String {
    let entry = entry(phrasings, "…");
    let guard = Guard::of(&[&entry]);
    match guard.another_word(&Asked::of(question), &entry.id, phrasings[0], cosine) {
        Some(found) => format!("{:?}: {} / {}", found.kind, found.asked, found.stored),
        None => "none".to_owned(),
    }
}

#[test]
fn another_word_in_the_same_sentence_is_a_difference() {
    let stored = ["How do I polish the gizmo lid?"];
    assert_eq!(word("how do i polish the widget lid", &stored, 0.8), "Word: widget / gizmo");
    assert_eq!(word("How should I polish a widget lid?", &stored, 0.8), "Word: widget / gizmo");
    assert_eq!(
        word("Why is the gate reachable?", &["Why is the gate unreachable?"], 0.95),
        "Antonym: reachable / unreachable"
    );
    assert_eq!(word("where are gizmos kept for s3", &["where are gizmos kept for quux"], 0.8), "Word: s3 / quux");
}

#[test]
fn a_word_that_may_mean_the_same_is_no_difference() {
    let stored = ["How do I polish the gizmo lid?"];
    // To the model they are the same.
    assert_eq!(word("how do i polish the widget lid", &stored, 0.95), "none");
    // A typing error, another form, a synonym.
    assert_eq!(word("how do i polish the gimzo lid", &stored, 0.8), "none");
    assert_eq!(word("how do i treat it", &["is there a treatment for it"], 0.8), "none");
    assert_eq!(word("how do i purchase a gizmo", &["how do i buy a gizmo"], 0.8), "none");
    // Another sentence.
    assert_eq!(word("what do widgets need to shine", &stored, 0.8), "none");
    // The entry has it elsewhere, or is not about the one that it stands for.
    assert_eq!(word("how do i polish the widget lid", &[stored[0], "Polishing a widget"], 0.8), "none");
    let others = [stored[0], "Polishing any lid", "My lid is dull", "lids that do not shine"];
    assert_eq!(word("how do i polish the widget lid", &others, 0.8), "none");
}

#[test]
fn another_way_of_saying_the_same_is_no_difference() {
    check_same("a table for 2", &["A table for two?"]);
    check_same("i can not log in", &["Why can't I log in?"]);
    check_same("cannot log in", &["I can’t log in"]);
    check_same("Can't I log in with my phone?", &["Can I log in with my phone?"]);
    check_same("it does not start", &["How do I fix it when it fails to start?"]);
    check_same("why is it forbidden", &["Why is it not allowed?"]);
    check_same("wait 60 minutes", &["Wait 1 hour?"]);
    check_same("python3", &["Is it for Python 3?"]);
    check_same("how do i deactivate it", &["How do I turn it off?"]);
    check_same("how do I defeat malgorat", &["How do I defeat Malgorath?"]);
}

#[test]
fn what_only_one_of_them_has_is_no_difference() {
    check_same("How do I install it on Linux?", &["How do I install it?"]);
    check_same("How do I install it?", &["How do I install it on Linux?"]);
    check_same("is there a trial of 14 days", &["Is there a trial?"]);
}

#[test]
fn what_the_entry_has_elsewhere_is_no_difference() {
    check_same("does it run on mac", &["Does it run on Windows?", "Does it run on a Mac?"]);
    // Asked with several, it takes any.
    check_same("does it run on linux", &["Does it run on Windows?", "Does it run on a Mac?"]);
    check_same("wake me at 6 am", &["Wake me at 7 am", "wake me at 8 am"]);
    assert_eq!(shown("does it run on mac", &["Does it run on Windows?"], "On Windows, Mac and Linux."), "none");
}

#[test]
fn twins_that_the_question_does_not_tell_apart_are_undecided() {
    let entries = ["How do I enable the dark theme?", "How do I disable the dark theme?"]
        .map(|text| Entry { id: EntryId::derived(None, text), ..entry(&[text], "…") });
    let guard = Guard::of(&[&entries[0], &entries[1]]);
    let side = |at: usize| (&entries[at].id, entries[at].phrasings[0].as_str());
    let undecided = |question: &str| guard.undecided(&Asked::of(question), side(0), side(1)).is_some();
    assert!(undecided("the dark theme"));
    assert!(!undecided("switch on the dark theme"));
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_can_panic_it(question: String, phrasing in "\\PC{1,200}", answer: String) {
            if let Ok(text) = Phrasing::new(&phrasing) {
                let entry = Entry { phrasings: vec![text.clone()], ..entry(&["x"], &answer) };
                let guard = Guard::of(&[&entry]);
                let _ = guard.difference(&Asked::of(&question), &entry.id, text.as_str());
                let _ = guard.another_word(&Asked::of(&question), &entry.id, text.as_str(), 0.0);
                // A text never differs from itself.
                prop_assert_eq!(guard.difference(&Asked::of(text.as_str()), &entry.id, text.as_str()), None);
                prop_assert_eq!(guard.another_word(&Asked::of(text.as_str()), &entry.id, text.as_str(), 0.0), None);
            }
        }
    }
}

mod rebuilt {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    const PHRASINGS: [&str; 6] = [
        "Does the Falcon need a password?",
        "does a falcon fly without wind",
        "How long may a file of 10 MB be kept?",
        "Can I turn the Osprey off?",
        "where does an osprey nest, and a Falcon",
        "Is the export allowed on Windows?",
    ];
    const ANSWERS: [&str; 4] = ["Ask the Falcon.", "The osprey is kept for 30 days.", "On Linux, not on Windows.", "…"];
    const QUESTIONS: [&str; 6] = [
        "Does the Osprey need a password?",
        "does a falcon fly with wind",
        "how long may a file of 20 MB be kept",
        "Can I turn the Osprey on?",
        "Is the export forbidden on Mac?",
        "where does the Heron nest, and a Falcon",
    ];

    /// An entry by number of its phrasings and its answer.
    fn some_entry() -> impl Strategy<Value = (Vec<usize>, usize)> {
        (prop::collection::vec(0..PHRASINGS.len(), 1..4), 0..ANSWERS.len())
    }

    /// Entries under ids of which some are there before and after, in any order.
    fn some_entries() -> impl Strategy<Value = Vec<Entry>> {
        let all = prop::collection::hash_map(0..6u8, some_entry(), 0..6);
        all.prop_map(|all: HashMap<u8, (Vec<usize>, usize)>| {
            let made = |(id, (phrasings, answer)): (u8, (Vec<usize>, usize))| {
                let phrasings: Vec<&str> = phrasings.into_iter().map(|at| PHRASINGS[at]).collect();
                Entry { id: EntryId::new(format!("e{id}")).unwrap(), ..entry(&phrasings, ANSWERS[answer]) }
            };
            all.into_iter().map(made).collect()
        })
    }

    fn findings(guard: &Guard, entries: &[Entry]) -> Vec<Option<Difference>> {
        let of = |question: &str, entry: &Entry| {
            let (asked, phrasing) = (Asked::of(question), entry.phrasings[0].as_str());
            [guard.difference(&asked, &entry.id, phrasing), guard.another_word(&asked, &entry.id, phrasing, 0.9)]
        };
        QUESTIONS.iter().flat_map(|question| entries.iter().flat_map(move |entry| of(question, entry))).collect()
    }

    proptest! {
        #[test]
        fn a_guard_made_from_a_former_is_the_same_as_one_made_from_nothing(
            before in some_entries(),
            kept in some_entries(),
            changed in some_entries(),
        ) {
            let before: Vec<Entry> = before.into_iter().chain(kept.clone()).collect();
            let after: Vec<Entry> = changed.into_iter().chain(kept).collect();
            let former = Guard::of(&before.iter().collect::<Vec<_>>());
            let all: Vec<&Entry> = after.iter().collect();
            let texts = |entry: &Entry| (entry.phrasings.clone(), entry.answer.clone());
            let place = |entry: &&Entry| before.iter().position(|other| texts(other) == texts(entry));
            let same: Vec<Option<Same>> =
                all.iter().map(|entry| place(entry).map(|at| Same { entry: at, first_row: 0 })).collect();
            let (rebuilt, fresh) = (Guard::rebuilt(Some(&former), &all, &same), Guard::of(&all));
            prop_assert_eq!(&rebuilt.names, &fresh.names);
            prop_assert_eq!(&rebuilt.numbers, &fresh.numbers);
            prop_assert_eq!(findings(&rebuilt, &after), findings(&fresh, &after));
        }

        #[test]
        fn words_counted_entry_by_entry_are_those_counted_one_after_the_other(
            answers in prop::collection::vec("( ?(Kite|kite|Owl|owl|Stork|stork)){0,6}", 0..6),
        ) {
            let texts: Vec<String> = answers.iter().map(|answer| format!("so {answer}")).collect();
            let mut plain: HashMap<String, (u32, u32)> = HashMap::new();
            for token in texts.iter().flat_map(|text| tokens::tokens(text)).filter(|token| !token.first) {
                if token.capital {
                    plain.entry(token.text).or_default().0 += 1;
                } else if let Some((_, lower)) = plain.get_mut(&token.text) {
                    *lower += 1;
                }
            }
            let plain = plain.into_iter().filter(|(_, (capital, lower))| capital > lower).map(|(word, _)| word);
            let counted: Vec<capitals::Counts> = texts.iter().map(|text| {
                let mut counts = capitals::Counts::default();
                counts.count_answer(&tokens::tokens(text));
                counts
            }).collect();
            prop_assert_eq!(capitals::names(counted.iter()), plain.collect::<HashSet<String>>());
        }
    }

    #[test]
    fn only_entries_that_changed_are_read_again() {
        let same = Entry { id: EntryId::new("same").unwrap(), ..entry(&["one", "two"], "three") };
        let other = Entry { id: EntryId::new("other").unwrap(), ..same.clone() };
        let former = Guard::of(&[&other, &same]);
        let other = Entry { phrasings: entry(&["one"], "…").phrasings, ..other };
        let rebuilt = Guard::rebuilt(Some(&former), &[&same, &other], &[Some(Same { entry: 1, first_row: 2 }), None]);
        assert!(Arc::ptr_eq(&former.entries[1], &rebuilt.entries[0]));
        assert!(!Arc::ptr_eq(&former.entries[0], &rebuilt.entries[1]));
    }
}

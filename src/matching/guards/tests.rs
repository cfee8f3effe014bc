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

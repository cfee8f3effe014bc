use proptest::prelude::*;

use super::*;
use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Phrasing;
use crate::entry::State;

#[track_caller]
fn check(post: &str, expected: &[&str]) {
    let found: Vec<String> = questions(post).into_iter().map(|asked| asked.question).collect();
    assert_eq!(found, expected, "{post}");
}

/// What is matched for `post`, by a knowledge with one phrasing of two sentences.
fn matched(post: &str) -> Vec<String> {
    let entry = Entry {
        id: EntryId::new("moved").unwrap(),
        topic: None,
        phrasings: vec![Phrasing::new("I have moved. How do I change my address?").unwrap()],
        answer: "…".to_owned(),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    };
    let index = Index::build(&[entry], 2, &[UnitVector::normalized(vec![1.0, 0.0])]).unwrap();
    read(&index, post).asked.into_iter().map(|asked| asked.text).collect()
}

#[test]
fn greetings_stories_and_thanks_ask_nothing() {
    check(
        "Hi all,\nI built the bot yesterday. Works great so far! How do I turn off the colours? Thanks in advance!",
        &["How do I turn off the colours?"],
    );
    check("Hello! How are you? Can anybody help me?", &[]);
    check("Thanks, that did it. You are great!", &[]);
    check("When I start it, it prints a line. Which is nice. Can confirm.", &[]);
}

#[test]
fn questions_need_no_question_mark() {
    check("hi there. how do i reset my password. it is urgent", &["how do i reset my password."]);
    check("anyone know why it is slow. i waited an hour", &["anyone know why it is slow."]);
    check("Love it. I'd like to know how it finds the answer.", &["I'd like to know how it finds the answer."]);
    check("My question is: price of a year? I searched.", &["price of a year?"]);
    check("Some things I want to know:\n- the price\n- opening hours\n\nBye", &["the price", "opening hours"]);
    check("My set-up:\n- Linux\n- Rust\n\nIs that enough?", &["Is that enough?"]);
}

#[test]
fn trouble_is_a_question_unless_one_follows() {
    check("I can't get the sound to work. Tried all cables.", &["I can't get the sound to work."]);
    check("I can't get the sound to work. How do I turn it on?", &["How do I turn it on?"]);
    check(
        "I can't get the sound to work. Also, is there a dark mode?",
        &["I can't get the sound to work.", "is there a dark mode?"],
    );
}

#[test]
fn code_logs_quotes_and_signatures_are_not_asked() {
    check("How do I start?\n```\nwhy?\n```\nIs it free?", &["How do I start?", "Is it free?"]);
    check("Is it free?\n```\nhow do i close this fence?", &["Is it free?"]);
    check("> is it slow?\n\nIs it free? It says `what now?` below.", &["Is it free?"]);
    check("Is it free?\n>>> is it slow?\nand is it loud?", &["Is it free?"]);
    check("2026-01-02 10:00:00 ERROR what is this?\n\nIs it free? Yes or no.", &["Is it free?"]);
    check("$ run\nDo you want to go on?\n\nIs it free? Yes or no.", &["Is it free?"]);
    check("He asked \"is it slow?\" and left. Is it free?", &["Is it free?"]);
    check("Is it free? Yes or no.\n-- \nJo\nWhy not?", &["Is it free?"]);
    check("Is it free?\nBest regards,\nJo\nPS: Is it slow?", &["Is it free?", "Is it slow?"]);
    check("Text.\n\n    how do i read this?\n\nIs it free?", &["Is it free?"]);
}

#[test]
fn sentences_end_where_people_end_them() {
    check("I have version 1.20.4 of it, e.g. from faq.old.md. is it free? i hope so", &["is it free?"]);
    check("See https://x.org/a?b=c. Is https://x.org/?q=1 down? No idea.", &["Is https://x.org/?q=1 down?"]);
    check("What?! Is it free (or cheap?) for us? Good.", &["Is it free (or cheap?) for us?"]);
    check(
        "A line that somebody broke for its width. How do I tell the program that\nit may go on?",
        &["How do I tell the program that it may go on?"],
    );
    check("how do i start it\nhow do i stop it", &["how do i start it", "how do i stop it"]);
}

#[test]
fn what_refers_back_is_matched_with_what_it_refers_to() {
    assert_eq!(
        matched("Does it run on Windows? And on Mac? And Linux?"),
        ["Does it run on Windows?", "Does it run on Windows? And on Mac?", "Does it run on Windows? And Linux?",]
    );
    assert_eq!(matched("My key leaked. What should I do?"), ["My key leaked. What should I do?"]);
    assert_eq!(matched("I want a mattress. Is it available?"), ["I want a mattress. Is it available?"]);
    assert_eq!(matched("How do I export it? Is it free?"), ["How do I export it?", "Is it free?"]);
}

#[test]
fn one_sentence_and_a_stored_phrasing_are_asked_as_typed() {
    for typed in [
        "  hi, how do i RESET my password?? ",
        "reset password",
        "I have a file, how do I get it read, and is it free?",
        "i have moved - how do i change my address",
        "error: no such file",
        "🎉",
        "",
        "Thanks. That did it.",
    ] {
        assert_eq!(matched(typed), [typed]);
    }
    assert_eq!(matched("I have moved. How do I change my house?"), ["How do I change my house?"]);
}

#[test]
fn long_posts_are_taken_apart_and_longer_ones_refused_as_they_are() {
    let story = "We sat in the garden and told each other of old times. ".repeat(100);
    assert_eq!(matched(&format!("{story} Is the pool open?")), ["Is the pool open?"]);
    let longer = story.repeat(4);
    assert_eq!(matched(&longer), [longer]);
}

#[test]
fn questions_beyond_the_most_are_counted() {
    let index = Index::build(&[], 2, &[]).unwrap();
    let many: String = (0..12).map(|number| format!("How do I open door {number}? ")).collect();
    let post = read(&index, &many);
    assert_eq!((post.asked.len(), post.passed_over), (MAX_QUESTIONS, 12 - MAX_QUESTIONS));
    let same = read(&index, &"How do I open it? ".repeat(5));
    assert_eq!((same.asked.len(), same.passed_over), (1, 0));
}

/// What trips those who look for borders.
fn messy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("```".to_owned()),
        Just("`".to_owned()),
        Just("\"".to_owned()),
        Just("(".to_owned()),
        Just(") ".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n    ".to_owned()),
        Just("> ".to_owned()),
        Just("- ".to_owned()),
        Just("how do i ".to_owned()),
        // In small letters they have other lengths.
        Just("İ? ".to_owned()),
        Just("o\u{212a}, ".to_owned()),
        Just("e.g. ".to_owned()),
        Just("? ".to_owned()),
        Just("a) ".to_owned()),
        "[a-zß№日 .!?:;,]{1,6}",
        ".{1,4}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_can_be_taken_apart(text in messy()) {
        for asked in questions(&text) {
            prop_assert!(!normalized(&asked.question).is_empty(), "{:?}", asked.question);
            prop_assert!(asked.text.ends_with(&asked.question));
        }
        prop_assert!(!matched(&text).is_empty());
    }
}

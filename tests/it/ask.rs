//! What questions come back as, with the real model.

use askwell::matching::judgement::Verdict;

use crate::support::TestBot;

const FAQ: &str = include_str!("../data/faq.txt");

#[track_caller]
fn check(bot: &TestBot, question: &str, expected: &str) {
    let answer = bot.ask(question);
    let shown = match answer.judgement.verdict {
        Verdict::Answer => answer.entry().unwrap().answer.clone(),
        Verdict::Choose => "choose".to_owned(),
        Verdict::Abstain => format!("abstain: {}", answer.judgement.reason.code()),
    };
    assert!(shown.contains(expected), "{question:?} came back as {shown:?}: {:#?}", answer.judgement);
}

#[test]
fn a_paraphrase_gets_the_stored_answer() {
    let bot = TestBot::knowing(FAQ);
    check(&bot, "can I take a board game home with me?", "within two weeks");
    check(&bot, "on what day are your meetings?", "Every Thursday");
}

#[test]
fn a_handful_of_entries_asks_back_where_it_is_probably_right() {
    let bot = TestBot::knowing(FAQ);
    for (question, expected) in [
        ("how can i become a club member", "10 euros"),
        ("one of the pieces snapped, how do i bring the broken game back?", "Nobody has to pay"),
    ] {
        let answer = bot.ask(question);
        assert_ne!(answer.judgement.verdict, Verdict::Abstain, "{question:?}: {:#?}", answer.judgement);
        assert!(answer.entries[0].answer.contains(expected), "{question:?}: {:#?}", answer.judgement);
    }
}

#[test]
fn what_is_not_stored_is_not_answered() {
    let bot = TestBot::knowing(FAQ);
    check(&bot, "what is the capital of Mongolia?", "abstain: nothing_close");
    check(&bot, "how do I cook rice?", "abstain: nothing_close");
    check(&bot, "asdf qwer zxcv", "abstain: nothing_close");
}

#[test]
fn a_stored_phrasing_is_certain_whatever_its_case_and_punctuation() {
    let bot = TestBot::knowing(FAQ);
    let answer = bot.ask("  WHEN does the club meet ");
    assert_eq!(answer.judgement.reason.code(), "exact");
    assert_eq!(answer.judgement.confidence().to_bits(), 1.0_f32.to_bits());
}

#[test]
fn a_question_about_the_topic_gets_its_overview() {
    let bot = TestBot::knowing(FAQ);
    check(&bot, "what is this about?", "meets every week and lends board games");
    let near = bot.ask("What's this about");
    assert_ne!(near.judgement.verdict, Verdict::Abstain);
    assert!(near.entries[0].answer.contains("meets every week"), "{:#?}", near.judgement);
}

#[test]
fn a_question_that_names_the_topic_gets_its_overview() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["us-russia-negotiations.txt", "askwell.md"] {
        std::fs::copy(crate::support::root().join("knowledge").join(name), folder.path().join(name)).unwrap();
    }
    let bot = TestBot::in_folder(folder);
    check(&bot, "tell me about the US-Russia talks", "at their heart lies the war in Ukraine");
    check(&bot, "What are the US-Russia negotiations about?", "at their heart lies the war in Ukraine");
}

#[test]
fn with_two_topics_a_question_that_points_at_neither_is_asked_back() {
    let bot = TestBot::knowing(FAQ);
    std::fs::write(bot.folder.path().join("chess.txt"), "Chess evenings.\nWhen is chess?\nOn Fridays.\n").unwrap();
    bot.reload_with(FAQ).unwrap();
    check(&bot, "what is this about?", "choose");
}

#[test]
fn what_cannot_be_matched_says_why() {
    let bot = TestBot::knowing(FAQ);
    check(&bot, " \t ", "abstain: empty");
    check(&bot, "🎲🎲🎲", "abstain: no_words");
    check(&bot, "Как взять игру домой?", "abstain: other_script");
    check(&bot, "Wann trifft sich der Verein denn immer?", "abstain: other_language");
    check(&bot, &"how ".repeat(25_000), "abstain: too_long");
}

#[test]
fn a_stored_phrasing_is_answered_in_any_language() {
    let bot = TestBot::knowing(&format!("{FAQ}\nWo kann ich meinen Beitrag bezahlen?\nAt the till.\n"));
    check(&bot, "wo kann ich meinen beitrag bezahlen", "At the till");
    let bot = TestBot::knowing(FAQ);
    let refused = "wo kann ich meinen beitrag bezahlen";
    check(&bot, refused, "abstain: other_language");
    let said = bot.repl(&format!("{refused}\n"));
    assert!(said.contains("I can read English questions only; this looks like German."), "{said}");
}

#[test]
fn a_reload_takes_up_what_changed_and_a_broken_file_changes_nothing() {
    let bot = TestBot::knowing(FAQ);
    bot.reload_with(&FAQ.replace("room 12", "room 14")).unwrap();
    check(&bot, "When does the club meet?", "room 14");
    // A question without an answer at the end of the file.
    let broken = format!("{}Who is in charge?\n", FAQ.replace("room 12", "room 99"));
    assert!(bot.reload_with(&broken).is_err());
    check(&bot, "When does the club meet?", "room 14");
    std::fs::remove_file(bot.folder.path().join("faq.txt")).unwrap();
    std::fs::write(bot.folder.path().join("other.txt"), "").unwrap();
    assert!(bot.reload_with("").is_err());
    check(&bot, "When does the club meet?", "room 14");
}

#[test]
fn the_same_question_always_gets_the_same_confidence() {
    let bot = TestBot::knowing(FAQ);
    let first = bot.ask("how can i join the club").judgement.confidence();
    for other in
        ["x", "a much longer question, with several more words than the first one had", "how can i join the club"]
    {
        bot.ask(other);
        assert_eq!(bot.ask("how can i join the club").judgement.confidence().to_bits(), first.to_bits());
    }
}

#[test]
fn a_mistyped_question_is_answered_and_says_how_it_was_read() {
    let bot = TestBot::knowing(FAQ);
    check(&bot, "whne dose the clubb meet?", "Every Thursday");
    let shown = bot.repl("whne does the clubb meet?\n/why\n");
    assert_eq!(shown.matches("I read “whne” as “when” and “clubb” as “club”.").count(), 2, "{shown}");
    let plain = bot.repl("on what day are your meetings?\n/why\n");
    assert!(!plain.contains("I read"), "{plain}");
}

#[test]
fn the_questions_of_a_post_are_read_screened_and_judged_like_any_other() {
    let bot = TestBot::knowing(FAQ);
    let shown =
        bot.repl("Hi! When dose the clubb meet? Wie kann ich Mitglied werden? How do I become a member? Thanks!\n");
    for part in [
        "> When dose the clubb meet?\nI read “clubb” as “club”.\nEvery Thursday",
        "> How do I become a member?\nFill in the form",
        "  Wie kann ich Mitglied werden? (",
        "German",
    ] {
        assert!(shown.contains(part), "{part:?} is not in:\n{shown}");
    }
}

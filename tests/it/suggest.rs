//! What is suggested to somebody who is still typing, with the real model.

use crate::support::TestBot;
use crate::support::own_knowledge;

const FAQ: &str = include_str!("../data/faq.txt");

/// Checks what comes first; `nothing` where nothing should.
#[track_caller]
fn check(bot: &TestBot, partial: &str, expected: &str) {
    let suggested = bot.suggest(partial, 5);
    assert_eq!(suggested.first().map_or("nothing", String::as_str), expected, "{partial:?} gave {suggested:?}");
}

#[test]
fn words_are_completed_in_any_order() {
    let bot = own_knowledge();
    check(&bot, "gpu", "Do I need a GPU?");
    check(&bot, "gpu need", "Do I need a GPU?");
    check(&bot, "does it work offli", "Does it work offline?");
    check(&bot, "peace tal", "Are the peace talks stalled?");
}

#[test]
fn typing_errors_are_forgiven() {
    let bot = TestBot::knowing(FAQ);
    check(&bot, "meetngs", "When does the club meet?");
    check(&bot, "take gmae hoem", "Can I take a game home?");
    check(&own_knowledge(), "add a new anser", "How do I add a new question and answer?");
}

#[test]
fn other_words_are_found_by_meaning() {
    let bot = TestBot::knowing(FAQ);
    check(&bot, "price", "What does membership cost?");
    check(&bot, "how much does it co", "What does membership cost?");
    check(&bot, "join", "How do I become a member?");
    check(&bot, "evening", "On which day are the meetings?");
}

#[test]
fn what_has_nothing_to_do_with_the_knowledge_suggests_nothing() {
    let bot = TestBot::knowing(FAQ);
    for partial in ["asdf qwer", "what is the capital of mong", "cook rice", "zelensky", "Как взять игру"] {
        check(&bot, partial, "nothing");
    }
}

#[test]
fn an_entry_comes_once_however_many_of_its_phrasings_fit() {
    let bot = TestBot::knowing(FAQ);
    let suggested = bot.suggest("game", 25);
    assert_eq!(suggested, ["How do I borrow a game?", "How do I return a game that is broken?"]);
}

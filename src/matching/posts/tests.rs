use super::*;

#[track_caller]
fn check(post: &str, expected: &[&str]) {
    let found: Vec<String> = questions(post).into_iter().map(|asked| asked.question).collect();
    assert_eq!(found, expected, "{post}");
}

#[test]
fn greetings_stories_and_thanks_ask_nothing() {
    check(
        "Hi all,\nI built the bot yesterday. Works great so far! How do I turn off the colours? Thanks in advance!",
        &["How do I turn off the colours?"],
    );
    check("Hello! How are you? Can anybody help me?", &[]);
    check("Thanks, that did it. You are great!", &[]);
}

//! The REPL by bytes: what goes in, and all that comes out.

use expect_test::Expect;
use expect_test::expect;

use crate::support::TestBot;

const FAQ: &str = include_str!("../data/faq.txt");

#[track_caller]
fn check(lines: &str, expected: &Expect) {
    expected.assert_eq(&TestBot::knowing(FAQ).repl(lines));
}

#[test]
fn questions_get_answers() {
    check(
        "when does the club meet?\n\nwhat is the capital of Mongolia?\n",
        &expect![[r#"
        Every Thursday at 7 pm in room 12.
        (sure, 100 %: When does the club meet? · Faq)

        I don't know that.

    "#]],
    );
}

#[test]
fn a_choice_is_made_by_its_number() {
    check(
        "how can i become a club member\n1\n1\n",
        &expect![[r#"
            I am not sure. Did you mean this?
              1  How do I become a member? (NN %)

            how-do-i-become-a-member-07ac1499
            How do I become a member?
            What does membership cost?
            Fill in the form at the desk. It costs 10 euros a year.
            topic: Faq

            I don't know that.

        "#]],
    );
}

#[test]
fn commands_show_what_there_is() {
    check(
        "/help\n/topics\n/list faq\n/list nothing\n/show nothing\n/nonsense\n",
        &expect![[r#"
            Type a question in your own words. After a choice, type its number.
              /why         how the last verdict came about
              /top N       show the N closest entries with every answer (0: none)
              /topics      the topics
              /list TOPIC  the questions of a topic, or of all
              /show ID     an entry with all its phrasings
              /reload      read the knowledge files again
              /quit        leave; so does Ctrl-D
            Say what the last answer was, and answer what was missed:
              /helpful     the answer was right; /wrong: it was not; /none: none of those offered
              /missed      questions that could not be answered
              /teach N     answer missed question N; with a question, or nothing: a new entry
              /resolve N ID, /dismiss N    an entry answers it; nobody is to; /reopen N takes either back
              /edit ID, /retire ID, /restore ID    change an entry, take it out of service, put it back
              /review      what waits; /review ID, /approve ID, /reject ID
              /history     who changed what, also /history ID; /undo N takes change N back
              /settings    how this works; /settings NAME VALUE
              /privacy     what is held on you; /privacy export, /privacy delete
              /status      what there is; /trial: what would have been answered where nothing is shown
              /import FILE, /export FILE, /backup FILE    entries in, the knowledge out, a copy of the store
            Tab completes commands, ids and stored questions; the right arrow takes the hint.

            Faq  4 entries

            How do I borrow a game?  how-do-i-borrow-a-game-664c9975
            When does the club meet?  when-does-the-club-meet-7e2fd1f5
            How do I become a member?  how-do-i-become-a-member-07ac1499
            How do I return a game that is broken?  how-do-i-return-a-game-that-is-broken-64931f9c

            There is no topic `nothing` with entries; /topics lists them.

            There is no entry `nothing`; /list shows the ids.

            There is no command /nonsense. /help lists them.

        "#]],
    );
}

#[test]
fn why_explains_the_last_verdict() {
    let bot = TestBot::knowing(FAQ);
    let before = bot.repl("/why\n");
    assert!(before.contains("Nothing has been asked yet"), "{before}");
    let why = bot.repl("when does the club meet\n/why\n");
    assert!(why.contains("answered: the question is a stored phrasing"), "{why}");
    assert!(why.contains("confidence  cosine  answer  words  score  share  entry"), "{why}");
    let why = bot.repl("how do I cook rice?\n/why\n");
    assert!(why.contains("not answered: the best confidence is"), "{why}");
}

#[test]
fn top_shows_candidates_with_every_answer() {
    let shown = TestBot::knowing(FAQ).repl("/top 2\nwhen does the club meet\n/top 0\nwhen does the club meet\n");
    assert_eq!(shown.matches(" %  ").count(), 2, "{shown}");
}

#[test]
fn quit_leaves_what_follows_unread() {
    let shown = TestBot::knowing(FAQ).repl("/quit\nwhen does the club meet?\n");
    assert_eq!(shown, "");
}

#[test]
fn reload_tells_what_it_did_and_what_it_did_not() {
    let bot = TestBot::knowing(FAQ);
    std::fs::write(bot.folder.path().join("faq.txt"), FAQ.replace("room 12", "room 14")).unwrap();
    let shown = bot.repl("/reload\nwhen does the club meet\n");
    assert!(shown.contains("Reloaded: 4 entries") && shown.contains("room 14"), "{shown}");
    std::fs::write(bot.folder.path().join("faq.txt"), [0_u8; 64]).unwrap();
    let shown = bot.repl("/reload\nwhen does the club meet\n");
    assert!(shown.contains("What was served before is still being served") && shown.contains("room 14"), "{shown}");
}

#[test]
fn nothing_that_was_typed_or_stored_steers_the_terminal() {
    let bot = TestBot::knowing("Overview.\nHow do I \u{1b}[31mescape\u{9b}2J?\nUse \u{1b}]0;title\u{7} the door.\n");
    let shown = bot.repl("how do i escape\n/show \u{1b}[2J\n/\u{1b}[2J\n\u{1b}[2J\u{202e}\n/list\n");
    let control = |c: char| c.is_control() && c != '\n';
    assert!(!shown.contains(control) && !shown.contains('\u{202e}'), "{shown:?}");
}

#[test]
fn any_bytes_are_survived() {
    let bot = TestBot::knowing(FAQ);
    let mut lines = String::from_utf8_lossy(&[0xff, 0xfe, b'a', 0, b'\n', 0xc3, b'\n']).into_owned();
    lines.push_str(&"x".repeat(100_000));
    lines.push_str("\nwhen does the club meet?\n");
    let shown = bot.repl(&lines);
    assert!(shown.contains("characters, and I read 2000 at most"), "{shown}");
    assert!(shown.contains("Every Thursday"), "{shown}");
}

#[test]
fn several_questions_on_a_line_are_answered_together() {
    check(
        "Hi all! When does the club meet? Where is the moon? And on which day are your meetings? Thanks\n1\n",
        &expect![[r#"
            > When does the club meet?
            > And on which day are your meetings?
            Every Thursday at 7 pm in room 12.
            (sure, 100 %: When does the club meet? · Faq)

            Open, since I don't know them or am not sure:
              Where is the moon?

            I don't know that.

        "#]],
    );
}

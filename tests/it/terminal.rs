//! The REPL in a real pseudo-terminal: editing, completion, Ctrl-C, Ctrl-D, history.

use rexpect::session::PtySession;
use rexpect::session::spawn_command;

use crate::support::RUNTIME;
use crate::support::root;

/// Loading takes a moment, more on a busy machine.
const TIMEOUT_MS: u64 = 30_000;

/// What stands there once the terminal is the editor's: a key that is pressed before is the terminal's own.
const PROMPT: &str = "ask> ";

fn start(home: &std::path::Path) -> PtySession {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_askwell"));
    command.args(["-k", "tests/data/faq.txt"]).current_dir(root());
    command.env("ASKWELL_CACHE_DIR", home.join("cache")).env("ASKWELL_HISTORY", home.join("state/history"));
    command.env("ORT_DYLIB_PATH", &RUNTIME.path).env("TERM", "xterm").env("NO_COLOR", "1");
    let mut session = spawn_command(command, Some(TIMEOUT_MS)).unwrap();
    session.exp_string("4 entries").unwrap();
    session.exp_string(PROMPT).unwrap();
    session
}

#[test]
fn a_person_asks_edits_completes_and_leaves() {
    let home = tempfile::tempdir().unwrap();
    let mut session = start(home.path());

    session.send_line("on which day do you meet").unwrap();
    session.exp_string("Every Thursday at 7 pm in room 12.").unwrap();
    session.exp_string(PROMPT).unwrap();

    // Ctrl-A jumps to the start of the line, Ctrl-U deletes it.
    session.send("gibberish").unwrap();
    session.flush().unwrap();
    session.send_control('a').unwrap();
    session.send_control('k').unwrap();
    session.send("/topi\t").unwrap();
    session.flush().unwrap();
    session.exp_string("/topics").unwrap();
    session.send_line("").unwrap();
    session.exp_string("Faq").unwrap();
    session.exp_string(PROMPT).unwrap();

    // One stored question begins like this, and Tab completes it.
    session.send("When does\t").unwrap();
    session.flush().unwrap();
    session.exp_string("When does the club meet?").unwrap();
    session.send_line("").unwrap();
    session.exp_string("sure, 100 %").unwrap();
    session.exp_string(PROMPT).unwrap();

    // Ctrl-C gives the line up and says how to leave; it does not leave.
    session.send("half a quest").unwrap();
    session.flush().unwrap();
    session.send_control('c').unwrap();
    session.exp_string("Ctrl-C again leaves").unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_line("/why").unwrap();
    session.exp_string("answered: the question is a stored phrasing").unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_control('d').unwrap();
    session.exp_eof().unwrap();

    // The next run has the lines of this one.
    let history = std::fs::read_to_string(home.path().join("state/history")).unwrap();
    assert!(history.contains("on which day do you meet") && !history.contains("half a quest"), "{history}");
    let mut session = start(home.path());
    session.send("\u{1b}[A").unwrap();
    session.flush().unwrap();
    session.exp_string("/why").unwrap();
    session.send_control('c').unwrap();
    session.exp_string("Ctrl-C again leaves").unwrap();
    session.exp_string(PROMPT).unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
}

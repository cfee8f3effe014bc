//! The loop that makes the knowledge better, through the shell and the prompt, on an SQLite file of its own.

use std::collections::BTreeSet;
use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use tempfile::TempDir;

use crate::support::Askwell;
use crate::support::Ran;

const FAQ: &str = include_str!("../data/faq.txt");

/// Nothing in the knowledge comes close to it.
const UNKNOWN: &str = "what is the capital of Mongolia?";

/// A folder with knowledge, and with the store once something is kept.
struct Club {
    folder: TempDir,
}

impl Club {
    fn new() -> Club {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("faq.txt"), FAQ).unwrap();
        Club { folder }
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("club.db")
    }

    /// Runs a command of somebody called Ada.
    fn askwell(&self, arguments: &[&str]) -> Askwell {
        let (faq, store) = (self.folder.path().join("faq.txt"), self.store());
        let place = ["-k", faq.to_str().unwrap(), "--store", store.to_str().unwrap()];
        let cache = self.folder.path().join("cache");
        Askwell::with(&[&place, arguments].concat()).env("USER", "Ada").env("ASKWELL_CACHE_DIR", cache)
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Ran {
        self.askwell(arguments).run()
    }

    /// What the prompt answers to these lines.
    #[track_caller]
    fn repl(&self, lines: &[&str]) -> String {
        self.askwell(&["repl"]).stdin(lines.join("\n") + "\n").run().exits(0).stdout()
    }

    /// Whether `text` is anywhere in the bytes of the store and its journal.
    fn holds(&self, text: &str) -> bool {
        let files = fs::read_dir(self.folder.path()).unwrap().flatten().map(|file| file.path());
        let of_store = files.filter(|file| file.file_name().unwrap().to_string_lossy().starts_with("club.db"));
        of_store
            .into_iter()
            .any(|file| fs::read(file).unwrap().windows(text.len()).any(|bytes| bytes == text.as_bytes()))
    }
}

#[test]
fn what_is_taught_in_the_shell_answers_and_what_is_undone_does_not() {
    let club = Club::new();
    let question = "Where do I park?";
    club.run(&["teach", question, "--answer", "Behind the house.", "--id", "parking"])
        .exits(0)
        .shows("Taught `parking`.")
        .shows("history undo 1` takes it back");
    club.run(&["ask", question]).exits(0).shows("Behind the house.");
    club.run(&["edit", "parking", "--answer", "Beside the house."]).exits(0).shows("Changed `parking`.");
    club.run(&["ask", question]).exits(0).shows("Beside the house.");
    club.run(&["history"])
        .exits(0)
        .shows("Ada (edit): entry `parking`")
        .shows("    - Behind the house.\n    + Beside the house.");
    club.run(&["history", "undo", "2"]).exits(0).shows("Took change 2 back.");
    club.run(&["ask", question]).exits(0).shows("Behind the house.");
    club.run(&["edit", "parking", "--retire"]).exits(0).shows("Retired `parking`");
    club.run(&["ask", question]).exits(1);
    club.run(&["edit", "parking", "--retire"]).exits(1).says("is retired already");
    club.run(&["edit", "nothing", "--retire"]).exits(1).says("there is no entry `nothing`");
    club.run(&["history", "undo", "99"]).exits(1).says("change 99 is not there");
}

#[test]
fn an_answer_comes_from_a_file_or_a_pipe_too() {
    let club = Club::new();
    club.askwell(&["teach", "Where do I park?"]).stdin("Behind\nthe *house*.\n").run().exits(0);
    club.run(&["ask", "Where do I park?"]).exits(0).shows("Behind\nthe *house*.");
    let file = club.folder.path().join("bikes.md");
    fs::write(&file, "In the yard.\n").unwrap();
    club.run(&["teach", "Where do bicycles go?", "--answer-file", file.to_str().unwrap(), "--keep-both"]).exits(0);
    club.run(&["ask", "Where do bicycles go?"]).exits(0).shows("In the yard.");
    club.askwell(&["teach", "Who pays?"]).run().exits(1).says("an entry needs an answer");
}

#[test]
fn a_double_is_shown_with_the_ways_out_and_nothing_is_written() {
    let club = Club::new();
    club.run(&["teach", "On which day does the club meet?", "--answer", "Never."])
        .exits(1)
        .says("When does the club meet?")
        .says("--add-question 'On which day does the club meet?'")
        .says("--answer Never.")
        .says("--keep-both");
    club.run(&["history"]).exits(0).shows("Nothing was changed yet.");
    club.run(&["teach", "On which day does the club meet?", "--answer", "Never.", "--keep-both"]).exits(0);
    club.run(&["ask", "On which day does the club meet?"]).exits(0).shows("Never.");
}

#[test]
fn the_ways_out_of_a_double_still_answer_what_was_missed() {
    let club = Club::new();
    club.run(&["ask", UNKNOWN]).exits(1);
    let teach = ["teach", "On which day does the club meet?", "--answer", "Never.", "--answers-missed", "1"];
    let shown = club.run(&teach).exits(1).stderr();
    let offered: Vec<&str> = shown.lines().filter(|line| line.contains("askwell ")).collect();
    assert_eq!(offered.len(), 3, "{shown}");
    assert!(offered.iter().all(|line| line.contains("--answers-missed 1")), "{shown}");
    let id = "when-does-the-club-meet-7e2fd1f5";
    club.run(&["edit", id, "--add-question", "On which day?", "--answers-missed", "7"])
        .exits(1)
        .says("missed question 7");
    club.run(&["history"]).exits(0).shows("Nothing was changed yet.");
    let edit = ["edit", id, "--answer", "Never, but in Ulaanbaatar.", "--answers-missed", "1"];
    club.run(&edit).exits(0).shows("1 person who asked will be told.");
    club.run(&["missed"]).exits(0).shows("Nothing that was missed waits");
}

#[test]
fn the_history_shows_what_the_file_has_and_says_where_there_is_nothing() {
    let club = Club::new();
    let id = "when-does-the-club-meet-7e2fd1f5";
    club.run(&["history", id]).exits(0).shows("was not changed yet: it is as its file has it.");
    club.run(&["history", "club-meet"]).exits(1).says("There is no entry `club-meet`").says(id);
    club.run(&["history", "nope"]).exits(1).says("There is no entry `nope`, and never was one in this store.");
    let shown = club.repl(&["/history nope", &format!("/history {id}")]);
    assert!(shown.contains("There is no entry `nope`") && shown.contains("was not changed yet"), "{shown}");

    club.run(&["edit", id, "--retire"]).exits(0);
    let history = club.run(&["history", id]).exits(0).stdout();
    assert!(!history.contains("new entry") && history.contains("retired"), "{history}");
    club.run(&["edit", id, "--answer", "Never."]).exits(0).shows("is retired and answers nothing").shows("--restore");
    let first = &club.run(&["history", id, "--json"]).exits(0).json_lines()[1];
    assert_eq!(first["before"]["answer"], "Every Thursday at 7 pm in room 12.", "{first}");
    // What the file has come to say meanwhile was not there before.
    fs::write(club.folder.path().join("faq.txt"), FAQ.replace("room 12", "room 13")).unwrap();
    club.run(&["history", id]).exits(0).shows("in the place of its file's, as that was then");
    club.run(&["history", "undo", "2"]).exits(0);
    club.run(&["history", "undo", "1"]).exits(0);
    club.run(&["ask", "when does the club meet"]).exits(0).shows("room 13");
}

#[test]
fn a_preview_lists_what_would_change_and_writes_nothing() {
    let club = Club::new();
    let new = ["teach", "When does the club meet?", "--answer", "Never.", "--id", "thief"];
    club.run(&[&new[..], &["--preview"]].concat())
        .exits(0)
        .shows("When does the club meet?  (stored)")
        .shows("from:  answered with `when-does-the-club-meet-7e2fd1f5`")
        .shows("to:    a choice of")
        .shows("Nothing was written.");
    club.run(&["history"]).exits(0).shows("Nothing was changed yet.");
}

#[test]
fn what_was_missed_is_taught_told_once_and_undone() {
    let club = Club::new();
    let shown = club.repl(&[UNKNOWN, "what's the capital of Mongolia", UNKNOWN, "/missed"]);
    assert!(shown.contains("2 questions by 1 person"), "{shown}");
    let shown = club.repl(&["/teach 1", "", "Ulaanbaatar.", "", "Since 1778.", ".", UNKNOWN, "/missed"]);
    assert!(shown.contains("1 person who asked will be told."), "{shown}");
    assert_eq!(shown.matches("there is an answer now:").count(), 1, "{shown}");
    // Told once, and shown for the question.
    assert_eq!(shown.matches("Ulaanbaatar.\n\nSince 1778.").count(), 2, "{shown}");
    assert!(shown.contains("Nothing that was missed waits for an answer."), "{shown}");
    let shown = club.repl(&["/undo 1", UNKNOWN]);
    assert!(shown.contains("Took change 1 back.") && !shown.contains("Ulaanbaatar."), "{shown}");
    assert!(!shown.contains("there is an answer now"), "it was told already: {shown}");
}

#[test]
fn a_notice_waits_for_the_next_start() {
    let club = Club::new();
    club.run(&["settings", "recording", "on"]).exits(1).says("is on already");
    club.run(&["ask", UNKNOWN]).exits(1);
    club.run(&["missed"]).exits(0).shows(&format!("1  {UNKNOWN}"));
    club.run(&["missed", "show", "1"]).exits(0).shows(UNKNOWN).shows("(terminal)");
    let teach =
        ["teach", "Which city is the capital of Mongolia?", "--answer", "Ulaanbaatar.", "--answers-missed", "1"];
    club.run(&teach).exits(0).shows("1 person who asked will be told.");
    assert!(club.repl(&[]).starts_with(&format!("You asked “{UNKNOWN}”; there is an answer now:\nUlaanbaatar.\n")));
    assert_eq!(club.repl(&[]), "");
    club.run(&["ask", "Who is Ann?"]).exits(1);
    club.run(&["missed", "dismiss", "2"]).exits(0).shows("Dismissed").shows("missed reopen 2");
    club.run(&["missed", "reopen", "2"]).exits(0).shows("waits for an answer again");
    club.run(&["missed", "reopen", "2"]).exits(1).says("waits for an answer already");
    club.run(&["missed", "dismiss", "2"]).exits(0);
    club.run(&["ask", "Who is Ann?"]).exits(1);
    club.run(&["missed"]).exits(0).shows("Nothing that was missed waits for an answer.");
    club.run(&["missed", "dismiss", "7"]).exits(1).says("missed question 7 is not there");
}

#[test]
fn what_is_taught_answers_what_was_missed_without_its_being_said() {
    let club = Club::new();
    club.run(&["ask", UNKNOWN]).exits(1);
    club.run(&["ask", "Who is Ann?"]).exits(1);
    let teach = ["teach", UNKNOWN, "--answer", "Ulaanbaatar.", "--id", "capital"];
    club.run(&[&teach[..], &["--preview"]].concat())
        .exits(0)
        .shows("It would answer 1 missed question; 1 person who asked would be told.");
    club.run(&teach).exits(0).shows("Taught `capital`. It answers 1 missed question. 1 person who asked will be told.");
    club.run(&["missed", "resolve", "1", "--by", "capital"])
        .exits(1)
        .says("missed question 1 was answered by `capital` already; `askwell missed reopen 1` opens it again");
    let shown = club.repl(&["/missed", "/resolve 1 capital", "/undo 1", "/missed"]);
    assert!(shown.contains("`/reopen 1` opens it again"), "{shown}");
    let (before, after) = shown.split_once("Took change 1 back.").unwrap();
    assert!(!before.contains(&format!("1  {UNKNOWN}")) && after.contains(&format!("1  {UNKNOWN}")), "{shown}");
    // At the prompt too, and what is called wrong there says so.
    let shown = club.repl(&["/teach Who is Ann?", "", "The one at the desk.", "."]);
    assert!(shown.contains("It answers 1 missed question."), "{shown}");
    let shown = club.repl(&["When does the club meet?", "/wrong", "/missed"]);
    assert!(shown.contains("answered with `when-does-the-club-meet-7e2fd1f5` and called wrong by 1 person"), "{shown}");
    club.run(&["missed", "--json"]).exits(0).shows(r#""wrong":{"when-does-the-club-meet-7e2fd1f5":1}"#);
    let shown = club.repl(&["When does the club meet?", "/wrong", "/helpful", "/missed"]);
    assert!(shown.contains("called wrong by 1 person"), "the other one was called wrong as well: {shown}");
}

#[test]
fn a_helpful_answer_to_a_paraphrase_becomes_a_question_once_approved() {
    let club = Club::new();
    let paraphrase = "can I take a board game home with me?";
    let exact = format!("(sure, 100 %: {paraphrase}");
    let shown = club.repl(&[paraphrase, "/helpful", "/helpful", paraphrase]);
    assert!(shown.contains(&format!("“{paraphrase}” becomes a question of `how-do-i-borrow")), "{shown}");
    assert!(!shown.contains(&exact), "nothing that was not approved is served: {shown}");
    club.run(&["review"]).exits(0).shows("(1 person)");
    club.run(&["review", "show", "1"]).exits(0).shows("Asked again: ").shows("review approve 1");
    club.run(&["review", "approve", "1"]).exits(0).shows("Approved suggestion 1");
    club.run(&["ask", paraphrase]).exits(0).shows(&exact);
    let shown = club.repl(&["/history", "/undo 1", paraphrase, "/review"]);
    assert!(shown.contains(&format!("+ Q: {paraphrase}")), "{shown}");
    assert!(shown.contains("within two weeks") && !shown.contains(&exact), "{shown}");
    club.run(&["review", "approve", "1"]).exits(1).says("suggestion 1 is not there");
}

#[test]
fn a_wrong_answer_becomes_a_counter_example_once_approved() {
    let club = Club::new();
    let question = "on what day are your meetings?";
    let shown = club.repl(&[question, "/wrong", "/review 1", "/approve 1", question, "When does the club meet?"]);
    assert!(shown.contains("is no longer answered with `when-does-the-club-meet-7e2fd1f5`"), "{shown}");
    assert!(shown.contains("from:  answered with `when-does-the-club-meet-7e2fd1f5`"), "{shown}");
    // At first, and for its own phrasing at last.
    assert_eq!(shown.matches("Every Thursday at 7 pm").count(), 2, "{shown}");
    let shown = club.repl(&["/missed"]);
    assert!(shown.contains(question), "what was answered wrongly was missed: {shown}");
}

#[test]
fn a_choice_proposes_and_none_of_these_is_missed() {
    let club = Club::new();
    let question = "how can i become a club member";
    let shown = club.repl(&[question, "1", question, "/none", "/missed", "/reject 1", "/review"]);
    assert!(shown.contains("10 euros") && shown.contains("becomes a question of `how-do-i-become-a-member"), "{shown}");
    assert!(shown.contains("1 question by 1 person"), "{shown}");
    assert!(shown.contains("it is not proposed again") && shown.contains("Nothing waits for review."), "{shown}");
}

#[test]
fn of_what_was_not_answered_nothing_is_proposed() {
    let club = Club::new();
    let shown =
        club.repl(&[UNKNOWN, "/helpful", "/wrong", "/none", "how can i become a club member", "/helpful", "/review"]);
    assert_eq!(shown.matches("There is no recorded answer to say that of.").count(), 3, "{shown}");
    assert!(shown.contains("There is no recorded choice to say that of."), "{shown}");
    assert!(shown.contains("Nothing waits for review."), "{shown}");
}

#[test]
fn the_prompt_asks_what_to_do_about_a_double() {
    let club = Club::new();
    let teach = ["/teach Which day does the club meet?", "", "Never.", "."];
    let shown = club.repl(&[&teach[..], &["no", "/history"]].concat());
    assert!(shown.contains("Something close is there already:") && shown.contains("Nothing was written."), "{shown}");
    assert!(shown.contains("Nothing was changed yet."), "{shown}");
    let shown = club.repl(&[&teach[..], &["add 1", "Which day does the club meet?"]].concat());
    assert!(shown.contains("Changed `when-does-the-club-meet-7e2fd1f5`."), "{shown}");
    assert!(shown.contains("(sure, 100 %: Which day does the club meet?"), "{shown}");
    let edit = ["/edit when-does-the-club-meet-7e2fd1f5", "- Which day does the club meet?", "", "On Fridays.", "."];
    let shown = club.repl(&[&edit[..], &["when does the club meet"]].concat());
    assert!(shown.contains("On Fridays.\n(sure, 100 %: When does the club meet?"), "{shown}");
}

#[test]
fn a_person_sees_exports_and_deletes_what_is_held_on_them() {
    let club = Club::new();
    let question = "where is the zorblax kept?";
    club.repl(&[question, "/privacy"]);
    club.run(&["privacy", "show"]).exits(0).shows(question).shows("Held on you: 1 question, 1 missed question.");
    let held = club.run(&["privacy", "export"]).exits(0).json_lines();
    assert_eq!(held[0]["questions"][0]["question"], question);
    assert!(club.holds("zorblax"));
    club.run(&["privacy", "delete"]).exits(1).shows("Nothing was deleted");
    club.run(&["privacy", "delete", "--yes"]).exits(0).shows("Deleted: 1 questions");
    assert!(!club.holds("zorblax"));
    club.run(&["privacy", "show"]).exits(0).shows("Nothing is held on you.");
    club.run(&["privacy", "set", "--recorded", "off"]).exits(0).shows("Your questions are not recorded");
    club.run(&["ask", question]).exits(1);
    club.run(&["privacy", "show"]).exits(0).shows("Nothing is held on you.");
    let shown = club.repl(&["/privacy delete", "yes"]);
    assert!(shown.contains("cannot be taken back") && shown.contains("Only what you said no to"), "{shown}");
    assert!(shown.contains("Nothing is held on you.\nYour questions are not recorded"), "{shown}");
    // Who said no means it after everything else is gone, and can take that back.
    let deleted = club.run(&["privacy", "delete", "--yes"]).exits(0);
    deleted.shows("What was said no to stays so").shows("privacy set --recorded on --told on");
    club.run(&["ask", question]).exits(1);
    club.run(&["privacy", "show"]).exits(0).shows("Nothing is held on you.\nYour questions are not recorded");
    club.run(&["privacy", "set", "--recorded", "on"]).exits(0);
    assert!(!club.run(&["privacy", "delete", "--yes"]).exits(0).stdout().contains("stays so"));
    club.run(&["ask", question]).exits(1);
    club.run(&["privacy", "show"]).exits(0).shows("Held on you: 1 question");
}

#[test]
fn what_is_held_on_somebody_else_is_said_of_them() {
    let club = Club::new();
    let of_bob = |action: &[&str]| club.run(&[&["privacy", "--person", "bob"], action].concat()).exits(0);
    of_bob(&["show"]).shows("Nothing is held on bob.\nTheir questions are recorded, and they are told");
    of_bob(&["set", "--recorded", "off"]).shows("Their questions are not recorded, and they are told");
    of_bob(&["delete", "--yes"]).shows("Nothing is held on bob.").shows("privacy --person bob set --recorded on");
    club.run(&["ask", UNKNOWN]).exits(1);
    let of_ada = club.run(&["privacy", "--person", "terminal:Ada", "show"]).exits(0);
    of_ada.shows("Held on terminal:Ada: 1 question").shows("privacy --person terminal:Ada delete");
}

#[test]
fn what_a_person_changed_and_is_to_be_told_is_exported_row_by_row() {
    let club = Club::new();
    club.run(&["ask", UNKNOWN]).exits(1);
    club.run(&["teach", UNKNOWN, "--answer", "Ulaanbaatar.", "--answers-missed", "1"]).exits(0);
    let held = &club.run(&["privacy", "export"]).exits(0).json_lines()[0];
    let notice = &held["notices"][0];
    assert_eq!(
        (&notice["about"], &notice["state"], &notice["question"]),
        (&"missed:1".into(), &"waits".into(), &UNKNOWN.into())
    );
    let change = &held["changes"][0];
    assert_eq!(
        (&change["number"], &change["action"], &change["kind"], &change["by"]),
        (&1.into(), &"teach".into(), &"entry".into(), &"Ada".into())
    );
    assert_eq!(change["id"], notice["entry"]);
    club.repl(&[""]);
    let held = &club.run(&["privacy", "export"]).exits(0).json_lines()[0];
    assert_eq!((&held["notices"][0]["state"], &held["notices"][0]["question"]), (&"done".into(), &().into()));
}

#[test]
fn a_space_that_does_not_record_keeps_nothing() {
    let club = Club::new();
    club.run(&["settings", "recording", "off"]).exits(0).shows("`recording` is off now.");
    club.run(&["ask", "where is the zorblax kept?"]).exits(1);
    let shown = club.repl(&["where is the zorblax kept?", "/missed", "/wrong"]);
    assert!(
        shown.contains("Nothing that was missed waits for an answer.") && shown.contains("no recorded answer"),
        "{shown}"
    );
    assert!(!club.holds("zorblax"));
    club.run(&["settings", "colour", "red"]).exits(1).says("there is no setting \"colour\"");
    club.run(&["settings", "retention-days", "0"]).exits(1).says("a number of days from 1 to 3650");
    let server = "222222222222222222";
    let everybody = |name| club.run(&["settings", name, server, "--space", server]);
    everybody("helpers").exits(1).says("`helpers` cannot be everybody: that number is the server's own");
    everybody("teachers").exits(0).shows("`teachers` is 222222222222222222 now.");
    club.run(&["settings", "recording"]).exits(0).shows("off").shows("It takes on or off, or `default`.");
    club.run(&["history", "undo", "1"]).exits(0);
    club.run(&["settings", "recording", "--json"]).exits(0).shows("\"value\":\"on\"");
}

#[test]
fn what_only_reads_makes_no_store_and_says_that_there_is_nothing() {
    let club = Club::new();
    for (command, says) in [
        ("missed", "Nothing that was missed waits for an answer."),
        ("history", "Nothing was changed yet."),
        ("review", "Nothing waits for review."),
        ("settings", "retention-days   90"),
        ("privacy show", "Nothing is held on you."),
    ] {
        club.run(&command.split(' ').collect::<Vec<_>>()).exits(0).shows(says);
    }
    assert!(!club.store().exists());
    club.run(&["missed", "dismiss", "1"]).exits(2).says("there is no store at");
    let faq = club.folder.path().join("faq.txt");
    let off = Askwell::with(&["-k", faq.to_str().unwrap(), "--store", "off", "history"]);
    off.run().exits(2).says("the store is turned off");
    let shown = Askwell::with(&["-k", faq.to_str().unwrap()]).stdin("/missed\n/teach\nWhen does the club meet?\n");
    shown.run().exits(0).shows("Not done: nothing can be kept here").shows("Every Thursday");
}

#[test]
fn lists_are_json_with_the_keys_of_the_contract() {
    #[track_caller]
    fn check(ran: &Ran, expected: &[&str]) {
        let line = &ran.json_lines()[0];
        let keys: BTreeSet<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, expected.iter().copied().collect(), "{line}");
    }
    let club = Club::new();
    club.repl(&[UNKNOWN, "can I take a board game home with me?", "/helpful"]);
    club.run(&["edit", "when-does-the-club-meet-7e2fd1f5", "--tag", "time"]).exits(0);
    check(
        &club.run(&["missed", "--json"]).exits(0),
        &["number", "question", "asked", "askers", "first", "last", "nearest", "unanswered", "wrong", "none"],
    );
    check(
        &club.run(&["history", "--json"]).exits(0),
        &["number", "at", "by", "action", "kind", "id", "before", "after"],
    );
    check(&club.run(&["review", "--json"]).exits(0), &["waits", "id", "entry", "kind", "question", "supporters", "at"]);
    check(&club.run(&["settings", "--json"]).exits(0), &["name", "value", "about", "takes"]);
    check(
        &club.run(&["privacy", "export"]).exits(0),
        &["questions", "votes", "missed", "follows", "suggested", "notices", "changes", "recorded", "told"],
    );
}

#[test]
fn an_answer_past_its_day_says_so_and_is_listed() {
    let club = Club::new();
    let teach = ["teach", "Where do I park?", "--answer", "Behind.", "--id", "parking", "--review-by", "2020-01-31"];
    club.run(&teach).exits(0);
    club.run(&["ask", "Where do I park?"]).exits(0).shows("\nThis was to be checked again by 2020-01-31.");
    club.run(&["review"]).exits(0).shows("To be checked again\n  2020-01-31  `parking`  Where do I park?");
    club.run(&["edit", "parking", "--review-by", "none"]).exits(0);
    club.run(&["review"]).exits(0).shows("Nothing waits for review.");
    club.run(&["edit", "parking", "--review-by", "soon"]).exits(2).says("it should be a day, as 2026-12-31");
}

#[test]
fn the_first_teaching_at_the_prompt_makes_the_usual_store() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("faq.txt"), FAQ).unwrap();
    let model = crate::support::model_folder();
    let repl = |store: &str, lines: &str| {
        let arguments = ["--model", model.to_str().unwrap(), "-k", "faq.txt"];
        // An empty variable is as none.
        Askwell::with(&arguments).env("ASKWELL_STORE", store).within(folder.path()).stdin(lines).run().exits(0)
    };
    let (made, question) = (folder.path().join("askwell.db"), "Where do I park?");
    let teach = format!("/teach {question}\n\nBehind the house.\n.\n{question}\n{UNKNOWN}\n/missed\n");
    repl("off", &teach).shows("Not done: nothing can be kept here");
    repl("", &format!("{question}\n/missed\n/history\n/teach 1\n")).shows("Not done: nothing can be kept here");
    assert!(!made.exists(), "asking and looking make no store");
    let ran = repl("", &teach);
    ran.says("The store `askwell.db` was made")
        .shows("Taught `where-do-i-park")
        .shows("Behind the house.\n(sure")
        .shows("1  what is the capital of Mongolia?\n   1 question by 1 person");
    assert!(made.exists(), "it is the usual store");
    repl("", &format!("{question}\n")).shows("Behind the house.\n(sure");
}

#[test]
fn knowledge_may_begin_in_the_store() {
    let folder = TempDir::new().unwrap();
    let run = |arguments: &[&str]| Askwell::with(arguments).env("ASKWELL_STORE", "club.db").within(folder.path()).run();
    let model = crate::support::model_folder();
    let model = ["--model", model.to_str().unwrap()];
    let teach = ["teach", "Where do I park?", "--answer", "Behind the house."];
    run(&[&model[..], &teach].concat()).exits(0).shows("Taught");
    run(&[&model[..], &["ask", "Where do I park?"]].concat()).exits(0).shows("Behind the house.");
}

#[test]
fn spaces_are_apart() {
    let club = Club::new();
    club.run(&["--space", "one", "teach", "Where do I park?", "--answer", "Behind the house."]).exits(0);
    club.run(&["--space", "one", "ask", "Where do I park?"]).exits(0);
    club.run(&["--space", "two", "ask", "Where do I park?"]).exits(1);
    club.run(&["--space", "two", "history"]).exits(0).shows("Nothing was changed yet.");
}

#[test]
fn with_a_store_that_is_away_questions_are_answered_and_everything_else_says_why_not() {
    let club = Club::new();
    let faq = club.folder.path().join("faq.txt");
    // Nobody listens there.
    let away = ["-k", faq.to_str().unwrap(), "--store", "postgres://ada@127.0.0.1:1/askwell"];
    let run = |arguments: &[&str]| Askwell::with(&[&away, arguments].concat());
    let lines = "/missed\nWhen does the club meet?\n/teach\n";
    run(&["repl"])
        .stdin(lines)
        .run()
        .exits(0)
        .shows("Not done: that cannot be kept now: the store cannot be reached")
        .shows("Every Thursday")
        .says("only what the files hold is served until it is back");
    let begun = Instant::now();
    run(&["ask", "When does the club meet?"]).run().exits(0).shows("Every Thursday").says("cannot be reached");
    assert!(begun.elapsed() < Duration::from_secs(5), "nobody waits for a store that is away: {:?}", begun.elapsed());
    run(&["history"]).run().exits(2).says("could not open the store");
}

#[cfg(unix)]
#[test]
fn a_store_that_was_away_at_the_start_is_taken_up_by_a_prompt_and_a_pipe_that_run() {
    use crate::support::postgres;
    use crate::support::store::Ground;
    use crate::support::store::within;
    let Some(server) = postgres::own() else { return };
    let ground = within(async || Ground::for_postgres(&server).await);
    let club = Club::new();
    let faq = club.folder.path().join("faq.txt");
    let place = ["-k", faq.to_str().unwrap(), "--store", &ground.text()].map(str::to_owned);
    let askwell = |arguments: &[&str]| {
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        Askwell::with(&[&place, arguments].concat()).env("USER", "Ada")
    };
    askwell(&["teach", "Who is Ann?", "--answer", "The chair."]).run().exits(0);
    server.stop();
    for arguments in [&["repl"][..], &["ask", "--stdin"]] {
        let (mut command, _home) = askwell(arguments).into_command();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = command.spawn().unwrap();
        let mut stdin = running.stdin.take().unwrap();
        let mut lines = BufReader::new(running.stdout.take().unwrap()).lines().map(|line| line.unwrap());
        let mut notes = BufReader::new(running.stderr.take().unwrap()).lines().map(|line| line.unwrap());
        assert!(notes.any(|line| line.contains("only what the files hold is served until it is back")));
        writeln!(stdin, "When does the club meet?").unwrap();
        assert!(lines.any(|line| line.contains("Every Thursday")), "it answers");
        server.start_again();
        let started = Instant::now();
        let mut answered = false;
        while !answered && started.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(100));
            writeln!(stdin, "Who is Ann?").unwrap();
            answered = lines.find(|line| line == "The chair." || line.contains("know")).unwrap() == "The chair.";
        }
        assert!(answered, "{arguments:?}");
        drop(stdin);
        assert!(running.wait().unwrap().success());
        // What was asked while it was away was kept.
        let held = askwell(&["privacy", "export"]).run().exits(0).stdout();
        assert!(held.contains("When does the club meet?"), "{held}");
        askwell(&["privacy", "delete", "--yes"]).run().exits(0);
        server.stop();
    }
}

#[test]
fn what_another_process_teaches_is_answered_by_one_that_runs() {
    let club = Club::new();
    club.run(&["teach", "Who is Ann?", "--answer", "The chair."]).exits(0);
    let (mut command, _home) = club.askwell(&["repl"]).into_command();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut repl = command.spawn().unwrap();
    let (mut stdin, stdout) = (repl.stdin.take().unwrap(), BufReader::new(repl.stdout.take().unwrap()));
    let mut lines = stdout.lines().map(|line| line.unwrap());
    writeln!(stdin, "Who is Ann?").unwrap();
    assert!(lines.any(|line| line == "The chair."), "it runs");
    club.run(&["teach", "Where do I park?", "--answer", "Behind the house."]).exits(0);
    let taught = Instant::now();
    let mut answered = false;
    while !answered && taught.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(200));
        writeln!(stdin, "Where do I park?").unwrap();
        // An answer ends with an empty line.
        let answer = lines.by_ref().skip_while(String::is_empty).take_while(|line| !line.is_empty());
        answered = answer.collect::<Vec<_>>().concat().contains("Behind the house.");
    }
    drop(stdin);
    assert!(repl.wait().unwrap().success());
    assert!(answered, "it was not taken up");
}

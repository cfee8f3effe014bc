//! Import, export, backup, status, trials and another model, through the binary.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::Instant;

use sqlx::Connection;
use tempfile::TempDir;

use crate::support::Askwell;
use crate::support::Ran;
use crate::support::postgres;
use crate::support::root;
use crate::support::store::Ground;
use crate::support::store::within;

const FAQ: &str = include_str!("../data/faq.txt");

/// A folder with knowledge and a store.
struct Club(TempDir);

impl Club {
    fn new() -> Club {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("faq.txt"), FAQ).unwrap();
        Club(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn askwell(&self, arguments: &[&str]) -> Askwell {
        let cache = self.path("cache");
        Askwell::with(&[&["-k", "faq.txt"], arguments].concat())
            .within(self.0.path())
            .env("ASKWELL_STORE", "club.db")
            .env("ASKWELL_CACHE_DIR", cache)
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Ran {
        self.askwell(arguments).run()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }
}

#[test]
fn an_export_of_another_product_is_taken_in_after_a_look() {
    let club = Club::new();
    club.write(
        "qna.tsv",
        "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\n\
         Is there wifi?\tYes, ask at the desk.\tclub.pdf\tkind:house\t[]\tFalse\t[]\t1\n\
         Do you have internet?\tYes, ask at the desk.\tclub.pdf\tkind:house\t[]\tFalse\t[]\t1\n\
         Where are the toilets?\tOn the left.\tEditorial\t\t[]\tFalse\t[]\t2\n",
    );
    let dry = club.run(&["import", "--dry-run", "qna.tsv"]).exits(0);
    dry.shows("2 entries new").shows("Nothing was written");
    assert!(!club.path("club.db").exists(), "trying makes no store");
    club.run(&["ask", "is there wifi"]).exits(1);
    club.run(&["import", "qna.tsv"]).exits(0).shows("history undo 1");
    club.run(&["ask", "do you have internet"]).exits(0).shows("Yes, ask at the desk.");
    let again = club.run(&["import", "qna.tsv"]).exits(0).stdout();
    assert_eq!(again, "All of it is there already: 2 entries, as they are. Nothing was changed.\n");
    club.run(&["history", "undo", "1"]).exits(0);
    club.run(&["ask", "do you have internet"]).exits(1);
}

#[test]
fn an_import_with_a_mistake_in_it_takes_nothing_and_names_the_line() {
    let club = Club::new();
    club.write(
        "more.jsonl",
        "{\"id\":\"wifi\",\"questions\":[\"Is there wifi?\"],\"answer\":\"Yes.\"}\n{\"id\":\"b\",\"questions\":[],\"answer\":\"x\"}\n",
    );
    club.run(&["import", "more.jsonl"]).exits(1).says("more.jsonl:2").says("Nothing was taken in");
    assert!(!club.path("club.db").exists(), "nothing was to be kept");
}

#[test]
fn what_an_import_comes_close_to_is_listed_by_line() {
    let club = Club::new();
    club.write(
        "more.jsonl",
        "{\"id\":\"wifi\",\"questions\":[\"Is there wifi?\"],\"answer\":\"Yes.\"}\n\
         {\"id\":\"day\",\"questions\":[\"On which day does the club meet?\"],\"answer\":\"Never.\"}\n\
         {\"id\":\"meet\",\"questions\":[\"When does the club meet?\"],\"answer\":\"Never.\"}\n",
    );
    let dry = club.run(&["import", "--dry-run", "more.jsonl"]).exits(0);
    dry.shows("more.jsonl:3: \u{201c}When does the club meet?\u{201d} is asked of")
        .shows("more.jsonl:2: \u{201c}On which day does the club meet?\u{201d} is close to")
        .shows("another answer)");
    let json = &club.run(&["import", "--dry-run", "--json", "more.jsonl"]).exits(0).json_lines()[0];
    let near: Vec<_> = json["near"].as_array().unwrap().iter().map(|one| (&one["entry"], &one["line"])).collect();
    assert_eq!(near, [(&"meet".into(), &3.into()), (&"day".into(), &2.into())], "{json}");
    assert_eq!((&json["new"], &json["change"]), (&serde_json::json!(["wifi", "day", "meet"]), &().into()));
    assert!(!club.path("club.db").exists());
    club.run(&["import", "more.jsonl"]).exits(0).shows("more.jsonl:2: ").shows("Taken in as change 1");
}

#[test]
fn what_is_no_whole_export_is_named_with_what_was_expected() {
    let club = Club::new();
    let refused = |name: &str, text: &[u8], says: &str| {
        fs::write(club.path(name), text).unwrap();
        club.run(&["import", name]).exits(1).says(&format!("{name}:1")).says(says).says("export");
    };
    for text in ["{\"qna\":{}}", "{\"qna\":[]}", "{\"qna\":7}"] {
        refused("bot.json", text.as_bytes(), "\"qna\" is no list with items in it");
    }
    refused("kb.xlsx", b"PK\x03\x04 and then the line went down", "this is no whole Excel workbook (.xlsx)");
}

#[test]
fn what_was_edited_in_the_bot_comes_back_into_its_file_as_a_clean_diff() {
    let club = Club::new();
    club.run(&["export", "--write-back"]).exits(2).says("no store");
    let id = "when-does-the-club-meet-7e2fd1f5";
    club.run(&["edit", id, "--answer", "Every Friday at 8 pm."]).exits(0);
    club.run(&["teach", "Is there wifi?", "--answer", "Yes."]).exits(0);
    club.run(&["export", "--write-back"])
        .exits(0)
        .shows("1 entry was written back into `faq.txt`")
        .shows("that is change 3.")
        .shows("history undo 3` brings the store's copies back, and leaves the files as they are now");
    let expected = FAQ.replace("Every Thursday at 7 pm in room 12.", "Every Friday at 8 pm.");
    assert_eq!(fs::read_to_string(club.path("faq.txt")).unwrap(), expected);
    club.run(&["export", "--write-back"]).exits(0).shows("Nothing was edited");
    club.run(&["status", "--json"]).exits(0).shows("\"stored\":1,\"overlays\":0");
    // From now on the file has the last word again.
    club.write("faq.txt", FAQ);
    club.run(&["ask", "when does the club meet"]).exits(0).shows("Every Thursday");
    // What was taught is in every other export.
    club.run(&["export", "--format", "jsonl"]).exits(0).shows("Is there wifi?");
}

#[test]
fn everything_goes_from_sqlite_to_postgresql_and_back_without_loss() {
    let club = Club::new();
    let hostile = "What is '); DROP TABLE items; -- <b>?";
    club.run(&["teach", "Is there wifi?", hostile, "--answer", "Yes; \u{202e}ask\u{200b}."]).exits(0);
    club.run(&["ask", "where can I park my car?"]).exits(1);
    club.run(&["settings", "retention-days", "30"]).exits(0);
    club.run(&["export", "--all", "first.jsonl"]).exits(0);
    let first = fs::read_to_string(club.path("first.jsonl")).unwrap();
    assert!(first.contains("DROP TABLE") && first.contains("park my car"), "{first}");
    let again = club.run(&["import", "--all", "first.jsonl"]);
    assert!(!again.succeeded(), "there is something in that space already");
    let Some(server) = postgres::shared() else { return };
    let ground = within(async || Ground::for_postgres(server).await);
    let there = |arguments: &[&str]| club.askwell(arguments).env("ASKWELL_STORE", ground.text()).run();
    there(&["import", "--all", "first.jsonl"]).exits(0);
    there(&["missed"]).exits(0).shows("where can I park my car?");
    there(&["ask", "is there wifi"]).exits(0).shows("Yes;");
    there(&["settings"]).exits(0).shows("30");
    // Asking was kept there too; what is asked of the third store is what the first had.
    club.run(&["ask", "is there wifi"]).exits(0);
    let back = club.askwell(&["export", "--all", "second.jsonl"]).env("ASKWELL_STORE", ground.text()).run();
    back.exits(0);
    let third = |arguments: &[&str]| club.askwell(arguments).env("ASKWELL_STORE", "third.db").run();
    third(&["import", "--all", "second.jsonl"]).exits(0);
    third(&["export", "--all", "third.jsonl"]).exits(0);
    let read = |name: &str| fs::read_to_string(club.path(name)).unwrap();
    assert_eq!(read("second.jsonl"), read("third.jsonl"));
    let kept =
        |text: &str| text.lines().filter(|line| !line.contains("questions")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(kept(&first), kept(&read("third.jsonl")), "all but what was asked in between");
}

#[test]
fn a_backup_is_whole_and_status_says_what_there_is() {
    let club = Club::new();
    club.run(&["status"]).exits(0).shows("no store yet");
    club.run(&["teach", "Is there wifi?", "--answer", "Yes."]).exits(0);
    club.run(&["ask", "where can I park my car?"]).exits(1);
    club.run(&["backup", "copy.db"]).exits(0).shows("copy.db");
    club.run(&["backup", "copy.db"]).exits(1).says("is there already");
    let of_copy = club.askwell(&["status", "--check", "--json"]).env("ASKWELL_STORE", "copy.db").run().exits(0);
    let of_copy = &of_copy.json_lines()[0];
    assert_eq!((&of_copy["approved"], &of_copy["missed"], &of_copy["questions"]), (&5.into(), &1.into(), &1.into()));
    assert_eq!(of_copy["damage"], serde_json::json!([]));
    assert_eq!(of_copy["model"], "all-MiniLM-L6-v2");
}

#[test]
fn a_backup_takes_the_place_of_a_store_and_a_damaged_one_does_not() {
    let club = Club::new();
    club.run(&["teach", "Is there wifi?", "--answer", "Yes."]).exits(0);
    club.run(&["backup", "copy.db"]).exits(0);
    club.run(&["edit", "is-there-wifi-0b4bd9a7", "--retire"]);
    club.run(&["teach", "Is there tea?", "--answer", "Yes."]).exits(0);
    club.run(&["ask", "is there tea"]).exits(0);
    let restored = club.run(&["restore", "copy.db"]).exits(0).stdout();
    club.run(&["ask", "is there wifi"]).exits(0);
    club.run(&["ask", "is there tea"]);
    club.run(&["history"]).exits(0).shows("wifi");
    assert!(!club.run(&["history"]).stdout().contains("there tea"));
    let former = restored.split('`').find(|part| part.contains("before-restore")).expect("it says where the former is");
    let of_former = club.askwell(&["history"]).env("ASKWELL_STORE", former).run();
    of_former.exits(0).shows("there tea");

    // A damaged store says so, and what to do; a damaged backup is refused.
    let mut bytes = fs::read(club.path("copy.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(club.path("damaged.db"), &bytes).unwrap();
    let refused = club.run(&["restore", "damaged.db"]);
    assert!(!refused.succeeded());
    refused.says("this backup is damaged");
    club.run(&["ask", "is there wifi"]).exits(0);
    // What opens and cannot be read to its end says so as well as what does not open.
    for (damaged, checked) in
        [(&bytes[..], 1), (b"this is no database, and never was one, whatever its name may say", 2)]
    {
        fs::write(club.path("club.db"), damaged).unwrap();
        for file in ["club.db-wal", "club.db-shm"] {
            let _ = fs::remove_file(club.path(file));
        }
        let status = club.run(&["status", "--check"]).exits(checked);
        let told = if checked == 1 { status.stdout() } else { status.stderr() };
        assert!(told.contains("damaged") && told.contains("askwell restore FILE"), "{told}");
        if checked == 1 {
            let json = &club.run(&["status", "--check", "--json"]).exits(1).json_lines()[0];
            let lines = json["damage"].as_array().unwrap();
            assert!(!lines.is_empty() && json["store"] == "club.db", "{json}");
            assert!(lines.iter().all(|line| !line.as_str().unwrap().contains("askwell restore")), "{json}");
        }
    }
    club.run(&["missed"]).exits(2).says("askwell restore FILE");
    club.run(&["restore", "copy.db"]).exits(0);
    club.run(&["ask", "is there wifi"]).exits(0);
}

#[test]
fn a_folder_that_is_missing_is_named_and_not_made() {
    let club = Club::new();
    club.run(&["teach", "Is there wifi?", "--answer", "Yes."]).exits(0);
    club.write("more.jsonl", "{\"id\":\"tea\",\"questions\":[\"Is there tea?\"],\"answer\":\"Yes.\"}\n");
    for command in [&["backup", "new/copy.db"][..], &["export", "new/all.jsonl"], &["export", "--all", "new/all.jsonl"]]
    {
        let ran = club.run(command).exits(2);
        assert!(!ran.stderr().contains("again"), "{}", ran.stderr());
        ran.says("the folder `new` is not there");
    }
    let shown = club.askwell(&["repl"]).stdin("/backup new/copy.db\n/export new/all.jsonl\n").run().exits(0).stdout();
    assert_eq!(shown.matches("the folder `new` is not there").count(), 2, "{shown}");
    for command in [&["import", "nowhere.jsonl"][..], &["import", "--all", "nowhere.jsonl"], &["restore", "nowhere.db"]]
    {
        let ran = club.run(command);
        assert!(!ran.succeeded() && ran.stderr().contains("nowhere."), "{}", ran.stderr());
        assert!(!ran.stderr().contains("moment") && !ran.stderr().contains("cannot be reached"), "{}", ran.stderr());
    }
    // A store that is to be in such a folder was mistyped: neither who asks nor who writes makes it.
    let elsewhere = |arguments: &[&str]| club.askwell(arguments).env("ASKWELL_STORE", "new/club.db").run();
    elsewhere(&["ask", "when does the club meet"]).exits(2).says("the folder `new` is not there");
    elsewhere(&["teach", "Is there tea?", "--answer", "Yes."]).exits(2).says("the folder `new` is not there");
    elsewhere(&["import", "more.jsonl"]).exits(2).says("the folder `new` is not there");
    elsewhere(&["missed"]).exits(0);
    assert!(!club.path("new").exists());
}

#[test]
fn a_database_of_something_else_is_named_and_left_alone() {
    let club = Club::new();
    within(async || {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(club.path("club.db")).create_if_missing(true);
        let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        sqlx::query("CREATE TABLE photos (id INTEGER)").execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
    let bytes = fs::read(club.path("club.db")).unwrap();
    for command in
        [&["teach", "Is there tea?", "--answer", "Yes."][..], &["ask", "is there tea"], &["status", "--check"]]
    {
        let ran = club.run(command).exits(2);
        ran.says("club.db is no store of Askwell: it holds other tables, such as `photos`").says("--store");
    }
    club.run(&["doctor"]).exits(1).shows("club.db is no store of Askwell").shows("ASKWELL_STORE");
    assert!(fs::read(club.path("club.db")).unwrap() == bytes);
    assert!(!club.path("club.db-wal").exists());
}

#[test]
fn a_trial_shows_nothing_while_it_watches_and_counts_afterwards() {
    let club = Club::new();
    let questions = "When does the club meet?\nHow do I borrow a game?\nwho won the match\n";
    let watched = club.askwell(&["trial", "watch"]).stdin(questions).run().exits(0);
    assert!(!watched.stdout().contains("Thursday"), "nothing is shown");
    club.run(&["missed"]).exits(0).shows("Nothing that was missed waits");
    let counted = &club.run(&["trial", "--json"]).exits(0).json_lines()[0];
    assert_eq!((&counted["all"]["asked"], &counted["all"]["answered"]), (&3.into(), &2.into()));
    let id = |at: usize| counted["unjudged"][at]["id"].as_str().unwrap();
    club.run(&["trial", "right", id(0)]).exits(0);
    club.run(&["trial", "wrong", id(1)]).exits(0);
    club.run(&["trial", "right", "00000000000000000000"]).exits(1);
    club.run(&["trial"]).exits(0).shows("of 2 judged, 1 are right: 50 %");
}

/// The model that comes with the program, with another pooling: vectors of the same length that mean something else.
fn other_model(club: &Club) -> String {
    let (from, to) = (root().join("models").join(askwell::config::DEFAULT_MODEL), club.path("other"));
    copy(&from, &to);
    fs::remove_file(to.join("SHA256SUMS")).unwrap();
    let pooling = to.join("1_Pooling/config.json");
    let text = fs::read_to_string(&pooling).unwrap_or_else(|_| panic!("{} is there", pooling.display()));
    let text = text.replace("\"pooling_mode_mean_tokens\": true", "\"pooling_mode_mean_tokens\": false");
    let text = text.replace("\"pooling_mode_cls_token\": false", "\"pooling_mode_cls_token\": true");
    fs::write(&pooling, text).unwrap();
    to.to_str().unwrap().to_owned()
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-r").args([from, to]).status().unwrap();
    assert!(copied.success());
}

#[test]
fn another_model_is_refused_compared_switched_to_and_gone_back_from() {
    let club = Club::new();
    club.run(&["teach", "Is there wifi?", "--answer", "Yes."]).exits(0);
    let answered = club.run(&["ask", "--json", "is there wifi in the club"]).stdout();
    let other = other_model(&club);
    let by_other = |arguments: &[&str]| club.run(&[&["--model", &other], arguments].concat());
    by_other(&["ask", "is there wifi"]).exits(2).says("was indexed with the model `all-MiniLM-L6-v2`");
    by_other(&["reindex"]).exits(0).shows("Nothing was changed");
    club.run(&["ask", "is there wifi"]).exits(0);
    by_other(&["reindex", "--switch"]).exits(0).shows("from now on");
    by_other(&["ask", "is there wifi"]).exits(0);
    club.run(&["ask", "is there wifi"]).exits(2).says("was indexed with the model");
    club.run(&["reindex", "--back"]).exits(0).shows("from now on");
    let again = club.run(&["ask", "--json", "is there wifi in the club"]).stdout();
    let without_time = |line: &str| line.split("\"elapsed_ms\"").next().unwrap().to_owned();
    assert_eq!(without_time(&again), without_time(&answered));
}

#[test]
fn a_reindex_that_is_killed_half_way_changes_nothing_and_the_next_one_works() {
    const PARTS: u32 = 8;
    let club = Club::new();
    let rules =
        (0..250).map(|n| format!("What does rule {n} of the club say?\nMember {n} has the key of room {n}.\n\n"));
    club.write("faq.txt", &format!("{FAQ}\n{}", rules.collect::<String>()));
    club.run(&["teach", "Is there wifi?", "--answer", "Yes.", "--keep-both"]).exits(0);
    let without_time = |line: &str| line.split("\"elapsed_ms\"").next().unwrap().to_owned();
    let ask = ["ask", "--json", "is there wifi in the club"];
    let answered = without_time(&club.run(&ask).stdout());
    let model = || club.run(&["status", "--json"]).exits(0).json_lines()[0]["model"].clone();
    let (first, other) = (model(), other_model(&club));
    let by_other = |arguments: &[&str]| club.askwell(&[&["--model", &other], arguments].concat());
    // As long as it takes from nothing: what it embeds must not help those that are killed.
    club.run(&["backup", "copy.db"]).exits(0);
    let begun = Instant::now();
    let copy = by_other(&["reindex", "--switch"]).env("ASKWELL_STORE", "copy.db");
    copy.env("ASKWELL_CACHE_DIR", club.path("other-cache")).run().exits(0);
    let took = begun.elapsed();

    let mut killed = 0;
    for part in 1..PARTS {
        let cache = club.path(&format!("cache-{part}"));
        let (mut command, _home) = by_other(&["reindex", "--switch"]).env("ASKWELL_CACHE_DIR", cache).into_command();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut running = command.spawn().unwrap();
        std::thread::sleep(took * part / PARTS);
        running.kill().unwrap();
        running.wait().unwrap();
        if model() != first {
            // It was faster this time.
            break;
        }
        killed += 1;
        assert_eq!(without_time(&club.run(&ask).stdout()), answered, "the former index serves");
        by_other(&["ask", "is there wifi"]).run().exits(2).says("was indexed with the model `all-MiniLM-L6-v2`");
    }
    assert!(killed >= PARTS / 2, "{killed} were killed in time");
    if model() == first {
        by_other(&["reindex", "--switch"]).run().exits(0).shows("from now on");
    }
    by_other(&["ask", "is there wifi"]).run().exits(0).shows("Yes.");
    club.run(&["ask", "is there wifi"]).exits(2).says("was indexed with the model");
    club.run(&["status", "--check"]).exits(0);
}

//! The command line as scripts use it: arguments, output, exit codes.

use std::collections::BTreeSet;
use std::fs;

use crate::support::Askwell;
use crate::support::root;

const FAQ: &str = "tests/data/faq.txt";

fn ask(arguments: &[&str]) -> Askwell {
    Askwell::with(&[&["ask", "-k", FAQ], arguments].concat())
}

#[test]
fn the_exit_code_is_the_verdict() {
    ask(&["When does the club meet?"]).run().exits(0).shows("Every Thursday");
    ask(&["who", "discovered", "penicillin"]).run().exits(1).shows("I don't know that.");
    let both = ["ask", "-k", FAQ, "-k", "tests/data/knowledge/night-trains.txt", "What is this about?"];
    Askwell::with(&both).run().exits(3).shows("Which one do you mean?");
    ask(&["--no-such-option"]).run().exits(2).says("unexpected argument");
    ask(&[]).run().exits(2).says("required arguments were not provided");
}

#[test]
fn how_many_answers_should_be_right_is_said_on_the_command_line_or_in_the_environment() {
    // Its answer is right rather probably, and not almost certainly.
    let question = "how can i become a club member";
    ask(&["--right", "0.6", question]).run().exits(0).shows("It costs 10 euros a year.");
    ask(&["--right", "0.999", question]).run().exits(3).shows("How do I become a member?");
    ask(&[question]).env("ASKWELL_RIGHT", "0.999").run().exits(3);
    ask(&["--right", "0.6", question]).env("ASKWELL_RIGHT", "0.999").run().exits(0);
    let repl = |right| Askwell::with(&["repl", "-k", FAQ, "--right", right]).stdin(question).run().exits(0);
    repl("0.6").shows("It costs 10 euros a year.");
    assert!(!repl("0.999").stdout().contains("It costs 10 euros a year."));
    ask(&["--right", "95", question]).run().exits(2).says("95 is not a share of right answers from 0.5 to 0.999");
    ask(&["--right", "sure", question]).run().exits(2).says("it should be a number, 0.95 for 95 of 100");
    ask(&[question]).env("ASKWELL_RIGHT", "95").run().exits(2).says("ASKWELL_RIGHT=\"95\" is not the share");
    Askwell::with(&["lint", "--right", "0.9"]).run().exits(2).says("unexpected argument '--right'");
}

#[test]
fn a_result_is_one_line_of_json_with_the_keys_of_the_contract() {
    let ran = ask(&["--json", "--top", "2", "when does the CLUB meet"]).run().exits(0);
    let [result] = &ran.json_lines()[..] else { panic!("one line") };
    let keys: BTreeSet<&str> = result.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "question",
        "verdict",
        "reason",
        "entry",
        "phrasing",
        "answer",
        "confidence",
        "candidates",
        "elapsed_ms",
        "repaired",
    ];
    assert_eq!(keys, expected.into());
    assert_eq!(result["question"], "when does the CLUB meet");
    assert_eq!((&result["verdict"], &result["reason"]), (&"answer".into(), &"exact".into()));
    assert_eq!(result["phrasing"], "When does the club meet?");
    assert_eq!(result["answer"], "Every Thursday at 7 pm in room 12.");
    assert_eq!(result["confidence"], 1.0);
    assert!(result["elapsed_ms"].as_f64().unwrap() > 0.0);
    let candidates = result["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 2);
    assert_eq!(candidates[0]["entry"], result["entry"]);
    let keys: BTreeSet<&str> = candidates[1].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["entry", "phrasing", "confidence", "cosine"].into());
}

#[test]
fn a_post_of_several_questions_has_a_result_for_each_beside_the_keys_of_the_contract() {
    let post = "Hello! Who discovered penicillin? I forgot. When does the club meet? Thanks!";
    let ran = ask(&["--json", "--top", "2", post]).run().exits(0);
    let [result] = &ran.json_lines()[..] else { panic!("one line") };
    assert_eq!(result["question"], post);
    assert_eq!(result["answer"], "Every Thursday at 7 pm in room 12.");
    let [first, second] = &result["questions"].as_array().unwrap()[..] else { panic!("two questions: {result}") };
    assert_eq!((&first["question"], &first["verdict"]), (&"Who discovered penicillin?".into(), &"abstain".into()));
    assert_eq!(second["question"], "When does the club meet?");
    for key in ["verdict", "reason", "entry", "phrasing", "answer", "confidence", "candidates"] {
        assert_eq!(second[key], result[key], "the line tells of the question that is answered");
    }
    assert!(second.get("questions").is_none() && result.get("passed_over").is_none());
    ask(&["Who discovered penicillin? How tall is the tower?"]).run().exits(1).shows("  How tall is the tower?");
}

#[test]
fn without_an_answer_the_fields_of_one_are_null() {
    let ran = ask(&["--json", "who discovered penicillin"]).run().exits(1);
    let result = &ran.json_lines()[0];
    assert_eq!((&result["verdict"], &result["reason"]), (&"abstain".into(), &"nothing_close".into()));
    assert!(result["entry"].is_null() && result["phrasing"].is_null() && result["answer"].is_null());
    assert_eq!(result["candidates"].as_array().unwrap().len(), 5);
    assert_eq!(result["confidence"], result["candidates"][0]["confidence"]);
}

#[test]
fn a_stream_gets_one_result_a_line_in_order() {
    let mut questions: Vec<String> = (0..40).map(|n| format!("question number {n}")).collect();
    questions[7] = "When does the club meet?".to_owned();
    questions[9] = String::new();
    questions[11] = "🎲".to_owned();
    questions[13] = "x".repeat(50_000);
    let ran = ask(&["--json", "--stdin"]).stdin(questions.join("\n")).run().exits(0);
    let results = ran.json_lines();
    assert_eq!(results.len(), questions.len());
    for (at, (result, question)) in results.iter().zip(&questions).enumerate() {
        match at {
            13 => assert_eq!(result["reason"], "too_long"),
            _ => assert_eq!(result["question"], question.as_str()),
        }
    }
    assert_eq!(results[7]["reason"], "exact");
    assert_eq!(results[9]["reason"], "empty");
    assert_eq!(results[11]["reason"], "no_words");
}

#[test]
fn bytes_that_are_no_text_get_a_result_too() {
    let ran = ask(&["--json", "--stdin"]).stdin(b"\xff\xfe\nWhen does the club meet?\n".to_vec()).run().exits(0);
    let reasons: Vec<_> = ran.json_lines().iter().map(|result| result["reason"].clone()).collect();
    assert_eq!(reasons, ["no_words", "exact"]);
}

#[test]
fn why_tells_how_the_verdict_came_about() {
    ask(&["--why", "who discovered penicillin"])
        .run()
        .exits(1)
        .shows("not answered: the best confidence is")
        .shows("confidence  cosine  answer  words  score  share  entry");
}

#[test]
fn the_repl_answers_a_pipe_and_keeps_everything_else_out_of_it() {
    let ran = Askwell::with(&["-k", FAQ]).stdin("When does the club meet?\n/quit\n").run().exits(0);
    assert_eq!(ran.stdout(), "Every Thursday at 7 pm in room 12.\n(sure, 100 %: When does the club meet? · Faq)\n\n");
    ran.says("4 entries").says("ready in");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    // `head` closes the pipe after the first line.
    let script = format!(
        "yes 'When does the club meet?' | head -2000 | {} ask -k {FAQ} --json --stdin | head -1",
        env!("CARGO_BIN_EXE_askwell")
    );
    let output = std::process::Command::new("bash")
        .args(["-c", &format!("set -o pipefail; {script}; echo ${{PIPESTATUS[2]}}")])
        .current_dir(root())
        .env("ORT_DYLIB_PATH", &crate::support::RUNTIME.path)
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(stdout.lines().next().unwrap().starts_with("{\"question\""), "{stdout}");
    assert!(!stderr.contains("askwell:") && !stderr.contains("panicked"), "{stderr}");
}

#[test]
fn a_second_start_embeds_nothing_and_a_changed_file_only_what_is_new() {
    let home = tempfile::tempdir().unwrap();
    let faq = home.path().join("faq.txt");
    let text = fs::read_to_string(root().join(FAQ)).unwrap();
    fs::write(&faq, &text).unwrap();
    let start = || {
        let arguments = ["-k", faq.to_str().unwrap()];
        let ran = Askwell::with(&arguments).env("ASKWELL_CACHE_DIR", home.path().join("cache"));
        ran.stdin("/reload\n").run().exits(0)
    };
    let size = || -> u64 {
        let files = fs::read_dir(home.path().join("cache/vectors")).unwrap().flatten();
        files
            .filter(|file| file.path().extension().is_some_and(|end| end == "vec"))
            .map(|file| file.metadata().unwrap().len())
            .sum()
    };
    start().shows("nothing new to embed");
    let first = size();
    start();
    assert_eq!(size(), first);
    fs::write(&faq, format!("{text}Is there a library?\nYes, on the first floor.\n")).unwrap();
    start();
    let records = size() - first;
    assert!(
        (2 * 384 * 4..2 * (384 * 4 + 64)).contains(&records),
        "{records} bytes for one more phrasing and its answer"
    );
}

#[test]
fn a_damaged_cache_is_said_and_put_right() {
    let home = tempfile::tempdir().unwrap();
    let start = || {
        let ran = ask(&["When does the club meet?"]).env("ASKWELL_CACHE_DIR", home.path().join("cache"));
        ran.run().exits(0).shows("Every Thursday")
    };
    start();
    let file = fs::read_dir(home.path().join("cache/vectors")).unwrap().flatten().map(|file| file.path());
    let file = file.into_iter().find(|file| file.extension().is_some_and(|end| end == "vec")).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    bytes.truncate(bytes.len() - 100);
    fs::write(&file, bytes).unwrap();
    start().says("was damaged");
    let quiet = start();
    assert_eq!(quiet.stderr(), "");
}

#[test]
fn lint_exits_by_what_it_finds() {
    Askwell::with(&["lint", "-k", FAQ]).run().exits(0).shows("4 entries: 0 errors, 0 warnings, 0 notes");
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.txt");
    fs::write(&bad, "Overview.\nWho is it?\nMe.\nWhat is missing?\n").unwrap();
    let arguments = ["lint", "--no-doubles", "-k", bad.to_str().unwrap()];
    Askwell::with(&arguments).run().exits(1).shows("bad.txt:4: ").shows("1 error");
    let ran = Askwell::with(&[&arguments[..], &["--json"]].concat()).run().exits(1);
    let problem = &ran.json_lines()[0];
    assert_eq!((&problem["severity"], &problem["line"]), (&"error".into(), &4.into()));
}

#[test]
fn lint_shows_entries_that_are_hard_to_tell_apart() {
    let folder = tempfile::tempdir().unwrap();
    let twins = "Overview.\nHow do I reset my password?\nSettings.\nHow can I reset my password?\nElsewhere.\n";
    fs::write(folder.path().join("twins.txt"), twins).unwrap();
    let arguments = ["lint", "-k", folder.path().to_str().unwrap()];
    Askwell::with(&arguments).run().exits(0).shows("is answered differently").shows("1 warning");
    let ran = Askwell::with(&[&arguments[..], &["--json"]].concat()).run().exits(0);
    assert_eq!(ran.json_lines().last().unwrap()["code"], "contradiction");
}

#[test]
fn an_export_reads_back_as_the_same_knowledge() {
    let folder = tempfile::tempdir().unwrap();
    let jsonl = |from: &str| Askwell::with(&["export", "-k", from]).run().exits(0).stdout();
    let original = jsonl("knowledge/us-russia-negotiations.txt");
    for ending in ["md", "toml", "yaml", "json", "jsonl", "csv", "tsv"] {
        let path = folder.path().join(format!("talks.{ending}"));
        let path = path.to_str().unwrap();
        Askwell::with(&["export", "-k", "knowledge/us-russia-negotiations.txt", path]).run().exits(0).says("7 entries");
        assert_eq!(jsonl(path), original, "{ending}");
        Askwell::with(&["export", "-k", FAQ, path]).run().exits(2).says("is there already");
        Askwell::with(&["export", "-k", FAQ, path, "--force"]).run().exits(0);
        assert_ne!(jsonl(path), original);
    }
}

#[test]
fn an_export_is_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.txt");
    fs::write(&bad, "Overview.\nWho is it?\nMe.\nWhat is missing?\n").unwrap();
    let target = folder.path().join("out.md");
    let arguments = ["export", "-k", bad.to_str().unwrap(), target.to_str().unwrap()];
    Askwell::with(&arguments).run().exits(2).says("nothing was written").says("bad.txt:4");
    assert!(!target.exists());
    let nowhere = folder.path().join("no/such/folder/out.md");
    let arguments = ["export", "-k", FAQ, nowhere.to_str().unwrap()];
    Askwell::with(&arguments).run().exits(2).says("could not write");
    Askwell::with(&["export", "-k", FAQ, "out.doc"]).run().exits(2).says("--format");
    Askwell::with(&["export", "-k", FAQ, "--format", "text"]).run().exits(2).says("markdown");
}

#[test]
fn doctor_lists_what_is_there_and_what_is_missing() {
    let ran = Askwell::with(&["doctor", "-k", FAQ]).run().exits(0);
    for part in ["askwell", "ONNX Runtime", "embeds: 384 dimensions", "mean pooling, 256 word pieces", "reads en"] {
        assert!(ran.stdout().contains(part), "{part:?} is missing:\n{}", ran.stdout());
    }
    Askwell::with(&["doctor", "-k", "no-such-folder"]).run().exits(1).shows("MISSING").shows("no-such-folder");
    Askwell::with(&["doctor", "-k", FAQ, "--model", "./nowhere"]).run().exits(1).shows("no model folder");
}

#[cfg(unix)]
#[test]
fn doctor_says_which_store_there_is_and_why_it_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let doctor = |store: &str| Askwell::with(&["doctor", "-k", FAQ]).env("ASKWELL_STORE", store).run();
    let path = folder.path().join("club.db");
    let store = path.to_str().unwrap().to_owned();
    doctor("off").exits(0).shows("store          turned off");
    doctor(&store).exits(0).shows("club.db is not there yet");
    assert!(!path.exists(), "nothing is made by looking");
    let ask = ["ask", "-k", FAQ, "When does the club meet?"];
    Askwell::with(&ask).env("ASKWELL_STORE", &store).run();
    doctor(&store).exits(0).shows("club.db: SQLite 3.").shows(", schema ").shows(" kB");
    fs::write(&store, "no database").unwrap();
    doctor(&store).exits(1).shows("MISSING  store").shows("askwell restore FILE");
    doctor("postgres://ada:secret@127.0.0.1:1/askwell").exits(1).shows("the store cannot be reached");
}

#[test]
fn help_teaches_by_example_and_version_is_the_packages() {
    let reading =
        ["", "repl", "ask", "discord", "eval", "calibrate", "lint", "export", "doctor", "model", "completions"];
    let writing = ["teach", "edit", "review", "missed", "history", "settings", "privacy"];
    for command in reading.into_iter().chain(writing) {
        let arguments: Vec<&str> = command.split(' ').filter(|word| !word.is_empty()).chain(["--help"]).collect();
        Askwell::with(&arguments).run().exits(0).shows("Examples:");
    }
    let version = format!("askwell {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Askwell::with(&["version"]).run().exits(0).stdout(), version);
    assert_eq!(Askwell::with(&["--version"]).run().exits(0).stdout(), version);
    Askwell::with(&["completions", "bash"]).run().exits(0).shows("_askwell()");
}

#[test]
fn model_names_paths_and_lists() {
    Askwell::with(&["model", "path"]).run().exits(0).shows("all-MiniLM-L6-v2");
    Askwell::with(&["model", "list"]).run().exits(0).shows("BAAI/bge-small-en-v1.5");
    let listed = Askwell::with(&["model", "list", "--json"]).run().exits(0).json_lines();
    assert!(listed.iter().any(|model| model["dimensions"] == 384 && model["fetched"] == false));
    Askwell::with(&["model", "path", "BAAI/bge-smal-en"]).run().exits(2).says("BAAI/bge-small-en-v1.5");
    // Nothing is fetched by surprise.
    Askwell::with(&["ask", "-k", FAQ, "--model", "BAAI/bge-small-en-v1.5", "x"])
        .run()
        .exits(2)
        .says("askwell model fetch");
}

//! The labelled questions of the repository, asked through `askwell eval`.

use crate::support::Askwell;

#[test]
fn the_labelled_questions_are_answered_as_labelled() {
    let arguments = ["eval", "-k", "knowledge", "--queries", "tests/data/questions.jsonl", "--json"];
    let report = &Askwell::with(&arguments).run().exits(0).json_lines()[0];
    let scores = &report["scores"];
    let count = |name: &str| scores["verdicts"][name].as_f64().unwrap();
    let out_of_scope = count("out_answered") + count("out_choice") + count("out_abstained");
    let questions = scores["questions"].as_f64().unwrap();
    assert!(questions >= 150.0 && out_of_scope * 3.0 >= questions * 0.9, "too few questions: {scores}");
    let accuracy = scores["accuracy_at_1"].as_f64().unwrap();
    assert!(accuracy >= 0.95, "accuracy@1 is {accuracy}: {report}");
    assert!(count("out_answered") <= 0.05 * out_of_scope, "too many answers out of scope: {report}");
    let baseline = report["baseline"]["accuracy_at_1"].as_f64().unwrap();
    assert!(accuracy > baseline, "comparing words alone gives {baseline}, the model {accuracy}");
}

#[test]
fn leaving_out_and_typing_errors_make_it_harder() {
    let accuracy = |more: &[&str]| {
        let mut arguments = vec!["eval", "-k", "knowledge", "--queries", "tests/data/questions.jsonl", "--json"];
        arguments.extend(more);
        let report = &Askwell::with(&arguments).run().exits(0).json_lines()[0];
        (report["scores"]["accuracy_at_1"].as_f64().unwrap(), report["scores"]["in_scope"].as_u64().unwrap())
    };
    let (plain, in_scope) = accuracy(&[]);
    let (typos, _) = accuracy(&["--typos", "2"]);
    assert!(typos < plain, "{typos} {plain}");
    let (_, left) = accuracy(&["--leave-out"]);
    // Each entry is missing in one fold of five.
    assert!(left < in_scope * 5 && left >= in_scope * 4, "{left} {in_scope}");
}

#[test]
fn people_get_a_table_and_every_wrong_case() {
    let arguments = ["eval", "-k", "tests/data/faq.txt", "--queries", "tests/data/faq-questions.jsonl"];
    let ran = Askwell::with(&arguments).run().exits(0).says("1 label names no entry of this knowledge");
    ran.shows("accuracy@1 in scope")
        .shows("AUROC right / not right")
        .shows("ECE, 15 bins")
        .shows("lexical")
        .shows("wrong entry first");
}

#[test]
fn bad_labelled_questions_are_named_by_line() {
    let arguments = ["eval", "-k", "tests/data/faq.txt", "--queries", "tests/data/faq.txt"];
    Askwell::with(&arguments).run().exits(2).says("tests/data/faq.txt:1: not a labelled question");
    let arguments = ["eval", "-k", "tests/data/faq.txt", "--queries", "nowhere.jsonl"];
    Askwell::with(&arguments).run().exits(2).says("could not read the labelled questions `nowhere.jsonl`");
}

#[test]
fn near_twins_do_not_get_each_others_answers() {
    let report =
        &Askwell::with(&["eval", "--twins", "tests/data/twins.jsonl", "--json"]).run().exits(0).json_lines()[0];
    let pairs = report["pairs"].as_u64().unwrap();
    let lines = std::fs::read_to_string(crate::support::root().join("tests/data/twins.jsonl")).unwrap();
    let areas: std::collections::BTreeSet<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["area"].as_str().unwrap().to_owned())
        .collect();
    assert!(pairs >= 240 && areas.len() >= 10, "{pairs} pairs over {areas:?}");
    for way in ["only_a", "only_b", "asks_a", "asks_b"] {
        let kinds = report["tallies"][way].as_object().unwrap();
        assert_eq!(kinds.len(), 6, "kinds of difference: {kinds:?}");
        let wrong: u64 = kinds.values().map(|tally| tally["wrong_twin"].as_u64().unwrap()).sum();
        assert!(wrong * 50 <= pairs, "{way}: {wrong} of {pairs} got the twin's answer: {report}");
    }
    // Silence would be no mistake either: of those asked in other words most find their entry, shown or offered.
    let asked = report["tallies"]["asks_a"].as_object().unwrap();
    let found = |name: &str| -> u64 { asked.values().map(|tally| tally[name].as_u64().unwrap()).sum() };
    assert!((found("right") + found("choice_with_right")) * 2 > pairs, "{report}");
}

#[test]
fn posts_are_taken_apart_and_answered_as_labelled() {
    let arguments = ["eval", "-k", "knowledge", "--posts", "tests/data/posts.jsonl", "--json"];
    let report = &Askwell::with(&arguments).run().exits(0).json_lines()[0];
    let count = |name: &str| report[name].as_f64().unwrap();
    assert!(count("posts") >= 70.0 && count("questions") >= 100.0, "too few posts: {report}");
    assert!(count("recall") >= 0.9 && count("precision") >= 0.9, "{report}");
    assert!(count("leaked") == 0.0, "code, a log or a quote was asked: {report}");
    assert!(count("answered") >= 0.75 * count("answerable"), "too few are answered: {report}");
    assert!(count("answered_wrong") <= 0.03 * count("answered"), "too many wrong answers: {report}");
    assert!(count("unanswerable") >= 20.0, "too few without an entry: {report}");
    assert!(count("unanswerable_answered") <= 0.03 * count("unanswerable"), "answers to what has none: {report}");
}

#[test]
fn labelled_posts_are_shown_as_a_table_and_bad_ones_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("posts.jsonl");
    let eval = |text: &str| {
        std::fs::write(&path, text).unwrap();
        Askwell::with(&["eval", "-k", "tests/data/faq.txt", "--posts", path.to_str().unwrap()]).run()
    };
    let line = r#"{"text":"Hi! When does the club meet? Bye","questions":["When does the club meet?"],"ids":[null]}"#;
    let ran = eval(line).exits(0).shows("recall 1.000").shows("precision 1.000");
    ran.shows("answered with when-does-the-club-meet");
    eval(r#"{"text":"a","questions":["b"],"ids":[]}"#).exits(2).says("posts.jsonl:1: 1 questions and 0 ids");
    eval("nonsense").exits(2).says("posts.jsonl:1: not a labelled post");
}

//! The labelled questions of the repository, asked through `askwell eval`.

use std::path::Path;

use roxmltree::Document;
use tempfile::TempDir;

use crate::support::Askwell;
use crate::support::Ran;

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
    let plain = report["plain_cosine"]["accuracy_at_1"].as_f64().unwrap();
    assert!(accuracy > plain, "plain cosine gives {plain}, the matching {accuracy}");
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
fn verdicts_and_the_bar_of_the_report_follow_the_share_that_should_be_right() {
    let folder = TempDir::new().unwrap();
    let measured = |right: &str| {
        let page = folder.path().join(format!("{right}.html"));
        let path = page.to_str().unwrap();
        let files = ["-k", "tests/data/faq.txt", "--queries", "tests/data/faq-questions.jsonl"];
        let arguments = [&["eval"][..], &files, &["--json", "--right", right, "--report", path]].concat();
        let report = Askwell::with(&arguments).run().exits(0).json_lines().remove(0);
        let answered = report["outcomes"].as_array().unwrap().iter().filter(|one| one["verdict"] == "answer").count();
        assert!((report["target"].as_f64().unwrap() - right.parse::<f64>().unwrap()).abs() < 1e-6, "{report}");
        (answered, std::fs::read_to_string(page).unwrap())
    };
    let (lax, page) = measured("0.6");
    assert!(page.contains("So that 60\u{a0}% of the answers are right"), "{page}");
    let (strict, page) = measured("0.999");
    assert!(page.contains("So that 99.9\u{a0}% of the answers are right"), "{page}");
    assert!(strict < lax, "{strict} of them are answered at 0.999, {lax} at 0.6");
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
    assert!(pairs >= 315 && areas.len() >= 25, "{pairs} pairs over {areas:?}");
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
    assert!(count("unanswerable_answered") <= 0.05 * count("unanswerable"), "answers to what has none: {report}");
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
    // As the service does it: repaired where it is mistyped, turned away where the model cannot read it.
    let lines = [
        r#"{"text":"Hi! On whihc day do you meett? Bye","questions":["On whihc day do you meett?"],"ids":["when-does-the-club-meet-7e2fd1f5"]}"#,
        r#"{"text":"Hi! Wann trifft sich der Verein? Bye","questions":["Wann trifft sich der Verein?"],"ids":[null]}"#,
    ];
    eval(&lines.join("\n"))
        .exits(0)
        .shows("answered right                1")
        .shows("answered wrong                  0");
    eval(r#"{"text":"a","questions":["b"],"ids":[]}"#).exits(2).says("posts.jsonl:1: 1 questions and 0 ids");
    eval("nonsense").exits(2).says("posts.jsonl:1: not a labelled post");
}

#[test]
fn a_cut_down_knowledge_answers_less() {
    let asked = |more: &[&str]| {
        let questions = "tests/data/faq-questions.jsonl";
        let mut arguments = vec!["eval", "-k", "tests/data/faq.txt", "--queries", questions, "--json"];
        arguments.extend(more);
        Askwell::with(&arguments).run().exits(0).json_lines().remove(0)
    };
    let whole = asked(&[]);
    assert!(whole["phrasings"].as_u64() > whole["entries"].as_u64(), "{whole}");
    assert_eq!(whole["scores"]["in_scope"], 2);
    let one = asked(&["--phrasings", "1"]);
    assert_eq!(one["phrasings"], one["entries"], "one phrasing an entry");
    assert_eq!(one["entries"], whole["entries"]);
    let drawn = asked(&["--entries", "2"]);
    assert_eq!(drawn["scores"]["questions"], 30 * 4, "30 knowledges of two entries are 60 entries");
    // Questions of entries that were not drawn are out of scope.
    let in_scope = drawn["scores"]["in_scope"].as_u64().unwrap();
    assert!(0 < in_scope && in_scope < 30 * 2, "{in_scope}");
}

#[test]
fn labelled_questions_can_come_from_several_files() {
    let file = "tests/data/faq-questions.jsonl";
    let arguments = ["eval", "-k", "tests/data/faq.txt", "--queries", file, "--queries", file, "--json"];
    let report = Askwell::with(&arguments).run().exits(0).json_lines().remove(0);
    assert_eq!(report["scores"]["questions"], 8);
}

const CLUB: &str = r#"{"id":"meet","questions":["When does the club meet?"],"answer":"Every Thursday."}
{"id":"borrow","questions":["How do I borrow a game?"],"answer":"Ask at the desk."}
{"id":"join","questions":["How do I become a member?"],"answer":"Fill in the form."}
"#;

const ASKED: &str = r#"{"text":"when do you meet","id":"meet"}
{"text":"boardgame o'clock?","id":"meet"}
{"text":"when does the club meet","id":"borrow"}
{"text":"who won the world cup","id":null}
{"text":"<script>alert('when does the club meet?')</script>\u202eteem","id":"join"}
"#;

/// Measures what `knowledge` makes of [`ASKED`], in `folder`, and writes the report `eval.html` there.
#[track_caller]
fn report_in(folder: &Path, knowledge: &str, more: &[&str]) -> Ran {
    std::fs::write(folder.join("club.jsonl"), knowledge).unwrap();
    std::fs::write(folder.join("asked.jsonl"), ASKED).unwrap();
    let path = |name: &str| folder.join(name).display().to_string();
    let (knowledge, asked, report) = (path("club.jsonl"), path("asked.jsonl"), path("eval.html"));
    let mut arguments = vec!["eval", "-k", &knowledge, "--queries", &asked, "--report", &report];
    arguments.extend(more);
    Askwell::with(&arguments).run()
}

/// The page in `folder`, and all that is to be read on it.
fn page_in(folder: &Path) -> (String, String) {
    let html = std::fs::read_to_string(folder.join("eval.html")).unwrap();
    let text = {
        let page = parsed(&html);
        let read = page.descendants().filter(|node| node.is_text());
        let read = read.filter(|node| !matches!(node.parent().unwrap().tag_name().name(), "script" | "style"));
        read.map(|node| node.text().unwrap()).collect::<Vec<_>>().join(" ")
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (html, text)
}

/// The page is written so that any parser of XML reads it, which tells that every tag is closed in its place.
fn parsed(html: &str) -> Document<'_> {
    let body = html.strip_prefix("<!DOCTYPE html>\n").unwrap();
    Document::parse(body).unwrap_or_else(|error| panic!("{error}:\n{body}"))
}

#[test]
fn a_report_is_one_page_that_needs_nothing_else() {
    let folder = TempDir::new().unwrap();
    report_in(folder.path(), CLUB, &[]).exits(0).says("wrote the report to").shows("plain cosine");
    let (html, text) = page_in(folder.path());
    let page = parsed(&html);
    for node in page.descendants().filter(|node| node.is_element()) {
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!value.contains("//") && !["src", "href", "style"].contains(&name), "{name}={value:?}");
            assert!(!name.starts_with("on"), "{name}={value:?}");
        }
    }
    let named = |name: &str| page.descendants().filter(|node| node.has_tag_name(name)).count();
    assert_eq!(named("script"), 2, "the record and the filter");
    assert_eq!([named("link"), named("img"), named("iframe")], [0; 3]);
    assert!(!html.contains("@import") && !html.contains("url("));
    // Two bars and four charts, each of them said in words.
    let charts: Vec<_> = page.descendants().filter(|node| node.has_tag_name("svg")).collect();
    assert_eq!(charts.len(), 6);
    assert!(charts.iter().all(|chart| chart.attribute("aria-label").is_some_and(|said| said.len() > 40)));
    for part in ["What people get", "They take others’ questions", "They lose their own", "accuracy@1 in scope"] {
        assert!(text.contains(part), "{part:?} is not in the page:\n{text}");
    }
    assert!(!text.contains("Since the last report"), "{text}");
}

#[test]
fn what_people_wrote_cannot_steer_the_report() {
    let folder = TempDir::new().unwrap();
    report_in(folder.path(), CLUB, &[]).exits(0);
    let (html, text) = page_in(folder.path());
    assert!(text.contains("<script>alert('when does the club meet?')</script>\u{fffd}teem"), "{text}");
    assert!(!html.contains("<script>alert") && !html.contains('\u{202e}'), "{html}");
    // The next report reads it from the record as it was asked.
    let (_, record) = html.split_once("id=\"askwell-report\">").unwrap();
    let record: serde_json::Value = serde_json::from_str(record.split_once("</script>").unwrap().0).unwrap();
    let fates = &record["questions"]["<script>alert('when does the club meet?')</script>\u{202e}teem"];
    assert_eq!(fates.as_array().map(Vec::len), Some(1), "{record}");
}

#[test]
fn the_next_report_says_what_has_changed() {
    let folder = TempDir::new().unwrap();
    report_in(folder.path(), CLUB, &[]).exits(0);
    let changed = CLUB
        .replace("When does the club meet?", "When does the club meet?\",\"Boardgame o'clock?")
        .replace("How do I become a member?", "How do I become a member?\",\"Who won the world cup?");
    report_in(folder.path(), &changed, &[]).exits(0);
    let (_, text) = page_in(folder.path());
    let (_, since) = text.split_once("Since the last report").unwrap();
    for part in [
        "1\u{a0}question went worse who won the world cup rightly not answered → answered, though nothing is right",
        "1\u{a0}question went better boardgame o'clock? not answered → answered right",
        "▲",
    ] {
        let part = part.replace('\u{a0}', " ");
        assert!(since.replace('\u{a0}', " ").contains(&part), "{part:?} is not in:\n{since}");
    }
    assert!(!since.contains("Not measured the same way"), "{since}");

    report_in(folder.path(), &changed, &["--leave-out"]).exits(0);
    let (_, text) = page_in(folder.path());
    assert!(
        text.contains("Not measured the same way") && text.contains("entries left out: no then, yes now"),
        "{text}"
    );
}

#[test]
fn a_file_that_is_no_report_is_not_replaced() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("eval.html");
    std::fs::write(&path, "<h1>Our club</h1>").unwrap();
    report_in(folder.path(), CLUB, &[]).exits(2).says("eval.html` is there already and is no report of askwell");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "<h1>Our club</h1>");

    std::fs::write(&path, "<script type=\"application/json\" id=\"askwell-report\">{\"format\":999}</script>").unwrap();
    report_in(folder.path(), CLUB, &[]).exits(0).says("is from another version of askwell");
    assert!(page_in(folder.path()).1.contains("What people get"));
    let nowhere = folder.path().join("nowhere/eval.html").display().to_string();
    let arguments = ["eval", "--queries", "tests/data/faq-questions.jsonl", "--report", &nowhere];
    Askwell::with(&arguments).run().exits(2).says("there is no folder");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "only the knowledge, the questions and the report: {left:?}");
}

//! `askwell lint` over a knowledge with one fault of each kind, and over its twin without any.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::Askwell;

const SEEDED: &str = "tests/data/lint/seeded";
const CLEAN: &str = "tests/data/lint/clean";

/// File, line, severity and code of every fault that was put in.
const FAULTS: &[(&str, u64, &str, &str)] = &[
    ("committee.txt", 3, "note", "long-answer"),
    ("events.csv", 4, "error", "shared-phrasing"),
    ("fees.yaml", 8, "warning", "contradiction"),
    ("fees.yaml", 10, "warning", "review-overdue"),
    ("fees.yaml", 16, "warning", "unread-language"),
    ("fees.yaml", 19, "warning", "unread-language"),
    ("house.md", 4, "warning", "duplicate-phrasing"),
    ("house.md", 7, "warning", "dead-link"),
    ("house.md", 11, "warning", "mention-token"),
    ("house.md", 15, "warning", "mention-token"),
    ("machines.toml", 3, "warning", "magnet"),
    ("mail.json", 5, "warning", "loses-own"),
    ("tools.jsonl", 2, "warning", "shared-answer"),
    ("tools.jsonl", 3, "warning", "mention-token"),
    ("tools.jsonl", 5, "note", "possible_double"),
];

fn seeded(name: &str) -> String {
    format!("{SEEDED}/{name}")
}

#[test]
fn every_seeded_fault_is_found_at_its_line_and_nothing_else() {
    let ran = Askwell::with(&["lint", "--json", "-k", SEEDED]).run().exits(1);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found: Vec<_> = ran
        .json_lines()
        .iter()
        .map(|line| (text(&line["file"]), line["line"].as_u64(), text(&line["severity"]), text(&line["code"])))
        .collect();
    let expected: Vec<_> = FAULTS
        .iter()
        .map(|(file, line, severity, code)| (seeded(file), Some(*line), (*severity).to_owned(), (*code).to_owned()))
        .collect();
    assert_eq!(found, expected);
    for line in ran.json_lines() {
        assert!(!text(&line["message"]).is_empty() && !text(&line["remedy"]).is_empty(), "{line}");
    }
    let double = ran.json_lines().into_iter().next_back().unwrap();
    assert_eq!(double["entries"], serde_json::json!(["saw", "buy-blades"]));
    assert!(double["cosine"].as_f64().unwrap() >= 0.9 && double["phrasings"].as_array().unwrap().len() == 2);
}

#[test]
fn the_twin_without_faults_has_no_finding() {
    let ran = Askwell::with(&["lint", "--deny", "notes", "-k", CLEAN]).run().exits(0);
    let files = fs::read_dir(CLEAN).unwrap().count();
    assert_eq!(files, fs::read_dir(SEEDED).unwrap().count());
    ran.shows(": 0 errors, 0 warnings, 0 notes");
}

#[test]
fn the_bundled_knowledge_has_no_error() {
    Askwell::with(&["lint", "-k", "knowledge"]).run().exits(0).shows(" 0 errors");
}

#[test]
fn what_counts_as_wrong_can_be_said() {
    let (warned, noted) = (seeded("tools.jsonl"), seeded("committee.txt"));
    let lint = |deny: &str, file: &str| Askwell::with(&["lint", "--no-doubles", "--deny", deny, "-k", file]).run();
    lint("errors", &warned).exits(0);
    lint("warnings", &warned).exits(1);
    lint("warnings", &noted).exits(0);
    lint("notes", &noted).exits(1).shows("note: ");
}

#[test]
fn the_sarif_has_what_its_specification_demands() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lint.sarif");
    Askwell::with(&["lint", "-k", SEEDED, "--sarif", path.to_str().unwrap()]).run().exits(1).shows("house.md:7:");
    let log: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    check_sarif(&log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), FAULTS.len());
    for (result, (file, line, severity, code)) in results.iter().zip(FAULTS) {
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], seeded(file));
        assert_eq!((&place["region"]["startLine"], &result["level"]), (&(*line).into(), &(*severity).into()));
        assert_eq!(result["ruleId"], *code);
    }

    Askwell::with(&["lint", "-k", CLEAN, "--sarif", path.to_str().unwrap()]).run().exits(0);
    let log: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    check_sarif(&log);
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]), "no result is an empty list, not none");
}

#[test]
fn the_sample_job_lints_as_it_says() {
    let job = fs::read_to_string("packaging/lint.yml").unwrap();
    let command = job.lines().map(str::trim).find(|line| line.starts_with("lint --")).unwrap();
    let uploaded = job.lines().find_map(|line| line.trim().strip_prefix("sarif_file: ")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("knowledge")).unwrap();
    let model = format!("{}/models/all-MiniLM-L6-v2", env!("CARGO_MANIFEST_DIR"));
    let lint = |text: &str| {
        fs::write(folder.path().join("knowledge/faq.txt"), text).unwrap();
        let arguments: Vec<&str> = command.split(' ').collect();
        Askwell::with(&arguments).env("ASKWELL_MODEL", &model).within(folder.path()).run()
    };
    lint("The club.\n\nHow do I join?\nPay ten euros.\n").exits(0);
    lint("The club.\n\nHow do I join?\nAsk @everyone.\n").exits(1);
    let log: Value = serde_json::from_str(&fs::read_to_string(folder.path().join(uploaded)).unwrap()).unwrap();
    assert_eq!(
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "knowledge/faq.txt",
        "a path of the repository"
    );
}

/// What SARIF 2.1.0 demands of the parts that we write (sections 3.13, 3.14, 3.19, 3.27, 3.28, 3.30, 3.49).
#[track_caller]
fn check_sarif(log: &Value) {
    let schema = serde_json::from_str(include_str!("../data/lint/sarif-2.1.0.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(log).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for run in log["runs"].as_array().unwrap() {
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: BTreeSet<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), rules.len(), "a rule is listed twice");
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
    }
}

//! What a confidence rests on, shown and fitted by `askwell calibrate`.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::Askwell;
use crate::support::root;

#[test]
fn people_see_what_was_rehearsed_and_what_follows() {
    let ran = Askwell::with(&["calibrate", "-k", "knowledge"]).run().exits(0);
    ran.shows("its phrasings, each without itself")
        .shows("when it leads the others by twice as much")
        .shows("95 %")
        .shows("The general calibration was drawn towards what this knowledge showed.");
    let few = Askwell::with(&["calibrate", "-k", "tests/data/faq.txt"]).run().exits(0);
    few.shows("5 entries with 18 phrasings").shows("confidence");
}

#[test]
fn a_knowledge_with_single_phrasings_stays_with_the_general_calibration() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faq.txt");
    fs::write(&file, "Where is the key?\nUnder the mat.\nWho feeds the cat?\nAnna does.\n").unwrap();
    let ran = Askwell::with(&["calibrate", "--json", "-k", file.to_str().unwrap()]).run().exits(0);
    let report = &ran.json_lines()[0];
    assert_eq!(report["adapted"], false, "{report}");
    assert_eq!(report["effects"]["lead"]["general"], report["effects"]["lead"]["here"]);
    assert_eq!(report["without_itself"]["questions"], 0);
    assert_eq!(report["without_entry"]["questions"], 2);
    assert!(report["judgement"][0].as_str().unwrap().contains("the general calibration is used"), "{report}");
}

#[test]
fn a_higher_target_is_answered_from_a_higher_bar_and_less_often() {
    let report = &Askwell::with(&["calibrate", "--json", "-k", "knowledge"]).run().exits(0).json_lines()[0];
    let of = |name: &str| -> Vec<f64> {
        report["bars"].as_array().unwrap().iter().map(|bar| bar[name].as_f64().unwrap()).collect()
    };
    assert_eq!(of("target").len(), 4);
    let (bars, answered) = (of("bar"), of("answered"));
    assert!(bars.is_sorted() && bars[0] < bars[3], "{bars:?}");
    assert!(answered.iter().rev().is_sorted() && answered[0] > 0.0, "{answered:?}");
    // What was asked without its entry is near at most: it has to be less sure.
    let confidence = |kind: &str| report[kind]["confidence"].as_f64().unwrap();
    assert!(confidence("without_entry") < confidence("without_itself"), "{report}");
    assert!(confidence("chatter") < 0.2, "{report}");
}

/// A folder with a set: the entries of the knowledge file in the repository, and these questions for them.
fn set(folder: &Path, name: &str, questions: &str) -> PathBuf {
    let set = folder.join(name);
    fs::create_dir(&set).unwrap();
    let exported = Askwell::with(&["export", "-k", "tests/data/faq.txt", "--format", "jsonl"]).run().exits(0).stdout();
    // The first line is the topic.
    let entries: Vec<&str> = exported.lines().filter(|line| line.contains("\"id\"")).collect();
    assert_eq!(entries.len(), 4, "{exported}");
    fs::write(set.join("knowledge.jsonl"), entries.join("\n")).unwrap();
    fs::write(set.join("queries.jsonl"), questions).unwrap();
    set
}

#[test]
fn a_fit_measures_each_set_without_its_family_and_leaves_a_record() {
    let folder = tempfile::tempdir().unwrap();
    let questions = fs::read_to_string(root().join("tests/data/faq-questions.jsonl")).unwrap();
    let [one, two, other, unseen] =
        ["club_one", "club_two", "other", "unseen"].map(|name| set(folder.path(), name, &questions));
    let record = folder.path().join("fit.json");
    let mut arguments = vec!["calibrate", "--fit"];
    arguments.extend([&one, &two, &other].map(|path| path.to_str().unwrap()));
    arguments.extend(["--measure-only", unseen.to_str().unwrap(), "--record", record.to_str().unwrap()]);
    let ran = Askwell::with(&arguments).run().exits(0);
    let ran = ran.shows("pub const PRIOR: Prior = Prior {").shows("plain cosine: log-odds");
    ran.shows("whole, 3 sets fitted on, each without its family").shows("whole, 1 sets never fitted on");

    let text = fs::read_to_string(&record).unwrap();
    assert!(!text.contains(folder.path().to_str().unwrap()), "the record names this machine's folders: {text}");
    let record: Value = serde_json::from_str(&text).unwrap();
    let sets: Vec<(&str, &str, bool)> = record["sets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|set| (set["name"].as_str().unwrap(), set["family"].as_str().unwrap(), set["fitted"].as_bool().unwrap()))
        .collect();
    let expected =
        [("club_one", "club", true), ("club_two", "club", true), ("other", "other", true), ("unseen", "unseen", false)];
    assert_eq!(sets, expected);
    assert_eq!(record["sets"][0]["questions"], 4);
    assert_eq!(record["sets"][0]["knowledge_sha256"].as_str().unwrap().len(), 64);
    // Four entries are too few to draw three of them, and none has more than three phrasings.
    let settings: Vec<&str> = record["measured"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["set"] == "other")
        .map(|line| line["setting"].as_str().unwrap())
        .collect();
    assert_eq!(settings, ["whole", "left out"]);
    for way in ["plain", "prior", "adapted"] {
        let figures = &record["measured"][0]["figures"][way];
        assert!(figures["ece"].is_f64() && figures["right"].is_f64(), "{figures}");
    }
}

#[test]
fn what_a_second_look_adds_is_fitted_and_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let questions = fs::read_to_string(root().join("tests/data/faq-questions.jsonl")).unwrap();
    let [one, other] = ["club", "other"].map(|name| set(folder.path(), name, &questions));
    let record = folder.path().join("second-look.json");
    let mut arguments = vec!["calibrate", "--second-look"];
    arguments.extend([&one, &other].map(|path| path.to_str().unwrap()));
    arguments.extend(["--record", record.to_str().unwrap()]);
    Askwell::with(&arguments).run().exits(0).shows("mean of 2, left out").shows("SecondLook {");
    let record: Value = serde_json::from_str(&fs::read_to_string(&record).unwrap()).unwrap();
    assert_eq!(record["sets"][1]["name"], "other");
    assert_eq!(record["measured"].as_array().unwrap().len(), 4, "{record}");
    let read = record["second_look"]["read"].as_f64().unwrap();
    assert!(read.is_finite() && record["measured"][0]["looked_at"].as_f64().unwrap() > 0.0, "{record}");
    let without = Askwell::with(&arguments).env("ASKWELL_SECOND_LOOK", "off");
    without.run().exits(2).says("there is no cross-encoder");
}

#[test]
fn a_folder_that_is_no_set_is_told_before_anything_is_embedded() {
    Askwell::with(&["calibrate", "--fit", "nowhere"]).run().exits(2).says("could not read `nowhere`");
    Askwell::with(&["calibrate", "--fit", "tests/data"]).run().exits(2).says("knowledge.jsonl");
    Askwell::with(&["calibrate", "--record", "fit.json"]).run().exits(2).says("--fit");
}

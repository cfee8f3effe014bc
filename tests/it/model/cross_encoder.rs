//! The cross-encoder of the second look: the one in the repository, and what becomes of questions without it.

use std::fs;

use askwell::embedding::Embedder;
use askwell::embedding::Side;
use askwell::embedding::cross_encoder::CrossEncoder;
use askwell::embedding::fastembed::FastEmbedder;

use crate::support::Askwell;
use crate::support::cross_encoder;
use crate::support::embedder;
use crate::support::root;

const FAQ: &str = "tests/data/faq.txt";

/// The settings of one whose files are damaged.
const BROKEN: [(&str, &str); 5] = [
    ("model.onnx", "weights"),
    ("tokenizer.json", "{}"),
    ("config.json", "{}"),
    ("tokenizer_config.json", "{}"),
    ("SHA256SUMS", "0000000000000000000000000000000000000000000000000000000000000000  model.onnx\n"),
];

#[derive(serde::Deserialize)]
struct Entry {
    phrasings: Vec<String>,
    asks: Vec<String>,
    near: Vec<String>,
}

/// The entries of a community of the training data that was held out.
fn held_out(name: &str) -> Vec<Entry> {
    let path = root().join(format!("models/question-pairs-MiniLM-L6/data/{name}.jsonl"));
    let text = fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// How often a question that a phrasing's entry answers gets a higher number than one that only sounds like it.
fn told_apart(entries: &[Entry], mut number: impl FnMut(&str, &str) -> f32) -> f64 {
    let (mut right, mut all) = (0, 0);
    for entry in entries {
        let phrasing = &entry.phrasings[0];
        let near: Vec<f32> = entry.near.iter().map(|near| number(near, phrasing)).collect();
        for ask in &entry.asks {
            let asked = number(ask, phrasing);
            right += near.iter().filter(|near| asked > **near).count();
            all += near.len();
        }
    }
    right as f64 / all as f64
}

#[test]
fn it_tells_what_is_meant_from_what_only_shares_its_words() {
    let (mut reader, mut model) = (cross_encoder(), embedder());
    let (mut read, mut cosine) = (Vec::new(), Vec::new());
    for name in ["museum", "credit-cards", "pet-vet"] {
        let entries = held_out(name);
        read.push(told_apart(&entries, |asked, phrasing| reader.log_odds(asked, phrasing).unwrap()));
        cosine.push(told_apart(&entries, |asked, phrasing| {
            let vector = |text, model: &mut FastEmbedder| model.embed(text, Side::Query).unwrap();
            vector(asked, &mut model).cosine(&vector(phrasing, &mut model))
        }));
    }
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    assert!(mean(&read) > mean(&cosine) + 0.1, "read {read:?}, cosine {cosine:?}");
}

#[test]
fn the_same_pair_gets_the_same_number_whatever_was_read_before() {
    let mut model = cross_encoder();
    let first = model.log_odds("when do you open", "Opening hours").unwrap();
    let long = "and on which days of the week do you open then ".repeat(60);
    assert!(model.log_odds(&long, &long).unwrap().is_finite());
    assert!(model.log_odds("", "").is_ok_and(f32::is_finite));
    assert_eq!(model.log_odds("when do you open", "Opening hours").unwrap().to_bits(), first.to_bits());
    assert_eq!(cross_encoder().log_odds("when do you open", "Opening hours").unwrap().to_bits(), first.to_bits());
}

#[test]
fn it_is_asked_unless_it_is_turned_off() {
    let question = ["ask", "--why", "-k", FAQ, "how can i become a club member"];
    let why = Askwell::with(&question).run().stdout();
    assert!(why.contains("reading both together"), "{why}");
    let why = Askwell::with(&question).env("ASKWELL_SECOND_LOOK", "off").run().stdout();
    assert!(why.contains("confidence:") && !why.contains("reading both together"), "{why}");
    Askwell::with(&question).env("ASKWELL_SECOND_LOOK", "maybe").run().exits(2).says("neither on nor off");
    Askwell::with(&["doctor", "-k", FAQ]).run().exits(0).shows("question-pairs-MiniLM-L6");
    let off = Askwell::with(&["doctor", "-k", FAQ]).env("ASKWELL_SECOND_LOOK", "off");
    off.run().exits(0).shows("turned off by ASKWELL_SECOND_LOOK");
}

#[test]
fn one_that_is_damaged_is_named_before_anything_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("models/question-pairs-MiniLM-L6");
    fs::create_dir_all(&models).unwrap();
    for (name, text) in BROKEN {
        fs::write(models.join(name), text).unwrap();
    }
    fs::copy(FAQ, folder.path().join("faq.txt")).unwrap();
    let ask = || Askwell::with(&["ask", "-k", "faq.txt", "how can i become a member"]).within(folder.path());
    ask().run().exits(2).says("question-pairs-MiniLM-L6").says("checksum");
    Askwell::with(&["doctor", "-k", "faq.txt"]).within(folder.path()).run().exits(1).shows("checksum");
    // Whole by its checksums, and no model: questions are answered by the first look.
    fs::remove_file(models.join("SHA256SUMS")).unwrap();
    let ran = ask().run();
    assert!(ran.stdout().contains("member"), "{}{}", ran.stdout(), ran.stderr());
}

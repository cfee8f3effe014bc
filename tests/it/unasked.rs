//! How much of what people say would be answered unasked, and how much of that is right: on the labelled questions and
//! posts, and on chatter, with the real model. `cargo test --test it unasked:: -- --nocapture` shows the figures.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;

use askwell::matching::calibration::Target;
use askwell::service::FaqService;
use askwell::service::RIGHT_UNASKED;
use askwell::service::is_question;
use serde_json::Value;

use crate::support::MODEL;
use crate::support::answered_from;

/// What became of texts.
#[derive(Debug, Default)]
struct Figures {
    /// Texts that have an answer.
    known: usize,
    /// Of these, those that ask something by their words.
    asking: usize,
    /// Of these, those that are answered, and all answers right.
    right: usize,
    /// Those that get a wrong answer, and texts without an answer that get one.
    wrong: Vec<String>,
    /// Texts without an answer.
    unknown: usize,
}

async fn service() -> FaqService {
    let settings = answered_from("knowledge".into());
    FaqService::open(MODEL.clone(), settings, |_| ()).await.unwrap().0
}

/// A text and the entries that answer it.
type Labelled = (String, BTreeSet<String>);

async fn measured(service: &FaqService, texts: &[Labelled]) -> Figures {
    let target = Target::new(RIGHT_UNASKED).unwrap();
    let mut figures = Figures::default();
    for (text, ids) in texts {
        let asks = is_question(text);
        if ids.is_empty() {
            figures.unknown += 1;
        } else {
            figures.known += 1;
            figures.asking += usize::from(asks);
        }
        if !asks {
            continue;
        }
        let Some(heard) = service.overhear(text, 5, target).await.unwrap() else { continue };
        let given = heard.post().answers.iter().map(|answer| answer.entry().unwrap().id.to_string());
        let wrong: Vec<String> = given.filter(|id| !ids.contains(id)).collect();
        if wrong.is_empty() {
            figures.right += 1;
        } else {
            figures.wrong.push(format!("{text:?}: {wrong:?}"));
        }
    }
    figures
}

fn lines(path: &str) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ids(value: &Value) -> BTreeSet<String> {
    let listed = value.as_array().map(Vec::as_slice).unwrap_or(std::slice::from_ref(value));
    listed.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_unasked_is_right() {
    let service = service().await;
    let text = |line: &Value| line["text"].as_str().unwrap().to_owned();
    let questions: Vec<Labelled> =
        lines("tests/data/questions.jsonl").iter().map(|line| (text(line), ids(&line["id"]))).collect();
    let posts: Vec<Labelled> =
        lines("tests/data/posts.jsonl").iter().map(|line| (text(line), ids(&line["ids"]))).collect();
    let chatter = fs::read_to_string("src/matching/chatter.txt").unwrap();
    let chatter: Vec<Labelled> = chatter.lines().map(|line| (line.to_owned(), BTreeSet::new())).collect();
    let mut answered = 0;
    let mut wrong = Vec::new();
    for (name, texts) in [("questions", questions), ("posts", posts), ("chatter", chatter)] {
        let figures = measured(&service, &texts).await;
        writeln!(std::io::stderr(), "{name}: {figures:#?}").unwrap();
        answered += figures.right + figures.wrong.len();
        wrong.extend(figures.wrong);
    }
    assert!(answered > 50, "{answered} are answered");
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    let share = wrong.len() as f32 / answered as f32;
    assert!(share <= 1.0 - RIGHT_UNASKED + 0.01, "{} of {answered} are wrong: {wrong:#?}", wrong.len());
}

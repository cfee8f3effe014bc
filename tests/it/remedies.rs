//! The cheapest fix that `why` names, applied, really makes another verdict; with the real model.

use askwell::matching::calibration::Target;
use askwell::matching::explanation::Remedy;
use askwell::matching::judgement::Judgement;
use askwell::matching::judgement::Verdict;
use tempfile::TempDir;

use crate::support::TestBot;

/// Entries as id and phrasings.
type Entries = Vec<(&'static str, Vec<String>)>;

fn entries() -> Entries {
    let entry = |id, phrasings: &[&str]| (id, phrasings.iter().map(|&text| text.to_owned()).collect());
    vec![
        entry("borrow", &["How do I borrow a game?", "Can I take a game home?"]),
        entry("meeting", &["When does the club meet?", "On which day are the meetings?"]),
        entry("evening", &["How late is the club open?", "When does it close?"]),
        entry("cost", &["What does membership cost?"]),
        entry("invite", &["How do I enable invitations?"]),
        entry("closing", &["When does it close?", "Is the desk open on Sunday?"]),
    ]
}

/// A bot that knows `entries`.
fn knowing(entries: &Entries) -> TestBot {
    let folder = TempDir::new().unwrap();
    let line = |(id, questions): &(&str, Vec<String>)| {
        serde_json::json!({ "id": id, "questions": questions, "answer": format!("The answer of {id}.") }).to_string()
    };
    let lines: Vec<String> = entries.iter().map(line).collect();
    std::fs::write(folder.path().join("faq.jsonl"), lines.join("\n")).unwrap();
    TestBot::in_folder(folder)
}

fn shown(judgement: &Judgement) -> (Verdict, Option<String>) {
    let best = judgement.candidates.first().filter(|_| judgement.verdict == Verdict::Answer);
    (judgement.verdict, best.map(|best| best.entry.to_string()))
}

/// `entries` as `remedy` would have them for `question`.
fn applied(mut entries: Entries, remedy: &Remedy, question: &str) -> Entries {
    let bare = |text: &str| text.trim_end_matches('?').to_lowercase();
    match remedy {
        Remedy::AddPhrasing(id) => {
            let entry = entries.iter_mut().find(|(other, _)| *other == id.as_str()).unwrap();
            entry.1.push(question.to_owned());
        }
        Remedy::NewEntry => entries.push(("new", vec![question.to_owned()])),
        Remedy::KeepInOne => {
            let mut kept = false;
            for (_, phrasings) in &mut entries {
                phrasings.retain(|text| bare(text) != bare(question) || !std::mem::replace(&mut kept, true));
            }
        }
        Remedy::TakeOut(id) => {
            let entry = entries.iter_mut().find(|(other, _)| *other == id.as_str()).unwrap();
            entry.1.retain(|text| bare(text) != bare(question));
        }
        Remedy::Nothing => {}
    }
    entries
}

/// Checks that the fix for `question` is `remedy`, and that another verdict comes of it.
#[track_caller]
fn check(question: &str, remedy: &str) {
    let before = knowing(&entries()).ask(question).judgement;
    let fix = before.explanation.as_ref().unwrap().remedy.clone();
    let named = match &fix {
        Remedy::AddPhrasing(id) => format!("add to {id}"),
        Remedy::TakeOut(id) => format!("take out of {id}"),
        other => format!("{other:?}"),
    };
    assert!(named.starts_with(remedy), "{question:?}: {named}; {before:#?}");
    let after = knowing(&applied(entries(), &fix, question)).ask(question).judgement;
    assert_ne!(shown(&after), shown(&before), "{question:?}: {named} changed nothing");
    if before.verdict != Verdict::Answer {
        assert_eq!(after.verdict, Verdict::Answer, "{question:?}: {named} did not make an answer of it");
    }
}

#[test]
fn what_is_not_answered_is_after_its_fix() {
    check("one game for my place please", "add to borrow");
    check("what is the capital of Mongolia", "NewEntry");
}

#[test]
fn what_is_asked_back_is_answered_after_its_fix() {
    check("How do I disable invitations?", "add to invite");
    check("when does it close", "KeepInOne");
}

#[test]
fn what_is_answered_gets_another_answer_after_its_fix() {
    check("what is the membership cost", "add to");
    check("can i take a game home", "take out of borrow");
}

#[test]
fn at_the_lower_target_that_is_named_the_best_is_the_answer() {
    let bot = crate::support::own_knowledge();
    let mut seen = 0;
    for question in [
        "can it run without the internet",
        "where do I put my questions and answers",
        "how many questions can I store",
        "does it need a graphics card",
        "how do I make it forget an answer",
        "which files can it read",
        "how sure is it",
        "where is the cache",
        "does anything leave my machine",
        "can several people share one file of answers",
    ] {
        let asked_for = Target::new(0.999).unwrap();
        let strict = bot.ask_within(question, asked_for).judgement;
        let Some(lower) = strict.explanation.as_ref().unwrap().lower_target else { continue };
        seen += 1;
        assert_ne!(strict.verdict, Verdict::Answer, "{question:?}");
        assert_eq!(bot.ask_within(question, lower).judgement.verdict, Verdict::Answer, "{question:?} at {lower:?}");
        // The next that would have been named, and not a hair less than that: bars go in steps.
        let above = Target::new(((lower.share() * 100.0).round() + 1.0) / 100.0).unwrap();
        assert_ne!(bot.ask_within(question, above).judgement.verdict, Verdict::Answer, "{question:?} above {lower:?}");
    }
    assert!(seen >= 2, "a lower target was named {seen} times only");
}

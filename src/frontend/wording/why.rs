//! How a verdict came about, for whoever asks why.

use std::fmt::Write;

use super::elapsed;
use super::percent;
use super::plain;
use super::read_as;
use super::turned_away;
use crate::entry::EntryId;
use crate::frontend::wording::words::Words;
use crate::matching::calibration::Part;
use crate::matching::explanation::Explanation;
use crate::matching::explanation::READ;
use crate::matching::explanation::Remedy;
use crate::matching::guards::Difference;
use crate::matching::guards::Kind;
use crate::matching::judgement::CHOOSE;
use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::service::Answer;

/// How the verdict on a question came about.
#[must_use]
pub fn why(answer: &Answer) -> String {
    let judgement = &answer.judgement;
    let mut text = format!("{}: {}", verdict(judgement.verdict), reason(Words::ENGLISH, answer));
    if let Some(repaired) = &answer.repaired {
        let _ = write!(text, "\n  {}", read_as(Words::ENGLISH, &repaired.changes));
    }
    for barred in &judgement.barred {
        let (entry, question) = (plain(barred.entry.as_str()), plain(&barred.question));
        let _ = write!(text, "\n  left out: {entry}, which was said not to answer \"{question}\"");
    }
    if let Some(best) = judgement.candidates.first() {
        let _ = write!(text, "\n  closest: {}: {}", plain(best.entry.as_str()), plain(&best.phrasing));
    }
    if let Some(second) = judgement.candidates.get(1) {
        let (entry, phrasing) = (plain(second.entry.as_str()), plain(&second.phrasing));
        let _ = write!(text, "\n  runner-up, {}: {entry}: {phrasing}", percent(second.confidence));
    }
    if let Some(explanation) = &judgement.explanation {
        let named = |entry: &EntryId| format!("`{}`", plain(entry.as_str()));
        for line in [made_of(Words::ENGLISH, explanation), fix(Words::ENGLISH, answer, named)] {
            text += &line.map(|line| format!("\n  {line}")).unwrap_or_default();
        }
    }
    if !judgement.candidates.is_empty() {
        let _ = write!(
            text,
            "\n  {:>10}  {:>6}  {:>6}  {:>5}  {:>5}  {:>5}  entry",
            "confidence", "cosine", "answer", "words", "score", "share"
        );
    }
    for candidate in &judgement.candidates {
        let features = &candidate.features;
        let _ = write!(
            text,
            "\n  {:>10}  {:>6.3}  {:>6}  {:>5.2}  {:>5.2}  {:>5.2}  {}: {}",
            percent(candidate.confidence),
            features.cosine,
            features.answer.map_or_else(|| "-".to_owned(), |answer| format!("{answer:.3}")),
            features.words,
            features.score,
            features.share,
            plain(candidate.entry.as_str()),
            plain(&candidate.phrasing)
        );
    }
    let _ = write!(text, "\n  decided in {}", elapsed(answer.elapsed));
    text
}

/// What the best confidence is made of: from what is usual, one input after the other.
pub(super) fn made_of(words: Words, explanation: &Explanation) -> Option<String> {
    let Explanation { usual, parts, .. } = explanation;
    if parts.is_empty() {
        return None;
    }
    let mut odds = f64::from(usual / (1.0 - usual)).ln();
    let mut pieces = vec![words.say_with("made-of-usual", &[("usual", percent(*usual).into())])];
    for Part { name, log_odds, .. } in parts {
        odds += log_odds;
        #[expect(clippy::cast_possible_truncation, reason = "a percentage has two digits")]
        let now = (1.0 / (1.0 + (-odds).exp())) as f32;
        pieces.push(input(words, name, now));
    }
    Some(pieces.join(", "))
}

/// An input of the calibration, for people, with the confidence that it leads to.
fn input(words: Words, name: &str, now: f32) -> String {
    let now = [("now", percent(now).into())];
    match name {
        "score" => words.say_with("made-of-closeness", &now),
        "words" => words.say_with("made-of-words", &now),
        READ => words.say_with("made-of-reading", &now),
        _ => words.say_with("made-of-lead", &now),
    }
}

/// The cheapest change that makes another verdict of the question; `named` names an entry.
pub(super) fn fix(words: Words, answer: &Answer, named: impl Fn(&EntryId) -> String) -> Option<String> {
    let judgement = &answer.judgement;
    let explanation = judgement.explanation.as_ref()?;
    let right = judgement.verdict == Verdict::Answer;
    let entry = |entry: &EntryId| [("entry", named(entry).into())];
    let fix = match &explanation.remedy {
        Remedy::AddPhrasing(right_one) if right => words.say_with("fix-wrong-add-phrasing", &entry(right_one)),
        Remedy::AddPhrasing(right_one) => words.say_with("fix-add-phrasing", &entry(right_one)),
        Remedy::NewEntry if right => words.say("fix-wrong-new-entry"),
        Remedy::NewEntry => words.say("fix-new-entry"),
        Remedy::KeepInOne => words.say("fix-keep-in-one"),
        Remedy::TakeOut(wrong_one) => words.say_with("fix-take-out", &entry(wrong_one)),
        Remedy::Nothing => return None,
    };
    Some(match explanation.lower_target {
        None => fix,
        Some(lower) => {
            let share = percent(lower.share());
            words.say_with("fix-or-lower-target", &[("fix", fix.into()), ("share", share.into())])
        }
    })
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Answer => "answered",
        Verdict::Choose => "asked back",
        Verdict::Abstain => "not answered",
    }
}

pub(super) fn reason(words: Words, answer: &Answer) -> String {
    let bar = percent(answer.judgement.bar);
    let best = percent(answer.judgement.confidence());
    match answer.judgement.reason {
        Reason::Exact => words.say("reason-exact"),
        Reason::Confident => words.say_with("reason-confident", &[("best", best.into()), ("bar", bar.into())]),
        Reason::Topic => words.say("reason-topic"),
        Reason::SamePhrasing => words.say("reason-same-phrasing"),
        Reason::NarrowLead => words.say_with("reason-narrow-lead", &[("bar", bar.into())]),
        Reason::NearTwin => {
            answer.judgement.difference.as_ref().map(|what| difference(words, what)).unwrap_or_default()
        }
        Reason::Unsure => words.say_with("reason-unsure", &[("best", best.into()), ("bar", bar.into())]),
        Reason::NothingClose => words.say_with(
            "reason-nothing-close",
            &[("best", best.into()), ("bar", bar.into()), ("choose", percent(CHOOSE).into())],
        ),
        Reason::NoKnowledge => words.say("reason-no-knowledge"),
        Reason::Empty | Reason::TooLong | Reason::NoWords | Reason::OtherScript | Reason::OtherLanguage => {
            answer.unaskable.as_ref().map(|why| turned_away(words, why)).unwrap_or_default()
        }
    }
}

/// What a question and a stored one differ in.
fn difference(words: Words, difference: &Difference) -> String {
    let (asked, stored) = (plain(&difference.asked), plain(&difference.stored));
    let kind = match difference.kind {
        Kind::Negation => "negation",
        Kind::Antonym => "antonym",
        Kind::Number => "number",
        Kind::Version => "version",
        Kind::Unit => "unit",
        Kind::Name => "name",
        Kind::Word => "word",
    };
    let sides = match (asked.as_str(), stored.as_str()) {
        (said, "") => words.say_with("sides-asked-alone", &[("asked", said.into())]),
        ("", denied) => words.say_with("sides-stored-alone", &[("stored", denied.into())]),
        (asked, stored) => words.say_with("sides-both", &[("asked", asked.into()), ("stored", stored.into())]),
    };
    words.say_with("reason-near-twin", &[("kind", kind.into()), ("sides", sides.into())])
}

//! How a verdict came about, for whoever asks why.

use std::fmt::Write;

use super::elapsed;
use super::percent;
use super::plain;
use super::read_as;
use super::turned_away;
use crate::entry::EntryId;
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
    let mut text = format!("{}: {}", verdict(judgement.verdict), reason(answer));
    if let Some(repaired) = &answer.repaired {
        let _ = write!(text, "\n  {}", read_as(&repaired.changes));
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
        for line in [made_of(explanation), fix(answer, |entry| format!("`{}`", plain(entry.as_str())))] {
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
pub(super) fn made_of(explanation: &Explanation) -> Option<String> {
    let Explanation { usual, parts, .. } = explanation;
    if parts.is_empty() {
        return None;
    }
    let mut odds = f64::from(usual / (1.0 - usual)).ln();
    let mut text = format!("confidence: {} is usual here", percent(*usual));
    for Part { name, log_odds, .. } in parts {
        odds += log_odds;
        #[expect(clippy::cast_possible_truncation, reason = "a percentage has two digits")]
        let now = (1.0 / (1.0 + (-odds).exp())) as f32;
        let _ = write!(text, ", {} {}", input(name), percent(now));
    }
    Some(text)
}

/// An input of the calibration, for people, before the confidence that it leads to.
fn input(name: &str) -> &'static str {
    match name {
        "score" => "its closeness makes it",
        "words" => "the words in common",
        READ => "reading both together",
        _ => "the lead over the others",
    }
}

/// The cheapest change that makes another verdict of the question; `named` names an entry.
pub(super) fn fix(answer: &Answer, named: impl Fn(&EntryId) -> String) -> Option<String> {
    let judgement = &answer.judgement;
    let explanation = judgement.explanation.as_ref()?;
    let right = judgement.verdict == Verdict::Answer;
    let mut text = match &explanation.remedy {
        Remedy::AddPhrasing(entry) if right => {
            format!(
                "if that is wrong: add the question, word for word, to the entry that is right, perhaps {}",
                named(entry)
            )
        }
        Remedy::AddPhrasing(entry) => {
            format!("to have it answered: add the question, word for word, to the phrasings of {}", named(entry))
        }
        Remedy::NewEntry if right => "if that is wrong: write an entry with this question as its phrasing".to_owned(),
        Remedy::NewEntry => "to have it answered: write an entry with this question as its phrasing".to_owned(),
        Remedy::KeepInOne => {
            "to have it answered: leave that phrasing in one of them and take it out of the others".to_owned()
        }
        Remedy::TakeOut(entry) => format!("if that is wrong: take that phrasing out of {}", named(entry)),
        Remedy::Nothing => return None,
    };
    if let Some(lower) = explanation.lower_target {
        let _ = write!(text, "; or ask for fewer right answers, {} of all", percent(lower.share()));
    }
    Some(text)
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Answer => "answered",
        Verdict::Choose => "asked back",
        Verdict::Abstain => "not answered",
    }
}

pub(super) fn reason(answer: &Answer) -> String {
    let bar = percent(answer.judgement.bar);
    let best = percent(answer.judgement.confidence());
    match answer.judgement.reason {
        Reason::Exact => "the question is a stored phrasing, but for case, spacing and punctuation".to_owned(),
        Reason::Confident => format!("the best confidence, {best}, reaches the bar of {bar}"),
        Reason::Topic => "the question names nothing but the topic, so its overview is the answer".to_owned(),
        Reason::SamePhrasing => "several entries have this very phrasing".to_owned(),
        Reason::NarrowLead => {
            format!("the best two are close to each other, so none reaches the bar of {bar}")
        }
        Reason::NearTwin => answer.judgement.difference.as_ref().map(difference).unwrap_or_default(),
        Reason::Unsure => {
            format!("the best confidence, {best}, stays below the bar of {bar}")
        }
        Reason::NothingClose => format!(
            "the best confidence is {best}; {bar} are needed to answer, and {} for the best few together to offer them",
            percent(CHOOSE)
        ),
        Reason::NoKnowledge => "there are no entries".to_owned(),
        Reason::Empty | Reason::TooLong | Reason::NoWords | Reason::OtherScript | Reason::OtherLanguage => {
            answer.unaskable.as_ref().map(turned_away).unwrap_or_default()
        }
    }
}

/// What a question and a stored one differ in.
fn difference(difference: &Difference) -> String {
    let (asked, stored) = (plain(&difference.asked), plain(&difference.stored));
    let what = match difference.kind {
        Kind::Negation => "a denial",
        Kind::Antonym => "opposites",
        Kind::Number => "a number",
        Kind::Version => "a version",
        Kind::Unit => "a unit",
        Kind::Name => "a name",
        Kind::Word => "a word",
    };
    let sides = match (asked.as_str(), stored.as_str()) {
        (said, "") => format!("\"{said}\", which the other lacks"),
        ("", denied) => format!("\"{denied}\", which only the other has"),
        (asked, stored) => format!("\"{asked}\" here, \"{stored}\" there"),
    };
    format!("it would be the answer to a question that differs in {what}: {sides}")
}

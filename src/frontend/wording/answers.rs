//! What came of a question, as text.

use std::fmt::Write;

use time::Date;

use crate::entry::Entry;
use crate::frontend::wording::terminal::Palette;
use crate::frontend::wording::terminal::plain;
use crate::frontend::wording::words::Words;
use crate::matching::candidate::Candidate;
use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::matching::screening::MAX_QUESTION_CHARS;
use crate::matching::screening::Unaskable;
use crate::matching::spelling::Change;
use crate::service::Answer;
use crate::service::PostAnswer;

/// From this confidence on, an entry that is not shown is still worth naming as the nearest one. Below it, naming it
/// would look like an answer to something else.
const WORTH_NAMING: f32 = 0.15;

/// A probability as a word and a number.
#[must_use]
pub fn confidence(words: Words, confidence: f32) -> String {
    let percent = [("percent", percent(confidence).into())];
    match confidence {
        c if c >= 0.9 => words.say_with("sure", &percent),
        c if c >= 0.6 => words.say_with("fairly-sure", &percent),
        c if c >= 0.3 => words.say_with("unsure", &percent),
        _ => words.say_with("doubtful", &percent),
    }
}

/// A probability in whole percent. Certainty is said only where a rule gives it, never by rounding.
#[must_use]
pub fn percent(confidence: f32) -> String {
    if confidence >= 1.0 {
        return "100 %".to_owned();
    }
    format!("{:.0} %", (confidence * 100.0).round().clamp(0.0, 99.0))
}

/// An answer as the REPL and `ask` show it.
#[must_use]
pub fn answer(answer: &Answer, palette: &Palette) -> String {
    match answer.judgement.verdict {
        Verdict::Answer => answered(answer, palette),
        Verdict::Choose => choice(answer, palette),
        Verdict::Abstain => abstained(answer),
    }
}

/// What a post comes back as: one question like any other, several with each answer below its questions and then those
/// that are open.
#[must_use]
pub fn post(post: &PostAnswer, palette: &Palette) -> String {
    if let Some(single) = post.single() {
        return answer(single, palette);
    }
    let (strong, faint) = (palette.strong, palette.faint);
    let mut parts: Vec<String> = Vec::new();
    for sure in post.sure() {
        let asked = sure.questions.iter().map(|question| format!("{strong}> {}{strong:#}", one_line(question)));
        parts.push(format!("{}\n{}", asked.collect::<Vec<_>>().join("\n"), answered(sure.answer, palette)));
    }
    let open: Vec<String> = post
        .open()
        .map(|open| match perhaps(Words::ENGLISH, open) {
            Some(near) => format!("\n  {} {faint}({}){faint:#}", one_line(&open.question), plain(&near)),
            None => format!("\n  {}", one_line(&open.question)),
        })
        .collect();
    if !open.is_empty() {
        parts.push(format!("{}{}", open_heading(Words::ENGLISH, !parts.is_empty()), open.concat()));
    }
    if post.passed_over > 0 {
        parts.push(passed_over(Words::ENGLISH, post.passed_over));
    }
    parts.join("\n\n")
}

/// Above the questions of a post that get no answer.
pub(crate) fn open_heading(words: Words, others_are_answered: bool) -> String {
    if others_are_answered { words.say("open-besides-answers") } else { words.say("open-alone") }
}

/// Why an open question is open, where it is not that nothing is close.
pub(crate) fn perhaps(words: Words, open: &Answer) -> Option<String> {
    if let Some(unaskable) = &open.unaskable {
        return Some(turned_away(words, unaskable));
    }
    if open.judgement.verdict != Verdict::Choose {
        return None;
    }
    let names = (0..).zip(offered(open)).map(|(at, candidate)| shown_phrasing(open, at, candidate));
    let questions = names.collect::<Vec<_>>().join(" / ");
    Some(match open.read_as() {
        [] => words.say_with("perhaps", &[("questions", questions.into())]),
        changes => {
            let read = read_as(words, changes);
            let read = read.trim_end_matches('.');
            words.say_with("perhaps-as-read", &[("questions", questions.into()), ("read", read.into())])
        }
    })
}

/// When a post has more questions than are looked at.
pub(crate) fn passed_over(words: Words, more: usize) -> String {
    words.say_with("passed-over", &[("more", more.into())])
}

/// What people wrote, on one line.
fn one_line(text: &str) -> String {
    plain(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn answered(answer: &Answer, palette: &Palette) -> String {
    let (Some(entry), Some(best)) = (answer.entry(), answer.judgement.candidates.first()) else {
        return abstained(answer);
    };
    let faint = palette.faint;
    let mut text = said_as_read(answer, palette) + &entry_answer(entry);
    let topic = entry.topic.as_deref().map(|topic| format!(" · {}", plain(topic))).unwrap_or_default();
    let sure = confidence(Words::ENGLISH, best.confidence);
    let _ = write!(text, "\n{faint}({}: {}{topic}){faint:#}", sure, plain(&best.phrasing));
    if let Some(day) = answer.past_review {
        let _ = write!(text, "\n{faint}{}{faint:#}", past_review(Words::ENGLISH, day));
    }
    text
}

/// Below an answer that should have been looked at again.
#[must_use]
pub fn past_review(words: Words, day: Date) -> String {
    words.say_with("past-review", &[("day", day.to_string().into())])
}

/// How mistyped words were read, as a line before what they led to; empty when nothing hangs on them.
fn said_as_read(answer: &Answer, palette: &Palette) -> String {
    let faint = palette.faint;
    match answer.read_as() {
        [] => String::new(),
        changes => format!("{faint}{}{faint:#}\n", read_as(Words::ENGLISH, changes)),
    }
}

/// How mistyped words were read.
#[must_use]
pub fn read_as(words: Words, changes: &[Change]) -> String {
    let pair = |change: &Change| {
        words.say_with("read-pair", &[("typed", plain(&change.typed).into()), ("read", plain(&change.read).into())])
    };
    let pairs: Vec<String> = changes.iter().map(pair).collect();
    let pairs = match pairs.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            words.say_with("and", &[("before", rest.join(", ").into()), ("last", last.into())])
        }
        _ => pairs.concat(),
    };
    words.say_with("read-as", &[("pairs", pairs.into())])
}

/// An entry's answer, with its source.
pub(super) fn entry_answer(entry: &Entry) -> String {
    let mut text = plain(&entry.answer);
    if let Some(source) = &entry.source {
        let _ = write!(text, "\nSource: {}", plain(source));
    }
    text
}

fn choice(answer: &Answer, palette: &Palette) -> String {
    let strong = palette.strong;
    let mut text = said_as_read(answer, palette);
    text.push_str(&which_one(Words::ENGLISH, answer.judgement.reason, offered(answer).len()));
    for (number, candidate) in (1..).zip(offered(answer)) {
        let shown = shown_phrasing(answer, number - 1, candidate);
        let _ = write!(text, "\n  {strong}{number}{strong:#}  {shown} ({})", percent(candidate.confidence));
    }
    text
}

/// Above a choice. One that is alone may differ from the question in a word that matters.
#[must_use]
pub fn which_one(words: Words, reason: Reason, offered: usize) -> String {
    match reason {
        Reason::SamePhrasing => words.say("which-of-same"),
        Reason::NearTwin if offered == 1 => words.say("twin-of-this"),
        _ if offered == 1 => words.say("did-you-mean"),
        _ => words.say("which-of-these"),
    }
}

/// What to do about a choice at the prompt.
#[must_use]
pub fn how_to_choose(offered: usize) -> &'static str {
    match offered {
        1 => "Type 1 if so, or ask in other words.",
        _ => "Type its number, or ask in other words.",
    }
}

/// The candidates of a choice.
pub(crate) fn offered(answer: &Answer) -> &[Candidate] {
    &answer.judgement.candidates[..answer.judgement.offered]
}

/// How a candidate is named in a choice. When its own phrasing is that of another, its title and topic tell it apart.
pub(crate) fn shown_phrasing(answer: &Answer, at: usize, candidate: &Candidate) -> String {
    let same = |other: &Candidate| other.entry != candidate.entry && other.phrasing == candidate.phrasing;
    if !offered(answer).iter().any(same) {
        return plain(&candidate.phrasing);
    }
    let entry = &answer.entries[at];
    plain(&format!("{} [{}]", entry.title(), entry.topic.as_deref().unwrap_or(entry.id.as_str())))
}

fn abstained(answer: &Answer) -> String {
    if let Some(unaskable) = &answer.unaskable {
        return turned_away(Words::ENGLISH, unaskable);
    }
    if answer.judgement.reason == Reason::NoKnowledge {
        return Words::ENGLISH.say("no-entries");
    }
    let near: Vec<String> = near(answer).map(|candidate| format!("\n  {}", plain(&candidate.phrasing))).collect();
    if near.is_empty() {
        return "I don't know that.".to_owned();
    }
    format!("I don't know that. The nearest I have:{}\nIf you mean that, ask it in those words.", near.concat())
}

/// The candidates worth naming to somebody who gets no answer.
pub(crate) fn near(answer: &Answer) -> impl Iterator<Item = &Candidate> {
    answer.judgement.candidates.iter().filter(|candidate| candidate.confidence >= WORTH_NAMING).take(2)
}

/// Why a text could not be matched, to the person who typed it.
#[must_use]
pub fn turned_away(words: Words, unaskable: &Unaskable) -> String {
    match unaskable {
        Unaskable::Empty => words.say("question-empty"),
        Unaskable::TooLong(length) => {
            words.say_with("question-too-long", &[("length", (*length).into()), ("most", MAX_QUESTION_CHARS.into())])
        }
        Unaskable::NoWords => words.say("question-without-words"),
        Unaskable::OtherScript(script) => {
            words.say_with("question-in-other-script", &[("script", script.name().into())])
        }
        Unaskable::OtherLanguage(language) => {
            words.say_with("question-in-other-language", &[("language", (*language).into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_is_never_a_rounding_error() {
        assert_eq!(percent(0.9999), "99 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.001), "0 %");
        assert_eq!(confidence(Words::ENGLISH, 0.72), "fairly sure, 72 %");
    }
}

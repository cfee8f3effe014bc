//! Whether a sentence asks something that could be answered, with a question mark or without.
//!
//! By the words that questions begin with, in English (`phrases`) and four other languages (`tongues`). What asks
//! nothing here: greetings, thanks, `can anybody help?`.

use crate::entry::normalized;
use crate::matching::posts::phrases::ends_in_question_mark;
use crate::matching::posts::phrases::is_courtesy;
use crate::matching::posts::phrases::is_trouble;
use crate::matching::posts::phrases::opens;
use crate::matching::posts::phrases::refers_back;
use crate::matching::posts::phrases::wants_to_know;
use crate::matching::posts::phrases::words_of;
use crate::matching::posts::sentences::masked;
use crate::matching::posts::tongues;

/// What a sentence is to those who answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks<'a> {
    /// A greeting, thanks, or what happened.
    Nothing,
    /// It asks this.
    Question(&'a str),
    /// It asks this, and means nothing without the sentence before.
    GoesOn(&'a str),
    /// It says what does not work: a question if no other one follows that asks about it.
    Trouble(&'a str),
}

/// Words that questions begin with and that say nothing of what is asked.
const LEAD_INS: &str = "\
    hi all|hi everyone|hi everybody|hi there|hi folks|hi guys|hi team|hi|hello all|hello everyone|\
    hello everybody|hello there|hello|hey all|hey everyone|hey guys|hey folks|hey there|hey|good morning|\
    good evening|my question is|my questions are|the question is|second question|another question|\
    one more question|quick question|question|additionally|also|btw|by the way|anyway|ps|edit|update|finally|\
    lastly|oh and";

/// Words that may stand before any of those.
const CONNECTIVES: &str = "and but so ok okay well then now please";

impl<'a> Asks<'a> {
    /// What `sentence` is.
    pub(super) fn of(sentence: &'a str) -> Asks<'a> {
        let labelled = is_labelled(sentence);
        let core = without_lead_in(sentence);
        let masked = masked(core);
        let normal = normalized(&masked);
        let words = words_of(&normal);
        if words.is_empty() || is_courtesy(&words) || tongues::is_courtesy(&masked) {
            return Asks::Nothing;
        }
        let marked = ends_in_question_mark(&masked);
        if marked || labelled || opens(&words) || wants_to_know(&words) || tongues::asks(&masked) {
            return match refers_back(&words) {
                true => Asks::GoesOn(sentence),
                false => Asks::Question(core),
            };
        }
        if is_trouble(&words) || tongues::is_trouble(&masked) { Asks::Trouble(core) } else { Asks::Nothing }
    }

    /// What `sentence` is as an item of a list of questions.
    pub(super) fn listed(sentence: &'a str) -> Asks<'a> {
        match Asks::of(sentence) {
            Asks::Nothing | Asks::Trouble(_) => Asks::Question(sentence),
            asks => asks,
        }
    }

    /// Whether a question after it may mean something in `sentence`.
    pub(super) fn is_about_something(&self, sentence: &str) -> bool {
        match self {
            Asks::Question(_) | Asks::Trouble(_) | Asks::GoesOn(_) => true,
            Asks::Nothing => {
                let words = normalized(sentence);
                let words: Vec<&str> = words.split(' ').collect();
                words.len() >= 3 && !is_courtesy(&words)
            }
        }
    }
}

/// Whether a short question leaves it to what was said before what it is about: `is it available?`.
pub(super) fn leans_on_what_was_said(question: &str) -> bool {
    const MOST: usize = 4;
    let normal = normalized(&masked(question));
    let words = words_of(&normal);
    words.len() <= MOST
        && words.iter().any(|word| matches!(*word, "it" | "this" | "that" | "they" | "them" | "these" | "those"))
}

/// Whether `line` begins as questions do.
pub(super) fn begins_question(line: &str) -> bool {
    let core = masked(without_lead_in(line));
    let other = line.to_lowercase();
    begins_plainly(&core) || ["also", "thanks", "thx", "btw"].iter().any(|word| other.starts_with(word))
}

/// Whether `text` says that questions follow: `a few things I want to know:`.
pub(super) fn announces_questions(text: &str) -> bool {
    if !text.trim_end().ends_with(':') {
        return false;
    }
    let last = text.rsplit(['.', '!', '?', '\n']).next().unwrap_or_default();
    let words = normalized(last);
    let asks =
        ["question", "questions", "wondering", "wonder", "know", "ask", "asking", "unclear", "understand", "doubts"];
    words.split(' ').any(|word| asks.contains(&word))
}

/// Whether a question says that it is not about what was said before.
pub(super) fn begins_another_matter(sentence: &str) -> bool {
    let words = normalized(sentence);
    [
        "also",
        "and also",
        "another",
        "second",
        "secondly",
        "next",
        "besides",
        "apart",
        "unrelated",
        "additionally",
        "btw",
        "by the way",
        "one more",
        "oh and",
        "plus",
        "finally",
        "lastly",
    ]
    .iter()
    .any(|word| words.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// `question: …`, `Q: …`, `my question is …`.
fn is_labelled(sentence: &str) -> bool {
    let lower = sentence.trim_start().to_lowercase();
    let said = ["my question is", "my questions are", "the question is", "question is", "so the question is"];
    let label = lower.split(':').next().unwrap_or_default();
    let numbered = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    (lower.contains(':')
        && lower.len() > label.len() + 2
        && matches!(
            numbered,
            "q" | "question"
                | "quick question"
                | "second question"
                | "another question"
                | "one more question"
                | "frage"
                | "pregunta"
                | "duda"
                | "pergunta"
                | "dúvida"
        ))
        || said.iter().any(|said| lower.strip_prefix(said).is_some_and(|rest| rest.len() > 6))
}

/// The sentence without what leads in to the question.
fn without_lead_in(sentence: &str) -> &str {
    /// Whoever writes more of them means nothing by it.
    const MOST: usize = 8;
    let mut core = without_polite_head(sentence.trim());
    for _ in 0..MOST {
        // Of ASCII alone, so that both have the same borders.
        let lower = core.to_ascii_lowercase();
        let numbered = numbered_label(&lower);
        let leads = |lead: &&str| {
            lower.strip_prefix(*lead).is_some_and(|rest| rest.starts_with([' ', ',', ':', '!', ';', '-', '.']))
        };
        let lead_in = || LEAD_INS.split('|').chain(tongues::lead_ins()).filter(leads).map(str::len).max();
        let connective = || {
            let connectives = CONNECTIVES.split(' ').chain(tongues::connectives());
            // `so far …`, `and on Mac?` are no connectives of a whole question.
            let is_one = |&length: &usize| {
                let rest = &lower[length..];
                begins_plainly(rest) || of_lead_in(&words_of(&normalized(rest)))
            };
            connectives.filter(leads).map(str::len).max().filter(is_one)
        };
        let Some(length) = numbered.or_else(lead_in).or_else(connective) else { return core };
        let rest = core[length..]
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '!' | ';' | '-' | '.' | '–'));
        if rest.is_empty() {
            return core;
        }
        core = rest;
    }
    core
}

fn of_lead_in(words: &[&str]) -> bool {
    words.first().is_some_and(|word| matches!(*word, "also" | "btw" | "my" | "another" | "please" | "finally"))
}

/// Length of `q1`, `q:`, `question 2` at the beginning.
fn numbered_label(lower: &str) -> Option<usize> {
    let label = lower.split(':').next().filter(|label| label.len() < lower.len())?;
    let name = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(name, "q" | "question").then_some(label.len())
}

/// Without an excuse: `sorry if this was asked before, but how do I …`.
fn without_polite_head(sentence: &str) -> &str {
    const EXCUSES: &str = "\
        sorry|stupid|dumb|silly|noob|newbie|asked before|apologies|forgive|searched|excuse|googled|entschuldig|\
        dumme frage|désolé|desole|perdón|perdon|disculp|desculp";
    let lower = sentence.to_ascii_lowercase();
    for border in [" but ", " aber ", " mais ", " pero ", " mas ", ", ", ": ", " - "] {
        for (at, _) in lower.match_indices(border) {
            let rest = sentence[at + border.len()..].trim_start();
            let head = &lower[..at];
            let but = ["but ", "aber ", "mais ", "pero ", "mas "].iter().find_map(|but| rest.strip_prefix(but));
            let own = but.unwrap_or(rest);
            // What is longer says more than sorry.
            if head.len() > 80 {
                break;
            }
            if EXCUSES.split('|').any(|excuse| head.contains(excuse)) && begins_plainly(own) {
                return own;
            }
        }
    }
    sentence
}

/// Whether the first word already belongs to a question.
fn begins_plainly(text: &str) -> bool {
    let normal = normalized(text);
    let words = words_of(&normal);
    opens(&words) || wants_to_know(&words) || tongues::asks(text)
}

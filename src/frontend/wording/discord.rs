//! What is said in Discord alone, where more than one sentence goes into it.
//!
//! What people or files wrote comes here made harmless for its place; the words around it are Discord's Markdown where
//! Discord reads that.

use std::fmt::Write;

use crate::entry::EntryId;
use crate::frontend::wording::counted;
use crate::frontend::wording::elapsed;
use crate::frontend::wording::language::Language;
use crate::frontend::wording::open_heading;
use crate::frontend::wording::percent;
use crate::frontend::wording::turned_away;
use crate::frontend::wording::why::fix;
use crate::frontend::wording::why::made_of;
use crate::frontend::wording::why::reason;
use crate::frontend::wording::words::Words;
use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::service::Answer;

/// For the log: Discord does not give the bot the words of all messages.
pub const CONTENT_REFUSED: &str = "Discord refuses the bot the intent Message Content, so questions that are put to nobody \
     are not answered; all else works";

/// Above an answer: what was asked.
#[must_use]
pub fn asked(words: Words, question: &str) -> String {
    words.say_with("asked", &[("question", question.into())])
}

/// The question in what [`asked`] wrote, whatever the language: who presses a button need not speak that of who asked.
#[must_use]
pub fn question_of(text: &str) -> Option<&str> {
    let languages = Language::ALL.into_iter();
    languages.map(|language| asked(Words::of(language), "")).find_map(|before| text.strip_prefix(&before))
}

/// When there is no answer; `near` are the questions worth naming.
#[must_use]
pub fn unknown(words: Words, answer: &Answer, near: &[String]) -> String {
    if let Some(unaskable) = &answer.unaskable {
        return turned_away(words, unaskable);
    }
    if answer.judgement.reason == Reason::NoKnowledge {
        return words.say("no-entries");
    }
    if near.is_empty() {
        return words.say("unknown");
    }
    words.say_with("unknown-but-near", &[("questions", items(near).into())])
}

/// Below the answers to a post with several questions, if there are `others_answered`: the open questions, each with
/// what is to be said of it, those whose answers have no room (`left_out`), and how many were not looked at.
#[must_use]
pub fn left_open(
    words: Words,
    open: &[(String, Option<String>)],
    left_out: &[String],
    passed_over: usize,
    others_answered: bool,
) -> String {
    let mut parts = Vec::new();
    if !open.is_empty() {
        let lines = open.iter().map(|(question, perhaps)| match perhaps {
            Some(perhaps) => format!("\n- {question} ({perhaps})"),
            None => format!("\n- {question}"),
        });
        parts.push(format!("**{}**{}", open_heading(words, others_answered), lines.collect::<String>()));
    }
    if !left_out.is_empty() {
        parts.push(format!("{}\n{}", words.say("no-room"), items(left_out)));
    }
    if passed_over > 0 {
        parts.push(super::passed_over(words, passed_over));
    }
    parts.join("\n\n")
}

/// One a line.
fn items(questions: &[String]) -> String {
    questions.iter().map(|question| format!("- {question}")).collect::<Vec<_>>().join("\n")
}

/// Above an answer that somebody sent; both are mentions.
#[must_use]
pub fn sent(words: Words, by: &str, for_whom: Option<&str>) -> String {
    match for_whom {
        Some(whom) => words.say_with("sent-for", &[("whom", whom.into()), ("by", by.into())]),
        None => words.say_with("sent-by", &[("by", by.into())]),
    }
}

/// In the log, once a shard is connected.
#[must_use]
pub fn connected(bot: &str, shard: u32, servers: usize) -> String {
    format!("connected as {bot}: shard {shard}, {}", counted(servers, "server", "servers"))
}

/// What stands in the menu of topics before something is picked.
#[must_use]
pub fn pick_topic(words: Words, shown: usize, all: usize) -> String {
    if shown < all {
        return words.say_with("placeholder-topic-of-first", &[("shown", shown.into()), ("all", all.into())]);
    }
    words.say("placeholder-topic")
}

/// A list of nothing.
#[must_use]
pub fn nothing_to_list(words: Words, topic: Option<&str>) -> String {
    match topic {
        Some(topic) => words.say_with("no-question-in-topic", &[("topic", topic.into())]),
        None => words.say("no-entries"),
    }
}

/// How the verdict on `question` came about: first for people, then the numbers. `phrasings` are those of the
/// candidates, in their order, as they are shown in a block of code; the candidates after them are left out.
#[must_use]
pub fn why(words: Words, answer: &Answer, question: &str, phrasings: &[String]) -> String {
    let reason = [("reason", reason(words, answer).into())];
    let verdict = match answer.judgement.verdict {
        Verdict::Answer => words.say_with("why-answered", &reason),
        Verdict::Choose => words.say_with("why-asked-back", &reason),
        Verdict::Abstain => words.say_with("why-not-answered", &reason),
    };
    let mut text = format!("{}\n{verdict}", words.say_with("why-asked", &[("question", question.into())]));
    if !text.ends_with('.') {
        text.push('.');
    }
    if let Some(explanation) = &answer.judgement.explanation {
        let shown = |entry: &EntryId| {
            let mut candidates = answer.judgement.candidates.iter().zip(phrasings);
            let found = candidates.find(|(candidate, _)| candidate.entry == *entry);
            found.map_or_else(|| words.say("why-another-entry"), |(_, phrasing)| format!("`{phrasing}`"))
        };
        for line in [made_of(words, explanation), fix(words, answer, shown)].into_iter().flatten() {
            let _ = write!(text, "\n{}.", sentence(&line));
        }
    }
    if !phrasings.is_empty() {
        text.push_str("\n```\nconfidence cosine words score share\n");
        for (candidate, phrasing) in answer.judgement.candidates.iter().zip(phrasings) {
            let features = &candidate.features;
            let _ = writeln!(
                text,
                "{:>10} {:>6.3} {:>5.2} {:>5.2} {:>5.2}  {phrasing}",
                percent(candidate.confidence),
                features.cosine,
                features.words,
                features.score,
                features.share,
            );
        }
        let _ = write!(text, "```\n-# {}\n-# {}", words.say("why-columns"), words.say("why-more-columns"));
    }
    let _ = write!(text, "\n-# {}", words.say_with("why-elapsed", &[("elapsed", elapsed(answer.elapsed).into())]));
    text
}

/// With a capital at its beginning.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_back_in_every_language() {
        for language in Language::ALL {
            let shown = asked(Words::of(language), "How?  Asked: why?");
            assert_eq!(question_of(&shown), Some("How?  Asked: why?"), "{shown}");
        }
        assert_eq!(question_of("How?"), None);
    }
}

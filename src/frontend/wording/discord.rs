//! What is said in Discord alone.
//!
//! What people or files wrote comes here made harmless for its place; the words around it are Discord's Markdown where
//! Discord reads that.

use std::fmt::Write;

use crate::entry::EntryId;
use crate::frontend::wording::DID_YOU_MEAN;
use crate::frontend::wording::TWIN_OF_THIS;
use crate::frontend::wording::abstained;
use crate::frontend::wording::counted;
use crate::frontend::wording::elapsed;
use crate::frontend::wording::percent;
use crate::frontend::wording::why::fix;
use crate::frontend::wording::why::made_of;
use crate::frontend::wording::why::reason;
use crate::matching::judgement::Reason;
use crate::matching::judgement::Verdict;
use crate::service::Answer;

/// Discord does not give the bot the words of all messages.
#[must_use]
pub fn content_refused() -> String {
    "Discord refuses the bot the intent Message Content, so questions that are put to nobody are not answered; all else \
     works"
        .to_owned()
}

/// Above an answer that nobody asked for, in small letters.
pub const UNASKED: &str =
    "-# Nobody asked me; this looks like a question that I know. If it is not, whoever asked can delete it.";

/// The button after a choice.
pub const NONE_OF_THESE: &str = "None of these";

/// The same where one entry alone was offered.
pub const NOT_THIS: &str = "No, something else";

/// The button that takes a reply away.
pub const DELETE: &str = "Delete";

/// The button for the page before.
pub const PREVIOUS: &str = "Previous";

/// The button for the page after.
pub const NEXT: &str = "Next";

/// Below what somebody picked.
pub const CHOSEN: &str = "you chose this";

/// In the menu of topics: no topic in particular.
pub const ALL_TOPICS: &str = "All topics";

/// What stands in the menu of entries before something is picked.
pub const SHOW_ONE: &str = "Show an answer";

/// Heading of the list of all entries.
pub const ALL_QUESTIONS: &str = "Questions I can answer";

/// Below an entry that was asked for by name: what it is called in the knowledge.
#[must_use]
pub fn entry_id(id: &str) -> String {
    format!("id: {id}")
}

/// Heading of an entry's other phrasings.
pub const OTHER_WORDS: &str = "Also asked as";

/// Heading for what stands in no topic.
pub const NO_TOPIC: &str = "Other";

/// Below the beginning of an answer, the whole of which is in a file. At most 90 characters.
pub const REST_IN_FILE: &str = "*That is only the beginning: the whole answer is in the attached file.*";

/// In place of an answer without a word in it, where nothing but words may be shown.
pub const NOT_SHOWN_HERE: &str = "I may not show that answer in this channel. Ask with `/ask` to see it.";

/// In place of an answer that is in a file as a whole.
pub const ALL_IN_FILE: &str = "*The answer does not fit here: it is in the attached file.*";

/// Below an answer: the stored phrasing that the question came closest to.
#[must_use]
pub fn matched(phrasing: &str) -> String {
    format!("matched “{phrasing}”")
}

/// What [`asked`] begins with.
const ASKED: &str = "Asked: ";

/// Above an answer: what was asked.
#[must_use]
pub fn asked(question: &str) -> String {
    format!("{ASKED}{question}")
}

/// The question in what [`asked`] wrote.
#[must_use]
pub fn question_of(asked: &str) -> Option<&str> {
    asked.strip_prefix(ASKED)
}

/// Above a choice.
#[must_use]
pub fn which_one(reason: Reason, offered: usize) -> &'static str {
    match reason {
        Reason::SamePhrasing => "Several answers are stored for that question. Which one do you mean?",
        Reason::NearTwin if offered == 1 => TWIN_OF_THIS,
        _ if offered == 1 => DID_YOU_MEAN,
        _ => "I am not sure which of these you mean:",
    }
}

/// When there is no answer; `near` are the questions worth naming.
#[must_use]
pub fn unknown(answer: &Answer, near: &[String]) -> String {
    if answer.unaskable.is_some() || answer.judgement.reason == Reason::NoKnowledge {
        return abstained(answer);
    }
    let mut text = "I don't know that.".to_owned();
    if near.is_empty() {
        text.push_str("\n\nTry one whole question, with the name of the thing it is about.");
    } else {
        text.push_str(" The nearest I have:");
        for question in near {
            let _ = write!(text, "\n- {question}");
        }
        text.push_str("\n\nIf you mean that, ask it in those words.");
    }
    text.push_str(" `/faq list` shows all that I can answer.");
    text
}

/// Below the answers to a post with several questions, if there are `others_answered`: the open questions, each with
/// what is to be said of it, those whose answers have no room (`left_out`), and how many were not looked at.
#[must_use]
pub fn left_open(
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
        parts.push(format!("**{}**{}", super::open_heading(others_answered), lines.collect::<String>()));
    }
    if !left_out.is_empty() {
        let lines: String = left_out.iter().map(|question| format!("\n- {question}")).collect();
        parts.push(format!("The answers to these have no room here; ask them alone:{lines}"));
    }
    if passed_over > 0 {
        parts.push(super::passed_over(passed_over));
    }
    parts.join("\n\n")
}

/// After [`NONE_OF_THESE`] was pressed.
#[must_use]
pub fn none_of_these() -> String {
    "Then I don't know it, sorry. Try one whole question in other words; `/faq list` shows all that I can answer."
        .to_owned()
}

/// Above an answer that somebody sent; both are mentions.
#[must_use]
pub fn sent(by: &str, for_whom: Option<&str>) -> String {
    match for_whom {
        Some(whom) => format!("For {whom}, sent by {by}"),
        None => format!("Sent by {by}"),
    }
}

/// Above the answer to a message; a mention and an address.
#[must_use]
pub fn about_message(author: &str, link: &str) -> String {
    format!("About [this message]({link}) by {author}")
}

/// In the log, once a shard is connected.
#[must_use]
pub fn connected(bot: &str, shard: u32, servers: usize) -> String {
    format!("connected as {bot}: shard {shard}, {}", counted(servers, "server", "servers"))
}

/// Below a page, from 0.
#[must_use]
pub fn page(page: u16, pages: u16) -> String {
    format!("Page {} of {pages}", u32::from(page) + 1)
}

/// In the menu of topics, how many entries there are.
#[must_use]
pub fn entries(count: usize) -> String {
    counted(count, "entry", "entries")
}

/// What stands in the menu of topics before something is picked.
#[must_use]
pub fn pick_topic(shown: usize, all: usize) -> String {
    if shown < all { format!("Choose a topic (the first {shown} of {all})") } else { "Choose a topic".to_owned() }
}

/// A list of nothing.
#[must_use]
pub fn nothing_to_list(topic: Option<&str>) -> String {
    match topic {
        Some(topic) => format!("There is no question in the topic {topic}."),
        None => "I don't know anything yet: there are no entries to answer from.".to_owned(),
    }
}

/// Heading of what was found.
#[must_use]
pub fn found(query: &str) -> String {
    format!("Closest to: {query}")
}

/// Below the first of what was found.
#[must_use]
pub fn more_found(more: usize) -> String {
    format!("… and {more} more in the menu below")
}

/// When nothing was found.
#[must_use]
pub fn nothing_found(query: &str) -> String {
    format!("I found nothing close to: {query}\nTry other words; `/faq list` shows all that I can answer.")
}

/// When `/why` has nothing to explain.
#[must_use]
pub fn no_question_yet() -> String {
    "I remember no question of yours here. Ask one, then ask why; after a restart I have forgotten the last.".to_owned()
}

/// How the verdict on `question` came about: first for people, then the numbers. `phrasings` are those of the
/// candidates, in their order, as they are shown in a block of code; the candidates after them are left out.
#[must_use]
pub fn why(answer: &Answer, question: &str, phrasings: &[String]) -> String {
    let did = match answer.judgement.verdict {
        Verdict::Answer => "I answered",
        Verdict::Choose => "I asked back",
        Verdict::Abstain => "I did not answer",
    };
    let mut text = format!("You asked: {question}\n**{did}:** {}", reason(answer));
    if !text.ends_with('.') {
        text.push('.');
    }
    if let Some(explanation) = &answer.judgement.explanation {
        let shown = |entry: &EntryId| {
            let mut candidates = answer.judgement.candidates.iter().zip(phrasings);
            let found = candidates.find(|(candidate, _)| candidate.entry == *entry);
            found.map_or_else(|| "another entry".to_owned(), |(_, phrasing)| format!("`{phrasing}`"))
        };
        for line in [made_of(explanation), fix(answer, shown)].into_iter().flatten() {
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
        text.push_str("```\n-# cosine: how close in meaning · words: part of yours that it has\n");
        text.push_str("-# score: both together · share: how far ahead of the others");
    }
    let _ = write!(text, "\n-# decided in {}", elapsed(answer.elapsed));
    text
}

/// With a capital at its beginning.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

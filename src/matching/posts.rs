//! What is asked in a post: a text of several sentences, as people write them in a forum.
//!
//! `blocks` leaves out what is not the writer's own prose (code, logs, quotes), `sentences` finds where sentences end,
//! `asking` says which of them ask, by the words in `phrases` (English) and `tongues` (others). Each question is then
//! matched alone. One sentence, and what is stored word for word, is never taken apart: it is asked as it was typed.

mod asking;
mod blocks;
mod phrases;
mod sentences;
mod tongues;

use std::collections::HashSet;

use crate::entry::normalized;
use crate::matching::index::Index;
use crate::matching::posts::asking::Asks;

/// Longest post that is taken apart, in bytes: eight messages of Discord's, some six pages. What is longer is asked as
/// typed, and so turned away as too long.
pub const MAX_POST_BYTES: usize = 16 * 1024;

/// Most questions of one post that are matched: each costs a run of the model, and a longer list of answers is not read.
pub const MAX_QUESTIONS: usize = 8;

/// A question as it is to be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question as people are shown it: a sentence of the post.
    pub question: String,
    /// What is matched: the same, or for one that means nothing alone, with the sentence before it.
    pub text: String,
}

impl Asked {
    fn alone(question: &str) -> Asked {
        Asked { question: question.to_owned(), text: question.to_owned() }
    }

    fn after(before: &str, question: &str) -> Asked {
        Asked { question: question.to_owned(), text: format!("{before} {question}") }
    }
}

/// What is to be asked for a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// In the order written; at least one and at most [`MAX_QUESTIONS`].
    pub asked: Vec<Asked>,
    /// Questions beyond those.
    pub passed_over: usize,
    /// Whether no question was found, so that the writer's prose is asked for want of one.
    pub for_want_of_one: bool,
}

/// What is to be asked for `post` of the knowledge in `index`.
///
/// A post without a question is asked as the writer's prose, since few words can be a question too.
#[must_use]
pub fn read(index: &Index, post: &str) -> Post {
    let one = |text: &str, for_want_of_one| Post { asked: vec![Asked::alone(text)], passed_over: 0, for_want_of_one };
    if post.len() > MAX_POST_BYTES || !index.exact(post).is_empty() {
        return one(post, false);
    }
    let blocks = blocks::of(post);
    let prose = blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
    let all_is_prose = normalized(&prose) == normalized(post);
    let sentences: usize = blocks.iter().map(|block| sentences::of(&block.text).len()).sum();
    if all_is_prose && sentences <= 1 {
        return one(post, false);
    }
    let mut asked = in_blocks(&blocks);
    if asked.is_empty() {
        return one(if all_is_prose || prose.is_empty() { post } else { &prose }, true);
    }
    let passed_over = asked.len().saturating_sub(MAX_QUESTIONS);
    asked.truncate(MAX_QUESTIONS);
    Post { asked, passed_over, for_want_of_one: false }
}

/// The questions in `post`, in the order written: all of them, each once; none where nothing is asked.
#[must_use]
pub fn questions(post: &str) -> Vec<Asked> {
    in_blocks(&blocks::of(post))
}

/// Whether somebody asks something in `post`, rather than only telling what does not work: that can be a cry for help,
/// and can be talk.
#[must_use]
pub fn asks(post: &str) -> bool {
    let asks = |text: &str| matches!(Asks::of(text), Asks::Question(_) | Asks::GoesOn(_));
    blocks::of(post).iter().any(|block| sentences::of(&block.text).into_iter().any(asks))
}

/// A sentence, and what it is in its post.
struct Sentence<'a> {
    text: &'a str,
    paragraph: usize,
    asks: Asks<'a>,
}

fn in_blocks(blocks: &[blocks::Block]) -> Vec<Asked> {
    let mut read: Vec<Sentence<'_>> = Vec::new();
    for block in blocks {
        for text in sentences::of(&block.text) {
            let asks = if block.listed { Asks::listed(text) } else { Asks::of(text) };
            read.push(Sentence { text, paragraph: block.paragraph, asks });
        }
    }
    let mut asked: Vec<Asked> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    // What a question may refer back to.
    let mut before: Option<&str> = None;
    for (at, sentence) in read.iter().enumerate() {
        let question = match sentence.asks {
            Asks::Nothing => None,
            Asks::Question(question) => Some(match story_before(&read[..at], sentence.paragraph) {
                Some(story) if asking::leans_on_what_was_said(question) => Asked::after(story, question),
                _ => Asked::alone(question),
            }),
            Asks::GoesOn(question) => {
                Some(before.map_or_else(|| Asked::alone(question), |before| Asked::after(before, question)))
            }
            // The question that follows is about this trouble, unless it says that it is another.
            Asks::Trouble(question) => {
                (!is_asked_later(&read[at + 1..], sentence.paragraph)).then(|| Asked::alone(question))
            }
        };
        // One that goes on leaves it to the next to go on from the same: `On Windows? And on Mac? And Linux?`
        let goes_on = matches!(sentence.asks, Asks::GoesOn(_)) && before.is_some();
        if !goes_on && sentence.asks.is_about_something(sentence.text) {
            before = Some(sentence.text);
        }
        if let Some(question) = question
            && known.insert(normalized(&question.text))
        {
            asked.push(question);
        }
    }
    asked
}

/// The sentence right before in the same paragraph, if it tells something. What asks is answered by itself: together
/// with it, the next question would be answered with the same.
fn story_before<'a>(before: &[Sentence<'a>], paragraph: usize) -> Option<&'a str> {
    let last = before.last().filter(|last| last.paragraph == paragraph && last.asks == Asks::Nothing)?;
    last.asks.is_about_something(last.text).then_some(last.text)
}

/// Whether a question follows in the same paragraph that does not begin another matter.
fn is_asked_later(later: &[Sentence<'_>], paragraph: usize) -> bool {
    let mut same = later.iter().take_while(|sentence| sentence.paragraph == paragraph);
    same.find(|sentence| matches!(sentence.asks, Asks::Question(_) | Asks::GoesOn(_)))
        .is_some_and(|sentence| !asking::begins_another_matter(sentence.text))
}

#[cfg(test)]
mod tests;

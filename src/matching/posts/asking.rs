//! Whether a sentence asks something that could be answered, with a question mark or without.
//!
//! By the words that English questions begin with. What asks nothing here: greetings, thanks, `can anybody help?`.

use crate::entry::normalized;
use crate::matching::posts::sentences::masked;

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
const LEAD_INS: [&str; 40] = [
    "hi all",
    "hi everyone",
    "hi everybody",
    "hi there",
    "hi folks",
    "hi guys",
    "hi team",
    "hi",
    "hello all",
    "hello everyone",
    "hello everybody",
    "hello there",
    "hello",
    "hey all",
    "hey everyone",
    "hey guys",
    "hey folks",
    "hey there",
    "hey",
    "good morning",
    "good evening",
    "my question is",
    "my questions are",
    "the question is",
    "second question",
    "another question",
    "one more question",
    "quick question",
    "question",
    "additionally",
    "also",
    "btw",
    "by the way",
    "anyway",
    "ps",
    "edit",
    "update",
    "finally",
    "lastly",
    "oh and",
];

/// Words that may stand before any of those.
const CONNECTIVES: [&str; 9] = ["and", "but", "so", "ok", "okay", "well", "then", "now", "please"];

const AUXILIARIES: [&str; 33] = [
    "do", "does", "did", "dont", "doesnt", "didnt", "can", "cant", "cannot", "could", "couldnt", "should", "shouldnt",
    "would", "wouldnt", "will", "wont", "is", "isnt", "are", "arent", "was", "wasnt", "were", "has", "hasnt", "have",
    "havent", "had", "may", "might", "must", "shall",
];

const SUBJECTS: [&str; 30] = [
    "i",
    "you",
    "we",
    "it",
    "they",
    "he",
    "she",
    "this",
    "that",
    "these",
    "those",
    "there",
    "the",
    "my",
    "your",
    "our",
    "a",
    "an",
    "any",
    "anyone",
    "anybody",
    "someone",
    "somebody",
    "people",
    "everyone",
    "everybody",
    "one",
    "all",
    "its",
    "others",
];

impl<'a> Asks<'a> {
    /// What `sentence` is.
    pub(super) fn of(sentence: &'a str) -> Asks<'a> {
        let labelled = is_labelled(sentence);
        let core = without_lead_in(sentence);
        let masked = masked(core);
        let normal = normalized(&masked);
        let words = words_of(&normal);
        if words.is_empty() || is_courtesy(&words) {
            return Asks::Nothing;
        }
        let marked = ends_in_question_mark(&masked);
        if marked || labelled || opens(&words) || wants_to_know(&words) {
            return match refers_back(&words) {
                true => Asks::GoesOn(sentence),
                false => Asks::Question(core),
            };
        }
        if is_trouble(&words) { Asks::Trouble(core) } else { Asks::Nothing }
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
    let normal = normalized(&masked(without_lead_in(line)));
    let words = words_of(&normal);
    let other = line.to_lowercase();
    opens(&words)
        || wants_to_know(&words)
        || ["also", "thanks", "thx", "btw"].iter().any(|word| other.starts_with(word))
}

/// Whether `text` says that questions follow: `a few things I want to know:`.
pub(super) fn announces_questions(text: &str) -> bool {
    let last = text.rsplit(['.', '!', '?', '\n']).next().unwrap_or_default();
    let words = normalized(last);
    let asks =
        ["question", "questions", "wondering", "wonder", "know", "ask", "asking", "unclear", "understand", "doubts"];
    text.trim_end().ends_with(':') && words.split(' ').any(|word| asks.contains(&word))
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
            "q" | "question" | "quick question" | "second question" | "another question" | "one more question"
        ))
        || said.iter().any(|said| lower.strip_prefix(said).is_some_and(|rest| rest.len() > 6))
}

/// The sentence without what leads in to the question.
fn without_lead_in(sentence: &str) -> &str {
    let mut core = without_polite_head(sentence.trim());
    loop {
        // Of ASCII alone, so that both have the same borders.
        let lower = core.to_ascii_lowercase();
        let numbered = numbered_label(&lower);
        let of_list = |list: &[&str]| {
            let found = list.iter().filter(|lead| {
                lower.strip_prefix(**lead).is_some_and(|rest| rest.starts_with([' ', ',', ':', '!', ';', '-', '.']))
            });
            found.map(|lead| lead.len()).max()
        };
        let connective = of_list(&CONNECTIVES).filter(|&length| {
            // `so far …`, `and on Mac?` are no connectives of a whole question.
            let rest = normalized(&lower[length..]);
            let rest = words_of(&rest);
            opens(&rest) || wants_to_know(&rest) || of_lead_in(&rest)
        });
        let Some(length) = numbered.or_else(|| of_list(&LEAD_INS)).or(connective) else { return core };
        let rest = core[length..]
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '!' | ';' | '-' | '.' | '–'));
        if rest.is_empty() {
            return core;
        }
        core = rest;
    }
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
    const EXCUSES: [&str; 12] = [
        "sorry",
        "stupid",
        "dumb",
        "silly",
        "noob",
        "newbie",
        "asked before",
        "apologies",
        "forgive",
        "searched",
        "excuse",
        "googled",
    ];
    let lower = sentence.to_ascii_lowercase();
    for border in [" but ", ", ", ": ", " - "] {
        for (at, _) in lower.match_indices(border) {
            let rest = sentence[at + border.len()..].trim_start();
            let head = &lower[..at];
            let own = rest.strip_prefix("but ").unwrap_or(rest);
            let lower_rest = own.to_lowercase();
            if head.len() <= 80
                && EXCUSES.iter().any(|excuse| head.contains(excuse))
                && begins_plainly(&words_of(&normalized(&lower_rest)))
            {
                return own;
            }
        }
    }
    sentence
}

fn begins_plainly(words: &[&str]) -> bool {
    opens(words) || wants_to_know(words)
}

/// The words of a text that [`normalized`] made.
fn words_of(normal: &str) -> Vec<&str> {
    normal.split(' ').filter(|word| !word.is_empty()).collect()
}

/// Whether a question mark ends the text, whatever else stands around it.
fn ends_in_question_mark(masked: &str) -> bool {
    let end = masked.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '？'));
    // `really? :D`, `what now?? xD`
    let end = ["xD", "XD", "lol", "thx", "thanks"]
        .iter()
        .find_map(|tail| end.strip_suffix(tail))
        .map_or(end, |end| if end.trim_end().ends_with('?') { end.trim_end() } else { masked });
    end.trim_end().ends_with(['?', '？'])
}

/// Whether the words begin as questions do: `how do …`, `is there …`, `anybody know …`.
fn opens(words: &[&str]) -> bool {
    let (first, second) = (words.first().copied().unwrap_or_default(), words.get(1).copied().unwrap_or_default());
    let third = words.get(2).copied().unwrap_or_default();
    let auxiliary = |word: &str| AUXILIARIES.contains(&word);
    let subject = |word: &str| SUBJECTS.contains(&word);
    match first {
        "how" => {
            auxiliary(second)
                || matches!(
                    second,
                    "to" | "come"
                        | "many"
                        | "much"
                        | "long"
                        | "often"
                        | "big"
                        | "large"
                        | "fast"
                        | "safe"
                        | "well"
                        | "exactly"
                ) && words.len() >= 3
        }
        "what" | "where" | "who" | "whom" | "why" => {
            auxiliary(second)
                || matches!(
                    (first, second),
                    ("what", "kind" | "sort" | "happens" | "about" | "format" | "version")
                        | ("who", "wrote" | "made" | "decides" | "writes")
                        | ("why", "not")
                )
        }
        "which" | "whose" => words.iter().skip(2).take(3).any(|word| auxiliary(word)),
        "when" => auxiliary(second) && second != "had",
        "whats" | "hows" | "wheres" | "whos" | "whys" => words.len() >= 3,
        "does" | "doesnt" => {
            !matches!(
                second,
                "" | "not" | "nothing" | "what" | "so" | "indeed" | "exactly" | "its" | "the" | "work" | "anything"
            ) || (matches!(second, "the" | "its") && words.len() >= 4)
        }
        "can" | "cant" | "could" | "couldnt" | "should" | "would" | "will" | "wont" | "shouldnt" => {
            subject(second)
                || (first == "can"
                    && words.len() >= 4
                    && !matches!(second, "not" | "only" | "confirm" | "be" | "see" | "also" | "recommend"))
        }
        "is" | "are" | "isnt" | "arent" | "was" | "were" => subject(second) && words.len() >= 3,
        "do" | "dont" => matches!(second, "i" | "you" | "we" | "they" | "people" | "all" | "my" | "these" | "those"),
        "did" | "didnt" | "have" | "havent" | "has" | "hasnt" | "may" | "must" | "shall" | "might" => {
            matches!(second, "i" | "you" | "we" | "it" | "they" | "anyone" | "anybody" | "someone" | "somebody")
        }
        "anyone" | "anybody" | "someone" | "somebody" => {
            matches!(second, "know" | "knows" | "tried" | "got" | "here" | "managed" | "else") && words.len() >= 4
        }
        "any" => {
            matches!(second, "idea" | "ideas" | "way" | "chance" | "clue" | "hint" | "hints" | "news" | "tips")
                && words.len() >= 4
                && !third.is_empty()
        }
        _ => false,
    }
}

/// Whether the words say that something is wanted to be known: `I want to know …`, `tell me how …`.
fn wants_to_know(words: &[&str]) -> bool {
    const WANTS: [&str; 22] = [
        "i want to know",
        "i need to know",
        "i would like to know",
        "id like to know",
        "i wonder",
        "i was wondering",
        "i am wondering",
        "im wondering",
        "just wondering",
        "wondering",
        "was wondering",
        "been wondering",
        "ive been wondering",
        "i have been wondering",
        "i would love to know",
        "id love to know",
        "curious",
        "im curious",
        "i am curious",
        "can you tell",
        "wanted to ask",
        "i wanted to ask",
    ];
    const ASKING: [&str; 14] =
        ["how", "what", "why", "where", "when", "which", "who", "if", "whether", "about", "is", "does", "can", "whats"];
    const ORDERS: [&str; 7] =
        ["tell me", "explain", "show me", "explain to me", "describe", "let me know", "please explain"];
    let begins = |begin: &&str| {
        let begin: Vec<&str> = begin.split(' ').collect();
        words.starts_with(&begin).then(|| words.get(begin.len()).copied().unwrap_or_default())
    };
    let asks = |next: &str| ASKING.contains(&next);
    if WANTS.iter().filter_map(begins).any(|next| asks(next) || next == "the") {
        return true;
    }
    let ordered: Vec<&str> = ORDERS.iter().filter_map(begins).collect();
    // `let me know if you need more`
    ordered.iter().any(|next| asks(next)) && !words.starts_with(&["let", "me", "know", "if", "you"])
}

/// Whether the words tell of something that does not work, or that the writer does not know how.
fn is_trouble(words: &[&str]) -> bool {
    const TROUBLES: [&str; 31] = [
        "i have no idea how",
        "i cant get",
        "i cannot get",
        "i can not get",
        "cant get",
        "i cant make",
        "i cannot make",
        "i cant figure out",
        "i cannot figure out",
        "cant figure out",
        "i cant find",
        "i cannot find",
        "cant find",
        "i cant seem to",
        "cant seem to",
        "i dont know how",
        "i dont know where",
        "i dont know why",
        "i dont understand how",
        "i dont understand why",
        "i dont get how",
        "no idea how",
        "no idea why",
        "no idea where",
        "not sure how to",
        "im not sure how to",
        "im stuck",
        "i am stuck",
        "im struggling to",
        "need help with",
        "i need help with",
    ];
    const MORE: [&str; 10] = [
        "i have trouble",
        "im having trouble",
        "i am having trouble",
        "having trouble",
        "looking for a way to",
        "im looking for a way to",
        "i am looking for a way to",
        "trying to figure out",
        "im trying to figure out",
        "help me",
    ];
    let begins = |begin: &&str| {
        let begin: Vec<&str> = begin.split(' ').collect();
        words.starts_with(&begin) && words.len() > begin.len()
    };
    TROUBLES.iter().chain(&MORE).any(|begin| begins(&begin))
        && !words.iter().any(|word| matches!(*word, "times" | "enough"))
}

/// Greetings, thanks, and what asks for attention only: `how are you?`, `can anybody help?`, `any ideas?`.
fn is_courtesy(words: &[&str]) -> bool {
    /// All the words that such sentences are made of.
    const COURTESY: [&str; 88] = [
        "a",
        "again",
        "all",
        "am",
        "an",
        "and",
        "any",
        "anybody",
        "anyone",
        "appreciated",
        "are",
        "around",
        "ask",
        "at",
        "be",
        "can",
        "cheers",
        "clue",
        "could",
        "dear",
        "day",
        "doing",
        "else",
        "everybody",
        "everyone",
        "evening",
        "first",
        "folks",
        "for",
        "forum",
        "give",
        "going",
        "good",
        "great",
        "greetings",
        "guys",
        "had",
        "has",
        "have",
        "hello",
        "help",
        "here",
        "hey",
        "hi",
        "hint",
        "hints",
        "how",
        "i",
        "idea",
        "ideas",
        "if",
        "in",
        "is",
        "it",
        "just",
        "know",
        "kind",
        "life",
        "me",
        "might",
        "morning",
        "much",
        "ok",
        "okay",
        "out",
        "place",
        "please",
        "pls",
        "question",
        "questions",
        "quick",
        "really",
        "right",
        "same",
        "so",
        "somebody",
        "someone",
        "sorry",
        "suggestions",
        "thanks",
        "thank",
        "thoughts",
        "this",
        "today",
        "up",
        "whats",
        "you",
        "yall",
    ];
    /// A sentence of those words that does ask needs one of these.
    const MEANS: [&str; 2] = ["how is it", "whats this"];
    let text = words.join(" ");
    words.len() <= 12
        && !MEANS.iter().any(|means| text == *means)
        && words.iter().all(|word| {
            COURTESY.contains(word)
                || matches!(
                    *word,
                    "advance"
                        | "tips"
                        | "pointers"
                        | "ty"
                        | "thx"
                        | "there"
                        | "problem"
                        | "issue"
                        | "experienced"
                        | "seen"
                        | "hear"
                        | "listening"
                        | "the"
                        | "to"
                        | "channel"
                        | "wrong"
                        | "something"
                        | "my"
                        | "on"
                        | "one"
                        | "with"
                        | "that"
                        | "anywhere"
                        | "hearing"
                        | "what"
                        | "gives"
                        | "heck"
                        | "hell"
                        | "wtf"
                )
        })
        && !is_reference(words)
}

/// `what is this?`, `how is that?`: made of small words, and yet it asks.
fn is_reference(words: &[&str]) -> bool {
    matches!(words, ["what", "is", "this" | "that" | "it", ..] | ["how", "is", "that", ..] | ["is", "this", "it"])
        || (words.first() == Some(&"what") && words.len() <= 4 && words.contains(&"to"))
}

/// Whether a question means nothing without the sentence before it: `and on Mac?`, `how do I fix that?`.
fn refers_back(words: &[&str]) -> bool {
    /// Words that add nothing of their own to a question.
    const SMALL: [&str; 74] = [
        "how", "what", "why", "where", "when", "who", "which", "whats", "hows", "do", "does", "did", "dont", "doesnt",
        "can", "cant", "could", "should", "would", "will", "is", "isnt", "are", "was", "has", "have", "i", "you", "we",
        "it", "they", "this", "that", "these", "those", "them", "its", "thats", "there", "one", "to", "for", "about",
        "of", "with", "in", "on", "at", "a", "an", "the", "and", "or", "then", "now", "also", "so", "too", "be",
        "mean", "happen", "happens", "fix", "solve", "change", "stop", "avoid", "handle", "supposed", "normal",
        "expected", "not", "possible", "work",
    ];
    const MORE: [&str; 12] =
        ["same", "somehow", "instead", "either", "again", "go", "get", "done", "else", "prevent", "me", "there"];
    let goes_on = matches!(words.first(), Some(&("and" | "or" | "same" | "but")))
        || words.starts_with(&["what", "about"])
        || words.starts_with(&["how", "about"])
        || words.starts_with(&["what", "if"]);
    let verb = words.iter().skip(1).any(|word| AUXILIARIES.contains(word));
    (goes_on && !verb && words.len() <= 7)
        || matches!(words, ["where", "do" | "should" | "can", "i" | "we", "start" | "begin"])
        || words.iter().all(|word| SMALL.contains(word) || MORE.contains(word))
}

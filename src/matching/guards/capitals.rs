//! Which words a knowledge writes with a capital letter inside sentences: names that no list has.

use std::collections::HashMap;
use std::collections::HashSet;

use crate::matching::guards::reading::Reading;
use crate::matching::guards::tokens::Token;

/// How often the words of one entry are written with a capital letter inside sentences, and how often without.
#[derive(Default)]
pub(super) struct Counts(HashMap<Box<str>, Times>);

/// How often one word is written which way. Where it first has its capital letter is kept, so that the counts of
/// entries one after the other are those of all their words one after the other.
#[derive(Clone, Copy, Default)]
struct Times {
    /// In lower case, before the first capital letter.
    before: u32,
    capital: u32,
    /// In lower case, after it.
    after: u32,
}

impl Counts {
    /// Counts the words of a phrasing.
    pub(super) fn count(&mut self, reading: &Reading) {
        if !reading.titled {
            self.count_tokens(&reading.tokens);
        }
    }

    /// Counts the words of an answer.
    pub(super) fn count_answer(&mut self, tokens: &[Token]) {
        self.count_tokens(tokens);
    }

    fn count_tokens(&mut self, tokens: &[Token]) {
        for token in tokens.iter().filter(|token| !token.first && !token.joined) {
            let times = self.0.entry(token.text.as_str().into()).or_default();
            if token.capital {
                times.capital += 1;
            } else if times.capital > 0 {
                times.after += 1;
            } else {
                times.before += 1;
            }
        }
        self.0.shrink_to_fit();
    }
}

/// The words that are mostly written with a capital letter in entries with these `counts`, in their order.
pub(super) fn names<'a>(counts: impl Iterator<Item = &'a Counts>) -> HashSet<String> {
    let mut known: HashMap<&str, (u32, u32)> = HashMap::new();
    for (word, times) in counts.flat_map(|Counts(counts)| counts) {
        if let Some((capital, lower)) = known.get_mut(&**word) {
            *capital += times.capital;
            *lower += times.before + times.after;
        } else if times.capital > 0 {
            // Those met in lower case before are not counted, which is a matter of order and of little account.
            known.insert(word, (times.capital, times.after));
        }
    }
    let names = known.into_iter().filter(|(word, (capital, lower))| capital > lower && !is_pronoun(word));
    names.map(|(word, _)| word.to_owned()).collect()
}

/// Whether English writes it with a capital letter and it names nothing.
pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(word, "i" | "im" | "id" | "ive" | "ill" | "ok")
}

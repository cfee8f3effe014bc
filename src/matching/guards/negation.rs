//! Whether a text denies what another says.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::matching::guards::tokens::Token;

/// A word that denies, and what it denies.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Negation {
    /// Place of the denying word.
    pub(super) at: usize,
    /// Place of the word that is denied: the next that is not a mere filler.
    pub(super) head: usize,
}

/// Words that deny what follows.
static NEGATORS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let all = "not dont doesnt didnt cant cannot wont isnt arent wasnt werent couldnt wouldnt shouldnt havent \
        hasnt hadnt aint never without no non nor unable stop neither mustnt neednt";
    all.split_whitespace().collect()
});

/// Words between a denying word and what it denies.
static FILLERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let all = "a an the my your our their his her its any some to be been being get getting have having from \
        me us it them i you we they of really actually just even do so that this let in on at with for";
    all.split_whitespace().collect()
});

/// Turns of speech that only look like denying.
const IDIOMS: [&[&str]; 33] = [
    &["dont", "know"],
    &["do", "not", "know"],
    &["dont", "understand"],
    &["do", "not", "understand"],
    &["didnt", "understand"],
    &["dont", "get"],
    &["dont", "see"],
    &["not", "sure"],
    &["cant", "find"],
    &["cannot", "find"],
    &["can", "not", "find"],
    &["cant", "seem"],
    &["cant", "figure"],
    &["cannot", "figure"],
    &["cant", "remember"],
    &["dont", "remember"],
    &["cant", "believe"],
    &["or", "not"],
    &["not", "only"],
    &["if", "not"],
    &["why", "not"],
    &["not", "yet"],
    &["no", "longer"],
    &["no", "idea"],
    &["no", "clue"],
    &["no", "problem"],
    &["no", "matter"],
    &["dont", "worry"],
    &["have", "not", "found"],
    &["havent", "found"],
    &["didnt", "find"],
    &["non", "stop"],
    &["no", "one"],
];

/// Words that say that something goes wrong, as denying words do: "it does not start" asks how to fix it.
static TROUBLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let all = "fix fail fails failed failing failure error errors broken problem problems issue issues trouble \
        troubleshoot stuck wrong refuse refuses refused crash crashes bug hang hangs blocked missing repair solve help \
        impossible forbidden";
    all.split_whitespace().collect()
});

/// Denying words of `tokens` that mean it.
pub(super) fn negations(tokens: &[Token]) -> Vec<Negation> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        if !NEGATORS.contains(text(at)) || is_idiom(tokens, at) || is_polite(tokens, at) {
            continue;
        }
        if let Some(head) = (at + 1..tokens.len()).find(|&next| !FILLERS.contains(text(next))) {
            found.push(Negation { at, head });
        }
    }
    found
}

/// Whether something is said to go wrong.
pub(super) fn tells_trouble(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| TROUBLE.contains(token.text.as_str()))
}

fn is_idiom(tokens: &[Token], at: usize) -> bool {
    let reads = |start: usize, idiom: &[&str]| {
        tokens.get(start..start + idiom.len()).is_some_and(|found| found.iter().zip(idiom).all(|(a, b)| a.text == *b))
    };
    IDIOMS.iter().any(|idiom| {
        (0..idiom.len()).any(|back| back <= at && idiom[back] == tokens[at].text && reads(at - back, idiom))
    })
}

/// "Can't I …", "don't you …", "is it not …", "could you not …": asked with a no, and meant without. Not "why can't I".
fn is_polite(tokens: &[Token], at: usize) -> bool {
    const PERSONS: &str = "i you we they he she it there the my this that anyone someone somebody anybody one your";
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let opens = |at: usize| tokens[at].first || at == 0;
    match text(at) {
        "not" => {
            !matches!(text(at + 1), "have" | "need")
                && at >= 2
                && opens(at - 2)
                && listed("can could is are do does should would", text(at - 2))
                && listed(PERSONS, text(at - 1))
        }
        negator => opens(at) && negator.ends_with("nt") && listed(PERSONS, text(at + 1)),
    }
}

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::guards::tokens::tokens;

    #[track_caller]
    fn check(text: &str, denied: &str) {
        let tokens = tokens(text);
        let heads: Vec<&str> = negations(&tokens).iter().map(|found| tokens[found.head].text.as_str()).collect();
        assert_eq!(heads.join(" "), denied, "{text}");
    }

    #[test]
    fn what_is_denied_is_found() {
        check("Why can't I log in?", "log");
        check("i can not log in", "log");
        check("Can I play without an account?", "account");
        check("how do i stop getting mails", "mails");
        check("Which cards are not accepted?", "accepted");
    }

    #[test]
    fn turns_of_speech_deny_nothing() {
        check("I don't know how to log in", "");
        check("Can't I log in with my phone?", "");
        check("Is it not possible to log in?", "");
        check("can I log in or not", "");
        check("I cannot find the button", "");
    }
}

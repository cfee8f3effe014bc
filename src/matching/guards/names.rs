//! Names that no list has: words with a capital letter, and exact names such as `max_open_files`.

use std::collections::HashSet;

use crate::matching::guards::Found;
use crate::matching::guards::Kind;
use crate::matching::guards::capitals::is_pronoun;
use crate::matching::guards::entry::Facts;
use crate::matching::guards::found;
use crate::matching::guards::lexicon::LEXICON;
use crate::matching::guards::reading::Reading;
use crate::matching::guards::tokens::Token;
use crate::matching::guards::tokens::stem;

/// A name in the question that stands where the phrasing has another. `names` are those that the knowledge writes with
/// a capital letter.
pub(super) fn replaced(asked: &Reading, facts: &Facts, stored: &Reading, names: &HashSet<String>) -> Option<Found> {
    let is_name = |reading: &Reading, token: &Token| looks_like_name(reading, token) || names.contains(&token.text);
    let only_asked: Vec<&Token> = left_over(asked, stored);
    let only_stored: Vec<&Token> = left_over(stored, asked);
    let common = asked.content().filter(|word| stored.has_root(word)).count();
    if only_asked.is_empty() || only_stored.is_empty() {
        return None;
    }
    // One or two words stand in the place of one or two others, and nothing else is different.
    let swapped = only_asked.len() <= 2 && only_stored.len() <= 2;
    let one_for_one = only_asked.len() == 1 && only_stored.len() == 1;
    let alike = common * 2 >= asked.content().count().min(stored.content().count());
    for x in only_asked.iter().filter(|x| !facts.has_word(x)) {
        let taken = |y: &&&Token| LEXICON.senses(&y.text).iter().any(|sense| facts.takes_any(sense.group));
        for y in only_stored.iter().filter(|y| !taken(y)) {
            let (x_named, y_named) = (is_name(asked, x), is_name(stored, y));
            let exact = x.is_identifier() && y.is_identifier();
            // Where only one is a name it has to look like one by itself.
            let (x_looks, y_looks) = (looks_like_name(asked, x), looks_like_name(stored, y));
            let in_place = (x_looks && y_looks) || stand_alike((asked, x), (stored, y));
            let one_named = one_for_one && (x_looks || y_looks);
            let replaces = in_place && if x_named && y_named { alike || swapped } else { one_named };
            if replaces && (common > 0 || exact) && (exact || !(misspelt(&x.text, &y.text) || same_listed(x, y))) {
                return Some(found(Kind::Name, &x.text, &y.text));
            }
        }
    }
    None
}

fn looks_like_name(reading: &Reading, token: &Token) -> bool {
    let capital = token.capital && !token.first && !reading.titled && !is_pronoun(&token.text);
    capital || token.is_identifier()
}

/// Whether the words before them are the same, or those after them.
fn stand_alike((asked, x): (&Reading, &Token), (stored, y): (&Reading, &Token)) -> bool {
    let around = |reading: &Reading, word: &Token| {
        let at = reading.tokens.iter().position(|token| std::ptr::eq(token, word)).unwrap_or(0);
        let root = |token: &Token| token.root;
        (at.checked_sub(1).map(|at| root(&reading.tokens[at])), reading.tokens.get(at + 1).map(root))
    };
    let (x, y) = (around(asked, x), around(stored, y));
    x.0 == y.0 || x.1 == y.1
}

/// Whether both are names of one thing by the lists: `coronavirus` and `covid`.
pub(super) fn same_listed(a: &Token, b: &Token) -> bool {
    let others = LEXICON.senses(&b.text);
    LEXICON.senses(&a.text).iter().any(|a| others.iter().any(|b| (a.group, a.member) == (b.group, b.member)))
}

/// Words of one text that name something and are not in the other.
pub(super) fn left_over<'a>(one: &'a Reading, other: &Reading) -> Vec<&'a Token> {
    let named = |token: &&Token| !token.filler && !token.is_number();
    one.tokens.iter().filter(named).filter(|token| !other.has_root(token)).collect()
}

/// Whether one may be the other with a typing error, or another form of it.
pub(super) fn misspelt(a: &str, b: &str) -> bool {
    let (a, b) = (stem(a), stem(b));
    let (longer, shorter) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let before = longer.bytes().zip(shorter.bytes()).take_while(|(a, b)| a == b).count();
    let after = longer.bytes().rev().zip(shorter.bytes().rev()).take_while(|(a, b)| a == b).count();
    // One letter more, less or other; two that changed places.
    longer.len() >= 4 && longer.len() - shorter.len() <= 1 && before + after + 2 >= longer.len() && before > 0
}

//! Another word in the same sentence: "how do I store files on S3" for "how do I store files on Backblaze". No list can
//! hold all words, and two of them in one sentence rarely mean the same; those that often do are in `synonyms.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::matching::guards::Found;
use crate::matching::guards::Kind;
use crate::matching::guards::entry::Facts;
use crate::matching::guards::found;
use crate::matching::guards::lexicon::LEXICON;
use crate::matching::guards::names::misspelt;
use crate::matching::guards::names::same_listed;
use crate::matching::guards::reading::Reading;
use crate::matching::guards::tokens::Token;
use crate::matching::guards::tokens::hashed;
use crate::matching::guards::tokens::stem;

/// From this cosine on, the sentences mean the same to the model whatever word was put into them. It is a last resort:
/// no cosine parts synonyms (measured from 0.5 to 0.95) from words that matter (0.3 to 0.9), which is higher the longer
/// the sentence.
const SAME: f32 = 0.95;

/// Most words that stand in one another's place, fillers among them, and how many of them name something.
const PLACE: usize = 3;
const NAMING: usize = 2;

/// The word that the question has in the place of another in the phrasing, all else being equal. It is none where the
/// entry has it elsewhere, or is not about the other, or where both may mean the same.
pub(super) fn swapped(asked: &Reading, facts: &Facts, stored: &Reading, cosine: f32) -> Option<Found> {
    let (x, y) = place(&all(asked), &all(stored), PLACE, 1).or_else(|| {
        // "When should I prune it" and "when do I prune it": the words that name nothing may be others, if two remain
        // that name something.
        place(&content(asked), &content(stored), 1, 2)
    })?;
    let (x_words, y_words) = (naming(&x)?, naming(&y)?);
    let known = |x: &&Token| facts.has_word(x);
    let open = |y: &&Token| LEXICON.senses(&y.text).iter().any(|sense| facts.takes_any(sense.group));
    if x_words.iter().any(known) || y_words.iter().any(open) || !y_words.iter().any(|y| facts.is_about(y)) {
        return None;
    }
    let mut pairs = x_words.iter().flat_map(|x| y_words.iter().map(move |y| (*x, *y)));
    if pairs.clone().any(|(x, y)| negates(&x.text, &y.text) || negates(&y.text, &x.text)) {
        return Some(found(Kind::Antonym, &shown(&x_words), &shown(&y_words)));
    }
    if cosine >= SAME || pairs.any(|(x, y)| is_same(x, y)) {
        return None;
    }
    Some(found(Kind::Word, &shown(&x_words), &shown(&y_words)))
}

fn all(reading: &Reading) -> Vec<&Token> {
    reading.tokens.iter().collect()
}

fn content(reading: &Reading) -> Vec<&Token> {
    reading.content().collect()
}

/// What is left of two texts without the words that they begin and end with in common, if that is at most `longest` words
/// on either side, and no more than they have in common, which is at least `common` words.
fn place<'a>(
    a: &[&'a Token],
    b: &[&'a Token],
    longest: usize,
    common: usize,
) -> Option<(Vec<&'a Token>, Vec<&'a Token>)> {
    let same = |(a, b): &(&&Token, &&Token)| a.root == b.root;
    let before = a.iter().zip(b).take_while(same).count();
    let (a, b) = (&a[before..], &b[before..]);
    let after = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let (a, b) = (&a[..a.len() - after], &b[..b.len() - after]);
    let longer = a.len().max(b.len());
    (longer <= longest && before + after >= longer.max(common)).then(|| (a.to_vec(), b.to_vec()))
}

/// The words that name something; `None` if there are none or too many of them, or numbers, which are compared as such
/// unless they are part of a name (`s3`).
fn naming<'a>(place: &[&'a Token]) -> Option<Vec<&'a Token>> {
    let number = |at: usize| place[at].is_number() && !(at > 0 && place[at].joined);
    if (0..place.len()).any(number) {
        return None;
    }
    let words: Vec<&Token> = place.iter().copied().filter(|token| !token.filler).collect();
    (1..=NAMING).contains(&words.len()).then_some(words)
}

/// As written, in lower case: a name and the number written onto it are one word.
fn shown(words: &[&Token]) -> String {
    let mut shown = String::new();
    for token in words {
        let written_on = token.joined && token.is_number();
        if !shown.is_empty() && !written_on {
            shown.push(' ');
        }
        shown.push_str(&token.text);
    }
    shown
}

fn is_same(x: &Token, y: &Token) -> bool {
    x.root == y.root
        || misspelt(&x.text, &y.text)
        || related(stem(&x.text), stem(&y.text))
        || same_listed(x, y)
        || SYNONYMS.are(x.root, y.root)
}

/// Whether two stems are probably of one family: `treat` and `treatment`, `defin` and `definition`.
fn related(x: &str, y: &str) -> bool {
    let shorter = x.len().min(y.len());
    let common = x.bytes().zip(y.bytes()).take_while(|(x, y)| x == y).count();
    common >= 4 && (common == shorter || (common >= 5 && common + 2 >= shorter))
}

/// Whether the first word says the opposite of the second by a syllable before it: `unreachable`.
fn negates(x: &str, y: &str) -> bool {
    const BEFORE: [&str; 7] = ["un", "in", "im", "ir", "il", "dis", "non"];
    y.len() >= 4 && BEFORE.iter().any(|syllable| x.strip_prefix(syllable) == Some(y))
}

/// Words that often mean the same, by stem, with the lines that they stand in.
struct Synonyms(HashMap<u32, Vec<u16>>);

static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    let mut lines: HashMap<u32, Vec<u16>> = HashMap::new();
    for (number, line) in (0_u16..).zip(include_str!("synonyms.txt").lines()) {
        for word in line.split_whitespace() {
            lines.entry(hashed(word)).or_default().push(number);
        }
    }
    Synonyms(lines)
});

impl Synonyms {
    fn are(&self, x: u32, y: u32) -> bool {
        let (Some(x), Some(y)) = (self.0.get(&x), self.0.get(&y)) else { return false };
        x.iter().any(|line| y.contains(line))
    }
}

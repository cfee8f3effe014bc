//! A text as the guard reads it.

use crate::matching::guards::lexicon::LEXICON;
use crate::matching::guards::negation;
use crate::matching::guards::negation::Negation;
use crate::matching::guards::quantities;
use crate::matching::guards::quantities::BareUnit;
use crate::matching::guards::quantities::Quantity;
use crate::matching::guards::tokens;
use crate::matching::guards::tokens::Token;

/// All that is compared of a text.
pub(super) struct Reading {
    pub(super) tokens: Vec<Token>,
    pub(super) marks: Vec<Mark>,
    pub(super) quantities: Vec<Quantity>,
    pub(super) units: Vec<BareUnit>,
    negations: Vec<Negation>,
    /// It says that something goes wrong.
    pub(super) trouble: bool,
    /// Its capital letters say nothing: it is all in capitals, or written like a title.
    pub(super) titled: bool,
}

/// A listed word in a text, or a name of several words.
pub(super) struct Mark {
    pub(super) group: u16,
    pub(super) member: u16,
    /// First and last token.
    span: (usize, usize),
    /// It stands for the opposite of a denied word: "not allowed" is "forbidden".
    pub(super) turned: bool,
}

impl Mark {
    /// As it is written, in lower case.
    pub(super) fn shown(&self, reading: &Reading) -> String {
        let (first, last) = self.span;
        // A verb and a particle with words between them: those are left out.
        let parts = if last - first > 2 { vec![first, last] } else { (first..=last).collect() };
        parts.iter().map(|&at| reading.tokens[at].text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Words that make another verb of a verb, and may stand a few words after it.
const PARTICLES: [&str; 6] = ["on", "off", "in", "out", "up", "down"];

/// How far after its verb.
const PARTICLE_REACH: usize = 4;

impl Reading {
    pub(super) fn of(text: &str) -> Reading {
        let tokens = tokens::tokens(text);
        let negations = negation::negations(&tokens);
        let (quantities, units) = quantities::quantities(&tokens);
        let mut marks = marks(&tokens);
        turn_denied(&mut marks, &negations);
        let trouble = negation::tells_trouble(&tokens);
        let titled = is_titled(text, &tokens);
        Reading { tokens, marks, quantities, units, negations, trouble, titled }
    }

    /// Whether it has that member of that group, or denies the opposite.
    pub(super) fn has(&self, (group, member): (u16, u16)) -> bool {
        self.marks.iter().any(|mark| mark.group == group && mark.member == member)
    }

    /// Whether it denies something.
    pub(super) fn denies(&self) -> bool {
        !self.negations.is_empty()
    }

    /// The denying word, if `other` says what it denies.
    pub(super) fn denied_and_said_by(&self, other: &Reading) -> Option<&str> {
        let said = |negation: &&Negation| other.has_root(&self.tokens[negation.head]);
        // "Without a password" need not be said with one: what it is added to must be there.
        let added = |negation: &&Negation| {
            self.tokens[negation.at].text == "without"
                && other.content().all(|word| self.has_root(word))
                && other.content().next().is_some()
        };
        let found = self.negations.iter().find(said).or_else(|| self.negations.iter().find(added))?;
        Some(&self.tokens[found.at].text)
    }

    /// Words that name something, in order.
    pub(super) fn content(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| !token.filler)
    }

    /// Whether it has some form of the word.
    pub(super) fn has_root(&self, word: &Token) -> bool {
        self.tokens.iter().any(|token| token.root == word.root)
    }

    /// Whether it has these words, or this number.
    pub(super) fn mentions(&self, shown: &str) -> bool {
        let other = Reading::of(shown);
        match other.quantities.first() {
            Some(quantity) => self.quantities.iter().any(|own| own.same(quantity)),
            None => other.tokens.iter().all(|token| self.has_root(token)),
        }
    }

    /// Whether it has what `shown` is in `other`.
    pub(super) fn has_in_common(&self, other: &Reading, shown: &str) -> bool {
        let marks = Reading::of(shown).marks;
        let common = |mark: &Mark| self.has((mark.group, mark.member)) && other.has((mark.group, mark.member));
        marks.iter().any(common) || self.mentions(shown)
    }

    /// Whether most of their words are the same.
    pub(super) fn is_alike(&self, other: &Reading) -> bool {
        let (own, others) = (self.content().count(), other.content().count());
        let common = self.content().filter(|word| other.has_root(word)).count();
        common * 2 >= own.min(others)
    }
}

fn marks(tokens: &[Token]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut name = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let mut add = |name: &str, last: usize| {
            for sense in LEXICON.senses(name) {
                if !sense.capital || (token.capital && !token.first) {
                    marks.push(Mark { group: sense.group, member: sense.member, span: (at, last), turned: false });
                }
            }
        };
        if LEXICON.is_head(&token.text) {
            name.clone_from(&token.text);
            for (next, following) in tokens.iter().enumerate().take(at + 4).skip(at + 1) {
                name.push(' ');
                name.push_str(&following.text);
                add(&name, next);
            }
            let reach = tokens.iter().enumerate().take(at + 1 + PARTICLE_REACH).skip(at + 2);
            for (next, following) in reach {
                if PARTICLES.contains(&following.text.as_str()) {
                    name.clone_from(&token.text);
                    name.push(' ');
                    name.push_str(&following.text);
                    add(&name, next);
                }
            }
        }
        add(&token.text, at);
    }
    drop_parts(&mut marks);
    marks
}

/// A word within a longer name of the same group is not a name by itself: "last" in "last month".
fn drop_parts(marks: &mut Vec<Mark>) {
    let longer: Vec<(u16, (usize, usize))> =
        marks.iter().filter(|mark| mark.span.0 < mark.span.1).map(|mark| (mark.group, mark.span)).collect();
    marks.retain(|mark| {
        mark.span.0 < mark.span.1
            || !longer
                .iter()
                .any(|(group, span)| *group == mark.group && span.0 <= mark.span.0 && mark.span.0 <= span.1)
    });
}

/// What is denied of two opposites is the other one as well.
fn turn_denied(marks: &mut Vec<Mark>, negations: &[Negation]) {
    let turned: Vec<Mark> = marks
        .iter()
        .filter(|mark| LEXICON.size(mark.group) == 2 && negations.iter().any(|negation| negation.head == mark.span.0))
        .map(|mark| Mark { member: 1 - mark.member, turned: true, ..*mark })
        .collect();
    marks.extend(turned);
}

fn is_titled(text: &str, tokens: &[Token]) -> bool {
    if !text.chars().any(char::is_lowercase) {
        return true;
    }
    let long = tokens.iter().filter(|token| !token.first && token.text.chars().count() >= 4);
    let (capitals, all) = long.fold((0, 0), |(capitals, all), token| (capitals + usize::from(token.capital), all + 1));
    capitals >= 3 && capitals * 4 >= all * 3
}

//! What all phrasings of an entry, and its answer, say of numbers, names and opposites.

use crate::entry::Entry;
use crate::matching::guards::Kind;
use crate::matching::guards::capitals::Counts;
use crate::matching::guards::lexicon::LEXICON;
use crate::matching::guards::quantities;
use crate::matching::guards::quantities::BareUnit;
use crate::matching::guards::quantities::Quantity;
use crate::matching::guards::reading::Reading;
use crate::matching::guards::tokens;
use crate::matching::guards::tokens::Token;

/// An entry, as far as the guard compares it.
#[derive(Default)]
pub(super) struct Facts {
    /// Groups and members, sorted.
    marks: Box<[(u16, u16)]>,
    /// Groups of which different phrasings have different members, sorted: the entry takes any of them.
    open: Box<[u16]>,
    pub(super) quantities: Box<[Quantity]>,
    /// Different phrasings have different numbers.
    pub(super) takes_any_number: bool,
    pub(super) units: Box<[BareUnit]>,
    /// Stems of the phrasings' words and of what the answer names, sorted.
    words: Box<[u32]>,
    /// Stems of the words that at least a third of the phrasings have, sorted: what the entry is about.
    key: Box<[u32]>,
    /// Some phrasing denies something; some does not.
    pub(super) denied: bool,
    pub(super) said: bool,
}

impl Facts {
    pub(super) fn of(entry: &Entry, names: &mut Counts) -> Facts {
        let phrasings: Vec<&str> = entry.phrasings.iter().map(|phrasing| phrasing.as_str()).collect();
        Facts::of_texts(&phrasings, &entry.answer, names)
    }

    /// Of these phrasings, and this answer to them.
    pub(super) fn of_texts(phrasings: &[&str], answer: &str, names: &mut Counts) -> Facts {
        let (mut marks, mut open): (Vec<(u16, u16)>, Vec<u16>) = (Vec::new(), Vec::new());
        let (mut quantities, mut units): (Vec<Quantity>, Vec<BareUnit>) = (Vec::new(), Vec::new());
        let (mut words, mut takes_any_number, mut denied, mut said) = (Vec::new(), false, false, false);
        for phrasing in phrasings {
            let reading = Reading::of(phrasing);
            names.count(&reading);
            let mut roots: Vec<u32> = reading.tokens.iter().map(|token| token.root).collect();
            roots.sort_unstable();
            roots.dedup();
            words.extend(roots);
            for mark in &reading.marks {
                let elsewhere = marks.iter().any(|&(group, member)| group == mark.group && member != mark.member);
                if elsewhere && !marks.contains(&(mark.group, mark.member)) && lacks_known(&reading, &marks, mark.group)
                {
                    open.push(mark.group);
                }
            }
            marks.extend(reading.marks.iter().map(|mark| (mark.group, mark.member)));
            let new = |quantity: &Quantity| quantities.iter().all(|known| known.difference(quantity).is_some());
            takes_any_number |= !quantities.is_empty() && reading.quantities.iter().any(new);
            denied |= reading.denies();
            said |= !reading.denies();
            quantities.extend(reading.quantities);
            units.extend(reading.units);
        }
        let key = in_a_third(&mut words, phrasings.len());
        let answer = tokens::tokens(answer);
        names.count_answer(&answer);
        let named = |token: &&Token| token.capital || token.is_identifier();
        for token in answer.iter().filter(named) {
            words.push(token.root);
            let senses = LEXICON.senses(&token.text).iter().filter(|sense| LEXICON.kind(sense.group) == Kind::Name);
            marks.extend(senses.map(|sense| (sense.group, sense.member)));
        }
        quantities.extend(quantities::quantities(&answer).0.into_iter().filter(Quantity::telling));
        Facts {
            marks: sorted(marks),
            open: sorted(open),
            quantities: quantities.into(),
            takes_any_number,
            units: units.into(),
            words: sorted(words),
            key,
            denied,
            said,
        }
    }

    /// Whether some phrasing has that member of that group, or the answer names it.
    pub(super) fn has(&self, mark: (u16, u16)) -> bool {
        self.marks.binary_search(&mark).is_ok()
    }

    /// Whether the entry is asked with different members of the group.
    pub(super) fn takes_any(&self, group: u16) -> bool {
        self.open.binary_search(&group).is_ok()
    }

    /// Whether some phrasing has the word, in some form, or the answer names it.
    pub(super) fn has_word(&self, word: &Token) -> bool {
        self.words.binary_search(&word.root).is_ok()
    }

    /// Whether at least a third of the phrasings have the word, in some form.
    pub(super) fn is_about(&self, word: &Token) -> bool {
        self.key.binary_search(&word.root).is_ok()
    }
}

/// Whether a phrasing has none of the members of a group that phrasings before it had.
fn lacks_known(reading: &Reading, before: &[(u16, u16)], group: u16) -> bool {
    !reading.marks.iter().any(|mark| mark.group == group && before.contains(&(mark.group, mark.member)))
}

/// Of the stems of `count` phrasings those that at least a third of them have, sorted.
fn in_a_third(stems: &mut [u32], count: usize) -> Box<[u32]> {
    stems.sort_unstable();
    let runs = stems.chunk_by(|a, b| a == b);
    runs.filter(|run| run.len() * 3 >= count).map(|run| run[0]).collect()
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Box<[T]> {
    all.sort_unstable();
    all.dedup();
    all.into()
}

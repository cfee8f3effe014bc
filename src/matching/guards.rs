//! Near twins: questions alike in all but the word that matters. "How do I enable it?" is as close to "How do I disable
//! it?" as to its own other wordings, so no score tells them apart. What tells is the word itself.
//!
//! [`Guard::difference`] finds it between a question and the phrasing it came closest to: a denial, one of a pair of
//! opposites, a number, a version, a unit, or a name, where the question has one thing and the phrasing another in its
//! place. What any phrasing of the entry has, or its answer names, is no difference; nor is what only one of the two has.
//! [`Guard::another_word`] finds what no list has, in sentences that are the same but for it.

mod capitals;
mod entry;
mod lexicon;
mod names;
mod negation;
mod quantities;
mod reading;
mod swaps;
mod tokens;

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::matching::guards::entry::Facts;
use crate::matching::guards::lexicon::LEXICON;
use crate::matching::guards::reading::Mark;
use crate::matching::guards::reading::Reading;
use crate::matching::parallel::in_parallel;
use crate::matching::same::Same;

/// In what a question and a phrasing differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One denies what the other says.
    Negation,
    /// Each has one of two opposites.
    Antonym,
    /// Each has another number.
    Number,
    /// Each has another version or model.
    Version,
    /// Each measures in another unit.
    Unit,
    /// Each names something else.
    Name,
    /// Each has another word in the same sentence.
    Word,
}

/// What a question asks for and a phrasing has otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What the question has, in lower case; empty where it lacks a denial.
    pub asked: String,
    /// What the phrasing has in its place; empty where it lacks a denial.
    pub stored: String,
}

/// Knows what every entry of an index says of numbers, names and opposites.
pub struct Guard {
    entries: Vec<Arc<ReadEntry>>,
    numbers: HashMap<EntryId, usize>,
    /// Words that the knowledge writes with a capital letter inside sentences, in lower case.
    names: HashSet<String>,
}

/// All that is read of one entry. It depends on no other entry, so it stays while the entry does.
struct ReadEntry {
    facts: Facts,
    counts: capitals::Counts,
}

impl ReadEntry {
    fn of(entry: &Entry) -> ReadEntry {
        let mut counts = capitals::Counts::default();
        let facts = Facts::of(entry, &mut counts);
        ReadEntry { facts, counts }
    }
}

/// A question as the guard reads it: once, for all of its candidates.
pub struct Asked(Reading);

impl Asked {
    /// Reads `question`.
    #[must_use]
    pub fn of(question: &str) -> Asked {
        Asked(Reading::of(question))
    }

    /// Which part of the words that name something in it or in `other` is in both, in some form, 0 to 1; 1 where neither
    /// has any.
    #[must_use]
    pub fn in_common(&self, other: &str) -> f32 {
        let other = Reading::of(other);
        let roots = |reading: &Reading| reading.content().map(|token| token.root).collect::<HashSet<u32>>();
        let (own, others) = (roots(&self.0), roots(&other));
        let (common, all) = (own.intersection(&others).count(), own.union(&others).count());
        #[expect(clippy::cast_precision_loss, reason = "a few words")]
        let share = if all == 0 { 1.0 } else { common as f32 / all as f32 };
        share
    }
}

impl Guard {
    /// A guard over `entries`.
    #[must_use]
    pub fn of(entries: &[&Entry]) -> Guard {
        Guard::rebuilt(None, entries, &vec![None; entries.len()])
    }

    /// The same; of an entry that `former` has the [`Same`] of, nothing is read again.
    pub(super) fn rebuilt(former: Option<&Guard>, entries: &[&Entry], same: &[Option<Same>]) -> Guard {
        let of_former = |same: &Option<Same>| Some(Arc::clone(&former?.entries[(*same)?.entry]));
        let mut read: Vec<Option<Arc<ReadEntry>>> = same.iter().map(of_former).collect();
        // Of what is built from nothing this is the longest part.
        let unread: Vec<&Entry> =
            entries.iter().zip(&read).filter(|(_, read)| read.is_none()).map(|(entry, _)| *entry).collect();
        let new = in_parallel(&unread, |entry| Arc::new(ReadEntry::of(entry)));
        for (place, new) in read.iter_mut().filter(|place| place.is_none()).zip(new) {
            *place = Some(new);
        }
        let read: Vec<Arc<ReadEntry>> = read.into_iter().flatten().collect();
        let numbers = entries.iter().enumerate().map(|(at, entry)| (entry.id.clone(), at)).collect();
        let names = capitals::names(read.iter().map(|entry| &entry.counts));
        Guard { entries: read, numbers, names }
    }

    /// The number of an entry, in the order in which they were given.
    pub(super) fn number(&self, entry: &EntryId) -> Option<usize> {
        self.numbers.get(entry).copied()
    }

    /// In what `question` differs from `phrasing`, one of the phrasings of `entry`, so that its answer may be that to
    /// another question; `None` if nothing was found, or there is no such entry.
    #[must_use]
    pub fn difference(&self, question: &Asked, entry: &EntryId, phrasing: &str) -> Option<Difference> {
        let facts = &self.entries[*self.numbers.get(entry)?].facts;
        self.between(&question.0, facts, &Reading::of(phrasing)).map(|found| found.difference)
    }

    /// The word that makes another question of `phrasing`, one of the phrasings of `entry`, where `question` is the same
    /// sentence but for it; `cosine` is theirs. It says less than a [difference](Guard::difference), of which some
    /// kind is known, and is to be asked for after it.
    #[must_use]
    pub fn another_word(&self, question: &Asked, entry: &EntryId, phrasing: &str, cosine: f32) -> Option<Difference> {
        let facts = &self.entries[*self.numbers.get(entry)?].facts;
        swaps::swapped(&question.0, facts, &Reading::of(phrasing), cosine).map(|found| found.difference)
    }

    /// In what the first of two entries' phrasings differs from the second where the question takes neither side: it
    /// may ask for the one or the other.
    #[must_use]
    pub fn undecided(&self, question: &Asked, first: (&EntryId, &str), second: (&EntryId, &str)) -> Option<Difference> {
        let facts = &self.entries[*self.numbers.get(second.0)?].facts;
        let (first, second) = (Reading::of(first.1), Reading::of(second.1));
        if !first.is_alike(&second) {
            return None;
        }
        let found = self.between(&first, facts, &second)?;
        let decided = match found.mark {
            Some(mark) => question.0.has(mark),
            None => question.0.mentions(&found.difference.asked) || found.difference.kind == Kind::Negation,
        };
        (!decided).then_some(found.difference)
    }

    /// Whether the entry has what the question asks for by its side of the difference.
    #[must_use]
    pub fn settles(&self, question: &Asked, difference: &Difference, entry: &EntryId, phrasing: &str) -> bool {
        let Some(&number) = self.numbers.get(entry) else { return false };
        let phrasing = Reading::of(phrasing);
        if self.between(&question.0, &self.entries[number].facts, &phrasing).is_some() {
            return false;
        }
        match difference.kind {
            Kind::Negation => question.0.denies() == phrasing.denies(),
            _ => phrasing.has_in_common(&question.0, &difference.asked),
        }
    }

    fn between(&self, asked: &Reading, facts: &Facts, stored: &Reading) -> Option<Found> {
        between(asked, facts, stored, &self.names)
    }
}

/// In what `question` differs from `other`, a question that nothing more is known of, so that they may want different
/// answers; `cosine` is theirs. `None` if nothing was found.
#[must_use]
pub fn tells_apart(question: &Asked, other: &str, cosine: f32) -> Option<Difference> {
    let mut names = capitals::Counts::default();
    let facts = Facts::of_texts(&[other], "", &mut names);
    let other = Reading::of(other);
    between(&question.0, &facts, &other, &capitals::names(std::iter::once(&names)))
        .or_else(|| swaps::swapped(&question.0, &facts, &other, cosine))
        .map(|found| found.difference)
}

/// What tells a question from one of an entry's phrasings, the first of what there is.
fn between(asked: &Reading, facts: &Facts, stored: &Reading, names: &HashSet<String>) -> Option<Found> {
    denial(asked, facts, stored)
        .or_else(|| opposite(asked, facts, stored))
        .or_else(|| quantity(asked, facts, stored))
        .or_else(|| unit(asked, facts, stored))
        .or_else(|| names::replaced(asked, facts, stored, names))
}

/// A difference, with the listed word of the question that makes it, if it is one.
struct Found {
    difference: Difference,
    mark: Option<(u16, u16)>,
}

fn found(kind: Kind, asked: &str, stored: &str) -> Found {
    Found { difference: Difference { kind, asked: asked.to_owned(), stored: stored.to_owned() }, mark: None }
}

/// One denies what the other says. Where something is said to go wrong, denying it is no difference.
fn denial(asked: &Reading, facts: &Facts, stored: &Reading) -> Option<Found> {
    /// With more words besides that only one of them has, they are two questions anyway, or one in other words.
    const OTHER_WORDS: usize = 2;
    let close = names::left_over(asked, stored).len().max(names::left_over(stored, asked).len()) <= OTHER_WORDS;
    if asked.denies() == stored.denies() || asked.trouble || stored.trouble || !close {
        return None;
    }
    if asked.denies() {
        let heads = asked.denied_and_said_by(stored);
        (!facts.denied && heads.is_some()).then(|| found(Kind::Negation, heads.unwrap_or_default(), ""))
    } else {
        let heads = stored.denied_and_said_by(asked);
        (!facts.said && heads.is_some()).then(|| found(Kind::Negation, "", heads.unwrap_or_default()))
    }
}

/// Each has another member of one group: of two opposites, or of a family of names.
fn opposite(asked: &Reading, facts: &Facts, stored: &Reading) -> Option<Found> {
    let apart = |x: &Mark, y: &Mark| {
        x.group == y.group
            && x.member != y.member
            && !y.turned
            && !asked.has((y.group, y.member))
            && !stored.has((x.group, x.member))
    };
    let mut best: Option<Found> = None;
    for x in asked.marks.iter().filter(|x| !x.turned && !facts.has((x.group, x.member)) && !facts.takes_any(x.group)) {
        if let Some(y) = stored.marks.iter().find(|y| apart(x, y)) {
            let mut found = found(LEXICON.kind(x.group), &x.shown(asked), &y.shown(stored));
            found.mark = Some((x.group, x.member));
            // Opposites say more than names: "turn off" rather than what is turned off.
            if best.as_ref().is_none_or(|best| found.difference.kind < best.difference.kind) {
                best = Some(found);
            }
        }
    }
    best
}

/// Each has another number. An entry that is asked with several takes any.
fn quantity(asked: &Reading, facts: &Facts, stored: &Reading) -> Option<Found> {
    if facts.takes_any_number {
        return None;
    }
    for x in asked.quantities.iter().filter(|x| !facts.quantities.iter().any(|y| x.same(y))) {
        for y in stored.quantities.iter().filter(|y| !asked.quantities.iter().any(|x| x.same(y))) {
            if let Some(kind) = x.difference(y) {
                return Some(found(kind, &x.shown, &y.shown));
            }
        }
    }
    None
}

/// Each has another unit, without a number.
fn unit(asked: &Reading, facts: &Facts, stored: &Reading) -> Option<Found> {
    let known = |x: &quantities::BareUnit| {
        facts.units.iter().any(|y| x.same(y)) || facts.quantities.iter().any(|y| y.measured_in(x))
    };
    for x in asked.units.iter().filter(|x| !known(x)) {
        let asked_too = |y: &quantities::BareUnit| {
            asked.units.iter().any(|x| x.same(y)) || asked.quantities.iter().any(|x| x.measured_in(y))
        };
        if let Some(y) = stored.units.iter().find(|y| x.differs(y) && !asked_too(y)) {
            return Some(found(Kind::Unit, &x.shown, &y.shown));
        }
    }
    None
}

#[cfg(test)]
mod tests;

//! What was taken for what: questions whose best candidate is wrong, the entries that attract them, and the entries
//! that lose them.

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::entry::EntryId;
use crate::evaluation::Outcome;
use crate::evaluation::scores::Fate;
use crate::matching::judgement::Candidate;

/// A question whose best candidate is wrong.
#[derive(Clone, Debug)]
pub struct Confusion<'a> {
    /// One of the outcomes.
    pub outcome: &'a Outcome,
    /// What it came to.
    pub fate: Fate,
    /// The best candidate, which is wrong.
    pub found: &'a Candidate,
    /// The best of the right ones with its place from 1, if it is among the candidates.
    pub right: Option<(usize, &'a Candidate)>,
    /// How often the same happened: with entries left out or drawn, a question is asked several times.
    pub times: usize,
}

/// An entry to which questions of others go.
#[derive(Clone, Debug, PartialEq)]
pub struct Magnet<'a> {
    /// The entry.
    pub entry: &'a EntryId,
    /// How many go to it.
    pub attracted: usize,
    /// To how many of these its answer was shown.
    pub answered: usize,
    /// Whose they are, most first; `None`: no entry's.
    pub of: Vec<(Option<&'a EntryId>, usize)>,
}

/// An entry whose questions do not all find it.
#[derive(Clone, Debug, PartialEq)]
pub struct Loser<'a> {
    /// The entry.
    pub entry: &'a EntryId,
    /// How often it was asked for.
    pub asked: usize,
    /// How often another entry came first.
    pub lost: usize,
    /// How often it was not shown although no other entry came before it.
    pub silent: usize,
    /// Where the lost ones went, most first.
    pub to: Vec<(&'a EntryId, usize)>,
}

/// Questions in scope whose best candidate is wrong, and those out of scope that were answered or offered a choice.
/// What people were shown comes first, the most confident mistake before the others.
#[must_use]
pub fn confusions(outcomes: &[Outcome]) -> Vec<Confusion<'_>> {
    let mut seen: HashMap<(&str, &EntryId, Fate), usize> = HashMap::new();
    let mut confusions: Vec<Confusion<'_>> = Vec::new();
    for outcome in outcomes {
        let Some(found) = mistaken(outcome) else { continue };
        let fate = outcome.fate();
        let at = *seen.entry((&outcome.question, &found.entry, fate)).or_insert(confusions.len());
        if let Some(same) = confusions.get_mut(at) {
            same.times += 1;
            continue;
        }
        let right = outcome.rank().map(|rank| (rank, &outcome.judgement.candidates[rank - 1]));
        confusions.push(Confusion { outcome, fate, found, right, times: 1 });
    }
    let shown = |fate: Fate| match fate {
        Fate::AnsweredWrong | Fate::OutAnswered => 0,
        Fate::ChoiceWithout | Fate::OutChoice => 1,
        _ => 2,
    };
    confusions.sort_by(|a, b| {
        shown(a.fate).cmp(&shown(b.fate)).then_with(|| b.found.confidence.total_cmp(&a.found.confidence))
    });
    confusions
}

/// Entries that are the wrong best candidate of some question, those of most first.
#[must_use]
pub fn magnets(outcomes: &[Outcome]) -> Vec<Magnet<'_>> {
    let mut of: BTreeMap<&EntryId, Vec<(Option<&EntryId>, bool)>> = BTreeMap::new();
    for outcome in outcomes {
        let Some(found) = mistaken(outcome) else { continue };
        let answered = matches!(outcome.fate(), Fate::AnsweredWrong | Fate::OutAnswered);
        of.entry(&found.entry).or_default().push((outcome.right.first(), answered));
    }
    let magnets = of.into_iter().map(|(entry, questions)| Magnet {
        entry,
        attracted: questions.len(),
        answered: questions.iter().filter(|(_, answered)| *answered).count(),
        of: counted(questions.into_iter().map(|(of, _)| of)),
    });
    let mut magnets: Vec<Magnet<'_>> = magnets.collect();
    magnets.sort_by_key(|magnet| std::cmp::Reverse((magnet.attracted, magnet.answered)));
    magnets
}

/// Entries that lose a question to another, or are not shown for one, those with the largest share first. A question
/// with several right entries is the first one's.
#[must_use]
pub fn losers(outcomes: &[Outcome]) -> Vec<Loser<'_>> {
    let mut of: BTreeMap<&EntryId, (usize, usize, Vec<&EntryId>)> = BTreeMap::new();
    for outcome in outcomes {
        let Some(right) = outcome.right.first() else { continue };
        let (asked, silent, to) = of.entry(right).or_default();
        *asked += 1;
        match mistaken(outcome) {
            Some(found) => to.push(&found.entry),
            None => *silent += usize::from(outcome.fate() == Fate::Missed),
        }
    }
    let losers = of.into_iter().map(|(entry, (asked, silent, to))| Loser {
        entry,
        asked,
        silent,
        lost: to.len(),
        to: counted(to.into_iter()),
    });
    let mut losers: Vec<Loser<'_>> = losers.filter(|loser| loser.lost + loser.silent > 0).collect();
    // Shares compared crosswise, so that they stay whole numbers.
    losers.sort_by(|a, b| {
        (b.lost * a.asked).cmp(&(a.lost * b.asked)).then((b.silent * a.asked).cmp(&(a.silent * b.asked)))
    });
    losers
}

/// The best candidate, where it is wrong and where that matters: nobody minds what is near a question that rightly gets
/// no answer.
fn mistaken(outcome: &Outcome) -> Option<&Candidate> {
    let found = outcome.judgement.candidates.first()?;
    (!outcome.first_is_right() && outcome.fate() != Fate::OutAbstained).then_some(found)
}

/// How often each is among `values`, most first; equals in order.
fn counted<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts
}

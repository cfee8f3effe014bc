//! What was taken for what: questions whose best candidate is wrong, the entries that attract them, and the entries
//! that lose them.

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::entry::EntryId;
use crate::evaluation::Outcome;
use crate::evaluation::marks::Fate;
use crate::matching::candidate::Candidate;

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

/// Entries that lose a question to another, or are not shown for one, those of most such questions first. A question
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
    losers.sort_by_key(|loser| (std::cmp::Reverse(loser.lost + loser.silent), loser.asked));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedding::UnitVector;
    use crate::entry::Entry;
    use crate::entry::Phrasing;
    use crate::entry::State;
    use crate::matching::asked::Asked;
    use crate::matching::calibration::Target;
    use crate::matching::index::Index;
    use crate::matching::judgement::judge;

    fn id(id: &str) -> EntryId {
        EntryId::new(id).unwrap()
    }

    /// Asks for each of the first entries by the phrasing of the second, so that it is answered with that one, and of
    /// which the third are right.
    fn outcomes(asked: &[(&str, &str)]) -> Vec<Outcome> {
        let entry = |name: &str| Entry {
            id: id(name),
            topic: None,
            phrasings: vec![Phrasing::new(&format!("phrasing {name}")).unwrap()],
            answer: "…".to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        };
        let entries = ["a", "b", "c"].map(entry);
        let vectors = [[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]].map(|raw| UnitVector::normalized(raw.to_vec()));
        let index = Index::build(&entries, 2, &vectors).unwrap();
        let outcome = |(goes_to, right): &(&str, &str)| {
            let question = format!("phrasing {goes_to}");
            let vector = UnitVector::normalized(vec![0.9, 0.4]);
            let judgement = judge(&index, &Asked::as_typed(&question, vector.as_ref()), Target::default(), 5);
            Outcome { question, repaired: None, right: right.split_whitespace().map(id).collect(), judgement }
        };
        asked.iter().map(outcome).collect()
    }

    #[test]
    fn what_goes_to_the_wrong_entry_is_counted_there_and_missed_where_it_belongs() {
        let outcomes = outcomes(&[("a", "a"), ("a", "b"), ("a", "b"), ("a", ""), ("b", "b"), ("c", "a"), ("c", "c a")]);
        let (a, b, c) = (id("a"), id("b"), id("c"));
        let magnet = |entry, attracted, of| Magnet { entry, attracted, answered: attracted, of };
        assert_eq!(
            magnets(&outcomes),
            [magnet(&a, 3, vec![(Some(&b), 2), (None, 1)]), magnet(&c, 1, vec![(Some(&a), 1)])]
        );
        let loser = |entry, asked, lost, to| Loser { entry, asked, lost, silent: 0, to };
        assert_eq!(losers(&outcomes), [loser(&b, 3, 2, vec![(&a, 2)]), loser(&a, 2, 1, vec![(&c, 1)])]);
    }

    #[test]
    fn the_same_confusion_is_listed_once() {
        let outcomes = outcomes(&[("a", "b"), ("a", "a"), ("a", "b"), ("c", "")]);
        let confusions = confusions(&outcomes);
        let listed: Vec<_> =
            confusions.iter().map(|one| (one.found.entry.as_str(), one.fate, one.times, one.right.is_some())).collect();
        assert_eq!(listed, [("a", Fate::AnsweredWrong, 2, true), ("c", Fate::OutAnswered, 1, false)]);
    }
}

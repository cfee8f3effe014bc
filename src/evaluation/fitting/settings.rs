//! The settings that a set is asked in, and which of its entries and phrasings are there in each.

use serde::Serialize;

use crate::evaluation::variants;
use crate::evaluation::variants::FOLDS;
use crate::evaluation::variants::Random;

/// In what form a set's knowledge is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Setting {
    /// As it is.
    #[serde(rename = "whole")]
    Whole,
    /// A fifth of the entries missing at a time.
    #[serde(rename = "left out")]
    LeftOut,
    /// Three entries.
    #[serde(rename = "3 entries")]
    Three,
    /// Ten entries.
    #[serde(rename = "10 entries")]
    Ten,
    /// Thirty entries.
    #[serde(rename = "30 entries")]
    Thirty,
    /// Three phrasings of each entry.
    #[serde(rename = "3 phrasings")]
    FewPhrasings,
    /// The same with a fifth of the entries missing at a time.
    #[serde(rename = "3 phrasings, left out")]
    FewPhrasingsLeftOut,
}

impl Setting {
    /// All of them, in the order of the tables.
    pub const ALL: [Setting; 7] = [
        Setting::Whole,
        Setting::LeftOut,
        Setting::Three,
        Setting::Ten,
        Setting::Thirty,
        Setting::FewPhrasings,
        Setting::FewPhrasingsLeftOut,
    ];

    /// As in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Setting::Whole => "whole",
            Setting::LeftOut => "left out",
            Setting::Three => "3 entries",
            Setting::Ten => "10 entries",
            Setting::Thirty => "30 entries",
            Setting::FewPhrasings => "3 phrasings",
            Setting::FewPhrasingsLeftOut => "3 phrasings, left out",
        }
    }
}

/// What is there of a set's entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Places of the entries, ascending.
    pub entries: Vec<usize>,
    /// Phrasings of each at most, its first ones.
    pub phrasings: usize,
}

/// Phrasings of an entry where they are few.
const FEW: usize = 3;

/// Entries drawn in all, in as many draws as that takes: one draw of three is mostly luck.
const DRAWN: usize = 60;

/// Draws at least.
const MIN_DRAWS: usize = 3;

/// The cuts of a set whose entries have so many phrasings each, in every setting that it is large enough for. The same
/// at every run.
#[must_use]
pub fn cuts(phrasings: &[usize]) -> Vec<(Setting, Vec<Cut>)> {
    let all = usize::MAX;
    let few = phrasings.iter().any(|&count| count > FEW);
    let cuts = |setting| match setting {
        Setting::Whole => vec![whole(phrasings.len(), all)],
        Setting::LeftOut => folds(phrasings.len(), all),
        Setting::Three => drawn(phrasings.len(), 3),
        Setting::Ten => drawn(phrasings.len(), 10),
        Setting::Thirty => drawn(phrasings.len(), 30),
        Setting::FewPhrasings if few => vec![whole(phrasings.len(), FEW)],
        Setting::FewPhrasingsLeftOut if few => folds(phrasings.len(), FEW),
        Setting::FewPhrasings | Setting::FewPhrasingsLeftOut => Vec::new(),
    };
    Setting::ALL.into_iter().map(|setting| (setting, cuts(setting))).filter(|(_, cuts)| !cuts.is_empty()).collect()
}

fn whole(entries: usize, phrasings: usize) -> Cut {
    Cut { entries: (0..entries).collect(), phrasings }
}

fn folds(entries: usize, phrasings: usize) -> Vec<Cut> {
    let without = |fold| (0..entries).filter(|&at| !variants::left_out(at, fold)).collect();
    (0..FOLDS).map(|fold| Cut { entries: without(fold), phrasings }).collect()
}

/// Several draws of `size` entries; none where that would be more than half of them, and so no small knowledge.
fn drawn(entries: usize, size: usize) -> Vec<Cut> {
    if entries < 2 * size {
        return Vec::new();
    }
    let mut random = Random::from_text(&format!("{size} entries"));
    let draw = |_| Cut { entries: draw(entries, size, &mut random), phrasings: usize::MAX };
    (0..MIN_DRAWS.max(DRAWN / size)).map(draw).collect()
}

/// `size` of the numbers below `entries`: the front of a shuffle (Fisher and Yates).
fn draw(entries: usize, size: usize, random: &mut Random) -> Vec<usize> {
    let mut places: Vec<usize> = (0..entries).collect();
    for at in 0..size {
        places.swap(at, at + random.below(entries - at));
    }
    places.truncate(size);
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(phrasings: &[usize]) -> Vec<(&'static str, usize)> {
        cuts(phrasings).into_iter().map(|(setting, cuts)| (setting.name(), cuts.len())).collect()
    }

    #[test]
    fn a_set_is_asked_in_the_settings_that_it_is_large_enough_for() {
        let small = [("whole", 1), ("left out", 5), ("3 entries", 20)];
        assert_eq!(counts(&[2; 19]), small);
        let large = [small[0], small[1], small[2], ("10 entries", 6), ("30 entries", 3)];
        assert_eq!(counts(&[3; 60]), large);
        assert_eq!(counts(&[1, 4, 1]), [small[0], small[1], ("3 phrasings", 1), ("3 phrasings, left out", 5)]);
    }

    #[test]
    fn each_entry_is_missing_from_one_fold() {
        let folds = folds(17, FEW);
        for at in 0..17 {
            assert_eq!(folds.iter().filter(|cut| !cut.entries.contains(&at)).count(), 1);
        }
    }

    #[test]
    fn draws_differ_from_each_other_and_are_the_same_at_every_run() {
        let draws = drawn(40, 10);
        assert_eq!(draws, drawn(40, 10));
        assert!(draws.windows(2).all(|pair| pair[0] != pair[1]));
        for cut in &draws {
            assert!(cut.entries.is_sorted_by(|a, b| a < b) && cut.entries.len() == 10 && cut.entries[9] < 40);
        }
    }
}

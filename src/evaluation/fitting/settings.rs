//! The settings that a set is asked in, and which of its entries and phrasings are there in each.

use serde::Serialize;

use crate::evaluation::variants;
use crate::evaluation::variants::Part;

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
    pub entries: Part,
    /// Phrasings of each at most, its first ones.
    pub phrasings: usize,
}

/// Phrasings of an entry where they are few.
const FEW: usize = 3;

/// The cuts of a set whose entries have so many phrasings each, in every setting that it is large enough for. The same
/// at every run.
#[must_use]
pub fn cuts(phrasings: &[usize]) -> Vec<(Setting, Vec<Cut>)> {
    let all = usize::MAX;
    let few = phrasings.iter().any(|&count| count > FEW);
    let of = |parts: Vec<Part>, phrasings| parts.into_iter().map(|entries| Cut { entries, phrasings }).collect();
    let entries = phrasings.len();
    // More than half of a set are no small knowledge.
    let drawn = |size: usize| match entries >= 2 * size {
        true => of(variants::parts(entries, Some(size), false), all),
        false => Vec::new(),
    };
    let cuts = |setting| match setting {
        Setting::Whole => of(variants::parts(entries, None, false), all),
        Setting::LeftOut => of(variants::parts(entries, None, true), all),
        Setting::Three => drawn(3),
        Setting::Ten => drawn(10),
        Setting::Thirty => drawn(30),
        Setting::FewPhrasings if few => of(variants::parts(entries, None, false), FEW),
        Setting::FewPhrasingsLeftOut if few => of(variants::parts(entries, None, true), FEW),
        Setting::FewPhrasings | Setting::FewPhrasingsLeftOut => Vec::new(),
    };
    Setting::ALL.into_iter().map(|setting| (setting, cuts(setting))).filter(|(_, cuts)| !cuts.is_empty()).collect()
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
    fn few_phrasings_are_the_first_three_of_all_entries_or_of_four_fifths() {
        let cuts = cuts(&[1, 4, 9, 2, 5]);
        let few: Vec<&Cut> = cuts.iter().flat_map(|(_, cuts)| cuts).filter(|cut| cut.phrasings == FEW).collect();
        assert_eq!(few[0].entries, [0, 1, 2, 3, 4]);
        let left_out = &few[1..];
        assert_eq!(left_out.len(), 5);
        for at in 0..5 {
            assert_eq!(left_out.iter().filter(|cut| !cut.entries.contains(&at)).count(), 1);
        }
    }
}

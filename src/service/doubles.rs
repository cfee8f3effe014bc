//! Entries that ask for nearly the same.

use std::collections::HashSet;

use crate::entry::EntryId;
use crate::matching::index::Near;
use crate::service::Catalog;

/// Cosine of two phrasings from which their entries are shown as possible doubles. With the default model,
/// paraphrases of one question mostly lie between 0.75 and 0.95; below this bar the list fills with questions that
/// only share their subject.
pub(super) const DOUBLE_FROM: f32 = 0.9;

/// Two entries with phrasings so close that a question can hardly be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Double {
    /// The entry that comes first, with its phrasing.
    pub first: (EntryId, String),
    /// The other one.
    pub second: (EntryId, String),
    /// Cosine of the two phrasings, up to 1.
    pub cosine: f32,
}

impl Catalog {
    /// Pairs of entries that may be doubles, closest first, each pair once with its closest phrasings. Overviews are
    /// left out: they are alike on purpose.
    #[must_use]
    pub fn doubles(&self) -> Vec<Double> {
        let written: HashSet<&EntryId> = self.written().iter().map(|entry| &entry.id).collect();
        let double = |near: Near| Double { first: near.first, second: near.second, cosine: near.cosine };
        let mut doubles: Vec<Double> = self
            .index()
            .near_pairs(DOUBLE_FROM)
            .into_iter()
            .filter(|near| written.contains(&near.first.0) && written.contains(&near.second.0))
            .map(double)
            .collect();
        doubles.sort_by(|a, b| b.cosine.total_cmp(&a.cosine));
        doubles
    }
}

//! The rule that a question equal to a phrasing, but for case, spacing and punctuation, is its entry's.

use std::sync::Arc;

use crate::entry::Entry;
use crate::entry::normalized;
use crate::matching::same::Same;

/// The normal forms of all phrasings.
pub(super) struct Exact {
    /// Of each row; empty where a phrasing has neither letter nor digit.
    normals: Vec<Arc<str>>,
    /// Hash and row of those that are not empty, sorted.
    rows: Vec<(u32, u32)>,
}

impl Exact {
    /// Of the phrasings of `entries`; the normal forms of those that `former` has the [`Same`] of are taken from there.
    pub(super) fn of(entries: &[&Entry], former: Option<&Exact>, same: &[Option<Same>]) -> Exact {
        let mut normals: Vec<Arc<str>> = Vec::with_capacity(entries.iter().map(|entry| entry.phrasings.len()).sum());
        for (entry, same) in entries.iter().zip(same) {
            match (former, same) {
                (Some(former), Some(Same { first_row, .. })) => {
                    normals.extend_from_slice(&former.normals[*first_row..first_row + entry.phrasings.len()]);
                }
                _ => normals.extend(entry.phrasings.iter().map(|phrasing| normalized(phrasing.as_str()).into())),
            }
        }
        let found = normals.iter().zip(0..).filter(|(normal, _)| !normal.is_empty());
        let mut rows: Vec<(u32, u32)> = found.map(|(normal, row)| (hash(normal), row)).collect();
        rows.sort_unstable();
        Exact { normals, rows }
    }

    /// The rows of the phrasings equal to `question`, in their order.
    pub(super) fn rows(&self, question: &str) -> impl Iterator<Item = usize> {
        let normal = normalized(question);
        let hash = hash(&normal);
        let first = self.rows.partition_point(|(other, _)| *other < hash);
        let same = self.rows[first..].iter().take_while(move |(other, _)| *other == hash);
        same.map(|(_, row)| *row as usize).filter(move |row| *self.normals[*row] == *normal)
    }
}

/// FNV-1a.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

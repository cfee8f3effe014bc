//! Whether an entry is as a former index had it: then what was read of its texts is taken from there.

use sha2::Digest as _;
use sha2::Sha256;

use crate::entry::Entry;

/// Where a former index has an entry with the same texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Same {
    /// Its number there.
    pub(super) entry: usize,
    /// Its first row there.
    pub(super) first_row: usize,
}

/// SHA-256 of the phrasings and the answer of an entry.
pub(super) type Digest = [u8; 32];

pub(super) fn digest(entry: &Entry) -> Digest {
    let mut digest = Sha256::new();
    for phrasing in &entry.phrasings {
        digest.update(phrasing.as_str().as_bytes());
        // There is no control character in a phrasing, so this is its end.
        digest.update([0]);
    }
    // An answer begins behind two ends, where no phrasing can: none is empty.
    digest.update([0]);
    digest.update(entry.answer.as_bytes());
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;
    use crate::entry::Phrasing;
    use crate::entry::State;

    fn of(phrasings: &[&str], answer: &str) -> Digest {
        digest(&Entry {
            id: EntryId::new("e").unwrap(),
            topic: None,
            phrasings: phrasings.iter().map(|text| Phrasing::new(text).unwrap()).collect(),
            answer: answer.to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        })
    }

    #[test]
    fn texts_that_are_divided_otherwise_are_not_the_same() {
        let digests = [of(&["a", "b"], "c"), of(&["a"], "bc"), of(&["ab"], "c"), of(&["a"], "b\0c")];
        for (at, digest) in digests.iter().enumerate() {
            assert!(!digests[..at].contains(digest), "{at}");
        }
    }
}

//! What the tests of matching have in common: entries, and vectors in a plane.

use crate::embedding::UnitVector;
use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::matching::index::Index;

/// An entry in service that says nothing but its phrasings.
pub(super) fn entry(id: &str, phrasings: &[&str]) -> Entry {
    Entry {
        id: EntryId::new(id).unwrap(),
        topic: None,
        phrasings: phrasings.iter().map(|text| Phrasing::new(text).unwrap()).collect(),
        answer: "…".to_owned(),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    }
}

/// The vector in this direction.
pub(super) fn at(degrees: f32) -> Option<UnitVector> {
    UnitVector::normalized(vec![degrees.to_radians().cos(), degrees.to_radians().sin()])
}

/// Three entries; two of them have a phrasing in common.
pub(super) fn index() -> Index {
    let entries = [entry("a", &["a0", "A 90"]), entry("b", &["b30"]), entry("c", &["c60", "a 90!", "c?"])];
    Index::build(&entries, 2, &[at(0.0), at(90.0), at(30.0), at(60.0), at(92.0), None]).unwrap()
}

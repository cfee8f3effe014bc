//! Vectors of length one that lie somewhere else, so that they need not be copied to be handed on.

use crate::embedding::UnitVector;

/// A [`UnitVector`], or a row of an index's matrix, which was one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit<'a>(&'a [f32]);

impl<'a> Unit<'a> {
    /// A row that was made of a unit vector.
    pub(super) fn of_row(row: &'a [f32]) -> Unit<'a> {
        Unit(row)
    }

    /// The components; their squares add up to one.
    #[must_use]
    pub fn as_slice(self) -> &'a [f32] {
        self.0
    }
}

impl<'a> From<&'a UnitVector> for Unit<'a> {
    fn from(vector: &'a UnitVector) -> Unit<'a> {
        Unit(vector.as_slice())
    }
}

/// The vectors of texts that have one.
pub(super) fn units(vectors: &[Option<UnitVector>]) -> Vec<Option<Unit<'_>>> {
    vectors.iter().map(|vector| vector.as_ref().map(Unit::from)).collect()
}

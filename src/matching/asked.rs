//! A question as it is put to the index.

use crate::embedding::UnitVector;

/// A question that passed [`screen`](crate::matching::screening::screen).
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// As it was typed.
    pub text: &'a str,
    /// Its vector; `None` when the model found nothing to read in it.
    pub vector: Option<&'a UnitVector>,
    /// The same with its spelling repaired, where it needed that.
    pub reread: Option<Reread<'a>>,
}

/// A question with its spelling repaired, [`Index::repaired`](crate::matching::index::Index::repaired).
#[derive(Clone, Copy, Debug)]
pub struct Reread<'a> {
    /// As it was read.
    pub text: &'a str,
    /// Its vector; `None` when the model found nothing to read in it.
    pub vector: Option<&'a UnitVector>,
}

impl<'a> Asked<'a> {
    /// A question whose spelling is taken as it is.
    #[must_use]
    pub fn as_typed(text: &'a str, vector: Option<&'a UnitVector>) -> Asked<'a> {
        Asked { text, vector, reread: None }
    }
}

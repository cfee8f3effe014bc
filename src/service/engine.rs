//! The model that a catalog was made with. It goes with the catalog, so that the vectors of two models never meet, whenever
//! one takes the other's place.

use std::fmt;

use crate::embedding::UnitVector;
use crate::embedding::cache::VectorCache;
use crate::embedding::worker::ModelHandle;
use crate::matching::screening::Reads;
use crate::service::Memory;
use crate::store::StoredVector;

/// A model with what belongs to it. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    /// The model.
    pub model: ModelHandle,
    /// What it reads.
    pub reads: Reads,
    /// Where its vectors are kept; `None` to embed everything anew.
    pub cache: Option<VectorCache>,
    /// The space that keeps them for other processes, too.
    pub memory: Option<Memory>,
}

impl Engine {
    /// Whether the two give the same vectors.
    #[must_use]
    pub fn is_same_as(&self, other: &Engine) -> bool {
        self.model.fingerprint() == other.model.fingerprint()
    }

    /// A vector that the model made, as it is kept.
    pub(super) fn to_keep(&self, vector: &UnitVector) -> StoredVector {
        StoredVector { model: self.model.fingerprint().as_str().to_owned(), components: vector.as_slice().to_vec() }
    }

    /// A vector that was kept; `None` where another model made it, as the two mean nothing to each other.
    pub(super) fn own(&self, kept: StoredVector) -> Option<UnitVector> {
        if kept.model == self.model.fingerprint().as_str() { UnitVector::from_unit(kept.components) } else { None }
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("model", &self.model).finish_non_exhaustive()
    }
}

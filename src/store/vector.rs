//! Vectors of what people asked.

/// The vector of a text, with what made it: vectors of two models have nothing to do with each other, whatever their
/// lengths.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredVector {
    /// Fingerprint of the model, 64 bytes at most; empty where that is no longer known.
    pub model: String,
    /// Its components, one after the other.
    pub components: Vec<f32>,
}

//! Text to vectors. An [`Embedder`] turns one text into one [`UnitVector`]; everything that makes two vectors
//! comparable is in its [`Fingerprint`].
//!
//! Uses nothing of ours: neither entries nor settings, so that a model can be replaced without touching the rest.

pub mod cache;
pub mod cross_encoder;
pub mod fastembed;
pub mod hub;
pub mod lexical;
pub mod model_dir;
pub mod runtime;
pub mod worker;

use std::fmt;

use sha2::Digest;
use sha2::Sha256;

/// A vector of length one, so that a dot product is a cosine.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitVector(Vec<f32>);

impl UnitVector {
    /// `raw` scaled to length one; `None` for a vector without a direction: empty, all zeros, or not finite.
    #[must_use]
    pub fn normalized(mut raw: Vec<f32>) -> Option<UnitVector> {
        // In f64, since squares of large f32 overflow.
        let length = raw.iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>().sqrt();
        if !length.is_finite() || length == 0.0 {
            return None;
        }
        for x in &mut raw {
            #[expect(clippy::cast_possible_truncation, reason = "at most one in size; only precision is lost")]
            let scaled = (f64::from(*x) / length) as f32;
            *x = scaled;
        }
        Some(UnitVector(raw))
    }

    /// `components` as they are, bit by bit; `None` unless they are finite and their length is one. For vectors
    /// that were unit vectors when they were written down: scaling them again would change their last bits.
    #[must_use]
    pub fn from_unit(components: Vec<f32>) -> Option<UnitVector> {
        /// `normalized` is off by rounding only, some 1e-7; anything further from one was not made by it.
        const TOLERANCE: f64 = 1e-3;
        let length = components.iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>().sqrt();
        // A component that is not finite makes the length infinite or NaN, and both fail this comparison.
        ((length - 1.0).abs() <= TOLERANCE).then_some(UnitVector(components))
    }

    /// The components; their squares add up to one.
    #[must_use]
    pub fn as_slice(&self) -> &[f32] {
        &self.0
    }

    /// Cosine of the angle to `other`, -1 to 1.
    ///
    /// # Panics
    /// When the two have different numbers of dimensions: they come from different models.
    #[must_use]
    pub fn cosine(&self, other: &UnitVector) -> f32 {
        assert_eq!(self.0.len(), other.0.len(), "vectors of two models must never meet");
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }
}

/// Which side of the search a text is on. Some models were trained with another prefix for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// What a person asks.
    Query,
    /// What is stored.
    Passage,
}

/// All that decides whether two vectors may be compared: model files, pooling, prefixes, maximum length,
/// normalisation. Equal fingerprints give the same vector for the same text on the same side.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The fingerprint of `parts`, order and borders included.
    pub fn of<'a>(parts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Fingerprint {
        let mut digest = Sha256::new();
        for (key, value) in parts {
            // Lengths first, so that moving a character across a border changes the digest.
            digest.update((key.len() as u64).to_le_bytes());
            digest.update(key.as_bytes());
            digest.update((value.len() as u64).to_le_bytes());
            digest.update(value.as_bytes());
        }
        Fingerprint(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// 64 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({})", &self.0[..12])
    }
}

/// Why a text could not be embedded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmbedError {
    /// The model gave a vector without a direction: no text in it that it can read.
    #[error("the model found nothing to read in the text")]
    NoDirection,
    /// The worker's queue is full; asking again a little later may work.
    #[error("too many questions are waiting")]
    Busy,
    /// The thread that owned the model is gone.
    #[error("the model has stopped")]
    Stopped,
    /// The model or its runtime failed.
    #[error("the model failed: {0}")]
    Model(String),
}

/// Turns text into vectors, one text at a time: with dynamic quantization a text's vector would depend on the
/// others in its batch.
pub trait Embedder: Send {
    /// What the vectors depend on.
    fn fingerprint(&self) -> &Fingerprint;

    /// Number of components of every vector.
    fn dimensions(&self) -> usize;

    /// The words that the model has whole, in lower case, the most frequent first: what is among them is no typing error.
    /// None where it does not tell.
    fn words(&self) -> Vec<String> {
        Vec::new()
    }

    /// The vector of `text`, cut at the model's maximum length. The same text and side always give the same vector.
    ///
    /// # Errors
    /// [`EmbedError::NoDirection`] or [`EmbedError::Model`].
    fn embed(&mut self, text: &str, side: Side) -> Result<UnitVector, EmbedError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_unit_vector_comes_back_bit_by_bit() {
        let vector = UnitVector::normalized(vec![0.1, -3.0, 7.7]).unwrap();
        assert_eq!(UnitVector::from_unit(vector.as_slice().to_vec()), Some(vector));
    }

    #[test]
    fn what_is_not_a_unit_vector_is_refused() {
        for bad in [vec![], vec![0.0, 0.0], vec![1.0, 0.1], vec![f32::NAN, 1.0], vec![f32::INFINITY, 0.0]] {
            assert_eq!(UnitVector::from_unit(bad), None);
        }
    }
}

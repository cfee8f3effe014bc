//! A fit with what it was made of, so that anybody with the same sets can repeat it.

use serde::Serialize;

use crate::evaluation::fitting::TriedSet;
use crate::evaluation::fitting::fit;
use crate::evaluation::fitting::fit::PlainFit;
use crate::evaluation::fitting::measured::Figures;
use crate::evaluation::fitting::measured::Line;
use crate::matching::calibration::Prior;

/// What `askwell calibrate --fit --record` writes. Nothing in it depends on the day or the machine's folders.
#[derive(Debug, Serialize)]
pub struct Record {
    /// Name of the model.
    pub model: String,
    /// Its fingerprint: files, pooling, prefixes, length.
    pub fingerprint: String,
    /// The sets, those never fitted on included.
    pub sets: Vec<SetRecord>,
    /// Fitted on all fitted sets.
    pub prior: Prior,
    /// The same for plain cosine.
    pub plain_cosine: PlainFit,
    /// Every set in every setting by a fit that has not seen its family.
    pub measured: Vec<Line>,
}

/// A set as the record names it.
#[derive(Clone, Debug, Serialize)]
pub struct SetRecord {
    /// The folder's name, without the folders above it.
    pub name: String,
    /// The name up to the first `_`.
    pub family: String,
    /// Whether it was fitted on.
    pub fitted: bool,
    /// Entries of the knowledge.
    pub entries: usize,
    /// Their phrasings.
    pub phrasings: usize,
    /// Labelled questions.
    pub questions: usize,
    /// SHA-256 of `knowledge.jsonl`, in hexadecimal.
    pub knowledge_sha256: String,
    /// SHA-256 of `queries.jsonl`.
    pub queries_sha256: String,
}

/// The coefficients fitted on all sets that are to be fitted on.
#[must_use]
pub fn coefficients(sets: &[TriedSet]) -> (Prior, PlainFit) {
    let settings = || sets.iter().filter(|set| set.fitted).flat_map(|set| &set.settings);
    let Prior { means, scales, intercept, weights, size_mean, size_scale, size_weight } = fit::prior(settings());
    let PlainFit { intercept: plain, per_cosine } = fit::plain(settings());
    let prior = Prior {
        means: means.map(rounded),
        scales: scales.map(rounded),
        intercept: rounded(intercept),
        weights: weights.map(rounded),
        size_mean: rounded(size_mean),
        size_scale: rounded(size_scale),
        size_weight: rounded(size_weight),
    };
    (prior, PlainFit { intercept: rounded(plain), per_cosine: rounded(per_cosine) })
}

/// `lines` with four digits behind the point: what comes behind them differs from one processor to the next.
#[must_use]
pub fn shortened(lines: &[Line]) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for figures in lines.iter_mut().flat_map(|line| line.figures.values_mut()) {
        *figures = Figures::of_all(figures.all().map(|figure| figure.map(rounded)));
    }
    lines
}

pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::plain;
    use crate::matching::calibration::PRIOR;

    #[test]
    fn the_record_in_the_repository_is_of_the_coefficients_in_the_code() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/confidence/fit.json");
        let record: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let prior: Prior = serde_json::from_value(record["prior"].clone()).unwrap();
        assert_eq!(prior, PRIOR, "fit anew, and take both from one run");
        assert_eq!(record["plain_cosine"], serde_json::to_value(plain::FIT).unwrap());
    }
}

//! What single figures hide: how true each confidence is, what each bar would give, how values are spread.

use crate::evaluation::marks::Mark;
use crate::evaluation::marks::count;

/// Bins of the expected calibration error (Guo et al. 2017, "On Calibration of Modern Neural Networks").
pub const ECE_BINS: usize = 15;

/// Confidence of a question's best candidate, 0 to 1, and whether that is right.
pub type Judged = (f64, bool);

/// The questions whose confidence is between two values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// How many; at least one.
    pub questions: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// Share of them whose best candidate is right.
    pub right: f64,
}

/// What would be shown if everything were answered from one bar on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The bar, on the confidence.
    pub bar: f64,
    /// Share of all questions that are answered.
    pub coverage: f64,
    /// Share of those answers that are right.
    pub precision: f64,
}

/// Confidences of `marks`, most confident first.
#[must_use]
pub fn by_confidence(marks: &[Mark]) -> Vec<Judged> {
    let judged = |mark: &Mark| (f64::from(mark.confidence), mark.first_is_right());
    let mut judged: Vec<Judged> = marks.iter().map(judged).collect();
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    judged
}

/// For every bar between two different confidences: how many are shown, and how many of those are right. `judged` goes
/// from the most confident down.
pub(super) fn bars(judged: &[Judged]) -> impl Iterator<Item = (usize, usize)> {
    let tied = judged.chunk_by(|a, b| a.0 == b.0);
    tied.scan((0, 0), |(shown, right), tied| {
        *shown += tied.len();
        *right += tied.iter().filter(|(_, right)| *right).count();
        Some((*shown, *right))
    })
}

/// A reliability diagram: [`ECE_BINS`] bins of equal width from 0 to 1, `None` where there is no question.
#[must_use]
pub fn bins(judged: &[Judged]) -> [Option<Bin>; ECE_BINS] {
    let mut sums = [(0_usize, 0.0_f64, 0_usize); ECE_BINS];
    for &(confidence, right) in judged {
        let sum = &mut sums[place(confidence, ECE_BINS)];
        sum.0 += 1;
        sum.1 += confidence;
        sum.2 += usize::from(right);
    }
    sums.map(|(questions, confidence, right)| {
        let mean = |sum: f64| sum / count(questions);
        (questions > 0).then(|| Bin { questions, confidence: mean(confidence), right: mean(count(right)) })
    })
}

/// Coverage and precision at every bar, from the highest down.
#[must_use]
pub fn precision_by_coverage(judged: &[Judged]) -> Vec<Point> {
    let point = |(shown, right): (usize, usize)| Point {
        bar: judged[shown - 1].0,
        coverage: count(shown) / count(judged.len()),
        precision: count(right) / count(shown),
    };
    bars(judged).map(point).collect()
}

/// How many of `values` are in each of `bins` bins of equal width from 0 to 1; what is outside is in the outermost.
#[must_use]
pub fn histogram(values: impl Iterator<Item = f64>, bins: usize) -> Vec<usize> {
    let mut counts = vec![0; bins];
    for value in values {
        counts[place(value, bins)] += 1;
    }
    counts
}

/// The bin of `value` among `bins` of equal width from 0 to 1.
fn place(value: f64, bins: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to the number of bins")]
    let place = (value.clamp(0.0, 1.0) * count(bins)) as usize;
    place.min(bins - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JUDGED: [Judged; 5] = [(0.9, true), (0.8, true), (0.8, false), (0.4, true), (0.1, false)];

    #[test]
    fn a_bin_has_the_mean_of_its_confidences_and_its_share_of_right_ones() {
        let bins = bins(&[(0.99, true), (0.95, true), (0.94, false), (0.03, false)]);
        let last = bins[ECE_BINS - 1].unwrap();
        assert_eq!(last.questions, 3);
        assert!((last.confidence - 0.96).abs() < 1e-9 && (last.right - 2.0 / 3.0).abs() < 1e-9, "{last:?}");
        assert_eq!(bins[0], Some(Bin { questions: 1, confidence: 0.03, right: 0.0 }));
        assert_eq!(bins.iter().flatten().count(), 2);
    }

    #[test]
    fn a_point_for_every_bar_and_none_inside_a_tie() {
        let point = |bar, coverage, precision| Point { bar, coverage, precision };
        let expected = [point(0.9, 0.2, 1.0), point(0.8, 0.6, 2.0 / 3.0), point(0.4, 0.8, 0.75), point(0.1, 1.0, 0.6)];
        assert_eq!(precision_by_coverage(&JUDGED), expected);
        assert_eq!(precision_by_coverage(&[]), []);
    }

    #[test]
    fn a_histogram_holds_every_value() {
        assert_eq!(histogram([-0.2, 0.0, 0.24, 0.25, 0.5, 1.0, 1.1].into_iter(), 4), [3, 1, 1, 2]);
    }
}

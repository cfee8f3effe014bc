//! Figures, and the lines that they are told in.

use std::fmt::Display;
use std::io::Write;

/// One line of the tables.
pub(crate) fn say(line: impl Display) {
    writeln!(std::io::stdout().lock(), "{line}").expect("somebody reads the figures");
}

/// The value below which this part of them lies.
pub(crate) fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1).expect("at least one value");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
    let at = (last as f64 * part).round() as usize;
    sorted[at]
}

/// The value in the middle of them.
pub(crate) fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

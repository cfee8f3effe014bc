//! Values as text: counts, sizes, durations, paths, errors.

use std::path::PathBuf;
use std::time::Duration;

use crate::frontend::wording::terminal::plain;

/// A duration in the unit it is read best in.
#[must_use]
pub fn elapsed(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1e3) } else { format!("{seconds:.2} s") }
}

/// `1 entry`, `2 entries`.
#[must_use]
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A number of bytes in the unit it is read best in.
#[must_use]
pub fn bytes(number: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = number.saturating_mul(10) / unit;
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match number {
        0..1_000 => format!("{number} bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

/// Paths in quotation marks, with commas between them.
#[must_use]
pub fn listed(paths: &[PathBuf]) -> String {
    let quoted: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    plain(&quoted.join(", "))
}

/// An error and what led to it, on one line.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    plain(&Chain(error).to_string()).replace('\n', " ")
}

struct Chain<'a>(&'a dyn std::error::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

//! Values as text: counts, sizes, durations, paths, errors.

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use crate::frontend::wording::terminal::plain;
use crate::service::CatalogError;
use crate::service::CurateError;
use crate::store::StoreError;

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

/// An error and what led to it, with what to do about it where it is the store's, on one line.
#[must_use]
pub fn chain(error: &(dyn Error + 'static)) -> String {
    failed(error).replace('\n', " ")
}

/// The same, with the lines that it has.
#[must_use]
pub fn failed(error: &(dyn Error + 'static)) -> String {
    let remedy = remedy(error).map(|remedy| format!("; {remedy}")).unwrap_or_default();
    plain(&format!("{}{remedy}", Chain(error)))
}

/// What to do about a store that cannot be used as it is.
fn remedy(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let mut next = Some(error);
    while let Some(error) = next {
        // These two stand for what they hold, and do not name it as their cause.
        let of_curating = error.downcast_ref().and_then(|error| match error {
            CurateError::Store(error) => Some(error),
            _ => None,
        });
        let of_catalog = error.downcast_ref().and_then(|error| match error {
            CatalogError::Store(error) => Some(error),
            _ => None,
        });
        match error.downcast_ref::<StoreError>().or(of_curating).or(of_catalog) {
            Some(StoreError::Damaged(_)) => return Some(DAMAGED),
            Some(StoreError::Foreign { .. }) => return Some("name another place with --store or ASKWELL_STORE"),
            Some(_) => return None,
            None => next = error.source(),
        }
    }
    None
}

/// What to do about a store that is damaged.
pub(super) const DAMAGED: &str = "the store is damaged; `askwell restore FILE` puts a backup in its place";

struct Chain<'a>(&'a dyn Error);

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

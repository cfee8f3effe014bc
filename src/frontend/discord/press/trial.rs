//! What the buttons of a trial stand for.

use crate::frontend::discord::press::curating::take_row;
use crate::frontend::discord::press::take;
use crate::store::RowId;

/// Something to be done with what would have been answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::frontend::discord) enum Trial {
    /// Show what a trial of so many days came to.
    Overview { days: u16 },
    /// Show an answer that nobody has judged, the latest there is; the one before `before`, if that is given.
    Sample { days: u16, before: Option<RowId> },
    /// An answer is right, or wrong; then show the next.
    Judge { days: u16, answer: RowId, right: bool },
}

const OVERVIEW: u8 = 80;
const SAMPLE: u8 = 81;
const RIGHT: u8 = 82;
const WRONG: u8 = 83;

/// Whether a kind is one of these.
pub(super) fn is_kind(kind: u8) -> bool {
    (OVERVIEW..=WRONG).contains(&kind)
}

impl Trial {
    /// Which kind it is, and what is particular to it.
    pub(super) fn to_bytes(&self) -> (u8, Vec<u8>) {
        let (kind, days, row) = match self {
            Trial::Overview { days } => (OVERVIEW, days, None),
            Trial::Sample { days, before } => (SAMPLE, days, before.as_ref()),
            Trial::Judge { days, answer, right } => (if *right { RIGHT } else { WRONG }, days, Some(answer)),
        };
        let mut bytes = days.to_be_bytes().to_vec();
        // Its text, which is ASCII of a fixed length.
        bytes.extend(row.map(|row| row.as_str().as_bytes()).unwrap_or_default());
        (kind, bytes)
    }

    /// The reverse; `None` for what it never makes. Leaves in `bytes` what it has not read.
    pub(super) fn from_bytes(kind: u8, bytes: &mut &[u8]) -> Option<Trial> {
        let days = u16::from_be_bytes(take(bytes)?);
        Some(match kind {
            OVERVIEW => Trial::Overview { days },
            SAMPLE if bytes.is_empty() => Trial::Sample { days, before: None },
            SAMPLE => Trial::Sample { days, before: Some(take_row(bytes)?) },
            RIGHT | WRONG => Trial::Judge { days, answer: take_row(bytes)?, right: kind == RIGHT },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::Moment;

    /// Any of them.
    pub(in crate::frontend::discord::press) fn acts() -> impl Strategy<Value = Trial> {
        let row = || (0..1_i64 << 47).prop_map(|at| RowId::new(Moment(at)));
        prop_oneof![
            any::<u16>().prop_map(|days| Trial::Overview { days }),
            (any::<u16>(), proptest::option::of(row())).prop_map(|(days, before)| Trial::Sample { days, before }),
            (any::<u16>(), row(), any::<bool>()).prop_map(|(days, answer, right)| Trial::Judge { days, answer, right }),
        ]
    }
}

//! What the buttons of a trial stand for.

use std::ops::RangeInclusive;

use crate::frontend::discord::press::Group;
use crate::frontend::discord::press::bytes::rest;
use crate::frontend::discord::press::bytes::row;
use crate::frontend::discord::press::bytes::take;
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

impl Group for Trial {
    const KINDS: RangeInclusive<u8> = OVERVIEW..=WRONG;

    fn to_bytes(&self) -> (u8, Vec<u8>) {
        let (kind, days, row) = match self {
            Trial::Overview { days } => (OVERVIEW, days, None),
            Trial::Sample { days, before } => (SAMPLE, days, before.as_ref()),
            Trial::Judge { days, answer, right } => (if *right { RIGHT } else { WRONG }, days, Some(answer)),
        };
        (kind, days.to_be_bytes().into_iter().chain(row.iter().flat_map(|row| row.to_bytes())).collect())
    }

    fn from_bytes(kind: u8, bytes: &mut &[u8]) -> Option<Trial> {
        let days = u16::from_be_bytes(take(bytes)?);
        Some(match kind {
            OVERVIEW => Trial::Overview { days },
            SAMPLE => Trial::Sample { days, before: rest(bytes, row)? },
            RIGHT | WRONG => Trial::Judge { days, answer: row(bytes)?, right: kind == RIGHT },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::frontend::discord::press::tests::rows;

    /// Any of them.
    pub(in crate::frontend::discord::press) fn acts() -> impl Strategy<Value = Trial> {
        prop_oneof![
            any::<u16>().prop_map(|days| Trial::Overview { days }),
            (any::<u16>(), proptest::option::of(rows())).prop_map(|(days, before)| Trial::Sample { days, before }),
            (any::<u16>(), rows(), any::<bool>()).prop_map(|(days, answer, right)| Trial::Judge {
                days,
                answer,
                right
            }),
        ]
    }
}

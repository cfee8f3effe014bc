//! What the buttons of a review stand for.

use std::ops::RangeInclusive;

use crate::entry::ShortId;
use crate::frontend::discord::press::Group;
use crate::frontend::discord::press::bytes::number;
use crate::frontend::discord::press::bytes::rest;
use crate::frontend::discord::press::bytes::row;
use crate::frontend::discord::press::bytes::short;
use crate::frontend::discord::press::bytes::take;
use crate::store::RowId;

/// Something that waits for a decision, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::frontend::discord) enum Waits {
    /// A draft.
    Draft(RowId),
    /// A suggestion, by its number.
    Suggestion(u64),
    /// A cluster of missed questions, by its number.
    Missed(u64),
    /// An entry that is to be looked at again.
    Entry(ShortId),
}

/// Something to be done with what waits. `at` is where in the row it was when it was shown, from 0: where others have
/// decided on it meanwhile, that is where the row goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::frontend::discord) enum Review {
    /// From the beginning.
    Begin,
    /// Leave it for later and show the next.
    Skip { what: Waits, at: u16 },
    /// Show it again, or what is in its place where it waits no longer.
    Return { what: Waits, at: u16 },
    /// Do what it says; beside entries that ask for nearly the same if they are `beside` it.
    Approve { what: Waits, at: u16, beside: bool },
    /// Do not do what it says; of an entry: take it out of service.
    Reject { what: Waits, at: u16 },
    /// Show a form in which to write it in other words, or the answer that is missing.
    Write { what: Waits, at: u16 },
    /// A form: a suggestion in other words.
    Reword { what: Waits, at: u16 },
    /// A menu whose values are short ids of entries, one of which answers what was missed.
    Join { what: Waits, at: u16 },
    /// The entry is right as it is.
    StillRight { what: Waits, at: u16 },
    /// Take a decision back: the change of this number, where there is one.
    Undo { what: Waits, at: u16, change: Option<u64> },
}

const BEGIN: u8 = 48;
const SKIP: u8 = 49;
const APPROVE: u8 = 50;
const APPROVE_BESIDE: u8 = 51;
const REJECT: u8 = 52;
const WRITE: u8 = 53;
const REWORD: u8 = 54;
const JOIN: u8 = 55;
const STILL_RIGHT: u8 = 56;
const UNDO: u8 = 57;
const RETURN: u8 = 58;

const DRAFT: u8 = 0;
const SUGGESTION: u8 = 1;
const MISSED: u8 = 2;
const ENTRY: u8 = 3;

/// Where a review pauses while somebody writes: what is to be written goes by way of a draft, whose card takes the
/// place of what waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::frontend::discord) struct Paused {
    /// What waits.
    pub(in crate::frontend::discord) what: Waits,
    /// Where in the row it was.
    pub(in crate::frontend::discord) at: u16,
}

impl Paused {
    /// On to the next.
    pub(in crate::frontend::discord) fn skip(&self) -> Review {
        Review::Skip { what: self.what.clone(), at: self.at }
    }

    /// Back to where it pauses.
    pub(in crate::frontend::discord) fn back(&self) -> Review {
        Review::Return { what: self.what.clone(), at: self.at }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        [&self.what.to_bytes()[..], &self.at.to_be_bytes()].concat()
    }

    pub(super) fn from_bytes(bytes: &mut &[u8]) -> Option<Paused> {
        Some(Paused { what: Waits::from_bytes(bytes)?, at: u16::from_be_bytes(take(bytes)?) })
    }
}

impl Group for Review {
    const KINDS: RangeInclusive<u8> = BEGIN..=RETURN;

    fn to_bytes(&self) -> (u8, Vec<u8>) {
        let (kind, what, at) = match self {
            Review::Begin => return (BEGIN, Vec::new()),
            Review::Skip { what, at } => (SKIP, what, at),
            Review::Return { what, at } => (RETURN, what, at),
            Review::Approve { what, at, beside: false } => (APPROVE, what, at),
            Review::Approve { what, at, beside: true } => (APPROVE_BESIDE, what, at),
            Review::Reject { what, at } => (REJECT, what, at),
            Review::Write { what, at } => (WRITE, what, at),
            Review::Reword { what, at } => (REWORD, what, at),
            Review::Join { what, at } => (JOIN, what, at),
            Review::StillRight { what, at } => (STILL_RIGHT, what, at),
            Review::Undo { what, at, .. } => (UNDO, what, at),
        };
        let mut bytes = what.to_bytes();
        bytes.extend(at.to_be_bytes());
        if let Review::Undo { change: Some(number), .. } = self {
            bytes.extend(number.to_be_bytes());
        }
        (kind, bytes)
    }

    fn from_bytes(kind: u8, bytes: &mut &[u8]) -> Option<Review> {
        if kind == BEGIN {
            return Some(Review::Begin);
        }
        let what = Waits::from_bytes(bytes)?;
        let at = u16::from_be_bytes(take(bytes)?);
        Some(match kind {
            SKIP => Review::Skip { what, at },
            RETURN => Review::Return { what, at },
            APPROVE | APPROVE_BESIDE => Review::Approve { what, at, beside: kind == APPROVE_BESIDE },
            REJECT => Review::Reject { what, at },
            WRITE => Review::Write { what, at },
            REWORD => Review::Reword { what, at },
            JOIN => Review::Join { what, at },
            STILL_RIGHT => Review::StillRight { what, at },
            UNDO => Review::Undo { what, at, change: rest(bytes, number)? },
            _ => return None,
        })
    }
}

impl Waits {
    fn to_bytes(&self) -> Vec<u8> {
        match self {
            Waits::Draft(id) => [&[DRAFT][..], &id.to_bytes()].concat(),
            Waits::Suggestion(number) => [&[SUGGESTION][..], &number.to_be_bytes()].concat(),
            Waits::Missed(number) => [&[MISSED][..], &number.to_be_bytes()].concat(),
            Waits::Entry(id) => [&[ENTRY][..], &id.to_bytes()].concat(),
        }
    }

    fn from_bytes(bytes: &mut &[u8]) -> Option<Waits> {
        let [tag] = take(bytes)?;
        Some(match tag {
            DRAFT => Waits::Draft(row(bytes)?),
            SUGGESTION => Waits::Suggestion(number(bytes)?),
            MISSED => Waits::Missed(number(bytes)?),
            ENTRY => Waits::Entry(short(bytes)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::option::of;
    use proptest::prelude::*;

    use super::*;
    use crate::frontend::discord::press::tests::entries;
    use crate::frontend::discord::press::tests::rows;

    fn waits() -> impl Strategy<Value = Waits> {
        prop_oneof![
            rows().prop_map(Waits::Draft),
            any::<u64>().prop_map(Waits::Suggestion),
            any::<u64>().prop_map(Waits::Missed),
            entries().prop_map(Waits::Entry),
        ]
    }

    pub(in crate::frontend::discord::press) fn paused() -> impl Strategy<Value = Paused> {
        (waits(), any::<u16>()).prop_map(|(what, at)| Paused { what, at })
    }

    pub(in crate::frontend::discord::press) fn acts() -> impl Strategy<Value = Review> {
        let one = || (waits(), any::<u16>());
        prop_oneof![
            Just(Review::Begin),
            one().prop_map(|(what, at)| Review::Skip { what, at }),
            one().prop_map(|(what, at)| Review::Return { what, at }),
            (one(), any::<bool>()).prop_map(|((what, at), beside)| Review::Approve { what, at, beside }),
            one().prop_map(|(what, at)| Review::Reject { what, at }),
            one().prop_map(|(what, at)| Review::Write { what, at }),
            one().prop_map(|(what, at)| Review::Reword { what, at }),
            one().prop_map(|(what, at)| Review::Join { what, at }),
            one().prop_map(|(what, at)| Review::StillRight { what, at }),
            (one(), of(any::<u64>())).prop_map(|((what, at), change)| Review::Undo { what, at, change }),
        ]
    }
}

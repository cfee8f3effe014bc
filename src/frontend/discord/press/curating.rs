//! What the buttons and forms of those who curate stand for.

use std::ops::RangeInclusive;

use crate::entry::ShortId;
use crate::frontend::discord::press::Group;
use crate::frontend::discord::press::bytes::number;
use crate::frontend::discord::press::bytes::rest;
use crate::frontend::discord::press::bytes::row;
use crate::frontend::discord::press::bytes::short;
use crate::store::RowId;

/// Something to be done with the knowledge. Long texts are in the store, as drafts; a button names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::frontend::discord) enum Curating {
    /// A form: a new entry, which answers a cluster of missed questions if it has one's number.
    Write { resolves: Option<u64> },
    /// A form: this entry in other words; whoever writes has seen this revision of it, none where it was a file's alone.
    Rewrite { entry: ShortId, seen: Option<u64> },
    /// A form: a draft in other words; whoever writes has seen this revision of it.
    Redraft { draft: RowId, seen: u64 },
    /// Show a draft again as a form.
    Change { draft: RowId },
    /// Approve a draft; beside entries that ask for nearly the same if they are `beside` it on the card.
    Save { draft: RowId, beside: bool },
    /// Give a draft's questions to this entry, with the answer or without.
    Merge { draft: RowId, into: ShortId, answer: bool },
    /// Take a draft away.
    Discard { draft: RowId },
    /// Take a change back.
    Undo { number: u64 },
    /// A page of the history, of all or of one entry: the changes before this number, the latest where it is 0.
    History { entry: Option<ShortId>, before: u64 },
    /// A menu whose values are numbers of changes to be taken back.
    UndoOne,
}

const WRITE: u8 = 32;
const REWRITE: u8 = 33;
const REDRAFT: u8 = 34;
const CHANGE: u8 = 35;
const SAVE: u8 = 36;
const SAVE_BESIDE: u8 = 37;
const ADD_QUESTIONS: u8 = 38;
const PUT_ANSWER: u8 = 39;
const DISCARD: u8 = 40;
const UNDO: u8 = 41;
const HISTORY: u8 = 42;
const UNDO_ONE: u8 = 43;

impl Group for Curating {
    const KINDS: RangeInclusive<u8> = WRITE..=UNDO_ONE;

    fn to_bytes(&self) -> (u8, Vec<u8>) {
        match self {
            Curating::Write { resolves } => (WRITE, optional(*resolves)),
            Curating::Rewrite { entry, seen } => (REWRITE, [&entry.to_bytes()[..], &optional(*seen)].concat()),
            Curating::Redraft { draft, seen } => (REDRAFT, [&draft.to_bytes()[..], &seen.to_be_bytes()].concat()),
            Curating::Change { draft } => (CHANGE, draft.to_bytes().to_vec()),
            Curating::Save { draft, beside } => (if *beside { SAVE_BESIDE } else { SAVE }, draft.to_bytes().to_vec()),
            Curating::Merge { draft, into, answer } => {
                let kind = if *answer { PUT_ANSWER } else { ADD_QUESTIONS };
                (kind, [&draft.to_bytes()[..], &into.to_bytes()].concat())
            }
            Curating::Discard { draft } => (DISCARD, draft.to_bytes().to_vec()),
            Curating::Undo { number } => (UNDO, number.to_be_bytes().to_vec()),
            Curating::History { entry, before } => {
                let entry = entry.map(ShortId::to_bytes);
                (HISTORY, [&before.to_be_bytes()[..], entry.as_ref().map_or(&[], |bytes| &bytes[..])].concat())
            }
            Curating::UndoOne => (UNDO_ONE, Vec::new()),
        }
    }

    fn from_bytes(kind: u8, bytes: &mut &[u8]) -> Option<Curating> {
        Some(match kind {
            WRITE => Curating::Write { resolves: rest(bytes, number)? },
            REWRITE => Curating::Rewrite { entry: short(bytes)?, seen: rest(bytes, number)? },
            REDRAFT => Curating::Redraft { draft: row(bytes)?, seen: number(bytes)? },
            CHANGE => Curating::Change { draft: row(bytes)? },
            SAVE | SAVE_BESIDE => Curating::Save { draft: row(bytes)?, beside: kind == SAVE_BESIDE },
            ADD_QUESTIONS | PUT_ANSWER => {
                Curating::Merge { draft: row(bytes)?, into: short(bytes)?, answer: kind == PUT_ANSWER }
            }
            DISCARD => Curating::Discard { draft: row(bytes)? },
            UNDO => Curating::Undo { number: number(bytes)? },
            HISTORY => {
                let before = number(bytes)?;
                Curating::History { entry: rest(bytes, short)?, before }
            }
            UNDO_ONE => Curating::UndoOne,
            _ => return None,
        })
    }
}

/// Nothing where there is none.
fn optional(number: Option<u64>) -> Vec<u8> {
    number.map(|number| number.to_be_bytes().to_vec()).unwrap_or_default()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::option::of;
    use proptest::prelude::*;

    use super::*;
    use crate::frontend::discord::press::tests::entries;
    use crate::frontend::discord::press::tests::rows;

    pub(in crate::frontend::discord::press) fn acts() -> impl Strategy<Value = Curating> {
        let (row, entry) = (rows, entries);
        let number = any::<u64>;
        prop_oneof![
            of(number()).prop_map(|resolves| Curating::Write { resolves }),
            (entry(), of(number())).prop_map(|(entry, seen)| Curating::Rewrite { entry, seen }),
            (row(), number()).prop_map(|(draft, seen)| Curating::Redraft { draft, seen }),
            row().prop_map(|draft| Curating::Change { draft }),
            (row(), any::<bool>()).prop_map(|(draft, beside)| Curating::Save { draft, beside }),
            (row(), entry(), any::<bool>()).prop_map(|(draft, into, answer)| Curating::Merge { draft, into, answer }),
            row().prop_map(|draft| Curating::Discard { draft }),
            number().prop_map(|number| Curating::Undo { number }),
            (of(entry()), number()).prop_map(|(entry, before)| Curating::History { entry, before }),
            Just(Curating::UndoOne),
        ]
    }
}

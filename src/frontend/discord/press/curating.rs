//! What the buttons and forms of those who curate stand for.

use crate::entry::ShortId;
use crate::frontend::discord::press::take;
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

/// Whether a kind is one of these.
pub(super) fn is_kind(kind: u8) -> bool {
    (WRITE..=UNDO_ONE).contains(&kind)
}

impl Curating {
    /// Which kind it is, and what is particular to it.
    pub(super) fn to_bytes(&self) -> (u8, Vec<u8>) {
        match self {
            Curating::Write { resolves } => (WRITE, optional(*resolves)),
            Curating::Rewrite { entry, seen } => (REWRITE, [&entry.to_bytes()[..], &optional(*seen)].concat()),
            Curating::Redraft { draft, seen } => (REDRAFT, [row(draft), &seen.to_be_bytes()].concat()),
            Curating::Change { draft } => (CHANGE, row(draft).to_vec()),
            Curating::Save { draft, beside } => (if *beside { SAVE_BESIDE } else { SAVE }, row(draft).to_vec()),
            Curating::Merge { draft, into, answer } => {
                let kind = if *answer { PUT_ANSWER } else { ADD_QUESTIONS };
                (kind, [row(draft), &into.to_bytes()].concat())
            }
            Curating::Discard { draft } => (DISCARD, row(draft).to_vec()),
            Curating::Undo { number } => (UNDO, number.to_be_bytes().to_vec()),
            Curating::History { entry, before } => {
                let entry = entry.map(ShortId::to_bytes);
                (HISTORY, [&before.to_be_bytes()[..], entry.as_ref().map_or(&[], |bytes| &bytes[..])].concat())
            }
            Curating::UndoOne => (UNDO_ONE, Vec::new()),
        }
    }

    /// The reverse; `None` for what it never makes. Leaves in `bytes` what it has not read.
    pub(super) fn from_bytes(kind: u8, bytes: &mut &[u8]) -> Option<Curating> {
        Some(match kind {
            WRITE => Curating::Write { resolves: take_optional(bytes)? },
            REWRITE => Curating::Rewrite { entry: take_entry(bytes)?, seen: take_optional(bytes)? },
            REDRAFT => Curating::Redraft { draft: take_row(bytes)?, seen: take_number(bytes)? },
            CHANGE => Curating::Change { draft: take_row(bytes)? },
            SAVE | SAVE_BESIDE => Curating::Save { draft: take_row(bytes)?, beside: kind == SAVE_BESIDE },
            ADD_QUESTIONS | PUT_ANSWER => {
                Curating::Merge { draft: take_row(bytes)?, into: take_entry(bytes)?, answer: kind == PUT_ANSWER }
            }
            DISCARD => Curating::Discard { draft: take_row(bytes)? },
            UNDO => Curating::Undo { number: take_number(bytes)? },
            HISTORY => {
                let before = take_number(bytes)?;
                let entry = if bytes.is_empty() { None } else { Some(take_entry(bytes)?) };
                Curating::History { entry, before }
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

/// Its text, which is ASCII of a fixed length.
fn row(id: &RowId) -> &[u8] {
    id.as_str().as_bytes()
}

fn take_row(bytes: &mut &[u8]) -> Option<RowId> {
    RowId::parse(std::str::from_utf8(&take::<{ RowId::CHARS }>(bytes)?).ok()?)
}

fn take_entry(bytes: &mut &[u8]) -> Option<ShortId> {
    Some(ShortId::from_bytes(take(bytes)?))
}

fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(take(bytes)?))
}

fn take_optional(bytes: &mut &[u8]) -> Option<Option<u64>> {
    if bytes.is_empty() { Some(None) } else { take_number(bytes).map(Some) }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::option::of;
    use proptest::prelude::*;

    use super::*;

    pub(in crate::frontend::discord::press) fn acts() -> impl Strategy<Value = Curating> {
        let row = || "[0-9a-v]{20}".prop_map(|text| RowId::parse(&text).unwrap());
        let entry = || any::<[u8; 8]>().prop_map(ShortId::from_bytes);
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

    proptest! {
        #[test]
        fn every_act_is_read_back(act in acts()) {
            let (kind, bytes) = act.to_bytes();
            prop_assert!(is_kind(kind) && bytes.len() <= 49, "{kind} {}", bytes.len());
            let mut left = bytes.as_slice();
            prop_assert_eq!(Curating::from_bytes(kind, &mut left), Some(act));
            prop_assert!(left.is_empty());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(kind in WRITE..=UNDO_ONE + 1, bytes in prop::collection::vec(any::<u8>(), 0..49)) {
            let mut left = bytes.as_slice();
            if let Some(act) = Curating::from_bytes(kind, &mut left) {
                prop_assert_eq!(act.to_bytes().0, kind);
            }
        }
    }
}

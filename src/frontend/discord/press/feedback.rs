//! What people say of an answer, and what they want where there is none, as buttons carry it.

use serenity::all::GuildId;

use crate::entry::ShortId;
use crate::frontend::discord::press::id;
use crate::frontend::discord::press::take;
use crate::store::RowId;

/// What a button below an answer, a choice, or the lack of an answer stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::frontend::discord) enum Feedback {
    /// It helped.
    Helpful(About),
    /// It did not; why is asked next.
    NotHelpful(About),
    /// It did not: it answers something else.
    Wrong(About),
    /// It did not: it was right once.
    Outdated(About),
    /// It did not: it cannot be understood.
    Unclear(About),
    /// Show this entry: the asker picked it from a choice.
    Chose { receipt: RowId, entry: ShortId },
    /// Nothing offered was it.
    NoneOffered { receipt: RowId },
    /// Show what else is near, [`MAX_RELATED`] entries at most.
    Related { entries: Vec<ShortId> },
    /// Tell whoever presses once there is an answer to these, [`MAX_RECEIPTS`] at most.
    TellMe { receipts: Vec<RowId> },
    /// Call people; the question, where it is recorded.
    AskHuman { receipt: Option<RowId> },
    /// Whoever presses wants no more notices of this server, or of direct messages: in those the button may stand either
    /// way.
    StopTelling { server: Option<GuildId> },
    /// Delete all that is held on whoever presses.
    Forget,
}

/// Answers that something is said of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::frontend::discord) struct About {
    /// Of the questions, one for each: [`MAX_RECEIPTS`] at most.
    pub(in crate::frontend::discord) receipts: Vec<RowId>,
    /// The entry that it is about, where that is not the one that was answered with: it was chosen. Then there is one
    /// question.
    pub(in crate::frontend::discord) entry: Option<ShortId>,
}

impl About {
    /// The answer to one question.
    pub(in crate::frontend::discord) fn one(receipt: RowId, entry: Option<ShortId>) -> About {
        About { receipts: vec![receipt], entry }
    }
}

/// Most questions that a button can be about, of the few that a post may have.
pub(in crate::frontend::discord) const MAX_RECEIPTS: usize = 4;

/// Most entries that are shown as related.
pub(in crate::frontend::discord) const MAX_RELATED: usize = 3;

/// The first of the numbers that say what a feedback button is, and the last.
pub(super) const FIRST: u8 = 16;
pub(super) const LAST: u8 = 31;

const HELPFUL: u8 = FIRST;
const NOT_HELPFUL: u8 = FIRST + 1;
const WRONG: u8 = FIRST + 2;
const OUTDATED: u8 = FIRST + 3;
const UNCLEAR: u8 = FIRST + 4;
const CHOSE: u8 = FIRST + 5;
const NONE_OFFERED: u8 = FIRST + 6;
const RELATED: u8 = FIRST + 7;
const TELL_ME: u8 = FIRST + 8;
const ASK_HUMAN: u8 = FIRST + 9;
const STOP_TELLING: u8 = FIRST + 10;
const FORGET: u8 = FIRST + 11;

impl Feedback {
    /// What it is, and the bytes that are particular to it, 49 at most.
    pub(super) fn to_bytes(&self) -> (u8, Vec<u8>) {
        match self {
            Feedback::Helpful(about) => (HELPFUL, about.to_bytes()),
            Feedback::NotHelpful(about) => (NOT_HELPFUL, about.to_bytes()),
            Feedback::Wrong(about) => (WRONG, about.to_bytes()),
            Feedback::Outdated(about) => (OUTDATED, about.to_bytes()),
            Feedback::Unclear(about) => (UNCLEAR, about.to_bytes()),
            Feedback::Chose { receipt, entry } => (CHOSE, About::one(receipt.clone(), Some(*entry)).to_bytes()),
            Feedback::NoneOffered { receipt } => (NONE_OFFERED, receipt.to_bytes().to_vec()),
            Feedback::Related { entries } => {
                (RELATED, entries.iter().take(MAX_RELATED).flat_map(|entry| entry.to_bytes()).collect())
            }
            Feedback::TellMe { receipts } => (TELL_ME, of_receipts(receipts)),
            Feedback::AskHuman { receipt } => (ASK_HUMAN, of_receipts(receipt.as_slice())),
            Feedback::StopTelling { server } => {
                (STOP_TELLING, server.iter().flat_map(|server| server.get().to_be_bytes()).collect())
            }
            Feedback::Forget => (FORGET, Vec::new()),
        }
    }

    /// The reverse of [`Feedback::to_bytes`]; `None` for what it never makes.
    pub(super) fn from_bytes(kind: u8, mut bytes: &[u8]) -> Option<Feedback> {
        let act = match kind {
            HELPFUL => Feedback::Helpful(About::from_bytes(&mut bytes)?),
            NOT_HELPFUL => Feedback::NotHelpful(About::from_bytes(&mut bytes)?),
            WRONG => Feedback::Wrong(About::from_bytes(&mut bytes)?),
            OUTDATED => Feedback::Outdated(About::from_bytes(&mut bytes)?),
            UNCLEAR => Feedback::Unclear(About::from_bytes(&mut bytes)?),
            CHOSE => {
                let receipt = RowId::from_bytes(take(&mut bytes)?);
                Feedback::Chose { receipt, entry: ShortId::from_bytes(take(&mut bytes)?) }
            }
            NONE_OFFERED => Feedback::NoneOffered { receipt: RowId::from_bytes(take(&mut bytes)?) },
            RELATED => {
                let mut entries = Vec::new();
                while !bytes.is_empty() {
                    entries.push(ShortId::from_bytes(take(&mut bytes)?));
                }
                Feedback::Related { entries }
            }
            TELL_ME => Feedback::TellMe { receipts: to_receipts(&mut bytes)? },
            ASK_HUMAN => {
                let mut receipts = to_receipts(&mut bytes)?;
                let receipt = receipts.pop();
                receipts.is_empty().then_some(Feedback::AskHuman { receipt })?
            }
            STOP_TELLING => {
                let server = if bytes.is_empty() { None } else { Some(GuildId::from(id(&mut bytes)?)) };
                Feedback::StopTelling { server }
            }
            FORGET => Feedback::Forget,
            _ => return None,
        };
        bytes.is_empty().then_some(act)
    }
}

/// Of a receipt.
const RECEIPT_BYTES: usize = 12;

impl About {
    /// A receipt has twelve bytes and an entry eight, so the length tells whether there is one.
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = of_receipts(&self.receipts);
        bytes.extend(self.entry.iter().flat_map(|entry| entry.to_bytes()));
        bytes
    }

    fn from_bytes(bytes: &mut &[u8]) -> Option<About> {
        let receipts = to_receipts(bytes)?;
        let entry = if bytes.is_empty() { None } else { Some(ShortId::from_bytes(take(bytes)?)) };
        (!receipts.is_empty() && (entry.is_none() || receipts.len() == 1)).then_some(About { receipts, entry })
    }
}

fn of_receipts(receipts: &[RowId]) -> Vec<u8> {
    receipts.iter().take(MAX_RECEIPTS).flat_map(RowId::to_bytes).collect()
}

/// As many receipts as there are.
fn to_receipts(bytes: &mut &[u8]) -> Option<Vec<RowId>> {
    let mut receipts = Vec::new();
    while bytes.len() >= RECEIPT_BYTES {
        receipts.push(RowId::from_bytes(take(bytes)?));
    }
    (receipts.len() <= MAX_RECEIPTS).then_some(receipts)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn receipts(most: usize) -> impl Strategy<Value = Vec<RowId>> {
        vec(any::<[u8; 12]>().prop_map(RowId::from_bytes), 1..=most)
    }

    fn receipt() -> impl Strategy<Value = RowId> {
        any::<[u8; 12]>().prop_map(RowId::from_bytes)
    }

    fn short() -> impl Strategy<Value = ShortId> {
        any::<[u8; 8]>().prop_map(ShortId::from_bytes)
    }

    fn about() -> impl Strategy<Value = About> {
        prop_oneof![
            receipts(MAX_RECEIPTS).prop_map(|receipts| About { receipts, entry: None }),
            (receipt(), short()).prop_map(|(receipt, entry)| About::one(receipt, Some(entry))),
        ]
    }

    /// All that a feedback button may say.
    pub(in crate::frontend::discord::press) fn acts() -> impl Strategy<Value = Feedback> {
        prop_oneof![
            about().prop_map(Feedback::Helpful),
            about().prop_map(Feedback::NotHelpful),
            about().prop_map(Feedback::Wrong),
            about().prop_map(Feedback::Outdated),
            about().prop_map(Feedback::Unclear),
            (receipt(), short()).prop_map(|(receipt, entry)| Feedback::Chose { receipt, entry }),
            receipt().prop_map(|receipt| Feedback::NoneOffered { receipt }),
            vec(short(), 0..=MAX_RELATED).prop_map(|entries| Feedback::Related { entries }),
            receipts(MAX_RECEIPTS).prop_map(|receipts| Feedback::TellMe { receipts }),
            proptest::option::of(receipt()).prop_map(|receipt| Feedback::AskHuman { receipt }),
            proptest::option::of((1..=u64::MAX).prop_map(GuildId::new))
                .prop_map(|server| Feedback::StopTelling { server }),
            Just(Feedback::Forget),
        ]
    }

    proptest! {
        #[test]
        fn every_act_fits_a_button_and_is_read_back(act in acts()) {
            let (kind, bytes) = act.to_bytes();
            prop_assert!((FIRST..=LAST).contains(&kind) && bytes.len() <= 49, "{}", bytes.len());
            prop_assert_eq!(Feedback::from_bytes(kind, &bytes), Some(act));
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(kind in any::<u8>(), bytes in vec(any::<u8>(), 0..60)) {
            if let Some(act) = Feedback::from_bytes(kind, &bytes) {
                prop_assert!((FIRST..=LAST).contains(&act.to_bytes().0));
            }
        }
    }
}

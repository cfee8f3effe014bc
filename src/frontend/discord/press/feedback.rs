//! What people say of an answer, and what they want where there is none, as buttons carry it.

use std::ops::RangeInclusive;

use serenity::all::GuildId;

use crate::entry::ShortId;
use crate::frontend::discord::press::Group;
use crate::frontend::discord::press::bytes::id;
use crate::frontend::discord::press::bytes::rest;
use crate::frontend::discord::press::bytes::row;
use crate::frontend::discord::press::bytes::short;
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

/// The first of the numbers that say what a feedback button is.
const FIRST: u8 = 16;

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

impl Group for Feedback {
    const KINDS: RangeInclusive<u8> = HELPFUL..=FORGET;

    fn to_bytes(&self) -> (u8, Vec<u8>) {
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

    fn from_bytes(kind: u8, bytes: &mut &[u8]) -> Option<Feedback> {
        Some(match kind {
            HELPFUL => Feedback::Helpful(About::from_bytes(bytes)?),
            NOT_HELPFUL => Feedback::NotHelpful(About::from_bytes(bytes)?),
            WRONG => Feedback::Wrong(About::from_bytes(bytes)?),
            OUTDATED => Feedback::Outdated(About::from_bytes(bytes)?),
            UNCLEAR => Feedback::Unclear(About::from_bytes(bytes)?),
            CHOSE => {
                let receipt = row(bytes)?;
                Feedback::Chose { receipt, entry: short(bytes)? }
            }
            NONE_OFFERED => Feedback::NoneOffered { receipt: row(bytes)? },
            RELATED => {
                let mut entries = Vec::new();
                while !bytes.is_empty() {
                    entries.push(short(bytes)?);
                }
                Feedback::Related { entries }
            }
            TELL_ME => Feedback::TellMe { receipts: to_receipts(bytes)? },
            ASK_HUMAN => {
                let mut receipts = to_receipts(bytes)?;
                let receipt = receipts.pop();
                receipts.is_empty().then_some(Feedback::AskHuman { receipt })?
            }
            STOP_TELLING => Feedback::StopTelling { server: rest(bytes, id)?.map(GuildId::from) },
            FORGET => Feedback::Forget,
            _ => return None,
        })
    }
}

impl About {
    /// A receipt has twelve bytes and an entry eight, so the length tells whether there is one.
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = of_receipts(&self.receipts);
        bytes.extend(self.entry.iter().flat_map(|entry| entry.to_bytes()));
        bytes
    }

    fn from_bytes(bytes: &mut &[u8]) -> Option<About> {
        let receipts = to_receipts(bytes)?;
        let entry = rest(bytes, short)?;
        (!receipts.is_empty() && (entry.is_none() || receipts.len() == 1)).then_some(About { receipts, entry })
    }
}

fn of_receipts(receipts: &[RowId]) -> Vec<u8> {
    receipts.iter().take(MAX_RECEIPTS).flat_map(RowId::to_bytes).collect()
}

/// As many receipts as there are.
fn to_receipts(bytes: &mut &[u8]) -> Option<Vec<RowId>> {
    let mut receipts = Vec::new();
    while bytes.len() >= RowId::BYTES {
        receipts.push(row(bytes)?);
    }
    (receipts.len() <= MAX_RECEIPTS).then_some(receipts)
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::frontend::discord::press::tests::entries;
    use crate::frontend::discord::press::tests::rows;

    fn receipts(most: usize) -> impl Strategy<Value = Vec<RowId>> {
        vec(rows(), 1..=most)
    }

    fn about() -> impl Strategy<Value = About> {
        prop_oneof![
            receipts(MAX_RECEIPTS).prop_map(|receipts| About { receipts, entry: None }),
            (rows(), entries()).prop_map(|(receipt, entry)| About::one(receipt, Some(entry))),
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
            (rows(), entries()).prop_map(|(receipt, entry)| Feedback::Chose { receipt, entry }),
            rows().prop_map(|receipt| Feedback::NoneOffered { receipt }),
            vec(entries(), 0..=MAX_RELATED).prop_map(|entries| Feedback::Related { entries }),
            receipts(MAX_RECEIPTS).prop_map(|receipts| Feedback::TellMe { receipts }),
            proptest::option::of(rows()).prop_map(|receipt| Feedback::AskHuman { receipt }),
            proptest::option::of((1..=u64::MAX).prop_map(GuildId::new))
                .prop_map(|server| Feedback::StopTelling { server }),
            Just(Feedback::Forget),
        ]
    }
}

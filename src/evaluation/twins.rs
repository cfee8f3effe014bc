//! Near twins: pairs of questions alike in all but the word that matters, and how often one gets the other's answer.
//!
//! JSONL, a pair a line: `{"area":"…","kind":"antonym","a":"…","b":"…","asks_a":"…","asks_b":"…"}`. `a` and `b` are
//! stored; `asks_a` and `asks_b` are other wordings of them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::Serialize;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::evaluation::Outcome;
use crate::evaluation::cases::Case;
use crate::evaluation::cases::CasesError;
use crate::evaluation::cases::read_lines;
use crate::matching::guards::Kind;
use crate::matching::judgement::Verdict;

/// A pair.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Twins {
    /// Subject, for whoever reads the file.
    pub area: String,
    /// In what the two differ.
    pub kind: Kind,
    /// One question, as stored.
    pub a: String,
    /// Its twin, as stored.
    pub b: String,
    /// Another wording of `a`.
    pub asks_a: String,
    /// Another wording of `b`.
    pub asks_b: String,
}

/// The pairs in the file at `path`.
///
/// # Errors
/// [`CasesError`] with every bad line.
pub fn read(path: &Path) -> Result<Vec<Twins>, CasesError> {
    read_lines(path, pair)
}

fn pair(line: &[u8]) -> Result<Twins, String> {
    let pair: Twins = serde_json::from_slice(line).map_err(|error| format!("not a pair of near twins: {error}"))?;
    for side in [&pair.a, &pair.b] {
        Phrasing::new(side).map_err(|error| error.to_string())?;
    }
    Ok(pair)
}

/// What became of the questions of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Answered with the right entry.
    pub right: usize,
    /// Answered with that of the twin.
    pub wrong_twin: usize,
    /// Answered with some other entry.
    pub other: usize,
    /// A choice was offered, the right one in it.
    pub choice_with_right: usize,
    /// A choice was offered without the right one; where only the twin is stored there is no right one.
    pub choice: usize,
    /// Not answered.
    pub abstained: usize,
}

impl Tally {
    /// Questions in all.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.right + self.wrong_twin + self.other + self.choice_with_right + self.choice + self.abstained
    }

    /// Share of the questions that got the twin's answer, 0 to 1; 0 of no question.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
    pub fn wrong_twin_share(&self) -> f64 {
        self.wrong_twin as f64 / self.questions().max(1) as f64
    }

    fn add(&mut self, outcome: &Outcome, twin: &EntryId) {
        let judgement = &outcome.judgement;
        let offered = &judgement.candidates[..judgement.offered];
        let right = offered.iter().any(|candidate| outcome.right.contains(&candidate.entry));
        let count = match judgement.verdict {
            Verdict::Answer if right => &mut self.right,
            Verdict::Answer if offered.iter().any(|candidate| candidate.entry == *twin) => &mut self.wrong_twin,
            Verdict::Answer => &mut self.other,
            Verdict::Choose if right => &mut self.choice_with_right,
            Verdict::Choose => &mut self.choice,
            Verdict::Abstain => &mut self.abstained,
        };
        *count += 1;
    }

    fn plus(mut self, other: &Tally) -> Tally {
        self.right += other.right;
        self.wrong_twin += other.wrong_twin;
        self.other += other.other;
        self.choice_with_right += other.choice_with_right;
        self.choice += other.choice;
        self.abstained += other.abstained;
        self
    }
}

/// The ways in which the pairs are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// `b` as written, with all `a` stored.
    OnlyA,
    /// `a` as written, with all `b` stored.
    OnlyB,
    /// `asks_a`, with both sides stored.
    AsksA,
    /// `asks_b`, with both sides stored.
    AsksB,
}

impl Way {
    /// All of them, in the order of the table.
    pub const ALL: [Way; 4] = [Way::OnlyA, Way::OnlyB, Way::AsksA, Way::AsksB];
}

/// A question that was answered with another's answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mistaken {
    /// How it was asked.
    pub way: Way,
    /// The pair's kind.
    pub kind: Kind,
    /// The question.
    pub question: String,
    /// The phrasing whose answer it got.
    pub phrasing: String,
    /// With what confidence.
    pub confidence: f32,
}

/// What became of all pairs.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Measured {
    /// By way and kind.
    pub tallies: BTreeMap<Way, BTreeMap<Kind, Tally>>,
    /// Every question that got a wrong answer.
    pub mistaken: Vec<Mistaken>,
}

impl Measured {
    /// All kinds together.
    #[must_use]
    pub fn total(&self, way: Way) -> Tally {
        let kinds = self.tallies.get(&way).into_iter().flat_map(BTreeMap::values);
        kinds.fold(Tally::default(), |total, tally| total.plus(tally))
    }
}

/// What is asked in one way.
pub struct Posed {
    /// The way.
    pub way: Way,
    /// What is stored of the pairs, in their order.
    pub entries: Vec<Entry>,
    /// A question for each pair, in their order.
    pub cases: Vec<Case>,
}

/// All pairs in every way, with all of them in one knowledge.
#[must_use]
pub fn posed(twins: &[Twins]) -> [Posed; Way::ALL.len()] {
    Way::ALL.map(|way| {
        let (stored, asked) = way.sides();
        let (mut entries, mut cases) = (Vec::new(), Vec::new());
        for (at, pair) in twins.iter().enumerate() {
            let four = [&pair.a, &pair.b, &pair.asks_a, &pair.asks_b];
            entries.extend(stored.iter().map(|&side| entry(at, side, four[side])));
            // Only where both are stored is one of them right.
            let right = if stored.len() == 2 { vec![id(at, asked % 2)] } else { Vec::new() };
            cases.push(Case { text: four[asked].clone(), right });
        }
        Posed { way, entries, cases }
    })
}

impl Way {
    /// Which of a pair's two sides are stored, and which of its four questions is asked.
    fn sides(self) -> (&'static [usize], usize) {
        match self {
            Way::OnlyA => (&[0], 1),
            Way::OnlyB => (&[1], 0),
            Way::AsksA => (&[0, 1], 2),
            Way::AsksB => (&[0, 1], 3),
        }
    }
}

impl Measured {
    /// Adds what became of the questions [posed](Posed) in one way.
    pub fn add(&mut self, twins: &[Twins], way: Way, outcomes: &[Outcome]) {
        let (_, asked) = way.sides();
        for (at, (pair, outcome)) in twins.iter().zip(outcomes).enumerate() {
            let tally = self.tallies.entry(way).or_default().entry(pair.kind).or_default();
            tally.add(outcome, &id(at, 1 - asked % 2));
            if outcome.judgement.verdict == Verdict::Answer && !outcome.first_is_right() {
                self.mistaken.push(Mistaken {
                    way,
                    kind: pair.kind,
                    question: outcome.question.clone(),
                    phrasing: outcome.judgement.candidates[0].phrasing.clone(),
                    confidence: outcome.judgement.confidence(),
                });
            }
        }
    }
}

fn id(pair: usize, side: usize) -> EntryId {
    let side = if side == 0 { "a" } else { "b" };
    EntryId::new(format!("pair-{pair}-{side}")).expect("a short text without spaces")
}

fn entry(pair: usize, side: usize, phrasing: &str) -> Entry {
    Entry {
        id: id(pair, side),
        topic: None,
        phrasings: vec![Phrasing::new(phrasing).expect("it was checked when it was read")],
        // The same of all: it must not tell them apart.
        answer: "This is the answer.".to_owned(),
        tags: Vec::new(),
        source: None,
        review_by: None,
        state: State::Approved,
    }
}

//! How a verdict came about, and the cheapest change that would have made another of it.

use crate::entry::EntryId;
use crate::matching::calibration::Part;
use crate::matching::calibration::Target;
use crate::matching::candidate::Candidate;
use crate::matching::index::Index;
use crate::matching::verdict::Reason;
use crate::matching::verdict::Verdict;

/// A best candidate that is less probable is no sign that the knowledge has the answer.
const WORTH_A_PHRASING: f32 = 0.1;

/// Targets that may be proposed, in hundredths: with a lower one too many answers would be wrong for most.
const LOWEST_PROPOSED: u8 = 70;
const HUNDRED: u8 = 100;

/// What the second look is called among the parts of a confidence.
pub const READ: &str = "reading both";

/// How a verdict came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Confidence of a candidate of this knowledge whose every input is as usual, 0 to 1.
    pub usual: f32,
    /// What each input of the best candidate adds to the log-odds of that; none where a rule decided by itself.
    pub parts: Vec<Part>,
    /// The cheapest change of the knowledge that makes another verdict of this question.
    pub remedy: Remedy,
    /// The highest target at which the best candidate would have been the answer, where one is lower than what was
    /// asked for and nothing but the confidence was in the way.
    pub lower_target: Option<Target>,
}

/// A change of the knowledge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The question, word for word, as a further phrasing of this entry; it is then answered with it.
    AddPhrasing(EntryId),
    /// An entry of its own, with the question as its phrasing.
    NewEntry,
    /// The phrasing taken out of every entry that has it but one.
    KeepInOne,
    /// The phrasing taken out of this entry, which has it word for word.
    TakeOut(EntryId),
    /// Nothing in the knowledge was the reason.
    Nothing,
}

/// What came of a question, as far as it is explained.
#[derive(Clone, Copy)]
pub(super) struct Outcome<'a> {
    pub(super) verdict: Verdict,
    pub(super) reason: Reason,
    /// Best first.
    pub(super) candidates: &'a [Candidate],
}

/// Explains what came of a question, which was asked so that `target` of the answers are right.
/// `would_be_answer` tells whether the best candidate would be answered with if it were confident enough.
pub(super) fn explanation(
    index: &Index,
    outcome: Outcome<'_>,
    target: Target,
    would_be_answer: impl FnOnce() -> bool,
) -> Explanation {
    let calibration = index.calibration();
    let best = outcome.candidates.first();
    let by_rule = matches!(outcome.reason, Reason::Exact | Reason::SamePhrasing);
    let parts = best.filter(|_| !by_rule).map_or_else(Vec::new, |best| parts(index, best));
    let by_confidence = matches!(outcome.reason, Reason::Unsure | Reason::NarrowLead | Reason::NothingClose);
    let lower_target = best.filter(|_| by_confidence).and_then(|best| {
        let shares =
            (LOWEST_PROPOSED..HUNDRED).rev().filter_map(|step| Target::new(f32::from(step) / f32::from(HUNDRED)).ok());
        shares.filter(|lower| lower.share() < target.share()).find(|&lower| calibration.bar(lower) <= best.confidence)
    });
    let lower_target = lower_target.filter(|_| would_be_answer());
    Explanation { usual: calibration.usual(), parts, remedy: remedy(outcome), lower_target }
}

/// What each input adds to the log-odds of what is usual, and the second look to these.
fn parts(index: &Index, best: &Candidate) -> Vec<Part> {
    let mut parts = index.calibration().parts(&best.features).to_vec();
    parts.extend(best.read.map(|read| Part {
        name: READ,
        value: f64::from(read.log_odds),
        log_odds: f64::from(read.change),
    }));
    parts
}

fn remedy(outcome: Outcome<'_>) -> Remedy {
    let named = |at: usize| outcome.candidates.get(at).map(|candidate| candidate.entry.clone());
    match (outcome.verdict, outcome.reason) {
        (_, Reason::SamePhrasing) => Remedy::KeepInOne,
        (_, Reason::Exact) => named(0).map_or(Remedy::Nothing, Remedy::TakeOut),
        // Should the answer be wrong, the runner-up is who most probably has the right one.
        (Verdict::Answer, _) => named(1).map_or(Remedy::NewEntry, Remedy::AddPhrasing),
        (_, Reason::NearTwin | Reason::NarrowLead | Reason::Unsure | Reason::NothingClose) => named(0)
            .filter(|_| outcome.candidates.first().is_some_and(|best| best.confidence >= WORTH_A_PHRASING))
            .map_or(Remedy::NewEntry, Remedy::AddPhrasing),
        (_, Reason::NoKnowledge) => Remedy::NewEntry,
        (_, _) => Remedy::Nothing,
    }
}

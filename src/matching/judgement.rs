//! The verdict on one question: answer, offer a choice, or say that it is not known.

use serde::Serialize;

use crate::embedding::UnitVector;
use crate::entry::EntryId;
use crate::matching::confidence;
use crate::matching::confidence::Features;
use crate::matching::index::Index;
use crate::matching::screening::Unaskable;

/// Most candidates ever shown as a choice: people read three, and a row of buttons fits them.
pub const MAX_CHOICES: usize = 3;

/// Where the verdicts begin, as probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bars {
    /// The best candidate is shown as the answer from this confidence on.
    pub answer: f32,
    /// Otherwise a choice is offered when the right entry is among the best [`MAX_CHOICES`] with at least this
    /// probability.
    pub choose: f32,
}

impl Default for Bars {
    /// Wrong answers annoy more than missed ones, so an answer has to be clearly more probable than not. Offering a
    /// choice is cheap for the person, so it only has to be more probable right than wrong.
    fn default() -> Bars {
        Bars { answer: 0.6, choose: 0.5 }
    }
}

/// What is done with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The best candidate's answer is shown.
    Answer,
    /// The first `2..=`[`MAX_CHOICES`] candidates are offered.
    Choose,
    /// Nothing is shown but that it is not known.
    Abstain,
}

/// Why the verdict is what it is: stable codes for scripts and logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The question is a stored phrasing but for case, spacing and punctuation.
    Exact,
    /// The best candidate is confident enough.
    Confident,
    /// Several entries have the very phrasing that was asked.
    SamePhrasing,
    /// The best two are too close to each other.
    NarrowLead,
    /// The best candidates are near, none near enough.
    Unsure,
    /// No entry is near.
    NothingClose,
    /// There is no entry that could be found.
    NoKnowledge,
    /// The question is empty.
    Empty,
    /// The question is too long.
    TooLong,
    /// The question has no letters or digits.
    NoWords,
    /// The question is in a script that the model does not read.
    OtherScript,
}

impl Reason {
    /// The code, as in `--json`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reason::Exact => "exact",
            Reason::Confident => "confident",
            Reason::SamePhrasing => "same_phrasing",
            Reason::NarrowLead => "narrow_lead",
            Reason::Unsure => "unsure",
            Reason::NothingClose => "nothing_close",
            Reason::NoKnowledge => "no_knowledge",
            Reason::Empty => "empty",
            Reason::TooLong => "too_long",
            Reason::NoWords => "no_words",
            Reason::OtherScript => "other_script",
        }
    }
}

impl From<Unaskable> for Reason {
    fn from(unaskable: Unaskable) -> Reason {
        match unaskable {
            Unaskable::Empty => Reason::Empty,
            Unaskable::TooLong(_) => Reason::TooLong,
            Unaskable::NoWords => Reason::NoWords,
            Unaskable::OtherScript(_) => Reason::OtherScript,
        }
    }
}

/// An entry that may be what the question asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The entry.
    pub entry: EntryId,
    /// Its phrasing closest to the question, as stored.
    pub phrasing: String,
    /// Probability that this entry's answer is the right one, 0 to 1.
    pub confidence: f32,
    /// What the confidence is made of.
    pub features: Features,
}

/// The verdict and all that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What to do.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// Best first; as many as were asked for, if the index has so many, whatever the verdict.
    pub candidates: Vec<Candidate>,
    /// How many of the candidates, from the first, are offered: 1 for an answer, 2 or 3 for a choice, 0 otherwise.
    pub offered: usize,
}

impl Judgement {
    /// The verdict on a text that is no question.
    #[must_use]
    pub fn unaskable(reason: Unaskable) -> Judgement {
        Judgement::abstain(reason.into(), Vec::new())
    }

    fn abstain(reason: Reason, candidates: Vec<Candidate>) -> Judgement {
        Judgement { verdict: Verdict::Abstain, reason, candidates, offered: 0 }
    }

    /// Confidence of the best candidate, 0 when there is none.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.candidates.first().map_or(0.0, |best| best.confidence)
    }
}

/// Judges a question that passed [`screen`](crate::matching::screening::screen), by its text and its vector (`None`
/// when the model found nothing to read in it), showing `top` candidates.
#[must_use]
pub fn judge(index: &Index, question: &str, vector: Option<&UnitVector>, bars: &Bars, top: usize) -> Judgement {
    let mut candidates = match vector {
        Some(vector) => ranked(index, vector, top),
        None => Vec::new(),
    };
    let exact = index.exact(question);
    let exact_count = exact.len().min(MAX_CHOICES);
    put_exact_first(&mut candidates, exact, top.max(MAX_CHOICES));
    let mut judgement = match exact_count {
        0 => weigh(index, candidates, bars),
        1 => Judgement { verdict: Verdict::Answer, reason: Reason::Exact, candidates, offered: 1 },
        count => Judgement { verdict: Verdict::Choose, reason: Reason::SamePhrasing, candidates, offered: count },
    };
    judgement.candidates.truncate(top.max(judgement.offered));
    judgement
}

/// At least as many candidates as any rule looks at, with their confidence.
fn ranked(index: &Index, vector: &UnitVector, top: usize) -> Vec<Candidate> {
    let hits = index.closest(vector, top.max(confidence::FIELD));
    let features = confidence::features(&hits);
    let candidate = |(hit, features): (crate::matching::index::Hit, Features)| Candidate {
        entry: hit.entry,
        phrasing: hit.phrasing,
        confidence: confidence::probability(&features),
        features,
    };
    hits.into_iter().zip(features).map(candidate).collect()
}

/// Moves the entries whose phrasing was asked word for word to the front. One of them is right for certain, so they
/// share a confidence of one, and nothing is left for the others.
fn put_exact_first(candidates: &mut Vec<Candidate>, exact: Vec<(EntryId, String)>, keep: usize) {
    if exact.is_empty() {
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few entries")]
    let confidence = 1.0 / exact.len() as f32;
    let mut front = Vec::with_capacity(keep);
    for (entry, phrasing) in exact.into_iter().take(keep) {
        let features = match candidates.iter().position(|candidate| candidate.entry == entry) {
            Some(at) => candidates.remove(at).features,
            // Only a phrasing that the model cannot read is not among the closest; the rule stands by itself.
            None => Features { cosine: 1.0, share: 1.0 },
        };
        front.push(Candidate { entry, phrasing, confidence, features });
    }
    for other in candidates.iter_mut() {
        other.confidence = 0.0;
    }
    front.append(candidates);
    *candidates = front;
}

/// The verdict by confidence alone.
fn weigh(index: &Index, candidates: Vec<Candidate>, bars: &Bars) -> Judgement {
    let Some(best) = candidates.first() else {
        let reason = if index.entry_count() == 0 { Reason::NoKnowledge } else { Reason::NothingClose };
        return Judgement::abstain(reason, candidates);
    };
    if best.confidence >= bars.answer {
        return Judgement { verdict: Verdict::Answer, reason: Reason::Confident, candidates, offered: 1 };
    }
    let offered = worth_offering(&candidates);
    let among_them: f32 = candidates[..offered].iter().map(|candidate| candidate.confidence).sum();
    if offered >= 2 && among_them >= bars.choose {
        let reason =
            if candidates[1].confidence * 2.0 >= best.confidence { Reason::NarrowLead } else { Reason::Unsure };
        return Judgement { verdict: Verdict::Choose, reason, candidates, offered };
    }
    Judgement::abstain(Reason::NothingClose, candidates)
}

/// How many of the best to offer: two, and a third unless it is far behind the second.
fn worth_offering(candidates: &[Candidate]) -> usize {
    match candidates {
        [_, second, third, ..] if third.confidence * 3.0 >= second.confidence => MAX_CHOICES,
        _ => candidates.len().min(2),
    }
}

//! The verdict on one question: answer, offer a choice, or say that it is not known.

use serde::Serialize;

use crate::embedding::UnitVector;
use crate::entry::EntryId;
use crate::matching::confidence;
use crate::matching::confidence::Features;
use crate::matching::index::Hit;
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
    /// Wrong answers annoy more than missed ones, so an answer has to be three times as probably right as wrong.
    /// Offering a choice costs the person a look at two or three lines, so it has to hold the right one more often
    /// than not.
    fn default() -> Bars {
        Bars { answer: 0.75, choose: 0.6 }
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
    /// The question asks about a topic as a whole, and gets its overview.
    Topic,
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
    /// The question is in a language that the model does not read.
    OtherLanguage,
}

impl Reason {
    /// The code, as in `--json`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reason::Exact => "exact",
            Reason::Confident => "confident",
            Reason::Topic => "topic",
            Reason::SamePhrasing => "same_phrasing",
            Reason::NarrowLead => "narrow_lead",
            Reason::Unsure => "unsure",
            Reason::NothingClose => "nothing_close",
            Reason::NoKnowledge => "no_knowledge",
            Reason::Empty => "empty",
            Reason::TooLong => "too_long",
            Reason::NoWords => "no_words",
            Reason::OtherScript => "other_script",
            Reason::OtherLanguage => "other_language",
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
            Unaskable::OtherLanguage(_) => Reason::OtherLanguage,
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

/// Judges a question that passed [`screen_for`](crate::matching::screening::screen_for), by its text and its vector (`None`
/// when the model found nothing to read in it), showing `top` candidates.
#[must_use]
pub fn judge(index: &Index, question: &str, vector: Option<&UnitVector>, bars: &Bars, top: usize) -> Judgement {
    let mut candidates = match vector {
        Some(vector) => ranked(index, question, vector, top),
        None => Vec::new(),
    };
    let exact = index.exact(question);
    let exact_count = exact.len().min(MAX_CHOICES);
    put_exact_first(&mut candidates, exact, top.max(MAX_CHOICES));
    let mut judgement = match exact_count {
        0 => weigh(index, question, candidates, bars),
        1 => Judgement { verdict: Verdict::Answer, reason: Reason::Exact, candidates, offered: 1 },
        count => Judgement { verdict: Verdict::Choose, reason: Reason::SamePhrasing, candidates, offered: count },
    };
    judgement.candidates.truncate(top.max(judgement.offered));
    judgement
}

/// At least as many candidates as any rule looks at, with their confidence.
fn ranked(index: &Index, question: &str, vector: &UnitVector, top: usize) -> Vec<Candidate> {
    let hits = index.closest(question, vector, top.max(confidence::FIELD));
    let features = confidence::features(&hits);
    let candidate = |(hit, features): (Hit, Features)| Candidate {
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
            None => Features { cosine: 1.0, words: 1.0, score: 1.0, share: 1.0 },
        };
        front.push(Candidate { entry, phrasing, confidence, features });
    }
    for other in candidates.iter_mut() {
        other.confidence = 0.0;
    }
    front.append(candidates);
    *candidates = front;
}

/// The verdict by confidence, and for what no candidate is confident enough, by the rule for topics.
fn weigh(index: &Index, question: &str, mut candidates: Vec<Candidate>, bars: &Bars) -> Judgement {
    let Some(best) = candidates.first().map(|best| best.confidence) else {
        let reason = if index.entry_count() == 0 { Reason::NoKnowledge } else { Reason::NothingClose };
        return Judgement::abstain(reason, candidates);
    };
    if best >= bars.answer {
        return Judgement { verdict: Verdict::Answer, reason: Reason::Confident, candidates, offered: 1 };
    }
    if put_topic_first(index, question, &mut candidates) {
        return Judgement { verdict: Verdict::Answer, reason: Reason::Topic, candidates, offered: 1 };
    }
    let offered = worth_offering(&candidates);
    let among_them = confidence::probability_among(candidates[..offered].iter().map(|candidate| &candidate.features));
    if offered >= 2 && among_them >= bars.choose {
        let reason = if candidates[1].confidence * 2.0 >= best { Reason::NarrowLead } else { Reason::Unsure };
        return Judgement { verdict: Verdict::Choose, reason, candidates, offered };
    }
    Judgement::abstain(Reason::NothingClose, candidates)
}

/// Moves the overview that the question asks for to the front, if it asks for one. The rule takes its rivals away, so
/// it has the whole field.
fn put_topic_first(index: &Index, question: &str, candidates: &mut Vec<Candidate>) -> bool {
    let Some(overview) = index.topic_asked(question) else { return false };
    let Some(at) = candidates.iter().position(|candidate| candidate.entry == *overview) else { return false };
    let mut asked = candidates.remove(at);
    asked.features.share = 1.0;
    asked.confidence = confidence::probability(&asked.features);
    let left = 1.0 - asked.confidence;
    for other in candidates.iter_mut() {
        other.confidence = other.confidence.min(left);
    }
    candidates.insert(0, asked);
    true
}

/// How many of the best to offer: two, and a third unless it is far behind the second.
fn worth_offering(candidates: &[Candidate]) -> usize {
    match candidates {
        [_, second, third, ..] if third.confidence * 3.0 >= second.confidence => MAX_CHOICES,
        _ => candidates.len().min(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::entry::Phrasing;
    use crate::entry::State;

    fn entry(id: &str, phrasing: &str) -> Entry {
        Entry {
            id: EntryId::new(id).unwrap(),
            topic: None,
            phrasings: vec![Phrasing::new(phrasing).unwrap()],
            answer: "…".to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        }
    }

    /// A vector in four dimensions whose cosine with [`asked`] is `cosine`; `away` picks where the rest of it points.
    fn at(cosine: f32, away: usize) -> Option<UnitVector> {
        let mut raw = vec![cosine, 0.0, 0.0, 0.0];
        raw[1 + away % 3] = (1.0 - cosine * cosine).sqrt();
        UnitVector::normalized(raw)
    }

    fn asked() -> UnitVector {
        UnitVector::normalized(vec![1.0, 0.0, 0.0, 0.0]).unwrap()
    }

    /// An index of entries a, b, c … with these cosines to the question.
    fn index(cosines: &[f32]) -> Index {
        let letters = ('a'..).take(cosines.len());
        let entries: Vec<Entry> = letters.map(|c| entry(&c.to_string(), &format!("phrasing {c}{c}"))).collect();
        let vectors: Vec<_> = cosines.iter().enumerate().map(|(away, &cosine)| at(cosine, away)).collect();
        Index::build(&entries, 4, &vectors).unwrap()
    }

    fn shown(judgement: &Judgement) -> String {
        let offered: Vec<&str> =
            judgement.candidates[..judgement.offered].iter().map(|candidate| candidate.entry.as_str()).collect();
        format!("{:?} {} {}", judgement.verdict, judgement.reason.code(), offered.join(" ")).trim_end().to_owned()
    }

    #[track_caller]
    fn check(cosines: &[f32], expected: &str) {
        let judgement = judge(&index(cosines), "unrelated", Some(&asked()), &Bars::default(), 5);
        assert_eq!(shown(&judgement), expected);
    }

    #[test]
    fn a_clear_lead_is_answered() {
        check(&[0.3, 0.92, 0.1], "Answer confident b");
        check(&[0.9], "Answer confident a");
    }

    #[test]
    fn a_narrow_lead_becomes_a_question_back() {
        check(&[0.9, 0.89, 0.2], "Choose narrow_lead a b");
        check(&[0.9, 0.89, 0.885, 0.7], "Choose narrow_lead a b c");
    }

    #[test]
    fn what_is_far_from_everything_is_not_answered() {
        check(&[0.35, 0.3, 0.3], "Abstain nothing_close");
        check(&[0.4], "Abstain nothing_close");
        check(&[], "Abstain no_knowledge");
    }

    #[test]
    fn a_stored_phrasing_is_answered_whatever_its_vector() {
        let judgement = judge(&index(&[0.95, 0.1]), "PHRASING bb!", Some(&asked()), &Bars::default(), 5);
        assert_eq!(shown(&judgement), "Answer exact b");
        assert_eq!(judgement.confidence().to_bits(), 1.0_f32.to_bits());
        let unread = judge(&index(&[0.95, 0.1]), "phrasing bb", None, &Bars::default(), 5);
        assert_eq!(shown(&unread), "Answer exact b");
    }

    #[test]
    fn a_phrasing_of_several_entries_is_a_question_back() {
        let entries: Vec<Entry> = ["a", "b", "c", "d"].iter().map(|id| entry(id, "What is this?")).collect();
        let index = Index::build(&entries, 4, &vec![at(0.5, 0); 4]).unwrap();
        let judgement = judge(&index, "what is this", Some(&asked()), &Bars::default(), 2);
        assert_eq!(shown(&judgement), "Choose same_phrasing a b c");
    }

    #[test]
    fn the_number_of_candidates_changes_nothing_else() {
        let cosines = [0.9, 0.89, 0.885, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0, -0.1];
        for top in [1, 2, 5, 12] {
            let judgement = judge(&index(&cosines), "unrelated", Some(&asked()), &Bars::default(), top);
            assert_eq!(shown(&judgement), "Choose narrow_lead a b c");
            assert_eq!(judgement.candidates.len(), top.max(3));
        }
    }

    #[test]
    fn a_question_without_a_vector_is_not_answered() {
        let judgement = judge(&index(&[0.9, 0.1]), "unrelated", None, &Bars::default(), 5);
        assert_eq!(shown(&judgement), "Abstain nothing_close");
    }
}

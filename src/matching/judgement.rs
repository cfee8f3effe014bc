//! The verdict on one question: answer, offer a choice, or say that it is not known.

use crate::entry::EntryId;
use crate::matching::asked::Asked;
use crate::matching::calibration::Target;
use crate::matching::candidate::Candidate;
use crate::matching::confidence;
use crate::matching::confidence::Features;
use crate::matching::counters::Barred;
use crate::matching::explanation::Explanation;
use crate::matching::explanation::Outcome;
use crate::matching::explanation::explanation;
use crate::matching::guards;
use crate::matching::guards::Difference;
use crate::matching::index::Index;
use crate::matching::ranking::Hit;
use crate::matching::screening::Unaskable;
use crate::matching::second_look;

pub use crate::matching::verdict::Reason;
pub use crate::matching::verdict::Verdict;

/// Most candidates ever shown as a choice: people read three, and a row of buttons fits them.
pub const MAX_CHOICES: usize = 3;

/// A choice is offered when the right entry is among the best [`MAX_CHOICES`] at least this probably: it costs the person a
/// look at two or three lines, so it has to hold the right one more often than not.
pub const CHOOSE: f32 = 0.55;

/// A candidate is not worth offering that is so much less probable than the best.
const FAR_BEHIND: f32 = 10.0;

/// The verdict and all that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What to do.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// Best first; as many as were asked for, if the index has so many, whatever the verdict.
    pub candidates: Vec<Candidate>,
    /// The confidence from which on the best candidate is answered with, by the calibration and the target.
    pub bar: f32,
    /// How many of the candidates, from the first, are offered: 1 for an answer, 1 to 3 for a choice, 0 otherwise.
    pub offered: usize,
    /// What tells the question from the candidate that would have been the answer, or that candidate from its twin.
    pub difference: Option<Difference>,
    /// The entries that are no candidates as somebody said that they do not answer such a question.
    pub barred: Vec<Barred>,
    /// How it came about; `None` where the question was turned away.
    pub explanation: Option<Explanation>,
}

impl Judgement {
    /// The verdict on a text that is no question.
    #[must_use]
    pub fn unaskable(reason: Unaskable) -> Judgement {
        Judgement::abstain(reason.into(), Vec::new(), 1.0)
    }

    fn abstain(reason: Reason, candidates: Vec<Candidate>, bar: f32) -> Judgement {
        Judgement {
            verdict: Verdict::Abstain,
            reason,
            candidates,
            bar,
            offered: 0,
            difference: None,
            barred: Vec::new(),
            explanation: None,
        }
    }

    /// Confidence of the best candidate, 0 when there is none.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.candidates.first().map_or(0.0, |best| best.confidence)
    }
}

/// Judges a question that passed [`screen_for`](crate::matching::screening::screen_for) so that `target` of the answers are
/// right, showing `top` candidates, without a second look.
#[must_use]
pub fn judge(index: &Index, asked: &Asked<'_>, target: Target, top: usize) -> Judgement {
    judge_ranked(index, asked, ranked(index, asked, top), target, top)
}

/// As [`judge`], of candidates that were [`ranked`] and may have been [looked at again](second_look::look_again).
#[must_use]
pub fn judge_ranked(
    index: &Index,
    asked: &Asked<'_>,
    mut candidates: Vec<Candidate>,
    target: Target,
    top: usize,
) -> Judgement {
    let bar = index.calibration().bar(target);
    let exact = index.exact(asked.text);
    let exact_count = exact.len().min(MAX_CHOICES);
    put_exact_first(&mut candidates, exact, top.max(MAX_CHOICES));
    let mut judgement = match exact_count {
        0 => tell_twins(index, asked, weigh(index, asked, candidates, bar)),
        1 => Judgement {
            verdict: Verdict::Answer,
            reason: Reason::Exact,
            candidates,
            bar,
            offered: 1,
            difference: None,
            barred: Vec::new(),
            explanation: None,
        },
        count => Judgement {
            verdict: Verdict::Choose,
            reason: Reason::SamePhrasing,
            candidates,
            bar,
            offered: count,
            difference: None,
            barred: Vec::new(),
            explanation: None,
        },
    };
    judgement.barred = index.barred(asked);
    // Asked only where a lower target would do, so that most questions copy nothing.
    let would_be_answer = || {
        let judgement = judgement.clone();
        let answered = Judgement { verdict: Verdict::Answer, reason: Reason::Confident, offered: 1, ..judgement };
        tell_twins(index, asked, answered).verdict == Verdict::Answer
    };
    let outcome = Outcome { verdict: judgement.verdict, reason: judgement.reason, candidates: &judgement.candidates };
    judgement.explanation = Some(explanation(index, outcome, target, would_be_answer));
    judgement.candidates.truncate(top.max(judgement.offered));
    judgement
}

/// The best candidates with their confidence, before any rule: `top`, but at least as many as any rule looks at. A
/// question whose spelling was repaired counts for each entry as typed or as repaired, whichever is closer to it. An entry
/// that a counter-example bars is none of them.
#[must_use]
pub fn ranked(index: &Index, asked: &Asked<'_>, top: usize) -> Vec<Candidate> {
    let count = top.max(confidence::FIELD);
    let barred = index.barred_entries(asked);
    let closest = |text, vector: Option<_>| {
        vector.map_or_else(Vec::new, |vector| index.closest_but(text, vector, count, &barred))
    };
    let typed = closest(asked.text, asked.vector);
    let reread = asked.reread.map_or_else(Vec::new, |reread| closest(reread.text, reread.vector));
    let (hits, reread) = better_of_both(typed, reread, count);
    let features = confidence::features(&hits);
    let candidate = |((hit, features), reread): ((Hit, Features), bool)| Candidate {
        entry: hit.entry,
        phrasing: hit.phrasing,
        confidence: index.calibration().probability(&features),
        features,
        reread,
        read: None,
    };
    hits.into_iter().zip(features).zip(reread).map(candidate).collect()
}

/// The best `count` of two lists of the best `count`, each entry once with its better hit, and whether that is of the
/// second list; equal scores keep the order of the first list, and of the second behind it. Neither list can lack an
/// entry that belongs here: `count` others would be better in it.
fn better_of_both(typed: Vec<Hit>, reread: Vec<Hit>, count: usize) -> (Vec<Hit>, Vec<bool>) {
    let mut best: Vec<(Hit, bool)> = typed.into_iter().map(|hit| (hit, false)).collect();
    for hit in reread {
        match best.iter_mut().find(|(other, _)| other.entry == hit.entry) {
            Some((other, _)) if hit.score <= other.score => {}
            Some(other) => *other = (hit, true),
            None => best.push((hit, true)),
        }
    }
    best.sort_by(|(a, _), (b, _)| b.score.total_cmp(&a.score));
    best.truncate(count);
    best.into_iter().unzip()
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
            None => Features { cosine: 1.0, answer: None, words: 1.0, score: 1.0, share: 1.0 },
        };
        front.push(Candidate { entry, phrasing, confidence, features, reread: false, read: None });
    }
    for other in candidates.iter_mut() {
        other.confidence = 0.0;
    }
    front.append(candidates);
    *candidates = front;
}

/// The verdict by confidence, and for what no candidate is confident enough, by the rule for topics.
fn weigh(index: &Index, asked: &Asked<'_>, mut candidates: Vec<Candidate>, bar: f32) -> Judgement {
    let Some(best) = candidates.first().map(|best| best.confidence) else {
        let reason = if index.entry_count() == 0 { Reason::NoKnowledge } else { Reason::NothingClose };
        return Judgement::abstain(reason, candidates, bar);
    };
    let calibration = index.calibration();
    if best >= bar {
        return Judgement {
            verdict: Verdict::Answer,
            reason: Reason::Confident,
            candidates,
            bar,
            offered: 1,
            difference: None,
            barred: Vec::new(),
            explanation: None,
        };
    }
    if put_topic_first(index, asked, &mut candidates) {
        return Judgement {
            verdict: Verdict::Answer,
            reason: Reason::Topic,
            candidates,
            bar,
            offered: 1,
            difference: None,
            barred: Vec::new(),
            explanation: None,
        };
    }
    let offered = worth_offering(&candidates);
    let together = Features::together(candidates[..offered].iter().map(|candidate| &candidate.features));
    let together =
        together.map(|together| second_look::together(calibration.probability(&together), &candidates, offered));
    if together.is_some_and(|together| together >= CHOOSE) {
        let is_narrow = offered >= 2 && candidates[1].confidence * 2.0 >= best;
        let reason = if is_narrow { Reason::NarrowLead } else { Reason::Unsure };
        return Judgement {
            verdict: Verdict::Choose,
            reason,
            candidates,
            bar,
            offered,
            difference: None,
            barred: Vec::new(),
            explanation: None,
        };
    }
    Judgement::abstain(Reason::NothingClose, candidates, bar)
}

/// A runner-up whose confidence is at least this part of the best one's may be what was asked.
const NECK_AND_NECK: f32 = 0.1;

/// Asks back where an answer would be that to a question which differs in a word that matters: from the question itself,
/// or from the runner-up, where the question has neither word.
fn tell_twins(index: &Index, question: &Asked<'_>, mut judgement: Judgement) -> Judgement {
    if judgement.verdict != Verdict::Answer || judgement.reason == Reason::Topic {
        return judgement;
    }
    let asked = guards::Asked::of(question.text);
    let guard = index.guard();
    let [best, others @ ..] = &judgement.candidates[..] else { return judgement };
    let worth_naming = best.confidence * NECK_AND_NECK;
    let rival = others.first().filter(|second| second.confidence >= worth_naming);
    let another_word = || {
        // A word that was misspelt is no other word.
        let reread = question.reread.map(|reread| guards::Asked::of(reread.text));
        let asked = reread.as_ref().unwrap_or(&asked);
        guard.another_word(asked, &best.entry, &best.phrasing, best.features.cosine)
    };
    if let Some(difference) = guard.difference(&asked, &best.entry, &best.phrasing).or_else(another_word) {
        let settled = others
            .iter()
            .take(MAX_CHOICES)
            .position(|other| guard.settles(&asked, &difference, &other.entry, &other.phrasing));
        judgement.offered = match settled {
            Some(at) => {
                judgement.candidates[..=at + 1].rotate_right(1);
                2
            }
            None => 1,
        };
        judgement.difference = Some(difference);
    } else if let Some(second) = rival {
        let pair = ((&best.entry, best.phrasing.as_str()), (&second.entry, second.phrasing.as_str()));
        judgement.difference = guard.undecided(&asked, pair.0, pair.1);
        judgement.offered = 2;
    }
    if judgement.difference.is_some() {
        judgement.verdict = Verdict::Choose;
        judgement.reason = Reason::NearTwin;
    } else {
        judgement.offered = 1;
    }
    judgement
}

/// Moves the overview that the question asks for to the front, if it asks for one. The rule takes its rivals away, so
/// it has the whole field.
fn put_topic_first(index: &Index, asked: &Asked<'_>, candidates: &mut Vec<Candidate>) -> bool {
    let overview = index.topic_asked(asked.text).or_else(|| index.topic_asked(asked.reread?.text));
    let Some(overview) = overview else { return false };
    let Some(at) = candidates.iter().position(|candidate| candidate.entry == *overview) else { return false };
    let mut asked = candidates.remove(at);
    asked.features.share = 1.0;
    asked.confidence = index.calibration().probability(&asked.features);
    let left = 1.0 - asked.confidence;
    for other in candidates.iter_mut() {
        other.confidence = other.confidence.min(left);
    }
    candidates.insert(0, asked);
    true
}

/// How many of the best to offer: those that are not far behind the one before them; one alone is a "Did you mean …?".
fn worth_offering(candidates: &[Candidate]) -> usize {
    let best = candidates.first().map_or(0.0, |best| best.confidence);
    let in_reach = candidates.iter().take(MAX_CHOICES).take_while(|one| one.confidence * FAR_BEHIND >= best).count();
    match candidates {
        [_, second, third, ..] if in_reach == MAX_CHOICES && third.confidence * 3.0 < second.confidence => 2,
        _ => in_reach,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedding::UnitVector;
    use crate::entry::Entry;
    use crate::entry::Phrasing;
    use crate::entry::State;
    use crate::matching::asked::Reread;
    use crate::matching::calibration::Calibration;

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
        // As sure as in a knowledge of usual size, where the others are too far off to be seen.
        let index = index(cosines).with_calibration(Calibration::prior(40));
        let judgement = judge(&index, &Asked::as_typed("unrelated", Some(&asked())), Target::default(), 5);
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
        let judgement =
            judge(&index(&[0.95, 0.1]), &Asked::as_typed("PHRASING bb!", Some(&asked())), Target::default(), 5);
        assert_eq!(shown(&judgement), "Answer exact b");
        assert_eq!(judgement.confidence().to_bits(), 1.0_f32.to_bits());
        let unread = judge(&index(&[0.95, 0.1]), &Asked::as_typed("phrasing bb", None), Target::default(), 5);
        assert_eq!(shown(&unread), "Answer exact b");
    }

    #[test]
    fn a_phrasing_of_several_entries_is_a_question_back() {
        let entries: Vec<Entry> = ["a", "b", "c", "d"].iter().map(|id| entry(id, "What is this?")).collect();
        let index = Index::build(&entries, 4, &vec![at(0.5, 0); 4]).unwrap();
        let judgement = judge(&index, &Asked::as_typed("what is this", Some(&asked())), Target::default(), 2);
        assert_eq!(shown(&judgement), "Choose same_phrasing a b c");
    }

    #[test]
    fn the_number_of_candidates_changes_nothing_else() {
        let cosines = [0.9, 0.89, 0.885, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0, -0.1];
        let index = index(&cosines).with_calibration(Calibration::prior(40));
        for top in [1, 2, 5, 12] {
            let judgement = judge(&index, &Asked::as_typed("unrelated", Some(&asked())), Target::default(), top);
            assert_eq!(shown(&judgement), "Choose narrow_lead a b c");
            assert_eq!(judgement.candidates.len(), top.max(3));
        }
    }

    #[test]
    fn each_entry_counts_as_typed_or_as_repaired_whichever_is_closer() {
        let index = index(&[0.6, 0.2, 0.5]);
        let (typed, repaired) = (asked(), UnitVector::normalized(vec![0.2, 0.0, 0.98, 0.0]).unwrap());
        let reread = Reread { text: "unrelated", vector: Some(&repaired) };
        let both = Asked { text: "unrelatde", vector: Some(&typed), reread: Some(reread) };
        let order = |asked: &Asked<'_>| {
            let judgement = judge(&index, asked, Target::default(), 3);
            judgement.candidates.iter().map(|candidate| candidate.entry.to_string()).collect::<String>()
        };
        assert_eq!(order(&Asked::as_typed("unrelatde", Some(&typed))), "acb");
        assert_eq!(order(&both), "bac");
        let unread = Asked { text: "unrelatde", vector: None, reread: Some(reread) };
        assert_eq!(order(&unread)[..1], *"b");
    }

    #[test]
    fn a_question_without_a_vector_is_not_answered() {
        let judgement = judge(&index(&[0.9, 0.1]), &Asked::as_typed("unrelated", None), Target::default(), 5);
        assert_eq!(shown(&judgement), "Abstain nothing_close");
    }
}

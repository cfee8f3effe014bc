//! Plain cosine: what the matching has to beat. An entry is as close as its closest phrasing, and the confidence is a
//! logistic function of the best cosine alone. No words, no letters, no rule; nothing is offered to choose from.

use std::ops::Range;

use crate::embedding::UnitVector;
use crate::entry::EntryId;
use crate::evaluation::Subject;
use crate::evaluation::fitting::fit::PlainFit;
use crate::evaluation::marks::Fate;
use crate::evaluation::marks::Mark;
use crate::evaluation::variants::Part;
use crate::matching::calibration::Calibration;
use crate::matching::judgement::Verdict;

/// Coefficients of the logistic function, from the same fit as those of the matching: `benches/confidence/fit.json`.
pub const FIT: PlainFit = PlainFit { intercept: -4.6341, per_cosine: 7.4317 };

/// What becomes of a question by cosine alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plain {
    /// Cosine of the question and the closest phrasing of all, -1 to 1; `None` for a question without a vector.
    pub cosine: Option<f32>,
    /// What it comes to.
    pub mark: Mark,
}

/// Asks every case in each of `parts`, in the order of [`Subject::run`]. Answers from the bar on that the
/// target alone gives.
#[must_use]
pub fn run(subject: &Subject<'_>, parts: &[Part]) -> Vec<Plain> {
    let cosines: Vec<Option<Vec<f32>>> =
        subject.case_vectors.iter().map(|vector| vector.as_ref().map(|vector| closest(subject, vector))).collect();
    let of_part = |part| subject.cases.iter().zip(&cosines).map(move |(case, cosines)| (part, case, cosines));
    let asked = parts.iter().flat_map(of_part);
    asked.map(|(part, case, cosines)| plain(subject, part, &case.right, cosines.as_deref())).collect()
}

fn plain(subject: &Subject<'_>, part: &Part, right: &[EntryId], cosines: Option<&[f32]>) -> Plain {
    let is_right = |at: usize| right.contains(&subject.entries[at].id);
    let in_scope = part.iter().any(|&at| is_right(at));
    let closer = |cosines: &[f32], a: usize, b: usize| cosines[a].total_cmp(&cosines[b]).is_gt();
    // Of equals, the first.
    let first_of = |cosines: &[f32], mut places: &mut dyn Iterator<Item = usize>| {
        let first = places.next()?;
        Some((&mut places).fold(first, |best, at| if closer(cosines, at, best) { at } else { best }))
    };
    let best = cosines.and_then(|cosines| first_of(cosines, &mut part.iter().copied()));
    let rank = cosines.and_then(|cosines| {
        let right = first_of(cosines, &mut part.iter().copied().filter(|&at| is_right(at)))?;
        let before = |at: usize| closer(cosines, at, right) || (at < right && !closer(cosines, right, at));
        Some(1 + part.iter().filter(|&&at| before(at)).count())
    });
    let cosine = best.zip(cosines).map(|(best, cosines)| cosines[best]);
    let confidence = cosine.map_or(0.0, confidence);
    let bar = Calibration::prior(part.len()).bar(subject.target);
    let verdict = if confidence >= bar { Verdict::Answer } else { Verdict::Abstain };
    Plain { cosine, mark: Mark { rank, confidence, fate: Fate::of(in_scope, verdict, rank == Some(1)) } }
}

fn confidence(cosine: f32) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a probability needs no more digits")]
    let probability = FIT.probability(cosine) as f32;
    probability
}

/// For each entry the cosine of `question` and its closest phrasing.
fn closest(subject: &Subject<'_>, question: &UnitVector) -> Vec<f32> {
    let cosine = |vector: &Option<UnitVector>| {
        vector.as_ref().map_or(0.0, |vector| dot(vector.as_slice(), question.as_slice())).clamp(-1.0, 1.0)
    };
    let of_entry = |rows: Range<usize>| subject.phrasing_vectors[rows].iter().map(cosine).fold(-1.0, f32::max);
    subject.rows().into_iter().map(of_entry).collect()
}

/// In eight sums, which the compiler can keep in one register.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0_f32; 8];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::entry::Phrasing;
    use crate::entry::State;
    use crate::evaluation::cases::Case;
    use crate::evaluation::variants;
    use crate::matching::calibration::Target;
    use crate::matching::screening::Reads;

    fn entry(id: &str, phrasings: usize) -> Entry {
        Entry {
            id: EntryId::new(id).unwrap(),
            topic: None,
            phrasings: (0..phrasings).map(|at| Phrasing::new(&format!("{id} {at}")).unwrap()).collect(),
            answer: "…".to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        }
    }

    fn at(degrees: f32) -> Option<UnitVector> {
        UnitVector::normalized(vec![degrees.to_radians().cos(), degrees.to_radians().sin()])
    }

    #[test]
    fn an_entry_is_as_close_as_its_closest_phrasing() {
        let entries = [entry("a", 1), entry("b", 2), entry("c", 1)];
        let right = |ids: &[&str]| ids.iter().map(|id| EntryId::new(*id).unwrap()).collect();
        let cases = [
            Case { text: "x".to_owned(), right: right(&["a"]) },
            Case { text: "y".to_owned(), right: right(&["b"]) },
            Case { text: "z".to_owned(), right: Vec::new() },
        ];
        let phrasings = [at(20.0), at(90.0), at(10.0), at(60.0)];
        let asked = [at(0.0), at(0.0), None];
        let subject = Subject {
            entries: &entries,
            cases: &cases,
            dimensions: 2,
            phrasing_vectors: &phrasings,
            case_vectors: &asked,
            reads: Reads::LatinScript,
            answer_vectors: &[],
            chatter_vectors: &[],
            reread_vectors: None,
            read: None,
            model_words: &[],
            target: Target::default(),
        };
        let plain = run(&subject, &variants::parts(3, None, false));
        let ranks: Vec<_> = plain.iter().map(|plain| plain.mark.rank).collect();
        assert_eq!(ranks, [Some(2), Some(1), None]);
        let cosine = plain[0].cosine.unwrap();
        assert!((cosine - 10.0_f32.to_radians().cos()).abs() < 1e-6, "{cosine}");
        assert_eq!((plain[2].cosine, plain[2].mark.confidence, plain[2].mark.fate), (None, 0.0, Fate::OutAbstained));
        // Without b, whose question is then out of scope.
        let without = run(&subject, &[vec![0, 2]]);
        assert_eq!(without[0].mark.rank, Some(1));
        assert!(!without[1].mark.in_scope());
    }

    #[test]
    fn all_components_count() {
        let a: Vec<f32> = (0_u8..19).map(f32::from).collect();
        assert!((dot(&a, &[2.0; 19]) - 342.0).abs() < 1e-3);
    }
}

//! Why a wrong entry came first, in words: what spoke for it, beside what spoke for the right one.

use crate::evaluation::confusions::Confusion;
use crate::evaluation::page::markup::percent;
use crate::matching::candidate::Candidate;
use crate::matching::judgement::Reason;

/// Differences of a cosine or of a share of words that nobody would see.
const SAME: f32 = 0.02;

/// How near an entry is to a question, as far as people can be told.
struct Nearness {
    /// Cosine of the question and the closest phrasing, -1 to 1.
    cosine: f32,
    /// Part of the question's words that the entry has, 0 to 1.
    words: f32,
}

impl Nearness {
    fn of(candidate: &Candidate) -> Nearness {
        Nearness { cosine: candidate.features.cosine, words: candidate.features.words }
    }
}

/// One or two sentences.
pub(super) fn why(confusion: &Confusion<'_>) -> String {
    let found = confusion.found;
    match confusion.outcome.judgement.reason {
        Reason::Exact | Reason::SamePhrasing => {
            return "The question is word for word one of the wrong entry’s phrasings.".to_owned();
        }
        Reason::Topic => return "It was taken for a question about the topic as a whole.".to_owned(),
        _ => {}
    }
    match confusion.right {
        Some((place, right)) => against(&Nearness::of(found), &Nearness::of(right), place),
        None if confusion.outcome.in_scope() => format!(
            "The right entry is not among the nearest: none of its phrasings is like this question. The wrong one is {}.",
            near(&Nearness::of(found))
        ),
        None => format!("No entry answers this. The nearest one is {}.", near(&Nearness::of(found))),
    }
}

/// How near an entry is, by itself.
fn near(entry: &Nearness) -> String {
    let meaning = match entry.cosine {
        cosine if cosine >= 0.8 => "very close",
        cosine if cosine >= 0.6 => "close",
        cosine if cosine >= 0.4 => "related",
        _ => "far",
    };
    format!("{meaning} in meaning ({:.2}) and has {} of the question’s words", entry.cosine, share(entry.words))
}

fn against(a: &Nearness, b: &Nearness, place: usize) -> String {
    let ahead = |by: f32| by.abs() >= SAME;
    let meaning = a.cosine - b.cosine;
    let words = a.words - b.words;
    let meaning_said = format!("in meaning ({:.2} against {:.2})", a.cosine, b.cosine);
    let words_said = format!("{} of the question’s words against {}", share(a.words), share(b.words));
    let mut said = match (ahead(meaning), ahead(words)) {
        (true, true) if meaning > 0.0 && words > 0.0 => {
            format!("The wrong one is closer {meaning_said} and has {words_said}")
        }
        (true, true) if meaning > 0.0 => {
            format!("The wrong one is closer {meaning_said}, though it has {words_said}")
        }
        (true, true) if words > 0.0 => {
            format!("The right one is closer {meaning_said}, but the wrong one has {words_said}")
        }
        (true, false) if meaning > 0.0 => format!("The wrong one is closer {meaning_said}; the words are no help"),
        (false, true) if words > 0.0 => {
            format!("As close {meaning_said}, but the wrong one has {words_said}")
        }
        (false, false) => format!("Neck and neck {meaning_said}, and in words"),
        _ => format!(
            "Its best phrasing is not ahead {meaning_said}, but its phrasings together, its answer or its spelling are \
             more like the question"
        ),
    };
    said.push_str(&match place {
        2 => ". The right one came second.".to_owned(),
        place => format!(". The right one came {}.", nth(place)),
    });
    said
}

fn share(words: f32) -> String {
    percent(f64::from(words.clamp(0.0, 1.0)))
}

fn nth(place: usize) -> String {
    match place {
        3 => "third".to_owned(),
        place => format!("{place}th"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: (f32, f32), right: (f32, f32), place: usize, expected: &str) {
        let near = |(cosine, words): (f32, f32)| Nearness { cosine, words };
        let said = against(&near(found), &near(right), place);
        assert_eq!(said.replace('\u{a0}', " "), expected);
    }

    #[test]
    fn what_spoke_for_the_wrong_one_stands_beside_what_spoke_for_the_right_one() {
        check(
            (0.9, 0.8),
            (0.7, 0.5),
            2,
            "The wrong one is closer in meaning (0.90 against 0.70) and has 80 % of the question’s words against 50 %. The \
             right one came second.",
        );
        check(
            (0.7, 0.8),
            (0.9, 0.2),
            3,
            "The right one is closer in meaning (0.70 against 0.90), but the wrong one has 80 % of the question’s words \
             against 20 %. The right one came third.",
        );
        check(
            (0.7, 0.5),
            (0.705, 0.5),
            4,
            "Neck and neck in meaning (0.70 against 0.70), and in words. The right one came 4th.",
        );
    }
}

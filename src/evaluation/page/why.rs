//! Why a wrong entry came first, in words: what spoke for it, beside what spoke for the right one.

use crate::evaluation::confusions::Confusion;
use crate::evaluation::page::markup::percent;
use crate::matching::judgement::Candidate;
use crate::matching::judgement::Reason;

/// Differences of a cosine or of a share of words that nobody would see.
const SAME: f32 = 0.02;

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
        Some((place, right)) => against(found, right, place),
        None if confusion.outcome.in_scope() => format!(
            "The right entry is not among the nearest: none of its phrasings is like this question. The wrong one is {}.",
            near(found)
        ),
        None => format!("No entry answers this. The nearest one is {}.", near(found)),
    }
}

/// How near a candidate is, by itself.
fn near(candidate: &Candidate) -> String {
    let features = &candidate.features;
    let meaning = match features.cosine {
        cosine if cosine >= 0.8 => "very close",
        cosine if cosine >= 0.6 => "close",
        cosine if cosine >= 0.4 => "related",
        _ => "far",
    };
    format!("{meaning} in meaning ({:.2}) and has {} of the question’s words", features.cosine, share(features.words))
}

fn against(found: &Candidate, right: &Candidate, place: usize) -> String {
    let ahead = |by: f32| by.abs() >= SAME;
    let (a, b) = (&found.features, &right.features);
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
            "Its best phrasing is not ahead {meaning_said}, but its phrasings together, or its spelling, are more like \
             the question"
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

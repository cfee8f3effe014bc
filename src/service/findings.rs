//! What is wrong between entries by what they mean: it takes the model to see that.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::knowledge::Code;
use crate::knowledge::Locator;
use crate::knowledge::Problem;
use crate::knowledge::Wrong;
use crate::knowledge::quoted;
use crate::matching::crossings::Crossing;
use crate::matching::language;
use crate::matching::screening::Reads;
use crate::matching::screening::Unaskable;
use crate::matching::screening::screen;
use crate::service::Catalog;
use crate::service::Double;

/// An entry is a magnet when phrasings of so many others come closest to it. In a large knowledge two or three
/// neighbours are nothing unusual, so it must also attract as many phrasings as it has.
const MAGNET_FROM: usize = 4;

/// A problem that was found by meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong, where, and what to do.
    pub problem: Problem,
    /// The two entries, where it is about two.
    pub double: Option<Double>,
}

impl From<Problem> for Finding {
    fn from(problem: Problem) -> Finding {
        Finding { problem, double: None }
    }
}

impl Catalog {
    /// Contradictions and possible doubles, closest first; then entries that lose their own phrasings, magnets, and
    /// phrasings in a language that a model which reads `reads` does not, each in the order of the entries. Overviews
    /// are left out: they are alike on purpose.
    ///
    /// Compares every phrasing with every other: a few seconds for 10,000 of them.
    #[must_use]
    pub fn findings(&self, locator: &Locator<'_>, reads: Reads) -> Vec<Finding> {
        let mut findings: Vec<Finding> =
            self.doubles().into_iter().filter_map(|double| self.of_double(double, locator)).collect();
        let written: BTreeSet<&EntryId> = self.written().iter().map(|entry| &entry.id).collect();
        let mut crossings = self.index().crossings();
        crossings.retain(|crossing| written.contains(&crossing.from) && written.contains(&crossing.to));
        findings.extend(self.losing_own(&crossings, locator).into_iter().map(Finding::from));
        findings.extend(self.magnets(&crossings, locator).into_iter().map(Finding::from));
        findings.extend(self.unread(locator, reads).into_iter().map(Finding::from));
        findings
    }

    /// `None` for a phrasing that two entries have word for word, and for two with the same answer: files alone say so.
    fn of_double(&self, double: Double, locator: &Locator<'_>) -> Option<Finding> {
        let (first, second) = (self.entry(&double.first.0)?, self.entry(&double.second.0)?);
        let (one, other) = (&double.first.1, &double.second.1);
        if normalized(one) == normalized(other) || normalized(&first.answer) == normalized(&second.answer) {
            return None;
        }
        let place = locator.words(&second.id, other);
        let there = locator.words(&first.id, one).brief();
        let problem = if content_words(one) == content_words(other) {
            let message =
                format!("{} asks what {} at {there} asks, and is answered differently", quoted(other), quoted(one));
            let remedy = "make one entry of the two with the answer that is right, or ask in words that differ";
            Problem::warning(place, Code::Contradiction, Wrong::said(message, remedy))
        } else {
            let message = format!(
                "{} is perhaps the same as {} at {there} (cosine {:.2})",
                quoted(other),
                quoted(one),
                double.cosine
            );
            let remedy = "make one entry of the two if it is; otherwise ask in words that tell them apart";
            Problem::note(place, Code::PossibleDouble, Wrong::said(message, remedy))
        };
        Some(Finding { problem, double: Some(double) })
    }

    /// Entries most of whose phrasings, two at least, come closest to others.
    fn losing_own(&self, crossings: &[Crossing], locator: &Locator<'_>) -> Vec<Problem> {
        let mut lost: HashMap<&EntryId, Vec<&Crossing>> = HashMap::new();
        for crossing in crossings {
            lost.entry(&crossing.from).or_default().push(crossing);
        }
        let problem = |entry: &Entry| {
            let lost = lost.get(&entry.id).filter(|lost| lost.len() >= 2 && 2 * lost.len() >= entry.phrasings.len())?;
            let example = lost.iter().max_by(|a, b| a.cosine.total_cmp(&b.cosine))?;
            let message = format!(
                "of the {} questions of {}, each asked with itself taken out, {} come closest to other entries: {} to {} at {}",
                entry.phrasings.len(),
                quoted(entry.title().as_str()),
                lost.len(),
                quoted(&example.phrasing),
                quoted(&example.phrasing_of_other),
                locator.words(&example.to, &example.phrasing_of_other).brief()
            );
            let remedy = "ask in words that tell the entries apart, or split this one, or make one of the two";
            Some(Problem::warning(locator.entry(&entry.id), Code::LosesOwn, Wrong::said(message, remedy)))
        };
        self.written().iter().filter_map(|entry| problem(entry)).collect()
    }

    /// Entries that attract the phrasings of many others.
    fn magnets(&self, crossings: &[Crossing], locator: &Locator<'_>) -> Vec<Problem> {
        let mut attracted: HashMap<&EntryId, BTreeMap<&EntryId, &Crossing>> = HashMap::new();
        let mut phrasings: HashMap<&EntryId, usize> = HashMap::new();
        for crossing in crossings {
            attracted.entry(&crossing.to).or_default().entry(&crossing.from).or_insert(crossing);
            *phrasings.entry(&crossing.to).or_default() += 1;
        }
        let problem = |entry: &Entry| {
            let from = attracted.get(&entry.id).filter(|from| from.len() >= MAGNET_FROM)?;
            let count = phrasings[&entry.id];
            if count < entry.phrasings.len() {
                return None;
            }
            let example = from.values().max_by(|a, b| a.cosine.total_cmp(&b.cosine))?;
            let message = format!(
                "{} attracts {count} questions of {} other entries, for example {} at {}",
                quoted(entry.title().as_str()),
                from.len(),
                quoted(&example.phrasing),
                locator.words(&example.from, &example.phrasing).brief()
            );
            let remedy =
                "make its questions narrower, or split it; questions as general as these belong in an overview";
            Some(Problem::warning(locator.entry(&entry.id), Code::Magnet, Wrong::said(message, remedy)))
        };
        self.written().iter().filter_map(|entry| problem(entry)).collect()
    }

    /// Phrasings that the model does not read.
    fn unread(&self, locator: &Locator<'_>, reads: Reads) -> Vec<Problem> {
        let of_entry = |entry: &Entry| {
            let problem = |phrasing: &str| {
                let written_in = match screen(phrasing, reads) {
                    Err(Unaskable::OtherScript(script)) => format!("is in {} script", script.name()),
                    Ok(()) if reads == Reads::English => {
                        format!("looks like {}", language::other_than_english(phrasing)?)
                    }
                    _ => return None,
                };
                let message = format!("{} {written_in}, which the model in use does not read", quoted(phrasing));
                let remedy = "ask it in a language that the model reads, or use another model (--model); until then it \
                              is found in these words only";
                Some(Problem::warning(
                    locator.words(&entry.id, phrasing),
                    Code::UnreadLanguage,
                    Wrong::said(message, remedy),
                ))
            };
            entry.phrasings.iter().filter_map(|phrasing| problem(phrasing.as_str())).collect::<Vec<_>>()
        };
        self.written().iter().flat_map(|entry| of_entry(entry)).collect()
    }
}

/// The words of a question that say what it is about, in the order of the alphabet, the plural as the singular.
///
/// Words that tell questions apart stay: `when` and `where`, `from` and `with`, `not`.
fn content_words(question: &str) -> BTreeSet<String> {
    const EMPTY: &[&str] = &[
        "a", "am", "an", "and", "are", "at", "be", "can", "could", "did", "do", "does", "for", "get", "give", "has",
        "have", "how", "i", "if", "in", "is", "it", "its", "kindly", "me", "much", "my", "of", "on", "one", "our",
        "please", "shall", "should", "so", "tell", "that", "the", "their", "there", "these", "this", "those", "to",
        "us", "was", "we", "were", "what", "which", "will", "would", "you", "your",
    ];
    let normal = normalized(question);
    let words = normal.split(' ').filter(|word| !EMPTY.contains(word));
    let singular = |word: &str| match word.strip_suffix('s') {
        Some(singular) if singular.len() > 3 && !singular.ends_with('s') => singular.to_owned(),
        _ => word.to_owned(),
    };
    words.map(singular).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(content_words(one) == content_words(other), same, "{one:?} and {other:?}");
    }

    #[test]
    fn questions_of_the_same_content_differ_in_empty_words_only() {
        check("How do I reset my password?", "How can I reset the passwords", true);
        check("What is the price of a ticket?", "ticket price?", true);
        check("When does the club meet?", "Where does the club meet?", false);
        check("Can I pay with a card?", "Can I not pay with a card?", false);
        check("How do I open a ticket?", "How do I close a ticket?", false);
        check("Is 1.19 supported?", "Is 1.20 supported?", false);
    }
}

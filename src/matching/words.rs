//! Evidence from words: how much of what a question says in words is said in an entry, rare words counting most.
//!
//! Okapi BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework") over one document per entry, its
//! phrasings and its answer, divided by the most the question could reach, so that it lies between 0 and 1 and means
//! the same in every knowledge.

use std::collections::HashMap;

use crate::entry::Entry;
use crate::entry::normalized;

/// How soon a repeated word stops counting more, and how much a long document is held back: the usual values.
const SATURATION: f32 = 1.2;
const LENGTH_WEIGHT: f32 = 0.75;

/// The words of a knowledge.
pub(super) struct Words {
    /// Number of each word, and what it weighs: its inverse document frequency.
    vocabulary: HashMap<String, (u32, f32)>,
    /// For each entry its words by number, with their saturated frequency, 0 to 1.
    entries: Vec<Box<[(u32, f32)]>>,
    /// For each entry what its length holds a word back by: the frequency at which a word counts half.
    held_back: Vec<f32>,
    /// What a word weighs that is in no entry.
    unknown: f32,
}

/// The words of a question, looked up once.
pub(super) struct AskedWords {
    /// Number and weight of those that the knowledge has.
    known: Vec<(u32, f32)>,
    /// The weights of all of them, known or not.
    mass: f32,
}

impl Words {
    /// The words of `entries`, in their order.
    pub(super) fn of(entries: &[&Entry]) -> Words {
        let documents: Vec<HashMap<String, u32>> = entries.iter().map(|entry| frequencies(entry)).collect();
        let mut document_frequency: HashMap<&str, u32> = HashMap::new();
        for word in documents.iter().flat_map(HashMap::keys) {
            *document_frequency.entry(word).or_default() += 1;
        }
        let idf = |frequency: u32| {
            let (all, with) = (count(entries.len()), count(frequency as usize));
            (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
        };
        let mut words: Vec<(&str, u32)> = document_frequency.into_iter().collect();
        // Hash maps have another order in every process; sums of floats should not.
        words.sort_unstable();
        let vocabulary: HashMap<String, (u32, f32)> = words
            .into_iter()
            .zip(0..)
            .map(|((word, frequency), number)| (word.to_owned(), (number, idf(frequency))))
            .collect();

        let lengths: Vec<f32> = documents.iter().map(|words| count(words.values().sum::<u32>() as usize)).collect();
        let mean = (lengths.iter().sum::<f32>() / count(lengths.len().max(1))).max(1.0);
        let held_back: Vec<f32> =
            lengths.iter().map(|length| SATURATION * (1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / mean)).collect();
        let weigh = |(words, held_back): (&HashMap<String, u32>, &f32)| {
            let weigh = |(word, &frequency): (&String, &u32)| {
                let frequency = count(frequency as usize);
                (vocabulary[word].0, frequency / (frequency + held_back))
            };
            let mut words: Vec<(u32, f32)> = words.iter().map(weigh).collect();
            words.sort_unstable_by_key(|(number, _)| *number);
            words.into_boxed_slice()
        };
        let entries = documents.iter().zip(&held_back).map(weigh).collect();
        Words { entries, held_back, unknown: idf(0), vocabulary }
    }

    /// Every word with what it weighs, in no particular order.
    pub(super) fn vocabulary(&self) -> impl Iterator<Item = (&str, f32)> {
        self.vocabulary.iter().map(|(word, &(_, weight))| (word.as_str(), weight))
    }

    /// Looks up the words of `question`; a repeated word counts once.
    pub(super) fn ask(&self, question: &str) -> AskedWords {
        let mut asked: Vec<String> = split(question).collect();
        asked.sort_unstable();
        asked.dedup();
        let known: Vec<(u32, f32)> = asked.iter().filter_map(|word| self.vocabulary.get(word).copied()).collect();
        let unknown = count(asked.len() - known.len()) * self.unknown;
        AskedWords { mass: unknown + known.iter().map(|(_, weight)| weight).sum::<f32>(), known }
    }

    /// Whether more than half of the question's words are in some entry.
    pub(super) fn has_most(&self, question: &str) -> bool {
        let (known, unknown): (Vec<String>, Vec<String>) =
            split(question).partition(|word| self.vocabulary.contains_key(word));
        known.len() > unknown.len()
    }

    /// The part of the question's words that the entry has, 0 to 1.
    pub(super) fn share(&self, asked: &AskedWords, entry: usize) -> f32 {
        if asked.mass <= 0.0 {
            return 0.0;
        }
        let words = &self.entries[entry];
        let found = |(number, weight): &(u32, f32)| {
            let at = words.binary_search_by_key(number, |(number, _)| *number).ok()?;
            Some(weight * words[at].1)
        };
        // The sum of nothing is minus zero, which would be shown.
        asked.known.iter().filter_map(found).fold(0.0, |sum, weight| sum + weight) / asked.mass
    }
}

impl Words {
    /// As [`Words::share`], as if the entry did not have `phrasing`, which it has.
    pub(super) fn share_without(&self, asked: &AskedWords, entry: usize, phrasing: &str) -> f32 {
        if asked.mass <= 0.0 {
            return 0.0;
        }
        let (words, held_back) = (&self.entries[entry], self.held_back[entry]);
        let brought: Vec<u32> =
            split(phrasing).filter_map(|word| self.vocabulary.get(&word)).map(|(number, _)| *number).collect();
        let found = |(number, weight): &(u32, f32)| {
            let at = words.binary_search_by_key(number, |(number, _)| *number).ok()?;
            let saturated = words[at].1;
            let frequency = saturated * held_back / (1.0 - saturated);
            // The frequency is a count, which is had back to some digits only.
            let left = (frequency - count(brought.iter().filter(|other| *other == number).count())).round().max(0.0);
            Some(weight * left / (left + held_back))
        };
        asked.known.iter().filter_map(found).fold(0.0, |sum, weight| sum + weight) / asked.mass
    }
}

fn frequencies(entry: &Entry) -> HashMap<String, u32> {
    let mut frequencies = HashMap::new();
    let phrasings = entry.phrasings.iter().map(|phrasing| phrasing.as_str());
    for text in phrasings.chain([entry.answer.as_str()]) {
        for word in split(text) {
            *frequencies.entry(word).or_default() += 1;
        }
    }
    frequencies
}

/// The words of `text`. Exact names stay whole (`max_open_files`, `1.20`, `c++`), compounds come apart
/// (`US-Russia`, `and/or`), since people write them either way.
pub(super) fn split(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> =
        normalized(text).split([' ', '-', '/', ':', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

#[expect(clippy::cast_precision_loss, reason = "counts of words and entries; the eighth digit is of no account")]
fn count(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::EntryId;
    use crate::entry::Phrasing;
    use crate::entry::State;

    fn entry(phrasing: &str, answer: &str) -> Entry {
        Entry {
            id: EntryId::derived(None, phrasing),
            topic: None,
            phrasings: vec![Phrasing::new(phrasing).unwrap()],
            answer: answer.to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        }
    }

    fn shares(question: &str) -> Vec<f32> {
        let entries = [
            entry("How do I set max_open_files?", "Edit the file."),
            entry("How do I set the port?", "Edit the file."),
            entry("Who are the US-Russia negotiators?", "Diplomats."),
        ];
        let words = Words::of(&entries.iter().collect::<Vec<_>>());
        let asked = words.ask(question);
        (0..entries.len()).map(|entry| words.share(&asked, entry)).collect()
    }

    #[test]
    fn a_rare_word_decides() {
        let [files, port, talks] = shares("how should I set MAX_OPEN_FILES")[..] else { panic!("three entries") };
        assert!(files > 1.5 * port && port > talks, "{files} {port} {talks}");
    }

    #[test]
    fn exact_names_stay_whole() {
        for (text, words) in [
            ("set max_open_files", &["set", "max_open_files"][..]),
            ("error E1234!", &["error", "e1234"]),
            ("1.20.4, please", &["1.20.4", "please"]),
            ("is c++ faster than C#?", &["is", "c++", "faster", "than", "c#"]),
            ("`--leave-out`", &["leave", "out"]),
            ("/faq", &["faq"]),
            ("v2 or `v2-beta`", &["v2", "or", "v2", "beta"]),
        ] {
            assert_eq!(split(text).collect::<Vec<_>>(), words, "{text}");
        }
    }

    #[test]
    fn compounds_match_however_they_are_written() {
        assert!(shares("russia and the us")[2] > 0.2);
    }

    #[test]
    fn shares_lie_between_none_and_all() {
        assert_eq!(shares("zebra"), [0.0; 3]);
        assert_eq!(shares("?!"), [0.0; 3]);
        for share in shares("How do I set the port? Edit the file.") {
            assert!((0.0..=1.0).contains(&share), "{share}");
        }
    }
}

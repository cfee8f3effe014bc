//! Evidence from words: how much of what a question says in words is said in an entry, rare words counting most.
//!
//! Okapi BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework") over one document per entry, its
//! phrasings and its answer, divided by the most the question could reach, so that it lies between 0 and 1 and means
//! the same in every knowledge.

use std::sync::Arc;

use crate::matching::wording::Wording;
use crate::matching::wording::split;

/// How soon a repeated word stops counting more, and how much a long document is held back: the usual values.
const SATURATION: f32 = 1.2;
const LENGTH_WEIGHT: f32 = 0.75;

/// The words of a knowledge.
pub(super) struct Words {
    wording: Arc<Wording>,
    /// What each word weighs, by number: its inverse document frequency.
    weights: Vec<f32>,
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
    /// What the words of entries weigh.
    pub(super) fn of(wording: Arc<Wording>) -> Words {
        let all = wording.entry_count();
        let mut document_frequency = vec![0_usize; wording.vocabulary().len()];
        let mut lengths = Vec::with_capacity(all);
        for entry in 0..all {
            let words = wording.of_entry(entry);
            for (number, _) in words {
                document_frequency[*number as usize] += 1;
            }
            lengths.push(count(words.iter().map(|(_, times)| *times as usize).sum()));
        }
        let idf = |frequency: usize| {
            let (all, with) = (count(all), count(frequency));
            (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
        };
        let mean = (lengths.iter().sum::<f32>() / count(lengths.len().max(1))).max(1.0);
        let held_back =
            lengths.iter().map(|length| SATURATION * (1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / mean)).collect();
        let weights = document_frequency.into_iter().map(idf).collect();
        Words { weights, held_back, unknown: idf(0), wording }
    }

    /// Every word with what it weighs, sorted.
    pub(super) fn vocabulary(&self) -> impl Iterator<Item = (&str, f32)> {
        self.wording.vocabulary().iter().zip(&self.weights).map(|(word, &weight)| (&**word, weight))
    }

    /// Looks up the words of `question`; a repeated word counts once.
    pub(super) fn ask(&self, question: &str) -> AskedWords {
        let mut asked: Vec<String> = split(question).collect();
        asked.sort_unstable();
        asked.dedup();
        let known: Vec<(u32, f32)> = asked
            .iter()
            .filter_map(|word| self.wording.number(word))
            .map(|number| (number, self.weights[number as usize]))
            .collect();
        let unknown = count(asked.len() - known.len()) * self.unknown;
        AskedWords { mass: unknown + known.iter().map(|(_, weight)| weight).sum::<f32>(), known }
    }

    /// Whether more than half of the question's words are in some entry.
    pub(super) fn has_most(&self, question: &str) -> bool {
        let (known, unknown): (Vec<String>, Vec<String>) =
            split(question).partition(|word| self.wording.number(word).is_some());
        known.len() > unknown.len()
    }

    /// The part of the question's words that the entry has, 0 to 1.
    pub(super) fn share(&self, asked: &AskedWords, entry: usize) -> f32 {
        if asked.mass <= 0.0 {
            return 0.0;
        }
        let held_back = self.held_back[entry];
        let found = |(number, weight): &(u32, f32)| {
            let times = self.times(entry, *number)?;
            Some(weight * (times / (times + held_back)))
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
        let held_back = self.held_back[entry];
        let brought: Vec<u32> = split(phrasing).filter_map(|word| self.wording.number(&word)).collect();
        let found = |(number, weight): &(u32, f32)| {
            let times = self.times(entry, *number)?;
            let left = (times - count(brought.iter().filter(|other| *other == number).count())).max(0.0);
            Some(weight * left / (left + held_back))
        };
        asked.known.iter().filter_map(found).fold(0.0, |sum, weight| sum + weight) / asked.mass
    }

    /// How often an entry has a word; `None` if it does not.
    fn times(&self, entry: usize, number: u32) -> Option<f32> {
        let words = self.wording.of_entry(entry);
        let at = words.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        Some(count(words[at].1 as usize))
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words and entries; the eighth digit is of no account")]
fn count(number: usize) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
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
        let wording = Wording::of(&entries.iter().collect::<Vec<_>>(), None, &[None; 3]);
        let words = Words::of(Arc::new(wording));
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

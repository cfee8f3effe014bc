//! What somebody may mean who is still typing: which phrasings have all the words typed so far.
//!
//! By words first, as that is what people see happen while they type: the words in any order, each of them perhaps
//! begun only. Phrasings that are like it in letters or meaning come behind, since a few letters mean little.

use std::ops::Range;
use std::sync::Arc;

use crate::entry::EntryId;
use crate::matching::confidence::FLOOR;
use crate::matching::ranking::Hit;
use crate::matching::wording::Wording;
use crate::matching::wording::split;

/// Words of a text that is being typed that are looked at. Nobody chooses from a list after so many.
const MAX_WORDS: usize = 32;

/// How soon a further place in a list counts less, where two lists are brought together: with this, the tenth place in
/// both is worth as much as the first in one.
const PLACES: f32 = 10.0;

/// An entry that a text still being typed may be asking for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// The entry.
    pub entry: EntryId,
    /// The closest of its phrasings, as stored.
    pub phrasing: String,
}

/// Entries that a text still being typed may be asking for, as far as its words tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// Those that have all its words, best first.
    pub(super) whole: Vec<Likely>,
    /// Those that look like it in letters, best first; none where the others are enough.
    pub(super) alike: Vec<Likely>,
    /// How many were wanted.
    pub(super) count: usize,
}

impl Completions {
    /// Whether those that have all the words are as many as were wanted, so that meaning would change nothing.
    #[must_use]
    pub fn are_enough(&self) -> bool {
        self.whole.len() >= self.count
    }

    /// By words alone: first those that have all of them.
    #[must_use]
    pub fn by_words(self) -> Vec<Likely> {
        let Completions { whole, alike, count } = self;
        whole.into_iter().chain(alike).take(count).collect()
    }

    /// With `hits`, the entries closest in meaning, best first. Those that have all the words stay first; behind them
    /// come the others, those that are both alike and close before those that are one of the two. What is no closer
    /// than unrelated texts are is left out.
    #[must_use]
    pub fn with_meaning(self, hits: Vec<Hit>) -> Vec<Likely> {
        let Completions { whole, alike, count } = self;
        let close = hits.into_iter().filter(|hit| hit.score > FLOOR);
        let close = close.map(|hit| Likely { entry: hit.entry, phrasing: hit.phrasing });
        let close = close.filter(|likely| whole.iter().all(|other| other.entry != likely.entry));
        // Of two that are equally good the first to come into the list stays first: the one close in meaning.
        let mut others: Vec<(f32, Likely)> = close.zip(0..).map(|(likely, place)| (worth(place), likely)).collect();
        for (likely, place) in alike.into_iter().zip(0..) {
            match others.iter_mut().find(|(_, other)| other.entry == likely.entry) {
                Some((sum, _)) => *sum += worth(place),
                None => others.push((worth(place), likely)),
            }
        }
        others.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        whole.into_iter().chain(others.into_iter().map(|(_, likely)| likely)).take(count).collect()
    }
}

/// What a place in a list, from 0, is worth.
fn worth(place: u16) -> f32 {
    1.0 / (PLACES + f32::from(place))
}

/// The words of all phrasings, by number: words that begin alike are neighbours, so that one comparison tells whether a
/// word begins with another.
pub(super) struct Completer(Arc<Wording>);

/// The words of a text that is being typed, looked up once.
pub(super) struct TypedWords(Vec<TypedWord>);

struct TypedWord {
    /// Words of the vocabulary that begin with it.
    begun: Range<u32>,
    /// The one that is it.
    whole: Option<u32>,
}

/// How well a phrasing completes a text whose words it all has; the least is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// Whether it begins otherwise than the text.
    begins_otherwise: bool,
    /// Words of the text that are only begun.
    begun_words: usize,
    /// Words of the phrasing: of many, the text says less.
    words: usize,
}

impl Completer {
    /// Over all phrasings.
    pub(super) fn of(wording: Arc<Wording>) -> Completer {
        Completer(wording)
    }

    /// Looks up the words of `partial`; `None` where some word begins none that is known, or there is no word.
    pub(super) fn ask(&self, partial: &str) -> Option<TypedWords> {
        let typed: Option<Vec<TypedWord>> = split(partial).take(MAX_WORDS).map(|word| self.find(&word)).collect();
        typed.filter(|words| !words.is_empty()).map(TypedWords)
    }

    fn find(&self, word: &str) -> Option<TypedWord> {
        let vocabulary = self.0.vocabulary();
        let first = vocabulary.partition_point(|known| **known < *word);
        let begun = vocabulary[first..].partition_point(|known| known.starts_with(word));
        if begun == 0 {
            return None;
        }
        let whole = *vocabulary[first] == *word;
        let first = u32::try_from(first).ok()?;
        let begun = first..first + u32::try_from(begun).ok()?;
        Some(TypedWord { whole: whole.then_some(first), begun })
    }

    /// How well the phrasing in `row` completes the text; `None` unless it has all its words.
    pub(super) fn fit(&self, typed: &TypedWords, row: usize) -> Option<Fit> {
        let words = self.0.of_row(row);
        let TypedWords(typed) = typed;
        let mut begun_words = 0;
        // The last word typed is the one that rules most phrasings out.
        for word in typed.iter().rev() {
            if !word.whole.is_some_and(|whole| words.contains(&whole)) {
                words.iter().find(|known| word.begun.contains(known))?;
                begun_words += 1;
            }
        }
        let (last, before) = typed.split_last()?;
        let begins = words.len() >= typed.len()
            && before.iter().zip(words).all(|(word, known)| word.whole == Some(*known))
            && last.begun.contains(&words[before.len()]);
        Some(Fit { begins_otherwise: !begins, begun_words, words: words.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::entry::Phrasing;
    use crate::entry::State;

    const PHRASINGS: [&str; 6] = [
        "How do I reset my password?",
        "How do I reset my router to the state in which it was sold?",
        "Where is the password list?",
        "Is C++ faster than C#?",
        "US-Russia talks",
        "Who won?",
    ];

    fn completer() -> Completer {
        let entry = Entry {
            id: EntryId::new("a").unwrap(),
            topic: None,
            phrasings: PHRASINGS.iter().map(|text| Phrasing::new(text).unwrap()).collect(),
            answer: "Reset passwords of zebras in which list?".to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        };
        Completer::of(Arc::new(Wording::of(&[&entry], None, &[None])))
    }

    /// The phrasings that have all words of `partial`, best first, by number.
    #[track_caller]
    fn check(partial: &str, expected: &[usize]) {
        let completer = completer();
        let mut found: Vec<(Fit, usize)> = match completer.ask(partial) {
            Some(typed) => (0..PHRASINGS.len()).filter_map(|row| Some((completer.fit(&typed, row)?, row))).collect(),
            None => Vec::new(),
        };
        found.sort_unstable();
        assert_eq!(found.into_iter().map(|(_, row)| row).collect::<Vec<_>>(), expected, "{partial:?}");
    }

    #[test]
    fn all_words_typed_have_to_be_there_the_last_as_far_as_it_is() {
        check("pass", &[2, 0]);
        check("passw", &[2, 0]);
        check("password", &[2, 0]);
        check("passwords", &[]);
        check("reset pass", &[0]);
        check("zebra", &[]);
        check("how zebra", &[]);
    }

    #[test]
    fn order_case_and_signs_make_no_difference() {
        check("PASSWORD, reset!", &[0]);
        check("list pass", &[2]);
        check("russia us", &[4]);
        check("us-r", &[4]);
        check("c++", &[3]);
    }

    #[test]
    fn what_begins_as_typed_comes_first_then_whole_words_then_the_shorter() {
        check("is", &[3, 2]);
        check("the", &[2, 1]);
        check("w", &[5, 2, 1]);
        check("how do i reset my", &[0, 1]);
        check("how do i reset my ro", &[1]);
    }

    #[test]
    fn no_words_complete_nothing() {
        for partial in ["", "  ", "?!", "🎲"] {
            check(partial, &[]);
        }
    }

    fn likely(names: &[&str]) -> Vec<Likely> {
        let likely = |name: &&str| Likely { entry: EntryId::new(*name).unwrap(), phrasing: format!("{name}?") };
        names.iter().map(likely).collect()
    }

    fn hit(name: &str, score: f32) -> Hit {
        let entry = EntryId::new(name).unwrap();
        Hit { entry, phrasing: format!("{name}?"), cosine: score, answer: None, words: 0.0, letters: 0.0, score }
    }

    #[track_caller]
    fn check_merged(whole: &[&str], alike: &[&str], hits: &[(&str, f32)], expected: &[&str]) {
        let completions = Completions { whole: likely(whole), alike: likely(alike), count: 4 };
        let hits = hits.iter().map(|(name, score)| hit(name, *score)).collect();
        assert_eq!(completions.with_meaning(hits), likely(expected));
    }

    #[test]
    fn words_come_first_then_what_is_both_alike_and_close() {
        check_merged(&["a"], &["b"], &[("c", 0.9), ("b", 0.8), ("a", 0.7)], &["a", "b", "c"]);
        check_merged(&["a", "b"], &[], &[("c", 0.9), ("b", 0.8)], &["a", "b", "c"]);
        check_merged(&[], &["a", "b"], &[("c", 0.9), ("d", 0.8)], &["c", "a", "d", "b"]);
    }

    #[test]
    fn no_more_than_wanted_are_shown_and_none_that_is_far() {
        check_merged(&["a"], &["b", "c"], &[("d", 0.9), ("e", 0.8)], &["a", "d", "b", "e"]);
        check_merged(&[], &[], &[("a", 0.9), ("b", 0.3)], &["a"]);
    }
}

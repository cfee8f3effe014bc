//! Hashed words: the baseline that a real model has to beat in `askwell eval`, and its stand-in in tests. Knows
//! spelling only, no meaning, and needs no file.
//!
//! The vectors are the same on every machine: a fixed hash, and only arithmetic that IEEE 754 rounds exactly
//! (square roots where textbooks have logarithms, which differ in the last bit between C libraries).

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::EmbedError;
use super::Embedder;
use super::Fingerprint;
use super::Side;
use super::UnitVector;

/// A question has some 30 features; among 512 buckets few of them fall together.
const DIMENSIONS: usize = 512;

/// A changed weight, list or hash is another model: raise this, or old cached vectors would meet new ones.
const VERSION: &str = "1";

/// A word found whole says more than its parts, which are there for typos and endings.
const WORD_WEIGHT: f32 = 1.0;

/// Of all n-grams of one word together, so that a long word does not outweigh a short one.
const NGRAMS_WEIGHT: f32 = 0.7;

/// What is left of a function word: enough to tell "how" from "why" when all else is equal.
const FUNCTION_WORD_WEIGHT: f32 = 0.15;

/// Lengths of character n-grams; a word's start and end count as characters.
const NGRAM_LENGTHS: [usize; 2] = [3, 4];

/// English words that nearly every question has, sorted. Negations are not among them: they turn a question round.
const FUNCTION_WORDS: [&str; 72] = [
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "get", "had", "has", "have", "how", "i", "if", "im", "in", "into", "is", "it", "its", "ive",
    "me", "my", "of", "on", "or", "our", "please", "should", "so", "some", "that", "the", "their", "them", "there",
    "these", "they", "this", "to", "us", "was", "we", "were", "what", "whats", "when", "where", "which", "who", "why",
    "will", "with", "would", "you", "your", "youre", "yours", "yourself",
];

/// Words and their letter groups, hashed into a vector. Both sides of the search are treated alike.
#[derive(Debug)]
pub struct LexicalEmbedder {
    fingerprint: Fingerprint,
}

impl LexicalEmbedder {
    /// Ready at once; there is nothing to load.
    #[must_use]
    pub fn new() -> LexicalEmbedder {
        let dimensions = DIMENSIONS.to_string();
        let parts = [("embedder", "lexical"), ("version", VERSION), ("dimensions", &dimensions)];
        LexicalEmbedder { fingerprint: Fingerprint::of(parts) }
    }
}

impl Default for LexicalEmbedder {
    fn default() -> LexicalEmbedder {
        LexicalEmbedder::new()
    }
}

impl Embedder for LexicalEmbedder {
    fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
    }

    fn dimensions(&self) -> usize {
        DIMENSIONS
    }

    /// The vector of `text`; there is no maximum length.
    ///
    /// # Errors
    /// [`EmbedError::NoDirection`] for a text without a letter or digit.
    fn embed(&mut self, text: &str, _side: Side) -> Result<UnitVector, EmbedError> {
        let mut features = Features::default();
        for word in words(text) {
            features.add_word(&word);
        }
        UnitVector::normalized(features.into_buckets()).ok_or(EmbedError::NoDirection)
    }
}

/// The words of `text` without case, accents and apostrophes: "Don't" and "dont" are one word.
fn words(text: &str) -> Vec<String> {
    let folded: String = text
        .nfkd()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\'' | '\u{2019}'))
        .flat_map(char::to_lowercase)
        .collect();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Per feature, by hash: how often it occurs and the sum of its weights. Ordered, so that the sums are always
/// taken in the same order and come out the same.
#[derive(Default)]
struct Features(BTreeMap<u64, (f32, f32)>);

impl Features {
    fn add_word(&mut self, word: &str) {
        let weight = if FUNCTION_WORDS.binary_search(&word).is_ok() { FUNCTION_WORD_WEIGHT } else { 1.0 };
        self.add(hash(b'w', word.chars()), weight * WORD_WEIGHT);

        let framed: Vec<char> = [' '].into_iter().chain(word.chars()).chain([' ']).collect();
        let ngrams: Vec<&[char]> = NGRAM_LENGTHS.iter().flat_map(|&length| framed.windows(length)).collect();
        let share = weight * NGRAMS_WEIGHT / as_f32(ngrams.len()).sqrt();
        for ngram in ngrams {
            self.add(hash(b'n', ngram.iter().copied()), share);
        }
    }

    fn add(&mut self, feature: u64, weight: f32) {
        let (count, sum) = self.0.entry(feature).or_default();
        *count += 1.0;
        *sum += weight;
    }

    fn into_buckets(self) -> Vec<f32> {
        let mut buckets = vec![0.0; DIMENSIONS];
        for (feature, (count, sum)) in self.0 {
            // The mean weight times the root of the count: a word said four times counts twice.
            let value = sum / count.sqrt();
            // The sign comes from another part of the hash than the bucket, so that two features which fall
            // together cancel as often as they add.
            let sign = if feature >> 63 == 0 { 1.0 } else { -1.0 };
            let bucket = usize::try_from(feature % DIMENSIONS as u64).expect("smaller than the number of dimensions");
            buckets[bucket] += sign * value;
        }
        buckets
    }
}

/// FNV-1a, then MurmurHash3's finalizer: FNV alone mixes the upper bits of short strings poorly.
fn hash(kind: u8, text: impl Iterator<Item = char>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    eat(kind);
    for c in text {
        c.encode_utf8(&mut [0; 4]).bytes().for_each(&mut eat);
    }
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[expect(clippy::cast_precision_loss, reason = "a word with more than 16 million n-grams may lose one")]
fn as_f32(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn embed(text: &str) -> UnitVector {
        LexicalEmbedder::new().embed(text, Side::Query).unwrap()
    }

    #[track_caller]
    fn closer(question: &str, near: &str, far: &str) {
        let question = embed(question);
        let (near, far) = (question.cosine(&embed(near)), question.cosine(&embed(far)));
        assert!(near > far, "near {near}, far {far}");
    }

    #[test]
    fn content_words_decide() {
        closer("how do i reset my password", "password reset how", "how do i reset my router");
        closer("how do i reset my password", "where can passwords be reset?", "how do i get my invoice");
        closer("can i pay by credit card", "credit cards", "can i stay by the sea");
        closer("export my data", "exporting data", "import my data");
        closer("how do i log in?", "login how", "how do i delete my account?");
        closer("why is the bot offline", "the bot is ofline", "why is the server slow");
    }

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        assert_eq!(embed("Don’t open the RÉSUMÉ!"), embed("dont open the resume"));
    }

    #[test]
    fn a_text_without_letters_has_no_direction() {
        for text in ["", "  \n", "?!…", "🙂🙂", "'", "\u{301}"] {
            assert_eq!(LexicalEmbedder::new().embed(text, Side::Query), Err(EmbedError::NoDirection), "{text:?}");
        }
    }

    #[test]
    fn a_question_of_function_words_alone_still_has_a_direction() {
        closer("what is this about", "about what is this", "who are you");
    }

    #[test]
    fn the_list_is_sorted_for_the_binary_search() {
        assert!(FUNCTION_WORDS.is_sorted());
    }

    /// Fails when a change moves the vectors: then raise `VERSION`.
    #[test]
    fn vectors_are_the_same_everywhere() {
        let bytes: Vec<u8> = embed("How do I reset my pässword?")
            .as_slice()
            .iter()
            .flat_map(|component| component.to_le_bytes())
            .collect();
        assert_eq!((VERSION, crc32fast::hash(&bytes)), ("1", 333_732_467));
    }

    proptest! {
        #[test]
        fn any_text_has_a_unit_vector_or_no_direction(text in "\\PC{0,60}") {
            match LexicalEmbedder::new().embed(&text, Side::Passage) {
                Ok(vector) => {
                    prop_assert_eq!(vector.as_slice().len(), DIMENSIONS);
                    prop_assert!(UnitVector::from_unit(vector.as_slice().to_vec()).is_some());
                }
                Err(error) => prop_assert_eq!(error, EmbedError::NoDirection),
            }
        }
    }
}

//! Says when a question is in a language that is not English, though its letters are those of English.
//!
//! A wrong "I cannot read that" to somebody who wrote English is worse than a poor match, and short questions say
//! little: names of products, slang and typing errors look like anything. So a detector by letters (`whatlang`) is
//! only asked to confirm what the words themselves say, and a text that is unsure counts as English.

mod common_words;

use std::collections::BTreeSet;
use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use whatlang::Lang;

use common_words::ENGLISH;
use common_words::IN_NAMES;
use common_words::LANGUAGES;

/// With fewer words a text is taken for English: two words are as often a name.
const MIN_WORDS: usize = 3;

/// What a word is to English and the other languages.
#[derive(Clone, Copy, Default)]
struct Known {
    english: bool,
    in_names: bool,
    /// A bit for each of [`LANGUAGES`].
    languages: u32,
}

static WORDS: LazyLock<HashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Known> = HashMap::new();
    for word in ENGLISH.split_whitespace() {
        words.entry(word).or_default().english = true;
    }
    for word in IN_NAMES.split_whitespace() {
        words.entry(word).or_default().in_names = true;
    }
    for (at, language) in LANGUAGES.iter().enumerate() {
        for word in language.words.split_whitespace() {
            words.entry(word).or_default().languages |= 1 << at;
        }
    }
    words
});

/// What speaks for one language and against English.
#[derive(Clone, Copy, Default)]
struct Evidence {
    /// Words that the language has and English has not.
    own: u32,
    /// Those of them that stand in names too.
    in_names: u32,
    /// Words that English has and the language has not.
    english: u32,
}

/// The language, by its English name, that `text` is in if that is certainly not English. `None` for English, for
/// what mixes English with something else, and for whatever is too short or too strange to say.
#[must_use]
pub fn other_than_english(text: &str) -> Option<&'static str> {
    let words = words(text);
    if words.len() < MIN_WORDS {
        return None;
    }
    // Each word once: who says one word of a language three times has not said more of it.
    let distinct: BTreeSet<String> = words.iter().flat_map(|word| pieces(word)).collect();
    let known: Vec<Known> = distinct.iter().map(|word| look_up(word)).collect();
    let of_each = (0..LANGUAGES.len()).map(|at| (at, Evidence::of(&known, at)));
    let candidates: Vec<(usize, Evidence)> = of_each.filter(|(_, evidence)| evidence.sure_words() > 0).collect();
    let most = candidates.iter().map(|(_, evidence)| evidence.weight()).fold(0.0, f32::max);
    // Of English sentences nearly all end here, before the letters are looked at.
    if candidates.is_empty() || candidates.iter().all(|(_, evidence)| !evidence.outweighs_english()) {
        return None;
    }
    let by_letters = whatlang::detect_lang(text);
    let confirmed = |at: usize| by_letters.is_some_and(|lang| is_called(lang, LANGUAGES[at].name));
    let best = candidates.iter().filter(|(_, evidence)| evidence.weight() >= most);
    let (at, evidence) = *best.min_by_key(|(at, _)| !confirmed(*at))?;
    // Where most words are of no list, as in a question half in English, the letters have to agree.
    if evidence.is_enough(words.len()) && (2 * evidence.own as usize >= distinct.len() || confirmed(at)) {
        return Some(LANGUAGES[at].name);
    }
    // One word of it alone, none of English, and letters that agree.
    let likely = |(at, evidence): &(usize, Evidence)| evidence.english == 0 && confirmed(*at);
    let (at, _) = candidates.iter().find(|candidate| words.len() > MIN_WORDS && likely(candidate))?;
    Some(LANGUAGES[*at].name)
}

impl Evidence {
    fn of(known: &[Known], language: usize) -> Evidence {
        let mut evidence = Evidence::default();
        for word in known {
            let foreign = word.languages & (1 << language) != 0;
            evidence.own += u32::from(foreign && !word.english);
            evidence.in_names += u32::from(foreign && !word.english && word.in_names);
            evidence.english += u32::from(word.english && !foreign);
        }
        evidence
    }

    /// Words for the language, those that stand in names counted as half.
    fn weight(self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a few words")]
        let weight = self.own as f32 - self.in_names as f32 / 2.0;
        weight
    }

    /// Words for the language that stand in no names.
    fn sure_words(self) -> u32 {
        self.own - self.in_names
    }

    fn outweighs_english(self) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "a few words")]
        let english = self.english as f32;
        self.weight() > 1.5 * english
    }

    /// Whether the words alone say it, of a text of so many. Of three all have to: `c'est la vie` is English.
    fn is_enough(self, words: usize) -> bool {
        self.outweighs_english() && self.weight() >= if words > MIN_WORDS { 2.0 } else { 3.0 }
    }
}

/// The words of `text` that are made of letters, in lower case and without accents. Addresses, code, commands and
/// numbers are no words of any language.
fn words(text: &str) -> Vec<String> {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '!' | '?' | '(' | ')' | '"' | '…' | '—');
    let chunks = text.split(between).map(|chunk| chunk.trim_matches(|c: char| !c.is_alphanumeric()));
    let words = chunks.flat_map(|chunk| chunk.split('-'));
    words.filter(|word| !word.is_empty() && word.nfc().all(is_letter)).map(folded).collect()
}

/// In lower case, without accents, with one kind of apostrophe.
fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            '’' => folded.push('\''),
            // What `İ` leaves in lower case.
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded
}

/// `j'ai` as `j'` and `ai`; what English contracts stays whole.
fn pieces(word: &str) -> impl Iterator<Item = String> {
    let whole = WORDS.get(word).is_some_and(|known| known.english);
    let cut = word.find('\'').map(|at| at + 1).filter(|at| !whole && *at < word.len());
    let (first, rest) = word.split_at(cut.unwrap_or(word.len()));
    [first.to_owned(), rest.to_owned()].into_iter().filter(|piece| !piece.is_empty())
}

fn look_up(word: &str) -> Known {
    WORDS.get(word).copied().unwrap_or_default()
}

/// Whether the detector's language is the one that we call `name`.
fn is_called(lang: Lang, name: &str) -> bool {
    match lang {
        Lang::Nob => name == "Norwegian",
        other => other.eng_name() == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Questions of our own, as people write them: the text, and the language it is in.
    fn labelled() -> Vec<(String, String)> {
        let lines = include_str!("../../tests/data/languages.jsonl").lines();
        let line = |line: &str| {
            let mut fields: BTreeMap<String, String> = serde_json::from_str(line).unwrap();
            (fields.remove("text").unwrap(), fields.remove("language").unwrap())
        };
        lines.map(line).collect()
    }

    #[test]
    fn no_english_question_is_taken_for_another_language() {
        let english: Vec<_> = labelled().into_iter().filter(|(_, language)| language == "English").collect();
        assert!(english.len() >= 150, "{}", english.len());
        let alarms: Vec<_> = english.iter().filter_map(|(text, _)| Some((text, other_than_english(text)?))).collect();
        assert_eq!(alarms, []);
    }

    #[test]
    fn most_questions_of_four_words_in_another_language_are_told() {
        let all = labelled();
        let of_four = |(text, language): &&(String, String)| language != "English" && text.split(' ').count() >= 4;
        let others: Vec<_> = all.iter().filter(of_four).collect();
        let told: Vec<_> = others.iter().filter(|(text, _)| other_than_english(text).is_some()).collect();
        let languages: BTreeSet<&String> = others.iter().map(|(_, language)| language).collect();
        assert!(languages.len() >= 15 && others.len() >= 150, "{languages:?}, {}", others.len());
        assert!(told.len() * 100 >= others.len() * 85, "{} of {}", told.len(), others.len());
        let right = told.iter().filter(|(text, language)| other_than_english(text) == Some(language.as_str()));
        assert!(right.count() * 100 >= told.len() * 95, "languages are called by the wrong names");
    }

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(other_than_english(text), expected, "{text:?}");
    }

    #[test]
    fn what_is_said_with_and_without_accents_is_the_same() {
        check("où est-ce que je trouve ma facture", Some("French"));
        check("ou est ce que je trouve ma facture", Some("French"));
        check("Können Sie mir sagen, wo ich das ändere?", Some("German"));
        check("Koennen Sie mir sagen, wo ich das aendere?", Some("German"));
    }

    #[test]
    fn mixed_unsure_and_wordless_texts_count_as_english() {
        check("how do I say wie geht es dir in English", None);
        check("zrbtl grmpf knrz wqx", None);
        check("/usr/lib/der_die_das.so wie-ich.mein@sein.de 404", None);
        check("", None);
    }
}

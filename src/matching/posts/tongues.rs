//! Questions without a question mark in German, French, Spanish and Portuguese: a table of beginnings for each, all of
//! which are tried, since nobody says which language they write in. What may also be a statement is in no table.
//!
//! A beginning is a line of these, one for each word that a sentence begins with; what follows is free:
//!
//! | | |
//! | --- | --- |
//! | `wie/wo` | one of these words |
//! | `@verb` | one of the words of this name in the language's lists |
//! | `_` | any word |
//! | `!da/hier`, `!@verb` | any word but these |
//! | `qu*`, `*er` | a word that begins, that ends like this |
//!
//! After ` - ` come words that the sentence may not have; a line that ends in ` ,` is for sentences without a comma,
//! one in ` =` for those that are [`SHORT`] too: a subordinate clause that looks the same needs a comma or more words.
//!
//! Words are split at hyphens and have no apostrophes (`quest ce que`). What is written with an accent in a table has
//! to have it in the sentence, what is written without may: many type none.

mod french;
mod german;
mod portuguese;
mod spanish;

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::entry::normalized;

/// Most words of a short sentence.
const SHORT: usize = 5;

/// A language, and what its questions are told by.
struct Tongue {
    /// Named lists of words that beginnings use, each with spaces between them.
    lists: &'static [(&'static str, &'static str)],
    /// Beginnings of questions.
    questions: &'static str,
    /// Beginnings of sentences that tell of what does not work.
    troubles: &'static str,
    /// All the words that greetings, thanks and calls for attention are made of.
    courtesy: &'static str,
    /// What may lead in to a question and says nothing of it, with a `|` between them.
    lead_ins: &'static str,
    /// Words that may stand before a whole question.
    connectives: &'static str,
}

const TONGUES: [&Tongue; 4] = [&german::GERMAN, &french::FRENCH, &spanish::SPANISH, &portuguese::PORTUGUESE];

/// What may lead in to a question and says nothing of it, in small letters.
pub(super) fn lead_ins() -> impl Iterator<Item = &'static str> {
    TONGUES.iter().flat_map(|tongue| tongue.lead_ins.split('|'))
}

/// Words that may stand before a whole question, in small letters.
pub(super) fn connectives() -> impl Iterator<Item = &'static str> {
    TONGUES.iter().flat_map(|tongue| tongue.connectives.split_whitespace())
}

/// Whether `text` asks something by how it begins, or by the `¿` with which Spanish questions do.
pub(super) fn asks(text: &str) -> bool {
    text.contains('¿') || Said::of(text).begins_like(&QUESTIONS)
}

/// Whether `text` tells of something that does not work, or that the writer does not know how.
pub(super) fn is_trouble(text: &str) -> bool {
    Said::of(text).begins_like(&TROUBLES)
}

/// Greetings, thanks, and what asks for attention only.
pub(super) fn is_courtesy(text: &str) -> bool {
    /// Whoever writes more says something.
    const MOST: usize = 12;
    let said = Said::of(text);
    let is_of = |tongue: &Tongue| said.words.iter().all(|word| list_has(tongue.courtesy, word));
    !said.words.is_empty() && said.words.len() <= MOST && TONGUES.iter().any(|tongue| is_of(tongue))
}

static QUESTIONS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(|tongue| tongue.questions));
static TROUBLES: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(|tongue| tongue.troubles));

/// Beginnings by their first word, so that of most sentences hardly one is tried.
struct Beginnings(HashMap<&'static str, Vec<Beginning>>);

impl Beginnings {
    fn of(table: impl Fn(&Tongue) -> &'static str) -> Beginnings {
        let mut by_word: HashMap<&str, Vec<Beginning>> = HashMap::new();
        for tongue in TONGUES {
            for line in table(tongue).lines().map(str::trim).filter(|line| !line.is_empty()) {
                let beginning = Beginning::of(line, tongue);
                for first in beginning.firsts() {
                    by_word.entry(first).or_default().push(beginning.clone());
                }
            }
        }
        Beginnings(by_word)
    }
}

/// A line of a table.
#[derive(Clone)]
struct Beginning {
    tongue: &'static Tongue,
    words: Vec<&'static str>,
    without: Vec<&'static str>,
    without_comma: bool,
    is_short: bool,
}

impl Beginning {
    fn of(line: &'static str, tongue: &'static Tongue) -> Beginning {
        let is_short = line.ends_with(" =");
        let without_comma = is_short || line.ends_with(" ,");
        let line = line.trim_end_matches([' ', '=', ',']);
        let (words, without) = line.split_once(" - ").unwrap_or((line, ""));
        let [words, without] = [words, without].map(|half| half.split_whitespace().collect());
        Beginning { tongue, words, without, without_comma, is_short }
    }

    /// The words that a sentence may begin with.
    fn firsts(&self) -> Vec<&'static str> {
        let first = self.words.first().copied().unwrap_or_default();
        match first.strip_prefix('@') {
            Some(name) => self.list(name).split_whitespace().collect(),
            None => first.split('/').collect(),
        }
    }

    /// The words of this name; none where there is no such list.
    fn list(&self, name: &str) -> &'static str {
        self.tongue.lists.iter().find(|(list, _)| *list == name).map_or("", |(_, words)| words)
    }

    fn fits(&self, said: &Said) -> bool {
        let begins = self.words.len() <= said.words.len()
            && self.words.iter().zip(&said.words).all(|(wanted, word)| self.is_one(wanted, word));
        let has_none = || !said.words.iter().any(|word| self.without.iter().any(|other| word.is(other)));
        begins && has_none() && !(self.without_comma && said.has_comma) && !(self.is_short && said.words.len() > SHORT)
    }

    fn is_one(&self, wanted: &str, word: &Word) -> bool {
        if wanted == "_" {
            return true;
        }
        if let Some(others) = wanted.strip_prefix('!') {
            return !self.is_one(others, word);
        }
        if let Some(name) = wanted.strip_prefix('@') {
            return list_has(self.list(name), word);
        }
        wanted.split('/').any(|one| match (one.strip_suffix('*'), one.strip_prefix('*')) {
            (Some(head), _) => word.plain.starts_with(head),
            (None, Some(tail)) => word.plain.ends_with(tail) && word.plain.len() > tail.len(),
            (None, None) => word.is(one),
        })
    }
}

/// A word as it was typed, in small letters, and without accents.
struct Word {
    typed: String,
    plain: String,
}

impl Word {
    fn is(&self, one: &str) -> bool {
        self.typed == one || self.plain == one
    }
}

fn list_has(list: &str, word: &Word) -> bool {
    list.split_whitespace().any(|one| word.is(one))
}

/// A sentence.
struct Said {
    words: Vec<Word>,
    has_comma: bool,
}

impl Said {
    fn of(text: &str) -> Said {
        let words = normalized(text);
        let words = words.split([' ', '-']).filter(|word| !word.is_empty());
        let words = words.map(|word| Word { typed: word.to_owned(), plain: plain(word) }).collect();
        Said { words, has_comma: text.trim_end_matches(',').contains(',') }
    }

    fn begins_like(&self, beginnings: &Beginnings) -> bool {
        let Some(first) = self.words.first() else { return false };
        [&first.typed, &first.plain].into_iter().any(|first| {
            beginnings.0.get(first.as_str()).is_some_and(|known| known.iter().any(|beginning| beginning.fits(self)))
        })
    }
}

/// Without accents, and with `ss` for `ß`.
fn plain(word: &str) -> String {
    word.nfd().filter(|&c| !is_combining_mark(c)).collect::<String>().replace('ß', "ss")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of sentences that ask and of sentences that do not, each as typed and without accents.
    #[track_caller]
    pub(super) fn check(asking: &[&str], telling: &[&str]) {
        let wrong = |texts: &[&str], expected: bool| -> Vec<String> {
            texts.iter().filter(|text| asks(text) != expected).map(|text| (*text).to_owned()).collect()
        };
        assert_eq!((wrong(asking, true), wrong(telling, false)), (vec![], vec![]), "missed, and taken for questions");
    }

    #[test]
    fn every_line_of_the_tables_can_be_read() {
        for tongue in TONGUES {
            for line in tongue.questions.lines().chain(tongue.troubles.lines()).map(str::trim) {
                let beginning = Beginning::of(line, tongue);
                let is_plain = |word: &&str| !word.starts_with(['@', '!', '_', '*']) && !word.ends_with('*');
                assert!(line.is_empty() || beginning.firsts().iter().all(is_plain), "{line}");
                for name in beginning.words.iter().filter_map(|word| word.trim_start_matches('!').strip_prefix('@')) {
                    assert_ne!(beginning.list(name), "", "{line}");
                }
            }
            let words = [tongue.questions, tongue.troubles].into_iter().flat_map(str::split_whitespace);
            let used: Vec<&str> = words.filter_map(|word| word.trim_start_matches('!').strip_prefix('@')).collect();
            let left_over: Vec<&str> =
                tongue.lists.iter().map(|(name, _)| *name).filter(|name| !used.contains(name)).collect();
            assert_eq!(left_over, Vec::<&str>::new());
        }
    }

    #[test]
    fn english_is_not_taken_for_another_language() {
        check(
            &[],
            &[
                "comment on the post if you like it",
                "was hat that is a nice hat",
                "die with honour my friend",
                "comment after the meeting please",
                "comment number 5 is right",
                "comment me on that",
                "as long as it works",
                "i use it every day",
                "no idea what you mean",
                "me too",
                "come on then",
                "on the other hand it is fine",
            ],
        );
    }

    const LANGUAGES: &str = include_str!("../../../tests/data/languages.jsonl");

    /// The texts of a file of `{"text": …}` lines, each with its language, if it says that.
    fn labelled(file: &str) -> Vec<(String, String)> {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let line = |line| serde_json::from_str::<serde_json::Value>(line).unwrap();
        file.lines().map(line).map(|line| (text(&line["text"]), text(&line["language"]))).collect()
    }

    #[test]
    fn what_people_say_in_english_stays_what_it_was() {
        let questions = include_str!("../../../tests/data/questions.jsonl");
        let posts = include_str!("../../../tests/data/posts.jsonl");
        let files = [labelled(questions), labelled(posts)];
        let mut texts: Vec<String> = files.concat().into_iter().map(|(text, _)| text).collect();
        let english = |(text, language): (String, String)| (language == "English").then_some(text);
        texts.extend(labelled(LANGUAGES).into_iter().filter_map(english));
        texts.extend(crate::matching::chatter::CHATTER.lines().map(str::to_owned));
        let mut sentences = texts.iter().flat_map(|text| text.split_inclusive(['.', '!', '?', '\n'])).map(str::trim);
        let is_other = |text: &&str| asks(text) || is_trouble(text) || (is_courtesy(text) && text.ends_with('?'));
        assert_eq!(sentences.clone().filter(is_other).collect::<Vec<_>>(), Vec::<&str>::new());
        let leads = |text: &&str| {
            let lower = text.to_lowercase();
            lead_ins().any(|lead| lower.strip_prefix(lead).is_some_and(|rest| rest.starts_with([' ', ',', ':'])))
        };
        assert_eq!(sentences.find(leads), None);
    }

    #[test]
    fn most_questions_are_told_without_their_mark() {
        // Among them are statements, trouble, and what could be either, so not all are.
        let (mut told, mut missed) = (0, Vec::new());
        for (text, language) in labelled(LANGUAGES) {
            if ["German", "French", "Spanish", "Portuguese"].contains(&language.as_str()) {
                let text = text.trim_matches(['?', '¿', ' ']).to_owned();
                match asks(&text) {
                    true => told += 1,
                    false => missed.push(text),
                }
            }
        }
        assert!(told >= 36, "{told} are told, and not {missed:#?}");
    }

    #[test]
    fn what_only_calls_for_attention_is_courtesy() {
        for text in [
            "Hallo zusammen, kann mir jemand helfen?",
            "Wie geht es euch?",
            "Vielen Dank!",
            "Bonjour à tous, ça va ?",
            "quelqu'un peut m'aider s'il vous plaît",
            "Hola, ¿alguien me puede ayudar?",
            "muchas gracias a todos",
            "Oi pessoal, tudo bem?",
            "alguém pode me ajudar por favor",
        ] {
            assert!(is_courtesy(text), "{text}");
        }
        for text in ["Wie geht das mit dem Passwort?", "ou est la facture", "¿cuándo abre?", "quanto custa", ""] {
            assert!(!is_courtesy(text), "{text}");
        }
    }

    #[test]
    fn trouble_is_told_by_how_it_begins() {
        for text in [
            "Ich weiß nicht, wie ich mein Passwort ändere",
            "bei mir geht das einloggen nicht",
            "je n'arrive pas à me connecter",
            "no puedo iniciar sesión",
            "não consigo entrar na minha conta",
        ] {
            assert!(is_trouble(text), "{text}");
        }
        for text in ["Ich weiß nicht", "je ne sais pas", "no puedo más", "não consigo", "bei mir geht es wieder"] {
            assert!(!is_trouble(text), "{text}");
        }
    }
}

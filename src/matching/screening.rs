//! What cannot be asked: told apart before the model is troubled with it.

use whatlang::Script;

use crate::entry::normalized;
use crate::matching::index::Index;
use crate::matching::language;

/// Longest question, in characters. Discord allows 2,000 in a message (4,000 to paying members), and the models here
/// read a quarter of that; a longer text is a document, not a question.
pub const MAX_QUESTION_CHARS: usize = 2_000;

/// Why a text is no question that could be matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unaskable {
    /// Nothing but white space.
    Empty,
    /// More than [`MAX_QUESTION_CHARS`] characters; how many.
    TooLong(usize),
    /// Not one letter or digit, for example only emoji.
    NoWords,
    /// Mostly in a script that none of the model's languages is written in.
    OtherScript(Script),
    /// In a language that the model does not read, by its English name, though in letters that it does.
    OtherLanguage(&'static str),
}

/// What the model was trained to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reads {
    /// Not known, so nothing is turned away for its script.
    #[default]
    Anything,
    /// Only languages in the Latin script.
    LatinScript,
    /// Only English.
    English,
}

impl Reads {
    /// From the language codes on a model's card, for example `["en"]` (ISO 639-1). Anything but a list of languages
    /// known to be written in Latin script turns nothing away.
    #[must_use]
    pub fn from_languages(codes: &[String]) -> Reads {
        const LATIN: [&str; 12] = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "fi", "tr"];
        if !codes.is_empty() && codes.iter().all(|code| code == "en") {
            Reads::English
        } else if !codes.is_empty() && codes.iter().all(|code| LATIN.contains(&code.as_str())) {
            Reads::LatinScript
        } else {
            Reads::Anything
        }
    }
}

/// Checks that `question` can be matched by a model that reads `reads`, whatever the knowledge.
///
/// # Errors
/// [`Unaskable`] says why not.
pub fn screen(question: &str, reads: Reads) -> Result<(), Unaskable> {
    if question.trim().is_empty() {
        return Err(Unaskable::Empty);
    }
    let length = question.chars().count();
    if length > MAX_QUESTION_CHARS {
        return Err(Unaskable::TooLong(length));
    }
    if normalized(question).is_empty() {
        return Err(Unaskable::NoWords);
    }
    if reads != Reads::Anything {
        // The script most of the letters are in: a foreign word in an English question is no reason to refuse it.
        if let Some(script) = whatlang::detect_script(question)
            && script != Script::Latin
        {
            return Err(Unaskable::OtherScript(script));
        }
    }
    Ok(())
}

/// As [`screen`], for one knowledge: a stored phrasing can be asked in any script and language, and so can what is in
/// a language that phrasings are in, or mostly in words that the knowledge has.
///
/// # Errors
/// [`Unaskable`] says why not.
pub fn screen_for(index: &Index, question: &str, reads: Reads) -> Result<(), Unaskable> {
    match screen(question, reads) {
        Err(Unaskable::OtherScript(_)) if index.has_phrasing(question) => Ok(()),
        Ok(()) if reads == Reads::English => match language::other_than_english(question) {
            Some(language) if !index.understands(question, language) => Err(Unaskable::OtherLanguage(language)),
            _ => Ok(()),
        },
        screened => screened,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Entry;
    use crate::entry::EntryId;
    use crate::entry::Phrasing;
    use crate::entry::State;

    #[track_caller]
    fn check(question: &str, expected: Result<(), Unaskable>) {
        assert_eq!(screen(question, Reads::English), expected, "{question:?}");
    }

    #[test]
    fn what_is_no_question_is_turned_away_with_the_reason() {
        check("", Err(Unaskable::Empty));
        check(" \u{a0}\t\n", Err(Unaskable::Empty));
        check("🎉🎉 ❤️", Err(Unaskable::NoWords));
        check("?!…", Err(Unaskable::NoWords));
        check("\u{1b}[31m", Ok(())); // an escape with letters in it: text like any other, the doors neutralise it
        check(&"x".repeat(2_000), Ok(()));
        check(&"ü".repeat(2_001), Err(Unaskable::TooLong(2_001)));
    }

    #[test]
    fn a_script_the_model_cannot_read_is_named() {
        check("Как сбросить пароль?", Err(Unaskable::OtherScript(Script::Cyrillic)));
        check("パスワードをリセットするにはどうすればいいですか", Err(Unaskable::OtherScript(Script::Hiragana)));
        check("what does 日本 mean in this context?", Ok(()));
        check("1.20?", Ok(()));
        check("¿Cómo restablezco mi contraseña?", Ok(()));
        assert_eq!(screen("Как сбросить пароль?", Reads::Anything), Ok(()));
    }

    #[test]
    fn only_a_list_of_latin_languages_narrows_what_is_read() {
        assert_eq!(Reads::from_languages(&["en".to_owned()]), Reads::English);
        assert_eq!(Reads::from_languages(&["en".to_owned(), "de".to_owned()]), Reads::LatinScript);
        assert_eq!(Reads::from_languages(&["en".to_owned(), "zh".to_owned()]), Reads::Anything);
        assert_eq!(Reads::from_languages(&[]), Reads::Anything);
    }

    fn knowing(phrasings: &[&str]) -> Index {
        let entry = |(at, text): (usize, &&str)| Entry {
            id: EntryId::new(format!("e{at}")).unwrap(),
            topic: None,
            phrasings: vec![Phrasing::new(text).unwrap()],
            answer: "Yes.".to_owned(),
            tags: Vec::new(),
            source: None,
            review_by: None,
            state: State::Approved,
        };
        let entries: Vec<Entry> = phrasings.iter().enumerate().map(entry).collect();
        Index::build(&entries, 2, &vec![None; entries.len()]).unwrap()
    }

    #[test]
    fn a_language_the_model_cannot_read_is_named() {
        let english = knowing(&["How do I reset my password?"]);
        let german = "Wie kann ich mein Passwort zurücksetzen?";
        assert_eq!(screen_for(&english, german, Reads::English), Err(Unaskable::OtherLanguage("German")));
        assert_eq!(screen_for(&english, german, Reads::LatinScript), Ok(()));
        assert_eq!(screen_for(&english, "wanna reset pw pls", Reads::English), Ok(()));
    }

    #[test]
    fn what_the_knowledge_says_itself_can_be_asked() {
        let russian = "Как сбросить пароль?";
        let mixed = knowing(&["Wo finde ich meine Rechnung?", russian]);
        // In a language of the phrasings, and word for word in a script the model does not read.
        assert_eq!(screen_for(&mixed, "Wie kann ich mein Passwort ändern?", Reads::English), Ok(()));
        assert_eq!(screen_for(&mixed, "как сбросить пароль", Reads::English), Ok(()));
        assert!(screen_for(&mixed, "Как изменить пароль?", Reads::English).is_err());
        // No French phrasing, but most of the words, which is a name perhaps.
        let named = knowing(&["When is the evening \"je ne sais quoi dans la nuit\"?"]);
        assert_eq!(screen_for(&named, "je ne sais quoi dans la nuit", Reads::English), Ok(()));
        assert!(screen_for(&named, "je ne trouve pas ma facture", Reads::English).is_err());
    }
}

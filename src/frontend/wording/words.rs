//! Words to people in their language, from one file a language (`locales/*.ftl`, in Fluent's format; the first lines of
//! `en.ftl` say how keys are named).
//!
//! A key is named where it is used, as a literal, so that the tests of this file can tell which are missing, which are
//! left over, and whether each sentence gets what it needs.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::FluentArgs;
use fluent_bundle::FluentResource;
use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;

use crate::frontend::wording::language::Language;

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

/// What is put into a sentence.
#[derive(Clone, Debug)]
pub enum Argument<'a> {
    /// Text as it is; nothing in it is read as Fluent.
    Text(Cow<'a, str>),
    /// A number, by which a sentence may choose between one and several.
    Number(u64),
}

impl Words {
    /// English, which the terminal and the log speak.
    pub const ENGLISH: Words = Words { language: Language::English };

    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> Words {
        Words { language }
    }

    /// For somebody who did something in Discord: by the locale of their client, then by what is set for the server, then
    /// by the server's own locale; English where none of these is a language that is there.
    #[must_use]
    pub fn for_interaction(member_locale: &str, guild_locale: Option<&str>, setting: Option<Language>) -> Words {
        let of_guild = || guild_locale.and_then(Language::of_locale);
        Words::of(Language::of_locale(member_locale).or(setting).or_else(of_guild).unwrap_or(Language::English))
    }

    /// Which language it is.
    #[must_use]
    pub fn language(self) -> Language {
        self.language
    }

    /// The sentence with this key, which needs nothing put into it.
    #[must_use]
    pub fn say(self, key: &'static str) -> String {
        self.say_with(key, &[])
    }

    /// The sentence with this key and these things put into it.
    #[must_use]
    pub fn say_with(self, key: &'static str, arguments: &[(&'static str, Argument<'_>)]) -> String {
        let said = formatted(self.language, key, arguments);
        // That a key is missing is found by the tests below; a person had better read English than nothing.
        said.or_else(|| formatted(Language::English, key, arguments)).unwrap_or_else(|| key.to_owned())
    }

    /// The sentence with a key that is made up while the program runs; `None` where this language has none.
    #[must_use]
    pub fn find(self, key: &str) -> Option<String> {
        self.find_with(key, &[])
    }

    /// The same with these things put into it.
    #[must_use]
    pub fn find_with(self, key: &str, arguments: &[(&'static str, Argument<'_>)]) -> Option<String> {
        formatted(self.language, key, arguments)
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Argument<'a> {
        Argument::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Argument<'a> {
        Argument::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Argument::Text(Cow::Owned(text))
    }
}

impl From<u64> for Argument<'_> {
    fn from(number: u64) -> Self {
        Argument::Number(number)
    }
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Argument::Number(u64::from(number))
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Argument::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

type Bundle = FluentBundle<FluentResource>;

/// A language's file, read once.
fn bundle(language: Language) -> &'static Bundle {
    static BUNDLES: [OnceLock<Bundle>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
    BUNDLES[language as usize].get_or_init(|| {
        let locale = language.code().parse().expect("two letters are the code of a language");
        let mut bundle = Bundle::new_concurrent(vec![locale]);
        // The marks of direction around what is put in would show up in what people copy.
        bundle.set_use_isolating(false);
        // What cannot be read, or stands there twice, is found by the tests below; the rest is good.
        let resource = FluentResource::try_new(language.source().to_owned()).unwrap_or_else(|(readable, _)| readable);
        let _ = bundle.add_resource(resource);
        bundle
    })
}

fn formatted(language: Language, key: &str, arguments: &[(&'static str, Argument<'_>)]) -> Option<String> {
    let bundle = bundle(language);
    let pattern = bundle.get_message(key)?.value()?;
    let mut values = FluentArgs::with_capacity(arguments.len());
    for (name, argument) in arguments {
        let value = match argument {
            Argument::Text(text) => FluentValue::from(text.as_ref()),
            Argument::Number(number) => FluentValue::from(*number),
        };
        values.set(*name, value);
    }
    let mut problems = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&values), &mut problems);
    debug_assert!(problems.is_empty(), "{key}: {problems:?}");
    Some(text.into_owned())
}

#[cfg(test)]
mod tests;

//! The languages that people are spoken to in, and how Discord and people name them.

/// A language that the words to people are there in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// What everything falls back to.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish, as it is read on both sides of the Atlantic.
    Spanish,
    /// Portuguese as in Brazil, the only one that Discord has.
    Portuguese,
}

impl Language {
    /// All of them, English first.
    pub const ALL: [Language; 5] =
        [Language::English, Language::German, Language::French, Language::Spanish, Language::Portuguese];

    /// The language of a locale: `de`, `es-419`, `pt-BR`, whatever the country. `None` for one that is not there.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Language> {
        let code = locale.split(['-', '_']).next().unwrap_or_default();
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// The language that somebody means: by a locale, or by its name in English or in itself, whatever the case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Language> {
        let text = text.trim().to_lowercase();
        let named = |language: &Language| {
            [language.name().to_lowercase(), language.english_name().to_lowercase()].contains(&text)
        };
        Language::ALL.into_iter().find(named).or_else(|| Language::of_locale(&text))
    }

    /// Its code in two letters, which is how it is kept in a setting.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Portuguese => "pt",
        }
    }

    /// Its name in itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::German => "Deutsch",
            Language::French => "Français",
            Language::Spanish => "Español",
            Language::Portuguese => "Português",
        }
    }

    fn english_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::German => "German",
            Language::French => "French",
            Language::Spanish => "Spanish",
            Language::Portuguese => "Portuguese",
        }
    }

    /// The locales that Discord has of it.
    #[must_use]
    pub fn discord_locales(self) -> &'static [&'static str] {
        match self {
            Language::English => &["en-US", "en-GB"],
            Language::German => &["de"],
            Language::French => &["fr"],
            Language::Spanish => &["es-ES", "es-419"],
            Language::Portuguese => &["pt-BR"],
        }
    }

    /// The file with its words.
    pub(super) fn source(self) -> &'static str {
        match self {
            Language::English => include_str!("locales/en.ftl"),
            Language::German => include_str!("locales/de.ftl"),
            Language::French => include_str!("locales/fr.ftl"),
            Language::Spanish => include_str!("locales/es.ftl"),
            Language::Portuguese => include_str!("locales/pt.ftl"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_tells_the_language_whatever_the_country() {
        for (locale, expected) in [
            ("en-GB", Some(Language::English)),
            ("de", Some(Language::German)),
            ("es-419", Some(Language::Spanish)),
            ("pt-BR", Some(Language::Portuguese)),
            ("pt_PT", Some(Language::Portuguese)),
            ("FR", Some(Language::French)),
            ("fi", None),
            ("den", None),
            ("", None),
        ] {
            assert_eq!(Language::of_locale(locale), expected, "{locale}");
        }
        for language in Language::ALL {
            for locale in language.discord_locales() {
                assert_eq!(Language::of_locale(locale), Some(language), "{locale}");
            }
        }
    }

    #[test]
    fn a_language_is_meant_by_its_names_and_its_code() {
        for text in ["german", "Deutsch", " DE ", "de-AT"] {
            assert_eq!(Language::parse(text), Some(Language::German), "{text}");
        }
        assert_eq!(Language::parse("FRANÇAIS"), Some(Language::French));
        assert_eq!(Language::parse("Klingon"), None);
    }
}

//! What is put into the words about a problem. What has words of its own has a key, too, so that they can be said in
//! another language.

use std::borrow::Cow;
use std::fmt;

use super::quoted;

/// What is put in, as whoever speaks another language needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail<'a> {
    /// As it stands in the file, or as a foreign parser says it.
    Text(Cow<'a, str>),
    /// A number.
    Number(u64),
    /// Words that are to be said in the same language, by their key.
    Word(&'static str),
}

/// Something that can be put in.
pub(super) trait PutIn {
    fn put_in(&self) -> Detail<'_>;
}

impl PutIn for String {
    fn put_in(&self) -> Detail<'_> {
        Detail::Text(Cow::Borrowed(self))
    }
}

impl PutIn for &'static str {
    fn put_in(&self) -> Detail<'_> {
        Detail::Text(Cow::Borrowed(self))
    }
}

impl PutIn for u64 {
    fn put_in(&self) -> Detail<'_> {
        Detail::Number(*self)
    }
}

impl PutIn for usize {
    fn put_in(&self) -> Detail<'_> {
        Detail::Number(u64::try_from(*self).unwrap_or(u64::MAX))
    }
}

macro_rules! words {
    (
        $(#[doc = $about:literal])+ $name:ident
        $($(#[doc = $doc:literal])+ $word:ident $key:literal $english:literal,)+
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $doc])+ $word,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$word),+];

            /// Its words in English.
            #[must_use]
            pub fn english(self) -> &'static str {
                match self { $($name::$word => $english,)+ }
            }

            /// By what its words in another language are found.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $($name::$word => $key,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.english())
            }
        }

        impl PutIn for $name {
            fn put_in(&self) -> Detail<'_> {
                Detail::Word(self.key())
            }
        }
    };
}

words! {
    /// What a value is.
    Kind
    /// It is not there.
    Nothing "kind-nothing" "nothing",
    /// Characters.
    Text "kind-text" "a text",
    /// A date of TOML's.
    Date "kind-date" "a date",
    /// A number.
    Number "kind-number" "a number",
    /// Yes or no.
    Boolean "kind-boolean" "true or false",
    /// Values one after another.
    List "kind-list" "a list",
    /// Values by name.
    Group "kind-group" "a group of keys",
    /// What lies too deep to be looked at.
    TooDeep "kind-too-deep" "something nested too deeply",
}

words! {
    /// A text that an entry or topic has.
    Part
    /// Of an entry.
    Answer "part-answer" "answer",
    /// Of a topic.
    Overview "part-overview" "overview",
}

words! {
    /// An entry whose question is not known.
    Nameless
    /// Of any file.
    Entry "nameless-entry" "the entry",
    /// Of a table.
    Row "nameless-row" "the row",
    /// Of a list.
    Item "nameless-item" "the item",
}

words! {
    /// What we find fault with in a file whose syntax others read.
    OurFault
    /// YAML.
    AliasInItself "fault-alias-in-itself" "an alias stands within what it stands for",
    /// YAML.
    CopiesTooMuch "fault-copies-too-much" "its aliases copy too much",
    /// TOML.
    TooManyDots "fault-too-many-dots" "too many dots in the keys of one value",
    /// JSON.
    NoColon "fault-no-colon" "expected `:` after the key",
}

/// An entry, by its question where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// In quotes.
    Quoted(String),
    /// Without.
    Nameless(Nameless),
}

impl Named {
    /// By this text, put in quotes.
    pub(crate) fn by(text: &str) -> Named {
        Named::Quoted(quoted(text))
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Named::Quoted(text) => f.write_str(text),
            Named::Nameless(word) => word.fmt(f),
        }
    }
}

impl PutIn for Named {
    fn put_in(&self) -> Detail<'_> {
        match self {
            Named::Quoted(text) => text.put_in(),
            Named::Nameless(word) => word.put_in(),
        }
    }
}

/// Why a file cannot be read by the rules of its format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// In the words of the parser, which are English.
    Theirs(String),
    /// In ours.
    Ours(OurFault),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Theirs(text) => f.write_str(text),
            Fault::Ours(fault) => fault.fmt(f),
        }
    }
}

impl PutIn for Fault {
    fn put_in(&self) -> Detail<'_> {
        match self {
            Fault::Theirs(text) => text.put_in(),
            Fault::Ours(fault) => fault.put_in(),
        }
    }
}

/// Keys of another product's item that there is no place for, each with what it holds where that is known. In other
/// languages the keys alone are named: they are what stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost(pub(crate) Vec<(String, Option<&'static str>)>);

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |(key, what): &(String, Option<&str>)| match what {
            Some(what) => format!("{what} (\"{key}\")"),
            None => quoted(key),
        };
        f.write_str(&self.0.iter().map(named).collect::<Vec<_>>().join(", "))
    }
}

impl PutIn for Lost {
    fn put_in(&self) -> Detail<'_> {
        let keys: Vec<String> = self.0.iter().map(|(key, _)| quoted(key)).collect();
        Detail::Text(Cow::Owned(keys.join(", ")))
    }
}

/// Something to try the words with.
#[cfg(test)]
pub(super) trait Sample {
    fn sample() -> Self;
}

#[cfg(test)]
mod samples {
    use super::*;

    impl Sample for String {
        fn sample() -> String {
            quoted("x")
        }
    }

    impl Sample for &'static str {
        fn sample() -> &'static str {
            "x"
        }
    }

    impl Sample for usize {
        fn sample() -> usize {
            2
        }
    }

    impl Sample for u64 {
        fn sample() -> u64 {
            2
        }
    }

    impl Sample for Kind {
        fn sample() -> Kind {
            Kind::Number
        }
    }

    impl Sample for Part {
        fn sample() -> Part {
            Part::Overview
        }
    }

    impl Sample for Named {
        fn sample() -> Named {
            Named::Nameless(Nameless::Row)
        }
    }

    impl Sample for Fault {
        fn sample() -> Fault {
            Fault::Ours(OurFault::NoColon)
        }
    }

    impl Sample for Lost {
        fn sample() -> Lost {
            Lost(vec![("r".to_owned(), None)])
        }
    }
}

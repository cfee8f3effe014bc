//! The words everything else uses: an [`Entry`] is an answer and the [`Phrasing`]s people use to ask for it,
//! grouped under a [`Topic`].

mod overview;

use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest;
use sha2::Sha256;
use time::Date;
use unicode_normalization::UnicodeNormalization;

/// An id is typed by people (`/show ID`) and travels in button ids of at most 100 characters together with
/// other fields, so it stays well below that.
pub const MAX_ID_CHARS: usize = 64;

/// A phrasing is one question as a person would type it. The default model reads 256 word pieces, about
/// 1,000 characters of English, so nothing beyond that could be matched.
pub const MAX_PHRASING_CHARS: usize = 1_000;

/// Discord shows at most 6,000 characters in all embeds of a message, and what is longer is sent as a file.
/// Four times that is still an answer; beyond it somebody pasted a manual.
pub const MAX_ANSWER_CHARS: usize = 24_000;

/// The name of an entry, unique within a knowledge. It outlives restarts and edits.
///
/// 1 to [`MAX_ID_CHARS`] characters, none of them white space or control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EntryId(String);

/// Why a text is not an [`EntryId`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryIdError {
    /// There is no character in it.
    #[error("the id is empty")]
    Empty,
    /// It has more than [`MAX_ID_CHARS`] characters.
    #[error("the id has {0} characters, and {MAX_ID_CHARS} are allowed")]
    TooLong(usize),
    /// It has a space, a line break or a control character in it.
    #[error("the id contains {0:?}; ids have no spaces and no control characters")]
    BadCharacter(char),
}

impl EntryId {
    /// Checks `text` and makes it an id.
    ///
    /// # Errors
    /// [`EntryIdError`] says which of the rules of the type is broken.
    pub fn new(text: impl Into<String>) -> Result<EntryId, EntryIdError> {
        let text = text.into();
        if text.is_empty() {
            return Err(EntryIdError::Empty);
        }
        let length = text.chars().count();
        if length > MAX_ID_CHARS {
            return Err(EntryIdError::TooLong(length));
        }
        match text.chars().find(|c| c.is_whitespace() || c.is_control()) {
            Some(bad) => Err(EntryIdError::BadCharacter(bad)),
            None => Ok(EntryId(text)),
        }
    }

    /// The id of an entry that was given none: readable words of its first phrasing and a digest of topic and
    /// phrasing, so that it stays the same however the file is moved, reordered, or its answer edited.
    #[must_use]
    pub fn derived(topic: Option<&str>, first_phrasing: &str) -> EntryId {
        /// Enough words to recognize the question in a list.
        const MAX_SLUG_CHARS: usize = 40;
        let normal = normalized(first_phrasing);
        let mut slug = String::new();
        for word in normal.split_whitespace() {
            if slug.chars().count() + word.chars().count() + 1 > MAX_SLUG_CHARS {
                break;
            }
            slug.push_str(word);
            slug.push('-');
        }
        let mut digest = Sha256::new();
        digest.update(topic.unwrap_or_default().as_bytes());
        digest.update([0]);
        digest.update(normal.as_bytes());
        let digest = digest.finalize();
        // 32 bits: two of 10,000 entries share them with a chance of one in a hundred, and then only matter
        // if the slugs are the same too.
        for byte in &digest[..4] {
            slug.push_str(&format!("{byte:02x}"));
        }
        EntryId(slug)
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl EntryId {
    /// The id in eight bytes.
    #[must_use]
    pub fn short(&self) -> ShortId {
        let digest = Sha256::digest(self.0.as_bytes());
        let first = digest.first_chunk().expect("a SHA-256 digest has 32 bytes");
        ShortId(u64::from_be_bytes(*first))
    }
}

/// An [`EntryId`] where there is room for a few characters only, as in a button: the first eight bytes of its
/// SHA-256. Two of 10,000 entries share them with a chance of one in 10^11.
///
/// As text it begins with [`ShortId::MARK`], so that it is not taken for something that a person typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShortId(u64);

impl ShortId {
    /// What its text begins with.
    pub const MARK: &str = "id:";

    /// A topic's name where there is room for a few characters only, apart from the id of an entry by a word that is
    /// in none: ids have no control characters.
    #[must_use]
    pub fn of_topic(name: &str) -> ShortId {
        let digest = Sha256::new().chain_update(b"topic\0").chain_update(name.as_bytes()).finalize();
        let first = digest.first_chunk().expect("a SHA-256 digest has 32 bytes");
        ShortId(u64::from_be_bytes(*first))
    }

    /// From its bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 8]) -> ShortId {
        ShortId(u64::from_be_bytes(bytes))
    }

    /// Its bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }

    /// Reads what `Display` writes; `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<ShortId> {
        let digits = text.strip_prefix(ShortId::MARK)?;
        let all_hex = digits.len() == 16 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        all_hex.then(|| u64::from_str_radix(digits, 16).ok().map(ShortId)).flatten()
    }
}

impl fmt::Display for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:016x}", ShortId::MARK, self.0)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for EntryId {
    type Error = EntryIdError;

    fn try_from(text: String) -> Result<EntryId, EntryIdError> {
        EntryId::new(text)
    }
}

impl From<EntryId> for String {
    fn from(id: EntryId) -> String {
        id.0
    }
}

/// One way of asking; one row of the index. Trimmed, on one line, 1 to [`MAX_PHRASING_CHARS`] characters, without
/// control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Phrasing(String);

/// Why a text is not a [`Phrasing`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhrasingError {
    /// Nothing but white space.
    #[error("the question is empty")]
    Empty,
    /// More than [`MAX_PHRASING_CHARS`] characters.
    #[error("the question has {0} characters, and {MAX_PHRASING_CHARS} are allowed; put the details into the answer")]
    TooLong(usize),
}

impl Phrasing {
    /// Takes `text` with runs of white space and control characters folded into one space each.
    ///
    /// # Errors
    /// [`PhrasingError`] when nothing is left, or too much.
    pub fn new(text: &str) -> Result<Phrasing, PhrasingError> {
        let mut folded = String::with_capacity(text.len());
        for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
            if word.is_empty() {
                continue;
            }
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        if folded.is_empty() {
            return Err(PhrasingError::Empty);
        }
        let length = folded.chars().count();
        if length > MAX_PHRASING_CHARS {
            return Err(PhrasingError::TooLong(length));
        }
        Ok(Phrasing(folded))
    }

    /// The question as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phrasing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What two texts share when they differ only in case, spacing and punctuation: the words of `text`, in order, in
/// compatibility-composed lower case, joined by single spaces.
///
/// Signs that tell words apart stay: `+` and `#` at the end of a word (`C++`, `C#`), and one dot, comma, hyphen,
/// slash, colon or underscore between two letters or digits (`1.20`, `snake_case`, `v2-beta`). Apostrophes go
/// without a trace: `don't` and `dont` are the same. Empty when there is no letter or digit.
#[must_use]
pub fn normalized(text: &str) -> String {
    let is_seen = |c: &char| !matches!(c, '\'' | '’' | '‘' | '`');
    // ASCII is composed as it is, and most texts are in it: a tenth of the time.
    let chars: Vec<char> = match text.is_ascii() {
        true => text.chars().map(|c| c.to_ascii_lowercase()).filter(is_seen).collect(),
        false => text.nfkc().flat_map(char::to_lowercase).filter(is_seen).collect(),
    };
    let mut normal = String::with_capacity(text.len());
    let mut pending_space = false;
    for (at, &c) in chars.iter().enumerate() {
        let after_word = at > 0 && is_word(chars[at - 1]);
        let before_word = chars.get(at + 1).copied().is_some_and(is_word);
        let joins = matches!(c, '.' | ',' | '-' | '/' | ':' | '_') && after_word && before_word;
        let ends = matches!(c, '+' | '#') && at > 0 && (after_word || chars[at - 1] == c) && !before_word;
        if is_word(c) || joins || (ends && !pending_space) {
            if pending_space && !normal.is_empty() {
                normal.push(' ');
            }
            pending_space = false;
            normal.push(c);
        } else {
            pending_space = true;
        }
    }
    normal
}

/// Letters and digits, and the marks that belong to a letter; not the marks that choose how an emoji is drawn.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let draws_emoji = matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{20e3}');
    c.is_alphanumeric() || (unicode_normalization::char::is_combining_mark(c) && !draws_emoji)
}

/// Where an entry is in its life. Only approved entries are served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Proposed, and not served until somebody approves it.
    Draft,
    /// Served. What a knowledge file says without a state is approved: whoever wrote the file meant it.
    #[default]
    Approved,
    /// No longer served, kept for its history.
    Retired,
}

/// An answer and the ways of asking for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Unique within the knowledge.
    pub id: EntryId,
    /// Name of the [`Topic`] it belongs to.
    pub topic: Option<String>,
    /// At least one, the first being the one shown for the entry; none equal to another after [`normalized`].
    pub phrasings: Vec<Phrasing>,
    /// Markdown, at most [`MAX_ANSWER_CHARS`] characters, without a line break at its ends.
    pub answer: String,
    /// Free words for browsing, in the order given.
    pub tags: Vec<String>,
    /// Where the answer is from: a URL, or the name of a document or person.
    pub source: Option<String>,
    /// The day from which the answer is to be checked again.
    pub review_by: Option<Date>,
    /// Whether it is served.
    pub state: State,
}

impl Entry {
    /// The phrasing shown for the entry where one has to stand for all.
    ///
    /// # Panics
    /// Never for an entry read from knowledge: it has at least one phrasing.
    #[must_use]
    pub fn title(&self) -> &Phrasing {
        &self.phrasings[0]
    }

    /// Whether it answers what its topic is about: made from the topic's overview, or written in the place of that.
    #[must_use]
    pub fn is_overview(&self) -> bool {
        self.topic.as_deref().is_some_and(|topic| self.id == overview::id(topic))
    }
}

/// A named group of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// As people write it, for example `US-Russia negotiations`.
    pub name: String,
    /// Markdown text that answers "what is this about?".
    pub overview: Option<String>,
}

/// All entries that one server, or the terminal, may be answered from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// In the order read; names are unique but for case, spacing and punctuation.
    pub topics: Vec<Topic>,
    /// In the order read; ids are unique.
    pub entries: Vec<Entry>,
}

impl Knowledge {
    /// How many phrasings all entries have together, served or not.
    #[must_use]
    pub fn phrasing_count(&self) -> usize {
        self.entries.iter().map(|entry| entry.phrasings.len()).sum()
    }

    /// What may be shown to people: the approved entries in their order, then for each topic that has an overview
    /// an entry that answers "what is this about?" with it.
    ///
    /// What somebody wrote comes first: an overview gives way to an entry of the same id, and leaves a phrasing to the
    /// entry that has it, so a knowledge can say it in its own words.
    #[must_use]
    pub fn served(&self) -> Vec<Entry> {
        let approved = self.entries.iter().filter(|entry| entry.state == State::Approved);
        let mut served: Vec<Entry> = approved.cloned().collect();
        if self.topics.iter().all(|topic| topic.overview.is_none()) {
            return served;
        }
        let ids: HashSet<&EntryId> = self.entries.iter().map(|entry| &entry.id).collect();
        let phrasings = served.iter().flat_map(|entry| &entry.phrasings);
        let written: HashSet<String> = phrasings.map(|phrasing| normalized(phrasing.as_str())).collect();
        let overviews = self.topics.iter().filter_map(|topic| overview::as_entry(topic, &written));
        let overviews: Vec<Entry> = overviews.filter(|about| !ids.contains(&about.id)).collect();
        served.extend(overviews);
        served
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_id_is_read_back_and_nothing_else_is() {
        let short = EntryId::new("reset-password").unwrap().short();
        assert_eq!(ShortId::parse(&short.to_string()), Some(short));
        assert_eq!(ShortId::from_bytes(short.to_bytes()), short);
        assert_ne!(EntryId::new("reset-passwords").unwrap().short(), short);
        assert_ne!(ShortId::of_topic("reset-password"), short);
        for other in ["", "id:", "id:+00000000000000f", "id:00000000000000FF", "00000000000000ff", "id: how do I?"] {
            assert_eq!(ShortId::parse(other), None, "{other:?}");
        }
    }

    #[track_caller]
    fn check_normal(text: &str, expected: &str) {
        assert_eq!(normalized(text), expected);
    }

    #[test]
    fn case_space_and_punctuation_make_no_difference() {
        check_normal("  How do I  RESET my password?!", "how do i reset my password");
        check_normal("Why don't you answer…", "why dont you answer");
        check_normal("why don’t you answer", "why dont you answer");
        check_normal("ﬁle \u{a0}names", "file names");
        check_normal("?!…", "");
        check_normal("🎉 ❤\u{fe0f}", "");
    }

    #[test]
    fn signs_that_tell_words_apart_stay() {
        check_normal("Is C++ faster than C#?", "is c++ faster than c#");
        check_normal("Does 1.20 differ from 12.0?", "does 1.20 differ from 12.0");
        check_normal("what is max_open_files:", "what is max_open_files");
        check_normal("yes - no", "yes no");
        check_normal("(#general)", "general");
    }

    #[test]
    fn a_derived_id_depends_on_topic_and_words_alone() {
        let id = EntryId::derived(Some("Account"), "How do I reset my password?");
        assert_eq!(id, EntryId::derived(Some("Account"), "how do I reset my PASSWORD"));
        assert_ne!(id, EntryId::derived(Some("Server"), "How do I reset my password?"));
        assert!(id.as_str().starts_with("how-do-i-reset-my-password-"), "{id}");
        assert!(EntryId::new(id.as_str()).is_ok());
    }

    #[test]
    fn a_derived_id_is_a_valid_id_for_any_phrasing() {
        for text in ["🎉", "", "a b", &"long ".repeat(500), "日本語の質問ですか"] {
            let id = EntryId::derived(None, text);
            assert_eq!(EntryId::new(id.as_str()), Ok(id.clone()), "{text:?}");
        }
    }

    #[test]
    fn ids_and_phrasings_are_checked() {
        assert_eq!(EntryId::new(""), Err(EntryIdError::Empty));
        assert_eq!(EntryId::new("a b"), Err(EntryIdError::BadCharacter(' ')));
        assert_eq!(EntryId::new("é".repeat(65)), Err(EntryIdError::TooLong(65)));
        assert_eq!(Phrasing::new(" \t\n"), Err(PhrasingError::Empty));
        assert_eq!(Phrasing::new(" a\tb\u{1b}[31m\r\nc ").unwrap().as_str(), "a b [31m c");
        assert_eq!(Phrasing::new(&"x".repeat(1_001)), Err(PhrasingError::TooLong(1_001)));
    }
}

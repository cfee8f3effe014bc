//! Reads and writes knowledge files, and says what is wrong with them.
//!
//! [`read()`] takes files and folders and never fails as a whole: what could be read is in the [`Reading`], beside
//! the [`Problem`]s. A [`Severity::Error`] means that something stated in a file was not taken; a warning that it was,
//! and needs a look. Prints nothing, and reads no environment and no clock.
//!
//! To add a format: a file here, an arm in each `match` below, a sample in `tests/data/knowledge`.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;
use std::path::PathBuf;
use std::str::FromStr;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::entry::Topic;

mod clean;
mod csv;
mod decode;
mod document;
mod files;
mod import;
mod json;
mod json_pieces;
mod keys;
mod linked;
mod lint;
mod locate;
mod look;
mod markdown;
mod merge;
mod node;
mod problem;
#[cfg(test)]
mod properties;
mod question;
mod read;
mod record;
mod rewrite;
mod sheet;
mod text;
mod toml;
mod toml_depth;
mod yaml;
mod yaml_write;

pub(crate) use clean::distinct as distinct_tags;
pub(crate) use clean::line as on_one_line;
pub(crate) use clean::prose;
pub use import::Export;
pub use import::MAX_UNPACKED_BYTES;
pub use import::parse_any;
pub use import::parse_export;
pub use import::read_with_exports;
pub use import::recognized;
pub use lint::Measure;
pub use lint::lint;
pub use locate::Locator;
pub use look::Look;
pub use look::look;
pub use merge::MAX_PHRASINGS;
pub(crate) use merge::topic_key;
pub use problem::Code;
pub use problem::Detail;
pub use problem::Fault;
pub use problem::Kind;
pub use problem::Lost;
pub use problem::MAX_PROBLEMS_PER_FILE;
pub use problem::Named;
pub use problem::Nameless;
pub use problem::OurFault;
pub use problem::Part;
pub use problem::Place;
pub use problem::Problem;
pub use problem::Problems;
pub use problem::Severity;
pub use problem::Wrong;
pub(crate) use problem::quoted;
pub use read::MAX_FILE_BYTES;
pub use read::read;
pub use rewrite::Rewrite;
pub use rewrite::RewriteError;
pub use rewrite::rewrite;
pub use sheet::MAX_PHRASINGS_PER_ENTRY;

/// How a knowledge file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Questions with their answers below them; only read, never written.
    Text,
    /// Questions as headings.
    Markdown,
    /// `[[entries]]`.
    Toml,
    /// `entries:`.
    Yaml,
    /// `{"entries": []}`, or a list of entries.
    Json,
    /// An entry a line.
    Jsonl,
    /// A header, and an entry a row.
    Csv,
    /// The same with tabs.
    Tsv,
}

/// Not the name of a [`Format`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no format `{0}`; there are text, markdown, toml, yaml, json, jsonl, csv and tsv")]
pub struct UnknownFormat(String);

impl Format {
    /// Every format.
    pub const ALL: [Format; 8] = [
        Format::Text,
        Format::Markdown,
        Format::Toml,
        Format::Yaml,
        Format::Json,
        Format::Jsonl,
        Format::Csv,
        Format::Tsv,
    ];

    /// The format that the extension of `path` names, in any case; `None` where it names none.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_lowercase();
        Format::ALL.into_iter().find(|format| format.extensions().contains(&extension.as_str()))
    }

    /// The name in words and options, for example `markdown`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Toml => "toml",
            Format::Yaml => "yaml",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
        }
    }

    /// The extensions of its files, without a dot, the usual one first.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Format::Text => &["txt", "text"],
            Format::Markdown => &["md", "markdown"],
            Format::Toml => &["toml"],
            Format::Yaml => &["yaml", "yml"],
            Format::Json => &["json"],
            Format::Jsonl => &["jsonl", "ndjson"],
            Format::Csv => &["csv"],
            Format::Tsv => &["tsv", "tab"],
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Takes a name or an extension, in any case.
    fn from_str(text: &str) -> Result<Format, UnknownFormat> {
        let name = text.to_lowercase();
        let is_meant = |format: &Format| format.name() == name || format.extensions().contains(&name.as_str());
        Format::ALL.into_iter().find(is_meant).ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// What files hold together, as far as it could be read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Ids and topics are unique in it.
    pub knowledge: Knowledge,
    /// In the order of the files, and by line within each.
    pub problems: Vec<Problem>,
    /// The files that were read, in that order.
    pub files: Vec<PathBuf>,
    /// Where each entry stands.
    pub origins: HashMap<EntryId, Place>,
}

impl Reading {
    /// Whether anything stated in the files was lost.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// What one file states, before it is compared with what others state: ids may still be given twice.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// In the order of the file; one topic may be stated several times.
    pub topics: Vec<ParsedTopic>,
    /// In the order of the file.
    pub entries: Vec<ParsedEntry>,
    /// What is wrong with the file by itself.
    pub problems: Problems,
}

/// A topic and where it is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedTopic {
    /// Its name is on one line and not empty.
    pub topic: Topic,
    /// Where it is stated.
    pub place: Place,
}

/// An entry and where it is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedEntry {
    /// Keeps all that [`Entry`] promises.
    pub entry: Entry,
    /// Whether the file states its id; else it is derived from topic and question.
    pub has_own_id: bool,
    /// Where it begins.
    pub place: Place,
}

impl Parsed {
    /// What the file holds when it is the only one: of entries with the same id the first is kept, and so is the first
    /// of several overviews of a topic. `file` names it in problems that concern it as a whole.
    #[must_use]
    pub fn into_reading(self, file: &str) -> Reading {
        let mut merge = merge::Merge::default();
        merge.add(file, self);
        merge.reading
    }
}

/// Reads one file that is in memory. `file` names it in places, and names the topic of a plain text.
///
/// Any bytes will do: what is wrong with them is among the problems.
#[must_use]
pub fn parse(format: Format, file: &str, bytes: &[u8]) -> Parsed {
    let text = match decode::decode(file, bytes) {
        Ok(text) => text,
        Err(problem) => {
            let mut parsed = Parsed::default();
            parsed.problems.push(*problem);
            return parsed;
        }
    };
    let mut sheet = sheet::Sheet::new(format, file);
    parse_text(format, file, &text, &mut sheet);
    sheet.finish()
}

/// Reads a file that is text with line ends of `\n`.
fn parse_text(format: Format, file: &str, text: &str, sheet: &mut sheet::Sheet<'_>) {
    match format {
        Format::Text => text::parse(file, text, sheet),
        Format::Markdown => markdown::parse(text, sheet),
        Format::Toml => toml::parse(text, sheet),
        Format::Yaml => yaml::parse(text, sheet),
        Format::Json => json::parse(text, sheet),
        Format::Jsonl => json::parse_lines(text, sheet),
        Format::Csv => csv::parse(text, sheet),
        Format::Tsv => csv::parse_tabs(text, sheet),
    }
}

/// Why knowledge cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Plain text has no place for ids, tags and states.
    #[error(
        "{0} is only read, since it has no place for ids and tags; write markdown, toml, yaml, json, jsonl, csv or tsv"
    )]
    ReadOnlyFormat(Format),
}

/// The text of a file that holds `knowledge`, and from which [`parse`] reads the same.
///
/// # Errors
/// [`WriteError::ReadOnlyFormat`] for plain text.
pub fn write(format: Format, knowledge: &Knowledge) -> Result<String, WriteError> {
    match format {
        Format::Text => Err(WriteError::ReadOnlyFormat(format)),
        Format::Markdown => Ok(markdown::write(knowledge)),
        Format::Toml => Ok(toml::write(knowledge)),
        Format::Yaml => Ok(yaml_write::write(knowledge)),
        Format::Json => Ok(json::write(knowledge)),
        Format::Jsonl => Ok(json::write_lines(knowledge)),
        Format::Csv => Ok(csv::write(knowledge, b',')),
        Format::Tsv => Ok(csv::write(knowledge, b'\t')),
    }
}

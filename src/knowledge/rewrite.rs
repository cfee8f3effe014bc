//! Writes changed entries back into the file they were read from, so that a diff shows those entries and nothing
//! else: comments, order, blank lines, quoting, line ends and every other entry stay byte for byte.
//!
//! A format only finds the places and says what is to stand there. Whether that was right is not trusted: the new
//! text is read again, and must hold exactly the old knowledge with the changes made, or it is not given out.
//!
//! To add a format: a file here, and an arm in [`edits`].

use std::path::Path;
use std::path::PathBuf;

use crate::entry::Entry;
use crate::entry::EntryId;

use super::Format;
use super::Reading;
use super::files;
use super::problem::Code;
use super::problem::Problem;
use super::problem::Severity;

use changes::Change;
use changes::Defaults;
use source::Edit;
use source::Source;

mod arrays;
mod changes;
mod check;
mod csv;
mod items;
mod json;
mod markdown;
#[cfg(test)]
mod properties;
mod rearrange;
mod source;
mod text;
mod toml;
mod yaml;
mod yaml_items;

/// A change of one entry of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// The id the entry has in the file, stated or derived.
    pub id: EntryId,
    /// What it is to be; may have another id. `None` retires it: it stays with `state: retired`, or is taken out where
    /// the file has no place for a state (plain text, a table without that column).
    pub entry: Option<Entry>,
}

/// Why a file is not rewritten.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RewriteError {
    /// The name of the file tells no format.
    #[error("the extension of `{0}` tells no format; name the file so that it does")]
    UnknownFormat(PathBuf),
    /// The file breaks the rules of its format, so that places in it cannot be told for sure.
    #[error("the file has to be mended first: {0}")]
    Broken(Box<Problem>),
    /// The file has no such entry.
    #[error("there is no entry {id} in {file}; it was changed since it was read: read it again")]
    NoSuchEntry {
        /// Whose change it was.
        id: EntryId,
        /// The file as it is named in places.
        file: String,
    },
    /// The same entry is to be changed twice.
    #[error("the entry {0} is to be changed twice; make one change of the two")]
    Twice(EntryId),
    /// The format, or the way this file is written, has no place for the change.
    #[error("the entry {id} cannot be written into {file}: {what}; {remedy}")]
    NoPlace {
        /// Whose change it was.
        id: EntryId,
        /// The file as it is named in places.
        file: String,
        /// What has no place, in half a sentence.
        what: String,
        /// What to do: the other half.
        remedy: String,
    },
    /// What would be read from the new text is not what was meant.
    #[error("{file} was left as it is, since {what}; {remedy}")]
    WouldDiffer {
        /// The file as it is named in places.
        file: String,
        /// What would be read otherwise, in half a sentence.
        what: String,
        /// What to do: the other half.
        remedy: String,
    },
}

/// What has no place in a file, and what to do about it.
#[derive(Clone, Debug)]
struct NoPlace {
    what: String,
    remedy: String,
}

impl NoPlace {
    fn new(what: impl Into<String>, remedy: impl Into<String>) -> NoPlace {
        NoPlace { what: what.into(), remedy: remedy.into() }
    }
}

/// The text that the file at `path`, which holds `text`, has to have for `changes` to be in it.
///
/// Only lines of the changed entries differ. Reads no file and writes none: `path` tells the format and names the
/// topic of a plain text.
///
/// # Errors
/// [`RewriteError`] says why nothing can be written; the file is then to be left as it is.
pub fn rewrite(path: &Path, text: &str, changes: &[Rewrite]) -> Result<String, RewriteError> {
    let format = Format::from_path(path).ok_or_else(|| RewriteError::UnknownFormat(path.to_owned()))?;
    let file = files::name(path);
    let source = Source::new(text);
    let page = Page::read(format, file, &source.plain)?;
    let mut all = Vec::new();
    let mut wanted: Vec<(EntryId, Option<Entry>)> = Vec::new();
    for change in changes {
        if wanted.iter().any(|(id, _)| *id == change.id) {
            return Err(RewriteError::Twice(change.id.clone()));
        }
        let new = page.wanted(change)?;
        all.extend(page.edits(change, new.as_ref())?);
        wanted.push((change.id.clone(), new));
    }
    let overlap = || RewriteError::WouldDiffer {
        file: page.file.clone(),
        what: "two of the changes touch the same place".to_owned(),
        remedy: "write them one after the other".to_owned(),
    };
    let new = source.with(all).ok_or_else(overlap)?;
    check::check(&page, &wanted, &new)?;
    Ok(new)
}

/// A file as it is before the change.
struct Page<'t> {
    format: Format,
    file: String,
    /// With line ends of `\n`.
    text: &'t str,
    reading: Reading,
    /// The entries whose id stands in the file.
    with_own_id: Vec<EntryId>,
    defaults: Defaults,
}

impl<'t> Page<'t> {
    fn read(format: Format, file: String, text: &'t str) -> Result<Page<'t>, RewriteError> {
        let mut sheet = super::sheet::Sheet::new(format, &file);
        super::parse_text(format, &file, text, &mut sheet);
        let defaults = Defaults::of(format, &sheet);
        let parsed = sheet.finish();
        let is_broken = |problem: &&Problem| problem.severity == Severity::Error && problem.code == Code::Syntax;
        if let Some(problem) = parsed.problems.listed().iter().find(is_broken) {
            return Err(RewriteError::Broken(Box::new(problem.clone())));
        }
        let own = parsed.entries.iter().filter(|entry| entry.has_own_id);
        let with_own_id = own.map(|entry| entry.entry.id.clone()).collect();
        let reading = parsed.into_reading(&file);
        Ok(Page { format, file, text, reading, with_own_id, defaults })
    }

    fn entry(&self, id: &EntryId) -> Result<&Entry, RewriteError> {
        let found = self.reading.knowledge.entries.iter().find(|entry| entry.id == *id);
        found.ok_or_else(|| RewriteError::NoSuchEntry { id: id.clone(), file: self.file.clone() })
    }

    /// What the entry is to be; `None` where it is to go.
    fn wanted(&self, change: &Rewrite) -> Result<Option<Entry>, RewriteError> {
        let old = self.entry(&change.id)?;
        if change.entry.is_some() {
            return Ok(change.entry.clone());
        }
        let has_states = match self.format {
            Format::Text => false,
            Format::Csv | Format::Tsv => csv::has_states(self.format, self.text),
            _ => true,
        };
        Ok(has_states.then(|| Entry { state: crate::entry::State::Retired, ..old.clone() }))
    }

    fn edits(&self, change: &Rewrite, new: Option<&Entry>) -> Result<Vec<Edit>, RewriteError> {
        let old = self.entry(&change.id)?;
        let spot = self.reading.origins.get(&change.id).cloned().unwrap_or_default();
        let target = Target {
            text: self.text,
            line: spot.line.unwrap_or(1),
            column: spot.column,
            old,
            has_own_id: self.with_own_id.contains(&change.id),
        };
        let changes = new.map(|new| changes::between(old, new, target.has_own_id, &self.defaults));
        let edits = match &changes {
            Some(changes) if changes.is_empty() => Ok(Vec::new()),
            changes => edits(self.format, &target, changes.as_deref(), new),
        };
        edits.map_err(|NoPlace { what, remedy }| RewriteError::NoPlace {
            id: change.id.clone(),
            file: self.file.clone(),
            what,
            remedy,
        })
    }
}

/// The entry to be changed, and where it begins.
struct Target<'t> {
    text: &'t str,
    line: usize,
    column: Option<usize>,
    old: &'t Entry,
    has_own_id: bool,
}

/// What is to be put in the place of what; no `changes` take the entry out.
fn edits(
    format: Format,
    target: &Target<'_>,
    changes: Option<&[Change]>,
    new: Option<&Entry>,
) -> Result<Vec<Edit>, NoPlace> {
    match (format, changes, new) {
        (Format::Text, _, new) => text::edits(target, changes.unwrap_or_default(), new),
        (Format::Csv | Format::Tsv, changes, _) => csv::edits(format, target, changes),
        (Format::Markdown, Some(changes), Some(new)) => markdown::edits(target, changes, new),
        (Format::Toml, Some(changes), _) => toml::edits(target, changes),
        (Format::Yaml, Some(changes), _) => yaml::edits(target, changes),
        (Format::Json, Some(changes), _) => json::edits(target, changes, false),
        (Format::Jsonl, Some(changes), _) => json::edits(target, changes, true),
        (Format::Markdown | Format::Toml | Format::Yaml | Format::Json | Format::Jsonl, ..) => {
            Err(NoPlace::new("an entry is not taken out of such a file", "set its state to retired"))
        }
    }
}

//! Reads what was written and compares it with what was meant.

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::Knowledge;
use crate::entry::Topic;
use crate::knowledge::Problem;
use crate::knowledge::Reading;
use crate::knowledge::Severity;
use crate::knowledge::parse;

use super::Page;
use super::RewriteError;

/// # Errors
/// [`RewriteError::WouldDiffer`] where the new text would not be read as the old knowledge with the changes made.
pub(super) fn check(page: &Page<'_>, wanted: &[(EntryId, Option<Entry>)], new: &str) -> Result<(), RewriteError> {
    let after = parse(page.format, &page.file, new.as_bytes()).into_reading(&page.file);
    let differ = |what: String, remedy: &str| {
        Err(RewriteError::WouldDiffer { file: page.file.clone(), what, remedy: remedy.to_owned() })
    };
    let before = &page.reading.knowledge.entries;
    let expected: Vec<&Entry> = before.iter().filter_map(|entry| expected(entry, wanted)).collect();
    let mut found = after.knowledge.entries.iter();
    for entry in expected {
        match found.next() {
            Some(other) if other == entry => {}
            Some(other) if other.id == entry.id && wanted.iter().all(|(id, _)| *id != entry.id) => {
                let what = format!("its entry {} would change too", entry.id);
                return differ(what, "write out by hand what the two share");
            }
            Some(other) if other.id == entry.id => {
                let what = format!("its entry {} would be read otherwise than it is meant", entry.id);
                return differ(what, remedy(entry, other));
            }
            _ => {
                let what = format!("its entry {} would not be read again under this id", entry.id);
                return differ(what, "edit the file by hand");
            }
        }
    }
    if let Some(more) = found.next() {
        return differ(format!("an entry {} would appear in it", more.id), "edit the file by hand");
    }
    if let Some(topic) = changed_topic(&page.reading.knowledge, &after.knowledge) {
        return differ(format!("the topic {topic} would change"), "edit the file by hand");
    }
    if errors(&after) > errors(&page.reading) {
        let is_error = |problem: &&Problem| problem.severity == Severity::Error;
        let last = after.problems.iter().rfind(is_error).map(ToString::to_string).unwrap_or_default();
        return differ(format!("there would be a new error in it ({last})"), "edit the file by hand");
    }
    Ok(())
}

fn expected<'e>(old: &'e Entry, wanted: &'e [(EntryId, Option<Entry>)]) -> Option<&'e Entry> {
    wanted.iter().find(|(id, _)| *id == old.id).map_or(Some(old), |(_, new)| new.as_ref())
}

/// What is probably in the way of reading `meant` again.
fn remedy(meant: &Entry, read: &Entry) -> &'static str {
    if meant.answer != read.answer {
        "take white space from the ends of the answer and what the format takes for its own sign out of it"
    } else if meant.phrasings != read.phrasings {
        "word the questions so that they differ, each on one line"
    } else {
        "edit the file by hand"
    }
}

/// A topic whose overview, or whose place among those with one, is not as before. Topics without an overview come and
/// go with the entries that name them.
fn changed_topic<'k>(before: &'k Knowledge, after: &'k Knowledge) -> Option<&'k str> {
    let told = |knowledge: &'k Knowledge| knowledge.topics.iter().filter(|topic| topic.overview.is_some());
    let (mut before, mut after) = (told(before), told(after));
    loop {
        match (before.next(), after.next()) {
            (None, None) => return None,
            (old, new) if old == new => {}
            (old, new) => return old.or(new).map(|topic: &Topic| topic.name.as_str()),
        }
    }
}

fn errors(reading: &Reading) -> usize {
    reading.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
}

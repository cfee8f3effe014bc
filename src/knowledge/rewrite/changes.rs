//! Which fields of an entry have to be written otherwise.

use crate::entry::Entry;
use crate::entry::Phrasing;
use crate::entry::State;
use crate::entry::normalized;
use crate::knowledge::Format;
use crate::knowledge::keys::Key;
use crate::knowledge::record;
use crate::knowledge::sheet::Sheet;

/// A field that is to say something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) key: Key,
    pub(super) value: Wanted,
}

/// What a field is to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Text(String),
    List(Vec<String>),
    /// The field is to go.
    Nothing,
    /// The field is to stand there with nothing in it, since without it something said for the whole file would hold.
    Empty,
}

/// What a file says for all its entries that say nothing else.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults {
    topic: bool,
    tags: bool,
    source: bool,
    review_by: bool,
    state: bool,
}

impl Defaults {
    pub(super) fn of(format: Format, sheet: &Sheet<'_>) -> Defaults {
        Defaults {
            // In Markdown, the heading above may name one.
            topic: sheet.topic.is_some() || format == Format::Markdown,
            tags: sheet.defaults.tags.is_some(),
            source: sheet.defaults.source.is_some(),
            review_by: sheet.defaults.review_by.is_some(),
            state: sheet.defaults.state.is_some(),
        }
    }
}

/// What makes `new` of `old`. An id that would no longer be derived as before is written out.
pub(super) fn between(old: &Entry, new: &Entry, has_own_id: bool, defaults: &Defaults) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut change = |key, value| changes.push(Change { key, value });
    let title = |entry: &Entry| entry.phrasings.first().map(|first| normalized(first.as_str()));
    let is_derived_anew = !has_own_id && (title(old) != title(new) || old.topic != new.topic);
    if new.id != old.id || is_derived_anew {
        change(Key::Id, Wanted::Text(new.id.to_string()));
    }
    if new.topic != old.topic {
        change(Key::Topic, text_or(new.topic.clone(), defaults.topic));
    }
    if new.phrasings != old.phrasings {
        change(Key::Questions, Wanted::List(new.phrasings.iter().map(Phrasing::to_string).collect()));
    }
    if new.answer != old.answer {
        change(Key::Answer, Wanted::Text(new.answer.clone()));
    }
    if new.tags != old.tags {
        let value = if new.tags.is_empty() { text_or(None, defaults.tags) } else { Wanted::List(new.tags.clone()) };
        change(Key::Tags, value);
    }
    if new.source != old.source {
        change(Key::Source, text_or(new.source.clone(), defaults.source));
    }
    if new.review_by != old.review_by {
        change(Key::ReviewBy, text_or(new.review_by.map(record::date), defaults.review_by));
    }
    if new.state != old.state {
        // Approved is what goes without saying, unless the file says another for all.
        let name = record::state(new.state).or_else(|| defaults.state.then_some("approved"));
        debug_assert!(name.is_some() || new.state == State::Approved);
        change(Key::State, text_or(name.map(str::to_owned), false));
    }
    changes
}

fn text_or(text: Option<String>, has_default: bool) -> Wanted {
    match text {
        Some(text) => Wanted::Text(text),
        None if has_default => Wanted::Empty,
        None => Wanted::Nothing,
    }
}

//! What is said of an entry that was saved.

use crate::entry::Entry;
use crate::frontend::discord::echo::echo;
use crate::frontend::wording::words::Words;
use crate::service::Catalog;

/// Longest question, in UTF-16 units.
const MAX_QUESTION: usize = 90;

/// That an entry is served from now on. Where another one has a question of it word for word, neither is given for that
/// question, so it is said what happens instead and how that is changed.
pub(in crate::frontend::discord) fn saved(words: Words, entry: &Entry, catalog: &Catalog) -> String {
    match catalog.also_asked_by(entry) {
        None => words.say_with("done-saved", &[("entry", echo(entry.title().as_str(), MAX_QUESTION).into())]),
        Some((other, question)) => {
            let (other, question) = (echo(other.title().as_str(), MAX_QUESTION), echo(&question, MAX_QUESTION));
            words.say_with("done-saved-beside", &[("other", other.into()), ("question", question.into())])
        }
    }
}

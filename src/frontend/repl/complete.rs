//! What can be typed next: commands, topics, ids and stored questions.

use crate::entry::normalized;
use crate::frontend::repl::command::NAMES;
use crate::frontend::repl::command::WITH_ID;
use crate::frontend::wording;
use crate::service::Catalog;

/// Completions offered at once: more would scroll the question away.
const MOST: usize = 20;

/// All that can be completed.
#[derive(Default)]
pub(super) struct Words {
    ids: Vec<String>,
    topics: Vec<String>,
    /// Stored questions with their normalized form.
    questions: Vec<(String, String)>,
}

impl Words {
    /// The words of what is served now.
    pub(super) fn of(catalog: &Catalog) -> Words {
        let phrasings = catalog.entries().iter().flat_map(|entry| &entry.phrasings);
        Words {
            ids: catalog.entries().iter().map(|entry| wording::plain(entry.id.as_str())).collect(),
            topics: catalog.topics().iter().map(|topic| wording::plain(&topic.name)).collect(),
            questions: phrasings
                .map(|phrasing| (wording::plain(phrasing.as_str()), normalized(phrasing.as_str())))
                .collect(),
        }
    }

    /// Whole lines that `line` may become.
    pub(super) fn complete(&self, line: &str) -> Vec<String> {
        let of_ids = WITH_ID.into_iter().find_map(|name| Some((name, line.strip_prefix(name)?)));
        let mut lines: Vec<String> = if let Some((name, begun)) = of_ids {
            self.ids.iter().filter(|id| id.starts_with(begun.trim_start())).map(|id| format!("{name}{id}")).collect()
        } else if let Some(begun) = line.strip_prefix("/list ") {
            let begun = normalized(begun);
            let topics = self.topics.iter().filter(|topic| normalized(topic).starts_with(&begun));
            topics.map(|topic| format!("/list {topic}")).collect()
        } else if line.starts_with('/') {
            NAMES.iter().filter(|name| name.starts_with(line)).map(ToString::to_string).collect()
        } else {
            self.questions(line)
        };
        lines.truncate(MOST);
        lines
    }

    /// Stored questions that begin with what was typed, then those that have it inside.
    fn questions(&self, line: &str) -> Vec<String> {
        let typed = normalized(line);
        if typed.is_empty() {
            return Vec::new();
        }
        let begins = |(_, normal): &&(String, String)| normal.starts_with(&typed);
        let inside = |(_, normal): &&(String, String)| !normal.starts_with(&typed) && normal.contains(&typed);
        let first = self.questions.iter().filter(begins);
        first.chain(self.questions.iter().filter(inside)).map(|(shown, _)| shown.clone()).collect()
    }

    /// What is missing to the first stored question or command that begins with exactly what was typed.
    pub(super) fn hint(&self, line: &str) -> Option<String> {
        let begun = line.trim_start();
        if begun.chars().count() < 3 {
            return None;
        }
        let known = self.questions.iter().map(|(shown, _)| shown.as_str()).chain(NAMES);
        known
            .filter_map(|known| {
                let head = known.get(..begun.len())?;
                (head.to_lowercase() == begun.to_lowercase() && known.len() > begun.len())
                    .then(|| known[begun.len()..].to_owned())
            })
            .next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let question = |text: &str| (text.to_owned(), normalized(text));
        Words {
            ids: vec!["reset-1".to_owned(), "ring-2".to_owned()],
            topics: vec!["US-Russia negotiations".to_owned()],
            questions: vec![question("Can I reset it?"), question("Reset how?"), question("Où est-ce?")],
        }
    }

    #[test]
    fn what_begins_the_same_comes_first() {
        assert_eq!(words().complete("RESET"), ["Reset how?", "Can I reset it?"]);
        assert_eq!(words().complete("/t"), ["/top", "/topics", "/teach", "/trial"]);
        assert_eq!(words().complete("/show re"), ["/show reset-1"]);
        assert_eq!(words().complete("/edit re"), ["/edit reset-1"]);
        assert_eq!(words().complete("/list us russia"), [""; 0]);
        assert_eq!(words().complete("/list us-r"), ["/list US-Russia negotiations"]);
        assert_eq!(words().complete(""), [""; 0]);
    }

    #[test]
    fn a_hint_is_the_rest_of_a_stored_question() {
        assert_eq!(words().hint("rese").as_deref(), Some("t how?"));
        assert_eq!(words().hint("/to").as_deref(), Some("p"));
        assert_eq!(words().hint("où ").as_deref(), Some("est-ce?"));
        // Ends inside the two bytes of `ù`: no place to cut.
        assert_eq!(words().hint("ooo"), None);
        assert_eq!(words().hint("re"), None);
        assert_eq!(words().hint("Reset how?"), None);
    }
}

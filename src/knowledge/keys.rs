//! The names of the fields of entries and topics, the same in every format, and the nearest to a misspelt one.

/// A field of an entry, a topic or a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Id,
    Topic,
    Questions,
    Answer,
    Tags,
    Source,
    ReviewBy,
    State,
    Overview,
    /// Of an item of `topics`.
    Name,
    /// The topic of a whole file.
    Title,
    Topics,
    Entries,
}

/// What an item of a list of entries may have; `overview` in one that states a topic.
pub(super) const ITEM_KEYS: &[Key] = &[
    Key::Id,
    Key::Topic,
    Key::Questions,
    Key::Answer,
    Key::Tags,
    Key::Source,
    Key::ReviewBy,
    Key::State,
    Key::Overview,
];

/// What an item of `topics` may have.
pub(super) const TOPIC_KEYS: &[Key] = &[Key::Name, Key::Overview];

/// What a file, or the front matter of a Markdown file, may have: its content, and what holds for all entries.
pub(super) const FILE_KEYS: &[Key] =
    &[Key::Topics, Key::Entries, Key::Title, Key::Overview, Key::Tags, Key::Source, Key::ReviewBy, Key::State];

impl Key {
    /// The name that is written; those after it are read too.
    fn names(self) -> &'static [&'static str] {
        match self {
            Key::Id => &["id"],
            Key::Topic => &["topic"],
            Key::Name => &["name", "topic"],
            Key::Title => &["topic", "title"],
            Key::Questions => &["questions", "question", "phrasings", "phrasing"],
            Key::Answer => &["answer"],
            Key::Tags => &["tags", "tag"],
            Key::Source => &["source"],
            Key::ReviewBy => &["review_by"],
            Key::State => &["state"],
            Key::Overview => &["overview"],
            Key::Topics => &["topics"],
            Key::Entries => &["entries"],
        }
    }

    /// The name that is written.
    pub(super) fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The key of `known` that is called `name`, whatever its case, and with hyphens or spaces for underscores.
    pub(super) fn find(name: &str, known: &[Key]) -> Option<Key> {
        let name = plain(name);
        known.iter().copied().find(|key| key.names().contains(&name.as_str()))
    }

    /// The name of a key of `known` that `name` probably means.
    pub(super) fn nearest(name: &str, known: &[Key]) -> Option<&'static str> {
        let name = plain(name);
        let names = known.iter().flat_map(|key| key.names());
        let (distance, nearest) = names.map(|known| (distance(&name, known), *known)).min()?;
        // A third of the letters wrong is another word.
        (distance * 3 <= nearest.len().max(3)).then_some(nearest)
    }

    /// The names of all of `known`.
    pub(super) fn names_of(known: &[Key]) -> String {
        let names: Vec<&str> = known.iter().map(|key| key.name()).collect();
        names.join(", ")
    }
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// How many letters have to be put in, taken out or replaced.
fn distance(a: &str, b: &str) -> usize {
    /// No key is as long, so that a long name need not be looked at.
    const MAX_CHARS: usize = 40;
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(MAX_CHARS).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_any_case_and_the_nearest_is_named() {
        assert_eq!(Key::find("Review By", ITEM_KEYS), Some(Key::ReviewBy));
        assert_eq!(Key::find("Question", ITEM_KEYS), Some(Key::Questions));
        assert_eq!(Key::find("entries", ITEM_KEYS), None);
        assert_eq!(Key::nearest("anwser", ITEM_KEYS), Some("answer"));
        assert_eq!(Key::nearest("questoin", ITEM_KEYS), Some("question"));
        assert_eq!(Key::nearest("colour", ITEM_KEYS), None);
        assert_eq!(Key::nearest(&"x".repeat(100_000), ITEM_KEYS), None);
    }
}

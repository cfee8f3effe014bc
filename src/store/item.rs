//! What people curate, and the history of it: entries, topics, settings, drafts, counter-examples.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::State;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::entry_record::EntryRecord;
use crate::store::missed::Closing;
use crate::store::outbox::NewNotice;
use crate::store::suggestion::Deciding;

/// What kind of thing an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// An answer and the ways of asking for it.
    Entry,
    /// The overview of a topic.
    Topic,
    /// Something that a space can set.
    Setting,
    /// A change that waits for approval.
    Draft,
    /// A question that an entry is not the answer to.
    Counter,
}

impl ItemKind {
    /// All kinds.
    pub const ALL: [ItemKind; 5] =
        [ItemKind::Entry, ItemKind::Topic, ItemKind::Setting, ItemKind::Draft, ItemKind::Counter];

    /// Its name in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ItemKind::Entry => "entry",
            ItemKind::Topic => "topic",
            ItemKind::Setting => "setting",
            ItemKind::Draft => "draft",
            ItemKind::Counter => "counter",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<ItemKind> {
        ItemKind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// The name of an item in its space.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemKey {
    /// What it is.
    pub kind: ItemKind,
    /// An entry's id, a topic's key, a setting's name, or an id that was made for it.
    pub id: String,
}

impl ItemKey {
    /// Of the entry with this id.
    #[must_use]
    pub fn entry(id: &EntryId) -> ItemKey {
        ItemKey { kind: ItemKind::Entry, id: id.as_str().to_owned() }
    }

    /// Of the setting with this name.
    #[must_use]
    pub fn setting(name: &str) -> ItemKey {
        ItemKey { kind: ItemKind::Setting, id: name.to_owned() }
    }

    /// Of the draft with this id.
    #[must_use]
    pub fn draft(id: &str) -> ItemKey {
        ItemKey { kind: ItemKind::Draft, id: id.to_owned() }
    }

    /// Of the counter-example with this id.
    #[must_use]
    pub fn counter(id: &str) -> ItemKey {
        ItemKey { kind: ItemKind::Counter, id: id.to_owned() }
    }

    /// Of the topic with this name, case, spacing and punctuation aside.
    #[must_use]
    pub fn topic(name: &str) -> ItemKey {
        ItemKey { kind: ItemKind::Topic, id: crate::entry::normalized(name) }
    }
}

impl fmt::Display for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`", self.kind.as_str(), self.id)
    }
}

/// An item as people have it; in a table it is one JSON document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Item {
    /// An entry of the store, or one that takes the place of a file's.
    Entry(EntryItem),
    /// A topic.
    Topic(TopicItem),
    /// The value of a setting, as text.
    Setting(String),
    /// A change that waits for approval.
    Draft(Draft),
    /// A question that an entry is not the answer to.
    Counter(Counter),
}

/// An entry as the store has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryItem {
    /// The entry.
    #[serde(flatten, with = "crate::store::entry_record")]
    pub entry: Entry,
    /// Digest of the file's entry in whose place it stands; `None` where it was taught.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlays: Option<String>,
}

/// A topic as the store has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicItem {
    /// As people write it.
    pub name: String,
    /// Markdown text that answers "what is this about?".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overview: Option<String>,
}

/// A change to an entry that waits for somebody to approve it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The entry as it is to be; its state is what it is to become.
    #[serde(flatten, with = "crate::store::entry_record")]
    pub entry: Entry,
    /// Revision of the entry that it was made from; `None` for a new one, or for a file's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u64>,
    /// Digest of the file's entry that it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlays: Option<String>,
    /// Whether there was an entry before.
    pub replaces: bool,
    /// Number of the missed cluster that it would resolve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolves: Option<u64>,
    /// Who proposed it.
    pub by: String,
    /// Name of who proposed it, for people.
    pub name: String,
    /// When.
    pub at: Moment,
}

/// A question that an entry is not the answer to, as somebody approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// The entry.
    pub entry: EntryId,
    /// The question, redacted.
    pub question: String,
}

impl Item {
    /// What kind of item it is.
    #[must_use]
    pub fn kind(&self) -> ItemKind {
        match self {
            Item::Entry(_) => ItemKind::Entry,
            Item::Topic(_) => ItemKind::Topic,
            Item::Setting(_) => ItemKind::Setting,
            Item::Draft(_) => ItemKind::Draft,
            Item::Counter(_) => ItemKind::Counter,
        }
    }

    /// The entry, where it is one.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        match self {
            Item::Entry(item) => Some(&item.entry),
            _ => None,
        }
    }

    /// Whether it is an entry that is served.
    #[must_use]
    pub fn is_served(&self) -> bool {
        self.entry().is_some_and(|entry| entry.state == State::Approved)
    }
}

/// An item with its place in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredItem {
    /// Its name.
    pub key: ItemKey,
    /// What it is.
    pub item: Item,
    /// Number of the commit that wrote it.
    pub revision: u64,
    /// When that was.
    pub at: Moment,
}

/// All items of a space at one point of its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Items {
    /// Number of the last commit; 0 where there was none.
    pub version: u64,
    /// By kind and id.
    pub items: Vec<StoredItem>,
}

/// What somebody did, as history shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Wrote a new entry.
    Teach,
    /// Changed an entry, or a topic's overview.
    Edit,
    /// Took an entry out of service.
    Retire,
    /// Put a retired entry back.
    Restore,
    /// Approved a draft or a suggestion.
    Approve,
    /// Rejected a draft or a suggestion.
    Reject,
    /// Took a former change back.
    Undo,
    /// Changed a setting.
    Set,
    /// Took entries from a file.
    Import,
    /// Dismissed or resolved what was missed.
    Resolve,
}

impl Action {
    /// All of them.
    pub const ALL: [Action; 10] = [
        Action::Teach,
        Action::Edit,
        Action::Retire,
        Action::Restore,
        Action::Approve,
        Action::Reject,
        Action::Undo,
        Action::Set,
        Action::Import,
        Action::Resolve,
    ];

    /// Its name in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Action::Teach => "teach",
            Action::Edit => "edit",
            Action::Retire => "retire",
            Action::Restore => "restore",
            Action::Approve => "approve",
            Action::Reject => "reject",
            Action::Undo => "undo",
            Action::Set => "set",
            Action::Import => "import",
            Action::Resolve => "resolve",
        }
    }

    /// The action with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.as_str() == name)
    }
}

/// Who did something: the hash for the records, the name for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The person.
    pub person: PersonKey,
    /// What they are called; empty once they asked to be forgotten.
    pub name: String,
}

/// One item in a [`Commit`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The item.
    pub key: ItemKey,
    /// The revision it must have now; 0 where there must be none yet. So nobody overwrites what they have not seen.
    pub expected: u64,
    /// What it is to be; `None` to take it away.
    pub after: Option<Item>,
}

/// Changes that happen together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Who.
    pub author: Author,
    /// When.
    pub at: Moment,
    /// What it was, for the history.
    pub action: Action,
    /// Each item once at most. Where there is none, nothing is added to the history and no reader is told.
    pub edits: Vec<Edit>,
    /// Suggestions that are decided by it.
    pub decided: Vec<Deciding>,
    /// Clusters of missed questions that are closed by it.
    pub closed: Vec<Closing>,
    /// What is to be told to whom.
    pub notices: Vec<NewNotice>,
}

impl Commit {
    /// Of `edits` alone.
    #[must_use]
    pub fn of(author: Author, at: Moment, action: Action, edits: Vec<Edit>) -> Commit {
        Commit { author, at, action, edits, decided: Vec::new(), closed: Vec::new(), notices: Vec::new() }
    }
}

/// What a [`Commit`] did to one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Number of the commit in its space, from 1, without gaps.
    pub number: u64,
    /// When.
    pub at: Moment,
    /// Who.
    pub author: Author,
    /// What it was.
    pub action: Action,
    /// The item.
    pub key: ItemKey,
    /// What it was before; `None` where there was none.
    pub before: Option<Item>,
    /// Revision that it had before; 0 where there was none.
    pub revision_before: u64,
    /// What it was afterwards; `None` where it was taken away.
    pub after: Option<Item>,
}

/// Which changes to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of this item alone.
    pub key: Option<ItemKey>,
    /// Of commits after this number.
    pub after: u64,
    /// Of commits before this number.
    pub before: Option<u64>,
    /// Changes at most.
    pub limit: u32,
}

impl EntryItem {
    /// One that was taught.
    #[must_use]
    pub fn taught(entry: Entry) -> EntryItem {
        EntryItem { entry, overlays: None }
    }
}

/// Digest of an entry's content, by which it is known whether a file's entry is still the one that was edited.
#[must_use]
pub fn digest(entry: &Entry) -> String {
    use sha2::Digest;
    let text = serde_json::to_string(&EntryRecord::of(entry)).expect("text and numbers can be written as JSON");
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(text.as_bytes())[..16])
}

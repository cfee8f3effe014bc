//! What TOML, YAML and JSON have in common: a tree of values that know where they stand.

use super::problem::Kind;
use super::problem::Spot;

/// A file of topics and entries is four deep. Twice that is somebody's own structure, and beyond it hostile.
pub(super) const MAX_DEPTH: usize = 8;

/// A value and where it begins.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) spot: Spot,
    pub(super) value: Value,
}

/// What a file can hold, as far as knowledge needs it.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Null,
    Text(String),
    /// A date where the format has such a type, as it was written.
    Date(String),
    /// A number, a truth value, or what is nested beyond [`MAX_DEPTH`]: never right, only to be named.
    Other(Kind),
    List(Vec<Node>),
    /// In the order of the file, repeated keys and all.
    Map(Vec<Field>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) key: String,
    pub(super) spot: Spot,
    pub(super) value: Node,
}

/// The value beyond [`MAX_DEPTH`].
pub(super) const TOO_DEEP: Value = Value::Other(Kind::TooDeep);

impl Value {
    /// What it is, for a message.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Value::Null => Kind::Nothing,
            Value::Text(_) => Kind::Text,
            Value::Date(_) => Kind::Date,
            Value::Other(kind) => *kind,
            Value::List(_) => Kind::List,
            Value::Map(_) => Kind::Group,
        }
    }
}

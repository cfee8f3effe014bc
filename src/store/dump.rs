//! All that a space holds, as lines of JSON that another store can take.

/// A space's rows, each a line of JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dumped {
    /// The first says what it is and in which version; each other is one row, with its table's name.
    pub lines: Vec<String>,
}

//! What `askwell doctor` says of one thing that it looked at.

/// One thing that was looked at, and what to do about it where it is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is, in a word or two.
    pub what: &'static str,
    /// How it is.
    pub state: State,
    /// At least one line, the most important first. May hold names that others chose.
    pub lines: Vec<String>,
}

impl Finding {
    /// A finding of one line.
    #[must_use]
    pub fn new(what: &'static str, state: State, line: String) -> Finding {
        Finding { what, state, lines: vec![line] }
    }
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Good,
    /// Works, and could be better.
    Note,
    /// Something does not work without it.
    Missing,
}

//! Questions counted by what came of them.

use time::Date;

/// Questions of one day of which the same holds. Those of channels on trial are left out: nobody was shown anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The day on which they were asked, in UTC.
    pub day: Date,
    /// Their verdict: `answer`, `choose` or `abstain`.
    pub verdict: String,
    /// Its reason code.
    pub reason: String,
    /// Whether somebody chose one of the entries that were offered.
    pub chosen: bool,
    /// Whether somebody said that the answer helped.
    pub helpful: bool,
    /// Whether somebody said that it was the answer to something else, or that nothing offered was right.
    pub refused: bool,
    /// How many there are, at least one.
    pub count: u64,
}

//! What people are to be told later, and have not been told yet.

use crate::entry::EntryId;
use crate::store::Moment;
use crate::store::PersonKey;
use crate::store::Place;
use crate::store::RowId;

/// Something that a person is to be told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// What it is about and for whom: of two notices with one key in a space, the second is none.
    pub key: String,
    /// Who is told.
    pub person: PersonKey,
    /// Where.
    pub place: Place,
    /// The question that they had asked, redacted; empty where somebody else did.
    pub question: String,
    /// The entry that answers it now.
    pub entry: EntryId,
}

impl NewNotice {
    /// The key of what tells a person that a cluster of missed questions is resolved: there is one, however often the
    /// cluster is resolved and opened again.
    #[must_use]
    pub fn key_of_cluster(number: u64, person: &PersonKey) -> String {
        format!("{}{person}", begins_of_cluster(number))
    }
}

/// What the keys of all notices of a cluster begin with.
pub(super) fn begins_of_cluster(number: u64) -> String {
    format!("missed:{number}:")
}

/// A notice that waits, or is being delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its name.
    pub id: RowId,
    /// What it says.
    pub notice: NewNotice,
    /// When it came up.
    pub at: Moment,
    /// How often somebody set out to deliver it, this time included.
    pub attempts: u32,
}

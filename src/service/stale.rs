//! Answers that should have been looked at again.

use std::sync::Arc;

use time::Date;

use crate::entry::Entry;
use crate::service::Catalog;

impl Catalog {
    /// The written entries whose day of review is before or on `today`, the longest overdue first.
    #[must_use]
    pub fn past_review(&self, today: Date) -> Vec<&Arc<Entry>> {
        let mut past: Vec<&Arc<Entry>> = self.written().iter().filter(|entry| is_past_review(entry, today)).collect();
        past.sort_by_key(|entry| entry.review_by);
        past
    }
}

/// Whether the answer should have been looked at again by `today`.
#[must_use]
pub fn is_past_review(entry: &Entry, today: Date) -> bool {
    entry.review_by.is_some_and(|day| day <= today)
}

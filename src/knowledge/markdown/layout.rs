//! Where the parts of an entry stand in a Markdown file, for those who change it.

use std::ops::Range;

/// The places of one entry's parts, in bytes.
#[derive(Clone, Debug, Default)]
pub(in crate::knowledge) struct Layout {
    /// Where the entry begins, counted from 1.
    pub(in crate::knowledge) line: usize,
    /// Of the headings that ask; none for `Q:`.
    pub(in crate::knowledge) level: Option<usize>,
    /// The lines of each question outside of the comment, and what it asks.
    pub(in crate::knowledge) questions: Vec<Range<usize>>,
    pub(in crate::knowledge) texts: Vec<String>,
    /// What is between the signs of the comment that holds the metadata.
    pub(in crate::knowledge) comment: Option<Range<usize>>,
    /// `A:` with the white space behind it.
    pub(in crate::knowledge) marker: Option<Range<usize>>,
    /// From the end of all that up to the next entry or heading.
    pub(in crate::knowledge) body: Range<usize>,
}

impl Layout {
    /// The same with all places `by` bytes further down.
    pub(super) fn move_by(&mut self, by: usize) {
        let own = [&mut self.comment, &mut self.marker].into_iter().flatten();
        for range in self.questions.iter_mut().chain(own).chain([&mut self.body]) {
            *range = range.start + by..range.end + by;
        }
    }
}

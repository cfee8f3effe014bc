//! All that a space holds, as lines of JSON that another store can take.

use serde::Deserialize;
use serde::Serialize;

use crate::store::StoreError;

/// A space's rows, each a line of JSON. They hold what people wrote, and the key that persons are hashed with, so that
/// everybody is the same person where they are loaded: a dump is as private as the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dumped {
    /// The first says what it is and in which version; each other is one row, with its table's name.
    pub lines: Vec<String>,
}

/// The version of the lines. Another one where a table has other columns. Those before it are read as well: 1 had no
/// models beside the vectors, 2 no flaws beside the votes, 3 no numbers of the changes that closed the clusters.
pub(super) const FORMAT: u32 = 4;

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    askwell: String,
    format: u32,
}

impl Dumped {
    /// A dump without rows.
    pub(super) fn begin() -> Dumped {
        let header = Header { askwell: "space".to_owned(), format: FORMAT };
        let header = serde_json::to_string(&header).expect("a text and a number can be written as JSON");
        Dumped { lines: vec![header] }
    }

    /// The lines of rows, with the version that they are in.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] where the first line is not that of a dump that this version can read.
    pub(super) fn rows(&self) -> Result<(u32, &[String]), StoreError> {
        let invalid = |text: &str| StoreError::Invalid(text.to_owned());
        let (first, rows) = self.lines.split_first().ok_or_else(|| invalid("the dump is empty"))?;
        let header: Header = serde_json::from_str(first).map_err(|_| invalid("line 1: that is no dump of a space"))?;
        if header.askwell != "space" || !(1..=FORMAT).contains(&header.format) {
            return Err(StoreError::Invalid(format!(
                "line 1: the dump is in format {} and this version reads formats 1 to {FORMAT}",
                header.format,
            )));
        }
        Ok((header.format, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &str) {
        let dumped = Dumped { lines: lines.iter().map(|&line| line.to_owned()).collect() };
        assert_eq!(dumped.rows().unwrap_err().to_string(), expected);
    }

    #[test]
    fn what_is_no_dump_is_refused() {
        check(&[], "the dump is empty");
        check(&["{}"], "line 1: that is no dump of a space");
        check(
            &[r#"{"askwell":"space","format":9}"#],
            "line 1: the dump is in format 9 and this version reads formats 1 to 4",
        );
        assert!(Dumped::begin().rows().unwrap().1.is_empty());
    }
}

//! From the bytes of a file to text whose lines end in `\n`, and from an offset in it to a line.

use super::problem::Code;
use super::problem::Place;
use super::problem::Problem;
use super::problem::Spot;
use super::problem::Wrong;

/// Where a binary file shows that it is one; a NUL further down is only an odd character in a text.
const BINARY_PREFIX_BYTES: usize = 8 * 1024;

/// `bytes` as text without a byte order mark, CRLF and lone CR made LF, which changes no line's number.
///
/// # Errors
/// The problem of a file that is not UTF-8 text. It is not read in part: the encoding is a matter of the whole
/// file, and guessing would serve answers with broken letters.
pub(super) fn decode(file: &str, bytes: &[u8]) -> Result<String, Box<Problem>> {
    let whole = || Place { file: file.to_owned(), ..Place::default() };
    let refuse = |place, wrong| Box::new(Problem::error(place, Code::NotUtf8, wrong));
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(refuse(whole(), Wrong::IsUtf16));
    }
    if bytes.iter().take(BINARY_PREFIX_BYTES).any(|&byte| byte == 0) {
        return Err(refuse(whole(), Wrong::IsBinary));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.replace("\r\n", "\n").replace('\r', "\n")),
        Err(error) => {
            let (good, bad) = bytes.split_at(error.valid_up_to());
            // Lossy only in name: `good` was found to be valid.
            let good = String::from_utf8_lossy(good).replace("\r\n", "\n").replace('\r', "\n");
            let place = Lines::new(&good).spot(good.len()).place(file);
            let byte = bad.first().copied().unwrap_or_default();
            Err(refuse(place, Wrong::NotUtf8 { byte: format!("0x{byte:02X}") }))
        }
    }
}

/// Nobody finds a place in a line longer than this by its column, and counting the characters of a file that is one
/// line, once for each item, would take minutes.
const MAX_COLUMN_BYTES: usize = 2_000;

/// Tells the line and column of an offset.
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Offset of the first byte of each line, ascending; the first is 0.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Lines<'t> {
        let after_breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        Lines { text, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The line of byte `offset`, counted from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset)
    }

    /// Line and column of byte `offset`; no column far out in a long line.
    pub(super) fn spot(&self, offset: usize) -> Spot {
        let line = self.line(offset);
        let start = self.starts[line - 1];
        let before = self.text.get(start..offset).filter(|before| before.len() <= MAX_COLUMN_BYTES);
        Spot { line, column: before.map(|before| before.chars().count() + 1) }
    }

    /// Offset at which `line` (counted from 1) begins; the end of the text for lines beyond it.
    pub(super) fn start_of(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let found = match decode("f.txt", bytes) {
            Ok(text) => text,
            Err(problem) => format!("{} | {problem}", problem.place),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn line_ends_and_byte_order_marks_make_no_difference() {
        check(b"\xEF\xBB\xBFa\r\nb\rc\n", "a\nb\nc\n");
        check(b"", "");
    }

    #[test]
    fn what_is_not_utf8_is_refused_with_its_place() {
        check(b"a\r\n\xC3\xA9caf\xE9", "f.txt:2:5 | f.txt:2:5: byte 0xE9 is not UTF-8 text; save the file as UTF-8");
        check(b"\xFF\xFEa\0", "f.txt | f.txt: the file is UTF-16 text; save the file as UTF-8");
        check(
            &[0; 100],
            "f.txt | f.txt: this looks like a binary file; name a text file, or save this one as UTF-8 text",
        );
    }

    #[test]
    fn offsets_become_lines_and_columns() {
        let lines = Lines::new("aé\n\nb");
        assert_eq!(lines.spot(0), Spot { line: 1, column: Some(1) });
        assert_eq!(lines.spot(3), Spot { line: 1, column: Some(3) });
        assert_eq!(lines.spot(4), Spot { line: 2, column: Some(1) });
        assert_eq!(lines.spot(6), Spot { line: 3, column: Some(2) });
        assert_eq!((lines.start_of(3), lines.start_of(9)), (5, 6));
    }
}

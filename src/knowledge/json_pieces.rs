//! Cuts broken JSON where the items of a list begin and end, so that one bad item does not hide the others.

/// A stretch of text that should be one item.
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The items of the list or object that begins at `open`, cut at the commas between them.
///
/// Guesses where the text gives no certainty: a text in quotes ends with its line at the latest, since JSON has no
/// line breaks in it, and a closing bracket closes whatever was left open within. Commas may be missing between
/// groups. Keeps the open brackets on the heap, so that depth does no harm.
pub(super) fn pieces(text: &str, open: usize) -> Vec<Piece> {
    let mut cutter = Cutter { text, pieces: Vec::new(), start: open + 1, open: Vec::new() };
    let bytes = text.as_bytes();
    let mut at = open + 1;
    while at < bytes.len() {
        at = match bytes[at] {
            b'"' => after_quotes(bytes, at),
            _ if cutter.step(at) => return cutter.pieces,
            _ => at + 1,
        };
    }
    cutter.cut(text.len());
    cutter.pieces
}

/// Where a text in quotes that begins at `open` ends. Where its line ends first, the brackets and commas at the end
/// of the line were rather meant as such.
fn after_quotes(bytes: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while at < bytes.len() && bytes[at] != b'\n' {
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    let mut end = at.min(bytes.len());
    while end > open + 1 && matches!(bytes[end - 1], b'}' | b']' | b',' | b' ' | b'\t') {
        end -= 1;
    }
    end
}

struct Cutter<'t> {
    text: &'t str,
    pieces: Vec<Piece>,
    /// Where the current item begins.
    start: usize,
    /// Closing brackets that are due within the current item, the outermost first.
    open: Vec<u8>,
}

/// A closing bracket closes what was left open at most this far within. Entries are not nested deeper, and looking
/// through all that is open would be slow on a file of nothing but brackets.
const MAX_LEFT_OPEN: usize = 16;

impl Cutter<'_> {
    /// Takes the byte at `at`; returns whether the list itself is closed by it.
    fn step(&mut self, at: usize) -> bool {
        match self.text.as_bytes()[at] {
            byte @ (b'{' | b'[') => self.open(at, byte),
            byte @ (b'}' | b']') => return self.close(at, byte),
            b',' if self.open.is_empty() => {
                self.cut(at);
                self.start = at + 1;
            }
            _ => {}
        }
        false
    }

    fn open(&mut self, at: usize, byte: u8) {
        // `{…} {…}`: the comma between two groups was forgotten.
        if self.open.is_empty() && self.text[self.start..at].trim_end().ends_with('}') {
            self.cut(at);
            self.start = at;
        }
        self.open.push(if byte == b'{' { b'}' } else { b']' });
    }

    fn close(&mut self, at: usize, byte: u8) -> bool {
        if self.open.is_empty() {
            self.cut(at);
            return true;
        }
        if let Some(inner) = self.open.iter().rev().take(MAX_LEFT_OPEN).position(|&due| due == byte) {
            self.open.truncate(self.open.len() - 1 - inner);
        }
        false
    }

    fn cut(&mut self, end: usize) {
        let piece = &self.text[self.start..end];
        if !piece.trim().is_empty() {
            let start = self.start + piece.len() - piece.trim_start().len();
            self.pieces.push(Piece { start, end: start + piece.trim().len() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = pieces(text, 0).iter().map(|piece| &text[piece.start..piece.end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn items_are_cut_at_commas_and_where_one_is_missing() {
        check(r#"[{"a": "x,}\""}, 2, [3, 4]]"#, &[r#"{"a": "x,}\""}"#, "2", "[3, 4]"]);
        check("[{1} {2}]", &["{1}", "{2}"]);
        check("[", &[]);
    }

    #[test]
    fn what_was_left_open_does_not_swallow_the_rest() {
        check("[{\"a\": \"x},\n {2}]", &["{\"a\": \"x}", "{2}"]);
        check("[\"a\\", &["\"a\\"]);
        check("[{\"a\": \"x\n},\n {2}]", &["{\"a\": \"x\n}", "{2}"]);
        check("[{\"a\": [1}, {2}]", &["{\"a\": [1}", "{2}"]);
    }
}

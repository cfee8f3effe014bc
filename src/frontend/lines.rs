//! Lines from a pipe: any bytes, of any length, without end.

use std::io;
use std::io::BufRead;

/// Longest line kept, in bytes: what a post may have, which is more than four bytes for every character of a question,
/// and one character more, so that what is longer is still recognised as too long.
const MAX_LINE_BYTES: usize = 16 * 1024 + 4;

/// The next line without its end; `None` when there are no more. Bytes that are not UTF-8 become replacement
/// characters. What goes beyond `MAX_LINE_BYTES` is read and dropped, so that a line of any length costs no memory.
///
/// # Errors
/// Whatever the reader fails with.
pub fn next_line(reader: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut line: Vec<u8> = Vec::new();
    let mut read_any = false;
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break;
        }
        read_any = true;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        let room = MAX_LINE_BYTES - line.len();
        line.extend_from_slice(&part[..part.len().min(room)]);
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            break;
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(read_any.then(|| String::from_utf8_lossy(&line).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn lines(bytes: &[u8]) -> Vec<String> {
        // A small buffer, so that lines come in parts.
        let mut reader = BufReader::with_capacity(3, bytes);
        std::iter::from_fn(|| next_line(&mut reader).unwrap()).collect()
    }

    #[test]
    fn ends_of_lines_and_of_input() {
        assert_eq!(lines(b"one\r\ntwo\n\nfour"), ["one", "two", "", "four"]);
        assert_eq!(lines(b"one\n"), ["one"]);
        assert!(lines(b"").is_empty());
    }

    #[test]
    fn bytes_that_are_no_text_do_not_stop_it() {
        assert_eq!(lines(b"a\xffb\nnext\n"), ["a\u{fffd}b", "next"]);
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_next_one_is_whole() {
        let mut bytes = vec![b'x'; 10 * MAX_LINE_BYTES];
        bytes.extend_from_slice(b"\nnext");
        let lines = lines(&bytes);
        assert_eq!(lines[0].len(), MAX_LINE_BYTES);
        assert_eq!(lines[1], "next");
    }
}

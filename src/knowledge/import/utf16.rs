//! Text as other products save it: UTF-8, or UTF-16 with a byte order mark, as Excel's "Unicode text".

use crate::knowledge::decode;
use crate::knowledge::decode::Lines;
use crate::knowledge::problem::Code;
use crate::knowledge::problem::Problem;
use crate::knowledge::problem::Wrong;

/// Whether `bytes` begin with a byte order mark of UTF-16.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// `bytes` as text without a byte order mark, its lines ending in `\n`.
///
/// # Errors
/// The problem of a file that is neither.
pub(super) fn text(file: &str, bytes: &[u8]) -> Result<String, Box<Problem>> {
    if !is_utf16(bytes) {
        return decode::decode(file, bytes);
    }
    let is_little = bytes[0] == 0xFF;
    let units = bytes[2..].chunks_exact(2).map(|pair| {
        let pair = [pair[0], pair[1]];
        if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    let mut text = String::with_capacity(bytes.len() / 2);
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => text.push(c),
            Err(bad) => {
                let unit = format!("0x{:04X}", bad.unpaired_surrogate());
                return Err(broken(file, &text, Wrong::NotUtf16 { unit }));
            }
        }
    }
    if bytes.len() % 2 == 1 {
        return Err(broken(file, &text, Wrong::EndsWithinCharacter));
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn broken(file: &str, before: &str, wrong: Wrong) -> Box<Problem> {
    let before = before.replace("\r\n", "\n").replace('\r', "\n");
    let place = Lines::new(&before).spot(before.len()).place(file);
    Box::new(Problem::error(place, Code::NotUtf8, wrong))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(to_bytes).collect()
    }

    #[test]
    fn both_orders_of_bytes_are_read() {
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(text("f", &encoded("é🎉\r\nb", to_bytes)).unwrap(), "é🎉\nb");
        }
    }

    #[test]
    fn what_is_no_utf16_is_refused_with_its_place() {
        let mut bytes = encoded("a\r\nb", u16::to_le_bytes);
        bytes.push(0);
        assert_eq!(
            text("f", &bytes).unwrap_err().to_string(),
            "f:2:2: the file ends in the middle of a character; export it again, or save it as UTF-8"
        );
        bytes.extend([0xDC, b'x', 0]);
        assert!(text("f", &bytes).unwrap_err().to_string().starts_with("f:2:2: 0xDC00 is not UTF-16 text"));
    }
}

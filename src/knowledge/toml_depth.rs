//! Keeps TOML from nesting so deep that dropping it overflows the stack.

/// The parser allows 80 dots in a key and 80 groups within each other, and so tables 6,400 deep, which is too much
/// for the stack of a thread. Knowledge has no use for dots in keys at all.
const MAX_DOTS: usize = 64;

/// What ends a word that stands without quotes.
const BETWEEN_WORDS: &[u8] = b".=,[]{} \t#\n";

/// Where the keys of one statement, with all that is nested in it, have too many dots.
///
/// Where `text` is broken, dots may be counted that are no part of a key, but none are missed.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open = Vec::new();
    let mut dots = 0;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' | b'\'' => {
                at = after_string(bytes, at);
                continue;
            }
            b'#' => {
                at = find_newline(bytes, at);
                continue;
            }
            b'.' => dots += 1,
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            byte if open.last() == Some(&byte) => {
                open.pop();
            }
            b'\n' if open.is_empty() => dots = 0,
            byte if BETWEEN_WORDS.contains(&byte) => {}
            _ => {
                // A quote within a bare word is a letter of it to the parser.
                at = bytes[at..].iter().position(|byte| BETWEEN_WORDS.contains(byte)).map_or(bytes.len(), |n| at + n);
                continue;
            }
        }
        if dots > MAX_DOTS {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where the string ends that begins at `start`. One in single quotes of either kind ends with its line at the
/// latest, as the parser has it.
fn after_string(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let has_escapes = quote == b'"';
    let long = [quote; 3];
    if bytes[start..].starts_with(&long) {
        return after_long_string(bytes, start + 3, &long, has_escapes);
    }
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => return at,
            b'\\' if has_escapes => at += usize::from(bytes.get(at + 1) != Some(&b'\n')),
            byte if byte == quote => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn after_long_string(bytes: &[u8], mut at: usize, quotes: &[u8; 3], has_escapes: bool) -> usize {
    while at < bytes.len() {
        if has_escapes && bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at..].starts_with(quotes) {
            at += 3;
            // Up to two more quotes belong to the text.
            let more = bytes[at..].iter().take(2).take_while(|&&byte| byte == quotes[0]).count();
            return at + more;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

fn find_newline(bytes: &[u8], from: usize) -> usize {
    bytes[from..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dots_of_keys_count() {
        let dots = ".a".repeat(MAX_DOTS);
        assert_eq!(too_deep(&format!("a{dots} = 1\nb{dots} = 2\n")), None);
        assert_eq!(too_deep(&format!("a = \"{dots}\\\"{dots}\" # {dots}\nb = '''{dots}'{dots}'''")), None);
        assert!(too_deep(&format!("a{dots}.b = 1")).is_some());
        assert!(too_deep(&format!("a{dots} = {{\n b.c = 1 }}")).is_some());
        assert!(too_deep(&format!("a{dots} = [ }}\n {{ b.c = 1 }}]")).is_some());
        assert!(too_deep(&format!("a\"{dots}.b = 1")).is_some());
        assert!(too_deep(&format!("\"a\nb{dots}.c = 1")).is_some());
    }
}

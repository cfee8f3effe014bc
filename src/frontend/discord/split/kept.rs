//! What is kept together when a text is cut.

use std::ops::Range;

use crate::frontend::discord::rich::fence::Fence;
use crate::frontend::discord::rich::fence::Part;

/// Longest address looked for, in bytes. Longer ones Discord does not take, and an opening bracket that nothing
/// closes must not make it read on to the end of the text.
const MAX_ADDRESS: usize = 2_048;

/// For each place in a text, how many things would be cut in two there.
pub(super) struct Kept {
    /// Code, links, addresses, escaped signs.
    whole: Vec<i32>,
    /// Emphasis, headings, quoted lines.
    together: Vec<i32>,
}

impl Kept {
    pub(super) fn of(text: &str) -> Kept {
        let mut kept = Kept { whole: vec![0; text.len() + 2], together: vec![0; text.len() + 2] };
        let mut fence = Fence::default();
        let mut block_start = 0;
        let mut paragraph_start = 0;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let end = at + line.trim_end_matches(['\n', '\r']).len();
            let part = fence.line(&text[at..end]);
            if part != Part::Outside || text[at..end].trim().is_empty() {
                kept.paragraph(text, paragraph_start..at);
                paragraph_start = at + line.len();
            } else {
                kept.line(&text[at..end], at);
            }
            match part {
                Part::Opens => block_start = at,
                Part::Closes => mark(&mut kept.whole, block_start..end),
                Part::Outside | Part::Inside => {}
            }
            at += line.len();
        }
        kept.paragraph(text, paragraph_start..at);
        if fence.is_open() {
            mark(&mut kept.whole, block_start..text.len());
        }
        sum(&mut kept.whole);
        sum(&mut kept.together);
        kept
    }

    /// Whether something that must stay whole would be cut by leaving out `cut`, which may be empty.
    pub(super) fn whole(&self, cut: Range<usize>) -> bool {
        self.whole[cut.start..=cut.end].iter().any(|&count| count > 0)
    }

    /// Whether something would be cut that had better stay together.
    pub(super) fn together(&self, cut: Range<usize>) -> bool {
        self.together[cut.start..=cut.end].iter().any(|&count| count > 0)
    }

    /// Headings stay with what is below them; in a quotation, only its first line would show the mark.
    fn line(&mut self, line: &str, at: usize) {
        let after = line.trim_start();
        if after.starts_with('#') || after.starts_with("-# ") {
            let below = (at + line.len() + 1).min(self.together.len() - 2);
            mark(&mut self.together, at..below);
        } else if after.starts_with('>') {
            mark(&mut self.together, at..at + line.len());
        }
    }

    /// What is within a line, or goes over several of one paragraph.
    fn paragraph(&mut self, text: &str, range: Range<usize>) {
        let mut brackets: Vec<usize> = Vec::new();
        // Where emphasis began, for each of the signs that make it.
        let mut emphasis: [Option<usize>; SIGNS.len()] = [None; SIGNS.len()];
        let mut at = range.start;
        while let Some(c) = text[at..range.end].chars().next() {
            let rest = &text[at..range.end];
            let length = match c {
                '\\' => {
                    let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                    mark(&mut self.whole, at..at + length);
                    length
                }
                '`' => match code(rest) {
                    Some(length) => {
                        mark(&mut self.whole, at..at + length);
                        length
                    }
                    None => run(rest, '`'),
                },
                '<' => {
                    let length = in_angles(rest).unwrap_or(1);
                    mark(&mut self.whole, at..at + length);
                    length
                }
                'h' => match address(rest) {
                    Some(length) => {
                        mark(&mut self.whole, at..at + length);
                        length
                    }
                    None => 1,
                },
                '[' => {
                    let image = text[range.start..at].ends_with('!');
                    brackets.push(if image { at - 1 } else { at });
                    1
                }
                ']' => match (brackets.pop(), in_parentheses(&rest[1..])) {
                    (Some(start), Some(length)) => {
                        mark(&mut self.whole, start..at + 1 + length);
                        1 + length
                    }
                    _ => 1,
                },
                '*' | '_' | '~' | '|' => {
                    let length = run(rest, c);
                    let sign = SIGNS.iter().position(|&sign| sign == (c, length));
                    if let Some(open) = sign.map(|sign| &mut emphasis[sign]) {
                        let before = text[range.start..at].chars().next_back();
                        let after = rest[length..].chars().next();
                        match *open {
                            Some(start) if ends_word(c, before, after) => {
                                mark(&mut self.together, start..at + length);
                                *open = None;
                            }
                            None if ends_word(c, after, before) => *open = Some(at),
                            _ => {}
                        }
                    }
                    length
                }
                c => c.len_utf8(),
            };
            at += length;
        }
    }
}

/// What emphasis is made of: a sign and how many of it.
const SIGNS: [(char, usize); 8] = [('*', 1), ('*', 2), ('*', 3), ('_', 1), ('_', 2), ('_', 3), ('~', 2), ('|', 2)];

/// Whether emphasis may end between these two; with the two exchanged, whether it may begin. An underscore within a
/// word is part of it.
fn ends_word(sign: char, within: Option<char>, beyond: Option<char>) -> bool {
    let touches = within.is_some_and(|c| !c.is_whitespace());
    touches && (sign != '_' || !beyond.is_some_and(char::is_alphanumeric))
}

/// Notes that `range` is not to be cut: at each place within, not at its ends.
fn mark(counts: &mut [i32], range: Range<usize>) {
    if range.len() > 1 {
        counts[range.start + 1] += 1;
        counts[range.end] -= 1;
    }
}

/// From where things begin and end to how many there are.
fn sum(counts: &mut [i32]) {
    let mut sum = 0;
    for count in counts {
        sum += *count;
        *count = sum;
    }
}

/// How often `sign` stands at the beginning.
fn run(text: &str, sign: char) -> usize {
    text.len() - text.trim_start_matches(sign).len()
}

/// The length of the code within a line that `text` begins with: up to as many backticks as it begins with.
fn code(text: &str) -> Option<usize> {
    let length = run(text, '`');
    let mut at = length;
    loop {
        at += text[at..].find('`')?;
        let closing = run(&text[at..], '`');
        at += closing;
        if closing == length {
            return Some(at);
        }
    }
}

/// The length of `<…>` at the beginning: an address, a channel, a time, an emoji.
fn in_angles(text: &str) -> Option<usize> {
    let ends = |b: u8| matches!(b, b'<' | b'>') || b.is_ascii_whitespace();
    let end = 1 + text.bytes().skip(1).take(MAX_ADDRESS).position(ends)?;
    text[end..].starts_with('>').then_some(end + 1)
}

/// The length of the address at the beginning. What follows it in the text may look like a part of it: a full stop, a
/// bracket, the end of emphasis.
fn address(text: &str) -> Option<usize> {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ']')).unwrap_or(text.len());
    let trimmed = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '_', '~', '|', '"', '\'']);
    Some(trimmed.len())
}

/// The length of `(…)` at the beginning, on one line, with parentheses within.
fn in_parentheses(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, b) in text.bytes().enumerate().take(MAX_ADDRESS) {
        match b {
            b'(' => depth += 1,
            b')' => depth = depth.checked_sub(1)?,
            b'\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return (b == b')').then_some(at + 1);
        }
    }
    None
}

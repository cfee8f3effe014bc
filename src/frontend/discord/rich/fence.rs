//! Which lines of a Markdown text are code between fences, where nothing else means anything.

/// What a line is to the block of code that it may be part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::frontend::discord) enum Part {
    /// Not code.
    Outside,
    /// The fence above the code.
    Opens,
    /// Code.
    Inside,
    /// The fence below the code.
    Closes,
}

/// Reads one line after the other.
#[derive(Default)]
pub(in crate::frontend::discord) struct Fence {
    /// The sign that the open fence is made of, and how many of it.
    open: Option<(char, usize)>,
}

impl Fence {
    /// What the next line is.
    pub(in crate::frontend::discord) fn line(&mut self, line: &str) -> Part {
        let Some((sign, length)) = self.open else {
            let fence = fence(line);
            let info = &line[fence.start + fence.length..];
            // Backticks after the fence: code within a line.
            if fence.length < 3 || (fence.sign == '`' && info.contains('`')) {
                return Part::Outside;
            }
            self.open = Some((fence.sign, fence.length));
            return Part::Opens;
        };
        let fence = fence(line);
        let alone = line[fence.start + fence.length..].trim().is_empty();
        if fence.sign == sign && fence.length >= length && alone {
            self.open = None;
            return Part::Closes;
        }
        Part::Inside
    }

    /// Whether a block is still open, after the last line: nobody closed it.
    pub(in crate::frontend::discord) fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// The signs of a fence in a line.
struct Signs {
    sign: char,
    /// In bytes, from the start of the line.
    start: usize,
    /// How many.
    length: usize,
}

/// The fence a line begins with, after the marks of quotations and lists; of length 0 if there is none.
fn fence(line: &str) -> Signs {
    let marks = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*');
    let after = line.trim_start_matches(marks).trim_start_matches(|c: char| c.is_ascii_digit());
    let after = after.strip_prefix(". ").unwrap_or(after).trim_start();
    let start = line.len() - after.len();
    let sign = if after.starts_with('~') { '~' } else { '`' };
    Signs { sign, start, length: after.len() - after.trim_start_matches(sign).len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut fence = Fence::default();
        let parts: String = text
            .lines()
            .map(|line| match fence.line(line) {
                Part::Outside => '.',
                Part::Opens => '<',
                Part::Inside => '#',
                Part::Closes => '>',
            })
            .collect();
        assert_eq!(parts, expected, "{text}");
    }

    #[test]
    fn code_is_between_fences() {
        check("a\n```rust\ncode\n\ncode\n```\nb", ".<###>.");
        check("~~~\n```\n~~~", "<#>");
        check("````\n```\ncode\n```\n````", "<###>");
        check("- ```\n  code\n  ```\n> ```\n> code\n> ```\n1. ```\n   ```", "<#><#><>");
        check("```\nnever closed\n\n# code", "<###");
    }

    #[test]
    fn code_within_a_line_is_no_block() {
        check("```code``` and more\na", "..");
        check("``\n`\n~~gone~~", "...");
        check("```\ncode ```\n``` code\n```", "<##>");
    }
}

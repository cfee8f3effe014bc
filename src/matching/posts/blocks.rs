//! What of a post is its writer's own prose: code, logs, consoles, quotes, tables, bare links and signatures are not.

use crate::matching::posts::asking;
use crate::matching::posts::sentences::is_address;

/// Prose that belongs together, without marks of lists, headings or emphasis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    /// Blocks of one paragraph have the same number.
    pub(super) paragraph: usize,
    /// Whether it is an item of a list that was said to be of questions.
    pub(super) listed: bool,
}

/// A line as long as this was broken for the width of a page or window, if the next one goes on in small letters.
const BROKEN_LINE: usize = 45;

/// The longest signature, in lines: what is longer than that below a farewell is a postscript.
const SIGNATURE_LINES: usize = 4;

/// The prose of `post`, in its order.
pub(super) fn of(post: &str) -> Vec<Block> {
    let text = without_fences(&post.replace("\r\n", "\n").replace('\r', "\n"));
    let lines: Vec<&str> = text.lines().collect();
    let indent = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min().unwrap_or(0);
    let mut reader = Reader::default();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let line = line.get(indent..).unwrap_or_default();
        let rest = &lines[at + 1..];
        if line.starts_with(">>>") && !looks_like_code(line.trim_start_matches('>')) {
            // Discord: the rest of the message is quoted.
            break;
        }
        if is_signature(line, rest) {
            match rest.iter().position(|line| is_postscript(line)) {
                Some(more) => at += more + 1,
                None => break,
            }
            reader.end_paragraph();
            continue;
        }
        reader.read(line, rest);
        at += 1;
    }
    reader.blocks
}

/// `text` without blocks of code between fences. What stands between fences within a line becomes code in a line. As in
/// Markdown, a fence that is not closed goes on to the end.
fn without_fences(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut pieces = text.split("```").peekable();
    let mut in_code = false;
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        if !in_code {
            kept.push_str(piece);
        } else if !piece.contains('\n') && !last && !piece.contains('`') {
            kept.push_str(&format!("`{}`", piece.trim()));
        } else {
            kept.push_str("\n\n");
        }
        in_code = !in_code;
    }
    let mut outside = true;
    let mut lines = String::with_capacity(kept.len());
    for line in kept.lines() {
        let fence = line.trim_start().starts_with("~~~");
        lines.push_str(if fence || !outside { "" } else { line });
        lines.push('\n');
        outside ^= fence;
    }
    lines
}

/// Reads one line after the other.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    paragraph: usize,
    /// Characters of the line before, if it may go on in this one.
    before: Option<usize>,
    /// After a command at a console: what follows is its output, up to an empty line.
    in_output: bool,
    /// The line before was a program's: a line between two such is one, too.
    after_output: bool,
    /// After an empty line or a block of code: what is indented now is code.
    may_be_code: bool,
    /// In a list: what is indented belongs to an item.
    in_list: bool,
    /// What was read last said that questions follow.
    announced: bool,
}

impl Reader {
    fn end_paragraph(&mut self) {
        self.paragraph += 1;
        self.before = None;
    }

    fn read(&mut self, line: &str, rest: &[&str]) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            self.end_paragraph();
            self.in_output = false;
            self.after_output = false;
            self.may_be_code = true;
            return;
        }
        let indented = indent(line) >= 4 || line.starts_with('\t');
        let is_code = indented && self.may_be_code && !self.in_list;
        let console = is_console(trimmed);
        let between = self.after_output && rest.first().is_some_and(|next| is_output(next.trim()));
        let output = is_output(trimmed) || between;
        self.after_output = output;
        if is_code || self.in_output || console || output || is_no_prose(trimmed) {
            self.in_output |= console;
            self.before = None;
            return;
        }
        self.may_be_code = false;
        let (item, marked) = without_mark(trimmed);
        let text = without_emphasis(item).to_owned();
        if text.is_empty() || (looks_like_code(trimmed) && !marked) {
            self.before = None;
            return;
        }
        self.in_list = marked || (self.in_list && indented);
        let goes_on = self.before.is_some_and(|length| !marked && goes_on(length, &text));
        let listed = self.announced && marked;
        if !marked && !goes_on {
            self.announced = false;
        }
        let length = text.chars().count();
        let open = !text.ends_with(['.', '?', '!', ':', '…']);
        match self.blocks.last_mut() {
            Some(block) if goes_on => {
                block.text.push(' ');
                block.text.push_str(&text);
            }
            _ => self.blocks.push(Block { text, paragraph: self.paragraph, listed }),
        }
        // A line of full width goes on whatever it ends in; UAX 29 finds the ends within.
        self.before = (open || length >= 2 * BROKEN_LINE).then_some(length);
        if let Some(block) = self.blocks.last()
            && asking::announces_questions(&block.text)
            && rest
                .iter()
                .map(|line| line.trim())
                .find(|line| !line.is_empty())
                .is_some_and(|next| without_mark(next).1)
        {
            self.announced = true;
        }
    }
}

/// Whether `line` continues one of `length` characters that ended without punctuation.
fn goes_on(length: usize, line: &str) -> bool {
    length >= BROKEN_LINE
        && line.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '`'))
        && !asking::begins_question(line)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// `line` without the mark of a list item or heading, and whether it had that of an item.
fn without_mark(line: &str) -> (&str, bool) {
    if let Some(heading) = line.strip_prefix('#').map(|line| line.trim_start_matches('#'))
        && heading.starts_with(' ')
    {
        return (heading.trim(), false);
    }
    for mark in ["- [ ] ", "- [x] ", "- ", "* ", "+ ", "• ", "– ", "-> "] {
        if let Some(item) = line.strip_prefix(mark) {
            return (item.trim(), true);
        }
    }
    let numbered = line.strip_prefix('(').unwrap_or(line);
    let digits = numbered.len() - numbered.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let lettered = numbered.starts_with(|c: char| c.is_ascii_lowercase()) && numbered[1..].starts_with(')');
    let number = if lettered { 1 } else { digits };
    if (1..=2).contains(&number)
        && let Some(item) = numbered[number..].strip_prefix([')', '.', ':'])
        && (item.starts_with(' ') || numbered[number..].starts_with(')'))
    {
        return (item.trim(), true);
    }
    (line, false)
}

/// Without the signs of bold or slanted words at its ends.
fn without_emphasis(line: &str) -> &str {
    let begins_list = line.starts_with("* ");
    if begins_list { line } else { line.trim_matches(|c| matches!(c, '*' | '_' | '~')).trim() }
}

/// Quotes, tables, rules, images and links by themselves.
fn is_no_prose(line: &str) -> bool {
    line.starts_with('>')
        || line.starts_with('|')
        || line.starts_with("![")
        || line.chars().all(|c| !c.is_alphanumeric())
        || line.split_whitespace().all(is_address)
        || (line.starts_with('[') && line.ends_with(')') && line.contains("](") && !line.contains('?'))
        || (line.starts_with("On ") && line.ends_with("wrote:"))
}

/// The sign that the rest of a post is its writer's name and motto.
fn is_signature(line: &str, rest: &[&str]) -> bool {
    let trimmed = line.trim();
    if matches!(trimmed, "--" | "—") {
        return true;
    }
    let farewell = trimmed.trim_end_matches([',', '.', '!']).to_lowercase();
    let farewells = [
        "best",
        "best regards",
        "kind regards",
        "regards",
        "cheers",
        "yours",
        "yours sincerely",
        "greetings",
        "all the best",
        "best wishes",
        "warm regards",
        "many thanks",
        "thanks",
        "thank you",
        "thx",
    ];
    if farewell.starts_with("sent from my ") {
        return true;
    }
    if !farewells.contains(&farewell.as_str()) {
        return false;
    }
    let mut below = rest.iter().filter(|line| !line.trim().is_empty()).take_while(|line| !is_postscript(line));
    let name = |line: &&str| line.split_whitespace().count() <= 6 && !line.contains('?');
    below.by_ref().take(SIGNATURE_LINES).all(name) && below.next().is_none()
}

fn is_postscript(line: &str) -> bool {
    let line = line.trim_start().to_lowercase();
    ["ps:", "ps ", "p.s.", "ps.", "ps,", "edit:", "update:"].iter().any(|mark| line.starts_with(mark))
}

/// A command at a prompt.
fn is_console(line: &str) -> bool {
    let at_host = || {
        let prompt = line.split_once(['$', '#', '%']).map_or("", |(prompt, _)| prompt);
        prompt.len() >= 4 && prompt.contains('@') && prompt.len() <= 60 && !prompt.trim_end().contains(' ')
    };
    line.starts_with("$ ")
        || line.starts_with("% ")
        || line.starts_with("C:\\")
        || line.starts_with("PS C:\\")
        || line.starts_with(">>> ")
        || at_host()
}

/// A line that a program wrote: of a log, a stack trace, a compiler.
fn is_output(line: &str) -> bool {
    const BEGINNINGS: [&str; 27] = [
        "Traceback (most recent",
        "File \"",
        "at com.",
        "at org.",
        "at java.",
        "at Object.",
        "at async ",
        "Caused by:",
        "Exception in thread",
        "thread '",
        "note: run with",
        "note: ",
        "error: ",
        "error[",
        "warning: ",
        "npm ERR!",
        "--> ",
        "= help:",
        "= note:",
        "stack backtrace:",
        "panicked at",
        "Segmentation fault",
        "fatal: ",
        "Error: ",
        "make: ",
        "Compiling ",
        "Finished ",
    ];
    let line = line.trim_start_matches(['*', '-', '•']).trim_start();
    if BEGINNINGS.iter().any(|beginning| line.starts_with(beginning)) {
        return true;
    }
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    let bare = first.trim_matches(['[', ']', ':', '<', '>', '(', ')']);
    let level = |word: &str| {
        matches!(
            word.trim_matches(['[', ']', ':', '<', '>', '(', ')']),
            "ERROR" | "WARN" | "WARNING" | "INFO" | "DEBUG" | "TRACE" | "FATAL" | "CRITICAL" | "PANIC"
        )
    };
    level(first)
        || is_time(bare)
        || words.take(3).any(level)
        || is_frame(line)
        // `ValueError: …`
        || (first.ends_with(':') && (bare.ends_with("Error") || bare.ends_with("Exception")) && bare.len() > 9)
        // `12: 0x7f…`, a frame of a backtrace
        || line.contains(" 0x") && bare.chars().all(|c| c.is_ascii_digit())
}

/// A frame of a stack trace: `at name (file:1:2)`.
fn is_frame(line: &str) -> bool {
    let place =
        |word: &str| word.trim_end_matches(')').rsplit(':').next().is_some_and(|last| last.parse::<u32>().is_ok());
    line.starts_with("at ") && line.contains(':') && line.split_whitespace().next_back().is_some_and(place)
}

/// A date with a time or a time with seconds: `2024-05-01T10:00:00Z`, `12:00:03.120`; or a date that is followed by one.
fn is_time(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let signs = word.chars().filter(|c| matches!(c, ':' | '-' | '/' | '.' | 'T' | 'Z' | '+' | ',')).count();
    digits >= 6
        && digits + signs == word.chars().count()
        && (word.matches(':').count() == 2 || word.matches('-').count() == 2)
}

/// Code that nobody fenced: by its ends, or by how much of it is signs.
fn looks_like_code(line: &str) -> bool {
    let line = line.trim();
    if line.ends_with('?') {
        return false;
    }
    const BEGINNINGS: [&str; 16] = [
        "import ", "from ", "#include", "fn ", "def ", "class ", "let ", "const ", "var ", "pub ", "use ", "return ",
        "if (", "for (", "SELECT ", "FROM ",
    ];
    let signs = line
        .chars()
        .filter(|c| {
            matches!(c, '{' | '}' | ';' | '=' | '(' | ')' | '[' | ']' | '<' | '>' | '\\' | '|' | '$' | '/' | '_')
        })
        .count();
    let length = line.chars().filter(|c| !c.is_whitespace()).count();
    let ends = line.ends_with(['{', '}', ';']) || line.ends_with("):") || line.ends_with("},");
    let begins = BEGINNINGS.iter().any(|beginning| line.starts_with(beginning));
    // `key = "value"` of a settings file, and `"key": value` of JSON.
    let mut words = line.split_whitespace();
    let key = words.next().unwrap_or_default();
    let setting = words.next() == Some("=") || (key.starts_with('"') && key.ends_with("\":"));
    setting
        || (ends && signs >= 1 && (begins || signs * 10 >= length))
        || (begins && signs >= 2)
        || (length >= 4 && signs * 10 >= length * 3)
}

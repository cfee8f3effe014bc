//! Text on a terminal: colours, width, and nothing that steers it.

use anstyle::Style;

/// Colours, or none.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// What stands out: questions, names.
    pub strong: Style,
    /// What may be overlooked: confidence, ids.
    pub faint: Style,
    /// What went wrong.
    pub warning: Style,
}

impl Palette {
    /// Colours for a terminal, or none for a file, a pipe, or somebody who does not want any.
    #[must_use]
    pub fn new(colour: bool) -> Palette {
        if !colour {
            return Palette { strong: Style::new(), faint: Style::new(), warning: Style::new() };
        }
        Palette {
            strong: Style::new().bold(),
            faint: Style::new().dimmed(),
            warning: anstyle::AnsiColor::Yellow.on_default(),
        }
    }
}

/// `text` without anything that steers a terminal: control characters but line break and tab become `�`, and so do the
/// marks that reverse the direction of writing, which can make text read as what it does not say.
#[must_use]
pub fn plain(text: &str) -> String {
    let harmless = |c: char| match c {
        '\n' | '\t' => c,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(harmless).collect()
}

/// `text` with lines broken between words so that none is wider than `width` columns. Code, tables, lists and short
/// lines keep their own breaks; prose that was broken for its width is joined first.
#[must_use]
pub fn wrapped(text: &str, width: usize) -> String {
    let mut in_code = false;
    let mut lines: Vec<String> = Vec::new();
    let mut prose: Option<String> = None;
    let mut last_length = 0;
    let fill = |prose: Option<String>, lines: &mut Vec<String>| {
        let Some(prose) = prose else { return };
        // Continued lines stand where the text of a list item begins.
        let indent: String = prose.chars().take_while(|c| *c == ' ').collect();
        let options = textwrap::Options::new(width).subsequent_indent(&indent).break_words(false);
        lines.extend(textwrap::wrap(&prose, options).into_iter().map(std::borrow::Cow::into_owned));
    };
    for line in text.split('\n') {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        if fence || in_code || line.starts_with("    ") || line.starts_with('|') {
            fill(prose.take(), &mut lines);
            lines.push(line.to_owned());
            continue;
        }
        let before = std::mem::replace(&mut last_length, line.chars().count());
        match prose.as_mut().filter(|_| goes_on(before, line)) {
            Some(prose) => {
                prose.push(' ');
                prose.push_str(line);
            }
            None => fill(prose.replace(line.to_owned()), &mut lines),
        }
    }
    fill(prose, &mut lines);
    lines.join("\n")
}

/// Whether the break before `line` was made for the width of a file: the line before it is long, with so many characters,
/// and it begins with a word, not with the mark of a list, a heading or a quotation, nor with a colour.
pub(crate) fn goes_on(before: usize, line: &str) -> bool {
    /// Nobody who breaks lines on purpose, in a poem or an address, makes them this long.
    const LONG: usize = 70;
    let mark = line.starts_with(|c: char| !c.is_alphanumeric() && !matches!(c, '`' | '"' | '\''));
    let first_word = line.split(' ').next().unwrap_or_default();
    let numbered = first_word.ends_with(['.', ')']) && first_word.starts_with(|c: char| c.is_ascii_digit());
    before >= LONG && !mark && !numbered && !line.starts_with("Source: ") && !line.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_written_can_steer_the_terminal() {
        let nasty = "a\u{1b}[2Jb\u{9b}31mc\rd\u{7}e\u{202e}f\u{2066}g\tstays\nstays";
        let shown = plain(nasty);
        assert_eq!(shown, "a�[2Jb�31mc�d�e�f�g\tstays\nstays");
    }

    #[test]
    fn prose_is_wrapped_and_code_is_not() {
        let text =
            "one two three four\n```\nlet one_line = two + three;\n```\n| a table | stays |\n\n  a list item goes on";
        let expected = "one two\nthree four\n```\nlet one_line = two + three;\n```\n| a table | stays |\n\n  a list\n  item goes\n  on";
        assert_eq!(wrapped(text, 11), expected);
    }

    #[test]
    fn prose_that_was_broken_for_its_width_is_joined_first() {
        let long = "A line that somebody's editor broke after some seventy to eighty columns,";
        let text = format!("{long}\nlike this one.\n- a list\n- stays\n(faint)");
        let shown = wrapped(&text, 60);
        assert!(shown.ends_with("seventy to\neighty columns, like this one.\n- a list\n- stays\n(faint)"), "{shown}");
        assert_eq!(wrapped("Roses are red\nviolets are blue", 60), "Roses are red\nviolets are blue");
    }
}

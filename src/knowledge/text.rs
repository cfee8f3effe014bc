//! Plain text, the format people paste: an overview, then questions with their answers below them.

use std::path::Path;

use super::clean;
use super::problem::Spot;
use super::question;
use super::sheet::At;
use super::sheet::MAX_PHRASINGS_PER_ENTRY;
use super::sheet::Sheet;
use super::sheet::Stated;

/// Reads `text`, the content of `file`.
pub(super) fn parse(file: &str, text: &str, sheet: &mut Sheet<'_>) {
    let blocks = blocks(text);
    let name = topic_name(file, &blocks.overview);
    let is_empty = blocks.overview.trim().is_empty() && blocks.entries.is_empty();
    if let Some(name) = name.as_ref().filter(|_| !is_empty) {
        sheet.state_topic(name, Some(&blocks.overview), Spot::line(1));
    }
    sheet.topic = name;
    for entry in blocks.entries {
        sheet.add(entry);
    }
}

#[derive(Default)]
struct Blocks {
    overview: String,
    entries: Vec<Stated>,
}

fn blocks(text: &str) -> Blocks {
    let mut blocks = Blocks::default();
    let mut after_question = false;
    for (index, line) in text.lines().enumerate() {
        let spot = Spot::line(index + 1);
        let is_question = question::is_question(line);
        if is_question {
            let at = At { text: bare_question(line), spot };
            match blocks.entries.last_mut() {
                // Directly below a question: the same thing in other words.
                Some(entry) if after_question => {
                    // One too many is enough for the problem, and a file of question marks stays small.
                    if entry.questions.len() <= MAX_PHRASINGS_PER_ENTRY {
                        entry.questions.push(at);
                    }
                }
                _ => blocks.entries.push(Stated { questions: vec![at], ..Stated::at(spot) }),
            }
        } else if let Some(entry) = blocks.entries.last_mut() {
            continue_answer(entry, line, spot);
        } else {
            blocks.overview.push_str(line);
            blocks.overview.push('\n');
        }
        after_question = is_question;
    }
    blocks
}

fn continue_answer(entry: &mut Stated, line: &str, spot: Spot) {
    let Some(answer) = &mut entry.answer else {
        if !line.trim().is_empty() {
            let text = question::after_a(line).unwrap_or(line).to_owned();
            entry.answer = Some(At { text, spot });
        }
        return;
    };
    answer.text.push('\n');
    answer.text.push_str(line);
}

/// The question without what people put before it: `Q:`, a list's number or bullet, heading signs, emphasis.
pub(super) fn bare_question(line: &str) -> String {
    let is_emphasis = |c| matches!(c, '*' | '_');
    let line = line.trim().trim_start_matches('#').trim_start();
    let line = ["- ", "* ", "• "].iter().find_map(|bullet| line.strip_prefix(bullet)).unwrap_or(line);
    let line = question::without_number(line.trim_matches(is_emphasis).trim());
    let line = question::after_q(line).unwrap_or(line);
    line.trim_matches(is_emphasis).trim().to_owned()
}

/// The topic: the name of the file with spaces, spelt as in the overview if that has the same words in a row.
/// `None` for a file without a name.
fn topic_name(file: &str, overview: &str) -> Option<String> {
    let stem = Path::new(file).file_stem()?.to_string_lossy().replace(['-', '_'], " ");
    let name = clean::line(&stem);
    if name.is_empty() || name.starts_with('.') {
        return None;
    }
    let spelling = spelling_in(overview, &name).unwrap_or(name);
    let mut chars = spelling.chars();
    let first = chars.next()?;
    Some(first.to_uppercase().chain(chars).collect())
}

/// How `text` spells the words of `name`, ignoring case, and hyphens for spaces.
fn spelling_in(text: &str, name: &str) -> Option<String> {
    let wanted: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    let words = words(text);
    let found = words
        .windows(wanted.len())
        .find(|window| window.iter().zip(&wanted).all(|((_, word), wanted)| word.to_lowercase() == *wanted))?;
    let (start, _) = *found.first()?;
    let (last, word) = *found.last()?;
    text.get(start..last + word.len()).map(clean::line).filter(|spelling| {
        // `US. Russia` has the words, but is no name.
        !spelling.contains(['.', ',', ';', ':', '!', '(', ')', '"'])
    })
}

/// The runs of letters and digits in `text` with their offsets.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_name(file: &str, overview: &str, expected: Option<&str>) {
        assert_eq!(topic_name(file, overview).as_deref(), expected);
    }

    #[test]
    fn the_topic_is_named_after_the_file_and_spelt_as_in_the_overview() {
        check_name("k/us-russia-negotiations.txt", "The US-Russia negotiations are", Some("US-Russia negotiations"));
        check_name("us-russia-negotiations.txt", "", Some("Us russia negotiations"));
        check_name("US_Russia.txt", "The us, Russia, and others", Some("US Russia"));
        check_name("reset.txt", "All about\nRESET and more", Some("RESET"));
        check_name(".txt", "", None);
        check_name("---.txt", "", None);
        check_name("日本.txt", "日本 について", Some("日本"));
    }

    #[test]
    fn what_people_put_before_a_question_is_taken_off() {
        for line in ["Why not?", "Q: Why not?", "1. Why not?", "## Why not?", "**Why not?**", "- **Q: Why not?**"] {
            assert_eq!(bare_question(line), "Why not?", "{line}");
        }
        assert_eq!(bare_question("What is snake_case?"), "What is snake_case?");
    }
}

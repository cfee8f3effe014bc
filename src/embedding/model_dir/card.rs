//! The languages on a model's card: the front matter of its `README.md`, as published models have it.

use std::fs;
use std::path::Path;

/// The codes (ISO 639) under `language:`, as a word, in brackets, or one a line; none where there is no card.
///
/// The card is not part of what makes vectors, so nothing about it is an error.
pub(super) fn languages(folder: &Path) -> Vec<String> {
    let Ok(card) = fs::read_to_string(folder.join("README.md")) else { return Vec::new() };
    let mut lines = card.lines().map(str::trim_end);
    if lines.next() != Some("---") {
        return Vec::new();
    }
    let front: Vec<&str> = lines.take_while(|line| *line != "---").collect();
    let Some(at) = front.iter().position(|line| line.starts_with("language:")) else { return Vec::new() };
    let same_line = front[at]["language:".len()..].trim_matches([' ', '[', ']']);
    let listed = front[at + 1..].iter().map_while(|line| line.trim_start().strip_prefix("- "));
    same_line
        .split(',')
        .chain(listed)
        .map(|code| code.trim_matches([' ', '"', '\'']).to_lowercase())
        .filter(|code| !code.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(card: &str, expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("README.md"), card).unwrap();
        assert_eq!(languages(folder.path()), expected);
    }

    #[test]
    fn the_ways_in_which_cards_name_languages() {
        check("---\nlicense: mit\nlanguage: en\n---\n# A model\n", &["en"]);
        check("---\nlanguage:\n- en\n- \"de\"\ntags:\n- x\n---\n", &["en", "de"]);
        check("---\nlanguage: [EN, fr]\r\n---\n", &["en", "fr"]);
        check("# A model\nlanguage: en\n", &[]);
        check("---\nlicense: mit\n---\nlanguage: en\n", &[]);
        assert!(languages(Path::new("nowhere")).is_empty());
    }
}

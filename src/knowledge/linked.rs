//! What an answer, as Markdown, links to and whom it would address.

use std::path::Path;
use std::path::PathBuf;

use pulldown_cmark::Event;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

/// The addresses of links and pictures that lead to files beside the one they stand in, as they are written.
pub(super) fn relative_links(markdown: &str) -> Vec<String> {
    let address = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    Parser::new(markdown).filter_map(address).filter(|address| is_relative(address)).collect()
}

/// Not `https:…`, `mailto:…`, a place in the page, or a path from the root of a site.
fn is_relative(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    !scheme && !address.starts_with(['/', '#', '?']) && !address.is_empty()
}

/// The path that a relative address in `file` leads to, without what stands for a place in it.
pub(super) fn target(file: &str, address: &str) -> PathBuf {
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    folder.join(percent_decoded(path))
}

/// `a%20b` as `a b`; what is no such code stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = match rest {
            [b'%', high, low, ..] => char::from(*high).to_digit(16).zip(char::from(*low).to_digit(16)),
            _ => None,
        };
        match code.and_then(|(high, low)| u8::try_from(16 * high + low).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[3..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What would address people where a text is sent to Discord: `@everyone`, `@here`, `<@1>`, `<@!1>`, `<@&1>`. In code
/// it is only shown.
pub(super) fn mentions(markdown: &str) -> Vec<String> {
    let mut bare = markdown.as_bytes().to_vec();
    let mut code_from = None;
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        match event {
            Event::Code(_) => bare[range].fill(b' '),
            Event::Start(Tag::CodeBlock(_)) => code_from = Some(range.start),
            Event::End(TagEnd::CodeBlock) => bare[code_from.take().unwrap_or(range.start)..range.end].fill(b' '),
            _ => {}
        }
    }
    // Whole pieces of code became spaces, so what is left is text as before.
    mentions_in(&String::from_utf8_lossy(&bare))
}

/// The same in a text that is no Markdown.
pub(super) fn mentions_in(text: &str) -> Vec<String> {
    let mention = |(at, _): (usize, &str)| mention_at(text, at);
    text.match_indices('@').filter_map(mention).collect()
}

/// The mention whose `@` stands at `at`.
fn mention_at(text: &str, at: usize) -> Option<String> {
    let (before, after) = (&text[..at], &text[at + 1..]);
    for name in ["everyone", "here"] {
        let ends = after.strip_prefix(name).is_some_and(|rest| !goes_on(rest));
        if ends && !before.ends_with(char::is_alphanumeric) {
            return Some(format!("@{name}"));
        }
    }
    let kind = if after.starts_with(['!', '&']) { 1 } else { 0 };
    let digits = after[kind..].find(|c: char| !c.is_ascii_digit())?;
    let closes = digits > 0 && after[kind + digits..].starts_with('>');
    (closes && before.ends_with('<')).then(|| format!("<@{}>", &after[..kind + digits]))
}

/// Whether a name goes on with `rest`, as in `@hereafter` and in the address `jo@here.example`.
fn goes_on(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some('.') => rest.next().is_some_and(char::is_alphanumeric),
        next => next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_links(markdown: &str, expected: &[&str]) {
        assert_eq!(relative_links(markdown), expected);
    }

    #[test]
    fn links_to_files_are_told_from_others() {
        check_links("See [the rules](rules.md#fees) and ![a map](img/map.png).", &["rules.md#fees", "img/map.png"]);
        check_links("[a](https://example.org/x) <mailto:a@b.c> [b](#below) [c](/from/the/root) [d](//host/x)", &[]);
        check_links("`[a](b.md)`\n\n    [c](d.md)\n", &[]);
        check_links("[by name]\n\n[by name]: ../up.md \"t\"", &["../up.md"]);
    }

    #[test]
    fn an_address_leads_from_the_folder_of_its_file() {
        assert_eq!(target("k/faq.md", "a%20b.md?x#c"), Path::new("k/a b.md"));
        assert_eq!(target("faq.md", "../100%.md"), Path::new("../100%.md"));
    }

    #[track_caller]
    fn check_mentions(markdown: &str, expected: &[&str]) {
        assert_eq!(mentions(markdown), expected, "{markdown}");
    }

    #[test]
    fn mentions_are_found_but_in_code_and_addresses() {
        check_mentions(
            "Ask <@123>, <@!4> or <@&56>, **@everyone**, (@here).",
            &["<@123>", "<@!4>", "<@&56>", "@everyone", "@here"],
        );
        check_mentions("`@everyone` and\n\n```\n@here <@1>\n```\n", &[]);
        check_mentions("mail jo@here.example or me@everyone; @hereafter, @here.example, <@>, <@x>, <@12, @12>", &[]);
        check_mentions("ünïcode `ä @here` @here", &["@here"]);
    }
}

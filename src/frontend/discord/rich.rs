//! From the Markdown of a stored answer to what Discord can show.

pub(in crate::frontend::discord) mod fence;
mod links;
mod table;

use url::Url;

use crate::frontend::discord::echo::harmless;
use crate::frontend::discord::rich::fence::Fence;
use crate::frontend::discord::rich::fence::Part;
use crate::frontend::discord::rich::links::Link;
use crate::frontend::wording::goes_on;

pub(super) use links::address;

/// A row has room for so many buttons, and a reader no patience for a second row of links.
const MAX_LINKS: usize = 5;

/// Longest address of an image in an embed.
const MAX_IMAGE_URL: usize = 2_048;

/// An answer in what Discord has for its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rich {
    /// In Discord's Markdown; addresses nobody. Empty when the answer is nothing but links or an image.
    pub(super) text: String,
    /// The first image that stands on a line of its own.
    pub(super) image: Option<Url>,
    /// For buttons, at most [`MAX_LINKS`]: the links at the end of the answer, then the source. Labels are as stored,
    /// but for emphasis.
    pub(super) links: Vec<(String, Url)>,
    /// The source when it is not an address, as stored.
    pub(super) source: Option<String>,
}

impl Rich {
    /// `source_label` stands on the button for the source.
    pub(super) fn of(answer: &str, source: Option<&str>, source_label: &str) -> Rich {
        let answer = without_comments(answer);
        let mut lines: Vec<&str> = answer.lines().collect();
        let source_url = source.and_then(address);
        let room = MAX_LINKS - usize::from(source_url.is_some());
        let mut links: Vec<(String, Url)> = at_the_end(&mut lines, room);
        let known = source_url.as_ref().is_some_and(|source| links.iter().any(|(_, url)| url == source));
        let unlinked = source.filter(|_| source_url.is_none()).map(str::to_owned);
        links.extend(source_url.filter(|_| !known).map(|url| (source_label.to_owned(), url)));
        let (text, image) = dressed(&lines);
        Rich { text: harmless(&text), image, links, source: unlinked }
    }
}

/// Takes the links at the end of the answer, each on a line of its own, off its lines. All of them or none: half a
/// list of links would look as if the other half were missing.
fn at_the_end(lines: &mut Vec<&str>, room: usize) -> Vec<(String, Url)> {
    let mut fence = Fence::default();
    let code: Vec<bool> = lines.iter().map(|line| fence.line(line) != Part::Outside).collect();
    let mut left = lines.len();
    let mut links = Vec::new();
    while let Some(at) = left.checked_sub(1) {
        if !lines[at].trim().is_empty() {
            let link = Link::alone(lines[at]).filter(|_| !code[at]).and_then(|link| link.button());
            let Some(link) = link else { break };
            links.push(link);
        }
        left = at;
    }
    if links.len() > room || links.is_empty() {
        return Vec::new();
    }
    lines.truncate(left);
    links.reverse();
    links
}

/// The lines with what Discord does not know put into what it knows, and the first image that stands alone.
fn dressed(lines: &[&str]) -> (String, Option<Url>) {
    let mut image = None;
    let mut shown: Vec<String> = Vec::with_capacity(lines.len());
    let mut fence = Fence::default();
    // Characters of the line before, if the next may go on with its sentence.
    let mut prose = 0;
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        rest = after;
        let before = std::mem::take(&mut prose);
        match fence.line(line) {
            Part::Opens | Part::Closes => shown.push(discords_fence(line)),
            // Discord ends the block at any three backticks.
            Part::Inside => shown.push(line.replace("```", "`\u{200b}`\u{200b}`")),
            Part::Outside => {
                if let Some((table, length)) = table::shown(line, after) {
                    shown.push(table);
                    rest = &after[length..];
                } else if let Some(url) = links::image_alone(line).filter(|_| image.is_none()) {
                    image = Some(url);
                } else if line.trim().is_empty() && shown.last().is_some_and(|last| last.trim().is_empty()) {
                    // One empty line parts two paragraphs; Discord would show a second one, as where the image was.
                } else {
                    prose = may_go_on(line);
                    let line = links::without_images(&heading(line));
                    match shown.last_mut() {
                        // Discord would show the break that was made for the width of a file.
                        Some(last) if goes_on(before, line.trim_start()) => *last = format!("{last} {}", line.trim()),
                        _ => shown.push(line),
                    }
                }
            }
        }
    }
    if fence.is_open() {
        shown.push("```".to_owned());
    }
    let text = shown.join("\n");
    (text.trim_end().trim_start_matches(['\n', '\r']).to_owned(), image)
}

/// How long the line is, in characters, if the one after it may be its continuation; otherwise 0. Headings and tables
/// end with their line, and two spaces or a backslash at the end are a break that is meant.
fn may_go_on(line: &str) -> usize {
    let ends = line.starts_with(['#', '|']) || line.ends_with("  ") || line.ends_with('\\');
    if ends { 0 } else { line.chars().count() }
}

/// A fence as Discord knows it: three backticks.
fn discords_fence(line: &str) -> String {
    let start = line.find(['`', '~']).unwrap_or(line.len());
    let info = line[start..].trim_start_matches(['`', '~']);
    format!("{}```{info}", &line[..start])
}

/// Discord has three levels of headings; those below become bold.
fn heading(line: &str) -> String {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    if !(4..=6).contains(&level) || !text.starts_with(' ') {
        return line.to_owned();
    }
    let text = text.trim().trim_end_matches('#').trim_end().replace("**", "");
    if text.is_empty() { String::new() } else { format!("**{text}**") }
}

/// `answer` without HTML comments; what is code stays.
fn without_comments(answer: &str) -> String {
    let mut shown = String::with_capacity(answer.len());
    let mut fence = Fence::default();
    let mut in_comment = false;
    for line in answer.lines() {
        if !in_comment && fence.line(line) != Part::Outside {
            shown.push_str(line);
            shown.push('\n');
            continue;
        }
        let before = shown.len();
        let mut rest = line;
        let mut had_comment = in_comment;
        loop {
            if in_comment {
                let Some(end) = rest.find("-->") else { break };
                rest = &rest[end + "-->".len()..];
                in_comment = false;
            }
            let Some(start) = comment(rest) else {
                shown.push_str(rest);
                break;
            };
            had_comment = true;
            in_comment = true;
            shown.push_str(&rest[..start]);
            rest = &rest[start + "<!--".len()..];
        }
        // A line that was nothing but a comment leaves no empty line behind.
        if !had_comment || !shown[before..].trim().is_empty() {
            shown.push('\n');
        }
    }
    shown
}

/// Where in a line a comment begins, outside of code.
fn comment(line: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + line[from..].find("<!--")?;
        if line[..at].matches('`').count().is_multiple_of(2) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests;

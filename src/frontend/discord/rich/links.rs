//! Links and images in a line of Markdown.

use url::Host;
use url::Url;

use crate::frontend::discord::echo;
use crate::frontend::discord::split::units;

/// Longest label of a button, in UTF-16 units.
const MAX_LABEL: usize = 80;

/// Longest address of a button, in characters.
const MAX_URL: usize = 512;

/// Longest label and longest address looked for, in characters: an opening bracket that nothing closes must not make it
/// read on to the end of the text.
const MAX_LINK: usize = 2_048;

/// `[label](address)`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link<'a> {
    label: &'a str,
    address: &'a str,
}

impl<'a> Link<'a> {
    /// The link that `text` begins with, and what comes after it.
    fn first(text: &'a str) -> Option<(Link<'a>, &'a str)> {
        let inner = text.strip_prefix('[')?;
        let mut depth = 1_usize;
        let mut escaped = false;
        let end = inner.char_indices().take(MAX_LINK).find_map(|(at, c)| {
            match c {
                _ if escaped => {}
                '[' => depth += 1,
                ']' => depth -= 1,
                _ => {}
            }
            escaped = c == '\\' && !escaped;
            (depth == 0).then_some(at)
        })?;
        let target = inner[end + 1..].strip_prefix('(')?;
        let mut depth = 1_usize;
        let close = target.char_indices().take(MAX_LINK).find_map(|(at, c)| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        })?;
        // A title may follow the address; Discord shows none.
        let address = target[..close].split_whitespace().next().unwrap_or_default();
        let address = address.strip_prefix('<').and_then(|address| address.strip_suffix('>')).unwrap_or(address);
        Some((Link { label: &inner[..end], address }, &target[close + 1..]))
    }

    /// The link that is all of a line, perhaps as an item of a list.
    pub(super) fn alone(line: &'a str) -> Option<Link<'a>> {
        let line = line.trim();
        let item = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
        let numbered = item.trim_start_matches(|c: char| c.is_ascii_digit());
        let item = numbered.strip_prefix(". ").unwrap_or(item).trim_start();
        Link::first(item).filter(|(_, after)| after.is_empty()).map(|(link, _)| link)
    }

    /// Label and address for a button; `None` when a button cannot hold them.
    pub(super) fn button(&self) -> Option<(String, Url)> {
        let label = unmarked(self.label);
        let fits = units(&echo::line(&label, usize::MAX)) <= MAX_LABEL && !label.trim().is_empty();
        let url = address(self.address).filter(|_| fits)?;
        Some((label, url))
    }
}

/// The address as Discord takes it for a button or an image: on the web, with a host that has a name with a dot in it,
/// and no password. Anything else would make Discord refuse the whole message.
pub(in crate::frontend::discord) fn address(text: &str) -> Option<Url> {
    let url = on_the_web(text.trim())?;
    (url.as_str().len() <= MAX_URL).then_some(url)
}

fn on_the_web(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let named = match url.host()? {
        Host::Domain(name) => name.trim_matches('.').contains('.') && !name.contains('_'),
        Host::Ipv4(_) | Host::Ipv6(_) => false,
    };
    let anonymous = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "http" | "https") && named && anonymous).then_some(url)
}

/// The address of the image that is all of a line.
pub(super) fn image_alone(line: &str) -> Option<Url> {
    let (image, after) = Link::first(line.trim().strip_prefix('!')?)?;
    let url = on_the_web(image.address).filter(|_| after.is_empty())?;
    (url.as_str().len() <= super::MAX_IMAGE_URL).then_some(url)
}

/// The line with its images as links, which is what Discord can show of them; code stays as it is.
pub(super) fn without_images(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    let mut in_code = false;
    while let Some(at) = rest.find("![") {
        let (before, image) = rest.split_at(at);
        shown.push_str(before);
        in_code ^= !before.matches('`').count().is_multiple_of(2);
        let Some((link, after)) = Link::first(&image[1..]).filter(|_| !in_code && !before.ends_with('\\')) else {
            shown.push_str("![");
            rest = &image[2..];
            continue;
        };
        let label = link.label.trim();
        match (label.is_empty(), on_the_web(link.address)) {
            (false, Some(_)) => shown.push_str(&format!("[{label}]({})", link.address)),
            (true, Some(_)) => shown.push_str(link.address),
            // A file beside the knowledge, which nobody in Discord can see.
            (_, None) => shown.push_str(label),
        }
        rest = after;
    }
    shown + rest
}

/// The text with links as label and address, and without emphasis, for where Discord shows Markdown as typed.
pub(super) fn spelled_out(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, link) = rest.split_at(at);
        shown.push_str(before.strip_suffix('!').unwrap_or(before));
        let Some((link, after)) = Link::first(link) else {
            shown.push('[');
            rest = &link[1..];
            continue;
        };
        shown.push_str(&format!("{} ({})", link.label, link.address));
        rest = after;
    }
    unmarked(&(shown + rest))
}

/// The text without the signs of strong emphasis and of code, and without backslashes before signs.
fn unmarked(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let text = text.replace("**", "").replace('`', "");
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            shown.push(c);
        } else {
            shown.extend(chars.next());
        }
    }
    shown
}

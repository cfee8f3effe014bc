//! What other products leave of HTML in their answers: what Markdown has a sign for becomes that, and the rest is told.

/// The entities that exports are full of, and what they stand for.
const ENTITIES: [(&str, &str); 7] =
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", " ")];

/// No entity of [`ENTITIES`] and no `<br … />` that anybody writes is longer, in bytes.
const MAX_SIGN_BYTES: usize = 8;

/// `text` with line breaks for `<br>` and signs for entities. Each is looked at once: `&amp;lt;` becomes `&lt;`.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (sign, length) = match sign(rest) {
            Some(found) => found,
            None => (&rest[..1], 1),
        };
        out.push_str(sign);
        rest = &rest[length..];
        // `a<br>\n` is one break.
        if sign == "\n" {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
    }
    out.push_str(rest);
    out
}

/// What the beginning of `text` stands for, and how many bytes of it.
fn sign(text: &str) -> Option<(&'static str, usize)> {
    if let Some(&(entity, sign)) = ENTITIES.iter().find(|(entity, _)| text.starts_with(entity)) {
        return Some((sign, entity.len()));
    }
    let end = text.bytes().take(MAX_SIGN_BYTES).position(|byte| byte == b'>')?;
    let name = text.get(1..end)?.trim_end_matches(['/', ' ']);
    name.eq_ignore_ascii_case("br").then_some(("\n", end + 1))
}

/// The names of the HTML tags in `text` that would be shown as they stand, each once.
pub(super) fn tags(text: &str) -> Vec<String> {
    /// What exports have in them; `<name>` in an answer is rather a placeholder.
    const KNOWN: &[&str] = &[
        "a",
        "b",
        "blockquote",
        "code",
        "div",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "i",
        "iframe",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "table",
        "td",
        "th",
        "tr",
        "u",
        "ul",
        "video",
    ];
    let mut found: Vec<String> = Vec::new();
    for (at, _) in text.match_indices('<') {
        let rest = text[at + 1..].trim_start_matches('/');
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        let closes = rest[end..].starts_with([' ', '>', '/']) && rest.contains('>');
        if closes && KNOWN.contains(&name.as_str()) && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_and_entities_become_signs() {
        for (text, expected) in [
            ("a<br>b<BR />c<br/>\nd", "a\nb\nc\nd"),
            ("&lt;b&gt; &amp;lt; &quot;x&quot; it&#39;s&nbsp;1", "<b> &lt; \"x\" it's 1"),
            ("a & b < c &copy; <brand> é", "a & b < c &copy; <brand> é"),
            ("<é", "<é"),
            ("&", "&"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn other_tags_are_named_once() {
        assert_eq!(tags("<p>a <a href=\"x\">b</a></p> <p> <https://x.y> <name> 1<2"), ["p", "a"]);
    }
}

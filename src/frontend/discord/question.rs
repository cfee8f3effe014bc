//! What somebody asks, without whom they address.

/// `text` without mentions of members, roles and channels, emoji of the server, and the like, which mean nothing to a
/// model and differ from one message to the next.
pub(super) fn question(text: &str) -> String {
    let mut question = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '@']) {
        question.push_str(&rest[..at]);
        let length = marked(&rest[at..]);
        if length == 0 {
            let sign = rest[at..].chars().next().map_or(0, char::len_utf8);
            question.push_str(&rest[at..at + sign]);
            rest = &rest[at + sign..];
        } else {
            question.push(' ');
            rest = &rest[at + length..];
        }
    }
    question.push_str(rest);
    question.trim().to_owned()
}

/// How many bytes of `text`, from its beginning, are one of Discord's marks; 0 for none.
fn marked(text: &str) -> usize {
    for everybody in ["@everyone", "@here"] {
        if text.starts_with(everybody) && !text[everybody.len()..].starts_with(char::is_alphanumeric) {
            return everybody.len();
        }
    }
    let Some(inner) = text.strip_prefix('<').and_then(|rest| rest.split_once('>')).map(|(inner, _)| inner) else {
        return 0;
    };
    if is_mark(inner) { inner.len() + 2 } else { 0 }
}

/// Whether Discord reads `<inner>` as a member, role, channel, emoji, time or command. Discord's documentation,
/// "Message Formatting".
fn is_mark(inner: &str) -> bool {
    let is_id = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(who) = inner.strip_prefix('@') {
        return is_id(who.strip_prefix(['!', '&']).unwrap_or(who));
    }
    if let Some(channel) = inner.strip_prefix('#') {
        return is_id(channel);
    }
    if let Some(time) = inner.strip_prefix("t:") {
        return is_id(time.split(':').next().unwrap_or_default().trim_start_matches('-'));
    }
    let named = inner.strip_prefix(['/', ':']).or_else(|| inner.strip_prefix("a:"));
    named.and_then(|named| named.rsplit_once(':')).is_some_and(|(name, id)| !name.is_empty() && is_id(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(question(text), expected);
    }

    #[test]
    fn whom_it_addresses_is_no_part_of_the_question() {
        check("<@42> how do I leave?", "how do I leave?");
        check("how do I <@!42>leave?", "how do I  leave?");
        check("@everyone @here <@&7> when are you open?", "when are you open?");
        check("see <#12> <:party:34> <a:dance:56> </ask:78> <t:1700000000:R>", "see");
        check(" <@42>\n", "");
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        for text in
            ["is 1 < 2 > 0?", "mail me@example.org", "@everyones", "Vec<@T>", "<@>", "<:x:>", "<b>", "< @42>", "<@42"]
        {
            check(text, text);
        }
    }

    #[test]
    fn any_text_gets_through() {
        use proptest::prelude::*;
        proptest!(|(text in "[<>@#:/!&a-c0-9éß ]{0,40}")| {
            let once = question(&text);
            prop_assert!(once.len() <= text.len());
        });
    }
}

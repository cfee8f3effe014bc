//! Which messages are put to everybody, and so perhaps to the bot: those that address nobody else.

use serenity::all::Message;
use serenity::all::MessageType;

/// First characters of what is meant for another bot, where a letter follows.
const COMMAND_SIGNS: [char; 10] = ['!', '/', '.', '$', '?', ';', '-', '+', '%', '&'];

/// Whether it is an ordinary message of a person that replies to nobody, mentions nobody and calls nobody by name, and
/// is meant for no other bot. Replies and what is forwarded go on with something that others said.
pub(super) fn is_put_to_all(message: &Message) -> bool {
    let from_a_person = message.kind == MessageType::Regular
        && !message.author.bot
        && !message.author.system
        && message.webhook_id.is_none();
    let alone = message.message_reference.is_none() && message.referenced_message.is_none();
    let names_nobody = message.mentions.is_empty() && message.mention_roles.is_empty() && !message.mention_everyone;
    from_a_person && alone && names_nobody && addresses_nobody(&message.content)
}

/// Whether nothing in `text` looks as if it were meant for somebody: also a mention that did not come about, as
/// somebody may not mention everyone, or left the server.
fn addresses_nobody(text: &str) -> bool {
    let text = text.trim_start();
    let mut first = text.chars();
    let is_command =
        first.next().is_some_and(|sign| COMMAND_SIGNS.contains(&sign)) && first.next().is_some_and(char::is_alphabetic);
    let calls = |word: &str| {
        let word = word.trim_start_matches(['(', '"', '\'', '*', '_', '~']);
        word.strip_prefix('@').is_some_and(|name| name.starts_with(char::is_alphanumeric)) || word.starts_with("<@")
    };
    !is_command && !text.contains("<@") && !text.split_whitespace().any(calls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_for_somebody_is_told_by_how_it_is_written() {
        for text in [
            "@everyone how do I reset my password?",
            "how do I reset my password @Bob",
            "(@bob) how?",
            "<@!12> how?",
            "how do I <@&7>?",
            "!help how do I reset my password",
            "/ask how do I reset my password?",
            "?tag password",
        ] {
            assert!(!addresses_nobody(text), "{text}");
        }
        for text in [
            "How do I reset my password?",
            "is me@example.org a good address?",
            "why is 5 @ 3 shown?",
            "<#12> how do I leave?",
            "... how do I leave?",
            "- how do I leave?",
            "",
        ] {
            assert!(addresses_nobody(text), "{text}");
        }
    }
}

//! Which messages are put to everybody, and so perhaps to the bot: those that address nobody else.

use serenity::all::Message;
use serenity::all::MessageType;

/// First characters of what is meant for another bot, where a letter follows.
const COMMAND_SIGNS: [char; 10] = ['!', '/', '.', '$', '?', ';', '-', '+', '%', '&'];

/// Messages in which people say that their question has settled itself. English, German, French, Spanish, Portuguese.
const TAKEN_BACK: [&str; 24] = [
    "nvm",
    "nevermind",
    "never mind",
    "forget it",
    "solved",
    "found it",
    "got it",
    "fixed it",
    "figured it out",
    "i found it",
    "i got it",
    "hat sich erledigt",
    "erledigt",
    "schon gut",
    "habs",
    "laisse tomber",
    "laissez tomber",
    "trouvé",
    "olvídalo",
    "ya está",
    "resuelto",
    "esquece",
    "deixa",
    "resolvido",
];

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

/// Whether somebody says that their question has settled itself.
pub(super) fn takes_back(text: &str) -> bool {
    /// Whoever writes more has something else to say.
    const MOST_WORDS: usize = 6;
    let lower = text.to_lowercase().replace(['\u{2019}', '\''], "");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let said = words.join(" ");
    let begins =
        |phrase: &&str| said.strip_prefix(*phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    words.len() <= MOST_WORDS && !text.contains('?') && TAKEN_BACK.iter().any(begins)
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

    #[test]
    fn a_question_that_settled_itself_is_told_by_a_few_words() {
        for text in ["nvm", "Never mind!", "nvm, found it", "Got it, thanks", "hat sich erledigt, danke"] {
            assert!(takes_back(text), "{text}");
        }
        for text in [
            "never mind the noise, how do I start it again tomorrow",
            "thanks",
            "solved?",
            "I have not found it",
            "",
            "got it installed but the program will not start",
        ] {
            assert!(!takes_back(text), "{text}");
        }
    }
}

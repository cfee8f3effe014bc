//! How people say that their question has settled itself.

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

/// Whether somebody says that their question has settled itself.
pub(in crate::frontend::discord) fn takes_back(text: &str) -> bool {
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

//! How commands are typed at a door, for what is shown to be typed next.

use crate::entry::EntryId;
use crate::frontend::wording::plain;

/// Where commands are typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// In a shell, with these options of the program so that the same store and space are meant; empty, or with a space
    /// before each.
    Shell(String),
    /// At the prompt of the REPL.
    Prompt,
}

impl Typed {
    /// In a shell, with `options` said before.
    #[must_use]
    pub fn in_shell(options: &[(&str, String)]) -> Typed {
        Typed::Shell(options.iter().map(|(name, value)| format!(" {name} {}", quoted(value))).collect())
    }

    fn either(&self, shell: &str, prompt: String) -> String {
        match self {
            Typed::Shell(options) => format!("askwell{options} {shell}"),
            Typed::Prompt => prompt,
        }
    }

    /// Takes a change back.
    #[must_use]
    pub fn undo(&self, number: u64) -> String {
        self.either(&format!("history undo {number}"), format!("/undo {number}"))
    }

    /// Takes back that a missed question was resolved or dismissed.
    #[must_use]
    pub fn reopen(&self, number: u64) -> String {
        self.either(&format!("missed reopen {number}"), format!("/reopen {number}"))
    }

    /// Takes any change back.
    #[must_use]
    pub fn undo_any(&self) -> String {
        self.either("history undo NUMBER", "/undo NUMBER".to_owned())
    }

    /// Shows what waits with all that it would change.
    #[must_use]
    pub fn show(&self, id: &str) -> String {
        self.either(&format!("review show {id}"), format!("/review {id}"))
    }

    /// Approves what waits.
    #[must_use]
    pub fn approve(&self, id: &str) -> String {
        self.either(&format!("review approve {id}"), format!("/approve {id}"))
    }

    /// Rejects what waits.
    #[must_use]
    pub fn reject(&self, id: &str) -> String {
        self.either(&format!("review reject {id}"), format!("/reject {id}"))
    }

    /// Lists what waits.
    #[must_use]
    pub fn review(&self) -> String {
        self.either("review", "/review".to_owned())
    }

    /// Writes an entry that answers what was missed.
    #[must_use]
    pub fn teach_missed(&self, number: u64, question: &str) -> String {
        let shell = format!("teach {} --answer … --answers-missed {number}", quoted(question));
        self.either(&shell, format!("/teach {number}"))
    }

    /// Says that an entry answers what was missed.
    #[must_use]
    pub fn resolve(&self, number: u64) -> String {
        self.either(&format!("missed resolve {number} --by ENTRY"), format!("/resolve {number} ENTRY"))
    }

    /// Says that nobody is to answer what was missed.
    #[must_use]
    pub fn dismiss(&self, number: u64) -> String {
        self.either(&format!("missed dismiss {number}"), format!("/dismiss {number}"))
    }

    /// Puts a retired entry back into service.
    #[must_use]
    pub fn restore(&self, id: &EntryId) -> String {
        let id = quoted(id.as_str());
        self.either(&format!("edit {id} --restore"), format!("/restore {id}"))
    }

    /// Adds ways of asking to an entry.
    #[must_use]
    pub fn add_questions(&self, id: &EntryId, questions: &[String]) -> String {
        let added: String = questions.iter().map(|question| format!(" --add-question {}", quoted(question))).collect();
        let id = quoted(id.as_str());
        self.either(&format!("edit {id}{added}"), format!("/edit {id}"))
    }

    /// Gives an entry another answer, which is quoted already.
    #[must_use]
    pub fn replace_answer(&self, id: &EntryId, answer: &str) -> String {
        let id = quoted(id.as_str());
        self.either(&format!("edit {id} --answer {answer}"), format!("/edit {id}"))
    }

    /// Sets something.
    #[must_use]
    pub fn set(&self) -> String {
        self.either("settings NAME VALUE", "/settings NAME VALUE".to_owned())
    }

    /// Decides questions in silence.
    #[must_use]
    pub fn watch(&self) -> String {
        self.either("trial watch", "askwell trial watch".to_owned())
    }

    /// Judges what would have been answered: `right` or `wrong`.
    #[must_use]
    pub fn judge(&self, verdict: &str) -> String {
        self.either(&format!("trial {verdict} ID"), format!("askwell trial {verdict} ID"))
    }

    /// Shows what a trial came to.
    #[must_use]
    pub fn trial(&self) -> String {
        self.either("trial", "askwell trial".to_owned())
    }

    /// Goes over to another model.
    #[must_use]
    pub fn switch(&self, model: &str) -> String {
        let model = quoted(model);
        self.either(&format!("--model {model} reindex --switch"), format!("askwell --model {model} reindex --switch"))
    }

    /// Goes back to the model before.
    #[must_use]
    pub fn back(&self) -> String {
        self.either("reindex --back", "askwell reindex --back".to_owned())
    }

    /// Deletes what is held on the caller.
    #[must_use]
    pub fn forget(&self) -> String {
        self.either("privacy delete", "/privacy delete".to_owned())
    }

    /// Deletes what is held on somebody else.
    #[must_use]
    pub fn forget_person(&self, id: &str) -> String {
        let command = format!("privacy --person {} delete", quoted(id));
        self.either(&command, format!("askwell {command}"))
    }

    /// Says yes to being recorded and told, for the person with this id or, where it is empty, for the caller.
    #[must_use]
    pub fn prefer(&self, id: &str) -> String {
        let person = if id.is_empty() { String::new() } else { format!(" --person {}", quoted(id)) };
        let command = format!("privacy{person} set --recorded on --told on");
        self.either(&command, format!("askwell {command}"))
    }
}

/// `text` as a shell takes it for one word. What would steer the terminal is replaced, as everywhere.
#[must_use]
pub fn quoted(text: &str) -> String {
    let text = plain(text);
    let is_harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@' | '=');
    if !text.is_empty() && text.chars().all(is_harmless) {
        return text;
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_takes_what_is_quoted_for_one_word_and_nothing_else() {
        for (text, expected) in [
            ("how-1", "how-1"),
            ("", "''"),
            ("How do I pay?", "'How do I pay?'"),
            ("it's $(rm) `x` \"y\"", r#"'it'\''s $(rm) `x` "y"'"#),
            ("a\u{1b}[2Jb", "'a�[2Jb'"),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }

    #[test]
    fn each_door_has_its_own_commands() {
        let shell = Typed::in_shell(&[("--store", "my faq.db".to_owned()), ("--space", "7".to_owned())]);
        assert_eq!(shell.undo(3), "askwell --store 'my faq.db' --space 7 history undo 3");
        assert_eq!(Typed::Prompt.undo(3), "/undo 3");
    }
}

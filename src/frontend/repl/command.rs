//! What a line that starts with a slash asks for.

/// Names of the commands, as completed and as suggested after a slip.
pub(super) const NAMES: [&str; 8] = ["/help", "/why", "/top", "/topics", "/list", "/show", "/reload", "/quit"];

/// Most candidates shown with an answer; more than a screenful helps nobody.
const MAX_TOP: usize = 50;

/// A command, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Help,
    Why,
    /// How many candidates to show with every answer.
    Top(usize),
    Topics,
    /// The topic whose questions to list; all without one.
    List(Option<String>),
    /// Id of the entry to show.
    Show(String),
    Reload,
    Quit,
    /// What is wrong with the line, for the person.
    Mistaken(String),
}

impl Command {
    /// The command on `line`; `None` when the line is a question.
    pub(super) fn parse(line: &str) -> Option<Command> {
        let line = line.trim();
        if !line.starts_with('/') {
            return None;
        }
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let command = match name {
            "/help" | "/?" => Command::Help,
            "/why" => Command::Why,
            "/topics" => Command::Topics,
            "/list" => Command::List((!rest.is_empty()).then(|| rest.to_owned())),
            "/reload" => Command::Reload,
            "/quit" | "/exit" | "/q" => Command::Quit,
            "/top" => match rest.parse() {
                Ok(count) if count <= MAX_TOP => Command::Top(count),
                _ => Command::Mistaken(format!("/top takes a number from 0 to {MAX_TOP}, for example: /top 3")),
            },
            "/show" if rest.is_empty() => {
                Command::Mistaken("/show takes the id of an entry; /list shows the ids.".to_owned())
            }
            "/show" => Command::Show(rest.to_owned()),
            other => Command::Mistaken(unknown(other)),
        };
        Some(command)
    }
}

fn unknown(name: &str) -> String {
    let begun = NAMES.iter().find(|known| name.len() > 1 && known.starts_with(name));
    match begun {
        Some(known) => format!("There is no command {name}. Did you mean {known}?"),
        None => format!("There is no command {name}. /help lists them."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: impl Into<Option<Command>>) {
        assert_eq!(Command::parse(line), expected.into());
    }

    #[test]
    fn commands_start_with_a_slash_and_questions_do_not() {
        check("how do I /show something?", None);
        check("  /help ", Some(Command::Help));
        check("/top 3", Some(Command::Top(3)));
        check("/list US-Russia  negotiations", Some(Command::List(Some("US-Russia  negotiations".to_owned()))));
        check("/list", Some(Command::List(None)));
        check("/show a-1", Some(Command::Show("a-1".to_owned())));
    }

    #[test]
    fn a_slip_is_explained() {
        let mistaken = |text: &str| Some(Command::Mistaken(text.to_owned()));
        check("/top many", mistaken("/top takes a number from 0 to 50, for example: /top 3"));
        check("/top 51", mistaken("/top takes a number from 0 to 50, for example: /top 3"));
        check("/show", mistaken("/show takes the id of an entry; /list shows the ids."));
        check("/wh", mistaken("There is no command /wh. Did you mean /why?"));
        check("/", mistaken("There is no command /. /help lists them."));
    }
}

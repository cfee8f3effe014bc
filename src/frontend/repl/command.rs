//! What a line that starts with a slash asks for.

use crate::store::Opinion;

/// Names of the commands, as completed and as suggested after a slip.
pub(super) const NAMES: [&str; 31] = [
    "/help",
    "/why",
    "/top",
    "/topics",
    "/list",
    "/show",
    "/reload",
    "/quit",
    "/helpful",
    "/wrong",
    "/none",
    "/teach",
    "/edit",
    "/retire",
    "/restore",
    "/review",
    "/approve",
    "/reject",
    "/missed",
    "/resolve",
    "/dismiss",
    "/reopen",
    "/history",
    "/undo",
    "/settings",
    "/privacy",
    "/status",
    "/trial",
    "/import",
    "/export",
    "/backup",
];

/// Commands that go on with the id of an entry, a space behind each.
pub(super) const WITH_ID: [&str; 5] = ["/show ", "/edit ", "/retire ", "/restore ", "/history "];

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
    /// What reads or writes what the space remembers.
    Curate(Curating),
    /// What is wrong with the line, for the person.
    Mistaken(String),
}

/// What reads or writes what the space remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Curating {
    /// What the person says of the last answer.
    Vote(Opinion),
    /// What is typed of it: a question, the number of a missed one, or nothing.
    Teach(String),
    /// Id of the entry.
    Edit(String),
    Retire(String),
    Restore(String),
    /// What to show; a list of all without one.
    Review(Option<String>),
    Approve(String),
    Reject(String),
    Missed,
    /// Number of the missed question, and id of the entry that answers it.
    Resolve(u64, String),
    Dismiss(u64),
    Reopen(u64),
    /// Id of the entry; all without one.
    History(Option<String>),
    Undo(u64),
    /// Name and value.
    Settings(Option<String>, Option<String>),
    Privacy(Own),
    Status,
    Trial,
    /// A file of entries.
    Import(String),
    /// The file to write the knowledge to.
    Export(String),
    /// The file to write a copy of the store to.
    Backup(String),
}

impl Curating {
    /// Whether it writes what needs nothing in a store before it: the first of these makes one.
    pub(super) fn writes_anew(&self) -> bool {
        match self {
            // The number is that of a missed question, which without a store nobody kept.
            Curating::Teach(begun) => begun.parse::<u64>().is_err(),
            Curating::Edit(_) | Curating::Retire(_) | Curating::Import(_) | Curating::Settings(_, Some(_)) => true,
            _ => false,
        }
    }
}

/// What to do with what is held on the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Own {
    Show,
    Export,
    Delete,
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
            other => curating(other, rest).unwrap_or_else(|| Command::Mistaken(unknown(other))),
        };
        Some(command)
    }
}

/// The command called `name`; `None` where there is none.
fn curating(name: &str, rest: &str) -> Option<Command> {
    let some = || (!rest.is_empty()).then(|| rest.to_owned());
    let with_id = |make: fn(String) -> Curating, takes: &str| match some() {
        Some(id) => Ok(make(id)),
        None => Err(format!("{name} takes {takes}")),
    };
    let entry = "the id of an entry; /list shows the ids.";
    let pending = "the number of a suggestion or the id of a draft; /review lists them.";
    let number = |make: fn(u64) -> Curating, takes: &str| {
        rest.parse().map(make).map_err(|_| format!("{name} takes the number of {takes}"))
    };
    let curating =
        match name {
            "/helpful" => Ok(Curating::Vote(Opinion::Helpful)),
            "/wrong" => Ok(Curating::Vote(Opinion::Wrong)),
            "/none" => Ok(Curating::Vote(Opinion::None)),
            "/teach" => Ok(Curating::Teach(rest.to_owned())),
            "/edit" => with_id(Curating::Edit, entry),
            "/retire" => with_id(Curating::Retire, entry),
            "/restore" => with_id(Curating::Restore, entry),
            "/review" => Ok(Curating::Review(some())),
            "/approve" => with_id(Curating::Approve, pending),
            "/reject" => with_id(Curating::Reject, pending),
            "/missed" => Ok(Curating::Missed),
            "/resolve" => match rest.split_once(char::is_whitespace) {
                Some((number, id)) if number.parse::<u64>().is_ok() => {
                    Ok(Curating::Resolve(number.parse().unwrap_or(0), id.trim().to_owned()))
                }
                _ => Err("/resolve takes the number of a missed question and the id of the entry that answers it."
                    .to_owned()),
            },
            "/dismiss" => number(Curating::Dismiss, "a missed question; /missed lists them."),
            "/reopen" => number(Curating::Reopen, "a missed question that was resolved or dismissed."),
            "/history" => Ok(Curating::History(some())),
            "/undo" => number(Curating::Undo, "a change; /history lists them."),
            "/settings" => match rest.split_once(char::is_whitespace) {
                Some((name, value)) => Ok(Curating::Settings(Some(name.to_owned()), Some(value.trim().to_owned()))),
                None => Ok(Curating::Settings(some(), None)),
            },
            "/privacy" => match rest {
                "" | "show" => Ok(Curating::Privacy(Own::Show)),
                "export" => Ok(Curating::Privacy(Own::Export)),
                "delete" => Ok(Curating::Privacy(Own::Delete)),
                _ => Err("/privacy takes show, export or delete.".to_owned()),
            },
            "/status" => Ok(Curating::Status),
            "/trial" => Ok(Curating::Trial),
            "/import" => with_id(Curating::Import, "a file of entries."),
            "/export" => with_id(Curating::Export, "the file to write the knowledge to, for example faq.md."),
            "/backup" => with_id(Curating::Backup, "the file to write a copy of the store to."),
            _ => return None,
        };
    Some(curating.map_or_else(Command::Mistaken, Command::Curate))
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
    fn what_is_curated_is_named_by_id_and_number() {
        let curate = |curating| Some(Command::Curate(curating));
        check("/teach Where do I park?", curate(Curating::Teach("Where do I park?".to_owned())));
        check("/resolve 3  parking", curate(Curating::Resolve(3, "parking".to_owned())));
        check("/settings right 0.95", curate(Curating::Settings(Some("right".to_owned()), Some("0.95".to_owned()))));
        check("/history", curate(Curating::History(None)));
        let mistaken = |text: &str| Some(Command::Mistaken(text.to_owned()));
        check("/undo it", mistaken("/undo takes the number of a change; /history lists them."));
        check("/edit", mistaken("/edit takes the id of an entry; /list shows the ids."));
        check("/privacy all", mistaken("/privacy takes show, export or delete."));
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

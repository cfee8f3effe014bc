//! The command line of what people do with the store: teach, edit, review, missed, history, settings, privacy.

use std::path::PathBuf;

use clap::Args;
use clap::Subcommand;
use clap::ValueEnum;
use time::Date;
use time::macros::format_description;

#[derive(Args)]
pub(in crate::cli) struct Teach {
    /// Ways of asking, each in quotes; the first is shown for the entry
    #[arg(required = true)]
    pub(in crate::cli) questions: Vec<String>,

    #[command(flatten)]
    pub(in crate::cli) answer: Answer,

    /// Its id. Default: made of topic and question
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) id: Option<String>,

    /// Its topic
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) topic: Option<String>,

    /// A word for browsing; may be given several times
    #[arg(long = "tag", value_name = "WORD")]
    pub(in crate::cli) tags: Vec<String>,

    /// Where the answer is from: an address, or a name
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) source: Option<String>,

    /// The day by which the answer is to be checked again
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(in crate::cli) review_by: Option<Date>,

    /// Number of the missed question that it answers: those who asked are told
    #[arg(long, value_name = "N")]
    pub(in crate::cli) answers_missed: Option<u64>,

    #[command(flatten)]
    pub(in crate::cli) writing: Writing,
}

#[derive(Args)]
pub(in crate::cli) struct Edit {
    /// The entry's id
    pub(in crate::cli) id: String,

    /// All ways of asking, in the place of the former ones; may be given several times
    #[arg(long = "question", value_name = "QUESTION")]
    pub(in crate::cli) questions: Vec<String>,

    /// A further way of asking; may be given several times
    #[arg(long, value_name = "QUESTION")]
    pub(in crate::cli) add_question: Vec<String>,

    /// A way of asking that goes; may be given several times
    #[arg(long, value_name = "QUESTION")]
    pub(in crate::cli) drop_question: Vec<String>,

    #[command(flatten)]
    pub(in crate::cli) answer: Answer,

    /// Its topic; '' for none
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) topic: Option<String>,

    /// Words for browsing, in the place of the former ones; may be given several times, '' for none
    #[arg(long = "tag", value_name = "WORD")]
    pub(in crate::cli) tags: Vec<String>,

    /// Where the answer is from; '' for nowhere
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) source: Option<String>,

    /// The day by which the answer is to be checked again, or none
    #[arg(long, value_name = "YYYY-MM-DD|none", value_parser = day_or_none)]
    pub(in crate::cli) review_by: Option<Day>,

    /// Number of a missed question that it answers with the change: those who asked are told
    #[arg(long, value_name = "N")]
    pub(in crate::cli) answers_missed: Option<u64>,

    /// Take it out of service; it and its history stay
    #[arg(long, conflicts_with_all = CHANGES)]
    pub(in crate::cli) retire: bool,

    /// Put it back into service
    #[arg(long, conflicts_with = "retire", conflicts_with_all = CHANGES)]
    pub(in crate::cli) restore: bool,

    #[command(flatten)]
    pub(in crate::cli) writing: Writing,
}

/// What changes an entry, apart from whether it is served.
const CHANGES: [&str; 10] = [
    "questions",
    "add_question",
    "drop_question",
    "text",
    "file",
    "topic",
    "tags",
    "source",
    "review_by",
    "answers_missed",
];

/// An answer.
#[derive(Args)]
pub(in crate::cli) struct Answer {
    /// The answer, in Markdown
    #[arg(id = "text", long = "answer", value_name = "TEXT", conflicts_with = "file")]
    pub(in crate::cli) text: Option<String>,

    /// A file with the answer; - for standard input
    #[arg(id = "file", long = "answer-file", value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,
}

/// How something is written.
#[derive(Args)]
pub(in crate::cli) struct Writing {
    /// Write it though something close is there already
    #[arg(long)]
    pub(in crate::cli) keep_both: bool,

    /// List every question that would come back as something else, and write nothing
    #[arg(long)]
    pub(in crate::cli) preview: bool,

    /// Labelled questions to ask again for the preview, JSON, one a line
    #[arg(long, value_name = "FILE", requires = "preview")]
    pub(in crate::cli) queries: Option<PathBuf>,
}

#[derive(Args)]
pub(in crate::cli) struct Review {
    /// One thing that waits a line, as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,

    #[command(subcommand)]
    pub(in crate::cli) action: Option<ReviewAction>,
}

#[derive(Subcommand)]
pub(in crate::cli) enum ReviewAction {
    /// Show one with all that it would change
    Show {
        /// A draft's id or a suggestion's number
        id: String,
    },
    /// Approve: from then on it is served
    Approve {
        /// Drafts' ids and suggestions' numbers
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
    /// Reject: it is not proposed again
    Reject {
        /// Drafts' ids and suggestions' numbers
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
    },
}

#[derive(Args)]
pub(in crate::cli) struct Missed {
    /// One missed question a line, as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// How many to list
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    pub(in crate::cli) top: u16,

    #[command(subcommand)]
    pub(in crate::cli) action: Option<MissedAction>,
}

#[derive(Subcommand)]
pub(in crate::cli) enum MissedAction {
    /// Show in which words it was asked
    Show {
        /// Its number
        #[arg(value_name = "N")]
        number: u64,
    },
    /// Say that an entry answers it: those who asked are told
    Resolve {
        /// Its number
        #[arg(value_name = "N")]
        number: u64,
        /// The entry's id
        #[arg(long, value_name = "ENTRY")]
        by: String,
    },
    /// Say that nobody is to answer it
    Dismiss {
        /// Its number
        #[arg(value_name = "N")]
        number: u64,
    },
    /// Take back that it was resolved or dismissed: it waits for an answer again
    Reopen {
        /// Its number
        #[arg(value_name = "N")]
        number: u64,
    },
}

#[derive(Args)]
pub(in crate::cli) struct History {
    /// The entry whose changes to list; all without one
    pub(in crate::cli) entry: Option<String>,

    /// How many changes to list
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub(in crate::cli) limit: u32,

    /// One change a line, as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,

    #[command(subcommand)]
    pub(in crate::cli) action: Option<HistoryAction>,
}

#[derive(Subcommand)]
pub(in crate::cli) enum HistoryAction {
    /// Take a change back as a whole
    Undo {
        /// Its number, as the history lists it
        number: u64,
    },
}

#[derive(Args)]
pub(in crate::cli) struct SettingsOf {
    /// The setting; all are listed without one
    pub(in crate::cli) name: Option<String>,

    /// What it is to be
    pub(in crate::cli) value: Option<String>,

    /// One setting a line, as JSON
    #[arg(long, conflicts_with = "value")]
    pub(in crate::cli) json: bool,
}

#[derive(Args)]
pub(in crate::cli) struct Privacy {
    /// Whose: a front-end's id of a person. Default: you
    #[arg(long, value_name = "ID", global = true)]
    pub(in crate::cli) person: Option<String>,

    #[command(subcommand)]
    pub(in crate::cli) action: PrivacyAction,
}

#[derive(Subcommand)]
pub(in crate::cli) enum PrivacyAction {
    /// Show what is held
    Show,
    /// Write what is held as JSON
    Export,
    /// Delete what is held
    Delete {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Decide what may be held
    #[command(arg_required_else_help = true)]
    Set {
        /// Whether questions are recorded
        #[arg(long, value_enum, value_name = "on|off")]
        recorded: Option<Switch>,
        /// Whether to be told when a missed question has an answer
        #[arg(long, value_enum, value_name = "on|off")]
        told: Option<Switch>,
    },
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Switch {
    On,
    Off,
}

/// A day, or that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Day(pub(in crate::cli) Option<Date>);

fn day(text: &str) -> Result<Date, String> {
    let format = format_description!("[year]-[month]-[day]");
    Date::parse(text.trim(), &format).map_err(|_| "it should be a day, as 2026-12-31".to_owned())
}

fn day_or_none(text: &str) -> Result<Day, String> {
    if text.trim() == "none" { Ok(Day(None)) } else { day(text).map(|day| Day(Some(day))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_in_knowledge_files() {
        assert_eq!(day_or_none("none"), Ok(Day(None)));
        assert_eq!(day_or_none("2026-12-31"), Ok(Day(Some(time::macros::date!(2026 - 12 - 31)))));
        for wrong in ["31.12.2026", "2026-13-01", "soon", ""] {
            assert_eq!(day(wrong), Err("it should be a day, as 2026-12-31".to_owned()));
        }
    }
}

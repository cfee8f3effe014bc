//! The command line, as `--help` shows it.

pub(super) mod curating;
pub(super) mod upkeep;
mod measuring;

use std::path::PathBuf;

use clap::Args;
use clap::Parser;
use clap::Subcommand;
use clap_complete::Shell;

use crate::cli::arguments::curating::Edit;
use crate::cli::arguments::curating::History;
use crate::cli::arguments::curating::Missed;
use crate::cli::arguments::curating::Privacy;
use crate::cli::arguments::curating::Review;
use crate::cli::arguments::curating::SettingsOf;
use crate::cli::arguments::curating::Teach;
use crate::cli::arguments::upkeep::Backup;
use crate::cli::arguments::upkeep::Export;
use crate::cli::arguments::upkeep::Import;
use crate::cli::arguments::upkeep::Reindex;
use crate::cli::arguments::upkeep::Restore;
use crate::cli::arguments::upkeep::Status;
use crate::cli::arguments::upkeep::Trial;
use crate::cli::shards::ShardRange;
use crate::config::discord::snowflake;
use crate::matching::calibration::Target;

pub(super) use measuring::Calibrate;
pub(super) use measuring::Deny;
pub(super) use measuring::Eval;
pub(super) use measuring::Lint;

/// Most candidates in a result.
const MAX_TOP: i64 = 1_000;

/// Answers questions from your own questions and answers, on your own machine
#[derive(Parser)]
#[command(
    name = "askwell",
    version,
    propagate_version = true,
    disable_help_subcommand = true,
    after_help = "\
Examples:
  askwell                                   ask in the terminal, from ./knowledge
  askwell -k faq.md                         … from one file
  askwell ask \"How do I reset my password?\"
  askwell ask --json --stdin < questions.txt
  askwell lint -k faq.md                    is anything wrong with the file?
  askwell eval -k faq.md --queries labelled.jsonl
  askwell missed                            what could not be answered
  askwell teach \"Where do I park?\" --answer \"Behind the house.\"
  askwell discord                           answer in Discord, with the token in DISCORD_TOKEN
  askwell doctor                            is everything there that Askwell needs?

Settings can also come from the environment:
  ASKWELL_CACHE_DIR  folder for ONNX Runtime, fetched models and vectors
  ASKWELL_MODEL      the same as --model
  ASKWELL_RIGHT      the same as --right; in Discord, what holds where askwell.toml says nothing
  ASKWELL_SECOND_LOOK  off: no cross-encoder reads what is undecided; faster, and less sure
  ASKWELL_STORE      the same as --store
  ASKWELL_SPACE      the same as --space
  ASKWELL_THREADS    threads for embedding many texts; default: one per core
  ASKWELL_HISTORY    file for the lines typed in the REPL
  ORT_DYLIB_PATH     ONNX Runtime's library, if Askwell does not find it
  HF_HOME            folder of fetched models, if not in the cache folder
  NO_COLOR           set to anything: no colours
  USER, LOGNAME, USERNAME  the first that is set: your name in the history of changes

For Discord:
  DISCORD_TOKEN        the bot's token
  DISCORD_TOKEN_FILE   a file that holds it; so does token_file in askwell.toml
  ASKWELL_LOG          error, warn, info (default) or debug: Askwell's own log lines
  ASKWELL_DISCORD_API  http://127.0.0.1:PORT: stands in for Discord's API, for tests"
)]
pub(super) struct Arguments {
    /// A knowledge file or folder; may be given several times
    #[arg(short = 'k', long = "knowledge", value_name = "PATH", global = true, default_value = None)]
    #[arg(long_help = "A knowledge file or folder; may be given several times. Default: ./knowledge\n\n\
        Files: .txt .md .toml .yaml .json .jsonl .csv .tsv")]
    pub(super) knowledge: Vec<PathBuf>,

    /// A folder with an exported model, or the name of a fetched one
    #[arg(long, value_name = "DIR|NAME", global = true)]
    #[arg(long_help = "A folder with an exported sentence-transformers model (ONNX), or the name of a model that \
        was fetched with `askwell model fetch`. Default: the model that comes with Askwell")]
    pub(super) model: Option<String>,

    /// Where to keep what is taught and asked: a file, postgres://…, or `off`
    #[arg(long, value_name = "PLACE", global = true)]
    #[arg(long_help = "Where to keep what is taught and asked: a file, a postgres:// address, or `off`. Default: \
        ./askwell.db, which is made when something is to be kept. An address with a password belongs in ASKWELL_STORE, \
        since everybody on the machine can list arguments")]
    pub(super) store: Option<String>,

    /// The space in the store: a server's id, or a name. Default: local
    #[arg(long, value_name = "NAME", global = true)]
    pub(super) space: Option<String>,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Ask in the terminal (the default)
    #[command(after_help = "\
Examples:
  askwell repl -k faq.md
  askwell repl --right 0.95
  echo \"How do I reset my password?\" | askwell repl")]
    Repl(Right),

    /// Ask one question, or one a line
    #[command(after_help = "\
Examples:
  askwell ask \"How do I reset my password?\"
  askwell ask --why how do i reset my password
  askwell ask --right 0.99 \"How do I reset my password?\"
  askwell ask --json --top 3 \"reset password\" | jq .answer
  askwell ask --json --stdin < questions.txt > results.jsonl

Exit code: 0 answered, 1 not answered, 2 error, 3 a choice was offered.
With --stdin: 0 when every line got its result.")]
    Ask(Ask),

    /// Write a new entry
    #[command(after_help = "\
Examples:
  askwell teach \"Where do I park?\" --answer \"Behind the house.\"
  askwell teach \"Where do I park?\" \"Is there a car park?\" --answer-file parking.md --topic Arriving
  askwell teach \"Where do I park?\" --answers-missed 3 < parking.md
  askwell teach \"Where do I park?\" --answer \"Behind the house.\" --preview

Without --answer or --answer-file, the answer is read from standard input.
Where something close is there already, nothing is written, and the ways out are shown.

Exit code: 0 done, 1 not done for a reason that you can do something about, 2 error.")]
    Teach(Teach),

    /// Change an entry, or take it out of service
    #[command(after_help = "\
Examples:
  askwell edit where-do-i-park --add-question \"Is there a car park?\"
  askwell edit where-do-i-park --answer \"Beside the house.\" --review-by 2027-01-31
  askwell edit where-do-i-park --answer \"Beside the house.\" --preview
  askwell edit where-do-i-park --retire

An entry of a knowledge file stays there as it is; what is served is the changed one.

Exit code: 0 done, 1 not done for a reason that you can do something about, 2 error.")]
    Edit(Edit),

    /// List, approve and reject what people propose
    #[command(after_help = "\
Examples:
  askwell review
  askwell review show 3
  askwell review approve 3 4
  askwell review reject 5")]
    Review(Review),

    /// List and resolve questions that could not be answered
    #[command(after_help = "\
Examples:
  askwell missed
  askwell missed show 3
  askwell missed resolve 3 --by where-do-i-park
  askwell missed dismiss 4")]
    Missed(Missed),

    /// Show who changed what, and take changes back
    #[command(after_help = "\
Examples:
  askwell history
  askwell history where-do-i-park --limit 5
  askwell history undo 12")]
    History(History),

    /// Show and change how a space works
    #[command(after_help = "\
Examples:
  askwell settings
  askwell settings recording off
  askwell settings --json")]
    Settings(SettingsOf),

    /// Show, export and delete what is held on a person
    #[command(after_help = "\
Examples:
  askwell privacy show
  askwell privacy export > mine.json
  askwell privacy delete
  askwell privacy set --recorded off")]
    Privacy(Privacy),

    /// Measure how well labelled questions are answered
    #[command(after_help = "\
Examples:
  askwell eval -k faq.md --queries labelled.jsonl
  askwell eval -k faq.md --queries labelled.jsonl --json > figures.json
  askwell eval -k faq.md --queries labelled.jsonl --leave-out
  askwell eval -k faq.md --queries labelled.jsonl --typos 1
  askwell eval -k faq.md --queries labelled.jsonl --entries 10 --phrasings 1
  askwell eval -k faq.md --queries labelled.jsonl --report eval.html
  askwell eval -k faq.md --posts posts.jsonl
  askwell eval --twins twins.jsonl

The labelled questions are JSON, one a line: {\"text\":\"How can I reset it?\",\"id\":\"reset-password\"}
\"id\" is null where the right thing is not to answer, and a list where several entries are right.
Labelled posts: {\"text\":\"Hi! How can I reset it? Thanks!\",\"questions\":[\"How can I reset it?\"],\"ids\":[\"reset-password\"]}
A report is one file that needs nothing else; made again, it shows what has changed since.")]
    Eval(Eval),

    /// Show what the confidence rests on, and from where on it answers
    #[command(after_help = "\
Examples:
  askwell calibrate
  askwell calibrate -k faq.md --json
  askwell calibrate --fit sets/* --record fit.json

Askwell rehearses: it asks the knowledge its own phrasings, each without itself and without its entry,
and chatter. What comes of that is joined with what was learned on many other knowledges.

--fit and --second-look are for those who work on Askwell: they learn on labelled questions of many
knowledges. Each folder holds knowledge.jsonl and queries.jsonl; its family is its name up to the first `_`.")]
    Calibrate(Calibrate),

    /// Say what is wrong with knowledge files
    #[command(after_help = "\
Examples:
  askwell lint
  askwell lint -k faq.md -k more/ --json

  askwell lint --deny warnings --sarif lint.sarif        for the CI of a repository of knowledge

error: something in a file was not taken. warning: somebody should look at it. note: may be meant so.

Exit code: 0 nothing is wrong, 1 something is, 2 it could not be checked.
Errors count as wrong; warnings and notes are listed, and count where --deny says so.")]
    Lint(Lint),

    /// Take entries from files into the store
    #[command(after_help = "\
Examples:
  askwell import faq.md more/
  askwell import --dry-run qnamaker.tsv
  askwell import qnabot.json
  askwell --store postgres://… import --all everything.jsonl

All or nothing: while anything is an error, nothing is taken in. Also read are exports of QnA Maker and
custom question answering (TSV, Excel) and of QnABot (JSON). An entry with the id of one that is there
takes its place; the history has both.

Exit code: 0 done, 1 not done for a reason that you can do something about, 2 error.")]
    Import(Import),

    /// Write the knowledge in another format, or back into its files
    #[command(after_help = "\
Examples:
  askwell export -k faq.txt faq.md
  askwell export -k faq.md --format jsonl > faq.jsonl
  askwell export --write-back
  askwell export --all everything.jsonl

With a store, what was taught and edited is in it. Nothing is written while anything is wrong with what
is read.")]
    Export(Export),

    /// Write a whole copy of the store, while it is in use
    #[command(after_help = "\
Examples:
  askwell backup askwell-2027-01-31.db")]
    Backup(Backup),

    /// Put a backup in the place of the store
    #[command(after_help = "\
Examples:
  askwell restore askwell-2027-01-31.db

The backup is read as a whole first; one that is damaged is refused, and so is a store that another
program has open. What was there before is kept beside it.")]
    Restore(Restore),

    /// Say what the store holds, and whether it is sound
    #[command(after_help = "\
Examples:
  askwell status
  askwell status --check
  askwell status --json --space 123456789012345678

Exit code: 0 sound, 1 damaged, 2 error.")]
    Status(Status),

    /// Say what would have been answered where nothing is shown
    #[command(after_help = "\
Examples:
  askwell trial watch < questions.txt
  askwell trial
  askwell trial right 06gc8k3c096na1qp7rt0")]
    Trial(Trial),

    /// Compare another model with the one in use, and go over to it
    #[command(after_help = "\
Examples:
  askwell --model BAAI/bge-small-en-v1.5 reindex --queries labelled.jsonl
  askwell --model BAAI/bge-small-en-v1.5 reindex --switch
  askwell reindex --back

Until --switch, the model in use goes on serving; what was embedded is kept for the next attempt.")]
    Reindex(Reindex),

    /// Answer in Discord
    #[command(after_help = "\
Examples:
  DISCORD_TOKEN=… askwell discord -k faq.md
  askwell discord --config /etc/askwell/askwell.toml
  askwell discord --guild 123456789012345678     commands in one server, at once: for trying out
  askwell discord --shards 0..3/8                the first four of eight shards

The token is never an argument, since everybody on the machine can list those. It comes from
DISCORD_TOKEN, or from a file named by DISCORD_TOKEN_FILE or by token_file in askwell.toml.

SIGTERM and Ctrl-C let running answers finish; a second one ends it at once. SIGHUP reads the
knowledge again.

Exit code: 0 stopped, 2 error, 78 settings or a token that only a person can put right.")]
    Discord(Discord),

    /// List what Askwell needs and where it found it
    #[command(after_help = "\
Examples:
  askwell doctor
  askwell doctor --discord --config /etc/askwell/askwell.toml

Exit code: 0 everything is there, 1 something is missing; the remedy stands beside it.")]
    Doctor(Doctor),

    /// List, fetch or locate models
    #[command(after_help = "\
Examples:
  askwell model list
  askwell model fetch BAAI/bge-small-en-v1.5
  askwell --model BAAI/bge-small-en-v1.5 ask \"How do I reset my password?\"")]
    Model {
        #[command(subcommand)]
        action: ModelAction,
    },

    /// Print a completion script for a shell
    #[command(after_help = "\
Examples:
  askwell completions bash > ~/.local/share/bash-completion/completions/askwell
  askwell completions zsh > ~/.zfunc/_askwell")]
    Completions {
        /// The shell
        shell: Shell,
    },

    /// Print the version
    Version,
}

impl Command {
    /// The share of right answers that is asked for.
    pub(super) fn right(&self) -> Option<f32> {
        match self {
            Command::Repl(right) | Command::Ask(Ask { right, .. }) | Command::Eval(Eval { right, .. }) => right.right,
            _ => None,
        }
    }
}

/// How sure answers should be.
#[derive(Args, Clone, Copy, Default)]
pub(super) struct Right {
    /// The share of the answers that should be right, from 0.5 to 0.999; the more, the less is answered
    #[arg(long, value_name = "SHARE", value_parser = share)]
    #[arg(
        long_help = "The share of the answers that should be right, from 0.5 to 0.999. The more is asked, the less \
        is answered: what is less sure is offered to choose from, or not answered. Default: 0.9"
    )]
    pub(super) right: Option<f32>,
}

#[derive(Args)]
pub(super) struct Ask {
    /// The question; several words need no quotes
    #[arg(required_unless_present = "stdin", conflicts_with = "stdin")]
    pub(super) question: Vec<String>,

    /// Read questions from standard input, one a line, and write one result for each, in order
    #[arg(long)]
    pub(super) stdin: bool,

    /// One line of JSON a result
    #[arg(long)]
    pub(super) json: bool,

    /// How many candidates to show
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=MAX_TOP))]
    pub(super) top: u16,

    /// Show how the verdict came about
    #[arg(long)]
    pub(super) why: bool,

    #[command(flatten)]
    pub(super) right: Right,
}

#[derive(Args)]
pub(super) struct Discord {
    /// Settings of the bot. Default: ./askwell.toml if it is there
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Register the commands in this server only, where they appear at once
    #[arg(long, value_name = "ID", value_parser = server_id)]
    pub(super) guild: Option<u64>,

    /// Run the shards A to B, both included and counted from 0, of N. Default: all that Discord recommends
    #[arg(long, value_name = "A..B/N")]
    pub(super) shards: Option<ShardRange>,
}

#[derive(Args)]
pub(super) struct Doctor {
    /// Also ask Discord: token, servers, permissions, commands; prints the invite link
    #[arg(long)]
    pub(super) discord: bool,

    /// Settings of the bot. Default: ./askwell.toml if it is there
    #[arg(long, value_name = "FILE", requires = "discord")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(super) enum ModelAction {
    /// List the models that can be fetched
    List {
        /// One model a line as JSON
        #[arg(long)]
        json: bool,
    },
    /// Fetch a model into the cache folder
    Fetch {
        /// Its name, as `askwell model list` shows it
        name: String,
    },
    /// Print where a model is
    Path {
        /// Its name; without one, the model in use
        name: Option<String>,
    },
}

fn server_id(text: &str) -> Result<u64, String> {
    snowflake(text).ok_or_else(|| "it should be the server's id, 15 to 20 digits".to_owned())
}

fn share(text: &str) -> Result<f32, String> {
    let number = text.trim().parse().map_err(|_| "it should be a number, 0.95 for 95 of 100".to_owned())?;
    let target = Target::new(number).map_err(|error| format!("{error}; 0.95 stands for 95 of 100"))?;
    Ok(target.share())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::RIGHT;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_share_of_right_answers_is_taken_where_a_target_and_the_environment_take_it() {
        for text in ["0.5", "0.9", "0.999", "0.4999", "1", "95", "-0.9", "nan", "inf"] {
            let number: f32 = text.parse().unwrap();
            assert_eq!(share(text).is_ok(), RIGHT.contains(&number), "{text}");
        }
        assert_eq!(share("95 %").unwrap_err(), "it should be a number, 0.95 for 95 of 100");
        let error = share("95").unwrap_err();
        assert_eq!(error, "95 is not a share of right answers from 0.5 to 0.999; 0.95 stands for 95 of 100");
    }
}

//! The command line of what keeps a store: import, export, backup, restore, status, trial, reindex.

use std::path::PathBuf;

use clap::Args;
use clap::Subcommand;

#[derive(Args)]
pub(in crate::cli) struct Import {
    /// Files and folders: our own formats, exports of QnA Maker (TSV, Excel) and of QnABot (JSON)
    #[arg(required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Say what would be taken in, and take nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    /// What is taken in, or would be, as one line of JSON
    #[arg(long, conflicts_with = "all")]
    pub(in crate::cli) json: bool,

    /// The file is one that `export --all` wrote: questions, votes and history are taken in too, into an empty space
    #[arg(long, conflicts_with = "dry_run")]
    pub(in crate::cli) all: bool,
}

#[derive(Args)]
pub(in crate::cli) struct Export {
    /// The file to write; standard output without one
    pub(in crate::cli) path: Option<PathBuf>,

    /// The format: markdown, toml, yaml, json, jsonl, csv or tsv. Default: by the file's ending, else jsonl
    #[arg(long, value_name = "F")]
    pub(in crate::cli) format: Option<String>,

    /// Replace the file if it is there
    #[arg(long)]
    pub(in crate::cli) force: bool,

    /// Write what was edited in the bot back into the knowledge files, changing those entries alone
    #[arg(long, conflicts_with_all = ["path", "format", "force", "all"])]
    pub(in crate::cli) write_back: bool,

    /// All that the space holds, questions, votes and history included, for `import --all` into another store
    #[arg(long, conflicts_with = "format")]
    pub(in crate::cli) all: bool,
}

#[derive(Args)]
pub(in crate::cli) struct Backup {
    /// The file to write; it must not be there
    pub(in crate::cli) path: PathBuf,
}

#[derive(Args)]
pub(in crate::cli) struct Restore {
    /// A file that `backup` wrote
    pub(in crate::cli) path: PathBuf,
}

#[derive(Args)]
pub(in crate::cli) struct Status {
    /// As JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// Read all of the store and say what is damaged
    #[arg(long)]
    pub(in crate::cli) check: bool,
}

#[derive(Args)]
pub(in crate::cli) struct Trial {
    #[command(subcommand)]
    pub(in crate::cli) action: Option<TrialAction>,

    /// Only what was asked in the last N days
    #[arg(long, value_name = "N", default_value_t = 30)]
    pub(in crate::cli) days: u16,

    /// As JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Subcommand)]
pub(in crate::cli) enum TrialAction {
    /// Decide questions from standard input, one a line, and record what would have been answered; nothing is shown
    Watch,
    /// What would have been answered to these questions is right
    Right {
        /// Their ids, as `askwell trial` lists them
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// What would have been answered to these questions is wrong
    Wrong {
        /// Their ids, as `askwell trial` lists them
        #[arg(required = true)]
        ids: Vec<String>,
    },
}

#[derive(Args)]
pub(in crate::cli) struct Reindex {
    /// Labelled questions to compare the models on, JSON, one a line
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) queries: Option<PathBuf>,

    /// Go over to the model that --model names, after the comparison
    #[arg(long)]
    pub(in crate::cli) switch: bool,

    /// Go back to the model before
    #[arg(long, conflicts_with = "switch")]
    pub(in crate::cli) back: bool,
}

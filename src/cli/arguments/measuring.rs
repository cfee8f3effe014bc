//! The command line of what measures knowledge: eval, calibrate, lint.

use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;

use crate::cli::arguments::Right;

#[derive(Args)]
pub(in crate::cli) struct Eval {
    /// Labelled questions, JSON, one a line; may be given several times
    #[arg(long, value_name = "FILE", required_unless_present_any = ["posts", "twins"])]
    pub(in crate::cli) queries: Vec<PathBuf>,

    /// Labelled posts of several sentences instead, JSON, one a line
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["queries", "twins", "report", "leave_out", "typos", "phrasings", "entries"]
    )]
    pub(in crate::cli) posts: Option<PathBuf>,

    /// Pairs of near twins instead, JSON, one a line, measured as a knowledge of their own
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["queries", "report", "leave_out", "typos", "phrasings", "entries"]
    )]
    pub(in crate::cli) twins: Option<PathBuf>,

    /// The figures and every wrong case as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// Also write a page with charts; compares with the report that is in FILE, and takes its place
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) report: Option<PathBuf>,

    /// Leave entries out, a fifth at a time, so that their questions should not be answered
    #[arg(long)]
    pub(in crate::cli) leave_out: bool,

    /// Put N typing errors into every question
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=20))]
    pub(in crate::cli) typos: u8,

    /// Keep only the first K phrasings of every entry
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u16).range(1..))]
    pub(in crate::cli) phrasings: Option<u16>,

    /// Ask knowledges of N entries, drawn by chance but the same at every run, about 60 in all
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(in crate::cli) entries: Option<u16>,

    #[command(flatten)]
    pub(in crate::cli) right: Right,
}

#[derive(Args)]
pub(in crate::cli) struct Calibrate {
    /// All of it as JSON
    #[arg(long, conflicts_with_all = ["fit", "second_look"])]
    pub(in crate::cli) json: bool,

    /// Fit the coefficients that every knowledge starts from on these folders
    #[arg(long, value_name = "DIR", num_args = 1.., group = "fits")]
    pub(in crate::cli) fit: Vec<PathBuf>,

    /// Measure on these folders too, without fitting on them
    #[arg(long, value_name = "DIR", num_args = 1.., requires = "fit")]
    pub(in crate::cli) measure_only: Vec<PathBuf>,

    /// Fit what the second look adds to a confidence, on these folders
    #[arg(long, value_name = "DIR", num_args = 1.., group = "fits")]
    pub(in crate::cli) second_look: Vec<PathBuf>,

    /// Write inputs, coefficients and figures of the fit to this file, as JSON
    #[arg(long, value_name = "FILE", requires = "fits")]
    pub(in crate::cli) record: Option<PathBuf>,
}

#[derive(Args)]
pub(in crate::cli) struct Lint {
    /// One problem a line as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,

    /// Also write the problems to FILE as SARIF 2.1.0, for code hosts to show them
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) sarif: Option<PathBuf>,

    /// What counts as wrong, and all that is worse
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = Deny::Errors)]
    pub(in crate::cli) deny: Deny,

    /// Read the files only, without loading the model to compare what the entries mean
    #[arg(long)]
    pub(in crate::cli) no_doubles: bool,
}

/// From which severity on `lint` exits with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Deny {
    Errors,
    Warnings,
    Notes,
}

//! An answer from the command line, a file, or standard input.

use std::fs;
use std::io;
use std::io::IsTerminal;
use std::io::Read;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use anyhow::bail;

use crate::cli::arguments::curating::Answer;

/// Most bytes read: several times what an answer may have, so that what is too long is told by its length.
const MOST: u64 = 1_000_000;

/// The answer that was named; `None` where there is none.
pub(super) fn named(answer: &Answer) -> anyhow::Result<Option<String>> {
    match (&answer.text, &answer.file) {
        (Some(text), _) => Ok(Some(text.clone())),
        (None, Some(path)) if path == Path::new("-") => from_standard_input().map(Some),
        (None, Some(path)) => {
            let could_not = || format!("could not read the answer `{}`", path.display());
            let file = fs::File::open(path).with_context(could_not)?;
            read(file).with_context(could_not).map(Some)
        }
        (None, None) => Ok(None),
    }
}

/// The answer that is typed or piped in.
pub(super) fn from_standard_input() -> anyhow::Result<String> {
    if io::stdin().is_terminal() {
        writeln!(io::stderr(), "Type the answer, and then Ctrl-D on a line of its own.")?;
    }
    read(io::stdin().lock()).context("could not read the answer from standard input")
}

fn read(from: impl Read) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    from.take(MOST).read_to_end(&mut bytes)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) => bail!("it is no UTF-8 text, or longer than any answer may be"),
    }
}

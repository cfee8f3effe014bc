//! `askwell export`: the knowledge in another format, whole or not at all.

use std::io;
use std::io::Write;

use anyhow::bail;

use crate::cli::Exit;
use crate::cli::arguments::Export;
use crate::cli::whole::Written;
use crate::cli::whole::write_whole;
use crate::config::Config;
use crate::frontend::wording;
use crate::knowledge;
use crate::knowledge::Format;
use crate::knowledge::Severity;

pub(super) fn export(config: &Config, export: &Export, out: &mut impl Write) -> anyhow::Result<Exit> {
    let format = format(export)?;
    let reading = knowledge::read(&config.knowledge);
    let wrong: Vec<_> =
        reading.problems.iter().filter(|problem| problem.severity == Severity::Error).cloned().collect();
    if !wrong.is_empty() {
        for problem in wording::few_problems(&wrong) {
            writeln!(io::stderr(), "{problem}")?;
        }
        bail!("nothing was written: what is wrong would be missing from the export; mend it first");
    }
    if reading.knowledge.entries.is_empty() {
        bail!("nothing was written: there is no entry in what was read");
    }
    let text = knowledge::write(format, &reading.knowledge)?;
    match &export.path {
        None => out.write_all(text.as_bytes())?,
        Some(path) => {
            if write_whole(path, &text, export.force)? == Written::IsThere {
                bail!("`{}` is there already; replace it with --force, or name another file", path.display());
            }
            let counted = wording::counted(reading.knowledge.entries.len(), "entry", "entries");
            writeln!(io::stderr(), "wrote {counted} to `{}`", path.display())?;
        }
    }
    Ok(Exit::Success)
}

fn format(export: &Export) -> anyhow::Result<Format> {
    match (&export.format, &export.path) {
        (Some(name), _) => Ok(name.parse()?),
        (None, None) => Ok(Format::Jsonl),
        (None, Some(path)) => match Format::from_path(path) {
            Some(format) => Ok(format),
            None => bail!("the ending of `{}` tells no format; name one with --format", path.display()),
        },
    }
}

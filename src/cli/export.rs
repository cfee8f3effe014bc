//! `askwell export`: the knowledge in another format, or back into its files, whole or not at all.

mod write_back;

use std::io;
use std::io::Write;

use anyhow::bail;

use crate::cli::Exit;
use crate::cli::arguments::upkeep::Export;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::frontend::whole::Written;
use crate::frontend::whole::write_whole;
use crate::frontend::wording;
use crate::knowledge;
use crate::knowledge::Format;
use crate::knowledge::Reading;
use crate::knowledge::Severity;
use crate::service::CurateError;

pub(super) async fn export(config: &Config, export: &Export, out: &mut impl Write) -> anyhow::Result<Exit> {
    if export.write_back {
        return write_back::write_back(config, out).await;
    }
    if export.all {
        let memory = store::memory(config, Wanted::There).await?.ok_or(CurateError::NoStore)?;
        let dumped = memory.dump(&person::caller(config)).await?;
        let mut text = dumped.lines.join("\n");
        text.push('\n');
        let counted = wording::counted(dumped.lines.len().saturating_sub(1), "row", "rows");
        return put(export, &text, &counted, out);
    }
    let format = format(export)?;
    let reading = read(config)?;
    let memory = store::memory(config, Wanted::IfThere).await?;
    let whole = match memory {
        Some(memory) => memory.whole_knowledge(&reading.knowledge).await?,
        None => reading.knowledge,
    };
    if whole.entries.is_empty() {
        bail!("nothing was written: there is no entry in what was read");
    }
    let text = knowledge::write(format, &whole)?;
    put(export, &text, &wording::counted(whole.entries.len(), "entry", "entries"), out)
}

/// The knowledge files, where nothing is wrong with them.
fn read(config: &Config) -> anyhow::Result<Reading> {
    // What is taught can do without files.
    let is_usual_and_missing = !config.knowledge_said && config.knowledge.iter().all(|path| !path.exists());
    let reading = if is_usual_and_missing { Reading::default() } else { knowledge::read(&config.knowledge) };
    let wrong: Vec<_> =
        reading.problems.iter().filter(|problem| problem.severity == Severity::Error).cloned().collect();
    if !wrong.is_empty() {
        for problem in wording::few_problems(&wrong) {
            writeln!(io::stderr(), "{problem}")?;
        }
        bail!("nothing was written: what is wrong would be missing from the export; mend it first");
    }
    Ok(reading)
}

fn put(export: &Export, text: &str, counted: &str, out: &mut impl Write) -> anyhow::Result<Exit> {
    match &export.path {
        None => out.write_all(text.as_bytes())?,
        Some(path) => {
            if write_whole(path, text, export.force)? == Written::IsThere {
                bail!("`{}` is there already; replace it with --force, or name another file", path.display());
            }
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

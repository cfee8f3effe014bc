//! What was edited in the bot, back into the knowledge files.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use anyhow::bail;

use crate::cli::Exit;
use crate::cli::export::read;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::entry::State;
use crate::frontend::whole::write_whole;
use crate::frontend::wording::upkeep;
use crate::knowledge;
use crate::knowledge::Rewrite;
use crate::service::CurateError;

/// Works all files out before it writes the first, so that one that cannot be written keeps the others as they are.
pub(super) async fn write_back(config: &Config, out: &mut impl Write) -> anyhow::Result<Exit> {
    let memory = store::memory(config, Wanted::There).await?.ok_or(CurateError::NoStore)?;
    let reading = read(config)?;
    let overlays = memory.overlays(&reading.knowledge).await?;
    if overlays.is_empty() {
        writeln!(out, "{}", upkeep::NOTHING_TO_WRITE_BACK)?;
        return Ok(Exit::Success);
    }
    let mut by_file: BTreeMap<PathBuf, Vec<Rewrite>> = BTreeMap::new();
    for entry in overlays {
        let Some(place) = reading.origins.get(&entry.id) else {
            bail!("where `{}` stands in the files was not found; nothing was written", entry.id);
        };
        let (id, is_retired) = (entry.id.clone(), entry.state == State::Retired);
        // A file without a place for states drops what is retired.
        let entry = if is_retired { None } else { Some(entry) };
        by_file.entry(PathBuf::from(&place.file)).or_default().push(Rewrite { id, entry });
    }
    let mut texts = Vec::with_capacity(by_file.len());
    for (path, changes) in &by_file {
        let could_not = || format!("could not read `{}`", path.display());
        let text = fs::read_to_string(path).with_context(could_not)?;
        texts.push((path, knowledge::rewrite(path, &text, changes)?, changes.len()));
    }
    for (path, text, count) in &texts {
        write_whole(path, text, true)?;
        writeln!(out, "{}", upkeep::written_back(path, *count))?;
    }
    // From here on the files say it; where this is not reached, the next attempt comes to it.
    let files = knowledge::read(&config.knowledge).knowledge;
    if let Some(number) = memory.drop_written_back(&person::caller(config), &files).await? {
        writeln!(out, "{}", upkeep::served_from_files(number, &person::typed(config)))?;
    }
    Ok(Exit::Success)
}

//! `askwell import`: entries into the store, all or nothing.

use std::io;
use std::io::Write;

use anyhow::Context;
use anyhow::bail;

use crate::cli::Exit;
use crate::cli::arguments::upkeep::Import;
use crate::cli::desk::Desk;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::config::StoreSetting;
use crate::frontend::json;
use crate::frontend::wording;
use crate::frontend::wording::upkeep;
use crate::knowledge;
use crate::service::CurateError;
use crate::store::Dumped;

pub(super) async fn import(config: &Config, import: &Import, out: &mut impl Write) -> anyhow::Result<Exit> {
    if import.all {
        return all(config, import, out).await;
    }
    let reading = knowledge::read_with_exports(&import.paths);
    for problem in &reading.problems {
        writeln!(io::stderr(), "{}", wording::problem(problem))?;
    }
    if reading.has_errors() {
        writeln!(io::stderr(), "{}", upkeep::NOT_IMPORTED)?;
        return Ok(Exit::No);
    }
    if reading.knowledge.entries.is_empty() {
        bail!("there is no entry in {}", wording::listed(&import.paths));
    }
    // What would be new to a store that is not there yet is tried on an empty one, which goes again.
    let ground = if import.dry_run && !store::is_there(config)? { Some(tempfile::tempdir()?) } else { None };
    let on_trial = |ground: &tempfile::TempDir| Config {
        store: StoreSetting::At(ground.path().join("askwell.db").display().to_string()),
        ..config.clone()
    };
    let desk = Desk::open(ground.as_ref().map(on_trial).as_ref().unwrap_or(config), Wanted::Made).await?;
    let planned = desk.service.plan_import(&desk.caller, &reading.knowledge).await?;
    let near = desk.service.near_import(&desk.caller, &reading.knowledge, &planned).await?;
    // A script gets one line, and that once it is done.
    if !import.json {
        writeln!(out, "{}", upkeep::planned_import(&planned, &near, &reading.origins))?;
    }
    let is_done = !import.dry_run && !planned.is_empty();
    let done = if is_done { Some(desk.service.import(&desk.caller, &planned).await?) } else { None };
    match done {
        done if import.json => {
            writeln!(out, "{}", json::import(&planned, &near, &reading.origins, done.map(|done| done.number)))?
        }
        Some(done) => writeln!(out, "{}", upkeep::imported(&done, &desk.typed))?,
        None if !planned.is_empty() => writeln!(out, "{}", wording::curating::NOTHING_WRITTEN)?,
        None => {}
    }
    Ok(Exit::Success)
}

/// What `export --all` wrote.
async fn all(config: &Config, import: &Import, out: &mut impl Write) -> anyhow::Result<Exit> {
    let [path] = import.paths.as_slice() else { bail!("--all takes one file, which `askwell export --all` wrote") };
    let text = std::fs::read_to_string(path).with_context(|| format!("could not read `{}`", path.display()))?;
    let dumped = Dumped { lines: text.lines().map(str::to_owned).collect() };
    let memory = store::memory(config, Wanted::Made).await?.ok_or(CurateError::NoStore)?;
    memory
        .load(&person::caller(config), &dumped)
        .await
        .with_context(|| format!("`{}` was not taken in", path.display()))?;
    writeln!(out, "{}", upkeep::loaded(dumped.lines.len().saturating_sub(1), memory.space()))?;
    Ok(Exit::Success)
}

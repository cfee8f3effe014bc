//! `askwell history`.

use std::io;
use std::io::Write;

use crate::cli::Exit;
use crate::cli::arguments::curating::History;
use crate::cli::arguments::curating::HistoryAction;
use crate::cli::desk::Desk;
use crate::cli::edit::entry_id;
use crate::cli::person;
use crate::cli::store;
use crate::config::Config;
use crate::frontend::history::none_of;
use crate::frontend::json;
use crate::frontend::wording::curating;
use crate::knowledge;
use crate::service::Planned;
use crate::service::with_files;
use crate::store::ItemKey;
use crate::store::Wanted;

pub(super) async fn history(config: &Config, history: &History, out: &mut impl Write) -> anyhow::Result<Exit> {
    if let Some(HistoryAction::Undo { number }) = history.action {
        let desk = Desk::open(config, store::Wanted::There).await?;
        return desk.carry_out(&Planned::Undo(number), out).await;
    }
    let id = history.entry.as_deref().map(entry_id).transpose()?;
    let key = id.as_ref().map(ItemKey::entry);
    let wanted = Wanted { key, after: 0, before: None, limit: history.limit };
    let memory = store::memory(config, store::Wanted::ToRead).await?;
    let changes = match &memory {
        Some(memory) => memory.history(&person::caller(config), &wanted).await?,
        None => Vec::new(),
    };
    let files = knowledge::read(&config.knowledge).knowledge;
    if changes.is_empty()
        && let Some(id) = &id
    {
        let all = match &memory {
            Some(memory) => memory.whole_knowledge(&files).await?,
            None => files,
        };
        return match none_of(id, &all) {
            Ok(unchanged) => {
                // A list without lines says the same to a script.
                if !history.json {
                    writeln!(out, "{unchanged}")?;
                }
                Ok(Exit::Success)
            }
            Err(no_such) => {
                writeln!(io::stderr(), "{no_such}")?;
                Ok(Exit::No)
            }
        };
    }
    let changes = with_files(changes, &files);
    if history.json {
        for change in &changes {
            writeln!(out, "{}", json::change(change))?;
        }
        return Ok(Exit::Success);
    }
    writeln!(out, "{}", curating::history(&changes, &person::typed(config)))?;
    Ok(Exit::Success)
}

//! `askwell history`.

use std::io::Write;

use crate::cli::Exit;
use crate::cli::arguments::curating::History;
use crate::cli::arguments::curating::HistoryAction;
use crate::cli::desk::Desk;
use crate::cli::edit::entry_id;
use crate::cli::person;
use crate::cli::store;
use crate::config::Config;
use crate::frontend::json;
use crate::frontend::wording::curating;
use crate::service::Planned;
use crate::store::ItemKey;
use crate::store::Wanted;

pub(super) async fn history(config: &Config, history: &History, out: &mut impl Write) -> anyhow::Result<Exit> {
    if let Some(HistoryAction::Undo { number }) = history.action {
        let desk = Desk::open(config, store::Wanted::There).await?;
        return desk.carry_out(&Planned::Undo(number), out).await;
    }
    let key = history.entry.as_deref().map(entry_id).transpose()?.map(|id| ItemKey::entry(&id));
    let wanted = Wanted { key, after: 0, before: None, limit: history.limit };
    let changes = match store::memory(config, store::Wanted::ToRead).await? {
        Some(memory) => memory.history(&person::caller(config), &wanted).await?,
        None => Vec::new(),
    };
    if history.json {
        for change in &changes {
            writeln!(out, "{}", json::change(change))?;
        }
        return Ok(Exit::Success);
    }
    writeln!(out, "{}", curating::history(&changes, &person::typed(config)))?;
    Ok(Exit::Success)
}

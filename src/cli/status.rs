//! `askwell status`.

use std::io::Write;
use std::sync::Arc;

use crate::cli::Exit;
use crate::cli::arguments::upkeep::Status;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::frontend::json;
use crate::frontend::wording::upkeep;
use crate::knowledge;
use crate::service::Clock;
use crate::service::CurateError;
use crate::service::Memory;

pub(super) async fn status(config: &Config, said: &Status, out: &mut impl Write) -> anyhow::Result<Exit> {
    let Some(store) = store::open(config, Wanted::ToRead).await? else {
        writeln!(out, "{}", upkeep::NO_STORE)?;
        return Ok(Exit::Success);
    };
    let address = store::address(config)?.map(|address| address.to_string()).unwrap_or_default();
    let memory = Memory::new(Arc::clone(&store), store::space(config)?, Clock::system());
    // First, as nothing else can be read from a store that is damaged enough.
    let condition = if said.check { Some(store.check().await?) } else { None };
    let files = knowledge::read(&config.knowledge).knowledge;
    let counted = async {
        Ok::<_, CurateError>((memory.status(&person::caller(config), &files).await?, store.spaces().await?.len()))
    };
    let (status, spaces) = match (counted.await, &condition) {
        (Ok(counted), _) => counted,
        (Err(_), Some(condition)) if !condition.damage.is_empty() => {
            let text = match said.json {
                true => json::damaged(&address, memory.space(), condition),
                false => upkeep::damaged(&address, condition),
            };
            writeln!(out, "{text}")?;
            return Ok(Exit::No);
        }
        (Err(error), _) => return Err(error.into()),
    };
    if said.json {
        writeln!(out, "{}", json::status(&address, memory.space(), spaces, &status, condition.as_ref()))?;
    } else {
        writeln!(out, "{}", upkeep::status(&address, memory.space(), spaces, &status, condition.as_ref()))?;
    }
    let is_damaged = condition.is_some_and(|condition| !condition.damage.is_empty());
    Ok(if is_damaged { Exit::No } else { Exit::Success })
}

//! `askwell missed`.

use std::io::Write;

use crate::cli::Exit;
use crate::cli::arguments::curating::Missed;
use crate::cli::arguments::curating::MissedAction;
use crate::cli::desk::Desk;
use crate::cli::edit::entry_id;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::frontend::json;
use crate::frontend::wording::remembering;
use crate::service::CurateError;
use crate::service::Memory;
use crate::service::Wordings;

pub(super) async fn missed(config: &Config, missed: &Missed, out: &mut impl Write) -> anyhow::Result<Exit> {
    match &missed.action {
        None => list(config, missed, out).await,
        Some(MissedAction::Show { number }) => {
            let members = there(config).await?.missed_questions(&person::caller(config), *number).await?;
            writeln!(out, "{}", remembering::members(&members))?;
            Ok(Exit::Success)
        }
        Some(MissedAction::Resolve { number, by }) => {
            let entry = entry_id(by)?;
            let desk = Desk::open(config, Wanted::There).await?;
            let told = desk.service.resolve(&desk.caller, *number, &entry, Wordings::Propose).await?;
            writeln!(out, "{}", remembering::resolved(*number, entry.as_str(), told, &desk.typed))?;
            Ok(Exit::Success)
        }
        Some(MissedAction::Dismiss { number }) => {
            there(config).await?.dismiss(&person::caller(config), *number).await?;
            writeln!(out, "{}", remembering::dismissed(*number, &person::typed(config)))?;
            Ok(Exit::Success)
        }
        Some(MissedAction::Reopen { number }) => {
            there(config).await?.reopen(&person::caller(config), *number).await?;
            writeln!(out, "{}", remembering::reopened(*number))?;
            Ok(Exit::Success)
        }
    }
}

async fn list(config: &Config, missed: &Missed, out: &mut impl Write) -> anyhow::Result<Exit> {
    let (mut clusters, how) = match store::memory(config, Wanted::ToRead).await? {
        Some(memory) => {
            let caller = person::caller(config);
            (memory.missed(&caller).await?, memory.how_missed(&caller, None).await?)
        }
        None => (Vec::new(), Vec::new()),
    };
    let all = clusters.len();
    clusters.truncate(usize::from(missed.top));
    if missed.json {
        for cluster in &clusters {
            writeln!(out, "{}", json::missed(cluster, how.iter().find(|how| how.cluster == cluster.number)))?;
        }
    } else {
        writeln!(out, "{}", remembering::missed(&clusters, &how, all, &person::typed(config)))?;
    }
    Ok(Exit::Success)
}

async fn there(config: &Config) -> anyhow::Result<Memory> {
    Ok(store::memory(config, Wanted::There).await?.ok_or(CurateError::NoStore)?)
}

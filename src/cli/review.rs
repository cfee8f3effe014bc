//! `askwell review`.

use std::io::Write;

use crate::cli::Exit;
use crate::cli::arguments::curating::Review;
use crate::cli::arguments::curating::ReviewAction;
use crate::cli::desk::Desk;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::frontend::json;
use crate::frontend::wording::curating;
use crate::knowledge;
use crate::service::CurateError;
use crate::service::Pending;
use crate::service::Planned;
use crate::service::Waiting;
use crate::service::overdue;
use crate::store::Items;
use crate::store::Moment;

pub(super) async fn review(config: &Config, review: &Review, out: &mut impl Write) -> anyhow::Result<Exit> {
    match &review.action {
        None => list(config, review.json, out).await,
        Some(ReviewAction::Show { id }) => show(config, &Pending::parse(id), out).await,
        Some(ReviewAction::Approve { ids }) => {
            let desk = Desk::open(config, Wanted::There).await?;
            for id in ids {
                desk.carry_out(&Planned::Approve(Pending::parse(id)), out).await?;
            }
            Ok(Exit::Success)
        }
        Some(ReviewAction::Reject { ids }) => {
            let Some(memory) = store::memory(config, Wanted::There).await? else {
                return Err(CurateError::NoStore.into());
            };
            for pending in ids.iter().map(|id| Pending::parse(id)) {
                let done = memory.reject(&person::caller(config), &pending).await?;
                writeln!(out, "{}", curating::rejected(&pending, &done, &person::typed(config)))?;
            }
            Ok(Exit::Success)
        }
    }
}

/// Needs no model: the files are read, and the store is asked.
async fn list(config: &Config, as_json: bool, out: &mut impl Write) -> anyhow::Result<Exit> {
    let files = knowledge::read(&config.knowledge).knowledge;
    let waiting = match store::memory(config, Wanted::ToRead).await? {
        Some(memory) => memory.waiting_for_review(&person::caller(config), &files).await?,
        None => {
            let overdue = overdue(&files, &Items::default(), Moment::now().day());
            Waiting { drafts: Vec::new(), suggestions: Vec::new(), overdue, flawed: Vec::new() }
        }
    };
    if as_json {
        for line in json::waiting(&waiting) {
            writeln!(out, "{line}")?;
        }
    } else {
        writeln!(out, "{}", curating::waiting(&waiting, &person::typed(config)))?;
    }
    Ok(Exit::Success)
}

/// With what it would change, for which the model is needed.
async fn show(config: &Config, pending: &Pending, out: &mut impl Write) -> anyhow::Result<Exit> {
    let desk = Desk::open(config, Wanted::There).await?;
    let waiting = desk.service.waiting_for_review(&desk.caller).await?;
    let text = curating::pending(&waiting, pending).ok_or_else(|| CurateError::NotThere(pending.to_string()))?;
    writeln!(out, "{text}")?;
    let preview = desk.service.preview(&desk.caller, &Planned::Approve(pending.clone()), &[]).await?;
    writeln!(out, "{}\n{}", curating::preview(&preview), curating::decide(pending, &desk.typed))?;
    Ok(Exit::Success)
}

//! `askwell trial`: what would have been answered where nothing is shown.

use std::io;
use std::io::Write;
use std::time::Duration;

use crate::cli::Exit;
use crate::cli::arguments::upkeep::Trial;
use crate::cli::arguments::upkeep::TrialAction;
use crate::cli::desk::Desk;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::cli::target;
use crate::config::Config;
use crate::frontend::json;
use crate::frontend::lines;
use crate::frontend::wording::upkeep;
use crate::service::Asker;
use crate::service::CurateError;
use crate::service::SpaceSettings;
use crate::service::Trial as Counted;
use crate::store::Moment;
use crate::store::Opinion;
use crate::store::Place;
use crate::store::RowId;

pub(super) async fn trial(config: &Config, said: &Trial, out: &mut impl Write) -> anyhow::Result<Exit> {
    match &said.action {
        None => report(config, said, out).await,
        Some(TrialAction::Watch) => watch(config, out).await,
        Some(TrialAction::Right { ids }) => judge(config, ids, Opinion::Helpful, out).await,
        Some(TrialAction::Wrong { ids }) => judge(config, ids, Opinion::Wrong, out).await,
    }
}

async fn report(config: &Config, said: &Trial, out: &mut impl Write) -> anyhow::Result<Exit> {
    let days = Duration::from_secs(u64::from(said.days) * 24 * 60 * 60);
    let caller = person::caller(config);
    let (counted, settings) = match store::memory(config, Wanted::ToRead).await? {
        Some(memory) => (memory.trial(&caller, Moment::now().minus(days)).await?, memory.settings(&caller).await?),
        None => (Counted::default(), SpaceSettings::default()),
    };
    let advised = counted.advised(&settings, target(config.right));
    if said.json {
        writeln!(out, "{}", json::trial(&counted, &advised))?;
    } else {
        writeln!(out, "{}", upkeep::trial(&counted, &advised, &person::typed(config)))?;
    }
    Ok(Exit::Success)
}

/// Decides as anywhere else, keeps it, and shows nothing of it.
async fn watch(config: &Config, out: &mut impl Write) -> anyhow::Result<Exit> {
    let desk = Desk::open(config, Wanted::Made).await?;
    let place = Place { door: "terminal".to_owned(), ..Place::default() };
    let asker = Asker { caller: desk.caller.clone(), place, silent: true };
    let mut questions = io::stdin().lock();
    let mut watched = 0;
    while let Some(question) = lines::next_line(&mut questions)? {
        watched += desk.service.ask_as(&asker, &question, 0, desk.service.target()).await?.answers.len();
    }
    if !desk.service.flush().await {
        return Err(CurateError::Later("the store is behind with what was asked".to_owned()).into());
    }
    writeln!(out, "{}", upkeep::watched(watched, &desk.typed))?;
    Ok(Exit::Success)
}

async fn judge(config: &Config, ids: &[String], opinion: Opinion, out: &mut impl Write) -> anyhow::Result<Exit> {
    let memory = store::memory(config, Wanted::There).await?.ok_or(CurateError::NoStore)?;
    for id in ids {
        let id = RowId::parse(id.trim()).ok_or_else(|| CurateError::NotThere(format!("the question {id:?}")))?;
        memory.judge(&person::caller(config), &id, opinion).await?;
    }
    writeln!(out, "{}", upkeep::judged(ids.len()))?;
    Ok(Exit::Success)
}

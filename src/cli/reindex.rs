//! `askwell reindex`: another model for a space, compared before it is taken into use.

use std::io::Write;

use anyhow::bail;

use crate::cli::Exit;
use crate::cli::arguments::upkeep::Reindex;
use crate::cli::engine;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::cli::watched;
use crate::config::Config;
use crate::evaluation::cases;
use crate::frontend::progress::Bar;
use crate::frontend::wording::upkeep;
use crate::service::CurateError;
use crate::service::Labelled;

pub(super) async fn reindex(config: &Config, said: &Reindex, out: &mut impl Write) -> anyhow::Result<Exit> {
    let memory = store::memory(config, Wanted::There).await?.ok_or(CurateError::NoStore)?;
    let Some(indexed) = memory.indexed().await? else {
        bail!(
            "nothing has been asked of this space yet, so it has no index that another model could take the place of"
        );
    };
    let chosen = if said.back {
        let Some(former) = &indexed.former else { bail!("there is no model before `{}` to go back to", indexed.name) };
        former.name.clone()
    } else {
        engine::model_name(config)
    };
    if chosen == indexed.name {
        writeln!(out, "{}", upkeep::same_model(&chosen))?;
        return Ok(Exit::Success);
    }
    let labelled = said.queries.as_deref().map(cases::read).transpose()?.unwrap_or_default();
    let labelled = labelled.into_iter().map(|case| Labelled { text: case.text, right: case.right });
    let labelled: Vec<Labelled> = labelled.collect();
    let by = |name: &str| Config { model: Some(name.to_owned()), ..config.clone() };
    let (service, _) = engine::open(&by(&indexed.name), Wanted::There).await?;
    let engine = engine::engine(&by(&chosen))?.for_service();
    let caller = person::caller(config);
    let mut bar = Bar::counting("embedding phrasings", watched());
    let progress = |progress: crate::service::Progress| bar.at(progress.done, progress.total);
    let reindexed = service.reindex(&caller, &engine, &chosen, &labelled, progress).await?;
    drop(bar);
    writeln!(out, "{}", upkeep::comparison(&indexed.name, &chosen, &reindexed.comparison))?;
    if !said.switch && !said.back {
        writeln!(out, "{}", upkeep::not_switched(&chosen, &person::typed(config)))?;
        return Ok(Exit::Success);
    }
    let switched = service.switch(&caller, reindexed).await?;
    writeln!(out, "{}", upkeep::switched(&switched, &person::typed(config)))?;
    Ok(Exit::Success)
}

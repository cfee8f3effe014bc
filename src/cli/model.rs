//! `askwell model`.

use std::io;
use std::io::Write;

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::arguments::ModelAction;
use crate::cli::engine;
use crate::cli::watched;
use crate::config::Config;
use crate::embedding::hub;
use crate::embedding::model_dir;
use crate::frontend::progress::Bar;
use crate::frontend::wording;

/// A model as `model list --json` writes it.
#[derive(Serialize)]
struct ListedLine<'a> {
    name: &'a str,
    short: &'a str,
    repository: &'a str,
    dimensions: usize,
    fetched: bool,
    description: &'a str,
}

pub(super) fn model(config: &Config, action: ModelAction, out: &mut impl Write) -> anyhow::Result<Exit> {
    match action {
        ModelAction::List { json } => list(config, json, out)?,
        ModelAction::Fetch { name } => {
            let runtime = engine::onnx_runtime(config)?;
            let mut bar = Bar::of_unknown("fetching the model", watched());
            let path = hub::fetch(&name, &config.fetched, &runtime, &mut |bytes| bar.grow(bytes))?;
            drop(bar);
            writeln!(out, "{}", path.display())?;
            writeln!(io::stderr(), "fetched; use it with: askwell --model {}", wording::plain(&name))?;
        }
        ModelAction::Path { name: Some(name) } => {
            writeln!(out, "{}", hub::path(&name, &config.fetched)?.display())?;
        }
        ModelAction::Path { name: None } => match &config.model {
            Some(chosen) if !std::path::Path::new(chosen).is_dir() => {
                writeln!(out, "{}", hub::path(chosen, &config.fetched)?.display())?;
            }
            Some(folder) => writeln!(out, "{folder}")?,
            None => writeln!(out, "{}", model_dir::locate_default(&engine::default_places())?.display())?,
        },
    }
    Ok(Exit::Success)
}

fn list(config: &Config, json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    for model in hub::list(&config.fetched) {
        if json {
            let line = ListedLine {
                name: &model.name,
                short: &model.short,
                repository: &model.repository,
                dimensions: model.dimensions,
                fetched: model.fetched,
                description: &model.description,
            };
            writeln!(out, "{}", serde_json::to_string(&line)?)?;
        } else {
            let mark = if model.fetched { "fetched" } else { "" };
            writeln!(out, "{:<28} {:>5}  {:<8} {}", model.short, model.dimensions, mark, model.name)?;
        }
    }
    Ok(())
}

//! `askwell calibrate`.

mod fit;
mod second_look;
mod sets;

use std::io;
use std::io::IsTerminal;
use std::io::Write;

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::arguments::Calibrate;
use crate::cli::engine;
use crate::cli::store;
use crate::config::Config;
use crate::frontend::wording;
use crate::frontend::wording::Palette;
use crate::service::Picture;

/// What `--json` writes. The keys are a contract; new ones may be added.
#[derive(Serialize)]
struct Report<'a> {
    model: &'a str,
    #[serde(flatten)]
    picture: &'a Picture,
    judgement: Vec<String>,
}

pub(super) async fn calibrate(config: &Config, calibrate: &Calibrate, out: &mut impl Write) -> anyhow::Result<Exit> {
    if !calibrate.fit.is_empty() {
        return fit::fit(config, calibrate, out).await;
    }
    if !calibrate.second_look.is_empty() {
        return second_look::fit(config, calibrate, out).await;
    }
    let (service, opened) = engine::open(config, store::Wanted::IfThere).await?;
    let notes = wording::opened(&opened.opened, &Palette::new(config.colour && io::stderr().is_terminal()));
    write!(io::stderr(), "{notes}")?;
    let picture = service.picture().await?;
    if calibrate.json {
        let judgement = wording::calibration::judgement(&picture);
        let report = Report { model: &opened.model, picture: &picture, judgement };
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else {
        write!(out, "{}", wording::calibration::picture(&picture, &opened.model))?;
    }
    Ok(Exit::Success)
}

//! `askwell calibrate`.

mod fit;

use std::io::Write;

use crate::cli::Exit;
use crate::cli::arguments::Calibrate;
use crate::config::Config;

pub(super) async fn calibrate(config: &Config, calibrate: &Calibrate, out: &mut impl Write) -> anyhow::Result<Exit> {
    fit::fit(config, calibrate, out).await
}

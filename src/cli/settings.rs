//! `askwell settings`.

use std::io::Write;

use crate::cli::Exit;
use crate::cli::arguments::curating::SettingsOf;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::frontend::json;
use crate::frontend::wording::remembering;
use crate::service::CurateError;
use crate::service::Setting;
use crate::service::SpaceSettings;

pub(super) async fn settings(config: &Config, said: &SettingsOf, out: &mut impl Write) -> anyhow::Result<Exit> {
    let setting = said.name.as_deref().map(Setting::parse).transpose().map_err(CurateError::from)?;
    let (caller, typed) = (person::caller(config), person::typed(config));
    if let (Some(setting), Some(value)) = (setting, &said.value) {
        let memory = store::memory(config, Wanted::Made).await?.ok_or(CurateError::NoStore)?;
        let number = memory.set(&caller, setting, value).await?;
        let value = memory.settings(&caller).await?.value(setting);
        writeln!(out, "{}", remembering::set(setting, &value, number, &typed))?;
        return Ok(Exit::Success);
    }
    // Without a store, what holds once there is one.
    let settings = match store::memory(config, Wanted::ToRead).await? {
        Some(memory) => memory.settings(&caller).await?,
        None => SpaceSettings::default(),
    };
    let shown: Vec<Setting> = Setting::ALL.into_iter().filter(|one| setting.is_none_or(|only| only == *one)).collect();
    if said.json {
        for setting in shown {
            writeln!(out, "{}", json::setting(&settings, setting))?;
        }
    } else {
        writeln!(out, "{}", remembering::settings(&settings, &shown, &typed))?;
    }
    Ok(Exit::Success)
}

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
use crate::service::SettingKey;
use crate::service::SpaceSettings;

pub(super) async fn settings(config: &Config, said: &SettingsOf, out: &mut impl Write) -> anyhow::Result<Exit> {
    let key = said.name.as_deref().map(SettingKey::parse).transpose().map_err(CurateError::from)?;
    let (caller, typed) = (person::caller(config), person::typed(config));
    if let (Some(key), Some(value)) = (key, &said.value) {
        let memory = store::memory(config, Wanted::Made).await?.ok_or(CurateError::NoStore)?;
        let number = memory.set(&caller, key, value).await?;
        let value = memory.settings(&caller).await?.value(key);
        writeln!(out, "{}", remembering::set(key, &value, number, &typed))?;
        return Ok(Exit::Success);
    }
    // Without a store, what holds once there is one.
    let settings = match store::memory(config, Wanted::ToRead).await? {
        Some(memory) => memory.settings(&caller).await?,
        None => SpaceSettings::default(),
    };
    let shown = key.map_or_else(|| settings.keys(), |only| vec![only]);
    if said.json {
        for key in shown {
            writeln!(out, "{}", json::setting(&settings, key))?;
        }
    } else {
        writeln!(out, "{}", remembering::settings(&settings, &shown, &typed))?;
    }
    Ok(Exit::Success)
}

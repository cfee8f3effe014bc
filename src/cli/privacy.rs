//! `askwell privacy`.

use std::io;
use std::io::IsTerminal;
use std::io::Write;

use crate::cli::Exit;
use crate::cli::arguments::curating::Privacy;
use crate::cli::arguments::curating::PrivacyAction;
use crate::cli::arguments::curating::Switch;
use crate::cli::person;
use crate::cli::store;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::frontend::json;
use crate::frontend::wording::held;
use crate::frontend::wording::held::Whose;
use crate::service::CurateError;
use crate::service::Denied;
use crate::store::HeldOn;

pub(super) async fn privacy(config: &Config, privacy: &Privacy, out: &mut impl Write) -> anyhow::Result<Exit> {
    let caller = person::caller(config);
    let whose = privacy.person.as_deref().map_or(Whose::Own, Whose::Of);
    let person = match &privacy.person {
        Some(id) => caller.in_the_place_of(id).map_err(|denied: Denied| CurateError::from(denied))?,
        None => caller,
    };
    let wanted = if matches!(privacy.action, PrivacyAction::Set { .. }) { Wanted::Made } else { Wanted::ToRead };
    let memory = store::memory(config, wanted).await?;
    match &privacy.action {
        PrivacyAction::Show | PrivacyAction::Export => {
            let held = match &memory {
                Some(memory) => memory.held_on(&person).await?,
                None => HeldOn::default(),
            };
            let text = match privacy.action {
                PrivacyAction::Export => json::held_on(&held),
                _ => held::held_on(&held, whose, &person::typed(config)),
            };
            writeln!(out, "{text}")?;
        }
        PrivacyAction::Delete { yes } => {
            let Some(memory) = memory else {
                writeln!(out, "{}", held::nothing_held(whose))?;
                return Ok(Exit::Success);
            };
            if !yes && !agreed(whose)? {
                writeln!(out, "{}", held::NOTHING_DELETED)?;
                return Ok(Exit::No);
            }
            let forgotten = memory.forget(&person).await?;
            writeln!(out, "{}", held::forgotten(&forgotten, whose, &person::typed(config)))?;
        }
        PrivacyAction::Set { recorded, told } => {
            let memory = memory.ok_or(CurateError::NoStore)?;
            let mut preferences = memory.preferences(&person).await?;
            let on = |switch: Switch| switch == Switch::On;
            preferences.recorded = recorded.map_or(preferences.recorded, on);
            preferences.told = told.map_or(preferences.told, on);
            memory.prefer(&person, preferences).await?;
            writeln!(out, "{}", held::preferences(preferences, whose))?;
        }
    }
    Ok(Exit::Success)
}

/// Whether somebody at the terminal says yes; a script has to say so with the command.
fn agreed(whose: Whose<'_>) -> anyhow::Result<bool> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    write!(io::stderr(), "{} Type yes to go on: ", held::forget_sure(whose))?;
    io::stderr().flush()?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(line.trim().eq_ignore_ascii_case("yes"))
}

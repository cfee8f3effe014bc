//! `askwell discord`: settings and token, the model, the knowledge of each server, and then the bot.

mod reload;
mod servers;
mod settings;
mod stop;
mod token;

use anyhow::Context;
use tracing::info;

use crate::cli::Exit;
use crate::cli::Misconfigured;
use crate::cli::arguments::Discord;
use crate::cli::engine;
use crate::cli::log;
use crate::config::Config;
use crate::frontend::discord;
use crate::frontend::discord::Settings;
use crate::frontend::discord::Shards;
use crate::service::Clock;
use crate::service::keep_tidy;

pub(super) use servers::check;
pub(super) use servers::common;
pub(super) use settings::read;
pub(super) use token::token;

/// Runs the bot until it is told to stop.
pub(super) async fn discord(config: &Config, said: &Discord) -> anyhow::Result<Exit> {
    let file = read(config, said.config.as_deref())?;
    check(config, &file)?;
    let token = token(config, file.token_file.as_deref(), |name| std::env::var_os(name))?;
    log::start(config);
    token.log_hints();
    // Before what takes long: by default a signal to reload would end the process.
    let reload_signals = reload::signals()?;
    let engine = engine::engine(config)?;
    // The first text takes longer than any other; nobody in Discord should wait for it.
    engine.handle.embed_one("Is it warm?").await.context("the model does not embed")?;
    let opened = servers::open(config, &engine, &file).await?;
    reload::on_change(&opened.services);
    if let Some(store) = opened.store {
        tokio::spawn(keep_tidy(store, Clock::system()));
    }
    let (lost, lost_terminal) = tokio::sync::oneshot::channel();
    reload::on_signal(reload_signals, opened.services.clone(), lost);
    let settings = Settings {
        token: token.secret,
        api: config.discord_api.clone(),
        guild: said.guild.map(Into::into),
        shards: said.shards.map_or(Shards::Automatic, Into::into),
        servers: opened.servers,
    };
    let ended = discord::run(settings, stop::first(stop::signal()?, lost_terminal)).await;
    reload::flush(&opened.services).await;
    match ended {
        Ok(()) => {
            info!("stopped");
            Ok(Exit::Success)
        }
        Err(error) if error.needs_a_person() => Err(Misconfigured::new(error).into()),
        Err(error) => Err(error.into()),
    }
}

//! Log lines on standard error, for a process that runs on its own.

use std::fmt;
use std::io;

use time::OffsetDateTime;
use time::macros::format_description;
use tracing_subscriber::Layer;
use tracing_subscriber::Registry;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::cli::watched;
use crate::config::Config;
use crate::config::LogLevel;

/// Starts logging for the rest of the process.
pub(super) fn start(config: &Config) {
    let layer = tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(config.colour && watched());
    // The journal has a time of its own beside each line.
    let layer: Box<dyn Layer<Registry> + Send + Sync> = match std::env::var_os("JOURNAL_STREAM") {
        Some(_) => layer.without_time().boxed(),
        None => layer.with_timer(Utc).boxed(),
    };
    // Fails only where logging was started before, and then lines are written already.
    let _ = tracing_subscriber::registry().with(layer.with_filter(filter(config.log))).try_init();
}

/// What is written: our own lines as wanted, those of others only when something is wrong.
fn filter(own: LogLevel) -> Targets {
    let own = match own {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    Targets::new()
        // serenity's lines below that hold what people wrote, whatever level our own are wanted from.
        .with_default(LevelFilter::WARN)
        // This one warns of an event that it cannot read by printing the whole of it.
        .with_target("serenity::gateway::ws", LevelFilter::ERROR)
        // And this one of an unusual status by printing the path, with the interaction's token in it.
        .with_target("serenity::http::client", LevelFilter::ERROR)
        .with_target("askwell", own)
}

/// The time in UTC, in milliseconds.
struct Utc;

impl FormatTime for Utc {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        // RFC 3339, always as wide: lines stand below each other.
        let form = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
        writer.write_str(&OffsetDateTime::now_utc().format(form).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing::Level;

    #[test]
    fn what_people_wrote_is_in_no_line() {
        let filter = filter(LogLevel::Debug);
        let writes = |target: &str, level: Level| filter.would_enable(target, &level);
        assert!(writes("askwell::cli::discord", Level::DEBUG) && !writes("askwell::cli", Level::TRACE));
        assert!(writes("serenity::http", Level::WARN) && !writes("serenity::client::dispatch", Level::INFO));
        assert!(writes("serenity::gateway::ws", Level::ERROR) && !writes("serenity::gateway::ws", Level::WARN));
        assert!(writes("serenity::http::client", Level::ERROR) && !writes("serenity::http::client", Level::WARN));
        assert!(!super::filter(LogLevel::Error).would_enable("askwell", &Level::WARN));
    }
}

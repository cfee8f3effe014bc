//! `askwell repl`, and `askwell` alone.

use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use crate::cli::Exit;
use crate::cli::columns;
use crate::cli::engine;
use crate::cli::person;
use crate::cli::store;
use crate::cli::watched;
use crate::config::Config;
use crate::frontend::repl;
use crate::frontend::repl::Look;
use crate::frontend::repl::Piped;
use crate::frontend::repl::Source;
use crate::frontend::repl::terminal::Terminal;
use crate::frontend::wording;
use crate::frontend::wording::Palette;

/// How soon a change to a knowledge file, or by another process, is noticed.
const LOOK_EVERY: Duration = Duration::from_millis(700);

/// On standard error, which carries no answers. Nobody can be told when that is closed.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

pub(super) async fn repl(config: &Config, out: &mut impl Write) -> anyhow::Result<Exit> {
    let begun = Instant::now();
    let interactive = io::stdin().is_terminal() && io::stdout().is_terminal();
    let colour = config.colour && interactive;
    let (service, opened) = engine::open(config, store::Wanted::IfThere).await?;
    let service = Arc::new(service);
    let started = wording::started(&service.counts(), &opened.model, begun.elapsed());
    let notes = wording::opened(&opened.opened, &Palette::new(config.colour && watched()));
    // A pipe carries answers only; whoever wants to see the rest looks at standard error.
    writeln!(io::stderr(), "{notes}{started}")?;
    let look = Look { palette: Palette::new(colour), interactive, progress: watched(), width: columns(interactive) };
    let mut source: Box<dyn Source> = if interactive {
        writeln!(out, "Type a question; /help lists the commands.")?;
        Box::new(Terminal::open(Arc::clone(&service), config.history.clone(), colour)?)
    } else {
        Box::new(Piped(io::stdin().lock()))
    };
    let followed = Arc::clone(&service);
    let following = tokio::spawn(async move {
        followed.follow(LOOK_EVERY, |result| say(&wording::followed(&followed.counts(), &result))).await;
    });
    let result = repl::run(&service, &person::caller(config), &mut *source, out, look).await;
    following.abort();
    result?;
    Ok(Exit::Success)
}

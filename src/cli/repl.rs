//! `askwell repl`, and `askwell` alone.

use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use crate::cli::Exit;
use crate::cli::columns;
use crate::cli::engine;
use crate::cli::watched;
use crate::cli::store;
use crate::config::Config;
use crate::frontend::repl;
use crate::frontend::repl::Look;
use crate::frontend::repl::Piped;
use crate::frontend::repl::Source;
use crate::frontend::repl::terminal::Terminal;
use crate::frontend::wording;
use crate::frontend::wording::Palette;

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
    repl::run(&service, &mut *source, out, look).await?;
    Ok(Exit::Success)
}

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
use crate::frontend::repl::Ending;
use crate::frontend::repl::Look;
use crate::frontend::repl::Piped;
use crate::frontend::repl::Source;
use crate::frontend::repl::terminal::Terminal;
use crate::frontend::wording;
use crate::frontend::wording::Palette;
use crate::frontend::wording::upkeep;

/// How soon a change to a knowledge file, or by another process, is noticed.
const LOOK_EVERY: Duration = Duration::from_millis(700);

/// On standard error, which carries no answers. Nobody can be told when that is closed.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

pub(super) async fn repl(config: &Config, out: &mut impl Write) -> anyhow::Result<Exit> {
    let interactive = io::stdin().is_terminal() && io::stdout().is_terminal();
    let (mut wanted, mut first) = (store::Wanted::IfThere, None);
    // Ends after the second time at the latest: then there is a store.
    while let Ending::WantsStore(line) = answer_lines(config, wanted, first, interactive, out).await? {
        (wanted, first) = (store::Wanted::Made, Some(line));
    }
    Ok(Exit::Success)
}

/// Opens what is served and answers from it, until the person leaves or a command needs a store that is not there.
async fn answer_lines(
    config: &Config,
    wanted: store::Wanted,
    first: Option<String>,
    interactive: bool,
    out: &mut impl Write,
) -> anyhow::Result<Ending> {
    let begun = Instant::now();
    let colour = config.colour && interactive;
    let (service, opened) = engine::open(config, wanted).await?;
    let service = Arc::new(service);
    let notes = wording::opened(&opened.opened, &Palette::new(config.colour && watched()));
    // A pipe carries answers only; whoever wants to see the rest looks at standard error.
    write!(io::stderr(), "{notes}")?;
    match (&first, store::address(config)?) {
        (Some(_), Some(address)) => say(&upkeep::store_made(&address)),
        _ => say(&wording::started(&service.counts(), &opened.model, begun.elapsed())),
    }
    let makes_store = store::makes_usual(config);
    let look = Look {
        palette: Palette::new(colour),
        interactive,
        progress: watched(),
        makes_store,
        width: columns(interactive),
    };
    let mut source: Box<dyn Source> = if interactive {
        if first.is_none() {
            writeln!(out, "Type a question; /help lists the commands.")?;
        }
        Box::new(Terminal::open(Arc::clone(&service), config.history.clone(), colour)?)
    } else {
        Box::new(Piped(io::stdin().lock()))
    };
    let followed = Arc::clone(&service);
    let following = tokio::spawn(async move {
        followed.follow(LOOK_EVERY, |result| say(&wording::followed(&followed.counts(), &result))).await;
    });
    let result = repl::run(&service, &person::caller(config), first, &mut *source, out, look).await;
    following.abort();
    Ok(result?)
}

//! `askwell ask`.

use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::mem;
use std::sync::Arc;
use std::time::Duration;

use crate::cli::Exit;
use crate::cli::arguments::Ask;
use crate::cli::columns;
use crate::cli::engine;
use crate::cli::person;
use crate::cli::store;
use crate::config::Config;
use crate::frontend::one_shot;
use crate::frontend::one_shot::Show;
use crate::frontend::repl;
use crate::frontend::wording;
use crate::frontend::wording::Palette;
use crate::service::Asker;

/// How often a store that was away at first is looked for.
const LOOK_EVERY: Duration = Duration::from_secs(1);

pub(super) async fn ask(config: &Config, ask: Ask, out: &mut impl Write) -> anyhow::Result<Exit> {
    let (service, opened) = engine::open(config, store::Wanted::IfThere).await?;
    let service = Arc::new(service);
    let notes = wording::opened(&opened.opened, &Palette::new(config.colour && io::stderr().is_terminal()));
    write!(io::stderr(), "{notes}")?;
    let person = !ask.json && io::stdout().is_terminal();
    let show = Show {
        json: ask.json,
        top: usize::from(ask.top),
        why: ask.why,
        palette: Palette::new(config.colour && person),
        width: columns(person),
    };
    let asker = Asker { caller: person::caller(config), place: repl::place(), silent: false };
    // There may be questions for hours.
    let joining = Arc::clone(&service);
    let joining = tokio::spawn(async move {
        if let Err(error) = joining.join_store(LOOK_EVERY).await {
            // Nobody can be told when standard error is closed.
            let _ = writeln!(io::stderr(), "{}", wording::not_reloaded(&error));
        }
    });
    let result = if ask.stdin {
        one_shot::ask_lines(&service, &asker, &mut io::stdin().lock(), &show, out).await.map(|()| Exit::Success)
    } else {
        one_shot::ask(&service, &asker, &ask.question.join(" "), &show, out).await.map(Exit::of)
    };
    // Who asked has the answer; what is kept of it is waited for whatever became of the output.
    service.flush().await;
    joining.abort();
    // The process ends. Giving back a large index piece by piece takes a tenth as long as building it.
    mem::forget(service.catalog());
    Ok(result?)
}

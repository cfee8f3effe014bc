//! `askwell ask`.

use std::io;
use std::io::IsTerminal;
use std::io::Write;

use crate::cli::Exit;
use crate::cli::arguments::Ask;
use crate::cli::columns;
use crate::cli::engine;
use crate::cli::store;
use crate::config::Config;
use crate::frontend::one_shot;
use crate::frontend::one_shot::Show;
use crate::frontend::wording;
use crate::frontend::wording::Palette;

pub(super) async fn ask(config: &Config, ask: Ask, out: &mut impl Write) -> anyhow::Result<Exit> {
    let (service, opened) = engine::open(config, store::Wanted::IfThere).await?;
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
    if ask.stdin {
        one_shot::ask_lines(&service, &mut io::stdin().lock(), &show, out).await?;
        return Ok(Exit::Success);
    }
    let verdict = one_shot::ask(&service, &ask.question.join(" "), &show, out).await?;
    Ok(Exit::of(verdict))
}

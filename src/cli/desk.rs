//! What the commands that write share: a service on the store, the person, and how a change is shown.

use std::io;
use std::io::Write;

use crate::cli::Exit;
use crate::cli::arguments::curating::Writing;
use crate::cli::engine;
use crate::cli::person;
use crate::cli::store::Wanted;
use crate::config::Config;
use crate::entry::State;
use crate::evaluation::cases;
use crate::frontend::wording;
use crate::frontend::wording::Palette;
use crate::frontend::wording::curating;
use crate::frontend::wording::typed::Typed;
use crate::service::Caller;
use crate::service::CurateError;
use crate::service::FaqService;
use crate::service::Labelled;
use crate::service::Near;
use crate::service::OnNear;
use crate::service::Planned;

/// A service, and who uses it.
pub(super) struct Desk {
    pub(super) service: FaqService,
    pub(super) caller: Caller,
    pub(super) typed: Typed,
}

impl Desk {
    /// Loads model, knowledge and store.
    pub(super) async fn open(config: &Config, wanted: Wanted) -> anyhow::Result<Desk> {
        let (service, opened) = engine::open(config, wanted).await?;
        let notes = wording::opened(&opened.opened, &Palette::new(config.colour && super::watched()));
        write!(io::stderr(), "{notes}")?;
        Ok(Desk { service, caller: person::caller(config), typed: person::typed(config) })
    }

    /// Does what is planned, or shows what it would change. Where something close is there already, nothing is written,
    /// and `ways_out` says what to do.
    pub(super) async fn write(
        &self,
        planned: &Planned,
        writing: &Writing,
        ways_out: impl Fn(&Near) -> String,
        out: &mut impl Write,
    ) -> anyhow::Result<Exit> {
        if writing.preview {
            let labelled = writing.queries.as_deref().map(cases::read).transpose()?.unwrap_or_default();
            let labelled = labelled.into_iter().map(|case| Labelled { text: case.text, right: case.right });
            let labelled: Vec<Labelled> = labelled.collect();
            let preview = self.service.preview(&self.caller, planned, &labelled).await?;
            writeln!(out, "{}\n{}", curating::preview(&preview), curating::NOTHING_WRITTEN)?;
            return Ok(Exit::Success);
        }
        let on_near = if writing.keep_both { OnNear::KeepBoth } else { OnNear::Tell };
        match self.service.carry_out(&self.caller, planned, on_near).await {
            Ok(done) => {
                writeln!(out, "{}", curating::done(planned, &done, &self.typed))?;
                if let Planned::Edit(id, ..) = planned
                    && self.service.current(id).await?.is_some_and(|current| current.entry.state == State::Retired)
                {
                    writeln!(out, "{}", curating::stays_retired(id, &self.typed))?;
                }
                Ok(Exit::Success)
            }
            Err(CurateError::Near(near)) => {
                writeln!(io::stderr(), "{}", curating::near(&near))?;
                if let Some(closest) = near.first() {
                    writeln!(io::stderr(), "{}", ways_out(closest))?;
                }
                Ok(Exit::No)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Does what is planned, where nothing close has to be looked for.
    pub(super) async fn carry_out(&self, planned: &Planned, out: &mut impl Write) -> anyhow::Result<Exit> {
        let done = self.service.carry_out(&self.caller, planned, OnNear::KeepBoth).await?;
        writeln!(out, "{}", curating::done(planned, &done, &self.typed))?;
        Ok(Exit::Success)
    }

    /// The command as it was typed, for one that is to be typed again with more.
    pub(super) fn same_command() -> String {
        let words = std::env::args_os().skip(1).map(|word| wording::typed::quoted(&word.to_string_lossy()));
        std::iter::once("askwell".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
    }
}

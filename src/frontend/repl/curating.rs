//! The commands at the prompt that read and write what the space remembers.

use std::io;
use std::io::Write;

use crate::entry::EntryId;
use crate::frontend::history;
use crate::frontend::json;
use crate::frontend::repl::Input;
use crate::frontend::repl::Session;
use crate::frontend::repl::Source;
use crate::frontend::repl::command::Curating;
use crate::frontend::repl::command::Own;
use crate::frontend::wording;
use crate::frontend::wording::curating;
use crate::frontend::wording::held;
use crate::frontend::wording::held::Whose;
use crate::frontend::wording::remembering;
use crate::frontend::wording::typed::Typed;
use crate::frontend::wording::upkeep;
use crate::matching::judgement::Verdict;
use crate::service::CurateError;
use crate::service::OnNear;
use crate::service::Pending;
use crate::service::Planned;
use crate::service::SettingKey;
use crate::service::Wordings;
use crate::service::WritingError;
use crate::store::ItemKey;
use crate::store::Moment;
use crate::store::Opinion;
use crate::store::Wanted;

/// Missed questions and changes shown at once: a screenful.
const SHOWN: usize = 20;

/// What stopped a command.
pub(super) enum Stopped {
    /// The service would not, or could not.
    Refused(CurateError),
    /// The person gave it up, or there is nobody to ask any more.
    GivenUp,
    /// A file could not be read or written, or is not what was asked for; what, in words.
    File(String),
    /// The terminal or the pipe failed.
    Io(io::Error),
}

impl From<CurateError> for Stopped {
    fn from(error: CurateError) -> Stopped {
        Stopped::Refused(error)
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Stopped {
        Stopped::Io(error)
    }
}

impl Session<'_> {
    /// Does it, and says what came of it.
    pub(super) async fn curate(
        &mut self,
        command: &Curating,
        source: &mut dyn Source,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self.do_curate(command, source, out).await {
            Ok(said) => writeln!(out, "{}", self.look.fit(&said)),
            Err(Stopped::GivenUp) => writeln!(out, "{}", curating::NOTHING_WRITTEN),
            Err(Stopped::Refused(error)) => {
                let warning = self.look.palette.warning;
                writeln!(out, "{warning}{}{warning:#}", curating::refused(&error))
            }
            Err(Stopped::File(what)) => {
                let warning = self.look.palette.warning;
                writeln!(out, "{warning}{}{warning:#}", wording::plain(&what))
            }
            Err(Stopped::Io(error)) => Err(error),
        }
    }

    async fn do_curate(
        &mut self,
        command: &Curating,
        source: &mut dyn Source,
        out: &mut dyn Write,
    ) -> Result<String, Stopped> {
        let (service, caller) = (self.service, self.caller);
        let typed = &Typed::Prompt;
        Ok(match command {
            Curating::Vote(opinion) => self.vote(*opinion).await?,
            Curating::Teach(begun) => self.teach(begun, source, out).await?,
            Curating::Edit(id) => self.edit(&entry_id(id)?, source, out).await?,
            Curating::Retire(id) => self.carry_out(Planned::Retire(entry_id(id)?)).await?,
            Curating::Restore(id) => self.carry_out(Planned::Restore(entry_id(id)?)).await?,
            Curating::Review(None) => curating::waiting(&service.waiting_for_review(caller).await?, typed),
            Curating::Review(Some(id)) => self.show_pending(&Pending::parse(id)).await?,
            Curating::Approve(id) => self.carry_out(Planned::Approve(Pending::parse(id))).await?,
            Curating::Reject(id) => {
                let pending = Pending::parse(id);
                let done = service.reject(caller, &pending).await?;
                curating::rejected(&pending, &done, typed)
            }
            Curating::Missed => {
                // What was asked a moment ago belongs to it.
                service.flush().await;
                let (clusters, how) = (service.missed(caller).await?, service.how_missed(caller, None).await?);
                remembering::missed(&clusters[..clusters.len().min(SHOWN)], &how, clusters.len(), typed)
            }
            Curating::Resolve(number, id) => {
                let told = service.resolve(caller, *number, &entry_id(id)?, Wordings::Propose).await?;
                remembering::resolved(*number, id, told, typed)
            }
            Curating::Dismiss(number) => {
                service.dismiss(caller, *number).await?;
                remembering::dismissed(*number, typed)
            }
            Curating::Reopen(number) => {
                service.reopen(caller, *number).await?;
                remembering::reopened(*number)
            }
            Curating::History(id) => {
                let id = id.as_deref().map(entry_id).transpose()?;
                let key = id.as_ref().map(ItemKey::entry);
                let limit = u32::try_from(SHOWN).unwrap_or(u32::MAX);
                let wanted = Wanted { key, after: 0, before: None, limit };
                let changes = service.history(caller, &wanted).await?;
                match &id {
                    Some(id) if changes.is_empty() => {
                        let all = service.whole_knowledge().await?;
                        return Ok(history::none_of(id, &all).unwrap_or_else(|no_such| no_such));
                    }
                    _ => curating::history(&changes, typed),
                }
            }
            Curating::Undo(number) => self.carry_out(Planned::Undo(*number)).await?,
            Curating::Settings(name, value) => self.settings(name.as_deref(), value.as_deref()).await?,
            Curating::Status => self.status().await?,
            Curating::Trial => {
                let trial = service.trial(caller, Moment(0)).await?;
                let advised = trial.advised(service.catalog().space_settings(), service.target());
                upkeep::trial(&trial, &advised, typed)
            }
            Curating::Import(path) => self.import(path).await?,
            Curating::Export(path) => self.export(path).await?,
            Curating::Backup(path) => self.backup(path).await?,
            Curating::Privacy(Own::Show) => held::held_on(&service.held_on(caller).await?, Whose::Own, typed),
            Curating::Privacy(Own::Export) => json::held_on(&service.held_on(caller).await?),
            Curating::Privacy(Own::Delete) => {
                writeln!(out, "{}", held::forget_sure(Whose::Own))?;
                match ask(source, "Type yes to go on: ")? {
                    Some(yes) if yes.trim().eq_ignore_ascii_case("yes") => {
                        held::forgotten(&service.forget(caller).await?, Whose::Own, typed)
                    }
                    _ => held::NOTHING_DELETED.to_owned(),
                }
            }
        })
    }

    /// Does what is planned, where nothing close has to be looked for.
    async fn carry_out(&self, planned: Planned) -> Result<String, Stopped> {
        let done = self.service.carry_out(self.caller, &planned, OnNear::KeepBoth).await?;
        Ok(curating::done(&planned, &done, &Typed::Prompt))
    }

    async fn vote(&self, opinion: Opinion) -> Result<String, Stopped> {
        self.service.memory().ok_or(CurateError::NoStore)?;
        // What was offered was a choice; what was not offered can be neither right nor wrong.
        let wanted = if opinion == Opinion::None { Verdict::Choose } else { Verdict::Answer };
        let last = self.last.as_ref().filter(|last| last.judgement.verdict == wanted);
        let Some(receipt) = last.and_then(|last| last.receipt.as_ref()) else {
            return Ok(remembering::nothing_to_vote_on(opinion).to_owned());
        };
        let voted = self.service.vote(self.caller, receipt, opinion, None).await?;
        Ok(remembering::voted(&voted, &Typed::Prompt))
    }

    /// The number after a choice is a vote; what it proposes is said, and nothing else.
    pub(super) async fn chose(&self, at: usize) -> Option<String> {
        let last = self.last.as_ref()?;
        let entry = &last.judgement.candidates.get(at)?.entry;
        let voted = self.service.vote(self.caller, last.receipt.as_ref()?, Opinion::Chose, Some(entry)).await.ok()?;
        voted.suggestion.is_some().then(|| remembering::voted(&voted, &Typed::Prompt))
    }

    async fn show_pending(&self, pending: &Pending) -> Result<String, Stopped> {
        let waiting = self.service.waiting_for_review(self.caller).await?;
        let text = curating::pending(&waiting, pending).ok_or_else(|| CurateError::NotThere(pending.to_string()))?;
        let preview = self.service.preview(self.caller, &Planned::Approve(pending.clone()), &[]).await?;
        Ok(format!("{text}\n{}\n{}", curating::preview(&preview), curating::decide(pending, &Typed::Prompt)))
    }

    async fn settings(&self, name: Option<&str>, value: Option<&str>) -> Result<String, Stopped> {
        let key = name.map(SettingKey::parse).transpose().map_err(CurateError::from)?;
        if let (Some(key), Some(value)) = (key, value) {
            let number = self.service.set(self.caller, key, value).await?;
            let value = self.service.settings(self.caller).await?.value(key);
            return Ok(remembering::set(key, &value, number, &Typed::Prompt));
        }
        let settings = self.service.settings(self.caller).await?;
        let shown = key.map_or_else(|| settings.keys(), |only| vec![only]);
        Ok(remembering::settings(&settings, &shown, &Typed::Prompt))
    }

    /// What waits to be told to the person, each once.
    pub(super) async fn tell_notices(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(memory) = self.service.memory() else { return Ok(()) };
        // A server's notices belong into that server.
        if memory.space().is_of_server() {
            return Ok(());
        }
        // With a store that is away there is nothing to tell now, and the questions go on.
        for delivery in self.service.to_deliver_to(self.caller).await.unwrap_or_default() {
            writeln!(out, "{}\n", self.look.fit(&remembering::notice(&delivery)))?;
            out.flush()?;
            // What cannot be noted as told comes again: better twice than never.
            let _ = self.service.delivered(&delivery.id).await;
        }
        Ok(())
    }
}

/// The id that was typed.
pub(super) fn entry_id(text: &str) -> Result<EntryId, CurateError> {
    EntryId::new(text.trim()).map_err(|error| WritingError::Id(error.to_string()).into())
}

/// A line in answer to `prompt`; `None` where the person gave up or there are no more.
pub(super) fn ask(source: &mut dyn Source, prompt: &str) -> io::Result<Option<String>> {
    match source.answer(prompt)? {
        Input::Line(line) => Ok(Some(line)),
        Input::Interrupted | Input::End => Ok(None),
    }
}

/// Lines up to one that is empty.
pub(super) fn ask_lines(source: &mut dyn Source, prompt: &str) -> Result<Vec<String>, Stopped> {
    let mut lines = Vec::new();
    loop {
        match ask(source, prompt)? {
            None => return Err(Stopped::GivenUp),
            Some(line) if line.trim().is_empty() => return Ok(lines),
            Some(line) => lines.push(line.trim().to_owned()),
        }
    }
}

/// Lines up to a `.` on a line of its own, so that an answer may have empty ones; the end of a pipe ends it too.
pub(super) fn ask_text(source: &mut dyn Source, prompt: &str) -> Result<String, Stopped> {
    let mut lines = Vec::new();
    loop {
        match source.answer(if lines.is_empty() { prompt } else { wording::curating::GOES_ON })? {
            Input::Interrupted => return Err(Stopped::GivenUp),
            Input::End => break,
            Input::Line(line) if line.trim() == "." => break,
            Input::Line(line) => lines.push(line),
        }
    }
    Ok(lines.join("\n"))
}

//! Writing entries at the prompt: what is missing is asked for, line by line.

use std::io::Write;

use crate::entry::EntryId;
use crate::entry::State;
use crate::frontend::repl::Session;
use crate::frontend::repl::Source;
use crate::frontend::repl::curating::Stopped;
use crate::frontend::repl::curating::ask;
use crate::frontend::repl::curating::ask_lines;
use crate::frontend::repl::curating::ask_text;
use crate::frontend::wording;
use crate::frontend::wording::curating;
use crate::frontend::wording::typed::Typed;
use crate::service::CurateError;
use crate::service::EntryChange;
use crate::service::Near;
use crate::service::NewEntry;
use crate::service::OnNear;
use crate::service::Planned;

/// What somebody decided about near doubles.
enum Way {
    /// The questions go to that entry.
    Add(EntryId),
    /// That entry gets the questions and the answer.
    Replace(EntryId),
    KeepBoth,
}

impl Session<'_> {
    /// Teaches what begins with `begun`: a question, the number of one that was missed, or nothing yet.
    pub(super) async fn teach(
        &self,
        begun: &str,
        source: &mut dyn Source,
        out: &mut dyn Write,
    ) -> Result<String, Stopped> {
        // Before anything is typed that could not be kept.
        self.service.memory().ok_or(CurateError::NoStore)?;
        let mut questions = Vec::new();
        let missed: Option<u64> = begun.parse().ok();
        match missed {
            Some(number) => {
                let members = self.service.missed_questions(self.caller, number).await?;
                questions.extend(members.first().map(|member| member.text.clone()));
                writeln!(out, "{}", wording::plain(&questions.concat()))?;
            }
            None if !begun.is_empty() => questions.push(begun.to_owned()),
            None => questions.push(ask(source, curating::ASK_QUESTION)?.ok_or(Stopped::GivenUp)?),
        }
        questions.extend(ask_lines(source, curating::ASK_MORE_QUESTIONS)?);
        let new = NewEntry { questions, answer: ask_text(source, curating::ASK_ANSWER)?, ..NewEntry::default() };
        let planned = Planned::Teach(new.clone(), missed);
        let way = match self.service.carry_out(self.caller, &planned, OnNear::Tell).await {
            Ok(done) => return Ok(curating::done(&planned, &done, &Typed::Prompt)),
            Err(CurateError::Near(near)) => way(&near, source, out)?,
            Err(error) => return Err(error.into()),
        };
        let (id, change) = match way {
            Way::KeepBoth => return self.written(&planned).await,
            Way::Add(id) => (id, EntryChange { add_questions: new.questions, ..EntryChange::default() }),
            Way::Replace(id) => {
                let answer = Some(new.answer);
                (id, EntryChange { add_questions: new.questions, answer, ..EntryChange::default() })
            }
        };
        self.written(&Planned::Edit(id, change, missed)).await
    }

    /// Changes an entry: ways of asking come and go, and the answer may be another.
    pub(super) async fn edit(
        &self,
        id: &EntryId,
        source: &mut dyn Source,
        out: &mut dyn Write,
    ) -> Result<String, Stopped> {
        self.service.memory().ok_or(CurateError::NoStore)?;
        let current = self.service.current(id).await?.ok_or_else(|| CurateError::NoSuchEntry(id.clone()))?;
        writeln!(out, "{}", self.look.fit(&wording::entry(&current.entry, &self.look.palette)))?;
        let mut change = EntryChange::default();
        for line in ask_lines(source, curating::ASK_EDIT_QUESTIONS)? {
            match line.strip_prefix("- ") {
                Some(dropped) => change.drop_questions.push(dropped.trim().to_owned()),
                None => change.add_questions.push(line),
            }
        }
        let answer = ask_text(source, curating::ASK_EDIT_ANSWER)?;
        change.answer = Some(answer).filter(|answer| !answer.trim().is_empty());
        let planned = Planned::Edit(id.clone(), change, None);
        let mut said;
        match self.service.carry_out(self.caller, &planned, OnNear::Tell).await {
            Ok(done) => said = curating::done(&planned, &done, &Typed::Prompt),
            Err(CurateError::Near(near)) => {
                writeln!(out, "{}", curating::near(&near))?;
                match ask(source, curating::ASK_KEEP_BOTH)? {
                    Some(both) if both.trim().eq_ignore_ascii_case("both") => said = self.written(&planned).await?,
                    _ => return Err(Stopped::GivenUp),
                }
            }
            Err(error) => return Err(error.into()),
        }
        if current.entry.state == State::Retired {
            said = format!("{said}\n{}", curating::stays_retired(id, &Typed::Prompt));
        }
        Ok(said)
    }

    /// Does it, whatever is close.
    async fn written(&self, planned: &Planned) -> Result<String, Stopped> {
        let done = self.service.carry_out(self.caller, planned, OnNear::KeepBoth).await?;
        Ok(curating::done(planned, &done, &Typed::Prompt))
    }
}

/// Asks what to do about near doubles.
fn way(near: &[Near], source: &mut dyn Source, out: &mut dyn Write) -> Result<Way, Stopped> {
    writeln!(out, "{}\n{}", curating::near(near), curating::NEAR_AT_PROMPT)?;
    let said = ask(source, curating::ASK_WAY)?.ok_or(Stopped::GivenUp)?;
    let said = said.trim().to_lowercase();
    let (word, number) = said.split_once(' ').unwrap_or((&said, "1"));
    let entry = || {
        let at = number.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        at.and_then(|at| near.get(at)).map(|near| near.entry.id.clone()).ok_or(Stopped::GivenUp)
    };
    match word {
        "add" => Ok(Way::Add(entry()?)),
        "replace" => Ok(Way::Replace(entry()?)),
        "both" => Ok(Way::KeepBoth),
        _ => Err(Stopped::GivenUp),
    }
}

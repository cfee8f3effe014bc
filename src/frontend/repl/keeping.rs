//! The commands at the prompt that read and write files, and show what the space amounts to.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::frontend::repl::Session;
use crate::frontend::repl::curating::Stopped;
use crate::frontend::whole::Written;
use crate::frontend::whole::write_whole;
use crate::frontend::wording;
use crate::frontend::wording::typed::Typed;
use crate::frontend::wording::upkeep;
use crate::knowledge;
use crate::knowledge::Format;
use crate::service::CurateError;

impl Session<'_> {
    pub(super) async fn status(&self) -> Result<String, Stopped> {
        let memory = self.service.memory().ok_or(CurateError::NoStore)?;
        Ok(upkeep::space_status(memory.space(), &self.service.status(self.caller).await?))
    }

    /// All or nothing, in one change that can be taken back.
    pub(super) async fn import(&self, path: &str) -> Result<String, Stopped> {
        let reading = knowledge::read_with_exports(&[PathBuf::from(path)]);
        let problems: String = reading.problems.iter().map(|problem| wording::problem(problem) + "\n").collect();
        if reading.has_errors() {
            return Err(Stopped::File(format!("{problems}{}", upkeep::NOT_IMPORTED)));
        }
        if reading.knowledge.entries.is_empty() {
            return Err(Stopped::File(format!("{problems}there is no entry in `{path}`")));
        }
        let planned = self.service.plan_import(self.caller, &reading.knowledge).await?;
        let near = self.service.near_import(self.caller, &reading.knowledge, &planned).await?;
        let said = format!("{problems}{}", upkeep::planned_import(&planned, &near, &reading.origins));
        if planned.is_empty() {
            return Ok(said);
        }
        let done = self.service.import(self.caller, &planned).await?;
        Ok(format!("{said}\n{}", upkeep::imported(&done, &Typed::Prompt)))
    }

    pub(super) async fn export(&self, path: &str) -> Result<String, Stopped> {
        let path = Path::new(path);
        let unknown = || Stopped::File(format!("the ending of `{}` tells no format", path.display()));
        let format = Format::from_path(path).ok_or_else(unknown)?;
        let whole = self.service.whole_knowledge().await?;
        let text = knowledge::write(format, &whole).map_err(|error| Stopped::File(error.to_string()))?;
        match write_whole(path, &text, false) {
            Ok(Written::Done) => Ok(upkeep::exported(whole.entries.len(), path)),
            Ok(Written::IsThere) => Err(Stopped::File(format!("`{}` is there already", path.display()))),
            Err(error) => Err(Stopped::File(format!("{error:#}"))),
        }
    }

    pub(super) async fn backup(&self, path: &str) -> Result<String, Stopped> {
        let memory = self.service.memory().ok_or(CurateError::NoStore)?;
        let path = Path::new(path);
        memory.backup(self.caller, path).await?;
        Ok(upkeep::backed_up(path, fs::metadata(path).map_or(0, |metadata| metadata.len())))
    }
}

//! Questions and answers in a terminal, or through a pipe.

mod command;
mod complete;
mod curating;
mod keeping;
mod teaching;
pub mod terminal;

use std::io;
use std::io::BufRead;
use std::io::Write;
use std::sync::Arc;

use crate::entry::Entry;
use crate::entry::EntryId;
use crate::entry::normalized;
use crate::frontend::lines;
use crate::frontend::progress::Bar;
use crate::frontend::repl::command::Command;
use crate::frontend::repl::command::Curating;
use crate::frontend::wording;
use crate::frontend::wording::Palette;
use crate::matching::judgement::Verdict;
use crate::service::Answer;
use crate::service::AskError;
use crate::service::Asker;
use crate::service::Caller;
use crate::service::FaqService;
use crate::service::ReloadError;
use crate::store::Place;

/// Candidates asked for, so that `/why` has a few to show.
const CANDIDATES: usize = 5;

/// What came from the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line, without its end.
    Line(String),
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D, or the end of a file.
    End,
}

/// Where lines come from.
pub trait Source {
    /// Waits for the next line.
    ///
    /// # Errors
    /// When the terminal or the pipe fails.
    fn next(&mut self) -> io::Result<Input>;

    /// Waits for the next line, which is to answer `prompt`; a pipe is not prompted.
    ///
    /// # Errors
    /// When the terminal or the pipe fails.
    fn answer(&mut self, prompt: &str) -> io::Result<Input> {
        let _ = prompt;
        self.next()
    }
}

/// Lines from a pipe or a file.
pub struct Piped<R>(pub R);

impl<R: BufRead> Source for Piped<R> {
    fn next(&mut self) -> io::Result<Input> {
        Ok(lines::next_line(&mut self.0)?.map_or(Input::End, Input::Line))
    }
}

/// How the REPL shows itself.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Colours.
    pub palette: Palette,
    /// Whether somebody types at a terminal: hints on what to do next make no sense to a pipe.
    pub interactive: bool,
    /// Whether standard error is a terminal, fit for a progress bar.
    pub progress: bool,
    /// Whether a command that writes is to have a store made where there is none.
    pub makes_store: bool,
    /// Columns of the terminal; text for a pipe is not wrapped.
    pub width: Option<usize>,
}

impl Look {
    fn fit(&self, text: &str) -> String {
        self.width.map_or_else(|| text.to_owned(), |width| wording::wrapped(text, width))
    }
}

/// Why the REPL ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person left, or there were no more lines.
    Left,
    /// There is no store, and the command on this line writes: it is to be the first line on a service that has one.
    WantsStore(String),
}

/// Answers lines of `caller`, `first` before those of `source`, until they end, `/quit`, or a command that needs a store
/// where there is none and [`Look::makes_store`] says that one may be made; and tells what waits for them. Where the service has a
/// store, what is asked is kept when this returns, unless the store is away.
///
/// Waiting for a line blocks the calling thread, which must not be one that other tasks need: the service's own work
/// runs on the runtime's other threads.
///
/// # Errors
/// When reading or writing fails; not for anything that is asked.
pub async fn run(
    service: &FaqService,
    caller: &Caller,
    first: Option<String>,
    source: &mut dyn Source,
    out: &mut dyn Write,
    look: Look,
) -> io::Result<Ending> {
    let mut session = Session { service, caller, look, top: 0, last: None, last_is_choice: false };
    let result = session.answer_lines(first, source, out).await;
    service.flush().await;
    result
}

/// The place of what is asked in a terminal.
#[must_use]
pub fn place() -> Place {
    Place { door: "terminal".to_owned(), ..Place::default() }
}

/// What one run of the REPL remembers.
struct Session<'a> {
    service: &'a FaqService,
    caller: &'a Caller,
    look: Look,
    /// Candidates shown with every answer.
    top: usize,
    /// For `/why`, votes, and a number after a choice: of a post with several questions, what stands for it.
    last: Option<Arc<Answer>>,
    /// Whether the last answer was a choice alone, so that a number means one of it.
    last_is_choice: bool,
}

impl Session<'_> {
    async fn answer_lines(
        &mut self,
        mut first: Option<String>,
        source: &mut dyn Source,
        out: &mut dyn Write,
    ) -> io::Result<Ending> {
        self.tell_notices(out).await?;
        let mut interrupted = false;
        loop {
            let line = match first.take().map_or_else(|| source.next(), |line| Ok(Input::Line(line)))? {
                Input::End => break,
                Input::Interrupted if interrupted => break,
                Input::Interrupted => {
                    interrupted = true;
                    writeln!(out, "Ctrl-C again leaves, and so does Ctrl-D.")?;
                    continue;
                }
                Input::Line(line) => line,
            };
            interrupted = false;
            if line.trim().is_empty() {
                continue;
            }
            match Command::parse(&line) {
                Some(Command::Quit) => break,
                Some(Command::Reload) => self.reload(out).await?,
                Some(Command::Curate(curating)) if self.wants_store(&curating) => return Ok(Ending::WantsStore(line)),
                Some(Command::Curate(curating)) => self.curate(&curating, source, out).await?,
                Some(command) => self.obey(&command, out)?,
                None => self.ask(&line, out).await?,
            }
            if !self.look.interactive {
                writeln!(out)?;
            }
            self.tell_notices(out).await?;
            out.flush()?;
        }
        Ok(Ending::Left)
    }

    /// Whether a store is to be made for it, as the shell's commands that write make one.
    fn wants_store(&self, command: &Curating) -> bool {
        self.look.makes_store && self.service.memory().is_none() && command.writes_anew()
    }

    async fn ask(&mut self, question: &str, out: &mut dyn Write) -> io::Result<()> {
        if let Some((at, entry)) = self.chosen(question) {
            writeln!(out, "{}", self.look.fit(&wording::entry(&entry, &self.look.palette)))?;
            let proposes = self.chose(at).await;
            self.last = None;
            return proposes.map_or(Ok(()), |said| writeln!(out, "{}", self.look.fit(&said)));
        }
        let asker = Asker { caller: self.caller.clone(), place: place(), silent: false };
        let asked = self.service.ask_as(&asker, question, CANDIDATES.max(self.top), self.service.target()).await;
        let post = match asked {
            Ok(post) => post,
            Err(error @ (AskError::Busy | AskError::Model(_))) => {
                let warning = self.look.palette.warning;
                return writeln!(out, "{warning}{}{warning:#}", wording::plain(&error.to_string()));
            }
        };
        writeln!(out, "{}", self.look.fit(&wording::post(&post, &self.look.palette)))?;
        let best = post.best();
        if self.look.interactive && post.single().is_some() && best.judgement.verdict == Verdict::Choose {
            writeln!(out, "{}", wording::how_to_choose(best.judgement.offered))?;
        }
        if self.top > 0 {
            for candidate in best.judgement.candidates.iter().take(self.top) {
                writeln!(out, "{}", wording::candidate_line(candidate, &self.look.palette))?;
            }
        }
        self.last_is_choice = post.single().is_some_and(|single| single.judgement.verdict == Verdict::Choose);
        self.last = Some(Arc::clone(best));
        Ok(())
    }

    /// The entry that a bare number means after a choice, with its place among those offered.
    fn chosen(&self, line: &str) -> Option<(usize, Arc<Entry>)> {
        let last = self.last.as_ref().filter(|_| self.last_is_choice)?;
        let number: usize = line.trim().parse().ok()?;
        let at = number.checked_sub(1).filter(|&at| at < last.judgement.offered)?;
        last.entries.get(at).cloned().map(|entry| (at, entry))
    }

    async fn reload(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut bar = Bar::counting("embedding phrasings", self.look.progress);
        let result = self.service.reload(|progress| bar.at(progress.done, progress.total)).await;
        drop(bar);
        let palette = &self.look.palette;
        match result {
            Ok(opened) => {
                self.last = None;
                write!(out, "{}", wording::opened(&opened, palette))?;
                writeln!(out, "{}", wording::reloaded(&self.service.counts(), opened.embedded))
            }
            Err(error) => {
                for problem in problems_of(&error) {
                    writeln!(out, "{}", wording::problem(problem))?;
                }
                let warning = palette.warning;
                writeln!(out, "{warning}{}{warning:#}", wording::not_reloaded(&error))
            }
        }
    }

    /// Does what needs no waiting.
    fn obey(&mut self, command: &Command, out: &mut dyn Write) -> io::Result<()> {
        let palette = &self.look.palette;
        let catalog = self.service.catalog();
        match command {
            Command::Help => writeln!(out, "{}", wording::REPL_HELP),
            Command::Why => match &self.last {
                Some(last) => writeln!(out, "{}", wording::why(last)),
                None => writeln!(out, "Nothing has been asked yet."),
            },
            Command::Top(count) => {
                self.top = *count;
                writeln!(out, "{}", wording::top_set(*count))
            }
            Command::Topics => {
                for topic in catalog.topics() {
                    let of_topic = |entry: &&Arc<Entry>| entry.topic.as_ref() == Some(&topic.name);
                    let count = catalog.written().iter().filter(of_topic).count();
                    writeln!(out, "{}", wording::topic_line(topic, count, palette))?;
                }
                if catalog.topics().is_empty() { writeln!(out, "There are no topics.") } else { Ok(()) }
            }
            Command::List(topic) => {
                let wanted = topic.as_deref().map(normalized);
                let belongs = |entry: &&Arc<Entry>| match &wanted {
                    None => true,
                    Some(wanted) => entry.topic.as_deref().is_some_and(|topic| normalized(topic) == *wanted),
                };
                let mut listed = 0;
                for entry in catalog.written().iter().filter(belongs) {
                    listed += 1;
                    writeln!(out, "{}", wording::list_line(entry, palette))?;
                }
                match topic {
                    Some(topic) if listed == 0 => writeln!(out, "{}", wording::no_such_topic(topic)),
                    _ => Ok(()),
                }
            }
            Command::Show(id) => {
                let entry = EntryId::new(id.as_str()).ok().and_then(|id| catalog.entry(&id).cloned());
                match entry {
                    Some(entry) => writeln!(out, "{}", self.look.fit(&wording::entry(&entry, palette))),
                    None => writeln!(out, "{}", wording::no_such_entry(id)),
                }
            }
            Command::Mistaken(problem) => writeln!(out, "{}", wording::plain(problem)),
            Command::Reload | Command::Quit | Command::Curate(_) => Ok(()), // the loop does these itself
        }
    }
}

/// The problems in the files that kept a reload from happening.
fn problems_of(error: &ReloadError) -> &[crate::knowledge::Problem] {
    match error {
        ReloadError::Problems(problems) => problems,
        ReloadError::Catalog(crate::service::CatalogError::NothingToServe { problems }) => problems,
        ReloadError::Catalog(_) | ReloadError::Store(_) => &[],
    }
}

//! Lines from a person at a terminal: editing, history, completion, hints.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Weak;

use rustyline::CompletionType;
use rustyline::Config;
use rustyline::Context;
use rustyline::Editor;
use rustyline::Helper;
use rustyline::completion::Completer;
use rustyline::completion::Pair;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;

use crate::frontend::repl::Input;
use crate::frontend::repl::Source;
use crate::frontend::repl::complete::Words;
use crate::service::Catalog;
use crate::service::FaqService;

/// Lines kept for the arrow keys and Ctrl-R.
const HISTORY_LINES: usize = 1_000;

/// A terminal to read from.
pub struct Terminal {
    editor: Editor<Assistant, FileHistory>,
    /// Where lines typed in earlier runs are kept; none are where there is no such place.
    history: Option<PathBuf>,
    service: Arc<FaqService>,
    /// The reading that is completed from; another one may be served by now.
    completes_from: Weak<Catalog>,
}

impl Terminal {
    /// A terminal that completes from what `service` knows. With `colour`, hints are faint.
    ///
    /// # Errors
    /// When the terminal cannot be set up.
    pub fn open(service: Arc<FaqService>, history: Option<PathBuf>, colour: bool) -> io::Result<Terminal> {
        let config = Config::builder()
            .max_history_size(HISTORY_LINES)
            .and_then(|config| config.history_ignore_dups(true))
            .map_err(to_io)?
            .history_ignore_space(true)
            .completion_type(CompletionType::List)
            .build();
        let mut editor = Editor::with_config(config).map_err(to_io)?;
        editor.set_helper(Some(Assistant { words: Words::default(), colour }));
        if let Some(path) = &history {
            // A first run has no history, and a damaged one is no reason not to answer questions.
            let _ = editor.load_history(path);
        }
        Ok(Terminal { editor, history, service, completes_from: Weak::new() })
    }

    fn complete_from_what_is_served(&mut self) {
        let catalog = self.service.catalog();
        if !std::ptr::eq(self.completes_from.as_ptr(), Arc::as_ptr(&catalog))
            && let Some(assistant) = self.editor.helper_mut()
        {
            assistant.words = Words::of(&catalog);
            self.completes_from = Arc::downgrade(&catalog);
        }
    }

    /// Keeps the line. Written at once, since a terminal may be closed under us.
    fn remember(&mut self, line: &str) {
        if self.editor.add_history_entry(line).is_ok_and(|added| added)
            && let Some(path) = &self.history
        {
            // Without a writable folder the arrow keys still work for this run.
            let _ = path.parent().map(std::fs::create_dir_all);
            let _ = self.editor.append_history(path);
        }
    }
}

impl Source for Terminal {
    fn next(&mut self) -> io::Result<Input> {
        self.complete_from_what_is_served();
        match self.editor.readline("ask> ") {
            Ok(line) => {
                if !line.trim().is_empty() {
                    self.remember(&line);
                }
                Ok(Input::Line(line))
            }
            Err(ReadlineError::Interrupted) => Ok(Input::Interrupted),
            Err(ReadlineError::Eof) => Ok(Input::End),
            Err(error) => Err(to_io(error)),
        }
    }

    /// Neither kept nor completed: it is no question.
    fn answer(&mut self, prompt: &str) -> io::Result<Input> {
        if let Some(assistant) = self.editor.helper_mut() {
            assistant.words = Words::default();
        }
        self.completes_from = Weak::new();
        match self.editor.readline(prompt) {
            Ok(line) => Ok(Input::Line(line)),
            Err(ReadlineError::Interrupted) => Ok(Input::Interrupted),
            Err(ReadlineError::Eof) => Ok(Input::End),
            Err(error) => Err(to_io(error)),
        }
    }
}

fn to_io(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// What helps at the prompt.
struct Assistant {
    words: Words,
    colour: bool,
}

impl Helper for Assistant {}
impl Validator for Assistant {}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(&self, line: &str, position: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let pair = |line: String| Pair { display: line.clone(), replacement: line };
        Ok((0, self.words.complete(&line[..position]).into_iter().map(pair).collect()))
    }
}

impl Hinter for Assistant {
    type Hint = String;

    fn hint(&self, line: &str, position: usize, _: &Context<'_>) -> Option<String> {
        (position == line.len()).then(|| self.words.hint(line)).flatten()
    }
}

impl Highlighter for Assistant {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if !self.colour {
            return Cow::Borrowed(hint);
        }
        let faint = anstyle::Style::new().dimmed();
        Cow::Owned(format!("{faint}{hint}{faint:#}"))
    }
}

//! A [`Problem`] says what is wrong in a file, where, and what to do about it.

mod detail;
mod wrong;

use std::fmt;

use serde::Serialize;
use serde::Serializer;

pub use detail::Detail;
pub use detail::Fault;
pub use detail::Kind;
pub use detail::Lost;
pub use detail::Named;
pub use detail::Nameless;
pub use detail::OurFault;
pub use detail::Part;
pub use wrong::Wrong;

/// A file with one broken convention has the same problem on every line; nobody reads beyond a hundred, and a
/// hostile file must not fill memory with them.
pub const MAX_PROBLEMS_PER_FILE: usize = 100;

/// Where in a file something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The path as it was given, or joined to the folder that was given.
    pub file: String,
    /// Counted from 1; `None` where the file as a whole is meant.
    pub line: Option<usize>,
    /// In characters, counted from 1; `None` where the line as a whole is meant.
    pub column: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, ":{line}:{column}"),
            (Some(line), None) => write!(f, ":{line}"),
            (None, _) => Ok(()),
        }
    }
}

impl Place {
    /// `file:line`, which is as much as a sentence about something else should say of a place.
    #[must_use]
    pub fn brief(&self) -> String {
        Place { column: None, ..self.clone() }.to_string()
    }
}

/// A [`Place`] whose file is known from the context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Counted from 1.
    pub(super) line: usize,
    /// In characters, counted from 1.
    pub(super) column: Option<usize>,
}

impl Spot {
    /// A whole line.
    pub(super) fn line(line: usize) -> Spot {
        Spot { line, column: None }
    }

    /// The place in `file`.
    pub(super) fn place(self, file: &str) -> Place {
        Place { file: file.to_owned(), line: Some(self.line), column: self.column }
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// What the problem is about was not taken into the knowledge.
    Error,
    /// It was taken, but somebody should look at it.
    Warning,
    /// It may well be meant so.
    Note,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident $name:literal,)+) => {
        /// What kind of problem it is; stable, so that scripts can filter by it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $code,)+ }

        impl Code {
            /// The code as it stands in JSON.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$code => $name,)+ }
            }

            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$code,)+];

            /// What has it, in half a sentence with a full stop.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Code::$code => concat!($($doc,)+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// Nothing at the path, or it may not be read.
    Unreadable "unreadable",
    /// A file that is named by itself and has none of the known extensions.
    UnknownFormat "unknown-format",
    /// A folder without a knowledge file.
    EmptyFolder "empty-folder",
    /// A file of more megabytes than are read.
    TooLarge "too-large",
    /// Bytes that are not UTF-8 text.
    NotUtf8 "not-utf8",
    /// The file breaks the rules of its format.
    Syntax "syntax",
    /// A file without any question.
    NoQuestions "no-questions",
    /// An entry without a question.
    NoQuestion "no-question",
    /// An entry without an answer.
    NoAnswer "no-answer",
    /// A key or column nobody knows.
    UnknownKey "unknown-key",
    /// A key given twice in one item.
    DuplicateKey "duplicate-key",
    /// A number where a text should be, and the like.
    WrongType "wrong-type",
    /// A text longer than its limit.
    TooLong "too-long",
    /// More phrasings than the limit.
    TooMany "too-many",
    /// An id with a space in it, and the like.
    BadId "bad-id",
    /// A date that is not `YYYY-MM-DD`.
    BadDate "bad-date",
    /// A state that is none.
    BadState "bad-state",
    /// Two entries with one id.
    DuplicateId "duplicate-id",
    /// One phrasing twice in an entry.
    DuplicatePhrasing "duplicate-phrasing",
    /// One phrasing in two entries.
    SharedPhrasing "shared-phrasing",
    /// Two entries with the same answer.
    SharedAnswer "shared-answer",
    /// Two different overviews of one topic.
    TwoOverviews "two-overviews",
    /// Text that belongs to no topic and no question.
    StrayText "stray-text",
    /// Control characters that were taken out.
    ControlCharacters "control-characters",
    /// An answer with next to nothing in it.
    ThinAnswer "thin-answer",
    /// A phrasing without a letter or digit.
    WordlessPhrasing "wordless-phrasing",
    /// An answer that was to be checked again by a day that is over.
    ReviewOverdue "review-overdue",
    /// An answer that does not fit into one message.
    LongAnswer "long-answer",
    /// What addresses people in Discord, as `@everyone` does.
    MentionToken "mention-token",
    /// A link to a file that is not there.
    DeadLink "dead-link",
    /// A phrasing in a language or script that the model does not read.
    UnreadLanguage "unread-language",
    /// Two entries that ask the same in other words and answer differently.
    Contradiction "contradiction",
    /// Two entries with phrasings close to each other.
    PossibleDouble "possible_double",
    /// An entry whose phrasings mostly come closest to others.
    LosesOwn "loses-own",
    /// An entry that the phrasings of many others come closest to.
    Magnet "magnet",
    /// Something of another product's export that there is no place for.
    NotTaken "not-taken",
    /// An answer in the markup of another product.
    ForeignMarkup "foreign-markup",
    /// Stands for the problems that were not listed.
    MoreProblems "more-problems",
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where to look.
    #[serde(flatten)]
    pub place: Place,
    /// Whether something was lost.
    pub severity: Severity,
    /// What kind of problem it is.
    pub code: Code,
    /// What is wrong, and what to do.
    #[serde(flatten)]
    pub wrong: Wrong,
}

impl Problem {
    pub(crate) fn error(place: Place, code: Code, wrong: Wrong) -> Problem {
        Problem { place, severity: Severity::Error, code, wrong }
    }

    pub(crate) fn warning(place: Place, code: Code, wrong: Wrong) -> Problem {
        Problem { severity: Severity::Warning, ..Problem::error(place, code, wrong) }
    }

    pub(crate) fn note(place: Place, code: Code, wrong: Wrong) -> Problem {
        Problem { severity: Severity::Note, ..Problem::error(place, code, wrong) }
    }
}

impl fmt::Display for Problem {
    /// `file:12: what is wrong; what to do`, or `file:12:7: …` where the column is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.place, self.wrong.message(), self.wrong.remedy())
    }
}

/// The problems of one file: the first [`MAX_PROBLEMS_PER_FILE`] that were found, and the number of the others.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    listed: Vec<Problem>,
    unlisted: usize,
    has_error: bool,
}

impl Problems {
    /// Those that are listed, in the order in which they were found.
    #[must_use]
    pub fn listed(&self) -> &[Problem] {
        &self.listed
    }

    /// Whether one of them, listed or not, is an error.
    #[must_use]
    pub fn has_error(&self) -> bool {
        self.has_error
    }

    pub(super) fn push(&mut self, problem: Problem) {
        self.has_error |= problem.severity == Severity::Error;
        if self.listed.len() < MAX_PROBLEMS_PER_FILE {
            self.listed.push(problem);
        } else {
            self.unlisted += 1;
        }
    }

    /// By line, with one more that says how many are not listed.
    pub(super) fn into_sorted(mut self, file: &str) -> Vec<Problem> {
        self.listed.sort_by(|a, b| a.place.cmp(&b.place));
        if self.unlisted > 0 {
            let place = Place { file: file.to_owned(), ..Place::default() };
            let mut more = Problem::warning(place, Code::MoreProblems, Wrong::More { count: self.unlisted });
            // An error must not go unnoticed because it came late.
            if self.has_error {
                more.severity = Severity::Error;
            }
            self.listed.push(more);
        }
        self.listed
    }
}

/// `text` short enough to be quoted in a message.
pub(crate) fn quoted(text: &str) -> String {
    /// Enough to find it in the file.
    const MAX_CHARS: usize = 60;
    let mut short: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_CHARS).collect();
    if text.chars().nth(MAX_CHARS).is_some() {
        short.push('…');
    }
    format!("\"{short}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(line: usize, severity: Severity) -> Problem {
        Problem {
            severity,
            ..Problem::error(Spot::line(line).place("faq.csv"), Code::NoAnswer, Wrong::RowWithoutAnswer)
        }
    }

    #[test]
    fn a_problem_reads_as_a_sentence_and_as_json() {
        let place = Place { file: "faq.csv".into(), line: Some(7), column: Some(3) };
        assert_eq!(place.to_string(), "faq.csv:7:3");
        let problem = Problem::error(place, Code::NoAnswer, Wrong::RowWithoutAnswer);
        assert_eq!(problem.to_string(), "faq.csv:7:3: the row has no answer; fill the column \"answer\"");
        assert_eq!(
            serde_json::to_string(&problem).unwrap(),
            r#"{"file":"faq.csv","line":7,"column":3,"severity":"error","code":"no-answer","message":"the row has no answer","remedy":"fill the column \"answer\""}"#
        );
    }

    #[test]
    fn problems_beyond_the_cap_are_counted_and_keep_their_severity() {
        let mut problems = Problems::default();
        (1..=101).rev().for_each(|line| problems.push(problem(line, Severity::Warning)));
        problems.push(problem(900, Severity::Error));
        let capped = problems.into_sorted("faq.csv");
        assert_eq!(capped.len(), MAX_PROBLEMS_PER_FILE + 1);
        assert_eq!(capped[0].place.line, Some(2));
        let last = capped.last().unwrap();
        assert_eq!((last.code, last.severity), (Code::MoreProblems, Severity::Error));
        assert_eq!(last.wrong.message(), "2 more problems are not listed");
    }
}
